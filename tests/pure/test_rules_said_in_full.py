"""What a rule says of facts it fires on is said in full: a day or a country that nobody told has a sentence of its own."""

from datetime import UTC, datetime

from hypothesis import given, settings

from kawal.decisions.rules.findings import rules_on
from kawal.decisions.rules.sentences import NOT_KNOWN
from kawal.situation.picture import PictureFact
from tests.pure.picture_facts import fact
from tests.pure.signal_facts import KHM, MYS, told
from tests.pure.test_signals_properties import HORIZON, facts, read

ASKED = ("R08",)  # tells of two questions whether each was answered
RULES = [it for it in rules_on(HORIZON) if it.id not in ASKED]
AS_OF = datetime(2026, 6, 1, tzinfo=UTC)


@settings(max_examples=settings().max_examples * 3, deadline=None)
@given(facts(most=8))
def test_no_sentence_has_a_gap_whatever_was_told(life: list[PictureFact]) -> None:
    row = read(life)
    for rule in RULES:
        if rule.grade_of(row, HORIZON):
            said = [rule.sentence(row, HORIZON, "id"), rule.sentence(row, HORIZON, "en")]
            assert not any(gap in text for text, gap in zip(said, NOT_KNOWN.values(), strict=True)), said


def sentence(rule_id: str, *life: PictureFact) -> str:
    rule = next(it for it in RULES if it.id == rule_id)
    row = told(*life)
    assert rule.grade_of(row, AS_OF)
    return rule.sentence(row, AS_OF, "en")


def test_who_is_seen_only_where_she_arrived_left_on_no_day() -> None:
    hired = fact("recruited", "2026-02-01", recruiter="Slamet", promised={"country": "MYS"})
    arrived = fact("arrived_abroad", "2026-03-01", place=MYS, visa="visit")
    assert sentence("K01", hired, arrived) == (
        "Abroad on a visit visa, while on record for work; the day of departure is not recorded."
    )


def test_the_closed_country_is_the_one_she_came_to_and_not_the_one_she_left_for() -> None:
    left = fact("departed", "2026-03-01", destination="MYS", visa="visit")
    arrived = fact("arrived_abroad", "2026-03-04", place=KHM)
    assert sentence("R11", left, arrived).startswith("Arrived in Cambodia, which was closed")
    assert sentence("R11", arrived).startswith("Arrived in Cambodia, which was closed")
    assert sentence("R11", fact("departed", "2026-03-01", destination="KHM")).startswith(
        "The destination Cambodia"
    )


def test_a_complaint_of_debt_speaks_where_no_loan_is_on_record() -> None:
    said = fact("complained", "2026-05-01", place=MYS, problems=["debt"])
    assert sentence("R06", said) == "A complaint tells of a debt that binds."


def test_a_worker_who_says_that_she_may_speak_with_nobody_is_heard_at_once() -> None:
    said = fact("complained", "2026-05-01", place=MYS, problems=["no_contact_allowed"])
    assert sentence("L05", said).startswith("A severe complaint of 1 May 2026")
