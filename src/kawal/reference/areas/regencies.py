"""Regencies and provinces by the name people write, in memory: birth places are read by the million, seldom with their kind."""

from collections import defaultdict

from kawal.reference import knowledge
from kawal.reference.search_text import KIND_WORDS, PROVINCES, REGENCIES, folded

REGENCY = 2


def codes_named(text: str) -> tuple[str, ...]:
    """Codes of that name: of twins (a regency and a city) both, of a name nobody knows none. What stands after a comma is left out."""
    words = folded(text.partition(",")[0]).split()
    while words and words[0] in KIND_WORDS:
        words = words[1:]
    return knowledge.kept("regencies by name", _by_name).get(" ".join(words), ())


def _by_name(using: str) -> dict[str, tuple[str, ...]]:
    found = defaultdict[str, list[str]](list)
    for code, area in sorted(knowledge.upper_areas(using).items()):
        if area.level <= REGENCY and area.valid_to is None:
            found[folded(area.name)].append(code)
    for short, code in (PROVINCES | REGENCIES).items():
        found[short] = [code]
    return {name: tuple(codes) for name, codes in found.items()}
