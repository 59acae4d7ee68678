"""Every page and part with sample cards: `pages()` for tests, `render(name)` for the sheet of parts."""

from collections.abc import Callable

from django.template.loader import render_to_string

from kawal.doors.web.kit.samples import forms, office, people, work
from kawal.doors.web.kit.samples.shells import FEEDS, STRANGER, around
from kawal.doors.web.kit.samples.times import NOW
from kawal.doors.web.kit.cards.shell import Link, Pages, StatusCard

Context = dict[str, object]
Sample = tuple[str, Callable[[], Context]]

PAGES: dict[str, Sample] = {}


def page(name: str, template: str, role: str = "officer", current: int = 0) -> Callable[[Callable[[], Context]], Callable[[], Context]]:
    """Register a sample of a page; `role` "" is somebody who has not logged in."""

    def keep(make: Callable[[], Context]) -> Callable[[], Context]:
        PAGES[name] = (template, lambda: {**(around(role, current) if role else STRANGER), **make()})
        return make

    return keep


def render(name: str) -> str:
    """The sample page as HTML."""
    template, make = PAGES[name]
    return render_to_string(template, make())


@page("parts", "kit/parts.html")
def _parts() -> Context:
    return {
        "now": NOW,
        "person": people.PERSON,
        "rows": people.ROWS,
        "facts": people.FACTS,
        "claims": people.CLAIMS,
        "candidates": people.CANDIDATES,
        "tasks": work.TASKS,
        "first": work.FIRST,
        "figures": office.FIGURES,
        "segments": work.SEGMENTS,
        "nation": office.NATION,
        "province": office.PROVINCE,
        "feeds": FEEDS,
        "counts": office.COUNTS,
        "groups": work.ALERT_FILTERS,
        "pages": Pages(25, "?sesudah=x", "?sebelum=y"),
        "export": office.EXPORT,
        "refused": forms.refused(),
        "complaint": forms.ComplaintForm(),
        "upload": forms.UploadForm(),
        "status": StatusCard("12 orang diserahkan ke Dinsos TTU.", "/urungkan/1/"),
        "levels": ("emergency", "high", "medium", "watch"),
        "procedures": ("procedural", "nonprocedural", "unknown"),
        "stays": (
            "preparing", "departed", "abroad_in_contact", "abroad_silent", "in_trouble", "in_custody", "in_return",
            "home", "settled_elsewhere", "died", "unknown",
        ),
        "bases": ("witnessed", "document", "self", "hearsay", "unknown"),
        "crumbs": (Link("Perlu perhatian", "/perhatian/"), Link("T-2304")),
    }  # fmt: skip
