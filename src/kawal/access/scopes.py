"""The one place where a login or a key becomes a scope. Whatever is missing yields NOBODY, which sees no row."""

from kawal.access.keys.models import AgencyKey
from kawal.access.officers.models import Officer
from kawal.access.roles import ROLES, Role
from kawal.access.scope import EVERYTHING, NOBODY, Power, Scope, area_key, own_key

MACHINE = "machine"


def scope_of_officer(officer: Officer) -> Scope:
    """What an officer may do, to which rows, in which categories; NOBODY when disabled or incomplete."""
    role = ROLES.get(officer.role)
    if role is None or not (officer.is_active and officer.login and officer.agency):
        return NOBODY
    try:
        keys = _keys_of(role, officer)
        return Scope(
            actor=officer.login,
            agency=officer.agency,
            keys=keys,
            powers=role.powers,
            categories=role.categories,
            role=role.code,
            area=officer.area,
            purpose="duty",
        )
    except ValueError:  # a place that is no place, an area that has no key
        return NOBODY


def scope_of_login(login: str) -> Scope:
    """The scope an officer has by now, for work that was begun earlier."""
    officer = Officer.objects.filter(login=login).first()
    return scope_of_officer(officer) if officer else NOBODY


def scope_of_key(key: AgencyKey) -> Scope:
    """What a machine may do: rows of its own agency and those it was issued for, in every category of them.

    Whether it still holds (revoked, expired) is asked when it is found.
    """
    if not (key.prefix and key.agency) or key.revoked_at is not None:
        return NOBODY
    try:
        return Scope(
            actor=f"key {key.prefix}",
            agency=key.agency,
            keys=_unique(own_key(key.agency), *key.keys),
            powers=frozenset(Power(power) for power in key.powers),
            categories=EVERYTHING,
            role=MACHINE,
            purpose="exchange",
        )
    except ValueError:  # a power or a key that no longer exists
        return NOBODY


def _keys_of(role: Role, officer: Officer) -> tuple[str, ...]:
    """:raises ValueError: what the role needs (area, post, shelter) is missing or has no key."""
    own = own_key(officer.agency)
    match role.holds:
        case "village" | "area":
            key = area_key(officer.area)
            if key.startswith("v:") is not (role.holds == "village"):
                raise ValueError("a village role serves a village, and only that role does")
            return (key, own)
        case "post":
            return (f"b:{officer.place}", own)
        case "shelter":
            return (f"s:{officer.place}", own)
        case "mission":
            return (f"m:{officer.agency}", own)
        case "referral":
            return (f"r:{officer.agency}", own)
        case "nation":
            return (own,)
        case "nothing":
            return ()


def _unique(*keys: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(keys))
