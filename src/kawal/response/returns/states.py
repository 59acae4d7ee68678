"""The eleven states of a line, and which of them are reasons. Words for them are the doors' own.

Source: practice of the manifests (`direncanakan, hadir, tidak hadir, tambahan, turun di jalan, dijemput keluarga, pulang mandiri,
dirujuk, sakit/tunda, hilang kontak, diserahterimakan`).
"""

PLANNED = "planned"  # direncanakan
PRESENT = "present"  # hadir
ABSENT = "absent"  # tidak hadir
ADDED = "added"  # tambahan: not on the list
GOT_OFF = "got_off"  # turun di jalan
FETCHED = "fetched"  # dijemput keluarga
SELF = "self"  # pulang mandiri
REFERRED = "referred"  # dirujuk
ILL = "ill"  # sakit, ditunda
LOST = "lost"  # hilang kontak
HANDED_OVER = "handed_over"  # diserahterimakan

STATES = (PLANNED, ADDED, PRESENT, HANDED_OVER, SELF, FETCHED, REFERRED, ILL, GOT_OFF, ABSENT, LOST)
# What an officer may give as the reason of a difference; the other four follow from what was counted.
REASONS = (SELF, FETCHED, REFERRED, ILL, GOT_OFF, ABSENT, LOST)
# A batch stays open while anybody is in one of these. Whoever is lost is named, but not settled.
UNSETTLED = frozenset({PLANNED, ADDED, PRESENT, LOST})

BOARDED, ARRIVED, HANDED, EXPLAINED = "boarded", "arrived", "handed_over", "explained"
ACTS = (BOARDED, ARRIVED, HANDED, EXPLAINED)
