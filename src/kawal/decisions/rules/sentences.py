"""The words of a rule, filled in: `Kabar dijadwalkan {contact_due_at}.` Moments become days in Asia/Jakarta."""

import string
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, Literal

from kawal.foundation.moments import day_of

Language = Literal["id", "en"]

MONTHS: dict[Language, str] = {
    "id": "Jan Feb Mar Apr Mei Jun Jul Agu Sep Okt Nov Des",
    "en": "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec",
}
NOT_KNOWN: dict[Language, str] = {"id": "tidak diketahui", "en": "not known"}


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
    said = {name: _word(values.get(name), language) for name in names_in(template)}
    return template.format_map(said)


def _word(value: Any, language: Language) -> str:
    if value is None or value == "":
        return NOT_KNOWN[language]
    if isinstance(value, datetime):
        value = day_of(value)
    if isinstance(value, date):
        return f"{value.day} {MONTHS[language].split()[value.month - 1]} {value.year}"
    return str(value)
