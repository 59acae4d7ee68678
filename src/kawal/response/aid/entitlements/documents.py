"""One entitlement, read and checked whole. A part that is missing or not understood fails loading, by name."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

CATALOGUE = Path(__file__).parent / "catalogue"
EVERY = ("once", "journey", "days")
SEXES = ("", "female", "male")
OLDEST = 150
_PARTS = {"id", "version", "item", "quantity", "service", "every", "who", "label", "reason", "source"}
_WHO = {"sex", "from_age", "to_age"}
Every = Literal["once", "journey", "days"]


class BadEntitlement(ValueError):
    """The document is not complete or says something that is not understood."""


@dataclass(frozen=True, slots=True)
class Text:
    """A sentence in both languages."""

    id: str
    en: str

    def said(self, language: str) -> str:
        return self.en if language == "en" else self.id


@dataclass(frozen=True, slots=True)
class Entitlement:
    """Who may get what how often.

    :ivar item: code of an item or kit; ``quantity`` of it at a time.
    :ivar service: what the fact about the person says (code list ``services``).
    :ivar every: once in a life, once a return journey, or again after ``days``.
    :ivar sex: "" for any. Ages are whole years, both ends included.
    """

    id: str
    version: int
    item: str
    quantity: int
    service: str
    every: Every
    days: int
    sex: str
    from_age: int
    to_age: int
    label: Text
    reason: Text
    source: Text


@cache
def entitlements() -> Mapping[str, Entitlement]:
    """The latest version of each document of the catalogue, by id.

    :raises BadEntitlement: one of them is not right.
    """
    found = [read(path.read_text(encoding="utf-8"), path.name) for path in sorted(CATALOGUE.glob("*.toml"))]
    return {it.id: it for it in sorted(found, key=lambda it: it.version)}


def read(text: str, name: str) -> Entitlement:
    """:raises BadEntitlement: with the name of the document and of the part."""
    said = tomllib.loads(text)
    try:
        return _checked(said)
    except (KeyError, TypeError, ValueError) as error:
        raise BadEntitlement(f"{name}: {error}") from error


def _checked(said: dict[str, Any]) -> Entitlement:
    who = said["who"]
    every, days = said["every"], said.get("days", 0)
    _refuse("parts", set(said) - _PARTS - {"days"} or _PARTS - set(said))
    _refuse("who", set(who) - _WHO)
    _refuse("every", every not in EVERY or (every == "days") != (days > 0))
    _refuse("sex", who.get("sex", "") not in SEXES)
    _refuse("quantity", said["quantity"] < 1)
    _refuse("ages", not 0 <= who.get("from_age", 0) <= who.get("to_age", OLDEST))
    return Entitlement(
        id=said["id"], version=said["version"], item=said["item"], quantity=said["quantity"], service=said["service"],
        every=every, days=days, sex=who.get("sex", ""), from_age=who.get("from_age", 0), to_age=who.get("to_age", OLDEST),
        label=_text(said["label"]), reason=_text(said["reason"]), source=_text(said["source"]),
    )  # fmt: skip


def _text(said: dict[str, str]) -> Text:
    return Text(said["id"], said["en"])


def _refuse(part: str, wrong: object) -> None:
    if wrong:
        raise ValueError(part)
