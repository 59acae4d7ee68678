"""Work side by side in a few processes, each with its own connection to the database.

Python and the database take turns in one process; two keep two cores busy.
"""

import multiprocessing
import os
import signal
from collections.abc import Callable, Sequence
from concurrent.futures import FIRST_EXCEPTION, ProcessPoolExecutor, wait
from typing import TypeVar

from kawal.doors.commands import instance
from kawal_embedded.processes import end_with_parent

FORK = multiprocessing.get_context("fork")  # a child has all that is loaded, and holds it once
GLANCE = 0.2  # seconds between two looks at how far they are

Item = TypeVar("Item")
Done = TypeVar("Done")


class Tally:
    """A number that all processes add to; made before they are."""

    def __init__(self) -> None:
        self._shared = FORK.Value("q", 0)

    def begin(self) -> None:
        self._shared.value = 0

    def add(self, by: int) -> None:
        with self._shared.get_lock():
            self._shared.value += by

    @property
    def sum(self) -> int:
        return int(self._shared.value)


def _begin() -> None:
    """Ctrl-C reaches every process of the terminal: the parent answers it, and ends its children by TERM."""
    end_with_parent()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)


def lanes() -> int:
    return len(os.sched_getaffinity(0))


def side_by_side(
    work: Callable[[Item], Done], items: Sequence[Item], *, glance: Callable[[], None]
) -> list[Done]:
    """What `work` makes of each item, in their order; a process that is free takes the next. `glance` is called meanwhile.

    The first exception, and Ctrl-C, end all of it.
    """
    instance.leave_database()  # a child would inherit its connections and talk into them
    with ProcessPoolExecutor(lanes(), FORK, initializer=_begin) as pool:
        given = [pool.submit(work, item) for item in items]
        try:
            while True:
                done, left = wait(given, GLANCE, FIRST_EXCEPTION)
                results = [it.result() for it in given if it in done]
                glance()
                if not left:
                    return results
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            for child in multiprocessing.active_children():
                child.terminate()
            raise
