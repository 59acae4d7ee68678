"""Files and functions stay small enough to read at one sitting."""

import ast
from functools import cache
from pathlib import Path

from tests.house.files import ROOT, python_files, short

LONGEST_FUNCTION = 60
LONGEST_FILE = 400
MOST_PARAMETERS = 8
Function = ast.FunctionDef | ast.AsyncFunctionDef


@cache
def functions(path: Path) -> tuple[tuple[str, int, int], ...]:
    """Where each stands, how many lines it has and how many parameters."""
    read = ast.walk(ast.parse(path.read_text(encoding="utf-8")))
    return tuple(
        (f"{short(path)}:{it.lineno} {it.name}", (it.end_lineno or 0) - it.lineno + 1, parameters(it))
        for it in read
        if isinstance(it, Function)
    )


def parameters(function: Function) -> int:
    every = function.args
    names = [it.arg for it in (*every.posonlyargs, *every.args, *every.kwonlyargs)]
    return len([name for name in names if name not in {"self", "cls"}])


def test_no_file_is_longer_than_it_should_be():
    long = {short(path): path.read_text(encoding="utf-8").count("\n") for path in python_files()}
    assert {name: lines for name, lines in long.items() if lines > LONGEST_FILE} == {}


def test_no_function_is_longer_than_it_should_be():
    found = [it for path in python_files() for it in functions(path)]
    assert [f"{at} has {lines} lines" for at, lines, _ in found if lines > LONGEST_FUNCTION] == []


def test_no_function_takes_more_parameters_than_it_should():
    found = [it for path in python_files() for it in functions(path)]
    assert [f"{at} takes {taken}" for at, _, taken in found if taken > MOST_PARAMETERS] == []


def test_no_file_is_a_drawer_for_everything():
    drawers = {"utils", "helpers", "common", "core", "misc", "managers"}
    found = [
        short(path) for path in python_files() if drawers & {path.stem, *path.relative_to(ROOT).parts[-3:-1]}
    ]
    assert found == []
