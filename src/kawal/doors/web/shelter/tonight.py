"""Where the register of a house and the facts about people meet: who is here, who has no bed yet, who comes.

A person is here when the register says so, or when facts say so and the register knows nothing: both are counted once, and the
second are those who have no bed yet.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from kawal.access.scope import Scope
from kawal.doors.web.home.expected import split_staying
from kawal.response.returns import selectors as batches
from kawal.response.returns.cards import LegCard
from kawal.response.shelter import selectors
from kawal.response.shelter.cards import Resident, Roster
from kawal.response.shelter.houses import HouseRow, houses_of
from kawal.situation.pictures import selectors as pictures
from kawal.situation.pictures.cards import PictureCard
from kawal.situation.pictures.selectors import Within

MOST = 500
AHEAD = timedelta(days=3)


@dataclass(frozen=True, slots=True)
class Tonight:
    """:ivar unplaced: here by the facts, unknown to the register. :ivar coming: sent here, not arrived.
    :ivar batches: legs of batches that end at this house within days and have not been closed.
    """

    house: HouseRow
    roster: Roster
    unplaced: Sequence[PictureCard]
    coming: Sequence[PictureCard]
    batches: Sequence[LegCard] = ()

    @property
    def people(self) -> int:
        return len(self.roster.residents) + len(self.unplaced)

    @property
    def bedless(self) -> int:
        return len(self.roster.bedless) + len(self.unplaced)

    @property
    def in_beds(self) -> int:
        return len(self.roster.residents) - len(self.roster.bedless)

    @property
    def on_their_way(self) -> int:
        """People in batches bound for this house who have not come."""
        return sum(still_to_come(leg) for leg in self.batches)

    @property
    def out(self) -> list[Resident]:
        return [it for it in self.roster.residents if it.out_since]


def tonight(scope: Scope, house: HouseRow, now: datetime) -> Tonight:
    """Everything about a house this evening."""
    roster = selectors.get_roster(scope=scope, shelter=house.code, now=now, today=timezone.localdate(now))
    known = {it.person_id for it in roster.residents}
    within = Within(stays=("in_return",), shelter=house.code)
    found = pictures.list_pictures(scope=scope, within=within, limit=MOST).results
    unknown = [it for it in found if it.person_id not in known]
    staying, coming = split_staying(unknown, scope, now) if unknown else ([], [])
    legs = batches.list_legs_here(scope=scope, places=[house.code], since=now, until=now + AHEAD, now=now)
    return Tonight(
        house,
        roster,
        staying,
        coming,
        [it for it in legs if it.to_place == house.code and still_to_come(it)],
    )


def still_to_come(leg: LegCard) -> int:
    """Of a leg: planned and added, without whom a reason explains and who came."""
    return max(0, leg.planned + leg.added - leg.excused - leg.arrived - leg.ended)


def own_tonight(scope: Scope, code: str, now: datetime) -> Tonight | None:
    """The same of the officer's own house; nothing while it keeps no register."""
    house = next((it for it in houses_of(scope, code) if code), None)
    return tonight(scope, house, now) if house else None
