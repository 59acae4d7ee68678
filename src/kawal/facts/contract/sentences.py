"""One plain sentence for each fact on a timeline, Indonesian or English. Odd data shortens a sentence, never breaks it."""

import re
from collections.abc import Mapping
from typing import Any, Literal, Protocol

from kawal.facts.contract.kinds import KINDS
from kawal.facts.contract.phrases import EN, ID
from kawal.facts.contract.words import CODE_WORDS

Lang = Literal["id", "en"]
_LONGEST_VALUE = 80
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_MONTHS = {
    "id": ["Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des"],
    "en": ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"],
}


class Labels(Protocol):
    """Names for codes, as the reference tables give them."""

    def label(self, list_name: str, code: str, lang: str) -> str | None:
        """``list_name`` is post, area, country, or the name of a field of `data`; nothing where it is not known."""
        ...


class _NoLabels:
    def label(self, list_name: str, code: str, lang: str) -> str | None:
        return None


NO_LABELS: Labels = _NoLabels()


def sentence(
    kind: str,
    data: Mapping[str, Any] | None,
    place: Mapping[str, Any] | None,
    lang: Lang = "id",
    labels: Labels = NO_LABELS,
) -> str:
    """``Berangkat dari Batam Centre dengan visa kunjungan.`` Unknown kinds are named by their code."""
    known = KINDS.get(kind)
    phrases = ID if lang == "id" else EN
    opening = (
        (known.label_id if lang == "id" else known.label_en) if known else kind.replace("_", " ").capitalize()
    )
    said = _Values(
        data if isinstance(data, Mapping) else {}, place if isinstance(place, Mapping) else {}, lang, labels
    )
    parts = [opening, *filter(None, (_filled(template, said) for template in phrases.get(kind, ("{at}",))))]
    return " ".join(parts).replace(" :", ":").replace(" ,", ",").strip().rstrip(".") + "."


def _filled(template: str, said: "_Values") -> str | None:
    """The phrase with its values, or nothing when one of them was not said."""
    try:
        return template.format_map(said)
    except _NotSaidError:
        return None


class _NotSaidError(Exception):
    pass


class _Values(dict[str, str]):
    """Values by name as words: ``{visa}``, ``{recruiter}``, ``{at}`` for the place; raises for what was not said."""

    def __init__(self, data: Mapping[str, Any], place: Mapping[str, Any], lang: str, labels: Labels) -> None:
        super().__init__()
        self._data, self._place, self._lang, self._labels = data, place, lang, labels

    def __missing__(self, key: str) -> str:
        if key == "at":
            return self._where()
        name, wanted, meant = key.partition("=")
        value = self._data.get(name)
        if wanted:  # "{safe=no}": only when exactly this was said, and shown as nothing
            if str(value).lower() != meant:
                raise _NotSaidError
            return ""
        return self._words(name, value)

    def _where(self) -> str:
        for name in ("post", "text", "area", "country"):
            value = self._place.get(name)
            if isinstance(value, str) and value.strip():
                return (self._labels.label(name, value, self._lang) or value).strip()[:_LONGEST_VALUE]
        raise _NotSaidError

    def _words(self, name: str, value: Any) -> str:
        if isinstance(value, Mapping):
            value = value.get("name") or value.get("occupation")
        if isinstance(value, list):
            return ", ".join(self._words(name, item) for item in value[:5] if item) or self._words(name, None)
        if isinstance(value, bool) or value is None or not str(value).strip():
            raise _NotSaidError
        if isinstance(value, int | float):
            return _grouped(value, self._lang)
        text = str(value).strip()
        if _DAY.fullmatch(text):
            return _day(text, self._lang)
        shown = (
            self._labels.label(name, text, self._lang)
            or CODE_WORDS.get(text, {}).get(self._lang)
            or _readable(text)
        )
        return " ".join(shown.split())[:_LONGEST_VALUE]


def _readable(text: str) -> str:
    """A code in `lower_snake` as words."""
    return text.replace("_", " ") if text.isascii() and text.islower() and "_" in text else text


def _day(text: str, lang: str) -> str:
    """``2026-03-16`` as ``16 Mar 2026``; what is no day stays as it was said."""
    year, month, day = map(int, text.split("-"))
    return f"{day} {_MONTHS[lang][month - 1]} {year}" if 1 <= month <= 12 and 1 <= day <= 31 else text


def _grouped(value: float, lang: str) -> str:
    try:
        text = f"{value:,.2f}".removesuffix(".00")
    except (OverflowError, ValueError):
        return str(value)[:_LONGEST_VALUE]
    return text.translate(_COMMA_AND_POINT) if lang == "id" else text


_COMMA_AND_POINT = str.maketrans(",.", ".,")
