"""The lists missions send with a batch of returnees, as they draw them up: spreadsheets of their own.

Titles above, two header rows with merged cells, a total and a signature below, some NIKs
typed as numbers. They repeat what is in the mission's facts, in another form, to try
imports with; `truth/lists.ndjson` says who each row is.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import orjson

from kawal_simulation.days import day_text
from kawal_simulation.people import Persona
from kawal_simulation.reporting import Sent
from kawal_simulation.settings import Settings

FOLDER, DAYS_BACK, DAYS_AHEAD = "lists", 21, 8
MISSIONS = frozenset({"kjri-kuching", "kjri-kota-kinabalu", "kjri-johor-bahru"})
HEADER = (
    (
        "NO",
        "NAMA LENGKAP",
        "L/P",
        "TEMPAT DAN TANGGAL LAHIR",
        None,
        "DOKUMEN",
        None,
        "KAB/KOTA ASAL",
        "KETERANGAN",
    ),
    (None, None, None, "TEMPAT", "TANGGAL", "PASPOR/SPLP", "NIK", None, None),
)
MERGED = ("A1:I1", "A2:I2", "A4:A5", "B4:B5", "C4:C5", "D4:E4", "F4:G4", "H4:H5", "I4:I5")
FIRST_ROW = 6
Cell = str | int | None


def rows_of(settings: Settings, it: Persona, sent: list[Sent]) -> Iterator[dict[str, Any]]:
    """This person's lines on lists of the last weeks: file, letter, person, cells."""
    end = settings.window.end
    low, high = day_text(end - DAYS_BACK), day_text(end + DAYS_AHEAD)
    for one in sent:
        fact = one.fact
        if fact["kind"] != "return_planned" or one.source not in MISSIONS or one.again:
            continue
        leave = fact["data"]["leave_on"]
        if low <= leave < high:
            name = f"{one.source}-{leave}"
            yield {
                "file": name,
                "letter": fact["data"]["letter"],
                "person": it.key,
                "cells": _cells(it, fact),
            }


def _cells(it: Persona, fact: dict[str, Any]) -> list[Cell]:
    said = fact["subject"]
    year, _, rest = said.get("birth_date", "").partition("-")
    born = "-".join(reversed([year, *rest.split("-")])) if rest else year
    nik: Cell = said.get("nik")
    if nik and it.index % 5 == 0:
        nik = int(nik)  # as a number: sixteen digits do not survive a spreadsheet
    paper = said.get("passport") or f"SPLP-REKA-{it.index:07d}"
    sex = {"female": "P", "male": "L"}.get(said.get("sex", ""), "")
    note = "IKUT ORANG TUA" if it.passport is None else None
    place = said.get("birth_place")
    return [said["name"].upper(), sex, place, born or None, paper, nik, it.home.kabupaten_name, note]


def write_lists(folder: Path, lines: Iterable[bytes]) -> None:
    """One spreadsheet a batch, rows by name, and the truth of every row."""
    files: dict[str, list[dict[str, Any]]] = {}
    for line in lines:
        row = orjson.loads(line)
        files.setdefault(row["file"], []).append(row)
    (folder / FOLDER).mkdir(exist_ok=True)
    with (folder / "truth" / "lists.ndjson").open("wb") as truth:
        for name, rows in sorted(files.items()):
            rows.sort(key=lambda row: (row["cells"][0], row["person"]))
            _write_workbook(folder / FOLDER / f"{name}.xlsx", _sheet(name, rows))
            for number, row in enumerate(rows, start=FIRST_ROW):
                said = {"file": f"{FOLDER}/{name}.xlsx", "row": number, "person": row["person"]}
                truth.write(orjson.dumps(said) + b"\n")


def _sheet(name: str, rows: list[dict[str, Any]]) -> list[tuple[Cell, ...]]:
    mission, leave = name[:-11], name[-10:]
    title: list[tuple[Cell, ...]] = [
        ("DAFTAR WNI/PMI YANG DIPULANGKAN (REKAAN)",),
        (f"{mission.upper()} NOMOR {rows[0]['letter']} TANGGAL {leave}",),
        (),
        *HEADER,
    ]
    body: list[tuple[Cell, ...]] = [(number, *row["cells"]) for number, row in enumerate(rows, start=1)]
    return [
        *title,
        *body,
        (None, "JUMLAH", len(rows)),
        (),
        (None, None, None, None, None, None, "Petugas Konsuler"),
    ]


def _write_workbook(target: Path, rows: list[tuple[Cell, ...]]) -> None:
    """A minimal workbook, stored without compression so that its bytes never differ."""
    sheet = "".join(_row(number, row) for number, row in enumerate(rows, start=1))
    merges = "".join(f'<mergeCell ref="{ref}"/>' for ref in MERGED)
    parts = PARTS | {
        "xl/worksheets/sheet1.xml": f'{XML}<worksheet xmlns="{MAIN}"><sheetData>{sheet}</sheetData>'
        f'<mergeCells count="{len(MERGED)}">{merges}</mergeCells></worksheet>'
    }
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as book:
        for name, text in parts.items():
            book.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), text)


def _row(number: int, cells: tuple[Cell, ...]) -> str:
    return f'<row r="{number}">{"".join(_cell(number, at, cell) for at, cell in enumerate(cells))}</row>'


def _cell(number: int, at: int, value: Cell) -> str:
    where = f"{'ABCDEFGHI'[at]}{number}"
    if value is None:
        return ""
    if isinstance(value, int):
        return f'<c r="{where}"><v>{value}</v></c>'
    return f'<c r="{where}" t="inlineStr"><is><t>{escape(value)}</t></is></c>'


XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
PARTS = {
    "[Content_Types].xml": f'{XML}<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" '
    'ContentType="application/xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{TYPE}.sheet.main+xml"/>'
    f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{TYPE}.worksheet+xml"/></Types>',
    "_rels/.rels": f'{XML}<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" '
    f'Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": f'{XML}<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets><sheet name="DAFTAR" '
    'sheetId="1" r:id="rId1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": f'{XML}<Relationships xmlns="{PACKAGE}/relationships">'
    '<Relationship Id="rId1" '
    f'Type="{OFFICE}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
}
