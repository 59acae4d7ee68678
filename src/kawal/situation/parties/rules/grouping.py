"""Which mentions are one party: those linked by a common key, and no others.

A key joins a name with something that tells namesakes apart, so a group never holds two names: a licence, phone or report
alone joins nobody. The groups are what the links say, whatever order they came in. Two keys that an officer called
*different* never meet: a link that would bring them together, directly or through others, is left out, weakest first.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from kawal.foundation.unions import Unions

Id = tuple[int, str]  # number of the fact, field


class Linked(NamedTuple):
    """A mention with its keys, the strongest first."""

    id: Id
    keys: tuple[int, ...]


@dataclass(slots=True)
class Group:
    mentions: list[Id] = field(default_factory=list)
    keys: set[int] = field(default_factory=set)

    @property
    def oldest(self) -> Id:
        return min(self.mentions)


def groups(linked: Sequence[Linked], *, apart: Collection[tuple[int, int]] = ()) -> list[Group]:
    """The groups, the one with the oldest mention first.

    :param apart: pairs of keys that must not meet.
    """
    union = _Apart(apart)
    # What an answer hangs on is tied first, however weak: else those it keeps apart would have met before it is known.
    named = {key for pair in apart for key in pair}
    links = sorted((key not in named, rank, key, it.id) for it in linked for rank, key in enumerate(it.keys))
    for _later, _rank, key, mention in links:
        union.join(key, mention)
    found: dict[object, Group] = {}
    for it in linked:
        found.setdefault(union.top(it.id), Group()).mentions.append(it.id)
    for key in {key for it in linked for key in it.keys}:
        group = found.get(union.top(key))
        if group:
            group.keys.add(key)
    return sorted(found.values(), key=lambda group: group.oldest)


class _Apart(Unions[object]):
    """Keys and mentions, some of which must not meet."""

    def __init__(self, apart: Iterable[tuple[int, int]]) -> None:
        super().__init__()
        self._banned: dict[object, set[object]] = {}
        for one, other in apart:
            self._banned.setdefault(one, set()).add(other)
            self._banned.setdefault(other, set()).add(one)

    def join(self, one: object, other: object) -> None:
        a, b = self.top(one), self.top(other)
        if a == b or any(self.top(it) == b for it in self._banned.get(a, ())):
            return
        super().join(a, b)
        if moved := self._banned.pop(b, None):
            self._banned.setdefault(a, set()).update(moved)
