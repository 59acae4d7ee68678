"""What another value would change, asked of a file of everybody's pictures."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from kawal.decisions.rules.document import Rule
from kawal.decisions.rules.reading import read_rule
from kawal_batch.watch.what_if import UnreadablePictures, fired_on, try_rule

AS_OF = datetime(2026, 3, 10, 16, 0, tzinfo=UTC)


def rule(days: int) -> Rule:
    """Fires so many days after the last word."""
    words = {"id": "x", "en": "x"}
    head = {"id": "{name} mungkin x", "en": "{name} may be x"}
    return read_rule(
        {
            "id": "X01", "version": 1, "valid_from": date(2020, 1, 1), "severity": 2, "level": "medium", "dimension": "contact",
            "owner": "x", "deadline_hours": 1, "needs": ["checked_in"], "evidence": ["last_heard_on"], "params": {"days": days},
            "tables": [],
            "when": "days_since(last_heard_on) >= :days", "title": words, "headline": head, "missing": words, "clears": words,
            "next_step": words, "reason": {"id": "sejak {last_heard_on}", "en": "since {last_heard_on}"},
            "source": {"kind": "practice"} | words,
            "examples": [
                {"fires": True, "note": "a", "as_of": AS_OF, "row": {"last_heard_on": date(2020, 1, 1)}},
                {"fires": False, "note": "b", "as_of": AS_OF, "row": {}},
            ],
        }
    )  # fmt: skip


def pictures(path: Path, days: list[Any], **metadata: str) -> Path:
    table = pa.table(
        {
            "subject": [f"S{n}" for n in range(len(days))],
            "origin": ["53.04" if n % 2 else "35.10" for n in range(len(days))],
            "last_heard_on": days,
        }
    )
    pq.write_table(table.replace_schema_metadata(metadata), path / "p.parquet")
    return path / "p.parquet"


def test_it_counts_who_is_added_and_removed_by_origin_and_level(tmp_path: Path) -> None:
    days = [date(2026, 3, day) for day in (1, 2, 5, 6)] + [None]
    found = try_rule(pictures(tmp_path, days, as_of=AS_OF.isoformat()), rule(9), rule(5))
    assert (found["people"], found["before"], found["after"], found["added"], found["removed"]) == (
        5,
        1,
        3,
        2,
        0,
    )
    origins = {
        it["value"]: (it["before"], it["after"], it["added"])
        for it in found["groups"]
        if it["by"] == "origin"
    }
    assert origins == {"35": (1, 2, 1), "53": (0, 1, 1)}
    assert [it["value"] for it in found["groups"] if it["by"] == "level"] == ["medium"]
    assert {it["subject"] for it in found["examples"]} == {"S1", "S2"}
    assert found["examples"][0]["sentence"]["en"].startswith("since ")


def test_of_many_that_change_ten_are_shown_each_way_and_always_the_same(tmp_path: Path) -> None:
    path = pictures(tmp_path, [date(2026, 3, 1)] * 50, as_of=AS_OF.isoformat())
    found = try_rule(path, rule(5), rule(30))
    assert (found["removed"], len(found["examples"])) == (50, 10)
    assert try_rule(path, rule(5), rule(30)) == found


def test_days_may_be_kept_as_ordinals(tmp_path: Path) -> None:
    path = pictures(tmp_path, [date(2026, 3, 1).toordinal(), date(2026, 3, 9).toordinal()])
    assert fired_on(path, [rule(5), rule(1)], AS_OF) == {"X01": 2}
    assert fired_on(path, [rule(5)], AS_OF) == {"X01": 1}


def test_a_file_that_is_none_or_does_not_say_its_day_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x.parquet").write_text("no")
    with pytest.raises(UnreadablePictures, match="no Parquet"):
        fired_on(tmp_path / "x.parquet", [rule(5)])
    with pytest.raises(UnreadablePictures, match="--as-of"):
        fired_on(pictures(tmp_path, [date(2026, 3, 1)]), [rule(5)])
