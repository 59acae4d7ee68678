"""Any tables of strangers: linked without labels, the same every time, and never stopped by a bad value."""

import json

import pytest

from kawal.doors.commands.frame import main
from kawal_batch.linkage.tables import candidates, weighing
from kawal_batch.linkage.tables.candidates import Key, Rule
from kawal_batch.linkage.tables.linking import link
from kawal_batch.linkage.tables.reading import UnreadableTable
from kawal_batch.linkage.tables.schema import Column, InvalidSchema, read_schema, schema_of
from tests.batch.linkage.made_up import f1, joined, people, write

SCHEMA = """id = "rec_id"
[columns]
given_name = "given_name"
surname = "surname"
born = "date"
town = "place"
number = "number"
"""


@pytest.fixture
def schema(tmp_path):
    path = tmp_path / "schema.toml"
    path.write_text(SCHEMA)
    return path


def linked(path, *more):
    said = [line.partition(" = ") for line in SCHEMA.splitlines()[2:]]
    columns = {name: kind.strip('"') for name, _, kind in said}
    return link([path, *more], schema_of({"id": "rec_id", "columns": columns}))


@pytest.mark.slow
def test_a_table_is_rid_of_doubles_without_being_told_anything(tmp_path):
    made = linked(write(tmp_path / "a.csv", people(300)))
    assert f1(made.ids, made.clusters) >= 0.98


@pytest.mark.slow
def test_the_same_table_gives_the_same_clusters_and_weights_and_its_order_none_others(tmp_path):
    rows = people(120)
    once, again = (linked(write(tmp_path / "a.csv", rows)) for _ in range(2))
    assert once == again
    turned = linked(write(tmp_path / "b.csv", rows[::-1]))
    together = joined(once.ids, once.clusters) ^ joined(turned.ids, turned.clusters)
    assert len(together) <= 2  # random pairs are others


@pytest.mark.slow
def test_pairs_compared_a_few_at_a_time_give_the_same(tmp_path, monkeypatch):
    path = write(tmp_path / "a.csv", people(200))
    at_once = linked(path)
    monkeypatch.setattr(weighing, "AT_ONCE", 500)
    assert at_once.compared > 1_000 and linked(path) == at_once


def test_however_many_rows_no_more_pairs_are_compared_than_memory_allows():
    column = Column("born", "date", "c0")
    costs = [(cost * 1e6, Rule((Key(column, f"[{cost}]", True, False),))) for cost in range(1, 12)]
    taken = candidates._affordable(costs, 100_000_000)
    assert taken == [rule for _, rule in costs[:6]]  # 1 + 2 + … + 6 = 21 million, and 7 more are too many


@pytest.mark.slow
def test_two_tables_are_linked_to_each_other_and_each_row_once(tmp_path):
    rows = people(300, most=1)
    left = [row for row in rows if row[0].endswith("-0")]
    right = [row for row in rows if row[0].endswith("-1")]
    made = linked(write(tmp_path / "a.csv", left), write(tmp_path / "b.csv", right))
    assert f1(made.ids, made.clusters) >= 0.98
    assert max(made.clusters.count(cluster) for cluster in set(made.clusters)) == 2


@pytest.mark.slow
def test_two_tables_that_hold_people_more_than_once_give_larger_clusters(tmp_path):
    rows = people(200, most=4)
    made = linked(write(tmp_path / "a.csv", rows[::2]), write(tmp_path / "b.csv", rows[1::2]))
    assert max(made.clusters.count(cluster) for cluster in set(made.clusters)) > 2


ODD = {
    "one row": [("1-0", "seruni", "umpama", "1999-04-05", "contohan", "99123")],
    "nothing but ids": [(f"{n}-0", "", "", "", "", "") for n in range(50)],
    "everybody is called the same": [(f"{n}-0", "siti", "contoh", "", "contohan", "") for n in range(2_000)],
    "every script": [
        ("1-0", "王小明", "محمد", "1999", "กรุงเทพ", "٣"),
        ("2-0", "\u200b", "TIDAK TAHU", "31/31/9999", "-", "'"),
        ("3-0", "x" * 5_000, "o'brien; drop table rows", "0000", "\x00", "1e9"),
    ],
}


@pytest.mark.parametrize("what", ODD)
@pytest.mark.slow
def test_odd_tables_are_answered_too(what, tmp_path):
    made = linked(write(tmp_path / "a.csv", ODD[what]))
    assert len(made.ids) == len(made.clusters) == len(ODD[what])


@pytest.mark.slow
def test_those_who_only_share_a_name_are_not_one_person(tmp_path):
    rows = [
        (
            f"{n}-0",
            "siti",
            "contoh",
            f"{1950 + n % 50}-{n % 12 + 1:02}-{n % 28 + 1:02}",
            "contohan",
            f"99{n:07}",
        )
        for n in range(400)
    ]
    made = linked(write(tmp_path / "a.csv", [*rows, *people(100)]))
    assert max(made.clusters.count(cluster) for cluster in set(made.clusters)) <= 12


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("id = ", "no TOML"),
        ('[columns]\na = "date"', "identifies a row"),
        ('id = "rec_id"', "[columns]"),
        ('id = "rec_id"\n[columns]\nborn = "birthday"', "a kind is one of"),
        ('id = "rec_id"\n[columns]\nrec_id = "number"', "cannot be compared"),
        ('id = "rec_id"\nthreshold = 3\n[columns]\nborn = "date"', "no threshold"),
    ],
)
def test_a_schema_that_cannot_be_used_says_what_to_write(text, said, tmp_path):
    path = tmp_path / "schema.toml"
    path.write_text(text)
    with pytest.raises(InvalidSchema, match=said.replace("[", r"\[")):
        read_schema(path)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "is empty"),
        ("rec_id,given_name\n1,a\n", "has no column surname"),
        ("rec_id,given_name,surname,born,town,number\n", "no row"),
    ],
)
def test_a_table_that_cannot_be_linked_says_why(text, said, tmp_path):
    path = tmp_path / "a.csv"
    path.write_text(text)
    with pytest.raises(UnreadableTable, match=said):
        linked(path)


def run(capsys, *args):
    status = main(["link", "files", *map(str, args), "--json"])
    return status, json.loads(capsys.readouterr().out.splitlines()[-1])


@pytest.mark.slow
def test_the_command_writes_clusters_and_pairs_and_tells_of_rows_it_left_out(tmp_path, schema, capsys):
    rows = [*people(40), ("1-0", "x", "y", "", "", ""), ("", "x", "y", "", "", ""), ("9-9", "too", "few")]
    table, out, pairs = write(tmp_path / "a.csv", rows), tmp_path / "out.csv", tmp_path / "pairs.csv"
    status, said = run(capsys, table, "--schema", schema, "--out", out, "--pairs", pairs)
    assert (status, said["refused"], said["rows"]) == (1, 3, len(rows) - 3)
    lines = out.read_text().splitlines()
    assert lines[0] == "row_id,cluster_id" and len(lines) == said["rows"] + 1
    assert pairs.read_text().startswith("row_id_1,row_id_2,weight\n")


@pytest.mark.slow
def test_rows_of_two_files_with_one_id_are_told_apart(tmp_path, schema, capsys):
    rows = people(40, most=1)
    a, b = write(tmp_path / "a.csv", rows[:60]), write(tmp_path / "b.csv", rows[:60])
    status, _ = run(capsys, a, b, "--schema", schema, "--out", tmp_path / "out.csv")
    assert status == 0
    assert (tmp_path / "out.csv").read_text().splitlines()[0] == "row_id,cluster_id,file"


@pytest.mark.parametrize(("files", "status"), [(["missing.csv"], 3), (["a.csv", "a.csv", "a.csv"], 2)])
def test_wrong_use_and_missing_files_are_told_apart(files, status, tmp_path, schema, capsys):
    write(tmp_path / "a.csv", people(5))
    found, said = run(
        capsys, *(tmp_path / name for name in files), "--schema", schema, "--out", tmp_path / "o.csv"
    )
    assert found == status and said["error"]


@pytest.mark.slow
def test_an_output_that_cannot_be_written_says_so(tmp_path, schema, capsys):
    table = write(tmp_path / "a.csv", people(5))
    status, said = run(capsys, table, "--schema", schema, "--out", tmp_path / "no" / "where.csv")
    assert status == 3 and said["error"] == f"there is no folder {tmp_path}/no to write where.csv into"
