"""Templates say what they need, stay short, and bring nothing that the content security policy would block."""

import re
from pathlib import Path

from tests.house.files import ROOT, committed, short

LONGEST = 120
GENERATED = {"sprite.html"}
FOLDER = ROOT / "src/kawal/doors/web/templates"
NEEDS = re.compile(r"(\{% extends [^%]*%\})?\{#[^#]*\bneeds\b", re.IGNORECASE)
INLINE = re.compile(
    r"<script(?![^>]*\ssrc=)[^>]*>\s*\S|<style\b|\sstyle=|\son[a-z]+=|javascript:", re.IGNORECASE
)


def templates() -> list[Path]:
    return [
        path
        for path in committed()
        if FOLDER in path.parents and path.suffix == ".html" and path.name not in GENERATED
    ]


def test_no_template_is_longer_than_it_should_be():
    long = {short(path): path.read_text(encoding="utf-8").count("\n") for path in templates()}
    assert {name: lines for name, lines in long.items() if lines > LONGEST} == {}


def test_every_template_begins_with_what_it_needs():
    found = [short(path) for path in templates() if not NEEDS.match(path.read_text(encoding="utf-8"))]
    assert found == []


def test_no_template_has_script_or_style_in_it():
    found = [
        f"{short(path)}:{number}"
        for path in templates()
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if INLINE.search(line)
    ]
    assert found == []


def test_no_paragraph_holds_a_form_or_what_folds():
    """A browser ends the paragraph where the form or the details begin, and the line falls apart. Included parts count."""
    with_form = {path.name for path in templates() if "<form" in path.read_text(encoding="utf-8")}
    found = []
    for path in templates():
        for paragraph in re.findall(r"<p[ >].*?</p>", path.read_text(encoding="utf-8"), re.DOTALL):
            parts = re.findall(r'include "(?:[\w/]*/)?([\w]+\.html)"', paragraph)
            if "<form" in paragraph or "<details" in paragraph or with_form.intersection(parts):
                found.append(short(path))
    assert found == []


def test_the_name_of_a_page_is_no_class_of_anything_on_a_page():
    """It stands at the body: what is meant for the lines of a list would change the menu of the whole page."""
    texts = [path.read_text(encoding="utf-8") for path in templates()]
    pages = {name for text in texts for name in re.findall(r"block page %}([\w-]+)", text)}
    used = {
        name for text in texts for classes in re.findall(r'class="([^"{]*)', text) for name in classes.split()
    }
    assert pages & used == set()
