"""Documentation is held to the code: names that exist, pages that are there, nothing left out."""

import re
from pathlib import Path

import pytest

from docs.generate import renewed
from kawal.doors.api.problems import SENTENCES
from kawal.doors.api.v1 import api
from kawal.doors.commands.catalogue import COMMANDS
from kawal.doors.commands.command import Exit
from tests.house.files import ROOT, committed, short

DOCS = ROOT / "docs"
LINK = re.compile(r"\]\((?!https?:|#|mailto:)([^)#\s]+)")
NAMED_FILE = re.compile(r"`((?:src|tests|docs|config|requirements|benchmarks)/[^`*… ]+)`")
ROOMS = ["foundation", "reference", "access", "facts", "situation", "decisions", "response", "publication"]


def pages() -> list[Path]:
    return [path for path in committed() if path.suffix == ".md"]


def test_no_link_between_pages_is_dead():
    dead = [
        f"{short(page)}: {target}"
        for page in pages()
        for target in LINK.findall(page.read_text(encoding="utf-8"))
        if not (page.parent / target).exists()
    ]
    assert dead == []


def test_pictures_are_light_and_each_is_shown():
    shown = "".join(page.read_text(encoding="utf-8") for page in pages())
    pictures = list((DOCS / "pictures").iterdir())
    assert 1 <= len(pictures) <= 5
    wrong = [
        it.name for it in pictures if it.stat().st_size > 120_000 or f"docs/pictures/{it.name}" not in shown
    ]
    assert wrong == []


def test_every_file_that_a_page_names_exists():
    missing = [
        f"{short(page)}: {name}"
        for page in pages()
        for name in NAMED_FILE.findall(page.read_text(encoding="utf-8"))
        if not (ROOT / name).exists()
    ]
    assert missing == []


def test_every_command_is_documented_and_nothing_else():
    page = (DOCS / "commands.md").read_text(encoding="utf-8")
    documented = set(re.findall(r"^\| `kawal (\w+)", page, re.MULTILINE))
    assert documented == {command.name for command in COMMANDS}


def test_every_route_and_error_of_the_api_is_documented():
    page = (DOCS / "api.md").read_text(encoding="utf-8")
    routes = {
        f"`{method.upper()} {path}`"
        for path, methods in api.get_openapi_schema()["paths"].items()
        for method in methods
    }
    assert {route for route in routes if route not in page} == set()
    assert set(re.findall(r"^\| (`[A-Z]+ /[^`]+`) \|", page, re.MULTILINE)) == routes
    assert [code for code in SENTENCES if f"`{code}`" not in page] == []


def test_every_exit_status_is_documented():
    page = (DOCS / "commands.md").read_text(encoding="utf-8")
    assert set(re.findall(r"^\| (\d) \|", page, re.MULTILINE)) == {str(int(it)) for it in Exit}


@pytest.mark.parametrize("room", ROOMS)
def test_every_room_says_in_a_few_lines_what_it_is(room):
    lines = (ROOT / "src/kawal" / room / "README.md").read_text(encoding="utf-8").splitlines()
    assert lines[0] == f"# {room}" and 5 <= len(lines) <= 25


@pytest.mark.parametrize("folder", ["adr", "how-to", "glossary"])
def test_every_page_of_a_folder_is_listed_there(folder):
    listed = (DOCS / folder / "README.md").read_text(encoding="utf-8")
    assert [it.name for it in (DOCS / folder).glob("*.md") if f"({it.name})" not in listed] == [
        *([] if "(README.md)" in listed else ["README.md"])
    ]


def test_every_room_stands_in_the_architecture():
    page = (DOCS / "architecture.md").read_text(encoding="utf-8")
    assert [room for room in [*ROOMS, "flow", "doors"] if f"| `{room}` |" not in page] == []


def test_the_tables_made_from_code_are_up_to_date():
    """Otherwise: `python docs/generate.py`."""
    before = {page: page.read_text(encoding="utf-8") for page in DOCS.glob("*.md")}
    assert [short(page) for page, text in before.items() if renewed(text) != text] == []
