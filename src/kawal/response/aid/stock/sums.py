"""Sums over lots. Pure."""

from collections.abc import Iterable

from kawal.response.aid.stock.cards import Account


def summed(accounts: Iterable[Account]) -> list[Account]:
    """Over lots, sizes and donors: one line an item."""
    found: dict[str, list[int]] = {}
    for it in accounts:
        line = found.setdefault(it.item, [0] * 7)
        for n, value in enumerate((it.received, it.stock, it.transit, it.given, it.lost, it.packed, it.here)):
            line[n] += value
    return [Account(item, "", "", None, *line) for item, line in found.items()]
