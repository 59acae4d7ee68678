"""Reads of the access log: all of it for data protection, one's own lines, and who looked at one person."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Max, Q, QuerySet

from kawal.access import asking
from kawal.access.officers.selectors import names_of
from kawal.access.scope import NotAllowed, Power, Scope
from kawal.access.trail.models import Trace
from kawal.foundation.cursors import pack, unpack

VIEWED_WITHIN = timedelta(days=30)
COUNTED = """select count(*) as acts, count(distinct t.actor) as actors from trace t
 where t.person = %(person)s and t.person <> '' and t.at > %(since)s
 and not t.subject = any(%(without)s)"""


OWN_LINES = 2_000  # of the log, looked through for the latest acts
ACTS = """select t.at, t.action, t.subject, max(t.person) as person, count(*) filter (where t.person <> '') as people from (
  select at, action, subject, person from trace where actor = %(actor)s order by at desc limit %(looked)s) t
 group by t.at, t.action, t.subject order by t.at desc, t.action, t.subject limit %(most)s"""


@dataclass(frozen=True, slots=True)
class TraceCard:
    """A line of the log. ``actor`` is the login or key, ``name`` the officer's; ``person`` the opaque id."""

    at: datetime
    actor: str
    name: str
    agency: str
    role: str
    action: str
    person: str
    subject: str
    purpose: str


@dataclass(frozen=True, slots=True)
class ActCard:
    """One act of the reader's own. ``person`` is the opaque id where it was about one, ``people`` how many it was about."""

    at: datetime
    action: str
    subject: str
    person: str
    people: int


@dataclass(frozen=True, slots=True)
class TracePage:
    results: list[TraceCard]
    next: str | None


@dataclass(frozen=True, slots=True)
class ViewerCard:
    """What one officer did about one person lately: how often each act, and the latest time."""

    actor: str
    name: str
    agency: str
    action: str
    times: int
    last_at: datetime


@dataclass(frozen=True, slots=True)
class Asked:
    """What a reader of the log looks for; empty means anything. ``action`` may be a beginning (`officer.`)."""

    agency: str = ""
    actor: str = ""
    person: str = ""
    action: str = ""


ANYTHING = Asked()


def list_traces(
    *, scope: Scope, asked: Asked = ANYTHING, limit: int = 50, cursor: str | None = None
) -> TracePage:
    """Newest first.

    :raises NotAllowed: may not read the access log.
    """
    scope.require(Power.READ_TRAIL)
    only = Q(agency=asked.agency) if asked.agency else Q()
    only &= Q(actor=asked.actor) if asked.actor else Q()
    only &= Q(person=asked.person) if asked.person else Q()
    only &= Q(action__startswith=asked.action) if asked.action else Q()
    return _page(Trace.objects.filter(only), limit=limit, cursor=cursor)


def list_own_acts(*, scope: Scope, limit: int = 10) -> list[ActCard]:
    """What the reader did lately, the latest first: a look at a list is one act, however many stand in it."""
    found = asking.rows(ACTS, {"actor": scope.actor, "looked": OWN_LINES, "most": limit})
    return [
        ActCard(it.at, it.action, it.subject, it.person if it.people == 1 else "", it.people) for it in found
    ]


def list_viewers(
    *, scope: Scope, kawal_id: str, now: datetime, without: Sequence[str] = (), limit: int = 200
) -> list[ViewerCard]:
    """Who did what about a person in the last 30 days, latest first. Whether the reader may see the person the
    caller has asked before; ``without`` names what is not there for her.

    :raises NotAllowed: may neither open people's pages nor read the log.
    """
    rows = (
        _about(scope, kawal_id, now)
        .exclude(subject__in=without)
        .values("actor", "agency", "action")
        .annotate(times=Count("pk"), last_at=Max("at"))
        .order_by("-last_at", "actor", "action")[:limit]
    )
    names = names_of(logins=[row["actor"] for row in rows])
    return [ViewerCard(name=names[row["actor"]], **row) for row in rows]


def count_viewers(
    *, scope: Scope, kawal_id: str, now: datetime, without: Sequence[str] = ()
) -> tuple[int, int]:
    """How many acts by how many officers in the last 30 days."""
    _require(scope)
    asked = {"person": kawal_id, "since": now - VIEWED_WITHIN, "without": list(without)}
    [counted] = asking.rows(COUNTED, asked)
    return counted.acts, counted.actors


def _require(scope: Scope) -> None:
    if not (scope.may(Power.READ_PERSON) or scope.may(Power.READ_TRAIL)):
        raise NotAllowed(Power.READ_PERSON)


def _about(scope: Scope, kawal_id: str, now: datetime) -> QuerySet[Trace]:
    _require(scope)
    return Trace.objects.filter(person=kawal_id, at__gt=now - VIEWED_WITHIN).exclude(person="")


def _page(rows: QuerySet[Trace], *, limit: int, cursor: str | None) -> TracePage:
    rows = rows.order_by("-at", "-pk")
    after = _read(cursor)
    if after:
        at, pk = after
        rows = rows.filter(at__lte=at).exclude(at=at, pk__gte=pk)
    found = list(rows[: limit + 1])
    last = found[limit - 1] if len(found) > limit else None
    names = names_of(logins=[it.actor for it in found])
    cards = [_card(it, names[it.actor]) for it in found[:limit]]
    return TracePage(cards, pack(last.at.isoformat(), last.pk) if last else None)


def _read(cursor: str | None) -> tuple[datetime, int] | None:
    parts = unpack(cursor, str, int)
    if parts is None:
        return None
    try:
        return datetime.fromisoformat(str(parts[0])), int(parts[1])
    except ValueError:
        return None


def _card(it: Trace, name: str) -> TraceCard:
    return TraceCard(it.at, it.actor, name, it.agency, it.role, it.action, it.person, it.subject, it.purpose)
