"""On a phone: 136 people from Kuching through Entikong. Some go by themselves, some are fetched, some are sheltered, one is
missing; families sign; at the end everybody is accounted for.
"""

import re

import pytest
from django.utils import timezone

from kawal.homecoming import handing
from kawal.response.handover import services as handover
from kawal.response.handover.plans import Party, Person, Plan
from kawal.response.handover.signatures import Signature
from tests.doors.officers import officer
from tests.journeys.test_handover import draw
from tests.journeys.test_office import enter, look
from tests.rooms.batches import counts, leg_of, rows, states
from tests.rooms.handing_over import STROKE
from tests.rooms.returning import behind_the_wall
from tests.world import officer as scope_of

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
PHONE = {"width": 390, "height": 844}
PEOPLE = 136
ALONE, FETCHED, SHELTERED = 38, 9, 4
FIRST = (
    *("Ayu", "Bagus", "Citra", "Dewa", "Eka", "Fajar", "Gita", "Hana", "Indra"),
    *("Joko", "Kirana", "Laras", "Mega", "Nanda", "Oka", "Putri", "Rara"),
)
LAST = ["Andaikan", "Bayangan", "Contohnya", "Dongeng", "Entahlah", "Fiksi", "Gambaran", "Hampir"]
SAMBAS = scope_of("district", agency="dinsos-6101", keys=("k:6101",))


def annex() -> str:
    """As a consulate writes it: a heading, one line a person, a total."""
    lines = ["No\tNama\tL/P\tTanggal lahir\tKabupaten\tKeterangan"]
    for n in range(PEOPLE):
        name = f"{FIRST[n % 17]} {LAST[n // 17]}"
        note = {3: "hamil", 40: "ibu dengan anak"}.get(n, "")
        lines.append(f"{n + 1}\t{name}\t{'LP'[n % 2]}\t{1970 + n % 35}\tSambas\t{note}")
    return "\n".join([*lines, f"Jumlah\t{PEOPLE}\t\t\t\t"])


def seen(page, barriers, name):
    """Looked at in every width; the journey goes on on the phone."""
    look(page, barriers, name)
    page.set_viewport_size(PHONE)


def batch() -> str:
    return str(rows("select code from return_batch")[0][0])


def log_out(page):
    page.context.clear_cookies()


def tick(page, names):
    """Presses the lines of these people, all others stay."""
    page.evaluate(
        """names => { for (const label of document.querySelectorAll("label.pick")) {
             const box = label.querySelector("input[name=orang]");
             if (box) box.checked = names.some(it => label.innerText.includes(`. ${it}`)); } }""",
        list(names),
    )


def waiting(page):
    """Names on the page, in its order."""
    return [re.sub(r"^\d+\. ", "", it) for it in page.locator("label.pick b").all_inner_texts()]


def press(page, name):
    page.locator(".actbar").get_by_role("button", name=name).click()
    page.wait_for_load_state()


def said(page):
    return page.get_by_role("status").first.inner_text()


def reason(page, code, leg, names, state, note=""):
    page.goto(f"/rombongan/{code}/leg/{leg}/?tampak=alasan")
    page.get_by_label("Alasannya").select_option(state)
    page.get_by_label("Keterangan").fill(note)
    tick(page, names)
    press(page, "Beri alasan")
    assert f"{len(names)} orang" in said(page)


def plan_leg(page, code, mark, start, end, **more):
    page.goto(f"/rombongan/{code}/leg/baru/")
    page.get_by_label("Leg", exact=False).first.fill(mark)
    page.get_by_label("Dari").fill(start)
    page.get_by_label("Ke", exact=True).fill(end)
    page.get_by_label("Moda").select_option("road")
    for label, value in more.items():
        page.locator(f"#id_{label}").fill(value)
    press(page, "Simpan leg")
    page.wait_for_url(f"**/leg/{mark}/isi/")
    press(page, "Semua")


def families_sign(code, leg):
    """Those who have come home are handed over to their families, each family signing before the village."""
    ids = rows(
        "select p.kawal_id, l.name from return_seat c join return_line l using (line_id) join standing s using (claim_id)"
        " join person p using (person_id) where c.leg_id = %s and c.stand = 'unsigned' order by l.number",
        leg,
    )
    now = timezone.now()
    people = [it for it, _name in ids]
    for start in range(0, len(people), 40):
        some = people[start : start + 40]
        plan = Plan(
            step="kp2mi.family", act_id=f"{code}-{start}", giver=Party("agency", "dinsos-6101", "Sari Contohnya", "Dinsos Sambas"),
            taker=Party("family", name="Ibu Contoh", relation="ibu"), witness=Party("village", "61.01.01.2001", office="Desa Umpama"),
            happens_at=now, place="Rumah keluarga", area="61.01.01.2001", at_home=True,
            people=tuple(Person(it) for it in some),
        )  # fmt: skip
        with behind_the_wall(SAMBAS):
            made = handing.prepare(scope=SAMBAS, plan=plan, now=now).code
            for n, role in enumerate(("giver", "taker", "witness")):
                signature = Signature(act_id=f"{made}-{n}", role=role, name="Ibu Contoh", drawing=STROKE)
                handover.sign(scope=SAMBAS, code=made, signature=signature, now=now)
            handing.complete(scope=SAMBAS, code=made, happened_at=now, now=now)
    return len(people)


def a_family_signs_on_the_phone(page, code, names):
    """Two sisters are brought home together: the escort and the mother sign on the officer's phone, the village on its own."""
    log_out(page)
    enter(page, "sari", "/serah-terima/")
    page.goto(f"/serah-terima/baru/?rombongan={code}&langkah=kp2mi.family")
    for name in names:
        page.locator("label.pick", has_text=name).locator("input").check()
    page.get_by_label("Nama penerima").fill("Ibu Contoh")
    page.get_by_label("Hubungan").fill("ibu")
    page.get_by_label("Saksi: desa, kabupaten, atau provinsi").fill("61.01.01.2001")
    page.get_by_label("Tempat").fill("Rumah keluarga")
    press(page, "Siapkan serah terima")
    for role in ("yang menyerahkan", "yang menerima"):
        sign(page, role, "Ibu Contoh")
    record = page.url.strip("/").split("/")[-1]
    log_out(page)
    enter(page, "joko", "/serah-terima/")
    page.goto(f"/serah-terima/{record}/")
    sign(page, "saksi", "Kepala Desa Umpama")
    page.get_by_role("button", name=f"Serahkan {len(names)} orang").click()
    page.get_by_text(f"Serah terima {record} selesai: {len(names)} orang.").wait_for()


def sign(page, role, name):
    page.get_by_role("link", name=f"Tanda tangani: {role}").click()
    if not page.get_by_label("Nama yang bertanda tangan").input_value():
        page.get_by_label("Nama yang bertanda tangan").fill(name)
    draw(page)
    page.get_by_role("button", name="Simpan tanda tangan").click()
    page.wait_for_load_state()


def from_kuching(page, barriers):
    """The mission opens the batch from its letter and pastes the annex. One is ill and stays; the others leave."""
    enter(page, "mira", "/rombongan/")
    seen(page, barriers, "batches-empty")
    page.goto("/rombongan/baru/")
    page.get_by_label("Masuk lewat pos").fill("PLBN Entikong")
    page.get_by_label("Nomor surat").fill("0000/REKAAN/11/2026")
    page.get_by_label("Jumlah orang menurut surat").fill(str(PEOPLE))
    seen(page, barriers, "batch-new")
    press(page, "Buka rombongan")
    page.wait_for_url("**/daftar/")
    code = batch()
    page.get_by_label("Atau tempel daftarnya").fill(annex())
    press(page, "Baca daftarnya")
    seen(page, barriers, "batch-annex")
    press(page, "Masukkan ke daftar")
    page.wait_for_url(f"**/{code}/orang/")
    assert f"{PEOPLE} orang masuk daftar." in said(page)
    seen(page, barriers, "batch-people")

    reason(page, code, "1", ["Ayu Andaikan"], "ill", "dirawat di Kuching")
    page.goto(f"/rombongan/{code}/leg/1/")
    seen(page, barriers, "batch-leg")
    press(page, "Semua")
    assert f"{PEOPLE - 1} orang: naik." in said(page)
    return code


def at_entikong(page, barriers, code):
    """The post counts them in: one is not there."""
    log_out(page)
    enter(page, "pandu", f"/rombongan/{code}/leg/1/")
    names = waiting(page)
    lost = "Wira Andaikan" if "Wira Andaikan" in names else names[60]
    tick(page, [it for it in names if it not in (lost, "Ayu Andaikan")])
    press(page, "Tiba")
    assert counts(leg_of(code))["aboard"] == 1
    page.goto(f"/rombongan/{code}/")
    assert f"1 dari {PEOPLE} orang belum terhitung." in page.inner_text("main")
    assert lost in page.locator(".gone").inner_text()
    seen(page, barriers, "batch-missing")
    page.get_by_role("button", name="Tutup rombongan").click()
    assert "Belum bisa ditutup" in said(page)
    return lost


def to_sambas(page, barriers, code, lost):
    """Some go by themselves, some are fetched, some go to a shelter; the bus takes the others."""
    plan_leg(page, code, "2", "PLBN Entikong", "Kab. Sambas", carrier="KB 1 RK", receiver="dinsos-6101")
    page.goto(f"/rombongan/{code}/leg/2/?tampak=alasan")
    going = [it for it in waiting(page) if it != lost]
    assert len(going) == PEOPLE - 2
    reason(page, code, "2", going[:ALONE], "self", "tiket sendiri")
    reason(page, code, "2", going[ALONE : ALONE + FETCHED], "fetched")
    reason(
        page, code, "2", going[ALONE + FETCHED : ALONE + FETCHED + SHELTERED], "referred", "ke penampungan"
    )
    bus = going[ALONE + FETCHED + SHELTERED :]
    page.goto(f"/rombongan/{code}/leg/2/?tampak=naik")
    tick(page, bus)
    press(page, "Naik")
    page.goto(f"/rombongan/{code}/leg/2/?tampak=tiba")
    seen(page, barriers, "batch-leg-aboard")
    press(page, "Semua")
    page.goto(f"/rombongan/{code}/")
    seen(page, barriers, "batch-half-way")
    return bus


def test_a_batch_of_136_ends_with_everybody_accounted_for(page, barriers):
    officer("mira", agency="kjri-kuching", role="mission", area="")
    officer("pandu", agency="p4mi-sanggau", role="border_post", area="", place="plbn-entikong")
    officer("sari", name="Sari Contohnya", agency="dinsos-6101", area="61.01")
    officer("joko", name="Joko Umpama", role="village", agency="desa-6101", area="61.01.01.2001")
    page.set_viewport_size(PHONE)

    code = from_kuching(page, barriers)
    lost = at_entikong(page, barriers, code)
    taken = to_sambas(page, barriers, code, lost)

    # Who was missing is found: he got off on the way. The families sign, one of them here on the phone.
    reason(page, code, "1", [lost], "got_off", "turun di Serian, dijemput kerabat")
    a_family_signs_on_the_phone(page, code, taken[:2])
    assert families_sign(code, leg_of(code, "2")) == len(taken) - 2
    log_out(page)
    enter(page, "pandu", "/rombongan/")
    page.goto(f"/rombongan/{code}/leg/2/")
    page.get_by_role("button", name="Tutup leg ini").click()
    page.goto(f"/rombongan/{code}/")
    page.get_by_role("button", name="Tutup rombongan").click()
    assert "setiap orang terhitung" in said(page)
    seen(page, barriers, "batch-closed")
    found = states(code)
    assert found == {
        "ill": 1, "got_off": 1, "self": ALONE, "fetched": FETCHED, "referred": SHELTERED, "handed_over": len(taken),
    }  # fmt: skip
    assert sum(found.values()) == PEOPLE
    homes = rows("select count(*) from picture where stay = 'home'")[0][0]
    assert homes == len(taken) + FETCHED
