"""Things that are found to be one, two at a time: union-find."""

from collections.abc import Hashable
from typing import Generic, TypeVar

T = TypeVar("T", bound=Hashable)


class Unions(Generic[T]):
    """Groups of things. What was never joined is a group of its own."""

    def __init__(self) -> None:
        self._up: dict[T, T] = {}

    def top(self, it: T) -> T:
        """The one that stands for the whole group, until the next joining."""
        up = self._up
        while (above := up.setdefault(it, it)) != it:
            up[it] = up.setdefault(above, above)
            it = up[it]
        return it

    def join(self, one: T, other: T) -> None:
        """The two are one from now on, with all that is one with either."""
        a, b = self.top(one), self.top(other)
        if a != b:
            self._up[b] = a

    def together(self, one: T, other: T) -> bool:
        return self.top(one) == self.top(other)
