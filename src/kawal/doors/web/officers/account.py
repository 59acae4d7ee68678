"""The own account: who I am here, what I may do, what I opened lately, my password."""

from django.contrib import auth, messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods

from kawal.access.entry import services
from kawal.access.officers.selectors import get_own
from kawal.access.scope import Scope
from kawal.access.trail.selectors import list_own_acts
from kawal.doors.web.front_desk import signed_in
from kawal.doors.web.kit.times import hour
from kawal.doors.web.officers.forms import ChangePasswordForm, posted
from kawal.doors.web.officers.rows import serves
from kawal.doors.web.shell import role_label
from kawal.doors.web.trail.rows import act_row
from kawal.doors.web.trail.words import power_words
from kawal.reference.agencies.selectors import agency_label


@signed_in
@require_GET
def account(request: HttpRequest, *, scope: Scope) -> HttpResponse:
    me = get_own(scope=scope)
    card = {
        "name": me.name,
        "login": me.login,
        "role": role_label(me.role),
        "unit": agency_label(me.agency),
        "area": serves(me),
        "powers": power_words(scope.powers),
    }
    context = {
        "account": card,
        "password_url": reverse("officers:password"),
        "log": [act_row(it) for it in list_own_acts(scope=scope)],
    }
    return render(request, "officers/account.html", context)


@signed_in
@sensitive_post_parameters("old", "new", "again")
@never_cache
@require_http_methods(["GET", "POST"])
def password(request: HttpRequest, *, scope: Scope) -> HttpResponse:
    """Change it; every other session of the officer ends."""
    form = ChangePasswordForm(posted(request))
    if form.is_valid():
        said = form.cleaned_data
        try:
            answer = services.change_password(
                scope=scope, old=said["old"], new=said["new"], now=timezone.now()
            )
        except services.PasswordRefused as refused:
            for error in refused.errors:
                form.add_error("new", error)
        else:
            if answer.officer:
                auth.update_session_auth_hash(request, answer.officer)
                messages.success(request, _("Kata sandi diganti. Sesi di perangkat lain sudah berakhir."))
                return redirect("officers:account")
            form.add_error("old", _wrong(answer))
    context = {
        "form": form,
        "title": _("Ganti kata sandi"),
        "verb": _("Simpan kata sandi"),
        "back_url": reverse("officers:account"),
    }
    return render(request, "registration/password_form.html", context)


def _wrong(answer: services.Answer) -> str:
    if answer.locked_until:
        return _("Terlalu banyak percobaan. Coba lagi sesudah {hour}.").format(hour=hour(answer.locked_until))
    return _("Kata sandi sekarang tidak cocok.")
