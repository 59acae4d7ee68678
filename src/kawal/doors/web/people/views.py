"""Looking for people and reading about one: search, the person page, claims side by side, who looked."""

from collections import Counter
from datetime import datetime, timedelta
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET

from kawal.access.scope import NotVisible, Power, Scope
from kawal.access.trail import selectors as log
from kawal.access.trail import services as trail
from kawal.decisions.alerts.selectors import codes_past
from kawal.doors.web import labels
from kawal.doors.web.exports import every, export, export_links
from kawal.doors.web.front_desk import needs
from kawal.doors.web.kit.cards.people import ViewerRow
from kawal.doors.web.kit.cards.shell import Pages
from kawal.doors.web.kit.words import CATEGORIES
from kawal.doors.web.people import claims, rows
from kawal.doors.web.people.card import Shown, person_card, who
from kawal.doors.web.people.page import with_work
from kawal.doors.web.people.timeline import told_by
from kawal.doors.web.status import status_of
from kawal.doors.web.trail.words import act_words
from kawal.facts.contract.kinds import KINDS
from kawal.situation.paging import parts_of
from kawal.situation.people import selectors as people
from kawal.situation.people.cards import PersonRow
from kawal.situation.people.selectors import BadCursor, Page
from kawal.situation.pictures import selectors as pictures

PER_PAGE, FACTS_PER_PAGE, FIRST_FACTS = 25, 30, 20
# One line in the access log an officer, person and hour: filters, older facts and a return to the page are the same look,
# and a log that repeats itself is read by nobody.
SAME_LOOK = timedelta(hours=1)


@needs(Power.SEARCH)
@require_GET
def search(request: HttpRequest, *, scope: Scope) -> HttpResponseBase:
    chosen = rows.Filters.read(request.GET, scope)
    counts = _("Orang dalam wewenang Anda, satu baris satu orang.")
    narrowed = chosen.words()
    file = export(
        request,
        name=_("Orang"),
        counts=_("%(counts)s Saringan: %(filters)s.") % {"counts": counts, "filters": narrowed}
        if narrowed
        else counts,
        columns=rows.columns(scope),
        rows=every(lambda at: _found(scope, chosen, at)),
    )
    if file:
        return file
    asked = chosen != rows.Filters()
    try:
        found: Page[PersonRow] = (
            _found(scope, chosen, request.GET.get("sesudah") or None) if asked else Page([])
        )
    except BadCursor as error:
        raise Http404 from error
    next_url = chosen.address(request.path, sesudah=found.next) if found.next else ""
    return render(
        request,
        "people/search.html",
        {
            "query": chosen.q,
            "asked": asked,
            "rows": [rows.person_row(row, scope) for row in found.results],
            "pages": Pages(len(found.results), next_url),
            "groups": rows.groups(chosen, request.path, scope),
            "export": export_links(request, counts) if found.results else None,
            "register_url": _register_url(scope, chosen.q),
            "status": status_of(request, timezone.now()),
        },
    )


@needs(Power.READ_PERSON)
@require_GET
def page(request: HttpRequest, kawal_id: str, *, scope: Scope) -> HttpResponse:
    now = timezone.now()
    view = people.get_person(scope=scope, kawal_id=kawal_id, now=now)
    category = request.GET.get("kategori", "")
    category = category if category in CATEGORIES else ""
    shown = _shown(scope, view.kawal_id, category, request.GET.get("sebelum") or None)
    if cited := request.GET.get("fakta"):
        shown = _shown_with(shown, scope, view.kawal_id, cited)
    trail.record_once(scope=scope, action="person.viewed", now=now, person=view.kawal_id, within=SAME_LOOK)
    card = with_work(person_card(view, shown, scope=scope, now=now), view, scope=scope, now=now)
    return render(request, "people/page.html", {"person": card, "status": status_of(request, now)})


@needs(Power.READ_CLAIMS)
@require_GET
def claim_list(request: HttpRequest, kawal_id: str, *, scope: Scope) -> HttpResponse:
    now = timezone.now()
    view = people.get_person(scope=scope, kawal_id=kawal_id, now=now)
    trail.record_once(scope=scope, action="person.viewed", now=now, person=view.kawal_id, within=SAME_LOOK)
    table = claims.claim_table(view.claims, brief=False)
    return render(request, "people/claims.html", {"person": who(view, scope), "claims": table})


@needs(Power.READ_CLAIMS)
@require_GET
def viewers(request: HttpRequest, kawal_id: str, *, scope: Scope) -> HttpResponse:
    """Who did what about this person in the last thirty days: she may ask, and so may whoever works for her."""
    now = timezone.now()
    view = people.get_person(scope=scope, kawal_id=kawal_id, now=now)
    if not view.in_scope:
        raise NotVisible("person")
    past = codes_past(scope=scope, person_id=view.person_id)
    found = log.list_viewers(scope=scope, kawal_id=view.kawal_id, now=now, without=past)
    shown = [
        ViewerRow(it.last_at, it.name or it.actor, labels.source_name(it.agency), acts(it.action, it.times))
        for it in found
    ]
    context = {"person": who(view, scope), "rows": shown, "pages": Pages(len(shown))}
    return render(request, "people/viewers.html", context)


def acts(action: str, times: int) -> str:
    """What was done, in words, and how often."""
    text = act_words(action)
    return ngettext("%(text)s", "%(text)s, %(times)d kali", times) % {"text": text, "times": times}


def _found(scope: Scope, chosen: rows.Filters, cursor: str | None) -> Page[PersonRow]:
    """By text, by what is derived, or both."""
    if chosen.q:
        return people.find_people(scope=scope, q=chosen.q, **chosen.within, limit=PER_PAGE, cursor=cursor)
    within = pictures.Within(**chosen.within)
    found = pictures.list_pictures(scope=scope, within=within, limit=PER_PAGE, cursor=cursor)
    return Page([rows.row_of_picture(picture) for picture in found.results], found.next)


def _register_url(scope: Scope, q: str) -> str:
    """What was searched for and not found is not typed again."""
    if not scope.may(Power.INTAKE):
        return ""
    name = {"nama": q} if q and not any(map(str.isdigit, q)) else {}
    return reverse("people:register") + (f"?{urlencode(name)}" if name else "")


def _shown(scope: Scope, kawal_id: str, category: str, cursor: str | None) -> Shown:
    try:
        found = people.list_facts(
            scope=scope,
            kawal_id=kawal_id,
            limit=FACTS_PER_PAGE,
            cursor=cursor,
            newest_first=True,
            category=category,
        )
    except BadCursor as error:
        raise Http404 from error
    # Most people's facts all stand on one page; else the filters are counted, and the strip asks how the journey began.
    if not (found.next or cursor or category):
        return Shown(found.results, counts=Counter(KINDS[fact.kind].category for fact in found.results))
    oldest = people.list_facts(scope=scope, kawal_id=kawal_id, limit=FIRST_FACTS).results
    counts = people.count_categories(scope=scope, kawal_id=kawal_id)
    before = None if category else _word_before(scope, kawal_id, found.next)
    return Shown(found.results, found.next, category, cursor is not None, oldest, counts, before)


def _shown_with(shown: Shown, scope: Scope, kawal_id: str, cited: str) -> Shown:
    """The page on which a cited fact stands: this one, or one that begins with it."""
    try:
        _at, after = parts_of(cited, datetime, int) or (None, 0)
    except BadCursor as error:
        raise Http404 from error
    is_here = any(fact.seq == after - 1 for fact in shown.facts)
    return shown if is_here else _shown(scope, kawal_id, "", cited)


def _word_before(scope: Scope, kawal_id: str, cursor: str | None) -> datetime | None:
    """The last word on the next page, so that a silence between two pages is told on the first of them."""
    if cursor is None:
        return None
    older = people.list_facts(
        scope=scope, kawal_id=kawal_id, limit=FIRST_FACTS, cursor=cursor, newest_first=True
    )
    return next((fact.at for fact in told_by(older.results)), None)
