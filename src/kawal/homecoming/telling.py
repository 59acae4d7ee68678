"""What an act on the way home says of a person, as raw facts. Pure."""

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from kawal.facts.contract.kinds import KINDS, WITHDRAWN
from kawal.response.returns import states
from kawal.response.returns.marking import Stretch, Traveller
from kawal.response.returns.plans import Listed

Raw = dict[str, Any]
_AREA = re.compile(r"\d\d(\.\d\d){0,2}(\.\d{4})?")
_POST = re.compile(r"[a-z0-9]+(-[a-z0-9]+)+")  # codes of posts; names of places are written with capitals
# Kind of fact and what it says beside batch and leg, by the reason. Who was absent was seen by nobody: nothing is known of her by that.
_REASONS: dict[str, tuple[str, dict[str, Any]]] = {
    states.SELF: ("disembarked", {"onward": "self"}),
    states.FETCHED: ("handed_over", {"to": "family"}),
    states.REFERRED: ("disembarked", {"onward": "referred"}),
    states.GOT_OFF: ("disembarked", {}),
    states.LOST: ("unaccounted", {}),
    states.ILL: ("needs_seen", {"needs": ["ill"]}),
}


def planned(person: Listed, *, batch: str, letter: str, post: str, leave_on: str, at: datetime) -> Raw:
    """She is on the list of a batch."""
    data = {"letter": letter, "batch": batch, "leave_on": leave_on}
    return _raw(person.id, "return_planned", at, dict(person.subject), data, {"post": post})


def told(
    *,
    id: UUID,
    act: str,
    state: str,
    note: str,
    at: datetime,
    person: Traveller,
    leg: Stretch | None,
    seat: str,
) -> list[Raw]:
    """All that one act says: crossing the border is two things, leaving and boarding."""
    subject = {"kawal_id": person.kawal_id, "name": person.name}
    on = {"batch": person.batch, "leg": leg.mark if leg else ""}
    if act == states.BOARDED and leg:
        more = {**on, "mode": leg.mode, "carrier": leg.carrier, "seat": seat}
        board = _raw(f"naik-{id}", "boarded", at, subject, more, _post(leg.to_place))
        if not leg.crosses:
            return [board]
        return [_raw(f"berangkat-{id}", leg.kind, at, subject, {"letter": leg.letter}, {}), board]
    if act == states.ARRIVED and leg:
        if leg.crosses:
            return [_raw(f"tiba-{id}", "returned", at, subject, {}, _place(leg.to_place))]
        return [_raw(f"turun-{id}", "disembarked", at, subject, on, _place(leg.to_place))]
    if act == states.HANDED and leg:
        if not leg.received_as:  # from one officer to the next: she is as far as she was
            return []
        return [
            _raw(f"serah-{id}", "handed_over", at, subject, {"to": leg.received_as}, _place(leg.to_place))
        ]
    if state not in _REASONS:
        return []
    kind, more = _REASONS[state]
    where = _place(leg.from_place) if leg and state == states.SELF else {}
    return [_raw(f"sebab-{id}", kind, at, subject, {**on, **more, "text": note}, where)]


def sent_to_shelter(*, id: UUID, shelter: str, note: str, at: datetime, person: Traveller) -> list[Raw]:
    """She was referred to a house that is named: expected there until it takes her in or says otherwise."""
    subject = {"kawal_id": person.kawal_id, "name": person.name}
    return [_raw(f"sebab-{id}", "sheltered", at, subject, {"shelter": shelter, "text": note}, {})]


def withdrawn(fact_id: str, *, at: datetime) -> Raw:
    return {
        "id": f"batal-{fact_id}", "kind": WITHDRAWN, "occurred_at": at.isoformat(), "corrects": fact_id,
        "data": {"reason": "salah catat"},
    }  # fmt: skip


def written(subject: Mapping[str, Any]) -> tuple[str, str, int | None, str]:
    """Name, sex, year of birth and area of origin, as the list writes them."""
    born = str(subject.get("birth_date") or "")[:4]
    address = subject.get("address")
    home = str(address.get("area") or "") if isinstance(address, Mapping) else ""
    year = int(born) if born.isdigit() else None
    return str(subject.get("name") or "–"), str(subject.get("sex") or ""), year, home


def _raw(
    id: str,
    kind: str,
    at: datetime,
    subject: Mapping[str, Any],
    data: Mapping[str, Any],
    place: Mapping[str, str],
) -> Raw:
    known = KINDS[kind].data
    raw: Raw = {
        "id": id,
        "kind": kind,
        "occurred_at": at.isoformat(),
        "subject": dict(subject),
        "basis": "witnessed",
        "data": {key: value for key, value in data.items() if value and key in known},
    }
    return raw | {"place": dict(place)} if place else raw


def _place(said: str) -> dict[str, str]:
    """A code of a post or area, or a name."""
    if _AREA.fullmatch(said):
        return {"area": said}
    return _post(said) or {"text": said}


def _post(said: str) -> dict[str, str]:
    return {"post": said} if _POST.fullmatch(said) else {}
