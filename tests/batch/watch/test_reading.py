"""Files of facts for a replay: nothing in them stops it, and whatever is left out is told."""

import gzip
from pathlib import Path

import orjson

from kawal_batch.watch.reading import Complaints, files_in, others_in, read_facts
from tests.batch.watch.world import NIK, fact, written


def test_a_broken_line_is_told_with_its_number_and_costs_no_other(tmp_path: Path) -> None:
    path = tmp_path / "a.ndjson"
    path.write_bytes(
        orjson.dumps(fact("1")) + b'\n{"id": "2", "kind"\n\nnot json\n' + orjson.dumps(fact("3")) + b"\n"
    )
    told = Complaints()
    assert [it.id for it in read_facts(path, told)] == ["1", "3"]
    assert told.refused == 2
    assert told.shown[0].startswith("a.ndjson, line 2: json_malformed")
    assert told.shown[1].startswith("a.ndjson, line 4:")


def test_a_kind_nobody_knows_is_told_and_passed_over(tmp_path: Path) -> None:
    told = Complaints()
    assert not [*read_facts(written(tmp_path / "a.ndjson", fact("1", kind="teleported")), told)]
    assert told.by_code == {"kind_unknown": 1}


def test_no_complaint_repeats_what_was_written(tmp_path: Path) -> None:
    told = Complaints()
    path = written(tmp_path / "a.ndjson", fact("1", at="yesterday of Seruni"), fact("2", subject={"name": 7}))
    assert [it.id for it in read_facts(path, told)] == []
    assert "Seruni" not in " ".join(told.shown)


def test_a_moment_without_a_zone_is_read_as_jakartas(tmp_path: Path) -> None:
    told = Complaints()
    path = written(tmp_path / "a.ndjson", fact("1", at="2026-03-02T07:10:00", sent_at="2026-03-02T09:00:00"))
    [said] = read_facts(path, told)
    assert said.at.isoformat() == "2026-03-02T00:10:00+00:00"
    assert said.sent_at and said.sent_at.isoformat() == "2026-03-02T02:00:00+00:00"
    assert (told.refused, told.mended) == (0, 1)


def test_a_field_that_cannot_be_read_is_left_out_and_its_fact_stays(tmp_path: Path) -> None:
    told = Complaints()
    odd = fact(
        "1",
        subject={"name": "Seruni Umpama", "sex": "W"},
        data={"held": "perhaps", "channel": "app"},
        basis="rumour",
    )
    [said] = read_facts(written(tmp_path / "a.ndjson", odd), told)
    assert said.subject == {"name": "Seruni Umpama"}
    assert said.data == {"channel": "app"}
    assert said.basis == "unknown"


def test_ids_written_as_numbers_are_read_as_texts(tmp_path: Path) -> None:
    [said] = read_facts(written(tmp_path / "a.ndjson", fact("1") | {"id": 17, "corrects": 16}), Complaints())
    assert (said.id, said.corrects) == ("17", "16")


def test_numbers_written_as_numbers_and_lists_of_one_as_texts_are_read(tmp_path: Path) -> None:
    odd = fact(
        "1",
        subject={"name": "Seruni Umpama", "nik": int(NIK), "phones": [628000000123]},
        data={"problems": "confinement"},
        kind="complained",
    )
    told = Complaints()
    [said] = read_facts(written(tmp_path / "a.ndjson", odd, fact("x") | {"id": ["x"]}), told)
    assert said.subject == {"name": "Seruni Umpama", "nik": NIK, "phones": ["628000000123"]}
    assert said.data == {"problems": ["confinement"]}
    assert (told.mended, told.by_code) == (1, {"not_text": 1})


def test_a_list_with_something_else_in_it_is_left_out_and_its_fact_stays(tmp_path: Path) -> None:
    odd = fact("1", subject={"name": "Seruni Umpama", "phones": [None, 628000000123, {"x": 1}]})
    [said] = read_facts(written(tmp_path / "a.ndjson", odd), Complaints())
    assert said.subject == {"name": "Seruni Umpama"}


def test_gzip_and_tables_with_dotted_names_are_read_alike(tmp_path: Path) -> None:
    zipped = tmp_path / "a.ndjson.gz"
    zipped.write_bytes(gzip.compress(orjson.dumps(fact("1", data={"channel": "app"})) + b"\n"))
    table = tmp_path / "b.csv"
    table.write_text(
        "id,source,kind,occurred_at,subject.name,subject.nik,data.channel\n"
        "1,aplikasi,checked_in,2026-03-02,Seruni Umpama,9904054101990001,app\n"
    )
    assert [*read_facts(zipped, Complaints())] == [*read_facts(table, Complaints())]


def test_a_folder_means_the_fact_files_in_it_by_name(tmp_path: Path) -> None:
    for name in ("b.ndjson", "a.csv", "summary.json", "notes.txt"):
        (tmp_path / name).touch()
    (tmp_path / "truth").mkdir()
    assert [it.name for it in files_in([tmp_path])] == ["a.csv", "b.ndjson"]
    assert others_in(tmp_path) == ["notes.txt", "summary.json", "truth/"]


def test_the_alerts_of_an_earlier_replay_and_the_labels_are_no_facts(tmp_path: Path) -> None:
    for name in ("a.ndjson", "alerts.ndjson", "labels.ndjson"):
        (tmp_path / name).touch()
    apart = [tmp_path / "labels.ndjson", tmp_path / "truth" / ".." / "alerts.ndjson", None]
    assert [it.name for it in files_in([tmp_path], apart)] == ["a.ndjson"]


def test_a_file_that_is_missing_or_no_text_is_told(tmp_path: Path) -> None:
    told = Complaints()
    (tmp_path / "b.ndjson").write_bytes(bytes(range(32)) * 200)
    assert not [*read_facts(tmp_path / "a.ndjson", told), *read_facts(tmp_path / "b.ndjson", told)]
    assert told.refused == 2
