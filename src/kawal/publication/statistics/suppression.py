"""Hiding small cells, and enough others that no subtraction brings them back. Pure.

What is promised: no cell of 1 to 9 people is told; none can be computed from a total and the other cells of its column, from
the whole it is part of, or from a sum. What is not: a reader who compares tables over time, or knows some of the people, may
learn more. Figures for outsiders need noise; these are for officers.
"""

from collections.abc import Iterable, Mapping

from kawal.publication.statistics.measures import SUMS, WHOLES

FEW = 10
Cell = tuple[str, str]  # measure, code
Table = Mapping[str, Mapping[str, int]]  # people by measure, then code


def hidden_cells(table: Table, *, totals_hidden: frozenset[str] = frozenset()) -> frozenset[Cell]:
    """The cells of sibling areas not to tell. ``totals_hidden``: measures whose total over the siblings is not told."""
    hidden = {(measure, code) for measure, row in table.items() for code, n in row.items() if 0 < n < FEW}
    while True:
        more = set(_remainders(table, hidden)) or set(_columns(table, hidden, totals_hidden))
        if not more:
            return frozenset(hidden)
        hidden |= more


def _remainders(table: Table, hidden: set[Cell]) -> Iterable[Cell]:
    """What hides a few that are left of a whole, and the one term of a sum that the others would give away."""
    codes = {code for row in table.values() for code in row}
    for whole, parts in WHOLES:
        if not all(name in table for name in (whole, *parts)):
            continue
        for code in codes:
            left = table[whole].get(code, 0) - sum(table[part].get(code, 0) for part in parts)
            told = (whole, code) not in hidden and not any((part, code) in hidden for part in parts)
            if told and 0 < left < FEW:
                yield _smallest(table, [(part, code) for part in parts])
    for terms in SUMS:
        if all(name in table for name in terms):
            for code in codes:
                cells = [(term, code) for term in terms]
                told_cells = [cell for cell in cells if cell not in hidden]
                if len(told_cells) == len(cells) - 1:
                    yield _smallest(table, told_cells)


def _columns(table: Table, hidden: set[Cell], totals_hidden: frozenset[str]) -> Iterable[Cell]:
    """A column with one hidden cell under a told total needs a second; one under a hidden total needs a first."""
    for measure, row in table.items():
        told = [(measure, code) for code in row if (measure, code) not in hidden]
        count = len(row) - len(told)
        needed = 1 if measure in totals_hidden else 2
        is_safe = count >= needed or (count == 0 and needed == 2) or not any(row.values())
        if told and not is_safe:
            yield _smallest(table, told)


def _smallest(table: Table, cells: Iterable[Cell]) -> Cell:
    """The cell whose hiding costs least; one with nobody only where there is no other."""
    return min(cells, key=lambda it: (not table[it[0]].get(it[1], 0), table[it[0]].get(it[1], 0), it))
