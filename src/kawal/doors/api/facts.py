"""Reporting facts, one or thousands, and reading one back as it was sent."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

import orjson
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Router

from kawal import flow
from kawal.access.scope import Power, Scope
from kawal.doors.api.gate import scope_of
from kawal.doors.api.problems import ProblemRaised, answer, errors_of, problem
from kawal.doors.api.reading import body_of
from kawal.facts.contract import wire
from kawal.facts.contract.errors import FactRefused, Remark
from kawal.facts.contract.fact import Said, read_checked, read_fact
from kawal.situation.people import selectors as people
from kawal.situation.people.selectors import FactCard

MOST = 5_000
STATUS = {"accepted": 201, "repeated": 200}
router = Router(tags=["facts"])


@router.post("", url_name="facts")
def report(request: HttpRequest) -> HttpResponse:
    """Report one fact, or up to 5,000 as `{"facts": […]}`; each stands for itself."""
    scope, now = scope_of(request), timezone.now()
    scope.require(Power.REPORT)
    body = _body(request)
    if _is_batch(body):
        return _report_batch(body["facts"], scope, now)
    return _report_one(body, scope, now)


@router.get("/{source}/{path:id}", url_name="fact")
def read_back(request: HttpRequest, source: str, id: str) -> HttpResponse:
    """One fact as it was sent, with what became of it."""
    fact = people.get_fact(scope=scope_of(request), source=source, id=id)
    return answer(as_sent(fact))


def as_sent(fact: FactCard) -> dict[str, Any]:
    """The contract's own shape, and `recorded_at`, `state`, `kawal_id`."""
    return {
        "id": fact.id,
        "source": fact.source,
        "kind": fact.kind,
        "occurred_at": fact.occurred_text,
        "subject": fact.subject,
        "place": fact.place,
        "basis": fact.basis,
        "data": fact.data,
        "sent_at": fact.sent_at,
        "corrects": fact.corrects,
        **(fact.more or {}),
        "recorded_at": fact.recorded_at,
        "state": fact.state,
        "kawal_id": fact.kawal_id,
    }


def _body(request: HttpRequest) -> Any:
    text = body_of(request)
    if len(text) <= wire.MOST_BYTES and not text.lstrip().startswith(b'{"facts"'):
        return _one(text)
    try:
        body = orjson.loads(text)
    except orjson.JSONDecodeError as error:
        raise ProblemRaised("json_malformed") from error
    if not isinstance(body, dict):
        raise ProblemRaised("bad_request")
    if not _is_batch(body) and len(text) > wire.MOST_BYTES:
        raise ProblemRaised("too_large")
    return body


def _one(text: bytes) -> Any:
    """The object a small body holds; a key said twice is found here."""
    try:
        return wire.object_from(text)
    except FactRefused as refused:
        if refused.errors[0].code == "json_malformed":
            raise ProblemRaised("json_malformed") from refused
        raise ProblemRaised("fact_refused", errors=errors_of(refused)) from refused


def _is_batch(body: Any) -> bool:
    return isinstance(body.get("facts"), list) and "kind" not in body


def _report_one(raw: dict[str, Any], scope: Scope, now: datetime) -> HttpResponse:
    try:
        said = read_checked(raw, source=scope.agency, now=now)
    except FactRefused as refused:
        return problem("fact_refused", errors=errors_of(refused))
    [outcome] = flow.report(scope=scope, facts=[said], now=now)
    if outcome.status == "conflict":
        return problem("fact_conflict", id=outcome.id)
    body = {
        "id": outcome.id,
        "status": outcome.status,
        "kawal_id": outcome.kawal_id,
        "recorded_at": outcome.recorded_at,
        "remarks": _remarks(outcome.remarks),
    }
    return answer(body, STATUS[outcome.status])


def _report_batch(raws: list[Any], scope: Scope, now: datetime) -> HttpResponse:
    if len(raws) > MOST:
        raise ProblemRaised("too_many_facts")
    said: list[tuple[int, Said]] = []
    results: dict[int, dict[str, Any]] = {}
    for index, raw in enumerate(raws):
        try:
            said.append((index, read_fact(raw, source=scope.agency, now=now)))
        except FactRefused as refused:
            errors = errors_of(refused, index)
            results[index] = _result(index, refused.id, "refused", errors=errors)
    outcomes = flow.report(scope=scope, facts=[it for _, it in said], now=now) if said else []
    for (index, _), outcome in zip(said, outcomes, strict=True):
        results[index] = _result(
            index, outcome.id, outcome.status, outcome.kawal_id, remarks=_remarks(outcome.remarks)
        )
    counts = dict.fromkeys(("accepted", "repeated", "conflict", "refused"), 0)
    for result in results.values():
        counts[result["status"]] += 1
    counts["refused"] += counts.pop("conflict")
    return answer({**counts, "results": [results[index] for index in range(len(raws))]})


def _result(
    index: int,
    id: str | None,
    status: str,
    kawal_id: str | None = None,
    *,
    errors: Iterable[dict[str, Any]] = (),
    remarks: Iterable[dict[str, str]] = (),
) -> dict[str, Any]:
    return {
        "index": index,
        "id": id,
        "status": status,
        "kawal_id": kawal_id,
        "errors": list(errors),
        "remarks": list(remarks),
    }


def _remarks(remarks: Iterable[Remark]) -> list[dict[str, str]]:
    return [{"code": it.code, "field": it.field, "message": it.message} for it in remarks]
