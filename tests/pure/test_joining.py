"""Which claims are one person: the exact rule, in any order, and never on a number alone."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kawal.situation.people.joining import Arrival, Holder, Note, plan

NIK, PASSPORT, OTHER = 11, 22, 33


def claim(id_, words="SERUNI UMPAMA", numbers=(NIK,), **more):
    return Arrival(id_, frozenset(words.split()), tuple(numbers), **more)


def holder(id_, person, words="SERUNI UMPAMA", birth=""):
    return Holder(id_, person, frozenset(words.split()), birth)


@pytest.mark.parametrize("name", ["SERUNI", "SERUNI UMPAMA LARAS", "SERUMI UMPAMA", "SEUNI"])
def test_an_equal_number_and_the_same_name_join_though_words_or_letters_are_missing(name):
    made = plan([claim(5, name)], {NIK: [holder(1, 9)]})
    assert made.joined == {5: 9} and made.causes == {5: "number"} and made.opened == []


@pytest.mark.parametrize("name", ["KENANGA UMPAMA", "SERUNI LARAS", "KENANGA SERUNI LARAS"])
def test_sisters_who_have_a_word_of_the_name_in_common_are_not_joined_by_one_number(name):
    made = plan([claim(5, name)], {NIK: [holder(1, 9)]})
    assert made.opened == [[5]] and made.notes == [Note(1, 5, "same_number")]


def test_an_equal_number_and_name_are_not_enough_for_two_who_were_born_years_apart():
    holders = {NIK: [holder(1, 9, birth="1999-04-05")]}
    made = plan([claim(5, birth="2002-11-08")], holders)
    assert made.opened == [[5]] and made.notes == [Note(1, 5, "same_number")]
    for birth in ("", "1999", "1993-04-05", "1999-05-04", "1999-04-06"):
        assert plan([claim(5, birth=birth)], holders).joined == {5: 9}, birth


def test_an_equal_number_under_another_name_opens_a_person_and_leaves_a_note():
    made = plan([claim(5, "KENANGA MISAL")], {NIK: [holder(1, 9)]})
    assert made.opened == [[5]] and made.joined == {}
    assert made.notes == [Note(1, 5, "same_number")]


def test_a_number_without_a_name_joins_nobody():
    made = plan([claim(5, "")], {NIK: [holder(1, 9)]})
    assert made.opened == [[5]] and made.notes == [Note(1, 5, "same_number")]


def test_a_name_alone_joins_nobody():
    assert plan([claim(5, numbers=()), claim(6, numbers=())], {}).opened == [[5], [6]]


def test_an_id_joins_whatever_the_name():
    made = plan([claim(5, "KENANGA", numbers=(), named=9)], {})
    assert made.joined == {5: 9} and made.causes == {5: "kawal_id"}


def test_claims_of_one_batch_find_each_other():
    made = plan([claim(5), claim(6, numbers=(NIK, PASSPORT)), claim(7, numbers=(PASSPORT,))], {})
    assert made.opened == [[5, 6, 7]]


def test_a_claim_that_fits_two_people_joins_them_to_the_older():
    made = plan([claim(5, numbers=(NIK, PASSPORT))], {NIK: [holder(1, 9)], PASSPORT: [holder(2, 4)]})
    assert made.merged == {9: 4} and made.joined == {5: 4} and made.notes == []


def test_people_on_whom_something_human_hangs_are_not_joined_but_asked_about():
    holders = {NIK: [holder(1, 9)], PASSPORT: [holder(2, 4)]}
    made = plan([claim(5, numbers=(NIK, PASSPORT))], holders, anchored={9})
    assert made.merged == {} and made.opened == [[5]]
    assert set(made.notes) == {Note(1, 5, "ambiguous"), Note(2, 5, "ambiguous")}


def test_a_claim_still_joins_one_person_with_a_case():
    assert plan([claim(5)], {NIK: [holder(1, 9)]}, anchored={9}).joined == {5: 9}


def test_people_called_different_are_never_joined_by_a_third_claim():
    holders = {NIK: [holder(1, 9)], PASSPORT: [holder(2, 4)]}
    made = plan([claim(5, numbers=(NIK, PASSPORT))], holders, apart={(4, 9)})
    assert made.merged == {} and made.opened == [[5]]


def test_a_claim_that_comes_back_into_matching_brings_its_person_along():
    made = plan([claim(5, now_in=7)], {NIK: [holder(1, 9)]})
    assert made.merged == {9: 7} and made.joined == {5: 7}


def test_a_withdrawn_claim_is_put_with_the_one_it_fits_and_joins_nobody():
    holders = {NIK: [holder(1, 9)], PASSPORT: [holder(2, 4)]}
    assert plan([claim(5, held=False)], holders).joined == {5: 9}
    bridge = plan([claim(5, numbers=(NIK, PASSPORT), held=False)], holders)
    assert bridge.merged == {} and bridge.opened == [[5]]


def test_a_withdrawn_claim_goes_with_a_group_that_is_only_just_opened():
    assert plan([claim(6, held=False), claim(5)], {}).opened == [[5, 6]]


def test_a_number_of_many_people_is_not_as_many_questions():
    holders = {NIK: [holder(n, 100 + n, "LAIN") for n in range(40)]}
    assert len(plan([claim(500)], holders).notes) == 5


NAMES = st.sampled_from(["SERUNI UMPAMA", "SERUNI", "UMPAMA", "KENANGA MISAL", "MISAL", ""])
BIRTHS = st.sampled_from(["", "1999-04-05", "2002-11-08", "1999"])
CLAIMS = st.lists(st.tuples(NAMES, st.sets(st.sampled_from([1, 2, 3, 4]), max_size=2), BIRTHS), max_size=9)


def partition(said, order, cuts):
    """Group claims of `said` in the given order, in batches that end at `cuts`."""
    person_of, words, numbers_of, births = {}, {}, {}, {}
    fresh = 0
    ends = sorted({*cuts, len(order)})
    for start, end in pairwise([0, *[cut for cut in ends if cut <= len(order)]]):
        arrivals = [claim(n + 1, said[n][0], sorted(said[n][1]), birth=said[n][2]) for n in order[start:end]]
        holders = {
            number: [
                Holder(c, person_of[c], words[c], births[c]) for c in person_of if number in numbers_of[c]
            ]
            for number in (1, 2, 3, 4)
        }
        made = plan(arrivals, holders)
        for it in arrivals:
            words[it.claim_id], numbers_of[it.claim_id] = it.words, it.numbers
            births[it.claim_id] = it.birth
        person_of = {c: made.merged.get(p, p) for c, p in person_of.items()} | made.joined
        for group in made.opened:
            fresh += 1
            person_of |= dict.fromkeys(group, fresh)
    groups = {}
    for c, person in person_of.items():
        groups.setdefault(person, set()).add(c)
    return sorted(map(sorted, groups.values()))


@given(said=CLAIMS, data=st.data())
def test_the_grouping_depends_neither_on_order_nor_on_batches(said, data):
    order = data.draw(st.permutations(range(len(said))))
    cuts = data.draw(st.sets(st.integers(1, max(1, len(said)))))
    assert partition(said, order, cuts) == partition(said, range(len(said)), set())
