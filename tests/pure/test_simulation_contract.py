"""What the fictional agencies send is what the contract of facts takes."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from kawal.facts.contract.fact import Said, read_json
from kawal.facts.contract.kinds import KINDS
from kawal_simulation import country, days
from kawal_simulation.settings import DEFAULT_FROM, DEFAULT_MONTHS, Settings

pytestmark = pytest.mark.slow

END = datetime(2026, 11, 1, tzinfo=UTC)


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> list[Said]:
    """Every line of every NDJSON file of a small country with much harm, as the contract reads it."""
    folder: Path = tmp_path_factory.mktemp("contract")
    window = days.window_of(DEFAULT_FROM, DEFAULT_MONTHS, None)
    country.simulate(Settings(700, "contract", window, prevalence=0.15), folder, processes=1)
    lines = (line for path in sorted(folder.glob("*.ndjson")) for line in path.read_bytes().splitlines())
    return [read_json(line, source=None, now=END) for line in lines]


def test_no_line_is_refused_and_no_key_is_unknown(said: list[Said]) -> None:
    assert len(said) > 3_000
    for one in said:
        assert not one.more
        assert one.data.keys() <= KINDS[one.kind].data.keys()


def test_most_kinds_of_facts_occur(said: list[Said]) -> None:
    assert len({one.kind for one in said}) >= 45


def test_places_are_known_and_bases_said(said: list[Said]) -> None:
    assert any(one.place and one.place.get("post") for one in said)
    assert {one.basis for one in said} == {"witnessed", "document", "self", "hearsay", "unknown"}
