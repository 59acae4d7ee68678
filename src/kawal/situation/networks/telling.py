"""What one fact tells for the measures over many people, as numbers: whose worker she was, where she worked, on what she left, in
what words and from which device she answered, that she complained, came back, was found. Ties nobody; links are `traces`."""

from collections.abc import Callable, Iterator
from typing import Final

from kawal.situation.networks.answers import DEVICE_FIELDS, device_keys, words_of
from kawal.situation.networks.dangers import HARM, OUTSIDE, Signs
from kawal.situation.networks.keys import FEWEST_WORDS, Keyed, plain_key
from kawal.situation.networks.records import ROLES, record_keys
from kawal.situation.networks.returns import BACK, is_finding, place_keys
from kawal.situation.networks.shapes import Data, Heard, Ref, Trace, World
from kawal.situation.networks.suspicion import TICKET
from kawal.situation.networks.traces import TRACED
from kawal.situation.networks.voyages import flight_key
from kawal.situation.picture.events import CONFINING

TOLD: Final = ("record", "employer", "vessel", "flight", "words", "device", "complained", "departed", "back", "found", "sanction",
               "sign")  # fmt: skip
DANGER: Final = "danger"  # a sign by which rings are judged: ties nobody and measures nothing, but her ring is to be drawn again
SIGNS: Final = {
    "card": ("card",),
    "ticket": (TICKET,),
    "harm": HARM,
    "outside": OUTSIDE,
}  # as which sign each is kept
ALWAYS: Final = TRACED | BACK | {"complained", "screened", "port_called", "contract_seen", "arrived_abroad", "employment_changed",
                                 "family_reported"}  # fmt: skip
_TELLING: Final = (*DEVICE_FIELDS, "distress", *CONFINING)
_HALF, _WHOLE = 1 << 63, 1 << 64


def may_tell(kind: str, data: Data) -> bool:
    """Whether a fact may share or tell anything: most check-ins do not, and cost nobody a look."""
    if kind == "family_stated":
        return data.get("knows") is False or data.get("consents") is False
    if kind != "checked_in":
        return kind in ALWAYS or (kind == "wage_reported" and "months_unpaid" in data)
    text = data.get("text")
    return any(data.get(it) for it in _TELLING) or (
        isinstance(text, str) and len(text.split()) >= FEWEST_WORDS
    )


def told_by(it: Heard, world: World, keyed: Keyed = plain_key) -> Iterator[Trace]:
    for mention in it.mentions:
        if mention.role in ROLES:
            for key in record_keys(mention, it.day, world, keyed):
                yield _told("record", key)
    for key in place_keys(it, keyed):
        yield _told("vessel" if it.kind == "port_called" else "employer", key)
    if special := _SPECIAL.get(it.kind):
        yield from special(it, keyed)
    if it.kind in BACK:
        yield _told("back")
    if is_finding(it):
        yield _told("found")


def signs_told(signs: Signs) -> Iterator[tuple[str, int, Ref]]:
    """The first of each sort of sign that measures ask for."""
    for name, sorts in SIGNS.items():
        seen = [signs.first[sort] for sort in sorts if sort in signs.first]
        if seen:
            yield name, *min(seen)


def unsigned(key: int) -> int:
    """A simhash as it was before the database took it as a signed number."""
    return key % _WHOLE


def _told(kind: str, key: int = 0) -> Trace:
    return Trace(kind, key, "")


def _departed(it: Heard, keyed: Keyed) -> Iterator[Trace]:
    yield _told("departed")
    if (key := flight_key(it, keyed)) is not None:
        yield _told("flight", key)


def _checked_in(it: Heard, keyed: Keyed) -> Iterator[Trace]:
    for key in device_keys(it, keyed):
        yield _told("device", key)
    if (said := words_of(it)) is not None:
        yield _told("words", said - _WHOLE if said >= _HALF else said)


def _complained(it: Heard, keyed: Keyed) -> Iterator[Trace]:
    yield _told("complained")


def _decided(it: Heard, keyed: Keyed) -> Iterator[Trace]:
    if it.data.get("outcome") == "proven" and "recruiter" in it.data:
        yield _told("sanction")


_SPECIAL: Final[dict[str, Callable[[Heard, Keyed], Iterator[Trace]]]] = {
    "departed": _departed,
    "checked_in": _checked_in,
    "complained": _complained,
    "case_decided": _decided,
}
