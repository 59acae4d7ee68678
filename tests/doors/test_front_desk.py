"""Who is asking, settled before a page begins."""

import re
import sys
from datetime import UTC, datetime

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import OperationalError, connection
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.urls import path

from config import urls as site
from kawal.access.officers.models import Officer
from kawal.access.scope import NOBODY, NotAllowed, NotVisible, Power
from kawal.doors.web import errors
from kawal.doors.web.front_desk import needs, public, scope_of, signed_in

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 18, 5, tzinfo=UTC)
handler403, handler404, handler500 = site.handler403, site.handler404, site.handler500


def keys_of_the_wall() -> str:
    with connection.cursor() as cursor:
        cursor.execute("select current_setting('kawal.keys', true)")
        return str(cursor.fetchone()[0] or "")


@needs(Power.SEARCH)
def behind_the_wall(request, *, scope):
    return HttpResponse(f"{scope.actor} {keys_of_the_wall()}")


@needs(Power.READ_TRAIL)
def not_theirs(request, *, scope):
    raise AssertionError("the view must not begin")


@needs(Power.SEARCH)
def absent(request, *, scope):
    raise NotVisible("Person #1")


@needs(Power.SEARCH)
def refused_below(request, *, scope):
    raise NotAllowed(Power.SCREEN)


@signed_in
def any_officer(request, *, scope):
    return HttpResponse(scope.actor or "nobody")


@public
def open_to_all(request):
    return HttpResponse(keys_of_the_wall() or "nothing")


def forgotten(request):
    raise AssertionError("the view must not begin")


urlpatterns = [
    *site.urlpatterns,
    path("t/wall", behind_the_wall),
    path("t/not-theirs", not_theirs),
    path("t/absent", absent),
    path("t/refused", refused_below),
    path("t/any", any_officer),
    path("t/open", open_to_all),
    path("t/forgotten", forgotten),
]


def officer(login: str = "damar", **more: str) -> Officer:
    said = {"name": "Damar Misalkan", "agency": "dinsos-9904", "role": "district", "area": "99.04"} | more
    return Officer.objects.create(login=login, created_at=NOON, **said)


def without_tokens(answer) -> str:
    """The page without what differs from request to request: the address asked, the token of its forms."""
    return re.sub(r"/t/\w+|[A-Za-z0-9]{64}", "", answer.content.decode())


@pytest.fixture
def desk(client, settings):
    settings.ROOT_URLCONF = "tests.doors.test_front_desk"
    client.force_login(officer())
    return client


@pytest.fixture
def stranger(client, settings):
    settings.ROOT_URLCONF = "tests.doors.test_front_desk"
    return client


def test_a_view_receives_the_scope_and_the_wall_knows_its_keys(desk):
    assert desk.get("/t/wall").content.decode() == "damar k:9904,a:dinsos-9904"


def test_whoever_has_not_logged_in_is_sent_to_the_login_page_and_back(stranger):
    answer = stranger.get("/t/wall?a=1")
    assert (answer.status_code, answer["Location"]) == (302, "/masuk/?next=/t/wall%3Fa%3D1")


def test_what_was_being_sent_is_not_sent_again_after_logging_in(stranger):
    assert stranger.post("/t/wall", {"q": "x"})["Location"] == "/masuk/?next=/"


def test_a_part_of_a_page_sends_the_whole_page_to_the_login(stranger):
    answer = stranger.get(
        "/t/wall", headers={"HX-Request": "true", "HX-Current-URL": "http://testserver/orang/"}
    )
    assert (answer.status_code, answer["HX-Redirect"]) == (200, "/masuk/?next=/orang/")


@pytest.mark.parametrize(
    ("at", "power"),
    [("/t/not-theirs", "membaca jejak akses"), ("/t/refused", "mencatat penapisan"), ("/t/forgotten", "")],
)
def test_a_missing_power_is_403_and_the_page_names_it(desk, at, power):
    page = desk.get(at).content.decode()
    assert "bukan wewenang peran Anda" in page
    assert (f"Perlu wewenang: {power}." in page) if power else ("Perlu wewenang" not in page)


def test_absent_and_not_visible_are_the_same_page(desk):
    hidden, unknown = desk.get("/t/absent"), desk.get("/t/nowhere")
    assert hidden.status_code == unknown.status_code == 404
    assert without_tokens(hidden) == without_tokens(unknown)


def test_a_view_that_declares_nothing_is_refused(desk):
    assert desk.get("/t/forgotten").status_code == 403


def test_a_public_page_stands_in_front_of_the_wall(desk):
    assert desk.get("/t/open").content == b"nothing"


def test_nothing_that_was_behind_the_wall_stays_in_a_shared_machine(desk):
    assert "no-store" in desk.get("/t/wall")["Cache-Control"]


def test_a_disabled_officer_is_out_at_the_next_request(desk):
    assert desk.get("/t/wall").status_code == 200
    Officer.objects.update(is_active=False, disabled_at=NOON)
    assert desk.get("/t/wall").status_code == 302


def test_an_officer_without_an_area_may_nothing(stranger):
    stranger.force_login(officer("tanpa", area=""))
    assert stranger.get("/t/wall").status_code == 403


def test_any_officer_may_open_what_asks_for_no_power_and_a_stranger_may_not(stranger):
    assert stranger.get("/t/any").status_code == 302
    stranger.force_login(officer(role="administrator"))
    assert stranger.get("/t/any").content == b"damar"


def test_a_request_without_a_user_is_nobody():
    request = RequestFactory().get("/")
    request.user = AnonymousUser()
    assert scope_of(request) == NOBODY


@pytest.mark.parametrize(("error", "status"), [(ValueError("x"), 500), (OperationalError("gone"), 503)])
def test_a_failure_has_a_reference_and_says_nothing_else(error, status):
    request = RequestFactory().get("/")
    try:
        raise error
    except Exception:
        assert sys.exc_info()[1] is error
        answer = errors.failed(request)
    assert answer.status_code == status
    assert "Nomor rujukan" in answer.content.decode()


def test_a_form_that_was_open_too_long_says_so():
    answer = Client(enforce_csrf_checks=True).post("/masuk/", {"username": "a", "password": "b"})
    assert answer.status_code == 403
    assert "terlalu lama terbuka" in answer.content.decode()


def test_the_chosen_language_comes_along_to_another_machine(stranger):
    """It is kept with the account, and set again at the next login from anywhere."""
    damar = officer()
    stranger.force_login(damar)
    stranger.post("/bahasa/", {"language": "en"})
    stranger.post("/bahasa/", {"language": "xx"})
    damar.refresh_from_db()
    assert damar.language == "en"


def test_the_language_is_indonesian_until_another_is_chosen(stranger):
    answer = stranger.get("/t/nowhere", headers={"Accept-Language": "en-US"})
    assert '<html lang="id"' in answer.content.decode()
    stranger.post("/bahasa/", {"language": "en", "next": "/t/nowhere"})
    assert '<html lang="en"' in stranger.get("/t/nowhere").content.decode()
