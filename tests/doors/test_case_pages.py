"""A case in the browser: opened, walked home step by step, noted, closed."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from kawal.access.officers.models import Officer
from kawal.access.scope import ENGINE
from kawal.access.trail.models import Trace
from kawal.decisions.alerts.models import Alert
from kawal.facts.ledger.models import Fact
from kawal.response.cases.models import CaseFile
from kawal.situation.pictures.models import Picture
from tests.rooms.returning import behind_the_wall
from tests.world import SERUNI, days_ago, fact, report

pytestmark = pytest.mark.django_db


def officer(role="district", *, agency="dinsos-5304", area="53.04", place="", login=""):
    return Officer.objects.create(
        login=login or f"{role}-{agency}", name="Ratna Andaikata", agency=agency, role=role, area=area, place=place,
        created_at=timezone.now(),
    )  # fmt: skip


@pytest.fixture
def desk(client):
    client.force_login(officer())
    return client


def days(number):
    return days_ago(number, timezone.now())


@pytest.fixture
def kawal_id():
    """Somebody of Timor Tengah Utara who is in trouble in Malaysia."""
    return someone()


def someone(*more, subject=SERUNI):
    said = [
        fact("departed", days(90), subject=subject, data={"destination": "MYS"}),
        fact(
            "complained",
            days(12),
            subject=subject,
            place={"country": "MYS"},
            data={"problems": ["unpaid_wages"]},
        ),
        *more,
    ]
    return report(*said, now=timezone.now())[0].kawal_id


def opened(client, kawal_id, summary="Gaji tidak dibayar enam bulan."):
    answer = client.post(f"/kasus/buka/{kawal_id}/", {"summary": summary})
    assert answer.status_code == 302, answer.content.decode()
    return answer["Location"].strip("/").split("/")[-1]


def form_of(client, at):
    """The hidden values of the form on a page, as a browser would send them back."""
    text = client.get(at).content.decode()
    return dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', text))


def text_of(answer):
    return re.sub(r"\s+", " ", answer.content.decode())


def facts(kind=None):
    with behind_the_wall(ENGINE):
        rows = Fact.unscoped.order_by("seq")  # unscoped: the test checks the table itself
        return list(rows.filter(kind=kind) if kind else rows.filter(source_id__gt=1))


@pytest.mark.slow
def test_opening_from_the_person_leads_to_the_case_with_its_next_step(desk, kawal_id):
    form = text_of(desk.get(f"/kasus/buka/{kawal_id}/"))
    assert "Buka kasus tentang Seruni Umpama" in form
    code = opened(desk, kawal_id)
    page = text_of(desk.get(f"/kasus/{code}/"))
    assert f"Kasus {code} dibuka." in page
    assert "Gaji tidak dibayar enam bulan." in page
    assert "Catat permintaan pulang" in page
    assert f"/kasus/{code}/minta/" in page


@pytest.mark.slow
def test_a_case_opened_from_an_alert_answers_it_and_leads_back_to_it(desk):
    someone(fact("checked_in", days(1), data={"safe": "no", "distress": True, "by": "self"}))
    with behind_the_wall(ENGINE):
        alert = Alert.unscoped.get()  # unscoped: the test checks the table itself
    at = re.search(r'href="(/kasus/buka/[^"]+)"', text_of(desk.get(f"/perhatian/{alert.code}/")))
    assert at
    hidden = form_of(desk, at.group(1))
    assert hidden["alert"] == alert.code
    answer = desk.post(at.group(1), {"summary": "Kode bahaya dari keluarga.", "alert": alert.code})
    page = text_of(desk.get(answer["Location"]))
    assert f'<a href="/perhatian/{alert.code}/">{alert.code}</a>' in page
    with behind_the_wall(ENGINE):
        assert Alert.unscoped.get().state == "in_hand"  # unscoped: the test checks the table itself


@pytest.mark.parametrize("code", ["T-999999", "x", "'"])
def test_an_alert_that_is_not_hers_opens_no_case(desk, kawal_id, code):
    assert desk.post(f"/kasus/buka/{kawal_id}/", {"summary": "x", "alert": code}).status_code == 404
    assert CaseFile.unscoped.count() == 0  # unscoped: the test checks the table itself


def test_opening_asks_what_there_is_to_do_and_loses_nothing(desk, kawal_id):
    answer = desk.post(f"/kasus/buka/{kawal_id}/", {"summary": ""})
    assert (answer.status_code, CaseFile.unscoped.count()) == (
        200,
        0,
    )  # unscoped: the test checks the table itself
    assert "satu kalimat pun cukup" in text_of(answer)


@pytest.mark.slow
def test_opening_twice_leads_to_the_first_case(desk, kawal_id):
    first = opened(desk, kawal_id)
    assert opened(desk, kawal_id, "Lagi.") == first
    assert "sudah menangani orang ini" in text_of(desk.get(f"/kasus/{first}/"))


def test_the_way_home_is_walked_in_the_case_and_every_step_is_a_fact(desk, kawal_id):
    code = opened(desk, kawal_id)
    walk = [
        ("minta", {"d_by": "self", "d_reason": "unpaid"}, "return_requested"),
        ("kewarganegaraan", {"d_result": "citizen"}, "nationality_verified"),
        ("dokumen", {"d_document": "splp", "d_number": "X1"}, "travel_document_issued"),
        ("izin-keluar", {"d_fine": "1.200"}, "exit_cleared"),
        (
            "rencana",
            {"d_leave_on": "2026-11-20", "d_batch": "R-1", "place": "PLBN Entikong"},
            "return_planned",
        ),
        ("berangkat", {"kind": "deported", "d_travel_document": "splp"}, "deported"),
        ("tiba", {"d_onward": "state", "place": "PLBN Entikong"}, "returned"),
        ("serah-terima", {"d_to": "district", "d_witness": "Lurah"}, "handed_over"),
        ("rumah", {}, "reached_home"),
    ]
    for slug, said, kind in walk:
        page = text_of(desk.get(f"/kasus/{code}/"))
        assert f'/kasus/{code}/{slug}/" data-key="e"' in page, f"{slug} is the next step"
        hidden = form_of(desk, f"/kasus/{code}/{slug}/")
        answer = desk.post(f"/kasus/{code}/{slug}/", {"day": "kemarin", **hidden, **said})
        assert answer.status_code == 302, slug
        [recorded] = facts(kind)
        assert recorded.fact_id == hidden["id"]
    page = text_of(desk.get(f"/kasus/{code}/"))
    assert "sudah di rumah" in page
    assert "Tutup kasus" in page
    assert facts("return_planned")[0].place == {"post": "plbn-entikong"}


def test_pressing_twice_records_once(desk, kawal_id):
    code = opened(desk, kawal_id)
    said = {"day": "kemarin", "d_by": "family", **form_of(desk, f"/kasus/{code}/minta/")}
    for _ in range(2):
        assert desk.post(f"/kasus/{code}/minta/", said).status_code == 302
    assert len(facts("return_requested")) == 1


@pytest.mark.slow
def test_what_was_just_recorded_can_be_undone_from_the_page(desk, kawal_id):
    code = opened(desk, kawal_id)
    desk.post(f"/kasus/{code}/minta/", {"day": "kemarin", **form_of(desk, f"/kasus/{code}/minta/")})
    page = text_of(desk.get(f"/kasus/{code}/"))
    undo = re.search(r'action="(/orang/[^"]+)"[^>]*>.{0,200}Urungkan', page)
    assert undo, page
    assert desk.post(undo.group(1)).status_code == 302
    assert "Catat permintaan pulang" in text_of(desk.get(f"/kasus/{code}/"))


@pytest.mark.parametrize(
    "said", [{"day": ""}, {"day": "bukan tanggal"}, {"day": "31 Feb 2026"}, {"day": "1 Jan 2031"}]
)
def test_a_step_that_was_refused_says_why_and_records_nothing(desk, kawal_id, said):
    code = opened(desk, kawal_id)
    answer = desk.post(f"/kasus/{code}/minta/", said)
    assert answer.status_code == 200
    assert 'class="late"' in answer.content.decode()
    assert facts("return_requested") == []


def test_notes_are_kept_and_an_empty_one_is_not(desk, kawal_id):
    code = opened(desk, kawal_id)
    desk.post(f"/kasus/{code}/catatan/", {"text": "Ibunya minta <b>dijemput</b>."})
    desk.post(f"/kasus/{code}/catatan/", {"text": " "})
    page = text_of(desk.get(f"/kasus/{code}/"))
    assert "Ibunya minta &lt;b&gt;dijemput&lt;/b&gt;." in page
    assert "Catatan kosong tidak disimpan." in page


@pytest.mark.slow
def test_closing_says_what_will_happen_and_takes_the_case_from_the_list(desk, kawal_id):
    code = opened(desk, kawal_id)
    page = text_of(desk.get(f"/kasus/{code}/tutup/"))
    assert f"Kasus {code} tentang Seruni Umpama ditutup." in page
    assert desk.post(f"/kasus/{code}/tutup/", {"note": "x"}).status_code == 200, "no outcome chosen"
    assert (
        desk.post(f"/kasus/{code}/tutup/", {"outcome": "helped", "note": "Gaji sudah dibayar."}).status_code
        == 302
    )
    page = text_of(desk.get("/kasus/"))
    assert f"Kasus {code} ditutup." in page
    assert "Seruni" not in page
    assert "Urusannya selesai di tempatnya" in text_of(desk.get("/kasus/?keadaan=closed"))
    again = desk.post(f"/kasus/{code}/tutup/", {"outcome": "declined"})
    assert "sudah ditutup petugas lain" in text_of(again)


def test_a_closed_case_can_be_read_and_takes_no_steps(desk, kawal_id):
    code = opened(desk, kawal_id)
    desk.post(f"/kasus/{code}/tutup/", {"outcome": "helped"})
    page = text_of(desk.get(f"/kasus/{code}/"))
    assert "Urusannya selesai di tempatnya" in page
    assert 'data-key="e"' not in page
    assert desk.post(f"/kasus/{code}/minta/", {"day": "kemarin"}).status_code == 404


def test_cases_of_another_agency_do_not_exist(desk, kawal_id, client):
    code = opened(desk, kawal_id)
    client.force_login(officer(agency="bp3mi-ntt", area="53"))
    assert code not in text_of(client.get("/kasus/"))
    for at in (f"/kasus/{code}/", f"/kasus/{code}/minta/", f"/kasus/{code}/tutup/"):
        assert client.get(at).status_code == 404
    assert client.post(f"/kasus/{code}/catatan/", {"text": "x"}).status_code == 404


@pytest.mark.parametrize(
    ("role", "area", "place", "statuses"),
    [
        ("village", "53.04.05.2001", "", [403, 403, 403]),
        ("border_post", "", "plbn-entikong", [403, 403, 403]),
        ("administrator", "", "", [403, 403, 403]),
        ("shelter", "", "rptc-rekaan", [200, 404, 403]),
    ],
)
def test_a_role_without_the_power_is_turned_away(client, kawal_id, role, area, place, statuses):
    client.force_login(officer(role, agency="lain", area=area, place=place))
    at = ["/kasus/", "/kasus/K-000001/", f"/kasus/buka/{kawal_id}/"]
    assert [client.get(it).status_code for it in at] == statuses


def test_somebody_out_of_scope_gets_no_case(client, kawal_id):
    client.force_login(officer(agency="dinsos-3507", area="35.07"))
    assert client.get(f"/kasus/buka/{kawal_id}/").status_code == 404
    assert client.post(f"/kasus/buka/{kawal_id}/", {"summary": "x"}).status_code == 404


@pytest.mark.parametrize(
    "at", ["/kasus/K-999999/", "/kasus/x/y/", "/kasus/?sesudah=xyz", "/kasus/K-1/terbang/"]
)
def test_what_does_not_exist_is_not_found(desk, at):
    assert desk.get(at).status_code == 404


def test_reading_a_case_is_logged(desk, kawal_id):
    code = opened(desk, kawal_id)
    desk.get(f"/kasus/{code}/")
    assert Trace.objects.filter(action="case.read", person=kawal_id, subject=code).count() == 1


def test_the_list_says_whose_turn_it_is_and_exports_what_it_counts(desk):
    kawal_id = someone(fact("return_requested", days(9), data={"by": "self"}))
    opened(desk, kawal_id)
    page = text_of(desk.get("/kasus/?oleh=saya"))
    assert "Tunggu kewarganegaraan" in page
    assert "sudah 9 hari" in page
    file = desk.get("/kasus/?bentuk=csv").getvalue().decode()
    assert "Satu baris satu kasus instansi ini" in file
    assert "Seruni Umpama" in file


@pytest.mark.parametrize("count", [1, 5])
@pytest.mark.slow
def test_the_list_takes_the_same_queries_however_long(desk, count, django_assert_num_queries):
    for n in range(count):
        subject = {"name": f"Umpama Orang{n}", "sex": "female", "address": {"area": "53.04.05.2001"}}
        opened(desk, someone(subject=subject))
    desk.get("/kasus/")
    with django_assert_num_queries(9):
        assert text_of(desk.get("/kasus/")).count('class="what"') == count


def test_the_days_and_who_had_them_stand_on_the_case(desk):
    kawal_id = someone(
        fact("repatriated", days(5), data={"letter": "1/REKAAN"}),
        fact("returned", days(4), source="bp3mi-kalbar", place={"post": "plbn-entikong"}),
    )
    code = opened(desk, kawal_id)
    page = text_of(desk.get(f"/kasus/{code}/"))
    assert "Dari 1 hari" in page or "tiba di debarkasi" in page
    with behind_the_wall(ENGINE):
        assert Picture.unscoped.get().left_at < timezone.now() - timedelta(
            days=4
        )  # unscoped: the test checks


@pytest.mark.slow
def test_a_case_is_closed_after_the_alert_that_its_agency_holds(desk):
    """Without the case a mission would not see her any more, and nobody could close what it holds."""
    kawal_id = someone(fact("checked_in", days(1), data={"safe": "no", "distress": True, "by": "self"}))
    code = opened(desk, kawal_id)
    with behind_the_wall(ENGINE):
        alert = Alert.unscoped.get().code  # unscoped: the test checks the table itself
    desk.post(f"/perhatian/{alert}/ambil/")
    refused = desk.post(f"/kasus/{code}/tutup/", {"outcome": "helped"})
    assert refused.status_code == 200 and f"masih memegang {alert}" in text_of(refused)
    desk.post(f"/perhatian/{alert}/lepas/")
    assert desk.post(f"/kasus/{code}/tutup/", {"outcome": "helped"}).status_code == 302
