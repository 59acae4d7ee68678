"""The steps of bringing somebody home who died abroad, and where one case stands. Pure.

The order is that of practice: papers at the place of death, word to the family, the coffin, the flight, the cargo terminal, the road, the
hand-over to the family, the burial. Nothing forbids another order: a step that was done stands, whatever is missing before it.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

HANDED = "handed_over"  # told by the hand-over itself when it is sealed
ARRIVED, CERTIFIED = "arrived", "certificate"


@dataclass(frozen=True, slots=True)
class Step:
    """:ivar fields: what is asked of its papers, in order; the first is needed."""

    code: str
    fields: tuple[str, ...] = ()


STEPS: tuple[Step, ...] = (
    Step(CERTIFIED, ("certificate", "cause", "issued_by")),
    Step("family_told", ("told", "by")),
    Step("coffin", ("coffin", "embalmed_by")),
    Step("flown", ("airway_bill", "carrier")),
    Step(ARRIVED, ("terminal",)),
    Step("released", ("customs", "cost")),
    Step("ambulance", ("vehicle", "from", "to")),
    Step(HANDED),
    Step("buried", ("grave",)),
)
STEP = {step.code: step for step in STEPS}
ORDER = {step.code: n for n, step in enumerate(STEPS)}
CLAIM_KINDS = ("insurance", "wages", "other")
CLAIM_STATES = ("to_file", "filed", "accepted", "refused", "paid", "dropped")
SETTLED = frozenset({"paid", "refused", "dropped"})


def next_step(done: Collection[str]) -> str:
    """The step after the last that was done, empty when nothing follows it."""
    last = max((ORDER[code] for code in done if code in ORDER), default=-1)
    return STEPS[last + 1].code if last + 1 < len(STEPS) else ""


def left_out(done: Collection[str]) -> tuple[str, ...]:
    """Steps that a later one has passed over: they may still be told."""
    last = max((ORDER[code] for code in done if code in ORDER), default=-1)
    return tuple(step.code for step in STEPS[: last + 1] if step.code not in done)


def waiting_since(died_on: date, done: Mapping[str, date]) -> date:
    """Since when the next step waits: the latest day on which anything was done, else the death."""
    return max([died_on, *done.values()])


def days(since: date, today: date) -> int:
    """Never below zero."""
    return max(0, (today - since).days)


def may_follow(before: str, after: str) -> bool:
    """May a claim go from one state to another? What is paid or dropped is over; a refusal may be fought."""
    if before in ("paid", "dropped") or before == after:
        return False
    return after in {
        "to_file": ("filed", "dropped"),
        "filed": ("accepted", "refused", "paid", "dropped"),
        "accepted": ("paid", "refused", "dropped"),
        "refused": ("filed", "accepted", "dropped"),
    }.get(before, ())
