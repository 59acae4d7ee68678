"""What stands round every page, by role."""

import pytest
from django.test import RequestFactory

from kawal.access.roles import ROLES
from kawal.access.scope import NOBODY, Power
from kawal.access.scopes import scope_of_officer
from kawal.doors.web import menu
from kawal.doors.web.shell import around
from kawal.doors.web.trail.words import POWERS
from tests.doors.officers import officer
from tests.quick import slow_but

pytestmark = pytest.mark.django_db
SERVED = {
    "village": {"area": "99.04.05.2001"},
    "border_post": {"place": "plbn-rekaan"},
    "shelter": {"place": "sentra-misal"},
}


@pytest.mark.parametrize("role", ROLES)
def test_a_role_has_one_to_five_entries_and_may_open_each(role):
    entries = menu.MENUS[role]
    assert 1 <= len(entries) <= 5
    assert [it.label for it in entries if it.power is not None and it.power not in ROLES[role].powers] == []
    assert len({it.page for it in entries}) == len(entries)


def test_a_village_never_sees_what_needs_attention():
    assert menu.ALERTS not in menu.MENUS["village"] + menu.OTHERS


@pytest.mark.parametrize(
    ("role", "topic", "entry"),
    [
        ("district", "remains", "Kepulangan"),
        ("mission", "remains", "Rombongan"),
        ("mission", "handover", "Rombongan"),
        ("border_post", "aftercare", "Rombongan"),
        ("village", "handover", "Serah terima"),
    ],
)
def test_a_page_without_an_entry_of_its_own_stands_under_the_nearest(role, topic, entry):
    scope = scope_of_officer(officer(role=role, **SERVED.get(role, {})))
    shown = menu.nav_of(scope, namespace=topic, page=f"{topic}:page")
    assert [it.label for it in shown if it.current] == [entry]


@pytest.mark.parametrize("role", ROLES)
def test_every_entry_leads_to_a_page_of_the_site(role):
    scope = scope_of_officer(officer(role=role, **SERVED.get(role, {})))
    shown = menu.nav_of(scope, namespace="officers", page="officers:account")
    assert all(it.url.startswith("/") and not it.current for it in shown if role != "administrator")


@pytest.mark.parametrize("role", slow_but("district", ROLES))
def test_every_entry_opens_before_there_is_anything_to_show(client, role):
    newcomer = officer(role=role, **SERVED.get(role, {}))
    client.force_login(newcomer)
    entries = menu.nav_of(scope_of_officer(newcomer), namespace="", page="")
    answers = {it.url: client.get(it.url, follow=True).status_code for it in entries}
    assert {url: status for url, status in answers.items() if status != 200} == {}


def test_the_page_itself_is_current_before_its_topic():
    scope = scope_of_officer(officer(role="administrator"))
    keys = menu.nav_of(scope, namespace="officers", page="officers:keys")
    invite = menu.nav_of(scope, namespace="officers", page="officers:invite")
    assert [it.url for it in keys if it.current] == ["/petugas/kunci/"]
    assert [it.url for it in invite if it.current] == ["/petugas/"]


def test_nobody_has_no_entries():
    assert menu.nav_of(NOBODY, namespace="", page="") == menu.others_of(NOBODY) == []


def test_a_page_knows_the_unit_the_officer_and_the_role_in_words(client):
    client.force_login(officer())
    page = client.get("/akun/").content.decode()
    assert "Dinsos Umpama Selatan" in page and "Petugas dinas / BP3MI" in page


def test_every_power_has_words():
    assert set(POWERS) == set(Power)


def test_a_slow_line_is_spared_the_typeface():
    request = RequestFactory().get("/masuk/", headers={"Save-Data": "on"})
    request.resolver_match = None
    assert around(request)["shell"].save_data
