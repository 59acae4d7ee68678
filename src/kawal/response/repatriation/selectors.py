"""Reads of the way home: everybody on it, whom each waits for, since when."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from kawal.access.scope import Category, NotVisible, Power, Scope
from kawal.foundation.moments import day_of
from kawal.response.repatriation import waiting
from kawal.response.repatriation.steps import (
    CLIMBS_ON,
    STEP,
    Level,
    StepCard,
    Turn,
    days_waiting,
    due_at,
    level_of,
    stage_of,
    steps_of,
    turn_of,
)
from kawal.response.repatriation.waiting import ABROAD, EVERYBODY, STAGES, Narrowed
from kawal.situation.paging import Page, cursor_of, parts_of
from kawal.situation.pictures.models import Picture

MISSING_AFTER = timedelta(days=2)
MOST_LATE = 10_000


@dataclass(frozen=True, slots=True)
class WayCard:
    """One person's return. ``stage`` is the step that is next, or ``done``; ``home`` a dotted area code.

    :ivar days: since ``since``, whole days in Asia/Jakarta.
    :ivar clock: the limit of the step that is next: ``T1`` or a clock of practice; ``level``: to whom its wait has climbed.
    """

    person_id: int
    kawal_id: str
    name: str
    sex: str
    birth_year: int | None
    home: str
    stay: str
    stay_since: datetime | None
    country: str
    post: str
    stage: str
    since: datetime
    days: int
    turn: Turn | None
    due_at: datetime | None
    steps: tuple[StepCard, ...]
    level: Level = ""
    clock: str = ""


@dataclass(frozen=True, slots=True)
class Waiting:
    """How many wait, by country (alpha-3, empty where unknown) and stage; ``missing`` left and should have arrived by now."""

    people: Mapping[tuple[str, str], int]
    missing: int = 0

    def by_stage(self, country: str = "") -> dict[str, int]:
        """Every stage in order; they add up to everybody, or to everybody from that country."""
        found = dict.fromkeys(STAGES, 0)
        for (its_country, stage), count in self.people.items():
            if country in ("", its_country):
                found[stage] += count
        return found

    def abroad_from(self, country: str = "") -> int:
        """Who has not left yet."""
        counted = self.by_stage(country)
        return sum(counted[stage] for stage in ABROAD)

    def by_country(self) -> dict[str, int]:
        """Most first; those whose country nobody knows are left out."""
        found: dict[str, int] = {}
        for (country, _stage), count in self.people.items():
            if country:
                found[country] = found.get(country, 0) + count
        return dict(sorted(found.items(), key=lambda it: (-it[1], it[0])))


def list_returns(
    *,
    scope: Scope,
    now: datetime,
    stage: str = "",
    country: str = "",
    province: str = "",
    limit: int = 25,
    cursor: str | None = None,
    of: Narrowed = EVERYBODY,
) -> Page[WayCard]:
    """Everybody on the way home: the most endangered first, among them the longest waiting. Two queries.

    Danger is distress, then trouble, custody or no word. Trouble is a category of its own: who may not see it gets an order
    that tells nothing of it.

    :raises NotAllowed: the officer may not read people.
    :raises BadCursor: the cursor is none of ours.
    """
    scope.require(Power.READ_PERSON)
    ranked = waiting.rank(
        stage=stage,
        country=country,
        province=province,
        sees_danger=scope.sees(Category.TROUBLE),
        after=parts_of(cursor, int, datetime, int),
        limit=limit + 1,
        narrowed=of,
    )
    shown = ranked[:limit]
    more = None
    if len(ranked) > limit:
        person, danger, since = shown[-1]
        more = cursor_of(danger, since, person)
    return Page(_in_order([person for person, *_ in shown], scope, now), more)


def count_waiting(*, scope: Scope, now: datetime, country: str = "", province: str = "") -> Waiting:
    """How many wait at each step, from each country. One query.

    :raises NotAllowed: the officer may not read people.
    """
    scope.require(Power.READ_PERSON)
    counted = waiting.count(country=country, province=province, latest=day_of(now - MISSING_AFTER))
    people = {(its_country, stage): people for its_country, stage, people, _late in counted}
    return Waiting(people, sum(late for *_, late in counted))


def count_late(*, scope: Scope, now: datetime, level: Level = "supervisor") -> int:
    """How many wait past a limit, and have climbed at least so far; counted up to `MOST_LATE`. One query.

    :raises NotAllowed: the officer may not read people.
    """
    scope.require(Power.READ_PERSON)
    return waiting.count_late(late_at=now - CLIMBS_ON if level == "nation" else now, most=MOST_LATE)


def list_missing(*, scope: Scope, now: datetime, limit: int = 50) -> list[WayCard]:
    """Who has left and should have arrived by now, the longest gone first: two days after the plan, else after leaving.

    Two queries.

    :raises NotAllowed: the officer may not read people.
    """
    scope.require(Power.READ_PERSON)
    people = waiting.missing(latest=day_of(now - MISSING_AFTER), limit=limit)
    return _in_order(people, scope, now)


def ways_of(*, scope: Scope, people: Iterable[int], now: datetime) -> dict[int, WayCard]:
    """The ways of these people, as far as the scope sees them. One query.

    :raises NotAllowed: the officer may not read people.
    """
    scope.require(Power.READ_PERSON)
    rows = Picture.objects.visible_to(scope).filter(person__in=list(people)).select_related("person")
    return {row.pk: _card(row, now) for row in rows}


def get_way(*, scope: Scope, person_id: int, now: datetime) -> WayCard:
    """One person's way, with all its steps.

    :raises NotAllowed: the officer may not read people.
    :raises NotVisible: unknown person, or out of scope.
    """
    found = ways_of(scope=scope, people=[person_id], now=now).get(person_id)
    if found is None:
        raise NotVisible(f"way home of person #{person_id}")
    return found


def _in_order(people: Sequence[int], scope: Scope, now: datetime) -> list[WayCard]:
    found = ways_of(scope=scope, people=people, now=now)
    return [found[person] for person in people if person in found]


def _card(row: Picture, now: datetime) -> WayCard:
    stage, steps = stage_of(row), steps_of(row, as_of=now)
    last = max((step.at for step in steps if step.at), default=None) if stage == "done" else None
    since = next((step.since for step in steps if step.look == "next" and step.since), last) or row.drawn_at
    return WayCard(
        person_id=row.pk,
        kawal_id=row.person.kawal_id,
        name=row.person.name,
        sex=row.sex,
        birth_year=row.birth_year,
        home=row.home or "",
        stay=row.stay,
        stay_since=row.stay_since,
        country=row.country or "",
        post=row.post or "",
        stage=stage,
        since=since,
        days=days_waiting(since, now),
        turn=turn_of(row, stage),
        due_at=due_at(row, stage),
        steps=steps,
        level=level_of(due_at(row, stage), now),
        clock=STEP[stage].clock if stage in STEP else "",
    )
