"""How often alerts were right, how early, how quickly answered: counted from what officers decided, and nobody named."""

from datetime import timedelta

import pytest

from kawal.access.scope import NotAllowed
from kawal.access.trail import services as trail
from kawal.decisions.alerts import services
from kawal.decisions.quality import selectors
from tests.rooms.alerting import (
    NATION,
    NOON,
    a_person,
    an_alert,
    by,
    officer,
    overdue,
    reviewed,
    write,
)
from tests.world import fact, person_of

pytestmark = pytest.mark.django_db
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
NOTE = "Sudah bicara dengan keluarganya."


def judged(outcome: str, make=an_alert) -> str:
    code = make()
    services.close_alert(scope=by(officer()), code=code, outcome=outcome, note=NOTE, now=NOON)
    return code


def silent() -> str:
    person, claim, _ = a_person("Kemuning Andai")
    reviewed(person, claim, overdue(claim))
    return write("select code from alert where person_id = %s", person)[0][0]


def of(rule: str):
    return next(it for it in selectors.list_indicators(scope=by(NATION)) if it.rule == rule)


@pytest.mark.slow
def test_a_rule_is_right_as_often_as_its_alerts_were_proven_or_strongly_suspected():
    for outcome in (
        "proven",
        "strong_suspicion",
        "wrong_data",
        "irregular_only",
        "unreachable",
        "insufficient_evidence",
    ):
        judged(outcome)
    judged("wrong_rule", silent)
    card = of("L02")
    assert (card.right, card.judged, card.open_ended) == (2, 4, 2)
    assert card.rate.value == 0.5 and 0.1 < card.rate.low < 0.2 and 0.8 < card.rate.high < 0.9
    assert (of("L00").right, of("L00").judged) == (0, 1)
    assert of("D01").rate is None and of("D01").judged == 0


def test_a_judgement_taken_back_does_not_count():
    code = judged("proven")
    services.reopen_alert(scope=by(officer()), code=code, now=NOON)
    assert of("L02").judged == 0


def test_what_goes_past_somebody_counts_for_nobody():
    judged("proven")
    write("update alert set past = '{a:bp3mi-ntt}'")
    assert of("L02").judged == 0


def test_drawn_ones_say_what_is_missed_and_not_how_often_a_rule_is_right():
    judged("proven")
    judged("unreachable")
    judged("wrong_data", silent)
    write(
        "insert into alert_audit (alert_id, key, drawn_on, chance) select alert_id, 'p:53', %s, 0.5 from alert",
        NOON.date(),
    )
    assert of("L02").judged == of("L00").judged == 0
    audit = selectors.get_audit(scope=by(NATION))
    assert (audit.drawn, audit.judged, audit.right) == (3, 2, 1)


def test_how_early_a_proven_case_was_told_of():
    proven = {"outcome": "proven", "harm_from": "2026-03-20"}
    for n in range(2):
        subject = {
            "name": f"Melati Umpama {n}",
            "nik": f"990405410199{n + 100:04}",
            "address": {"area": "53.04.05.2001"},
        }
        person_of(
            fact("checked_in", "2026-03-10T09:00:00+07:00", subject=subject, place={"country": "MYS"},
                 data={"by": "self", "distress": True}),
            fact("departed", "2026-03-12" if n else "2026-03-02", subject=subject, data={"destination": "MYS"}),
            now=NOON + 5 * DAY,
        )  # fmt: skip
        person_of(fact("case_decided", "2026-04-01", subject=subject, data=proven), now=NOON + 30 * DAY)
    write("update alert set opened_at = %s", NOON)
    card = selectors.get_lead(scope=by(NATION))
    assert (card.cases, card.told, card.departed, card.harmed) == (2, 2, 2, 2)
    assert (card.before_departure, card.before_harm, card.days) == (1, 2, 10.0)


def test_without_cases_nothing_is_claimed():
    card = selectors.get_lead(scope=by(NATION))
    assert (card.cases, card.told, card.days) == (0, 0, None)


def test_an_office_s_pace_is_from_opening_the_page_to_deciding():
    scope = officer()
    for minutes in (2, 4, 30):
        code = an_alert()
        opened = NOON + HOUR
        trail.record(scope=by(scope), action="alert.read", now=opened, subject=code)
        services.take_alert(scope=scope, code=code, now=opened + minutes * MINUTE)
    unread = silent()
    services.take_alert(scope=scope, code=unread, now=NOON + HOUR)
    card = selectors.get_pace(scope=scope, now=NOON + DAY)
    assert (card.decided, card.opened, card.minutes) == (4, 3, 4.0)
    assert (card.urgent, card.in_time) == (3, 0) and 1 <= card.hours < 1.5
    elsewhere = officer("m:kjri-kuching", agency="kjri-kuching")
    assert selectors.get_pace(scope=by(elsewhere), now=NOON + DAY).decided == 0
    assert [it.agency for it in selectors.list_paces(scope=by(NATION), now=NOON + DAY)] == ["bp3mi-ntt"]


def test_a_unit_s_load_is_what_opened_what_waits_and_what_is_late():
    an_alert(), silent()
    services.take_alert(scope=by(officer()), code=an_alert(), now=NOON)
    rows = {it.key: it for it in selectors.list_units(scope=by(NATION), now=NOON + 2 * HOUR)}
    assert set(rows) == {"p:53", "m:kjri-kuching"}
    assert (rows["p:53"].waiting, rows["p:53"].free, rows["p:53"].late) == (3, 2, 1)
    assert rows["p:53"].per_day == pytest.approx(0.1)
    own = selectors.list_units(scope=by(officer("p:53")), now=NOON)
    assert [it.key for it in own] == ["p:53"]


def test_similar_ones_are_counted_by_leading_rule_and_province():
    for outcome in ("proven", "wrong_data", "unreachable"):
        judged(outcome)
    judged("proven", silent)
    code = an_alert()
    write("update picture set province = '53'")
    [(alert, person)] = write("select alert_id, person_id from alert where code = %s", code)
    card = selectors.get_similar(scope=by(officer()), alert_id=alert, person_id=person, rule="L02")
    assert (card.judged, card.right) == (2, 1) and card.by_outcome["unreachable"] == 1
    write("update picture set province = '52' where person_id = %s", person)
    assert (
        selectors.get_similar(scope=by(officer()), alert_id=alert, person_id=person, rule="L02").judged == 0
    )


def test_whoever_lacks_the_power_reads_no_quality():
    plain = by(officer(powers=frozenset()))
    for read in (selectors.list_indicators, selectors.get_lead, selectors.get_audit):
        with pytest.raises(NotAllowed):
            read(scope=plain)
    for read in (selectors.list_units, selectors.list_paces, selectors.get_pace):
        with pytest.raises(NotAllowed):
            read(scope=plain, now=NOON)
