"""Pages for what went wrong. Absent and not visible are one page: nobody learns which."""

import logging
import secrets
import sys

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from psycopg_pool import PoolTimeout

from kawal.doors.web.trail.words import POWERS

logger = logging.getLogger("kawal.web")
DATABASE_AWAY = (OperationalError, InterfaceError, PoolTimeout)
RETRY_SECONDS = "30"


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """A malformed request is answered as an absent page is."""
    return render(request, "404.html", status=400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Says which power is missing, where that is what was missing."""
    power = next((str(words) for power, words in POWERS.items() if power == str(exception)), "")
    return render(request, "403.html", {"power": power}, status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "404.html", status=404)


def failed(request: HttpRequest) -> HttpResponse:
    """Drawn without the database, which may be what failed. The reference stands in the log beside the trace."""
    error = sys.exc_info()[1]
    reference = secrets.token_hex(4)
    logger.error("request.failed", extra={"reference": reference}, exc_info=error)
    if isinstance(error, DATABASE_AWAY):
        return HttpResponse(
            render_to_string("503.html", {"reference": reference}),
            status=503,
            headers={"Retry-After": RETRY_SECONDS},
        )
    return HttpResponse(render_to_string("500.html", {"reference": reference}), status=500)
