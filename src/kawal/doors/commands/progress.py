"""Progress on standard error: a bar where somebody watches, plain lines in a file."""

import sys
import time
from contextlib import ExitStack
from types import TracebackType
from typing import TextIO

WIDTH = 24
TERMINAL_EVERY = 0.1  # seconds
FILE_EVERY = 5.0


class Progress:
    """One step of work: ``with Progress("Taking in facts", total=5000) as bar: bar.advance()``.

    Without a total it counts only. A step under two seconds leaves nothing in a file.
    """

    def __init__(
        self, label: str, total: int | None = None, *, unit: str = "", out: TextIO | None = None
    ) -> None:
        self.label, self.total, self.unit = label, total, unit
        self.done = 0
        self._out = out or sys.stderr
        self._terminal = self._out.isatty()
        self._start = time.monotonic()
        self._shown = self._start if not self._terminal else 0.0

    def __enter__(self) -> "Progress":
        self._show_on_terminal()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        took = time.monotonic() - self._start
        if self._terminal:
            self._out.write(
                f"\r\x1b[K{self.label}: {self._count()}{'stopped after ' if kind else ''}{took:.1f} s\n"
            )
        elif took >= 2 or kind:
            self._out.write(f"{self.label}: {self._count()}{'stopped after ' if kind else ''}{took:.1f} s\n")
        self._out.flush()

    def advance(self, by: int = 1) -> None:
        self.reach(self.done + by)

    def reach(self, done: int, total: int | None = None) -> None:
        """Set what is done so far; the total may become known on the way."""
        self.done = done
        self.total = total or self.total
        now = time.monotonic()
        if now - self._shown >= (TERMINAL_EVERY if self._terminal else FILE_EVERY):
            self._shown = now
            if self._terminal:
                self._show_on_terminal()
            else:
                self._out.write(f"{self.label}: {self._count()}{self._pace()}\n")
                self._out.flush()

    def _show_on_terminal(self) -> None:
        if self._terminal:
            self._out.write(f"\r\x1b[K{self.label} {self._bar()}{self._count()}{self._pace()}")
            self._out.flush()

    def _bar(self) -> str:
        if not self.total:
            return ""
        full = min(WIDTH, WIDTH * self.done // self.total)
        return f"[{'#' * full}{'.' * (WIDTH - full)}] "

    def _count(self) -> str:
        if not self.done:
            return ""
        of = f" of {self.total:,}" if self.total else ""
        return f"{self.done:,}{of}{' ' + self.unit if self.unit else ''}, "

    def _pace(self) -> str:
        """Rate and, with a total, the time left."""
        took = time.monotonic() - self._start
        if not self.done or took < 0.2:
            return "..."
        rate = self.done / took
        left = f", {max(0, self.total - self.done) / rate:.0f} s left" if self.total else ""
        return f"{rate:,.0f}/s{left}"


class Bars:
    """One bar after another for work that names its own steps: ``with Bars() as bars: work(bars.show)``."""

    def __init__(self, *, out: TextIO | None = None) -> None:
        self._out = out
        self._stack = ExitStack()
        self._label = ""
        self._bar: Progress | None = None

    def __enter__(self) -> "Bars":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stack.__exit__(kind, error, trace)

    def show(self, label: str, done: int, total: int) -> None:
        """A label other than the last one ends that step and begins the next."""
        if self._bar is None or label != self._label:
            self._stack.close()
            self._label, self._bar = label, self._stack.enter_context(Progress(label, total, out=self._out))
        self._bar.reach(done, total)
