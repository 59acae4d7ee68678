"""Bring the English catalogue up to date with the strings marked in code and templates.

    .venv/bin/python -m kawal.doors.commands.messages

New strings come in empty, translations are kept, what nobody uses any more goes. Needs no gettext on the machine.
"""

import ast
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

import polib
from django.utils.translation.template import templatize

PACKAGE = Path(__file__).resolve().parents[2]
CATALOGUE = PACKAGE / "locale" / "en" / "LC_MESSAGES" / "django.po"
HEADER = {
    "Language": "en",
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=UTF-8",
    "Content-Transfer-Encoding": "8bit",
    "Plural-Forms": "nplurals=2; plural=(n != 1);",
}
MARKERS = re.compile(r"n?p?gettext(_lazy|_noop)?$")
TEXT = r"""u?('(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")"""
IN_TEMPLATE = re.compile(rf"(?<![\w.])(_|n?p?gettext)\({TEXT}(?:, ?{TEXT})?(?:, ?{TEXT})?")


class Message(NamedTuple):
    """A marked string; ``context`` and ``plural`` are empty where there is none."""

    text: str
    plural: str = ""
    context: str = ""


def found() -> dict[Message, set[str]]:
    """Every marked string with the files it stands in."""
    places: dict[Message, set[str]] = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        for message in in_python(path.read_text(encoding="utf-8")):
            places.setdefault(message, set()).add(str(path.relative_to(PACKAGE)))
    for path in sorted(PACKAGE.rglob("templates/**/*.*")):
        if path.is_file():
            for message in in_template(path.read_text(encoding="utf-8")):
                places.setdefault(message, set()).add(str(path.relative_to(PACKAGE)))
    return places


def in_python(source: str) -> Iterator[Message]:
    """Calls of Django's functions, under whatever name they were imported."""
    tree = ast.parse(source)
    names = {
        alias.asname or alias.name: alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation"
        for alias in node.names
        if MARKERS.match(alias.name)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in names:
            texts = [
                it.value for it in node.args if isinstance(it, ast.Constant) and isinstance(it.value, str)
            ]
            if texts:
                yield _message(names[node.func.id], texts)


def in_template(source: str) -> Iterator[Message]:
    """By Django's own reading of a template, which turns it into calls."""
    for name, *texts in IN_TEMPLATE.findall(templatize(source)):
        yield _message(name, [ast.literal_eval(text) for text in texts if text])


def _message(function: str, texts: list[str]) -> Message:
    context = texts.pop(0) if "pgettext" in function else ""
    return Message(texts[0], texts[1] if function.startswith("n") and len(texts) > 1 else "", context)


def renewed(catalogue: polib.POFile, places: dict[Message, set[str]]) -> polib.POFile:
    """A catalogue of exactly these messages, with what the old one says about them."""
    old = {Message(it.msgid, it.msgid_plural, it.msgctxt or ""): it for it in catalogue}
    new = polib.POFile(wrapwidth=110)
    new.metadata = HEADER
    for message in sorted(places, key=lambda it: (min(places[it]), it)):
        said = old.get(message)
        entry = polib.POEntry(
            msgid=message.text,
            msgid_plural=message.plural,
            msgctxt=message.context or None,
            msgstr="" if message.plural else said.msgstr if said else "",
            occurrences=[(place, "") for place in sorted(places[message])],
            flags=said.flags if said else [],
            tcomment=said.tcomment if said else "",
        )
        if message.plural:
            entry.msgstr_plural = said.msgstr_plural if said else {0: "", 1: ""}
        new.append(entry)
    return new


def untranslated(entries: Iterable[polib.POEntry]) -> list[str]:
    """Messages without English."""
    return [
        it.msgid
        for it in entries
        if not (all(it.msgstr_plural.values()) and it.msgstr_plural if it.msgid_plural else it.msgstr)
    ]


def main() -> None:
    CATALOGUE.parent.mkdir(parents=True, exist_ok=True)
    old = polib.pofile(str(CATALOGUE)) if CATALOGUE.exists() else polib.POFile()
    new = renewed(old, found())
    new.save(str(CATALOGUE))
    missing = untranslated(new)
    print(f"{len(new)} messages, {len(missing)} without English, in {CATALOGUE}")


if __name__ == "__main__":
    import django
    from django.conf import settings

    settings.configure(USE_I18N=True)
    django.setup()
    main()
