"""Handing people over: the document, and what it tells of each of them.

A hand-over that is complete says `handed_over` of everybody who was there, and `reached_home` where the last step of a chain ends at
home; one that corrects another replaces what that one said. The facts are said by the agency whose document it is, whoever presses.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db import transaction

from kawal import flow
from kawal.access.scope import ENGINE, Scope
from kawal.access.wall import as_engine
from kawal.facts.contract.kinds import WITHDRAWN
from kawal.foundation.moments import day_of
from kawal.homecoming import returning
from kawal.response.handover import selectors, services
from kawal.response.handover.plans import Plan
from kawal.response.handover.selectors import HandoverView, PersonLine
from kawal.response.handover.services import Opened
from kawal.response.handover.signatures import Signature
from kawal.response.remains import services as remains
from kawal.response.shelter import secrecy

RECEIVERS = {"proxy": "family"}  # the contract of facts knows no proxy: she stands for the family


@dataclass(frozen=True, slots=True)
class Completed:
    """What a sealed hand-over did. Each is a list of opaque ids."""

    code: str
    handed: tuple[str, ...]
    absent: tuple[str, ...]
    refused: tuple[str, ...]


@transaction.atomic
def prepare(*, scope: Scope, plan: Plan, now: datetime) -> Opened:
    """Open a hand-over and let its receiver see whom it is about.

    :raises NotAllowed, NotVisible, BadPlan, NotCorrectable: as `services.open_handover`.
    :raises TellsAddress: it says where a house of the giver stands.
    """
    secrecy.check_texts(scope=scope, texts=_texts(plan))
    opened = services.open_handover(scope=scope, plan=plan, now=now)
    flow.redraw(affected=opened.people, now=now)
    return opened


@transaction.atomic
def set_line(
    *, scope: Scope, code: str, line: int, state: str, said: Mapping[str, str], now: datetime
) -> None:
    """What the document says of one person.

    :raises NotAllowed, NotVisible, BadPlan, Sealed: as `services.set_line`. :raises TellsAddress: as `prepare`.
    """
    secrecy.check_texts(scope=scope, texts=said.values())
    services.set_line(scope=scope, code=code, line=line, state=state, said=said, now=now)


@transaction.atomic
def sign(*, scope: Scope, code: str, signature: Signature, now: datetime) -> tuple[str, ...]:
    """Take a signature; the roles that are still missing.

    :raises NotAllowed, NotVisible, BadSignature, BadPlan, Sealed: as `services.sign`. :raises TellsAddress: as `prepare`.
    """
    secrecy.check_texts(scope=scope, texts=[signature.name, signature.office])
    return services.sign(scope=scope, code=code, signature=signature, now=now)


@transaction.atomic
def complete(*, scope: Scope, code: str, happened_at: datetime, now: datetime) -> Completed:
    """Seal a hand-over and tell of everybody what it says.

    :raises NotAllowed, NotVisible, BadPlan, Unsigned, Sealed: as `services.seal`.
    """
    sealed = services.seal(scope=scope, code=code, happened_at=happened_at, now=now)
    view, before = _read(code)
    said = replace(scope, agency=view.card.agency)
    returning.note_handed(
        scope=said, people=[it.kawal_id for it in _handed(view)], handover=code, at=happened_at, now=now
    )
    raws = [*_facts(view, before), *_dropped(view, before, happened_at)]
    facts = [flow.said(raw, scope=said, now=now) for raw in raws]
    if facts:
        flow.report(scope=said, facts=facts, now=now)
    flow.redraw(affected=sealed, now=now)
    if view.card.step.home:
        handed = [it.kawal_id for it in _handed(view)]
        remains.note_handed(
            scope=scope, people=handed, handover=code, done_on=day_of(view.card.happens_at), now=now
        )
    return Completed(code, *(tuple(_ids(view, state)) for state in ("here", "absent", "refused")))


@transaction.atomic
def refuse(*, scope: Scope, code: str, reason: str, now: datetime) -> None:
    """The receiver does not take them over; nothing happened to anybody.

    :raises NotAllowed, NotVisible, BadPlan, Unsigned, Sealed: as `services.refuse`. :raises TellsAddress: as `prepare`.
    """
    secrecy.check_texts(scope=scope, texts=[reason])
    flow.redraw(affected=services.refuse(scope=scope, code=code, reason=reason, now=now), now=now)


@transaction.atomic
def cancel(*, scope: Scope, code: str, reason: str, now: datetime) -> None:
    """The hand-over does not take place.

    :raises NotAllowed, NotVisible, BadPlan, Sealed: as `services.cancel`. :raises TellsAddress: as `prepare`.
    """
    secrecy.check_texts(scope=scope, texts=[reason])
    flow.redraw(affected=services.cancel(scope=scope, code=code, reason=reason, now=now), now=now)


def _texts(plan: Plan) -> Iterator[str]:
    """Everything that is read by who receives."""
    yield from (plan.place, plan.transport, plan.note)
    for party in (plan.giver, plan.taker, plan.witness):
        if party:
            yield from (party.office, party.name)
    for person in plan.people:
        yield from (person.remarks, person.belongings)
    for thing in plan.things:
        yield from (thing.name, thing.note)


def fact_id(act_id: str, line: int) -> str:
    """Of the fact that one line of a hand-over tells."""
    return f"st-{act_id}-{line}"


def home_id(act_id: str, line: int) -> str:
    """Of the fact that she is home with it."""
    return f"{fact_id(act_id, line)}-home"


def _read(code: str) -> tuple[HandoverView, HandoverView | None]:
    """The document, and the one it corrects, in which whoever presses need not have taken part."""
    with as_engine():
        view = selectors.get_handover(scope=ENGINE, code=code)
        before = selectors.get_handover(scope=ENGINE, code=view.card.corrects) if view.card.corrects else None
    return view, before


def _facts(view: HandoverView, before: HandoverView | None) -> Iterator[dict[str, Any]]:
    said = _said_before(before)
    card, act_id = view.card, view.card.act_id
    for it in _handed(view):
        about = {
            "occurred_at": card.happens_at.isoformat(),
            "subject": {"kawal_id": it.kawal_id, "name": it.name},
            "basis": "witnessed",
            "place": {key: value for key, value in (("area", card.area), ("text", card.place)) if value},
        }
        data = {
            "from": card.giver.code or card.giver.office,
            "to": RECEIVERS.get(card.taker.kind, card.taker.kind),
            "witness": card.witness.office if card.witness else "",
            "document": card.code,
        }
        yield {
            **about, "id": fact_id(act_id, it.line), "kind": "handed_over", "data": {k: v for k, v in data.items() if v},
            "corrects": said.get(("handed_over", it.kawal_id)),
        }  # fmt: skip
        if _is_home(view):
            yield {
                **about, "id": home_id(act_id, it.line), "kind": "reached_home", "corrects": said.get(("reached_home", it.kawal_id)),
            }  # fmt: skip


def _dropped(view: HandoverView, before: HandoverView | None, at: datetime) -> Iterator[dict[str, Any]]:
    """What the corrected hand-over said and this one does not say any more."""
    handed = {it.kawal_id for it in _handed(view)}
    for (kind, kawal_id), id in _said_before(before).items():
        if kawal_id not in handed or (kind == "reached_home" and not _is_home(view)):
            yield {
                "id": f"tarik-{id}"[:100], "kind": WITHDRAWN, "occurred_at": at.isoformat(), "corrects": id,
                "data": {"reason": view.card.code},
            }  # fmt: skip


def _said_before(before: HandoverView | None) -> dict[tuple[str, str], str]:
    """Ids of the facts of the corrected hand-over, by kind and person."""
    if before is None:
        return {}
    made = {("handed_over", it.kawal_id): fact_id(before.card.act_id, it.line) for it in _handed(before)}
    if _is_home(before):
        made |= {
            ("reached_home", it.kawal_id): home_id(before.card.act_id, it.line) for it in _handed(before)
        }
    return made


def _is_home(view: HandoverView) -> bool:
    return view.card.step.home and view.card.at_home


def _handed(view: HandoverView) -> list[PersonLine]:
    return [it for it in view.people if it.state == "here"]


def _ids(view: HandoverView, state: str) -> Iterable[str]:
    return (it.kawal_id for it in view.people if it.state == state)
