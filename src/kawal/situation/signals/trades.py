"""What the words for occupations mean here. A word that is in no list says nothing."""

from typing import Final

from kawal.reference.context.keys import word_key
from kawal.reference.context.occupations import canonical, is_listed
from kawal.situation.signals.codes import NONE, text_code, text_of, words

UNKNOWN, NO, YES = range(3)  # an answer in two bits

# Work that asks for the same skill, whoever it is done for.
_LIKE: Final = {"family_driver": "driver", "chef": "cook", "nursing_care_worker": "caregiver"}

# Work that asks for a certificate or a trade learnt before (SKKNI, registration of health workers, seafarers' papers).
SKILLED: Final = words("""nurse midwife doctor pharmacist physiotherapist caregiver engineer technician electrician mechanic welder
 pipefitter plumber machinist programmer it_specialist teacher chef cook barista spa_therapist hairdresser
 accountant translator pilot seafarer ship_officer crane_operator heavy_equipment_operator cabin_crew""")
UNSKILLED: Final = words("""domestic_worker baby_sitter manufacturing_worker plantation_worker construction_worker
 agricultural_worker fisher
 cleaner gardener restaurant_worker waiter dishwasher labourer laundry_worker porter security_guard customer_service
 shop_assistant hospitality_worker packer livestock_worker forestry_worker""")
# Placement through a company or the state: medical check, training, orientation and card take their weeks by law.
SLOW_SCHEMES: Final = frozenset(("p_to_p", "g_to_g", "g_to_p"))
QUICK_SCHEMES: Final = frozenset(("mandiri", "perpanjangan", "ukps"))
_FISHING: Final = frozenset(("fishing", "fisheries", "perikanan", "sea_fishing", "marine_fishing"))


def occupation_of(value: object) -> str:
    """The one word for an occupation; empty where none was said."""
    word = canonical(word_key(text_of(value)))
    return _LIKE.get(word, word)


def occupation_code(word: str) -> int:
    """A word that is in no list is compared with none: it may be another word for the same work."""
    return text_code(word) if word in SKILLED or word in UNSKILLED or is_listed(word) else NONE


def skill_of(word: str) -> int:
    return YES if word in SKILLED else NO if word in UNSKILLED else UNKNOWN


def fishing_of(word: str, sector: object) -> int:
    """Work on a fishing vessel, by the occupation, else by the sector."""
    if word == "fisher" or word_key(text_of(sector)) in _FISHING:
        return YES
    return NO if word or text_of(sector) else UNKNOWN


def preparation_of(scheme: object, word: str) -> int:
    said = word_key(text_of(scheme))
    if said in SLOW_SCHEMES:
        return YES
    return NO if said in QUICK_SCHEMES else YES if skill_of(word) == YES else UNKNOWN
