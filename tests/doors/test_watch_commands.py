"""`kawal watch run` and `explain`: everybody judged again, and why of one."""

import json
from argparse import Namespace

import pytest

from kawal.doors.commands import instance, watch_run, what_if
from kawal.doors.commands.command import CouldNot
from tests.world import fact, person_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def no_instance(monkeypatch):
    """The tests have a database of their own."""
    monkeypatch.setattr(instance, "prepare", lambda needs: None)


def in_danger() -> str:
    told = {"channel": "app", "by": "self", "safe": "no", "distress": True}
    return person_of(
        fact("departed", "2026-03-02", place={"post": "plbn-entikong"}, data={"destination": "MYS"}),
        fact("checked_in", "2026-04-02", id="HELP", place={"country": "MYS"}, data=told),
    )


def test_a_run_counts_everybody_by_level_and_rule(tmp_path):
    in_danger()
    result = watch_run.run(Namespace(pictures=None))
    assert result.data["people"] == 1 and result.data["levels"] == {"emergency": 1}
    assert result.data["rules"]["L02"] == 1 and result.data["alerts"] == 1
    again = watch_run.run(Namespace(pictures=None))
    assert {**again.data, "seconds": 0} == {**result.data, "seconds": 0}


@pytest.mark.slow
def test_pictures_of_a_run_answer_what_if_without_a_database(tmp_path):
    in_danger()
    file = tmp_path / "pictures.parquet"
    assert watch_run.run(Namespace(pictures=file)).data["pictures"] == 1
    asked = Namespace(rule="L02", values=[], pictures=file, as_of=None)
    told = what_if.run(asked).data
    assert (told["before"], told["after"], told["added"], told["removed"]) == (1, 1, 0, 0)


def test_an_explanation_cites_the_fact_behind_each_rule_and_column():
    told = watch_run.explain(Namespace(person=in_danger())).data
    [help_] = [it for it in told["rules"] if it["rule"] == "L02"]
    assert ("kjri-kuching", "HELP") in help_["evidence"] and help_["points"] > 0
    [distress] = [it for it in told["known"] if it["column"] == "distress_on"]
    assert [it["id"] for it in distress["because"]] == ["HELP"]
    assert told["level"] == "emergency" and 0 < told["low"] < told["probability"] < told["high"]
    assert "Seruni" not in json.dumps(told, default=str)


def test_somebody_unknown_is_said_to_be_unknown():
    with pytest.raises(CouldNot, match="nobody"):
        watch_run.explain(Namespace(person="kxxxxxxxxxxxx"))
