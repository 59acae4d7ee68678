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
from kawal.situation.networks.traces import TRACED
from kawal.situation.rings import drawing, gathering
from kawal.situation.rings.drawing import Drawn
from kawal.situation.rings.gathering import Row

REPLACE = """with new as (select i.* from jsonb_to_recordset(%s::text::jsonb) i(claim_id bigint, seq bigint, kind text, key bigint,
  role text, name text, shown text, first_on date, last_on date, said text)),
 gone as (delete from link_trace t where t.claim_id = any(%s) and not exists (select from new n
  where (n.seq, n.kind, n.key, n.role, n.name) = (t.seq, t.kind, t.key, t.role, t.name)) returning t.claim_id),
 made as (insert into link_trace select * from new on conflict (seq, kind, key, role, name) do update
  set shown = excluded.shown, said = excluded.said,
  first_on = excluded.first_on, last_on = excluded.last_on
  where (link_trace.shown, link_trace.said, link_trace.first_on, link_trace.last_on)
   is distinct from (excluded.shown, excluded.said, excluded.first_on, excluded.last_on)
  returning claim_id)
 insert into ring_due (claim_id) select distinct c.claim_id from (select claim_id from gone union all select claim_id from made) c
  where c.claim_id is not null on conflict do nothing"""
LOOSE = """with new as (select i.* from jsonb_to_recordset(%s::text::jsonb) i(claim_id bigint, seq bigint, kind text, key bigint,
  role text, name text, shown text, first_on date, last_on date, said text)),
 gone as (delete from link_trace t where t.claim_id is null and not exists (select from new n
  where (n.seq, n.kind, n.key, n.role, n.name) = (t.seq, t.kind, t.key, t.role, t.name)) returning t.kind, t.key),
 made as (insert into link_trace select * from new on conflict do nothing returning kind, key)
 insert into ring_due (claim_id) select distinct t.claim_id from (select * from gone union select * from made) c
  join link_trace t on (t.kind, t.key) = (c.kind, c.key) where t.claim_id is not null on conflict do nothing"""
MARK = "insert into ring_due (claim_id) select unnest(%s::bigint[]) on conflict do nothing"
TAKE = """delete from ring_due d using (select claim_id from ring_due order by claim_id limit %s for update skip locked) taken
 where d.claim_id = taken.claim_id returning d.claim_id"""
PEOPLE = "select distinct person_id from standing where claim_id = any(%s)"
HAVE = "select claim_id, seq, kind, key, role, name, shown, first_on, last_on, said from link_trace where claim_id = any(%s)"
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
        elif said.kind in TRACED or said.corrects or said.subject.get("phones"):
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
    bulk.run(MARK, (sorted(set(claims)),))


def draw_some(*, scope: Scope, now: datetime, most: int = AT_ONCE) -> tuple[int, Drawn]:
    """Draw the rings of whoever is marked; how many claims that were, and what changed. Called until it gives none."""
    scope.require(Power.NATION)
    claims = [claim for (claim,) in bulk.run(TAKE, (most,))]
    if not claims:
        return 0, Drawn()
    people = [person for (person,) in bulk.run(PEOPLE, (claims,))]
    return len(claims), drawing.draw(people, now)


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
        bulk.run(REPLACE, (_json(gathering.rows_of(claims)), sorted(claims)))


def _json(rows: Sequence[Row]) -> str:
    return orjson.dumps([row._asdict() for row in rows]).decode()
