"""Addresses that no page can have: text that no table holds (NUL) in the path or in the query."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse

from kawal.doors.web.front_desk import View


class StorableAddressMiddleware:
    """Answer them as an absent page and as a malformed request; the database would fail. The API has an answer of its own."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: View, args: Any, kwargs: Any) -> None:
        if request.resolver_match and "api" in request.resolver_match.namespaces[:1]:
            return
        if "\0" in request.path:
            raise Http404
        if any("\0" in value for _name, values in request.GET.lists() for value in values):
            raise BadRequest
