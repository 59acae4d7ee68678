"""`kawal feeds`: a file of feeds is declared row by row, and told again."""

from argparse import Namespace

import pytest

from kawal.doors.commands import feeds
from kawal.doors.commands.command import CouldNot, WrongUse

FILE = """source,kind,valid_from,valid_to
siskop2mi,registered,2024-01-01,
siskop2mi,registered,2024-01-01,
,departed,2024-01-01,2025-01-01
siskop2mi,nonsense,2024-01-01,
siskop2mi,departed,kemarin,
"""


def run(action: str, file=None):
    return feeds.run(Namespace(action=action, file=file))


@pytest.mark.django_db
def test_a_file_of_feeds_is_declared_row_by_row(tmp_path):
    file = tmp_path / "feeds.csv"
    file.write_text(FILE, encoding="utf-8")
    done = run("import", file)
    assert done.partly
    assert {name: done.data[name] for name in ("read", "declared", "repeated")} == {
        "read": 5,
        "declared": 2,
        "repeated": 1,
    }
    assert [it["row"] for it in done.data["refused"]] == [5, 6]
    assert run("import", file).data["declared"] == 0
    assert [(it["source"], it["kind"], it["valid_to"]) for it in run("list").data["feeds"]] == [
        ("", "departed", "2025-01-01"),
        ("siskop2mi", "registered", None),
    ]


@pytest.mark.parametrize("content", [b"", b"kind;source\n", b"\xff\xfe\x00"])
def test_a_file_that_is_no_table_of_feeds_is_named(tmp_path, content):
    file = tmp_path / "feeds.csv"
    file.write_bytes(content)
    with pytest.raises(CouldNot, match=r"feeds\.csv"):
        run("import", file)


def test_import_wants_a_file_and_list_none(tmp_path):
    for action, file in (("import", None), ("list", tmp_path)):
        with pytest.raises(WrongUse):
            run(action, file)
