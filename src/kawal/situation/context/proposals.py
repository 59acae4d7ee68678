"""Reads of proposed changes of the dated tables: what waits, what became of it, and who agreed to what stands.

A proposal stands as long as its author may still propose it; from then on it reads as lapsed.
"""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Final

from kawal.access.officers.selectors import no_longer_may
from kawal.access.scope import NotVisible, Power, Scope
from kawal.access.wall import as_engine
from kawal.facts.ledger import bulk
from kawal.situation.context.changes import Change

SHOWN_ANSWERED: Final = timedelta(days=14)
MOST: Final = 100
# A file is read with the rates that stand.
VERSION = "select max(version) from context_table where name in (p.table_name, 'rates')"
COLUMNS = f"""select p.proposal_id, p.table_name, p.kind, {{what}}, p.told, ({VERSION}), p.why, p.proposed_by, p.proposed_at, p.expires_at,
 case when p.answer = '' and p.expires_at <= %s then 'lapsed' else p.answer end, p.answered_by, p.answered_at, p.answer_why
 from context_proposal p"""
ONE = f"{COLUMNS.format(what='p.what')} where p.proposal_id = %s"
# Whole files stay where they are.
LIST = f"""{COLUMNS.format(what="p.what - 'content'")} where p.answer = '' or p.answered_at > %s
 order by p.answer <> '' or p.expires_at <= %s, coalesce(p.answered_at, p.proposed_at) desc, p.proposal_id desc limit %s"""
WAITING = """select table_name, proposed_by, count(*) from context_proposal where answer = '' and expires_at > %s group by 1, 2"""
AGREED = """select answered_at, answered_by from context_proposal where answer = 'confirmed' and table_name = %s
 and answered_at = any(%s)"""


@dataclass(frozen=True, slots=True)
class Told:
    """What the change would have done when it was proposed. ``cells`` are those of its one row; of a file there are none."""

    new: int
    gone: int
    same: int
    refused: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ProposalCard:
    """:ivar version: of its table, and of the rates, as they stand.
    :ivar why: what its author gave as the reason.
    :ivar answer: empty while it waits; ``confirmed``, ``refused``, ``retracted`` or ``lapsed``.
    :ivar is_orphaned: it lapsed because its author may propose no more.
    """

    proposal_id: int
    change: Change
    told: Told
    version: int
    why: str
    proposed_by: str
    proposed_at: datetime
    expires_at: datetime
    answer: str
    answered_by: str
    answered_at: datetime | None
    answer_why: str
    is_orphaned: bool = False


def list_proposals(*, scope: Scope, now: datetime) -> list[ProposalCard]:
    """Those that wait, the newest first, then those answered lately. Of files only the name.

    :raises NotAllowed: the scope may not read tables.
    """
    return _cards(_asked(scope, LIST, (now, now - SHOWN_ANSWERED, now, MOST)))


def count_waiting(*, scope: Scope, now: datetime) -> dict[str, int]:
    """How many wait, by table.

    :raises NotAllowed: the scope may not read tables.
    """
    return dict(_waiting(scope, now))


def count_to_answer(*, scope: Scope, now: datetime) -> int:
    """How many wait for this officer: those of others, and none where the scope may not agree."""
    if not scope.may(Power.APPROVE_TABLES):
        return 0
    return _waiting(scope, now, but=scope.actor).total()


def get_proposal(*, scope: Scope, proposal_id: int, now: datetime) -> ProposalCard:
    """One of them, whole.

    :raises NotAllowed: the scope may not read tables. :raises NotVisible: no such proposal.
    """
    found = _asked(scope, ONE, (now, proposal_id))
    if not found:
        raise NotVisible(f"Proposal #{proposal_id}")
    [card] = _cards(found)
    return card


def agreed_by(*, scope: Scope, table: str, moments: Collection[datetime]) -> dict[datetime, str]:
    """Who agreed to what came or went at these moments, where two officers did it.

    :raises NotAllowed: the scope may not read tables.
    """
    return dict(_asked(scope, AGREED, (table, list(moments))))


def _asked(scope: Scope, statement: str, values: tuple[Any, ...]) -> list[tuple[Any, ...]]:
    """Tables are read by whoever reads statistics, and so is what is proposed for them."""
    scope.require(Power.READ_STATISTICS)
    with as_engine():
        return bulk.run(statement, values)


def _waiting(scope: Scope, now: datetime, but: str = "") -> Counter[str]:
    rows = [it for it in _asked(scope, WAITING, (now,)) if it[1] != but]
    lost = no_longer_may(logins={author for _table, author, _count in rows}, power=Power.EDIT_TABLES)
    counts = Counter[str]()
    for table, author, count in rows:
        if author not in lost:
            counts[table] += count
    return counts


def _cards(rows: Sequence[tuple[Any, ...]]) -> list[ProposalCard]:
    cards = [_card(*it) for it in rows]
    waiting = {it.proposed_by for it in cards if not it.answer}
    lost = no_longer_may(logins=waiting, power=Power.EDIT_TABLES) if waiting else frozenset()
    return [_standing(it, lost) for it in cards]


def _standing(card: ProposalCard, lost: Collection[str]) -> ProposalCard:
    """Lapsed before its time is what nobody may propose any more, whether that is written already or not."""
    if card.answer == "lapsed":
        return replace(card, is_orphaned=card.answered_at is not None and card.answered_at < card.expires_at)
    if not card.answer and card.proposed_by in lost:
        return replace(card, answer="lapsed", is_orphaned=True)
    return card


def _card(proposal_id: int, table: str, kind: Any, what: dict[str, Any], told: dict[str, Any], *rest: Any) -> ProposalCard:  # fmt: skip
    counts = Told(told["new"], told["gone"], told["same"], told["refused"], tuple(told["cells"]))
    return ProposalCard(proposal_id, Change(kind, table, **what), counts, *rest)
