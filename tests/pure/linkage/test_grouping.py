"""Groups of claims: decisions first, no chain through half-resemblances, the same in every order."""

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from kawal.situation.linkage.rules.grouping import MOST_CLAIMS, Edge, Traits, components, group


def edge(low, high, weight=15.0, passes=None):
    return Edge(low, high, weight, weight >= 10 if passes is None else passes)


def whole(*claims, weight=15.0):
    return [edge(a, b, weight) for a, b in combinations(claims, 2)]


def test_claims_that_all_resemble_each_other_are_one_person():
    assert group(whole(1, 2, 3)).groups == ((1, 2, 3),)


def test_a_chain_joins_only_as_far_as_all_pairs_together_speak_for_it():
    chain = group([edge(n, n + 1, 10.0) for n in range(1, 20)])
    assert max(map(len, chain.groups)) <= 5
    weak = group([edge(1, 2, 12), edge(2, 3, 11), edge(1, 3, -30, False)])
    assert weak.groups == ((1, 2),)
    assert [(it.low, it.high, it.why) for it in weak.refused] == [(2, 3, "weak")]


def test_strictly_one_weak_bridge_does_not_join_two_groups_that_are_sure_of_themselves():
    bridged = [*whole(1, 2, 3, weight=60.0), *whole(4, 5, 6, weight=60.0), edge(3, 4, 10.0)]
    assert group(bridged).groups == ((1, 2, 3, 4, 5, 6),)
    assert group(bridged, strict=True).groups == ((1, 2, 3), (4, 5, 6))


def test_two_decided_apart_never_meet_through_any_chain():
    made = group(whole(1, 2, 3, 4, 5), different=[(5, 1)])
    assert not any({1, 5} <= set(it) for it in made.groups)
    assert {it.why for it in made.refused} == {"apart"}


def test_decided_to_be_one_they_are_one_whatever_the_weight():
    made = group([edge(1, 2, -20.0)], same=[(2, 1)], traits={1: Traits("male"), 2: Traits("female")})
    assert made.groups == ((1, 2),)


def test_decisions_that_contradict_each_other_are_told():
    made = group([], same=[(1, 2), (2, 3)], different=[(1, 3)])
    assert made.groups == ((1, 2),) and made.broken == ((2, 3),)


def test_two_sexes_or_two_niks_are_not_one_person():
    sexes = group([edge(1, 2)], traits={1: Traits("male"), 2: Traits("female")})
    niks = group([edge(1, 2)], traits={1: Traits(nik="9901014504990001"), 2: Traits(nik="9902017112850001")})
    slip = group([edge(1, 2)], traits={1: Traits(nik="9901014504990001"), 2: Traits(nik="9901014504990011")})
    assert [it.refused[0].why for it in (sexes, niks)] == ["sex", "nik"]
    assert slip.groups == ((1, 2),)


def born(years):
    return {claim: Traits(born=year) for claim, year in enumerate(years, 1)}


def test_two_birth_years_far_apart_each_said_twice_are_not_one_person():
    made = group(whole(1, 2, 3, 4), traits=born(["1980", "1980", "1991", "1991"]))
    assert [len(it) for it in made.groups] == [3] and {it.why for it in made.refused} == {"births"}


def test_a_far_birth_year_said_once_and_near_ones_said_often_part_nobody():
    assert group(whole(1, 2, 3, 4), traits=born(["1980", "1980", "1980", "1999"])).groups == ((1, 2, 3, 4),)
    assert group(whole(1, 2, 3, 4), traits=born(["1980", "1980", "1990", "1990"])).groups == ((1, 2, 3, 4),)
    assert group(whole(1, 2, 3, 4), traits=born(["1980", "1980", "1991", ""])).groups == ((1, 2, 3, 4),)


def test_births_that_an_officer_called_one_person_keep_nobody_else_away():
    about = born(["1980", "1980", "1999", "1999", "1980"])
    decided = [(1, 2), (2, 3), (3, 4)]
    assert group(whole(1, 2, 3, 4, 5), same=decided, traits=about).groups == ((1, 2, 3, 4, 5),)


def test_no_group_grows_without_bound():
    made = group(whole(*range(MOST_CLAIMS + 5)))
    assert max(map(len, made.groups)) == MOST_CLAIMS
    assert {it.why for it in made.refused} == {"large"}


def test_what_was_refused_but_met_by_another_way_is_no_question():
    made = group(
        [edge(1, 2, 20), edge(3, 4, 19), edge(2, 3, 12), edge(1, 4, 11), edge(1, 3, 10), edge(2, 4, 10)]
    )
    assert made.groups == ((1, 2, 3, 4),) and made.refused == ()


def test_components_are_what_is_reached():
    assert components([(5, 3), (3, 9), (1, 2)]) == {3: [3, 5, 9], 1: [1, 2]}


claims = st.integers(1, 12)
pairs = st.tuples(claims, claims).filter(lambda pair: pair[0] < pair[1])
edges = st.dictionaries(pairs, st.sampled_from([-8.0, 1.0, 5.0, 10.0, 12.0, 15.0, 30.0])).map(
    lambda found: [edge(*pair, weight) for pair, weight in found.items()]
)
traits = st.dictionaries(
    claims,
    st.builds(
        Traits,
        st.sampled_from(["", "male", "female"]),
        st.sampled_from(["", "99010145049900" + "01"]),
        st.sampled_from(["", "1980", "1999"]),
    ),
)


@given(edges, st.sets(pairs, max_size=4), st.sets(pairs, max_size=4), traits, st.randoms())
def test_the_order_of_everything_changes_nothing(found, same, different, about, random):
    before = group(found, same=same, different=different, traits=about)
    shuffled = random.sample(found, len(found))
    turned = [(b, a) for a, b in random.sample(sorted(different), len(different))]
    about = dict(random.sample(list(about.items()), len(about)))
    assert group(shuffled, same=sorted(same, reverse=True), different=turned, traits=about) == before


@given(edges, st.sets(pairs, max_size=4), st.sets(pairs, max_size=6), traits)
def test_decisions_hold_in_every_grouping(found, same, different, about):
    made = group(found, same=same, different=different, traits=about)
    of = {claim: it for it in made.groups for claim in it}
    assert not any(a in of and b in of[a] for a, b in different)
    assert all(b in of[a] for a, b in same if (a, b) not in made.broken)
    assert all(not different.isdisjoint(combinations(range(1, 13), 2)) for _ in made.broken)


@given(edges, st.sets(pairs, max_size=3))
def test_every_passing_edge_is_within_a_group_or_a_question(found, different):
    made = group(found, different=different)
    asked = {(it.low, it.high) for it in made.refused}
    within = {pair for it in made.groups for pair in combinations(it, 2)}
    assert {(it.low, it.high) for it in found if it.passes} <= asked | within
