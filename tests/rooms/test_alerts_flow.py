"""From a fact to an alert and back, through every room."""

from datetime import datetime, timedelta

import pytest
from django.db import transaction

from kawal import flow
from kawal.access.scope import ENGINE
from kawal.access.wall import enter
from kawal.decisions.alerts import selectors
from kawal.decisions.alerts.cards import AlertCard
from tests.rooms.alerting import NATION
from tests.world import NOW, days_ago, fact, person_of, report

pytestmark = pytest.mark.django_db


def alerts(state: str = "open") -> list[AlertCard]:
    with transaction.atomic():
        enter(NATION)
        return selectors.list_alerts(scope=NATION, state=state).results


def rules() -> list[str]:
    [card] = alerts()
    return sorted(it.rule for it in card.reasons if it.ended_at is None)


def wake(at: datetime) -> None:
    with transaction.atomic():
        enter(ENGINE)
        flow.wake(now=at)


def departed() -> dict:
    return fact("departed", days_ago(100), place={"country": "MYS"}, data={"destination": "MYS"})


@pytest.mark.parametrize(
    ("kind", "data", "rule"),
    [
        ("checked_in", {"by": "self", "safe": "no", "distress": True}, "L02"),
        ("family_reported", {"by": "family", "what": "missing"}, "L04"),
        ("complained", {"problems": ["documents_withheld"]}, "L05"),
        ("complained", {"problems": ["confinement", "unpaid_wages"]}, "L05"),
    ],
)
def test_a_voice_of_danger_is_an_emergency_at_once(kind, data, rule):
    kawal_id = person_of(departed(), fact(kind, days_ago(1), data=data))
    [card] = alerts()
    assert (card.kawal_id, card.level, card.desk, rules()) == (kawal_id, "emergency", "mission", [rule])
    assert card.first_sign_at < card.first_sign_known_at <= card.opened_at


def test_an_ordinary_journey_raises_nothing():
    report(departed(), fact("checked_in", days_ago(2), data={"by": "self", "safe": "yes"}))
    report(fact("complained", days_ago(1), data={"problems": ["administrative"]}))
    assert alerts() == []


def test_a_safe_contact_calms_the_alert_which_an_officer_still_closes():
    report(departed(), fact("checked_in", days_ago(2), data={"by": "self", "distress": True}))
    report(fact("checked_in", days_ago(1), data={"by": "self", "safe": "yes"}))
    [card] = alerts()
    assert card.calm_at == NOW and card.state == "new"


@pytest.mark.slow
def test_the_withdrawal_of_the_fact_ends_its_reason():
    report(departed(), fact("checked_in", days_ago(2), id="D-1", data={"by": "self", "distress": True}))
    report(fact("withdrawn", days_ago(1), corrects="D-1", data={"reason": "salah orang"}))
    [card] = alerts()
    assert [it.ended_at for it in card.reasons] == [NOW] and card.calm_at == NOW


def test_silence_raises_an_alert_when_its_day_comes_and_a_higher_one_a_month_later():
    for days in (60, 30, 4):
        report(
            *([departed()] if days == 60 else []),
            fact("checked_in", days_ago(days), data={"by": "self", "safe": "yes"}),
        )
    assert alerts() == []

    wake(NOW + timedelta(days=45))
    [card] = alerts()
    assert (card.level, card.stay, rules()) == ("medium", "abroad_silent", ["L00"])
    assert "tidak datang" in card.reasons[0].sentence.id

    wake(NOW + timedelta(days=80))
    assert [card.level for card in alerts()] == ["high"]


def test_the_same_facts_again_change_no_alert():
    facts = [departed(), fact("checked_in", days_ago(2), data={"by": "self", "distress": True})]
    report(*facts)
    before = alerts()
    report(*facts)
    assert alerts() == before
