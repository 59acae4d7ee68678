"""A unit's day: every emergency, then what weighs most up to what it can; a few of what lies below, not to be told apart."""

from datetime import timedelta

import psycopg
import pytest
from django.db import transaction

from kawal.access.roles import ROLES
from kawal.access.scope import NotAllowed
from kawal.access.wall import as_engine
from kawal.decisions.alerts import budgets, selectors, services
from kawal.decisions.alerts.choosing import audits_on
from kawal.facts.ledger import bulk
from tests.rooms.alerting import NATION, NOON, a_person, an_alert, by, calm, officer, overdue, reviewed, write

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
MISSION = officer("m:kjri-kuching", "a:kjri-kuching", actor="ratna", agency="kjri-kuching", role="mission")
LEAD = officer(
    "m:kjri-kuching", "a:kjri-kuching", actor="lead", agency="kjri-kuching", powers=ROLES["supervisor"].powers
)
NOTE = "Sudah bicara dengan keluarganya."


def silent(days: int = 2, priority: float = 1.0) -> str:
    person, claim, _ = a_person("Kemuning Andai")
    reviewed(person, claim, overdue(claim, days))
    write("update alert set priority = %s where person_id = %s", priority, person)
    write("select list_alerts_again(array_agg(alert_id)) from alert")
    return write("select code from alert where person_id = %s", person)[0][0]


def today(scope=MISSION, now=NOON):
    return selectors.list_today(scope=by(scope), now=now)


def codes(card) -> list[str]:
    return [it.code for it in card.alerts]


def budget(per_day: int) -> None:
    services.set_budget(scope=by(LEAD), per_day=per_day, now=NOON)


def test_all_emergencies_stand_on_the_day_and_of_the_others_as_many_as_can_be_worked():
    budget(2)
    emergencies = {an_alert() for _ in range(4)}
    light, heavy, middle = silent(2, 1.0), silent(2, 9.0), silent(2, 3.0)
    card = today()
    assert codes(card)[4:] == [heavy, middle] and set(codes(card)[:4]) == emergencies
    assert (card.per_day, card.used, card.asked) == (2, 0, 2) and light not in codes(card)


def test_where_there_are_more_emergencies_than_are_shown_the_first_of_the_list_are(monkeypatch):
    monkeypatch.setattr(budgets, "MOST_SHOWN", 2)
    emergencies = [an_alert() for _ in range(4)]
    heavy = emergencies[3:0:-2]
    write("update alert set priority = 1")
    write("update alert set priority = 50 where code = any(%s)", heavy)
    write("select list_alerts_again(array_agg(alert_id)) from alert")
    for scope in (MISSION, officer("m:kjri-kuching", "p:53"), NATION):
        assert set(codes(today(scope))) == set(heavy)


@pytest.mark.slow
def test_what_was_taken_up_today_counts_and_what_was_handed_back_does_not():
    budget(2)
    first, second, _third = silent(2, 9.0), silent(2, 5.0), silent(2, 1.0)
    services.take_alert(scope=by(MISSION), code=first, now=NOON)
    card = today()
    assert (codes(card), card.used, card.asked) == ([first, second], 1, 1)
    services.hand_back_alert(scope=by(MISSION), code=first, now=NOON)
    assert today().used == 0
    services.close_alert(scope=by(MISSION), code=second, outcome="unreachable", note=NOTE, now=NOON)
    assert (codes(today()), today().used) == ([first], 1)


def test_a_new_day_has_its_whole_budget_again_and_what_is_held_stays():
    budget(1)
    first, second = silent(2, 9.0), silent(2, 5.0)
    services.take_alert(scope=by(MISSION), code=first, now=NOON)
    assert codes(today()) == [first]
    assert sorted(codes(today(now=NOON + DAY))) == sorted([first, second])


def test_what_has_waited_long_comes_before_what_only_weighs_more_by_level():
    budget(1)
    waited, new = silent(2, 1.0), silent(40, 3.0)
    assert codes(today()) == [new]
    write("update alert set opened_at = opened_at - interval '15 days' where code = %s", waited)
    write("select list_alerts_again(array_agg(alert_id)) from alert")
    assert codes(today()) == [waited]


def test_what_is_only_watched_or_put_aside_or_another_desk_s_is_nobody_s_work_today():
    person, claim, _ = a_person()
    reviewed(person, claim, overdue(claim))
    write("update alert set level = 'watch'")
    reviewed(person, claim, calm())
    asleep = silent()
    services.snooze_alert(scope=by(MISSION), code=asleep, until=NOON + DAY, now=NOON)
    assert codes(today()) == []
    abroad = silent()
    assert codes(today(officer("p:53"))) == [] and codes(today()) == [abroad]


def test_a_unit_has_the_default_of_its_kind_until_its_supervisor_says_otherwise():
    kinds = [officer("k:5304"), officer("p:53"), MISSION, NATION]
    assert [today(scope).per_day for scope in kinds] == [6, 12, 10, 30]
    budget(4)
    assert today().per_day == 4 and today(officer("p:53")).per_day == 12
    assert write("select action, actor from trace") == [("alert.budget", "lead")]
    with pytest.raises(NotAllowed):
        services.set_budget(scope=by(officer(powers=ROLES["district"].powers)), per_day=3, now=NOON)
    for odd in (0, 501):
        with pytest.raises(services.BudgetOutOfRange):
            budget(odd)


def watched(count: int) -> list[str]:
    found = []
    for _ in range(count):
        person, claim, _ = a_person("Cempaka Misal")
        reviewed(person, claim, overdue(claim))
        write("update alert set level = 'watch' where person_id = %s", person)
        reviewed(person, claim, calm())
        found.append(write("select code from alert where person_id = %s", person)[0][0])
    return found


def draw(day: int) -> int:
    with as_engine():
        return services.draw_audit(now=NOON + day * DAY)


def test_two_of_a_hundred_of_a_unit_s_work_are_drawn_from_the_watched():
    for key in ("m:kjri-kuching", "p:53", "k:5304"):
        for per_day in (1, 6, 12, 75):
            drawn = [audits_on(day, key=key, per_day=per_day) for day in range(739_000, 739_500)]
            assert abs(sum(drawn) - 0.02 * per_day * 500) <= 1 and max(drawn) <= 0.02 * per_day + 1


@pytest.mark.slow
def test_drawn_ones_stand_among_the_others_once_and_nothing_on_them_tells():
    budget(50)
    pool = watched(5)
    plain = silent()
    before = len(write("select 1 from alert_event"))
    assert draw(0) == 1 and draw(0) == 0
    assert len(write("select 1 from alert_event")) == before
    [(code, chance)] = write("select code, chance from alert_audit join alert using (alert_id)")
    assert code in pool and chance == pytest.approx(0.2)
    card = today()
    assert sorted(codes(card)) == sorted([plain, code])
    drawn, other = (next(it for it in card.alerts if it.code == each) for each in (code, plain))
    assert (drawn.level, drawn.own_level, drawn.state) == (other.level, other.own_level, other.state)
    assert [it.what for it in selectors.get_alert(scope=MISSION, code=code).history][-1] == "calmed"


def test_no_officer_reads_what_was_drawn_not_even_the_nation():
    budget(50)
    watched(3)
    draw(0)
    by(NATION)
    assert bulk.run("select 1 from alert_audit") == []
    assert write("select count(*) from alert_audit") == [(1,)]
    by(MISSION)
    with pytest.raises(psycopg.errors.InsufficientPrivilege), transaction.atomic():
        bulk.run("select 1 from alert_audit")


def test_the_place_in_the_database_is_the_place_on_the_card():
    for priority in (0.01, 1.0, 8.5):
        silent(2, priority)
    told = dict(
        write("select a.code, s.place from alert_scope s join alert a using (alert_id) where key = 'n'")
    )
    for card in selectors.list_alerts(scope=by(NATION)).results:
        assert told[card.code] == pytest.approx(card.place * 1e6, abs=1)
