"""An agency's own columns: guessed, confirmed, remembered by their headings, and read as people write."""

import pytest

from kawal.facts.imports.cellvalues import read_day, read_flag, read_sex
from kawal.facts.imports.guessing import guess_columns, target_of
from kawal.facts.imports.mapping import Interpretation, Mapping, apply_mapping, guess_mapping, signature_of
from tests.pure.import_files import outcomes, rows_of, xlsx
from tests.pure.test_import_tables import LIST, MERGED, TWO_ROWS, text_table


class Places:
    def area_code(self, *, province, regency, district, village):
        return "53.04" if regency == "Belu" else None

    def country_code(self, name):
        return "MYS" if name == "Malaysia Timur" else None


def by(mapping, sender="kjri-kuching", secret=b"secret"):
    return Interpretation(mapping, sender, secret, 2026, Places())


def read(columns, cells, **constants):
    return apply_mapping(dict(cells), by(Mapping(columns, constants)))


@pytest.mark.parametrize(
    ("heading", "target"),
    [
        ("No.", ""),
        ("Nomor Urut", ""),
        ("NAMA LENGKAP", "subject.name"),
        ("Nama Ibu Kandung", "subject.mother_name"),
        ("No. KK", "subject.kk"),
        ("Nomor Induk Kependudukan (NIK)", "subject.nik"),
        ("No. Paspor / SPLP", "subject.passport"),
        ("Tempat, Tgl Lahir", "@birth"),
        ("Tgl. Lahir", "subject.birth_date"),
        ("L/P", "subject.sex"),
        ("No. HP/WA", "subject.phones"),
        ("Kab/Kota", "@regency"),
        ("Desa/Kelurahan", "@village"),
        ("Negara Tujuan", "data.destination"),
        ("Tanggal Deportasi", "occurred_at"),
        ("Nama Majikan", "data.employer"),
        ("Ket.", "@note"),
        ("reason", ""),
        ("subject.name", "subject.name"),
        ("Warna Tas", None),
    ],
)
def test_usual_headings_are_recognised(heading, target):
    assert target_of(heading) == target


def test_of_two_columns_for_one_target_the_first_has_it():
    assert guess_columns(["Nama", "Nama Lengkap", "No"]) == {"Nama": "subject.name", "No": ""}


def test_a_field_the_kind_does_not_have_becomes_a_note():
    assert guess_columns(["Nama Majikan"], "reached_home") == {"Nama Majikan": "@note"}
    assert guess_columns(["Nama Majikan"], "arrived_abroad") == {"Nama Majikan": "data.employer"}


def test_a_consulates_list_is_read_whole():
    mapping = guess_mapping(TWO_ROWS, "deported")
    constants = {**mapping.constants, "occurred_at": "2026-03-02", "place.post": "plbn-entikong"}
    rows = rows_of(xlsx(LIST, MERGED), by=by(Mapping(mapping.columns, constants)))
    first, second = outcomes(rows, "kjri-kuching")
    assert first.kind == "deported"
    assert first.occurred_text == "2026-03-02"
    assert first.place == {"post": "plbn-entikong"}
    assert first.subject == {
        "name": "SERUNI UMPAMA",
        "sex": "female",
        "birth_place": "Atambua",
        "birth_date": "1999-01-01",
        "passport": "X0000001",
        "nik": "9904054101990001",
    }
    assert second.subject["nik"] == "9.90405410199E+15"
    assert second.data == {"text": "IKUT ORANG TUA"}


def test_the_same_row_is_the_same_fact_and_its_id_gives_nothing_away():
    cells = {"NAMA": "Seruni", "NIK": "9904054101990001"}
    mapping = guess_mapping(("NAMA", "NIK"), "reached_home")
    first, again = (apply_mapping(cells, by(mapping))[0] for _ in range(2))
    assert first == again
    assert "99040541" not in first["id"]
    assert apply_mapping(cells, by(mapping, secret=b"other"))[0]["id"] != first["id"]
    assert apply_mapping(cells, by(mapping, sender="kbri"))[0]["id"] != first["id"]


def test_a_mapping_is_found_again_whatever_the_case_and_spacing():
    assert signature_of(("NAMA LENGKAP", "Nik")) == signature_of((" nama  lengkap", "NIK"))
    assert signature_of(("NAMA LENGKAP", "Nik", "reason")) == signature_of(("NAMA LENGKAP", "NIK"))
    assert signature_of(("NAMA", "NIK")) != signature_of(("NIK", "NAMA"))


def test_a_mapping_survives_storing():
    mapping = Mapping({"NAMA": "subject.name"}, {"kind": "deported"}, {"ST": {"ILEGAL": "illegal_entry"}})
    assert Mapping.from_object(mapping.to_object()) == mapping
    for said in (None, [], {}, {"columns": 1}):
        with pytest.raises(ValueError):
            Mapping.from_object(said)


def test_place_and_date_of_birth_in_one_cell_are_parted():
    raw, _ = read({"TTL": "@birth"}, {"TTL": "Atambua, 1 Januari 1999"})
    assert raw["subject"] == {"birth_place": "Atambua", "birth_date": "1999-01-01"}


def test_names_of_areas_become_a_code_or_stay_as_address():
    raw, remarks = read({"KAB": "@regency"}, {"KAB": "Belu"})
    assert raw["subject"]["address"] == {"area": "53.04"}
    assert not remarks
    raw, remarks = read({"KAB": "@regency", "DESA": "@village"}, {"KAB": "Entah", "DESA": "Umpama"})
    assert raw["subject"]["address"] == {"line": "Umpama, Entah"}
    assert [it.code for it in remarks] == ["area_unresolved"]
    raw, remarks = read({"KAB": "@regency", "DESA": "@village"}, {"KAB": "Belu", "DESA": "Umpama"})
    assert raw["subject"]["address"] == {"area": "53.04", "line": "Umpama, Belu"}
    assert [it.code for it in remarks] == ["area_unresolved"]


def test_what_cannot_be_read_is_kept_under_a_name_of_its_own():
    columns = {"JK": "subject.sex", "TGL": "subject.birth_date", "NEG": "place.country"}
    raw, remarks = read(columns, {"JK": "?", "TGL": "kira-kira 30 th", "NEG": "Atlantis"})
    assert raw["subject"] == {"sex_text": "?", "birth_text": "kira-kira 30 th"}
    assert raw["place"] == {"text": "Atlantis"}
    assert [it.code for it in remarks] == ["value_unresolved", "date_unreadable", "country_unresolved"]


def test_aliases_phones_and_the_senders_own_words_are_read():
    mapping = Mapping(
        {"NAMA": "subject.name", "HP": "subject.phones", "ALASAN": "data.reason"},
        {"kind": "deported"},
        {"ALASAN": {"ilegal": "illegal_entry"}},
    )
    cells = {"NAMA": "Seruni alias Uni", "HP": "'+62 800-0000-123 / 0800", "ALASAN": "ILEGAL"}
    raw, _ = apply_mapping(cells, by(mapping))
    assert raw["subject"] == {"name": "Seruni", "aliases": ["Uni"], "phones": ["+62 800-0000-123", "0800"]}
    assert raw["data"] == {"reason": "illegal_entry"}


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2 Maret 2026 pukul 07.10", "2026-03-02T07:10:00+07:00"),
        ("02/03/2026 07:10 WITA", "2026-03-02T07:10:00+08:00"),
        ("2026-03-02T07:10:00", "2026-03-02T07:10:00+07:00"),
        ("2/3/26", "2026-03-02"),
        ("entah", "entah"),
    ],
)
def test_moments_are_read_with_their_zone_or_western_time(text, moment):
    raw, _ = read({"TGL": "occurred_at"}, {"TGL": text})
    assert raw["occurred_at"] == moment


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2 Maret 2026", "2026-03-02"),
        ("02-03-2026", "2026-03-02"),
        ("2.3.2026", "2026-03-02"),
        ("2 Agt 2026", "2026-08-02"),
        ("02-Nop-2026", "2026-11-02"),
        ("2026/3/2", "2026-03-02"),
        ("2026-03-02 00:00:00", "2026-03-02"),
        ("Maret 2026", "2026-03"),
        ("03/2026", "2026-03"),
        ("1999", "1999"),
        ("31/02/2026", None),
        ("32 Maret 2026", None),
        ("Maret", None),
        ("", None),
    ],
)
def test_days_are_read_as_indonesia_writes_them(text, day):
    assert read_day(text) == day


def test_years_of_two_digits_are_the_latest_that_may_be():
    assert read_day("1/1/26", 2026) == "2026-01-01"
    assert read_day("1/1/27", 2026) == "1927-01-01"
    assert read_day("1/1/99") is None


def test_flags_and_sexes_are_read_as_people_write_them():
    assert [read_flag(it) for it in ("Ya", "tidak", "mungkin")] == [True, False, "mungkin"]
    assert [read_sex(it) for it in ("L", "P", "Perempuan", "?")] == ["male", "female", "female", None]


def test_dashes_say_nothing():
    raw, remarks = read({"NAMA": "subject.name", "NIK": "subject.nik"}, {"NAMA": "Seruni", "NIK": " - "})
    assert raw["subject"] == {"name": "Seruni"}
    assert not remarks


def test_a_row_of_a_mapped_table_that_says_nothing_is_refused_like_any_fact():
    content = text_table(["NAMA", "Warna"], ["-", "biru"])
    mapping = Mapping({"NAMA": "subject.name"}, {"kind": "reached_home", "occurred_at": "2026-03-02"})
    assert outcomes(rows_of(content, by=by(mapping)), "s")[0][1:] == ("subject", "nobody")
