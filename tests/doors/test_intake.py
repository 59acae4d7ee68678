"""Files of facts taken in: by the command line, row by row, interrupted and gone on with, nothing lost and nothing twice."""

import csv
import gzip
import json
import os
from argparse import Namespace
from datetime import UTC, datetime
from pathlib import Path

import psycopg
import pytest
from django.db import DataError, transaction

from kawal import flow
from kawal.access import wall
from kawal.access.scope import ENGINE
from kawal.doors import intake
from kawal.doors.commands import ingest
from kawal.doors.commands.command import CouldNot, WrongUse
from kawal.facts.imports import selectors, services
from kawal.facts.imports.mapping import Mapping
from kawal.facts.ledger.models import Fact, FactKey
from kawal.situation.pictures.models import Picture
from tests.pure.import_files import fact, ndjson, xlsx
from tests.pure.test_import_tables import LIST, MERGED, TWO_ROWS

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def own_files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"


def run(*files, source: str = "", history: bool = False):
    return ingest.run(Namespace(files=list(files), source=source, history=history))


def counts(result) -> tuple[int, ...]:
    return tuple(result.data[name] for name in ("read", "accepted", "repeated", "conflict", "refused"))


def known_ids() -> list[str]:
    with transaction.atomic():
        wall.enter(ENGINE)
        return sorted(FactKey.objects.visible_to(ENGINE).values_list("fact_id", flat=True))


def written(tmp_path, name: str, content: bytes):
    path = tmp_path / name
    path.write_bytes(content)
    return path


def people(*numbers: int):
    return [fact(n, subject={"name": f"Seruni Umpama {'abcdefghij'[n % 10] * 3}"}) for n in numbers]


def test_a_file_of_facts_is_taken_in_once(tmp_path):
    path = written(tmp_path, "facts.ndjson", ndjson(*people(1, 2, 3)))
    first, again = run(path), run(path)
    assert (counts(first), first.partly) == ((3, 3, 0, 0, 0), False)
    assert (counts(again), again.partly) == ((3, 0, 3, 0, 0), False)
    assert first.data["refused_file"] is None
    assert first.data["seconds"] >= 0
    assert known_ids() == ["F-1", "F-2", "F-3"]


@pytest.mark.slow
def test_everybody_in_the_files_is_drawn(tmp_path):
    run(written(tmp_path, "facts.ndjson", ndjson(*people(1, 2))))
    with transaction.atomic():
        wall.enter(ENGINE)
        assert set(Picture.objects.visible_to(ENGINE).values_list("stay", flat=True)) == {"in_return"}


def test_the_refused_rows_of_two_months_are_two_files(tmp_path):
    files = [
        written(tmp_path, f"kjri.2026-0{n}.ndjson", ndjson(fact(n, occurred_at="kemarin"))) for n in (1, 2)
    ]
    again = written(tmp_path, "kjri.refused.ndjson.gz", gzip.compress(ndjson(fact(3, occurred_at="kemarin"))))
    back = [run(path).data["refused_file"] for path in (*files, again)]
    assert [Path(it).name for it in back] == [
        "kjri.2026-01.refused.ndjson",
        "kjri.2026-02.refused.ndjson",
        "kjri.refused.refused.ndjson",
    ]


@pytest.mark.slow
def test_what_is_wrong_comes_back_with_its_reason_and_can_be_sent_again(tmp_path):
    wrong = fact(2, occurred_at="kemarin", odd={"kept": True})
    other = fact(1, occurred_at="2026-03-05", subject={"name": "Bayu Misal"})
    lines = ndjson(*people(1), wrong) + b"{broken\n" + ndjson(other, *people(3))
    result = run(written(tmp_path, "facts.ndjson", lines))
    assert (counts(result), result.partly) == ((5, 2, 0, 1, 2), True)
    back = tmp_path / "facts.refused.ndjson"
    assert result.data["refused_file"] == str(back)
    said = [json.loads(line) for line in back.read_text(encoding="utf-8").splitlines()]
    assert said[0] == {**wrong, "reason": said[0]["reason"]}
    assert "occurred_at: Waktu ditulis menurut ISO 8601" in said[0]["reason"]
    assert said[1]["line"] == "{broken"
    assert said[2]["reason"].startswith("id: Id ini sudah dipakai")
    assert os.stat(back).st_mode & 0o777 == 0o600
    mended = back.read_text(encoding="utf-8").splitlines()[0].replace("kemarin", "2026-03-02")
    assert counts(run(written(tmp_path, "mended.ndjson", mended.encode()))) == (1, 1, 0, 0, 0)
    with transaction.atomic():
        wall.enter(ENGINE)
        assert Fact.objects.visible_to(ENGINE).get(fact_id="F-2").more == {"odd": {"kept": True}}


@pytest.mark.slow
def test_a_table_comes_back_as_a_table(tmp_path):
    head = "id;source;kind;occurred_at;subject.name\n"
    rows = "A;kjri-kuching;deported;2026-03-02;Seruni\nB;kjri-kuching;hilang;2026-03-02;Bayu\n"
    result = run(written(tmp_path, "dinsos.csv", (head + rows).encode("cp1252")))
    assert counts(result) == (2, 1, 0, 0, 1)
    with open(result.data["refused_file"], encoding="utf-8-sig", newline="") as file:
        header, row = csv.reader(file, delimiter=";")
    assert header == ["id", "source", "kind", "occurred_at", "subject.name", "reason"]
    assert row == [
        "B",
        "kjri-kuching",
        "hilang",
        "2026-03-02",
        "Bayu",
        "kind: Jenis kejadian ini tidak dikenal.",
    ]


@pytest.mark.slow
def test_a_sender_said_once_holds_for_every_row_and_another_is_refused(tmp_path):
    nameless = {key: value for key, value in fact(1).items() if key != "source"}
    path = written(tmp_path, "facts.ndjson", ndjson(nameless, fact(2, source="kbri")))
    assert counts(run(path, source="kjri-kuching")) == (2, 1, 0, 0, 1)
    assert counts(run(path)) == (2, 1, 0, 0, 1), (
        "without a sender the second row stands and the first names nobody"
    )


@pytest.mark.slow
def test_an_agencys_own_columns_are_read_as_it_last_mapped_them(tmp_path):
    path = written(tmp_path, "daftar.xlsx", xlsx(LIST, MERGED))
    assert counts(run(path, source="kjri-kuching"))[4] == 2
    columns = dict(zip(TWO_ROWS, ("", "subject.name", "subject.sex", "subject.birth_place", "subject.birth_date",
                                  "subject.passport", "subject.nik", "@note"), strict=True))  # fmt: skip
    mapping = Mapping(columns, {"kind": "deported", "occurred_at": "2026-03-02"})
    as_kuching = ENGINE.__class__("ratna", "kjri-kuching", powers=ENGINE.powers)
    services.remember_mapping(scope=as_kuching, columns=TWO_ROWS, mapping=mapping, now=NOW)
    os.utime(path, (1, 1))
    assert counts(run(path, source="kjri-kuching")) == (2, 2, 0, 0, 0)
    os.utime(path, (2, 2))
    assert counts(run(path, source="kjri-kuching")) == (2, 0, 2, 0, 0)


@pytest.mark.slow
def test_history_is_dated_by_when_it_was_sent(tmp_path):
    run(written(tmp_path, "facts.ndjson", ndjson(fact(1, sent_at="2026-04-01T00:00:00+00:00"))), history=True)
    with transaction.atomic():
        wall.enter(ENGINE)
        (recorded,) = Fact.objects.visible_to(ENGINE).values_list("recorded_at", flat=True)
    assert recorded == datetime(2026, 4, 1, tzinfo=UTC)


@pytest.mark.slow
def test_several_files_are_told_one_by_one_and_together(tmp_path):
    one = written(tmp_path, "one.ndjson", ndjson(*people(1, 2)))
    two = written(tmp_path, "two.ndjson", ndjson(*people(2, 3)))
    result = run(one, two)
    assert counts(result) == (4, 3, 1, 0, 0)
    assert [it["read"] for it in result.data["files"]] == [2, 2]


def test_a_file_that_is_not_there_stops_before_anything_is_read(tmp_path):
    path = written(tmp_path, "facts.ndjson", ndjson(*people(1)))
    for missing in (tmp_path / "none", tmp_path):
        with pytest.raises(CouldNot, match=str(missing)):
            run(path, missing)
    with pytest.raises(WrongUse):
        run(path, source="no code!")
    assert known_ids() == []


@pytest.mark.parametrize("content", [b"", b"\x1f\x8b\x08broken", b"PK\x03\x04broken", b"\0" * 100])
@pytest.mark.slow
def test_a_file_that_is_none_is_one_refused_row_with_a_sentence(tmp_path, content):
    result = run(written(tmp_path, "odd.bin", content))
    assert (counts(result), result.partly) == ((1, 0, 0, 0, 1), True)
    assert "reason" in (tmp_path / "odd.refused.ndjson").read_text(encoding="utf-8")


class Stopped(BaseException):
    """Stands for Ctrl-C."""


def taken_in(path, *, stop_after: int | None = None, chunk: int = 3):
    seen = []

    def watch(step):
        seen.append(step.read)
        if stop_after is not None and len(seen) >= stop_after:
            raise Stopped

    code = started(path)
    card = intake.take_in(scope=ENGINE, code=code, clock=lambda: NOW, chunk=chunk, watch=watch)
    return card, seen


def started(path) -> str:
    with transaction.atomic():
        wall.enter(ENGINE)
        if known := selectors.find_unfinished(scope=ENGINE, mark="mark"):
            return known.code
        arrival = services.Arrival("facts.ndjson", str(path), "", mark="mark")
        return services.start_import(scope=ENGINE, arrival=arrival, now=NOW)


def test_an_interrupted_import_goes_on_where_it_stopped_without_doubles(tmp_path):
    rows = ndjson(*people(1, 2)) + b"{a\n" + ndjson(*people(4, 5)) + b"{b\n" + ndjson(*people(7, 8))
    path = written(tmp_path, "facts.ndjson", rows)
    with pytest.raises(Stopped):
        taken_in(path, stop_after=1)
    assert known_ids() == ["F-1", "F-2"]
    card, seen = taken_in(path)
    assert seen == [3, 2]
    assert (card.read, card.accepted, card.repeated, card.refused) == (8, 6, 0, 2)
    refused = selectors.list_refusals(scope=ENGINE, code=card.code)
    assert [it.number for it in refused] == [3, 6]


def test_a_chunk_that_fails_is_taken_back_whole_and_tried_again_later(tmp_path, monkeypatch):
    path = written(tmp_path, "facts.ndjson", ndjson(*people(1, 2)) + b"{a\n" + ndjson(*people(4, 5)))
    real, calls = flow.report, []

    def failing(**said):
        calls.append(said)
        if len(calls) == 2:
            raise RuntimeError("the power went")
        return real(**said)

    monkeypatch.setattr(flow, "report", failing)
    with pytest.raises(RuntimeError):
        taken_in(path)
    with transaction.atomic():
        wall.enter(ENGINE)
        card = selectors.find_unfinished(scope=ENGINE, mark="mark")
    assert (card.state, card.read, card.refused) == ("failed", 3, 1)
    card, _ = taken_in(path)
    assert (card.read, card.accepted, card.refused) == (5, 4, 1)


@pytest.mark.parametrize("of", [DataError, psycopg.DataError])
def test_one_fact_the_database_cannot_hold_costs_itself_alone(tmp_path, monkeypatch, of):
    path = written(tmp_path, "facts.ndjson", ndjson(*people(1, 2, 3, 4, 5)))
    real = flow.report

    def choosy(*, facts, **said):
        if any(it.id == "F-4" for it in facts):
            raise of("cannot hold it")
        return real(facts=facts, **said)

    monkeypatch.setattr(flow, "report", choosy)
    card, _ = taken_in(path, chunk=5)
    assert (card.accepted, card.refused) == (4, 1)
    assert known_ids() == ["F-1", "F-2", "F-3", "F-5"]
    (refusal,) = selectors.list_refusals(scope=ENGINE, code=card.code)
    assert refusal.errors == (intake.NOT_STORABLE,)


def test_a_chunk_that_met_another_is_settled_once_more(tmp_path, monkeypatch):
    path = written(tmp_path, "facts.ndjson", ndjson(*people(1, 2)))
    real, met = flow.report, []

    def meeting(**said):
        if not met:
            met.append(1)
            raise psycopg.errors.DeadlockDetected("deadlock detected")
        return real(**said)

    monkeypatch.setattr(flow, "report", meeting)
    card, _ = taken_in(path)
    assert (card.read, card.accepted) == (2, 2)


def test_two_at_once_on_one_import_do_not_count_twice(tmp_path):
    path = written(tmp_path, "facts.ndjson", ndjson(*people(*range(1, 7))))
    code = started(path)

    def meddle(step):
        if step.read:
            meddled = services.Step(repeated=1)
            with transaction.atomic():
                services.advance(scope=ENGINE, code=code, after=3, step=meddled)

    with pytest.raises(services.Overtaken):
        intake.take_in(scope=ENGINE, code=code, clock=lambda: NOW, chunk=3, watch=meddle)


def test_an_upload_that_was_removed_meanwhile_says_so(tmp_path):
    code = started(tmp_path / "gone.ndjson")
    with pytest.raises(FileNotFoundError):
        intake.take_in(scope=ENGINE, code=code, clock=lambda: NOW)
    assert selectors.get_import(scope=ENGINE, code=code).failure == intake.VANISHED


def test_remarks_are_counted_for_the_sender(tmp_path):
    odd = [fact(n, subject={"name": "Seruni Umpama", "nik": "123"}) for n in (1, 2)]
    card, _ = taken_in(written(tmp_path, "facts.ndjson", ndjson(*odd)))
    assert card.accepted == 2
    assert card.remarks == {"nik_odd": 2}
