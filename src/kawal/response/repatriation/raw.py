"""Steps of the way home as raw facts, as the contract wants them. Pure: the doors give them to the flow."""

from collections.abc import Mapping
from typing import Any

from kawal.facts.contract.kinds import KINDS, WITHDRAWN
from kawal.response.repatriation.steps import STEP

Raw = dict[str, Any]


def step_fact(
    step: str,
    *,
    fact_id: str,
    subject: Mapping[str, Any],
    occurred_at: str,
    kind: str = "",
    basis: str = "unknown",
    place: Mapping[str, Any] | None = None,
    data: Mapping[str, Any] | None = None,
) -> Raw:
    """The fact that this step is done; what was not answered is left out.

    :param subject: who it is: her ``kawal_id`` and the name she is known by here.
    :param kind: one of the step's kinds where it has several; otherwise the usual one.
    :raises KeyError: no such step.
    :raises ValueError: a kind that is none of the step's.
    """
    kinds = STEP[step].kinds
    if kind and kind not in kinds:
        raise ValueError(f"{kind} is not the step {step}")
    kind = kind or kinds[0]
    known = KINDS[kind].data
    raw: Raw = {
        "id": fact_id,
        "kind": kind,
        "occurred_at": occurred_at,
        "subject": {key: value for key, value in subject.items() if _is_said(value)},
        "basis": basis,
        "data": {key: value for key, value in (data or {}).items() if key in known and _is_said(value)},
    }
    where = {key: value for key, value in (place or {}).items() if _is_said(value)}
    return raw | {"place": where} if where else raw


def withdrawal(*, fact_id: str, corrects: str, occurred_at: str, reason: str) -> Raw:
    """Takes an own fact back; it stays on the timeline, struck through."""
    return {
        "id": fact_id,
        "kind": WITHDRAWN,
        "occurred_at": occurred_at,
        "corrects": corrects,
        "data": {"reason": reason},
    }


def _is_said(value: Any) -> bool:
    return value is not None and value != ""
