"""Batches in the browser: from a consular letter to everybody accounted for."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from kawal.doors.web.batches.cards import missing_row
from kawal.response.cards import services as cards
from kawal.response.returns.cards import MissingCard
from tests.doors.officers import officer
from tests.rooms.batches import POST, counts, leg_of, rows, states
from tests.rooms.returning import behind_the_wall

pytestmark = pytest.mark.django_db
PASTED = (
    "No\tNama\tL/P\tTanggal lahir\tKabupaten\tKeterangan\n"
    "1\tAyu Rekaan\tP\t1999\tSambas\thamil\n2\tBagus Rekaan\tL\t02-03-1988\tSambas\t\n3\tCitra Rekaan\tP\t1990\tBelu\t\n"
    "Jumlah\t3\n"
)


def mission(client):
    client.force_login(officer("mira", agency="kjri-kuching", role="mission", area=""))
    return client


def post_officer(client):
    client.force_login(
        officer("pandu", agency="p4mi-sanggau", role="border_post", area="", place="plbn-entikong")
    )
    return client


def text_of(answer):
    return re.sub(r"\s+", " ", answer.content.decode())


def opened(client, **more):
    said = {
        "token": str(uuid4()), "kind": "deported", "mission": "KJRI Kuching", "post": "PLBN Entikong", "letter": "7/REKAAN/2026",
        "planned": "3", "leave_on": "",
    }  # fmt: skip
    return client.post("/rombongan/baru/", said | more)


def with_people(client):
    opened(client)
    code = rows("select code from return_batch order by code desc limit 1")[0][0]
    sent = client.post(f"/rombongan/{code}/daftar/", {"pasted": PASTED})
    taken = client.post(sent.url, columns_in(client.get(sent.url)) | {"act": "take", "remember": "yes"})
    assert taken.status_code == 302, text_of(taken)
    return code


def columns_in(answer):
    """What the page has chosen for each column."""
    page = answer.content.decode()
    found = {}
    for name, options in re.findall(r'name="(column-\d+)">(.*?)</select>', page, re.DOTALL):
        chosen = re.search(r'value="([^"]*)" selected', options)
        found[name] = chosen[1] if chosen else ""
    return found


def press(client, code, act, leg="1", **more):
    return client.post(
        f"/rombongan/{code}/leg/{leg}/", {"token": str(uuid4()), "hal": act} | more, follow=True
    )


def lines(code):
    return [
        str(line)
        for (line,) in rows("select line_id from return_line where batch = %s order by number", code)
    ]


def test_a_batch_is_opened_once_from_its_letter_however_often_the_page_is_sent(client):
    mission(client)
    token = str(uuid4())
    first, again = opened(client, token=token), opened(client, token=token)
    assert first.url == again.url == "/rombongan/R-2026-0001/daftar/" or first.url == again.url
    assert rows("select count(*) from return_batch") == [(1,)]
    refused = opened(client, post="Pos yang tidak ada")
    assert refused.status_code == 422 and "Pos itu tidak dikenal" in text_of(refused)


def test_a_pasted_annex_becomes_the_list_with_its_vulnerable_people_named(client):
    code = with_people(mission(client))
    page = text_of(client.get(f"/rombongan/{code}/orang/"))
    assert "Ayu Rekaan" in page and "hamil" in page and "Kab. Sambas" in page
    assert counts(leg_of(code)) == {"planned": 3, "waiting": 3}
    assert "rencana 3, daftar 3 orang" in text_of(client.get(f"/rombongan/{code}/"))


@pytest.mark.slow
def test_the_same_annex_again_adds_nobody_and_a_second_file_remembers_its_columns(client):
    code = with_people(mission(client))
    file = SimpleUploadedFile("lampiran.csv", PASTED.encode())
    sent = client.post(f"/rombongan/{code}/daftar/", {"file": file})
    assert columns_in(client.get(sent.url))["column-1"] == "subject.name"
    client.post(sent.url, columns_in(client.get(sent.url)) | {"act": "take"})
    assert states(code) == {"planned": 3}


def test_a_list_without_a_name_is_asked_for_one_and_an_empty_one_is_refused_in_words(client):
    mission(client)
    opened(client)
    code = rows("select code from return_batch")[0][0]
    empty = client.post(f"/rombongan/{code}/daftar/", {"pasted": " "})
    assert empty.status_code == 422 and "tempel daftarnya" in text_of(empty)
    sent = client.post(f"/rombongan/{code}/daftar/", {"pasted": PASTED})
    refused = client.post(sent.url, {"act": "take"})
    assert refused.status_code == 422 and "Pilih kolom nama" in text_of(refused)


@pytest.mark.slow
def test_many_are_ticked_at_once_sent_twice_they_count_once_and_one_press_takes_them_back(client):
    code = with_people(mission(client))
    some, token = lines(code)[:2], str(uuid4())
    page = press(client, code, "naik", orang=some, token=token)
    assert "2 orang: naik." in text_of(page)
    press(client, code, "naik", orang=some, token=token)
    assert counts(leg_of(code)) == {"planned": 3, "boarded": 2, "waiting": 1, "aboard": 2}
    undo = re.search(r'action="([^"]*urungkan[^"]*asal=[^"]*)"', page.content.decode())[1].replace(
        "&amp;", "&"
    )
    client.post(undo)
    assert counts(leg_of(code)) == {"planned": 3, "waiting": 3}


@pytest.mark.slow
def test_whoever_is_missing_stands_first_with_the_hours_and_the_batch_does_not_close(client):
    code = with_people(mission(client))
    press(client, code, "naik", semua="1", jam="00.01")
    press(client, code, "tiba", orang=lines(code)[:2])
    page = text_of(client.get(f"/rombongan/{code}/"))
    assert "1 dari 3 orang belum terhitung." in page
    assert re.search(
        r"Citra Rekaan naik di KJRI Kuching \d+ \w+ 00\.01 WIB, tidak ada saat tiba di PLBN Entikong\.", page
    )
    assert "1 tanpa alasan" in page
    refused = client.post(f"/rombongan/{code}/tutup/", follow=True)
    assert "Belum bisa ditutup: 3 orang belum selesai." in text_of(refused)
    assert "1 selisih" in text_of(client.get("/rombongan/"))


@pytest.mark.parametrize(
    ("hours", "said"), [(0.5, ""), (37, "37 jam"), (71.9, "71 jam"), (72, "3 hari"), (197, "8 hari")]
)
def test_how_long_somebody_is_missing_is_told_in_hours_and_after_three_days_in_days(hours, said):
    now = timezone.now()
    since = now - timedelta(hours=hours)
    gone = MissingCard(
        1, "", "Citra Rekaan", 1, "1", "KJRI Kuching", "PLBN Entikong", "aboard", since, "present"
    )
    assert missing_row(gone, "R-2026-0001", now).span == said


@pytest.mark.slow
def test_reasons_are_given_and_the_batch_closes_when_everybody_has_one(client):
    code = with_people(mission(client))
    unsaid = press(client, code, "alasan", orang=lines(code))
    assert "Pilih alasannya." in text_of(unsaid)
    press(client, code, "alasan", orang=lines(code)[:2], alasan="self", catatan="tiket sendiri")
    press(client, code, "alasan", orang=lines(code)[2:], alasan="ill")
    closed = client.post(f"/rombongan/{code}/tutup/", follow=True)
    assert "Rombongan ditutup: setiap orang terhitung." in text_of(closed)
    assert states(code) == {"self": 2, "ill": 1}


@pytest.mark.slow
def test_a_leg_is_planned_and_people_are_put_on_it_by_origin(client):
    code = with_people(mission(client))
    plan = {
        "mark": "2", "from_place": "PLBN Entikong", "to_place": "Kab. Sambas", "mode": "road", "carrier": "KB 1 RK",
        "departs_on": "19/11/2026", "departs_at": "08.00", "arrives_on": "19/11/2026", "arrives_at": "15.00", "payer": "bp3mi",
        "planned_cost": "250.000",
    }  # fmt: skip
    answer = client.post(f"/rombongan/{code}/leg/baru/", plan)
    assert answer.url == f"/rombongan/{code}/leg/2/isi/", text_of(answer)
    client.post(f"/rombongan/{code}/leg/2/isi/?asal=61.01", {"semua": "1"})
    assert counts(leg_of(code, "2")) == {"planned": 2, "waiting": 2}
    early = client.post(
        f"/rombongan/{code}/leg/2/ubah/", plan | {"arrives_at": "07.00", "actual_cost": "300.000"}
    )
    assert early.status_code == 422
    client.post(f"/rombongan/{code}/leg/2/ubah/", plan | {"actual_cost": "300.000"})
    page = text_of(client.get(f"/rombongan/{code}/"))
    assert "BP3MI" in page and "600.000" in page
    twice = client.post(f"/rombongan/{code}/leg/baru/", plan)
    assert twice.status_code == 422 and "sudah ada" in text_of(twice)


@pytest.mark.slow
def test_somebody_who_came_along_is_added_and_one_person_has_care_and_a_ticket(client):
    code = with_people(mission(client))
    client.post(
        f"/rombongan/{code}/orang/tambah/",
        {"token": str(uuid4()), "name": "Dewa Rekaan", "sex": "male", "born": "1991"},
    )
    assert states(code) == {"planned": 3, "added": 1}
    leg = leg_of(code)
    sent = {
        "medical": "on",
        "escort": "Ns. Contoh",
        f"leg{leg}-seat": "4A",
        f"leg{leg}-actual_cost": "150000",
        f"leg{leg}-payer": "mission",
    }
    assert client.post(f"/rombongan/{code}/orang/1/", sent).status_code == 302
    refused = text_of(press(client, code, "naik", orang=lines(code)[:1]))
    assert "belum punya surat sehat" in refused
    client.post(f"/rombongan/{code}/orang/1/", sent | {"fitness": "SK-12"})
    assert "1 orang: naik." in text_of(press(client, code, "naik", orang=lines(code)[:1]))


@pytest.mark.slow
def test_the_post_sees_what_comes_today_and_the_manifest_prints(client):
    code = with_people(mission(client))
    press(client, code, "naik", semua="1")
    post_officer(client)
    page = text_of(client.get("/rombongan/"))
    assert "Hari ini di pos ini" in page and code in page
    paper = client.get(f"/rombongan/{code}/leg/1/manifes.pdf")
    assert paper.content[:5] == b"%PDF-"
    kawal_id = rows(
        "select p.kawal_id from return_line l join standing s using (claim_id) join person p using (person_id)"
    )[0][0]
    with behind_the_wall(POST):
        cards.issue_cards(scope=POST, people=[kawal_id], act_id=uuid4().hex, now=timezone.now())
    with_card = client.get(f"/rombongan/{code}/leg/1/manifes.pdf").content
    assert len(with_card) > len(paper.content) + 500  # a drawn code
    sheet = client.get(f"/rombongan/{code}/leg/1/?bentuk=csv")
    assert b"Ayu Rekaan" in b"".join(sheet.streaming_content)
    press(client, code, "tiba", semua="1")
    assert counts(leg_of(code))["arrived"] == 3


@pytest.mark.slow
def test_the_district_of_origin_reads_who_is_on_the_way_to_it_and_nobody_else(client):
    code = with_people(mission(client))
    press(client, code, "naik", semua="1")
    client.force_login(officer("sari", agency="dinsos-6101", role="district", area="61.01"))
    page = text_of(client.get("/rombongan/ke-sini/"))
    assert "Ayu Rekaan" in page and "Bagus Rekaan" in page and "Citra Rekaan" not in page
    assert client.get(f"/rombongan/{code}/").status_code == 404
    assert "Tidak ada rombongan" in text_of(client.get("/rombongan/"))


@pytest.mark.slow
def test_the_list_asks_as_many_questions_for_one_batch_as_for_many(client):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    mission(client)
    opened(client)
    client.get("/rombongan/")
    with CaptureQueriesContext(connection) as one:
        client.get("/rombongan/")
    for _n in range(4):
        opened(client)
    client.get("/rombongan/")
    with CaptureQueriesContext(connection) as many:
        client.get("/rombongan/")
    assert len(one) == len(many)


@pytest.mark.slow
def test_whoever_is_referred_to_a_named_shelter_is_expected_there(client):
    code = with_people(mission(client))
    page = text_of(client.get(f"/rombongan/{code}/leg/1/?tampak=alasan"))
    assert 'name="penampungan"' in page and 'value="rptc-bambu-apus"' in page
    said = {"alasan": "referred", "penampungan": "rptc-bambu-apus", "catatan": "malam ini"}
    assert "1 orang: alasan tersimpan." in text_of(
        press(client, code, "alasan", orang=lines(code)[:1], **said)
    )
    press(client, code, "alasan", orang=lines(code)[1:2], alasan="referred", penampungan="bukan-rumah")
    notes = rows(
        "select m.note, m.facts[1] from return_mark m join return_line l using (line_id) where l.batch = %s order by l.number",
        code,
    )
    assert "malam ini" in notes[0][0] and ";" in notes[0][0] and notes[1][0] == ""
    told = rows(
        "select kind from fact where fact_id = any (%s) order by fact_id = %s desc",
        [it[1] for it in notes],
        notes[0][1],
    )
    assert told == [("sheltered",), ("disembarked",)]
