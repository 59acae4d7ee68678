"""Which people are tied: union-find that also lets go, so that it is always what the ties say, in whatever order they came.

Joining costs about a microsecond. A tie that no longer holds (a number turns out to be a call centre's) takes its component
apart and ties it again from the ties that stand; that is rare.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable
from typing import TypeVar

T = TypeVar("T", bound=Hashable)


class Components(dict[T, set[T]]):
    """By person: the set of people tied to her, herself included; one set object a component. Nobody alone is kept."""

    def __init__(self) -> None:
        super().__init__()
        self._ties: dict[Hashable, tuple[frozenset[T], ...]] = {}
        self._of: defaultdict[T, set[Hashable]] = defaultdict(set)

    def tied(self, person: T) -> set[T]:
        """Everybody in her component; herself alone where nothing ties her."""
        return self.get(person) or {person}

    def ties_of(self, person: T) -> set[Hashable]:
        """The identifiers that tie her to somebody."""
        return self._of.get(person) or set()

    def groups_of(self, tie: Hashable) -> tuple[frozenset[T], ...]:
        """Whom an identifier ties, one group a time in which it was in use."""
        return self._ties.get(tie, ())

    def set_tie(self, tie: Hashable, groups: Iterable[frozenset[T]]) -> set[T]:
        """This identifier now ties these groups, each of two and more; who is in a component that changed."""
        new = tuple(group for group in groups if len(group) > 1)
        old = self._ties.get(tie, ())
        if new == old:
            return set()
        if new:
            self._ties[tie] = new
        else:
            del self._ties[tie]
        for group in new:
            for person in group:
                self._of[person].add(tie)
        if all(any(before <= now for now in new) for before in old):
            return self._join_all(new)
        return self._tie_anew(tie, old, new)

    def _join_all(self, groups: Iterable[frozenset[T]]) -> set[T]:
        grown = [found for group in groups if (found := self.join(group))]
        return grown[0] if len(grown) == 1 else set[T]().union(*grown)

    def join(self, group: Iterable[T]) -> set[T]:
        """All of the group are tied from now on; the component itself, not to be changed, if it grew; else nobody."""
        sets = {id(found): found for person in group if (found := self.get(person)) is not None}
        whole = max(sets.values(), key=len, default=set[T]())
        size = len(whole)
        for found in sets.values():
            if found is not whole:
                whole |= found
        whole.update(group)
        if len(whole) == size:
            return set()
        for found in sets.values():
            if found is not whole:
                for person in found:
                    self[person] = whole
        for person in group:
            self[person] = whole
        return whole

    def _tie_anew(self, tie: Hashable, old: Iterable[frozenset[T]], new: Iterable[frozenset[T]]) -> set[T]:
        let_go = {person for group in old for person in group}
        for person in let_go - {person for group in new for person in group}:
            self._of[person].discard(tie)
        affected = {it for person in let_go for it in self.tied(person)}
        for group in new:
            affected.update(*(self.tied(person) for person in group))
        for person in affected:
            self.pop(person, None)
        for each in {each for person in affected for each in self._of.get(person, ())}:
            for group in self._ties[each]:
                self.join(group)
        return affected

    def components(self, fewest: int, keep: Callable[[set[T]], bool] = bool) -> list[set[T]]:
        """Each component of so many people once."""
        sets = {id(found): found for found in self.values() if len(found) >= fewest}
        return [found for found in sets.values() if keep(found)]
