"""Who may not wait: what officers tick or a list says, in an order. Pure.

The order is that of harm done by waiting: a threat first, then what a midwife or doctor is called for, then who cannot be
left alone in a hall at night.
"""

import re
from collections.abc import Iterable

# The order is that in which people are taken out of the queue.
NEEDS = ("threatened", "ill", "pregnant", "child", "mother", "elderly", "disabled")
TICKED = ("child", "pregnant", "ill", "mother", "threatened")  # what the counter asks, key 1 to 5
ADULT = 18
_LAST = len(NEEDS)
_WORDS = {
    "threatened": r"(?:ter)?ancam|takut|threat",
    "ill": r"sakit|hipertensi|darah tinggi|tbc?\b|diabet|luka|demam|ill\b|sick",
    "pregnant": r"hamil|mengandung|pregnan",
    "mother": r"(?:ba|mem)?bawa anak|bersama anak|ibu dan anak|with (?:a )?child",
    "child": r"\banak\b|bayi|balita|di bawah umur|child|baby|minor",
    "elderly": r"lansia|lanjut usia|elderly",
    "disabled": r"disabil|difabel|cacat|tuna\s?(?:netra|rungu|daksa|wicara)|disabled",
}
_READ = {need: re.compile(pattern, re.IGNORECASE) for need, pattern in _WORDS.items()}


def needs_of(text: str, *, age: int | None = None) -> tuple[str, ...]:
    """The needs that a remark on a list names, with ``child`` for whoever is under eighteen.

    A mother with a child is not herself a child: "bawa anak" says one thing, not two.
    """
    found = {need for need, pattern in _READ.items() if pattern.search(text)}
    if "mother" in found and (age is None or age >= ADULT):
        found.discard("child")
    if age is not None and age < ADULT:
        found.add("child")
    return in_order(found)


def in_order(needs: Iterable[str]) -> tuple[str, ...]:
    """Known needs, the most urgent first, each once."""
    said = set(needs)
    return tuple(need for need in NEEDS if need in said)


def urgency(needs: Iterable[str]) -> int:
    """0 for the most urgent; people without a need come last."""
    return min((NEEDS.index(need) for need in needs if need in NEEDS), default=_LAST)
