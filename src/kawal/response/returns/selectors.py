"""Reads of batches: the board, one batch with its legs and whoever is missing, the people on a leg."""

from collections.abc import Collection
from datetime import datetime
from typing import Any
from uuid import UUID

import orjson

from kawal.access.asking import Question, rows
from kawal.access.scope import NotVisible, Power, Scope
from kawal.access.wall import as_engine
from kawal.response.returns.cards import (
    BatchCard,
    BatchView,
    CostCard,
    ExpectedCard,
    LegCard,
    LineCard,
    MissingCard,
    NextAct,
    SeatCard,
)
from kawal.response.returns.states import ARRIVED, BOARDED
from kawal.situation.paging import Page, cursor_of, parts_of

_BATCH = """b.code, b.kind, b.agency, b.mission, b.post, b.letter, b.letter_on, b.planned, b.leave_on, b.state, b.opened_at, b.closed_at,
  b.closed_by, b.note, b.people, b.states, b.unsettled"""
_LEG = """g.leg_id, g.batch, g.mark, g.place, g.from_place, g.to_place, g.mode, g.carrier, g.departs_at, g.arrives_at, g.payer,
  g.receiver, g.received_as, g.closed_at, g.planned, g.added, g.boarded, g.excused, g.waiting, g.arrived, g.ended, g.aboard, g.handed,
  g.unsigned"""
_LINE = """l.line_id, l.batch, l.number, coalesce(p.kawal_id, '') as kawal_id, l.listed, l.name, l.sex, l.birth_year, l.home,
  l.vulnerable, l.with_line, l.escort, l.alone, l.medical, l.fitness, l.refusal, l.state, l.since"""
_PERSON = "left join standing s on s.claim_id = l.claim_id left join person p on p.person_id = s.person_id and {p seen}"
_HAS_LEFT = "(g.boarded > 0 or g.departs_at <= %(now)s)"
_HAS_COME = "(g.arrived > 0 or g.arrives_at <= %(now)s)"
_OPEN = f"""case when {_HAS_LEFT} then g.waiting else 0 end + case when {_HAS_COME} then g.aboard else 0 end
  + case when g.receiver <> '' then g.unsigned else 0 end"""
BOARD = Question(f"""select * from (select {_BATCH}, coalesce(o.open, 0)::int + coalesce((b.states->>'lost')::int, 0) as open
  from return_batch b
  left join lateral (select sum({_OPEN}) as open from return_leg g where g.batch = b.code and g.closed_at is null) o on true
  where {{b seen}} and b.state = %(state)s) b
 where %(after_open)s < 0 or (b.open, b.opened_at, b.code) < (%(after_open)s, %(after_at)s, %(after_code)s)
 order by b.open desc, b.opened_at desc, b.code desc limit %(limit)s""")
ONE = Question(f"select {_BATCH} from return_batch b where {{b seen}} and b.code = %(code)s")
LEGS = Question(f"""select {_LEG} from return_leg g join return_batch b on b.code = g.batch where {{b seen}} and b.code = any(%(codes)s)
 order by g.batch, g.place, g.mark""")
LINES = Question(f"""select {_LINE} from return_line l join return_batch b on b.code = l.batch {_PERSON}
 where {{b seen}} and b.code = %(code)s order by l.number""")
SEATS = Question(f"""select {_LINE}, c.leg_id, c.planned, c.seat, c.ticket, c.payer, c.planned_cost, c.actual_cost, c.stand
 from return_seat c join return_line l using (line_id) join return_batch b on b.code = l.batch {_PERSON}
 where {{b seen}} and b.code = %(code)s and (%(leg)s = 0 or c.leg_id = %(leg)s) order by l.number, c.leg_id""")
_STANDING = "not exists (select from return_undo u where u.mark_id = m.mark_id)"
# One line a person, at the leg where she was last seen.
MISSING = Question(f"""select * from (select distinct on (line_id) * from (
  select l.line_id, coalesce(p.kawal_id, '') as kawal_id, l.name, g.leg_id, g.mark, g.from_place, g.to_place, c.stand,
    coalesce((select max(m.at) from return_mark m where m.line_id = l.line_id and m.leg_id = g.leg_id and m.act = 'boarded'
      and {_STANDING}), g.departs_at) as since, l.state
  from return_seat c join return_leg g using (leg_id) join return_line l using (line_id) join return_batch b on b.code = l.batch {_PERSON}
  where {{b seen}} and b.code = %(code)s and g.closed_at is null
    and (c.stand = 'waiting' and {_HAS_LEFT} or c.stand = 'aboard' and {_HAS_COME})
  union all
  select l.line_id, coalesce(p.kawal_id, ''), l.name, null, '', '', '', 'lost', l.since, l.state
  from return_line l join return_batch b on b.code = l.batch {_PERSON} where {{b seen}} and b.code = %(code)s and l.state = 'lost') each
  order by line_id, stand = 'waiting', stand = 'aboard', since) x
 order by stand = 'waiting', since, name limit 500""")
# Handed to her family or village, or home as her picture says. Counted by the system: of whom it is true only those who see her learn.
AT_HOME = """select count(*)::int as people from return_line l where l.batch = %(code)s and l.state = 'handed_over' and (
   exists (select from return_seat c join return_leg g using (leg_id)
    where c.line_id = l.line_id and c.stand = 'handed' and g.received_as in ('family', 'village'))
   or exists (select from standing s join picture t using (person_id) where s.claim_id = l.claim_id and t.stay = 'home'))"""
CARE = Question("""select count(*) filter (where l.vulnerable <> '')::int as vulnerable,
  count(*) filter (where l.vulnerable <> '' and (l.with_line is not null or l.escort <> ''))::int as accompanied
 from return_line l join return_batch b on b.code = l.batch where {b seen} and b.code = %(code)s""")
# By payer, and by leg: then the payer is none.
COSTS = Question("""select payer, leg_id, count(distinct line_id)::int as people, coalesce(sum(planned_cost), 0) as planned,
  coalesce(sum(actual_cost), 0) as actual
 from (select coalesce(nullif(c.payer, ''), g.payer) as payer, c.leg_id, c.line_id, c.planned_cost, c.actual_cost
  from return_seat c join return_leg g using (leg_id) join return_batch b on b.code = g.batch
  where {b seen} and b.code = %(code)s and (c.planned_cost is not null or c.actual_cost is not null)) each
 group by grouping sets ((payer), (leg_id)) order by 5 desc, 4 desc""")
MARKS = Question(f"""select distinct on (m.line_id) m.line_id, m.mark_id::text, m.act, m.at, m.note from return_mark m
 join return_line l using (line_id) join return_batch b on b.code = l.batch
 where {{b seen}} and m.leg_id = %(leg)s and m.agency = %(agency)s and {_STANDING}
 order by m.line_id, m.marked_at desc, m.mark_id desc""")
OWN_MARKS = Question("""select m.mark_id from return_mark m join return_line l using (line_id) join return_batch b on b.code = l.batch
 where {b seen} and m.mark_id = any(%(ids)s)""")
NEXT = Question("""select l.batch, l.line_id, g.leg_id, c.stand, g.mark, g.from_place, g.to_place
 from standing s join return_line l on l.claim_id = s.claim_id join return_seat c using (line_id) join return_leg g using (leg_id)
 left join return_batch b on b.code = l.batch left join person p on p.person_id = s.person_id
 where s.person_id = %(person)s and ({b seen} or {p seen}) and g.closed_at is null and c.stand in ('waiting', 'aboard')
 order by c.stand, g.place, g.mark""")
EXPECTED = Question(f"""select * from (select distinct on (l.line_id) {_LINE}, g.mark, g.to_place, g.carrier, g.arrives_at, c.stand
  from return_line l join standing s on s.claim_id = l.claim_id join person p on p.person_id = s.person_id
  join return_seat c using (line_id) join return_leg g using (leg_id)
  where {{p seen}} and l.state in ('planned', 'added', 'present') and c.stand in ('waiting', 'aboard', 'unsigned')
  order by l.line_id, c.stand <> 'aboard', g.place desc) x
 order by arrives_at nulls last, batch, number limit %(limit)s""")
HERE = Question(f"""select {_LEG} from return_leg g join return_batch b on b.code = g.batch
 where {{b seen}} and b.state = 'open' and (g.from_place = any(%(places)s) or g.to_place = any(%(places)s))
  and (g.closed_at is null or g.closed_at >= %(since)s)
  and coalesce(g.departs_at, g.arrives_at, %(now)s) < %(until)s
 order by coalesce(g.departs_at, g.arrives_at), g.batch, g.mark limit 50""")
_ACT = {"waiting": BOARDED, "aboard": ARRIVED}


def list_batches(
    *, scope: Scope, now: datetime, state: str = "open", limit: int = 25, cursor: str | None = None
) -> Page[BatchCard]:
    """Those with the most open differences first, then the latest. One query.

    :raises NotAllowed: the officer hands nobody over. :raises BadCursor: the cursor is none of ours.
    """
    scope.require(Power.HAND_OVER)
    after = parts_of(cursor, int, datetime, str) or (-1, now, "")
    given = dict(zip(("after_open", "after_at", "after_code"), after, strict=True))
    found = [_card(row) for row in BOARD.ask(scope, now=now, state=state, limit=limit + 1, **given)]
    shown = found[:limit]
    more = cursor_of(shown[-1].open, shown[-1].opened_at, shown[-1].code) if len(found) > limit else None
    return Page(shown, more)


def get_batch(*, scope: Scope, code: str, now: datetime) -> BatchView:
    """A batch, its legs, who is missing and what it costs. Six queries.

    :raises NotAllowed: the officer hands nobody over. :raises NotVisible: no such batch.
    """
    batch = _batch(scope, code)
    legs = tuple(LegCard(*row) for row in LEGS.ask(scope, codes=[code]))
    [care] = CARE.ask(scope, code=code)
    with as_engine():
        [home] = rows(AT_HOME, {"code": code})
    costs = [(row.leg_id, CostCard(row.payer or "", *row[2:])) for row in COSTS.ask(scope, code=code)]
    return BatchView(
        batch=batch,
        legs=legs,
        missing=tuple(MissingCard(*row) for row in MISSING.ask(scope, code=code, now=now)),
        vulnerable=care.vulnerable,
        accompanied=care.accompanied,
        at_home=home.people,
        costs=[it for leg, it in costs if leg is None],
        leg_costs={leg: it for leg, it in costs if leg is not None},
    )


def list_legs(*, scope: Scope, codes: Collection[str]) -> list[LegCard]:
    """Of these batches, in their order. One query. :raises NotAllowed: the officer hands nobody over."""
    scope.require(Power.HAND_OVER)
    return [LegCard(*row) for row in LEGS.ask(scope, codes=list(codes))]


def list_lines(*, scope: Scope, code: str) -> list[LineCard]:
    """Everybody of a batch in the order of its list. One query. :raises NotAllowed: the officer hands nobody over."""
    scope.require(Power.HAND_OVER)
    return [LineCard(*row) for row in LINES.ask(scope, code=code)]


def list_seats(*, scope: Scope, code: str, leg_id: int = 0) -> list[SeatCard]:
    """Everybody on a leg, or on all legs of a batch. One query. :raises NotAllowed: the officer hands nobody over."""
    scope.require(Power.HAND_OVER)
    return [_seat(row) for row in SEATS.ask(scope, code=code, leg=leg_id)]


def list_own_marks(*, scope: Scope, leg_id: int) -> dict[int, tuple[str, str, datetime, str]]:
    """By line, the latest mark of the own agency on a leg: its identifier, act, moment and note; that may be undone."""
    scope.require(Power.HAND_OVER)
    found = MARKS.ask(scope, leg=leg_id, agency=scope.agency)
    return {line: (mark, act, at, note) for line, mark, act, at, note in found}


def known_marks(*, scope: Scope, ids: Collection[UUID]) -> list[UUID]:
    """Those of these marks that were made, of batches the reader holds. One query."""
    scope.require(Power.HAND_OVER)
    return [row.mark_id for row in OWN_MARKS.ask(scope, ids=list(ids))]


def list_next(*, scope: Scope, person_id: int) -> list[NextAct]:
    """What a scan of this person would mean: arriving where she is aboard, else boarding the first leg that waits for her."""
    scope.require(Power.HAND_OVER)
    return [
        NextAct(row.batch, row.line_id, row.leg_id, _ACT[row.stand], row.mark, row.from_place, row.to_place)
        for row in NEXT.ask(scope, person=person_id)
    ]


def list_expected(*, scope: Scope, limit: int = 200) -> list[ExpectedCard]:
    """Who is on the way to the reader's area, post or shelter, the soonest first: people whom the reader may see. One query."""
    scope.require(Power.HAND_OVER)
    return [
        ExpectedCard(LineCard(*row[:18]), row.mark, row.to_place, row.carrier, row.arrives_at, row.stand)
        for row in EXPECTED.ask(scope, limit=limit)
    ]


def list_legs_here(
    *, scope: Scope, places: Collection[str], since: datetime, until: datetime, now: datetime
) -> list[LegCard]:
    """Legs from or to these places that leave or arrive before ``until``, and those closed since. One query."""
    scope.require(Power.HAND_OVER)
    return [LegCard(*row) for row in HERE.ask(scope, places=list(places), since=since, until=until, now=now)]


def _batch(scope: Scope, code: str) -> BatchCard:
    scope.require(Power.HAND_OVER)
    found = ONE.ask(scope, code=code)
    if not found:
        raise NotVisible(f"batch {code}")
    return _card(found[0])


def _card(row: Any) -> BatchCard:
    """A document comes as text from a prepared statement of ours."""
    states = orjson.loads(row.states) if isinstance(row.states, str | bytes) else row.states
    return BatchCard(**{**row._asdict(), "states": states})


def _seat(row: Any) -> SeatCard:
    return SeatCard(LineCard(*row[:18]), *row[18:])
