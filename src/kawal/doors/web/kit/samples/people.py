"""A sample person from recruitment to almost home, rows of a search, and candidates."""

from datetime import UTC, date, datetime

from kawal.doors.web.kit.cards import people as card
from kawal.doors.web.kit.cards.shell import Chip, Link
from kawal.doors.web.kit.samples.times import NOW, ahead, back
from kawal.doors.web.kit.times import ClockCard

JOURNEY = (
    card.Station("Direkrut", "Mar 2025 · 1 sumber", "one"),
    card.Station("Terdaftar", "tidak ada catatan", "none"),
    card.Station("Berangkat", "11 Apr 2025 · 2 sumber"),
    card.Station("Di luar negeri", look="gap", silent="senyap 214 hari"),
    card.Station("Masalah", "mengadu 9 Nov 2026"),
    card.Station("Kembali", "Entikong, 18 Nov"),
    card.Station("Menuju rumah", "tiba Kupang 14.30", "now"),
    card.Station("Rumah", "Desa Umpama", "next"),
)
FACTS = (
    card.FactRow(
        at=datetime(2026, 11, 18, 23, 20, tzinfo=UTC),
        sentence="Naik pesawat Pontianak–Kupang bersama 20 orang.",
        source="P4MI Pontianak",
        basis="witnessed",
        anchor="f1",
        firm=True,
        links=(Link("R-2026-0417", "/kepulangan/1/"),),
    ),
    card.FactRow(
        at=datetime(2026, 11, 18, 15, 28, tzinfo=UTC),
        sentence="Tiba di PLBN Entikong dengan SPLP, dicatat nomor antrean 017.",
        source="BP3MI NTT",
        basis="witnessed",
        anchor="f2",
        firm=True,
        confirmed_by="KJRI Kuching",
        correct_url="/fakta/2/perbaiki/",
        withdraw_url="/fakta/2/tarik/",
    ),
    card.FactRow(
        at=datetime(2026, 11, 9, 11, 5, tzinfo=UTC),
        sentence="Mengadu: paspor dipegang majikan, upah 5 bulan belum dibayar.",
        source="KJRI Kuching",
        basis="self",
        anchor="f3",
        zone="Asia/Kuching",
        quote="Saya mau pulang. Majikan bilang bayar dulu.",
        links=(Link("Peringatan T-2291", "/perhatian/2291/"),),
        remarks=("Tanggal paspor lebih muda dari keberangkatan.",),
        more={"blok": "C-14"},
    ),
    card.FactRow(
        gap_days=214,
        gap_text="Apr–Nov 2026",
        text="Kontak jatuh tempo 10 Mei 2026. Peringatan senyap terbit 11 Mei, ditutup “tak terjangkau”.",
    ),
    card.FactRow(
        at=date(2026, 4, 9),
        precision="day",
        sentence="Kiriman uang Rp 1.200.000 kepada ibu, yang ke-9.",
        source="Desa Umpama",
        basis="hearsay",
        anchor="f4",
        recorded_at=datetime(2026, 4, 12, 3, tzinfo=UTC),
    ),
    card.FactRow(
        at=date(2025, 4, 11),
        precision="day",
        sentence="Berangkat dari Batam Centre dengan visa kunjungan, tiket sekali jalan dibayar pihak lain.",
        source="Imigrasi",
        basis="witnessed",
        anchor="f5",
        firm=True,
        confirmed_by="manifes kapal",
    ),
    card.FactRow(
        at=date(2025, 4, 2),
        precision="day",
        sentence="Terdaftar di P3MI Contoh Sejahtera.",
        source="Disnaker Rekaan",
        basis="document",
        anchor="f6",
        state="withdrawn",
        ended_at=datetime(2025, 5, 5, 2, tzinfo=UTC),
        reason="salah orang",
    ),
    card.FactRow(
        at=date(2025, 3, 10),
        precision="day",
        sentence="Direkrut tetangga lewat pesan singkat; dijanjikan kerja toko, Rp 6.000.000 sebulan.",
        source="KJRI Kuching",
        basis="self",
        anchor="f7",
    ),
)
CLAIMS = card.ClaimTable(
    ("Imigrasi", "KJRI", "Desa"),
    (
        card.ClaimRow(
            "Nama",
            (
                card.ClaimCell("Seruni Umpama"),
                card.ClaimCell("Sruni Umpami", differs=True),
                card.ClaimCell("S. Umpama", differs=True),
            ),
        ),
        card.ClaimRow(
            "Lahir",
            (
                card.ClaimCell("1 Jan 2001", differs=True),
                card.ClaimCell("1999"),
                card.ClaimCell("4 Jun 1999"),
            ),
        ),
        card.ClaimRow("Ibu", (card.ClaimCell(""), card.ClaimCell("Kenanga"), card.ClaimCell("Kenanga"))),
        card.ClaimRow(
            "NIK", (card.ClaimCell("…0001"), card.ClaimCell(""), card.ClaimCell("…0001")), is_number=True
        ),
    ),
    differing="nama, tahun lahir",
)
SAME_NOTES = (
    card.SameNote(
        "Sruni Umpamy",
        "/orang/k2/",
        "NIK sama, nama berbeda satu huruf",
        "/orang/k1/sama/k2/",
        birth_year=1999,
        origin="TTU",
    ),
    card.SameNote(
        "Seroni Umpama",
        "/orang/k3/",
        "nama dan tahun lahir sama, kabupaten lain",
        answer="different",
        answered_by="Ratna Andaikata, 17 Nov",
        undo_url="/orang/k1/sama/k3/urungkan/",
    ),
    card.SameNote(
        "Sruni Umpama",
        "/orang/k4/",
        "nama serupa, tanggal lahir tertukar",
        "/orang/k1/sama/k4/",
        answer="same",
        answered_by="Ratna Andaikata, 18 Nov",
        undo_url="/orang/k1/sama/k4/urungkan/",
        waits=True,
    ),
)
PERSON = card.PersonCard(
    kawal_id="kw-000000000001",
    name="Seruni Umpama",
    url="/orang/k1/",
    also=("Sruni Umpami", "S. Umpama"),
    sex="female",
    birth="1999",
    birth_differs="1 sumber: 2001",
    origin="Desa Umpama, TTU",
    numbers=(
        card.NumberCard("NIK", "99•• •••• •••• 0001", "/orang/k1/tampilkan/nik/"),
        card.NumberCard("HP", "08•• •••• •123"),
    ),
    stay="in_return",
    last_contact_at=back(hours=2),
    last_contact="naik pesawat di Pontianak",
    stay_because=(Link("18 Nov, BP3MI NTT", "#f2"),),
    procedure="nonprocedural",
    procedure_sentence="Tidak terdaftar, tanpa kontrak, desa tidak diberi tahu.",
    procedure_because=(
        Link("Aturan N1", "/aturan/N1/"),
        Link("N2", "/aturan/N2/"),
        Link("N11", "/aturan/N11/"),
    ),
    screenings=(
        card.ScreeningCard("indicated", "Pekerja sosial RPTC Rekaan", date(2026, 11, 18)),
        card.ScreeningCard("no_indication", "Polres Rekaan", date(2026, 11, 18)),
    ),
    journey=JOURNEY,
    facts=FACTS,
    categories=(
        Chip("Semua", "?", 17, current=True),
        Chip("Kabar", "?kategori=contact", 6),
        Chip("Identitas", "?kategori=identity", 4),
        Chip("Bantuan", "?kategori=care", 3),
    ),
    older_url="?sebelum=f7",
    clocks=(
        card.TermRow(
            "Diserahterimakan di desa", ClockCard("hari ini", "soon"), (Link("tiba 18 Nov", "#f2"),)
        ),
        card.TermRow("Rehabilitasi bila diminta", ClockCard("6 hari lagi")),
        card.TermRow("Kunjungan 1 bulan", ClockCard("19 Des 2026")),
    ),
    claims=CLAIMS,
    claims_url="/orang/k1/klaim/",
    claims_total=5,
    same_notes=SAME_NOTES,
    remarks=("Sumber menyebut tahun lahir yang berlainan: 1999, 2001.",),
    handlers=(
        card.HandlerRow("Kasus K-2026-0188", "/kasus/188/", "P4MI Maumere · Ratna Andaikata"),
        card.HandlerRow("Peringatan T-2291", "/perhatian/2291/", "diambil KJRI Kuching", "high"),
    ),
    new_fact_url="/orang/k1/catat/",
    open_case_url="/orang/k1/kasus/",
    viewers_url="/orang/k1/dilihat/",
    views=14,
    viewers=5,
)
UNKNOWN_PERSON = card.PersonCard(
    kawal_id="kw-000000000009",
    name="Bunga",
    stay="unknown",
    procedure="unknown",
    procedure_sentence="Belum ada catatan keberangkatan.",
    new_fact_url="/orang/k9/catat/",
    stands_alone=True,
)
ROWS = (
    card.PersonRow(
        "Seruni Umpama", "/orang/k1/", "in_return", "female", 1999, "TTU", "nama sama, juga tertulis Sruni",
        also=("Sruni Umpami",), clock=ClockCard("hari ini", "soon", ahead(hours=5)),
    ),
    card.PersonRow("Kemuning Andai", "/orang/k4/", "abroad_silent", "female", 1988, "Sikka", "nama terdengar sama", clock=ClockCard("senyap 63 hari", "late")),
    card.PersonRow("Wulan Contohari Perumpamaan Seandainya Misalnya Rekaan Andaikata", "/orang/k5/", "preparing", "female", 2007, "TTU", "4 angka terakhir NIK"),
    card.PersonRow("Bayu", "/orang/k6/", "home", "male", 2000, "Kota Kupang", "nomor HP"),
    card.PersonRow("Jaka Perumpamaan", "/orang/k7/", "unknown", "male", None, "", "asal Desa Umpama"),
)  # fmt: skip
CANDIDATES = (
    card.Candidate(
        "Sruni Umpami",
        "no. 41 di daftar KJRI Kuching; nama ibu dan asal sama",
        "k1",
        "/orang/k1/",
        1999,
        "TTU",
    ),
)
VIEWERS = (
    card.ViewerRow(NOW, "Damar Misalkan", "BP3MI NTT", "membuka halaman"),
    card.ViewerRow(back(days=1), "Ratna Andaikata", "KJRI Kuching", "menampilkan NIK"),
)
