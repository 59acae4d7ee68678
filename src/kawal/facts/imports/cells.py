"""One cell after another into a fact: each target has its way of reading what people type."""

import re
from typing import Any, Protocol

from kawal.facts.contract.errors import Remark
from kawal.facts.contract.fields import Field
from kawal.facts.contract.kinds import KINDS
from kawal.facts.contract.words import CODE_WORDS
from kawal.facts.imports.cellvalues import read_day, read_flag, read_number, read_sex
from kawal.facts.imports.countries import country_of
from kawal.facts.imports.flat import put
from kawal.facts.imports.guessing import BIRTH, DISTRICT, NOTE, PROVINCE, REGENCY, VILLAGE
from kawal.facts.imports.rows import interpreted

AREA_TARGETS = (VILLAGE, DISTRICT, REGENCY, PROVINCE)
_LEVELS = ((10, VILLAGE), (6, DISTRICT), (4, REGENCY), (2, PROVINCE))  # digits of a code by what it names
_SEVERAL = re.compile(r"\s*[;\n/]\s*|\s*,\s+")
_ALIAS = re.compile(r"\s+(?:alias|als\.?|aka|@)\s+", re.IGNORECASE)
_FIRST_DIGIT = re.compile(r"[\s,/-]*(?=\d)", re.ASCII)
_AREA_DIGITS = re.compile(r"\d\d(\.?\d\d(\.?\d\d(\.?\d{4})?)?)?", re.ASCII)
_NAIVE = re.compile(
    r"(\S+(?: [A-Za-z]+ \d{4})?)[T ]+(?:pukul )?(\d{1,2})[:.](\d\d)(?:[:.](\d\d))?( ?wib| ?wita| ?wit)?",
    re.IGNORECASE,
)
_ZONES = {"": "+07:00", "wib": "+07:00", "wita": "+08:00", "wit": "+09:00"}
_WORDS_TO_CODE = {words["id"].casefold(): code for code, words in CODE_WORDS.items()}


class _Places(Protocol):
    def area_code(self, *, province: str, regency: str, district: str, village: str) -> str | None: ...

    def country_code(self, name: str) -> str | None: ...


class CellReader:
    """Puts cells into ``raw`` and says in ``remarks`` what it had to guess."""

    def __init__(
        self, kind: str, places: _Places, latest_year: int, raw: dict[str, Any], remarks: list[Remark]
    ) -> None:
        known = KINDS.get(kind)
        self._fields: dict[str, Field] = dict(known.data) if known else {}
        self._places, self._latest_year, self._raw, self._remarks = places, latest_year, raw, remarks
        self._area: dict[str, str] = {}

    def read(self, target: str, text: str) -> None:
        """Read one cell that says something."""
        if target in AREA_TARGETS:
            self._area[target] = text
        elif target == BIRTH:
            self._birth(text)
        elif target == NOTE:
            self._note(text)
        elif target.startswith("subject."):
            self._subject(target, text)
        elif target.startswith("data."):
            self._data(target, text)
        elif target in ("occurred_at", "sent_at"):
            self._put(target, self._moment(target, text))
        elif target == "place.country":
            self._country(target, text)
        elif target in ("place.lat", "place.lon"):
            self._put(target, read_number(text))
        else:
            self._put(target, text)

    def finish(self) -> None:
        """Turn the names of areas into one code, or keep them as a line of the address."""
        if not self._area:
            return
        finest = next(
            (
                self._area[t]
                for t in AREA_TARGETS
                if t in self._area and _AREA_DIGITS.fullmatch(self._area[t])
            ),
            None,
        )
        names = {t.removeprefix("@"): self._area.get(t, "") for t in AREA_TARGETS}
        code = finest or self._places.area_code(**names)
        if code:
            self._put("subject.address.area", code)
        said = next(level for level, t in _LEVELS if t in self._area)
        if (
            code is None or len(code.replace(".", "")) < said
        ):  # what was named finer is kept as it was written
            address = self._raw.setdefault("subject", {}).setdefault("address", {})
            line = [address.get("line", ""), *(self._area[t] for t in AREA_TARGETS if t in self._area)]
            address["line"] = ", ".join(filter(None, line))[:300]
            self._remark("area_unresolved", "subject.address.area")

    def _put(self, path: str, value: Any) -> None:
        put(self._raw, path.split("."), value)

    def _remark(self, code: str, path: str) -> None:
        self._remarks.append(interpreted(code, path))

    def _birth(self, text: str) -> None:
        """Place and date in one cell: ``Atambua, 01-01-1999``."""
        place, *dates = _FIRST_DIGIT.split(text, maxsplit=1)
        date = "".join(dates)
        if place.strip(" ,"):
            self._put("subject.birth_place", place.strip(" ,"))
        if date:
            self._subject("subject.birth_date", date)

    def _note(self, text: str) -> None:
        name = "data.text" if "text" in self._fields else "data.note"
        before = self._raw.get("data", {}).get(name[5:])
        self._put(name, f"{before}; {text}" if before else text)

    def _subject(self, path: str, text: str) -> None:
        name = path.removeprefix("subject.")
        if name == "name":
            self._name(text)
        elif name in ("phones", "aliases"):
            self._put(
                path, [*self._raw.get("subject", {}).get(name, ()), *filter(None, _SEVERAL.split(text))]
            )
        elif name == "citizenship":
            code = self._country_code(text)
            self._put(path if code else "subject.citizenship_text", code or text)
        elif name == "sex":
            self._or_text(path, "sex_text", read_sex(text), text, "value_unresolved")
        elif name == "birth_date":
            self._or_text(path, "birth_text", read_day(text, self._latest_year), text, "date_unreadable")
        else:
            self._put(path, text)

    def _or_text(self, path: str, other: str, value: str | None, text: str, remark: str) -> None:
        """What could be read, else what was written under a name of its own, with a remark."""
        self._put(path if value else f"subject.{other}", value or text)
        if value is None:
            self._remark(remark, path)

    def _name(self, text: str) -> None:
        name, *aliases = _ALIAS.split(" ".join(text.split()))
        self._put("subject.name", name)
        if aliases:
            known = self._raw["subject"].get("aliases", [])
            self._put("subject.aliases", [*known, *(alias for alias in aliases if alias not in known)])

    def _country(self, path: str, text: str) -> None:
        code = self._country_code(text)
        self._put(path if code else "place.text", code or text)
        if code is None:
            self._remark("country_unresolved", path)

    def _country_code(self, text: str) -> str | None:
        return country_of(text) or self._places.country_code(text)

    def _data(self, path: str, text: str) -> None:
        name, _, inner = path.removeprefix("data.").partition(".")
        field = self._fields.get(name)
        part = next((one for one in field.parts if one.name == inner), None) if field and inner else field
        kind = part.type if part else "text"
        if kind == "number":
            self._put(path, read_number(text))
        elif kind == "flag":
            self._put(path, read_flag(text))
        elif kind in ("codes", "texts"):
            self._put(path, [_code(one) if kind == "codes" else one for one in _SEVERAL.split(text) if one])
        elif kind in ("date", "time"):
            self._put(path, self._moment(path, text))
        elif kind == "country" or name == "destination":
            self._put(path, self._country_code(text) or text)
        else:
            self._put(path, _code(text) if kind == "code" else text)

    def _moment(self, path: str, text: str) -> str:
        """A day, or a time with its zone; without one it is Western Indonesian time."""
        day = read_day(text, self._latest_year)
        if day:
            return day
        match = _NAIVE.fullmatch(" ".join(text.split()))
        day = read_day(match[1], self._latest_year) if match else None
        if match is None or day is None:
            return text
        zone = (match[5] or "").strip().lower()
        if not zone:
            self._remark("zone_assumed", path)
        return f"{day}T{int(match[2]):02}:{match[3]}:{match[4] or '00'}{_ZONES[zone]}"


def _code(text: str) -> str:
    """The code for a known Indonesian word; other text as it is."""
    return _WORDS_TO_CODE.get(text.strip().casefold(), text.strip())
