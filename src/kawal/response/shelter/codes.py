"""The codes of the registers. Words for them are the doors' own. Pure."""

KINDS = ("rptc", "sentra", "rumah_ramah", "transit", "mission", "ngo")
ROOM_SEXES = ("female", "male", "family")
USES = ("isolation", "quarantine")
CARE = ("none", "watch", "doctor", "urgent")  # what the health screening calls for
NEEDS = (
    "threatened",
    "ill",
    "pregnant",
    "child",
    "mother",
    "elderly",
    "disabled",
)  # as `needs_seen` has them
ITEMS = ("document", "phone", "money", "medicine", "belonging")
SIGNED = ("paper", "thumb", "witness", "drawn")
DRAWN = "drawn"
RETURNED = "returned"
FATES = (RETURNED, "sent", "handed_on", "evidence", "lost", "refused")
OTHER_HOUSE = "house"
DESTINATIONS = ("home", "family", "own_way", "hospital", OTHER_HOUSE, "authority", "unknown")
MEALS = ("breakfast", "lunch", "dinner", "snack")
CALLS = ("morning", "night")  # when names are called
ROUNDS = (*MEALS, *CALLS)
ABOUT = ("house", "officer", "resident", "other")
ABOUT_HOUSE = frozenset({"house", "officer", "other"})  # the house itself does not hear these
