"""Those who died abroad, on pages: recorded with nothing but a name, brought home step by step, their due claimed."""

import re
from uuid import uuid4

import pytest

from tests.doors.officers import officer
from tests.rooms.handing_over import FAMILY, ORIGIN, complete, plan, prepare, sign
from tests.world import fact, person_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def sekar(client):
    client.force_login(officer("sekar", role="mission", agency="kjri-kuching", area=""))
    return client


def begin(client, **more):
    said = {
        "act": uuid4().hex,
        "name": "Melati Misal",
        "day": "10 Nov 2026",
        "country": "MYS",
        "origin": "53.04.05.2001",
    } | more
    made = client.post("/jenazah/baru/", said)
    assert made.status_code == 302, made.content.decode()
    return made.headers["Location"].strip("/").split("/")[-1]


def step(client, code, name, day="12 Nov 2026", **papers):
    return client.post(
        f"/jenazah/{code}/langkah/{name}/", {"act": uuid4().hex, "day": day, **papers}, follow=True
    )


def test_somebody_without_a_record_is_recorded_by_name_and_the_page_says_what_is_next(sekar):
    code = begin(sekar)
    page = sekar.get(f"/jenazah/{code}/").content.decode()
    assert "Melati Misal" in page and "Surat keterangan kematian" in page and "berikutnya, menunggu" in page
    assert "Melati Misal" in sekar.get("/jenazah/").content.decode()


def test_somebody_with_a_page_keeps_it(sekar):
    kawal_id = person_of(fact("arrived_abroad", "2026-03-02", place={"country": "MYS"}))
    assert "Seruni Umpama" in sekar.get(f"/jenazah/baru/?orang={kawal_id}").content.decode()
    made = sekar.post(
        f"/jenazah/baru/?orang={kawal_id}", {"act": uuid4().hex, "day": "10 Nov 2026"}, follow=True
    )
    assert f"/orang/{kawal_id}/" in made.content.decode()


@pytest.mark.slow
def test_a_step_is_saved_with_its_papers_and_undone_by_one_press(sekar):
    code = begin(sekar)
    page = step(sekar, code, "certificate", certificate="SKK-REKA-1", cause="work_accident").content.decode()
    assert "SKK-REKA-1; kecelakaan kerja" in page and "Urungkan" in page
    [address] = re.findall(rf'action="(/jenazah/{code}/urungkan/[0-9a-f]+/)"', page)
    assert "SKK-REKA-1" not in sekar.post(address, follow=True).content.decode()


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"day": "1 Des 2030"}, "Tanggal itu belum terjadi."),
        ({"coffin": ""}, "1 isian perlu diperbaiki"),
        ({"day": "entah"}, "Tulis tanggal seperti 19 Nov 2026."),
    ],
)
def test_what_cannot_be_is_said_at_its_field(sekar, said, sentence):
    code = begin(sekar)
    filled = {"act": uuid4().hex, "day": "12 Nov 2026", "coffin": "P-7"} | said
    assert sentence in sekar.post(f"/jenazah/{code}/langkah/coffin/", filled).content.decode()


@pytest.mark.slow
def test_the_burial_hand_over_is_a_hand_over_like_any_other(client):
    client.force_login(officer("ratna", agency="bp3mi-ntt", area="53"))
    code = begin(client)
    page = client.get(f"/jenazah/{code}/").content.decode()
    [address, kawal_id] = re.search(
        r"(/serah-terima/baru/\?langkah=kp2mi\.family&amp;orang=(k\w+))", page
    ).groups()
    form = client.get(address.replace("&amp;", "&")).content.decode()
    assert "Melati Misal" in form and not re.search(r'name="at_home"[^>]*checked', form)
    handed = prepare(plan(kawal_id, taker=FAMILY, at_home=False), ORIGIN)
    sign(handed, "giver", "taker", "witness")
    complete(handed)
    assert handed in client.get(f"/jenazah/{code}/").content.decode()


@pytest.mark.slow
def test_what_is_owed_to_the_family_goes_from_state_to_state(sekar):
    code = begin(sekar)
    said = {
        "act": uuid4().hex,
        "kind": "wages",
        "against": "Majikan Contoh",
        "day": "12 Nov 2026",
        "amount": "9000",
        "currency": "MYR",
    }
    page = sekar.post(f"/jenazah/{code}/hak/", said, follow=True).content.decode()
    assert "Majikan Contoh: MYR 9.000" in page and "belum diajukan" in page
    wrong = said | {"act": uuid4().hex, "currency": ""}
    assert "Tulis jumlah bersama mata uangnya" in sekar.post(f"/jenazah/{code}/hak/", wrong).content.decode()
    [address] = re.findall(rf'href="(/jenazah/{code}/hak/\d+/)"', page)
    moved = sekar.post(address, {"act": uuid4().hex, "state": "filed", "day": "13 Nov 2026"}, follow=True)
    assert "diajukan sejak 13 Nov 2026" in moved.content.decode()


@pytest.mark.slow
def test_another_office_takes_part_and_a_stranger_does_not(sekar, client):
    code = begin(sekar)
    page = sekar.post(f"/jenazah/{code}/instansi/", {"office": "tidak ada"}, follow=True).content.decode()
    assert "Instansi itu tidak dikenal." in page
    assert (
        "BP3MI"
        in sekar.post(f"/jenazah/{code}/instansi/", {"office": "bp3mi-jatim"}, follow=True).content.decode()
    )
    client.force_login(officer("galih", agency="bp3mi-bali", area="51"))
    assert client.get(f"/jenazah/{code}/").status_code == 404


def test_a_closed_case_is_listed_apart_and_the_list_is_taken_away_as_a_file(sekar):
    code = begin(sekar)
    sekar.post(f"/jenazah/{code}/tutup/", {"note": "Dimakamkan di sana."})
    assert "Melati Misal" not in sekar.get("/jenazah/").content.decode()
    assert "Melati Misal" in sekar.get("/jenazah/?keadaan=selesai").content.decode()
    text = b"".join(sekar.get("/jenazah/?keadaan=selesai&bentuk=csv").streaming_content).decode()
    assert code in text and "Melati Misal" in text


def test_a_village_has_no_such_page(client):
    client.force_login(officer("joko", role="village", agency="desa-5304", area="53.04.05.2001"))
    assert client.get("/jenazah/").status_code == 403


def test_the_form_of_a_death_leads_to_bringing_her_home(sekar):
    kawal_id = person_of(fact("arrived_abroad", "2026-03-02", place={"country": "MYS"}))
    assert f"/jenazah/baru/?orang={kawal_id}" in sekar.get(f"/orang/{kawal_id}/catat/died/").content.decode()
