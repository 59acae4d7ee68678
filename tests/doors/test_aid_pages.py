"""Relief goods in the browser: received, sent, taken in, counted, given, undone; each refusal a sentence."""

import re
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.utils import timezone

from kawal.response.aid.issues import selectors
from kawal.response.cards.services import issue_cards
from tests.doors.officers import officer
from tests.pictures import SAID, a_png, chunk
from tests.rooms.aiding import (
    POST,
    a_post_site,
    a_site,
    asked,
    balances,
    line,
    received,
    sent,
    somebody,
)
from tests.rooms.returning import behind_the_wall
from tests.world import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def keeper(client):
    """Who keeps the warehouse in Pontianak."""
    client.force_login(officer("gudang", role="supervisor", agency="bp3mi-kalbar", area="61"))
    return client


@pytest.fixture
def post(client):
    client.force_login(
        officer("bayu", role="border_post", agency="bp3mi-kalbar", area="", place="plbn-entikong")
    )
    return client


@pytest.fixture
def site():
    made = a_post_site()
    received(made, line(), line("kit_child", 5), scope=POST)
    return made


def text_of(answer):
    return re.sub(r"\s+", " ", answer.content.decode())


def sent_form(client, at, **fields):
    """The form of a page, filled in further and sent, as a browser would."""
    text = client.get(at).content.decode()
    hidden = dict(re.findall(r'<input type="hidden" name="([\w-]+)" value="([^"]*)"', text))
    hidden.pop("csrfmiddlewaretoken", None)
    return client.post(at, {**hidden, **fields}), hidden


def follow(client, answer):
    assert answer.status_code == 302, text_of(answer)
    return text_of(client.get(answer["Location"]))


def test_kits_are_put_together_from_what_lies_there_and_taken_apart_in_one_press(keeper):
    site = a_site()
    received(site, *(line(item, 4) for item in ("soap", "shampoo", "toothpaste", "towel")))
    at = f"/barang/rakit/{site}/"
    assert f'href="{at}"' in text_of(keeper.get(f"/barang/?tempat={site}"))
    page = text_of(keeper.get(at))
    assert "Paket kebersihan: cukup untuk 2. Isinya 1 Sampo" in page and "Paket perempuan" not in page
    answer, _hidden = sent_form(keeper, at, thing="kit_hygiene|", quantity="3")
    assert answer.status_code == 422 and "Sabun mandi tidak cukup: tinggal 4" in text_of(answer)
    answer, hidden = sent_form(keeper, at, thing="kit_hygiene|", quantity="2")
    assert "2 Paket kebersihan dirakit." in follow(keeper, answer)
    assert balances() == {"received": 18, "packed": 10, "stock": 8}
    ledger = text_of(keeper.get(f"/barang/buku/{site}/"))
    assert "masuk paket" in ledger and "dirakit" in ledger
    assert "Menjadi paket" in text_of(keeper.get("/barang/neraca/"))
    keeper.post(f"/barang/urungkan/{hidden['act']}/")
    assert balances() == {"received": 16, "stock": 16}


def test_a_consignment_is_received_with_its_difference_and_can_be_undone(keeper):
    site = a_site()
    said = {
        "donor": "Mitra Contoh",
        "letter": "001/XI",
        "handed_by": "Tiara Andai",
        "received_by": "Surya Misal",
    }
    lines = {
        "b0-thing": "kit_women|",
        "b0-said": "1700",
        "b0-counted": "1700",
        "b1-thing": "kit_child|3-5 th",
        "b1-said": "800",
        "b1-counted": "798",
    }
    answer, _hidden = sent_form(keeper, f"/barang/terima/{site}/", **said, **lines)
    assert answer.status_code == 422
    assert "Berbeda dari surat: pilih sebabnya." in text_of(answer)
    assert balances() == {}
    answer, hidden = sent_form(keeper, f"/barang/terima/{site}/", **said, **lines, **{"b1-reason": "short"})
    page = follow(keeper, answer)
    assert "Penerimaan B-" in page
    assert "1.700" in page
    assert "Paket anak, 3-5 th" in page
    again = keeper.post(f"/barang/terima/{site}/", {**hidden, **said, **lines, "b1-reason": "short"})
    assert again.status_code == 302
    assert balances() == {"received": 2498, "stock": 2498}
    page = follow(keeper, keeper.post(f"/barang/urungkan/{hidden['act']}/"))
    assert "Diurungkan dengan catatan balik." in page
    assert balances() == {}


def test_what_is_sent_waits_at_the_other_end_and_is_counted_there(keeper, client):
    site, other = a_site(), a_post_site()
    received(site)
    answer, _hidden = sent_form(
        keeper,
        f"/barang/kirim/{site}/",
        to=other,
        carrier="truk",
        **{"b0-thing": "kit_women|", "b0-quantity": "11"},
    )
    assert "Paket perempuan tidak cukup: tinggal 10 di tempat ini." in text_of(answer)
    answer, _hidden = sent_form(
        keeper,
        f"/barang/kirim/{site}/",
        to=other,
        carrier="truk",
        **{"b0-thing": "kit_women|", "b0-quantity": "6"},
    )
    assert "Kiriman KB-" in follow(keeper, answer)
    client.force_login(
        officer("bayu", role="border_post", agency="bp3mi-kalbar", area="", place="plbn-entikong")
    )
    page = text_of(client.get(f"/barang/?tempat={other}"))
    code, lot = (
        re.search(r"/barang/kiriman/(KB-\d+)/", page)[1],
        asked("select max(lot_id) from aid_lot")[0][0],
    )
    assert "6 barang dari Gudang Pontianak" in page
    answer, _hidden = sent_form(
        client, f"/barang/kiriman/{code}/", **{f"counted_{lot}": "5", f"reason_{lot}": "damaged"}
    )
    assert f"Kiriman {code} diterima." in follow(client, answer)
    assert balances() == {"received": 10, "stock": 9, "lost": 1}
    assert "Kiriman ini sudah diterima" in follow(client, client.get(f"/barang/kiriman/{code}/"))


def test_a_count_below_nought_is_a_sentence_at_its_field_and_a_difference_is_written(post, site):
    lots = [lot for (lot,) in asked("select lot_id from aid_lot order by 1")]
    answer, _hidden = sent_form(post, f"/barang/hitung/{site}/", **{f"counted_{lots[0]}": "-1"})
    assert "Hitungan tidak bisa di bawah nol." in text_of(answer)
    answer, _hidden = sent_form(post, f"/barang/hitung/{site}/", **{f"counted_{lots[0]}": "8"})
    assert "1 lot berbeda" in follow(post, answer)
    assert balances() == {"received": 15, "stock": 13, "lost": 2}


def test_a_count_of_a_book_that_moved_is_counted_again(post, site):
    [(lot,)] = asked("select lot_id from aid_lot where item = 'kit_women'")
    answer = post.post(
        f"/barang/hitung/{site}/", {"act": uuid4(), f"counted_{lot}": "9", f"book_{lot}": "12"}
    )
    assert balances()["stock"] == 15
    assert "Hitung sekali lagi" in text_of(answer) + text_of(post.get(f"/barang/?tempat={site}"))


def test_a_woman_is_found_by_name_given_a_kit_in_one_press_and_refused_a_second(post, site):
    seruni = somebody()
    somebody("Wulan Contohari", birth="1998")
    page = text_of(post.get(f"/barang/beri/{site}/"))
    assert "Wulan Contohari" in page
    found = post.get(f"/barang/beri/{site}/?q=seruni")
    assert found["Location"] == f"/barang/beri/{site}/{seruni}/"
    page = text_of(post.get(found["Location"]))
    assert "perempuan, dewasa" in page.lower()
    assert "1999" not in page
    assert "Ada 10 di tempat ini." in page
    act = str(uuid4())
    gift = {"act": act, "entitlement": "women-kit", "receipt": "paper", "size": ""}
    done = follow(post, post.post(found["Location"], gift))
    assert "Paket perempuan diberikan." in done
    assert post.post(found["Location"], gift).status_code == 302  # pressed twice
    refused = post.post(found["Location"], {**gift, "act": str(uuid4())})
    assert refused.status_code == 409
    assert "Paket perempuan tidak diberikan: sudah diterima pada" in text_of(refused)
    assert balances() == {"received": 15, "stock": 14, "given": 1}
    assert "Seruni Umpama" in text_of(post.get(f"/barang/diberi/{site}/"))
    undone = follow(post, post.post(f"/barang/diberi/{act}/urungkan/"))
    assert "Pemberian diurungkan" in undone
    assert balances() == {"received": 15, "stock": 15}


def test_a_list_that_is_cut_says_so_and_how_the_others_are_found(post, site, monkeypatch):
    monkeypatch.setattr(selectors, "MOST", 2)
    for name in ("Melati Umpama", "Mawar Umpama", "Wulan Contohari"):
        somebody(name, birth="1998")
        page = text_of(post.get(f"/barang/beri/{site}/"))
    assert "Hanya 2 nama pertama yang tampil." in page and "Wulan" not in page
    assert post.get(f"/barang/beri/{site}/?q=wulan").status_code == 302


def test_a_scanned_card_leads_to_its_holder_and_a_strange_code_is_said_to_be_one(post, site):
    seruni = somebody()
    with behind_the_wall(POST):
        [card] = issue_cards(scope=POST, people=[seruni], act_id=uuid4(), now=NOW)
    found = post.get(f"/barang/beri/{site}/", {"q": card.code})
    assert found["Location"] == f"/barang/beri/{site}/{seruni}/"
    strange = text_of(post.get(f"/barang/beri/{site}/", {"q": card.code[:-1] + "XQ9"}))
    assert "Kartu ini tidak terbaca" in strange


def test_the_last_kit_gone_is_a_sentence(post, site):
    for n in range(5):
        child = somebody(f"Anak {n}", birth="2019")
        post.post(
            f"/barang/beri/{site}/{child}/", {"act": uuid4(), "entitlement": "child-kit", "receipt": "paper"}
        )
    child = somebody("Kenanga Misal", birth="2019")
    answer = post.post(
        f"/barang/beri/{site}/{child}/", {"act": uuid4(), "entitlement": "child-kit", "receipt": "paper"}
    )
    assert "Paket anak tidak cukup: tinggal 0 di tempat ini." in text_of(answer)


def test_the_picture_of_a_thumb_is_kept_and_shown_to_the_site_alone(post, site, client):
    from django.core.files.uploadedfile import SimpleUploadedFile

    seruni = somebody()
    image = SimpleUploadedFile("jempol.png", a_png(chunk(b"tEXt", SAID)), "image/png")
    gift = {"act": uuid4(), "entitlement": "women-kit", "receipt": "thumb", "image": image}
    assert post.post(f"/barang/beri/{site}/{seruni}/", gift).status_code == 302
    [(issue,)] = asked("select issue_id from aid_issue")
    answer = post.get(f"/barang/tanda-terima/{issue}/")
    assert (answer["Content-Type"], answer.content) == ("image/png", a_png())
    client.force_login(officer("galih", role="supervisor", agency="bp3mi-jatim", area="35"))
    assert client.get(f"/barang/tanda-terima/{issue}/").status_code == 404


def test_a_signature_drawn_on_the_screen_is_the_receipt(post, site):
    seruni = somebody()
    at = f"/barang/beri/{site}/{seruni}/"
    assert "data-pad" in text_of(post.get(at)) and "js/sign.js" in text_of(post.get(at))
    gift = {"act": uuid4(), "entitlement": "women-kit", "receipt": "paper", "drawing": "M1 1L2 2<script>"}
    assert "Tanda tangan tidak terbaca." in text_of(post.post(at, gift))
    assert post.post(at, {**gift, "drawing": "M10 10L20 30"}).status_code == 302
    [(issue, receipt)] = asked("select issue_id, receipt from aid_issue")
    answer = post.get(f"/barang/tanda-terima/{issue}/")
    assert (receipt, answer["Content-Type"]) == ("signature", "image/svg+xml")
    assert b'd="M10 10L20 30"' in answer.content and "sandbox" in answer["Content-Security-Policy"]


def test_a_facility_signs_and_losses_are_noted(keeper):
    site = a_site()
    received(site, line("masks", 500))
    answer, _hidden = sent_form(
        keeper,
        f"/barang/fasilitas/{site}/",
        facility="Panti Rehabilitasi Contoh",
        signed_by="dr. Andai",
        position="kepala",
        **{"b0-thing": "masks|", "b0-quantity": "200"},
    )
    assert "Penyerahan F-" in follow(keeper, answer)
    lot = asked("select lot_id from aid_lot")[0][0]
    answer, _hidden = sent_form(keeper, f"/barang/hilang/{site}/", lot=lot, quantity="50", reason="damaged")
    assert "Tercatat hilang atau rusak." in follow(keeper, answer)
    assert balances() == {"received": 500, "stock": 250, "given": 200, "lost": 50}
    page = text_of(keeper.get(f"/barang/buku/{site}/"))
    assert "diserahkan ke fasilitas" in page
    assert "rusak" in page


def test_the_donors_report_balances_and_names_nobody(keeper, site):
    warehouse = a_site()
    received(warehouse, line("kit_women", 100), donor="Yayasan Contoh")
    sent(warehouse, site, ("kit_women", 40))
    [(donor,)] = asked("select donor_id from aid_donor where name = 'Yayasan Contoh'")
    page = text_of(keeper.get(f"/barang/pemberi/{donor}/"))
    assert "Menjadi apa pemberian Yayasan Contoh?" in page
    assert re.search(r"100</td>.*60</td>.*40</td>", page)
    pdf = keeper.get(f"/barang/pemberi/{donor}/pdf/")
    assert (pdf["Content-Type"], pdf.content[:5]) == ("application/pdf", b"%PDF-")
    sheet = keeper.get(f"/barang/pemberi/{donor}/?bentuk=csv")
    assert "Paket perempuan;100;60;40;0;0" in b"".join(sheet.streaming_content).decode()
    assert "Semua lot cocok dengan bukunya." in text_of(keeper.get("/barang/neraca/"))


def test_several_assessors_fill_in_what_a_group_needs_and_the_page_shows_the_gaps(post, site, client):
    asked = {"about": "Rombongan Kuching", "assessors": "2", "tempat": site}
    at = sent_form(post, "/barang/kebutuhan/", **asked)[0]["Location"]
    answer, _hidden = sent_form(post, f"{at}isi/", women="61", wash="0")
    page = follow(post, answer)
    assert "1 penilai belum mengisi." in page
    assert "51 × Paket perempuan" in page and "61 × Paket kebersihan" in page
    wrong, _hidden = sent_form(post, f"{at}isi/", women="-3")
    assert wrong.status_code == 422
    assert "Ubah jawaban saya" in page and "tidak dapat dibuka lagi" in page
    closed = follow(post, post.post(f"{at}tutup/"))
    assert "jawaban tidak berubah lagi. 1 penilai tidak mengisi. Yang mengisi: " in closed
    assert "Ubah jawaban saya" not in closed and "Tutup sekarang" not in closed
    assert "61 × Paket kebersihan" in closed and "Kirim barang" in closed


def test_places_and_kinds_of_things_are_added(keeper):
    assert '<a href="/barang/tempat/">Tambah tempat</a>' in text_of(keeper.get("/barang/"))
    said = {"name": "Gudang Baru", "kind": "warehouse"}
    assert "Gudang Baru" in follow(keeper, sent_form(keeper, "/barang/tempat/", **said)[0])
    assert "Sudah ada tempat dengan nama itu." in text_of(sent_form(keeper, "/barang/tempat/", **said)[0])
    answer, _hidden = sent_form(
        keeper, "/barang/jenis/", label_id="Kelambu", label_en="Mosquito net", kind="item", sizes=""
    )
    page = follow(keeper, answer)
    assert "Kelambu" in page
    assert "2 × Pembalut" in page


def test_an_aid_worker_begins_at_the_stock_and_sees_no_page_of_a_person(client, site):
    client.force_login(officer("melati", role="aid", agency="pmi-kalbar", area="", place="plbn-entikong"))
    seruni = somebody()
    assert client.get("/")["Location"] == "/barang/"
    assert "Apa yang menunggu di persediaan?" in text_of(client.get("/barang/"))
    assert client.get(f"/barang/beri/{site}/{seruni}/").status_code == 200
    assert client.get(f"/orang/{seruni}/").status_code == 403


def test_a_site_of_others_is_not_there(client, site):
    client.force_login(officer("galih", role="supervisor", agency="bp3mi-jatim", area="35"))
    seruni = somebody()
    for at in (
        f"beri/{site}/",
        f"beri/{site}/{seruni}/",
        f"terima/{site}/",
        f"kirim/{site}/",
        f"hitung/{site}/",
        f"hilang/{site}/",
        f"buku/{site}/",
        f"fasilitas/{site}/",
        f"diberi/{site}/",
    ):
        assert client.get(f"/barang/{at}").status_code == 404, at
    assert client.post(f"/barang/urungkan/{UUID(int=7)}/").status_code == 404


def test_the_scan_of_a_card_offers_the_page_where_a_kit_is_given(post, site):
    seruni = somebody()
    with behind_the_wall(POST):
        [card] = issue_cards(scope=POST, people=[seruni], act_id=uuid4().hex, now=NOW)
    asked = {"code": card.code, "act": uuid4().hex}
    answer = post.post("/pindai/jawaban/", asked, HTTP_HX_REQUEST="true").content.decode()
    assert f'href="/barang/beri/{site}/{seruni}/"' in answer
    assert "Beri paket" in answer


def test_what_a_donor_brought_and_what_a_facility_got_is_signed_by_both_sides(keeper):
    site = a_site()
    received(site, line("kit_women", 100), line("masks", 50))
    facility = {"facility": "Panti Rehabilitasi Contoh", "signed_by": "dr. Andai", "position": "kepala"}
    answer, _hidden = sent_form(
        keeper, f"/barang/fasilitas/{site}/", **facility, **{"b0-thing": "masks|", "b0-quantity": "20"}
    )
    assert answer.status_code == 302
    acts = re.findall(r"/barang/berita-acara/([\w-]+)/", keeper.get("/barang/pemberi/").content.decode())
    assert len(acts) == 2
    first, second = (keeper.post(f"/barang/berita-acara/{act}/") for act in acts)
    assert keeper.post(f"/barang/berita-acara/{acts[0]}/")["Location"] == first["Location"]
    page = text_of(keeper.get(first["Location"]))
    for text in ("Mitra Contoh", "Tiara Andai", "Paket perempuan", "100"):
        assert text in page
    page = text_of(keeper.get(second["Location"]))
    for text in ("Panti Rehabilitasi Contoh", "dr. Andai", "Masker medis", "20"):
        assert text in page
    assert keeper.post(f"/barang/berita-acara/{UUID(int=7)}/").status_code == 404


def test_what_expires_soon_is_to_be_given_first_and_what_has_expired_to_be_thrown_away(keeper):
    site, today = a_site(), timezone.localdate()
    days = {"kit_hygiene": 30, "soap": -3, "shampoo": 400}
    received(site, *(line(item, 5, expires_on=today + timedelta(days=n)) for item, n in days.items()))
    page = text_of(keeper.get("/barang/"))
    assert "Berikan dahulu: Paket kebersihan" in page
    assert "Buang Sabun mandi yang kedaluwarsa" in page
    assert "Berikan dahulu: Sampo" not in page
    assert page.index("Buang Sabun mandi") < page.index("Berikan dahulu")


def test_what_is_not_in_stock_has_no_button(post):
    site = a_post_site()
    seruni = somebody()
    page = text_of(post.get(f"/barang/beri/{site}/{seruni}/"))
    assert "Ada 0 di tempat ini." in page
    assert "Berikan: " not in page
