"""A change of one dated table: carried out by the services that write it, and foreseen by carrying it out and taking it back."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any, Literal, assert_never

from django.db import transaction

from kawal.access.scope import NotVisible, Power, Scope
from kawal.reference.context import selectors
from kawal.reference.context.selectors import RowCard
from kawal.reference.context.store import STORED
from kawal.situation.context import services
from kawal.situation.context.services import Given

Kind = Literal["added", "changed", "ended", "withdrawn", "imported"]


@dataclass(frozen=True, slots=True)
class Change:
    """:ivar row_id: the row that is changed, ended or withdrawn.
    :ivar said: cells and days by name; of an end its day under ``on``.
    :ivar file: its name, with ``content``, where a table is given whole.
    """

    kind: Kind
    table: str
    row_id: int = 0
    said: Mapping[str, str] = field(default_factory=dict)
    file: str = ""
    content: str = ""

    @property
    def what(self) -> dict[str, Any]:
        return {"row_id": self.row_id, "said": dict(self.said), "file": self.file, "content": self.content}

    @property
    def digest(self) -> str:
        text = json.dumps([self.kind, self.table, self.what], sort_keys=True)
        return hashlib.blake2b(text.encode(), digest_size=16).hexdigest()


@dataclass(frozen=True, slots=True)
class Effect:
    """Rows that come and rows that go; ``given`` counts those of a file."""

    new: tuple[RowCard, ...]
    gone: tuple[RowCard, ...]
    given: Given | None


def foresee(*, scope: Scope, change: Change, now: datetime) -> Effect:
    """What the change would do to what stands now. Nothing is written.

    :raises: as `carry_out`.
    """
    if change.table not in STORED:
        raise NotVisible(change.table)
    before = {it.row_id: it for it in selectors.list_rows(table=change.table)}
    with transaction.atomic():
        given = carry_out(scope=scope, change=change, author="", now=now)
        after = {it.row_id: it for it in selectors.list_rows(table=change.table)}
        transaction.set_rollback(True)
    new = tuple(it for row_id, it in after.items() if row_id not in before)
    return Effect(new, tuple(it for row_id, it in before.items() if row_id not in after), given)


def carry_out(*, scope: Scope, change: Change, author: str, now: datetime) -> Given | None:
    """Whoever calls has asked for the power to agree; ``author`` proposed it.

    :raises RowRefused: the row does not fit what stands now. :raises NotVisible: the row stands no more.
    :raises Unreadable: nothing of the file can be taken.
    """
    does = replace(scope, powers=scope.powers | {Power.EDIT_TABLES})
    match change.kind:
        case "added":
            services.add_row(scope=does, table=change.table, said=change.said, now=now, author=author)
        case "changed":
            services.change_row(
                scope=does, table=change.table, row_id=change.row_id, said=change.said, now=now, author=author
            )
        case "ended":
            on = date.fromisoformat(change.said["on"])
            services.end_row(
                scope=does, table=change.table, row_id=change.row_id, on=on, now=now, author=author
            )
        case "withdrawn":
            services.withdraw_row(
                scope=does, table=change.table, row_id=change.row_id, now=now, author=author
            )
        case "imported":
            content = change.content.encode()
            return services.import_table(
                scope=does, table=change.table, content=content, file=change.file, now=now, author=author
            )
        case _:
            assert_never(change.kind)
    return None
