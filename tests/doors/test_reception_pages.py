"""Receiving many: the counter by keyboard, the queue, lists of the announced, the full record."""

import io
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kawal.facts.ledger.models import Fact
from kawal.facts.people.models import Person
from kawal.response.reception.models import Arrival, Reception
from tests.doors.people_pages import client_of, every, seruni
from tests.doors.test_import_pages import code_of, mapped, own_files, upload, work
from tests.doors.test_person_page import text_of
from tests.pictures import a_jpeg
from tests.pure.import_files import xlsx

pytestmark = pytest.mark.django_db
__all__ = ["own_files"]  # a fixture for every test here
HX = {"HX-Request": "true"}


@pytest.fixture
def post():
    return client_of("border_post")


def begun(client, **said):
    answer = client.post("/terima/", {"about": "R-2026-0417 dari Kuching", "expected": "3", **said})
    assert answer.status_code == 302, text_of(answer)
    return answer["Location"]


def act_of(page):
    return re.search(r'name="act" value="([^"]+)"', page.content.decode())[1]


def send(client, counter, **said):
    return client.post(counter, {"act": act_of(client.get(counter)), **said}, headers=HX)


def test_five_answers_make_a_person_in_the_queue_and_the_next_form(post):
    counter = begun(post)
    answer = send(
        post,
        counter,
        name="Mawar Contoh",
        sex="female",
        born="27",
        origin="Kab. Umpama Selatan",
        needs=["ill"],
    )
    page = text_of(answer)
    assert "Tersimpan: nomor 001." in page and "Orang ke-2" in page
    assert "001 Mawar Contoh" in page and "sakit" in page
    assert answer.content.decode().lstrip().startswith('<div id="meja">')
    assert {it.kind for it in every(Fact)} == {"returned", "needs_seen"}


def test_without_script_the_counter_is_a_page(post):
    counter = begun(post)
    answer = post.post(counter, {"act": act_of(post.get(counter)), "name": "Mawar Contoh"})
    assert (answer.status_code, answer["Location"]) == (302, counter)
    assert "Mawar Contoh" in text_of(post.get(counter))


def test_a_row_without_a_name_says_so_and_loses_nothing(post):
    counter = begun(post)
    page = text_of(send(post, counter, name="", born="27", origin="Sambas"))
    assert "Tulis namanya, satu kata pun boleh." in page
    answer = send(post, counter, name="", origin="kampung di hulu")
    assert 'value="kampung di hulu"' in answer.content.decode()
    assert every(Arrival).count() == 0


def test_pressing_twice_is_one_person(post):
    counter = begun(post)
    said = {"act": act_of(post.get(counter)), "name": "Mawar Contoh"}
    for _twice in range(2):
        post.post(counter, said, headers=HX)
    assert every(Arrival).count() == 1


@pytest.mark.slow
def test_two_people_of_the_same_words_are_told_apart_by_their_father(post):
    counter = begun(post)
    send(post, counter, name="Agus")
    page = text_of(send(post, counter, name="Agus"))
    assert "Sama persis dengan nomor 001. Kalau ini orang lain, tulis nama ayahnya." in page
    send(post, counter, name="Agus", father="Umar Contoh")
    assert every(Arrival).count() == 2


@pytest.mark.slow
def test_the_last_row_is_taken_back(post):
    counter = begun(post)
    send(post, counter, name="Mawar Contoh")
    answer = post.post(f"{counter}1/urungkan/", headers=HX)
    assert "Nomor 001 diurungkan." in text_of(answer)
    assert "Mawar Contoh" not in text_of(answer)


@pytest.mark.slow
def test_who_may_not_wait_is_ticked_off(post):
    counter = begun(post)
    send(post, counter, name="Mawar Contoh", needs=["threatened"])
    assert "Dilayani lebih dulu" in text_of(post.get(counter))
    post.post(f"{counter}1/layani/")
    assert "Dilayani lebih dulu" not in text_of(post.get(counter))


@pytest.mark.slow
def test_the_list_of_tonight_is_looked_through_before_the_registry(post):
    counter = begun(post)
    listed(post, counter)
    page = text_of(post.get(f"{counter}mungkin/", {"name": "Sruni Umpama"}, headers=HX))
    assert "no. 001 di daftar" in page and "hamil" in page


def test_of_people_elsewhere_a_post_is_told_nothing(post):
    seruni()
    counter = begun(post)
    said = {"name": "Seruni Umpama", "born": "1 Jan 1999", "sex": "female"}
    assert text_of(post.get(f"{counter}mungkin/", said, headers=HX)).strip() == ""


@pytest.mark.slow
def test_who_is_known_at_the_post_is_offered_and_taken(post):
    counter = begun(post)
    send(post, counter, name="Mawar Contoh", sex="female", born="1999", origin="Kab. Umpama Selatan")
    post.post(f"{counter}tutup/")
    again = begun(post)
    said = {"name": "Mawar Contoh", "sex": "female", "born": "1999", "origin": "Kab. Umpama Selatan"}
    page = post.get(f"{again}mungkin/", said, headers=HX).content.decode()
    known = re.search(r'name="orang" value="([^"]+)"', page)[1]
    send(post, again, name="Mawar Contoh", father="Umar Misal", orang=known)
    assert {it.kawal_id for it in every(Person)} == {known}


def listed(client, counter, *rows):
    """A consulate's spreadsheet, taken in and put into the queue."""
    rows = rows or (
        ["SERUNI UMPAMA", "P", "01/01/1999", "hamil 7 bulan"],
        ["GILANG CONTOH", "L", "1990", "-"],
    )
    code = code_of(upload(client, xlsx([["NAMA", "L/P", "TGL LAHIR", "KETERANGAN"], *rows])))
    mapped(client, code, kind="return_planned", on="20 November 2026", post="plbn-entikong")
    work()
    return client.post(f"{counter}daftar/", {"daftar": code})


@pytest.mark.slow
def test_a_consulates_list_gets_numbers_and_its_remarks_are_read(post):
    counter = begun(post)
    answer = listed(post, counter)
    page = text_of(post.get(answer["Location"]))
    assert "2 orang dari daftar masuk antrean." in page
    assert "SERUNI UMPAMA" in page and "hamil" in page
    assert [(it.number, it.needs, it.came_at) for it in every(Arrival).order_by("number")] == [
        (1, ["pregnant"], None),
        (2, [], None),
    ]


def test_somebody_of_the_list_comes(post):
    counter = begun(post)
    listed(post, counter)
    page = post.get(f"{counter}?nomor=1")
    assert "SERUNI UMPAMA" in page.content.decode()
    post.post(
        counter, {"act": act_of(page), "number": "1", "name": "SERUNI UMPAMA", "sex": "female"}, headers=HX
    )
    row = every(Arrival).get(number=1)
    assert row.came_at is not None and row.needs == ["pregnant"]
    assert "Belum datang" in text_of(post.get(f"{counter}antrean/"))


@pytest.mark.slow
def test_the_full_record_leads_to_the_next_who_needs_one(post):
    counter = begun(post)
    send(post, counter, name="Mawar Contoh")
    send(post, counter, name="Melati Contoh")
    page = post.get(f"{counter}1/lengkapi/")
    said = {"act": act_of(page), "name": "Mawar Contoh", "mother": "Kenanga Misal", "nik": "9904054101990001"}
    answer = post.post(f"{counter}1/lengkapi/", said)
    assert answer["Location"] == f"{counter}2/lengkapi/"
    answer = post.post(
        f"{counter}2/lengkapi/", {"act": act_of(post.get(answer["Location"])), "name": "Melati Contoh"}
    )
    assert answer["Location"].endswith("antrean/?yang=incomplete")
    assert "Tidak ada yang cocok" in text_of(post.get(answer["Location"]))


def test_a_nik_that_cannot_be_one_is_remarked_and_kept(post):
    counter = begun(post)
    send(post, counter, name="Mawar Contoh")
    said = {"act": act_of(post.get(f"{counter}1/lengkapi/")), "name": "Mawar Contoh", "nik": "9904"}
    assert post.post(f"{counter}1/lengkapi/", said).status_code == 302


def test_the_queue_is_a_file_to_fall_back_on(post):
    counter = begun(post)
    send(post, counter, name="Mawar Contoh", needs=["child"])
    file = b"".join(post.get(f"{counter}antrean/?bentuk=csv").streaming_content).decode("utf-8-sig")
    assert "001;Mawar Contoh" in file and "anak" in file


def test_a_photo_is_kept_and_something_else_is_not(post):
    counter = begun(post)
    picture = io.BytesIO(a_jpeg(b"x" * 500))
    picture.name = "foto.jpg"
    send(post, counter, name="Mawar Contoh", photo=picture)
    answer = post.get(f"{counter}1/foto/")
    assert (answer["Content-Type"], answer.content[:3]) == ("image/jpeg", b"\xff\xd8\xff")
    other = io.BytesIO(b"GIF89a" * 100)
    other.name = "foto.gif"
    assert "Foto ini tidak terbaca." in text_of(send(post, counter, name="Melati Contoh", photo=other))


def test_after_the_end_nobody_is_received(post):
    counter = begun(post)
    post.post(f"{counter}tutup/")
    assert "Penerimaan ini sudah diakhiri." in text_of(send(post, counter, name="Mawar Contoh"))
    assert every(Reception).get().closed_by == "border_post@contoh"


def test_another_post_finds_no_such_reception(post):
    counter = begun(post)
    other = client_of("border_post", agency="p4mi-nunukan", place="plbn-nunukan")
    for page in (counter, f"{counter}antrean/", f"{counter}1/lengkapi/", f"{counter}1/foto/"):
        assert other.get(page).status_code == 404


@pytest.mark.slow
def test_as_many_queries_for_one_in_the_queue_as_for_many(post):
    counter = begun(post)
    counted = []
    for names in (("Mawar Contoh",), ("Melati Contoh", "Kenanga Misal", "Dahlia Andai")):
        for name in names:
            send(post, counter, name=name, needs=["ill"])
        with CaptureQueriesContext(connection) as queries:
            post.get(f"{counter}antrean/")
        counted.append(len(queries))
    assert counted[0] == counted[1]
