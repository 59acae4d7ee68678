"""Reads of officers: an administrator sees the own agency's, whoever runs the installation all."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db.models import Q, QuerySet

from kawal.access.officers.models import Officer
from kawal.access.roles import ROLES
from kawal.access.scope import NotVisible, Power, Scope
from kawal.foundation.cursors import pack, unpack

State = Literal["active", "invited", "disabled"]
WAITING = Q(is_active=True, password__startswith=UNUSABLE_PASSWORD_PREFIX)


@dataclass(frozen=True, slots=True)
class OfficerCard:
    """An officer as administrators see them. ``invited`` has not chosen a password yet."""

    officer_id: int
    login: str
    name: str
    email: str
    agency: str
    role: str
    area: str
    place: str
    state: State
    last_login: datetime | None
    is_self: bool


@dataclass(frozen=True, slots=True)
class OfficerPage:
    results: list[OfficerCard]
    next: str | None


def list_officers(*, scope: Scope, limit: int = 50, cursor: str | None = None) -> OfficerPage:
    """By name, those of the own agency.

    :raises NotAllowed: may not manage officers.
    """
    rows = _visible(scope).order_by("name", "pk")
    after = unpack(cursor, str, int)
    if after:
        name, pk = after
        rows = rows.filter(Q(name__gt=name) | Q(name=name, pk__gt=pk))
    found = list(rows[: limit + 1])
    mark = pack(found[limit - 1].name, found[limit - 1].pk) if len(found) > limit else None
    return OfficerPage([_card(it, scope) for it in found[:limit]], mark)


def count_waiting(*, scope: Scope) -> int:
    """Invitations of the own agency that nobody has answered yet."""
    return _visible(scope).filter(WAITING).count()


def get_officer(*, scope: Scope, officer_id: int) -> OfficerCard:
    """:raises NotVisible: unknown, or another agency's."""
    officer = _visible(scope).filter(pk=officer_id).first()
    if officer is None:
        raise NotVisible(f"Officer #{officer_id}")
    return _card(officer, scope)


def get_own(*, scope: Scope) -> OfficerCard:
    """The reader's own account.

    :raises NotVisible: the reader is no officer.
    """
    officer = Officer.objects.filter(login=scope.actor).first() if scope.actor else None
    if officer is None:
        raise NotVisible("Officer")
    return _card(officer, scope)


def find_officer(*, scope: Scope, login: str) -> OfficerCard | None:
    officer = _visible(scope).filter(login=login.strip().lower()).first()
    return _card(officer, scope) if officer else None


def names_of(*, logins: Iterable[str]) -> dict[str, str]:
    """Names by login, for logs that are shown; an unknown login (a key, a job) is its own name. One query."""
    wanted = set(logins)
    known = dict(Officer.objects.filter(login__in=wanted).values_list("login", "name"))
    return {login: known.get(login, login) for login in wanted}


def no_longer_may(*, logins: Iterable[str], power: Power) -> frozenset[str]:
    """Of these officers those who may not do it any more: the account is closed, or its role is without the power. One query."""
    found = Officer.objects.filter(login__in=set(logins)).values_list("login", "is_active", "role")
    return frozenset(
        login
        for login, is_active, role in found
        if not is_active or role not in ROLES or power not in ROLES[role].powers
    )


def names_at(*, scope: Scope, agency: str) -> list[tuple[str, str]]:
    """Login and name of who works at an agency, to say whom a complaint is about. One query.

    :raises NotAllowed: the officer runs no house.
    """
    scope.require(Power.HOUSE)
    found = Officer.objects.filter(agency=agency, is_active=True).order_by("name", "login")
    return list(found.values_list("login", "name"))


def _visible(scope: Scope) -> QuerySet[Officer]:
    scope.require(Power.MANAGE_OFFICERS)
    return Officer.objects.all() if scope.is_nationwide else Officer.objects.filter(agency=scope.agency)


def _card(it: Officer, scope: Scope) -> OfficerCard:
    state: State = "disabled" if not it.is_active else "active" if it.has_usable_password() else "invited"
    return OfficerCard(
        officer_id=it.pk,
        login=it.login,
        name=it.name,
        email=it.email,
        agency=it.agency,
        role=it.role,
        area=it.area,
        place=it.place,
        state=state,
        last_login=it.last_login,
        is_self=it.login == scope.actor,
    )
