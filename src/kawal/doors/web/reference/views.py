"""The search over all codes, and suggestions for form fields. Public lists, shown to whoever has logged in."""

from collections.abc import Callable, Iterable, Iterator
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from kawal.access.scope import Power, Scope
from kawal.doors.web.exports import export, export_links
from kawal.doors.web.front_desk import signed_in
from kawal.doors.web.kit.cards.office import ReferenceRow
from kawal.doors.web.kit.cards.shell import Chip, ChipGroup
from kawal.doors.web.kit.words import Words, word
from kawal.doors.web.labels import language, law_words
from kawal.reference import selectors as reference

KINDS: Words = {
    "area": gettext_lazy("wilayah"),
    "post": gettext_lazy("pos dan pelabuhan"),
    "country": gettext_lazy("negara"),
    "agency": gettext_lazy("instansi"),
    "company": gettext_lazy("perusahaan penempatan"),
    "code": gettext_lazy("daftar kode"),
    "limit": gettext_lazy("batas waktu hukum"),
}
COLUMNS = (
    (gettext_lazy("Nama"), lambda row: row.name),
    (gettext_lazy("Kode"), lambda row: row.code),
    (gettext_lazy("Jenis"), lambda row: row.family),
    (gettext_lazy("Di dalam"), lambda row: row.within),
    (gettext_lazy("Berlaku sejak"), lambda row: row.valid_from),
    (gettext_lazy("Berlaku sampai"), lambda row: row.valid_to),
)
MOST = 100
SUGGESTED = 10
SHORTEST = 2  # letters before anything is suggested


@signed_in
@require_safe
def search(request: HttpRequest, *, scope: Scope) -> HttpResponseBase:
    query = request.GET.get("q", "").strip()[:100]
    kind = request.GET.get("jenis", "")
    kind = kind if kind in KINDS else ""
    lang = language()
    hits = reference.search(query, kind=kind, limit=MOST, language=lang) if query else _whole_list(kind, lang)
    rows = [_row(it) for it in hits]
    counts = _("Satu baris: satu kode acuan yang cocok dengan pencarian.")
    file = export(request, name=_("Acuan"), counts=counts, columns=COLUMNS, rows=rows)
    return file or render(
        request,
        "reference/search.html",
        {
            "query": query,
            "rows": rows,
            "groups": [_kinds(query, kind)],
            "kind": kind,
            "export": export_links(request, counts) if rows else None,
            "checked_at": timezone.now(),
            "tables_url": reverse("context:tables") if scope.may(Power.READ_STATISTICS) else "",
        },
    )


def _whole_list(kind: str, lang: str) -> list[reference.Hit]:
    """The lists short enough to be read without a search."""
    match kind:
        case "country":
            other = "id" if lang == "en" else "en"
            return [
                reference.Hit(kind, it.code, it.label(lang), it.label(other))
                for it in reference.list_countries()
            ]
        case "post":
            return [
                reference.Hit(
                    kind, it.code, it.name, reference.area_label(it.area_code, full=True), it.is_fictional
                )
                for it in reference.list_posts()
            ]
        case "limit":
            return [
                reference.Hit(kind, it.rule, it.label(lang), it.basis, False, it.valid_from, it.valid_to)
                for it in reference.list_limits()
            ]
        case _:
            return []


def _row(hit: reference.Hit) -> ReferenceRow:
    return ReferenceRow(
        code=hit.code,
        name=hit.label,
        family=word(KINDS, hit.kind),
        within=law_words(hit.where) if hit.kind == "limit" else hit.where,
        valid_from=hit.valid_from,
        valid_to=hit.valid_to,
        also=_("rekaan") if hit.is_fictional else "",
    )


def _kinds(query: str, kind: str) -> ChipGroup:
    chips = [Chip(_("Semua"), _address(query, ""), current=not kind)]
    chips += [Chip(word(KINDS, it), _address(query, it), current=it == kind) for it in KINDS]
    return ChipGroup(_("Jenis"), chips)


def _address(query: str, kind: str) -> str:
    said = {name: text for name, text in (("q", query), ("jenis", kind)) if text}
    return f"?{urlencode(said)}"


# ------------------------------------------------------------------ suggestions
def _suggesting(find: Callable[[str], Iterable[tuple[str, str]]]) -> Callable[..., HttpResponse]:
    """A view of `<option>`s for a `<datalist>`: the value to put in, and what is shown beside it."""

    @require_safe
    def suggest(request: HttpRequest, *, scope: Scope) -> HttpResponse:
        typed = _typed(request)
        options = find(typed) if len(typed) >= SHORTEST else ()
        answer = HttpResponse(format_html_join("", '<option value="{}">{}</option>', options))
        answer["Cache-Control"] = "private, max-age=300"
        return answer

    return suggest


def _typed(request: HttpRequest) -> str:
    """What stands in the field that asks, whatever its name: htmx sends it under that."""
    return str(next(iter(request.GET.values()), "")).strip()[:100]


def _areas(typed: str) -> Iterator[tuple[str, str]]:
    for it in reference.list_areas(q=typed, limit=SUGGESTED):
        yield it.full_label, it.code


def _posts(typed: str) -> Iterator[tuple[str, str]]:
    for it in reference.list_posts(q=typed, limit=SUGGESTED):
        yield it.name, reference.area_label(it.area_code, full=True) if it.area_code else it.kind_label


def _agencies(typed: str) -> Iterator[tuple[str, str]]:
    for it in reference.list_agencies(q=typed, limit=SUGGESTED):
        yield it.code, it.name


areas = signed_in(_suggesting(_areas))
posts = signed_in(_suggesting(_posts))
agencies = signed_in(_suggesting(_agencies))
