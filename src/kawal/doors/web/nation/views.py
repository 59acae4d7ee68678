"""The nation, a province, a country: are we getting people home sooner, and where do they need us?"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from kawal.access.scope import Power, Scope
from kawal.doors.web.exports import export, export_links
from kawal.doors.web.front_desk import needs
from kawal.doors.web.kit import times
from kawal.doors.web.kit.cards.office import NationCard
from kawal.doors.web.kit.cards.shell import Link
from kawal.doors.web.kit.tiles import TILES
from kawal.doors.web.nation import drawing, words
from kawal.doors.web.nation.freshness import feed_rows, how_many_are_fresh
from kawal.facts.feeds.selectors import list_freshness
from kawal.publication.statistics import selectors as statistics
from kawal.publication.statistics.elapsed import get_elapsed
from kawal.publication.statistics.periods import spans_at
from kawal.publication.statistics.selectors import Counts, Figures
from kawal.reference import selectors as reference
from kawal.response.elapsed.selectors import Summary

FICTIONAL = "99"
AREA_COLUMNS = (
    (gettext_lazy("Kode"), lambda it: it.code),
    (gettext_lazy("Asal"), lambda it: drawing.area_name(it.code)),
    (gettext_lazy("Di luar negeri"), lambda it: _cell(it.now, "abroad")),
    (gettext_lazy("Perlu perhatian"), lambda it: _cell(it.now, "attention")),
    (gettext_lazy("Perlu perhatian per 1.000"), lambda it: _thousand(it)),
    (gettext_lazy("Berangkat"), lambda it: _cell(it.flows, "departed")),
    (gettext_lazy("Tiba di luar negeri"), lambda it: _cell(it.flows, "arrived")),
    (gettext_lazy("Tiba kembali"), lambda it: _cell(it.flows, "returned")),
    (gettext_lazy("Tiba kembali, periode sebelumnya"), lambda it: _cell(it.before, "returned")),
    (gettext_lazy("Sampai di rumah"), lambda it: _cell(it.flows, "reached_home")),
)
COUNTRY_COLUMNS = (
    (gettext_lazy("Kode"), lambda it: it.code),
    (gettext_lazy("Negara"), lambda it: drawing.country_name(it.code)),
    (gettext_lazy("Di luar negeri"), lambda it: _cell(it.now, "abroad")),
    (gettext_lazy("Senyap"), lambda it: _cell(it.now, "silent")),
    (gettext_lazy("Dalam masalah atau tahanan"), lambda it: _cell(it.now, "trouble")),
)
TABLE, COUNTRIES = "tabel", "negara"


@needs(Power.READ_STATISTICS)
@require_safe
def nation(request: HttpRequest, *, scope: Scope) -> HttpResponseBase:
    """Officers of one area start on its province: the nation holds nothing else for them."""
    if scope.area and not scope.is_nationwide:
        return redirect("nation:province", scope.area[:2])
    figures = statistics.get_nation(scope=scope, period=_period(request))
    title = (
        _("Nasional") if scope.is_nationwide or not figures.is_exact else reference.agency_label(scope.agency)
    )
    codes = [*TILES, *(it.code for it in figures.areas if it.code == FICTIONAL)]
    elapsed = get_elapsed(scope=scope, now=timezone.now())
    card = _card(figures, elapsed, title=title, codes=codes, addresses=_addresses(scope, figures))
    return _answer(request, scope, figures, card)


@needs(Power.READ_STATISTICS)
@require_safe
def province(request: HttpRequest, code: str, *, scope: Scope) -> HttpResponseBase:
    area = reference.find_area(code)
    if area is None or area.level != 1:
        raise Http404
    figures = statistics.get_province(scope=scope, province=code, period=_period(request))
    elapsed = get_elapsed(scope=scope, now=timezone.now(), province=code)
    title = reference.area_label(scope.area, full=True) if scope.area.startswith(f"{code}.") else area.label
    outlines = reference.regency_outlines(code)
    shapes = {it.code: it.path for it in outlines.shapes}
    addresses = replace(_addresses(scope, figures), area=_no_page)
    card = _card(figures, elapsed, title=title, codes=list(shapes), addresses=addresses)
    card = replace(card, shapes=shapes, view=outlines.view_box, up=None if scope.area else _up())
    if shapes:
        card = replace(card, note=f"{card.note} {_('Peta:')} {_(outlines.note)}")
    return _answer(request, scope, figures, card)


@needs(Power.READ_STATISTICS)
@require_safe
def country(request: HttpRequest, code: str, *, scope: Scope) -> HttpResponseBase:
    """Who is in one country, by province of origin; the nation's officers alone."""
    found = reference.find_country(code)
    if found is None or found.code != code:
        raise Http404
    figures = statistics.get_country(scope=scope, country=code, period=_period(request))
    addresses = _addresses(scope, figures, country=code)
    card = _card(figures, None, title=drawing.country_name(code), codes=list(TILES), addresses=addresses)
    return _answer(request, scope, figures, replace(card, countries=(), up=_up()))


def _period(request: HttpRequest) -> str:
    """An unknown word is the first period: addresses are typed and kept."""
    said = request.GET.get("masa", "")
    return next((code for code, word in words.PERIOD_WORDS.items() if word == said), "30d")


def _card(
    figures: Figures, elapsed: Summary | None, *, title: str, codes: list[str], addresses: "_Addresses"
) -> NationCard:
    drawn = drawing.area_map(figures.areas, codes=codes, is_exact=figures.is_exact, page_of=addresses.area)
    return NationCard(
        title=title,
        as_of=figures.as_of,
        complete="",
        figures=drawing.key_figures(figures, elapsed),
        map=drawn if codes else None,
        top=drawing.top_rows(figures.areas, addresses.area, addresses.people),
        areas=drawing.area_rows(figures.areas, addresses.area, addresses.people),
        countries=drawing.country_rows(figures.countries, addresses.country),
        periods=_periods(figures),
        current_period=_period_label(figures, figures.period),
        segments=drawing.segments(elapsed),
        definitions=words.definitions(),
        note=words.note(is_exact=figures.is_exact),
    )


def _answer(request: HttpRequest, scope: Scope, figures: Figures, card: NationCard) -> HttpResponseBase:
    said = {"period": card.current_period, "name": card.title}
    by_area = _("Satu baris: satu daerah asal; orang dihitung sekali. %(name)s, arus %(period)s.") % said
    by_country = _("Satu baris: satu negara; orang yang kini di sana, dihitung sekali. %(name)s.") % said
    wants_countries = request.GET.get(TABLE) == COUNTRIES
    file = export(
        request,
        name=f"{card.title} {_('menurut negara') if wants_countries else _('menurut asal')}",
        counts=by_country if wants_countries else by_area,
        columns=COUNTRY_COLUMNS if wants_countries else AREA_COLUMNS,
        rows=figures.countries if wants_countries else figures.areas,
        power=Power.READ_STATISTICS,
    )
    if file:
        return file
    freshness, now = list_freshness(scope=scope), timezone.now()
    context = {
        "nation": replace(card, complete=how_many_are_fresh(freshness, now)),
        "feeds": feed_rows(freshness, now),
        "feeds_url": reverse("nation:feeds") if scope.may(Power.MANAGE_FEEDS) else "",
        "export": export_links(request, by_area, power=Power.READ_STATISTICS),
        "countries_export": export_links(
            request, by_country, power=Power.READ_STATISTICS, also={TABLE: COUNTRIES}
        ),
    }
    return render(request, "publication/national.html", context)


# ------------------------------------------------------------------ addresses
@dataclass(frozen=True, slots=True)
class _Addresses:
    """Where the rows of the tables lead, by code; empty where there is nothing for this reader."""

    area: drawing.Address
    country: drawing.Address
    people: drawing.Address


def _addresses(scope: Scope, figures: Figures, *, country: str = "") -> _Addresses:
    """Missions have no pages of provinces: they count by mission."""
    has_provinces = scope.is_nationwide or not figures.is_exact or any(key[0] in "pk" for key in scope.keys)

    def province_page(code: str) -> str:
        return reverse("nation:province", args=[code]) if has_provinces and code != "-" else ""

    def country_page(code: str) -> str:
        return reverse("nation:country", args=[code]) if scope.is_nationwide and code != "-" else ""

    def people_page(code: str) -> str:
        if not scope.may(Power.READ_PERSON) or code.endswith("-"):
            return ""
        asked = {"asal": code, "keadaan": "perhatian"} | ({"negara": country} if country else {})
        return f"{reverse('nation:people')}?{urlencode(asked)}"

    return _Addresses(province_page, country_page, people_page)


def _no_page(code: str) -> str:
    return ""


def _up() -> Link:
    return Link(_("Nasional"), reverse("nation:nation"))


# ------------------------------------------------------------------ periods, cells
def _periods(figures: Figures) -> list[Link]:
    return [Link(_period_label(figures, code), f"?masa={word}") for code, word in words.PERIOD_WORDS.items()]


def _period_label(figures: Figures, code: str) -> str:
    if code == "30d":
        return _("30 hari")
    if code == "year":
        return _("12 bulan")
    at = figures.as_of or timezone.now()
    first = next(span.first for span in spans_at(at) if span.period == code)
    return times.month(first)


def _cell(told: Mapping[str, int | None], name: str) -> int | str | None:
    """A count, the word for a hidden one, or nothing where it is not told."""
    people = told.get(name)
    return str(words.HIDDEN) if name in told and people is None else people


def _thousand(counts: Counts) -> float | None:
    found = drawing.rate_of(counts)
    return round(found.value * 1000, 1) if found else None
