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
def functions(path: Path) -> tuple[Function, ...]:
    read = ast.walk(ast.parse(path.read_text(encoding="utf-8")))
    return tuple(node for node in read if isinstance(node, Function))


def parameters(function: Function) -> int:
    every = function.args
    names = [it.arg for it in (*every.posonlyargs, *every.args, *every.kwonlyargs)]
    return len([name for name in names if name not in {"self", "cls"}])


def test_no_file_is_longer_than_it_should_be():
    long = {short(path): path.read_text(encoding="utf-8").count("\n") for path in python_files()}
    assert {name: lines for name, lines in long.items() if lines > LONGEST_FILE} == {}


def test_no_function_is_longer_than_it_should_be():
    long = [
        f"{short(path)}:{function.lineno} {function.name} has {function.end_lineno - function.lineno + 1} lines"
        for path in python_files()
        for function in functions(path)
        if (function.end_lineno or 0) - function.lineno + 1 > LONGEST_FUNCTION
    ]
    assert long == []


def test_no_function_takes_more_parameters_than_it_should():
    wide = [
        f"{short(path)}:{function.lineno} {function.name} takes {parameters(function)}"
        for path in python_files()
        for function in functions(path)
        if parameters(function) > MOST_PARAMETERS
    ]
    assert wide == []


def test_no_file_is_a_drawer_for_everything():
    drawers = {"utils", "helpers", "common", "core", "misc", "managers"}
    found = [
        short(path) for path in python_files() if drawers & {path.stem, *path.relative_to(ROOT).parts[-3:-1]}
    ]
    assert found == []
