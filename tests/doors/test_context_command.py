"""`kawal context`: a folder of tables is taken in, told again, and what was refused lies beside it."""

import csv
from argparse import Namespace
from datetime import date

import pytest

from kawal.doors.commands import context
from kawal.doors.commands.command import CouldNot, WrongUse
from kawal_simulation.context import write_context
from kawal_simulation.days import Window
from tests.rooms.context.given import written

pytestmark = pytest.mark.django_db


def run(action, what="", on=None):
    return context.run(Namespace(action=action, what=str(what), on=on))


def test_a_folder_is_taken_in_table_by_table_and_refused_rows_lie_beside_it(tmp_path):
    folder = written(
        tmp_path / "dunia",
        {
            "closed_countries": "SAU,2026-01-01,\nSAU,2026-02-01,",
            "licences": "0001A,PT Umpama,active,,\n0001A,PT Umpama,active,,",
            "fee_caps": "MYS,,5,XQZ,,\nMYS,,5,MYR,,",
        },
    )
    (folder / "companies.csv").write_text("licence,name\n")
    done = run("import", folder)
    assert done.partly
    counted = {"read": 2, "accepted": 1, "unchanged": 0, "refused": 1}
    assert done.data["tables"]["licences"] == {**counted, "withdrawn": 0}
    assert done.data["tables"]["closed_countries"] == {**counted, "withdrawn": 3}
    assert [(it["file"], it["line"], it["code"]) for it in done.data["refused"]] == [
        ("licences.csv", 3, "licence_twice"),
        ("fee_caps.csv", 2, "no_rate"),
        ("closed_countries.csv", 3, "overlap"),
    ]
    assert all(it["reason"] and it["reason_id"] for it in done.data["refused"])
    assert done.data["ignored"] == ["companies.csv"]
    with (tmp_path / "dunia.refused.csv").open(encoding="utf-8") as file:
        rows = list(csv.reader(file))
    assert rows[1][:2] == ["licences.csv", "3"]
    assert rows[1][-5:] == ["0001A", "PT Umpama", "active", "", ""]
    again = run("import", folder).data["tables"]["licences"]
    assert again == {**counted, "accepted": 0, "unchanged": 1, "withdrawn": 0}


def test_tables_and_rows_are_told(tmp_path):
    run("import", written(tmp_path / "dunia", {"closed_countries": "SAU,2026-01-01,2026-02-01"}))
    assert run("show").data["tables"]["closed_countries"]["given"] is True
    told = {"country": "SAU", "occupation": "", "valid_from": "2026-01-01", "valid_to": "2026-02-01"}
    assert run("show", "closed_countries").data["rows"] == [told]
    assert run("show", "closed_countries", date(2026, 1, 15)).data["rows"] == [told]
    assert run("show", "closed_countries", date(2026, 2, 1)).data["rows"] == []


def test_the_simulated_countrys_tables_are_taken_in_without_a_refusal(tmp_path):
    write_context(tmp_path / "context", Window(date(2024, 11, 1).toordinal(), date(2026, 11, 1).toordinal()))
    done = run("import", tmp_path / "context")
    assert done.data["refused"] == []
    assert not done.partly
    assert done.data["tables"]["licences"]["accepted"] >= 408


def test_wrong_uses_and_missing_folders_are_said(tmp_path):
    for action, what, on in (
        ("import", "", None),
        ("import", tmp_path, date(2026, 1, 1)),
        ("show", "x", None),
    ):
        with pytest.raises(WrongUse):
            run(action, what, on)
    with pytest.raises(CouldNot):
        run("import", tmp_path / "nowhere")
