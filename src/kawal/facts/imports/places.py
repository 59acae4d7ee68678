"""Names of areas and countries as agencies write them, answered from the reference tables. A name that fits two is not guessed."""

from functools import lru_cache

from kawal.facts.imports.mapping import Places
from kawal.reference.areas.selectors import list_areas
from kawal.reference.places.selectors import list_countries
from kawal.reference.search_text import folded

PROVINCE, REGENCY, DISTRICT, VILLAGE = 1, 2, 3, 4
_LOOKED_AT = 8


class ReferencePlaces:
    """Places for one import: each name is looked up once."""

    def area_code(self, *, province: str, regency: str, district: str, village: str) -> str | None:
        """The finest area that is certain, each within the one above it."""
        code = ""
        named = ((province, PROVINCE), (regency, REGENCY), (district, DISTRICT), (village, VILLAGE))
        for name, level in named:
            if name:
                found = _area(name, level, code)
                if found is None:
                    break
                code = found
        return code or None

    def country_code(self, name: str) -> str | None:
        return _country(name)


def reference_places() -> Places:
    return ReferencePlaces()


@lru_cache(10_000)
def _area(name: str, level: int, within: str) -> str | None:
    said = folded(name)
    found = list_areas(q=name, level=level, parent=within, limit=_LOOKED_AT)
    exact = [it.code for it in found if said == folded(it.label)]
    exact = exact or [it.code for it in found if said == folded(it.name)]
    return exact[0] if len(exact) == 1 else None


@lru_cache(1_000)
def _country(name: str) -> str | None:
    said = folded(name)
    exact = [
        it.code
        for it in list_countries(q=name, limit=_LOOKED_AT)
        if said in (folded(it.name_id), folded(it.name_en))
    ]
    return exact[0] if len(exact) == 1 else None
