"""Tables of the world from files: good rows are taken, every other one comes back with its line and its reason."""

from datetime import date
from pathlib import Path

import pytest

from kawal.reference.context.reading import Reading, built_in, read_folder, read_table


def _folder(tmp_path: Path, **files: str) -> Path:
    for name, text in files.items():
        (tmp_path / f"{name}.csv").write_text(text, encoding="utf-8")
    return tmp_path


def _refusals(reading: Reading) -> list[tuple[str, int, str]]:
    return [(it.file, it.line, it.reason.code) for it in reading.refused]


def _day(text: str) -> int:
    return date.fromisoformat(text).toordinal()


def test_overlapping_days_of_one_key_are_refused_and_the_first_row_stays(tmp_path):
    read = read_folder(
        _folder(
            tmp_path,
            closed_countries="country,valid_from,valid_to\n"
            "SAU,2024-01-01,2025-01-01\nSAU,2024-12-31,\nsau,2025-01-01,\nKWT,2024-01-01,\n",
        )
    )
    assert _refusals(read) == [("closed_countries.csv", 3, "overlap")]
    assert "2" in read.refused[0].reason.indonesian
    assert read.refused[0].cells == ("SAU", "2024-12-31", "")
    assert read.context.is_closed("SAU", _day("2024-06-01"))
    assert read.context.is_closed("SAU", _day("2026-06-01"))
    assert read.context.is_closed("KWT", _day("2024-01-01"))
    assert not read.context.is_closed("KWT", _day("2023-12-31"))


def test_a_row_that_lies_inside_an_earlier_one_is_refused(tmp_path):
    text = "kind,every_days,grace_days,valid_from,valid_to\nchecked_in,30,7,,\nchecked_in,14,7,2025-01-01,2025-02-01\n"
    assert _refusals(read_folder(_folder(tmp_path, clocks=text))) == [("clocks.csv", 3, "overlap")]


def test_a_licence_number_twice_is_refused_however_it_is_written(tmp_path):
    read = read_folder(
        _folder(
            tmp_path,
            licences="licence,name,status,valid_from,valid_to\nSIP3MI-0001/REKAAN,PT Umpama,active,2020-01-01,\n"
            "No. 0001 Rekaan,PT Lain,active,2024-01-01,\nSIP3MI-0002/REKAAN,PT Lain,suspended,2024-01-01,\n",
        )
    )
    assert _refusals(read) == [("licences.csv", 3, "licence_twice")]
    assert read.context.licence_status("SIP3MI-0001/REKAAN", "", _day("2025-01-01")) == "active"


@pytest.mark.parametrize("currency", ["XQZ", "ZZZ"])
def test_a_currency_without_a_rate_is_refused(tmp_path, currency):
    read = read_folder(
        _folder(
            tmp_path,
            reference_wages="country,occupation,wage,currency,valid_from,valid_to\n"
            f"MYS,cook,1700,{currency},,\nMYS,fisher,1800,MYR,,\nIDN,cook,3000000,IDR,,\n",
        )
    )
    assert _refusals(read) == [("reference_wages.csv", 2, "no_rate")]
    assert read.context.reference_wage_idr("IDN", "cook", _day("2025-01-01")) == 3_000_000


def test_rates_that_are_given_decide_which_currencies_are_known(tmp_path):
    read = read_folder(
        _folder(
            tmp_path,
            fee_caps="country,occupation,cap,currency,valid_from,valid_to\nMYS,,100,XQZ,,\nMYS,cook,9,MYR,,\n",
            rates="currency,idr,valid_from,valid_to\nXQZ,2.5,2024-01-01,2025-01-01\nXQZ,3,2025-01-01,\n",
        )
    )
    assert _refusals(read) == [("fee_caps.csv", 3, "no_rate")]
    caps = [
        read.context.fee_cap_idr("MYS", "welder", _day(day))
        for day in ("2023-12-31", "2024-06-01", "2025-01-01")
    ]
    assert caps == [None, 250, 300]


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("MYS,cook,-5,MYR,,", "bad_number"),
        ("MYS,cook,1.700.000,MYR,,", "bad_number"),
        ("MYS,cook,nan,MYR,,", "bad_number"),
        ("MYS,cook,99999999999999,MYR,,", "bad_number"),
        ("MYS,cook,,MYR,,", "empty"),
        ("MYS,cook,5,MYR,2025-02-30,", "bad_date"),
        ("MYS,cook,5,MYR,01/02/2025,", "bad_date"),
        ("MYS,cook,5,MYR,2025-02-01,2025-01-01", "ends_too_early"),
        ("MYS,cook,5,MYR,2025-02-01,2025-02-01", "ends_too_early"),
        ("Malaysia,cook,5,MYR,,", "bad_country"),
        ("MYS,cook,5,RM,,", "bad_currency"),
        ("MYS,cook,5,MYR,,,more", "too_wide"),
        (f"MYS,{'x' * 301},5,MYR,,", "too_long"),
        ("MYS,---,5,MYR,,", "empty"),
    ],
)
def test_a_bad_cell_refuses_its_row_only_and_says_why_in_both_languages(tmp_path, row, code):
    head = "country,occupation,wage,currency,valid_from,valid_to\n"
    read = read_folder(_folder(tmp_path, reference_wages=f"{head}{row}\nHKG,cook,5,HKD,,\n"))
    assert _refusals(read) == [("reference_wages.csv", 2, code)]
    assert read.refused[0].reason.indonesian != read.refused[0].reason.english
    assert read.context.reference_wage_idr("HKG", "cook", _day("2025-01-01")) is not None


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("country\nSAU\n", "missing_column"),
        ("", "missing_column"),
        ('country,valid_from,valid_to\n"SAU,,\n', "not_csv"),
    ],
)
def test_an_unreadable_file_leaves_the_built_in_table(tmp_path, text, code):
    read = read_folder(_folder(tmp_path, closed_countries=text))
    assert [code_ for *_, code_ in _refusals(read)] == [code]
    assert read.context.is_closed("MMR", _day("2026-01-01"))
    assert not read.context.knows("closed_countries")


def test_a_file_in_another_encoding_is_unreadable(tmp_path):
    (tmp_path / "closed_countries.csv").write_bytes("country,valid_from,valid_to\nSAÜ,,\n".encode("latin-1"))
    assert _refusals(read_folder(tmp_path)) == [("closed_countries.csv", 1, "not_utf8")]


def test_a_folder_in_the_place_of_a_table_is_told_and_costs_no_other(tmp_path):
    folder = _folder(tmp_path, closed_countries="country,valid_from,valid_to\nKHM,,\n")
    (folder / "clocks.csv").mkdir()
    read = read_folder(folder)
    assert _refusals(read) == [("clocks.csv", 1, "not_readable")]
    assert "closed_countries" in read.tables


def test_an_unknown_column_is_told_and_its_rows_are_kept(tmp_path):
    text = "country,note,valid_from,valid_to\nSAU,why,,\n"
    read = read_folder(_folder(tmp_path, closed_countries=text))
    assert _refusals(read) == [("closed_countries.csv", 1, "unknown_column")]
    assert read.context.is_closed("SAU", 1)
    assert read.tables["closed_countries"].read == 1


def test_columns_may_stand_in_any_order_and_be_parted_by_semicolons(tmp_path):
    text = "\ufeffvalid_to;Valid_From;country\n;2024-01-01;sau\n\n"
    assert read_folder(_folder(tmp_path, closed_countries=text)).context.is_closed("SAU", _day("2024-01-01"))


def test_an_absent_table_keeps_the_built_in_one_and_an_empty_one_says_none(tmp_path):
    day = _day("2026-01-01")
    kept = read_folder(_folder(tmp_path, transit_spots="country,valid_from,valid_to\n")).context
    assert kept.is_closed("KHM", day)
    assert not kept.is_transit_spot("THA", day)
    assert built_in().is_transit_spot("THA", day)
    assert kept.complete == {"transit_spots"}


def test_a_file_that_is_no_context_table_is_named_and_left_alone(tmp_path):
    read = read_folder(_folder(tmp_path, companies="licence,name\n1,PT Umpama\n"))
    assert read.ignored == ("companies.csv",)
    assert not read.refused


def test_a_folder_that_is_not_there_is_said_so(tmp_path):
    with pytest.raises(NotADirectoryError):
        read_folder(tmp_path / "nowhere")


def test_the_line_of_a_row_is_its_first_one_even_after_a_cell_of_several_lines():
    content = b'recruiter,address,valid_from,valid_to\nPT Umpama,"Jalan Rekaan 1\nRT 2",,\nPT Umpama,,,\n'
    read = read_table("recruiter_addresses", content, "a.csv")
    assert [(it.line, it.reason.code) for it in read.refused] == [(4, "empty")]
    assert read.read == 2


def test_the_built_in_tables_are_good_and_claim_no_completeness():
    context = built_in()
    assert context.complete == frozenset()
    assert not context.knows_licences
    assert context.is_zero_cost("HKG", "Domestic worker", _day("2024-01-01"))
    assert context.rate_idr("MYR", _day("2024-01-01"))
