"""Where an officer serves, and places as officers type them."""

from dataclasses import dataclass
from typing import Any

from kawal.access.scope import Scope
from kawal.foundation.areas import AreaCode, InvalidArea
from kawal.reference import selectors as reference
from kawal.reference.knowledge import kept

MOST_KEPT = 5_000


@dataclass(frozen=True, slots=True)
class Here:
    """The place of the officer: a post or shelter, the country of a mission, the area of an area role."""

    post: str = ""
    country: str = ""
    area: str = ""

    @property
    def place(self) -> dict[str, Any]:
        """As a fact tells it."""
        found = {"post": self.post, "country": self.country, "area": self.area}
        return {name: code for name, code in found.items() if code}


def here(scope: Scope) -> Here:
    """From memory; nothing for the nation."""
    held = dict(key.partition(":")[::2] for key in scope.keys)
    post = held.get("b") or held.get("s") or ""
    if post:
        return Here(post=post)
    if "m" in held:
        agency = reference.find_agency(held["m"])
        return Here(country=agency.countries[0] if agency and agency.countries else "")
    return Here(area=scope.area)


def name_of(scope: Scope) -> str:
    """Where the officer serves, in words."""
    place = here(scope)
    if place.post:
        return reference.post_label(place.post)
    if place.country:
        return reference.country_label(place.country)
    return reference.area_label(place.area, full=True) if place.area else ""


def area_typed(text: str, *, level: int | None = None) -> str:
    """The dotted code of an area as typed: a code, or a name that means exactly one. Nothing where it may be several.

    What was typed before is answered from memory: a night at a post knows a dozen origins, and looking one up takes longer
    than all else of a row.
    """
    said = text.strip()
    if not said:
        return ""
    answers: dict[tuple[str, int | None], str] = kept("areas typed", lambda _using: {})
    key = (said, level)
    if key not in answers:
        if len(answers) >= MOST_KEPT:
            answers.clear()
        answers[key] = _area_typed(said, level)
    return answers[key]


def _area_typed(said: str, level: int | None) -> str:
    try:
        code = AreaCode.parse(said).dotted
    except InvalidArea:
        found = reference.list_areas(q=said, level=level, limit=5)
    else:
        return code if reference.find_area(code) or code.startswith("99") else ""
    exact = [it for it in found if _same(it, said)]
    return exact[0].code if len(exact) == 1 else ""


def _same(area: reference.AreaCard, said: str) -> bool:
    """The typed text is how the area is written: with or without its kind, with or without what lies around it."""
    wanted = _folded(said)
    return wanted in {
        _folded(it) for it in (area.label, area.full_label, area.name, f"{area.name}, {area.where}")
    }


def _folded(text: str) -> str:
    return " ".join(text.casefold().replace(".", " ").replace(",", " ").split())


def country_typed(text: str) -> str:
    """Alpha-3 of a country as typed: its code or its name in either language."""
    said = text.strip()
    if not said:
        return ""
    if exact := reference.find_country(said):
        return exact.code
    wanted = said.casefold()
    found = reference.list_countries(q=said, limit=5)
    return next((it.code for it in found if wanted in (it.name_id.casefold(), it.name_en.casefold())), "")


def agency_typed(text: str) -> str:
    """The code of an agency as typed: its code, its name or its short name."""
    said = text.strip()
    if not said:
        return ""
    if exact := reference.find_agency(said):
        return exact.code
    wanted = said.casefold()
    found = reference.list_agencies(q=said, limit=5)
    return next((it.code for it in found if wanted in (it.name.casefold(), it.short_name.casefold())), "")


def place_typed(text: str) -> str:
    """The code of a country, post, office or area as typed; what is none of ours stays as it was written."""
    readers = (country_typed, post_typed, agency_typed, area_typed)
    return next((code for read in readers if (code := read(text))), text.strip())


def post_typed(text: str) -> str:
    """The code of a post or shelter as typed: its code or its name."""
    said = text.strip()
    if not said:
        return ""
    if exact := reference.find_post(said):
        return exact.code
    found = reference.list_posts(q=said, limit=5)
    return next((it.code for it in found if it.name.casefold() == said.casefold()), "")
