"""Reads of keys; never of their secrets, which nobody has."""

from dataclasses import dataclass
from datetime import datetime

from kawal.access.keys.models import AgencyKey
from kawal.access.scope import Power, Scope


@dataclass(frozen=True, slots=True)
class KeyCard:
    """A key as administrators see it. ``keys`` are the rows beyond those of the own agency."""

    prefix: str
    agency: str
    powers: tuple[str, ...]
    keys: tuple[str, ...]
    issued_at: datetime
    issued_by: str
    expires_at: datetime | None
    last_used_at: datetime | None
    revoked_at: datetime | None


def list_keys(*, scope: Scope, agency: str = "") -> list[KeyCard]:
    """Newest first, those of the own agency; whoever runs the installation sees all, or one agency's.

    :raises NotAllowed: may not manage officers.
    """
    scope.require(Power.MANAGE_OFFICERS)
    rows = AgencyKey.objects.order_by("-issued_at", "-pk")
    if not scope.is_nationwide:
        rows = rows.filter(agency=scope.agency)
    if agency:
        rows = rows.filter(agency=agency)
    return [_card(it) for it in rows]


def _card(it: AgencyKey) -> KeyCard:
    return KeyCard(
        prefix=it.prefix,
        agency=it.agency,
        powers=tuple(it.powers),
        keys=tuple(it.keys),
        issued_at=it.issued_at,
        issued_by=it.issued_by,
        expires_at=it.expires_at,
        last_used_at=it.last_used_at,
        revoked_at=it.revoked_at,
    )
