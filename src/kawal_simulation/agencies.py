"""Who sends facts, how well they type, how late they are, and in which kind of file."""

from __future__ import annotations

from functools import cache
from random import Random
from typing import NamedTuple

from kawal_simulation.chance import Table
from kawal_simulation.days import first_of_month, month_of


class Clerk(NamedTuple):
    """Typing of an agency: damage levels, and the share of claims in which a field is filled.

    Worse typing loses some NIKs; with `nik_by_level` the level alone decides. `by_papers` says whose name and birth are
    written where papers say another's; `own_nik` how often the person's own number is seen in spite of them.
    """

    levels: Table[str]
    nik: float = 0.5
    passport: float = 0.0
    mother: float = 0.0
    father: float = 0.0
    phones: float = 0.3
    family_card: float = 0.0
    birth: float = 0.97
    birth_place: float = 0.6
    address: Table[str] = Table({"village": 1})
    by_papers: bool = True
    own_nik: float = 0.0
    upper: bool = False
    sex: float = 0.97
    again: float = 0.04
    nik_by_level: bool = False
    education: float = 0.0


class Agency(NamedTuple):
    """`desk` names its clerk; `pace` is how it sends; `timed` whether it writes the hour; `ear` whose spelling it hears."""

    code: str
    desk: str
    clerk: Clerk
    pace: str
    timed: bool
    file: str
    ear: str | None


DESA, KECAMATAN, KABUPATEN = Table({"village": 1}), Table({"kecamatan": 1}), Table({"kabupaten": 1})
ROUGH = Table({"kabupaten": 45, "province": 25, "kecamatan": 10, "none": 20})
SEEN_AT_HOME = 0.7
CLERKS = {
    "registry": Clerk(
        Table({"clean": 92, "light": 8}),
        nik=1.0,
        mother=0.35,
        phones=0.8,
        family_card=0.6,
        education=0.5,
        address=DESA,
        birth_place=0.9,
    ),
    "passport": Clerk(
        Table({"clean": 94, "light": 6}),
        nik=0.97,
        passport=1.0,
        mother=0.2,
        address=KABUPATEN,
        upper=True,
        birth_place=1.0,
    ),
    "gate": Clerk(
        Table({"clean": 95, "light": 5}),
        nik=0.3,
        passport=1.0,
        phones=0.0,
        address=Table({"none": 1}),
        upper=True,
        birth_place=0.3,
    ),
    "office": Clerk(
        Table({"clean": 62, "light": 33, "medium": 5}),
        nik=0.95,
        passport=0.3,
        mother=0.15,
        phones=0.6,
        address=DESA,
    ),
    "village": Clerk(
        Table({"clean": 45, "light": 38, "medium": 15, "heavy": 2}),
        nik=0.86,
        mother=0.55,
        father=0.3,
        phones=0.4,
        family_card=0.2,
        address=DESA,
        by_papers=False,
        own_nik=SEEN_AT_HOME,
        birth=0.9,
    ),
    "mission": Clerk(
        Table({"clean": 28, "light": 45, "medium": 22, "heavy": 5}),
        nik=0.4,
        passport=0.88,
        mother=0.12,
        phones=0.35,
        address=ROUGH,
    ),
    "hotline": Clerk(
        Table({"clean": 12, "light": 40, "medium": 33, "heavy": 15}),
        nik=0.45,
        passport=0.5,
        phones=0.85,
        address=ROUGH,
        by_papers=False,
        own_nik=SEEN_AT_HOME,
        birth=0.5,
        birth_place=0.2,
    ),
    "post": Clerk(
        Table({"clean": 22, "light": 46, "medium": 27, "heavy": 5}),
        nik=0.75,
        passport=0.72,
        mother=0.2,
        phones=0.5,
        address=Table({"village": 40, "kecamatan": 25, "kabupaten": 35}),
    ),
    "shelter": Clerk(
        Table({"clean": 25, "light": 42, "medium": 26, "heavy": 7}),
        nik=0.6,
        mother=0.5,
        father=0.3,
        phones=0.2,
        address=Table({"village": 55, "kabupaten": 45}),
        by_papers=False,
        own_nik=SEEN_AT_HOME,
        passport=0.25,
    ),
    "self": Clerk(
        Table({"clean": 82, "light": 16, "medium": 2}),
        nik=0.85,
        passport=1.0,
        again=0.0,
        phones=0.95,
        address=KABUPATEN,
    ),
}

# First match by prefix: (clerk, pace, hour written, file).
OFFICES: tuple[tuple[str, str, str, bool, str], ...] = (
    ("siskop2mi", "registry", "day", True, "ndjson"),
    ("siapkerja", "registry", "day", True, "ndjson"),
    ("dukcapil", "registry", "live", True, "ndjson"),
    ("imigrasi-paspor", "passport", "day", False, "ndjson"),
    ("imigrasi-perlintasan", "gate", "live", True, "ndjson"),
    ("bpjs-ketenagakerjaan", "registry", "month", False, "csv"),
    ("sarkes", "office", "week", False, "csv"),
    ("lsp", "office", "month", False, "csv"),
    ("peduli-wni", "self", "live", True, "ndjson"),
    ("aplikasi-kontak", "self", "live", True, "ndjson"),
    ("pengiriman-uang", "self", "month", False, "ndjson"),
    ("p3mi-portal", "office", "week", False, "ndjson"),
    ("kp2mi-pusat-panggilan", "hotline", "live", True, "ndjson"),
    ("sbmi", "shelter", "week", False, "ndjson"),
    ("desa-", "village", "slow", False, "ndjson"),
    ("disnaker-", "office", "week", False, "ndjson"),
    ("dinsos-", "shelter", "slow", False, "csv"),
    ("bp3mi-", "post", "day", True, "ndjson"),
    ("kemensos", "shelter", "month", False, "csv"),
    ("sentra-", "shelter", "day", True, "ndjson"),
    ("rptc-", "shelter", "day", True, "ndjson"),
    ("polri-", "office", "slow", False, "ndjson"),
    ("lpsk", "office", "slow", False, "ndjson"),
    ("uptd-", "shelter", "slow", False, "ndjson"),
    ("kjri-", "mission", "day", True, "ndjson"),
    ("kbri-", "mission", "day", True, "ndjson"),
    ("kdei-", "mission", "day", True, "ndjson"),
)
EARS = {
    "kjri-kuching": "malay",
    "kjri-johor-bahru": "malay",
    "kjri-kota-kinabalu": "malay",
    "kbri-kuala-lumpur": "malay",
    "kjri-jeddah": "arabic",
    "kbri-abu-dhabi": "arabic",
    "kbri-doha": "arabic",
    "kbri-muscat": "arabic",
}
LATE, VERY_LATE = 0.035, (25, 240)


@cache
def agency(code: str) -> Agency:
    """:raises LookupError: a code that no office of the fictional country has."""
    for prefix, clerk, pace, timed, file in OFFICES:
        if code.startswith(prefix):
            return Agency(code, clerk, CLERKS[clerk], pace, timed, file, EARS.get(code))
    raise LookupError(code)


def days_until_sent(dice: Random, pace: str, day: int) -> int:
    """Days between an event and its sending; a few rows are months late, whoever sends."""
    if pace != "live" and dice.random() < LATE:
        return dice.randint(*VERY_LATE)
    if pace == "live":
        return 0
    if pace == "day":
        return dice.choice((0, 0, 0, 1, 1, 2))
    if pace == "week":
        return dice.randint(1, 9)
    if pace == "month":
        return first_of_month(month_of(day) + 1) + 4 - day
    return dice.randint(2, 40)
