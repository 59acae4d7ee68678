"""Logging in and out, and the link behind which a password is chosen. Nothing here tells which logins exist."""

from typing import Any

from django.conf import settings
from django.contrib import auth
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render, resolve_url
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from kawal.access.entry import services
from kawal.access.scope import NotVisible
from kawal.access.trail import services as trail
from kawal.doors.web.front_desk import public, scope_of
from kawal.doors.web.officers.demo import demo_logins
from kawal.doors.web.officers.forms import LoginForm, NewPasswordForm, posted

BACKEND = settings.AUTHENTICATION_BACKENDS[0]


@public
@sensitive_post_parameters("password")
@never_cache
@require_http_methods(["GET", "POST"])
def log_in(request: HttpRequest) -> HttpResponse:
    """One answer for an unknown login, a wrong password and a disabled account."""
    if request.user.is_authenticated:
        return HttpResponseRedirect(_next(request))
    form = LoginForm(posted(request))
    context: dict[str, Any] = {"form": form, "next": _next(request, default=""), "logins": demo_logins()}
    if form.is_valid():
        said = form.cleaned_data
        answer = services.log_in(login=said["username"], password=said["password"], now=timezone.now())
        if answer.officer:
            auth.login(request, answer.officer, backend=BACKEND)  # with a new session key
            entered = HttpResponseRedirect(_next(request))
            entered.set_cookie(settings.LANGUAGE_COOKIE_NAME, answer.officer.language, samesite="Lax")
            return entered
        context["locked_until"] = answer.locked_until
        if not answer.locked_until:
            form.add_error(None, _("Nama masuk atau kata sandi tidak cocok."))
    return render(request, "registration/login.html", context)


@public
@never_cache
@require_http_methods(["GET", "POST"])
def log_out(request: HttpRequest) -> HttpResponse:
    """Only by pressing the button: a link somebody sent must not do it."""
    if request.method == "POST":
        if request.user.is_authenticated:
            trail.record(scope=scope_of(request), action="officer.logged_out", now=timezone.now())
        auth.logout(request)
        return redirect("officers:logout")
    if request.user.is_authenticated:
        return redirect(settings.LOGIN_REDIRECT_URL)
    return render(request, "registration/logged_out.html", {"login_url": reverse("officers:login")})


@public
@sensitive_post_parameters("new", "again")
@never_cache
@require_http_methods(["GET", "POST"])
def enter(request: HttpRequest, token: str) -> HttpResponse:
    """Choose a password. Looking at the page does not use the link up."""
    now = timezone.now()
    form = NewPasswordForm(posted(request))
    try:
        login = services.find_invited(token=token, now=now)
        if form.is_valid():
            services.accept_link(token=token, password=form.cleaned_data["new"], now=now)
            return render(
                request,
                "registration/password_done.html",
                {
                    "title": _("Kata sandi tersimpan"),
                    "text": _("Masuk dengan {login}.").format(login=login),
                    "login_url": reverse("officers:login"),
                },
            )
    except NotVisible:
        return render(request, "registration/password_form.html", {"expired": True}, status=404)
    except services.PasswordRefused as refused:
        for error in refused.errors:
            form.add_error("new", error)
    context = {
        "form": form,
        "title": _("Pilih kata sandi Anda"),
        "text": _("Untuk {login}.").format(login=login),
        "verb": _("Simpan kata sandi"),
    }
    return render(request, "registration/password_form.html", context)


def _next(request: HttpRequest, default: str = settings.LOGIN_REDIRECT_URL) -> str:
    """Where to go after logging in: never to another site."""
    said = request.POST.get("next") or request.GET.get("next") or ""
    is_ours = url_has_allowed_host_and_scheme(said, {request.get_host()}, require_https=request.is_secure())
    return said if is_ours else resolve_url(default) if default else ""
