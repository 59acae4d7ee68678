"""The words of a rule, filled in: `Kabar dijadwalkan {contact_due_at}.` Moments become days in Asia/Jakarta.

The end of a name says the unit: `_idr` rupiah, `_pct` per cent, `_pm` of a thousand. Codes, those of countries too, become
words where there are any.
"""

import csv
import string
from collections.abc import Mapping
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any, Literal

from kawal.foundation.moments import day_of

Language = Literal["id", "en"]

MONTHS: dict[Language, str] = {
    "id": "Jan Feb Mar Apr Mei Jun Jul Agu Sep Okt Nov Des",
    "en": "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec",
}
COUNTRIES = Path(__file__).parents[2] / "reference" / "data" / "countries.csv"
NOT_KNOWN: dict[Language, str] = {"id": "tidak diketahui", "en": "not known"}
_UNITS: dict[str, dict[Language, str]] = {
    "_idr": {"id": "Rp{}", "en": "IDR {}"},
    "_pct": {"id": "{} persen", "en": "{} per cent"},
    "_pm": {"id": "{} dari 1.000", "en": "{} of 1,000"},
}
# Codes of a fact as a village officer would say them.
_WORDS: dict[str, dict[Language, str]] = {
    "visit": {"id": "kunjungan", "en": "visit"},
    "umrah": {"id": "umrah", "en": "umrah"},
    "hajj": {"id": "haji", "en": "hajj"},
    "transit": {"id": "transit", "en": "transit"},
    "social_media": {"id": "media sosial", "en": "social media"},
    "messaging": {"id": "aplikasi pesan", "en": "a messaging application"},
    "no": {"id": "tidak", "en": "no"},
    "contradicting": {"id": "berbeda-beda", "en": "contradicting"},
}


def names_in(template: str) -> frozenset[str]:
    """The values a sentence needs.

    :raises ValueError: braces that do not match, or anything but a plain name between them.
    """
    names = set()
    for _text, name, spec, conversion in string.Formatter().parse(template):
        if name is None:
            continue
        if not name.isidentifier() or spec or conversion:
            raise ValueError(f"{{{name}}} is no plain name")
        names.add(name)
    return frozenset(names)


def filled(template: str, values: Mapping[str, Any], language: Language) -> str:
    said = {name: _word(values.get(name), language, name) for name in names_in(template)}
    return template.format_map(said)


def _word(value: Any, language: Language, name: str) -> str:
    if value is None or value == "":
        return NOT_KNOWN[language]
    if isinstance(value, datetime):
        value = day_of(value)
    if isinstance(value, date):
        return f"{value.day} {MONTHS[language].split()[value.month - 1]} {value.year}"
    if isinstance(value, (int, float)):
        return _number(value, language, name)
    code = str(value)
    said = _WORDS.get(code) or (_countries().get(code) if len(code) == 3 else None)
    return said[language] if said else code


@cache
def _countries() -> dict[str, dict[Language, str]]:
    with COUNTRIES.open(encoding="utf-8", newline="") as file:
        return {row["code"]: {"id": row["name_id"], "en": row["name_en"]} for row in csv.DictReader(file)}


def _number(value: float, language: Language, name: str) -> str:
    figure = f"{round(value):,}"
    if language == "id":
        figure = figure.replace(",", ".")
    unit = next((unit for end, unit in _UNITS.items() if name.endswith(end)), None)
    return unit[language].format(figure) if unit else figure
