"""After home: a visit, an offer taken up or done, a survey; each with the fact it tells."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from kawal import flow
from kawal.access.scope import Scope
from kawal.response.aftercare import services
from kawal.response.aftercare.survey import Scores

# What of an offer is told as a fact: a service once it was given, a programme from the moment she answered.
_ANSWERS = {"accepted": "accepted", "declined": "declined", "done": "completed"}


@dataclass(frozen=True, slots=True)
class Visit:
    """:ivar months: of the round it stands for; ``safe`` and the others are left out where nobody asked."""

    months: int
    safe: bool | None = None
    employed: bool | None = None
    wants_to_leave: bool | None = None


@transaction.atomic
def visit(*, scope: Scope, kawal_id: str, act: UUID, made: Visit, now: datetime) -> None:
    """She was visited. The clock of the next visit follows from the fact.

    :raises FactRefused: a part of it cannot be. :raises NotVisible: no such person.
    """
    person = services.person_of(scope=scope, kawal_id=kawal_id)
    said = {"safe": made.safe, "employed": made.employed, "wants_to_leave": made.wants_to_leave}
    data = {"months": made.months, **{name: value for name, value in said.items() if value is not None}}
    _tell(scope, f"kunjungan-{act.hex}", "followed_up", person, data, now)


@transaction.atomic
def survey(
    *,
    scope: Scope,
    kawal_id: str,
    act: UUID,
    code: str,
    months: int,
    answers: Mapping[str, str],
    now: datetime,
) -> Scores:
    """A survey was answered; its scores are a fact of care, its answers stay in the register.

    :raises BadAnswer: an answer the instrument does not know. :raises NotVisible: no such person.
    """
    scores, is_new = services.keep_survey(
        scope=scope, kawal_id=kawal_id, act=act, code=code, months=months, answers=answers, now=now
    )
    if is_new:
        rounded = {name: round(value, 3) for name, value in scores.dimensions.items() if value is not None}
        data = {"instrument": code, "months": months, **rounded}
        person = services.person_of(scope=scope, kawal_id=kawal_id)
        _tell(scope, f"survei-{act.hex}", "reintegration_surveyed", person, data, now)
    return scores


@transaction.atomic
def change_offer(*, scope: Scope, kawal_id: str, offer_id: int, state: str, note: str, now: datetime) -> None:
    """What became of an offer. A service given is help; a programme answered is said as such.

    :raises CannotBecome: it may not follow. :raises NotVisible: no such offer of the agency.
    """
    changed = services.change_offer(scope=scope, offer_id=offer_id, state=state, note=note, now=now)
    if changed is None:
        return
    person = services.person_of(scope=scope, kawal_id=kawal_id)
    fact_id = f"reintegrasi-{offer_id}-{state}"
    provider = {"provider": changed.provider} if changed.provider else {}
    if changed.kind == "service" and state == "done":
        _tell(scope, fact_id, "assisted", person, {"service": changed.code, **provider}, now)
    elif changed.kind == "programme" and state in _ANSWERS:
        data = {"programme": changed.code, "answer": _ANSWERS[state], **provider}
        _tell(scope, fact_id, "programme_offered", person, data, now)


def _tell(scope: Scope, fact_id: str, kind: str, person: Any, data: Mapping[str, Any], now: datetime) -> None:
    raw = {
        "id": fact_id,
        "kind": kind,
        "occurred_at": now.isoformat(timespec="seconds"),
        "subject": {"kawal_id": person.kawal_id, "name": person.name},
        "basis": "witnessed",
        "data": dict(data),
    }
    flow.report(scope=scope, facts=[flow.said(raw, scope=scope, now=now)], now=now)
