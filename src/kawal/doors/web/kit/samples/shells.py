"""Sample shells and menus by role."""

from kawal.doors.web.kit.cards.shell import FeedRow, NavEntry, Shell

Entry = tuple[str, str, int]
MENUS: dict[str, tuple[Entry, ...]] = {
    "officer": (
        ("Hari ini", "today", 0),
        ("Perlu perhatian", "attention", 7),
        ("Orang", "people", 0),
        ("Kepulangan", "bus", 3),
        ("Laporan", "report", 0),
    ),
    "village": (
        ("Hari ini", "today", 2),
        ("Akan berangkat", "plane", 0),
        ("Akan pulang", "home", 0),
        ("Serah terima", "handover", 1),
        ("Lapor", "plus", 0),
    ),
    "shelter": (
        ("Hari ini", "today", 0),
        ("Penghuni", "bed", 0),
        ("Bantuan", "care", 2),
        ("Serah terima", "handover", 0),
        ("Lapor", "plus", 0),
    ),
    "mission": (
        ("Hari ini", "today", 0),
        ("Perlu perhatian", "attention", 4),
        ("Orang", "people", 0),
        ("Kepulangan", "bus", 2),
        ("Lapor diri", "plus", 0),
    ),
    "analyst": (
        ("Nasional", "report", 0),
        ("Peta", "map", 0),
        ("Acuan", "book", 0),
        ("Kiriman", "import", 0),
        ("Data terbuka", "download", 0),
    ),
    "administrator": (
        ("Petugas", "people", 1),
        ("Jejak akses", "shield", 0),
        ("Kunci mesin", "key", 0),
    ),
}
UNITS = {
    "officer": ("BP3MI Nusa Tenggara Timur", "Damar Misalkan", "Petugas BP3MI"),
    "village": ("Desa Umpama", "Yosef Umpamanya", "Petugas desa"),
    "shelter": ("RPTC Rekaan", "Melati Andaikan", "Pekerja sosial"),
    "mission": ("KJRI Kuching", "Ratna Andaikata", "Petugas perwakilan"),
    "analyst": ("Pusat Data", "Intan Seandainya", "Analis nasional"),
    "administrator": ("BP3MI Nusa Tenggara Timur", "Surya Contohnya", "Administrator instansi"),
}
FEEDS = (
    FeedRow("Imigrasi", "08.55"),
    FeedRow("KJRI Kuching", "08.10"),
    FeedRow("SISKOP2MI", "kemarin 22.40", "soon"),
    FeedRow("Dukcapil", "terputus 31 mnt", "late"),
)


def menu(role: str, current: int = 0) -> list[NavEntry]:
    """The entries of a role, one of them current (-1 for none)."""
    return [
        NavEntry(label, f"#menu-{at}", icon, count, at == current)
        for at, (label, icon, count) in enumerate(MENUS[role])
    ]


def shell(role: str = "officer") -> Shell:
    unit, officer, words = UNITS[role]
    return Shell(
        demo=True,
        unit=unit,
        officer=officer,
        role=words,
        search_url="/orang/" if role in {"officer", "mission", "shelter"} else "",
        account_url="/akun/",
        logout_url="/keluar/",
        language_url="/bahasa/",
        help_url="/bantuan/",
    )


def around(role: str = "officer", current: int = 0) -> dict[str, object]:
    """The context that every page needs."""
    return {"shell": shell(role), "nav": menu(role, current)}


STRANGER = {"shell": Shell(demo=True, language_url="/bahasa/")}
