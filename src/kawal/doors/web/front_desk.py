"""Who is asking, settled before a page begins: every view says which power it needs, or that it shows nobody.

A view that says neither is refused while running (`DeclaredPowerMiddleware`) and by a sweep over all addresses.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlsplit

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import resolve_url
from django.utils.cache import patch_cache_control

from kawal.access import wall
from kawal.access.scope import NOBODY, NotAllowed, NotVisible, Power, Scope
from kawal.access.scopes import scope_of_officer

View = Callable[..., HttpResponseBase]
MARK = "kawal_power"
BEHIND_WALL = "kawal_behind_wall"


def needs(power: Power) -> Callable[[View], View]:
    """Declare the power a view needs. The view receives ``scope`` and runs behind the wall, in one transaction.

    Whoever has not logged in is sent to the login page. ``NotAllowed`` becomes 403, ``NotVisible`` 404. A response that
    streams would read after the transaction, in front of the wall, where there are no rows: build it whole.
    """
    return lambda view: _declared(view, power)


def signed_in(view: View) -> View:
    """Declare that any officer may open a view, whatever the role: the start page, the own account. Else as `needs`."""
    return _declared(view, None)


def _declared(view: View, power: Power | None) -> View:
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return _to_login(request)
        scope = scope_of(request)
        try:
            if power is not None:
                scope.require(power)
            wall.enter(scope)
            setattr(request, BEHIND_WALL, True)
            answer = view(request, *args, scope=scope, **kwargs)
        except NotAllowed as error:
            raise PermissionDenied(str(error)) from error
        except NotVisible as error:
            raise Http404 from error
        finally:
            setattr(request, BEHIND_WALL, False)
        if not answer.has_header("Cache-Control"):  # machines are shared: nothing stays behind in them
            patch_cache_control(answer, private=True, no_store=True)
        return answer

    setattr(guarded, MARK, power)
    return guarded


def public(view: View) -> View:
    """Declare that a view shows nothing about anybody. Behind the wall it would see no row."""

    @wraps(view)
    def open_to_all(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return view(request, *args, **kwargs)

    setattr(open_to_all, MARK, None)
    return open_to_all


def scope_of(request: HttpRequest) -> Scope:
    """Built once a request, kept as ``request.scope``; NOBODY for strangers."""
    scope: Scope | None = getattr(request, "scope", None)
    if scope is None:
        user = getattr(request, "user", None)
        scope = scope_of_officer(user) if user is not None and user.is_authenticated else NOBODY
        request.scope = scope  # type: ignore[attr-defined]  # ours, for templates and logs
    return scope


def is_behind_wall(request: HttpRequest) -> bool:
    """Is a page of an officer being made? Error pages are not, their transaction is over."""
    return bool(getattr(request, BEHIND_WALL, False))


class DeclaredPowerMiddleware:
    """Refuse any view that declared nothing: forgetting is a 403, not a leak. The API asks for its key itself."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: View, args: Any, kwargs: Any) -> None:
        namespaces = request.resolver_match.namespaces if request.resolver_match else []
        if not is_declared(view, namespaces):
            raise PermissionDenied(f"{view.__module__}.{view.__qualname__} declares no power")


def is_declared(view: View, namespaces: list[str]) -> bool:
    return hasattr(view, MARK) or "api" in namespaces[:1]


def _to_login(request: HttpRequest) -> HttpResponse:
    """Back to the page afterwards; what was being sent is not sent again."""
    fragment = "HX-Request" in request.headers
    if fragment:
        back = urlsplit(request.headers.get("HX-Current-URL", "")).path
    else:
        back = request.get_full_path() if request.method == "GET" else ""
    to_login = redirect_to_login(back or resolve_url("/"))
    if fragment:  # else the login page would be swapped into a part of the page
        return HttpResponse(headers={"HX-Redirect": to_login.url})
    return to_login
