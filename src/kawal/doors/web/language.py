"""The language of a page: Indonesian, unless the reader chose another. What the browser prefers is not asked."""

from collections.abc import Awaitable

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.middleware.locale import LocaleMiddleware
from django.utils import translation
from django.views.i18n import set_language

from kawal.access.officers.services import choose_language
from kawal.doors.web.front_desk import public, scope_of

COOKIE = settings.LANGUAGE_COOKIE_NAME
KNOWN = {code for code, _name in settings.LANGUAGES}


class ChosenLanguageMiddleware(LocaleMiddleware):
    """Many machines in offices run in English though their users do not. After the page the thread speaks what it spoke before."""

    def __call__(self, request: HttpRequest) -> HttpResponseBase | Awaitable[HttpResponseBase]:
        chosen = request.COOKIES.get(COOKIE, "")
        with translation.override(chosen if chosen in KNOWN else settings.LANGUAGE_CODE):
            return super().__call__(request)

    def process_request(self, request: HttpRequest) -> None:
        request.LANGUAGE_CODE = translation.get_language() or settings.LANGUAGE_CODE


@public
def switch(request: HttpRequest) -> HttpResponseBase:
    """For this browser, and for the officer's account, so that the choice comes along to the next machine."""
    chosen = request.POST.get("language", "")
    if chosen in KNOWN and request.user.is_authenticated:
        choose_language(scope=scope_of(request), language=chosen)
    return set_language(request)
