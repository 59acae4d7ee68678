"""The API, version 1: routes, the key at the gate, and one shape for every error."""

import logging
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.db import OperationalError, transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.views.decorators.csrf import csrf_exempt
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, ValidationError

from kawal.access.scope import NotAllowed, NotVisible
from kawal.access.trail.services import TooFast
from kawal.doors.api import alerts, facts, parties, people
from kawal.doors.api.gate import KeyAuth
from kawal.doors.api.problems import ProblemRaised, problem
from kawal.situation.paging import BadCursor

log = logging.getLogger("kawal.api")

api = NinjaAPI(
    title="Kawal",
    version="1",
    description="Facts in, people and alerts out. Errors are problem+json with a stable `code`.",
    urls_namespace="api",
    docs_url=None,  # its page would load from another host
    auth=KeyAuth(),
)
api.add_router("/facts", facts.router)
api.add_router("/people", people.router)
api.add_router("/match", people.match_router)
api.add_router("/alerts", alerts.router)
api.add_router("/parties", parties.router)

_CODES: dict[type[Exception], str] = {
    AuthenticationError: "key_missing",
    NotAllowed: "not_allowed",
    NotVisible: "not_found",
    Http404: "not_found",
    BadCursor: "cursor_unknown",
    TooFast: "too_many",
    OperationalError: "unavailable",
}


def _answering(code: str) -> Any:
    return lambda request, error: problem(code)


for kind, code in _CODES.items():
    api.add_exception_handler(kind, _answering(code))


@api.exception_handler(ProblemRaised)
def on_problem(request: HttpRequest, raised: ProblemRaised) -> HttpResponse:
    """What a route could not go on with."""
    return problem(raised.code, errors=raised.errors, **raised.more)


@api.exception_handler(ValidationError)
def on_bad_query(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """A parameter of the address that is none."""
    errors = [
        {
            "index": 0,
            "id": None,
            "field": str(it["loc"][-1]),
            "code": it["type"],
            "message": "Nilai ini tidak dapat dibaca.",
        }
        for it in error.errors
    ]
    return problem("bad_request", errors=errors)


@api.exception_handler(Exception)
def on_anything(request: HttpRequest, error: Exception) -> HttpResponse:
    """Ours, never the caller's: written to the log without what was sent."""
    transaction.set_rollback(True)
    log.error("api.failed", extra={"route": request.path.split("/")[3:4]}, exc_info=error)
    return problem("unavailable")


@csrf_exempt
def nowhere(request: HttpRequest, rest: str = "") -> HttpResponse:
    """An address under /api that is no route."""
    return problem("not_found")


def _in_shape(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A method that an address does not know is refused as everything else is."""

    @wraps(view)
    def shaped(request: HttpRequest, **parts: Any) -> HttpResponse:
        made = view(request, **parts)
        if not isinstance(made, HttpResponseNotAllowed):
            return made
        refused = problem("method_not_allowed")
        refused["Allow"] = ", ".join(sorted(made["Allow"].split(", ")))
        return refused

    return shaped


routes = api.urls
for it in routes[0]:
    it.callback = _in_shape(it.callback)  # type: ignore[arg-type]  # every route has a view
