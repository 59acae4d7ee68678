"""Officers say who is whom: joined, parted, taken back exactly, kept apart for good, and two officers where it matters."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kawal import flow
from kawal.access.scope import ENGINE, NotAllowed, NotVisible
from kawal.access.wall import enter
from kawal.situation.linkage import questions
from kawal.situation.linkage import services as linkage
from kawal.situation.linkage.models import MatchDecision
from kawal.situation.people import selectors as people
from tests.doors.officers import officer as account
from tests.world import NOW, SERUNI, days_ago, fact, officer, person_of, report

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.filterwarnings("ignore:Do not use the `random` module inside strategies"),
]
KENANGA = {**SERUNI, "name": "Kenanga Misal", "passport": "X0999999"}
MELATI = {"name": "Melati Contoh", "passport": "X0888888", "address": {"area": "53.04.05"}}
ONE, TWO = officer(actor="satu"), officer(actor="dua")
MEMBERSHIPS = "select claim_id, person_id from membership where until is null order by claim_id"


def view(kawal_id, scope=ONE):
    enter(scope)
    return people.get_person(scope=scope, kawal_id=kawal_id, now=NOW)


def asked(kawal_id, scope=ONE):
    return view(kawal_id, scope).notes[0].proposal_id


def two_with_one_number(*more):
    """Two people whose NIK is one and whose names are not: a question."""
    outcomes = report(fact("departed"), fact("departed", subject=KENANGA), *more)
    return outcomes[0].kawal_id, outcomes[1].kawal_id


def decide(proposal_id, verdict="same", scope=ONE, **more):
    with transaction.atomic():
        enter(scope)
        return flow.decide_match(
            scope=scope, proposal_id=proposal_id, verdict=verdict, now=more.pop("now", NOW), **more
        )


def undo(proposal_id, scope=ONE):
    with transaction.atomic():
        enter(scope)
        flow.undo_decision(scope=scope, proposal_id=proposal_id, now=NOW)


def rows(statement):
    with transaction.atomic():
        enter(ENGINE)
        with connection.cursor() as cursor:
            cursor.execute(statement)
            return cursor.fetchall()


def test_an_old_id_still_answers_after_a_merge_and_again_for_itself_after_the_undoing():
    one, two = two_with_one_number()
    question = asked(one)
    decide(question)
    assert view(two).kawal_id == one
    undo(question)
    assert view(two).kawal_id == two and view(two).notes[0].verdict == ""


def test_who_may_not_review_or_not_see_both_decides_nothing():
    one, _two = two_with_one_number()
    question = asked(one)
    with pytest.raises(NotAllowed):
        decide(question, scope=officer("border_post", keys=("p:53",)))
    with pytest.raises(NotVisible):
        decide(question, scope=officer(keys=("p:35",), agency="bp3mi-jatim"))


def test_the_second_officer_on_a_pair_is_told_who_was_first():
    question = asked(two_with_one_number()[0])
    decide(question, "different")
    with pytest.raises(linkage.AlreadyAnswered) as refused:
        decide(question, "same", TWO)
    assert (refused.value.by, refused.value.verdict) == ("satu", "different")


def test_who_is_not_sure_stands_in_nobodys_way():
    question = asked(two_with_one_number()[0])
    decide(question, "unsure")
    assert decide(question, "same", TWO).state == "decided"


def test_different_is_kept_by_the_exact_rule_through_any_third_claim():
    one, two = two_with_one_number()
    decide(asked(one), "different")
    both = {"name": "Seruni Kenanga", "nik": SERUNI["nik"], "passport": "X0999999"}
    third = person_of(fact("checked_in", subject=both, source="imigrasi"))
    assert len({view(it).kawal_id for it in (one, two)}) == 2
    assert third not in (one, two)


def test_same_is_kept_when_the_claim_that_tied_them_by_number_is_withdrawn():
    one = person_of(
        fact("departed"), fact("checked_in", id="TIE", subject={**SERUNI, "passport": "X0888888"})
    )
    two = person_of(fact("checked_in", subject={**MELATI, "name": "Seruni"}))
    assert two == one
    claims = sorted(it.claim_id for it in view(one).claims)
    with transaction.atomic():
        enter(ENGINE)
        question = questions.ask(kind="merge", claims=(claims[0], claims[-1]), now=NOW)
    decide(question, scope=ENGINE)
    report(fact("withdrawn", subject={}, corrects="TIE"))
    assert len(view(one).claims) == 3


def with_an_alert():
    """Kenanga has called for help: an alert is open."""
    call = fact(
        "complained", days_ago(1), subject=KENANGA, data={"problems": ["violence"]}, place={"country": "MYS"}
    )
    return two_with_one_number(call)


def test_a_merge_that_touches_an_open_alert_waits_for_another_officer():
    one, two = with_an_alert()
    question = asked(one)
    assert (decide(question).state, decide_touched(question)) == ("second", ("alert",))
    assert view(two).kawal_id == two and view(one).notes[0].waits_for_second
    with pytest.raises(linkage.NeedsAnother):
        decide(question)
    assert decide(question, scope=TWO).state == "decided"
    assert view(two).kawal_id == one
    [made] = rows("select by_actor, second_by from match_decision")
    assert made == ("satu", "dua")


def test_the_answer_of_who_may_review_no_more_counts_for_nothing():
    first = account("satu", agency=ONE.agency, role="district", area="53")
    one, two = with_an_alert()
    question = asked(one)
    assert decide(question).state == "second"
    first.role = "analyst"
    first.save()
    assert decide(question, scope=TWO).state == "second", "the next answer is the first"
    assert view(two).kawal_id == two
    assert decide(question, scope=officer(actor="tiga")).state == "decided"
    assert rows("select by_actor, second_by from match_decision") == [("dua", "tiga")]


def decide_touched(question):
    """Why it waits, asked once more by whoever changes nothing."""
    with transaction.atomic():
        enter(ENGINE)
        owners = [it for (it,) in rows("select distinct person_id from standing")]
        from kawal.decisions.alerts import services as alerts
        from kawal.situation.linkage.touched import touched_by

        return touched_by(people=owners, now=NOW, alerted=alerts.list_alerted)


def test_two_officers_who_disagree_leave_the_question_open():
    one, two = with_an_alert()
    question = asked(one)
    decide(question)
    assert decide(question, "different", TWO).state == "disputed"
    assert (view(one).notes[0].cause, view(one).notes[0].verdict) == ("disputed", "")
    assert not MatchDecision.unscoped.exists()  # unscoped: the test looks at the table
    assert view(two).kawal_id == two


def test_an_answer_that_waits_can_be_taken_back():
    question = asked(with_an_alert()[0])
    decide(question)
    undo(question)
    assert rows("select state from match_proposal") == [("open",)]
    with pytest.raises(linkage.NotAnswered):
        undo(question)


def test_every_question_about_two_people_is_answered_with_one_of_them():
    one, two = two_with_one_number(
        fact("checked_in", subject={**KENANGA, "passport": "X0777777"}, source="imigrasi")
    )
    assert len(view(one).notes) == 2
    question = asked(one)
    decide(question)
    assert {it.verdict for it in view(one).notes} == {"same"}
    undo(question)
    assert {it.verdict for it in view(one).notes} == {""} and view(two).kawal_id == two


def test_an_officer_may_join_two_whom_nobody_proposed():
    one = person_of(fact("departed"))
    two = person_of(fact("departed", subject=MELATI))
    enter(ONE)
    made = flow.merge_people(scope=ONE, one=one, other=two, reason="Ibunya mengenali keduanya.", now=NOW)
    assert made.state == "decided" and view(two).kawal_id == one
    undo(made.proposal_id)
    assert view(two).kawal_id == two


def test_a_split_gives_back_who_was_there_before_and_nothing_drifts_back():
    nik, passport = (
        {"name": "Seruni Umpama", "nik": SERUNI["nik"]},
        {"name": "Seruni", "passport": "X0123456"},
    )
    one, two = (
        it.kawal_id for it in report(fact("departed", subject=nik), fact("reached_home", subject=passport))
    )
    bridge = {**nik, **passport, "address": {"area": "53.04.05"}}
    report(fact("checked_in", subject=bridge))
    assert view(two).kawal_id == one
    theirs = [it.claim_id for it in view(one).claims if it.subject == people_masked(passport)]
    enter(ONE)
    assert flow.split_person(scope=ONE, kawal_id=one, claims=theirs, now=NOW).state == "decided"
    enter(ENGINE)
    assert view(two, ENGINE).kawal_id == two and len(view(one).claims) == 2
    report(fact("checked_in", subject={**bridge, "sex": "female"}, source="imigrasi"))
    assert view(two, ENGINE).kawal_id == two


def people_masked(subject):
    """As a page shows it."""
    from kawal.situation.people.viewing import masked

    return masked(subject, ONE)


def test_a_split_of_what_one_claim_was_is_somebody_new():
    one = person_of(
        fact("departed"), fact("checked_in", subject={**SERUNI, "name": "Seruni U"}, source="imigrasi")
    )
    claims = [it.claim_id for it in view(one).claims]
    enter(ONE)
    made = flow.split_person(scope=ONE, kawal_id=one, claims=claims[1:], now=NOW)
    assert len({it for (it,) in rows("select person_id from standing")}) == 2
    undo(made.proposal_id)
    assert len({it for (it,) in rows("select person_id from standing")}) == 1


@pytest.mark.parametrize("part", [[], [10**9], None])
def test_a_split_must_name_some_of_her_claims_and_leave_some(part):
    one = person_of(fact("departed"))
    every = [it.claim_id for it in view(one).claims]
    with pytest.raises(linkage.NoSuchPart):
        flow.split_person(scope=ONE, kawal_id=one, claims=every if part is None else part, now=NOW)


def test_a_decision_that_contradicts_a_standing_one_names_its_officer():
    three = person_of(fact("checked_in", subject=MELATI))
    one, two = two_with_one_number()
    decide(asked(one), "different")
    enter(TWO)
    flow.merge_people(scope=TWO, one=three, other=two, now=NOW)
    with pytest.raises(linkage.Contradicts) as refused:
        flow.merge_people(scope=TWO, one=three, other=one, now=NOW)
    assert refused.value.by == "satu"


def test_what_came_since_for_her_sake_goes_along_when_a_merge_is_undone():
    one, two = two_with_one_number()
    question = asked(one)
    decide(question)
    later = {"name": "Kenanga M", "passport": "X0999999"}
    report(fact("checked_in", subject=later, source="imigrasi"), now=NOW + timedelta(minutes=1))
    assert len(view(one).claims) == 3
    undo(question)
    assert {it.subject["name"] for it in view(two).claims} == {"Kenanga Misal", "Kenanga M"}
    assert len(view(one).claims) == 1


def test_decisions_are_never_changed():
    decide(asked(two_with_one_number()[0]), "different")
    for change in ("update match_decision set verdict = 'same'", "delete from match_decision"):
        with pytest.raises(Exception, match="append-only|permission denied"), transaction.atomic():
            rows(change)


SUBJECTS = (SERUNI, {**SERUNI, "birth_date": "2001"}, KENANGA, {**KENANGA, "birth_date": "1990"}, MELATI,
            {"name": "Seruni", "passport": "X0888888"}, {"name": "Wulan Misal", "nik": SERUNI["nik"]})  # fmt: skip


@pytest.mark.slow
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    said=st.lists(st.sampled_from(range(len(SUBJECTS))), min_size=2, max_size=8),
    acts=st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), min_size=1, max_size=4),
)
def test_merges_undone_in_reverse_leave_every_claim_where_it_was(said, acts):
    with transaction.atomic():
        ids = [
            it.kawal_id
            for it in report(*(fact("checked_in", subject=SUBJECTS[n], source=f"s-{n}") for n in said))
        ]
        before, made = rows(MEMBERSHIPS), []
        for a, b in acts:
            one, other = ids[a % len(ids)], ids[b % len(ids)]
            try:
                enter(ENGINE)
                with transaction.atomic():
                    made.append(flow.merge_people(scope=ENGINE, one=one, other=other, now=NOW).proposal_id)
            except (linkage.NoSuchPart, linkage.AlreadyAnswered):
                continue
        for question in reversed(made):
            undo(question, ENGINE)
        assert rows(MEMBERSHIPS) == before
        assert (
            rows("select count(*) from membership where until is null group by claim_id having count(*) > 1")
            == []
        )
        assert flow.rebuild(now=NOW, check=True).differing == 0
        transaction.set_rollback(True)


@pytest.mark.slow
@pytest.mark.django_db(transaction=True, databases=["default", "owner"])
def test_of_two_officers_at_once_on_one_pair_one_decides_and_the_other_is_told():
    question = asked_in_a_transaction()
    ready = Barrier(2)

    def press(scope, verdict):
        try:
            ready.wait(10)
            return decide(question, verdict, scope).state
        except linkage.AlreadyAnswered as refused:
            return f"after {refused.by}"
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        told = list(pool.map(press, (ONE, TWO), ("different", "same")))
    assert sorted(told) in (["after satu", "decided"], ["after dua", "decided"])
    assert len(rows("select * from match_decision")) == 1


def asked_in_a_transaction():
    two_with_one_number()
    return rows("select proposal_id from match_proposal")[0][0]


@pytest.mark.slow
@pytest.mark.django_db(transaction=True, databases=["default", "owner"])
def test_a_merge_while_the_same_people_are_being_reported_loses_nothing():
    two_with_one_number()
    [(question,)] = rows("select proposal_id from match_proposal")
    ready = Barrier(3)

    def keep_reporting(subject):
        try:
            ready.wait(10)
            for n in range(5):
                report(
                    fact(
                        "checked_in",
                        f"2026-03-0{n + 1}",
                        subject={**subject, "birth_place": f"Kota {'ABCDE'[n]}"},
                        source="imigrasi",
                    )
                )
        finally:
            connection.close()

    def merge():
        try:
            ready.wait(10)
            decide(question)
        finally:
            connection.close()

    with ThreadPoolExecutor(3) as pool:
        for work in [
            pool.submit(keep_reporting, SERUNI),
            pool.submit(keep_reporting, KENANGA),
            pool.submit(merge),
        ]:
            work.result()
    assert len({person for _claim, person in rows(MEMBERSHIPS)}) == 1
    assert flow.rebuild(now=NOW, check=True).differing == 0
