"""What a kit of a size is made of, and how many can be made. Pure."""

from collections.abc import Iterable, Mapping

from kawal.response.aid.stock.cards import ItemCard, Part, ThingCard


def parts_for(items: Mapping[str, ItemCard], kit: ItemCard, size: str) -> list[Part]:
    """A part that comes in the size of the kit is taken in it; of any other part whatever lies there."""

    def fitting(part: Part) -> str:
        known = items.get(part.item)
        return part.size or (size if known and size in known.sizes else "")

    return [Part(it.item, fitting(it), it.quantity) for it in kit.parts]


def most_of(parts: Iterable[Part], there: Iterable[ThingCard]) -> int:
    """How many kits the parts that lie there are enough for."""
    held: dict[tuple[str, str], int] = {}
    for it in there:
        for size in {it.size, ""}:
            held[it.item, size] = held.get((it.item, size), 0) + it.quantity
    return min((held.get((it.item, it.size), 0) // it.quantity for it in parts), default=0)
