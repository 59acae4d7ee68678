"""What a group needs: several assessors, gaps and disagreement shown, and a proposal."""

from uuid import uuid4

import pytest
from django.db import connection

from kawal.access.scope import NotAllowed, NotVisible, Power
from kawal.response.aid.needs import rules, selectors, services
from tests.rooms.aiding import AID, OTHERS, POST, a_post_site, line, received
from tests.rooms.returning import behind_the_wall
from tests.world import NOW, officer

pytestmark = pytest.mark.django_db
THIRD = officer("border_post", agency="bp3mi-kalbar", keys=("b:plbn-entikong",), actor="rama")


@pytest.fixture
def asked():
    """A question to three assessors about a group at the post; its code."""
    site = a_post_site()
    received(site, line("kit_women", 30), scope=POST)
    with behind_the_wall(POST):
        return services.open_assessment(
            scope=POST, act=uuid4(), about="Rombongan dari Kuching", site=site, assessors=3, now=NOW
        )


def say(code, scope=POST, act=None, **answers):
    with behind_the_wall(scope):
        services.answer(scope=scope, code=code, act=act or uuid4(), answers=answers, now=NOW)


def read(code, scope=POST):
    with behind_the_wall(scope):
        card = selectors.get_assessment(scope=scope, code=code)
        found, proposed = selectors.list_results(scope=scope, card=card)
    return card, {it.question.code: it for it in found}, {it.item: it for it in proposed}


def test_several_assessors_answers_are_counts_with_their_gaps(asked):
    say(asked, POST, women=60, children=10, wash=0)
    say(asked, AID, women=61, children=25, wash=1)
    card, found, proposed = read(asked)
    assert (card.missing, set(card.answers)) == (1, {"bayu", "melati"})
    assert (found["women"].said, found["women"].agrees) == ((60, 61), True)
    assert (found["children"].said, found["children"].agrees) == ((10, 25), False)
    assert (found["infants"].said, found["infants"].silent, found["infants"].middle) == ((), 2, None)
    assert (found["wash"].middle, found["wash"].agrees) == (0, False)
    assert {item: (it.needed, it.there, it.send) for item, it in proposed.items()} == {
        "kit_women": (61, 30, 31),
        "kit_child": (25, 0, 25),
        "kit_hygiene": (86, 0, 86),
    }
    assert not any(it.is_firm for it in proposed.values())


def test_a_proposal_is_firm_when_all_have_answered_and_agree(asked):
    for scope in (POST, AID, THIRD):
        say(asked, scope, women=60)
    _card, _found, proposed = read(asked)
    assert proposed["kit_women"].is_firm


def test_an_assessor_who_answers_again_is_counted_once_with_what_she_said_last(asked):
    act = uuid4()
    say(asked, women=10)
    say(asked, women=12, act=act)
    say(asked, women=12, act=act)
    card, found, _proposed = read(asked)
    assert (card.missing, found["women"].said) == (2, (12,))


@pytest.mark.parametrize(
    "answers", [{"women": -1}, {"women": 20_001}, {"food": 2}, {"weather": 1}, {"women": "x"}]
)
def test_an_answer_that_cannot_be_is_refused_and_not_written(asked, answers):
    with pytest.raises(rules.BadAnswer, match=next(iter(answers))):
        say(asked, **answers)
    assert read(asked)[0].answers == {}


def test_what_is_closed_takes_no_answer(asked):
    with behind_the_wall(POST):
        services.close_assessment(scope=POST, code=asked, now=NOW)
        services.close_assessment(scope=POST, code=asked, now=NOW)
    with pytest.raises(services.AssessmentClosed):
        say(asked, women=1)


def test_another_agency_sees_and_answers_nothing(asked):
    say(asked, women=5)
    with behind_the_wall(OTHERS):
        assert selectors.list_assessments(scope=OTHERS) == []
    for act in (lambda: say(asked, OTHERS, women=1), lambda: read(asked, OTHERS)):
        with pytest.raises(NotVisible):
            act()
    with behind_the_wall(OTHERS), connection.cursor() as cursor:
        for table in ("aid_assessment", "aid_answer"):
            cursor.execute(f"select count(*) from {table}")
            assert cursor.fetchone() == (0,)
    without = officer("border_post", agency="bp3mi-kalbar", powers=frozenset({Power.MANAGE_STOCK}))
    with pytest.raises(NotAllowed):
        say(asked, without, women=1)


def test_every_question_has_words_in_both_languages_and_its_kit_is_in_the_catalogue():
    with behind_the_wall(POST):
        from kawal.response.aid.stock.selectors import list_items

        items = list_items(scope=POST)
    for it in rules.questions():
        assert it.label("id") != it.label("en")
        assert it.item in ("", *items)
