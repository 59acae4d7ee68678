"""What an alert weighs: never less for another finding, the same in any order, and no dimension outvotes a voice."""

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import hypothesis.strategies as st
from hypothesis import given

from kawal.decisions.alerts.scoring import EXPERT, score

NOON = datetime(2026, 3, 10, 5, tzinfo=UTC)
ROW = {"stay": "abroad_in_contact", "last_contact_at": None}
findings = st.builds(
    lambda n, severity, dimension: SimpleNamespace(
        rule=SimpleNamespace(id=f"X{n:02}", severity=severity, dimension=dimension)
    ),
    st.integers(0, 40),
    st.integers(1, 3),
    st.sampled_from(["deception", "isolation", "violence"]),
)
some = st.lists(findings, min_size=1, max_size=9, unique_by=lambda it: it.rule.id)


def found(severity: int, dimension: str, count: int = 1) -> list:
    return [
        SimpleNamespace(rule=SimpleNamespace(id=f"Y{n}{severity}", severity=severity, dimension=dimension))
        for n in range(count)
    ]


@given(some)
def test_a_probability_lies_within_its_interval(given):
    it = score(given, ROW, as_of=NOON)
    assert 0 <= it.low <= it.probability <= it.high <= 1 and it.priority > 0 and it.weights == EXPERT


@given(some, findings)
def test_another_finding_never_lowers_the_score(given, one_more):
    fewer, more = score(given, ROW, as_of=NOON), score([*given, one_more], ROW, as_of=NOON)
    assert more.probability >= fewer.probability and more.priority >= fewer.priority


@given(some, st.randoms())
def test_the_order_of_findings_does_not_matter(given, chance):
    mixed = list(given)
    chance.shuffle(mixed)
    assert score(mixed, ROW, as_of=NOON) == score(given, ROW, as_of=NOON)


def test_five_defects_of_paper_do_not_outvote_one_distress_code():
    paper = score(found(1, "deception", 5), ROW, as_of=NOON)
    voice = score(found(3, "intimidation"), ROW, as_of=NOON)
    assert voice.probability > paper.probability and voice.priority > paper.priority


def test_what_can_still_be_prevented_comes_first():
    same = found(2, "deception")
    before = score(same, {**ROW, "stay": "preparing"}, as_of=NOON)
    assert before.priority > score(same, ROW, as_of=NOON).priority


def test_a_longer_silence_is_more_urgent_by_whole_days():
    def priority(days: float) -> float:
        row = {"stay": "abroad_silent", "last_contact_at": NOON - timedelta(days=days)}
        return score(found(2, "contact"), row, as_of=NOON).priority

    assert priority(1.2) == priority(1.9) < priority(20) < priority(30) == priority(400)
