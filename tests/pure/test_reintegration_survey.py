"""Surveys after home: scores between 0 and 1, no guesses, and an instrument that says its weights are provisional."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kawal.response.aftercare.programmes import MAY_BECOME, STATES
from kawal.response.aftercare.survey import BadAnswer, NoSuchInstrument, instrument, need_of, scores_of

ASKED = instrument("reintegrasi")
BEST = {it.code: max(it.options, key=lambda option: option.value).code for it in ASKED.questions}
WORST = {it.code: min(it.options, key=lambda option: option.value).code for it in ASKED.questions}
ANSWERS = st.fixed_dictionaries(
    {}, optional={it.code: st.sampled_from([option.code for option in it.options]) for it in ASKED.questions}
)


def test_the_best_answers_are_one_and_the_worst_nought():
    assert (scores_of(ASKED, BEST).whole, scores_of(ASKED, WORST).whole) == (1.0, 0.0)
    assert set(scores_of(ASKED, BEST).dimensions.values()) == {1.0}


@given(ANSWERS)
def test_a_score_lies_between_nought_and_one_or_is_not_said(answers):
    made = scores_of(ASKED, answers)
    for score in (*made.dimensions.values(), made.whole):
        assert score is None or 0 <= score <= 1
    assert (made.whole is None) == (None in made.dimensions.values())
    assert made.answered == len(answers)


@given(ANSWERS, st.sampled_from(ASKED.questions))
def test_a_better_answer_never_lowers_a_score(answers, question):
    values = [option.code for option in sorted(question.options, key=lambda option: option.value)]
    made = [
        scores_of(ASKED, {**answers, question.code: code}).dimensions[question.dimension] for code in values
    ]
    known = [score for score in made if score is not None]
    assert known == sorted(known)


def test_with_equal_weights_the_whole_is_the_mean_of_the_dimensions():
    made = scores_of(
        ASKED, {**WORST, **{it.code: BEST[it.code] for it in ASKED.questions if it.dimension == "social"}}
    )
    assert made.dimensions == {"economic": 0.0, "social": 1.0, "psychosocial": 0.0}
    assert made.whole == pytest.approx(1 / 3)


def test_fewer_than_half_of_a_dimension_is_no_score():
    few = [it.code for it in ASKED.questions if it.dimension == "economic"][:2]
    made = scores_of(ASKED, {code: BEST[code] for code in few})
    assert (made.dimensions["economic"], made.whole) == (None, None)
    assert need_of(made.whole) == "unknown"


def test_an_answer_to_no_question_is_refused():
    for bad in ({"height": "yes"}, {"earns": "perhaps"}):
        with pytest.raises(BadAnswer):
            scores_of(ASKED, bad)


def test_an_instrument_of_no_name_is_none():
    with pytest.raises(NoSuchInstrument):
        instrument("happiness")


def test_the_weights_in_force_say_that_they_are_provisional_and_equal():
    assert ASKED.provisional
    assert {it.weight for it in ASKED.questions} == {it.weight for it in ASKED.dimensions} == {1.0}


def test_every_question_is_asked_in_both_languages_and_offers_the_whole_range():
    for it in ASKED.questions:
        assert it.text_id and it.text_en
        values = [option.value for option in it.options]
        assert (min(values), max(values)) == (0.0, 1.0)


def test_every_state_of_an_offer_says_what_may_follow():
    assert set(MAY_BECOME) == set(STATES)
    assert {state for states in MAY_BECOME.values() for state in states} <= set(STATES)
