"""Sample imports, officers, log rows, reference rows and a nation."""

from datetime import date

from kawal.doors.web.kit.cards import office as card
from kawal.doors.web.kit.cards.shell import Export, Link
from kawal.doors.web.kit.maps import AreaFigure, MapFigure
from kawal.doors.web.kit.samples.people import CANDIDATES
from kawal.doors.web.kit.samples.times import NOW, back
from kawal.doors.web.kit.samples.work import SEGMENTS
from kawal.doors.web.kit.tiles import TILES

COUNTS = card.FourNumbers(read=1204, accepted=1150, repeated=41, refused=11, conflict=2, seconds=3.4)
IMPORTS = (
    card.ImportRow(
        "daftar-deportasi-nov.xlsx", "/kiriman/1/", back(hours=2), "Damar Misalkan", "selesai", COUNTS
    ),
    card.ImportRow(
        "lapor-diri-okt.csv", "/kiriman/2/", back(hours=1), "Ratna Andaikata", "berjalan", percent=62
    ),
    card.ImportRow("manifes.xlsx", "/kiriman/3/", back(days=3), "Damar Misalkan", "menunggu pemetaan kolom"),
)
IMPORT = card.ImportCard(
    "daftar-deportasi-nov.xlsx",
    "KJRI Kuching",
    back(hours=2),
    "Damar Misalkan",
    COUNTS,
    refused_url="/kiriman/1/ditolak/",
    problems=(
        card.ImportProblem(17, "NIK", "NIK punya 15 angka. Biasanya 16."),
        card.ImportProblem(203, "Tanggal", "22 Nov 2027 belum terjadi."),
    ),
    remarks=("3 kode pos tidak dikenal; barisnya tetap diterima.",),
)
MAPPING = card.MappingCard(
    name="daftar-deportasi-nov.xlsx",
    columns=(
        card.ColumnRow("0", "Nama Lengkap", ("Seruni Umpama", "Bayu Misal"), "subject.name", remembered=True),
        card.ColumnRow("1", "No. KTP", ("9904054101990001",), "subject.nik"),
        card.ColumnRow("2", "Tgl. Tiba", ("18/11/2026",), ""),
    ),
    choices=(
        card.FieldGroup("Orangnya", (("subject.name", "Nama"), ("subject.nik", "NIK"), ("subject.sex", "Jenis kelamin"))),
        card.FieldGroup("Kejadian", (("occurred_at", "Tanggal kejadian"), ("place.post", "Pos"))),
    ),
    headings=("Nama", "NIK", "Tanggal kejadian"),
    preview=(
        card.PreviewRow(3, (("Nama", "Seruni Umpama"), ("NIK", "99•• … 0001"), ("Tanggal kejadian", "18 Nov 2026"))),
        card.PreviewRow(
            4,
            (("Nama", "Bayu Misal"), ("NIK", "99•• … 0002"), ("Tanggal kejadian", "")),
            ("Tanggal kejadian belum dipetakan.",),
            ("Kabupaten asal: nama wilayah ini tidak dapat dipastikan kodenya.",),
        ),
    ),
    note="Dua baris kepala tabel dan baris jumlah di bawah dilewati.",
    rows=136,
)  # fmt: skip
OFFICERS = (
    card.OfficerRow("Damar Misalkan", "damar@contoh.go.id", "Petugas BP3MI", "BP3MI NTT", "aktif", back(hours=1), "/petugas/1/pulihkan/", "/petugas/1/nonaktif/", move_url="/petugas/1/pindah/"),
    card.OfficerRow("Bulan Andai", "bulan@contoh.go.id", "Petugas desa", "Desa Umpama", "diundang", reset_url="/petugas/2/pulihkan/"),
    card.OfficerRow("Surya Lama", "surya@contoh.go.id", "Petugas BP3MI", "BP3MI NTT", "nonaktif", enable_url="/petugas/3/aktif/"),
)  # fmt: skip
KEYS = (
    card.KeyRow("kw0123456789", ("mencatat kejadian", "mencari orang"), "yang dilaporkan instansi sendiri", back(days=3), "surya", back(hours=1), "berlaku", "/petugas/kunci/kw0123456789/cabut/"),
    card.KeyRow("kw9876543210", ("mencatat kejadian",), "yang dilaporkan instansi sendiri", back(days=90), "surya", None, "dicabut"),
)  # fmt: skip
LOG = (
    card.LogRow(NOW, "Damar Misalkan", "BP3MI NTT", "membuka halaman orang", "kw-000000000001"),
    card.LogRow(
        back(hours=3),
        "Ratna Andaikata",
        "KJRI Kuching",
        "menampilkan NIK",
        "kw-000000000001",
        "verifikasi paspor",
    ),
)
REFERENCE = (
    card.ReferenceRow(
        "53.05", "Kabupaten Timor Tengah Utara", "kabupaten/kota", "Nusa Tenggara Timur", date(2022, 2, 14)
    ),
    card.ReferenceRow(
        "plbn-entikong", "PLBN Entikong", "pos lintas batas", "Sanggau, Kalimantan Barat", also="Entikong"
    ),
)
COUNTRIES = (
    card.CountryRow("Malaysia", "1.204", "88", "31", "/nasional/negara/MYS/"),
    card.CountryRow("Arab Saudi", "612", "40", "12"),
    card.CountryRow("Taiwan", "488", "disamarkan", "disamarkan"),
)
VALUES = {
    "53": 83, "52": 74, "35": 61, "61": 57, "32": 52, "33": 47, "73": 44, "12": 41, "11": 28, "14": 24, "18": 22,
    "21": 17, "13": 14, "16": 12, "36": 12, "51": 11, "65": 21, "71": 11, "74": 12, "76": 10,
}  # fmt: skip
HIDDEN = {"82", "91", "92", "93", "94", "95", "96"}
MAP = MapFigure(
    id="asal",
    title="Peta petak provinsi asal",
    unit="per 10.000 keberangkatan",
    sentence="Orang yang perlu perhatian per 10.000 keberangkatan. Tinggi berarti banyak yang perlu dibantu.",
    areas=tuple(
        AreaFigure(
            code,
            letters,
            None if code in HIDDEN else float(VALUES.get(code, 6)),
            "disamarkan" if code in HIDDEN else f"{VALUES.get(code, 6)} per 10.000",
            f"/nasional/provinsi/{code}/",
        )
        for code, (_column, _row, letters) in TILES.items()
    ),
    limits=(10, 20, 40, 60),
)
AREAS = (
    card.AreaRow(
        "Nusa Tenggara Timur",
        "1.204",
        "83",
        "76–91",
        "14.506",
        "1.310",
        "402",
        "▲ 9",
        "/nasional/53/",
        "/nasional/orang/?asal=53",
    ),
    card.AreaRow(
        "Nusa Tenggara Barat", "980", "74", "68–81", "13.243", "1.204", "310", "▼ 3", "/nasional/52/"
    ),
    card.AreaRow("Jawa Timur", "disamarkan", "–", "–", "disamarkan", "–", "–", "–", "/nasional/35/"),
)
FIGURES = (
    card.FigureCard(
        "41",
        "Tanda pertama sampai di rumah, rata-rata",
        "hari",
        "median 33 · ▼ 9 · 1.187 orang",
        "/arti/#pulang",
    ),
    card.FigureCard("34", "Ditemukan sebelum berangkat", "%", "▲ 3 · 30–38 % · 512 kasus", "/arti/#dini"),
    card.FigureCard(
        "1.204", "Orang melewati tenggat kabar", "", "▼ 88 · dari 412.930 dipantau", "/arti/#kabar"
    ),
    card.FigureCard("3", "Belum terhitung di perjalanan pulang", "", "1 lebih dari 24 jam", "/arti/#hilang"),
)
EXPORT = Export("/nasional.xlsx", "/nasional.csv", "Satu baris: satu provinsi asal, orang dihitung sekali.")
NATION = card.NationCard(
    title="Nasional, Oktober 2026",
    as_of=NOW,
    complete="11 dari 12 sumber lengkap, SISKOP2MI sampai 18 Nov",
    figures=FIGURES,
    map=MAP,
    top=AREAS[:2],
    areas=AREAS,
    countries=COUNTRIES,
    periods=(Link("Sep", "?bulan=9"), Link("Okt", "?bulan=10"), Link("Setahun", "?tahun=1")),
    current_period="Okt",
    segments=SEGMENTS,
    definitions=(
        card.Definition(
            "arti-perhatian",
            "Perlu perhatian",
            "Orang di luar negeri yang senyap, dalam masalah, atau dalam tahanan.",
        ),
    ),
    note="Satuan: orang, dihitung sekali walau dilaporkan beberapa instansi. Kurang dari 10 orang disamarkan.",
)
PROVINCE = card.NationCard(
    title="Nusa Tenggara Timur, Oktober 2026",
    as_of=NOW,
    complete="semua sumber lengkap",
    figures=FIGURES[:2],
    map=MapFigure(
        "kab", "Peta kabupaten asal", "per 10.000", "Orang yang perlu perhatian per 10.000 keberangkatan.",
        (AreaFigure("53.05", "Timor Tengah Utara", 62.0, "62 per 10.000"), AreaFigure("53.04", "Belu", None, "disamarkan")),
        (10, 20, 40, 60),
    ),
    top=(card.AreaRow("Timor Tengah Utara", "12", "62", "50–75"),),
    areas=(card.AreaRow("Timor Tengah Utara", "12", "62", "50–75"), card.AreaRow("Belu", "disamarkan", "–")),
    countries=COUNTRIES[:1],
    shapes={"53.05": "M10 10h180v90H10z", "53.04": "M195 10h90v120h-90z"},
    view="0 0 300 150",
    up=Link("Nasional", "/nasional/"),
)  # fmt: skip
HEALTH = (
    card.HealthRow("Basis data", "menjawab dalam 2 ms"),
    card.HealthRow("Antrean kerja", "14 pekerjaan menunggu"),
    card.HealthRow("Dukcapil", "terputus 31 menit", "late"),
)

KNOWN = card.KnownList(
    counts=[("sudah dikenal", 1), ("perlu diputuskan", 1), ("orang baru", 1)],
    rows=[
        card.KnownRow(2, "Seruni Umpama", "1999", "placed", "sudah dikenal", CANDIDATES[0]),
        card.KnownRow(3, "Sruni Umpami", "", "decide", "perlu diputuskan", CANDIDATES[0]),
        card.KnownRow(4, "Kenanga Misal", "2001", "new", "orang baru", notes=["mirip baris 3"]),
    ],
    is_whole=False,
)
