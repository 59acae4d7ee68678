"""Keys of agencies' machines: issued once, found at each call, revoked. Only a digest of the secret is kept."""

import hashlib
import hmac
import re
import secrets
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q

from kawal.access import asking
from kawal.access.keys.models import AgencyKey
from kawal.access.scope import NOBODY, NotAllowed, NotVisible, Power, Scope, area_key
from kawal.access.scopes import scope_of_key
from kawal.access.trail import services as trail

READS = frozenset({Power.SEARCH, Power.READ_PERSON, Power.READ_CLAIMS})
GIVEN: dict[str, frozenset[Power]] = {
    "report": frozenset(),  # every key does
    "read": READS,
    "match": frozenset({Power.MATCH}),
    "alerts": frozenset({Power.READ_ALERT}),
}
USUAL = ("read", "match")
OWN = frozenset({"report", *USUAL})  # what an administrator may give
NATION = "all"
USED_EVERY = timedelta(minutes=1)  # how exactly the last use is known
PREFIX = re.compile(r"kw[0-9a-f]{10}")
_FIELDS = tuple(field.attname for field in AgencyKey._meta.concrete_fields)
# Asked at every call, so not put together anew each time.
FIND = f"select {', '.join(_FIELDS)} from {AgencyKey._meta.db_table} where prefix = %(prefix)s"
_NO_DIGEST = hashlib.sha256(b"").digest()


@transaction.atomic
def issue_key(
    *, scope: Scope, agency: str, powers: Iterable[str] = (), area: str = "", now: datetime,
    expires_at: datetime | None = None,
) -> str:  # fmt: skip
    """The new key, ``prefix.secret``, shown once. It reports for the agency and reads what the agency said itself.

    ``powers`` are names of `GIVEN` (the usual ones when none is named); ``area`` is a code, or "all" for the nation:
    both widen what is read, so only whoever runs the installation may give them.

    :raises NotAllowed: another agency's, or wider than an administrator may give.
    :raises ValueError: no such power, or the code is no province, regency or village.
    """
    scope.require(Power.MANAGE_OFFICERS)
    named = tuple(powers) or USUAL
    if not scope.is_nationwide and (agency != scope.agency or area or not set(named) <= OWN):
        raise NotAllowed(Power.NATION)
    prefix, secret = f"kw{secrets.token_hex(5)}", secrets.token_urlsafe(32)
    AgencyKey.objects.create(
        prefix=prefix,
        digest=_digest(secret),
        agency=agency,
        powers=sorted(_powers(named, area)),
        keys=[area_key(area)] if area and area != NATION else [],
        issued_at=now,
        issued_by=scope.actor,
        expires_at=expires_at,
    )
    trail.record(scope=scope, action="key.issued", now=now, subject=f"{prefix} {agency}")
    return f"{prefix}.{secret}"


@transaction.atomic
def revoke_key(*, scope: Scope, prefix: str, now: datetime) -> None:
    """Holds from the next call on. Revoking twice changes nothing.

    :raises NotVisible: unknown, or another agency's.
    """
    scope.require(Power.MANAGE_OFFICERS)
    keys = AgencyKey.objects.select_for_update().filter(prefix=prefix if PREFIX.fullmatch(prefix) else "")
    key = (keys if scope.is_nationwide else keys.filter(agency=scope.agency)).first()
    if key is None:
        raise NotVisible("AgencyKey")
    if key.revoked_at is None:
        key.revoked_at = now
        key.save(update_fields=["revoked_at"])
        trail.record(scope=scope, action="key.revoked", now=now, subject=f"{prefix} {key.agency}")


def find_key(*, bearer: str, now: datetime) -> AgencyKey | None:
    """The standing key of a text ``prefix.secret``, or None; a wrong secret takes as long as an unknown prefix."""
    prefix, _dot, secret = bearer.strip().partition(".")
    key = _key_of(prefix) if PREFIX.fullmatch(prefix) else None
    digest = bytes(key.digest) if key else _NO_DIGEST
    is_right = hmac.compare_digest(digest, _digest(secret)) and bool(secret)
    if key is None or not is_right or key.revoked_at or (key.expires_at and key.expires_at <= now):
        return None
    if key.last_used_at is None or key.last_used_at <= now - USED_EVERY:
        _note_use(key, now)
    return key


def _key_of(prefix: str) -> AgencyKey | None:
    found = asking.rows(FIND, {"prefix": prefix})
    return AgencyKey.from_db("default", _FIELDS, found[0]) if found else None


def scope_of_bearer(*, bearer: str, now: datetime) -> Scope:
    """The scope of a key; NOBODY when there is none that stands."""
    key = find_key(bearer=bearer, now=now)
    return scope_of_key(key) if key else NOBODY


def _note_use(key: AgencyKey, now: datetime) -> None:
    """Whoever finds the row busy leaves it to the other: calls with one key must not wait for each other."""
    stale = Q(last_used_at=None) | Q(last_used_at__lte=now - USED_EVERY)
    with transaction.atomic():
        rows = AgencyKey.objects.select_for_update(skip_locked=True).filter(stale, pk=key.pk)
        if rows.first():
            AgencyKey.objects.filter(pk=key.pk).update(last_used_at=now)


def _powers(named: tuple[str, ...], area: str) -> set[Power]:
    unknown = sorted(set(named) - set(GIVEN))
    if unknown:
        raise ValueError(f"no such power: {', '.join(unknown)}")
    powers = {Power.REPORT}.union(*(GIVEN[name] for name in named))
    if area:
        powers |= READS
    if area == NATION:
        powers |= {Power.NATION}
    return powers


def _digest(secret: str) -> bytes:
    """The secret is random and long, so no slow hash is needed."""
    return hashlib.sha256(secret.encode()).digest()
