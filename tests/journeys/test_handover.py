"""A card read by a phone's camera, and a family who signs for its daughter before the village, in a real browser."""

import shutil
from uuid import uuid4

import pytest
import segno

from kawal.response.cards import services
from tests.doors.officers import officer
from tests.journeys.conftest import FLAGS
from tests.journeys.test_office import enter, look
from tests.rooms.handing_over import POST
from tests.rooms.returning import behind_the_wall
from tests.world import NOW, SERUNI, fact, person_of

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
PHONE = {"width": 390, "height": 844}
SIDE, MODULE = 640, 12


def arrived(**more):
    return person_of(fact("returned", "2026-11-18", place={"post": "plbn-entikong"}, **more))


def card_of(kawal_id):
    with behind_the_wall(POST):
        [card] = services.issue_cards(scope=POST, people=[kawal_id], act_id=uuid4().hex, now=NOW)
    return card.code


def filmed(code, path):
    """A film of a card as a camera would see it: one grey picture, again and again (YUV4MPEG2)."""
    modules = [list(row) for row in segno.make(code.replace("-", ""), error="q", micro=False).matrix]
    size = len(modules) * MODULE
    start = (SIDE - size) // 2
    luma = bytearray(b"\xeb" * (SIDE * SIDE))
    for y in range(size):
        for x in range(size):
            if modules[y // MODULE][x // MODULE]:
                luma[(start + y) * SIDE + start + x] = 16
    frame = b"FRAME\n" + bytes(luma) + b"\x80" * (SIDE * SIDE // 2)
    path.write_bytes(b"YUV4MPEG2 W%d H%d F10:1 Ip A1:1 C420jpeg\n" % (SIDE, SIDE) + frame * 5)


@pytest.fixture
def camera(browser, live_server, tmp_path):
    """`camera(code)` gives the page of a phone whose camera sees that card."""
    opened = []

    def open_phone(code):
        film = tmp_path / "card.y4m"
        filmed(code, film)
        flags = [
            *FLAGS, "--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream", f"--use-file-for-fake-video-capture={film}",
        ]  # fmt: skip
        phone = browser.browser_type.launch(executable_path=shutil.which("chromium"), args=flags)
        opened.append(phone)
        return phone.new_context(base_url=live_server.url, locale="id-ID", viewport=PHONE).new_page()

    yield open_phone
    for phone in opened:
        phone.close()


def test_a_phones_camera_reads_a_card_and_records_that_she_is_here(camera):
    kawal_id = arrived()
    code = card_of(kawal_id)
    officer("bayu", role="border_post", agency="bp3mi-kalbar", area="", place="plbn-entikong")
    page = camera(code)
    wrong = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.goto("/pindai/")
    enter(page, "bayu", "/pindai/")
    page.get_by_label("Langsung catat").select_option("hadir")
    page.get_by_role("button", name="Nyalakan kamera").click()
    page.get_by_text("Tercatat hadir.").wait_for(timeout=60_000)
    page.get_by_role("link", name="Seruni Umpama").wait_for()
    page.get_by_role("button", name="Matikan kamera").click()
    page.get_by_role("button", name="Urungkan").click()
    page.get_by_text("Diurungkan.").wait_for()
    assert wrong == []


def test_a_hand_scanner_types_code_after_code(page, barriers):
    people = [arrived(), arrived(subject={**SERUNI, "nik": "9904056502980003", "name": "Melati Misal"})]
    codes = [card_of(it) for it in people]
    officer("bayu", role="border_post", agency="bp3mi-kalbar", area="", place="plbn-entikong")
    page.goto("/pindai/")
    enter(page, "bayu", "/pindai/")
    look(page, barriers, "scan")
    for code, name in zip(codes, ["Seruni Umpama", "Melati Misal"], strict=True):
        page.keyboard.type(code)
        page.keyboard.press("Enter")
        page.get_by_role("link", name=name).wait_for()
        page.wait_for_function(
            "document.activeElement.id === 'code' && document.getElementById('code').value === ''"
        )
    look(page, barriers, "scanned")
    page.keyboard.type("xxxxx")
    page.keyboard.press("Enter")
    page.get_by_text("Ini bukan kartu Kawal.").wait_for()
    look(page, barriers, "scan-foreign")
    page.get_by_role("link", name="Cetak kartu dan daftar di kertas").click()
    page.get_by_role("button", name="Pilih semua").click()
    assert page.get_by_role("checkbox", checked=True).count() == 2
    look(page, barriers, "cards-print")
    page.goto(f"/kartu/{people[0]}/")
    look(page, barriers, "cards-person")


def draw(page):
    """A stroke in the box."""
    page.locator("canvas").scroll_into_view_if_needed()
    box = page.locator("canvas").bounding_box()
    page.mouse.move(box["x"] + 20, box["y"] + 40)
    page.mouse.down()
    for step in range(1, 8):
        page.mouse.move(box["x"] + 20 + step * 30, box["y"] + 40 + (step % 3) * 15)
    page.mouse.up()


def test_the_family_the_escort_and_the_village_sign_on_a_phone(browser, page, live_server, barriers):
    arrived()
    arrived(subject={**SERUNI, "nik": "9904056502980003", "name": "Melati Misal"})
    officer("ratna", name="Ratna Andai", agency="bp3mi-ntt", area="53")
    officer("joko", name="Joko Umpama", role="village", agency="desa-5304", area="53.04.05.2001")
    page.set_viewport_size(PHONE)
    page.goto("/serah-terima/")
    enter(page, "ratna", "/serah-terima/")
    look(page, barriers, "handover-empty")
    page.get_by_role("link", name="Siapkan serah terima").click()
    look(page, barriers, "handover-steps")
    page.get_by_role("link", name="Kepada keluarga, disaksikan desa").click()
    page.get_by_role("button", name="Pilih semua").click()
    page.get_by_label("Nama penerima").fill("Ibu Contoh")
    page.get_by_label("Hubungan").fill("ibu")
    page.get_by_label("Saksi: desa, kabupaten, atau provinsi").fill("53.04.05.2001")
    page.get_by_label("Tempat").fill("Rumah keluarga")
    look(page, barriers, "handover-form")
    page.get_by_role("button", name="Siapkan serah terima").click()
    look(page, barriers, "handover-open")
    page.get_by_role("link", name="Ubah: Seruni Umpama").click()
    page.locator("#id_condition").select_option("well")
    look(page, barriers, "handover-line")
    page.get_by_role("button", name="Simpan").click()
    for role in ("yang menyerahkan", "yang menerima"):
        page.get_by_role("link", name=f"Tanda tangani: {role}").click()
        if not page.get_by_label("Nama yang bertanda tangan").input_value():
            page.get_by_label("Nama yang bertanda tangan").fill("Ibu Contoh")
        draw(page)
        if role == "yang menerima":
            look(page, barriers, "handover-sign")
        page.get_by_role("button", name="Simpan tanda tangan").click()
    code = page.url.strip("/").split("/")[-1]

    village = browser.new_context(base_url=live_server.url, locale="id-ID", viewport=PHONE).new_page()
    village.goto("/serah-terima/")
    enter(village, "joko", "/serah-terima/")
    look(village, barriers, "handover-village")
    village.get_by_role("link", name="Buka serah terima: Seruni Umpama").click()
    village.get_by_role("link", name="Tanda tangani: saksi").click()
    village.get_by_label("Nama yang bertanda tangan").fill("Kepala Desa Umpama")
    draw(village)
    village.get_by_role("button", name="Simpan tanda tangan").click()
    village.get_by_role("button", name="Serahkan 2 orang").click()
    village.get_by_text(f"Serah terima {code} selesai: 2 orang.").wait_for()
    look(village, barriers, "handover-complete")
    village.get_by_role("link", name="Halaman pemeriksaan untuk siapa saja").click()
    village.get_by_text("Asli: terbit dari Kawal").wait_for()
    look(village, barriers, "handover-check")
    assert "Seruni" not in village.content()
