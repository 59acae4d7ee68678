"""A change of a dated table takes two officers, who are never the same, and is checked again when it is agreed to."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from kawal.access import wall
from kawal.access.roles import ROLES
from kawal.access.scope import ENGINE, NotAllowed, NotVisible, Power
from kawal.access.trail.models import Trace
from kawal.reference.context import selectors, store
from kawal.situation.context import changes, proposing, services
from kawal.situation.context.changes import Change
from kawal.situation.context.proposals import (
    agreed_by,
    count_to_answer,
    count_waiting,
    get_proposal,
    list_proposals,
)
from kawal.situation.context.services import RowRefused
from kawal.situation.context.standing import standing_context
from tests.doors.officers import officer as officer_account
from tests.world import NOW, officer

pytestmark = pytest.mark.django_db
AUTHOR = officer("rule_author", agency="kp2mi")
SECOND = replace(officer("rule_approver", agency="kp2mi"), actor="lestari")
NATIONAL = replace(officer("national", agency="kp2mi"), actor="wira")
BOTH = replace(SECOND, powers=SECOND.powers | AUTHOR.powers)
TABLE = "closed_countries"
DAY = date(2026, 6, 1)
WHY = "Surat edaran penempatan, 5 Januari 2026."
LATER = NOW + timedelta(days=1)
DAYS = {"valid_from": "2026-01-01", "valid_to": ""}
SAID = {"country": "SAU", **DAYS}
ADD = Change("added", TABLE, said=SAID)
FILE = Change(
    "imported", TABLE, file="a.csv", content="country,valid_from,valid_to\nSAU,2026-01-01,\nSaudi,,\n"
)


@pytest.fixture(autouse=True)
def _behind_the_wall(db):
    wall.enter(AUTHOR)


def proposed(change: Change = ADD, scope=AUTHOR, why: str = WHY) -> int:
    wall.enter(scope)
    return proposing.propose_change(scope=scope, change=change, why=why, now=NOW)


def confirm(proposal_id: int, scope=SECOND, now=LATER, version: int | None = None) -> None:
    wall.enter(scope)
    seen = get_proposal(scope=scope, proposal_id=proposal_id, now=now).version if version is None else version
    proposing.confirm_change(scope=scope, proposal_id=proposal_id, version=seen, now=now)


def refuse(proposal_id: int, scope=SECOND, now=LATER, why: str = "Surat edarannya belum terbit.") -> None:
    proposing.refuse_change(scope=scope, proposal_id=proposal_id, why=why, now=now)


def answer(proposal_id: int, now=LATER) -> tuple[str, str]:
    it = get_proposal(scope=SECOND, proposal_id=proposal_id, now=now)
    return it.answer, it.answered_by


def closed(country: str) -> bool:
    return standing_context().is_closed(country, DAY.toordinal())


def row(q: str) -> selectors.RowCard:
    return selectors.list_rows(table=TABLE, q=q)[0]


def test_a_proposal_changes_nothing_until_another_officer_agrees():
    before = store.marks()
    it = proposed()
    assert store.marks() == before and not closed("SAU")
    assert count_waiting(scope=SECOND, now=NOW) == {TABLE: 1}
    confirm(it)
    assert closed("SAU")
    assert answer(it) == ("confirmed", "lestari")
    assert count_waiting(scope=SECOND, now=LATER) == {}


def test_the_row_names_its_author_and_the_history_who_agreed():
    confirm(proposed())
    card = row("sau")
    assert (card.recorded_by, card.recorded_at) == (AUTHOR.actor, LATER)
    assert agreed_by(scope=AUTHOR, table=TABLE, moments=[card.recorded_at]) == {LATER: "lestari"}
    assert agreed_by(scope=AUTHOR, table="licences", moments=[card.recorded_at]) == {}
    with wall.as_engine():
        told = list(Trace.objects.order_by("id").values_list("action", "actor"))
    assert told == [
        ("context.proposed", AUTHOR.actor),
        ("context.added", "lestari"),
        ("context.confirmed", "lestari"),
    ]


def test_whoever_proposes_says_why_and_it_stays_with_the_proposal():
    for why in ("", "karena", "         "):
        with pytest.raises(proposing.ProposalNotFor):
            proposed(why=why)
    it = proposed()
    assert get_proposal(scope=SECOND, proposal_id=it, now=NOW).why == WHY
    confirm(it)
    assert list_proposals(scope=AUTHOR, now=LATER)[0].why == WHY


@pytest.mark.parametrize(
    "gone", [{"is_active": False, "disabled_at": NOW}, {"role": "analyst"}], ids=["closed", "moved"]
)
def test_a_proposal_lapses_when_its_author_may_propose_no_more(gone):
    account = officer_account(AUTHOR.actor, role="rule_author", agency="kp2mi", area="")
    it, other = proposed(), proposed(FILE, scope=NATIONAL)
    assert count_waiting(scope=SECOND, now=NOW) == {TABLE: 2} and count_to_answer(scope=SECOND, now=NOW) == 2
    for name, value in gone.items():
        setattr(account, name, value)
    account.save()
    assert count_waiting(scope=SECOND, now=NOW) == {TABLE: 1} and count_to_answer(scope=SECOND, now=NOW) == 1
    card = get_proposal(scope=SECOND, proposal_id=it, now=NOW)
    assert card.answer == "lapsed" and card.is_orphaned
    for act in (confirm, refuse):
        with pytest.raises(proposing.AuthorGone):
            act(it)
    assert not closed("SAU")
    assert proposed(scope=NATIONAL) != it, "another officer may propose the same"
    with wall.as_engine():
        assert proposing.lapse_proposals(now=LATER) == 0
    card = get_proposal(scope=SECOND, proposal_id=it, now=LATER)
    assert card.is_orphaned and card.answered_at == NOW
    confirm(other)


def test_only_who_may_answer_is_told_how_many_wait_and_never_of_her_own():
    proposed(), proposed(FILE, scope=BOTH)
    assert count_to_answer(scope=SECOND, now=NOW) == 1 == count_to_answer(scope=BOTH, now=NOW)
    third = replace(SECOND, actor="sari")
    assert count_to_answer(scope=third, now=NOW) == 2
    assert count_to_answer(scope=AUTHOR, now=NOW) == 0 == count_to_answer(scope=officer("shelter"), now=NOW)


def test_every_kind_of_change_runs_when_it_is_agreed_to():
    khm = row("khm")
    confirm(proposed(Change("ended", TABLE, khm.row_id, {"on": DAY.isoformat()})))
    assert row("khm").valid_to == DAY
    confirm(
        proposed(Change("changed", TABLE, row("khm").row_id, {"country": "KHM", "valid_from": "2025-06-01"}))
    )
    assert closed("KHM")
    confirm(proposed(Change("withdrawn", TABLE, row("mmr").row_id)))
    assert not closed("MMR")
    confirm(proposed(FILE))
    assert closed("SAU") and standing_context().knows(TABLE)


def test_what_would_come_and_go_is_told_and_nothing_written():
    khm = row("khm")
    before = store.marks()
    ended = changes.foresee(
        scope=SECOND, change=Change("ended", TABLE, khm.row_id, {"on": DAY.isoformat()}), now=NOW
    )
    assert [it.row_id for it in ended.gone] == [khm.row_id]
    assert [(it.cells[0], it.valid_to) for it in ended.new] == [("KHM", DAY)]
    given = changes.foresee(scope=SECOND, change=FILE, now=NOW)
    assert (len(given.new), len(given.gone)) == (1, 3)
    assert given.given is not None and [it.line for it in given.given.refused] == [3]
    assert store.marks() == before
    with wall.as_engine():
        assert Trace.objects.count() == 0


def test_the_numbers_of_the_preview_stay_with_the_proposal_and_the_list_leaves_the_file_away():
    it = proposed(FILE)
    [listed] = list_proposals(scope=SECOND, now=NOW)
    assert (listed.told.new, listed.told.same, listed.told.gone, listed.told.refused) == (1, 0, 3, 1)
    assert (listed.change.file, listed.change.content) == ("a.csv", "")
    assert get_proposal(scope=SECOND, proposal_id=it, now=NOW).change == FILE


def test_whoever_proposed_answers_not_even_with_both_powers():
    it = proposed(scope=BOTH)
    with pytest.raises(proposing.ProposalNotFor):
        confirm(it, scope=BOTH)
    with pytest.raises(proposing.ProposalNotFor):
        refuse(it, scope=BOTH)
    assert answer(it) == ("", "") and not closed("SAU")


def test_a_national_officer_proposes_and_does_not_agree():
    it = proposed(scope=NATIONAL)
    other = proposed(FILE)
    with pytest.raises(NotAllowed):
        confirm(other, scope=NATIONAL)
    confirm(it)
    assert row("sau").recorded_by == "wira"


def test_refusing_wants_a_reason_which_is_kept():
    it = proposed()
    with pytest.raises(proposing.ProposalNotFor):
        refuse(it, why="tidak")
    refuse(it)
    assert answer(it) == ("refused", "lestari") and not closed("SAU")
    assert list_proposals(scope=AUTHOR, now=LATER)[0].answer_why == "Surat edarannya belum terbit."
    with pytest.raises(proposing.ProposalAnswered):
        confirm(it)


def test_only_its_author_takes_a_proposal_back():
    it = proposed()
    with pytest.raises(proposing.ProposalNotFor):
        proposing.retract_change(scope=NATIONAL, proposal_id=it, now=LATER)
    proposing.retract_change(scope=AUTHOR, proposal_id=it, now=LATER)
    assert answer(it) == ("retracted", AUTHOR.actor)
    with pytest.raises(proposing.ProposalAnswered):
        confirm(it)


def test_a_proposal_that_nobody_answers_in_fourteen_days_lapses():
    it = proposed()
    end = NOW + timedelta(days=14)
    assert count_waiting(scope=AUTHOR, now=end - timedelta(seconds=1)) == {TABLE: 1}
    assert count_waiting(scope=AUTHOR, now=end) == {} and answer(it, end)[0] == "lapsed"
    with pytest.raises(proposing.ProposalAnswered):
        confirm(it, now=end)
    with wall.as_engine():
        assert proposing.lapse_proposals(now=end - timedelta(seconds=1)) == 0
        assert proposing.lapse_proposals(now=end) == 1
    assert answer(it) == ("lapsed", "") and not closed("SAU")


def test_the_same_waits_once_and_may_be_proposed_again_after_its_answer():
    it = proposed()
    for scope in (AUTHOR, NATIONAL):
        with pytest.raises(proposing.ProposalAwaited):
            proposed(scope=scope)
    wall.enter(SECOND)
    refuse(it)
    again = proposed()
    confirm(again)
    with pytest.raises(proposing.ProposalAnswered):
        confirm(again)
    assert len(selectors.list_rows(table=TABLE, q="sau")) == 1


def test_what_fits_not_is_refused_when_it_is_proposed():
    with pytest.raises(RowRefused) as refused:
        proposed(Change("added", TABLE, said={"country": "KHM", "valid_from": "2026-01-01"}))
    assert refused.value.reason.code == "overlap_here"
    for change in (Change("withdrawn", TABLE, 10**9), Change("added", "feeds"), Change("added", "person")):
        with pytest.raises(NotVisible):
            proposed(change)
    assert list_proposals(scope=AUTHOR, now=NOW) == []


def test_what_fits_no_longer_is_refused_with_its_reason_and_waits_on():
    it, gone = proposed(), proposed(Change("withdrawn", TABLE, row("khm").row_id))
    services.add_row(scope=AUTHOR, table=TABLE, said={**SAID, "valid_from": "2025-01-01"}, now=NOW)
    services.withdraw_row(scope=AUTHOR, table=TABLE, row_id=row("khm").row_id, now=NOW)
    with pytest.raises(RowRefused) as refused:
        confirm(it)
    assert refused.value.reason.code == "overlap_here"
    with pytest.raises(NotVisible):
        confirm(gone)
    assert answer(it) == answer(gone) == ("", "")
    refuse(it)


def test_who_read_an_older_table_is_asked_to_read_again():
    it = proposed(FILE)
    seen = get_proposal(scope=SECOND, proposal_id=it, now=NOW).version
    services.add_row(scope=AUTHOR, table=TABLE, said={**SAID, "country": "KWT"}, now=NOW)
    with pytest.raises(proposing.TableMoved):
        confirm(it, version=seen)
    seen = get_proposal(scope=SECOND, proposal_id=it, now=NOW).version
    services.add_row(scope=AUTHOR, table="rates", said={"currency": "XTS", "idr": "2", **DAYS}, now=NOW)
    with pytest.raises(proposing.TableMoved):
        confirm(it, version=seen)
    assert answer(it) == ("", "")
    confirm(it)


@pytest.mark.parametrize("role", ROLES)
def test_powers_decide_who_reads_proposes_and_agrees(role):
    it = proposed()
    scope = replace(officer(role, agency="kp2mi"), actor="lain")
    wall.enter(scope)
    if not scope.may(Power.READ_STATISTICS):
        for read in (list_proposals, count_waiting, lambda **by: get_proposal(proposal_id=it, **by)):
            with pytest.raises(NotAllowed):
                read(scope=scope, now=NOW)
    if not scope.may(Power.EDIT_TABLES):
        with pytest.raises(NotAllowed):
            proposed(FILE, scope=scope)
        with pytest.raises(NotAllowed):
            proposing.retract_change(scope=scope, proposal_id=it, now=NOW)
    if role != "rule_approver":
        with pytest.raises(NotAllowed):
            proposing.confirm_change(scope=scope, proposal_id=it, version=0, now=NOW)
        with pytest.raises(NotAllowed):
            refuse(it, scope=scope)


def write(statement: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return cursor.rowcount


def test_the_wall_shows_the_web_no_proposal_and_lets_it_write_none():
    proposed()
    for scope in (AUTHOR, SECOND, officer("shelter")):
        wall.enter(scope)
        with connection.cursor() as cursor:
            cursor.execute("select count(*) from context_proposal")
            assert cursor.fetchone() == (0,)
        with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
            write("update context_proposal set answer = 'confirmed', answered_by = 'x', answered_at = now()")


@pytest.mark.parametrize(
    "change",
    [
        "answer = 'confirmed', answered_by = proposed_by, answered_at = proposed_at",
        "answer = 'refused', answered_by = proposed_by, answered_at = proposed_at, answer_why = 'karena begitu'",
        "answer = 'confirmed', answered_by = '', answered_at = proposed_at",
        "answer = 'confirmed', answered_by = 'lestari', answered_at = expires_at",
        "answer = 'refused', answered_by = 'lestari', answered_at = proposed_at, answer_why = 'tidak'",
        "answer = 'retracted', answered_by = 'lestari', answered_at = proposed_at",
    ],
)
def test_the_database_itself_wants_two_in_time_and_a_reason(change):
    proposed()
    wall.enter(ENGINE)
    with pytest.raises(IntegrityError), transaction.atomic():
        write(f"update context_proposal set {change}")


def test_nobody_alters_what_was_proposed_or_answered():
    it = proposed()
    wall.enter(ENGINE)
    for column in ("what = '{}'", "proposed_by = 'lain'", "kind = 'ended'", "expires_at = now()"):
        with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
            write(f"update context_proposal set {column}")
    with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
        write("delete from context_proposal")
    refuse(it)
    wall.enter(ENGINE)
    assert write("update context_proposal set answer = 'confirmed'") == 0
