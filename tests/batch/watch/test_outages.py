"""Many who fall silent at once are one notice."""

from datetime import date
from pathlib import Path

from tests.batch.watch.test_replaying import complaint, told
from tests.batch.watch.world import replayed, written

SAUDI = {"place": {"country": "SAU"}, "data": {"channel": "app"}}


def miss(who: int, day: int) -> dict[str, object]:
    return complaint(f"m{who}-{day}", who, day, kind="check_in_missed", **SAUDI)


def test_a_channel_that_fails_for_many_is_one_notice_and_nobodys_alert(tmp_path: Path) -> None:
    used = [complaint(f"c{who}", who, 1, kind="checked_in", **SAUDI) for who in range(1, 61)]
    replay = replayed(
        written(tmp_path / "a.ndjson", *used, *(miss(who, 8 + who % 5) for who in range(1, 51)))
    )
    [notice] = [it.written() for it in replay.outages.notices]
    assert (notice["channel"], notice["country"], notice["people"]) == ("app", "SAU", 50)
    assert date.fromisoformat(notice["since"]) <= date(2026, 3, 10)
    assert not [it for it in told(replay) if not it.get("audit")]


def test_a_few_who_miss_a_check_in_among_many_are_none(tmp_path: Path) -> None:
    used = [complaint(f"c{who}", who, 1, kind="checked_in", **SAUDI) for who in range(1, 200)]
    replay = replayed(written(tmp_path / "a.ndjson", *used, *(miss(who, 8) for who in range(1, 30))))
    assert not replay.outages.notices
