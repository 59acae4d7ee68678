"""The administrator's desk: officers of the own agency."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kawal.access.officers import selectors, services
from kawal.access.officers.postings import roles_of
from kawal.access.scope import Power, Scope
from kawal.doors.web.exports import every, export, export_links
from kawal.doors.web.front_desk import needs
from kawal.doors.web.kit.cards.shell import Pages
from kawal.doors.web.officers.forms import InviteForm, PostingForm, posted
from kawal.doors.web.officers.rows import officer_row, serves
from kawal.doors.web.shell import role_label
from kawal.reference.agencies.selectors import agency_label, find_agency

ROWS = 50


@needs(Power.MANAGE_OFFICERS)
@require_GET
def officer_list(request: HttpRequest, *, scope: Scope) -> HttpResponse:
    counts = _("Satu baris: satu petugas instansi ini.")
    file = export(
        request,
        name="petugas",
        counts=counts,
        columns=[
            (_("Nama"), lambda it: it.name),
            (_("Nama masuk"), lambda it: it.login),
            (_("Peran"), lambda it: role_label(it.role)),
            (_("Wilayah atau tempat"), serves),
            (_("Keadaan"), lambda it: officer_row(it).state),
            (_("Terakhir masuk"), lambda it: it.last_login),
        ],
        rows=every(lambda cursor: selectors.list_officers(scope=scope, limit=500, cursor=cursor)),
    )
    if file:
        return file  # type: ignore[return-value]  # a file is whole before it is sent
    page = selectors.list_officers(scope=scope, limit=ROWS, cursor=request.GET.get("sesudah"))
    context = {
        "officers": [officer_row(it) for it in page.results],
        "waiting": selectors.count_waiting(scope=scope),
        "unit": agency_label(scope.agency),
        "invite_url": reverse("officers:invite"),
        "keys_url": reverse("officers:keys"),
        "pages": Pages(len(page.results), f"?sesudah={page.next}" if page.next else ""),
        "export": export_links(request, counts),
    }
    return render(request, "officers/list.html", context)


@needs(Power.MANAGE_OFFICERS)
@never_cache
@require_http_methods(["GET", "POST"])
def invite(request: HttpRequest, *, scope: Scope) -> HttpResponse:
    """The link is on the page that answers, and on no other."""
    form = InviteForm(posted(request), roles=roles_of(find_agency(scope.agency)))
    context: dict[str, Any] = {"form": form, "back_url": reverse("officers:list")}
    if form.is_valid():
        said = form.cleaned_data
        newcomer = services.Newcomer(said["login"], said["name"], form.posting(scope.agency), said["email"])
        try:
            secret = services.invite_officer(scope=scope, newcomer=newcomer, now=timezone.now())
        except services.OfficerRefused as refused:
            _tell(form, refused)
        else:
            context |= _link(request, secret, said["name"])
    return render(request, "officers/invite.html", context)


@needs(Power.MANAGE_OFFICERS)
@never_cache
@require_POST
def reset(request: HttpRequest, officer_id: int, *, scope: Scope) -> HttpResponse:
    """A new link, for an invitation not answered as for a password forgotten."""
    officer = selectors.get_officer(scope=scope, officer_id=officer_id)
    secret = services.reset_officer(scope=scope, officer_id=officer_id, now=timezone.now())
    context = {"back_url": reverse("officers:list"), **_link(request, secret, officer.name)}
    return render(request, "officers/invite.html", context)


@needs(Power.MANAGE_OFFICERS)
@require_http_methods(["GET", "POST"])
def move(request: HttpRequest, officer_id: int, *, scope: Scope) -> HttpResponse:
    officer = selectors.get_officer(scope=scope, officer_id=officer_id)
    form = PostingForm(
        posted(request),
        roles=roles_of(find_agency(scope.agency)),
        initial={"role": officer.role, "area": officer.area, "place": officer.place},
    )
    if form.is_valid():
        try:
            services.move_officer(
                scope=scope, officer_id=officer_id, posting=form.posting(scope.agency), now=timezone.now()
            )
        except services.OfficerRefused as refused:
            _tell(form, refused)
        except services.OwnAccount:
            form.add_error(None, _("Akun sendiri dipindah oleh administrator lain."))
        else:
            messages.success(request, _("{name} dipindah.").format(name=officer.name))
            return redirect("officers:list")
    context = {"form": form, "officer": officer, "back_url": reverse("officers:list")}
    return render(request, "officers/move.html", context)


@needs(Power.MANAGE_OFFICERS)
@require_POST
def disable(request: HttpRequest, officer_id: int, *, scope: Scope) -> HttpResponse:
    said = _("{name} tidak dapat masuk lagi.")
    return _act(request, officer_id, scope, services.disable_officer, said)


@needs(Power.MANAGE_OFFICERS)
@require_POST
def enable(request: HttpRequest, officer_id: int, *, scope: Scope) -> HttpResponse:
    return _act(request, officer_id, scope, services.enable_officer, _("{name} dapat masuk lagi."))


def _act(
    request: HttpRequest, officer_id: int, scope: Scope, service: Callable[..., None], said: str
) -> HttpResponse:
    officer = selectors.get_officer(scope=scope, officer_id=officer_id)
    try:
        service(scope=scope, officer_id=officer_id, now=timezone.now())
        messages.success(request, said.format(name=officer.name))
    except services.OwnAccount:
        messages.error(request, _("Akun sendiri dinonaktifkan oleh administrator lain."))
    return redirect("officers:list")


def _link(request: HttpRequest, secret: str, name: str) -> dict[str, str]:
    return {"link": request.build_absolute_uri(reverse("officers:enter", args=[secret])), "for_whom": name}


def _tell(form: forms.Form, refused: services.OfficerRefused) -> None:
    for field, text in refused.errors.items():
        form.add_error(field if field in form.fields else None, text)
