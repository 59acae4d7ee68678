"""Bringing home somebody who died abroad: the register entry and what it tells of her.

Opening says `died`; a certificate that comes later corrects that, said by the same agency; the arrival says `remains_returned`. Whoever
had no record before has one with the first of them.
"""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction

from kawal import flow
from kawal.access.scope import NotVisible, Scope
from kawal.facts.contract.kinds import WITHDRAWN
from kawal.foundation.moments import day_of
from kawal.response.remains import selectors, services
from kawal.response.remains.selectors import RemainsCard
from kawal.response.remains.services import Opened
from kawal.response.remains.steps import ARRIVED, CERTIFIED


@transaction.atomic
def open_case(
    *, scope: Scope, subject: Mapping[str, Any], died_on: date, act_id: str, now: datetime, country: str = ""
) -> Opened:
    """Somebody died abroad. ``subject`` says who: her ``kawal_id``, or a name and what else is known of her.

    :raises FactRefused: with everything that is wrong. :raises NotAllowed: the officer may not register people or report.
    """
    place = {"country": country} if country else {}
    raw = _raw(f"jn-{act_id}", "died", died_on, subject, place=place)
    [outcome] = flow.report(scope=scope, facts=[flow.said(raw, scope=scope, now=now)], now=now)
    if outcome.kawal_id is None:
        raise NotVisible("person")
    opened = services.open_case(
        scope=scope, kawal_id=outcome.kawal_id, died_on=died_on, act_id=act_id, now=now, country=country
    )
    flow.redraw(affected=[opened.person_id], now=now)
    return opened


@transaction.atomic
def record_step(
    *, scope: Scope, code: str, step: str, done_on: date, data: Mapping[str, str], act_id: str, now: datetime
) -> None:
    """A step was done; two of them tell a fact too.

    :raises NotAllowed, NotVisible, BadStep, Closed: as `services.record_step`.
    """
    new = services.record_step(
        scope=scope, code=code, step=step, done_on=done_on, data=data, act_id=act_id, now=now
    )
    card = selectors.get_case(scope=scope, code=code).card
    raw = _told(card, scope, step, done_on, data, act_id) if new else None
    if raw:
        flow.report(scope=scope, facts=[flow.said(raw, scope=scope, now=now)], now=now)


@transaction.atomic
def undo_step(*, scope: Scope, code: str, act_id: str, now: datetime) -> None:
    """The step was a mistake; what it told is withdrawn.

    :raises NotAllowed, NotVisible, Closed: as `services.undo_step`.
    """
    view = selectors.get_case(scope=scope, code=code)
    told = any(it.act_id == act_id and it.step in (CERTIFIED, ARRIVED) for it in view.steps)
    if services.undo_step(scope=scope, code=code, act_id=act_id, now=now) and told:
        raw = {
            "id": f"tarik-jn-{act_id}"[:100], "kind": WITHDRAWN, "occurred_at": day_of(now).isoformat(), "corrects": f"jn-{act_id}",
            "data": {"reason": code},
        }  # fmt: skip
        flow.report(scope=scope, facts=[flow.said(raw, scope=scope, now=now)], now=now)


@transaction.atomic
def share(*, scope: Scope, code: str, agency: str, now: datetime) -> None:
    """Another agency takes part from now on.

    :raises NotAllowed, NotVisible, Closed: as `services.share`.
    """
    flow.redraw(affected=[services.share(scope=scope, code=code, agency=agency, now=now)], now=now)


@transaction.atomic
def close_case(*, scope: Scope, code: str, note: str, now: datetime) -> None:
    """Nothing more is to be done on the way.

    :raises NotAllowed, NotVisible, Closed: as `services.close_case`.
    """
    flow.redraw(affected=[services.close_case(scope=scope, code=code, note=note, now=now)], now=now)


def _told(
    card: RemainsCard, scope: Scope, step: str, done_on: date, data: Mapping[str, str], act_id: str
) -> dict[str, Any] | None:
    subject = {"kawal_id": card.kawal_id, "name": card.name}
    place = {"country": card.country} if card.country else {}
    if step == CERTIFIED:
        said = {name: data[name] for name in ("certificate", "cause") if data.get(name)}
        return _raw(f"jn-{act_id}", "died", card.died_on, subject, data=said, basis="document", place=place)
    if step == ARRIVED:
        papers = selectors.get_case(scope=scope, code=card.code).steps
        known = {
            key: value for it in papers for key, value in it.data.items() if key in ("airway_bill", "coffin")
        }
        return _raw(f"jn-{act_id}", "remains_returned", done_on, subject, data=known, basis="document")
    return None


def _raw(
    id: str, kind: str, on: date, subject: Mapping[str, Any], *, place: Mapping[str, Any] | None = None,
    data: Mapping[str, Any] | None = None, basis: str = "hearsay",
) -> dict[str, Any]:  # fmt: skip
    return {
        "id": id, "kind": kind, "occurred_at": on.isoformat(), "subject": dict(subject), "basis": basis, "place": dict(place or {}),
        "data": dict(data or {}),
    }  # fmt: skip
