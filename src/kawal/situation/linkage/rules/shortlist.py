"""Which of many candidates are worth comparing: those that share rare keys with the claim that asks. Pure.

A key that thousands of claims hold says nothing and is not read; of the others the rarest are read first, until the
budget is spent. So the work for one claim is bounded, whatever phones, names or dates strangers share.
"""

from collections.abc import Iterable, Mapping, Sequence
from math import log2

CAP = 2_000  # claims of one key
BUDGET = 6_000  # postings read for one claim
MOST = 200


def shortlist(keys: Iterable[int], postings: Mapping[int, Sequence[int]], *, but: int = 0) -> list[int]:
    """At most `MOST` claims, by number.

    The best by summed rarity of the keys they share, together with the best by the rarest one and what the others add.

    :param postings: by key the claims that hold it, `CAP` + 1 at most.
    :param but: the claim that asks, or 0.
    """
    total: dict[int, float] = {}
    rarest: dict[int, float] = {}
    for claims in _read(keys, postings):
        rarity = log2(CAP / len(claims)) + 1
        for claim in claims:
            total[claim] = total.get(claim, 0.0) + rarity
            if claim not in rarest:  # rarest first: the first is the strongest
                rarest[claim] = rarity
    total.pop(but, None)
    if len(total) <= MOST:
        return sorted(total)
    by_sum = sorted(total, key=lambda it: (-total[it], it))[: MOST // 2]
    by_strongest = sorted(total, key=lambda it: (-(rarest[it] * MOST + total[it]), it))
    found = dict.fromkeys(by_sum)
    for claim in by_strongest:
        if len(found) >= MOST:
            break
        found[claim] = None
    return sorted(found)


def _read(keys: Iterable[int], postings: Mapping[int, Sequence[int]]) -> Iterable[Sequence[int]]:
    held = [(len(postings[key]), key) for key in set(keys) if key in postings]
    spent = 0
    for size, key in sorted(held):
        if size > CAP or spent + size > BUDGET:
            return
        spent += size
        yield postings[key]
