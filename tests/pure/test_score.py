"""The score: weights that only add, caps, what only verified facts take away, levels, and a strict order."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kawal.decisions.rules.findings import catalogue
from kawal.decisions.score.priority import ACTIONABLE, level_of, priority, urgency
from kawal.decisions.score.scoring import score, verified_of
from kawal.decisions.score.weights import (
    VERIFIED,
    BadWeights,
    built_in,
    document_of,
    expert,
    read_weights,
    weights_of,
)

NOON = datetime(2026, 3, 10, 5, tzinfo=UTC)
TODAY = NOON.date()
WEIGHTS = built_in()
NOTHING: frozenset[str] = frozenset()
GRADES = {rule.id: 1 + len(rule.grades) for rule in catalogue()}
FIRED = st.dictionaries(st.sampled_from(sorted(GRADES)), st.integers(1, 4))
VERIFIED_SETS = st.frozensets(st.sampled_from(VERIFIED))


def chance(*rules: str, verified: frozenset[str] = NOTHING) -> float:
    return score(dict.fromkeys(rules, 1), verified, WEIGHTS).probability


def level(*rules: str) -> str:
    floors = [rule.level for rule in catalogue() if rule.id in rules]
    return level_of(score(dict.fromkeys(rules, 1), NOTHING, WEIGHTS), floors, WEIGHTS)


@pytest.mark.parametrize("weights", [WEIGHTS, expert()], ids=lambda it: it.version)
def test_every_rule_has_a_weight_of_its_own_dimension_for_every_grade(weights):
    said = {name: (it.dimension, len(it.steps)) for name, it in weights.indicators.items()}
    assert said == {rule.id: (rule.dimension, GRADES[rule.id]) for rule in catalogue()}


@given(fired=FIRED, verified=VERIFIED_SETS, more=FIRED)
def test_another_finding_or_a_higher_grade_never_lowers_the_score(fired, verified, more):
    added = {name: max(fired.get(name, 0), more.get(name, 0)) for name in fired | more}
    assert score(added, verified, WEIGHTS).probability >= score(fired, verified, WEIGHTS).probability


@given(fired=FIRED, verified=VERIFIED_SETS, more=VERIFIED_SETS)
def test_a_verified_fact_never_raises_it_and_never_takes_more_than_was_added(fired, verified, more):
    before, after = score(fired, verified, WEIGHTS), score(fired, verified | more, WEIGHTS)
    assert after.probability <= before.probability
    assert after.points >= 0 and score({}, VERIFIED_ALL, WEIGHTS) == score({}, NOTHING, WEIGHTS)


VERIFIED_ALL = frozenset(VERIFIED)


@given(fired=FIRED, verified=VERIFIED_SETS)
def test_a_score_lies_in_its_interval_and_is_the_sum_of_its_parts(fired, verified):
    said = score(fired, verified, WEIGHTS)
    assert 0 < said.low < said.probability < said.high < 1
    assert said.points == pytest.approx(sum(said.by_dimension.values()))
    assert all(
        points <= WEIGHTS.dimensions[name] for name, points in said.by_dimension.items() if name != "verified"
    )


@given(fired=FIRED)
def test_the_order_of_findings_is_no_matter(fired):
    turned = dict(reversed(fired.items()))
    assert score(turned, NOTHING, WEIGHTS) == score(fired, NOTHING, WEIGHTS)


def test_defects_of_papers_never_outvote_a_call_for_help():
    defects = [rule.id for rule in catalogue() if rule.dimension == "procedure"]
    assert len(defects) >= 5
    assert chance(*defects) < chance("L02")


def test_leaving_outside_the_procedure_alone_is_nobodys_work():
    irregular = ("R01", "R11", "D04", "D05", "K01", "K02", "K07", "W04", "W05")
    assert level(*irregular) == "watch"


def test_together_with_debt_deceit_and_retained_papers_it_is():
    assert level("R01", "K01", "R03", "R06", "R09") in ("high", "medium")


def test_a_direct_voice_is_an_emergency_whatever_else_is_known():
    assert [level(rule) for rule in ("L02", "L04", "L05")] == ["emergency"] * 3


def test_only_what_somebody_verified_speaks_for_a_person():
    assert verified_of({}) == NOTHING
    assert verified_of({"contract_verified": 0, "e_pmi": None, "family_knows": "yes"}) == NOTHING
    row = {
        "contract_verified": 1,
        "e_pmi": 1,
        "family_knows": "yes",
        "family_consents": "yes",
        "safe_on": 739000,
    }
    assert verified_of(row | {"followed_safe_on": 739000}) == VERIFIED_ALL


def test_before_departure_counts_most_and_a_voice_presses_more_every_day():
    said = score({"R06": 1, "R09": 1}, NOTHING, WEIGHTS)
    by_phase = {phase: priority(said, 3, {"phase": phase}, NOON) for phase in ACTIONABLE}
    assert by_phase["before"] > by_phase["abroad"] > by_phase["back"]
    assert priority(said, 3, {}, NOON) > priority(said, 2, {}, NOON)
    days = [
        urgency({"phase": "abroad", "distress_on": TODAY - timedelta(days=n)}, NOON) for n in (0, 5, 30, 99)
    ]
    assert days == sorted(days) and days[0] == 1.5 and days[-1] == 2.0
    silent = [
        urgency({"phase": "abroad", "last_heard_on": TODAY - timedelta(days=n)}, NOON)
        for n in (0, 45, 90, 400)
    ]
    assert silent == [1.0, 1.5, 2.0, 2.0]
    assert urgency({"phase": "back"}, NOON) == 1.0


def test_calibration_turns_log_odds_and_keeps_their_order():
    flat = replace(WEIGHTS, slope=0.5, shift=-3.0)
    weak, strong = ({"K06": 1}, {"L02": 1})
    assert score(weak, NOTHING, flat).probability < score(strong, NOTHING, flat).probability
    assert score(strong, NOTHING, flat).probability < score(strong, NOTHING, WEIGHTS).probability


def test_a_document_reads_as_the_weights_it_was_made_from(tmp_path):
    path = tmp_path / "w.json"
    path.write_text(json.dumps(document_of(WEIGHTS)), encoding="utf-8")
    assert replace(read_weights(path), digest="") == replace(WEIGHTS, digest="")
    assert list(WEIGHTS.dimensions) and WEIGHTS.provenance in ("expert", "fitted") and WEIGHTS.note


def changed(part: str, value) -> dict:
    raw = json.loads(json.dumps(document_of(WEIGHTS)))
    *way, last = part.split(".")
    inside = raw
    for name in way:
        inside = inside[name]
    inside[last] = value
    return raw


@pytest.mark.parametrize(
    ("part", "value", "said"),
    [
        ("colour", "red", "colour"),
        ("provenance", "guessed", "provenance"),
        ("base", "low", "base is no number"),
        ("base", float("nan"), "base is no number"),
        ("base", 99, "not between"),
        ("indicators.R01.steps", [-0.5], "not between"),
        ("indicators.R01.steps", [], "1 to 6 steps"),
        ("indicators.R01.dimension", "mood", "has no cap"),
        ("indicators.R01", {}, "needs dimension"),
        ("verified.contract_verified", 0.5, "not between"),
        ("verified.kindness", -0.5, "nobody verifies kindness"),
        ("levels.medium", 0.9, "medium < high"),
        ("calibration.slope", 0, "not between"),
    ],
)
def test_weights_that_cannot_be_meant_are_refused_by_name(part, value, said):
    with pytest.raises(BadWeights, match=said):
        weights_of(changed(part, value))


@pytest.mark.parametrize(
    ("part", "value"),
    [
        ("dimensions", []),
        ("indicators", None),
        ("levels", {"high": 0.5}),
        ("calibration", 1),
        ("verified", 2),
    ],
)
def test_weights_of_another_shape_are_refused_too(part, value):
    with pytest.raises(BadWeights, match="wrong shape"):
        weights_of({**document_of(WEIGHTS), part: value})


def test_the_weights_in_force_say_that_no_real_outcome_is_in_them():
    assert (expert().provenance, WEIGHTS.provenance) == ("expert", "fitted")
    assert "fictional country" in WEIGHTS.note


def test_weak_signs_all_together_in_one_dimension_are_less_than_one_acute_sign():
    acute = min(sum(it.steps) for name, it in WEIGHTS.indicators.items() if name in ("L02", "L04", "L05"))
    assert all(
        WEIGHTS.indicators[rule.id].steps[0] <= 1.2 < acute for rule in catalogue() if rule.severity == 1
    )


def test_a_file_that_is_no_document_is_named(tmp_path):
    (tmp_path / "w.json").write_text("[]", encoding="utf-8")
    with pytest.raises(BadWeights, match=r"w\.json: parts are missing"):
        read_weights(tmp_path / "w.json")
