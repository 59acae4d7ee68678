"""Tables as agencies draw them up: titles, two header rows, merged cells, totals, signatures, odd delimiters."""

from datetime import datetime

import pytest

from kawal.facts.imports.delimited import delimiter_of
from kawal.facts.imports.headers import is_total
from tests.pure.import_files import fact, ndjson, opened, outcomes, problems, rows_of, xlsx

COLUMNS = ["id", "source", "kind", "occurred_at", "subject.name", "subject.nik", "data.letter"]
ROW = ["A", "kjri-kuching", "deported", "2026-03-02", "Seruni Umpama", "9904054101990001", "0000/REKAAN"]
DAY = datetime(2026, 3, 2)  # noqa: DTZ001 -- cells of a workbook have no zone
LIST = [
    ["DAFTAR WNI YANG DIPULANGKAN"],
    ["NOMOR 0000/REKAAN/03/2026"],
    [],
    ["NO", "NAMA LENGKAP", "L/P", "TEMPAT DAN TANGGAL LAHIR", None, "DOKUMEN", None, "KETERANGAN"],
    [None, None, None, "TEMPAT", "TANGGAL", "PASPOR", "NIK", None],
    [1, "SERUNI UMPAMA", "P", "Atambua", "01-01-1999", "X0000001", "9904054101990001", None],
    [2, "BAYU MISAL", "L", None, "02-03-2001", None, 9904054101990002, "IKUT ORANG TUA"],
    [None, "JUMLAH", 2],
    [],
    [None, None, None, None, None, None, "Petugas Konsuler"],
]
MERGED = ["A1:H1", "A4:A5", "B4:B5", "C4:C5", "D4:E4", "F4:G4", "H4:H5"]
TWO_ROWS = (
    "NO",
    "NAMA LENGKAP",
    "L/P",
    "TEMPAT DAN TANGGAL LAHIR TEMPAT",
    "TEMPAT DAN TANGGAL LAHIR TANGGAL",
    "DOKUMEN PASPOR",
    "DOKUMEN NIK",
    "KETERANGAN",
)


def text_table(*rows, sign=",", end="\n"):
    return "".join(sign.join(row) + end for row in rows).encode()


def test_two_header_rows_with_merged_cells_become_one_name_a_column():
    reading = opened(xlsx(LIST, MERGED))
    assert reading.columns == TWO_ROWS
    assert reading.titles[:2] == ["DAFTAR WNI YANG DIPULANGKAN", "NOMOR 0000/REKAAN/03/2026"]
    rows = list(reading.rows)
    assert [row.number for row in rows] == [6, 7]
    assert [row.cells["NAMA LENGKAP"] for row in rows] == ["SERUNI UMPAMA", "BAYU MISAL"]
    assert [sample["NO"] for sample in reading.sample] == ["1", "2"]


def test_two_header_rows_are_also_understood_without_merging():
    rows = [["" if cell is None else str(cell) for cell in row] for row in LIST[3:8]]
    reading = opened(text_table(*rows, sign=";"))
    assert reading.columns == TWO_ROWS
    assert [row.cells["NAMA LENGKAP"] for row in reading.rows] == ["SERUNI UMPAMA", "BAYU MISAL"]


def test_a_table_that_begins_further_down_and_right_keeps_its_row_numbers():
    reading = opened(
        xlsx([["NAMA", "NIK"], ["Seruni Umpama", "9904054101990001"]], first_row=6, first_column=2)
    )
    assert reading.columns == ("NAMA", "NIK")
    assert [(row.number, row.cells["NAMA"]) for row in reading.rows] == [(8, "Seruni Umpama")]


def test_merged_headers_are_found_where_the_table_begins_further_down():
    moved = [f"{a[0]}{int(a[1:]) + 3}:{b[0]}{int(b[1:]) + 3}" for a, b in (it.split(":") for it in MERGED)]
    reading = opened(xlsx(LIST, moved, first_row=3))
    assert reading.columns == TWO_ROWS
    assert [row.number for row in reading.rows] == [9, 10]


def test_a_row_of_column_numbers_is_no_data():
    reading = opened(
        text_table(["NAMA", "NIK", "L/P"], ["(1)", "(2)", "(3)"], ["Seruni", "9904054101990001", "P"])
    )
    assert [row.cells["NAMA"] for row in reading.rows] == ["Seruni"]


def test_a_cell_merged_over_rows_is_said_in_each_of_them():
    rows = [["NAMA", "TANGGAL"], ["Seruni", "02-03-2026"], ["Bayu", None]]
    reading = opened(xlsx(rows, ["B2:B3"]))
    assert [row.cells["TANGGAL"] for row in reading.rows] == ["02-03-2026", "02-03-2026"]


def test_columns_of_one_name_are_told_apart():
    assert opened(text_table(["NAMA", "NAMA", "", "NIK"], ["a", "b", "c", "1"])).columns == (
        "NAMA",
        "NAMA (2)",
        "Kolom 3",
        "NIK",
    )


@pytest.mark.parametrize(
    "cells", [["JUMLAH", "2"], ["", "Total", "12 345"], ["Grand Total"], ["Sub Jumlah", "3"]]
)
def test_totals_are_known(cells):
    assert is_total(cells)


@pytest.mark.parametrize(
    "cells", [["Jumlah Anak", "2"], ["1", "Totalia Umpama"], ["Jumlah", "Seruni Umpama"], []]
)
def test_people_are_no_totals(cells):
    assert not is_total(cells)


def test_a_number_that_lost_digits_in_the_spreadsheet_is_kept_as_it_shows():
    """Never mended: another person may have the digits that would be guessed."""
    rows = list(opened(xlsx(LIST, MERGED)).rows)
    assert rows[1].cells["DOKUMEN NIK"] == "9.90405410199E+15"
    typed = xlsx([COLUMNS, [*ROW[:5], 9904054101990001, "x"]])
    (said,) = outcomes(rows_of(typed))
    assert said.subject["nik"] == "9.90405410199E+15"


def test_dates_and_numbers_of_a_workbook_read_as_typed():
    content = [
        COLUMNS,
        [*ROW[:3], DAY, "Bayu", None, 42],
        [*ROW[:3], DAY.replace(hour=7, minute=30), "B", None, 1.5],
    ]
    rows = rows_of(xlsx(content))
    assert rows[0].cells["occurred_at"] == "2026-03-02"
    assert rows[0].cells["data.letter"] == "42"
    assert rows[1].cells["occurred_at"] == "2026-03-02T07:30:00"


def test_sheets_of_the_same_columns_are_one_table_and_others_are_named():
    content = xlsx(
        [COLUMNS, ROW],
        more_sheets={"Lanjutan": [COLUMNS, ["B", *ROW[1:]]], "Catatan": [["x", "y"], ["1", "2"]]},
    )
    rows = rows_of(content)
    assert [(row.sheet, row.number) for row in rows] == [("Daftar", 2), ("Lanjutan", 2), ("Catatan", 0)]
    assert rows[2].problem.code == "sheet_other"


@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_delimiter_and_line_end_is_found(sign, end):
    (said,) = outcomes(rows_of(text_table(COLUMNS, ROW, sign=sign, end=end)))
    assert (said.id, said.subject["name"]) == ("A", "Seruni Umpama")


def test_the_delimiter_that_excel_writes_above_is_obeyed():
    (said,) = outcomes(rows_of(b"sep=:\n" + text_table(COLUMNS, ROW, sign=":")))
    assert said.id == "A"
    assert delimiter_of('"a,b,c";d') == ";"


def test_a_quote_that_is_never_closed_costs_its_own_row():
    rows = [[*ROW], ["B", *ROW[1:4], '"Bayu', *ROW[5:]], *[[f"C{n}", *ROW[1:]] for n in range(60)]]
    found = outcomes(rows_of(text_table(COLUMNS, *rows)))
    assert found[1] == (3, "", "quote_open")
    assert [it.id for it in found[:1] + found[2:]] == ["A", *(f"C{n}" for n in range(60))]


def test_text_in_quotes_may_run_over_lines():
    content = text_table(COLUMNS, [*ROW[:6], '"baris satu\nbaris ""dua"""'], ["B", *ROW[1:]])
    found = outcomes(rows_of(content))
    assert found[0].data["letter"] == 'baris satu\nbaris "dua"'
    assert found[1].id == "B"


def test_a_quote_within_a_name_is_only_a_quote():
    (said,) = outcomes(rows_of(text_table(COLUMNS, [*ROW[:4], 'Seruni "Uni" Umpama', *ROW[5:]])))
    assert said.subject["name"] == 'Seruni "Uni" Umpama'


def test_rows_with_more_cells_than_names_are_refused_and_shorter_ones_read():
    content = text_table(COLUMNS, [*ROW, "lebih"], ["B", *ROW[1:5]])
    found = outcomes(rows_of(content))
    assert found[0] == (2, "", "more_cells")
    assert (found[1].id, found[1].data) == ("B", {})


def test_five_hundred_columns_are_enough():
    wide = [f"kolom {n}" for n in range(501)]
    assert problems(text_table(["nama", "nik", *wide], ["x"] * 503))[0][1] == "too_many_columns"


def test_an_agencys_own_columns_wait_for_their_mapping():
    reading = opened(text_table(["NAMA", "NIK"], ["Seruni", "9904054101990001"]))
    assert not reading.is_contract
    assert [row.problem.code for row in reading.rows] == ["columns_unknown"]


def test_a_table_of_nothing_but_a_header_has_no_rows():
    assert rows_of(text_table(COLUMNS)) == []


def test_the_reason_with_which_a_row_came_back_is_ignored():
    (said,) = outcomes(rows_of(text_table([*COLUMNS, "reason"], [*ROW, "NIK keliru."])))
    assert said.more == {}
    (said,) = outcomes(rows_of(ndjson(fact(1, reason="NIK keliru."))))
    assert said.more == {}


def test_rows_come_in_the_order_of_the_file_also_where_the_first_is_broken():
    content = text_table(COLUMNS, ['"A', *ROW[1:]], ["B", *ROW[1:]])
    assert [row.number for row in rows_of(content)] == [2, 3]


def test_cells_take_the_type_of_their_field():
    columns = [
        *COLUMNS[:5],
        "data.amount",
        "data.loan",
        "subject.phones",
        "subject.birth_date",
        "place.lat",
        "data.odd",
    ]
    row = [
        "A",
        "s",
        "fee_paid",
        "2/3/2026",
        "Seruni",
        "1500000",
        "ya",
        "0800;0801",
        "17 Agustus 1999",
        "-1.5",
        "?",
    ]
    (read,) = rows_of(text_table(columns, row, sign="|"))
    assert read.raw["data"] == {"amount": 1500000, "loan": True, "odd": "?"}
    assert read.raw["occurred_at"] == "2026-03-02"
    assert read.raw["subject"] == {"name": "Seruni", "phones": ["0800", "0801"], "birth_date": "1999-08-17"}
    assert read.raw["place"] == {"lat": -1.5}
    assert [it.code for it in read.remarks] == ["date_read", "date_read"]


def test_signs_that_are_digits_in_name_only_are_no_column_numbers():
    reading = opened(text_table(["NAMA", "NIK", "L/P"], ["²", "³", "¹"]))
    assert [row.cells["NAMA"] for row in reading.rows] == ["²"]
