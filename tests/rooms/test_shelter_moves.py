"""A move to another bed is taken back: the bed before is hers again, unless somebody sleeps there meanwhile."""

from uuid import uuid4

import pytest

from kawal.access.scope import NotVisible
from kawal.access.trail.models import Trace
from kawal.response.shelter import refusals, selectors, undoing
from tests.rooms.returning import behind_the_wall
from tests.rooms.sheltering import HOUSE, NOW, OTHER, a_house, ago, come, go, sent, worker
from tests.rooms.test_shelter_stays import move, seen, stay_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def beds():
    return a_house()


def undo(stay_id, act, scope=None):
    with behind_the_wall(scope or worker()) as mine:
        return undoing.undo_move(scope=mine, stay_id=stay_id, act=act, now=NOW)


def test_a_move_taken_back_gives_back_the_bed_and_twice_is_once(beds):
    stay_id, act = come(sent(), beds["A1"]), uuid4()
    move(stay_id, beds["A2"], act=act)
    assert [undo(stay_id, act), undo(stay_id, act)] == [True, True]
    assert [(it.bed, it.since, it.until) for it in stay_of(stay_id).lodgings] == [("A1", ago(100), None)]
    assert Trace.objects.filter(action="shelter.undone").count() == 1
    come(sent(), beds["A2"], hours=5)
    move(stay_id, beds["Keluarga1"], hours=4)


def test_a_move_taken_back_too_late_leaves_her_without_a_bed(beds):
    stay_id, act = come(sent(), beds["A1"]), uuid4()
    move(stay_id, beds["A2"], act=act)
    come(sent(), beds["A1"], hours=5)
    assert undo(stay_id, act) is False
    assert [it.stay_id for it in seen().bedless] == [stay_id]


def test_a_first_bed_taken_back_is_none_and_nothing_is_missing(beds):
    stay_id, act = come(sent()), uuid4()
    move(stay_id, beds["A1"], act=act)
    assert undo(stay_id, act) is True
    assert [it.stay_id for it in seen().bedless] == [stay_id]


def test_only_the_last_move_of_an_open_stay_is_taken_back(beds):
    stay_id, first = come(sent(), beds["A1"]), uuid4()
    move(stay_id, beds["A2"], act=first, hours=20)
    move(stay_id, beds["Keluarga1"], hours=10)
    with pytest.raises(refusals.BeforeLast):
        undo(stay_id, first)
    go(stay_id)
    with pytest.raises(refusals.AlreadyLeft):
        undo(stay_id, first)
    assert [it.bed for it in stay_of(stay_id).lodgings] == ["Keluarga1", "A2", "A1"]


def test_another_house_takes_nothing_back(beds):
    a_house(OTHER)
    stay_id, act = come(sent(), beds["A1"]), uuid4()
    move(stay_id, beds["A2"], act=act)
    with pytest.raises(NotVisible):
        undo(stay_id, act, worker(OTHER))
    with behind_the_wall(worker(HOUSE)) as scope:
        assert selectors.get_stay(scope=scope, stay_id=stay_id).bed.bed == "A2"
