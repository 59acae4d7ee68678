"""Slips of the hand that trigrams miss: one letter too many, too few, wrong, or two changed about. Pure."""

from collections.abc import Iterable
from typing import NamedTuple

SHORTEST = 4  # letters; a slip in a shorter word could be anything


class Named(NamedTuple):
    """An area with the names people use for it, folded; ``tight`` is the name without spaces."""

    code: str
    kind: str
    name_sort: str
    tight: str
    capital: str


def is_one_slip_apart(one: str, other: str) -> bool:
    """At most one letter added, dropped, replaced, or swapped with its neighbour."""
    if one == other:
        return True
    short, long = sorted((one, other), key=len)
    if len(long) - len(short) > 1:
        return False
    at = next((i for i, letter in enumerate(short) if letter != long[i]), len(short))
    if len(short) < len(long):
        return short[at:] == long[at + 1 :]
    swapped = short[at : at + 2] == long[at : at + 2][::-1] and short[at + 2 :] == long[at + 2 :]
    return swapped or short[at + 1 :] == long[at + 1 :]


def like(whole: str, name: str, kind: str, areas: Iterable[Named], *, slips: bool) -> list[tuple[str, int]]:
    """Codes and tiers: 1 the same letters or the capital of that name, 3 one slip apart (if ``slips``)."""
    tight, head, tail, size = whole.replace(" ", ""), name[:2], name[-2:], len(name)
    found = []
    for area in areas:
        if area.tight == tight or name == area.capital and kind in ("", area.kind):
            found.append((area.code, 1))
            continue
        if not slips or size < SHORTEST or abs(len(area.name_sort) - size) > 1:
            continue
        # A single slip leaves the first two letters or the last two as they were.
        likely = area.name_sort[:2] == head or area.name_sort[-2:] == tail
        if likely and kind in ("", area.kind) and is_one_slip_apart(name, area.name_sort):
            found.append((area.code, 3))
    return found
