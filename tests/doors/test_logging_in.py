"""Logging in and out, the lock-out, links that let an officer choose a password."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from kawal.access.entry import services
from kawal.access.entry.services import FAILURES, WINDOW
from kawal.access.officers.models import EntryLink, LoginAttempt, Officer
from kawal.access.scope import ENGINE
from kawal.access.scopes import scope_of_officer
from kawal.access.trail.models import Trace
from kawal.access.trail.services import record, record_all
from tests.doors.officers import NOON, PASSWORD, administrator, officer

pytestmark = pytest.mark.django_db
NEW = "kain songket rekaan 9"


def enter(client, login: str = "damar", password: str = PASSWORD, **more: str):
    return client.post("/masuk/", {"username": login, "password": password, **more})


def visible(answer) -> str:
    """The page without the tokens of its forms and what was typed into it."""
    return re.sub(r'value="[^"]*"|[A-Za-z0-9]{64}', "", answer.content.decode())


def test_a_right_password_opens_the_page_that_was_asked_for(client):
    officer()
    answer = enter(client, next="/orang/?q=misal")
    assert (answer.status_code, answer["Location"]) == (302, "/orang/?q=misal")
    assert Trace.objects.values_list("actor", "action").get() == ("damar", "officer.logged_in")


@pytest.mark.parametrize("elsewhere", ["https://example.org/", "//example.org/", "javascript:alert(1)"])
def test_logging_in_never_leads_to_another_site(client, elsewhere):
    officer()
    assert enter(client, next=elsewhere)["Location"] == "/"


def test_the_pages_speak_the_language_of_the_account(client):
    damar = officer()
    damar.language = "en"
    damar.save()
    enter(client)
    assert client.cookies["kawal-language"].value == "en"


def test_the_login_is_taken_in_any_case_and_with_spaces_around(client):
    officer()
    assert enter(client, " DAMAR ").status_code == 302


def test_the_session_key_changes_at_login(client):
    officer()
    client.get("/masuk/")
    session = client.session
    session["before"] = "kept"
    session.save()
    before = session.session_key
    enter(client)
    assert client.session.session_key != before


def test_no_answer_tells_whether_a_login_exists(client):
    officer()
    officer("lama", password=PASSWORD)
    Officer.objects.filter(login="lama").update(is_active=False, disabled_at=timezone.now())
    officer("diundang", password="")
    answers = [enter(client, login, "salah") for login in ("damar", "lama", "diundang", "tidak-ada")]
    answers.append(enter(client, "lama"))
    assert len({visible(answer) for answer in answers}) == 1
    assert "tidak cocok" in answers[0].content.decode()


def test_an_unknown_login_costs_one_hash_as_a_known_one_does(monkeypatch):
    officer()
    hashed: list[str] = []
    monkeypatch.setattr(services, "make_password", lambda password: hashed.append("unknown"))
    monkeypatch.setattr(Officer, "check_password", lambda self, password: bool(hashed.append("known")))
    for login in ("damar", "tidak-ada"):
        services.log_in(login=login, password="salah", now=timezone.now())
    assert hashed == ["known", "unknown"]


@pytest.mark.parametrize("login", ["damar", "tidak-ada"])
def test_five_failures_lock_a_login_whether_it_exists_or_not(client, login):
    officer()
    for _ in range(FAILURES - 1):
        assert "Terlalu banyak percobaan" not in enter(client, login, "salah").content.decode()
    assert "Terlalu banyak percobaan. Coba lagi sesudah" in enter(client, login, "salah").content.decode()
    assert "Terlalu banyak percobaan" in enter(client, login).content.decode()
    assert LoginAttempt.objects.count() == FAILURES


def test_the_lock_ends_fifteen_minutes_after_the_first_of_the_five_failures():
    officer()
    start = timezone.now()
    for minute in range(FAILURES):
        services.log_in(login="damar", password="salah", now=start + timedelta(minutes=minute))
    locked = services.log_in(login="damar", password=PASSWORD, now=start + timedelta(minutes=10))
    assert (locked.officer, locked.locked_until) == (None, start + WINDOW)
    assert services.log_in(login="damar", password=PASSWORD, now=start + WINDOW).officer is not None


def test_a_success_forgets_the_failures_before_it():
    officer()
    now = timezone.now()
    for _ in range(3):
        for _ in range(FAILURES - 1):
            services.log_in(login="damar", password="salah", now=now)
        assert services.log_in(login="damar", password=PASSWORD, now=now).officer


def test_failures_are_kept_by_a_keyed_digest_not_by_what_was_typed(client):
    enter(client, "rahasia-diketik", "salah")
    assert b"rahasia" not in bytes(LoginAttempt.objects.get().login_digest)


def test_logging_out_needs_a_press_and_ends_the_session(client):
    client.force_login(officer())
    assert client.get("/keluar/").status_code == 302
    assert client.get("/akun/").status_code == 200
    assert "Anda sudah keluar" in client.post("/keluar/", follow=True).content.decode()
    assert client.get("/akun/").status_code == 302


def link_for(login: str = "diundang", now=None) -> str:
    made = officer(login, password="")
    return services.make_link(
        scope=ENGINE, officer=made, purpose=EntryLink.Purpose.INVITE, now=now or timezone.now()
    )


def test_an_invitation_is_used_once(client):
    secret = link_for()
    assert "Untuk diundang" in client.get(f"/undangan/{secret}/").content.decode()
    assert (
        "Kata sandi tersimpan"
        in client.post(f"/undangan/{secret}/", {"new": NEW, "again": NEW}).content.decode()
    )
    again = client.post(f"/undangan/{secret}/", {"new": PASSWORD, "again": PASSWORD})
    assert again.status_code == 404
    assert "sudah tidak berlaku" in again.content.decode()
    assert enter(client, "diundang", NEW).status_code == 302


def test_a_link_ends_after_seven_days(client):
    now = timezone.now()
    secret = link_for(now=now - timedelta(days=7))
    assert client.get(f"/undangan/{secret}/").status_code == 404


def test_a_link_of_a_disabled_officer_is_dead(client):
    secret = link_for()
    Officer.objects.update(is_active=False, disabled_at=timezone.now())
    assert client.get(f"/undangan/{secret}/").status_code == 404


def test_a_new_link_ends_the_earlier_one(client):
    first = link_for()
    made = Officer.objects.get()
    services.make_link(scope=ENGINE, officer=made, purpose=EntryLink.Purpose.RESET, now=timezone.now())
    assert client.get(f"/undangan/{first}/").status_code == 404


def test_only_a_digest_of_a_link_is_kept():
    secret = link_for()
    assert secret.encode() not in bytes(EntryLink.objects.get().digest)


@pytest.mark.parametrize(
    ("new", "again", "said"),
    [
        ("pendek", "pendek", "12"),
        ("password1234", "password1234", ""),
        (NEW, PASSWORD, "Berbeda"),
        ("", "", ""),
    ],
)
def test_a_password_that_will_not_do_is_refused_at_its_field_and_the_link_stays(client, new, again, said):
    secret = link_for()
    answer = client.post(f"/undangan/{secret}/", {"new": new, "again": again})
    assert answer.status_code == 200 and 'aria-invalid="true"' in answer.content.decode()
    assert said in answer.content.decode()
    assert EntryLink.objects.get().used_at is None


@pytest.mark.parametrize("role", ["district", "national", "administrator"])
def test_changing_the_password_ends_other_sessions_and_keeps_this_one(role):
    officer(role=role)
    here, elsewhere = Client(), Client()
    enter(here), enter(elsewhere)
    done = here.post("/akun/sandi/", {"old": PASSWORD, "new": NEW, "again": NEW}, follow=True)
    assert "Kata sandi diganti" in done.content.decode()
    assert elsewhere.get("/akun/").status_code == 302
    assert here.get("/akun/").status_code == 200


def test_guessing_the_old_password_on_the_account_page_locks_too(client):
    client.force_login(officer())
    for _ in range(FAILURES):
        answer = client.post("/akun/sandi/", {"old": "salah", "new": NEW, "again": NEW})
    assert "Terlalu banyak percobaan" in answer.content.decode()
    assert Officer.objects.get().check_password(PASSWORD)


def test_every_role_opens_its_own_account(client):
    client.force_login(administrator())
    page = client.get("/akun/").content.decode()
    assert "mengatur petugas dan kunci instansi" in page and "Surya Contohnya" in page


def test_a_look_at_a_list_is_one_line_of_the_account_however_many_stand_in_it(client):
    me = officer()
    scope, many = scope_of_officer(me), [f"k{n:012}" for n in range(14)]
    record_all(scope=scope, action="return.listed", now=NOON, people=many)
    record(scope=scope, action="person.viewed", now=NOON + timedelta(minutes=1), person=many[0])
    client.force_login(me)
    page = client.get("/akun/").content.decode()
    listed = page[page.index("Yang terakhir Anda buka") :]
    assert listed.count("<li>") == 2 and "14 orang" in listed
    assert many[0] in listed and many[1] not in listed


def test_the_logins_of_a_demo_are_shown_in_a_demo_only(client, settings, tmp_path):
    (tmp_path / "demo-logins.json").write_text(
        '{"officers": [{"role": "village", "login": "yosef", "password": "rekaan-1"}]}'
    )
    settings.DATA = tmp_path
    assert "rekaan-1" in client.get("/masuk/").content.decode()
    settings.DEMO = False
    assert "rekaan-1" not in client.get("/masuk/").content.decode()
