"""A fact as numbers: what the reducer needs to know of it, said in one integer of flags.

The reducer sees no texts. What a fact says in words (a country, a shelter) is only marked here as being said; the
column keeps the number of the fact, and the word is read from that fact when the picture is written out.
"""

from collections.abc import Callable, Mapping
from typing import Any, Final

from kawal.situation.picture.ranks import UPSTREAM

(
    IN_INDONESIA,  # the fact says it happened in Indonesia
    SAYS_COUNTRY,
    SAYS_POST,
    SAYS_SHELTER,
    SAYS_END,  # of a contract
    SAFE,
    UNSAFE,
    DISTRESS,
    SEVERE,
    AID,  # life or health may be in danger: first aid is due
    MISSING,
    TO_FAMILY,
    TO_HOME_OFFICE,
    PROVEN,
    RESTITUTION,
    EMPOWERMENT,
    COUNTED,  # a contact that shows someone is in touch, not merely a trace
    E_PMI,
    FOR_LEAVING,  # a paper that is got in order to leave
) = (1 << n for n in range(19))

HOME_COUNTRY: Final = "IDN"

# L05 names documents withheld, confinement and violence. Sexual violence is violence; to be cut off from everybody is one of the
# ILO's indicators with confinement; threats stand among them too, and are how the others are kept up.
SEVERE_PROBLEMS: Final = frozenset(
    {
        "documents_withheld",
        "confinement",
        "no_contact_allowed",
        "violence",
        "sexual_violence",
        "threats",
    }
)
CONFINING: Final = ("held", "forced", "threatened", "documents_held")  # what a check-in may say of her
AID_PROBLEMS: Final = frozenset({"illness", "violence", "sexual_violence"})
# Identity card, family card and the papers of a return are seen at any time; the others are got for a departure.
PAPERS_FOR_LEAVING: Final = ("passport", "visa", "medical", "orientation", "insurance", "e_pmi", "skck", "training",
                             "family_permission", "contract", "job_order")  # fmt: skip
NOT_THERE: Final = ("missing", "held_by_other")
HOME_OFFICES: Final = ("province", "district", "agency")  # not the ministry that runs the shelters
EMPOWERING: Final = ("training", "livelihood", "education", "cash")

Data = Mapping[str, Any]


def flags_of(kind: str, data: Data, place: Data | None) -> int:
    """All that the reducer needs to know of a fact beside its kind and its day."""
    flags = 0
    if place:
        country = place.get("country")
        if country == HOME_COUNTRY:
            flags = IN_INDONESIA
        elif kind not in UPSTREAM and is_country(country):
            flags = SAYS_COUNTRY
        if place.get("post"):
            flags |= SAYS_POST
    special = _SPECIAL.get(kind)
    return flags if special is None else flags | special(data, place)


def is_country(value: object) -> bool:
    """The shape of an alpha-3 code of a country that is not home."""
    return isinstance(value, str) and len(value) == 3 and value.isupper() and value != HOME_COUNTRY


def country_said(kind: str, data: Data, place: Data | None) -> str | None:
    """The country a fact speaks of: bound for, in an upstream fact; where it happened, in the others."""
    said: object
    if kind == "departed" or kind == "registered":
        said = data.get("destination")
    elif kind == "contract_seen":
        said = data.get("country")
    elif kind == "recruited":
        promised = data.get("promised")
        said = promised.get("country") if isinstance(promised, Mapping) else None
    elif kind == "employment_changed":
        said = data.get("country") or (place.get("country") if place else None)
    else:
        said = place.get("country") if place else None
    return said if isinstance(said, str) and is_country(said) else None


def shelter_said(kind: str, data: Data, place: Data | None) -> str | None:
    """The shelter she entered, or the one she was sent on to. An area or a word such as ``home`` is none."""
    if kind == "sheltered":
        return _text(data.get("shelter")) or _text((place or {}).get("post"))
    onward = _text(data.get("destination"))
    return onward if onward and "-" in onward and onward[0].isalpha() else None


def contract_end_said(kind: str, data: Data) -> str | None:
    contract = data.get("contract") if kind == "registered" else data
    return _text(contract.get("end")) if isinstance(contract, Mapping) else None


def _text(value: object) -> str | None:
    return value if isinstance(value, str) and value else None


def _bound_for(kind: str) -> Callable[[Data, Data | None], int]:
    def flags(data: Data, place: Data | None) -> int:
        return SAYS_COUNTRY if country_said(kind, data, place) else 0

    return flags


def _agreed(kind: str) -> Callable[[Data, Data | None], int]:
    """Registration and contract may say the country and the end of the contract."""

    def flags(data: Data, place: Data | None) -> int:
        said = SAYS_COUNTRY if country_said(kind, data, place) else 0
        return said | SAYS_END if contract_end_said(kind, data) else said

    return flags


def _document_seen(data: Data, place: Data | None) -> int:
    document = data.get("document")
    if document not in PAPERS_FOR_LEAVING or data.get("status") in NOT_THERE:
        return 0
    return FOR_LEAVING | E_PMI if document == "e_pmi" and data.get("expires_on") else FOR_LEAVING


def _checked_in(data: Data, place: Data | None) -> int:
    """What is said beside "safe" counts more than "safe": a check-in from someone held is no safe contact.

    Distress is the agreed code or the call for help alone (L02). Being held, forced, threatened or without one's papers
    is what a severe complaint says (L05), told in a check-in.
    """
    flags = COUNTED
    if data.get("distress") is True:
        flags |= DISTRESS | UNSAFE
    if any(data.get(it) is True for it in CONFINING):
        flags |= SEVERE | UNSAFE
    safe = data.get("safe")
    if safe == "no":
        flags |= UNSAFE
    elif safe == "yes" and not flags & UNSAFE:
        flags |= SAFE
    return flags


def _family_reported(data: Data, place: Data | None) -> int:
    what = data.get("what")
    return SAFE | COUNTED if what == "safe" else MISSING if what == "missing" else 0


def _complained(data: Data, place: Data | None) -> int:
    problems = data.get("problems")
    said = {it for it in problems if isinstance(it, str)} if isinstance(problems, list) else set()
    return (SEVERE if said & SEVERE_PROBLEMS else 0) | (AID if said & AID_PROBLEMS else 0)


def _sheltered(data: Data, place: Data | None) -> int:
    return SAYS_SHELTER if shelter_said("sheltered", data, place) else 0


def _left_shelter(data: Data, place: Data | None) -> int:
    return SAYS_SHELTER if shelter_said("left_shelter", data, place) else 0


def _handed_over(data: Data, place: Data | None) -> int:
    to = data.get("to")
    return TO_FAMILY if to in ("family", "village") else TO_HOME_OFFICE if to in HOME_OFFICES else 0


def _case_decided(data: Data, place: Data | None) -> int:
    return PROVEN if data.get("outcome") == "proven" else 0


def _assisted(data: Data, place: Data | None) -> int:
    service = data.get("service")
    return (RESTITUTION if service == "restitution" else 0) | (EMPOWERMENT if service in EMPOWERING else 0)


def _counted(data: Data, place: Data | None) -> int:
    return COUNTED


_SPECIAL: Final[dict[str, Callable[[Data, Data | None], int]]] = {
    "recruited": _bound_for("recruited"),
    "registered": _agreed("registered"),
    "contract_seen": _agreed("contract_seen"),
    "document_seen": _document_seen,
    "departed": _bound_for("departed"),
    "transited": _bound_for("transited"),
    "employment_changed": _bound_for("employment_changed"),
    "reported_in": _counted,
    "contact_changed": _counted,
    "checked_in": _checked_in,
    "family_reported": _family_reported,
    "complained": _complained,
    "sheltered": _sheltered,
    "left_shelter": _left_shelter,
    "handed_over": _handed_over,
    "case_decided": _case_decided,
    "assisted": _assisted,
}
