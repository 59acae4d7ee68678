"""Lines and marks as the database keeps them. Called by `homecoming.returning` alone, as the engine, with the batch locked."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import orjson

from kawal.facts.ledger.bulk import Relation, count, read, run

_KNOWN = """select l.line_id, l.batch, l.name, l.medical and l.fitness = '', coalesce(p.kawal_id, ''), b.state = 'closed'
 from return_line l join return_batch b on b.code = l.batch left join standing s on s.claim_id = l.claim_id
 left join person p on p.person_id = s.person_id
 where l.line_id = any (%s)"""
_LEGS = """select g.leg_id, g.batch, g.mark, g.from_place, g.to_place, g.mode, g.carrier, g.received_as, g.closed_at is not null,
  g.to_place = b.post, b.kind, b.letter, b.mission
 from return_leg g join return_batch b on b.code = g.batch where g.leg_id = any (%s)"""
_LOCK = "select code, state from return_batch where code = any (%s) order by code for update"
_SEATS = "select line_id, leg_id, seat from return_seat where line_id = any (%s)"
_MARKED = "select mark_id from return_mark where mark_id = any (%s)"
_UNDONE = "select mark_id from return_undo where mark_id = any (%s)"
_OF_MARKS = "select mark_id, line_id, facts, agency from return_mark where mark_id = any (%s)"
_COME_ALONG = """insert into return_seat (line_id, leg_id, planned)
 select line_id, leg_id, false from unnest(%s::bigint[], %s::bigint[]) u(line_id, leg_id) order by 1, 2 on conflict do nothing"""
_UNDO = """insert into return_undo (mark_id, undone_at, undone_by) select id, %s, %s from unnest(%s::uuid[]) id
 order by id on conflict do nothing"""
_MARKS = Relation(
    "in_mark",
    "mark_id uuid, line_id bigint, leg_id bigint, act text, state text, note text, at timestamptz, facts jsonb, agency text,"
    " marked_at timestamptz, marked_by text",
)
_MARK = """insert into return_mark (mark_id, line_id, leg_id, act, state, note, at, facts, agency, marked_at, marked_by)
 select mark_id, line_id, leg_id, act, state, note, at, array(select jsonb_array_elements_text(facts)), agency, marked_at, marked_by
 from in_mark order by line_id, mark_id on conflict do nothing returning mark_id"""
_LINES = Relation(
    "in_line",
    "place int, asked text, batch text, claim_id bigint, listed boolean, name text, sex text, birth_year smallint, home text,"
    " vulnerable text, listed_at timestamptz, listed_by text",
)
_LIST = """insert into return_line (asked, batch, number, claim_id, listed, name, sex, birth_year, home, vulnerable, listed_at, listed_by)
 select asked, batch, (select coalesce(max(number), 0) from return_line x where x.batch = in_line.batch) + place, claim_id, listed,
  name, sex, birth_year, home, vulnerable, listed_at, listed_by
 from in_line order by place on conflict (asked) do nothing returning line_id, asked"""
_TRAVELLERS = """select s.person_id, l.line_id from return_line l join standing s on s.claim_id = l.claim_id where l.batch = %s"""
_WITH = """select distinct on (l.line_id) l.line_id, c.leg_id from person p join standing s using (person_id)
 join return_line l on l.claim_id = s.claim_id join return_batch b on b.code = l.batch and b.state = 'open'
 join return_seat c using (line_id) join return_leg g using (leg_id)
 where p.kawal_id = any (%s) and g.closed_at is null and c.stand in ('arrived', 'unsigned', 'aboard', 'waiting')
 order by l.line_id, c.stand = 'waiting', g.place desc"""
_CLAIMS = """select k.fact_id, k.claim_id, s.person_id from fact_key k join source o using (source_id)
 left join standing s on s.claim_id = k.claim_id where o.code = %s and k.fact_id = any (%s)"""
_ON_FIRST = """insert into return_seat (line_id, leg_id, planned)
 select l.line_id, g.leg_id, true from return_line l join return_leg g on g.batch = l.batch
 where l.line_id = any (%s) and g.place = 1 and (select count(*) from return_leg x where x.batch = l.batch and x.place = 1) = 1
 order by l.line_id on conflict do nothing"""


@dataclass(frozen=True, slots=True)
class Traveller:
    """:ivar unfit: she travels as a patient, and nobody has certified that she may."""

    line_id: int
    batch: str
    name: str
    unfit: bool
    kawal_id: str
    closed: bool


@dataclass(frozen=True, slots=True)
class Stretch:
    """A leg. ``crosses``: at its end they enter the country."""

    leg_id: int
    batch: str
    mark: str
    from_place: str
    to_place: str
    mode: str
    carrier: str
    received_as: str
    closed: bool
    crosses: bool
    kind: str
    letter: str
    mission: str


@dataclass(frozen=True, slots=True)
class Marking:
    """What is about to be written: :class:`homecoming.returning.Mark` and the facts that were reported with it."""

    id: UUID
    line_id: int
    leg_id: int | None
    act: str
    state: str
    note: str
    at: datetime
    facts: tuple[str, ...]


def lock(codes: Sequence[str]) -> list[str]:
    """Lock batches, in the order given; those of them that are open."""
    return [code for code, state in run(_LOCK, (list(codes),)) if state == "open"]


def travellers(lines: Collection[int]) -> dict[int, Traveller]:
    """By line."""
    return {row[0]: Traveller(*row) for row in run(_KNOWN, (list(lines),))}


def stretches(legs: Collection[int]) -> dict[int, Stretch]:
    """By leg."""
    return {row[0]: Stretch(*row) for row in run(_LEGS, (list(legs),))}


def seats_of(lines: Collection[int]) -> dict[tuple[int, int], str]:
    """Number of the seat by line and leg, for everybody who has one there."""
    return {(line, leg): seat for line, leg, seat in run(_SEATS, (list(lines),))}


def known(ids: Collection[UUID]) -> set[UUID]:
    return {it for (it,) in run(_MARKED, (list(ids),))}


def undone(ids: Collection[UUID]) -> set[UUID]:
    return {it for (it,) in run(_UNDONE, (list(ids),))}


def said_with(ids: Collection[UUID]) -> dict[UUID, tuple[int, tuple[str, ...], str]]:
    """Line, facts and agency of each of these marks that is there."""
    return {it: (line, tuple(facts), agency) for it, line, facts, agency in run(_OF_MARKS, (list(ids),))}


def come_along(pairs: Collection[tuple[int, int]]) -> None:
    """Seats for people who board a leg without having been planned onto it."""
    if pairs:
        run(_COME_ALONG, ([line for line, _ in pairs], [leg for _, leg in pairs]))


def write_marks(marks: Sequence[Marking], *, agency: str, actor: str, now: datetime) -> set[UUID]:
    """Those that were new."""
    rows = [
        (it.id, it.line_id, it.leg_id, it.act, it.state, it.note, it.at, _json(it.facts), agency, now, actor)
        for it in marks
    ]
    return {it for (it,) in read(_MARK, (), (_MARKS, rows))} if rows else set()


def write_undo(ids: Collection[UUID], *, actor: str, now: datetime) -> int:
    return count(_UNDO, (now, actor, list(ids)))


def claims_of(agency: str, facts: Collection[str]) -> dict[str, tuple[int, int | None]]:
    """Claim and person of each of the agency's facts."""
    return {fact: (claim, person) for fact, claim, person in run(_CLAIMS, (agency, list(facts)))}


def travelling(code: str) -> dict[int, int]:
    """The line of each person who is on the list of a batch."""
    return dict(run(_TRAVELLERS, (code,)))


def travelling_with(people: Collection[str]) -> list[tuple[int, int]]:
    """Line and leg of each of these people in open batches: where they arrived last, else where they are awaited."""
    return [(line, leg) for line, leg in run(_WITH, (list(people),))]


def write_lines(rows: Sequence[tuple[Any, ...]]) -> dict[str, int]:
    """New lines in the order given, planned onto the first leg where they are listed; the line by its identifier."""
    made = {asked: line for line, asked in read(_LIST, (), (_LINES, rows))} if rows else {}
    listed = [made[row[1]] for row in rows if row[4] and row[1] in made]
    if listed:
        run(_ON_FIRST, (listed,))
    return made


def _json(texts: Sequence[str]) -> str:
    return orjson.dumps(list(texts)).decode()
