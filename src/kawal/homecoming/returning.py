"""Batches on the way home: who is listed, who boards, arrives, is handed over, and why somebody did not.

Each act is an entry in the register of returns and what it says about the person, in one transaction. What is taken as told
(``told``) was reported by somebody else's act, such as the signing of a hand-over.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import NAMESPACE_URL, UUID, uuid5

from django.db import transaction

from kawal import flow
from kawal.access import wall
from kawal.access.scope import ENGINE, NotVisible, Power, Scope
from kawal.access.trail.services import record_all
from kawal.facts.contract.errors import FactRefused
from kawal.facts.contract.fact import Said
from kawal.homecoming import telling
from kawal.response.returns import marking
from kawal.response.returns.marking import Marking, Stretch, Traveller
from kawal.response.returns.models import Leg, Line
from kawal.response.returns.plans import Listed
from kawal.response.returns.services import lock_batch
from kawal.response.returns.states import ACTS, BOARDED, EXPLAINED, HANDED, REASONS, REFERRED

RECORDED, REPEATED, REFUSED = "recorded", "repeated", "refused"
LISTED, TWICE, CONFLICT = "listed", "twice", "conflict"
UNFIT, CLOSED, OTHERS, UNREADABLE = "unfit", "closed", "others", "unreadable"


@dataclass(frozen=True, slots=True)
class Mark:
    """What happened to one person on one leg, or on none.

    :ivar id: made on the device. :ivar act: of `returns.states.ACTS`; ``state`` the reason where it is explained.
    :ivar told: the fact about her was reported already. :ivar shelter: the house she was referred to, where it is known.
    """

    id: UUID
    line_id: int
    leg_id: int | None
    act: str
    at: datetime
    state: str = ""
    note: str = ""
    told: bool = False
    shelter: str = ""


@dataclass(frozen=True, slots=True)
class Marked:
    """:ivar status: recorded, repeated or refused. :ivar why: unfit (travels as a patient without certificate), closed (the leg or
    batch is), others (said by another agency), unreadable.
    """

    id: UUID
    status: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class OnList:
    """What became of one who was to be listed: listed, repeated, twice (she is on the list already), conflict."""

    id: str
    status: str
    line_id: int | None = None


@transaction.atomic
def list_people(
    *, scope: Scope, code: str, people: Sequence[Listed], now: datetime, listed: bool = True
) -> list[OnList]:
    """Put people on the list of a batch; each is planned to return with it. ``listed`` is false for those who came along.

    :raises NotAllowed: the officer hands nobody over, or may not report. :raises NotVisible: no such batch.
    :raises BatchClosed: it is closed.
    :raises FactRefused: what is said of somebody cannot be read.
    """
    scope.require(Power.HAND_OVER)
    with wall.as_engine():
        batch = lock_batch(scope=scope, code=code)
        leave_on = batch.leave_on.isoformat() if batch.leave_on else ""
        raws = [
            telling.planned(it, batch=code, letter=batch.letter, post=batch.post, leave_on=leave_on, at=now)
            for it in people
        ]
    said = [flow.said(raw, scope=scope, now=now) for raw in raws]
    outcomes = flow.report(scope=scope, facts=said, now=now)
    with wall.as_engine():
        rows, found = _rows(scope, code, people, said, outcomes, listed, now)
        made = marking.write_lines(rows)
    ids = [it.kawal_id for it in outcomes if it.kawal_id]
    record_all(scope=scope, action="return.listed_in_batch", now=now, people=ids, subject=code)
    lines = {it.id: made.get(f"{scope.agency}:{it.id}") for it in people}
    return [it if it.status != LISTED else OnList(it.id, LISTED, lines[it.id]) for it in found]


def _rows(
    scope: Scope, code: str, people: Sequence[Listed], said: Sequence[Said], outcomes: Sequence[flow.Outcome],
    listed: bool, now: datetime,
) -> tuple[list[tuple[object, ...]], list[OnList]]:  # fmt: skip
    """The lines to write, and what becomes of each; one person has one line."""
    claims = marking.claims_of(scope.agency, [it.id for it in people])
    travelling = marking.travelling(code)
    rows: list[tuple[object, ...]] = []
    found: list[OnList] = []
    for person, fact, outcome in zip(people, said, outcomes, strict=True):
        if outcome.status == CONFLICT:
            found.append(OnList(person.id, CONFLICT))
            continue
        claim, who = claims[person.id]
        if who in travelling:
            known = travelling[who] if outcome.status == "repeated" else None
            found.append(OnList(person.id, REPEATED if known else TWICE, known))
            continue
        if who is not None:
            travelling[who] = 0
        found.append(OnList(person.id, LISTED))
        rows.append(
            (len(rows) + 1, f"{scope.agency}:{person.id}", code, claim, listed, *telling.written(fact.subject),
             person.vulnerable, now, scope.actor)
        )  # fmt: skip
    return rows, found


def board(*, scope: Scope, id: UUID, line_id: int, leg_id: int, at: datetime, now: datetime) -> Marked:
    """One person boards, as a scan says."""
    return mark(scope=scope, marks=[Mark(id, line_id, leg_id, BOARDED, at)], now=now)[0]


@transaction.atomic
def mark(*, scope: Scope, marks: Sequence[Mark], now: datetime) -> list[Marked]:
    """Record what happened to people of batches the officer sees; each once, in whatever order it comes.

    Whoever boards without having been planned onto the leg is counted as added.

    :raises NotAllowed: the officer hands nobody over. :raises NotVisible: a line or leg that is out of scope.
    """
    scope.require(Power.HAND_OVER)
    with wall.as_engine():
        people, legs = _looked_up(scope, marks)
        taken, gone = marking.known([it.id for it in marks]), marking.undone([it.id for it in marks])
        seats = marking.seats_of(people)
    answers: list[Marked] = []
    writing: list[Marking] = []
    facts: list[Said] = []
    for it in marks:
        if it.id in taken:
            answers.append(Marked(it.id, REPEATED))
            continue
        leg = legs.get(it.leg_id or 0)
        why = _refusal(it, people[it.line_id], leg)
        silent = why or it.told or it.id in gone
        try:
            said = [] if silent else _facts(it, people[it.line_id], leg, seats, scope, now)
        except FactRefused:
            said, why = [], UNREADABLE
        answers.append(Marked(it.id, REFUSED, why) if why else Marked(it.id, RECORDED))
        if not why:
            taken.add(it.id)
            facts += said
            ids = tuple(fact.id for fact in said)
            at = min(it.at, now)
            writing.append(Marking(it.id, it.line_id, it.leg_id, it.act, it.state, it.note, at, ids))
    if facts:
        flow.report(scope=scope, facts=facts, now=now)
    with wall.as_engine():
        on_legs = {(it.line_id, it.leg_id) for it in writing if it.leg_id and it.act != EXPLAINED}
        marking.come_along(on_legs - seats.keys())
        marking.write_marks(writing, agency=scope.agency, actor=scope.actor, now=now)
        _trail(scope, [people[it.line_id] for it in writing], "return.marked", now)
    return answers


@transaction.atomic
def undo(*, scope: Scope, ids: Collection[UUID], now: datetime) -> list[Marked]:
    """Take marks of the own agency back, with what they said of people. One that has not come in yet is undone when it comes.

    :raises NotAllowed: the officer hands nobody over. :raises NotVisible: a line out of scope.
    """
    scope.require(Power.HAND_OVER)
    with wall.as_engine():
        gone = marking.undone(ids)
        said = marking.said_with([it for it in ids if it not in gone])
        lines = {line for line, _, _ in said.values()}
        batches = _visible(scope, lines)
        closed = {code for code in sorted(set(batches.values())) if not _is_open(scope, code)}
        people = marking.travellers(lines)
    own = {
        it: rest for it, rest in said.items() if rest[2] == scope.agency and batches[rest[0]] not in closed
    }
    facts = [
        flow.said(telling.withdrawn(fact, at=now), scope=scope, now=now)
        for _, told, _ in own.values()
        for fact in told
    ]
    if facts:
        flow.report(scope=scope, facts=facts, now=now)
    undone = [it for it in ids if it not in gone and (it in own or it not in said)]
    with wall.as_engine():
        marking.write_undo(undone, actor=scope.actor, now=now)
        _trail(scope, [people[line] for line, _, _ in own.values()], "return.unmarked", now)
    return [
        Marked(it, REPEATED) if it in gone
        else Marked(it, RECORDED) if it in undone
        else Marked(it, REFUSED, OTHERS if said[it][2] != scope.agency else CLOSED)
        for it in ids
    ]  # fmt: skip


@transaction.atomic
def note_handed(*, scope: Scope, people: Collection[str], handover: str, at: datetime, now: datetime) -> None:
    """People were handed over and signed for elsewhere: the batches they travel in know it too. The fact is told already.

    The sealed document vouches for it, so lines are marked also where who pressed last, a village, does not see the batch.

    :param people: their opaque ids. :param handover: code of the document; the same one again changes nothing.
    """
    scope.require(Power.HAND_OVER)
    with wall.as_engine():
        marks = [
            Mark(uuid5(NAMESPACE_URL, f"{handover}/{line}"), line, leg, HANDED, at, told=True)
            for line, leg in marking.travelling_with(people)
        ]
        if marks:
            mark(scope=replace(ENGINE, actor=scope.actor, agency=scope.agency), marks=marks, now=now)


def _looked_up(scope: Scope, marks: Sequence[Mark]) -> tuple[dict[int, Traveller], dict[int, Stretch]]:
    """Lines and legs of the marks, seen by the officer, with their batches locked in one order."""
    lines = {it.line_id for it in marks}
    batches = _visible(scope, lines)
    legs = {it.leg_id for it in marks if it.leg_id}
    seen = set(Leg.objects.visible_to(scope).filter(pk__in=legs).values_list("pk", flat=True))
    if legs - seen:
        raise NotVisible("leg")
    marking.lock(sorted(set(batches.values())))
    people, stretches = marking.travellers(lines), marking.stretches(legs)
    for it in marks:
        if it.act not in ACTS or (it.act == EXPLAINED) != (it.state in REASONS):
            raise ValueError(f"{it.act} {it.state}")
        if it.leg_id and stretches[it.leg_id].batch != people[it.line_id].batch:
            raise NotVisible(f"leg {it.leg_id}")
    return people, stretches


def _visible(scope: Scope, lines: Collection[int]) -> Mapping[int, str]:
    """The batch of each line.

    :raises NotVisible: one of them is out of scope.
    """
    found = dict(Line.objects.visible_to(scope).filter(pk__in=lines).values_list("pk", "batch_id"))
    if set(lines) - found.keys():
        raise NotVisible("line")
    return found


def _is_open(scope: Scope, code: str) -> bool:
    return marking.lock([code]) == [code]


def _refusal(it: Mark, person: Traveller, leg: Stretch | None) -> str:
    if person.closed or (leg is not None and leg.closed):
        return CLOSED
    return UNFIT if it.act == BOARDED and person.unfit else ""


def _facts(
    it: Mark,
    person: Traveller,
    leg: Stretch | None,
    seats: Mapping[tuple[int, int], str],
    scope: Scope,
    now: datetime,
) -> list[Said]:
    at = min(it.at, now)
    if it.state == REFERRED and it.shelter:
        raws = telling.sent_to_shelter(id=it.id, shelter=it.shelter, note=it.note, at=at, person=person)
    else:
        raws = telling.told(
            id=it.id, act=it.act, state=it.state, note=it.note, at=at, person=person, leg=leg,
            seat=seats.get((it.line_id, it.leg_id or 0), ""),
        )  # fmt: skip
    return [flow.said(raw, scope=scope, now=now) for raw in raws]


def _trail(scope: Scope, people: Sequence[Traveller], action: str, now: datetime) -> None:
    for code in dict.fromkeys(it.batch for it in people):
        ids = [it.kawal_id for it in people if it.batch == code]
        record_all(scope=scope, action=action, now=now, people=ids, subject=code)
