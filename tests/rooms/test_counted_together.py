"""While a second officer is awaited on two people, the higher level of their alerts counts for both, and only for who sees both."""

import pytest
from django.db import transaction

from kawal import flow
from kawal.access.scope import ENGINE
from kawal.access.wall import enter
from kawal.decisions.alerts import selectors as alerts
from kawal.decisions.alerts import services
from kawal.situation.linkage import selectors as linkage
from tests.world import NOW, SERUNI, days_ago, fact, officer, report

pytestmark = pytest.mark.django_db
KENANGA = {**SERUNI, "name": "Kenanga Misal", "passport": "X0999999"}
ELSEWHERE = {**KENANGA, "address": {"area": "35.09.01.2001"}}
ONE, TWO = officer(actor="satu"), officer(actor="dua")
EAST = officer(actor="timur", keys=("p:35",), agency="bp3mi-jatim")
NATION = officer("national", agency="bp3mi-ntt")


def silent_and_hurt(other=KENANGA) -> int:
    """Seruni has an alert of middle level, somebody with her NIK an emergency: the question whether they are one."""
    report(
        fact("departed", days_ago(150), place={"country": "MYS"}, data={"destination": "MYS"}),
        *(fact("checked_in", days_ago(ago), data={"by": "self", "safe": "yes"}) for ago in (105, 75, 49)),
        fact(
            "complained",
            days_ago(1),
            subject=other,
            place={"country": "MYS"},
            data={"problems": ["violence"]},
        ),
    )
    with transaction.atomic():
        enter(ENGINE)
        flow.wake(now=NOW)
    enter(ENGINE)
    [question] = linkage.list_waiting(scope=ENGINE)
    return question


def answer(question: int, verdict: str = "same", scope=ONE) -> str:
    with transaction.atomic():
        enter(scope)
        return flow.decide_match(scope=scope, proposal_id=question, verdict=verdict, now=NOW).state


def levels(scope=ONE) -> dict[str, tuple[str, str]]:
    """By name the level that counts for the reader, and the alert's own."""
    enter(scope)
    found = alerts.list_alerts(scope=scope).results
    assert len({it.code for it in found}) == len(found)
    counts = alerts.count_alerts(scope=scope)
    assert counts.total == len(found)
    for level in {it.level for it in found}:
        assert counts.by_level[level] == sum(it.level == level for it in found)
        assert len(alerts.list_alerts(scope=scope, level=level).results) == counts.by_level[level]
    return {it.name: (it.level, it.own_level) for it in found}


def test_the_higher_level_counts_for_both_until_the_second_officer_answers():
    question = silent_and_hurt()
    before = levels()
    low, high = before["Seruni Umpama"][1], before["Kenanga Misal"][1]
    assert low != high and before["Seruni Umpama"] == (low, low)
    assert answer(question) == "second"
    assert levels() == {"Seruni Umpama": (high, low), "Kenanga Misal": (high, high)}
    assert answer(question, "different", TWO) == "disputed"
    assert levels() == before


def test_it_ends_with_the_answer_taken_back_and_with_the_merge():
    question = silent_and_hurt()
    before = levels()
    answer(question)
    enter(ONE)
    flow.undo_decision(scope=ONE, proposal_id=question, now=NOW)
    assert levels() == before
    answer(question)
    assert answer(question, scope=TWO) == "decided"
    [(counted, own)] = levels().values()
    assert counted == own


def test_an_alert_that_is_closed_or_raised_takes_the_other_along():
    question = silent_and_hurt()
    answer(question)
    enter(ONE)
    [hurt] = [it.code for it in alerts.list_alerts(scope=ONE).results if it.name == "Kenanga Misal"]
    services.close_alert(
        scope=ONE, code=hurt, outcome="wrong_data", note="Orang lain yang dimaksud.", now=NOW
    )
    [(counted, own)] = levels().values()
    assert counted == own
    services.reopen_alert(scope=ONE, code=hurt, now=NOW)
    assert levels()["Seruni Umpama"][0] == levels()["Kenanga Misal"][1]


def test_who_sees_one_of_the_two_is_shown_no_other_level():
    question = silent_and_hurt(ELSEWHERE)
    before = levels(ONE), levels(EAST)
    assert answer(question, scope=NATION) == "second"
    assert (levels(ONE), levels(EAST)) == before
    assert len(set(levels(NATION).values())) == 2 and len({it for it, _own in levels(NATION).values()}) == 1


def test_an_alert_shown_by_two_keys_counts_once_where_it_stands_higher():
    question = silent_and_hurt(ELSEWHERE)
    enter(NATION)
    for it in alerts.list_alerts(
        scope=NATION
    ).results:  # in the hands of the agency, whose officers then see both
        flow.redraw(affected=[services.take_alert(scope=NATION, code=it.code, now=NOW)], now=NOW)
    assert len({it for it, _own in levels(ONE).values()}) == 2
    answer(question, scope=NATION)
    assert len({it for it, _own in levels(ONE).values()}) == 1
    assert len(levels(EAST)) == 1
