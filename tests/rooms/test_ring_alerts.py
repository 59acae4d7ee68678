"""One alert a ring: before anything is confirmed, with its reasons, and none a member beside it."""

from datetime import timedelta

import pytest
from django.db import transaction

from kawal import flow
from kawal.access.scope import ENGINE, own_key
from kawal.access.wall import enter
from kawal.decisions.alerts import services
from kawal.decisions.alerts.selectors import list_alerts, list_alerts_of
from kawal.decisions.trying.selectors import try_rule
from kawal.decisions.trying.tried import standing_rule
from kawal.facts.people.models import Person
from kawal.foundation.moments import day_of
from tests.rooms.test_rings import draw, smuggled, subject
from tests.world import NOW, fact, officer, report

pytestmark = pytest.mark.django_db
DISTRICT = officer("district", keys=("p:53",))


def alerts(scope=DISTRICT):
    with transaction.atomic():
        enter(scope)
        return list_alerts(scope=scope).results


def test_the_third_recruit_raises_one_alert_for_the_ring_and_says_why():
    report(smuggled(1), smuggled(2))
    draw()
    assert [it for it in alerts() if it.ring] == []
    report(smuggled(3))
    draw()
    [alert] = [it for it in alerts() if it.ring]
    [reason] = alert.reasons
    assert reason.sentence is not None
    assert "3 orang terhubung kuat" in reason.sentence.id and "serombongan" in reason.sentence.id
    assert reason.cited >= 3 and alert.level in ("medium", "high")
    assert len(alerts()) == 1  # none of them has one of her own beside it


def test_a_ring_that_grows_tells_its_reason_anew_in_the_same_alert():
    report(*(smuggled(n) for n in (1, 2, 3)))
    draw()
    draw()
    [before] = alerts()
    report(smuggled(4))
    draw()
    [after] = alerts()
    assert after.code == before.code
    assert [it.ended_at is None for it in after.reasons] == [True, False]
    assert "4 orang" in after.reasons[0].sentence.id


def test_its_first_sign_is_of_the_member_it_stands_on_whatever_befell_the_others_before():
    left = {n: f"2026-03-{n:02}" for n in (1, 2, 3)}
    report(*({**smuggled(n), "occurred_at": left[n]} for n in left))
    draw()
    [alert] = alerts()
    [lead] = [n for n in left if subject(n)["name"] == alert.name]
    assert day_of(alert.first_sign_at).isoformat() == left[lead] > left[1]
    report({**smuggled(4), "occurred_at": "2026-03-04"})
    draw()
    [alert] = alerts()
    assert (alert.name, day_of(alert.first_sign_at).isoformat()) == (subject(4)["name"], "2026-03-04")


def keys_of() -> dict[str, bool]:
    """By name: whether the agency of the alert's holder has the key to somebody."""
    with transaction.atomic():
        enter(ENGINE)
        people = Person.unscoped.exclude(name="")  # unscoped: the test sees them all
        return {it.name: own_key(DISTRICT.agency) in it.keys for it in people}


def test_whoever_holds_the_alert_sees_the_member_it_stands_on_and_no_longer_the_one_before():
    report(*({**smuggled(n), "occurred_at": f"2026-03-0{n}"} for n in (1, 2, 3)))
    draw()
    [alert] = alerts()
    with transaction.atomic():
        enter(DISTRICT)
        flow.redraw(affected=[services.take_alert(scope=DISTRICT, code=alert.code, now=NOW)], now=NOW)
    assert [name for name, opened in keys_of().items() if opened] == [alert.name]
    report({**smuggled(4), "occurred_at": "2026-03-04"})
    draw()
    [after] = alerts()
    assert (after.taken_by, after.name != alert.name) == (DISTRICT.actor, True)
    assert [name for name, opened in keys_of().items() if opened] == [after.name]


@pytest.mark.slow
def test_a_case_confirmed_in_the_ring_calls_its_referred_alert_back():
    report(*(smuggled(n) for n in (1, 2, 3)))
    draw()
    [alert] = alerts()
    with transaction.atomic():
        enter(DISTRICT)
        services.take_alert(scope=DISTRICT, code=alert.code, now=NOW)
        services.refer_alert(scope=DISTRICT, code=alert.code, why="kjri-kuching", now=NOW)
    report(smuggled(4))
    draw()
    assert [it.state for it in alerts() if it.ring] == ["referred"]
    report(fact("case_decided", "2026-04-02", subject=subject(1), data={"outcome": "proven"}))
    draw()
    assert [(it.state, it.level) for it in alerts() if it.ring] == [("triage", "high")]
    assert any(keys_of().values())


def test_what_was_closed_comes_back_only_when_the_ring_has_grown():
    report(*(smuggled(n) for n in (1, 2, 3)))
    draw()
    [alert] = alerts()
    with transaction.atomic():
        enter(DISTRICT)
        services.close_alert(
            scope=DISTRICT,
            code=alert.code,
            outcome="wrong_data",
            note="Rombongan keluarga, sudah dicek.",
            now=NOW,
        )
    flow.redraw(affected=[alert.person_id], now=NOW)
    draw()
    assert alerts() == []
    report(smuggled(4))
    draw()
    assert [it.code != alert.code and bool(it.ring) for it in alerts()] == [True]


def test_a_voice_from_a_member_is_her_own_alert_all_the_same():
    report(*(smuggled(n) for n in (1, 2, 3)))
    draw()
    told = {"channel": "app", "by": "self", "safe": "no", "distress": True}
    report(fact("checked_in", "2026-04-02", subject=subject(1), source="imigrasi-perlintasan", data=told))
    assert sorted((it.level, bool(it.ring)) for it in alerts())[0] == ("emergency", False)
    assert len(alerts()) == 2


def test_another_province_sees_nothing_of_it():
    report(*(smuggled(n) for n in (1, 2, 3)))
    draw()
    assert alerts(officer("district", keys=("p:35",))) == []


def test_merging_two_members_keeps_their_ring_alert_one():
    out = report(*(smuggled(n) for n in (1, 2, 3, 4)))
    draw()
    with transaction.atomic():
        enter(ENGINE)
        ids = [it.kawal_id for it in out]
    with transaction.atomic():
        enter(DISTRICT)
        flow.merge_people(
            scope=DISTRICT, one=ids[0] or "", other=ids[1] or "", now=NOW, reason="Orang yang sama."
        )
    draw()
    assert len([it for it in alerts() if it.ring]) == 1
    with transaction.atomic():
        enter(DISTRICT)
        person = alerts()[0].person_id
        assert len(list_alerts_of(scope=DISTRICT, person_id=person)) == 1


def test_a_ring_alert_that_was_put_aside_returns_at_its_hour_and_at_once_when_the_ring_grows():
    report(*(smuggled(n) for n in (1, 2, 3)))
    draw()

    def put_aside() -> None:
        with transaction.atomic():
            enter(DISTRICT)
            [alert] = list_alerts(scope=DISTRICT).results
            services.snooze_alert(
                scope=DISTRICT, code=alert.code, until=NOW + timedelta(days=2), why="menunggu desa", now=NOW
            )

    put_aside()
    assert alerts() == []
    for later, woken in ((timedelta(days=1), 0), (timedelta(days=2, minutes=1), 1)):
        with transaction.atomic():
            enter(ENGINE)
            flow.wake(now=NOW + later)
        assert len(alerts()) == woken
    put_aside()
    report(smuggled(4))
    draw()
    assert len(alerts()) == 1


def test_a_ring_alert_beside_her_own_counts_nobody_twice_in_a_trial():
    report(*(smuggled(n) for n in (1, 2, 3)))
    draw()
    told = {"channel": "app", "by": "self", "safe": "no", "distress": True}
    lead = next(it for it in alerts() if it.ring)
    number = next(n for n in (1, 2, 3) if subject(n)["name"] == lead.name)
    report(
        fact("checked_in", "2026-04-02", subject=subject(number), source="imigrasi-perlintasan", data=told)
    )
    assert len([it for it in alerts() if it.person_id == lead.person_id]) == 2
    author = officer("rule_author", agency="kp2mi", keys=())
    rule = standing_rule("L02")
    with transaction.atomic():
        enter(author)
        assert try_rule(scope=author, standing=rule, tried=rule, as_of=NOW).before == 1
