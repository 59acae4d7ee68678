"""What a command is. Each lives in a module of its own and is listed in `catalogue.py`:

    def add_arguments(parser): ...
    def run(args) -> Result: ...
    COMMAND = Command("ingest", "facts", "take in files of facts", add_arguments, run)

The catalogue is imported before Django is set up, so a module imports models and services inside ``run``.
"""

from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Any, Literal

Group = Literal["run", "facts", "people", "analysis", "care"]
Needs = Literal["nothing", "settings", "database", "tables"]


class Exit(IntEnum):
    """What the shell is told."""

    DONE = 0
    PARTLY = 1  # done, but some of the input was refused or conflicts, or a check found something
    WRONG_USE = 2
    COULD_NOT = 3


@dataclass(frozen=True)
class Result:
    """``data`` is the JSON object of ``--json``; ``lines`` are for people and may say less or more.

    ``partly`` is for input that was refused or conflicts: exit status 1.
    """

    data: dict[str, Any]
    lines: tuple[str, ...] = ()
    partly: bool = False


class CouldNot(Exception):
    """The command cannot do what was asked. The message is for the person who asked: exit status 3."""


class WrongUse(Exception):
    """The arguments contradict each other: exit status 2."""


def no_arguments(parser: ArgumentParser) -> None:
    """For commands without any."""


@dataclass(frozen=True)
class Command:
    """``needs`` says what the frame prepares before ``run``.

    Nothing at all; Django with its settings; Django on a running database (the embedded one is held); or that with its
    tables and reference lists up to date.
    """

    name: str
    group: Group
    help: str
    add_arguments: Callable[[ArgumentParser], None]
    run: Callable[[Namespace], Result]
    needs: Needs = field(default="tables", kw_only=True)
    details: str = field(default="", kw_only=True)
