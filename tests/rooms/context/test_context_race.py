"""Two officers at the same second, over two real connections: a proposal is answered once."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import partial
from threading import Barrier

import pytest
from django.db import connection, transaction

from kawal.access import wall
from kawal.reference.context import selectors
from kawal.situation.context import proposing
from kawal.situation.context.changes import Change
from kawal.situation.context.proposals import get_proposal
from kawal.situation.context.services import RowRefused
from tests.world import NOW, officer

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
AUTHOR = officer("rule_author", agency="kp2mi")
FIRST, OTHER = (replace(officer("rule_approver", agency="kp2mi"), actor=it) for it in ("lestari", "wulan"))
SAID = {"country": "SAU", "valid_from": "2026-01-01", "valid_to": ""}


def at_once(*acts):
    """Each in a thread and a transaction of its own, all let go together; what refused it, if anything did."""
    ready = Barrier(len(acts))

    def go(act):
        scope, does = act
        try:
            with transaction.atomic():
                wall.enter(scope)
                ready.wait(10)
                does(scope)
        except (proposing.ProposalAnswered, proposing.ProposalAwaited, RowRefused) as refused:
            return type(refused)
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(go, acts))


def propose(scope) -> int:
    return proposing.propose_change(
        scope=scope,
        change=Change("added", "closed_countries", said=SAID),
        why="Surat edaran, 5 Januari.",
        now=NOW,
    )


def proposed() -> tuple[int, int]:
    with transaction.atomic():
        wall.enter(AUTHOR)
        it = propose(AUTHOR)
        return it, get_proposal(scope=AUTHOR, proposal_id=it, now=NOW).version


def answered(proposal_id: int) -> tuple[str, str]:
    with transaction.atomic():
        wall.enter(AUTHOR)
        it = get_proposal(scope=AUTHOR, proposal_id=proposal_id, now=NOW)
        return it.answer, it.answered_by


def written() -> int:
    return len(selectors.list_rows(table="closed_countries", q="sau"))


def test_of_two_who_agree_at_the_same_second_one_wins():
    it, version = proposed()
    agree = lambda scope: proposing.confirm_change(scope=scope, proposal_id=it, version=version, now=NOW)  # noqa: E731 -- one line
    made = at_once((FIRST, agree), (OTHER, agree))
    assert sorted(it is None for it in made) == [False, True]
    assert proposing.ProposalAnswered in made
    assert answered(it) == ("confirmed", FIRST.actor if made[0] is None else OTHER.actor)
    assert written() == 1


def test_agreeing_refusing_and_taking_back_at_the_same_second_are_one_answer():
    it, version = proposed()
    made = at_once(
        (
            FIRST,
            lambda scope: proposing.confirm_change(scope=scope, proposal_id=it, version=version, now=NOW),
        ),
        (
            OTHER,
            lambda scope: proposing.refuse_change(
                scope=scope, proposal_id=it, why="Belum ada dasarnya.", now=NOW
            ),
        ),
        (AUTHOR, lambda scope: proposing.retract_change(scope=scope, proposal_id=it, now=NOW)),
    )
    assert [answer is None for answer in made].count(True) == 1
    answer, _by = answered(it)
    assert answer == ("confirmed", "refused", "retracted")[made.index(None)]
    assert written() == (answer == "confirmed")


def test_the_same_proposed_twice_at_the_same_second_waits_once():
    made = at_once((AUTHOR, propose), (replace(AUTHOR, actor="bimo"), propose))
    assert sorted(it is None for it in made) == [False, True]
    assert proposing.ProposalAwaited in made


def test_agreeing_while_the_same_is_proposed_again_waits_for_nobody_for_ever():
    it, version = proposed()
    agree = partial(proposing.confirm_change, proposal_id=it, version=version, now=NOW)
    made = at_once((FIRST, lambda scope: agree(scope=scope)), (AUTHOR, propose))
    assert made[0] is None and answered(it)[0] == "confirmed"
    assert made[1] in (proposing.ProposalAwaited, RowRefused), "it waits still, or it stands already"
    assert written() == 1
