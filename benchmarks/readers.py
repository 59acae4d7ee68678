"""How fast files are read into checked facts, format by format, on one core: rows a second.

`python -m benchmarks.readers [ROWS]`: no database. Prints one JSON object.
"""

import csv
import gzip
import io
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from benchmarks.measuring import tell

ROWS = 100_000
NOW = datetime(2026, 11, 20, tzinfo=UTC)
OWN = ("NO", "NAMA LENGKAP", "L/P", "TEMPAT, TGL LAHIR", "NO. PASPOR", "NIK", "KAB/KOTA", "KETERANGAN")


def facts(count: int) -> Iterator[dict[str, Any]]:
    for n in range(count):
        yield {
            "id": f"KJRI-{n:08d}",
            "source": "kjri-kuching",
            "kind": "deported",
            "occurred_at": "2026-03-02T07:10:00+08:00",
            "subject": {"name": f"Seruni Umpama {n % 977}", "sex": "female", "birth_date": "1999-01-01",
                        "nik": f"9904054101{n % 1_000_000:06d}", "address": {"area": "53.04.05"}},
            "place": {"country": "MYS", "post": "plbn-entikong"},
            "data": {"travel_document": "splp", "letter": "0000/REKAAN/03/2026"},
        }  # fmt: skip


def lines(count: int) -> bytes:
    import orjson

    return b"".join(orjson.dumps(it) + b"\n" for it in facts(count))


def flat_rows(count: int) -> Iterator[dict[str, str]]:
    from kawal.facts.imports.flat import flattened

    return (flattened(it) for it in facts(count))


def table(count: int) -> bytes:
    text = io.StringIO(newline="")
    rows = flat_rows(count)
    first = next(rows)
    writer = csv.DictWriter(text, list(first))
    writer.writeheader()
    writer.writerow(first)
    writer.writerows(rows)
    return text.getvalue().encode()


def own_rows(count: int) -> Iterator[list[object]]:
    yield list(OWN)
    for n in range(count):
        nik = f"9904054101{n % 1_000_000:06d}"
        yield [n, f"SERUNI UMPAMA {n % 977}", "P", "Atambua, 01-01-1999", f"X{n:07d}", nik, "Belu", ""]


def own_table(count: int) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=";").writerows(own_rows(count))
    return text.getvalue().encode()


def workbook(count: int) -> bytes:
    import xlsxwriter

    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"constant_memory": True}) as book:
        sheet = book.add_worksheet()
        for n, row in enumerate(own_rows(count)):
            sheet.write_row(n, 0, row)
    return file.getvalue()


def rate(content: bytes, *, own: bool) -> dict[str, float]:
    """Rows a second of processor time, from the disk to checked facts."""
    from kawal.facts.imports.mapping import Interpretation, Mapping, guess_mapping
    from kawal.facts.imports.readers import open_path, said_of

    constants = {"kind": "deported", "occurred_at": "2026-03-02"}
    by = Interpretation(
        Mapping(guess_mapping(OWN, "deported").columns, constants), "kjri-kuching", b"secret", 2026
    )
    with tempfile.NamedTemporaryFile() as file:
        file.write(content)
        file.flush()
        began, count = time.process_time(), 0
        with open_path(Path(file.name), by=by if own else None) as reading:
            for row in reading.rows:
                said_of(row, source="kjri-kuching", now=NOW)
                count += 1
        seconds = time.process_time() - began
    return {
        "rows": count,
        "rows_per_second": round(count / seconds),
        "megabytes": round(len(content) / 1e6, 1),
    }


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else ROWS
    formats: dict[str, tuple[Callable[[], bytes], bool]] = {
        "ndjson": (lambda: lines(count), False),
        "ndjson.gz": (lambda: gzip.compress(lines(count), 1), False),
        "csv": (lambda: table(count), False),
        "csv, own columns": (lambda: own_table(count), True),
        "xlsx, own columns": (lambda: workbook(count), True),
    }
    tell({name: rate(make(), own=own) for name, (make, own) in formats.items()})


if __name__ == "__main__":
    main()
