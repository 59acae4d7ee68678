"""The queue of questions: in the order of what an answer would change, only where both sides may be seen, one a pair."""

import pytest
from django.db import transaction

from kawal import flow
from kawal.access.scope import ENGINE, NotAllowed, NotVisible
from kawal.access.wall import enter
from kawal.decisions.alerts import services as alerts
from kawal.facts.ledger import bulk
from kawal.situation.linkage import queue as queue_module
from kawal.situation.linkage import selectors as linkage
from kawal.situation.linkage import services
from kawal.situation.people import selectors as people
from tests.world import NOW, SERUNI, days_ago, fact, officer, person_of, report

pytestmark = pytest.mark.django_db
KENANGA = {**SERUNI, "name": "Kenanga Misal", "passport": "X0999999"}
BULAN = {"name": "Bulan Contohwati", "birth_date": "1994-08-17", "mother_name": "Ratih Andaikata", "birth_place": "53.04",
         "address": {"area": "53.04.05"}}  # fmt: skip
LIKELY = {**BULAN, "name": "Bulan", "birth_date": "1994"}
HERE = officer(keys=("p:53",))


def queue(scope=HERE, **asked):
    enter(scope)
    return linkage.list_proposals(scope=scope, **asked)


def two_with_one_number():
    return [it.kawal_id for it in report(fact("departed"), fact("departed", subject=KENANGA))]


def two_alike():
    one, other = (
        person_of(fact("departed", subject=BULAN)),
        person_of(fact("departed", subject=LIKELY, source="imigrasi")),
    )
    flow.link_left(now=NOW)
    return one, other


def test_a_question_shows_both_and_says_why_it_was_asked():
    one, other = two_with_one_number()
    [row] = queue().results
    assert (row.kind, row.cause, row.state, row.weight) == ("merge", "same_number", "open", None)
    assert {row.one.kawal_id, row.other.kawal_id} == {one, other}
    assert linkage.count_proposals(scope=HERE) == 1


def test_an_alert_comes_before_a_heavier_weight():
    two_alike()
    two_with_one_number()
    report(
        fact(
            "complained",
            days_ago(1),
            subject=KENANGA,
            data={"problems": ["violence"]},
            place={"country": "MYS"},
        )
    )
    with transaction.atomic():
        enter(ENGINE)
        assert flow.rank_proposals(now=NOW) > 0
        assert flow.rank_proposals(now=NOW) == 0
    first, second = queue().results
    assert (first.cause, first.priority, "alert" in first.why) == ("same_number", 1, True)
    assert (second.cause, second.priority) == ("alike", 4)
    assert [it.cause for it in queue(why="alert").results] == ["same_number"]


def test_a_new_question_has_its_place_at_once_and_no_other_question_is_touched():
    """The whole queue is put in order every few minutes: what arrives looks at itself alone."""
    cry = {"data": {"problems": ["violence"]}, "place": {"country": "MYS"}}
    two_with_one_number()
    report(fact("complained", days_ago(1), subject=KENANGA, **cry))
    report(fact("complained", days_ago(1), subject=BULAN, **cry))
    two_alike()
    first, second = queue().results
    assert (first.cause, first.priority, first.why) == ("alike", 1, ("alert", "silence"))
    assert (second.cause, second.priority) == ("same_number", 4)
    with transaction.atomic():
        enter(ENGINE)
        assert flow.rank_proposals(now=NOW) == 1


def test_what_is_ranked_by_people_is_ranked_as_with_everybody():
    two_alike()
    for n, name in enumerate(("Satu", "Dua", "Tiga", "Empat")):
        report(fact("departed", subject={**SERUNI, "name": f"Umpama {name}", "passport": f"X100000{n}"}))
    with transaction.atomic():
        enter(ENGINE)
        flow.rank_proposals(now=NOW)
        whole = places()
        assert {why for _, _, why in whole} >= {("settles",)}
        bulk.run("update match_proposal set priority = 4, why = '{}'")
        everybody = [it for (it,) in bulk.run("select person_id from person")]
        services.rank_some(scope=ENGINE, people=everybody[:1], now=NOW, alerted=alerts.list_alerted)
        assert set(places()) - {it for it in places() if it[1] == 4} <= set(whole)
        services.rank_some(scope=ENGINE, people=everybody, now=NOW, alerted=alerts.list_alerted)
        assert places() == whole


def places():
    rows = bulk.run("select proposal_id, priority, why from match_proposal order by 1")
    return [(proposal, priority, tuple(why)) for proposal, priority, why in rows]


def test_a_question_with_a_hidden_side_is_no_question():
    two_with_one_number()
    for scope in (
        officer(keys=("p:35",), agency="bp3mi-jatim"),
        officer(keys=("k:5305",), agency="dinsos-5305"),
    ):
        assert queue(scope).results == []
    with pytest.raises(NotAllowed):
        queue(officer("border_post", keys=("p:53",)))


def test_one_question_shows_evidence_strongest_first_and_both_sides():
    one, other = two_alike()
    [row] = queue(ENGINE).results
    enter(ENGINE)
    seen = flow.get_proposal(scope=ENGINE, proposal_id=row.proposal_id, now=NOW)
    assert {seen.one.kawal_id, seen.other.kawal_id} == {one, other}
    assert [abs(it.bits) for it in seen.evidence] == sorted(
        (abs(it.bits) for it in seen.evidence), reverse=True
    )
    assert {it.reason for it in seen.evidence} >= {"name.contained", "mother.exact"}
    assert seen.verdict == "" and seen.claims[0] < seen.claims[1]


def test_an_answered_question_leaves_the_queue_and_still_tells_who_answered():
    two_with_one_number()
    [row] = queue().results
    flow.decide_match(
        scope=HERE, proposal_id=row.proposal_id, verdict="different", now=NOW, reason="Kakak adik.", kin=True
    )
    assert queue().results == []
    seen = flow.get_proposal(scope=HERE, proposal_id=row.proposal_id, now=NOW)
    assert (seen.verdict, seen.decided_by, seen.reason, seen.kin) == (
        "different",
        HERE.actor,
        "Kakak adik.",
        True,
    )


def test_a_question_out_of_scope_reads_like_none():
    two_with_one_number()
    [row] = queue().results
    stranger = officer(keys=("p:35",), agency="bp3mi-jatim")
    enter(stranger)
    for asked in (row.proposal_id, 10**9):
        with pytest.raises(NotVisible):
            flow.get_proposal(scope=stranger, proposal_id=asked, now=NOW)


def test_who_was_not_sure_is_asked_again_after_a_month():
    two_with_one_number()
    [row] = queue().results
    flow.decide_match(scope=HERE, proposal_id=row.proposal_id, verdict="unsure", now=NOW)
    assert queue().results == []
    enter(ENGINE)
    flow.rank_proposals(now=NOW.replace(month=12, day=25))
    assert len(queue().results) == 1


def test_the_queue_takes_the_same_number_of_questions_for_many(django_assert_num_queries):
    def asked():
        enter(HERE)
        people.find_people(scope=HERE, q="zzz")
        with django_assert_num_queries(2):
            return len(linkage.list_proposals(scope=HERE).results)

    two_with_one_number()
    assert asked() == 1
    for n in range(4):
        nik = f"990405410199{n:04}"[:16]
        report(fact("departed", subject={**SERUNI, "name": f"Satu{n} A", "nik": f"99040541019910{n:02}"}),
               fact("departed", subject={**SERUNI, "name": f"Kenanga B{nik}", "nik": f"99040541019910{n:02}"}))  # fmt: skip
    assert asked() == 5


def test_counting_stops_where_nobody_would_work_and_says_so(monkeypatch):
    two_with_one_number()
    two_alike()
    enter(HERE)
    assert linkage.count_queue(scope=HERE).at_least is False
    monkeypatch.setattr(queue_module, "MOST_COUNTED", 1)
    counts = linkage.count_queue(scope=HERE)
    assert (counts.total, counts.at_least) == (1, True)


def test_whoever_sees_few_has_her_questions_in_the_order_in_which_the_nation_has_them():
    two_with_one_number()
    two_alike()
    ours, everybodys = ([it.proposal_id for it in queue(scope).results] for scope in (HERE, ENGINE))
    assert ours == everybodys and len(ours) == 2
