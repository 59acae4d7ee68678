"""A gateway that is down says nothing of those whose word it brings."""

from datetime import timedelta

import pytest
from django.db import transaction

from kawal import flow, rejudging
from kawal.access.scope import ENGINE
from kawal.access.wall import as_engine, enter
from kawal.decisions.alerts.selectors import count_alerts
from kawal.decisions.quiet.selectors import list_quiet
from kawal.facts.people.models import Person
from tests.doors.officers import officer as account
from tests.world import NOW, fact, officer, report

pytestmark = pytest.mark.django_db
APP = "aplikasi-kontak"
NATIONAL = officer("national", agency="kp2mi", keys=())


def who(n: int) -> dict[str, object]:
    return {
        "name": f"Melati Contoh {n}",
        "birth_date": f"1990-01-{n:02}",
        "address": {"area": "53.04.05.2001"},
    }


def heard(n: int, days_ago: float) -> dict[str, object]:
    at = (NOW - timedelta(days=days_ago)).isoformat()
    return fact("checked_in", at, subject=who(n), source=APP, place={"country": "MYS"}, data={"safe": "yes"})


def gateway_until(days_ago: int, people: int = 3) -> None:
    """Everybody writes through it once a day, a month long; then nothing more comes."""
    for day in range(days_ago + 30, days_ago - 1, -1):
        now = NOW - timedelta(days=day)
        report(*(heard(n, day) for n in range(1, people + 1)), now=now)


def wake(now) -> None:
    with transaction.atomic():
        enter(ENGINE)
        flow.wake(now=now)


def counted(scope=NATIONAL) -> tuple[int, list[int]]:
    with transaction.atomic():
        enter(scope)
        return count_alerts(scope=scope).total, [it.people for it in list_quiet(scope=scope)]


@pytest.mark.slow
def test_silence_of_the_gateway_is_one_notice_and_no_alert():
    gateway_until(days_ago=32)
    wake(NOW)
    assert counted() == (0, [3])


def test_what_is_explained_of_her_is_what_the_watch_made_of_her():
    gateway_until(days_ago=32)
    wake(NOW)
    with as_engine():
        person = Person.unscoped.first()  # unscoped: the test sees them all
    told = rejudging.explain(kawal_id=person.kawal_id, now=NOW)
    assert (told.level, [it.rule for it in told.rules]) == ("watch", [])


@pytest.mark.slow
def test_silence_of_one_while_others_are_heard_is_hers():
    gateway_until(days_ago=32)
    for day in range(31, 0, -1):
        report(heard(1, day), now=NOW - timedelta(days=day))
    wake(NOW)
    assert counted() == (2, [])


@pytest.mark.slow
def test_when_it_sends_again_the_others_have_three_days():
    gateway_until(days_ago=32)
    wake(NOW)
    back = NOW + timedelta(hours=1)
    report(heard(1, 0), now=back)
    for hours in (2, 9):
        wake(back + timedelta(hours=hours))
    assert counted() == (0, [])
    for day in range(1, 5):
        report(heard(1, -day), now=back + timedelta(days=day))
    wake(back + timedelta(days=4))
    assert counted() == (2, [])


@pytest.mark.slow
def test_nobody_is_excused_for_ever():
    gateway_until(days_ago=32)
    wake(NOW)
    for hours in range(6, 24 * 16, 6):
        wake(NOW + timedelta(hours=hours))
    assert counted() == (3, [])


def test_a_reader_is_told_of_her_own_people_alone():
    gateway_until(days_ago=32)
    wake(NOW)
    assert counted(officer("district", keys=("p:53",)))[1] == [3]
    assert counted(officer("district", keys=("p:35",)))[1] == []


@pytest.mark.slow
def test_the_list_of_alerts_says_which_source_is_silent(client):
    gateway_until(days_ago=32)
    wake(NOW)
    client.force_login(account("damar", role="national", agency="kp2mi", area=""))
    page = client.get("/perhatian/").content.decode()
    assert "tidak mengirim apa pun" in page and "3 orang" in page
