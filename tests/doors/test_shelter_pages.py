"""A house in the browser: received in three presses, moved, out, things kept, left; books, rooms, numbers; who is let in."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from kawal.access.officers.models import Officer
from kawal.homecoming import staying
from kawal.response.shelter import setting_up
from kawal.response.shelter.lodging import Place
from tests.rooms.returning import behind_the_wall
from tests.rooms.sheltering import HOUSE, OTHER, table, worker
from tests.world import fact, report

pytestmark = pytest.mark.django_db
AT = f"/penampungan/{HOUSE}/"


def officer(role="shelter", *, agency=HOUSE, place=HOUSE, area=""):
    return Officer.objects.create(
        login=f"{role}-{agency}", name="Melati Andaikan", agency=agency, role=role, area=area, place=place,
        created_at=timezone.now(),
    )  # fmt: skip


def days(number):
    return (timezone.now() - timedelta(days=number)).isoformat()


def sent(name, sex="female", house=HOUSE):
    subject = {"name": name, "sex": sex, "birth_date": "1999", "address": {"area": "53.04.05.2001"}}
    said = fact("sheltered", days(3), subject=subject, source="bp3mi-kalbar", data={"shelter": house})
    return report(said, now=timezone.now())[0].kawal_id


def opened(code=HOUSE, rooms=(("Melati", "female", 2), ("Jati", "male", 2))):
    scope, now = worker(code), timezone.now()
    with behind_the_wall(scope):
        house = setting_up.House(code, "rumah_ramah", f"Rumah {code[:5]}", code, "bp3mi-nusa-rekaan")
        setting_up.open_house(scope=scope, house=house, now=now)
        setting_up.set_address(
            scope=scope, shelter=code, address="Jalan Rahasia Umpama 17", phone="", now=now
        )
        for name, sex, many in rooms:
            beds = [str(n + 1) for n in range(many)]
            setting_up.add_room(
                scope=scope, shelter=code, building="", name=name, sex=sex, beds=beds, now=now
            )
    found = table("select r.name || '-' || b.name, bed_id from shelter_bed b join shelter_room r using (room_id)"
                  " where b.shelter = %s", [code])  # fmt: skip
    return dict(found)


def arrived(kawal_id, bed=None, *, hours=30, house=HOUSE):
    scope, now, act = worker(house), timezone.now(), uuid4()
    with behind_the_wall(scope):
        place = Place(bed_id=bed) if bed else None
        arriving = staying.Arriving(act, house, kawal_id, now - timedelta(hours=hours), place)
        staying.receive(scope=scope, arriving=arriving, now=now, today=timezone.localdate(now))
    return act


def text_of(answer):
    return re.sub(r"\s+", " ", answer.content.decode())


def hidden(client, at):
    return dict(
        re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', client.get(at).content.decode())
    )


@pytest.fixture
def desk(client):
    client.force_login(officer())
    return client


@pytest.fixture
def beds():
    return opened()


def local(hours_ago):
    return timezone.localtime(timezone.now() - timedelta(hours=hours_ago)).strftime("%Y-%m-%dT%H:%M")


def test_a_house_is_opened_and_gets_its_rooms(desk):
    page = text_of(desk.get("/penampungan/"))
    assert "Buka buku penampungan ini" in page
    answer = desk.post("/penampungan/", {"kind": "rumah_ramah", "name": "Rumah Melati"})
    assert answer["Location"] == f"{AT}kamar/"
    desk.post(f"{AT}kamar/", {"building": "Utama", "name": "A", "sex": "female", "beds": "3"})
    assert "Nama itu sudah ada" in text_of(
        desk.post(f"{AT}kamar/", {"building": "Utama", "name": "A", "sex": "female", "beds": "3"})
    )
    page = text_of(desk.get(AT))
    assert "Utama · A" in page and "3 kosong" in page and "Rumah Melati" in page


def test_a_new_arrival_has_a_bed_in_three_presses(desk, beds):
    kawal_id = sent("Seruni Umpama")
    start = text_of(desk.get(AT))
    assert "1 belum mendapat tempat tidur" in start
    assert f'href="{AT}terima/"' in start, "the first press"
    second = text_of(desk.get(f"{AT}terima/"))
    assert f'href="{AT}terima/{kawal_id}/"' in second, "the second"
    at = f"{AT}terima/{kawal_id}/"
    third = desk.get(at).content.decode()
    assert f'name="bed" value="{beds["Melati-1"]}"' in third, "the third is a bed"
    answer = desk.post(at, {**hidden(desk, at), "bed": beds["Melati-1"], "needs": ["pregnant"]})
    assert answer.status_code == 302
    page = text_of(desk.get(AT))
    assert "Diterima; tempat tidurnya tercatat." in page and "hamil" in page
    assert "0 belum mendapat tempat tidur" in page
    undo = re.search(r'action="(/penampungan/penghuni/[^"]+/urungkan/datang/)"', page)
    desk.post(undo.group(1))
    assert "1 belum mendapat tempat tidur" in text_of(desk.get(AT))


@pytest.mark.parametrize("chosen", ["taken", "other sex"])
@pytest.mark.slow
def test_a_bed_that_cannot_be_given_says_why_and_keeps_the_page(desk, beds, chosen):
    first, second = sent("Seruni Umpama"), sent("Bakung Umpama")
    arrived(first, beds["Melati-1"])
    at = f"{AT}terima/{second}/"
    bed, sentence = {
        "taken": (beds["Melati-1"], "baru saja diberikan kepada orang lain"),
        "other sex": (beds["Jati-1"], "bukan untuk jenis kelaminnya"),
    }[chosen]
    answer = desk.post(at, {**hidden(desk, at), "bed": bed})
    assert answer.status_code == 200 and sentence in text_of(answer)
    if chosen == "other sex":
        assert (
            desk.post(at, {**hidden(desk, at), "bed": bed, "reason": "Penuh malam ini."}).status_code == 302
        )


@pytest.mark.slow
def test_pressing_a_bed_twice_is_one_stay(desk, beds):
    at = f"{AT}terima/{sent('Seruni Umpama')}/"
    said = {**hidden(desk, at), "bed": beds["Melati-1"]}
    assert [desk.post(at, said).status_code for _ in range(2)] == [302, 302]
    assert table("select count(*) from shelter_stay") == [(1,)]


@pytest.mark.slow
def test_who_stays_is_moved_from_the_same_page(desk, beds):
    kawal_id = sent("Seruni Umpama")
    stay = arrived(kawal_id, beds["Melati-1"])
    at = f"{AT}terima/{kawal_id}/"
    assert desk.post(at, {**hidden(desk, at), "bed": beds["Melati-2"]}).status_code == 302
    page = text_of(desk.get(f"/penampungan/penghuni/{stay}/"))
    assert "Melati · 2" in page and "Melati · 1" in page
    undo = re.search(r'action="([^"]+/urungkan/pindah/[^"]+)"', page)
    assert undo, "the status offers to take it back"
    assert "Diurungkan." in text_of(desk.post(undo.group(1), follow=True))
    assert "Melati · 2" not in text_of(desk.get(f"/penampungan/penghuni/{stay}/"))


@pytest.mark.slow
def test_leaving_asks_what_became_of_everything_kept_and_can_be_undone(desk, beds):
    stay = arrived(sent("Seruni Umpama"), beds["Melati-1"])
    at = f"/penampungan/penghuni/{stay}/"
    kept = {**hidden(desk, f"{at}titip/"), "kind": "document", "what": "Paspor", "signed": "paper"}
    assert desk.post(f"{at}titip/", kept).status_code == 302
    form = desk.get(f"{at}keluar/").content.decode()
    assert "boleh pergi kapan saja" in form and "Ada 1 titipan" in form
    fate = re.search(r'name="(fate_\w+)"', form).group(1)
    said = {**hidden(desk, f"{at}keluar/"), "destination": "home", "at": local(0)}
    refused = desk.post(f"{at}keluar/", said)
    assert refused.status_code == 200 and "Jawab apa jadinya titipan ini." in text_of(refused)
    refused = desk.post(f"{at}keluar/", {**said, fate: "lost"})
    assert "Tulis keterangannya." in text_of(refused)
    assert desk.post(f"{at}keluar/", {**said, fate: "returned:paper"}).status_code == 302
    page = text_of(desk.get(AT))
    assert "ia keluar dari penampungan" in page and "Seruni" not in page
    desk.post(f"{at}urungkan/keluar/")
    page = text_of(desk.get(at))
    assert "Ia keluar" in page and "Kembalikan" in page


@pytest.mark.parametrize(
    ("hours", "more", "sentence"),
    [
        (40, {}, "sebelum ia datang"),
        (-30, {}, "Waktunya belum tiba"),
        (1, {"destination": "house"}, "Pilih penampungan lain yang dituju"),
    ],
)
def test_a_leaving_that_cannot_be_says_why(desk, beds, hours, more, sentence):
    stay = arrived(sent("Seruni Umpama"), beds["Melati-1"])
    at = f"/penampungan/penghuni/{stay}/keluar/"
    answer = desk.post(at, {**hidden(desk, at), "destination": "home", "at": local(hours), **more})
    assert answer.status_code == 200 and sentence in text_of(answer)


@pytest.mark.slow
def test_a_night_out_is_on_the_roster_and_cannot_begin_twice(desk, beds):
    stay = arrived(sent("Seruni Umpama"), beds["Melati-1"])
    at = f"/penampungan/penghuni/{stay}/"
    assert desk.post(f"{at}luar/", {**hidden(desk, f"{at}luar/"), "at": local(2)}).status_code == 302
    assert "di luar sejak" in text_of(desk.get(AT)) and "1 sedang di luar" in text_of(desk.get(AT))
    again = desk.post(f"{at}luar/", {**hidden(desk, f"{at}luar/"), "at": local(1)})
    assert "sudah tercatat di luar" in text_of(again)
    assert desk.post(f"{at}kembali/", {**hidden(desk, f"{at}kembali/"), "at": local(0)}).status_code == 302
    assert "0 sedang di luar" in text_of(desk.get(AT))


@pytest.mark.parametrize(
    ("book", "said", "shown"),
    [
        ("health", {"b_care": "doctor", "b_needs": ["ill"], "b_note": "Demam."}, "perlu dokter"),
        ("call", {"b_with": "Ibu", "b_direction": "outgoing"}, "Ibu"),
        ("rules", {"b_language": "regional", "b_voluntary": "on", "b_signed": "thumb"}, "sukarela"),
        ("talk", {"b_note": "Ingin bertemu anaknya."}, "Ingin bertemu anaknya."),
    ],
)
@pytest.mark.slow
def test_a_line_of_a_book_is_written_read_and_struck_out(desk, beds, book, said, shown):
    stay = arrived(sent("Seruni Umpama"), beds["Melati-1"])
    at = f"/penampungan/penghuni/{stay}/"
    form = f"{at}buku/{book}/"
    assert desk.post(form, {**hidden(desk, form), "at": local(1)}).status_code == 200, (
        "what is required is asked for"
    )
    assert desk.post(form, {**hidden(desk, form), "at": local(1), **said}).status_code == 302
    page = text_of(desk.get(at))
    assert shown in page
    undo = re.search(r'action="([^"]+/urungkan/baris/[^"]+)"', page).group(1)
    desk.post(undo)
    assert "diurungkan" in text_of(desk.get(at))


@pytest.mark.slow
def test_meals_are_ticked_and_counted_once(desk, beds):
    stay = arrived(sent("Seruni Umpama"), beds["Melati-1"])
    at = f"{AT}putaran/?putaran=lunch"
    for _ in range(2):
        desk.post(at, {**hidden(desk, at), "ticked": [stay.hex], "portions": ""})
    assert "1 orang dicentang" in text_of(desk.get(at))
    desk.post(at, {**hidden(desk, at), "ticked": [], "portions": "4"})
    page = text_of(desk.get(at))
    assert "0 orang dicentang" in page and "4 porsi lain" in page
    assert desk.get(f"{AT}putaran/?putaran=brunch").status_code == 404


@pytest.mark.slow
def test_the_days_tasks_visits_and_incidents(desk, beds):
    desk.post(f"{AT}periksa/", {"item": "exits_open"})
    assert "1 dari 12 selesai" in text_of(desk.get(f"{AT}periksa/"))
    desk.post(f"{AT}periksa/", {"item": "exits_open"})
    assert "0 dari 12 selesai" in text_of(desk.get(f"{AT}periksa/"))
    stay = arrived(sent("Seruni Umpama"), beds["Melati-1"])
    form = f"{AT}tamu/baru/"
    said = {
        "b_visitor": "Ibu Umpama",
        "b_relation": "ibu",
        "b_identity": "ktp",
        "b_wished": "yes",
        "stay": str(stay),
    }
    assert desk.post(form, {**hidden(desk, form), "at": local(1), **said}).status_code == 302
    page = text_of(desk.get(f"{AT}tamu/"))
    assert "Ibu Umpama" in page and "Seruni Umpama" in page
    desk.post(re.search(r'action="([^"]+/pulang/)"', page).group(1))
    assert "Sudah pulang" not in text_of(desk.get(f"{AT}tamu/"))
    form = f"{AT}kejadian/baru/"
    said = {"b_kind": "fire", "b_note": "Korsleting dapur.", "b_done": "Listrik dimatikan."}
    assert desk.post(form, {**hidden(desk, form), "at": local(1), **said}).status_code == 302
    assert "Korsleting dapur." in text_of(desk.get(f"{AT}kejadian/"))


@pytest.mark.slow
def test_a_complaint_about_an_officer_is_read_above_and_nowhere_in_the_house(desk, beds, client):
    form = f"{AT}adukan/"
    named = {"named": "anonymous"}
    assert "Pilih petugasnya" in text_of(
        desk.post(form, {**hidden(desk, form), "about": "officer", "text": "Kasar.", **named})
    )
    said = {
        **hidden(desk, form),
        **named,
        "about": "officer",
        "officer": f"shelter-{HOUSE}",
        "text": "Ia membentak kami.",
    }
    page = text_of(desk.post(form, said))
    number = re.search(r"A-[A-Z0-9]{7}", page).group()
    assert "Ia membentak kami." not in page
    assert number not in text_of(desk.get("/penampungan/aduan/"))
    assert desk.get(f"/penampungan/aduan/{number}/").status_code == 404
    client.force_login(officer("supervisor", agency="bp3mi-nusa-rekaan", place="", area="99"))
    assert number in text_of(client.get("/penampungan/aduan/"))
    at = f"/penampungan/aduan/{number}/"
    assert "Ia membentak kami." in text_of(client.get(at))
    assert client.post(at, {"answer": "Ditegur dan dipindah."}).status_code == 302
    assert "Ditegur dan dipindah." in text_of(client.get(at))


@pytest.mark.slow
def test_a_room_is_set_apart_and_a_bed_closed_and_both_opened_again(desk, beds):
    [(room_id,)] = table("select room_id from shelter_room where name = 'Melati'")
    form = f"{AT}kamar/{room_id}/khusus/"
    today = timezone.localdate().isoformat()
    said = {
        **hidden(desk, form),
        "use": "isolation",
        "first": today,
        "last": "2020-01-01",
        "reason": "Campak",
    }
    assert "Hari terakhir sebelum hari pertama" in text_of(desk.post(form, said))
    assert desk.post(form, {**said, "last": ""}).status_code == 302
    assert "isolasi: Campak" in text_of(desk.get(AT))
    desk.post(f"{AT}kamar/{room_id}/biasa/")
    assert "isolasi" not in text_of(desk.get(AT))
    bed = f"{AT}tempat-tidur/{beds['Melati-1']}/"
    assert desk.post(f"{bed}tutup/", {"why": "Rangka patah"}).status_code == 302
    assert "Rangka patah" in text_of(desk.get(AT))
    desk.post(f"{bed}buka/")
    assert "Rangka patah" not in text_of(desk.get(AT))


@pytest.mark.slow
def test_presence_at_a_past_time_and_its_file(desk, beds):
    arrived(sent("Seruni Umpama"), beds["Melati-1"], hours=30)
    assert "1</b> orang tercatat" in text_of(desk.get(f"{AT}hadir/?pada={local(29)}"))
    assert "0</b> orang tercatat" in text_of(desk.get(f"{AT}hadir/?pada={local(31)}"))
    assert desk.get(f"{AT}hadir/?pada=kapan").status_code == 200
    file = desk.get(f"{AT}hadir/?bentuk=csv").getvalue().decode()
    assert "Seruni Umpama" in file and "Melati;1" in file
    assert "Seruni Umpama" in desk.get(f"{AT}?bentuk=csv").getvalue().decode()


@pytest.mark.slow
def test_the_start_page_and_the_roster_count_the_same_people(desk, beds):
    arrived(sent("Seruni Umpama"), beds["Melati-1"])
    sent("Bakung Umpama")
    start, roster = text_of(desk.get("/")), text_of(desk.get(AT))
    assert "<b>2</b> orang menginap malam ini" in start and "<b>2</b> orang menginap" in roster
    for page in (start, roster):
        assert "1 belum mendapat tempat tidur" in page
        assert "Seruni Umpama" in page and "Bakung Umpama" in page
    assert "/keluar/" in start and "catat/left_shelter" not in start, "leaving goes through the register"


@pytest.mark.slow
def test_another_house_and_other_roles_get_nothing(desk, beds, client):
    stay = arrived(sent("Seruni Umpama"), beds["Melati-1"])
    opened(OTHER)
    pages = [
        "",
        "terima/",
        "hadir/",
        "putaran/",
        "periksa/",
        "tamu/",
        "kejadian/",
        "adukan/",
        "kamar/",
        "kamar/alamat/",
    ]
    at = [
        *(AT + it for it in pages),
        f"/penampungan/penghuni/{stay}/",
        f"/penampungan/penghuni/{stay}/keluar/",
    ]
    client.force_login(officer(agency=OTHER, place=OTHER))
    assert {it: client.get(it).status_code for it in at} == dict.fromkeys(at, 404)
    client.force_login(officer("district", agency="dinsos-5304", place="", area="53.04"))
    assert {client.get(it).status_code for it in at} == {403}
    assert client.get("/penampungan/angka/").status_code == 200
    client.force_login(officer("national", agency="kp2mi", place=""))
    assert {it: client.get(it).status_code for it in at} == dict.fromkeys(at, 200)
    assert "Rumah rumah" in text_of(client.get("/penampungan/"))


def test_numbers_hold_no_name_of_anybody_and_can_be_taken_away(desk, beds, client):
    arrived(sent("Seruni Umpama"), beds["Melati-1"])
    client.force_login(officer("analyst", agency="kp2mi", place=""))
    page = text_of(client.get("/penampungan/angka/"))
    assert "Rumah rumah" in page and "Seruni" not in page
    assert "Rumah rumah" in client.get("/penampungan/angka/?bentuk=csv").getvalue().decode()
