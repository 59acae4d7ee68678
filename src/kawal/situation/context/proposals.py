"""Reads of proposed changes of the dated tables: what waits, what became of it, and who agreed to what stands."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from kawal.access.scope import NotVisible, Power, Scope
from kawal.access.wall import as_engine
from kawal.facts.ledger import bulk
from kawal.situation.context.changes import Change

SHOWN_ANSWERED: Final = timedelta(days=14)
MOST: Final = 100
# A file is read with the rates that stand.
VERSION = "select max(version) from context_table where name in (p.table_name, 'rates')"
COLUMNS = f"""select p.proposal_id, p.table_name, p.kind, {{what}}, p.told, ({VERSION}), p.proposed_by, p.proposed_at, p.expires_at,
 case when p.answer = '' and p.expires_at <= %s then 'lapsed' else p.answer end, p.answered_by, p.answered_at, p.answer_why
 from context_proposal p"""
ONE = f"{COLUMNS.format(what='p.what')} where p.proposal_id = %s"
# Whole files stay where they are.
LIST = f"""{COLUMNS.format(what="p.what - 'content'")} where p.answer = '' or p.answered_at > %s
 order by p.answer <> '' or p.expires_at <= %s, coalesce(p.answered_at, p.proposed_at) desc, p.proposal_id desc limit %s"""
WAITING = """select table_name, count(*) from context_proposal where answer = '' and expires_at > %s group by table_name"""
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
    :ivar answer: empty while it waits; ``confirmed``, ``refused``, ``retracted`` or ``lapsed``.
    """

    proposal_id: int
    change: Change
    told: Told
    version: int
    proposed_by: str
    proposed_at: datetime
    expires_at: datetime
    answer: str
    answered_by: str
    answered_at: datetime | None
    answer_why: str


def list_proposals(*, scope: Scope, now: datetime) -> list[ProposalCard]:
    """Those that wait, the newest first, then those answered lately. Of files only the name.

    :raises NotAllowed: the scope may not read tables.
    """
    return [_card(*it) for it in _asked(scope, LIST, (now, now - SHOWN_ANSWERED, now, MOST))]


def count_waiting(*, scope: Scope, now: datetime) -> dict[str, int]:
    """How many wait, by table.

    :raises NotAllowed: the scope may not read tables.
    """
    return dict(_asked(scope, WAITING, (now,)))


def get_proposal(*, scope: Scope, proposal_id: int, now: datetime) -> ProposalCard:
    """One of them, whole.

    :raises NotAllowed: the scope may not read tables. :raises NotVisible: no such proposal.
    """
    found = _asked(scope, ONE, (now, proposal_id))
    if not found:
        raise NotVisible(f"Proposal #{proposal_id}")
    return _card(*found[0])


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


def _card(proposal_id: int, table: str, kind: Any, what: dict[str, Any], told: dict[str, Any], *rest: Any) -> ProposalCard:  # fmt: skip
    counts = Told(told["new"], told["gone"], told["same"], told["refused"], tuple(told["cells"]))
    return ProposalCard(proposal_id, Change(kind, table, **what), counts, *rest)
