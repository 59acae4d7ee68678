"""Sample homes, alerts, a case and returns."""

from kawal.doors.web.kit.cards import work as card
from kawal.doors.web.kit.cards.elapsed import ElapsedCard, Segment, SegmentBar, StretchRow
from kawal.doors.web.kit.cards.shell import Chip, ChipGroup, Link
from kawal.doors.web.kit.samples.people import JOURNEY, ROWS
from kawal.doors.web.kit.samples.shells import FEEDS
from kawal.doors.web.kit.samples.times import NOW, back
from kawal.doors.web.kit.times import ClockCard

FIRST = card.FirstCard(
    level="emergency",
    title="Pastikan Lintang Misalnya aman",
    text="Kode bahaya diterima keluarganya lewat pesan pada 08.02 WITA. Sejak itu dua panggilan tidak diangkat. "
    "Tempat kerja terakhir: Kuching, Malaysia.",
    url="/perhatian/1/",
    verb="Ambil dan hubungi KJRI Kuching",
    clock=ClockCard("sisa 22 menit · ambil sebelum 09.40 WITA", "late"),
    post_url="/perhatian/1/ambil/",
    other_url="/perhatian/1/",
    other="Lihat alasannya",
)
TASKS = (
    card.TaskRow(
        "Temui keluarga Wulan Contohari",
        "Ditampung perekrut sebelum ada kontrak; keluarga belum tahu ia akan berangkat. Desa Umpama, TTU.",
        "/perhatian/2/", "Buka", level="high", clock=ClockCard("berangkat 3 hari lagi", "soon"),
    ),
    card.TaskRow(
        "Cari 1 orang yang tidak tiba di Pontianak",
        "Naik di Entikong 03.50 WIB, tidak ada saat bus dihitung ulang. Rombongan R-2026-0417.",
        "/kepulangan/417/", "Buka", what="Kepulangan", clock=ClockCard("5 jam tanpa kabar", "late"),
    ),
    card.TaskRow(
        "Jemput 21 orang di Kupang, 2 rentan",
        "Ibu hamil 7 bulan dan anak 4 tahun bersama ibunya. Kendaraan Dinsos belum dikonfirmasi.",
        "/kepulangan/417/", "Siapkan", what="Kepulangan", clock=ClockCard("14.30 WITA"),
    ),
    card.TaskRow(
        "Selesaikan serah terima 2 orang di TTU", "Sudah tiba 17 Nov; tanda tangan saksi desa belum ada.",
        "/kepulangan/410/", "Isi", what="Serah terima", clock=ClockCard("lewat 1 hari", "late"),
    ),
    card.TaskRow(
        "Putuskan 2 pasang klaim identitas", "Satu di antaranya menahan sebuah peringatan tinggi.",
        "/orang/", "Telaah", what="Identitas", clock=ClockCard("hari ini"),
    ),
)  # fmt: skip
OFFICER_HOME = card.HomeCard(
    now=NOW,
    title="Yang perlu saya kerjakan sekarang",
    tasks=TASKS,
    first=FIRST,
    waiting=7,
    late=1,
    load="daya kerja unit 12 sehari, terpakai 5",
    changes=(
        card.ChangeRow(23, "orang berangkat, 4 di luar prosedur.", "/orang/?prosedur=n", "Lihat 4"),
        card.ChangeRow(21, "orang tiba dari Sarawak; 12 sudah di rumah."),
        card.ChangeRow(2, "orang memberi kabar setelah lama senyap."),
    ),
    feeds=FEEDS,
    feed_note="Selama Dukcapil terputus, pemeriksaan mengantre. Loket tetap buka.",
    register_url="/orang/daftar/",
    more=(Link("9 pekerjaan minggu ini", "/pekerjaan/"), Link("3 menunggu pihak lain", "/menunggu/")),
)
EMPTY_HOME = card.HomeCard(now=NOW, title="Yang perlu saya kerjakan sekarang", feeds=FEEDS[:1])
VILLAGE_HOME = card.VillageHome(
    now=NOW,
    village="Desa Umpama",
    arrivals=(
        card.ExpectedRow(
            "Seruni Umpama", "perempuan, 1999 · dijemput di terminal Kefamenanu", "/serah-terima/1/",
            ClockCard("hari ini, sekitar 19.00 WITA", "soon"), (Link("Terima dan tanda tangani", "/serah-terima/1/"),),
            ("perlu didampingi",),
        ),
    ),
    departures=(
        card.ExpectedRow(
            "Rangga Rekawan", "laki-laki, 1994 · rencana ke Batam", clock=ClockCard("25 Nov 2026"),
            acts=(Link("Catat izin keluarga", "/izin/1/"),),
        ),
    ),
    follow_ups=(card.ExpectedRow("Gilang Umpama", "kunjungan 1 bulan", "/kunjungan/1/", ClockCard("lewat 2 hari", "late")),),
    announce_url="/berangkat/baru/",
)  # fmt: skip
SHELTER_HOME = card.ShelterHome(
    now=NOW,
    shelter="RPTC Rekaan",
    left=2,
    taken=31,
    residents=(
        card.ExpectedRow("Mawar Contohwati", "hari ke-12 · kamar 3", "/orang/k8/", ClockCard("3 hari lagi", "soon"), needs=("hamil",)),
        card.ExpectedRow("Ilalang Contoh", "hari ke-4 · kamar 5", "/orang/k9/", needs=("bicara di ruang tertutup",)),
    ),
    arriving=(
        card.ExpectedRow(
            "Kenari Misal", "dari PLBN Entikong, 1 mobil", clock=ClockCard("22.30 WIB", "soon"),
            acts=(Link("Terima", "/tinggal/1/"),), needs=("anak, 4 tahun",),
        ),
    ),
    register_url="/orang/daftar/",
)  # fmt: skip
ALERTS = (
    card.AlertRow(
        "high", "Wulan Contohari", "/perhatian/2/", "Ditampung perekrut sebelum ada kontrak; keluarga belum tahu.",
        "preparing", "perempuan, 2007 · TTU", 4, clock=ClockCard("berangkat 3 hari lagi", "soon"), taken_by="Anda", id="T-2304",
    ),
    card.AlertRow(
        "high", "Rangga Rekawan", "/perhatian/3/", "Utang kepada perekrut 5,2 kali upah yang dijanjikan.",
        "preparing", "laki-laki, 1994 · Belu", 2, clock=ClockCard("berangkat 6 hari lagi", "soon"),
        take_url="/perhatian/3/ambil/", id="T-2303",
    ),
    card.AlertRow(
        "medium", "Kemuning Andai", "/perhatian/4/", "Dua kabar terlewat, lalu ganti nomor.", "abroad_silent",
        "perempuan, 1988 · Sikka", 1, stay_words="Di luar negeri", clock=ClockCard("senyap 63 hari", "late"),
        taken_by="KJRI Kuching", id="T-2299",
    ),
    card.AlertRow(
        "watch", "Jaka Perumpamaan", "/perhatian/5/", "Berangkat lagi 40 hari setelah dideportasi.", "departed",
        "laki-laki, 1991 · Nunukan", clock=ClockCard("2 hari sejak berangkat"), take_url="/perhatian/5/ambil/", id="T-2290",
    ),
)  # fmt: skip
ALERT_FILTERS = (
    ChipGroup("Tingkat", (Chip("Semua", "?", 7, current=True), Chip("Darurat", "?tingkat=emergency", 0), Chip("Tinggi", "?tingkat=high", 3), Chip("Sedang", "?tingkat=medium", 4))),
    ChipGroup("Keberadaan", (Chip("Sebelum berangkat", "?di=preparing", 3), Chip("Di luar negeri", "?di=abroad", 4))),
    ChipGroup("Pemegang", (Chip("Belum diambil", "?oleh=none", 3), Chip("Milik saya", "?oleh=me", 2))),
)  # fmt: skip
ALERT = card.AlertCard(
    id="T-2304",
    level="high",
    title="Wulan Contohari mungkin akan diberangkatkan tanpa kontrak",
    person=ROWS[2],
    list_url="/perhatian/",
    clocks=(ClockCard("berangkat 3 hari lagi, 22 Nov", "soon"), ClockCard("triase sebelum 14.20 WITA")),
    steps=(card.Step("Baru, 08.20", "past"), card.Step("Triase", "now"), card.Step("Ditangani"), card.Step("Selesai")),
    journey=JOURNEY[:3],
    rule="L01 v12",
    reasons=(
        card.ReasonRow(
            "Ditampung perekrut", "di Kupang sejak 14 Nov, padahal belum ada pemeriksaan kesehatan dan kontrak.",
            (card.CitedRow("P4MI Kupang", "witnessed", Link("rumah dilihat 17 Nov", "/orang/k5/#f1")),), "sangat menambah", share=0.92,
        ),
        card.ReasonRow(
            "Keluarga tidak tahu", "ia akan ke luar negeri. Ibunya mengira ia kerja toko di Kupang.",
            (card.CitedRow("Desa Umpama", "hearsay", Link("kata ibunya, 18 Nov", "/orang/k5/#f2")),), "menambah", share=0.3,
        ),
    ),
    missing=(
        card.MissingRow(
            "Apakah Wulan sendiri mau berangkat?", "Belum ada yang bicara langsung dengannya.",
            "Bisa menaikkan atau menurunkan", Link("Catat jawaban", "/orang/k5/catat/"),
        ),
        card.MissingRow("Umurnya 17 atau 19?", "KTP menyebut 2007, ijazah 2009.", "Bila 17: menjadi darurat"),
    ),
    clears=(
        card.ClearRow("Kontrak terverifikasi, atau rumah perekrut sudah ditinggalkan.", "Ditampung perekrut"),
        card.ClearRow("Izin keluarga yang diketahui desa.", "Keluarga tidak tahu"),
    ),
    acts=(
        card.ActCard("Ambil peringatan", "/perhatian/2/ambil/", "Nama Anda tercatat sebagai pemegang; jam triase berhenti.", "check", post=True),
        card.ActCard("Buka kasus", "/perhatian/2/kasus/", "Langkah dan tenggatnya menjadi satu berkas.", "file", post=True),
        card.ActCard("Minta tunda keberangkatan", "/perhatian/2/tunda/", "Perlu persetujuan orang kedua. Kawal tidak pernah melarang; petugas yang memutuskan.", "two", pair=True),
    ),
    others=(card.KeyLink("Tutup dengan alasan", "/perhatian/2/tutup/"),),
    events=(card.NoteRow(back(hours=1), "Kawal", "Muncul"),),
)  # fmt: skip
SEGMENTS = SegmentBar(
    "Dari 41 hari, 24 habis menunggu pemulangan",
    (
        Segment(2, "tanda → peringatan", "#12253d"),
        Segment(1, "→ ditangani", "#1e4272", "BP3MI NTT"),
        Segment(24, "→ berangkat pulang", "#4a78b0", "KJRI Kuching"),
        Segment(3, "→ tiba di pos", "#8aabcf"),
        Segment(11, "→ rumah", "#1a6543", "Dinsos TTU"),
    ),
    note="hari tiap ruas",
)
ELAPSED = ElapsedCard(
    "48 orang dengan peringatan pertama sejak 20 Nov 2025.",
    (
        StretchRow("tanda pertama → diketahui", 1.5, 48, 0, 0),
        StretchRow("kasus → berangkat pulang", 24.0, 31, 12, 5),
        StretchRow("tanda pertama → rumah", 41.0, 22, 21, 5),
    ),
    SEGMENTS,
)
CASE = card.CaseCard(
    id="K-2026-0188",
    title="Seruni Umpama: antar sampai desa",
    person=ROWS[0],
    state="berjalan",
    opened_at=back(days=9),
    holder="Ratna Andaikata",
    unit="P4MI Maumere",
    next_step=card.ActCard("Catat serah terima di desa", "/kasus/188/serah-terima/", "Saksi: kepala desa atau keluarga. Sesudah ini kunjungan 1 bulan mulai dihitung.", "handover"),
    acts=(card.ActCard("Catat tiba di pos debarkasi", "/kasus/188/tiba/"), card.ActCard("Ubah rencana pulang", "/kasus/188/rencana/")),
    steps=(
        card.Step("Kasus dibuka, 10 Nov", "past"),
        card.Step("Pemulangan diminta", "past"),
        card.Step("Rencana pulang", "past"),
        card.Step("Tiba di Entikong, 18 Nov", "past"),
        card.Step("Serah terima", "now"),
        card.Step("Di rumah"),
    ),
    clocks=(ClockCard("hari ini", "soon"),),
    segments=SEGMENTS,
    alerts=(Link("T-2291, keluhan berat", "/perhatian/2291/"),),
    done=(
        card.NoteRow(back(days=9), "KJRI Kuching", "Pemulangan diminta oleh Seruni sendiri."),
        card.NoteRow(back(hours=11), "P4MI Sanggau", "Tiba di PLBN Entikong dengan SPLP."),
    ),
    notes=(card.NoteRow(back(days=2), "Ratna Andaikata", "Ibu minta dijemput di Kefamenanu, bukan di Kupang."),),
    note_url="/kasus/188/catatan/",
    list_url="/kasus/",
)  # fmt: skip
RETURNS = card.ReturnsCard(
    now=NOW,
    rows=(
        card.ReturnRow(
            "Seruni Umpama", "/kasus/188/", "perempuan, 1999 · TTU", "tunggu serah terima", "Dinsos TTU", back(days=1).date(), 1,
            ClockCard("hari ini", "soon"), act=Link("Catat serah terima", "/kasus/188/serah-terima/"),
        ),
        card.ReturnRow(
            "Kemuning Andai", "/kasus/190/", "perempuan, 1988 · Sikka", "tunggu dokumen perjalanan", "KJRI Kuching",
            back(days=24).date(), 24, ClockCard("lewat 3 hari", "late"),
        ),
    ),
    stages=(
        card.ReturnStage("di rumah", 50, "#1a6543"),
        card.ReturnStage("pulang mandiri", 38, "#5f9b7f"),
        card.ReturnStage("dalam perjalanan", 39, "#1e4272"),
        card.ReturnStage("tunggu tanda tangan", 4, "#f0b52b"),
        card.ReturnStage("dirujuk", 4, "#4a78b0"),
        card.ReturnStage("ditunda, sakit", 2, "#6b7b77"),
        card.ReturnStage("hilang kontak", 1, "#9b1b31"),
    ),
    missing=card.ReturnRow("Wira Andaikan", "/orang/k11/", "laki-laki, 1990", "belum terhitung", "", back(days=2).date(), 2),
    missing_text="naik di Entikong 19 Nov 03.50 WIB, tidak ada saat tiba di Pontianak. Sudah 37 jam.",
)  # fmt: skip
