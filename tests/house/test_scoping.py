"""Nobody can forget who is asking: read from the syntax tree and from the models."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from django.apps import apps

from kawal.access.guard import GuardedModel
from tests.house.files import ROOT, python_files, short
from tests.house.test_sizes import Function

ROOMS = ("access", "facts", "situation", "decisions", "response", "publication")
# Whole files, or `file:function`, that need no scope; the reason stands beside each.
WITHOUT_SCOPE: dict[str, str] = {
    "access/entry/services.py:log_in": "nobody is known yet",
    "access/entry/services.py:find_invited": "nobody is known yet",
    "access/entry/services.py:accept_link": "nobody is known yet",
    "access/keys/services.py:find_key": "nobody is known yet",
    "access/keys/services.py:scope_of_bearer": "nobody is known yet",
    "access/officers/selectors.py:names_of": "names of colleagues in a log that the caller was allowed to read",
    "access/officers/selectors.py:no_longer_may": "whether a colleague still stands behind what the caller was allowed to read",
}
CLOCKS = re.compile(r"\b(datetime\.now|datetime\.utcnow|date\.today|timezone\.now|time\.time)\(")


def of_rooms(*names: str) -> Iterator[Path]:
    """Files of the rooms that hold personal data; with those names only, if any are given."""
    for path in python_files(tests=False):
        parts = path.relative_to(ROOT).parts
        if parts[:2] == ("src", "kawal") and parts[2] in ROOMS and (not names or path.name in names):
            yield path


def public_functions(path: Path) -> Iterator[Function]:
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, Function) and not node.name.startswith("_"):
            yield node


def test_services_and_selectors_say_everything_by_name():
    found = [
        f"{short(path)}:{function.name}"
        for path in of_rooms("services.py", "selectors.py")
        for function in public_functions(path)
        if function.args.args or function.args.posonlyargs or function.args.vararg or function.args.kwarg
    ]
    assert found == []


def test_services_and_selectors_take_the_scope():
    found = [
        f"{short(path)}:{function.name}"
        for path in of_rooms("services.py", "selectors.py")
        for function in public_functions(path)
        if "scope" not in {it.arg for it in function.args.kwonlyargs}
    ]
    allowed = {name.removeprefix("src/kawal/") for name in found} & set(WITHOUT_SCOPE)
    assert [name for name in found if name.removeprefix("src/kawal/") not in WITHOUT_SCOPE] == []
    assert set(WITHOUT_SCOPE) - allowed == set(), "exceptions that nobody needs any more"


def test_no_room_reads_the_clock():
    found = [
        f"{short(path)}:{number}"
        for path in python_files(tests=False)
        if short(path).startswith("src/kawal/") and not short(path).startswith("src/kawal/doors/")
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if CLOCKS.search(line)
    ]
    assert found == []


def test_whoever_goes_round_the_guard_says_why():
    found = [
        f"{short(path)}:{number}"
        for path in python_files(tests=False)
        if path.name != "guard.py"
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if ".unscoped" in line and not re.search(r"# unscoped: \S", line)
    ]
    assert found == []


def test_no_guarded_table_can_be_walked_to_backwards():
    found = [
        f"{model.__name__}.{field.name}"
        for model in apps.get_models()
        if issubclass(model, GuardedModel)
        for field in model._meta.get_fields()
        if field.is_relation and field.concrete and not field.remote_field.hidden
    ]
    assert found == []
