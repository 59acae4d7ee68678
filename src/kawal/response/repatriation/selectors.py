"""Reads of the way home: everybody on it, whom each waits for, since when."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Case, Count, F, IntegerField, Q, Value, When
from django.db.models.functions import Coalesce

from kawal.access.guard import Rows
from kawal.access.scope import Category, NotVisible, Power, Scope
from kawal.foundation.moments import day_of
from kawal.response.repatriation.steps import (
    DONE,
    STEPS,
    StepCard,
    Turn,
    days_waiting,
    due_at,
    steps_of,
    turn_of,
)
from kawal.situation.paging import Page, cursor_of, parts_of
from kawal.situation.pictures.models import Picture

STAGES = tuple(step.code for step in STEPS)
_COLUMNS = tuple(step.column for step in STEPS)
MISSING_AFTER = timedelta(days=2)
_OVER = ("home", "settled_elsewhere", "died")
# Who is on the way home: a step is done, and she is nowhere yet. An index stands on exactly this.
_BEGUN = Q(stay="in_return")
for _column in _COLUMNS[:7]:
    _BEGUN |= Q(**{f"{_column}__isnull": False})
RETURNING = _BEGUN & Q(home_at__isnull=True) & ~Q(stay__in=_OVER)
# The latest step done says which is next: `steps.stage_of` for the database, made of the same table.
_STAGE = Case(
    *(
        When(**{f"{column}__isnull": False}, then=Value(following))
        for column, following in reversed(list(zip(_COLUMNS, (*STAGES[1:], DONE), strict=True)))
    ),
    default=Value(STAGES[0]),
)
_SINCE = Coalesce(*(F(column) for column in reversed(_COLUMNS)), F("stay_since"), F("drawn_at"))
_DANGER = Case(
    When(distress_at__isnull=False, then=Value(2)),
    When(
        Q(severe_complaint_at__isnull=False)
        | Q(family_missing_at__isnull=False)
        | Q(contact_lost_at__isnull=False)
        | Q(stay__in=("in_trouble", "in_custody")),
        then=Value(1),
    ),
    default=Value(0),
)


@dataclass(frozen=True, slots=True)
class WayCard:
    """One person's return. ``stage`` is the step that is next, or ``done``; ``home`` a dotted area code.

    :ivar days: since ``since``, whole days in Asia/Jakarta.
    :ivar danger: 2 in distress, 1 in trouble or unheard of, else 0.
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
    danger: int
    steps: tuple[StepCard, ...]


def list_returns(
    *,
    scope: Scope,
    now: datetime,
    stage: str = "",
    country: str = "",
    province: str = "",
    limit: int = 25,
    cursor: str | None = None,
) -> Page[WayCard]:
    """Everybody on the way home: the most endangered first, among them the longest waiting. One query.

    :raises NotAllowed: the officer may not read people.
    """
    rows = _returning(scope, country, province)
    rows = rows.filter(stage=stage) if stage else rows
    after = parts_of(cursor, 3)
    if after:
        danger, since, person = after
        same = Q(danger=danger) & (Q(since__gt=since) | Q(since=since, person__gt=person))
        rows = rows.filter(Q(danger__lt=danger) | same)
    found = list(rows.select_related("person").order_by("-danger", "since", "person_id")[: limit + 1])
    last = found[limit - 1] if len(found) > limit else None
    more = cursor_of(last.danger, last.since, last.pk) if last else None
    return Page([_card(row, now) for row in found[:limit]], more)


def count_stages(*, scope: Scope, country: str = "", province: str = "") -> dict[str, int]:
    """How many wait at each step, in the order of the steps. They add up to everybody on the way. One query.

    :raises NotAllowed: the officer may not read people.
    """
    counts = _returning(scope, country, province).values_list("stage").annotate(Count("person_id"))
    return dict.fromkeys(STAGES, 0) | dict(counts.order_by())


def count_countries(*, scope: Scope) -> dict[str, int]:
    """How many are on the way home from each country, most first; unknown countries are left out. One query.

    :raises NotAllowed: the officer may not read people.
    """
    rows = _returning(scope).filter(country__isnull=False)
    counts = rows.values_list("country").annotate(people=Count("person_id"))
    return dict(counts.order_by("-people", "country"))


def list_missing(*, scope: Scope, now: datetime, limit: int = 50) -> list[WayCard]:
    """Who has left and should have arrived by now, the longest gone first: two days after the plan, else after leaving.

    One query.

    :raises NotAllowed: the officer may not read people.
    """
    latest = now - MISSING_AFTER
    unplanned = Q(leave_on__isnull=True, left_at__lt=latest)
    rows = _returning(scope).filter(Q(leave_on__lt=day_of(latest)) | unplanned, stage="arrive")
    return [_card(row, now) for row in rows.select_related("person").order_by("since", "person_id")[:limit]]


def ways_of(*, scope: Scope, people: Iterable[int], now: datetime) -> dict[int, WayCard]:
    """The ways of these people, as far as the scope sees them. One query.

    :raises NotAllowed: the officer may not read people.
    """
    scope.require(Power.READ_PERSON)
    rows = _ways(scope).filter(person__in=list(people)).select_related("person")
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


def _ways(scope: Scope) -> Rows:
    rows: Rows = Picture.objects.visible_to(scope)
    # Trouble is a category of its own: who may not see it gets no order that tells of it.
    danger = _DANGER if scope.sees(Category.TROUBLE) else Value(0, output_field=IntegerField())
    rows = rows.annotate(stage=_STAGE, since=_SINCE, danger=danger)
    return rows


def _returning(scope: Scope, country: str = "", province: str = "") -> Rows:
    scope.require(Power.READ_PERSON)
    places = {"country": country, "province": province}
    rows: Rows = _ways(scope).filter(RETURNING, **{column: code for column, code in places.items() if code})
    return rows


def _card(row: Any, now: datetime) -> WayCard:
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
        stage=row.stage,
        since=row.since,
        days=days_waiting(row.since, now),
        turn=turn_of(row, row.stage),
        due_at=due_at(row, row.stage),
        danger=row.danger,
        steps=steps_of(row, as_of=now),
    )
