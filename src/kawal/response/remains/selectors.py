"""Reads of the way home of those who died abroad: the list, the longest waiting first, and one case with its steps and claims."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

import orjson

from kawal.access.asking import Question
from kawal.access.scope import NotVisible, Power, Scope
from kawal.response.remains.steps import next_step, waiting_since
from kawal.situation.paging import Page, cursor_of, parts_of

# A case with what was done, as {step: day}.
_CASE = """select c.remains_id, c.code, c.person_id, p.kawal_id, p.name, coalesce(i.sex, '') as sex, i.birth_year,
  coalesce(i.home, '') as home, c.agency, c.offices, c.died_on, c.country, c.opened_at, c.opened_by, c.closed_at, c.note,
  (select coalesce(jsonb_object_agg(s.step, s.done_on), '{}'::jsonb)::text from remains_step s
    where s.remains_id = c.remains_id and s.undone_at is null) as done,
  (select count(*) from remains_claim k where k.remains_id = c.remains_id and coalesce((select s.state from remains_claim_state s
    where s.claim_no = k.claim_no order by s.state_id desc limit 1), '') not in ('paid', 'refused', 'dropped'))::int as owed
 from remains_case c join person p on p.person_id = c.person_id and ({p seen} or 'a:' || c.agency = any(%(keys)s::text[]))
 left join picture i on i.person_id = p.person_id"""
ONE = Question(f"{_CASE} where c.code = %(code)s")
OPEN = Question(f"""{_CASE} where c.closed_at is null and (c.died_on, c.remains_id) > (%(day)s::date, %(after)s)
 order by c.died_on, c.remains_id limit %(most)s""")
ENDED = Question(f"""{_CASE} where c.closed_at is not null and (c.died_on, c.remains_id) < (%(day)s::date, %(after)s)
 order by c.died_on desc, c.remains_id desc limit %(most)s""")
OF_PERSON = Question(f"{_CASE} where c.person_id = %(person)s order by c.opened_at desc")
STEPS = Question("""select s.act_id, s.step, s.done_on, s.data::text, s.note, s.agency, s.recorded_at, s.recorded_by from remains_step s
 join remains_case c on c.remains_id = s.remains_id join person p on p.person_id = c.person_id
  and ({p seen} or 'a:' || c.agency = any(%(keys)s::text[]))
 where c.code = %(code)s and s.undone_at is null order by s.done_on, s.step_id""")
CLAIMS = Question("""select k.claim_no, k.kind, k.against, k.amount, k.currency, s.state, s.since, s.note from remains_claim k
 join remains_case c on c.remains_id = k.remains_id join person p on p.person_id = c.person_id
  and ({p seen} or 'a:' || c.agency = any(%(keys)s::text[]))
 cross join lateral (select state, since, note from remains_claim_state t where t.claim_no = k.claim_no order by t.state_id desc limit 1) s
 where c.code = %(code)s order by k.claim_no""")


@dataclass(frozen=True, slots=True)
class RemainsCard:
    """One case. ``done`` is the day of each step that was done, ``owed`` how many claims are not settled."""

    remains_id: int
    code: str
    person_id: int
    kawal_id: str
    name: str
    sex: str
    birth_year: int | None
    home: str
    agency: str
    offices: tuple[str, ...]
    died_on: date
    country: str
    opened_at: datetime
    opened_by: str
    closed_at: datetime | None
    note: str
    done: Mapping[str, date]
    owed: int

    @property
    def next_step(self) -> str:
        return next_step(self.done)

    @property
    def since(self) -> date:
        """Since when the next step waits."""
        return waiting_since(self.died_on, self.done)


@dataclass(frozen=True, slots=True)
class StepRow:
    act_id: str
    step: str
    done_on: date
    data: Mapping[str, str]
    note: str
    agency: str
    recorded_at: datetime
    recorded_by: str


@dataclass(frozen=True, slots=True)
class ClaimRow:
    claim_no: int
    kind: str
    against: str
    amount: Decimal | None
    currency: str
    state: str
    since: date
    note: str


@dataclass(frozen=True, slots=True)
class RemainsView:
    card: RemainsCard
    steps: tuple[StepRow, ...]
    claims: tuple[ClaimRow, ...]


def get_case(*, scope: Scope, code: str) -> RemainsView:
    """One case with its steps and claims. Three queries.

    :raises NotAllowed: the officer may not register people. :raises NotVisible: unknown, or out of scope.
    """
    scope.require(Power.INTAKE)
    found = ONE.ask(scope, code=code)
    if not found:
        raise NotVisible(f"remains {code}")
    steps = [
        StepRow(**{**row._asdict(), "data": orjson.loads(row.data)}) for row in STEPS.ask(scope, code=code)
    ]
    return RemainsView(
        _card(found[0]), tuple(steps), tuple(ClaimRow(*row) for row in CLAIMS.ask(scope, code=code))
    )


def list_cases(
    *, scope: Scope, closed: bool = False, limit: int = 25, cursor: str | None = None
) -> Page[RemainsCard]:
    """The longest dead first; closed ones the other way round. One query.

    :raises NotAllowed: the officer may not register people. :raises BadCursor: a cursor of nobody's.
    """
    scope.require(Power.INTAKE)
    after = parts_of(cursor, int, int)
    first = (date.max, 2**62) if closed else (date.min, 0)
    day, number = (date.fromordinal(after[0]), after[1]) if after else first
    found = (ENDED if closed else OPEN).ask(scope, day=day, after=number, most=limit + 1)
    cards = [_card(row) for row in found[:limit]]
    more = cursor_of(cards[-1].died_on.toordinal(), cards[-1].remains_id) if len(found) > limit else None
    return Page(cards, more)


def list_of_person(*, scope: Scope, person_id: int) -> list[RemainsCard]:
    """The cases about one person, the latest first. One query.

    :raises NotAllowed: the officer may not register people.
    """
    scope.require(Power.INTAKE)
    return [_card(row) for row in OF_PERSON.ask(scope, person=person_id)]


def _card(row: object) -> RemainsCard:
    said = row._asdict()  # type: ignore[attr-defined]  # rows of a question are named tuples
    done = {step: date.fromisoformat(day) for step, day in orjson.loads(said["done"]).items()}
    return RemainsCard(**{**said, "offices": tuple(said["offices"]), "done": done})
