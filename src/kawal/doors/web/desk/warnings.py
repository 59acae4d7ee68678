"""Warnings at the counter: what reports say of the name being typed, and of whom the record of the visitor names."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET

from kawal.access.scope import NotVisible, Power, Scope
from kawal.access.trail import services as trail
from kawal.doors.web.front_desk import needs
from kawal.doors.web.kit.cards import parties as kit
from kawal.doors.web.kit.cards.people import RingNote
from kawal.doors.web.kit.words import word
from kawal.doors.web.parties import drawing
from kawal.doors.web.parties.words import ROLES
from kawal.doors.web.people.intake import A_MINUTE, MOST_ASKED, SHORTEST_NAME, SHOWN
from kawal.doors.web.people.rows import shown_name
from kawal.doors.web.rings.warned import notes_of
from kawal.situation.parties import complaints
from kawal.situation.parties import selectors as parties
from kawal.situation.parties.complaints import Known, Warned
from kawal.situation.people import selectors as people

MOST_NAMED = 8  # names that may be the same, over which complaints are counted
FIELDS = ("employer", "agent")  # what is typed at the counter, each with its own warning


@dataclass(frozen=True, slots=True)
class WarningRow:
    """:ivar roles: as what the record names it. :ivar known: complaints and cases in words, or nothing."""

    party: kit.PartyRow
    roles: str
    known: str


@dataclass(frozen=True, slots=True)
class OnRecord:
    """Whom the record of one person names that warns; ``rings`` were to be warned, and she is in one or names its recruiter."""

    name: str
    rows: Sequence[WarningRow]
    rings: Sequence[RingNote] = ()

    @property
    def warns(self) -> bool:
        return bool(self.rows or self.rings)


@needs(Power.SEARCH)
@require_GET
def typed(request: HttpRequest, *, scope: Scope) -> HttpResponse:
    """What reports say of the employer or agent whose name is being typed; the same as its own page may show."""
    name = next((request.GET[it] for it in FIELDS if request.GET.get(it)), "").strip()[:200]
    if len(name) < SHORTEST_NAME or not _may_ask(scope, timezone.now()):
        return render(request, "desk/warnings.html", {})
    found = parties.list_parties(scope=scope, q=name, limit=MOST_NAMED).results
    known = complaints.get_known(scope=scope, codes=[it.code for it in found]) if found else Known()
    context = {
        "rows": [drawing.row(it) for it in found[:SHOWN]],
        "known": [typed_words(known), cases_words(known)],
        "name": name,
    }
    return render(request, "desk/warnings.html", context)


@needs(Power.SEARCH)
@require_GET
def recorded(request: HttpRequest, *, scope: Scope) -> HttpResponse:
    """What warns on the records of those who may be the visitor; nothing of whom the officer does not see."""
    now = timezone.now()
    offered = request.GET.getlist("ditolak")[:SHOWN]
    rows: list[OnRecord] = []
    if offered and _may_ask(scope, now):
        found = (on_record(scope, it, now) for it in offered)
        rows = [it for it in found if it.warns]
    return render(request, "desk/recorded.html", {"records": rows})


def on_record(scope: Scope, kawal_id: str, now: datetime) -> OnRecord:
    """Empty where nothing warns, where the officer may not search, and where she is out of sight."""
    if not kawal_id or not scope.may(Power.SEARCH):
        return OnRecord("", ())
    try:
        person = people.get_person(scope=scope, kawal_id=kawal_id, now=now)
    except NotVisible:
        return OnRecord("", ())
    warned = complaints.list_warnings(scope=scope, kawal_id=person.kawal_id)
    rings = notes_of(scope, person.person_id, with_named=True)
    return OnRecord(shown_name(person.name), [_row(it) for it in warned[:SHOWN]], rings)


def typed_words(known: Known) -> str:
    """How many complained. Being named is no guilt, and the words are calm."""
    if not known.complained:
        return ""
    return ngettext(
        "%(count)s pekerja yang menyebut nama seperti ini pernah mengadu.",
        "%(count)s pekerja yang menyebut nama seperti ini pernah mengadu.",
        known.complained,
    ) % {"count": known.complained}


def others_words(known: Known) -> str:
    """The same, beside somebody who may have complained herself."""
    if not known.complained:
        return ""
    return ngettext(
        "%(count)s pekerja lain yang menyebutnya pernah mengadu.",
        "%(count)s pekerja lain yang menyebutnya pernah mengadu.",
        known.complained,
    ) % {"count": known.complained}


def cases_words(known: Known) -> str:
    if not known.decided:
        return ""
    return ngettext(
        "Disebut dalam %(count)s perkara yang diputus.",
        "Disebut dalam %(count)s perkara yang diputus.",
        known.decided,
    ) % {"count": known.decided}


def _row(it: Warned) -> WarningRow:
    return WarningRow(
        drawing.row(it.row),
        ", ".join(word(ROLES, role) for role in it.roles),
        " ".join(filter(None, [others_words(it.known), cases_words(it.known)])),
    )


def _may_ask(scope: Scope, now: datetime) -> bool:
    """As quick as somebody types, and no quicker."""
    try:
        trail.keep_pace(scope=scope, action="match.asked", now=now, most=MOST_ASKED, within=A_MINUTE)
    except trail.TooFast:
        return False
    return True
