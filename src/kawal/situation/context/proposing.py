"""Changes of the dated tables take two officers: one proposes, another agrees or refuses.

Never the same officer, and only in time: a proposal that nobody answered lapses, and nothing has happened; so does one whose author
may propose no more, since two stand behind a change. What was agreed to is checked again against what stands at that moment.
"""

import json
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from kawal.access.officers.selectors import no_longer_may
from kawal.access.scope import Power, Scope
from kawal.access.trail import services as trail
from kawal.access.wall import as_engine
from kawal.facts.ledger import bulk
from kawal.situation.context.changes import Change, Effect, carry_out, foresee
from kawal.situation.context.proposals import ProposalCard, get_proposal

WAITS = timedelta(days=14)
SHORTEST_WHY = 10
PROPOSE = """insert into context_proposal (table_name, kind, what, digest, told, why, proposed_by, proposed_agency, proposed_at,
 expires_at) values (%s, %s, %s::jsonb, %s, %s::jsonb, %s, %s, %s, %s, %s) on conflict (table_name, digest) where answer = '' do nothing
 returning proposal_id"""
# Of two who answer at the same second one finds it unanswered.
ANSWER = """update context_proposal set answer = %s, answered_by = %s, answered_agency = %s, answered_at = %s, answer_why = %s
 where proposal_id = %s and answer = '' and expires_at > %s"""
LAPSE = """update context_proposal set answer = 'lapsed', answered_at = %s where proposal_id in
 (select proposal_id from context_proposal where answer = '' and (expires_at <= %s or proposed_by = any(%s)) for update skip locked)"""
AUTHORS = "select distinct proposed_by from context_proposal where answer = ''"
# Whoever proposes or agrees holds the table before the proposal, so that no two wait for each other.
LOCK = "select from context_table where name = %s for update"
VERSION = "select max(version) from context_table where name in (%s, 'rates')"


class ProposalAwaited(Exception):
    """The same has been proposed already and waits for its answer."""


class ProposalNotFor(Exception):
    """Not for this officer: who proposed it answers it not, and nobody else takes it back; or no reason of ten letters or more."""


class ProposalAnswered(Exception):
    """Somebody has answered by now, or nobody did in time."""


class AuthorGone(Exception):
    """Its author may propose no more: the account is closed, or has another role."""


class TableMoved(Exception):
    """The table, or the rates, are others than those by which the change was shown."""


@transaction.atomic
def propose_change(*, scope: Scope, change: Change, why: str, now: datetime) -> int:
    """Have a change wait for its second officer; the number of the proposal. The table stays as it is.

    :raises NotAllowed: the scope may not edit tables. :raises NotVisible: no such table, or no such row.
    :raises RowRefused: the row does not fit what stands. :raises Unreadable: nothing of the file can be taken.
    :raises ProposalAwaited: the same waits already. :raises ProposalNotFor: no reason.
    """
    scope.require(Power.EDIT_TABLES)
    if len(why.strip()) < SHORTEST_WHY:
        raise ProposalNotFor("no reason")
    _hold(change.table)
    told = _told(foresee(scope=scope, change=change, now=now))
    with as_engine():
        lapse_proposals(now=now)
        made = bulk.run(
            PROPOSE,
            (
                change.table, change.kind, json.dumps(change.what), change.digest, json.dumps(told), why.strip(),
                scope.actor, scope.agency, now, now + WAITS,
            ),
        )  # fmt: skip
    if not made:
        raise ProposalAwaited(change.table)
    [(proposal_id,)] = made
    trail.record(scope=scope, action="context.proposed", now=now, subject=f"{change.table} #{proposal_id}")
    return int(proposal_id)


@transaction.atomic
def confirm_change(*, scope: Scope, proposal_id: int, version: int, now: datetime) -> None:
    """The second officer agrees, and the change is carried out. ``version``: of the table whose change was shown.

    Where it is refused, the proposal waits on.

    :raises NotAllowed: the scope may not approve. :raises NotVisible: no such proposal, or its row stands no more.
    :raises ProposalNotFor: the officer proposed it. :raises ProposalAnswered: too late, or answered by now.
    :raises AuthorGone: its author may propose no more. :raises TableMoved: the table has changed since.
    :raises RowRefused: it does not fit what stands now.
    :raises Unreadable: nothing of the file can be taken any more.
    """
    scope.require(Power.APPROVE_TABLES)
    it = _of_another(scope, proposal_id, now)
    _hold(it.change.table)
    _answer(scope, it, "confirmed", "", now)
    [(standing,)] = bulk.run(VERSION, (it.change.table,))
    if standing != version:
        raise TableMoved(it.change.table)
    carry_out(scope=scope, change=it.change, author=it.proposed_by, now=now)
    trail.record(scope=scope, action="context.confirmed", now=now, subject=_subject(it))


@transaction.atomic
def refuse_change(*, scope: Scope, proposal_id: int, why: str, now: datetime) -> None:
    """The second officer does not agree; the table stays as it is, and the reason with the proposal.

    :raises NotAllowed: the scope may not approve. :raises NotVisible: no such proposal.
    :raises ProposalNotFor: the officer proposed it, or gave no reason. :raises ProposalAnswered, AuthorGone: as above.
    """
    scope.require(Power.APPROVE_TABLES)
    it = _of_another(scope, proposal_id, now)
    if len(why.strip()) < SHORTEST_WHY:
        raise ProposalNotFor("no reason")
    _answer(scope, it, "refused", why.strip(), now)
    trail.record(scope=scope, action="context.refused", now=now, subject=_subject(it))


@transaction.atomic
def retract_change(*, scope: Scope, proposal_id: int, now: datetime) -> None:
    """Its author takes the proposal back.

    :raises NotAllowed: the scope may not edit tables. :raises NotVisible: no such proposal.
    :raises ProposalNotFor: another proposed it. :raises ProposalAnswered: as above.
    """
    scope.require(Power.EDIT_TABLES)
    it = get_proposal(scope=scope, proposal_id=proposal_id, now=now)
    if it.proposed_by != scope.actor:
        raise ProposalNotFor(scope.actor)
    _answer(scope, it, "retracted", "", now)
    trail.record(scope=scope, action="context.retracted", now=now, subject=_subject(it))


def lapse_proposals(*, now: datetime) -> int:
    """End the proposals that nobody answered in time or whose author may propose no more; how many. The engine's part."""
    authors = [login for (login,) in bulk.run(AUTHORS)]
    lost = no_longer_may(logins=authors, power=Power.EDIT_TABLES)
    return bulk.count(LAPSE, (now, now, list(lost)))


def _hold(table: str) -> None:
    with as_engine():
        bulk.run(LOCK, (table,))


def _of_another(scope: Scope, proposal_id: int, now: datetime) -> ProposalCard:
    it = get_proposal(scope=scope, proposal_id=proposal_id, now=now)
    if it.proposed_by == scope.actor:
        raise ProposalNotFor(scope.actor)
    if it.is_orphaned:
        raise AuthorGone(it.proposed_by)
    return it


def _answer(scope: Scope, it: ProposalCard, answer: str, why: str, now: datetime) -> None:
    with as_engine():
        done = bulk.count(ANSWER, (answer, scope.actor, scope.agency, now, why, it.proposal_id, now))
    if not done:
        raise ProposalAnswered(it.proposal_id)


def _told(effect: Effect) -> dict[str, Any]:
    rows = effect.new or effect.gone
    counted = {"new": len(effect.new), "gone": len(effect.gone)}
    if effect.given:
        more = {"same": effect.given.unchanged, "refused": len(effect.given.refused)}
        return counted | more | {"cells": []}
    return counted | {"same": 0, "refused": 0, "cells": list(rows[0].cells) if rows else []}


def _subject(it: ProposalCard) -> str:
    return f"{it.change.table} #{it.proposal_id}"
