"""How to read a page, for everybody; and the sheet of all parts, on demo data only."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from kawal.doors.web.front_desk import public
from kawal.doors.web.kit import showcase


@public
@require_GET
def help_page(request: HttpRequest) -> HttpResponse:
    return render(request, "help.html")


@public
@require_GET
def parts(request: HttpRequest) -> HttpResponse:
    """Every part with every value, drawn from samples: what a changed style is looked at with."""
    if not settings.DEMO:
        raise Http404
    template, make = showcase.PAGES["parts"]
    return render(request, template, make())
