"""Which of many candidates are worth comparing: those that share rare keys with the claim that asks. Pure.

A key that thousands of claims hold says nothing and is not read; of the others the rarest are read first, until the
budget is spent. So the work for one claim is bounded, whatever phones, names or dates strangers share.
"""

from collections.abc import Iterable, Mapping, Sequence
from heapq import nlargest
from itertools import islice, takewhile
from math import log2

CAP = 2_000  # claims of one key
BUDGET = 3_000  # postings read for one claim; twice as many found nobody more
MOST, FEW = 200, 100
NEAR = 0.25  # of the summed rarity of the best; beyond the first few, who shares less is not her


def shortlist(keys: Iterable[int], postings: Mapping[int, Sequence[int]], *, but: int = 0) -> list[int]:
    """At most `MOST` claims, by number.

    The best by summed rarity of the keys they share, together with the best by the rarest one and what the others add. Where
    few come near the best one, the list ends with the first few.

    :param postings: by key the claims that hold it, `CAP` + 1 at most.
    :param but: the claim that asks, or 0.
    """
    total: dict[int, float] = {}
    rarest: dict[int, float] = {}
    for claims in _read(keys, postings):
        rarity = log2(CAP / len(claims)) + 1
        for claim in claims:
            if claim in total:
                total[claim] += rarity
            else:  # rarest first: the first is the strongest
                total[claim] = rarest[claim] = rarity
    total.pop(but, None)
    if len(total) <= FEW:
        return sorted(total)
    best = max(total.values())
    least = NEAR * best
    near = [(rarity, -claim) for claim, rarity in total.items() if rarity >= least]
    few = MOST if len(near) > MOST else FEW
    found = dict.fromkeys(-claim for _, claim in (near if few == FEW else nlargest(MOST // 2, near)))
    if len(found) < few:
        found.update(dict.fromkeys(_strongest(total, rarest, few, best)))
    return sorted(list(found)[:MOST])


def _strongest(total: Mapping[int, float], rarest: Mapping[int, float], few: int, best: float) -> list[int]:
    """The best by their rarest key. They come in that order: once no sum could lift one above the first few, the rest is left."""
    enough = min(rarest[claim] * MOST + total[claim] for claim in islice(total, few)) - best
    those = takewhile(lambda claim: rarest[claim] * MOST >= enough, total)
    return [
        -claim
        for _, claim in nlargest(few, ((rarest[claim] * MOST + total[claim], -claim) for claim in those))
    ]


def _read(keys: Iterable[int], postings: Mapping[int, Sequence[int]]) -> Iterable[Sequence[int]]:
    held = [(len(postings[key]), key) for key in set(keys) if key in postings]
    spent = 0
    for size, key in sorted(held):
        if size > CAP or spent + size > BUDGET:
            return
        spent += size
        yield postings[key]
