"""Load every list in one transaction: temporary table, COPY, upsert, close what the list no longer has.

A table whose files and loader have not changed since the last load is left alone,
so a second load does nothing.
"""

import hashlib
import inspect
from collections.abc import Callable, Iterator
from datetime import date, datetime
from itertools import count
from typing import Any, NamedTuple, TypeAlias

from django.db import connections, transaction

from kawal.foundation.moments import day_of
from kawal.reference import knowledge
from kawal.reference.context import store
from kawal.reference.loading import agencies, sources
from kawal.reference.loading.sources import Row, content_of
from kawal.reference.models import (
    Agency,
    Area,
    Code,
    Company,
    Corridor,
    Country,
    LegalLimit,
    Post,
    ReferenceLoad,
)

Progress: TypeAlias = Callable[[str, int], None]


class Loaded(NamedTuple):
    """What became of one table: rows in its list, and whether the list had changed."""

    table: str
    rows: int
    changed: bool


class ReferenceDamaged(Exception):
    """The committed lists contradict each other; nothing was loaded."""


class _List(NamedTuple):
    model: Any
    rows: Callable[[], Iterator[Row]]
    files: tuple[str, ...]


LISTS = (
    _List(Area, sources.areas, ("areas.csv.gz", "fictional/areas.csv")),
    _List(Country, sources.countries, ("countries.csv",)),
    _List(Post, sources.posts, ("posts.csv", "fictional/posts.csv")),
    _List(Corridor, sources.corridors, ("corridors.csv",)),
    _List(Agency, agencies.agencies, ("agencies.csv", "fictional/agencies.csv", "areas.csv.gz")),
    _List(Company, sources.companies, ("fictional/companies.csv",)),
    _List(Code, sources.codes, ("codes.csv",)),
    _List(LegalLimit, sources.limits, ("limits.csv",)),
)


def load_all(*, now: datetime, using: str = "owner", progress: Progress | None = None) -> list[Loaded]:
    """Bring all tables up to the committed lists. Idempotent: two seconds the first time, none the next.

    :raises ReferenceDamaged: an area without its parent. Nothing is changed then.
    """
    with transaction.atomic(using=using), connections[using].cursor() as cursor:
        loaded = [_load(cursor, it, now, progress, using) for it in LISTS]
        _refuse_orphans(cursor)
        loaded += [Loaded(*it) for it in store.load_lists(now=now, using=using)]
    knowledge.forget()
    return loaded


def _load(cursor: Any, it: _List, now: datetime, progress: Progress | None, using: str) -> Loaded:
    table = it.model._meta.db_table
    digest = _digest(it)
    standing = ReferenceLoad.objects.using(using).filter(table=table).first()
    if standing and standing.digest == digest:
        return Loaded(table, standing.rows, changed=False)
    if progress:
        progress(table, 0)
    rows = _copy(cursor, it)
    _upsert(cursor, it)
    _close(cursor, it, day_of(now))
    ReferenceLoad.objects.using(using).update_or_create(
        table=table, defaults={"digest": digest, "rows": rows, "loaded_at": now}
    )
    if progress:
        progress(table, rows)
    return Loaded(table, rows, changed=True)


def _digest(it: _List) -> str:
    """Of the data and of the code that reads them: either may change what a row is."""
    made = hashlib.blake2b(digest_size=32)
    for name in it.files:
        made.update(content_of(name))
    for module in (sources, agencies):
        made.update(inspect.getsource(module).encode())
    return made.hexdigest()


def _columns(it: _List) -> list[str]:
    """In the order of the rows: the model's own fields, then the dated ones it inherits."""
    inherited = ("search_text", "valid_from", "valid_to", "origin")
    names = [field.column for field in it.model._meta.concrete_fields]
    return [n for n in names if n not in inherited] + [n for n in inherited if n in names]


def _copy(cursor: Any, it: _List) -> int:
    table = it.model._meta.db_table
    cursor.execute(f'create temporary table fresh_{table} (like "{table}" including defaults) on commit drop')
    columns = ", ".join(f'"{name}"' for name in _columns(it))
    counted = count()
    with cursor.copy(f"copy fresh_{table} ({columns}) from stdin") as copy:
        for row in it.rows():
            copy.write_row(row)
            next(counted)
    cursor.execute(f"analyze fresh_{table}")
    return next(counted)


def _upsert(cursor: Any, it: _List) -> None:
    """Write only what is new or different. A row added here by hand is never overwritten."""
    table, key = it.model._meta.db_table, it.model._meta.pk.column
    names = _columns(it)
    columns = ", ".join(f'"{name}"' for name in names)
    new = ", ".join(f'excluded."{name}"' for name in names)
    old = ", ".join(f'standing."{name}"' for name in names)
    cursor.execute(
        f'insert into "{table}" as standing ({columns}) select {columns} from fresh_{table} '
        f'on conflict ("{key}") do update set ({columns}) = row({new}) '
        f"where standing.origin <> 'local' and ({old}) is distinct from ({new})"
    )


def _close(cursor: Any, it: _List, today: date) -> None:
    """What the list no longer has ends today; it is never deleted, because facts may name it."""
    table, key = it.model._meta.db_table, it.model._meta.pk.column
    cursor.execute(
        f'update "{table}" set valid_to = greatest(%s, valid_from + 1) '
        "where origin <> 'local' and valid_to is null "
        f'and not exists (select from fresh_{table} as fresh where fresh."{key}" = "{table}"."{key}")',
        [today],
    )


def _refuse_orphans(cursor: Any) -> None:
    cursor.execute(
        "select a.code from area a where a.parent_code <> '' "
        "and not exists (select from area p where p.code = a.parent_code) limit 1"
    )
    if orphan := cursor.fetchone():
        raise ReferenceDamaged(f"area {orphan[0]} has no parent")
