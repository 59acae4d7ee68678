"""Files that come in: the list, a new one, what became of one, the rows to mend."""

from pathlib import Path

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from kawal.access.officers.selectors import names_of
from kawal.access.scope import Power, Scope
from kawal.access.trail import services as trail
from kawal.doors import intake
from kawal.doors.jobs import imports as jobs
from kawal.doors.web.exports import every, export, export_links
from kawal.doors.web.front_desk import needs
from kawal.doors.web.imports.cards import columns, import_card, import_row
from kawal.doors.web.imports.forms import MOST_BYTES, UploadForm
from kawal.doors.web.kit.cards.shell import Pages
from kawal.facts.imports import keeping, selectors, services
from kawal.facts.imports.selectors import ImportCard
from kawal.situation.paging import Page

ROWS, FILE_ROWS = 25, 200
SHOWN = 50
LONGEST_SUFFIX = 8


@needs(Power.IMPORT)
@require_GET
def import_list(request: HttpRequest, *, scope: Scope) -> HttpResponseBase:
    counts = _("Berkas yang diunggah instansi Anda, satu baris satu berkas.")

    def page_of(cursor: str | None) -> Page[ImportCard]:
        return Page(*selectors.list_imports(scope=scope, limit=FILE_ROWS, cursor=cursor))

    file = export(request, name=_("Kiriman"), counts=counts, columns=columns(), rows=every(page_of))
    if file:
        return file
    found, more = selectors.list_imports(scope=scope, limit=ROWS, cursor=request.GET.get("sesudah"))
    names = names_of(logins={it.uploaded_by for it in found})
    context = {
        "rows": [import_row(it, names) for it in found],
        "new_url": reverse("imports:new"),
        "pages": Pages(len(found), f"?sesudah={more}" if more else ""),
        "export": export_links(request, counts) if found else None,
    }
    return render(request, "imports/list.html", context)


@needs(Power.IMPORT)
@never_cache
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest, *, scope: Scope) -> HttpResponse:
    """A file of the contract's own columns starts at once; any other has its columns mapped first."""
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        card = _received(form, scope)
        if card:
            return redirect("imports:mapping" if card.is_waiting else "imports:result", card.code)
    context = {"form": form, "back_url": reverse("imports:list")}
    return render(request, "imports/new.html", context, status=422 if form.errors else 200)


@needs(Power.IMPORT)
@never_cache
@require_http_methods(["GET", "POST"])
def result(request: HttpRequest, code: str, *, scope: Scope) -> HttpResponse:
    """What became of a file; a press goes on with one that stopped."""
    card = selectors.get_import(scope=scope, code=code)
    if card.is_waiting:
        return redirect("imports:mapping", code)
    if request.method == "POST":
        if card.state == "failed":
            jobs.defer(code=code, login=scope.actor)
            messages.info(request, _("Pembacaan dilanjutkan."))
        return redirect("imports:result", code)
    refusals = selectors.list_refusals(scope=scope, code=code, limit=SHOWN)
    shown = import_card(card, names_of(logins={card.uploaded_by}), refusals)
    context = {"import_": shown, "back_url": reverse("imports:list"), "may_go_on": card.state == "failed"}
    return render(request, "imports/result.html", context)


@needs(Power.IMPORT)
@never_cache
@require_GET
def numbers(request: HttpRequest, code: str, *, scope: Scope) -> HttpResponse:
    """The numbers alone, while it runs; afterwards the page comes whole."""
    card = selectors.get_import(scope=scope, code=code)
    shown = import_card(card, {})
    response = render(request, "imports/numbers.html", {"import_": shown})
    if not card.is_running:
        response.headers["HX-Refresh"] = "true"
    return response


@needs(Power.IMPORT)
@never_cache
@require_GET
def refused(request: HttpRequest, code: str, *, scope: Scope) -> HttpResponseBase:
    """The rows to mend, in the sender's own form."""
    card = selectors.get_import(scope=scope, code=code)
    if card.refused_path is None or not card.refused_path.exists():
        raise Http404
    trail.record(scope=scope, action="import.refused_taken", now=timezone.now(), subject=code)
    name = f"{card.name.partition('.')[0] or 'kiriman'}-ditolak{card.refused_path.suffix}"
    return FileResponse(card.refused_path.open("rb"), as_attachment=True, filename=name)


def _received(form: UploadForm, scope: Scope) -> ImportCard | None:
    """The import of the uploaded file; nothing, and an error on the form, where it is none."""
    file = form.cleaned_data["file"]
    suffix = "".join(Path(file.name).suffixes[-2:])[:LONGEST_SUFFIX].lower()
    kept = keeping.keep(file.chunks(), suffix=suffix if suffix.isascii() else "", most=MOST_BYTES)
    reading, problem = intake.sent_as_is(keeping.place(kept))
    wrong = problem.message if problem else ""
    if not (wrong or reading.is_contract or reading.columns):
        wrong = _("Judul kolomnya tidak ditemukan. Tabel perlu sebaris judul seperti Nama, NIK, Tanggal.")
    if wrong:
        keeping.remove(kept)
        form.add_error("file", wrong)
        return None
    arrival = services.Arrival(
        name=file.name,
        path=kept,
        agency=scope.agency,
        format=reading.format,
        delimiter=reading.delimiter,
        columns=reading.columns,
        waits=not reading.is_contract,
    )
    code = services.start_import(scope=scope, arrival=arrival, now=timezone.now())
    if reading.is_contract:
        jobs.defer(code=code, login=scope.actor)
    return selectors.get_import(scope=scope, code=code)
