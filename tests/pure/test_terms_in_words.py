"""How a term is told that has passed."""

from datetime import UTC, datetime, timedelta

import pytest

from kawal.doors.web.kit import times

NIGHT = datetime(2026, 11, 18, 17, 10, tzinfo=UTC)  # ten past midnight in Jakarta


@pytest.mark.parametrize(
    ("late", "said"),
    [
        (timedelta(minutes=1), "lewat 1 menit"),
        (timedelta(minutes=25), "lewat 25 menit"),  # it was due yesterday, and is no day late
        (timedelta(hours=3), "lewat 1 hari"),
        (timedelta(days=3), "lewat 3 hari"),
    ],
)
def test_a_term_that_has_just_passed_is_told_in_minutes(late: timedelta, said: str) -> None:
    card = times.until(NIGHT - late, NIGHT)
    assert (card.text, card.state) == (said, "late")


def test_a_term_of_this_day_is_told_in_hours() -> None:
    noon = NIGHT + timedelta(hours=12)
    assert times.until(noon - timedelta(hours=3, minutes=5), noon).text == "lewat 3 jam"
