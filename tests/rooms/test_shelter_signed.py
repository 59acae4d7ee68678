"""Things kept are signed for on paper or by drawing on the screen: a drawing is kept with the thing, and nothing else is taken for one."""

from uuid import uuid4

import pytest

from kawal.response.shelter import belongings, selectors
from kawal.response.shelter.belongings import Fate, Kept
from tests.rooms.returning import behind_the_wall
from tests.rooms.sheltering import NOW, a_house, ago, come, sent, table, worker

pytestmark = pytest.mark.django_db
STROKE, OTHER = "M10 10L20 30", "M5 5L6 7L8 9"


@pytest.fixture
def stay_id():
    return come(sent(), a_house()["A1"])


def keep(stay_id, thing):
    act = uuid4()
    with behind_the_wall(worker()) as scope:
        belongings.keep(scope=scope, act=act, stay_id=stay_id, thing=thing, now=ago(20))
    return act


def item(stay_id):
    with behind_the_wall(worker()) as scope:
        [found] = selectors.get_stay(scope=scope, stay_id=stay_id).items
    return found


def test_a_drawing_is_kept_with_the_thing_and_another_when_it_is_given_back(stay_id):
    kept = keep(stay_id, Kept("document", "Paspor", signed="drawn", drawing=STROKE))
    with behind_the_wall(worker()) as scope:
        fate = Fate("returned", "drawn", drawing=OTHER)
        belongings.give_back(scope=scope, act=uuid4(), item_id=kept, fate=fate, now=NOW)
    it = item(stay_id)
    assert (it.signed, it.drawing, it.fate_signed, it.fate_drawing) == ("drawn", STROKE, "drawn", OTHER)
    with behind_the_wall(worker()) as scope:
        belongings.undo_give_back(scope=scope, item_id=kept, now=NOW)
    assert (item(stay_id).fate_signed, item(stay_id).fate_drawing, item(stay_id).drawing) == ("", "", STROKE)


@pytest.mark.parametrize(
    ("signed", "drawing"), [("drawn", ""), ("paper", STROKE), ("drawn", "M1 1L2 2<script>")]
)
def test_what_is_no_drawing_signs_for_nothing(stay_id, signed, drawing):
    with pytest.raises(ValueError):
        keep(stay_id, Kept("document", "Paspor", signed=signed, drawing=drawing))
    with pytest.raises(ValueError):
        Fate("returned", signed, drawing=drawing)
    assert table("select count(*) from shelter_item") == [(0,)]
