"""Why a card ends. Pure."""

LOST, DAMAGED, WRONG_PERSON, HOME = "lost", "damaged", "wrong_person", "home"
REASONS = (LOST, DAMAGED, WRONG_PERSON, HOME)
