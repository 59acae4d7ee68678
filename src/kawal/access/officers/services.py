"""What an administrator does for the officers of the own agency. Each act stands in the access log."""

import re
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from kawal.access.entry.services import make_link
from kawal.access.officers.models import EntryLink, Officer
from kawal.access.officers.postings import Posting, problems_of
from kawal.access.scope import NotVisible, Power, Scope
from kawal.access.trail import services as trail

LOGIN = re.compile(r"[a-z0-9][a-z0-9._@+-]{2,79}")


class OfficerRefused(Exception):
    """``errors`` holds a sentence for each field that will not do."""

    def __init__(self, errors: dict[str, str]) -> None:
        super().__init__("; ".join(errors.values()))
        self.errors = errors


class OwnAccount(Exception):
    """Nobody decides about the own account: another administrator does."""


@dataclass(frozen=True, slots=True)
class Newcomer:
    """Somebody who is to log in."""

    login: str
    name: str
    posting: Posting
    email: str = ""


@transaction.atomic
def invite_officer(*, scope: Scope, newcomer: Newcomer, now: datetime) -> str:
    """Add an officer who chooses the password behind a link; its secret is returned, and shown once.

    :raises NotAllowed: may not manage officers, or those of another agency.
    :raises OfficerRefused: the login is taken or odd, or the posting is beyond the agency.
    """
    officer = _add(scope, newcomer, now)
    trail.record(scope=scope, action="officer.invited", now=now, subject=officer.login)
    return make_link(scope=scope, officer=officer, purpose=EntryLink.Purpose.INVITE, now=now)


@transaction.atomic
def add_officer(*, scope: Scope, newcomer: Newcomer, password: str, now: datetime) -> int:
    """Add an officer who has a password already; for whoever runs the installation.

    :raises OfficerRefused: as `invite_officer`.
    """
    officer = _add(scope, newcomer, now, password=password)
    trail.record(scope=scope, action="officer.added", now=now, subject=officer.login)
    return officer.pk


@transaction.atomic
def reset_officer(*, scope: Scope, officer_id: int, now: datetime) -> str:
    """The secret of a link to choose a new password. The old one holds until then.

    :raises NotVisible: unknown, another agency's, or disabled.
    """
    officer = _own(scope, officer_id)
    if not officer.is_active:
        raise NotVisible(f"Officer #{officer_id}")
    invited = not officer.has_usable_password()
    purpose = EntryLink.Purpose.INVITE if invited else EntryLink.Purpose.RESET
    trail.record(scope=scope, action="officer.reset", now=now, subject=officer.login)
    return make_link(scope=scope, officer=officer, purpose=purpose, now=now)


@transaction.atomic
def disable_officer(*, scope: Scope, officer_id: int, now: datetime) -> None:
    """Out from the next request on; links end. Disabling twice changes nothing.

    :raises OwnAccount: it is the own.
    """
    officer = _own(scope, officer_id, not_self=True)
    if not officer.is_active:
        return
    officer.is_active, officer.disabled_at = False, now
    officer.save(update_fields=["is_active", "disabled_at"])
    EntryLink.objects.filter(officer=officer, used_at=None).update(used_at=now)
    trail.record(scope=scope, action="officer.disabled", now=now, subject=officer.login)


@transaction.atomic
def enable_officer(*, scope: Scope, officer_id: int, now: datetime) -> None:
    """Back with the old password and posting."""
    officer = _own(scope, officer_id)
    if officer.is_active:
        return
    officer.is_active, officer.disabled_at = True, None
    officer.save(update_fields=["is_active", "disabled_at"])
    trail.record(scope=scope, action="officer.enabled", now=now, subject=officer.login)


@transaction.atomic
def move_officer(*, scope: Scope, officer_id: int, posting: Posting, now: datetime) -> None:
    """Another role, area or place within the same agency.

    :raises OwnAccount: nobody gives the own account more.
    :raises OfficerRefused: beyond the agency.
    """
    officer = _own(scope, officer_id, not_self=True)
    posting = _checked(scope, Posting(officer.agency, posting.role, posting.area, posting.place), {})
    officer.role, officer.area, officer.place = posting.role, posting.area, posting.place
    officer.save(update_fields=["role", "area", "place"])
    subject = " ".join(filter(None, (officer.login, posting.role, posting.area, posting.place)))
    trail.record(scope=scope, action="officer.moved", now=now, subject=subject[:120])


def choose_language(*, scope: Scope, language: str) -> None:
    """The language of the own account's pages."""
    Officer.objects.filter(login=scope.actor).update(language=language)


def _add(scope: Scope, newcomer: Newcomer, now: datetime, *, password: str = "") -> Officer:
    scope.require(Power.MANAGE_OFFICERS)
    login, name = newcomer.login.strip().lower(), " ".join(newcomer.name.split())
    errors: dict[str, str] = {}
    if not LOGIN.fullmatch(login):
        errors["login"] = _("Pakai 3 sampai 80 huruf kecil, angka, titik, atau alamat surel.")
    if not name:
        errors["name"] = _("Isi nama petugas.")
    posting = _checked(scope, newcomer.posting, errors)
    officer = Officer(
        login=login,
        name=name[:120],
        email=newcomer.email,
        agency=posting.agency,
        role=posting.role,
        area=posting.area,
        place=posting.place,
        created_at=now,
        created_by=scope.actor,
    )
    if password:
        officer.set_password(password)
    else:
        officer.set_unusable_password()
    try:
        with transaction.atomic():
            officer.save(force_insert=True)
    except IntegrityError as error:
        raise OfficerRefused({"login": _("Nama masuk ini sudah dipakai.")}) from error
    return officer


def _checked(scope: Scope, posting: Posting, errors: dict[str, str]) -> Posting:
    """:raises OfficerRefused: with ``errors`` found before and those of the posting."""
    posting = posting.tidy()
    if not scope.is_nationwide and posting.agency != scope.agency:
        errors = errors | {"role": _("Peran ini tidak ada di instansi Anda.")}
    else:
        errors = errors | problems_of(posting, only_own=not scope.is_nationwide)
    if errors:
        raise OfficerRefused(errors)
    return posting


def _own(scope: Scope, officer_id: int, *, not_self: bool = False) -> Officer:
    """An officer of the own agency, locked.

    :raises NotVisible: unknown, or another agency's.
    """
    scope.require(Power.MANAGE_OFFICERS)
    officers = Officer.objects.select_for_update().filter(pk=officer_id)
    if not scope.is_nationwide:
        officers = officers.filter(agency=scope.agency)
    officer = officers.first()
    if officer is None:
        raise NotVisible(f"Officer #{officer_id}")
    if not_self and officer.login == scope.actor:
        raise OwnAccount(officer_id)
    return officer
