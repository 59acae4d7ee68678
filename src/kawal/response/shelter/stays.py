"""One stay, locked for the service that changes it."""

from datetime import datetime
from typing import Any
from uuid import UUID

from kawal.access import wall
from kawal.access.scope import NotVisible, Power, Scope
from kawal.facts.ledger.bulk import run
from kawal.response.shelter import refusals
from kawal.response.shelter.houses import house_of
from kawal.response.shelter.lodging import Sleeper

ILL, APART = "ill", ("doctor", "urgent")
LOCKED = """select s.stay_id, s.shelter, s.person_id, s.name, s.sex, s.needs, s.care, lower(s.during), upper(s.during), s.left_act,
 s.left_fact, s.fact_id from shelter_stay s where s.stay_id = %s and s.undone_at is null for update"""


class Stay:
    """A locked stay, for the service that changes it."""

    def __init__(self, row: tuple[Any, ...]) -> None:
        (self.stay_id, self.shelter, self.person_id, self.name, self.sex, self.needs, self.care, self.since, self.until,
         self.left_act, self.left_fact, self.fact_id) = row  # fmt: skip

    @property
    def sleeper(self) -> Sleeper:
        return Sleeper(self.stay_id, self.shelter, self.sex, apart=ILL in self.needs or self.care in APART)


def locked(scope: Scope, stay_id: UUID) -> Stay:
    """A stay in a house of the own, locked until the transaction ends.

    :raises NotAllowed: the officer runs no house. :raises NotVisible: unknown, undone, or in another's house.
    """
    scope.require(Power.HOUSE)
    with wall.as_engine():
        found = run(LOCKED, (stay_id,))
    if not found:
        raise NotVisible(f"stay {stay_id}")
    stay = Stay(found[0])
    house_of(scope, stay.shelter)
    return stay


def check_open(stay: Stay, at: datetime, now: datetime) -> None:
    """:raises AlreadyLeft: :raises InFuture: :raises BeforeArriving: what happens in a stay happens inside it."""
    if stay.left_act is not None:
        raise refusals.AlreadyLeft
    if at > now:
        raise refusals.InFuture
    if at <= stay.since:
        raise refusals.BeforeArriving


def person_code(person_id: int) -> str:
    """Her opaque id, for the access log. As the engine."""
    found = run("select kawal_id from person where person_id = %s", (person_id,))
    return str(found[0][0]) if found else ""
