"""Who may get what: documents that say so whole, and a reason for each answer."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kawal.response.aid.entitlements import documents, rules
from kawal.response.aid.entitlements.documents import BadEntitlement, entitlements
from kawal.response.aid.entitlements.rules import Had, Recipient

NOW = datetime(2026, 11, 20, 5, tzinfo=UTC)
WOMAN = Recipient("female", 1999)


def answers(who, *had, now=NOW):
    return {it.entitlement.id: it.answer for it in rules.verdicts(who, had, now)}


def had(id, days_ago=0, *, who=WOMAN):
    at = NOW - timedelta(days=days_ago)
    its = entitlements()[id]
    return Had(id, rules.period(its, who, at), at, rules.again_at(its, at))


@pytest.mark.parametrize(
    ("who", "may", "asks"),
    [
        (WOMAN, {"women-kit", "hygiene-refill"}, set()),
        (Recipient("male", 1980), {"men-kit", "hygiene-refill"}, set()),
        (Recipient("female", 2019), {"child-kit", "hygiene-refill"}, set()),
        (Recipient("male", 2025), {"infant-kit", "hygiene-refill"}, set()),
        (Recipient("female", 2013), {"women-kit", "child-kit", "hygiene-refill"}, set()),
        (Recipient("female"), {"hygiene-refill"}, {"women-kit", "child-kit", "infant-kit"}),
        (Recipient("", 1999), {"hygiene-refill"}, {"women-kit", "men-kit"}),
    ],
    ids=["woman", "man", "girl", "infant", "twelve or thirteen", "age unknown", "sex unknown"],
)
def test_sex_and_age_decide_and_what_is_not_known_is_asked(who, may, asks):
    found = answers(who)
    assert {id for id, it in found.items() if it == "yes"} == may
    assert {id for id, it in found.items() if it == "ask"} == asks


def test_where_nobody_knows_her_departure_a_journey_ends_after_ninety_days():
    assert answers(WOMAN, had("women-kit", 89))["women-kit"] == "had"
    assert answers(WOMAN, had("women-kit", 91))["women-kit"] == "yes"


@pytest.mark.parametrize(("departed", "answer"), [(date(2026, 6, 1), "had"), (date(2026, 11, 10), "yes")])
def test_a_known_departure_says_whether_it_was_the_same_journey(departed, answer):
    who = Recipient("female", 1999, departed)
    assert answers(who, had("women-kit", 20))["women-kit"] == answer


@given(st.integers(0, 400), st.integers(0, 400))
def test_a_refill_is_had_exactly_until_its_days_are_over(first, second):
    last = min(first, second)
    expected = "had" if last < 30 else "yes"
    found = answers(WOMAN, had("hygiene-refill", first), had("hygiene-refill", second))
    assert found["hygiene-refill"] == expected


def test_every_document_gives_its_words_in_both_languages():
    for its in entitlements().values():
        for text in (its.label, its.reason, its.source):
            assert text.said("id")
            assert text.said("en")
            assert text.id != text.en


@pytest.mark.parametrize(
    ("old", "new", "part"),
    [
        ('every = "journey"', 'every = "sometimes"', "every"),
        ('every = "journey"', 'every = "days"', "every"),
        ("quantity = 1", "quantity = 0", "quantity"),
        ("from_age = 13", "from_age = 200", "ages"),
        ('sex = "female"', 'sex = "woman"', "sex"),
        ('sex = "female"', 'height = "tall"', "who"),
        ('service = "kit"', "", "parts"),
        ("[who]", "[whom]", "who"),
    ],
)
def test_a_document_that_is_not_understood_fails_by_its_name(old, new, part):
    text = (documents.CATALOGUE / "women-kit.v1.toml").read_text(encoding="utf-8")
    assert old in text
    with pytest.raises(BadEntitlement, match=f"women.toml.*{part}"):
        documents.read(text.replace(old, new), "women.toml")
