"""Weights learned from outcomes only add, follow what is there to learn, and stay with the experts elsewhere."""

import random
from math import exp
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kawal.decisions.rules.findings import catalogue
from kawal.decisions.score.scoring import score
from kawal.decisions.score.weights import expert
from kawal_batch.watch.fitting import (
    BY_SEVERITY,
    LEAST,
    MOST,
    TooFewCases,
    calls_for_help,
    learn,
    peak,
    resting_on_absence,
    space_of,
    without,
)
from kawal_batch.watch.fitting_checks import interval, platt, probability, reliability
from kawal_batch.watch.fitting_levels import Budgets, levels
from kawal_batch.watch.fitting_model import Model
from kawal_batch.watch.fitting_rows import gathered, people_of, split

NEWEST = tuple({rule.id: rule for rule in catalogue()}.values())
SPACE = space_of(NEWEST, expert())
STRONG, WEAK, HARMLESS = "R09", "K06", "R08"


class Told(NamedTuple):
    subject: str
    day: int
    fired: dict[str, int]
    verified: frozenset[str]
    label: bool | None
    departed_on: int | None = None
    harm_from: int | None = None


def world(people: int = 6000, seed: int = 1) -> list[Told]:
    """Cases come by the strong indicator, hardly by the weak one, and rather less by the harmless one."""
    chance = random.Random(seed)
    told = []
    for n in range(people):
        fired = {
            name: 1
            for name, share in ((STRONG, 0.06), (WEAK, 0.2), (HARMLESS, 0.1))
            if chance.random() < share
        }
        verified = frozenset({"contract_verified"} if chance.random() < 0.5 else ())
        odds = (
            -3.5
            + 3.0 * (STRONG in fired)
            + 0.3 * (WEAK in fired)
            - 0.3 * (HARMLESS in fired)
            - 1.0 * bool(verified)
        )
        case = chance.random() < 1 / (1 + exp(-odds))
        told += [Told(f"P{n}", 100 + n, {}, frozenset(), case), Told(f"P{n}", 130 + n, fired, verified, case)]
    return told


@pytest.fixture(scope="module")
def fitted():
    return learn(world(), expert=expert(), rules=NEWEST, version="uji-1", note="Uji.", worth=1.0)


def steps(fitted, name: str) -> float:
    return fitted.weights.indicators[name].steps[0]


@pytest.mark.slow
def test_what_brings_cases_weighs_more_than_what_does_not(fitted):
    assert steps(fitted, STRONG) > 2.0 > 1.0 > steps(fitted, WEAK)
    assert fitted.weights.verified["contract_verified"] < -0.5


@pytest.mark.slow
def test_one_set_of_outcomes_moves_no_weight_beyond_the_experts_reach(fitted):
    assert steps(fitted, HARMLESS) == LEAST * expert().indicators[HARMLESS].steps[0]
    for name, weight in fitted.weights.indicators.items():
        for mine, theirs in zip(weight.steps, expert().indicators[name].steps, strict=True):
            assert LEAST * theirs - 1e-3 <= mine <= MOST * theirs + 1e-3


@pytest.mark.slow
def test_a_call_for_help_never_weighs_less_than_the_experts_say():
    chance = random.Random(6)
    told = [
        Told(
            f"P{n}",
            n,
            {"L02": 1} if chance.random() < 0.05 else {STRONG: 1},
            frozenset(),
            chance.random() < 0.03,
        )
        for n in range(4000)
    ]
    learned = learn(told, expert=expert(), rules=NEWEST, version="uji", note="Uji.", worth=1.0)
    assert steps(learned, "L02") == expert().indicators["L02"].steps[0]


def test_what_nobody_was_found_with_stays_as_the_experts_said(fitted):
    assert fitted.weights.indicators["L07"].steps == expert().indicators["L07"].steps


def test_the_weights_read_as_a_document_and_say_where_they_come_from(fitted):
    assert (fitted.weights.version, fitted.weights.provenance, fitted.weights.note) == (
        "uji-1",
        "fitted",
        "Uji.",
    )
    assert fitted.report["digest"] == fitted.weights.digest
    assert fitted.report["learned_from"]["people"] == 4200 and fitted.report["judged_on"]["people"] == 1800


def test_the_chances_are_those_that_are_seen(fitted):
    table = [it for it in fitted.report["reliability"] if it["people"] > 100]
    assert table and all(it["interval"][0] <= it["said"] <= it["interval"][1] for it in table)


def test_each_indicator_is_told_with_its_precision(fitted):
    told = {it["id"]: it for it in fitted.report["indicators"]}
    assert told[STRONG]["precision"] > told[HARMLESS]["precision"]
    assert told["L07"] == {
        "id": "L07",
        "severity": 2,
        "people": 0,
        "cases": 0,
        "precision": None,
        "interval": None,
    }


@pytest.mark.slow
def test_the_same_snapshots_in_another_order_give_the_same_weights():
    told = world(people=2500, seed=3)
    turned = random.Random(5).sample(told, len(told))
    one, other = (
        learn(it, expert=expert(), rules=NEWEST, version="uji", note="Uji.") for it in (told, turned)
    )
    assert one.weights == other.weights


@pytest.mark.slow
def test_a_weak_sign_never_weighs_more_than_a_weak_sign_may():
    chance = random.Random(4)
    told = []
    for n in range(4000):
        case = chance.random() < 0.03
        fired = {WEAK: 1} if case and chance.random() < 0.9 else {}
        told.append(Told(f"P{n}", n, fired, frozenset(), case))
    learned = learn(told, expert=expert(), rules=NEWEST, version="uji", note="Uji.", worth=1.0)
    assert steps(learned, WEAK) == min(BY_SEVERITY[1][0], MOST * expert().indicators[WEAK].steps[0])


def test_few_cases_teach_nothing():
    with pytest.raises(TooFewCases, match="30 are needed"):
        learn(world(people=200), expert=expert(), rules=NEWEST, version="uji", note="Uji.")


def test_people_without_an_outcome_are_left_out():
    told = [Told("A", 1, {}, frozenset(), None), Told("B", 1, {}, frozenset(), False)]
    assert [person[0].subject for person in people_of(told)] == ["B"]


def test_each_person_counts_once_and_a_case_most_while_there_is_time():
    told = [
        Told("A", 1, {STRONG: 1}, frozenset(), True, departed_on=5, harm_from=9),
        Told("A", 6, {STRONG: 1, WEAK: 1}, frozenset(), True, departed_on=5, harm_from=9),
        Told("A", 10, {WEAK: 1}, frozenset(), True, departed_on=5, harm_from=9),
        Told("B", 1, {}, frozenset(), False),
        Told("B", 2, {WEAK: 1}, frozenset(), False),
    ]
    data = gathered(people_of(told), SPACE)
    cases = dict(zip(data.rows, data.cases, strict=True))
    strong, weak = (SPACE.steps.index((name, 1)) for name in (STRONG, WEAK))
    assert cases[(strong,)] == pytest.approx(3 / 6) and cases[tuple(sorted((strong, weak)))] == pytest.approx(
        2 / 6
    )
    assert sum(data.cases) == pytest.approx(1) and sum(data.others) == pytest.approx(1)


def test_the_split_is_by_time_and_never_divides_a_person():
    people = list(people_of(world(people=100)))
    earlier, later = split(people, 0.7)
    assert len(earlier) == 70 and max(it[0].day for it in earlier) <= min(it[0].day for it in later)


@settings(max_examples=40, deadline=None)
@given(
    fired=st.dictionaries(
        st.sampled_from(sorted({name for name, _ in SPACE.steps})), st.just(1), max_size=12
    ),
    verified=st.frozensets(st.sampled_from(SPACE.verified)),
)
def test_the_fit_reckons_as_the_score_does(fired, verified):
    weights = expert()
    flat = [weights.indicators[name].steps[grade - 1] for name, grade in SPACE.steps]
    model = Model(
        SPACE, weights.base, flat + [weights.verified[it] for it in SPACE.verified],
        [weights.dimensions[it] for it in SPACE.dimensions],
    )  # fmt: skip
    said = score(fired, verified, weights)
    odds, _case = peak([Told("A", 1, fired, verified, False)], model)
    assert odds - weights.base == pytest.approx(said.points)
    assert probability(weights.shift + weights.slope * odds) == pytest.approx(said.probability)


def test_calibration_finds_the_shares_that_are_seen():
    chance = random.Random(2)
    peaks = [
        (odds, chance.random() < 1 / (1 + exp(-(0.5 * odds - 1))))
        for odds in (chance.gauss(0, 3) for _ in range(8000))
    ]
    slope, shift = platt(peaks)
    assert slope == pytest.approx(0.5, abs=0.05) and shift == pytest.approx(-1, abs=0.12)
    table = reliability((probability(shift + slope * odds), case) for odds, case in peaks)
    assert sum(it["people"] for it in table) == 8000
    assert platt([(1.0, False)] * 20) == (1.0, 0.0)


def test_wilson_intervals_as_published():
    assert interval(0, 0) is None
    assert interval(5, 10) == (0.2366, 0.7634)
    assert interval(0, 20)[0] == 0.0 and interval(20, 20)[1] == 1.0


def test_what_only_a_complete_feed_can_say_is_learned_from_with_and_without():
    absent = resting_on_absence(NEWEST)
    assert absent == {"D04", "D05", "K02", "R04", "W04"}
    [found] = without([Told("a", 1, {"D05": 1, "R09": 1}, frozenset({"e_pmi"}), label=True)], absent)
    assert (found.fired, found.verified, found.label, found.subject) == ({"R09": 1}, {"e_pmi"}, True, "a")


def test_a_serious_sign_may_weigh_more_than_a_weak_one_and_less_than_an_acute():
    assert BY_SEVERITY[1][0] < BY_SEVERITY[2][0] < BY_SEVERITY[3][0]


@pytest.mark.slow
def test_the_levels_leave_room_for_what_officers_can_do(fitted):
    _earlier, later = split(list(people_of(world())), 0.7)
    for name, budget in (("high", 30.0), ("medium", 100.0)):
        told = fitted.report["levels"][name]
        floor = getattr(fitted.weights, name)
        above = sum(
            any(score(it.fired, it.verified, fitted.weights).probability >= floor for it in person)
            for person in later
        )
        assert told == {
            "probability": floor,
            "expected": round(above / len(later) * 10_000, 2),
            "budget": budget,
        }
        assert told["expected"] <= budget


@pytest.mark.slow
def test_a_larger_budget_lowers_the_levels():
    wide = learn(
        world(), expert=expert(), rules=NEWEST, version="uji", note="Uji.", budgets=Budgets(500.0, 2000.0)
    )
    assert (
        0
        < wide.report["levels"]["high"]["expected"]
        <= 500
        < wide.report["levels"]["medium"]["expected"]
        <= 2000
    )


def one(name: str, fired: dict[str, int], case: bool = False) -> list[Told]:
    return [Told(name, 1, {}, frozenset(), case), Told(name, 2, fired, frozenset(), case)]


def begin(people, high, medium, prevalence=None, calls=frozenset()):
    return levels(people, expert(), budgets=Budgets(high, medium), prevalence=prevalence, calls=calls)


def chance_of(*names: str) -> float:
    return score(dict.fromkeys(names, 1), frozenset(), expert()).probability


def test_a_level_begins_between_the_last_that_fits_and_the_next():
    people = [one("a", {"R09": 1}), one("b", {"R09": 1, "K06": 1}), *(one(f"n{n}", {}) for n in range(98))]
    high, medium = begin(people, 100, 250)
    assert chance_of("R09") < high.probability < chance_of("R09", "K06") and high.expected == 100
    assert chance_of() < medium.probability < chance_of("R09") and medium.expected == 200
    high, medium = begin(people, 150, 160)
    assert chance_of("R09") < medium.probability < high.probability < chance_of("R09", "K06")


def test_a_figure_that_too_many_share_is_left_below_the_level():
    people = [*(one(f"n{n}", {"R09": 1}) for n in range(50)), *(one(f"m{n}", {}) for n in range(50))]
    high, medium = begin(people, 30, 100)
    assert (
        chance_of("R09") < medium.probability < high.probability < 1 and high.expected == medium.expected == 0
    )


def test_where_there_is_room_for_all_the_levels_still_differ():
    high, medium = begin([one("a", {"R09": 1})], 10_000, 10_000)
    assert 0 < medium.probability < high.probability < chance_of("R09")


def test_whoever_calls_for_help_takes_no_room_but_what_was_known_before():
    called = [
        Told("a", 1, {"K06": 1}, frozenset(), True),
        Told("a", 2, {"R09": 1, "L02": 1}, frozenset(), True),
    ]
    people = [called, one("b", {"R09": 1}), *(one(f"n{n}", {}) for n in range(98))]
    high, medium = begin(people, 100, 200, calls=calls_for_help(NEWEST))
    assert chance_of("K06") < high.probability < chance_of("R09") and high.expected == 100
    assert medium.probability < chance_of("K06") and medium.expected == 200
    assert {"L02", "L04", "L05"} <= calls_for_help(NEWEST)


def test_alerts_are_expected_for_the_prevalence_of_all_workers():
    people = [one("a", {"R09": 1}, case=True), *(one(f"n{n}", {}) for n in range(9))]
    assert begin(people, 30, 100)[0].expected == 0
    assert begin(people, 30, 100, prevalence=0.003)[0].expected == 30
