"""The scan door and the sheets of cards, as officers meet them."""

from uuid import uuid4

import pytest
from django.conf import settings

from kawal.foundation import references
from kawal.response.cards import services
from tests.doors.officers import officer
from tests.rooms.handing_over import ORIGIN, POST, plan, prepare
from tests.rooms.returning import behind_the_wall
from tests.rooms.sheltering import HOUSE, a_house, come, sent
from tests.rooms.sheltering import worker as housekeeper
from tests.world import NOW, SERUNI, fact, person_of

pytestmark = pytest.mark.django_db
HTMX = {"HTTP_HX_REQUEST": "true"}


@pytest.fixture
def post(client):
    client.force_login(
        officer("bayu", role="border_post", agency="bp3mi-kalbar", area="", place="plbn-entikong")
    )
    return client


def seruni(**more):
    return person_of(fact("returned", "2026-11-18", place={"post": "plbn-entikong"}, **more))


def card_of(kawal_id):
    with behind_the_wall(POST):
        [card] = services.issue_cards(scope=POST, people=[kawal_id], act_id=uuid4().hex, now=NOW)
    return card.code


def ask(client, code, **more):
    return client.post(
        "/pindai/jawaban/", {"code": code, "act": uuid4().hex, **more}, **HTMX
    ).content.decode()


def test_a_scanned_card_says_whose_it_is_and_offers_what_may_be_done(post):
    text = ask(post, card_of(seruni()).lower())
    assert "Seruni Umpama" in text and "perempuan, 1999" in text
    assert "Catat hadir" in text and "Siapkan serah terima" in text
    assert "9904054101990001" not in text


def test_with_a_purpose_chosen_a_scan_does_it_at_once_and_may_be_undone(post):
    code = card_of(seruni())
    act = str(uuid4())
    for _ in range(2):
        text = ask(post, code, untuk="hadir", act=act)
        assert "Tercatat hadir." in text
    undone = post.post("/pindai/urungkan/", {"untuk": "hadir", "act": act}, **HTMX).content.decode()
    assert "Diurungkan." in undone
    assert "Catat hadir" in ask(post, code)


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        ("https://example.org/promo", "Ini bukan kartu Kawal."),
        (references.sign(settings.DIGEST_KEY, "card", "A" * 16)[:-1] + "?", "Ini bukan kartu Kawal."),
        (references.sign(settings.DIGEST_KEY, "card", "A" * 16)[:-2], "yang ini 22"),
        (references.sign(settings.DIGEST_KEY, "other", "A" * 16), "Kode ini tidak utuh"),
        (references.sign(settings.DIGEST_KEY, "card", "A" * 16), "Kartu ini asli, tetapi"),
    ],
)
def test_what_is_no_valid_card_is_refused_in_its_own_words(post, code, sentence):
    assert sentence in ask(post, code)


@pytest.mark.slow
def test_an_old_card_says_since_when_and_why(post):
    kawal_id = seruni()
    code = card_of(kawal_id)
    with behind_the_wall(POST):
        services.replace_card(scope=POST, kawal_id=kawal_id, reason="lost", act_id="x", now=NOW)
    text = ask(post, code)
    assert "Kartu lama: tidak berlaku sejak 20 Nov 2026 (hilang)" in text and "Catat hadir" not in text


@pytest.mark.slow
def test_a_scan_marks_her_as_there_for_the_hand_over_that_is_under_way(client):
    kawal_id = seruni()
    card = card_of(kawal_id)
    code = prepare(plan(kawal_id), ORIGIN)
    client.force_login(officer("ratna", agency="bp3mi-ntt", area="53"))
    act = uuid4().hex
    assert f"Tercatat hadir untuk serah terima {code}" in ask(client, card, untuk="serah", act=act)
    assert "hadir" in client.get(f"/serah-terima/{code}/").content.decode()
    client.post("/pindai/urungkan/", {"untuk": "serah", "act": act})
    assert "akan diserahkan" in client.get(f"/serah-terima/{code}/").content.decode()


def test_without_script_the_same_answer_is_a_whole_page(post):
    page = post.post("/pindai/jawaban/", {"code": card_of(seruni()), "act": uuid4().hex})
    assert "Seruni Umpama" in page.content.decode() and "<html" in page.content.decode()


def test_only_the_scan_page_may_compile_what_reads_codes(post):
    assert "'wasm-unsafe-eval'" in post.get("/pindai/").headers["Content-Security-Policy"]
    assert "wasm" not in post.get("/orang/").headers["Content-Security-Policy"]


def test_the_code_of_a_card_never_stands_in_an_address(post):
    page = post.get("/pindai/").content.decode()
    assert 'method="post"' in page and "?code" not in page


def test_cards_are_printed_as_one_file_and_printing_again_gives_the_same(post):
    one, other = seruni(), seruni(subject={**SERUNI, "nik": "9904056502980003", "name": "Melati Misal"})
    sheet = post.get("/kartu/").content.decode()
    assert "Seruni Umpama" in sheet and "Melati Misal" in sheet
    first = post.post("/kartu/", {"orang": [one, other], "act": uuid4().hex})
    assert first.headers["Content-Type"] == "application/pdf" and first.content.startswith(b"%PDF")
    assert card_of(one) == card_of(one)


def test_printing_for_nobody_asks_whom(post):
    assert "Pilih orangnya dahulu." in post.post("/kartu/", {}).content.decode()


def test_a_lost_card_is_replaced_on_the_page_of_her_cards(post):
    kawal_id = seruni()
    old = card_of(kawal_id)
    assert old in post.get(f"/kartu/{kawal_id}/").content.decode()
    post.post(f"/kartu/{kawal_id}/ganti/", {"reason": "lost", "act": uuid4().hex})
    page = post.get(f"/kartu/{kawal_id}/").content.decode()
    assert old not in page and "Tidak berlaku sejak" in page and "hilang" in page


def test_a_card_of_another_person_is_not_ended_on_her_page(post):
    one, other = seruni(), seruni(subject={**SERUNI, "nik": "9904056502980003", "name": "Melati Misal"})
    code = card_of(other)
    with behind_the_wall(POST):
        from kawal.response.cards.selectors import read_card

        card_id = read_card(scope=POST, text=code).holder.card_id
    assert post.post(f"/kartu/{one}/{card_id}/akhiri/", {"reason": "lost"}).status_code == 404


def test_a_village_scans_but_issues_no_card(client):
    client.force_login(officer("joko", role="village", agency="desa-5304", area="53.04.05.2001"))
    assert client.get("/pindai/").status_code == 200
    assert client.get("/kartu/").status_code == 403


@pytest.mark.slow
def test_a_house_calls_names_and_serves_meals_by_the_same_scan(client):
    a_house()
    kawal_id = sent("Seruni Umpama")
    scope = housekeeper()
    with behind_the_wall(scope):
        [card] = services.issue_cards(scope=scope, people=[kawal_id], act_id=uuid4().hex, now=NOW)
    client.force_login(officer("intan", role="shelter", agency=scope.agency, area="", place=HOUSE))
    text = ask(client, card.code, untuk="panggil")
    assert "Ia tidak tercatat tinggal di sini." in text and "Catat makan" not in text
    come(kawal_id)
    assert "Makan tercatat." in ask(client, card.code, untuk="makan", act=(act := uuid4().hex))
    assert "Sudah makan pada jam makan ini." in ask(client, card.code, untuk="makan")
    client.post("/pindai/urungkan/", {"untuk": "makan", "act": act})
    assert "Makan tercatat." in ask(client, card.code, untuk="makan")
