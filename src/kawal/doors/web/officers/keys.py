"""Keys of the own agency's machines: issue and revoke."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from kawal.access.keys import selectors, services
from kawal.access.scope import Power, Scope
from kawal.doors.web.front_desk import needs
from kawal.doors.web.officers.forms import KeyForm, posted
from kawal.doors.web.officers.rows import key_row
from kawal.reference.agencies.selectors import agency_label


@needs(Power.MANAGE_OFFICERS)
@never_cache
@require_http_methods(["GET", "POST"])
def key_list(request: HttpRequest, *, scope: Scope) -> HttpResponse:
    """A new key is on the page that answers, and on no other."""
    form = KeyForm(posted(request))
    context: dict[str, Any] = {"form": form, "unit": agency_label(scope.agency)}
    if form.is_valid():
        powers = form.cleaned_data["powers"] or ["report"]
        context["key"] = services.issue_key(
            scope=scope, agency=scope.agency, powers=powers, now=timezone.now()
        )
    context["keys"] = [key_row(it) for it in selectors.list_keys(scope=scope)]
    context["officers_url"] = reverse("officers:list")
    return render(request, "officers/keys.html", context)


@needs(Power.MANAGE_OFFICERS)
@require_POST
def revoke(request: HttpRequest, prefix: str, *, scope: Scope) -> HttpResponse:
    services.revoke_key(scope=scope, prefix=prefix, now=timezone.now())
    messages.success(request, _("Kunci {prefix} dicabut.").format(prefix=prefix))
    return redirect("officers:keys")
