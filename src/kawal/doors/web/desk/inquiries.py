"""Families who look for somebody: the open ones, a new one, and what each family was told."""

from datetime import datetime
from uuid import uuid4

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kawal.access.scope import NotVisible, Power, Scope
from kawal.access.trail import services as trail
from kawal.doors.web import status
from kawal.doors.web.desk.counter import visible
from kawal.doors.web.desk.forms import AnswerForm, InquiryForm
from kawal.doors.web.desk.rows import inquiry_row
from kawal.doors.web.facts.saving import show_errors
from kawal.doors.web.front_desk import needs
from kawal.doors.web.kit.cards.shell import Chip, ChipGroup, Pages
from kawal.doors.web.menu import address
from kawal.doors.web.reception.rows import called
from kawal.facts.contract.errors import FactRefused
from kawal.homecoming import desk
from kawal.homecoming.desk import NotStored
from kawal.response.desk import selectors, services
from kawal.response.desk.cards import TicketCard
from kawal.response.desk.inquiries import AlreadyAnswered

PER_PAGE, MOST = 25, 20_000


@needs(Power.INTAKE)
@require_GET
def inquiry_list(request: HttpRequest, *, scope: Scope) -> HttpResponse:
    """Who still waits for word, the longest first."""
    now = timezone.now()
    is_open = request.GET.get("yang", "") != "terjawab"
    said = request.GET.get("mulai", "")
    start = min(int(said), MOST) if said.isdigit() else 0
    found = selectors.list_inquiries(scope=scope, is_open=is_open, limit=PER_PAGE + 1, skip=start)
    which = "" if is_open else "yang=terjawab&"
    chips = [
        Chip(_("Belum terjawab"), "?", selectors.count_open(scope=scope), current=is_open),
        Chip(_("Terjawab"), "?yang=terjawab", current=not is_open),
    ]
    more = f"?{which}mulai={start + PER_PAGE}" if len(found) > PER_PAGE else ""
    context = {
        "rows": [inquiry_row(it, now) for it in found[:PER_PAGE]],
        "is_open": is_open,
        "groups": [ChipGroup(_("Keadaan"), chips)],
        "pages": Pages(len(found[:PER_PAGE]), more),
        "checked_at": now,
        "status": status.status_of(request, now),
    }
    return render(request, "desk/inquiries.html", context)


@needs(Power.INTAKE)
@require_http_methods(["GET", "POST"])
def look_for(request: HttpRequest, *, scope: Scope) -> HttpResponse:
    """A family tells whom it looks for; with the number it was called by, where it has one."""
    now = timezone.now()
    ticket = _ticket(scope, request.GET.get("nomor", ""))
    form = InquiryForm(request.POST or None, scope=scope, now=now)
    code = ""
    if request.method == "POST" and form.is_valid():
        code = _looked_for(request, form, ticket, scope, now)
    if code:
        undo = reverse("desk:undo_inquiry", args=[code])
        status.say(request, _("Pencarian %(code)s tercatat.") % {"code": code}, now=now, undo_url=undo)
        return redirect("desk:inquiry", code)
    context = {
        "form": form,
        "ticket": ticket,
        "called": called(ticket.number) if ticket else "",
        "duplicates_url": reverse("people:candidates") if scope.may(Power.MATCH) else "",
        "areas_url": address("reference:areas"),
    }
    return render(request, "desk/look_for.html", context, status=422 if form.errors else 200)


@needs(Power.INTAKE)
@require_http_methods(["GET", "POST"])
def inquiry(request: HttpRequest, code: str, *, scope: Scope) -> HttpResponse:
    """One family: whom it looks for, how to reach it, and what it was told."""
    now = timezone.now()
    card = selectors.get_inquiry(scope=scope, code=code)
    form = AnswerForm(request.POST or None, now=now)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            desk.tell_family(
                scope=scope, code=code, act=said["act"] or uuid4(), answer=said["answer"], told=said["told"],
                told_on=said["told_on"], now=now,
            )  # fmt: skip
        except AlreadyAnswered:
            form.add_error(None, _("Petugas lain sudah memberi kabar kepada keluarga ini."))
        else:
            undo = reverse("desk:untell", args=[code])
            status.say(request, _("Keluarga sudah diberi kabar."), now=now, undo_url=undo)
            return redirect("desk:inquiries")
    trail.record(scope=scope, action="inquiry.read", now=now, person=card.kawal_id, subject=code)
    context = {
        "row": inquiry_row(card, now),
        "form": form if card.is_open else None,
        "status": status.status_of(request, now),
    }
    return render(request, "desk/inquiry.html", context, status=422 if form.errors else 200)


@needs(Power.INTAKE)
@require_POST
def untell(request: HttpRequest, code: str, *, scope: Scope) -> HttpResponse:
    """The family was not told after all: it waits again."""
    now = timezone.now()
    desk.undo_telling(scope=scope, code=code, now=now)
    status.say(request, _("Diurungkan. Keluarga ini menunggu kabar lagi."), now=now)
    return redirect("desk:inquiry", code)


@needs(Power.INTAKE)
@require_POST
def undo_inquiry(request: HttpRequest, code: str, *, scope: Scope) -> HttpResponse:
    now = timezone.now()
    try:
        desk.undo_looking(scope=scope, code=code, now=now)
    except AlreadyAnswered:
        status.say(
            request,
            _("Keluarga ini sudah diberi kabar, jadi pencariannya tetap tercatat."),
            now=now,
            tone="warn",
        )
    else:
        status.say(request, _("Pencarian %(code)s diurungkan.") % {"code": code}, now=now)
    return redirect("desk:inquiries")


def _looked_for(
    request: HttpRequest, form: InquiryForm, ticket: TicketCard | None, scope: Scope, now: datetime
) -> str:
    """The code of the inquiry; nothing when it was refused, and then the form says why."""
    chosen = visible(scope, request.POST.get("orang", ""), now)
    try:
        return desk.look_for(
            scope=scope, visit=form.visit(chosen), asker=form.asks(), ticket=ticket.code if ticket else "", now=now
        ).code  # fmt: skip
    except FactRefused as refused:
        show_errors(form, refused)
    except services.AlreadyEnded:
        form.add_error(None, _("Nomor ini sudah selesai dilayani."))
    except NotStored:
        form.add_error(
            None, _("Isian ini sudah tersimpan dengan isi lain. Muat ulang halaman, lalu isi lagi.")
        )
    return ""


def _ticket(scope: Scope, code: str) -> TicketCard | None:
    """The number that the family was called by; none where the address names none of ours."""
    if not code:
        return None
    try:
        return selectors.get_ticket(scope=scope, code=code)
    except NotVisible:
        return None
