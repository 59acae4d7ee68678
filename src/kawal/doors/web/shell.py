"""What stands round every page: header, account menu, the entries of the role. A context processor."""

from dataclasses import replace
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language

from kawal.access.roles import ROLES
from kawal.access.scope import Power, Scope
from kawal.doors.web.front_desk import scope_of
from kawal.doors.web.kit.cards.shell import Shell
from kawal.doors.web.menu import address, nav_of, others_of, pages_of
from kawal.doors.web.waiting import waiting
from kawal.reference.agencies.selectors import agency_label


def around(request: HttpRequest) -> dict[str, Any]:
    """``shell`` and ``nav``. A page of a stranger has the language switch and the mark of made-up data only."""
    scope = scope_of(request)
    match = request.resolver_match
    if scope.actor and match:
        counts = waiting(request, scope, pages_of(scope))
        nav = nav_of(scope, namespace=match.namespace, page=match.view_name, counts=counts)
    else:
        nav = nav_of(scope, namespace="", page="")
    return {"shell": _shell(request, scope), "nav": nav}


def _shell(request: HttpRequest, scope: Scope) -> Shell:
    shell = Shell(
        demo=settings.DEMO,
        language_url=reverse("set_language"),
        path=request.get_full_path(),
        save_data=request.headers.get("Save-Data") == "on",
        help_url=address("help:help"),
    )
    if not scope.actor:
        return shell
    return replace(
        shell,
        unit=agency_label(scope.agency),
        officer=getattr(request.user, "name", ""),
        role=role_label(scope.role),
        search_url=address("people:search") if scope.may(Power.SEARCH) else "",
        query=_asked_of_people(request),
        account_url=address("officers:account"),
        logout_url=address("officers:logout"),
        more=others_of(scope),
    )


def _asked_of_people(request: HttpRequest) -> str:
    """What was searched for, where it was searched among people: other pages have a field and a question of their own."""
    match = request.resolver_match
    return request.GET.get("q", "") if match and match.view_name == "people:search" else ""


def role_label(code: str) -> str:
    """In the reader's language; an unknown code is its own label."""
    role = ROLES.get(code)
    if role is None:
        return code
    return role.label_en if get_language() == "en" else role.label_id
