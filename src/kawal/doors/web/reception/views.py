"""The receptions of a post or shelter: those that run, a new one, ending one."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from kawal.access.scope import Power, Scope
from kawal.doors.web import labels, places, status
from kawal.doors.web.front_desk import needs
from kawal.doors.web.reception.forms import OpenForm
from kawal.response.reception import selectors, services

SHOWN = 25


@needs(Power.INTAKE)
@require_http_methods(["GET", "POST"])
def reception_list(request: HttpRequest, *, scope: Scope) -> HttpResponse:
    now = timezone.now()
    post = places.here(scope).post
    form = OpenForm(request.POST or None)
    if request.method == "POST" and post and form.is_valid():
        code = services.open_reception(
            scope=scope, post=post, about=form.cleaned_data["about"], expected=form.cleaned_data["expected"], now=now
        )  # fmt: skip
        return redirect("reception:counter", code)
    found = selectors.list_receptions(scope=scope, limit=SHOWN)
    context = {
        "running": [it for it in found if it.is_open],
        "ended": [it for it in found if not it.is_open],
        "form": form if post else None,
        "place": labels.place_name(post) if post else "",
        "register_url": reverse("people:register"),
        "checked_at": now,
        "status": status.status_of(request, now),
    }
    return render(request, "reception/list.html", context, status=422 if form.errors else 200)


@needs(Power.INTAKE)
@require_POST
def close(request: HttpRequest, code: str, *, scope: Scope) -> HttpResponse:
    now = timezone.now()
    services.close_reception(scope=scope, code=code, now=now)
    status.say(request, _("Penerimaan %(code)s diakhiri.") % {"code": code}, now=now)
    return redirect("reception:list")
