"""The stores of the demo: filled through the same services as the pages use, once."""

import pytest

from kawal.doors.commands.demo.aid import stock
from kawal.response.aid.issues.selectors import list_issues
from tests.rooms.aiding import POST, balances, somebody, unbalanced
from tests.rooms.returning import behind_the_wall
from tests.world import NOW

pytestmark = pytest.mark.django_db


@pytest.mark.slow
def test_the_stores_of_the_demo_add_up_and_are_filled_once():
    somebody()
    somebody("Kenanga Misal", birth="2019")
    somebody("Jaka Rekaan", sex="male")
    for _time in range(2):
        with behind_the_wall(POST):
            stock(POST, NOW)
    assert balances() == {"received": 3902, "stock": 3850, "transit": 50, "given": 2}
    assert unbalanced() == []
    with behind_the_wall(POST):
        assert {it.item for it in list_issues(scope=POST)} == {"kit_women", "kit_child"}
