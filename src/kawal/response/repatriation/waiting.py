"""Who is on the way home, in the order of need, as SQL over pictures alone.

The wall of pictures answers each row; names are read afterwards, by key, for the few that are shown. Joined to people the
database would begin with all people of the reader and not with the few on the way: seven times slower for half the nation.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import connection

from kawal.response.repatriation.steps import DONE, STEPS

STAGES = tuple(step.code for step in STEPS)
ABROAD = STAGES[: STAGES.index("leave") + 1]  # who waits on one of these has not left yet
_COLUMNS = tuple(step.column for step in STEPS)
_NEXT = dict(zip(_COLUMNS, (*STAGES[1:], DONE), strict=True))
_LATEST_FIRST = tuple(reversed(_COLUMNS))
RETURNING = f"""(stay = 'in_return' or {" or ".join(f"{column} is not null" for column in _COLUMNS[:7])})
  and home_at is null and stay not in ('home', 'settled_elsewhere', 'died')"""
# The latest step done says which is next: `steps.stage_of`, made of the same table.
STAGE = f"""case {" ".join(f"when {column} is not null then '{_NEXT[column]}'" for column in _LATEST_FIRST)}
  else '{STAGES[0]}' end"""
SINCE = f"coalesce({', '.join(_LATEST_FIRST)}, stay_since, drawn_at)"
DANGER = """case when distress_at is not null then 2
  when severe_complaint_at is not null or family_missing_at is not null or contact_lost_at is not null
    or stay in ('in_trouble', 'in_custody') then 1
  else 0 end"""
# `steps.turn_of` and `steps.due_at`, made of the same table.
TURN = f"""case when {STAGE} = 'hand_over' and shelter is not null then 'shelter'
  else case {STAGE} {" ".join(f"when '{step.code}' then '{step.turn}'" for step in STEPS)} end end"""
DUE = f"""(select min((k ->> 'due_at')::timestamptz) from jsonb_array_elements(clocks) k
  where k ->> 'kind' = case {STAGE} {" ".join(f"when '{step.code}' then '{step.clock}'" for step in STEPS if step.clock)} end)"""
_PLACES = "(%(country)s = '' or country = %(country)s) and (%(province)s = '' or province = %(province)s)"
_NARROWED = f"""(%(mission)s = '' or mission = %(mission)s) and (%(turn)s = '' or {TURN} = %(turn)s)
  and (%(late_at)s::timestamptz is null or {DUE} < %(late_at)s::timestamptz)
  and (not %(abroad)s or {STAGE} = any(%(abroad_stages)s))"""
_AFTER = "and (-({danger}), {since}, person_id) > (%(danger)s, %(since)s::timestamptz, %(person)s)"
_LIST = """select person_id, {danger}, {since} from picture where {returning} and {places} and {narrowed}
  and (%(stage)s = '' or {stage} = %(stage)s) {after} order by {danger} desc, {since}, person_id limit %(limit)s"""
# Left and not arrived, as the columns say it that come after: `STAGE` of these is "arrive".
GONE = """left_at is not null and returned_at is null and handed_over_at is null and home_at is null
  and stay not in ('home', 'settled_elsewhere', 'died')"""
_LATE = "coalesce(leave_on, (left_at at time zone 'Asia/Jakarta')::date) < %(latest)s"
COUNT = f"""select coalesce(country, ''), {STAGE}, count(*), count(*) filter (where {GONE} and {_LATE})
  from picture where {RETURNING} and {_PLACES} group by 1, 2"""
MISSING = (
    f"select person_id from picture where {GONE} and {_LATE} order by left_at, person_id limit %(limit)s"
)

LATE = f"""select count(*) from (select from picture where {RETURNING} and {DUE} < %(late_at)s limit %(most)s) late"""

Ranked = tuple[int, int, datetime]  # person, danger, since when


@dataclass(frozen=True, slots=True)
class Narrowed:
    """Whose returns alone.

    :ivar mission: code of an agency. :ivar turn: of `steps.TurnKind`. :ivar late_at: only those whose limit ran out before.
    :ivar abroad: only who has not left yet.
    """

    mission: str = ""
    turn: str = ""
    late_at: datetime | None = None
    abroad: bool = False


EVERYBODY = Narrowed()


def rank(
    *,
    stage: str,
    country: str,
    province: str,
    sees_danger: bool,
    after: Sequence[Any] | None,
    limit: int,
    narrowed: Narrowed = EVERYBODY,
) -> list[Ranked]:
    """The first ``limit`` people after ``after`` (danger, since, person). Who may not see danger gets them by time alone."""
    danger = DANGER if sees_danger else "0::int"
    parts = {"danger": danger, "since": SINCE, "stage": STAGE, "returning": RETURNING, "places": _PLACES}
    parts["narrowed"] = _NARROWED
    asked: dict[str, Any] = {"stage": stage, "country": country, "province": province, "limit": limit}
    asked |= {"mission": narrowed.mission, "turn": narrowed.turn, "late_at": narrowed.late_at}
    asked |= {"abroad": narrowed.abroad, "abroad_stages": list(ABROAD)}
    if after:
        asked |= {"danger": -int(after[0]), "since": after[1], "person": after[2]}
    rows = _rows(_LIST.format(**parts, after=_AFTER.format(**parts) if after else ""), asked)
    return [(person, its_danger, since) for person, its_danger, since in rows]


def count(*, country: str, province: str, latest: date) -> list[tuple[str, str, int, int]]:
    """Country, stage, people, and how many of these should have arrived by ``latest``."""
    found = _rows(COUNT, {"country": country, "province": province, "latest": latest})
    return [(its_country, stage, people, late) for its_country, stage, people, late in found]


def count_late(*, late_at: datetime, most: int) -> int:
    """How many wait on a step whose limit ran out before ``late_at``; counted up to ``most``."""
    return int(_rows(LATE, {"late_at": late_at, "most": most})[0][0])


def missing(*, latest: date, limit: int) -> list[int]:
    """Who should have arrived by ``latest``, by the plan or else by the day of leaving; the longest gone first."""
    return [person for (person,) in _rows(MISSING, {"latest": latest, "limit": limit})]


def _rows(statement: str, values: dict[str, Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        rows: list[tuple[Any, ...]] = cursor.fetchall()
    return rows
