"""Counts of people: exact within the scope, with small cells hidden for who has no people, and never anybody else's."""

from datetime import timedelta

import pytest
from django.db import ProgrammingError, connection, transaction

from kawal.access import wall
from kawal.access.scope import NotAllowed, NotVisible
from kawal.publication.statistics import selectors, services
from kawal.publication.statistics.models import Figure, OpenFigure
from kawal.response.repatriation.selectors import count_waiting
from tests.rooms.statistics_people import (
    ANALYST,
    BELU,
    KUCHING,
    NATIONAL,
    NOW,
    NTT,
    add_people,
    refresh,
    scope,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def country(db):
    """NTT: 14 in Belu and 3 in Kupang; NTB 20, West Java 40; all in Malaysia or Taiwan."""
    wall.enter(NATIONAL)
    add_people(12, regency="53.04", country="MYS", mission="kjri-kuching")
    add_people(2, regency="53.04", country="MYS", mission="kjri-kuching", stay="abroad_silent")
    add_people(3, regency="53.01", country="TWN", mission="kdei-taipei", stay="in_custody")
    add_people(
        20, regency="52.01", country="MYS", mission="kjri-kuching", departed_at=NOW - timedelta(days=9)
    )
    add_people(
        25, regency="32.01", country="TWN", mission="kdei-taipei", departed_at=NOW - timedelta(days=40)
    )
    add_people(15, regency="32.02", country="TWN", mission="kdei-taipei", stay="in_trouble")
    refresh()


def areas(figures, measure="abroad"):
    return {it.code: it.now.get(measure, 0) for it in figures.areas}


def asked(who, read=selectors.get_nation, **kwargs):
    wall.enter(who)
    return read(scope=who, **kwargs)


def test_the_nation_is_counted_exactly_by_origin_and_country(country):
    figures = asked(NATIONAL)
    assert figures.is_exact and figures.as_of == NOW
    assert areas(figures) == {"32": 40, "52": 20, "53": 17}
    assert {it.code: it.now["abroad"] for it in figures.countries} == {"MYS": 34, "TWN": 43}
    assert figures.whole.now["attention"] == 20 and figures.whole.now["abroad"] == 77


def test_a_flow_is_told_beside_the_span_before(country):
    nation = asked(NATIONAL).whole
    assert (nation.flows["departed"], nation.before["departed"], nation.change("departed")) == (20, 25, -5)
    month = asked(NATIONAL, period="month").whole
    assert month.flows["departed"] == 25
    assert asked(NATIONAL, period="year").whole.flows["departed"] == 25


def test_a_month_begins_at_midnight_in_jakarta(db):
    wall.enter(NATIONAL)
    first = NOW.replace(month=10, day=31, hour=17, minute=0)  # 1 November 00.00 WIB
    add_people(1, province="53", departed_at=first)
    add_people(2, province="53", departed_at=first - timedelta(seconds=1))
    refresh()
    assert asked(NATIONAL, period="month").whole.flows["departed"] == 2


def test_an_officer_counts_the_own_area_alone(country):
    assert areas(asked(NTT)) == {"53": 17}
    assert areas(asked(BELU)) == {"53": 14}
    assert areas(asked(NTT, selectors.get_province, province="53")) == {"53.01": 3, "53.04": 14}
    assert areas(asked(BELU, selectors.get_province, province="53")) == {"53.04": 14}
    assert {it.code: it.now["abroad"] for it in asked(BELU).countries} == {"MYS": 14}


def test_a_mission_counts_its_own_people_by_origin(country):
    figures = asked(KUCHING)
    assert areas(figures) == {"52": 20, "53": 14} and figures.whole.now["abroad"] == 34


def test_areas_within_areas_count_once(country):
    both = scope("district", "p:53", "k:5304", "k:5201")
    figures = asked(both)
    assert areas(figures) == {"52": 20, "53": 17} and figures.whole.now["abroad"] == 37


def test_nobody_reads_the_figures_of_others(country):
    for who in (NTT, BELU, KUCHING):
        with pytest.raises(NotVisible):
            asked(who, selectors.get_province, province="52")
    with pytest.raises(NotVisible):
        asked(KUCHING, selectors.get_country, country="MYS")
    with pytest.raises(NotAllowed):
        asked(scope("village", "v:5304052001"))


@pytest.mark.parametrize("who", [NTT, BELU, KUCHING, ANALYST, scope("district", "a:bp3mi-ntt")])
def test_the_wall_shows_exact_counts_under_own_keys_alone(country, who):
    wall.enter(who)
    keys = set(
        Figure.unscoped.values_list("key", flat=True)
    )  # unscoped: what the database itself lets through
    assert keys <= set(who.keys)
    assert set(Figure.objects.visible_to(who).values_list("key", flat=True)) == keys


def test_no_reader_may_write_counts(country):
    wall.enter(NTT)
    for statement in ("delete from figure", "update open_figure set people = 1", "delete from figures_drawn"):
        with pytest.raises(ProgrammingError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    with pytest.raises(NotAllowed):
        services.refresh_figures(scope=NTT, now=NOW)


def test_an_analyst_is_told_no_small_cell(country):
    figures = asked(ANALYST)
    assert not figures.is_exact
    assert areas(figures) == {"32": 40, "52": 20, "53": 17}
    regencies = areas(asked(ANALYST, selectors.get_province, province="53"))
    assert regencies == {"53.01": None, "53.04": None}  # 3, and the 14 that would give them away
    assert figures.whole.now["attention"] == 20
    assert None in areas(figures, "attention").values()


def test_nothing_small_stands_where_analysts_read(country):
    wall.enter(ANALYST)
    assert OpenFigure.objects.exists()
    assert not OpenFigure.objects.filter(people__gt=0, people__lt=10).exists()
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from figure")
        assert cursor.fetchone() == (0,)
        cursor.execute("select count(*) from picture")
        assert cursor.fetchone() == (0,)


def test_no_hidden_cell_comes_back_by_subtraction(country):
    """Every total that is told, less every cell of it that is told: never exactly one is left over."""
    wall.enter(ANALYST)
    rows = list(OpenFigure.objects.values_list("period", "measure", "level", "code", "people"))
    told = {(period, measure, level, code): people for period, measure, level, code, people in rows}
    groups: dict[tuple[str, ...], list[object]] = {}
    for period, measure, level, code, people in rows:
        if level != "whole":
            parent = ("province", code.rpartition(".")[0]) if level == "regency" else ("whole", "")
            groups.setdefault((period, measure, level, *parent), []).append(people)
    assert len(groups) > 20
    for (period, measure, _level, *parent), cells in groups.items():
        total = told.get((period, measure, *parent))
        assert total is None or len(cells) == 1 or cells.count(None) != 1


def test_counting_again_changes_only_what_changed(country):
    wall.enter(NATIONAL)
    before = set(Figure.objects.visible_to(NATIONAL).values_list("key", "measure", "code", "people"))
    refresh()
    assert set(Figure.objects.visible_to(NATIONAL).values_list("key", "measure", "code", "people")) == before
    with connection.cursor() as cursor:
        cursor.execute("delete from picture where regency = '53.01'")
    assert refresh() == 74
    assert areas(asked(NATIONAL)) == {"32": 40, "52": 20, "53": 14}
    assert areas(asked(ANALYST, selectors.get_province, province="53")) == {"53.04": 14}


def test_people_of_unknown_origin_are_counted_as_such(db):
    wall.enter(NATIONAL)
    add_people(11, country="MYS")
    add_people(12, province="53")
    refresh()
    assert areas(asked(NATIONAL)) == {"-": 11, "53": 12}
    assert areas(asked(NATIONAL, selectors.get_province, province="53")) == {"53.-": 12}


def test_before_anything_was_counted_there_are_no_figures(db):
    for who in (NATIONAL, ANALYST, NTT):
        figures = asked(who)
        assert figures.as_of is None and figures.areas == ()


def test_who_is_on_the_way_home_too_long_is_unaccounted(db):
    wall.enter(NATIONAL)
    today = NOW.date()
    gone = {"stay": "in_return", "left_at": NOW - timedelta(days=9)}
    add_people(1, **gone, leave_on=today - timedelta(days=3))
    add_people(1, **gone, leave_on=today - timedelta(days=2))
    add_people(1, **gone)  # nobody wrote a plan: the day of leaving counts
    add_people(1, **gone, leave_on=today - timedelta(days=9), returned_at=NOW)
    add_people(1, **gone, handed_over_at=NOW)
    add_people(1, stay="in_return", leave_on=today - timedelta(days=9))  # planned, and nobody saw her leave
    refresh()
    nation = asked(NATIONAL).whole.now
    assert (nation["unaccounted"], nation["in_return"]) == (2, 6)
    wall.enter(NATIONAL)
    assert count_waiting(scope=NATIONAL, now=NOW).missing == 2, "the board of returns counts the same"


@pytest.mark.parametrize("who", [NATIONAL, ANALYST, NTT])
def test_one_place_or_many_take_the_same_queries(db, who, django_assert_num_queries):
    wall.enter(NATIONAL)
    add_people(10, regency="53.04", country="MYS")
    refresh()
    with django_assert_num_queries(3):  # the wall is one of them
        asked(who)
    wall.enter(NATIONAL)
    for regency in ("52.01", "32.01", "35.01", "33.01"):
        add_people(10, regency=regency, country="TWN")
    refresh()
    with django_assert_num_queries(3):
        asked(who)


def test_no_other_period_is_told(country):
    with pytest.raises(NotVisible):
        asked(NATIONAL, period="now")
