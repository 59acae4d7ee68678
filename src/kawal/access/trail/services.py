"""Writing the access log, in the transaction of what it tells of."""

from collections.abc import Iterable
from datetime import datetime

from kawal.access.scope import Scope
from kawal.access.trail.models import Trace


def record(*, scope: Scope, action: str, now: datetime, person: str = "", subject: str = "") -> None:
    """Write one line. ``action`` is ``thing.done``; ``person`` the opaque id."""
    record_all(scope=scope, action=action, now=now, people=[person], subject=subject)


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
