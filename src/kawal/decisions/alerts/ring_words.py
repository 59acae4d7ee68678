"""Why a ring is worth an alert, in both languages. Pure."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

# reason: Indonesian, English; {n} is how many people of the ring it is about
REASONS: Final[Mapping[str, tuple[str, str]]] = {
    "moved_together": (
        "{n} orang berangkat serombongan di luar prosedur dengan tiket yang dibayar orang lain",
        "{n} people left as one party outside the procedure, on tickets somebody else paid",
    ),
    "one_paper": (
        "{n} orang memegang nomor surat yang sama",
        "{n} people hold papers with the same number",
    ),
    "control": (
        "{n} orang menunjukkan tanda dikuasai orang lain atau dalam bahaya",
        "{n} people show signs of being controlled by somebody else or of being in danger",
    ),
    "confirmed": ("{n} orang di antaranya kasus yang terbukti", "{n} of them are confirmed cases"),
    "finding": ("pengurusnya pernah dinyatakan bersalah", "its handler was found against before"),
}
UNKNOWN: Final = ("ada tanda lain pada {n} orang", "other signs on {n} people")
HEAD: Final = (
    "{members} orang terhubung kuat oleh pengurus, nomor, surat atau perjalanan yang sama",
    "{members} people are strongly linked by the same handler, number, paper or journey",
)


def sentence(members: int, reasons: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    """:param reasons: ``{"code", "people": how many}``, the gravest first."""
    said = {}
    for at, language in enumerate(("id", "en")):
        parts = [REASONS.get(it["code"], UNKNOWN)[at].format(n=it.get("people", 0)) for it in reasons]
        head = HEAD[at].format(members=members)
        said[language] = f"{head}: {'; '.join(parts)}." if parts else f"{head}."
    return said
