"""Rings and measured columns of some people, worked out of their neighbourhood and written down. The engine asks."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import orjson

from kawal.facts.ledger import bulk
from kawal.situation.context.standing import standing_context
from kawal.situation.networks import dangers
from kawal.situation.networks.dangers import CONTROL, HARMED, OUTSIDE, Signs
from kawal.situation.networks.links import Ident
from kawal.situation.networks.measures import Measures
from kawal.situation.networks.rings import Ring, is_group, measured_by, ring_of
from kawal.situation.networks.shapes import Measure, Person, heard
from kawal.situation.parties.codes import new_code
from kawal.situation.people.persons import claims_of
from kawal.situation.rings import gathering, neighbourhood
from kawal.situation.rings.neighbourhood import Neighbourhood

LOCK = "select pg_advisory_xact_lock(7419, 1)"  # rings are drawn by one at a time
THEIRS = """select m.person_id, r.ring_id from ring_member m join ring r using (ring_id) where r.ring_id in (
 select n.ring_id from ring_member n where n.person_id = any(%s))"""
OWNERS = "select claim_id, person_id from standing where claim_id = any(%s)"
REFS = "select f.seq, o.code, f.fact_id from fact f join source o using (source_id) where f.seq = any(%s)"
NEW = """insert into ring (ring_id, code, members, confirmed, findings, first_on, last_on, found_at, grew, reasons)
 select i.ring_id, i.code, i.members, i.confirmed, i.findings, i.first_on, i.last_on, %s, i.grew, i.reasons
 from jsonb_to_recordset(%s::text::jsonb) i(ring_id bigint, code text, members int, confirmed int, findings int, first_on date,
  last_on date, grew date[], reasons jsonb)
 on conflict (ring_id) do update set members = excluded.members, confirmed = excluded.confirmed, findings = excluded.findings,
  first_on = excluded.first_on, last_on = excluded.last_on, grew = excluded.grew, reasons = excluded.reasons, survivor = null"""
GONE_MEMBERS = "delete from ring_member where ring_id = any(%s)"
GONE_LINKS = "delete from ring_link where ring_id = any(%s)"
EMPTY = "update ring set members = 0 where ring_id = any(%s)"
FOLLOWS = """update ring r set survivor = i.heir, members = 0 from jsonb_to_recordset(%s::text::jsonb) i(id bigint, heir bigint)
 where (r.ring_id = i.id or r.survivor = i.id) and r.ring_id <> i.heir"""
MEMBERS = """insert into ring_member (person_id, ring_id, joined_on, signs) select i.* from jsonb_to_recordset(%s::text::jsonb)
 i(person_id bigint, ring_id bigint, joined_on date, signs text[])"""
LINKS = """insert into ring_link (ring_id, kind, key, shown, names, people, first_on, last_on, said) select i.* from
 jsonb_to_recordset(%s::text::jsonb) i(ring_id bigint, kind text, key bigint, shown text, names text[], people bigint[],
  first_on date, last_on date, said text[])"""
MEASURED = """insert into measured (person_id, columns, behind) select i.* from jsonb_to_recordset(%s::text::jsonb)
 i(person_id bigint, columns jsonb, behind jsonb) on conflict (person_id) do update set columns = excluded.columns, behind = excluded.behind
 where measured.columns is distinct from excluded.columns returning person_id"""
UNMEASURED = "update measured set columns = '{}', behind = '{}' where person_id = any(%s) and columns <> '{}' returning person_id"
SIGNS = (*CONTROL, *HARMED, *OUTSIDE)
MOST_SAID = 4
Rows = list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Drawn:
    """:ivar changed: whose measured columns differ from before. :ivar rings: that were written."""

    changed: frozenset[int] = frozenset()
    rings: tuple[int, ...] = ()


def draw(people: Iterable[int], now: datetime) -> Drawn:
    """The rings of these people as the traces stand, and what is measured of them."""
    bulk.run(LOCK)
    wanted = set(people)
    wanted |= {person for person, _ in bulk.run(THEIRS, (sorted(wanted),))}
    if not wanted:
        return Drawn()
    near, groups, before = _read(wanted)
    signs = _signs(groups)
    made = [
        ring
        for it in groups
        if (ring := ring_of(set(it), near.links, signs, set(near.confirmed), near.proven))
    ]
    kept = _write(made, before, near, signs, now)
    return Drawn(frozenset(_measure(near, signs, made)), tuple(kept))


def _read(wanted: set[int]) -> tuple[Neighbourhood, list[set[int]], dict[int, int]]:
    """The neighbourhood of these people and of everybody whose ring may change with theirs; the groups; who was in which ring."""
    while True:
        near = neighbourhood.read(wanted)
        groups = _groups(near)
        before = dict(bulk.run(THEIRS, (sorted(near.near.union(*groups)),)))
        if near.near >= set(before):
            return near, groups, before
        wanted = near.near | set(before)


def _groups(near: Neighbourhood) -> list[set[int]]:
    found = {
        frozenset(it for it in near.links.parts.tied(person) if isinstance(it, int)) for person in near.near
    }
    return [set(it) for it in found if is_group(set(it))]


def _signs(groups: Sequence[set[int]]) -> dict[Person, Signs]:
    """What the members' own facts say of danger: only where there is a group to judge."""
    members = sorted(set[int]().union(*groups))
    if not members:
        return {}
    facts, world = gathering.facts_of(claims_of(members)), standing_context()
    owner = dict(bulk.run(OWNERS, (sorted({it.claim_id for it in facts if it.claim_id is not None}),)))
    found: dict[Person, Signs] = {}
    for it in sorted(facts, key=lambda it: (it.fact.at, it.seq)):
        person = owner.get(it.claim_id)
        if person is not None:
            dangers.take(found.setdefault(person, Signs()), heard(it.fact), world, it.claim)
    return found


def _write(
    made: Sequence[Ring],
    before: Mapping[int, int],
    near: Neighbourhood,
    signs: Mapping[Person, Signs],
    now: datetime,
) -> list[int]:
    """A component keeps the oldest ring that any of its people were in; others point to it, or have come apart."""
    taken, owners, heirs = set[int](), list[int | None](), dict[int, int]()
    for ring in made:
        were = {before[it] for it in _people(ring.members) if it in before} - taken
        owners.append(min(were, default=None))
        taken |= {it for it in owners[-1:] if it is not None}
    fresh = iter(bulk.ids("ring_ring_id_seq", owners.count(None)))
    kept = [it if it is not None else next(fresh) for it in owners]
    for ring, ring_id in zip(made, kept, strict=True):
        heirs |= {
            was: ring_id
            for it in _people(ring.members)
            if (was := before.get(it)) is not None and was not in kept
        }
    old = sorted(set(before.values()))
    if old:
        for statement in (GONE_MEMBERS, GONE_LINKS, EMPTY):
            bulk.run(statement, (old,))
    if made:
        pairs = list(zip(kept, made, strict=True))
        bulk.run(NEW, (now, _json([_ring(*it) for it in pairs])))
        bulk.run(MEMBERS, (_json([row for it in pairs for row in _members(*it, near, signs)]),))
        bulk.run(LINKS, (_json([row for it in pairs for row in _links(*it, near)]),))
    if heirs:
        bulk.run(FOLLOWS, (_json([{"id": was, "heir": heir} for was, heir in heirs.items()]),))
    return kept


def _ring(ring_id: int, ring: Ring) -> dict[str, Any]:
    return {
        "ring_id": ring_id, "code": new_code(), "members": len(ring.members), "confirmed": ring.confirmed,
        "findings": ring.findings, "first_on": _day(ring.since), "last_on": _day(ring.until),
        "grew": [_day(it) for it in ring.grew],
        "reasons": [{"code": it.code, "people": len(it.people), "signs": list(it.signs)} for it in ring.reasons],
    }  # fmt: skip


def _members(ring_id: int, ring: Ring, near: Neighbourhood, signs: Mapping[Person, Signs]) -> Rows:
    rows = []
    for person in _people(ring.members):
        ties = [it for it in ring.ties if person in it.people]
        uses = [use for it in ties for use in near.links.uses((it.kind, it.key)) if use.person == person]
        shown = signs[person].any_of(SIGNS) if person in signs else []
        confirmed = ["confirmed"] if person in near.confirmed else []
        rows.append(
            {
                "person_id": person,
                "ring_id": ring_id,
                "joined_on": _day(min(use.first for use in uses)),
                "signs": confirmed + shown,
            }
        )
    return rows


def _links(ring_id: int, ring: Ring, near: Neighbourhood) -> Rows:
    return [
        {
            "ring_id": ring_id, "kind": it.kind, "key": it.key, "shown": near.shown.get((it.kind, it.key), ""),
            "names": sorted(near.names.get((it.kind, it.key), ())),
            "said": _said(near, (it.kind, it.key)), "people": list(_people(it.people)),
            "first_on": _day(it.first_on), "last_on": _day(it.last_on),
        }
        for it in ring.ties
    ]  # fmt: skip


def _said(near: Neighbourhood, ident: Ident) -> list[str]:
    return [name for name, _ in near.said.get(ident, Counter()).most_common(MOST_SAID)]


def _measure(near: Neighbourhood, signs: dict[Person, Signs], made: Sequence[Ring]) -> set[int]:
    measures = Measures(near.links, signs, standing_context())
    found: dict[int, dict[str, Measure]] = {it: dict(measures.of(it)) for it in near.near}
    for ring in made:
        for person in _people(ring.members):
            found.setdefault(person, dict(measures.of(person))).update(measured_by(ring, near.links, person))
    rows = rows_of(found)
    gone = sorted(near.near - {row["person_id"] for row in rows})
    changed = {person for (person,) in bulk.run(MEASURED, (_json(rows),))} if rows else set[int]()
    return changed | ({person for (person,) in bulk.run(UNMEASURED, (gone,))} if gone else set())


def rows_of(found: Mapping[int, Mapping[str, Measure]]) -> Rows:
    """What is measured of each person, if anything, as rows with the facts by source and id."""
    refs = sorted({int(ref[1]) for each in found.values() for it in each.values() for ref in it.refs})
    seen = bulk.run(REFS, (refs,)) if refs else []
    named = {seq: {"source": source, "id": fact} for seq, source, fact in seen}
    return [
        {
            "person_id": person,
            "columns": {name: it.value for name, it in each.items()},
            "behind": {
                name: [named[int(ref[1])] for ref in it.refs if int(ref[1]) in named]
                for name, it in each.items()
            },
        }
        for person, each in found.items()
        if each
    ]


def _people(members: Iterable[Person]) -> list[int]:
    return [it for it in members if isinstance(it, int)]


def _day(ordinal: int) -> str:
    return date.fromordinal(ordinal).isoformat()


def _json(rows: Rows) -> str:
    return orjson.dumps(rows).decode()
