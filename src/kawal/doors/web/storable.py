"""Text that no table holds (NUL) in an address: the database would fail. The API has an answer of its own."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, QueryDict

from kawal.doors.web.front_desk import View


class StorableAddressMiddleware:
    """In the path it names an absent page; of what is searched for it is left out, for nothing can hold it."""

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
            request.GET = _without_nul(request.GET)  # type: ignore[assignment]  # immutable too; only stubs name that class


def _without_nul(asked: QueryDict) -> QueryDict:
    kept = QueryDict(mutable=True)
    for name, values in asked.lists():
        kept.setlist(name, [value.replace("\0", "") for value in values])
    return QueryDict(kept.urlencode())
