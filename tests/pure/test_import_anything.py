"""No bytes whatever make a reader raise, and no row is without a fact or a sentence that says why."""

import gzip
import io
import zipfile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kawal.facts.imports.mapping import Interpretation, Mapping, guess_mapping
from kawal.facts.imports.rows import Limits
from tests.pure.import_files import fact, locked, ndjson, opened, outcomes, xls, xlsx
from tests.pure.test_import_tables import LIST, MERGED, TWO_ROWS, text_table

SMALL = Limits(line=5_000, expanded=3_000_000, harmless=500_000, document=100_000, workbook=500_000,
               unzipped=3_000_000, cells=50_000, columns=50)  # fmt: skip
TARGETS = ["", "@birth", "@note", "@village", "subject.name", "subject.sex", "subject.phones", "occurred_at", "kind",
           "place.country", "place.lat", "data.problems", "data.amount", "data.wage.x", "id", "odd.path"]  # fmt: skip
SEEDS = [
    ndjson(fact(1), fact(2)),
    gzip.compress(ndjson(fact(1), fact(2))),
    text_table(
        ["id", "kind", "subject.name"], ["A", "deported", '"Bayu "" \n Misal"'], ["B", '"deported', "x"]
    ),
    b'[{"id": 1}, {"a": {"b": [1, 2]}}]',
    xlsx(LIST, MERGED),
    xls([["NAMA", "NIK"], ["Seruni", "9904"]]),
    locked(),
    "NAMA;NIK\nSeruni;99\n".encode("utf-16"),
]
patient = settings(
    max_examples=settings().max_examples * 3 // 2, deadline=None, suppress_health_check=list(HealthCheck)
)


def reads(content: bytes, name: str, by: Interpretation | None = None) -> None:
    with opened(content, name, by=by, limits=SMALL) as reading:
        for number, result in enumerate(outcomes(reading.rows, "kjri-kuching")):
            assert result
            assert number < 200_000


@patient
@given(
    content=st.binary(max_size=3000), name=st.sampled_from(["", "a.csv", "a.ndjson", "a.xlsx", "a.ndjson.gz"])
)
def test_random_bytes_raise_nothing(content, name):
    reads(content, name)


@patient
@given(content=st.binary(max_size=2000))
def test_random_bytes_in_a_gzip_raise_nothing(content):
    reads(gzip.compress(content), "")


@patient
@given(text=st.text(max_size=1500), encoding=st.sampled_from(["utf-8", "utf-16", "utf-8-sig"]))
def test_random_text_raises_nothing(text, encoding):
    reads(text.encode(encoding, "replace"), "")


@patient
@given(seed=st.sampled_from(SEEDS), data=st.data())
def test_files_damaged_anywhere_raise_nothing(seed, data):
    content = bytearray(seed)
    for _ in range(data.draw(st.integers(1, 8))):
        at = data.draw(st.integers(0, len(content) - 1))
        content[at] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(0, len(content)))
    reads(bytes(content), "")
    reads(bytes(content[:cut]), "")


@patient
@given(data=st.data())
def test_parts_of_a_workbook_damaged_before_they_are_packed_raise_nothing(data):
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(xlsx(LIST, MERGED))) as old, zipfile.ZipFile(file, "w") as new:
        hurt = data.draw(st.sampled_from(old.namelist()))
        for name in old.namelist():
            part = bytearray(old.read(name))
            if name == hurt:
                for _ in range(data.draw(st.integers(1, 5))):
                    part[data.draw(st.integers(0, len(part) - 1))] = data.draw(st.integers(0, 255))
            new.writestr(name, bytes(part))
    reads(file.getvalue(), "")


@patient
@given(
    rows=st.lists(st.lists(st.text(max_size=20), min_size=8, max_size=8), max_size=6),
    targets=st.lists(st.sampled_from(TARGETS), min_size=8, max_size=8),
    kind=st.sampled_from(["deported", "complained", "fee_paid", "odd", ""]),
)
def test_cells_of_anything_under_any_mapping_raise_nothing(rows, targets, kind):
    mapping = Mapping(dict(zip(TWO_ROWS, targets, strict=True)), {"kind": kind, "occurred_at": "2026-03-02"})
    by = Interpretation(mapping, "kjri-kuching", b"secret", 2026)
    cells = [[cell.replace('"', "") for cell in row] for row in rows]
    reads(text_table(list(TWO_ROWS), *cells, sign=";"), "", by)


@patient
@given(columns=st.lists(st.text(max_size=30), max_size=12))
def test_any_headings_can_be_guessed(columns):
    assert set(guess_mapping(tuple(columns), "deported").columns) <= set(columns)


@pytest.mark.parametrize("heading", ["nama " * 2000, "a-" * 5000, "tempat lahir " * 500])
def test_long_headings_are_looked_at_in_no_time(heading):
    guess_mapping((heading,), "deported")
