"""The reducer of `kawal.situation.signals` compiled by numba: the same source, run over arrays of sorted events.

Nothing is written twice: every function of the modules below is taken as it stands, with the names it calls bound to
compiled ones. Compiling takes a minute once; what comes of it is kept in the user's cache, in a folder named by the digest
of all the source it was made of, so that no change is ever missed.
"""

from collections.abc import Callable
from contextlib import suppress
from functools import cache
from hashlib import blake2b
from os import environ
from pathlib import Path
from types import FunctionType, ModuleType
from typing import Any, Final, NamedTuple

import numba
import numpy as np
from numpy.typing import NDArray

from kawal.situation.signals import abroad, answers, before, flags, homeward, kinds, moves, named, row, steps
from kawal.situation.signals.row import new_row

Numbers = NDArray[np.int32]
Run = Callable[..., None]

_SOURCE: Final[tuple[ModuleType, ...]] = (moves, before, abroad, homeward, steps, answers)
_CONSTANTS: Final[tuple[ModuleType, ...]] = (row, flags, kinds, named)
_njit: Any = numba.njit  # its own types know half of what it takes
_settings: Any = numba.config
_INNER: Final = {
    "nogil": True,
    "no_cpython_wrapper": True,
    "no_cfunc_wrapper": True,
}  # called by compiled code alone
EVENT: Final = ("kind", "day", "flags", "a", "b", "c", "d")  # an event's columns, beside its person


class Block(NamedTuple):
    """Events of whole people, one after the other: ``starts[p]`` to ``starts[p + 1]`` are those of the person at ``p``.

    :ivar events: arrays of equal length, in the order of ``EVENT``.
    :ivar born: four numbers a person, of ``births.read_births``.
    """

    starts: NDArray[np.int64]
    events: tuple[Numbers, ...]
    born: Numbers

    @property
    def people(self) -> int:
        return len(self.starts) - 1


def told_by(block: Block, *, today: int, clock: tuple[int, int]) -> Numbers:
    """The told columns of everybody in the block, ``[column, person]``, in the order of ``columns.TOLD``.

    :param clock: days from one contact to the next, and of grace.
    """
    out = np.empty((named.WIDTH, block.people), np.int32)
    empty = np.array(new_row(), np.int32)
    asked = np.array([today, *clock], np.int32)
    compiled()(block.starts, block.events, block.born, empty, asked, out)
    return out


def everybody(starts, events, born, empty, asked, out):  # type: ignore[no-untyped-def]  # arrays of numba
    """One person after the other: a row, its events, its columns. ``step`` and ``read`` are bound below."""
    kind, day, flags, a, b, c, d = events
    state = empty.copy()
    told = np.empty(out.shape[0], np.int32)
    for person in range(len(starts) - 1):
        state[:] = empty
        for at in range(starts[person], starts[person + 1]):
            step(state, kind[at], day[at], flags[at], a[at], b[at], c[at], d[at])  # type: ignore[name-defined]  # noqa: F821 -- bound below
        read(state, born[person], asked[0], asked[1], asked[2], told)  # type: ignore[name-defined]  # noqa: F821 -- bound below
        out[:, person] = told


@cache
def compiled() -> Run:
    """``everybody`` on compiled steps. Lets other threads run meanwhile."""
    bound: dict[str, Any] = {}
    namespaces = [dict(vars(module)) for module in _SOURCE]
    for module, namespace in zip(_SOURCE, namespaces, strict=True):
        for name, function in vars(module).items():
            if isinstance(function, FunctionType) and function.__module__ == module.__name__:
                bare = FunctionType(function.__code__, namespace, name)
                bound[f"{module.__name__}.{name}"] = _njit(bare, **_INNER)
    for namespace in namespaces:
        for name, value in list(namespace.items()):
            if isinstance(value, FunctionType):
                namespace[name] = bound[f"{value.__module__}.{value.__name__}"]
    whole = _everybody(bound[f"{steps.__name__}.step"], bound[f"{answers.__name__}.read"])
    made: Run = _kept(whole) or _njit(whole, nogil=True)
    return made


def _everybody(step: Any, read: Any) -> Run:
    names = {"np": np, "step": step, "read": read, "__name__": __name__}
    return FunctionType(everybody.__code__, names, "everybody")


def _kept(whole: Run) -> Run | None:
    """Compiled code kept between processes; ``None`` where nothing can be written."""
    folder = Path(environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "kawal" / f"signals-{_digest()}"
    with suppress(OSError, RuntimeError):
        folder.mkdir(parents=True, exist_ok=True)
        before_it, _settings.CACHE_DIR = _settings.CACHE_DIR, str(folder)
        try:
            kept: Run = _njit(whole, nogil=True, cache=True)
            return kept
        finally:
            _settings.CACHE_DIR = before_it
    return None


def _digest() -> str:
    made = blake2b(numba.__version__.encode(), digest_size=8)
    for module in (*_SOURCE, *_CONSTANTS):
        made.update(Path(str(module.__file__)).read_bytes())
    made.update(Path(__file__).read_bytes())
    return made.hexdigest()
