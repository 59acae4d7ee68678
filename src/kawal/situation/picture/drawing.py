"""From facts to a picture: put in order, take one after the other, let the time pass, write the row out."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, Final

from kawal.situation.picture import row
from kawal.situation.picture.clocks import (
    Running,
    clocks_of,
    contact_evidence,
    end_of_day,
    leave_on,
    plan_of,
)
from kawal.situation.picture.events import country_said, flags_of, shelter_said
from kawal.situation.picture.order import FACT, Placed, in_order
from kawal.situation.picture.row import NONE, STAYS, Row
from kawal.situation.picture.shapes import Picture, PictureFact, Ref, Tables
from kawal.situation.picture.silence import Plan, silent_from
from kawal.situation.picture.steps import code_of, step

# Columns that are simply the moment of the fact that set them.
_MOMENTS: Final = (
    ("last_contact_at", row.CONTACT),
    ("departed_at", row.DEPARTED),
    ("arrived_at", row.ARRIVED),
    ("left_at", row.LEFT),
    ("returned_at", row.RETURNED),
    ("handed_over_at", row.HANDED_OVER),
    ("home_at", row.CAME_HOME),
    ("died_at", row.DEATH),
    ("return_requested_at", row.REQUESTED),
    ("nationality_verified_at", row.VERIFIED),
    ("travel_document_at", row.DOCUMENT),
    ("exit_cleared_at", row.CLEARED),
    ("return_planned_at", row.PLANNED),
    ("distress_at", row.IN_DISTRESS),
    ("family_missing_at", row.IS_MISSING),
    ("severe_complaint_at", row.COMPLAINT),
    ("contact_lost_at", row.LOST),
    ("awaited_at", row.AWAITED),
    ("began_at", row.BEGAN),
)


def draw(facts: Iterable[PictureFact], *, as_of: datetime, tables: Tables) -> Picture:
    """The picture that the standing facts give at a moment. Their order, and whether one is given twice, is no matter."""
    return draw_journey(facts, as_of=as_of, tables=tables)[0]


def draw_journey(
    facts: Iterable[PictureFact], *, as_of: datetime, tables: Tables
) -> tuple[Picture, list[PictureFact]]:
    """The picture, and the facts of the present journey in order."""
    placed = in_order(facts)
    plan = plan_of(tables, placed)
    state = _taken(placed, plan)
    began = max(state[row.BEGAN], 0)
    _fall_silent(state, plan, as_of)
    picture = _written_out(state, placed, clocks_of(state, placed, tables), as_of, tables)
    return picture, [it[FACT] for it in placed[began:]]


def journey_of(facts: Iterable[PictureFact]) -> list[PictureFact]:
    """The facts of the present journey, in order: all since the one with which it began."""
    placed = in_order(facts)
    began = _taken(placed, plan_of(Tables(), placed))[row.BEGAN]
    return [it[FACT] for it in placed[max(began, 0) :]]


def _taken(placed: list[Placed], plan: Plan) -> Row:
    state = row.new_row()
    for n, it in enumerate(placed):
        day, fact = it[0], it[FACT]
        step(state, (code_of(fact.kind), n, day, flags_of(fact.kind, fact.data, fact.place)), plan)
    return state


def _fall_silent(state: Row, plan: Plan, as_of: datetime) -> None:
    if state[row.STAY] != row.IN_CONTACT:
        return
    due = silent_from(state, plan)
    if due != NONE and as_of >= end_of_day(due):
        state[row.STAY], state[row.SINCE_DUE] = row.SILENT, due


def _written_out(
    state: Row, placed: list[Placed], clocks: list[Running], as_of: datetime, tables: Tables
) -> Picture:
    refs = _Refs(placed)
    because: dict[str, list[Ref]] = {}
    moments: dict[str, Any] = {}
    for name, column in _MOMENTS:
        n = state[column]
        if n == NONE:
            moments[name] = None
        else:
            moments[name] = placed[n][FACT].at
            because[name] = [refs.of(n)]
    stay_since = _stay(state, placed, refs, because)
    words = _words(state, placed, tables, refs, because)
    return Picture(
        facts=len(placed),
        stay=STAYS[state[row.STAY]],
        stay_since=stay_since,
        last_fact_at=max((it[FACT].at for it in placed), default=None),
        leave_on=_leave_on(state, placed, because),
        contact_due_at=_due_at(clocks, "contact_due"),
        arrival_due_at=_due_at(clocks, "arrival_due"),
        next_due_at=next((it.due_at for it in clocks if it.due_at > as_of), None),
        clocks=tuple(
            {"kind": it.kind, "due_at": it.due_at, "because": [refs.of(n) for n in it.because]}
            for it in clocks
        ),
        because=because,
        screenings=tuple(_screening(it[FACT]) for it in placed if it[FACT].kind == "screened"),
        **words,
        **moments,
    )


def _due_at(clocks: list[Running], kind: str) -> datetime | None:
    return next((it.due_at for it in clocks if it.kind == kind), None)


class _Refs:
    """``{"source", "id"}`` of facts by their number, each made once."""

    __slots__ = ("_made", "_placed")

    def __init__(self, placed: list[Placed]) -> None:
        self._placed, self._made = placed, dict[int, Ref]()

    def of(self, n: int) -> Ref:
        made = self._made.get(n)
        if made is None:
            fact = self._placed[n][FACT]
            made = self._made[n] = {"source": fact.source, "id": fact.id}
        return made


def _stay(state: Row, placed: list[Placed], refs: _Refs, because: dict[str, list[Ref]]) -> datetime | None:
    """Since when, and by which facts: those of the latest word and the agreement where it is silence that says it."""
    if state[row.STAY] == row.UNKNOWN:
        return None
    by_silence = state[row.SINCE_DUE] != NONE
    evidence = contact_evidence(state) if by_silence else (state[row.SAYS],)
    because["stay"] = [refs.of(n) for n in evidence]
    return end_of_day(state[row.SINCE_DUE]) if by_silence else placed[state[row.SINCE]][FACT].at


def _words(
    state: Row, placed: list[Placed], tables: Tables, refs: _Refs, because: dict[str, list[Ref]]
) -> dict[str, Any]:
    """Columns whose word is read from the fact that set them."""
    said: dict[str, Any] = dict.fromkeys(("country", "post", "entry_post", "shelter", "batch"))
    for name, column in (
        ("country", row.COUNTRY),
        ("post", row.POST),
        ("entry_post", row.RETURNED),
        ("shelter", row.SHELTER),
        ("batch", row.PLANNED),
    ):
        n = state[column]
        if n == NONE:
            continue
        fact = placed[n][FACT]
        if name == "country":
            word = country_said(fact.kind, fact.data, fact.place)
        elif name == "shelter":
            word = shelter_said(fact.kind, fact.data, fact.place)
        else:
            word = fact.data.get("batch") if name == "batch" else (fact.place or {}).get("post")
        said[name] = word if isinstance(word, str) and word else None
        if said[name]:
            because[name] = [refs.of(n)]
    said["mission"] = _mission(state, placed, said["country"], tables, refs, because)
    return said


def _mission(
    state: Row,
    placed: list[Placed],
    country: str | None,
    tables: Tables,
    refs: _Refs,
    because: dict[str, list[Ref]],
) -> str | None:
    """The mission she reported to, as long as she is in its country; else the one there that told of her last; else the
    one in charge of the country."""
    n = state[row.REPORTED_IN]
    if n != NONE:
        fact = placed[n][FACT]
        there = country_said(fact.kind, fact.data, fact.place)
        mission = fact.data.get("mission")
        if isinstance(mission, str) and mission and there in (None, country):
            because["mission"] = [refs.of(n)]
            return mission
    there_now = tables.missions_there.get(country, ()) if country else ()
    for n in reversed(range(len(placed))):
        if placed[n][FACT].source in there_now:
            because["mission"] = [refs.of(n)]
            return placed[n][FACT].source
    in_charge = tables.missions.get(country) if country else None
    if in_charge:
        because["mission"] = because["country"]
    return in_charge


def _leave_on(state: Row, placed: list[Placed], because: dict[str, list[Ref]]) -> date | None:
    planned = state[row.PLANNED]
    day = leave_on(placed, planned) if planned != NONE else None
    if day is not None:
        because["leave_on"] = because["return_planned_at"]
    return day


def _screening(fact: PictureFact) -> dict[str, Any]:
    """What one assessor found on one day, word for word; who assessed is the source where nobody is named."""
    return {
        "outcome": fact.data.get("outcome") or "not_screened",
        "assessor": fact.data.get("assessor") or fact.source,
        "at": fact.at,
        "source": fact.source,
        "id": fact.id,
    }
