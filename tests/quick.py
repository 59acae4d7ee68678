"""A test of many cases whose every case takes long: which of them are run with the quick tests. CI runs them all."""

from collections.abc import Iterable
from typing import Any

import pytest


def slow_but(quick: Any, cases: Iterable[Any]) -> list[Any]:
    """The cases as they are, all but one marked slow."""
    every = list(cases)
    assert quick in every, f"{quick!r} is no case"
    return [case if case == quick else pytest.param(case, marks=pytest.mark.slow) for case in every]
