"""Drawing pictures and writing them down, with the keys that follow from them. The engine's work.

The people are locked before their facts are read: of two writers about one person the second sees the first's facts.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

import orjson

from kawal.access.scope import Power, Scope
from kawal.facts.ledger import bulk
from kawal.reference.context.tables import Context
from kawal.situation.picture import PictureFact
from kawal.situation.picture.shapes import Ref
from kawal.situation.pictures import columns, tables
from kawal.situation.pictures.about import ClaimLine, about, keys_of, village_key_ends
from kawal.situation.signals.tracing import trace

DRAWN = bulk.Relation("drawn", columns.CARRIED)
LOCK = """select person_id from person where person_id = any(array(select unnest(%s::bigint[]) union
 select person_id from standing where claim_id = any(%s))) order by person_id for update"""
# With the keys that were granted: whose cases, alerts in hand and referrals hang on the person.
CLAIMS = """select s.person_id, s.claim_id, g.keys, g.until, (m.columns || m.wide)::text, (m.behind || m.wide_behind)::text,
 s.name, s.birth, c.subject->>'sex', s.area, s.held from standing s join claim c on c.claim_id = s.claim_id
 left join measured m on m.person_id = s.person_id
 cross join lateral (select array_agg(key) as keys, min(until) as until from key_grant
  where person_id = s.person_id and (until is null or until > %s)) g where s.person_id = any(%s)"""
FACTS = """select f.claim_id, f.kind, f.occurred_at, f.day_only, o.code, f.fact_id, f.place::text, f.data::text, f.basis, f.recorded_at
 from fact f join source o on o.source_id = f.source_id where f.claim_id = any(%s) and f.kind <> 'withdrawn'
 and not exists (select from fact_correction x where x.source_id = f.source_id and x.corrects = f.fact_id)"""
DUE = "select person_id from picture where next_due_at <= %s order by next_due_at, person_id limit %s"
DROP = "delete from picture where person_id = any(%s)"
DROP_SIGNALS = "delete from signal where person_id = any(%s)"
DRAWN_AT = "select person_id, drawn_at from picture where person_id = any(%s)"
EVERYBODY = (
    "select person_id from person where person_id > %s and survivor is null order by person_id limit %s"
)
# An upsert, not "do nothing": it waits for a drawing that is just taking the row away, and then sets it again.
MARK = """insert into picture_due (claim_id) select unnest(%s::bigint[]) on conflict (claim_id)
 do update set claim_id = excluded.claim_id"""
MARKED = """select distinct s.person_id from picture_due d join standing s on s.claim_id = d.claim_id
 where s.person_id is not null order by s.person_id limit %s"""
UNMARK = "delete from picture_due d using standing s where s.claim_id = d.claim_id and s.person_id = any(%s)"
GRANT = """insert into key_grant (person_id, key, cause, since) values (%s, %s, %s, %s)
 on conflict (person_id, key, cause) do update set until = null"""
END_GRANTS = "update key_grant set until = %s where cause = %s and until is null returning person_id"
MOVE_GRANTS = """update key_grant g set person_id = %s where g.cause = any(%s)
 and not exists (select from key_grant h where (h.person_id, h.key, h.cause) = (%s, g.key, g.cause))"""


Granted = tuple[Sequence[str], datetime | None]  # keys, and when the first of them ends
Measured = tuple[
    str | None, str | None
]  # columns that many people together tell, and the facts behind them, as JSON


@dataclass(frozen=True, slots=True)
class Drawn:
    """One person as drawn.

    :ivar row: every column of the tables of pictures and signals, as rules read them.
    :ivar claim_id: the oldest claim.
    :ivar behind: asked for the facts behind each signal, which are looked for only where a rule fires.
    """

    person_id: int
    claim_id: int
    keys: tuple[str, ...]
    row: Mapping[str, Any]
    name: str = ""
    behind: Callable[[], Mapping[str, Sequence[Ref]]] = dict


def draw_people(
    *, scope: Scope, people: Iterable[int], now: datetime, claims: Iterable[int] = ()
) -> list[Drawn]:
    """Draw these people, and those of these claims, again and write what changed.

    Who has no claim any more has no picture either.

    :raises NotAllowed: only the engine draws: it must read every fact of a person.
    """
    scope.require(Power.NATION)
    wanted = [person for (person,) in bulk.run(LOCK, (list(people), list(claims)))]
    drawn = _drawn(wanted, now)
    gone = set(wanted) - {it.person_id for it in drawn}
    if gone:
        bulk.run(DROP, (sorted(gone),))
        bulk.run(DROP_SIGNALS, (sorted(gone),))
    if drawn:
        bulk.write((columns.WRITE, columns.WRITE_SIGNALS, columns.WRITE_PEOPLE), _carried(drawn, now))
    return drawn


def see_people(*, scope: Scope, people: Sequence[int], now: datetime) -> list[Drawn]:
    """These people as they would be drawn; writes nothing.

    :raises NotAllowed: as :func:`draw_people`.
    """
    scope.require(Power.NATION)
    return _drawn(sorted(people), now)


def count_differing(*, scope: Scope, people: Sequence[int], now: datetime) -> int:
    """How many of these people stand otherwise than they would be drawn; writes nothing that stays.

    Where only time has passed since a picture was drawn, it is right as of then, and waits to be woken.
    """
    scope.require(Power.NATION)
    differing = _differing(people, now)
    drawn_at = dict(bulk.run(DRAWN_AT, (differing,)))
    return sum(person not in drawn_at or bool(_differing([person], drawn_at[person])) for person in differing)


def list_due(*, scope: Scope, now: datetime, most: int) -> list[int]:
    """People whom time alone may have changed, the longest waiting first."""
    scope.require(Power.NATION)
    return [person for (person,) in bulk.run(DUE, (now, most))]


def mark_due(*, scope: Scope, claims: Iterable[int]) -> None:
    """Leave the people of these claims for a later drawing: imports draw at the end, once a person."""
    scope.require(Power.REPORT)
    bulk.run(MARK, (sorted(claims),))


def list_marked(*, scope: Scope, most: int) -> list[int]:
    """People left for later, by number."""
    scope.require(Power.NATION)
    return [person for (person,) in bulk.run(MARKED, (most,))]


def draw_marked(*, scope: Scope, people: Sequence[int], now: datetime) -> list[Drawn]:
    """Draw people left for later. The marks go first, so that a fact arriving meanwhile marks them again."""
    scope.require(Power.NATION)
    bulk.run(UNMARK, (list(people),))
    return draw_people(scope=scope, people=people, now=now)


def list_everybody(*, scope: Scope, after: int, most: int) -> list[int]:
    """Ids of all standing people, a page at a time."""
    scope.require(Power.NATION)
    return [person for (person,) in bulk.run(EVERYBODY, (after, most))]


def grant_key(*, scope: Scope, person_id: int, key: str, cause: str, now: datetime) -> None:
    """Let a unit see a person while ``cause`` lasts; the caller has the person drawn again."""
    scope.require(Power.NATION)
    bulk.run(GRANT, (person_id, key, cause, now))


def end_grants(*, scope: Scope, cause: str, now: datetime) -> list[int]:
    """End every grant of a cause; the people to draw again."""
    scope.require(Power.NATION)
    return [person for (person,) in bulk.run(END_GRANTS, (now, cause))]


def move_grants(*, scope: Scope, causes: Sequence[str], person_id: int) -> None:
    """Grants follow their alert or case to the person its claim belongs to now."""
    scope.require(Power.NATION)
    bulk.run(MOVE_GRANTS, (person_id, list(causes), person_id))


def _differing(people: Sequence[int], now: datetime) -> list[int]:
    bulk.run(LOCK, (list(people), []))
    drawn = _carried(_drawn(sorted(people), now), now)
    return [person for (person,) in bulk.read(columns.DIFFERING, (list(people),), drawn)]


def _drawn(people: Sequence[int], now: datetime) -> list[Drawn]:
    if not people:
        return []
    claims = bulk.run(CLAIMS, (now, people))
    owner = {claim: person for person, claim, *_ in claims}
    facts = _facts_by_person(owner)
    lines, oldest = defaultdict[int, list[ClaimLine]](list), dict[int, int]()
    grants, measured = dict[int, Granted](), dict[int, Measured]()
    for person, claim, keys, until, told, behind, *line in claims:
        lines[person].append(ClaimLine(*line))
        oldest[person] = min(claim, oldest.get(person, claim))
        grants[person] = (keys or (), until)
        measured[person] = (told, behind)
    known = tables.standing_on(now)
    return [
        _one(
            person,
            oldest[person],
            facts.get(person, ()),
            lines[person],
            grants[person],
            measured[person],
            known,
            now,
        )
        for person in people
        if person in oldest
    ]


def _facts_by_person(owner: Mapping[int, int]) -> dict[int, list[PictureFact]]:
    found = defaultdict[int, list[PictureFact]](list)
    for claim, kind, at, day_only, source, fact_id, place, data, basis, recorded_at in bulk.run(
        FACTS, (sorted(owner),)
    ):
        found[owner[claim]].append(
            PictureFact(
                kind, at, day_only, source, fact_id, _object(place), _object(data) or {}, basis, recorded_at
            )
        )
    return found


def _object(text: str | None) -> dict[str, Any] | None:
    return orjson.loads(text) if text and text != "{}" else None


def _one(
    person: int,
    oldest: int,
    facts: Sequence[PictureFact],
    lines: Sequence[ClaimLine],
    granted: Granted,
    measured: Measured,
    known: tables.Known,
    now: datetime,
) -> Drawn:
    who = about(lines)
    told = _object(measured[0]) or {}
    row = tables.row_of(facts, who, known, told, now)
    ends = [village_key_ends(row), row["next_due_at"], granted[1]]
    row["next_due_at"] = min((it for it in ends if it is not None and it > now), default=None)
    keys = keys_of(row, missions=known.missions, granted=granted[0], as_of=now)
    behind = partial(_behind, facts, who.births, known.context, measured[1], now)
    return Drawn(person, oldest, keys, {**row, "name_sort": who.name_sort}, who.name, behind)


def _behind(
    facts: Sequence[PictureFact],
    births: Sequence[str],
    context: Context,
    measured: str | None,
    now: datetime,
) -> Mapping[str, Sequence[Ref]]:
    """The facts behind each signal: of her own, and of others where many people together tell it."""
    return {**trace(facts, births, context, now), **(_object(measured) or {})}


def _carried(drawn: Sequence[Drawn], now: datetime) -> bulk.Carried:
    rows = [
        (it.person_id, now, bulk.texts(it.keys), it.name, it.row["name_sort"], *columns.cells_of(it.row))
        for it in drawn
    ]
    return DRAWN, rows
