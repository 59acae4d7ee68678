"""Keeping traces as the facts stand, and drawing the rings that follow.

A report only writes its traces and a mark, in its own transaction; :func:`draw_some` does the rest in another, one at a time, so
that nobody who reports waits for a ring or for somebody else's people.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime

import orjson

from kawal.access.scope import Power, Scope
from kawal.facts.ledger import bulk
from kawal.facts.ledger.services import ACCEPTED, Recorded
from kawal.situation.networks.telling import TOLD, may_tell
from kawal.situation.rings import counting, drawing, gathering, measuring
from kawal.situation.rings.counting import Nation
from kawal.situation.rings.drawing import Drawn
from kawal.situation.rings.gathering import Row

REPLACE = """with new as (select i.* from jsonb_to_recordset(%s::text::jsonb) i(claim_id bigint, seq bigint, kind text, key bigint,
  role text, name text, shown text, first_on date, last_on date, said text)),
 gone as (delete from link_trace t where t.claim_id = any(%s) and not exists (select from new n
  where (n.seq, n.kind, n.key, n.role, n.name) = (t.seq, t.kind, t.key, t.role, t.name)) returning t.claim_id, t.kind),
 made as (insert into link_trace select * from new on conflict (seq, kind, key, role, name) do update
  set shown = excluded.shown, said = excluded.said,
  first_on = excluded.first_on, last_on = excluded.last_on
  where (link_trace.shown, link_trace.said, link_trace.first_on, link_trace.last_on)
   is distinct from (excluded.shown, excluded.said, excluded.first_on, excluded.last_on)
  returning claim_id, kind),
 changed as (select claim_id, bool_or(kind <> all(%s)) as ties from (select * from gone union all select * from made) c
  where claim_id is not null group by claim_id),
 measures as (insert into measure_due (claim_id) select claim_id from changed on conflict do nothing)
 insert into ring_due (claim_id) select claim_id from changed where ties on conflict do nothing"""
LOOSE = """with new as (select i.* from jsonb_to_recordset(%s::text::jsonb) i(claim_id bigint, seq bigint, kind text, key bigint,
  role text, name text, shown text, first_on date, last_on date, said text)),
 gone as (delete from link_trace t where t.claim_id is null and not exists (select from new n
  where (n.seq, n.kind, n.key, n.role, n.name) = (t.seq, t.kind, t.key, t.role, t.name)) returning t.kind, t.key),
 made as (insert into link_trace select * from new on conflict do nothing returning kind, key),
 concerned as (select distinct t.claim_id from (select * from gone union select * from made) c
  join link_trace t on (t.kind, t.key) = (replace(c.kind, 'proven-', ''), c.key) where t.claim_id is not null),
 measures as (insert into measure_due (claim_id) select claim_id from concerned on conflict do nothing)
 insert into ring_due (claim_id) select claim_id from concerned on conflict do nothing"""
MARK = """with measures as (insert into measure_due (claim_id) select unnest(%s::bigint[]) on conflict do nothing)
 insert into ring_due (claim_id) select unnest(%s::bigint[]) on conflict do nothing"""
TAKE = """delete from {0} d using (select claim_id from {0} order by claim_id limit %s for update skip locked) taken
 where d.claim_id = taken.claim_id returning d.claim_id"""
TAKE_RINGS, TAKE_MEASURES = TAKE.format("ring_due"), TAKE.format("measure_due")
PEOPLE = "select distinct person_id from standing where claim_id = any(%s)"
HAVE = "select claim_id, seq, kind, key, role, name, shown, first_on, last_on, said from link_trace where claim_id = any(%s)"
ANY_MEASURE = "select 1 from measure_due limit 1"
AT_ONCE = 500


def follow_report(*, scope: Scope, recorded: Recorded, marked: bool) -> None:
    """What a batch changes in traces. Where nothing in it can be shared, nobody is asked anything.

    ``marked``: claims are left to :func:`follow_claims`, with the pictures.
    """
    scope.require(Power.REPORT)
    claims, loose = set[int](), False
    for entry in recorded.entries:
        if entry.status != ACCEPTED:
            continue
        said = entry.said
        if entry.claim_id is None:
            loose = loose or said.kind in ("case_decided", "withdrawn")
        elif may_tell(said.kind, said.data) or said.corrects or said.subject.get("phones"):
            claims.add(entry.claim_id)
    if any(entry.said.corrects for entry in recorded.entries):
        claims.update(recorded.touched)
    if claims and not marked:
        _replace(claims)
    if loose:
        bulk.run(LOOSE, (_json(gathering.loose_rows()),))


def follow_claims(*, scope: Scope, claims: Iterable[int]) -> None:
    """Bring the traces of these claims in line with the facts that stand."""
    scope.require(Power.NATION)
    _replace(set(claims))


def follow_moves(*, scope: Scope, claims: Iterable[int]) -> None:
    """These claims belong to somebody else now: a merge or split of people redraws their rings."""
    scope.require(Power.NATION)
    bulk.run(MARK, (sorted(set(claims)),) * 2)


def draw_some(*, scope: Scope, now: datetime, most: int = AT_ONCE) -> tuple[int, Drawn]:
    """Draw the rings of whoever is marked; how many claims that were, and what changed. Called until it gives none."""
    scope.require(Power.NATION)
    claims = [claim for (claim,) in bulk.run(TAKE_RINGS, (most,))]
    if not claims:
        return 0, Drawn()
    people = [person for (person,) in bulk.run(PEOPLE, (claims,))]
    return len(claims), drawing.draw(people, now)


def whole(*, scope: Scope) -> Nation | None:
    """What must be counted over everybody before measures are drawn; nothing where nobody waits for it."""
    scope.require(Power.NATION)
    return counting.nation() if bulk.run(ANY_MEASURE) else None


def measure_some(*, scope: Scope, nation: Nation, most: int = AT_ONCE) -> tuple[int, frozenset[int]]:
    """Measure whoever is marked, and whom that concerns; how many claims that were, and whose columns changed. Called until none."""
    scope.require(Power.NATION)
    claims = [claim for (claim,) in bulk.run(TAKE_MEASURES, (most,))]
    if not claims:
        return 0, frozenset()
    people = [person for (person,) in bulk.run(PEOPLE, (claims,))]
    return len(claims), measuring.draw(people, nation)


def rebuild_claims(*, scope: Scope, claims: Sequence[int], check: bool) -> int:
    """Derive the traces of these claims again; how many differed. ``check`` only compares."""
    scope.require(Power.NATION)
    found = set(gathering.rows_of(claims))
    have = {Row(*row) for row in bulk.run(HAVE, (list(claims),))}
    if not check and found != have:
        _replace(set(claims))
    return len(found ^ have)


def _replace(claims: set[int]) -> None:
    if claims:
        bulk.run(REPLACE, (_json(gathering.rows_of(claims)), sorted(claims), list(TOLD)))


def _json(rows: Sequence[Row]) -> str:
    return orjson.dumps([row._asdict() for row in rows]).decode()
