"""Tables of the fictional world with validity dates: licences, wages, closed countries, feeds."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from kawal_simulation import companies, decoys, work
from kawal_simulation.days import Window, day_text
from kawal_simulation.writing import table

Rows = Iterable[tuple[object, ...]]
ALWAYS = ("2000-01-01", "")
FISHING_MINIMUM = 18
# Placement is closed (Cambodia, Myanmar, Thailand) or restricted (Gulf households, decree
# 260/2015, Saudi one-channel scheme left out).
CLOSED = ("KHM", "MMR", "THA", "LAO", "PHL")
RISKY_EXITS = (
    "pelabuhan-batam-centre",
    "pelabuhan-bengkong",
    "pelabuhan-sri-bintan-pura",
    "pelabuhan-tunon-taka",
    "plbn-entikong",
    "plbn-aruk",
    "plbn-sei-nyamuk",
    "pelabuhan-dumai",
)
# Complete for the kind while it ran; elsewhere absence means nothing.
FEEDS = (
    ("siapkerja", "registered", None, "2026-01-01"),
    ("siapkerja", "contract_seen", None, "2026-01-01"),
    ("siskop2mi", "registered", "2026-01-01", ""),
    ("siskop2mi", "contract_seen", "2026-01-01", ""),
    ("bpjs-ketenagakerjaan", "document_seen", None, ""),
    ("imigrasi-perlintasan", "departed", None, ""),
)


def write_context(folder: Path, window: Window) -> None:
    """One CSV a table, each row with `valid_from` and `valid_to` (end excluded, empty = open)."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, (columns, rows) in _tables(window).items():
        table(folder / f"{name}.csv", (*columns, "valid_from", "valid_to"), rows)


def _tables(window: Window) -> dict[str, tuple[tuple[str, ...], Rows]]:
    first, end = decoys.outage(window)
    return {
        "licences": (("licence", "name", "status"), _licences(window)),
        "companies": (
            ("licence", "name", "province", "phone"),
            [(it.licence, it.name, it.province, it.phone, *ALWAYS) for it in companies.companies()],
        ),
        "official_numbers": (
            ("phone",),
            [(phone, *ALWAYS) for phone in companies.official_phones().values()],
        ),
        "reference_wages": (
            ("country", "occupation", "wage", "currency"),
            [
                (country, job, wage, work.CURRENCIES[country], *ALWAYS)
                for (country, job), wage in sorted(work.WAGES.items())
            ],
        ),
        "zero_cost_jobs": (
            ("country", "occupation"),
            [(country, job, *ALWAYS) for country, job in sorted(work.WAGES) if job in work.ZERO_COST],
        ),
        "fee_caps": (
            ("country", "occupation", "cap", "currency"),
            [
                (country, job, 0 if job in work.ZERO_COST else 25_000_000, "IDR", *ALWAYS)
                for country, job in sorted(work.WAGES)
            ],
        ),
        "minimum_ages": (
            ("country", "occupation", "age"),
            [("TWN", "fisher", FISHING_MINIMUM, *ALWAYS), ("HKG", "domestic_worker", 21, *ALWAYS)],
        ),
        "high_risk_exits": (("post",), [(post, *ALWAYS) for post in RISKY_EXITS]),
        "transit_spots": (("country",), [("THA", *ALWAYS), ("VNM", *ALWAYS)]),
        "closed_countries": (("country",), [(country, *ALWAYS) for country in CLOSED]),
        "outages": (
            ("channel", "country"),
            [
                ("app", decoys.OUTAGE_COUNTRY, day_text(first), day_text(end)),
                ("messaging", decoys.OUTAGE_COUNTRY, day_text(first), day_text(end)),
            ],
        ),
        "recruiter_addresses": (("recruiter", "address"), []),
        "clocks": (("kind", "every_days", "grace_days"), [("checked_in", 30, 7, *ALWAYS)]),
        "feeds": (
            ("source", "kind"),
            [
                (source, kind, since or day_text(window.first), until)
                for source, kind, since, until in FEEDS
                if not until or until > day_text(window.first)  # it ended before this world begins
            ],
        ),
    }


def _licences(window: Window) -> list[tuple[object, ...]]:
    """Every licence in force; the few suspended ones from a day inside the window."""
    rows: list[tuple[object, ...]] = []
    for it in companies.companies():
        if it.suspended_share > 1:
            rows.append((it.licence, it.name, "active", *ALWAYS))
            continue
        day = day_text(window.first + int((window.end - window.first) * it.suspended_share))
        rows += [(it.licence, it.name, "active", ALWAYS[0], day), (it.licence, it.name, "suspended", day, "")]
    return rows
