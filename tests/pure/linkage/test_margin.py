"""Ambiguous means nobody: who is a rival, and who is only another claim of the same woman."""

from hypothesis import given
from hypothesis import strategies as st

from kawal.situation.linkage.rules.grouping import Edge
from kawal.situation.linkage.rules.margin import unambiguous, without
from tests.pure.linkage.test_grouping import edge

NEW, BEST, RIVAL = 1, 2, 3


def joined(*edges, **more):
    return {(it.low, it.high) for it in unambiguous(edges, **more) if it.passes}


def between(weight, *, agrees):
    return Edge(BEST, RIVAL, weight, False, agrees)


def test_a_claim_that_fits_two_people_nearly_as_well_is_joined_to_neither():
    assert joined(edge(NEW, BEST, 15.0), edge(NEW, RIVAL, 12.5, False)) == set()
    assert joined(edge(NEW, BEST, 15.0), edge(NEW, RIVAL, 12.0, False)) == {(NEW, BEST)}


def test_a_rival_that_is_the_same_person_already_or_by_the_rule_is_none():
    assert len(joined(edge(NEW, BEST, 15.0), edge(NEW, RIVAL, 14.0), edge(BEST, RIVAL, 13.0))) == 3
    near = edge(NEW, BEST, 15.0), edge(NEW, RIVAL, 14.0, False)
    assert joined(*near, together=lambda one, other: {one, other} == {BEST, RIVAL}) == {(NEW, BEST)}


def test_two_poor_claims_that_only_say_too_little_of_each_other_are_no_rivals():
    near = edge(NEW, BEST, 15.0), edge(NEW, RIVAL, 14.0)
    assert joined(*near, between(4.0, agrees=True)) == {(NEW, BEST), (NEW, RIVAL)}
    assert joined(*near, between(1.0, agrees=True)) == set()


def test_a_twin_is_a_rival_however_much_she_weighs():
    near = edge(NEW, BEST, 15.0), edge(NEW, RIVAL, 14.0)
    assert joined(*near, between(25.0, agrees=False)) == set()


def test_rows_of_one_list_are_rivals_though_they_agree():
    near = edge(NEW, BEST, 15.0), edge(NEW, RIVAL, 14.0), between(25.0, agrees=True)
    assert joined(*without(near, {(BEST, RIVAL)})) == set()


claims = st.integers(1, 6)
pairs = st.tuples(claims, claims).filter(lambda pair: pair[0] < pair[1])
said = st.tuples(st.sampled_from([1.0, 4.0, 10.0, 12.0, 14.0, 20.0]), st.booleans())


@given(st.dictionaries(pairs, said), st.randoms())
def test_the_order_changes_nothing_and_nobody_is_joined_who_was_not_to_be(found, random):
    edges = [Edge(*pair, weight, agrees and weight >= 10, agrees) for pair, (weight, agrees) in found.items()]
    clear = unambiguous(edges)
    assert sorted(unambiguous(random.sample(edges, len(edges)))) == sorted(clear)
    assert {it[:2] for it in clear if it.passes} <= {it[:2] for it in edges if it.passes}
