"""Whatever officers do, in whatever order: no bed ever holds two, nobody is in two places, and presence is what the intervals say."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import transaction
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from kawal.access.scope import NotVisible
from kawal.homecoming import staying
from kawal.homecoming.staying import Arriving, Going
from kawal.response.shelter import absences, refusals, selectors, services, undoing
from kawal.response.shelter.absences import Outing
from kawal.response.shelter.lodging import Place
from tests.rooms.returning import behind_the_wall
from tests.rooms.sheltering import HOUSE, NOW, OTHER, TODAY, a_house, sent, table, worker

pytestmark = pytest.mark.django_db
START = NOW - timedelta(hours=100)
PEOPLE, BEDS = 4, 3
ACTS = st.lists(
    st.tuples(
        st.sampled_from(
            ["receive", "move", "leave", "out", "back", "undo_leave", "undo_receive", "undo_move", "onward"]
        ),
        st.integers(0, PEOPLE - 1),
        st.integers(0, 2 * BEDS - 1),
        st.integers(0, 100),
    ),
    max_size=30,
)
OVERLAPS = """select count(*) from {table} a join {table} b on a.{by} = b.{by} and a.{id} < b.{id} and a.during && b.during
 and a.undone_at is null and b.undone_at is null"""
OUTSIDE = """select count(*) from {table} l join shelter_stay s using (stay_id) where l.undone_at is null
 and (s.undone_at is not null or not s.during @> l.during)"""
THERE = """select s.stay_id, b.name, exists (select from shelter_absence a where a.stay_id = s.stay_id and a.undone_at is null
  and lower(a.during) <= %s and (upper(a.during) is null or upper(a.during) > %s))
 from shelter_stay s left join shelter_lodging l on l.stay_id = s.stay_id and l.undone_at is null and lower(l.during) <= %s
  and (upper(l.during) is null or upper(l.during) > %s) left join shelter_bed b using (bed_id)
 where s.shelter = %s and s.undone_at is null and lower(s.during) <= %s and (upper(s.during) is null or upper(s.during) > %s)"""


class World:
    """Two houses of three beds, four people, and what was done with them."""

    def __init__(self, people):
        self.people, self.stays, self.moves = people, {}, {}

    def house_of(self, bed):
        return (HOUSE, OTHER)[bed // BEDS]

    def do(self, act, person, bed, hour):
        at, house = START + timedelta(hours=hour), self.house_of(bed)
        stay = self.stays.get(person)
        if act == "receive":
            scope = worker(house)
            stay = uuid4()
            arriving = Arriving(stay, house, self.people[person], at, self.place(bed))
            staying.receive(scope=scope, arriving=arriving, now=NOW, today=TODAY)
            self.stays[person] = (stay, house)
        elif stay:
            self.go_on(act, *stay, bed, at)

    def go_on(self, act, stay, house, bed, at):
        scope = worker(house)
        match act:
            case "move":
                act = uuid4()
                services.move(
                    scope=scope, act=act, stay_id=stay, place=self.place(bed), at=at, now=NOW, today=TODAY
                )
                self.moves.setdefault(stay, []).append(act)
            case "undo_move":
                acts = self.moves.get(stay, [])
                if acts:
                    undoing.undo_move(scope=scope, stay_id=stay, act=acts[bed % len(acts)], now=NOW)
            case "leave":
                staying.leave(scope=scope, going=Going(uuid4(), stay, at, "home"), now=NOW)
            case "onward":
                other = OTHER if house == HOUSE else HOUSE
                staying.leave(scope=scope, going=Going(uuid4(), stay, at, "house", other), now=NOW)
            case "out":
                absences.go_out(scope=scope, stay_id=stay, outing=Outing(uuid4(), at), now=NOW)
            case "back":
                absences.come_back(scope=scope, stay_id=stay, at=at, now=NOW)
            case "undo_leave":
                undoing.undo_leave(scope=scope, stay_id=stay, now=NOW)
            case "undo_receive":
                undoing.undo_receive(scope=scope, stay_id=stay, now=NOW)

    def place(self, bed):
        return Place(bed_id=self.beds[bed], reason="uji")


def check_laws():
    for name, by, key in (("shelter_lodging", "bed_id", "lodging_id"), ("shelter_lodging", "stay_id", "lodging_id"),
                          ("shelter_absence", "stay_id", "absence_id"), ("shelter_stay", "person_id", "stay_id")):  # fmt: skip
        assert table(OVERLAPS.format(table=name, by=by, id=key)) == [(0,)], (name, by)
    for name in ("shelter_lodging", "shelter_absence"):
        assert table(OUTSIDE.format(table=name)) == [(0,)], name


def attempted(houses, act) -> bool:
    """Was the act possible? What the registers refuse changes nothing."""
    try:
        with behind_the_wall(worker(houses.house_of(act[2]))):
            houses.do(*act)
    except (refusals.Refused, NotVisible):
        return False
    return True


def check_presence(moments):
    for hour in moments:
        at = START + timedelta(hours=hour)
        for house in (HOUSE, OTHER):
            with behind_the_wall(worker(house)) as scope:
                told = selectors.list_present(scope=scope, shelter=house, at=at)
            expected = {(it[0], it[1] or "", it[2]) for it in table(THERE, [at, at, at, at, house, at, at])}
            assert {(it.stay_id, it.bed, it.out) for it in told} == expected


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(acts=ACTS, moments=st.lists(st.integers(-1, 101), min_size=1, max_size=4))
@pytest.mark.slow
def test_no_order_of_acts_puts_two_into_a_bed_or_one_into_two(houses, acts, moments):
    with transaction.atomic():
        houses.stays, houses.moves = {}, {}
        done = sum(attempted(houses, act) for act in acts)
        check_laws()
        check_presence(moments)
        transaction.set_rollback(True)
    event(f"{done * 10 // max(1, len(acts))}0 % of the acts were possible")


@pytest.fixture
def houses():
    beds = [
        *a_house(rooms=(("A", "family", BEDS),)).values(),
        *a_house(OTHER, rooms=(("A", "family", BEDS),)).values(),
    ]
    world = World([sent(hours=300) for _ in range(PEOPLE)])
    world.beds = beds
    return world
