"""Weights of linkage by the shell: learned from a small country, read by a person, adopted in her name, used from then on."""

import json
import os
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.db import connections, transaction

from kawal import flow
from kawal.access.scope import ENGINE
from kawal.access.wall import enter
from kawal.facts.ledger import bulk
from kawal.situation.linkage.rules.model import read_model, starting_model
from kawal.situation.linkage.standing_model import standing_model
from tests.doors.officers import officer
from tests.world import NOW, fact, report

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True, databases=["default", "owner"])]
PEOPLE = 700
BULAN = {"name": "Bulan Contohwati Umpamasari", "sex": "female", "birth_date": "1994-08-17", "birth_place": "53.04",
         "mother_name": "Ratih Andaikata"}  # fmt: skip


def kawal(*words: str | Path) -> "subprocess.CompletedProcess[str]":
    """As a shell runs it, on the database of this test."""
    ours = connections["default"].settings_dict["NAME"]
    asked = {name: os.environ[name] for name in ("DATABASE_URL", "DATABASE_OWNER_URL") if name in os.environ}
    env = {name: urlsplit(url)._replace(path=f"/{ours}").geturl() for name, url in asked.items()}
    command = [sys.executable, "-m", "kawal.doors.commands", *map(str, words), "--json"]
    return subprocess.run(command, capture_output=True, text=True, timeout=300, env=os.environ | env)


def done(*words: str | Path) -> dict[str, object]:
    made = kawal(*words)
    assert made.returncode == 0, made.stderr + made.stdout
    return dict(json.loads(made.stdout.splitlines()[-1]))


def edges_of(version: str) -> int:
    with transaction.atomic():
        enter(ENGINE)
        return int(bulk.run("select count(*) from edge where model = %s", (version,))[0][0])


def test_weights_are_trained_read_adopted_by_name_and_used(tmp_path):
    country, out = tmp_path / "country", tmp_path / "trained"
    done("simulate", "--people", PEOPLE, "--months", 6, "--out", country)
    done("ingest", *sorted(country.glob("*.ndjson")), "--history")

    told = done("link", "train", "--out", out, "--version", "uji-negeri")
    assert told["claims"] > PEOPLE
    report_said = (out / "report.txt").read_text(encoding="utf-8")
    model = read_model((out / "model.json").read_text(encoding="utf-8"))
    assert "uji-negeri" in report_said and starting_model().version in report_said
    assert (out / "weights.svg").read_text(encoding="utf-8").startswith("<svg")
    assert model.version == "uji-negeri" and model.fields["name"] != starting_model().fields["name"]
    with flow.as_system():
        assert standing_model() == starting_model(), "training changes nothing"

    refused = kawal("link", "adopt", out / "model.json", "--by", "siapa")
    assert refused.returncode == 3 and "nobody logs in as siapa" in refused.stdout
    officer("damar")
    assert done("link", "adopt", out / "model.json", "--by", "damar") == {"version": "uji-negeri"}
    with flow.as_system():
        assert standing_model() == model
        assert bulk.run("select by_actor from linkage_model") == [("damar",)]

    assert edges_of("uji-negeri") == 0
    report(fact("departed", subject=BULAN), now=NOW)
    report(fact("checked_in", subject={**BULAN, "name": "Bulan Tjontohwati"}, source="imigrasi"), now=NOW)
    flow.link_left(now=NOW)
    assert edges_of("uji-negeri") > 0, "the live scorer weighs by the adopted model"
    again = kawal("link", "adopt", out / "model.json", "--by", "damar")
    assert again.returncode == 3 and "in force before" in again.stdout
