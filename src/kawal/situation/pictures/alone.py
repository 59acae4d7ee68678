"""The picture that one agency's own facts give, for readers to whom the person is otherwise out of scope.

It is drawn when asked and kept nowhere, so nothing of it can hint at what others reported.
"""

from datetime import datetime

import orjson

from kawal.access.scope import Category, Scope
from kawal.facts.ledger.models import Fact, FactCorrection, Source
from kawal.facts.people.models import Standing
from kawal.situation.picture import PictureFact
from kawal.situation.pictures import tables
from kawal.situation.pictures.about import About
from kawal.situation.pictures.cards import PictureCard, card
from kawal.situation.pictures.columns import COLUMNS, JSON_COLUMNS


def picture(*, scope: Scope, person_id: int, kawal_id: str, who: About, now: datetime) -> PictureCard:
    """Drawn from the claims whose source is the scope's own agency."""
    claims = Standing.objects.visible_to(scope).filter(person_id=person_id, source_key__in=list(scope.keys))
    facts = _standing_facts(scope, list(claims.values_list("claim_id", flat=True)))
    known = tables.standing_on(now)
    row = tables.row_of(facts, who, known, {}, now)
    as_stored = orjson.loads(orjson.dumps({name: row[name] for name in JSON_COLUMNS}))
    values = {**{name: row[name] for name in COLUMNS}, **as_stored}
    return card(person_id, kawal_id, who.name, values, protected=scope.sees(Category.PROTECTION))


def _standing_facts(scope: Scope, claims: list[int]) -> list[PictureFact]:
    rows = list(Fact.objects.visible_to(scope).filter(claim_id__in=claims).exclude(kind="withdrawn"))
    sources = dict(Source.objects.values_list("source_id", "code"))
    ended = set(
        FactCorrection.objects.visible_to(scope)
        .filter(source_id__in={row.source_id for row in rows}, corrects__in=[row.fact_id for row in rows])
        .values_list("source_id", "corrects")
    )
    return [
        PictureFact(
            row.kind, row.occurred_at, row.day_only, sources[row.source_id], row.fact_id, row.place, row.data,
            row.basis, row.recorded_at,
        )
        for row in rows
        if (row.source_id, row.fact_id) not in ended
    ]  # fmt: skip
