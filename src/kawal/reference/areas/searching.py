"""The one statement that finds areas by name, forgiving about spelling."""

from collections.abc import Sequence
from typing import Any

from django.db import connection

from kawal.reference import knowledge
from kawal.reference.areas.models import Area
from kawal.reference.areas.query import Query, codes_around, split_kind
from kawal.reference.areas.slips import Named, like
from kawal.reference.search_text import folded

# Tiers: 0 the kind and name said, 1 the name, 2 its beginning, 3 a word in it, 4 one that looks like it.
_FOUND = """
select code, tier from (
    select code, level, name_sort, valid_to,
        case when name_sort = %(name)s and kind = %(kind)s then 0
             when name_sort = %(whole)s or name_sort = %(name)s and %(kind)s = '' then 1
             when name_sort like %(start)s then 2
             when name_sort like %(word)s then 3
             else 4 end as tier,
        greatest(similarity(name_sort, %(whole)s), similarity(name_sort, %(name)s)) as likeness
    from area
    where (name_sort in (%(whole)s, %(name)s) or name_sort like %(start)s
           or %(long)s and (name_sort like %(word)s or name_sort %% %(name)s))
        and (%(level)s::int is null or level = %(level)s)
        and code like any(%(inside)s)
        and (%(former)s or valid_to is null)
        and (%(kind)s = '' or kind = %(kind)s or name_sort like %(whole_start)s)
) as candidate
order by tier, case when tier = 4 then -likeness else 0 end, level, (valid_to is not null),
    (code like '99%%'), name_sort, code
limit %(limit)s
"""
_NAMED = 1  # at most this tier: what was typed is a name as it stands
_SURE = 2  # at most this tier: what was typed is the beginning of the name
_LOOKS_ALIKE = 4
_WORTH_GUESSING = 3  # letters


def codes_named(
    query: Query, *, level: int | None, inside: str, limit: int, include_former: bool
) -> list[str]:
    """Codes that a query may mean, best first."""
    uppers = _uppers()
    around = codes_around(query.within, uppers) if query.within else None
    prefixes = _both(around, inside)
    found = _find(query, prefixes, level, limit, include_former)
    if around is None and not any(tier <= _SURE for _, tier in found):
        found = _split(query, uppers, inside, level, limit, include_former) or found
    if len(query.name) >= _WORTH_GUESSING:
        found = _with_guesses(found, query, prefixes, level)
    return [code for code, _ in found[:limit]]


def _with_guesses(
    found: list[tuple[str, int]], query: Query, prefixes: Sequence[str], level: int | None
) -> list[tuple[str, int]]:
    """Put capitals and names one slip away before what only looks alike."""
    is_named = any(tier <= _NAMED for _, tier in found)
    guesses = [
        (code, tier)
        for code, tier in like(query.whole, query.name, query.kind, _uppers(), slips=not is_named)
        if level in (None, code.count(".") + 1) and any(code.startswith(prefix) for prefix in prefixes)
    ]
    tiers: dict[str, int] = {}
    for code, tier in found + guesses:
        tiers[code] = min(tier, tiers.get(code, tier))
    # A stable sort: within a tier the statement's own order stands, wider areas first.
    return sorted(tiers.items(), key=lambda it: (it[1], it[0].count(".") if it[1] < _LOOKS_ALIKE else 0))


def _split(
    query: Query, uppers: Sequence[Named], inside: str, level: int | None, limit: int, include_former: bool
) -> list[tuple[str, int]]:
    """Read ``sidomulyo sragen`` as a name and the area around it, where that gives a sure answer."""
    words = query.whole.split()
    for cut in range(len(words) - 1, 0, -1):
        around = codes_around([" ".join(words[cut:])], uppers)
        if not around:
            continue
        name = " ".join(words[:cut])
        kind, bare = split_kind(name)
        shorter = query._replace(whole=name, kind=kind, name=bare)
        found = _find(shorter, _both(around, inside), level, limit, include_former)
        if any(tier <= _SURE for _, tier in found):
            return found
    return []


def _find(
    query: Query, prefixes: Sequence[str], level: int | None, limit: int, include_former: bool
) -> list[tuple[str, int]]:
    safe, whole = _literal(query.name), _literal(query.whole)
    values: dict[str, Any] = {
        "name": query.name,
        "whole": query.whole,
        "kind": query.kind,
        "start": f"{safe}%",
        "whole_start": f"{whole}%",
        "word": f"% {safe}%",
        "long": len(query.name) >= 3,
        "level": level,
        "inside": [f"{prefix}%" for prefix in prefixes],
        "former": include_former,
        "limit": limit,
    }
    with connection.cursor() as cursor:
        cursor.execute(_FOUND, values)
        return [(code, tier) for code, tier in cursor.fetchall()]


def _literal(text: str) -> str:
    """Without what LIKE would read as a pattern."""
    return text.replace("\\", "").replace("%", "").replace("_", "")


def _both(around: Sequence[str] | None, inside: str) -> list[str]:
    if around is None:
        return [inside]
    return [code for code in around if code.startswith(inside)] or [inside]


def _uppers() -> tuple[Named, ...]:
    """Standing areas down to districts, the wider ones first."""
    return knowledge.kept("uppers by name", lambda using: _read_uppers())


def _read_uppers() -> tuple[Named, ...]:
    areas = (it for it in knowledge.upper_areas().values() if it.valid_to is None)
    return tuple(_named(it) for it in sorted(areas, key=lambda it: (it.level, it.code)))


def _named(area: Area) -> Named:
    """A province is not found by its capital: that is a regency or city of its own."""
    capital = folded(area.capital) if area.level > 1 else ""
    return Named(area.code, area.kind, area.name_sort, area.name_sort.replace(" ", ""), capital)
