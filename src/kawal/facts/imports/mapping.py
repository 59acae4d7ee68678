"""An agency's own columns onto the contract: what each means, what holds for the whole file, and how cells are read.

A mapping is remembered by its sender and the headings it was made for. The same row read with the same mapping always
gives the same fact, id included, so a list that is sent again adds nothing.
"""

from collections.abc import Mapping as MappingABC
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Any, Protocol, Self

import orjson

from kawal.facts.contract.errors import Remark
from kawal.facts.imports import cells as reading
from kawal.facts.imports.cellvalues import is_nothing
from kawal.facts.imports.flat import REASON
from kawal.facts.imports.guessing import IGNORE, guess_columns
from kawal.foundation.digests import keyed


class Places(Protocol):
    """Names of areas and countries as the reference tables know them."""

    def area_code(self, *, province: str, regency: str, district: str, village: str) -> str | None:
        """The dotted code of the finest area named, where the names leave one; empty names were not said."""
        ...

    def country_code(self, name: str) -> str | None:
        """ISO 3166-1 alpha-3 of a name in Indonesian or English."""
        ...


class _NoPlaces:
    def area_code(self, *, province: str, regency: str, district: str, village: str) -> str | None:
        return None

    def country_code(self, name: str) -> str | None:
        return None


NO_PLACES: Places = _NoPlaces()


@dataclass(frozen=True, slots=True)
class Mapping:
    """What the columns of a sender's sheet mean.

    :ivar columns: target by column: a path of the contract, ``@birth``, ``@note``, ``@province`` … ``@village``; empty for
        a column that is left out.
    :ivar constants: value by path, for every row that does not say it itself: ``kind``, ``occurred_at``, ``place.post`` …
    :ivar words: what the sender's own words stand for, by column: ``{"STATUS": {"ILEGAL": "illegal_entry"}}``.
    """

    columns: MappingABC[str, str]
    constants: MappingABC[str, str] = field(default_factory=dict)
    words: MappingABC[str, MappingABC[str, str]] = field(default_factory=dict)

    def to_object(self) -> dict[str, Any]:
        """As it is stored."""
        words = {column: dict(words) for column, words in self.words.items()}
        return {"columns": dict(self.columns), "constants": dict(self.constants), "words": words}

    @classmethod
    def from_object(cls, said: object) -> Self:
        """:raises ValueError: not what :meth:`to_object` gave."""
        if not isinstance(said, dict) or not isinstance(said.get("columns"), dict):
            raise ValueError("not a mapping")
        return cls(said["columns"], said.get("constants") or {}, said.get("words") or {})


@dataclass(frozen=True, slots=True)
class Interpretation:
    """Everything one row needs to become a fact.

    :ivar secret: keys the ids made for rows without one, which must not give away the numbers they are made of.
    :ivar latest_year: the year that two-digit years may not pass.
    """

    mapping: Mapping
    sender: str
    secret: bytes
    latest_year: int
    places: Places = NO_PLACES


def guess_mapping(columns: tuple[str, ...], kind: str | None = None) -> Mapping:
    """A first mapping, to be confirmed; columns nobody recognised are left out."""
    return Mapping(guess_columns(columns, kind), {"kind": kind} if kind else {})


def signature_of(columns: tuple[str, ...]) -> str:
    """The same for the same headings, whatever their case or spacing: what a remembered mapping is found by.

    A reason with which rows were given back makes no difference.
    """
    names = ("".join(column.casefold().split()) for column in columns)
    plain = "\n".join(name for name in names if name != REASON)
    return blake2b(plain.encode("utf-8", "replace"), digest_size=16).hexdigest()


def apply_mapping(
    cells: MappingABC[str, str], by: Interpretation
) -> tuple[dict[str, Any], tuple[Remark, ...]]:
    """The fact a row says, not yet checked, and what had to be interpreted."""
    raw: dict[str, Any] = {}
    remarks: list[Remark] = []
    kind = _said(cells, by.mapping, "kind") or by.mapping.constants.get("kind", "")
    reader = reading.CellReader(kind, by.places, by.latest_year, raw, remarks)
    for column, target in by.mapping.columns.items():
        text = cells.get(column, "").strip().lstrip("'")
        if target != IGNORE and not is_nothing(text):
            reader.read(target, _translated(text, by.mapping.words.get(column)))
    reader.finish()
    for path, value in by.mapping.constants.items():
        if not _has(raw, path.split(".")):
            reader.read(path, value)
    if "id" not in raw and raw:
        raw["id"] = _id(raw, by)
    return raw, tuple(remarks)


def _said(cells: MappingABC[str, str], mapping: Mapping, target: str) -> str:
    return next((cells.get(column, "").strip() for column, to in mapping.columns.items() if to == target), "")


def _translated(text: str, words: MappingABC[str, str] | None) -> str:
    return words.get(text, words.get(text.casefold(), text)) if words else text


def _has(raw: dict[str, Any], path: list[str]) -> bool:
    inner: Any = raw
    for part in path:
        if not isinstance(inner, dict) or part not in inner:
            return False
        inner = inner[part]
    return True


def _id(raw: dict[str, Any], by: Interpretation) -> str:
    content = orjson.dumps(raw, option=orjson.OPT_SORT_KEYS)
    return f"baris-{keyed(by.secret, by.sender.encode(), content, size=12).hex()}"
