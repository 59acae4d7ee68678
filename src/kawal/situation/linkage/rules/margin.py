"""Ambiguous means nobody: a claim that fits two people nearly as well is joined to neither by a machine. Pure.

Whether the runner-up is *another* person is read from the pairs themselves, so that it depends on nothing but claims,
decisions and the model: it is the same one where the machine would join it to the best as well, or would but for too little
said. Two poor claims of one woman are not two women.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable

from kawal.situation.linkage.rules.automatic import LEAST_MARGIN, PROPOSED
from kawal.situation.linkage.rules.grouping import Edge

Together = Callable[[int, int], bool]


def unambiguous(edges: Collection[Edge], together: Together = lambda one, other: False) -> list[Edge]:
    """The same edges; those that pass, but whose ends also fit somebody else, pass no more.

    :param together: whether two claims are one person already, by a number or a decision.
    """
    one_person = {(it.low, it.high) for it in edges if it.passes or (it.agrees and it.weight >= PROPOSED)}
    near: defaultdict[int, list[tuple[float, int]]] = defaultdict(list)
    for it in edges:
        near[it.low].append((it.weight, it.high))
        near[it.high].append((it.weight, it.low))

    def is_one(a: int, b: int) -> bool:
        return together(a, b) or (min(a, b), max(a, b)) in one_person

    def is_clear(claim: int, best: int, weight: float) -> bool:
        rivals = (other for at, other in near[claim] if at > weight - LEAST_MARGIN and other != best)
        return all(is_one(other, best) or together(other, claim) for other in rivals)

    def still(it: Edge) -> bool:
        return it.passes and is_clear(it.low, it.high, it.weight) and is_clear(it.high, it.low, it.weight)

    return [it if still(it) == it.passes else it._replace(passes=False) for it in edges]


def without(edges: Iterable[Edge], pairs: Collection[tuple[int, int]]) -> list[Edge]:
    """The same edges; those of these pairs pass no more, and speak for two people."""
    return [it._replace(passes=False, agrees=False) if (it.low, it.high) in pairs else it for it in edges]
