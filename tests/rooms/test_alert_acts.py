"""What delays a departure or warns of a ring takes two officers, who are never the same."""

from datetime import timedelta

import psycopg
import pytest
from django.db import transaction

from kawal.access.officers.models import Officer
from kawal.access.roles import ROLES
from kawal.access.scope import NotAllowed, NotVisible
from kawal.access.wall import as_engine
from kawal.decisions.alerts import selectors, services
from tests.doors.officers import officer as account
from tests.rooms.alerting import NOON, an_alert, by, officer, write

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
WHY = "Belum ada kontrak, dan keluarganya tidak tahu."
FIRST = officer(powers=ROLES["district"].powers)
SECOND = officer(actor="laksmi", role="supervisor", powers=ROLES["supervisor"].powers)


def proposed(kind: str = "defer_departure") -> tuple[str, int]:
    code = an_alert()
    if kind == "warn_ring":
        about_a_ring(code)
    services.take_alert(scope=by(FIRST), code=code, now=NOON)
    services.propose_act(scope=by(FIRST), code=code, kind=kind, why=WHY, now=NOON)
    return code, selectors.get_alert(scope=by(SECOND), code=code).acts[0].act_id


def about_a_ring(code: str) -> None:
    made = """insert into ring (code, members, confirmed, findings, first_on, last_on, found_at, grew, reasons)
     values ('uji', 3, 0, 0, %s, %s, %s, '{}', '[]') returning ring_id"""
    [(ring,)] = write(made, NOON.date(), NOON.date(), NOON)
    write("update alert set ring_id = %s where code = %s", ring, code)


def answer(code: str) -> tuple[str, str]:
    act = selectors.get_alert(scope=by(SECOND), code=code).acts[0]
    return act.answer, act.answered_by


def test_another_officer_confirms_and_both_names_stay():
    code, act = proposed()
    confirmed = services.confirm_act(scope=by(SECOND), code=code, act_id=act, now=NOON + HOUR)
    assert (confirmed.kind, confirmed.why) == ("defer_departure", WHY)
    [card] = selectors.get_alert(scope=by(FIRST), code=code).acts
    assert (card.proposed_by, card.answered_by, card.answer) == ("damar", "laksmi", "confirmed")
    told = write("select what, actor from alert_event order by event_id")[-2:]
    assert told == [("proposed", "damar"), ("confirmed", "laksmi")]
    assert [it for (it,) in write("select action from trace order by 1")] == [
        "alert.confirmed",
        "alert.proposed",
        "alert.taken",
    ]


@pytest.mark.parametrize(
    "gone", [{"is_active": False, "disabled_at": NOON}, {"role": "village"}], ids=["closed", "moved"]
)
@pytest.mark.slow
def test_an_act_lapses_when_its_author_may_propose_no_more(gone):
    account(FIRST.actor)
    code, act = proposed()
    assert [it.act_id for _card, it in selectors.list_to_answer(scope=by(SECOND), now=NOON, most=8)] == [act]
    Officer.objects.filter(login=FIRST.actor).update(**gone)
    [card] = selectors.get_alert(scope=by(SECOND), code=code).acts
    assert (card.answer, card.is_orphaned) == ("lapsed", True)
    assert selectors.count_to_answer(scope=by(SECOND), now=NOON) == 0
    for answering in (services.confirm_act, lambda **more: services.refuse_act(why=WHY, **more)):
        with pytest.raises(services.ActLapsed):
            answering(scope=by(SECOND), code=code, act_id=act, now=NOON + HOUR)
    with as_engine():
        assert services.lapse_acts(now=NOON + HOUR) == 1
    [card] = selectors.get_alert(scope=by(SECOND), code=code).acts
    assert (card.answer, card.is_orphaned) == ("lapsed", True)


def test_only_the_second_officer_is_told_what_waits_and_nothing_of_closed_alerts():
    code, act = proposed()
    [(card, waiting)] = selectors.list_to_answer(scope=by(SECOND), now=NOON, most=8)
    assert (card.code, waiting.act_id, waiting.why) == (code, act, WHY)
    assert selectors.list_to_answer(scope=by(SECOND), now=NOON + 24 * HOUR, most=8) == []
    assert selectors.count_to_answer(scope=by(FIRST), now=NOON) == 0
    elsewhere = officer("p:99", actor="laksmi", role="supervisor", powers=ROLES["supervisor"].powers)
    assert selectors.count_to_answer(scope=by(elsewhere), now=NOON) == 0
    services.close_alert(scope=by(FIRST), code=code, outcome="wrong_data", note=WHY, now=NOON)
    assert selectors.count_to_answer(scope=by(SECOND), now=NOON) == 0


def test_whoever_proposed_cannot_answer_even_with_the_power():
    code = an_alert()
    one = by(officer(powers=ROLES["supervisor"].powers))
    services.take_alert(scope=one, code=code, now=NOON)
    services.propose_act(scope=one, code=code, kind="defer_departure", why=WHY, now=NOON)
    act = selectors.get_alert(scope=one, code=code).acts[0].act_id
    for answering in (services.confirm_act, lambda **more: services.refuse_act(why="tidak", **more)):
        with pytest.raises(services.ActNotFor):
            answering(scope=by(one), code=code, act_id=act, now=NOON)
    assert answer(code) == ("", "")


def test_without_the_power_nobody_confirms():
    code, act = proposed()
    other = officer(actor="lain", powers=ROLES["district"].powers)
    with pytest.raises(NotAllowed):
        services.confirm_act(scope=by(other), code=code, act_id=act, now=NOON)


def test_refusing_is_kept_and_nothing_happens():
    code, act = proposed()
    services.refuse_act(scope=by(SECOND), code=code, act_id=act, why="Kontraknya ada.", now=NOON)
    assert answer(code) == ("refused", "laksmi")
    with pytest.raises(services.ActLapsed):
        services.confirm_act(scope=by(SECOND), code=code, act_id=act, now=NOON)


@pytest.mark.parametrize(("kind", "hours"), [("defer_departure", 24), ("warn_ring", 72)])
def test_a_proposal_that_nobody_answers_lapses(kind, hours):
    code, act = proposed(kind)
    with as_engine():
        assert services.lapse_acts(now=NOON + (hours - 1) * HOUR) == 0
    with pytest.raises(services.ActLapsed):
        services.confirm_act(scope=by(SECOND), code=code, act_id=act, now=NOON + hours * HOUR)
    with as_engine():
        assert services.lapse_acts(now=NOON + hours * HOUR) == 1
    assert answer(code) == ("lapsed", "")
    assert write("select what from alert_event order by event_id")[-1] == ("lapsed",)


def test_the_same_act_is_proposed_once_at_a_time():
    code, act = proposed()
    with pytest.raises(services.ActAwaited):
        services.propose_act(scope=by(FIRST), code=code, kind="defer_departure", why=WHY, now=NOON)
    services.refuse_act(scope=by(SECOND), code=code, act_id=act, why="", now=NOON)
    services.propose_act(scope=by(FIRST), code=code, kind="defer_departure", why=WHY, now=NOON)


def test_only_the_holder_proposes_a_known_act_with_a_reason():
    code = an_alert()
    with pytest.raises(services.AlertNotHeld):
        services.propose_act(scope=by(FIRST), code=code, kind="defer_departure", why=WHY, now=NOON)
    services.take_alert(scope=by(FIRST), code=code, now=NOON)
    for kind, why in (("arrest", WHY), ("defer_departure", "ya"), ("warn_ring", WHY)):
        with pytest.raises(services.ActNotFor):
            services.propose_act(scope=by(FIRST), code=code, kind=kind, why=why, now=NOON)


def test_an_act_of_another_alert_or_out_of_sight_is_not_there():
    code, act = proposed()
    other = an_alert("Wulan Contohari")
    with pytest.raises(NotVisible):
        services.confirm_act(scope=by(SECOND), code=other, act_id=act, now=NOON)
    away = officer("p:52", actor="jauh", powers=ROLES["supervisor"].powers)
    with pytest.raises(NotVisible):
        services.confirm_act(scope=by(away), code=code, act_id=act, now=NOON)


@pytest.mark.parametrize(
    "change",
    [
        "answer = 'confirmed', answered_by = proposed_by, answered_at = proposed_at",
        "answer = 'confirmed', answered_by = '', answered_at = proposed_at",
        "answer = 'confirmed', answered_by = 'laksmi', answered_at = expires_at",
        "answered_by = 'laksmi'",
    ],
)
def test_the_database_itself_wants_two_and_in_time(change):
    proposed()
    with pytest.raises(psycopg.errors.CheckViolation), transaction.atomic():
        write(f"update alert_act set {change}")
