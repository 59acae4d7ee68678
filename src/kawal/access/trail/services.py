"""Writing the access log, in the transaction of what it tells of."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from kawal.access.scope import Scope
from kawal.access.trail.models import Trace


def record(*, scope: Scope, action: str, now: datetime, person: str = "", subject: str = "") -> None:
    """Write one line. ``action`` is ``thing.done``; ``person`` the opaque id."""
    record_all(scope=scope, action=action, now=now, people=[person], subject=subject)


def record_once(*, scope: Scope, action: str, now: datetime, person: str, within: timedelta) -> None:
    """Write one line, unless the same actor did the same about the same person so shortly before."""
    lately = Trace.objects.filter(person=person, at__gt=now - within, actor=scope.actor, action=action)
    if not lately.exists():
        record(scope=scope, action=action, now=now, person=person)


def record_all(*, scope: Scope, action: str, now: datetime, people: Iterable[str], subject: str = "") -> None:
    """Write one line for each of several people."""
    Trace.objects.bulk_create(
        Trace(
            at=now,
            actor=scope.actor,
            agency=scope.agency,
            role=scope.role,
            action=action,
            person=person,
            subject=subject,
            purpose=scope.purpose,
        )
        for person in people
    )
