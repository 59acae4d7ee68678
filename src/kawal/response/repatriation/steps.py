"""The steps of the way home, and where one person stands on it. Pure.

The order is that of a deportation or repatriation with its papers (Permen P2MI 32/2025; UU 21/2007 Pasal 51-54). A later
step that is recorded passes over the earlier ones: many are put on a ship whom nobody ever asked.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal, Protocol

from kawal.access.scope import Power
from kawal.foundation.moments import day_of

Look = Literal["done", "passed", "next", "ahead"]
Level = Literal["", "supervisor", "nation"]
TurnKind = Literal["mission", "host", "post", "shelter", "origin"]


@dataclass(frozen=True, slots=True)
class Step:
    """One step.

    :ivar column: of the picture, when it was done.
    :ivar kinds: facts that are this step; the first is the usual one.
    :ivar fields: of their `data` that the form asks, in order.
    :ivar place: what of the place is asked: post, area, or nothing.
    :ivar clock: of the picture, that ends with it.
    """

    code: str
    column: str
    kinds: tuple[str, ...]
    fields: tuple[str, ...]
    power: Power
    turn: TurnKind
    place: Literal["", "post", "area"] = ""
    clock: str = ""


_PLAN, _HAND = Power.PLAN_RETURN, Power.HAND_OVER
_LAW = "T1"  # the legal limit on the days from a request to the return
STEPS: tuple[Step, ...] = (
    Step("request", "return_requested_at", ("return_requested",), ("by", "reason"), _PLAN, "mission"),
    Step("verify", "nationality_verified_at", ("nationality_verified",), ("result", "by"), _PLAN, "mission", clock=_LAW),
    Step("document", "travel_document_at", ("travel_document_issued",), ("document", "number"), _PLAN, "mission", clock=_LAW),
    Step("clear", "exit_cleared_at", ("exit_cleared",), ("by", "fine", "ban_until"), _PLAN, "host", clock=_LAW),
    Step("plan", "return_planned_at", ("return_planned",), ("leave_on", "batch", "letter"), _PLAN, "mission", "post", _LAW),
    Step("leave", "left_at", ("repatriated", "deported"), ("travel_document", "letter", "reason"), _PLAN, "mission",
         clock=_LAW),
    Step("arrive", "returned_at", ("returned",), ("travel_document", "onward"), _HAND, "post", "post", "return_due"),
    Step("hand_over", "handed_over_at", ("handed_over",), ("to", "witness", "document"), _HAND, "post", "area",
         "hand_over_due"),
    Step("home", "home_at", ("reached_home",), (), _HAND, "origin", "area", "hand_over_due"),
)  # fmt: skip
STEP = {step.code: step for step in STEPS}
DONE = "done"  # the stage of who is home
CLIMBS_ON = timedelta(days=7)  # past a limit, until the nation is asked


@dataclass(frozen=True, slots=True)
class Turn:
    """Whose move it is. ``code`` is that of a mission, country, post, shelter or area; empty where it is not known."""

    kind: TurnKind
    code: str


@dataclass(frozen=True, slots=True)
class StepCard:
    """A step as one person's return stands.

    :ivar look: done; passed (not recorded, though a later one is); next; ahead.
    :ivar by: codes of the agencies that said it, where it is done.
    :ivar since: of the next one: when it began to wait; ``days`` since then.
    """

    step: Step
    look: Look
    at: datetime | None = None
    by: tuple[str, ...] = ()
    turn: Turn | None = None
    since: datetime | None = None
    days: int = 0
    due_at: datetime | None = None


class Way(Protocol):
    """What of a picture the way home is read from; a row of pictures or a card of one."""

    stay_since: datetime | None
    country: str | None
    mission: str | None
    post: str | None
    shelter: str | None
    home: str | None
    return_requested_at: datetime | None
    nationality_verified_at: datetime | None
    travel_document_at: datetime | None
    exit_cleared_at: datetime | None
    return_planned_at: datetime | None
    left_at: datetime | None
    returned_at: datetime | None
    handed_over_at: datetime | None
    home_at: datetime | None
    clocks: Sequence[Mapping[str, Any]]
    because: Mapping[str, Sequence[Mapping[str, str]]]


def steps_of(way: Way, *, as_of: datetime) -> tuple[StepCard, ...]:
    """All steps in order; one of them is next, unless she is home."""
    moments = [getattr(way, step.column) for step in STEPS]
    last = max((n for n, at in enumerate(moments) if at), default=-1)
    since = moments[last] if last >= 0 else way.stay_since
    return tuple(
        _card(way, step, at, n - last, since, as_of)
        for n, (step, at) in enumerate(zip(STEPS, moments, strict=True))
    )


def stage_of(way: Way) -> str:
    """The code of the step that is next, or ``done``."""
    done = [n for n, step in enumerate(STEPS) if getattr(way, step.column)]
    following = done[-1] + 1 if done else 0
    return STEPS[following].code if following < len(STEPS) else DONE


def turn_of(way: Way, stage: str) -> Turn | None:
    """Who moves at this stage, or nothing when she is home. A shelter hands over whom it houses."""
    if stage == DONE:
        return None
    kind = STEP[stage].turn
    if stage == "hand_over" and way.shelter:
        kind = "shelter"
    codes = {
        "mission": way.mission, "host": way.country, "post": way.post, "shelter": way.shelter, "origin": way.home,
    }  # fmt: skip
    return Turn(kind, codes[kind] or "")


def due_at(way: Way, stage: str) -> datetime | None:
    """Until when the step that is next should be done, by the clock of the picture that ends with it."""
    clock = STEP[stage].clock if stage != DONE else ""
    running = [it["due_at"] for it in way.clocks if clock and it["kind"] == clock]
    return min(map(moment_of, running), default=None)


def level_of(due: datetime | None, as_of: datetime) -> Level:
    """To whom a wait has climbed: past its limit to the supervisor, a week later to the nation. Practice, not law."""
    if due is None or as_of <= due:
        return ""
    return "nation" if as_of > due + CLIMBS_ON else "supervisor"


def moment_of(value: datetime | str) -> datetime:
    return value if isinstance(value, datetime) else datetime.fromisoformat(value)


def days_waiting(since: datetime, as_of: datetime) -> int:
    """Whole days in Asia/Jakarta, never below zero."""
    return max(0, (day_of(as_of) - day_of(since)).days)


def _card(
    way: Way, step: Step, at: datetime | None, distance: int, since: datetime | None, as_of: datetime
) -> StepCard:
    """``distance`` is how many steps after the last that is done."""
    if at:
        said = way.because.get(step.column, ())
        return StepCard(step, "done", at, tuple(dict.fromkeys(it["source"] for it in said)))
    if distance < 0:
        return StepCard(step, "passed")
    turn = turn_of(way, step.code)
    if distance > 1:
        return StepCard(step, "ahead", turn=turn)
    days = days_waiting(since, as_of) if since else 0
    return StepCard(step, "next", turn=turn, since=since, days=days, due_at=due_at(way, step.code))
