"""The administrator's desk: officers and keys of the own agency, and nothing of another's."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from kawal.access.entry.services import log_in
from kawal.access.keys import services as keys
from kawal.access.keys.models import AgencyKey
from kawal.access.officers.models import Officer
from kawal.access.scope import ENGINE, NOBODY, NotAllowed, Power
from kawal.access.scopes import scope_of_officer
from kawal.access.trail.models import Trace
from tests.doors.officers import PASSWORD, administrator, officer

pytestmark = pytest.mark.django_db
NEW = {
    "name": "Bulan Andai",
    "login": "bulan@contoh.go.id",
    "email": "",
    "role": "district",
    "area": "99.04",
    "place": "",
}
LINK = re.compile(r"/undangan/([\w-]+)/")


@pytest.fixture
def desk(client):
    client.force_login(administrator())
    return client


def test_the_list_shows_the_own_agency_and_who_has_not_answered(desk):
    officer("bulan", name="Bulan Andai", password="")
    officer("ratna", name="Ratna Andaikata", agency="kjri-kuching", role="mission", area="")
    page = desk.get("/petugas/").content.decode()
    assert "Bulan Andai" in page and "1 undangan belum dijawab" in page and "diundang" in page
    assert "Ratna" not in page


@pytest.mark.parametrize("address", ["/petugas/", "/petugas/undang/", "/petugas/kunci/"])
def test_the_desk_is_the_administrators_alone(client, address):
    client.force_login(officer())
    assert client.get(address).status_code == 403


def test_an_invitation_shows_its_link_once_and_opens_the_door(desk, client):
    answer = desk.post("/petugas/undang/", NEW)
    secret = LINK.findall(answer.content.decode())[0]
    assert "hanya ditampilkan sekali" in answer.content.decode()
    assert secret not in desk.get("/petugas/").content.decode()
    chosen = {"new": "kain songket rekaan 9", "again": "kain songket rekaan 9"}
    assert desk.post(f"/undangan/{secret}/", chosen).status_code == 200
    made = log_in(login="bulan@contoh.go.id", password="kain songket rekaan 9", now=timezone.now()).officer
    assert made is not None and scope_of_officer(made).keys == ("k:9904", "a:dinsos-9904")
    assert (
        Trace.objects.filter(action="officer.invited", actor="surya", subject="bulan@contoh.go.id").count()
        == 1
    )


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"role": "national", "area": ""}, "role"),
        ({"role": "mission", "area": ""}, "role"),
        ({"area": "53.04"}, "area"),
        ({"area": "99"}, "area"),
        ({"area": ""}, "area"),
        ({"area": "99.04.05"}, "area"),
        ({"role": "village", "area": "99.04"}, "area"),
        ({"role": "border_post", "place": "plbn-entikong"}, "place"),
        ({"role": "border_post", "place": "rumah-aman-contoh"}, "place"),
        ({"role": "shelter", "place": "rumah-ramah-rekaan"}, "place"),
        ({"role": "shelter", "place": "tidak-ada"}, "place"),
        ({"login": "surya"}, "login"),
        ({"login": "Ada Spasi"}, "login"),
        ({"name": "  "}, "name"),
    ],
)
def test_nobody_is_invited_beyond_the_agency_or_twice(desk, wrong, field):
    answer = desk.post("/petugas/undang/", NEW | wrong)
    assert answer.status_code == 200
    assert f'id="id_{field}_error"' in answer.content.decode()
    assert not LINK.search(answer.content.decode()) and Officer.objects.count() == 1


@pytest.mark.parametrize(
    "posting", [{"role": "border_post", "place": "PLBN-Rekaan"}, {"role": "shelter", "place": "rumah-aman-contoh"},
                {"role": "administrator"}, {"role": "district", "area": "9904"}],
)  # fmt: skip
def test_postings_within_the_agency_are_taken_and_tidied(desk, posting):
    desk.post("/petugas/undang/", NEW | {"area": ""} | posting)
    assert scope_of_officer(Officer.objects.get(login="bulan@contoh.go.id")) != NOBODY


def test_a_reset_gives_a_link_and_the_old_password_holds_until_it_is_used(desk):
    other = officer()
    answer = desk.post(f"/petugas/{other.pk}/pulihkan/")
    secret = LINK.findall(answer.content.decode())[0]
    assert log_in(login="damar", password=PASSWORD, now=timezone.now()).officer
    chosen = {"new": "kain songket rekaan 9", "again": "kain songket rekaan 9"}
    assert desk.post(f"/undangan/{secret}/", chosen).status_code == 200
    assert log_in(login="damar", password=PASSWORD, now=timezone.now()).officer is None


def test_disabling_and_enabling(desk):
    other = officer()
    assert (
        "tidak dapat masuk lagi" in desk.post(f"/petugas/{other.pk}/nonaktif/", follow=True).content.decode()
    )
    assert log_in(login="damar", password=PASSWORD, now=timezone.now()).officer is None
    desk.post(f"/petugas/{other.pk}/aktif/")
    assert log_in(login="damar", password=PASSWORD, now=timezone.now()).officer
    acts = Trace.objects.filter(actor="surya").order_by("pk").values_list("action", flat=True)
    assert list(acts) == ["officer.disabled", "officer.enabled"]


def test_moving_within_the_agency(desk):
    other = officer()
    desk.post(f"/petugas/{other.pk}/pindah/", {"role": "village", "area": "99.04", "place": ""})
    assert Officer.objects.get(pk=other.pk).role == "district"
    desk.post(
        f"/petugas/{other.pk}/pindah/", {"role": "border_post", "area": "99.04", "place": "plbn-rekaan"}
    )
    other.refresh_from_db()
    assert (other.role, other.area, other.place) == ("border_post", "", "plbn-rekaan")


@pytest.mark.parametrize("act", ["pulihkan", "nonaktif", "aktif", "pindah"])
def test_officers_of_another_agency_do_not_exist_here(desk, act):
    theirs = officer("ratna", agency="kjri-kuching", role="mission", area="")
    answer = desk.post(f"/petugas/{theirs.pk}/{act}/", {"role": "district", "area": "99.04"})
    assert answer.status_code == 404
    theirs.refresh_from_db()
    assert (theirs.is_active, theirs.role) == (True, "mission")


def test_nobody_moves_or_disables_the_own_account(desk):
    me = Officer.objects.get()
    desk.post(f"/petugas/{me.pk}/nonaktif/")
    desk.post(f"/petugas/{me.pk}/pindah/", {"role": "data_protection"})
    me.refresh_from_db()
    assert (me.is_active, me.role) == (True, "administrator")


def test_a_key_is_shown_once_and_its_secret_is_never_stored(desk):
    page = desk.post("/petugas/kunci/", {"powers": ["read", "match"]}).content.decode()
    key = re.findall(r'value="(kw[0-9a-f]{10}\.[\w-]{43})"', page)[0]
    prefix, _dot, secret = key.partition(".")
    assert secret not in desk.get("/petugas/kunci/").content.decode()
    row = AgencyKey.objects.get()
    assert secret not in repr({name: str(value) for name, value in vars(row).items()})
    scope = keys.scope_of_bearer(bearer=key, now=timezone.now())
    assert scope.keys == ("a:dinsos-9904",)
    assert scope.powers == {Power.REPORT, Power.SEARCH, Power.READ_PERSON, Power.READ_CLAIMS, Power.MATCH}
    desk.post(f"/petugas/kunci/{prefix}/cabut/")
    assert keys.scope_of_bearer(bearer=key, now=timezone.now()) == NOBODY


def test_a_key_may_only_report(desk):
    desk.post("/petugas/kunci/", {"powers": []})
    assert AgencyKey.objects.get().powers == ["report"]


def test_keys_of_another_agency_do_not_exist_here(desk):
    theirs = keys.issue_key(scope=ENGINE, agency="kjri-kuching", now=timezone.now())
    prefix = theirs.partition(".")[0]
    assert prefix not in desk.get("/petugas/kunci/").content.decode()
    assert desk.post(f"/petugas/kunci/{prefix}/cabut/").status_code == 404
    assert keys.find_key(bearer=theirs, now=timezone.now())


@pytest.mark.parametrize(
    "wide", [{"agency": "kjri-kuching"}, {"area": "99.04"}, {"area": "all"}, {"powers": ["alerts"]}]
)
def test_an_administrator_issues_no_key_wider_than_the_agency(wide):
    scope = scope_of_officer(administrator())
    with pytest.raises(NotAllowed):
        keys.issue_key(scope=scope, now=timezone.now(), **{"agency": "dinsos-9904"} | wide)
    assert not AgencyKey.objects.exists()


@pytest.mark.parametrize(
    ("asked", "powers", "more"),
    [
        ({}, {"report", "search", "read_person", "read_claims", "match"}, ()),
        ({"powers": ["match"]}, {"report", "match"}, ()),
        ({"powers": ["alerts"], "area": "53.04"}, {"report", "read_alert", "search", "read_person", "read_claims"}, ("k:5304",)),
        ({"area": "99"}, {"report", "search", "read_person", "read_claims", "match"}, ("p:99",)),
        ({"powers": ["read"], "area": "all"}, {"report", "search", "read_person", "read_claims", "nation"}, ()),
    ],
)  # fmt: skip
def test_whoever_runs_the_installation_issues_what_is_asked(asked, powers, more):
    key = keys.issue_key(scope=ENGINE, agency="dinsos-9904", now=timezone.now(), **asked)
    scope = keys.scope_of_bearer(bearer=key, now=timezone.now())
    assert ({str(power) for power in scope.powers}, scope.keys) == (powers, ("a:dinsos-9904", *more))


@pytest.mark.parametrize("area", ["99.04.05", "desa", "5"])
def test_a_key_for_an_area_that_has_no_key_is_refused(area):
    with pytest.raises(ValueError, match="keys exist for"):
        keys.issue_key(scope=ENGINE, agency="dinsos-9904", area=area, now=timezone.now())


def test_no_text_but_the_whole_key_finds_it():
    now = timezone.now()
    key = keys.issue_key(scope=ENGINE, agency="dinsos-9904", now=now, expires_at=now + timedelta(days=1))
    prefix, _dot, secret = key.partition(".")
    for wrong in (
        "",
        ".",
        prefix,
        f"{prefix}.",
        f".{secret}",
        secret,
        f"{prefix}.{secret[:-1]}",
        f"{key}x",
        "\x00." + secret,
    ):
        assert keys.find_key(bearer=wrong, now=now) is None
    assert keys.find_key(bearer=f" {key} ", now=now)
    assert keys.find_key(bearer=key, now=now + timedelta(days=1)) is None


def test_the_last_use_is_noted_once_a_minute(django_assert_num_queries):
    now = timezone.now()
    key = keys.issue_key(scope=ENGINE, agency="dinsos-9904", now=now)
    keys.find_key(bearer=key, now=now)
    with django_assert_num_queries(1):
        keys.find_key(bearer=key, now=now + timedelta(seconds=59))
    assert AgencyKey.objects.get().last_used_at == now
    keys.find_key(bearer=key, now=now + timedelta(seconds=60))
    assert AgencyKey.objects.get().last_used_at == now + timedelta(seconds=60)


def test_the_list_is_read_in_as_many_queries_however_long_it_is(desk, django_assert_max_num_queries):
    for number in range(60):
        officer(f"petugas{number:02}", name=f"Petugas {number:02}", password="")
    desk.get("/petugas/")
    with django_assert_max_num_queries(8):
        first = desk.get("/petugas/").content.decode()
    follow = re.search(r'rel="next" href="(\?sesudah=[^"]+)"', first)
    assert follow and "Petugas 59" not in first
    assert "Petugas 59" in desk.get("/petugas/" + follow[1]).content.decode()


def test_the_list_of_officers_as_a_file(desk):
    officer()
    text = desk.get("/petugas/?bentuk=csv").getvalue().decode("utf-8-sig")
    assert "satu petugas instansi ini" in text and "damar" in text
