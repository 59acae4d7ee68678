"""Facts of a person in the order they happened, each with what became of it, as far as the reader may see them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.db.models import Q

from kawal.access import asking
from kawal.access.asking import Question
from kawal.access.scope import NotVisible, Power, Scope
from kawal.facts.contract.kinds import KINDS, WITHDRAWN
from kawal.facts.ledger.models import Fact, FactKey, Source
from kawal.situation.paging import Page, cursor_of, parts_of
from kawal.situation.people.cards import FactCard
from kawal.situation.people.viewing import look, masked

# A card in the order of its fields. Of what ended a fact, a withdrawal is the stronger, then the latest.
CARD = """f.seq, o.code, f.fact_id, f.kind, f.occurred_at, f.day_only, f.occurred_text, f.recorded_at, f.sent_at, f.basis, f.place, f.data,
  f.more, f.corrects, f.claim_id, coalesce(c.subject, '{}') as subject, coalesce(e.state, 'active') as state, e.recorded_at as ended_at,
  e.fact_id as ended_by, coalesce(e.reason, '') as end_reason"""
AROUND = """join source o using (source_id) left join claim c on c.claim_id = f.claim_id left join lateral (
  select case when x.withdraws then 'withdrawn' else 'replaced' end as state, e.recorded_at, e.fact_id, e.data->>'reason' as reason
  from fact_correction x left join fact e on e.seq = x.seq where x.source_id = f.source_id and x.corrects = f.fact_id
  order by x.withdraws desc, x.seq desc limit 1) e on true"""
HERS = """with who as materialized (select person_of(%(id)s) as person_id),
hers as (
  select s.claim_id, coalesce(p.kawal_id, (select i.kawal_id from kawal_ids_of(array[s.person_id]) i)) as kawal_id
  from who join standing s using (person_id) left join person p on p.person_id = s.person_id and {p seen}
  where p.person_id is not null or s.source_key = any(%(keys)s::text[]))"""


def _timeline(after: str, order: str) -> Question:
    return Question(f"""{HERS}
 select {CARD}, f.kawal_id from (
  select h.kawal_id, f.* from hers h join fact f on f.claim_id = h.claim_id where f.kind = any(%(kinds)s::text[])
   and (%(at)s::timestamptz is null or (f.occurred_at, f.seq) {after} (%(at)s::timestamptz, %(seq)s::bigint))
  order by f.occurred_at {order}, f.seq {order} limit %(most)s) f {AROUND}
 order by f.occurred_at {order}, f.seq {order}""")


OLDEST, NEWEST = _timeline(">", "asc"), _timeline("<", "desc")
COUNTED = Question(f"""{HERS}
 select f.kind, count(*) as facts from hers h join fact f on f.claim_id = h.claim_id where f.kind = any(%(kinds)s::text[]) group by 1""")
# Of facts that the guard has let through, in the order given.
TOLD = f"""select {CARD}, (select i.kawal_id from standing s, kawal_ids_of(array[s.person_id]) i where s.claim_id = f.claim_id) as kawal_id
 from unnest(%(seqs)s::bigint[]) with ordinality w(seq, n) join fact f using (seq) {AROUND} order by w.n"""


def list_facts(
    *,
    scope: Scope,
    kawal_id: str,
    limit: int = 50,
    cursor: str | None = None,
    newest_first: bool = False,
    category: str = "",
) -> Page[FactCard]:
    """The timeline; withdrawals are not lines of their own but mark what they withdrew.

    :raises NotAllowed: no power to read people. :raises NotVisible: unknown, or nothing of hers is the reader's.
    """
    scope.require(Power.READ_PERSON)
    at, seq = parts_of(cursor, datetime, int) or (None, None)
    found = (NEWEST if newest_first else OLDEST).ask(
        scope, id=kawal_id, kinds=_kinds(scope, category), at=at, seq=seq, most=limit + 1
    )
    if not found:
        look(scope, kawal_id)  # nothing to see of her, or nobody to see
    last = found[limit - 1] if len(found) > limit else None
    following = cursor_of(last.occurred_at.isoformat(), last.seq) if last else None
    return Page([_card(scope, row) for row in found[:limit]], following)


def count_categories(*, scope: Scope, kawal_id: str) -> dict[str, int]:
    """How many facts of each category the reader may see."""
    scope.require(Power.READ_PERSON)
    counted: dict[str, int] = {}
    for row in COUNTED.ask(scope, id=kawal_id, kinds=_kinds(scope)):
        category = KINDS[row.kind].category
        counted[category] = counted.get(category, 0) + row.facts
    return counted


def get_fact(*, scope: Scope, source: str, id: str) -> FactCard:
    """One fact by its own name.

    :raises NotAllowed: no power to read people. :raises NotVisible: unknown, out of scope, or of a category not seen.
    """
    scope.require(Power.READ_PERSON)
    source_id = Source.objects.filter(code=source).values_list("source_id", flat=True).first()
    key = FactKey.objects.visible_to(scope).filter(source_id=source_id, fact_id=id).first()
    row = key and Fact.objects.visible_to(scope).filter(seq=key.seq, recorded_at=key.recorded_at).first()
    if not row or not _may_see(scope, row, source):
        raise NotVisible("fact")
    [card] = _cards(scope, [row])
    return card


def list_reported(*, scope: Scope, since: datetime, made_as: str = "", limit: int = 50) -> list[FactCard]:
    """What the own agency recorded since a moment, the latest first; ``made_as`` is how the ids begin.

    :raises NotAllowed: no power to read people.
    """
    scope.require(Power.READ_PERSON)
    source_id = Source.objects.filter(code=scope.agency).values_list("source_id", flat=True).first()
    rows = Fact.objects.visible_to(scope).filter(source_id=source_id, recorded_at__gte=since)
    rows = rows.exclude(kind=WITHDRAWN).filter(fact_id__startswith=made_as).order_by("-seq")
    return _cards(scope, list(rows[:limit]))


def list_cited(*, scope: Scope, cited: Iterable[Mapping[str, str]]) -> list[FactCard]:
    """The facts that a picture names by source and id, as far as the reader may see them. A fixed number of queries.

    :raises NotAllowed: no power to read people.
    """
    scope.require(Power.READ_PERSON)
    wanted = {(it["source"], it["id"]) for it in cited}
    sources = dict(
        Source.objects.filter(code__in={source for source, _id in wanted}).values_list("code", "source_id")
    )
    ids = [(sources[source], id_) for source, id_ in wanted if source in sources]
    named = Q(pk__in=())
    for source_id, fact_id in ids:
        named |= Q(source_id=source_id, fact_id=fact_id)
    keys = (
        dict(FactKey.objects.visible_to(scope).filter(named).values_list("seq", "recorded_at")) if ids else {}
    )
    rows = Fact.objects.visible_to(scope).filter(seq__in=keys, recorded_at__in=set(keys.values()))
    codes = {source_id: code for code, source_id in sources.items()}
    return _cards(scope, [row for row in rows if _may_see(scope, row, codes[row.source_id])])


def _may_see(scope: Scope, row: Fact, source: str) -> bool:
    return f"a:{source}" in scope.keys or row.kind == WITHDRAWN or scope.sees(KINDS[row.kind].category)


def _kinds(scope: Scope, category: str = "") -> list[str]:
    return [
        name
        for name, kind in KINDS.items()
        if name != WITHDRAWN and (not category or kind.category == category) and scope.sees(kind.category)
    ]


def _cards(scope: Scope, rows: Sequence[Fact]) -> list[FactCard]:
    """Cards of facts the scope was given."""
    if not rows:
        return []
    return [_card(scope, row) for row in asking.rows(TOLD, {"seqs": [row.seq for row in rows]})]


def _card(scope: Scope, row: Any) -> FactCard:
    """What was said of who it is stays whole for the agency that said it, masked for others."""
    card = FactCard(*row)
    return card if f"a:{card.source}" in scope.keys else replace(card, subject=masked(card.subject, scope))
