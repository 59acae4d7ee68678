"""Rings on pages: listed, read with what ties them, compared, called one by two officers, taken away as a file."""

import re

import pytest

from kawal import flow
from kawal.access.officers.models import Officer
from kawal.access.trail.models import Trace
from kawal.doors.web.rings import words
from kawal.situation.rings.models import RingAnswer
from tests.doors.people_pages import HOME, client_of, every
from tests.rooms.test_rings import NAMES, smuggled, subject
from tests.world import NOW, fact, report

pytestmark = pytest.mark.django_db
PHONE = "+62 800-0000-4101"


def told(n, *facts, phone=PHONE, booking="B-1-11"):
    recruiter = {"name": "Rahmat Contoh", "phone": phone}
    return [fact("recruited", "2026-01-05", source="desa-umpama", subject=subject(n, HOME), data={"recruiter": recruiter}),
            smuggled(n, area=HOME, booking=booking, carrier=f"X{booking}"), *facts]  # fmt: skip


def ring(*numbers, **more):
    report(*(it for n in numbers for it in told(n, **more)))
    flow.draw_rings(now=NOW)


def words_of(response) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def codes(client, **asked):
    return re.findall(r'href="/jaringan/(u\w{12})/"', client.get("/jaringan/", asked).content.decode())


def test_a_ring_is_listed_with_its_reason_and_its_page_says_what_ties_whom():
    ring(1, 2, 3)
    client = client_of()
    listed = words_of(client.get("/jaringan/"))
    assert (
        "Rahmat Contoh" in listed
        and "3 orang" in listed
        and "tiket yang dibayar pihak lain" in listed
        and "Belum ada perkara" in listed
    )
    [code] = codes(client)
    shown = client.get(f"/jaringan/{code}/")
    words = words_of(shown)
    assert "B-1-11" in words and "4101" in words and "0000-4101" not in words
    assert all(name in words for name in NAMES[1:4])
    assert shown.content.decode().partition('class="threads"')[2].partition("</svg>")[0].count("<circle") == 3
    assert Trace.objects.filter(action="ring.viewed").count() == 1


def test_a_ring_says_who_does_what_by_which_identifiers_and_for_how_many():
    ring(1, 2, 3)
    client = client_of()
    [code] = codes(client)
    page = (
        client.get(f"/jaringan/{code}/")
        .content.decode()
        .partition('id="peran"')[2]
        .partition("</section>")[0]
    )
    rows = [" ".join(re.sub(r"<[^>]+>", " ", it).split()) for it in page.split("<tr>")[2:]]
    assert rows[0] == "Merekrut atau mengurus Rahmat Contoh Telepon +62••••4101 3 orang 5 Jan 2026"
    assert rows[1].startswith("Mengangkut tidak disebut") and "B-1-11" in rows[1] and "3 orang" in rows[1]


@pytest.mark.parametrize(("asked", "found"), [({"q": "rachmat"}, 1), ({"q": "0800 0000 4101"}, 1), ({"q": "B-1-11"}, 1), ({"q": "Lain"}, 0),
                                              ({"keadaan": "dugaan"}, 1), ({"keadaan": "terbukti"}, 0)])  # fmt: skip
def test_rings_are_searched_and_filtered(asked, found):
    ring(1, 2, 3)
    assert len(codes(client_of(), **asked)) == found


@pytest.mark.slow
def test_members_out_of_reach_are_counted_and_not_named_and_a_stranger_sees_no_ring():
    report(*told(1), *told(2), *(it | {"subject": subject(3, "33.01.01.2001")} for it in told(3)))
    flow.draw_rings(now=NOW)
    client = client_of()
    [code] = codes(client)
    words = words_of(client.get(f"/jaringan/{code}/"))
    assert "1 di luar wewenang Anda" in words and NAMES[3] not in words
    stranger = client_of("district", area="99.01", agency="dinsos-9901")
    assert codes(stranger) == [] and stranger.get(f"/jaringan/{code}/").status_code == 404


def two_rings():
    ring(1, 2, 3)
    ring(4, 5, 6, phone="+62 800-0000-4102", booking="B-2-22")
    client = client_of()
    one, other = codes(client)
    return client, one, other


@pytest.mark.slow
def test_two_rings_are_not_called_one_on_the_word_of_who_may_propose_no_more():
    client, one, other = two_rings()
    url, at = f"/jaringan/{one}/satukan/{other}/", f"/jaringan/{one}/banding/{other}/"
    client.post(url, {"act": "propose", "reason": "Perekrut yang sama, nomor lain."})
    second = client_of("protection")
    assert "Setujui" in words_of(second.get(at))
    Officer.objects.filter(role="district").update(role="village", area="99.04.05.2001")
    told = words_of(second.post(url, {"act": "agree"}, follow=True))
    assert told.count("Usul gugur: pengusulnya tidak lagi berwenang.") == 2 and "Setujui" not in told
    second.post(url, {"act": "propose", "reason": "Perekrut yang sama, nomor lain."})
    assert "Diusulkan satu jaringan Anda, " in words_of(second.get(at))


@pytest.mark.slow
def test_two_officers_call_two_rings_one_and_it_can_be_undone():
    client, one, other = two_rings()
    url = f"/jaringan/{one}/satukan/{other}/"
    compared = words_of(client.get(f"/jaringan/{one}/banding/{other}/"))
    assert "Satu jaringan atau dua?" in compared and "Usulkan satu jaringan" in compared
    assert "Tulis alasannya" in words_of(client.post(url, {"act": "propose"}, follow=True))
    client.post(url, {"act": "propose", "reason": "Perekrut yang sama, nomor lain."})
    own = words_of(client.get(f"/jaringan/{one}/banding/{other}/"))
    assert "Setujui" not in own and "Diusulkan satu jaringan Anda, " in own
    assert "Petugas lain yang berwenang menjawab usulan ini." in own
    second = client_of("protection")
    theirs = words_of(second.get(f"/jaringan/{one}/banding/{other}/"))
    assert "Setujui" in theirs and "Damar Misalkan, " in theirs and "@contoh" not in theirs
    second.post(url, {"act": "agree"})
    assert "Disepakati satu jaringan" in words_of(client.get(f"/jaringan/{other}/"))
    assert "menjawab usulan ini" not in words_of(client.get(f"/jaringan/{one}/banding/{other}/"))
    client.post(url, {"act": "undo", "reason": "Ternyata orang lain."})
    assert [it.act for it in every(RingAnswer).order_by("answer_id")] == ["proposed", "agreed", "undone"]


@pytest.mark.slow
def test_two_rings_wait_on_the_start_page_of_the_second_officer_alone():
    client, one, other = two_rings()
    sentence = "Setujui atau tolak: Rahmat Contoh dan Rahmat Contoh satu jaringan"
    client.post(f"/jaringan/{one}/satukan/{other}/", {"act": "propose", "reason": "Perekrut yang sama."})
    second = client_of("protection")
    assert sentence in words_of(second.get("/")) and sentence not in words_of(client.get("/"))
    assert sentence not in words_of(client_of("protection", area="99.05").get("/")), "out of reach"
    second.post(f"/jaringan/{one}/satukan/{other}/", {"act": "agree"})
    assert sentence not in words_of(second.get("/"))


@pytest.mark.slow
def test_the_officer_who_proposes_cannot_agree():
    _client, one, other = two_rings()
    same = client_of("protection")
    for act in ("propose", "agree"):
        same.post(f"/jaringan/{one}/satukan/{other}/", {"act": act, "reason": "Perekrut yang sama."})
    assert [it.act for it in every(RingAnswer)] == ["proposed"]


def test_the_list_is_taken_away_as_a_file():
    ring(1, 2, 3)
    file = client_of().get("/jaringan/", {"bentuk": "csv"})
    text = b"".join(file.streaming_content).decode("utf-8-sig")
    assert "Rahmat Contoh" in text and "berangkat bersama" in text


@pytest.mark.parametrize(
    ("kind", "kept", "said"),
    [
        ("paper", "passport X0••2010", "Paspor X0••2010"),
        ("voyage", "XB-860 2025-01-15", "XB-860, 15 Jan 2025"),
        ("phone", "+62••••••••8290", "+62••••8290"),
        ("booking", "B-R0000-0001-1", "B-R0000-0001-1"),
    ],
)
def test_an_identifier_is_written_as_people_write_it(kind, kept, said):
    assert words.identifier(kind, kept) == said
