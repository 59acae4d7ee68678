"""What a hand-over is made of before it is signed, and who takes part in it. Pure."""

from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any

from kawal.access.scope import area_key, own_key
from kawal.response.handover.chains import PartyKind, Step, may_take_part, step_of

CONDITIONS = ("well", "ill", "injured", "pregnant", "mother", "child", "elderly", "disabled")
LONGEST, STORY_LONGEST, MOST_LINES = 200, 2000, 300
AREAS: dict[str, int] = {"province": 2, "district": 5, "village": 13}  # length of their dotted codes


class BadPlan(ValueError):
    """The hand-over cannot be so. ``field`` and ``code`` say what is wrong: a sentence is made of them at the door."""

    def __init__(self, field: str, code: str) -> None:
        super().__init__(f"{field}: {code}")
        self.field, self.code = field, code


@dataclass(frozen=True, slots=True)
class Party:
    """Who gives, takes or witnesses.

    :ivar code: of the office: an agency's code, or the dotted code of a province, regency or village; empty for a family.
    :ivar name: of the person who signs, where it is known beforehand. :ivar office: in words, as the document says it.
    :ivar relation: of a family member or proxy to the person.
    """

    kind: PartyKind
    code: str = ""
    name: str = ""
    office: str = ""
    relation: str = ""

    @property
    def key(self) -> str:
        """By which the office sees the document; empty for a family."""
        if self.kind in AREAS:
            return area_key(self.code)
        return own_key(self.code) if self.code else ""

    def said(self) -> dict[str, Any]:
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Person:
    """One who is handed over. ``condition`` is one of `CONDITIONS` or empty."""

    kawal_id: str
    condition: str = ""
    remarks: str = ""
    belongings: str = ""


@dataclass(frozen=True, slots=True)
class Thing:
    """Goods. ``item`` is a code of whoever keeps the goods, ``name`` what the document says."""

    name: str
    quantity: int
    unit: str = ""
    item: str = ""
    lot: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """A hand-over that is being made.

    :ivar act_id: made on the device; the same again opens nothing new. :ivar step: ``chain.step``.
    :ivar happens_at: when it is planned. :ivar place: in words; ``area`` a dotted code; ``at_home``: where the people live.
    :ivar transport: what the receiver should bring, as the receiver may know it.
    :ivar corrects: the code of a sealed hand-over of the same agency that this one replaces.
    """

    act_id: str
    step: str
    giver: Party
    taker: Party
    happens_at: datetime
    witness: Party | None = None
    people: tuple[Person, ...] = ()
    things: tuple[Thing, ...] = ()
    place: str = ""
    area: str = ""
    at_home: bool = False
    transport: str = ""
    note: str = ""
    corrects: str = ""
    more_keys: tuple[str, ...] = field(
        default=()
    )  # of units that take part without being a party: a post, a shelter

    def keys(self, agency: str) -> tuple[str, ...]:
        """Who sees the document."""
        parties = [it.key for it in (self.giver, self.taker, self.witness) if it]
        return tuple(sorted({own_key(agency), *self.more_keys, *filter(None, parties)}))


def check(plan: Plan) -> Step:
    """The step of a plan that may be.

    :raises BadPlan: naming the first thing that is wrong.
    """
    try:
        step = step_of(plan.step)
    except KeyError:
        raise BadPlan("step", "unknown") from None
    if not plan.act_id or len(plan.act_id) > 80:
        raise BadPlan("act_id", "unknown")
    _check_party(step, "giver", plan.giver)
    _check_party(step, "taker", plan.taker)
    if step.witness:
        _check_party(step, "witness", plan.witness)
    elif plan.witness:
        raise BadPlan("witness", "not_needed")
    if (plan.giver.kind, plan.giver.code) == (plan.taker.kind, plan.taker.code) and plan.giver.code:
        raise BadPlan("taker", "same")
    _check_lines(plan)
    for name, text, most in (
        ("place", plan.place, LONGEST), ("transport", plan.transport, LONGEST), ("note", plan.note, STORY_LONGEST),
    ):  # fmt: skip
        if len(text) > most:
            raise BadPlan(name, "too_long")
    return step


def _check_party(step: Step, role: Any, party: Party | None) -> None:
    if party is None:
        raise BadPlan(role, "missing")
    if not may_take_part(step, role, party.kind):
        raise BadPlan(role, "not_lawful")
    if party.kind in AREAS and len(party.code) != AREAS[party.kind]:
        raise BadPlan(role, "no_area")
    if party.kind in ("agency", "social_ministry") and not party.code:
        raise BadPlan(role, "no_office")
    if any(len(text) > LONGEST for text in (party.name, party.office, party.relation)):
        raise BadPlan(role, "too_long")
    try:
        party.key  # noqa: B018 -- a code that is no area has no key
    except ValueError:
        raise BadPlan(role, "no_area") from None


def _check_lines(plan: Plan) -> None:
    if not plan.people and not plan.things:
        raise BadPlan("people", "missing")
    if len(plan.people) > MOST_LINES or len(plan.things) > MOST_LINES:
        raise BadPlan("people", "too_many")
    if len({it.kawal_id for it in plan.people}) != len(plan.people):
        raise BadPlan("people", "twice")
    for person in plan.people:
        check_line(person.condition, person.remarks, person.belongings)
    for thing in plan.things:
        if not thing.name or thing.quantity < 1:
            raise BadPlan("things", "missing")


def check_line(condition: str, remarks: str, belongings: str) -> None:
    """:raises BadPlan: the condition is none of ours, or a text is too long."""
    if condition and condition not in CONDITIONS:
        raise BadPlan("condition", "unknown")
    if len(remarks) > STORY_LONGEST or len(belongings) > STORY_LONGEST:
        raise BadPlan("remarks", "too_long")
