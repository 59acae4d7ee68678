"""Writing the access log, in the transaction of what it tells of."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from kawal.access import asking
from kawal.access.scope import Scope
from kawal.access.trail.models import Trace

ONCE = """insert into trace (at, actor, agency, role, action, person, subject, purpose)
 select %(at)s, v.actor, v.agency, v.role, v.action, v.person, '', v.purpose
 from (values (%(actor)s::text, %(agency)s::text, %(role)s::text, %(action)s::text, %(person)s::text, %(purpose)s::text))
  v (actor, agency, role, action, person, purpose)
 where not exists (select from trace t where t.person = v.person and t.person <> '' and t.at > %(since)s and t.actor = v.actor
  and t.action = v.action) returning id"""


class TooFast(Exception):
    """The same was asked too often in a short time."""


def record(*, scope: Scope, action: str, now: datetime, person: str = "", subject: str = "") -> None:
    """Write one line. ``action`` is ``thing.done``; ``person`` the opaque id."""
    record_all(scope=scope, action=action, now=now, people=[person], subject=subject)


def record_once(*, scope: Scope, action: str, now: datetime, person: str, within: timedelta) -> None:
    """Write one line, unless the same actor did the same about the same person so shortly before."""
    about = {"actor": scope.actor, "agency": scope.agency, "role": scope.role, "purpose": scope.purpose}
    asking.rows(ONCE, {**about, "action": action, "person": person, "at": now, "since": now - within})


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


def keep_pace(*, scope: Scope, action: str, now: datetime, most: int, within: timedelta) -> None:
    """Write one line, and stop whoever did the same too often just before.

    :raises TooFast: ``most`` times within that time already.
    """
    lately = Trace.objects.filter(actor=scope.actor, at__gt=now - within, action=action)
    if lately.count() >= most:
        raise TooFast(action)
    record(scope=scope, action=action, now=now)
