"""Those who died abroad and are being brought home: who waits on what, one case, its steps and what is owed."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kawal.access.scope import NotVisible, Power, Scope
from kawal.access.trail import services as trail
from kawal.doors.web import status
from kawal.doors.web.exports import every, export, export_links
from kawal.doors.web.facts.saving import show_errors
from kawal.doors.web.front_desk import needs
from kawal.doors.web.kit.cards.shell import Chip, ChipGroup, Pages
from kawal.doors.web.remains import cards, words
from kawal.doors.web.remains.forms import ClaimForm, MoveForm, OpenForm, ShareForm, StepForm
from kawal.facts.contract.errors import FactRefused
from kawal.homecoming import bringing
from kawal.reference import selectors as reference
from kawal.response.remains import selectors, services
from kawal.response.remains.steps import HANDED, STEP
from kawal.situation.paging import BadCursor
from kawal.situation.people import selectors as people

GET_OR_POST = ["GET", "POST"]
MOST_SUGGESTED = 300


@needs(Power.INTAKE)
@require_GET
def remains(request: HttpRequest, *, scope: Scope) -> HttpResponseBase:
    """Who is not buried yet, since when, and what comes next?"""
    now = timezone.now()
    today = timezone.localdate(now)
    closed = request.GET.get("keadaan") == "selesai"
    counts = _("Satu baris satu orang yang meninggal di luar negeri.")

    def page_of(cursor: str | None) -> Any:
        return selectors.list_cases(scope=scope, closed=closed, cursor=cursor)

    file = export(
        request, name=_("jenazah"), counts=counts, columns=cards.columns(today), rows=every(page_of)
    )
    if file:
        return file
    try:
        page = page_of(request.GET.get("sesudah"))
    except BadCursor:
        raise Http404 from None
    following = request.GET.copy()
    following["sesudah"] = page.next or ""
    chips = [
        Chip(_("Berjalan"), "?", current=not closed),
        Chip(_("Selesai"), "?keadaan=selesai", current=closed),
    ]
    trail.record_all(scope=scope, action="remains.read", now=now, people=[it.kawal_id for it in page.results])
    context = {
        "rows": [cards.list_row(it, today) for it in page.results],
        "groups": [ChipGroup(_("Keadaan"), chips)],
        "pages": Pages(len(page.results), f"?{following.urlencode()}" if page.next else ""),
        "export": export_links(request, counts),
        "checked_at": now,
        "status": status.status_of(request, now),
    }
    return render(request, "remains/list.html", context)


@needs(Power.INTAKE)
@require_http_methods(GET_OR_POST)
def new(request: HttpRequest, *, scope: Scope) -> HttpResponse:
    """Somebody died: with a page already (`?orang=`), or with nothing but a name."""
    now = timezone.now()
    known = request.GET.get("orang", "")
    view = people.get_person(scope=scope, kawal_id=known, now=now) if known else None
    form = OpenForm(request.POST or None, now=now, known=view.kawal_id if view else "")
    if form.is_valid():
        said = form.cleaned_data
        try:
            opened = bringing.open_case(
                scope=scope, subject=form.subject(view.name if view else ""), died_on=said["day"], act_id=said["act"],
                now=now, country=said["country"],
            )  # fmt: skip
        except FactRefused as refused:
            show_errors(form, refused)
        else:
            status.say(request, _("Tercatat sebagai %(code)s.") % {"code": opened.code}, now=now)
            return redirect("remains:page", opened.code)
    context = {
        "form": form,
        "title": _("Siapa yang meninggal?")
        if not view
        else _("Kapan dan di mana %(name)s meninggal?") % {"name": view.name},
        "verb": _("Catat dan mulai"),
        "back_url": reverse("remains:list"),
    }
    return render(request, "remains/form.html", context)


@needs(Power.INTAKE)
@require_GET
def page(request: HttpRequest, code: str, *, scope: Scope) -> HttpResponse:
    now = timezone.now()
    view = selectors.get_case(scope=scope, code=code)
    trail.record(scope=scope, action="remains.read", now=now, person=view.card.kawal_id, subject=code)
    context = {
        "remains": cards.page_of(view, scope, timezone.localdate(now)),
        "offices": [it.short_name for it in reference.list_agencies(limit=MOST_SUGGESTED)],
        "status": status.status_of(request, now),
    }
    return render(request, "remains/page.html", context)


@needs(Power.INTAKE)
@require_http_methods(GET_OR_POST)
def step(request: HttpRequest, code: str, step: str, *, scope: Scope) -> HttpResponse:
    """A step with its papers; said again it replaces what was said."""
    now = timezone.now()
    its = STEP.get(step)
    if its is None or step == HANDED:
        raise Http404
    view = selectors.get_case(scope=scope, code=code)
    before = next((it for it in view.steps if it.step == step), None)
    initial = {**before.data, "note": before.note, "day": before.done_on.isoformat()} if before else {}
    form = StepForm(request.POST or None, step=its, now=now, initial=initial)
    if form.is_valid():
        said = form.cleaned_data
        try:
            bringing.record_step(
                scope=scope,
                code=code,
                step=step,
                done_on=said["day"],
                data=form.papers(),
                act_id=said["act"],
                now=now,
            )
        except services.BadStep as wrong:
            form.add_error(None, str(words.BAD_STEP.get(wrong.code, wrong.code)))
        except services.Closed:
            return _closed(request, code)
        else:
            undo = reverse("remains:undo", args=[code, said["act"]])
            text = _("Tersimpan: %(step)s.") % {"step": words.STEPS[step].name}
            status.say(request, text, now=now, undo_url=undo)
            return redirect("remains:page", code)
    return _form(request, form, code, words.STEPS[step].name, words.STEPS[step].verb)


@needs(Power.INTAKE)
@require_POST
def undo(request: HttpRequest, code: str, act: str, *, scope: Scope) -> HttpResponse:
    now = timezone.now()
    status.hush(request)
    try:
        bringing.undo_step(scope=scope, code=code, act_id=act, now=now)
    except services.Closed:
        return _closed(request, code)
    status.say(request, _("Langkah diurungkan."), now=now)
    return redirect("remains:page", code)


@needs(Power.INTAKE)
@require_http_methods(GET_OR_POST)
def claim(request: HttpRequest, code: str, *, scope: Scope) -> HttpResponse:
    """Something that is owed to the family."""
    now = timezone.now()
    selectors.get_case(scope=scope, code=code)
    form = ClaimForm(request.POST or None, now=now)
    if form.is_valid():
        said = form.cleaned_data
        try:
            services.claim(
                scope=scope, code=code, owed=form.owed(), since=said["day"], act_id=said["act"], now=now
            )
        except services.BadClaim as wrong:
            form.add_error(None, str(words.BAD_CLAIM.get(wrong.code, wrong.code)))
        else:
            status.say(request, _("Hak keluarga tercatat."), now=now)
            return redirect("remains:page", code)
    return _form(request, form, code, _("Apa yang menjadi hak keluarga?"), _("Simpan"))


@needs(Power.INTAKE)
@require_http_methods(GET_OR_POST)
def move(request: HttpRequest, code: str, claim_no: int, *, scope: Scope) -> HttpResponse:
    """What became of a claim."""
    now = timezone.now()
    view = selectors.get_case(scope=scope, code=code)
    row = next((it for it in view.claims if it.claim_no == claim_no), None)
    if row is None:
        raise NotVisible("claim")
    form = MoveForm(request.POST or None, now=now, before=row.state)
    if form.is_valid():
        said = form.cleaned_data
        try:
            services.move_claim(
                scope=scope,
                claim_no=claim_no,
                state=said["state"],
                since=said["day"],
                act_id=said["act"],
                now=now,
                note=said["note"],
            )
        except services.BadClaim as wrong:
            form.add_error(None, str(words.BAD_CLAIM.get(wrong.code, wrong.code)))
        else:
            status.say(request, _("Keadaan hak keluarga tercatat."), now=now)
            return redirect("remains:page", code)
    return _form(request, form, code, f"{words.KINDS[row.kind]}: {row.against}", _("Simpan"))


@needs(Power.INTAKE)
@require_POST
def share(request: HttpRequest, code: str, *, scope: Scope) -> HttpResponse:
    """Another office takes part."""
    now = timezone.now()
    form = ShareForm(request.POST)
    if not form.is_valid():
        status.say(request, _("Instansi itu tidak dikenal. Pilih dari saran."), now=now, tone="warn")
        return redirect("remains:page", code)
    try:
        bringing.share(scope=scope, code=code, agency=form.cleaned_data["office"], now=now)
    except services.Closed:
        return _closed(request, code)
    status.say(request, _("Instansi itu ikut menangani."), now=now)
    return redirect("remains:page", code)


@needs(Power.INTAKE)
@require_POST
def close(request: HttpRequest, code: str, *, scope: Scope) -> HttpResponse:
    now = timezone.now()
    try:
        bringing.close_case(scope=scope, code=code, note=request.POST.get("note", "")[:300], now=now)
    except services.Closed:
        return _closed(request, code)
    status.say(request, _("%(code)s selesai. Hak keluarga masih bisa dilanjutkan.") % {"code": code}, now=now)
    return redirect("remains:list")


def _form(request: HttpRequest, form: Any, code: str, title: Any, verb: Any) -> HttpResponse:
    context = {
        "form": form,
        "code": code,
        "title": title,
        "verb": verb,
        "back_url": reverse("remains:page", args=[code]),
    }
    return render(request, "remains/form.html", context)


def _closed(request: HttpRequest, code: str) -> HttpResponse:
    status.say(
        request, _("%(code)s sudah ditutup petugas lain.") % {"code": code}, now=timezone.now(), tone="warn"
    )
    return redirect("remains:list")
