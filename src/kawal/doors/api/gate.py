"""Who calls: an agency's key, its scope, and how often. Every route passes here; none can forget it."""

import threading
import time
from collections import defaultdict, deque

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from ninja.security import HttpBearer

from kawal.access import wall
from kawal.access.keys import services as keys
from kawal.access.scope import Scope
from kawal.doors.api.problems import ProblemRaised

WINDOW = 10.0  # seconds


class KeyAuth(HttpBearer):
    """`Authorization: Bearer KEY`. Enters the wall with the key's scope, for the transaction of the call."""

    def authenticate(self, request: HttpRequest, token: str) -> Scope | None:
        scope = keys.scope_of_bearer(bearer=token, now=timezone.now())
        if scope.is_empty:
            return None
        _count(scope.actor)
        _read_address(request)
        wall.enter(scope)
        return scope


_calls: dict[str, deque[float]] = defaultdict(deque)
_lock = threading.Lock()


def _count(actor: str) -> None:
    """A simple window in each process: it stops a loop gone wild, not a determined sender.

    :raises ProblemRaised: too many.
    """
    now = time.monotonic()
    with _lock:
        calls = _calls[actor]
        while calls and calls[0] <= now - WINDOW:
            calls.popleft()
        if len(calls) >= settings.API_CALLS_PER_SECOND * WINDOW:
            raise ProblemRaised("too_many")
        calls.append(now)


def _read_address(request: HttpRequest) -> None:
    """:raises ProblemRaised: it holds what no table can: NUL."""
    if "\0" in request.path:
        raise ProblemRaised("not_found")
    if any("\0" in value for values in request.GET.lists() for value in values[1]):
        raise ProblemRaised("bad_request")


def scope_of(request: HttpRequest) -> Scope:
    scope: Scope = request.auth  # type: ignore[attr-defined]  # what KeyAuth returned
    return scope
