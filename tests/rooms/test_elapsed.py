"""From the first sign to home: for one person, a unit, the nation."""

import pytest

from kawal.access.scope import NotAllowed, NotVisible, Power
from kawal.response.elapsed import selectors
from tests.rooms.returning import a_case, a_person, ago, an_alert, behind_the_wall, officer

pytestmark = pytest.mark.django_db

WAY = {"left_at": ago(10), "returned_at": ago(9), "home_at": ago(4)}


def summary(scope=None, **asked):
    with behind_the_wall(scope or officer()) as scope:
        return selectors.summarise(scope=scope, since=ago(365), **asked)


def medians(found):
    return {f"{it.begins} {it.ends}": (it.n, it.median) for it in (*found.stretches, found.total)}


def test_one_persons_days_and_who_had_them():
    person = a_person(
        mission="kjri-kuching", because={"returned_at": [{"source": "bp3mi-99", "id": "1"}]}, **WAY
    )
    an_alert(person)
    a_case(person)
    with behind_the_wall(officer()) as scope:
        found = selectors.elapsed_of(scope=scope, person_id=person.pk)
    assert [(it.ends, round(it.days), it.holder) for it in found.stretches] == [
        ("known", 18, ""), ("alert", 2, "kawal"), ("case", 2, ""), ("left", 8, "dinsos-9904"), ("arrived", 1, "kjri-kuching"),
        ("home", 5, "bp3mi-99"),
    ]  # fmt: skip
    assert found.total == 36


def test_somebody_without_alert_or_case_has_the_days_that_are_known():
    person = a_person(**WAY)
    with behind_the_wall(officer()) as scope:
        found = selectors.elapsed_of(scope=scope, person_id=person.pk)
    assert (found.total, found.unknown) == (6, ("sign", "known", "alert", "case"))


def test_the_case_of_another_agency_is_not_told_through_the_days():
    person = a_person(**WAY)
    an_alert(person)
    a_case(person, agency="kjri-kuching")
    with behind_the_wall(officer()) as scope:
        assert "case" in selectors.elapsed_of(scope=scope, person_id=person.pk).unknown
    assert medians(summary())["alert case"] == (0, None)
    assert medians(summary(officer("national")))["alert case"] == (1, 2)


def test_who_reads_no_alerts_is_told_nothing_of_them_by_the_days():
    person = a_person(keys=("s:rptc-rekaan",), **WAY)
    an_alert(
        person, keys=("s:rptc-rekaan",), taken_by="a", taken_agency="b", taken_at=ago(19), state="triage"
    )
    with behind_the_wall(officer("shelter", agency="rptc", keys=("s:rptc-rekaan",))) as scope:
        found = selectors.elapsed_of(scope=scope, person_id=person.pk)
    assert (found.total, found.unknown) == (6, ("sign", "known", "alert", "case"))


def test_the_days_of_a_stranger_are_not_told():
    person = a_person(keys=("k:9905",), **WAY)
    an_alert(person, keys=("k:9905",))
    with behind_the_wall(officer()) as scope, pytest.raises(NotVisible):
        selectors.elapsed_of(scope=scope, person_id=person.pk)
    assert summary().people == 0


def test_middle_values_count_what_is_known_and_say_what_is_not():
    for days, more in ((20, WAY), (16, {"left_at": ago(10)}), (12, {}), (3, WAY)):
        person = a_person(**more)
        an_alert(person, opened_at=ago(days), first_sign_at=ago(days + 2), first_sign_known_at=ago(days))
        a_case(person, days=days - 1)
    found = summary()
    assert (found.people, found.whole) == (4, 1)
    assert medians(found) == {
        "sign known": (4, 2), "known alert": (4, 0), "alert case": (4, 1), "case left": (2, 7), "left arrived": (2, 1),
        "arrived home": (2, 5), "sign home": (2, pytest.approx(9.5)),
    }  # fmt: skip
    left = found.stretches[3]
    assert (left.n, left.waiting, left.not_computable) == (2, 1, 1), (
        "one is still waiting, one left before the case"
    )
    case = found.stretches[2]
    assert (case.n, case.waiting, case.not_computable) == (4, 0, 0)
    assert found.total.n + found.total.waiting + found.total.not_computable == found.people


def test_the_days_are_those_of_who_came_over_a_post():
    for post, days in (("plbn-entikong", 20), ("plbn-entikong", 16), ("plbn-nunukan", 12), (None, 5)):
        her = a_person(**{**WAY, "entry_post": post})
        an_alert(her, opened_at=ago(days), first_sign_at=ago(days + 2))
    assert summary().people == 4
    assert [summary(post=it).people for it in ("plbn-entikong", "plbn-nunukan", "plbn-aruk")] == [2, 1, 0]


def test_nobody_waits_for_anything_who_is_home():
    an_alert(a_person(**WAY))
    an_alert(a_person(left_at=ago(10)))
    case = summary().stretches[2]
    assert (case.n, case.waiting, case.not_computable) == (0, 1, 1)


def test_the_means_of_whole_chains_add_up():
    for days in (20, 30):
        person = a_person(**WAY)
        an_alert(person, opened_at=ago(days), first_sign_at=ago(days + 2), first_sign_known_at=ago(days + 1))
        a_case(person, days=days - 1)
    found = summary()
    assert found.whole == 2
    assert sum(it.whole_mean or 0 for it in found.stretches) == pytest.approx(found.total.whole_mean)


def test_alerts_that_were_errors_and_older_ones_do_not_count():
    wrong = {
        "state": "closed",
        "outcome": "wrong_data",
        "note": "Data tertukar.",
        "closed_at": ago(1),
        "closed_by": "a",
    }
    an_alert(a_person(), **wrong)
    an_alert(a_person(), opened_at=ago(500), first_sign_at=ago(501), first_sign_known_at=ago(501))
    assert summary().people == 0


def test_a_country_a_province_and_a_regency_narrow_the_figures():
    an_alert(a_person(country="MYS", province="99", regency="99.04"))
    an_alert(a_person(country="SAU", province="99", regency="99.05"))
    assert summary().people == 2
    assert summary(country="MYS").people == summary(regency="99.05").people == 1
    assert summary(province="53").people == 0


def test_the_figures_need_the_power_to_read_statistics():
    scope = officer(powers=frozenset(Power) - {Power.READ_STATISTICS, Power.NATION})
    with pytest.raises(NotAllowed):
        selectors.summarise(scope=scope, since=ago(1))


@pytest.mark.parametrize("count", [1, 5])
def test_figures_take_one_query_however_many(count, django_assert_num_queries):
    for _ in range(count):
        an_alert(a_person(**WAY))
    with behind_the_wall(officer()) as scope, django_assert_num_queries(1):
        assert selectors.summarise(scope=scope, since=ago(365)).people == count
