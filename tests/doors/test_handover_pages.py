"""Hand-overs on pages: prepared, signed on any phone, complete, on paper, checked by anybody."""

import base64
from uuid import uuid4

import pytest

from kawal.response.handover import selectors
from tests.doors.officers import officer
from tests.rooms.handing_over import ORIGIN, STROKE, complete, plan, prepare, sign
from tests.rooms.returning import behind_the_wall
from tests.world import SERUNI, fact, person_of

pytestmark = pytest.mark.django_db
PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


@pytest.fixture
def ratna(client):
    client.force_login(officer("ratna", name="Ratna Andai", agency="bp3mi-ntt", area="53"))
    return client


@pytest.fixture
def joko(client):
    client.force_login(officer("joko", role="village", agency="desa-5304", area="53.04.05.2001"))
    return client


def seruni(**more):
    return person_of(fact("returned", "2026-11-18", place={"post": "plbn-entikong"}, **more))


def filled(*people, **more):
    return {
        "act": uuid4().hex, "orang": people, "kind": "family", "name": "Ibu Contoh", "relation": "ibu", "witness": "53.04.05.2001",
        "day": "19 Nov 2026", "hour": "09.30", "place": "Rumah keluarga", "at_home": "on", **more,
    }  # fmt: skip


def begin(client, *people, **more):
    made = client.post("/serah-terima/baru/?langkah=kp2mi.family", filled(*people, **more))
    assert made.status_code == 302, made.content.decode()
    return made.headers["Location"].strip("/").split("/")[-1]


def give_sign(client, code, role, line=0, **more):
    said = {"act": uuid4().hex, "name": "Ibu Contoh", "drawing": STROKE} | more
    return client.post(f"/serah-terima/{code}/tanda-tangan/{role}/{line}/", said)


def test_twelve_people_are_handed_over_with_three_signatures(ratna):
    people = [
        seruni(subject={**SERUNI, "nik": f"99040541019901{n:02}", "name": f"Orang Umpama {n}"})
        for n in range(12)
    ]
    code = begin(ratna, *people, condition="well")
    assert ratna.get(f"/serah-terima/{code}/").content.decode().count("akan diserahkan · sehat") == 12
    for role in ("giver", "taker", "witness"):
        assert give_sign(ratna, code, role).status_code == 302
    assert "Serahkan 12 orang" in ratna.get(f"/serah-terima/{code}/").content.decode()
    done = ratna.post(f"/serah-terima/{code}/selesai/", follow=True).content.decode()
    assert f"Serah terima {code} selesai: 12 orang." in done


def test_the_choice_of_steps_says_what_each_rests_on(ratna):
    page = ratna.get("/serah-terima/baru/").content.decode()
    assert "Permen P2MI 32/2025 Pasal 13" in page and "Kepada keluarga, disaksikan desa" in page


@pytest.mark.slow
def test_the_village_is_told_ahead_signs_and_completes_but_prepares_nothing(joko):
    code = prepare(plan(seruni(), transport="Satu mobil"))
    listed = joko.get("/serah-terima/").content.decode()
    assert "Akan diserahterimakan" in listed and "Satu mobil" in listed and "Seruni Umpama" in listed
    sign(code, "giver", "taker")
    assert give_sign(joko, code, "witness").status_code == 302
    assert "selesai: 1 orang" in joko.post(f"/serah-terima/{code}/selesai/", follow=True).content.decode()
    assert "Peran Anda tidak menyerahkan" in joko.get("/serah-terima/baru/").content.decode()


def test_the_start_page_leads_to_the_hand_over_under_way(joko):
    kawal_id = seruni()
    assert f"/orang/{kawal_id}/catat/handed_over/" in joko.get("/").content.decode()
    code = prepare(plan(kawal_id))
    page = joko.get("/").content.decode()
    assert f'href="/serah-terima/{code}/"' in page and "catat/handed_over" not in page


def test_the_regency_in_which_it_happens_is_told_ahead_too(ratna, client):
    begin(ratna, seruni())
    client.force_login(officer("wulan", agency="dinsos-5304", area="53.04"))
    assert "Akan diserahterimakan" in client.get("/serah-terima/").content.decode()


def test_what_is_missing_is_said_in_words(ratna):
    code = begin(ratna, seruni())
    give_sign(ratna, code, "giver")
    page = ratna.post(f"/serah-terima/{code}/selesai/", follow=True).content.decode()
    assert "Belum ditandatangani yang menerima dan saksi." in page


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"orang": []}, "Pilih siapa yang diserahterimakan."),
        ({"witness": "di mana-mana"}, "Pilih dari saran, atau tulis kode wilayahnya."),
        ({"day": "besok lusa"}, "Tulis tanggal seperti 19 Nov 2026."),
        ({"name": ""}, "1 isian perlu diperbaiki"),
    ],
)
def test_what_was_filled_in_wrongly_is_said_at_its_field(ratna, change, sentence):
    said = filled(seruni()) | change
    assert sentence in ratna.post("/serah-terima/baru/?langkah=kp2mi.family", said).content.decode()


def test_a_photo_is_a_signature_too_and_something_else_is_not(ratna):
    from django.core.files.uploadedfile import SimpleUploadedFile

    code = begin(ratna, seruni())
    wrong = give_sign(ratna, code, "giver", drawing="", image=SimpleUploadedFile("a.gif", b"GIF89a"))
    assert "Lampirkan foto JPEG atau PNG." in wrong.content.decode()
    assert "Tanda tangani di kotak" in give_sign(ratna, code, "giver", drawing="").content.decode()
    assert (
        give_sign(ratna, code, "giver", drawing="", image=SimpleUploadedFile("a.png", PNG)).status_code == 302
    )
    assert ratna.get(f"/serah-terima/{code}/gambar/giver/0/").content == PNG
    assert ratna.get(f"/serah-terima/{code}/berkas/").content.startswith(b"%PDF")


def test_the_box_and_the_photo_say_that_one_of_them_suffices(ratna):
    code = begin(ratna, seruni())
    page = ratna.get(f"/serah-terima/{code}/tanda-tangan/giver/0/").content.decode()
    assert page.count("salah satu cukup") == 2 and page.count("boleh kosong") == 1


@pytest.mark.slow
def test_a_refusal_is_written_down_and_signed_by_her(ratna):
    one, other = seruni(), seruni(subject={**SERUNI, "nik": "9904056502980003", "name": "Melati Misal"})
    code = begin(ratna, one, other)
    line = f"/serah-terima/{code}/orang/2/"
    assert "Tulis pernyataan penolakannya" in ratna.post(line, {"state": "refused"}).content.decode()
    assert ratna.post(line, {"state": "refused", "statement": "Saya pulang sendiri."}).status_code == 302
    assert "Tanda tangani penolakan" in ratna.get(f"/serah-terima/{code}/").content.decode()
    give_sign(ratna, code, "person", 2, name="Melati Misal")
    for role in ("giver", "taker", "witness"):
        give_sign(ratna, code, role)
    assert "selesai: 1 orang" in ratna.post(f"/serah-terima/{code}/selesai/", follow=True).content.decode()


@pytest.mark.slow
def test_a_complete_one_is_corrected_by_another(ratna):
    kawal_id = seruni()
    code = begin(ratna, kawal_id)
    for role in ("giver", "taker", "witness"):
        give_sign(ratna, code, role)
    ratna.post(f"/serah-terima/{code}/selesai/")
    form = ratna.get(f"/serah-terima/{code}/perbaiki/").content.decode()
    assert "Ibu Contoh" in form and "checked" in form
    made = ratna.post(
        f"/serah-terima/{code}/perbaiki/", filled(kawal_id, name="Paman Contoh", relation="paman")
    )
    second = made.headers["Location"].strip("/").split("/")[-1]
    assert "memperbaiki" in ratna.get(f"/serah-terima/{second}/").content.decode()


def test_a_cancelled_one_says_why(ratna):
    code = begin(ratna, seruni())
    assert (
        "Tulis alasannya."
        in ratna.post(f"/serah-terima/{code}/akhiri/batal/", {}, follow=True).content.decode()
    )
    page = ratna.post(
        f"/serah-terima/{code}/akhiri/batal/", {"reason": "Kapal batal."}, follow=True
    ).content.decode()
    assert "dibatalkan" in page and "Kapal batal." in page


def test_anybody_may_check_a_paper_and_reads_no_name(client, django_db_blocker):
    code = prepare(plan(seruni()))
    sign(code, "giver", "taker", "witness")
    complete(code)
    with behind_the_wall(ORIGIN):
        card = selectors.get_handover(scope=ORIGIN, code=code).card
    page = client.get(f"/periksa/{card.check_code}/")
    text = page.content.decode()
    assert "Asli: terbit dari Kawal" in text and code in text and card.fingerprint in text
    assert "BP3MI NTT" in text and "keluarga" in text
    for name in ("Seruni", "Ibu Contoh", "Damar"):
        assert name not in text
    altered = card.check_code[:-1] + ("A" if card.check_code[-1] != "A" else "B")
    wrong = client.get(f"/periksa/{altered}/")
    assert wrong.status_code == 404 and "Tidak dikenal" in wrong.content.decode()
    assert (
        client.get("/periksa/", {"kode": card.check_code})
        .headers["Location"]
        .endswith(f"/periksa/{card.check_code}/")
    )


@pytest.mark.slow
def test_the_record_on_paper_tells_who_and_how_to_check(ratna):
    code = begin(ratna, seruni(), note="Dibawa satu tas <b>#set page(fill: red)</b>")
    before = ratna.get(f"/serah-terima/{code}/berkas/")
    for role in ("giver", "taker", "witness"):
        give_sign(ratna, code, role)
    ratna.post(f"/serah-terima/{code}/selesai/")
    after = ratna.get(f"/serah-terima/{code}/berkas/")
    assert before.content.startswith(b"%PDF") and after.content.startswith(b"%PDF")
    assert len(after.content) > len(before.content), "signatures and the code to check it were added"


def test_the_list_is_taken_away_as_a_file_without_names(ratna):
    begin(ratna, seruni())
    file = ratna.get("/serah-terima/?bentuk=csv")
    text = b"".join(file.streaming_content).decode()
    assert "ST-" in text and "keluarga" in text and "Seruni" not in text


@pytest.mark.slow
def test_another_office_is_told_nothing(client):
    code = prepare(plan(seruni()))
    client.force_login(officer("surya", agency="bp3mi-jatim", area="35"))
    assert client.get(f"/serah-terima/{code}/").status_code == 404
    assert code not in client.get("/serah-terima/").content.decode()
    for at in ("orang/1/", "tanda-tangan/giver/0/", "gambar/giver/0/", "berkas/", "perbaiki/"):
        assert client.get(f"/serah-terima/{code}/{at}").status_code == 404


def test_the_form_of_the_bare_fact_leads_to_the_signed_record(ratna):
    kawal_id = seruni()
    page = ratna.get(f"/orang/{kawal_id}/catat/handed_over/").content.decode()
    assert f"/serah-terima/baru/?orang={kawal_id}" in page
    assert "/serah-terima/baru/" not in ratna.get(f"/orang/{kawal_id}/catat/reached_home/").content.decode()
