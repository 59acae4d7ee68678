"""The access log as data protection reads it."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from kawal.access.scope import NotAllowed
from kawal.access.scopes import scope_of_officer
from kawal.access.trail import selectors, services
from kawal.access.trail.models import Trace
from tests.doors.officers import administrator, officer

pytestmark = pytest.mark.django_db


@pytest.fixture
def readers(client):
    client.force_login(officer("intan", name="Intan Seandainya", role="data_protection", area=""))
    return client


def read_about(person: str, *, by, times: int = 1, ago: timedelta = timedelta()) -> None:
    for _ in range(times):
        services.record(
            scope=scope_of_officer(by), action="person.viewed", now=timezone.now() - ago, person=person
        )


def test_the_log_shows_who_did_what_about_whom_and_why(readers):
    read_about("kw-1", by=officer())
    page = readers.get("/jejak/").content.decode()
    assert "Damar Misalkan" in page and "kw-1" in page and "tugas" in page


def test_the_log_is_for_data_protection_alone(client):
    for who in (officer(), administrator()):
        client.force_login(who)
        assert client.get("/jejak/").status_code == 403


@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        ("?petugas=DAMAR", {"kw-1"}), ("?orang=kw-2", {"kw-2"}), ("?instansi=kjri-kuching", {"kw-2"}),
        ("?apa=person.", {"kw-1", "kw-2"}), ("?apa=case.", set()), ("?petugas=DA%00MAR", {"kw-1"}),
        ("?sesudah=nonsense", {"kw-1", "kw-2"}), ("?orang=" + "x" * 500, {"kw-1", "kw-2"}),
    ],
)  # fmt: skip
def test_the_log_is_asked_by_officer_person_agency_and_act(readers, asked, shown):
    read_about("kw-1", by=officer())
    read_about("kw-2", by=officer("ratna", agency="kjri-kuching", role="mission", area=""))
    answer = readers.get("/jejak/" + asked)
    assert answer.status_code == 200
    assert set(re.findall(r">(kw-\d)<", answer.content.decode())) == shown


def test_asking_the_log_about_somebody_is_logged_itself(readers):
    readers.get("/jejak/?orang=kw-1")
    assert Trace.objects.filter(action="log.read", actor="intan", person="kw-1").count() == 1


def test_pages_of_the_log_follow_each_other_without_gap_or_double():
    who = officer("intan", role="data_protection", area="")
    scope, now = scope_of_officer(who), timezone.now()
    for number in range(25):
        services.record(scope=scope, action=f"a.{number}", now=now - timedelta(seconds=number // 4))
    seen, cursor = [], None
    while True:
        page = selectors.list_traces(scope=scope, limit=7, cursor=cursor)
        seen += [it.action for it in page.results]
        cursor = page.next
        if cursor is None:
            break
    assert len(seen) == len(set(seen)) == 25
    assert seen[0] == "a.3"


def test_the_log_as_a_file_is_logged(readers):
    read_about("kw-1", by=officer())
    text = readers.get("/jejak/?bentuk=csv&orang=kw-1").getvalue().decode("utf-8-sig")
    assert "kw-1" in text and "Damar Misalkan" in text
    assert Trace.objects.filter(action="list.exported", actor="intan").exists()


def test_who_looked_at_a_person_is_counted_over_thirty_days():
    mine, theirs = (
        officer(),
        officer("ratna", name="Ratna Andaikata", agency="kjri-kuching", role="mission", area=""),
    )
    read_about("kw-1", by=mine, times=3)
    read_about("kw-1", by=theirs, ago=timedelta(days=29))
    read_about("kw-1", by=theirs, ago=timedelta(days=31))
    read_about("kw-2", by=theirs)
    scope = scope_of_officer(mine)
    rows = selectors.list_viewers(scope=scope, kawal_id="kw-1", now=timezone.now())
    assert [(it.name, it.times) for it in rows] == [("Damar Misalkan", 3), ("Ratna Andaikata", 1)]
    assert selectors.count_viewers(scope=scope, kawal_id="kw-1", now=timezone.now()) == (4, 2)
    assert selectors.list_viewers(scope=scope, kawal_id="", now=timezone.now()) == []
    with pytest.raises(NotAllowed):
        selectors.list_viewers(scope=scope_of_officer(administrator()), kawal_id="kw-1", now=timezone.now())
