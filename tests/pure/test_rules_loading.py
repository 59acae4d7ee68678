"""A folder of rules is taken whole or not at all; what is in force stays in force."""

import shutil
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from kawal.decisions.rules import findings
from kawal.decisions.rules.document import BadRule
from kawal.decisions.rules.findings import FOLDER, catalogue, read_catalogue, rules_on
from kawal.decisions.rules.loading import LARGEST, BadRules, load_catalogue

NOON = datetime(2026, 3, 10, 5, tzinfo=UTC)

GOOD = "L00-contact-overdue.v1.toml"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copy(FOLDER / GOOD, tmp_path / GOOD)
    return tmp_path


def change(folder: Path, old: str, new: str) -> int:
    """Change the document; the line on which it was changed."""
    text = (folder / GOOD).read_text(encoding="utf-8")
    assert old in text
    (folder / GOOD).write_text(text.replace(old, new, 1), encoding="utf-8")
    return text[: text.index(old)].count("\n") + 1


def faults(folder: Path) -> list[tuple[str, int, str]]:
    loaded = load_catalogue(folder)
    assert isinstance(loaded, BadRules)
    return [(it.file, it.line, it.reason) for it in loaded.faults]


def test_the_catalogue_loads_without_a_fault():
    assert load_catalogue(FOLDER) == catalogue() or not isinstance(load_catalogue(FOLDER), BadRules)
    assert [rule.name for rule in load_catalogue(FOLDER)] == [rule.name for rule in catalogue()]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('when = "contact_due_at', 'when = "mood_at', "there is no column 'mood_at'"),
        ('when = "contact_due_at', "when = contact_due_at", "Invalid value"),
        ("severity = 2", "severity = 7", "severity is 7"),
        ("tables = []", 'tables = ["moods"]', "nobody keeps moods"),
        ('evidence = ["contact_due_at"', 'evidence = ["mood"', "no column mood"),
        ("{contact_due_at} tidak", "{mood} tidak", "nobody tells: mood"),
    ],
)
def test_a_fault_is_told_with_its_file_its_line_and_its_reason(folder, old, new, said):
    line = change(folder, old, new)
    [(file, found, reason)] = faults(folder)
    assert (file, said in reason) == (GOOD, True), reason
    assert found in (line, line - 1)  # a text stands under the head of its part


def test_every_fault_of_a_folder_is_told_at_once(folder):
    change(folder, "severity = 2", "severity = 7")
    (folder / "A.toml").write_text('id = "A"', encoding="utf-8")
    (folder / "B.toml").write_text("id = = 1", encoding="utf-8")
    (folder / "C.toml").write_text("# " + "x" * LARGEST, encoding="utf-8")
    assert [file for file, _line, _reason in faults(folder)] == ["A.toml", "B.toml", "C.toml", GOOD]


def test_an_example_that_does_not_hold_is_a_fault(folder):
    change(folder, 'fires = true\nnote = "abroad', 'fires = false\nnote = "abroad')
    [(_file, _line, reason)] = faults(folder)
    assert reason.startswith("does not keep to its examples: abroad, the day")


def test_the_same_version_in_two_documents_is_a_fault(folder):
    shutil.copy(folder / GOOD, folder / "L00-again.v1.toml")
    assert [reason for _f, _l, reason in faults(folder)] == ["L00 v1 stands in two documents"] * 2


def test_a_folder_without_rules_is_none(tmp_path):
    assert [reason for _f, _l, reason in faults(tmp_path)] == ["holds no rule"]


def test_a_folder_with_a_fault_is_refused_whole(folder):
    assert [rule.id for rule in read_catalogue(folder)] == ["L00"]
    change(folder, "severity = 2", "severity = 7")
    with pytest.raises(BadRule, match="severity is 7"):
        read_catalogue(folder)


def test_a_process_keeps_the_rules_it_read(monkeypatch, folder):
    before = catalogue()
    monkeypatch.setattr(findings, "FOLDER", folder)
    assert catalogue() is before


def test_every_column_that_a_condition_reads_can_be_told_by_the_kinds_the_rule_names():
    from kawal.facts.contract.kinds import KINDS

    strange = {rule.name: set(rule.needs) - set(KINDS) for rule in catalogue()}
    assert {name: kinds for name, kinds in strange.items() if kinds} == {}


def test_a_way_of_leaving_calls_for_nobody_once_she_is_home_and_a_voice_still_does():
    rules = {rule.id: rule for rule in rules_on(NOON)}
    left = {"phase": "abroad", "exit_visa": "visit", "work_bound": 1}
    voice = {"distress_on": date(2026, 3, 1)}
    for stay, rests in (("abroad_in_contact", False), (None, False), ("home", True), ("died", True)):
        assert (rules["K01"].grade_of({**left, "stay": stay}, NOON) == 0) is rests
        assert rules["L02"].grade_of({**voice, "stay": stay}, NOON)
