"""Which candidates are worth comparing: what is said of it, worked out the long way, and what bounds it."""

from math import log2

from hypothesis import given
from hypothesis import strategies as st

from kawal.situation.linkage.rules.shortlist import BUDGET, CAP, FEW, MOST, NEAR, shortlist

claims_of_a_key = st.lists(st.integers(1, 400), unique=True, min_size=1, max_size=120).map(sorted)
indexes = st.dictionaries(st.integers(1, 60), claims_of_a_key, max_size=30)


def the_long_way(postings, but):
    """Sort everything by everything."""
    read = sorted((len(claims), key) for key, claims in postings.items())
    rarities = {}
    spent = 0
    for size, key in read:
        spent += size
        if size > CAP or spent > BUDGET:
            break
        for claim in postings[key]:
            rarities.setdefault(claim, []).append(log2(CAP / size) + 1)
    rarities.pop(but, None)
    if len(rarities) <= FEW:
        return sorted(rarities)
    total = {claim: sum(its) for claim, its in rarities.items()}
    near = [claim for claim in total if total[claim] >= NEAR * max(total.values())]
    by_total = sorted(near, key=lambda claim: (-total[claim], claim))
    by_rarest = sorted(total, key=lambda claim: (-rarities[claim][0] * MOST - total[claim], claim))
    if len(near) > MOST:
        return sorted([*dict.fromkeys([*by_total[: MOST // 2], *by_rarest[:MOST]])][:MOST])
    return sorted({*near, *(by_rarest[:FEW] if len(near) < FEW else ())})


@given(indexes, st.integers(0, 400))
def test_it_is_what_sorting_everything_gives(postings, but):
    assert shortlist(postings, postings, but=but) == the_long_way(postings, but)


def test_a_key_of_thousands_is_not_read_and_the_work_for_one_claim_ends():
    crowd = {1: range(1, CAP + 2), 2: [7]}
    assert shortlist(crowd, crowd) == [7]
    many = {key: range(key * 1_000, key * 1_000 + 900) for key in range(1, 10)}
    assert len(shortlist(many, many)) <= MOST


def test_a_key_that_nobody_holds_finds_nobody():
    assert shortlist([1, 2, 3], {}) == []
