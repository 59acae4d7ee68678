"""Finding rows of the smaller tables by code or by any of the words people use for them, misspelt or not."""

from typing import Any, TypeVar

from django.db import connection, models
from django.db.models import Q

from kawal.reference.search_text import folded

M = TypeVar("M", bound=models.Model)

_CLOSEST = """
select {key},
    case when lower(code) = %(code)s then 0 when search_text like all(%(words)s) then 1 else 2 end as tier
from {table}
where (lower(code) = %(code)s or search_text like all(%(words)s) or %(text)s <%% search_text)
    and (%(former)s or valid_to is null)
order by tier, word_similarity(%(text)s, search_text) desc, length(search_text), {key}
limit %(most)s
"""
_MOST = 200


def closest(
    model: type[M], q: str, *, limit: int, only: Q | None = None, include_former: bool = False
) -> list[M]:
    """Rows that a text may mean, best first: the code, all its words, one that looks like it. Two queries."""
    text = folded(q)
    if not text:
        return []
    key, table = model._meta.pk.column, model._meta.db_table
    values: dict[str, Any] = {
        "code": q.strip().lower(),
        "text": text,
        "words": [f"%{word.replace('%', '')}%" for word in text.split()],
        "former": include_former,
        "most": _MOST if only else limit,
    }
    with connection.cursor() as cursor:
        cursor.execute(_CLOSEST.format(key=key, table=table), values)
        keys = [row[0] for row in cursor.fetchall()]
    found: dict[Any, M] = model._default_manager.filter(only or Q()).in_bulk(keys)
    return [found[it] for it in keys if it in found][:limit]
