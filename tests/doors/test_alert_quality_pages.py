"""The page of quality, the panel of the unit, and what stands on an alert's page beside its reasons."""

import re

import pytest
from django.core.cache import cache
from django.test import Client

from kawal.access.roles import ROLES
from kawal.access.scope import Power
from kawal.decisions.alerts import services
from kawal.decisions.score.weights import built_in
from kawal.doors.web.alerts.drawing import picture_of
from tests.doors.officers import officer
from tests.doors.people_pages import ROLES as POSTED
from tests.doors.test_alert_pages import here, shown, silent
from tests.rooms.alerting import NOON, an_alert, by, write
from tests.rooms.alerting import officer as scope_of

pytestmark = pytest.mark.django_db
NOTE = "Sudah bicara dengan keluarganya."


def logged_in(login: str, **more: str) -> Client:
    cache.clear()
    client = Client()
    client.force_login(officer(login, **more))
    return client


def judged(*outcomes: str) -> None:
    for outcome in outcomes:
        services.close_alert(scope=by(scope_of()), code=an_alert(), outcome=outcome, note=NOTE, now=NOON)


@pytest.mark.parametrize("role", ["analyst", "supervisor", "rule_author", "rule_approver", "national"])
def test_quality_says_where_the_weights_come_from_and_names_nobody(role):
    judged("proven", "wrong_data")
    page = shown(logged_in(f"{role}@uji", role=role, **POSTED.get(role, {})).get("/perhatian/mutu/"))
    assert "angka para ahli" in page and "negeri rekaan" in page
    assert "Kode bahaya diterima" in page and "benar 1 dari 2" in page
    assert "Seruni" not in page and "T-0" not in page
    assert "Belum ada kasus yang diputus terbukti" in page and "Belum ada yang diundi" in page


@pytest.mark.slow
def test_with_enough_judgements_the_share_has_its_span():
    judged(*["proven"] * 6, *["wrong_rule"] * 6, "unreachable")
    page = shown(logged_in("ana", role="analyst", area="").get("/perhatian/mutu/"))
    assert "6 dari 12: 50 % (25–75 %)" in page and "belum pernah dinilai" in page


@pytest.mark.parametrize("role", [it for it in ROLES if Power.READ_QUALITY not in ROLES[it].powers])
def test_other_roles_are_refused_the_page_of_quality(role):
    client = logged_in(f"{role}@uji", role=role, **POSTED.get(role, {}))
    assert client.get("/perhatian/mutu/").status_code == 403


def test_a_supervisor_reads_of_her_own_unit_alone():
    judged("proven")
    page = shown(logged_in("laksmi", role="supervisor").get("/perhatian/mutu/"))
    assert "BP3MI NTT" not in page and "Belum ada keputusan dalam 90 hari terakhir." in page


@pytest.mark.slow
def test_the_list_says_how_the_unit_does_once_it_has_decided_something():
    client = logged_in("damar")
    code = here()
    assert "Bagaimana unit ini bekerja" not in shown(client.get("/perhatian/"))
    client.get(f"/perhatian/{code}/")
    client.post(f"/perhatian/{code}/ambil/")
    page = shown(client.get("/perhatian/"))
    assert "Bagaimana unit ini bekerja" in page and re.search(r"0,\d menit \(dari 1\)", page)


def test_an_alert_says_who_sees_it_how_similar_ones_ended_and_draws_the_way():
    client = logged_in("damar")
    code = here()
    page = shown(client.get(f"/perhatian/{code}/"))
    assert "Yang boleh melihat" in page and "KJRI Kuching" in page and "Di luar negeri" in page
    assert "belum ada yang serupa dari provinsi ini yang dinilai" in page
    assert (
        "Waktu dan rute" in page
        and 'role="img"' in page
        and "Sebagai tabel" in page
        and "<b>(alasan)</b>" in page
    )
    assert "kira-kira" in page and f"bobot {built_in().version}" in page


def test_a_journey_without_facts_is_not_drawn():
    assert picture_of([], frozenset(), "Malang", NOON) is None


@pytest.mark.slow
def test_rows_and_pages_offer_their_keys_and_the_neighbours():
    client = logged_in("damar")
    first, second = here("Seruni Umpama"), here("Wulan Contohari")
    page = shown(client.get("/perhatian/"))
    assert f'data-go-c="/perhatian/{first}/tutup/"' in page and "data-go-s" not in page
    page = shown(client.get(f"/perhatian/{first}/"))
    assert (
        f'href="/perhatian/{second}/" data-key="j"' in page
        and 'data-key="c"' in page
        and 'data-key="k"' not in page
    )
    assert 'data-key="k"' in shown(client.get(f"/perhatian/{second}/"))
    quiet = silent()
    assert f'data-go-s="/perhatian/{quiet}/tunda/"' in shown(client.get("/perhatian/?keadaan=semua"))


LABELS = re.compile(r"perdagangan orang|trafficking|tppo|korban|teridentifikasi", re.IGNORECASE)


@pytest.mark.parametrize("role", [it for it in ROLES if Power.READ_ALERT in ROLES[it].powers])
@pytest.mark.slow
def test_no_page_of_alerts_calls_anybody_a_victim_or_trafficked(role):
    code = here()
    client = logged_in(f"{role}@uji", role=role, **POSTED.get(role, {}))
    write("update alert set keys = keys || '{k:9904,m:kjri-kuching}'::text[]")
    for at in ("/", "/perhatian/", "/perhatian/?keadaan=semua", f"/perhatian/{code}/", f"/perhatian/{code}/tutup/",
               f"/perhatian/{code}/bukan-saya/"):  # fmt: skip
        answer = client.get(at)
        assert answer.status_code == 200 and LABELS.findall(re.sub(r"<[^>]*>", " ", shown(answer))) == []
