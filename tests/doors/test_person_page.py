"""One person on one page: what each reader sees of her, and what never."""

import re

import pytest

from kawal.access.trail.models import Trace
from kawal.doors.web.people.facets import stay_for
from tests.doors.people_pages import ROLES, UMPAMA, client_of, said, seruni
from tests.world import officer as scope_of
from tests.world import report

pytestmark = pytest.mark.django_db
NIK = "9904054101990001"


def page(client, kawal_id, **query):
    return client.get(f"/orang/{kawal_id}/", query)


def text_of(response) -> str:
    body = re.sub(r"<[^>]+>", " ", response.content.decode())
    return " ".join(body.split())


def test_a_page_says_who_where_and_who_says_so():
    kawal_id = seruni()
    shown = text_of(page(client_of(), kawal_id))
    assert "Seruni Umpama" in shown and "perempuan" in shown
    assert "Berangkat menuju Malaysia dengan visa kunjungan." in shown
    assert "Imigrasi" in shown and "dokumen" in shown
    assert "Di luar negeri, dalam kontak" in shown


def test_an_absent_person_and_one_out_of_scope_are_one_answer():
    kawal_id = seruni()
    stranger = client_of("district", area="99.01", agency="dinsos-9901")
    absent, hidden = page(stranger, "k000000000000"), page(stranger, kawal_id)
    assert (absent.status_code, hidden.status_code) == (404, 404)
    own = re.compile(r"k[0-9a-z]{12}|[A-Za-z0-9]{64}")  # the address itself, and the token against forgery
    assert own.sub("", absent.content.decode()) == own.sub("", hidden.content.decode())


def test_an_agency_out_of_scope_sees_what_it_said_itself_and_no_more():
    kawal_id = seruni(said("complained", "2026-02-01", source="dinsos-9901", data={"problems": ["debt"]}))
    shown = text_of(page(client_of("district", area="99.01", agency="dinsos-9901"), kawal_id))
    assert "utang" in shown and "catatan instansi Anda sendiri" in shown
    assert "Berangkat menuju" not in shown and "Imigrasi" not in shown


@pytest.mark.parametrize("role", [role for role in ROLES if role not in ("investigator",)])
def test_no_number_stands_whole_on_a_page_of_any_role(role):
    kawal_id = seruni(
        said("document_seen", data={"document": "ktp", "number": NIK}),
        said(
            "complained", data={"problems": ["debt"], "text": f"NIK saya {NIK} dipegang majikan", "lama": NIK}
        ),
    )
    report(
        said("return_planned", "2026-11-19", data={"leave_on": "2026-11-22"}, place={"post": "plbn-entikong"})
    )
    client = client_of(role)
    for address in ("", "klaim/", "dilihat/", "catat/"):
        answer = client.get(f"/orang/{kawal_id}/{address}")
        assert NIK not in answer.content.decode()
        assert "9904 0541 0199 0001" not in answer.content.decode()


def test_a_village_sees_name_sex_and_birth_year_and_the_way_home():
    kawal_id = seruni(
        said("complained", "2026-02-01", data={"problems": ["violence"], "text": "dipukul"}),
        said("return_planned", "2026-11-19", data={"leave_on": "2026-11-22"}),
    )
    shown = text_of(page(client_of("village"), kawal_id))
    assert "Seruni Umpama" in shown and "lahir 1999" in shown and "Pemulangan direncanakan" in shown
    for hidden in ("1 Jan 1999", "Mengadu", "dipukul", "kekerasan", "NIK", "Prosedur keberangkatan", "Klaim"):
        assert hidden not in shown


def test_a_reader_without_contact_and_trouble_learns_no_trouble_from_the_stay():
    kawal_id = seruni(
        said(
            "complained",
            "2026-02-01",
            data={"problems": ["violence"]},
            place={"country": "MYS", "post": "plbn-entikong"},
        ),
        said("sheltered", "2026-01-20", data={"shelter": "rptc-bambu-apus"}),
    )
    shown = text_of(page(client_of("protection"), kawal_id))
    assert "dalam masalah" in shown
    assert stay_for("in_trouble", scope_of("border_post")) == "departed"


@pytest.mark.slow
def test_screenings_are_shown_to_protection_alone():
    kawal_id = seruni(
        said(
            "screened",
            "2026-02-03",
            source="uptd-ppa-9904",
            data={"outcome": "indicated", "assessor": "RPTC Rekaan"},
        )
    )
    assert "Ada indikasi" in text_of(page(client_of("protection"), kawal_id))
    shown = text_of(page(client_of("district"), kawal_id))
    assert "Ada indikasi" not in shown and "Penapisan" not in shown


@pytest.mark.slow
def test_a_silence_is_drawn_as_loudly_as_an_event():
    kawal_id = seruni(
        said("remitted", "2026-04-09", data={"amount": 1_200_000}),
        said("complained", "2026-11-09", data={"problems": ["debt"]}),
    )
    shown = text_of(page(client_of(), kawal_id))
    assert "214 hari" in shown and "Tidak ada kabar dari sumber mana pun." in shown
    filtered = text_of(page(client_of("national"), kawal_id, kategori="trouble"))
    assert "Tidak ada kabar dari sumber mana pun." not in filtered and "Mengadu" in filtered


@pytest.mark.slow
def test_a_silence_between_two_pages_of_the_timeline_is_told_once():
    """Thirty facts fill a page: the silence lies right after the thirtieth."""
    later = [said("remitted", f"2026-09-{1 + n % 30:02}", data={"amount": 100_000 + n}) for n in range(30)]
    kawal_id = seruni(said("remitted", "2026-02-01", data={"amount": 1_200_000}), *later)
    client = client_of()
    first = client.get(f"/orang/{kawal_id}/").content.decode()
    onward = re.search(r'href="([^"]+sebelum=[^"]+)"', first)[1].replace("&amp;", "&")
    gap = "<b>212 hari</b>"
    assert gap in first and first.index(gap) > first.index('class="facts"')
    assert gap not in client.get(onward).content.decode()


@pytest.mark.parametrize("later", [0, 35])
@pytest.mark.slow
def test_an_alert_leads_to_the_facts_it_cites_on_whichever_page_they_stand(later):
    told = said("checked_in", "2026-02-03", place={"country": "MYS"}, data={"safe": "no", "distress": True})
    more = [said("remitted", f"2026-09-{1 + n % 30:02}", data={"amount": 100_000 + n}) for n in range(later)]
    kawal_id = seruni(told, *more)
    client = client_of()
    page = client.get(f"/orang/{kawal_id}/").content.decode()
    link = re.search(rf'href="(/orang/{kawal_id}/\?fakta=[^"#]+)#(f\d+)">3 Feb', page)
    alert = client.get(re.search(r'href="(/perhatian/T-\d+/)"', page)[1]).content.decode()
    assert (f'id="{link[2]}"' in page) is (later == 0) and link[1] in alert
    assert f'<li id="{link[2]}"' in client.get(link[1]).content.decode()
    assert client.get(f"/orang/{kawal_id}/", {"fakta": "rubbish"}).status_code == 404


def test_a_withdrawn_fact_is_struck_through_with_its_reason():
    kawal_id = seruni(said("registered", "2025-12-01", id="R-1"))
    report(said("withdrawn", "2026-11-19", subject={}, corrects="R-1", data={"reason": "salah orang"}))
    response = page(client_of(), kawal_id)
    assert 'class="out"' in response.content.decode()
    assert "ditarik 20 Nov 2026: salah orang" in text_of(response)


def test_two_sources_confirm_each_other():
    kawal_id = seruni(
        said("deported", "2026-10-01", source="imigrasi"),
        said("deported", "2026-10-01", place={"country": "MYS"}),
    )
    assert "dikuatkan KJRI Kuching" in text_of(page(client_of(), kawal_id))


@pytest.mark.slow
def test_opening_a_page_is_written_once_an_hour():
    kawal_id = seruni()
    client = client_of()
    page(client, kawal_id)
    page(client, kawal_id, kategori="journey")
    traces = Trace.objects.filter(person=kawal_id, action="person.viewed")
    assert [trace.actor for trace in traces] == ["district@contoh"]


def test_who_looked_is_shown_with_the_page():
    kawal_id = seruni()
    client = client_of()
    page(client, kawal_id)
    shown = text_of(client.get(f"/orang/{kawal_id}/dilihat/"))
    assert "Damar Misalkan" in shown and "membuka halaman" in shown


def test_claims_stand_side_by_side_and_differences_are_named():
    other = {"name": "Seruni Umpami", "nik": NIK, "birth_date": "2001-01-01"}
    kawal_id = seruni(said("deported", "2026-10-01", source="imigrasi", subject=other))
    response = client_of().get(f"/orang/{kawal_id}/klaim/")
    shown = text_of(response)
    assert "Seruni Umpami" in shown and "99•• … 0001" in shown and "(berbeda)" in shown


@pytest.mark.parametrize("facts", [0, 1, 25, 60])
def test_a_page_asks_the_database_as_often_for_many_facts_as_for_few(facts, django_assert_max_num_queries):
    kawal_id = seruni(
        *(said("remitted", f"2026-0{1 + n % 9}-1{n % 9}", data={"amount": n + 1}) for n in range(facts))
    )
    client = client_of()
    page(client, kawal_id)
    with django_assert_max_num_queries(32 if facts < 30 else 42):
        response = page(client, kawal_id)
    assert response.status_code == 200
    assert len(response.content) < 140_000


def test_older_facts_are_a_page_further():
    kawal_id = seruni(
        *(said("remitted", f"2026-0{2 + n // 28}-{1 + n % 28:02}", data={"amount": n + 1}) for n in range(40))
    )
    client = client_of()
    first = page(client, kawal_id).content.decode()
    [older] = re.findall(r'href="([^"]*sebelum=[^"]*)"', first)
    second = text_of(client.get(older.replace("&amp;", "&")))
    assert "Berangkat menuju Malaysia" in second and "Berangkat menuju Malaysia" not in re.sub(
        r"<[^>]+>", " ", first
    )
    assert client.get(f"/orang/{kawal_id}/?sebelum=rubbish").status_code == 404


def two_people_with_one_number() -> tuple[str, str]:
    """Two who share a NIK under different names, in two claims each: one question, not four."""
    one = seruni()
    kenanga = {**UMPAMA, "name": "Kenanga Misal"}
    [two, _again] = report(
        said("departed", "2026-01-05", subject=kenanga),
        said("complained", "2026-02-01", source="imigrasi", subject=kenanga),
    )
    return one, str(two.kawal_id)


@pytest.mark.slow
def test_two_people_are_asked_about_once_and_the_answer_can_be_undone():
    one, two = two_people_with_one_number()
    client = client_of()
    body = page(client, one).content.decode()
    [answer] = set(re.findall(r'action="([^"]*/sama/\d+/)"', body))
    assert client.post(answer, {"answer": "different"}).status_code == 302
    answered = page(client, one)
    assert "Dijawab: orang berbeda" in text_of(answered) and "Belum yakin" not in text_of(answered)
    [undo] = set(re.findall(r'action="([^"]*/sama/\d+/urungkan/)"', answered.content.decode()))
    assert client.post(undo).status_code == 302
    assert "Belum yakin" in text_of(page(client, one)) and two in page(client, one).content.decode()


@pytest.mark.slow
def test_the_same_answer_joins_their_pages():
    one, two = two_people_with_one_number()
    client = client_of()
    [answer] = set(re.findall(r'action="([^"]*/sama/\d+/)"', page(client, one).content.decode()))
    client.post(answer, {"answer": "same"})
    assert "Mengadu" in text_of(page(client, one)) and "juga tertulis Seruni Umpama" in text_of(
        page(client, two)
    )
    [undo] = set(re.findall(r'action="([^"]*/sama/\d+/urungkan/)"', page(client, one).content.decode()))
    client.post(undo)
    assert "juga tertulis" not in text_of(page(client, one))


@pytest.mark.slow
def test_where_an_alert_is_open_the_answer_waits_for_another_officer():
    one, two = two_people_with_one_number()
    kenanga = {**UMPAMA, "name": "Kenanga Misal"}
    report(said("complained", "2026-11-19", subject=kenanga, data={"problems": ["violence"]}))
    client, other = client_of(), client_of(name="Petugas Kedua")
    [answer] = set(re.findall(r'action="([^"]*/sama/\d+/)"', page(client, one).content.decode()))
    told = client.post(answer, {"answer": "same"}, follow=True)
    assert "Menunggu petugas kedua" in text_of(told) and "ada peringatan yang terbuka" in text_of(told)
    assert answer + '"' not in told.content.decode() and answer + '"' in page(other, one).content.decode()
    other.post(answer, {"answer": "same"})
    assert "juga tertulis" in text_of(page(client, two))


@pytest.mark.parametrize("verdict", ["", "perhaps"])
def test_no_other_answer_is_taken(verdict):
    one, _two = two_people_with_one_number()
    client = client_of()
    [answer] = set(re.findall(r'action="([^"]*/sama/\d+/)"', page(client, one).content.decode()))
    assert client.post(answer, {"answer": verdict}).status_code == 404
    assert client.post(f"/orang/{one}/sama/999999/", {"answer": "same"}).status_code == 404


def test_a_number_is_shown_whole_on_asking_alone_and_written_down():
    kawal_id = seruni()
    client = client_of()
    assert client.get(f"/orang/{kawal_id}/tampilkan/nik/").status_code == 405
    shown = client.post(f"/orang/{kawal_id}/tampilkan/nik/", headers={"HX-Request": "true"})
    assert (
        "9904 0541 0199 0001" in shown.content.decode() and 'data-hide-after="30"' in shown.content.decode()
    )
    assert "no-store" in shown["Cache-Control"]
    assert Trace.objects.filter(action="number.revealed", person=kawal_id, subject="nik").count() == 1


@pytest.mark.parametrize(
    ("role", "kind", "status"),
    [
        ("village", "nik", 403),
        ("border_post", "nik", 403),
        ("district", "pin", 404),
        ("district", "passport", 404),
    ],
)
def test_a_number_is_not_shown_without_the_power_or_where_there_is_none(role, kind, status):
    kawal_id = seruni()
    assert client_of(role).post(f"/orang/{kawal_id}/tampilkan/{kind}/").status_code == status
    assert not Trace.objects.filter(action="number.revealed").exists()


@pytest.mark.slow
def test_what_sources_contradict_each_other_in_is_told_to_who_protects_her_alone():
    kawal_id = seruni(
        said("checked_in", source="imigrasi", subject={**UMPAMA, "birth_date": "2001-01-01", "sex": "male"})
    )
    words = "Sumber menyebut tahun lahir yang berlainan: 1999, 2001."
    clients = {role: client_of(role) for role in ("protection", "national", "district", "supervisor")}
    told = {role: words in text_of(page(client, kawal_id)) for role, client in clients.items()}
    assert told == {"protection": True, "national": True, "district": False, "supervisor": False}
    assert words not in text_of(clients["protection"].get(f"/orang/{kawal_id}/klaim/"))
