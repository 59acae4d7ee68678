"""The present journey as the departure rules look at it: what was known up to the day of departure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cached_property
from typing import Final

from kawal.foundation.moments import JAKARTA, day_of
from kawal.situation.picture import PictureFact, journey_of
from kawal.situation.picture.clocks import whole_date
from kawal.situation.picture.events import country_said
from kawal.situation.picture.shapes import Ref
from kawal.situation.procedure.shapes import Feeds

# What is done to leave takes months: absence counts where the feed was complete all that time.
_LEAD: Final = tuple(timedelta(days=days) for days in range(0, 181, 30))
# Tuples, not sets: a value of an odd shape is simply none of them.
NOT_FOR_WORK: Final = ("visit", "umrah", "hajj", "transit", "student", "none")
SIGNS_OF_WORK: Final = (
    "recruited",
    "registered",
    "contract_seen",
    "fee_paid",
    "lent",
    "advanced",
    "accommodated",
    "trained",
    "employment_changed",
    "wage_reported",
    "permit_seen",
)
SIGNS_OF_NO_VISIT: Final = (
    "complained",
    "detained",
    "rescued",
    "return_requested",
    "travel_document_issued",
    "deported",
    "repatriated",
)
LEAVING: Final = frozenset({"departed", "departed_again"})
# Without any of these no rule has anything to say.
TELLING: Final = LEAVING.union(
    SIGNS_OF_WORK, ("document_seen", "family_stated", "arrived_abroad", "civil_registry_checked")
)
_DAY: Final = timedelta(days=1)

_ByKind = dict[str, list[PictureFact]]


@dataclass(frozen=True)  # without slots: what several rules ask is found once and kept
class Journey:
    """Facts in order, those of preparing and leaving only up to the day of departure.

    :ivar left_on: the day of departure; ``None`` while she has not left.
    """

    facts: tuple[PictureFact, ...]
    before: tuple[PictureFact, ...]
    by_kind: _ByKind
    before_by_kind: _ByKind
    left_on: date | None
    feeds: Feeds

    def of(self, *kinds: str) -> Sequence[PictureFact]:
        return _of(self.facts, self.by_kind, kinds)

    def before_leaving(self, *kinds: str) -> Sequence[PictureFact]:
        return _of(self.before, self.before_by_kind, kinds)

    def documents(self, name: str) -> Sequence[PictureFact]:
        return self._documents.get(name, ())

    @cached_property
    def _documents(self) -> _ByKind:
        found: _ByKind = {}
        for it in self.before_leaving("document_seen"):
            found.setdefault(str(it.data.get("document")), []).append(it)
        return found

    @cached_property
    def good_cards(self) -> Sequence[PictureFact]:
        """Every E-PMI in force on the day of departure: the state issues it only after all the rest."""
        return [it for it in self.documents("e_pmi") if is_valid(it, self.left_on)]

    def lacks(self, kind: str, *, sources: tuple[str, ...] | None = None) -> bool:
        """She left, and a fact of the kind would be here if there had been one. Asked only where there is none.

        Nothing is missing from a visit, nor where whoever told of the departure says that it followed the procedure.
        """
        if self.left_on is None or self.is_visit or self.said_procedural is not None:
            return False
        days = [self.left_on - before for before in _LEAD]
        return all(self.feeds.is_complete(kind, day, sources=sources) for day in days)

    @cached_property
    def is_visit(self) -> bool:
        """On a visa that is not for work, with a return ticket of one's own, and no sign of work but a registration.

        Until something shows that it was none: whoever needed help or was sent back had not gone to see relatives.
        """
        own = any(
            it.data.get("visa") in NOT_FOR_WORK
            and it.data.get("one_way") is False
            and it.data.get("ticket_payer") in ("self", "family")
            for it in self.of("departed")
        )
        return own and all(it.kind == "registered" for it in self.of(*SIGNS_OF_WORK, *SIGNS_OF_NO_VISIT))

    @cached_property
    def said_procedural(self) -> PictureFact | None:
        """The fact that says of itself that she left again by the procedure."""
        return next((it for it in self.of("departed_again") if it.data.get("procedural") is True), None)

    @cached_property
    def country(self) -> str | None:
        """Where she was bound for: said at departure, else the latest before it."""
        said: str | None = None
        for it in self.before_leaving("recruited", "registered", "contract_seen", "departed"):
            said = country_said(it.kind, it.data, it.place) or said
        return said

    @cached_property
    def occupation(self) -> str | None:
        said: object = None
        for it in self.before_leaving("recruited", "registered", "contract_seen"):
            promised = it.data.get("promised")
            data = promised if it.kind == "recruited" and isinstance(promised, dict) else it.data
            said = data.get("occupation") or said
        return said if isinstance(said, str) else None

    @cached_property
    def scheme(self) -> str | None:
        said = None
        for it in self.before_leaving("registered"):
            said = it.data.get("scheme") or said
        return said if isinstance(said, str) else None


def _by_kind(facts: Iterable[PictureFact]) -> _ByKind:
    found: _ByKind = {}
    for it in facts:
        found.setdefault(it.kind, []).append(it)
    return found


def _of(facts: Iterable[PictureFact], by_kind: _ByKind, kinds: tuple[str, ...]) -> Sequence[PictureFact]:
    """In order. Fourteen rules ask, mostly for one kind, mostly for one that is not there."""
    if len(kinds) == 1:
        return by_kind.get(kinds[0], ())
    there = [kind for kind in kinds if kind in by_kind]
    if len(there) <= 1:
        return by_kind[there[0]] if there else ()
    return [it for it in facts if it.kind in there]


def journey(facts: Iterable[PictureFact], feeds: Feeds) -> Journey:
    """``facts`` of any journeys, in any order."""
    return journey_taken(journey_of(facts), feeds)


def journey_taken(facts: Sequence[PictureFact], feeds: Feeds) -> Journey:
    """``facts`` of the present journey, in order."""
    taken, by_kind = tuple(facts), _by_kind(facts)
    left = next((it for it in reversed(taken) if it.kind in LEAVING), None)
    if left is None:
        return Journey(taken, taken, by_kind, by_kind, None, feeds)
    left_on = day_of(left.at)
    next_day = (datetime(left_on.year, left_on.month, left_on.day, tzinfo=JAKARTA) + _DAY).astimezone(UTC)
    before = tuple([it for it in taken if it.at < next_day])  # what is dated later did not go before it
    return Journey(taken, before, by_kind, _by_kind(before), left_on, feeds)


def refs(*facts: PictureFact) -> tuple[Ref, ...]:
    return tuple([{"source": it.source, "id": it.id} for it in facts])


def is_valid(document: PictureFact, on: date | None) -> bool | None:
    """Whether a document was good on a day: it exists and has not run out. ``None`` where that was not said."""
    status = document.data.get("status")
    if status in ("missing", "invalid"):
        return False
    ends = whole_date(document.data.get("expires_on"))
    if ends is not None and on is not None and ends < on:
        return False
    return True if status in ("valid", "held_by_other") else None
