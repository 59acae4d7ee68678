"""Odd streams of facts neither break the watch, nor raise it falsely, nor lose a voice."""

from datetime import timedelta

import pytest
from django.db import transaction

from kawal import flow
from kawal.access.scope import ENGINE
from kawal.access.wall import as_engine, enter
from kawal.facts.contract.errors import FactRefused
from kawal.facts.ledger import bulk
from tests.doors.test_quiet_sources import counted, gateway_until, wake, who
from tests.world import NOW, fact, officer, person_of, report

pytestmark = pytest.mark.django_db
DISTRESS = {"channel": "app", "by": "self", "safe": "no", "distress": True}
WELL = {
    "channel": "app",
    "by": "self",
    "safe": "yes",
    "text": "saya di sini sehat dan gaji dibayar setiap bulan",
}


def asked(statement: str, *values: object) -> list[tuple[object, ...]]:
    with transaction.atomic(), as_engine():
        return bulk.run(statement, values)


def alerts() -> list[tuple[object, ...]]:
    return asked("select level, count(*)::int from alert where state <> 'closed' group by 1")


def facts() -> int:
    return int(str(asked("select count(*) from fact")[0][0]))


@pytest.mark.slow
def test_a_thousand_identical_answers_of_one_worker_are_one_voice():
    report(*(fact("checked_in", "2026-11-18", data=WELL) for _ in range(1000)))
    assert (facts(), alerts()) == (1000, [])
    report(*(fact("checked_in", "2026-11-19", data=DISTRESS) for _ in range(1000)))
    assert (facts(), alerts()) == (2000, [("emergency", 1)])


def test_one_answer_sent_a_thousand_times_is_one_fact_and_one_alert():
    same = fact("checked_in", "2026-11-19", id="SAME", data=DISTRESS)
    said = [it.status for it in report(*[same] * 1000)]
    assert (said.count("accepted"), said.count("repeated")) == (1, 999)
    assert (facts(), alerts()) == (1, [("emergency", 1)])


def test_of_two_clocks_one_ahead_by_an_hour_of_tomorrow_neither_voice_is_lost():
    """A source whose clock runs ahead is believed within a day; beyond, it is told so."""
    ahead = (NOW + timedelta(hours=23)).isoformat()
    report(fact("checked_in", NOW.isoformat(), source="kjri-kuching", data=DISTRESS))
    report(fact("checked_in", ahead, source="gawai-rekaan", data=WELL))
    assert alerts() == [("emergency", 1)]  # an automatic "well" that lies ahead has not happened yet
    with pytest.raises(FactRefused):
        report(
            fact("checked_in", (NOW + timedelta(hours=25)).isoformat(), source="gawai-rekaan", data=DISTRESS)
        )
    assert facts() == 2


def test_distress_dated_an_hour_ahead_is_heard_at_once_or_when_its_hour_comes():
    ahead = NOW + timedelta(hours=1)
    report(fact("checked_in", ahead.isoformat(), source="gawai-rekaan", data=DISTRESS))
    with transaction.atomic():
        enter(ENGINE)
        flow.wake(now=ahead + timedelta(minutes=1))
    assert (facts(), alerts()) == (1, [("emergency", 1)])


def test_a_fact_for_somebody_merged_away_reaches_whom_she_became():
    one = person_of(fact("departed", subject={"name": "Seruni Umpama", "nik": "9904054101990001"}))
    other = person_of(fact("departed", subject={"name": "Seruni Umpma", "nik": "9904054101990002"}))
    scope = officer("national")
    with transaction.atomic():
        enter(scope)
        flow.merge_people(scope=scope, one=one, other=other, now=NOW, reason="satu orang")
    for kawal_id in (one, other):
        report(fact("checked_in", "2026-11-19", subject={"kawal_id": kawal_id}, data=DISTRESS))
    for nik in ("9904054101990001", "9904054101990002"):
        report(fact("checked_in", "2026-11-19", subject={"name": "Seruni Umpama", "nik": nik}, data=DISTRESS))
    assert (facts(), alerts()) == (6, [("emergency", 1)])
    assert asked("select count(distinct person_id) from standing where person_id is not null") == [(1,)]


@pytest.mark.slow
def test_a_voice_that_comes_while_its_gateway_is_silent_is_an_alert_and_the_others_stay_one_notice():
    gateway_until(days_ago=32)
    wake(NOW)
    assert counted() == (0, [3])
    report(fact("checked_in", "2026-11-19", subject=who(2), source="hotline-rekaan", data=DISTRESS))
    wake(NOW)
    assert counted()[0] == 1
    assert ("emergency", 1) in alerts()
