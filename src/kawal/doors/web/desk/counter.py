"""At the counter: who it is and what is said."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from kawal.access.scope import NotVisible, Power, Scope
from kawal.doors.web import status
from kawal.doors.web.desk.forms import VisitForm, asks_employer
from kawal.doors.web.desk.rows import ticket_rows
from kawal.doors.web.desk.warnings import on_record
from kawal.doors.web.facts.saving import show_errors
from kawal.doors.web.front_desk import needs
from kawal.doors.web.menu import address
from kawal.doors.web.reception.rows import called
from kawal.facts.contract.errors import FactRefused
from kawal.homecoming import desk
from kawal.response.desk import selectors, services
from kawal.response.desk.cards import TicketCard
from kawal.response.desk.errands import MISSING
from kawal.situation.people import selectors as people


@needs(Power.INTAKE)
@require_http_methods(["GET", "POST"])
def counter(request: HttpRequest, code: str, *, scope: Scope) -> HttpResponse:
    now = timezone.now()
    ticket = selectors.get_ticket(scope=scope, code=code)
    if ticket.errand == MISSING and ticket.state in ("waiting", "serving"):
        return redirect(f"{reverse('desk:look_for')}?nomor={code}")
    if request.method == "GET":
        form = VisitForm(scope=scope, now=now, errand=ticket.errand)
        return _draw(request, form, ticket, scope, now)
    form = VisitForm(request.POST, scope=scope, now=now, errand=ticket.errand)
    told = _served(request, form, code, scope, now) if form.is_valid() else None
    if told:
        said = _("Nomor %(number)s selesai.") % {"number": called(ticket.number)}
        status.say(request, said, now=now, undo_url=reverse("desk:unserve", args=[code]))
        warns = on_record(scope, told.kawal_id, now).warns
        return redirect("desk:counter", code) if warns else redirect("desk:today")
    return _draw(request, form, ticket, scope, now)


@needs(Power.INTAKE)
@require_POST
def move(request: HttpRequest, code: str, act: str, *, scope: Scope) -> HttpResponse:
    """Called, gone, back into the queue, or done without anything to write down."""
    now = timezone.now()
    number = {"number": called(selectors.get_ticket(scope=scope, code=code).number)}
    undo = reverse("desk:move", args=[code, "kembali"])
    try:
        if act == "panggil":
            services.call(scope=scope, code=code, now=now)
            return redirect("desk:counter", code)
        if act == "pergi":
            services.leave(scope=scope, code=code, now=now)
            status.say(
                request, _("Nomor %(number)s pergi sebelum dilayani.") % number, now=now, undo_url=undo
            )
        elif act == "kembali":
            services.put_back(scope=scope, code=code)
            status.say(request, _("Nomor %(number)s kembali ke antrean.") % number, now=now)
        elif act == "selesai":
            services.serve(scope=scope, code=code, now=now)
            undo = reverse("desk:unserve", args=[code])
            status.say(request, _("Nomor %(number)s selesai.") % number, now=now, undo_url=undo)
        else:
            raise NotVisible(act)
    except services.AlreadyCalled:
        status.say(request, _("Nomor %(number)s sudah dipanggil loket lain.") % number, now=now, tone="warn")
    except services.AlreadyEnded:
        status.say(request, _("Nomor %(number)s sudah selesai.") % number, now=now, tone="warn")
    return redirect("desk:today")


@needs(Power.INTAKE)
@require_POST
def unserve(request: HttpRequest, code: str, *, scope: Scope) -> HttpResponse:
    """What was written down was a mistake: it is withdrawn, and the form is open again."""
    now = timezone.now()
    desk.undo_serving(scope=scope, code=code, now=now)
    status.say(request, _("Diurungkan. Catatannya dicabut dan tetap terbaca di jejak."), now=now)
    return redirect("desk:counter", code)


def _served(
    request: HttpRequest, form: VisitForm, code: str, scope: Scope, now: datetime
) -> desk.Told | None:
    """Written down and served; else nothing, and the form says why not."""
    chosen = visible(scope, request.POST.get("orang", ""), now)
    try:
        return desk.serve(scope=scope, code=code, visit=form.visit(chosen), now=now)
    except FactRefused as refused:
        show_errors(form, refused)
    except services.AlreadyEnded:
        form.add_error(None, _("Nomor ini sudah selesai dilayani."))
    except desk.NotStored:
        form.add_error(
            None, _("Isian ini sudah tersimpan dengan isi lain. Muat ulang halaman, lalu isi lagi.")
        )
    return None


def visible(scope: Scope, kawal_id: str, now: datetime) -> str:
    """The chosen person, where the officer may see her; else what is said stands for itself."""
    if not kawal_id:
        return ""
    try:
        return people.get_person(scope=scope, kawal_id=kawal_id, now=now).kawal_id
    except NotVisible:
        return ""


def _draw(
    request: HttpRequest, form: VisitForm, ticket: TicketCard, scope: Scope, now: datetime
) -> HttpResponse:
    matches = scope.may(Power.MATCH)
    context: dict[str, Any] = {
        "ticket": ticket,
        "row": ticket_rows([ticket], now)[0],
        "form": form,
        "is_open": ticket.state in ("waiting", "serving"),
        "asks_problems": "problems" in form.fields,
        "asks_employer": asks_employer(ticket.errand),
        "duplicates_url": reverse("people:candidates") if matches else "",
        "warns": scope.may(Power.SEARCH),
        "records": [on_record(scope, ticket.kawal_id, now)],
        "areas_url": address("reference:areas"),
        "status": status.status_of(request, now),
    }
    return render(request, "desk/counter.html", context, status=422 if form.errors else 200)
