"""Where a spreadsheet's columns begin: title rows, two header rows, a row of column numbers, a total at the bottom."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

Grid = Sequence[tuple[int, list[str]]]
Knows = Callable[[str], bool]
Merged = Sequence[tuple[tuple[int, int], tuple[int, int]]]

SEARCHED = 30
_TOTALS = re.compile(r"(?:sub\s*|grand\s*)?(?:jumlah|total)\b(?! (?:anak|tanggungan))", re.IGNORECASE)
_MARKS = re.compile(r"[(\[]?\d{1,3}[)\].]?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Header:
    """:ivar row: number of the header row; :ivar columns: one name a column, none twice.

    :ivar first: index of the first row of data in the grid.
    """

    first: int
    columns: tuple[str, ...]
    row: int = 0


def find_header(grid: Grid, knows: Knows, merged: Merged = ()) -> Header | None:
    """The header among the first rows: the row with most known names, else the first with two texts or more.

    ``knows`` says whether a name is a known column; ``merged`` holds ranges as (row, column) pairs from 0.
    """
    top = _header_row(grid, knows)
    if top is None:
        return None
    if top and _is_second_row(grid[top - 1], grid[top][1], knows, merged):
        top -= 1  # the second of two rows may hold more of the known names
    below = grid[top + 1][1] if top + 1 < len(grid) else []
    names, first = [name.strip() for name in grid[top][1]], top + 1
    if _is_second_row(grid[top], below, knows, merged):
        names, first = _joined(names, [name.strip() for name in below], grid[top][0] - 1, merged), top + 2
    if first < len(grid) and _is_numbering(grid[first][1]):
        first += 1
    return Header(first, _unique(names), grid[top][0])


def is_total(cells: Sequence[str]) -> bool:
    """A row that sums the ones above: its first text says so, and it has numbers or nothing beside."""
    said = [cell.strip() for cell in cells if cell.strip()]
    if not said or not _TOTALS.match(said[0]):
        return False
    return all(_is_number(cell) for cell in said[1:])


def _header_row(grid: Grid, knows: Knows) -> int | None:
    best, most = None, 0
    for n, (_, cells) in enumerate(grid[:SEARCHED]):
        texts = [cell for cell in cells if cell.strip() and not _is_number(cell)]
        if len(texts) < 2 and not any(map(knows, texts)):
            continue
        known = sum(map(knows, texts))
        if best is None or known > most:
            best, most = n, known
    return best


def _is_second_row(top: tuple[int, list[str]], below: list[str], knows: Knows, merged: Merged) -> bool:
    """Names below a name that spans columns, or where the first row has none."""
    over = [*(cell.strip() for cell in top[1]), *[""] * (len(below) - len(top[1]))]
    said = [(n, cell.strip()) for n, cell in enumerate(below) if cell.strip()]
    said = [(n, cell) for n, cell in said if cell != over[n]]  # a name merged over both rows stands in both
    if not said or any(_is_number(cell) or _MARKS.fullmatch(cell) for _, cell in said):
        return False
    if sum(bool(cell) for cell in over) < 2:
        return False  # a title
    spans = {
        column for (r1, c1), (r2, c2) in merged if r1 == r2 == top[0] - 1 for column in range(c1, c2 + 1)
    }
    free = [n for n, _ in said if n in spans or not over[n]]
    if spans:
        return len(free) == len(said)
    return "" in over and len(free) * 2 >= len(said) and any(knows(cell) for _, cell in said)


def _joined(top: list[str], below: list[str], row: int, merged: Merged) -> list[str]:
    width = max(len(top), len(below))
    top, below = top + [""] * (width - len(top)), below + [""] * (width - len(below))
    for (r1, c1), (r2, c2) in merged:
        if r1 == r2 == row:
            top[c1 : c2 + 1] = [top[c1]] * (min(c2, width - 1) - c1 + 1)
    group, names = "", []
    for over, under in zip(top, below, strict=True):
        group = over or (group if under and not merged else "")
        names.append(f"{group} {under}".strip() if under and under != over else over)
    return names


def _is_numbering(cells: Sequence[str]) -> bool:
    """(1) (2) (3): the numbers of the columns, as official forms carry them."""
    said = [cell.strip(" ()[].") for cell in cells if cell.strip()]
    return (
        len(said) >= 3 and all(cell.isdecimal() for cell in said) and said == [str(n) for n in _counted(said)]
    )


def _counted(said: Sequence[str]) -> range:
    first = int(said[0][:3])
    return range(first, first + len(said))


def _is_number(cell: str) -> bool:
    return bool(re.fullmatch(r"[-\s\d.,/()%:]+|rp\.?\s*[\d.,]+", cell.strip(), re.IGNORECASE))


def _unique(names: Sequence[str]) -> tuple[str, ...]:
    seen: dict[str, int] = {}
    found = []
    for n, name in enumerate(names, 1):
        name = " ".join(name.split()) or f"Kolom {n}"
        seen[name] = seen.get(name, 0) + 1
        found.append(name if seen[name] == 1 else f"{name} ({seen[name]})")
    return tuple(found)
