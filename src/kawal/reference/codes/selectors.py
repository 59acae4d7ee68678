"""Reads of code lists."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from kawal.reference import knowledge
from kawal.reference.codes.models import Code
from kawal.reference.named_search import closest
from kawal.reference.search_text import folded

ZERO_COST_JOBS = "zero_cost_jobs"


@dataclass(frozen=True, slots=True)
class CodeCard:
    """One value of one list, in the spelling of its standard (empty where the word is ours)."""

    list: str
    code: str
    label_id: str
    label_en: str
    standard: str
    source: str
    valid_from: date
    valid_to: date | None

    def label(self, language: str = "id") -> str:
        return self.label_en if language == "en" else self.label_id


def list_code_lists() -> list[str]:
    return sorted(_lists())


def list_codes(list_name: str, *, on: date | None = None) -> list[CodeCard]:
    """The values of a list in its own order; on a day only those valid then. Nothing for an unknown list."""
    cards = _lists().get(list_name, {}).values()
    return [
        it for it in cards if on is None or it.valid_from <= on and (it.valid_to is None or on < it.valid_to)
    ]


def find_code(list_name: str, code: str) -> CodeCard | None:
    """The value with exactly that spelling; codes of standards differ by case."""
    return _lists().get(list_name, {}).get(code)


def code_label(list_name: str, code: str, *, language: str = "id") -> str:
    """The label of a value; an unknown one is its own label. From memory."""
    card = find_code(list_name, code)
    return card.label(language) if card else code


def search_codes(*, q: str, limit: int = 20) -> list[CodeCard]:
    """Values of every list that a text may mean."""
    return [_card(it) for it in closest(Code, q, limit=limit)]


def is_zero_cost_job(occupation: str) -> bool:
    """One of the ten jobs for which no worker may be charged? By code, or label in either language."""
    said = folded(occupation.replace("_", " "))
    jobs = list_codes(ZERO_COST_JOBS)
    return any(
        said in (folded(it.code.replace("_", " ")), folded(it.label_id), folded(it.label_en)) for it in jobs
    )


def _lists() -> dict[str, dict[str, CodeCard]]:
    return knowledge.kept("codes", _read)


def _read(using: str) -> dict[str, dict[str, CodeCard]]:
    found: dict[str, dict[str, CodeCard]] = defaultdict(dict)
    for it in Code.objects.using(using).order_by("list", "position"):
        found[it.list][it.code] = _card(it)
    return dict(found)


def _card(it: Code) -> CodeCard:
    return CodeCard(
        it.list, it.code, it.label_id, it.label_en, it.standard, it.source, it.valid_from, it.valid_to
    )
