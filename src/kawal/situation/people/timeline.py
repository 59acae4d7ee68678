"""Facts of a person in the order they happened, each with what became of it, as far as the reader may see them."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db.models import Q

from kawal.access.guard import Proven, Rows
from kawal.access.scope import NotVisible, Power, Scope
from kawal.facts.contract.kinds import KINDS, WITHDRAWN
from kawal.facts.ledger.models import Fact, FactCorrection, FactKey, Source
from kawal.facts.people.models import Claim, Standing
from kawal.situation.paging import Page, cursor_of, parts_of
from kawal.situation.people.cards import FactCard
from kawal.situation.people.searching import ids_of
from kawal.situation.people.viewing import Seen, look, masked


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
    seen = look(scope, kawal_id)
    rows = _rows(scope, seen, category)
    rows = rows.order_by("-occurred_at", "-seq") if newest_first else rows.order_by("occurred_at", "seq")
    after = parts_of(cursor, datetime, int)
    if after:
        at, seq = after
        sign = "lt" if newest_first else "gt"
        rows = rows.filter(Q(**{f"occurred_at__{sign}": at}) | Q(occurred_at=at, **{f"seq__{sign}": seq}))
    found = list(rows[: limit + 1])
    last = found[limit - 1] if len(found) > limit else None
    following = cursor_of(last.occurred_at.isoformat(), last.seq) if last else None
    return Page(_cards(scope, found[:limit], seen), following)


def count_categories(*, scope: Scope, kawal_id: str) -> dict[str, int]:
    """How many facts of each category the reader may see."""
    scope.require(Power.READ_PERSON)
    counted: dict[str, int] = {}
    for kind in _rows(scope, look(scope, kawal_id), "").values_list("kind", flat=True):
        category = KINDS[kind].category
        counted[category] = counted.get(category, 0) + 1
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


def _rows(scope: Scope, seen: Seen, category: str) -> Rows:
    kinds = [
        name
        for name, kind in KINDS.items()
        if name != WITHDRAWN and (not category or kind.category == category)
        and (scope.sees(kind.category))
    ]  # fmt: skip
    return Fact.objects.on(seen.proven).filter(kind__in=kinds)


def _cards(scope: Scope, rows: Sequence[Fact], seen: Seen | None = None) -> list[FactCard]:
    """Cards of facts the scope was given. ``seen`` is the person they are all about, where that is known."""
    if not rows:
        return []
    sources = dict(Source.objects.values_list("source_id", "code"))
    shown = Proven(frozenset(row.claim_id for row in rows if row.claim_id))
    claims = {claim.claim_id: claim for claim in Claim.objects.on(shown)}
    people = dict.fromkeys(shown.claims, seen.kawal_id) if seen else _people(shown)
    ends = _ends(rows)
    return [
        FactCard(
            seq=row.seq,
            source=sources[row.source_id],
            id=row.fact_id,
            kind=row.kind,
            at=row.occurred_at,
            day_only=row.day_only,
            occurred_text=row.occurred_text,
            recorded_at=row.recorded_at,
            sent_at=row.sent_at,
            basis=row.basis,
            place=row.place,
            data=row.data,
            more=row.more,
            corrects=row.corrects,
            claim_id=row.claim_id,
            subject=_subject(claims.get(row.claim_id or 0), sources[row.source_id], scope),
            kawal_id=people.get(row.claim_id or 0),
            **ends.get((row.source_id, row.fact_id), {}),
        )
        for row in rows
    ]


def _subject(claim: Claim | None, source: str, scope: Scope) -> dict[str, Any]:
    """Whole for the agency that said it, masked for others."""
    if claim is None:
        return {}
    return dict(claim.subject) if f"a:{source}" in scope.keys else masked(claim.subject, scope)


def _people(shown: Proven) -> dict[int, str]:
    owner = dict(Standing.objects.on(shown).values_list("claim_id", "person_id"))
    ids = ids_of(sorted({person for person in owner.values() if person}))
    return {claim: ids[person] for claim, person in owner.items() if person in ids}


def _ends(rows: Sequence[Fact]) -> dict[tuple[int, str], dict[str, Any]]:
    """By (source, id): what replaced or withdrew it. A withdrawal is the stronger of the two."""
    wanted = Q(pk__in=())
    by_source: dict[int, list[str]] = {}
    for row in rows:
        by_source.setdefault(row.source_id, []).append(row.fact_id)
    for source_id, ids in by_source.items():
        wanted |= Q(source_id=source_id, corrects__in=ids)
    corrections = list(FactCorrection.unscoped.filter(wanted))  # unscoped: of facts the scope was given
    if not corrections:
        return {}
    seqs = [it.seq for it in corrections]
    ending = Fact.unscoped.filter(seq__in=seqs)  # unscoped: what ended facts the scope was given
    enders = {it.seq: it for it in ending}
    ends: dict[tuple[int, str], dict[str, Any]] = {}
    for it in sorted(corrections, key=lambda c: (c.withdraws, c.seq)):
        ender = enders.get(it.seq)
        ends[it.source_id, it.corrects] = {
            "state": "withdrawn" if it.withdraws else "replaced",
            "ended_at": ender.recorded_at if ender else None,
            "ended_by": ender.fact_id if ender else None,
            "end_reason": str(ender.data.get("reason") or "") if ender else "",
        }
    return ends
