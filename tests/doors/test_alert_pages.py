"""Pages of alerts: the list, one press to take, one alert whole, closing with words, and the way back."""

import re
from itertools import count

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from kawal.decisions.alerts import services
from kawal.doors.web.alerts.words import ACTS, ANSWERS, DESKS, EVENTS, OUTCOMES, STATES
from tests.doors.officers import officer
from tests.doors.people_pages import UMPAMA
from tests.rooms.alerting import NOON, a_person, both, by, distressed, overdue, reviewed, write
from tests.rooms.alerting import officer as scope_of
from tests.world import fact, person_of

pytestmark = pytest.mark.django_db
HERE = ("p:99", "k:9904", "m:kjri-kuching")
_numbers = count(1)
NOTE = "Sudah berbicara dengan keluarganya di desa."


@pytest.fixture
def damar(client):
    cache.clear()
    client.force_login(officer())
    return client


def here(name: str = "Seruni Umpama", source: str = "kjri-kuching") -> str:
    """She calls for help from Malaysia; the code of her alert."""
    number = next(_numbers)
    subject = {**UMPAMA, "name": name, "nik": f"990405410199{number:04}"}
    return alert_of(heard(subject, source, "2026-03-10T09:00:00+07:00", {"safe": "no", "distress": True}))


def heard(subject: dict[str, object], source: str, at: str, data: dict[str, object]) -> str:
    told = {"place": {"country": "MYS"}, "basis": "self", "data": data}
    return person_of(fact("checked_in", at, subject=subject, source=source, **told), now=NOON)


def alert_of(kawal_id: str) -> str:
    return str(
        write("select code from alert join person using (person_id) where kawal_id = %s", kawal_id)[0][0]
    )


def silent(name: str = "Kemuning Andai") -> str:
    person, claim, _ = a_person(name, HERE)
    reviewed(person, claim, overdue(claim), keys=HERE)
    return write("select code from alert where person_id = %s", person)[0][0]


def shown(answer) -> str:
    return answer.content.decode()


def test_the_list_shows_level_reason_and_the_button(damar):
    code = here()
    page = shown(damar.get("/perhatian/"))
    assert "Seruni Umpama" in page and "Darurat" in page and f"/perhatian/{code}/ambil/" in page
    assert "1 menunggu, 0 di tangan Anda." in page


def test_each_reason_says_how_much_it_adds_in_words_beside_its_bar(damar):
    page = shown(damar.get(f"/perhatian/{here()}/"))
    assert '<div class="weigh"><svg' in page and "<span>sangat menambah</span>" in page
    assert re.search(r'fill="#1e4272" d="M0 0h[1-9][0-9]*v8H0z"', page)


def test_an_empty_list_says_when_it_was_looked_at(damar):
    assert "Tidak ada yang menunggu Anda." in shown(damar.get("/perhatian/"))
    assert "Tidak ada yang cocok" in shown(damar.get("/perhatian/?tingkat=high"))


def test_filters_are_addresses_and_odd_ones_are_all(damar):
    here(), silent()
    page = shown(damar.get("/perhatian/?tingkat=medium"))
    assert "Kemuning Andai" in page and "Seruni Umpama" not in page
    assert "Seruni Umpama" in shown(damar.get("/perhatian/?tingkat=loud&di=moon&oleh=x"))
    assert damar.get("/perhatian/?sesudah=nonsense").status_code == 302


def test_ambil_without_script_comes_back_to_the_list_with_the_way_to_undo(damar):
    code = here()
    answer = damar.post(f"/perhatian/{code}/ambil/?dari=daftar")
    assert answer["Location"] == "/perhatian/"
    page = shown(damar.get("/perhatian/"))
    assert (
        f"{code} Anda pegang." in page
        and f"/perhatian/{code}/lepas/?dari=daftar" in page
        and "Urungkan" in page
    )

    damar.post(f"/perhatian/{code}/lepas/?dari=daftar")
    assert write("select state from alert") == [("new",)]


@pytest.mark.slow
def test_taking_and_taking_back_lead_to_the_list_as_it_was_narrowed(damar):
    code, narrowed = here(), "?keadaan=semua"
    taking = f"/perhatian/{code}/ambil/?dari=daftar&amp;keadaan=semua"
    assert taking in shown(damar.get(f"/perhatian/{narrowed}"))
    answer = damar.post(taking.replace("&amp;", "&"))
    assert answer["Location"] == f"/perhatian/{narrowed}"
    [undo] = [it for it in shown(damar.get(f"/perhatian/{narrowed}")).split('"') if "/lepas/" in it]
    assert damar.post(undo.replace("&amp;", "&"))["Location"] == f"/perhatian/{narrowed}"


def test_ambil_by_htmx_gives_the_row_and_the_line(damar):
    code = here()
    answer = shown(damar.post(f"/perhatian/{code}/ambil/?dari=daftar", headers={"HX-Request": "true"}))
    assert answer.startswith(f'<li id="{code}"') and ">Anda<" in answer and 'hx-swap-oob="true"' in answer
    assert "<html" not in answer and "Urungkan" in answer


def count_in_menu(page: str) -> str:
    """The number beside Perlu perhatian, "" where it is hidden."""
    found = re.search(r'id="hitung-alerts"( hidden)?[^>]*>(\d+)<span class="hidden"> menunggu Anda', page)
    assert found
    return "" if found[1] else found[2]


@pytest.mark.slow
def test_the_menu_counts_what_is_in_her_hands_at_once_after_her_own_act(damar):
    code = here()
    assert count_in_menu(shown(damar.get("/perhatian/"))) == ""
    answer = damar.post(f"/perhatian/{code}/ambil/?dari=daftar", headers={"HX-Request": "true"})
    assert count_in_menu(shown(answer)) == "1"
    assert count_in_menu(shown(damar.get("/"))) == "1"
    damar.post(f"/perhatian/{code}/lepas/?dari=daftar")
    assert count_in_menu(shown(damar.get("/perhatian/"))) == ""
    assert "menunggu Anda" not in shown(damar.get("/perhatian/T-999999/"))


def test_the_menu_asks_once_in_a_few_seconds(damar):
    here()
    damar.get("/perhatian/")
    with CaptureQueriesContext(connection) as told:
        damar.get("/akun/")
    assert not [it for it in told.captured_queries if "alert_scope" in it["sql"]]


@pytest.mark.slow
def test_ambil_by_htmx_brings_the_numbers_of_the_list_up_to_date(damar):
    code = here()
    silent()
    window = {"HX-Request": "true", "HX-Current-URL": "https://kawal.test/perhatian/?tingkat=emergency"}
    answer = shown(damar.post(f"/perhatian/{code}/ambil/?dari=daftar", headers=window))
    assert '<p class="quiet" id="hitungan" hx-swap-oob="true">1 menunggu, 1 di tangan Anda.</p>' in answer
    assert '<div class="filters" id="saringan" hx-swap-oob="true">' in answer
    assert "Milik saya 1" in answer and 'href="?tingkat=emergency&amp;oleh=saya"' in answer
    elsewhere = {**window, "HX-Current-URL": "https://kawal.test/"}
    assert "saringan" not in shown(damar.post(f"/perhatian/{code}/ambil/", headers=elsewhere))


@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}], ids=["plain", "htmx"])
def test_who_comes_second_is_told_whose_it_is(damar, headers):
    code = here()
    services.take_alert(
        scope=by(scope_of("m:kjri-kuching", actor="ratna", agency="kjri-kuching")), code=code, now=NOON
    )
    answer = damar.post(f"/perhatian/{code}/ambil/", headers=headers)
    page = shown(answer) if headers else shown(damar.get(f"/perhatian/{code}/"))
    assert "sudah diambil KJRI Kuching" in page and "Urungkan" not in page


def test_the_page_says_why_from_whom_and_what_next(damar):
    code = here()
    page = shown(damar.get(f"/perhatian/{code}/"))
    assert "Seruni Umpama mungkin dalam bahaya sekarang" in page
    assert (
        "Kode bahaya diterima." in page
        and "Memberi kabar, 10 Mar 2026" in page
        and "pernyataan sendiri" in page
    )
    assert "Lintasan dari perekrutan sampai rumah" in page and "Malaysia" in page
    assert "Yang akan meredakan peringatan ini" in page and "Kabar aman dari orangnya sendiri" in page
    assert "Ambil" in page and "Tutup dengan alasan" in page and "Muncul" in page
    assert write("select action, subject from trace") == [("alert.read", code)]


def test_what_is_not_known_and_what_would_clear_it_are_lists_that_name_their_reasons(damar):
    person, claim, _ = a_person("Kemuning Andai", HERE)
    reviewed(person, claim, both(overdue(claim), distressed(claim)), keys=HERE)
    [(code,)] = write("select code from alert where person_id = %s", person)
    page = shown(damar.get(f"/perhatian/{code}/"))
    unknown, clears = (
        re.split(f'id="{part}"', page)[1].partition("</section>")[0] for part in ("belum", "reda")
    )
    assert "<li><p><strong>Adakah kabar langsung dari Kemuning Andai?</strong></p><a" in unknown
    reasons = re.findall("<strong>([^<]+):</strong> ([^<]+)", clears)
    assert len(reasons) == clears.count("<li>") > 1
    assert len({text for _titles, text in reasons}) == len(reasons)
    assert "reda bila semua alasannya terjawab" in clears
    assert unknown.count("<li>") == len(re.findall("<strong>[^<]+:</strong> [^<]+", unknown)) + 1


def test_one_reason_alone_is_not_named_again(damar):
    page = shown(damar.get(f"/perhatian/{silent()}/"))
    clears = page.partition('id="reda"')[2].partition("</section>")[0]
    assert clears.count("<li><p>") == 1 and "<strong>" not in clears and "semua alasannya" not in clears


@pytest.mark.slow
def test_the_words_of_an_acute_reason_are_held_back_from_a_district(damar, client):
    code = here()
    page = shown(damar.get(f"/perhatian/{code}/"))
    assert "belum ada kabar aman sesudahnya" not in page and "untuk petugas pelindungan" in page
    client.force_login(officer("wira", role="protection"))
    page = shown(client.get(f"/perhatian/{code}/"))
    assert "<strong>Kode bahaya diterima</strong> 10 Mar 2026; belum ada kabar aman sesudahnya." in page


def test_closing_wants_an_outcome_and_a_sentence(damar):
    code = here()
    page = shown(damar.post(f"/perhatian/{code}/tutup/", {"note": "ok"}))
    assert "Pilih satu hasil." in page and "Tulis kalimat yang utuh" in page
    answer = damar.post(f"/perhatian/{code}/tutup/", {"outcome": "wrong_data", "note": NOTE})
    assert answer["Location"] == "/perhatian/"
    assert f"/perhatian/{code}/buka-lagi/" in shown(damar.get("/perhatian/"))
    assert "Datanya keliru" in shown(damar.get(f"/perhatian/{code}/"))
    assert "Seruni Umpama" in shown(damar.get("/perhatian/?keadaan=selesai"))

    damar.post(f"/perhatian/{code}/buka-lagi/")
    assert write("select state, outcome from alert") == [("new", "")]


def test_what_another_agency_holds_is_not_closed_here(damar):
    code = here()
    services.take_alert(
        scope=by(scope_of("m:kjri-kuching", actor="ratna", agency="kjri-kuching")), code=code, now=NOON
    )
    page = shown(damar.post(f"/perhatian/{code}/tutup/", {"outcome": "proven", "note": NOTE}))
    assert "KJRI Kuching memegang peringatan ini" in page


@pytest.mark.slow
def test_whoever_holds_it_tells_the_mission_where_she_is(damar):
    code = here(source="bp3mi-ntt")
    damar.post(f"/perhatian/{code}/ambil/")
    assert "Beri tahu perwakilan" in shown(damar.get(f"/perhatian/{code}/"))
    damar.post(f"/perhatian/{code}/rujuk/")
    assert write("select state, (select why from alert_event where what = 'referred') from alert") == [
        ("referred", "kbri-kuala-lumpur")
    ]
    assert "Dirujuk: KBRI Kuala Lumpur" in shown(damar.get(f"/perhatian/{code}/"))


@pytest.mark.slow
def test_from_the_alert_a_case_is_opened_and_both_lead_to_each_other(damar):
    code = here()
    damar.post(f"/perhatian/{code}/ambil/")
    page = shown(damar.get(f"/perhatian/{code}/"))
    [address] = re.findall(rf"/kasus/buka/[^\"]+\?peringatan={code}", page)
    damar.post(address, {"summary": "Perlu dicari bersama perwakilan.", "alert": code})
    assert write("select state from alert") == [("in_hand",)]
    page = shown(damar.get(f"/perhatian/{code}/"))
    assert "Lanjutkan kasus" in page and "Buka kasus" not in page


@pytest.mark.slow
def test_a_calm_alert_asks_its_holder_to_close_it(damar):
    code = here()
    [(kawal_id,)] = write("select kawal_id from person")
    heard(
        {"kawal_id": kawal_id, "name": "Seruni Umpama"},
        "kjri-kuching",
        "2026-03-10T11:00:00+07:00",
        {"safe": "yes"},
    )
    damar.post(f"/perhatian/{code}/ambil/")
    page = shown(damar.get(f"/perhatian/{code}/"))
    assert "Reda sejak" in page and "Tidak berlaku lagi sejak" in page
    assert page.index("Tutup dengan alasan") < page.index("Lepaskan")


@pytest.mark.slow
def test_a_decision_overtaken_by_another_is_said_and_not_an_error(damar):
    code = here()
    for deed in ("lepas", "buka-lagi"):
        damar.post(f"/perhatian/{code}/{deed}/")
        assert "sudah berubah sementara itu" in shown(damar.get(f"/perhatian/{code}/"))
    write("update picture set country = null")
    assert damar.post(f"/perhatian/{code}/rujuk/").status_code == 404


@pytest.mark.parametrize("path", ["", "ambil/", "lepas/", "tutup/", "buka-lagi/", "rujuk/"])
def test_elsewhere_it_is_not_there(client, path):
    code = here()
    client.force_login(officer("jauh", area="99.05", agency="dinsos-9905"))
    ask = client.get if path == "" else client.post
    assert ask(f"/perhatian/{code}/{path}", {"outcome": "proven", "note": NOTE}).status_code == 404
    assert ask(f"/perhatian/T-999999/{path}", {"outcome": "proven", "note": NOTE}).status_code == 404
    assert write("select state from alert") == [("new",)]


@pytest.mark.parametrize(
    "role",
    ["village", "border_post", "shelter", "investigator", "analyst", "administrator", "data_protection"],
)
def test_roles_without_the_power_never_see_alerts(client, role):
    code = here()
    client.force_login(officer("lain", role=role))
    for path in ("/perhatian/", f"/perhatian/{code}/", f"/perhatian/{code}/tutup/"):
        assert client.get(path).status_code == 403
    assert client.post(f"/perhatian/{code}/ambil/").status_code == 403


@pytest.mark.parametrize("shape", ["csv", "xlsx"])
def test_the_list_is_a_file_with_what_it_counts(damar, shape):
    here(), silent()
    answer = damar.get(f"/perhatian/?bentuk={shape}")
    assert answer.status_code == 200 and f".{shape}" in answer["Content-Disposition"]
    content = b"".join(answer.streaming_content)
    answer.close()
    if shape == "csv":
        text = content.decode("utf-8-sig")
        assert (
            "Satu baris: satu peringatan" in text
            and "Seruni Umpama" in text
            and "Kode bahaya diterima" in text
        )


@pytest.mark.slow
def test_the_list_costs_the_same_with_one_row_and_with_five(damar):
    costs = []
    for rows in (1, 5):
        while len(write("select alert_id from alert")) < rows:
            here()
        damar.get("/perhatian/")
        with CaptureQueriesContext(connection) as told:
            damar.get("/perhatian/")
        costs.append(len(told))
    assert costs[0] == costs[1]


def test_every_coded_word_has_its_label():
    [(definition,)] = write(
        "select string_agg(pg_get_constraintdef(oid), ' ') from pg_constraint"
        " where conrelid in ('alert'::regclass, 'alert_event'::regclass, 'alert_act'::regclass)"
    )
    coded = set(re.findall(r"'([a-z_]+)'::text", definition))
    levels = {"emergency", "high", "medium", "watch"}
    assert coded - levels - {"kawal"} <= {*DESKS, *STATES, *OUTCOMES, *EVENTS, *ACTS, *ANSWERS}
    assert set(OUTCOMES) == set(services.OUTCOMES)


def test_an_alert_reads_well_in_english(damar):
    code = here()
    damar.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    page = shown(damar.get(f"/perhatian/{code}/"))
    assert "Seruni Umpama may be in danger now" in page
    assert translation.get_language() == "id"  # a page leaves no language behind for whoever comes next
