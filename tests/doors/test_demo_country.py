"""The fictional country is made once, whatever happens on the way."""

import json
import stat
from datetime import UTC, datetime

import pytest
from django.db import connections

from kawal.access.entry.services import log_in
from kawal.access.roles import ROLES
from kawal.doors.commands.demo import country, officers, replay

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True, databases=["default", "owner"])]


class Stopped(BaseException):
    """As Ctrl-C would."""


def count(table: str) -> int:
    with connections["owner"].cursor() as cursor:
        cursor.execute(f"select count(*) from {table}")
        return int(cursor.fetchone()[0])


def nothing(label: str, done: int, total: int) -> None:
    """No progress to show."""


@pytest.fixture(autouse=True)
def _small(monkeypatch):
    monkeypatch.setattr(country, "PEOPLE", 200)
    monkeypatch.setattr(country, "MONTHS", 8)


def test_it_is_completed_after_a_stop_and_made_only_once(tmp_path, monkeypatch):
    report, batches = replay._report, 0

    def stop_half_way(sent, moment, **more):
        nonlocal batches
        batches += 1
        if batches > 12:
            raise Stopped
        report(sent, moment, **more)

    monkeypatch.setattr(replay, "_report", stop_half_way)
    with pytest.raises(Stopped):
        country.ensure(tmp_path, nothing)
    half = count("fact")
    monkeypatch.setattr(replay, "_report", report)

    first = country.ensure(tmp_path, nothing)
    summary = json.loads((tmp_path / "country" / "summary.json").read_text())
    made = {table: count(table) for table in ("fact", "person", "officer", "alert", "case_file", "trace")}
    assert 0 < half < min(made["fact"], summary["facts"]), "officers of the demo add facts of their own"
    assert min(made.values()) > 0

    assert country.ensure(tmp_path, nothing) == first
    assert {table: count(table) for table in made} == made


def test_every_role_has_an_officer_who_can_log_in_and_a_file_only_its_owner_reads(tmp_path):
    logins = country.ensure(tmp_path, nothing).logins
    assert {it.role for it in logins} == set(ROLES)
    file = tmp_path / officers.FILE
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    file.unlink()  # lost: everybody gets a new password
    again = country.ensure(tmp_path, nothing).logins
    assert [it._replace(password="") for it in again] == [it._replace(password="") for it in logins]
    now = datetime.now(UTC)
    assert all(log_in(login=it.login, password=it.password, now=now).officer for it in again)
