"""What an alert weighs: by the weights in force, the same in any order, and never less for another finding."""

from datetime import UTC, datetime
from types import SimpleNamespace

import hypothesis.strategies as st
from hypothesis import given

from kawal.decisions.judging.judging import weigh as weigh_
from kawal.decisions.rules.document import LEVELS
from kawal.decisions.rules.findings import catalogue
from kawal.decisions.score.weights import built_in

NOON = datetime(2026, 3, 10, 5, tzinfo=UTC)
ROW = {"phase": "abroad"}
RULES = {rule.id: rule for rule in catalogue()}
findings = st.builds(
    lambda rule, grade: SimpleNamespace(rule=RULES[rule], grade=grade, level=RULES[rule].level),
    st.sampled_from(sorted(RULES)),
    st.integers(1, 2),
)
some = st.lists(findings, min_size=1, max_size=9, unique_by=lambda it: it.rule.id)


def weigh(found):
    return weigh_(found, ROW, as_of=NOON, weights=built_in())


@given(some)
def test_a_probability_lies_within_its_interval(found):
    it = weigh(found)
    assert 0 < it.score.low <= it.score.probability <= it.score.high <= 1 and it.priority > 0


@given(some, findings)
def test_another_finding_never_lowers_what_is_weighed(found, one_more):
    fewer = weigh(found)
    more = weigh([*(it for it in found if it.rule.id != one_more.rule.id), one_more])
    if one_more.rule.id not in {it.rule.id for it in found}:
        assert more.score.probability >= fewer.score.probability and more.priority >= fewer.priority
        assert LEVELS.index(more.level) <= LEVELS.index(fewer.level)


@given(some, st.randoms())
def test_the_order_of_findings_does_not_matter(found, chance):
    mixed = list(found)
    chance.shuffle(mixed)
    assert weigh(mixed) == weigh(found)


def test_a_voice_is_an_emergency_by_itself_and_a_weak_sign_is_nobody_s_work():
    def level(rule: str) -> str:
        return weigh([SimpleNamespace(rule=RULES[rule], grade=1, level=RULES[rule].level)]).level

    assert level("L02") == "emergency" and level("K07") == "watch"
