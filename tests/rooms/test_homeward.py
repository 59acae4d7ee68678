"""Returns by origin, route, month, payer and cost: exact for who has people, with small numbers hidden for who has none."""

from datetime import timedelta

import pytest

from kawal.access import wall
from kawal.access.scope import NotAllowed, NotVisible
from kawal.publication.statistics.homeward import Asked
from kawal.publication.statistics.homeward_open import get_days, get_homeward
from tests.rooms.homeward_people import came, travelled
from tests.rooms.statistics_people import ANALYST, BELU, KUCHING, NATIONAL, NOW, NTT, refresh, scope
from tests.world import days_ago, fact, person_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def country(db):
    """14 of Belu over Entikong, 3 of Kupang over Nunukan, 20 of West Java from Taiwan over Soekarno-Hatta."""
    belu = came(14)
    came(3, regency="53.01", post="plbn-nunukan", at=NOW - timedelta(days=70))
    java = came(20, regency="32.01", country="TWN", post="soekarno-hatta", mission="kdei-taipei")
    travelled(belu[:12], ("mission", 100_000, 120_000), ("kemensos", 50_000, 60_000))
    travelled(java[:4], ("", None, None), seat_payer="self")
    refresh()


def asked(who, **more):
    wall.enter(who)
    return get_homeward(scope=who, now=NOW, asked=Asked(**more))


@pytest.mark.slow
def test_the_nation_is_told_everything_exactly(country):
    found = asked(NATIONAL)
    assert found.is_exact and found.whole == 37
    assert found.origins == {"32": 20, "53": 17}
    assert found.routes == {"MYS>plbn-entikong": 14, "MYS>plbn-nunukan": 3, "TWN>soekarno-hatta": 20}
    assert len(found.months) == 12 and found.months["2025-11"] == 0 and found.months["2026-09"] == 3
    assert sum(found.months.values()) == 37
    assert [(it.province, it.people) for it in found.bands.bands] == [("32", 20), ("53", 14), ("53", 3)]


@pytest.mark.slow
def test_payers_count_people_by_leg_and_say_of_whom_nobody_wrote_it(country):
    assert {it.code: it.people for it in asked(NATIONAL).payers} == {
        "mission": 12,
        "kemensos": 12,
        "self": 4,
        "": 37 - 16,
    }


@pytest.mark.slow
def test_the_payer_of_a_seat_stands_before_that_of_its_leg(country):
    people = came(11, regency="52.01")
    travelled(people, ("mission", None, None), seat_payer="iom")
    payers = {it.code: it.people for it in asked(NATIONAL, origin="52").payers}
    assert payers == {"iom": 11}


@pytest.mark.slow
def test_a_cost_is_of_those_whose_every_leg_has_one(country):
    cost = asked(NATIONAL).cost
    assert (cost.actual_people, cost.actual, cost.median) == (12, 180_000, 180_000)
    half = came(5, regency="52.01")
    travelled(half, ("mission", 10, 10), ("mission", 10, None))
    cost = asked(NATIONAL, origin="52").cost
    assert (cost.actual_people, cost.actual) == (0, None) and (cost.planned_people, cost.planned) == (5, 20)


def test_a_batch_of_an_earlier_journey_pays_nothing_for_this_one(db):
    travelled(came(2), ("mission", 1, 1), days_ago=900)
    found = asked(NATIONAL)
    assert [(it.code, it.people) for it in found.payers] == [("", 2)] and found.cost.actual is None


@pytest.mark.slow
def test_filters_narrow_by_country_post_and_origin(country):
    assert asked(NATIONAL, country="MYS").whole == 17
    assert asked(NATIONAL, country="MYS", post="plbn-nunukan").origins == {"53": 3}
    assert asked(NATIONAL, origin="53").origins == {"53.01": 3, "53.04": 14}
    assert asked(NATIONAL, origin="53.01").whole == 3
    assert asked(NATIONAL, period="30d").whole == 0
    with pytest.raises(NotVisible):
        asked(NATIONAL, period="decade")


@pytest.mark.slow
def test_everybody_counts_their_own_people_only(country):
    assert asked(NTT).whole == 17 and asked(BELU).whole == 14 and asked(KUCHING).whole == 17
    assert asked(BELU).origins == {"53": 14}
    assert asked(BELU, origin="32").whole == 0
    assert asked(scope("district", "k:9904")).whole == 0


@pytest.mark.slow
def test_an_analyst_is_told_no_small_number_and_nothing_narrower(country):
    found = asked(ANALYST)
    assert not found.is_exact and found.whole == 37 and found.as_of == NOW and found.streams == {}
    assert found.origins == {"32": 20, "53": 17}
    hidden = {code for code, people in found.routes.items() if people is None}
    assert "MYS>plbn-nunukan" in hidden and len(hidden) == 2
    assert {it.code: it.people for it in found.payers}["self"] is None
    assert found.cost.actual_people == 12
    assert asked(ANALYST, country="MYS", origin="53").whole == 37


def test_before_the_first_counting_an_analyst_is_told_nothing(db):
    found = asked(ANALYST)
    assert found.as_of is None and found.whole == 0 and found.origins == {}


def test_fewer_than_ten_in_all_are_hidden_whole(db):
    travelled(came(6), ("mission", 1, 1))
    refresh()
    found = asked(ANALYST)
    assert found.whole is None and found.origins == {"53": None} and found.bands.bands == ()
    assert (
        all(it.people is None and it.cost.actual is None for it in found.payers) and found.cost.actual is None
    )


def test_the_days_are_of_ones_own_chains_and_of_the_nation_for_an_analyst(country):
    for who in (NATIONAL, BELU):
        wall.enter(who)
        assert get_days(scope=who, now=NOW, asked=Asked(origin="53.04")).people == 0
    wall.enter(ANALYST)
    assert get_days(scope=ANALYST, now=NOW, asked=Asked()) is None


def test_without_the_power_of_statistics_nothing_is_told(country):
    with pytest.raises(NotAllowed):
        asked(scope("village", "v:5304052001"))


def test_whoever_is_home_is_counted_by_the_post_she_came_over():
    """She is at no post any more; the arrival still says where it was."""
    person_of(
        fact("departed", days_ago(400)),
        fact("returned", days_ago(60), place={"post": "plbn-entikong"}),
        fact("handed_over", days_ago(50), data={"to": "province"}),
        fact("reached_home", days_ago(40)),
    )
    assert asked(NATIONAL).routes == {"->plbn-entikong": 1}
    assert asked(NATIONAL, post="plbn-entikong").whole == 1
    assert asked(NATIONAL, post="plbn-nunukan").whole == 0
