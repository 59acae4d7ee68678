"""Links that let an officer choose a password once, logging in, changing the password.

Nothing here tells whether a login exists: an unknown one costs the same time, fails with the same answer and locks
as a known one does. Failures are counted by a keyed digest of what was typed.
"""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.utils.translation import gettext as _

from kawal.access.officers.models import EntryLink, LoginAttempt, Officer
from kawal.access.scope import NotVisible, Scope
from kawal.access.scopes import scope_of_officer
from kawal.access.trail import services as trail
from kawal.foundation.digests import keyed

LINK_STANDS = timedelta(days=7)
FAILURES = 5
WINDOW = timedelta(minutes=15)
ATTEMPTS_KEPT = timedelta(days=1)
LONGEST_PASSWORD = 256  # hashing more would be work for whoever asks, and no safer


class PasswordRefused(Exception):
    """``errors`` are sentences for whoever chose it."""

    def __init__(self, errors: list[str]) -> None:
        super().__init__("password refused")
        self.errors = errors


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of a login: the officer, or nobody and, when locked, until when."""

    officer: Officer | None = None
    locked_until: datetime | None = None


@transaction.atomic
def log_in(*, login: str, password: str, now: datetime) -> Answer:
    """Check a password. A failure is counted, so it is returned, not raised: raising would take the count back."""
    mark = _digest(login)
    locked_until = _lock(mark, now)
    if locked_until:
        return Answer(locked_until=locked_until)
    officer = Officer.objects.filter(login=login.strip().lower()).first()
    if not _is_password_of(officer, password) or officer is None:
        return Answer(locked_until=_count_failure(mark, now))
    LoginAttempt.objects.filter(login_digest=mark).delete()
    trail.record(scope=scope_of_officer(officer), action="officer.logged_in", now=now)
    return Answer(officer)


def make_link(*, scope: Scope, officer: Officer, purpose: EntryLink.Purpose, now: datetime) -> str:
    """The secret of a new link, shown once; earlier links of the officer end."""
    secret = secrets.token_urlsafe(24)
    EntryLink.objects.filter(officer=officer, used_at=None).update(used_at=now)
    EntryLink.objects.create(
        officer=officer,
        digest=_link_digest(secret),
        purpose=purpose,
        made_at=now,
        made_by=scope.actor,
        expires_at=now + LINK_STANDS,
    )
    return secret


def find_invited(*, token: str, now: datetime) -> str:
    """The login that a link is for.

    :raises NotVisible: no such link, already used, too old, or its officer was disabled.
    """
    return _standing_link(token, now).officer.login


@transaction.atomic
def accept_link(*, token: str, password: str, now: datetime) -> None:
    """Set the password of the link's officer; the link ends with it, and so do all sessions.

    :raises NotVisible: as `find_invited`.
    :raises PasswordRefused: too short, too common, or like the officer's own name.
    """
    link = _standing_link(token, now, lock=True)
    _set_password(link.officer, password)
    EntryLink.objects.filter(officer=link.officer, used_at=None).update(used_at=now)
    LoginAttempt.objects.filter(login_digest=_digest(link.officer.login)).delete()
    scope = scope_of_officer(link.officer)
    trail.record(scope=scope, action="officer.password_chosen", now=now, subject=link.officer.login)


@transaction.atomic
def change_password(*, scope: Scope, old: str, new: str, now: datetime) -> Answer:
    """Change the own password; all other sessions end. Wrong guesses at the old one count as failed logins.

    :raises PasswordRefused: the new one will not do.
    """
    mark = _digest(scope.actor)
    locked_until = _lock(mark, now)
    if locked_until:
        return Answer(locked_until=locked_until)
    officer = Officer.objects.filter(login=scope.actor).first()
    if not _is_password_of(officer, old) or officer is None:
        return Answer(locked_until=_count_failure(mark, now))
    _set_password(officer, new)
    trail.record(scope=scope, action="officer.password_changed", now=now, subject=officer.login)
    return Answer(officer)


def _is_password_of(officer: Officer | None, password: str) -> bool:
    """Hashes once, whoever was asked for: a stranger must not take less time."""
    password = password[: LONGEST_PASSWORD + 1]
    if officer is None or not officer.is_active or not officer.has_usable_password():
        make_password(password)
        return False
    return officer.check_password(password)


def _set_password(officer: Officer, password: str) -> None:
    if len(password) > LONGEST_PASSWORD:
        raise PasswordRefused([_("Paling panjang {most} huruf.").format(most=LONGEST_PASSWORD)])
    try:
        validate_password(password, officer)
    except ValidationError as error:
        raise PasswordRefused(list(error.messages)) from error
    officer.set_password(password)
    officer.save(update_fields=["password"])


def _digest(login: str) -> bytes:
    return keyed(settings.DIGEST_KEY, b"login", login.strip().lower().encode())


def _lock(mark: bytes, now: datetime) -> datetime | None:
    """Until when the login is locked. One attempt at a time: many at once would all see few failures."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(%s)", [int.from_bytes(mark[:8], "big", signed=True)])
    return _locked_until(mark, now)


def _locked_until(mark: bytes, now: datetime) -> datetime | None:
    recent = LoginAttempt.objects.filter(login_digest=mark, failed_at__gt=now - WINDOW)
    failures = list(recent.order_by("-failed_at").values_list("failed_at", flat=True)[:FAILURES])
    return failures[-1] + WINDOW if len(failures) == FAILURES else None


def _count_failure(mark: bytes, now: datetime) -> datetime | None:
    LoginAttempt.objects.filter(failed_at__lt=now - ATTEMPTS_KEPT).delete()
    LoginAttempt.objects.create(login_digest=mark, failed_at=now)
    return _locked_until(mark, now)


def _link_digest(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()


def _standing_link(token: str, now: datetime, *, lock: bool = False) -> EntryLink:
    links = EntryLink.objects.select_related("officer")
    links = links.select_for_update(of=("self",)) if lock else links
    link = links.filter(
        digest=_link_digest(token), used_at=None, expires_at__gt=now, officer__is_active=True
    ).first()
    if link is None:
        raise NotVisible("link")
    return link
