"""What routes read of a request, with the same answers to what cannot be read."""

from collections.abc import Sequence
from typing import Any

import orjson
from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest

from kawal.doors.api.problems import ProblemRaised, errors_of
from kawal.facts.contract.errors import FactRefused, problem

MOST = 100


def limited(asked: int, most: int = MOST) -> int:
    """A page size between one and the most."""
    return max(1, min(asked, most))


def listed(field: str, said: str, choices: Sequence[str]) -> str:
    """One of the choices, or nothing where nothing was said.

    :raises ProblemRaised: something else; an empty list would say that there is nothing.
    """
    if said and said not in choices:
        wrong = FactRefused([problem(field, "not_listed", choices=", ".join(choices))])
        raise ProblemRaised("bad_request", errors=errors_of(wrong))
    return said


def body_of(request: HttpRequest) -> bytes:
    """The body, also of a sender who does not say beforehand how long it will be (chunked).

    :raises ProblemRaised: too large, or the sender went away in the middle.
    """
    most = settings.DATA_UPLOAD_MAX_MEMORY_SIZE
    try:
        if request.META.get("CONTENT_LENGTH") or "HTTP_TRANSFER_ENCODING" not in request.META:
            return request.body
        body: bytes = request.META["wsgi.input"].read(most + 1)
    except RequestDataTooBig as error:
        raise ProblemRaised("too_large") from error
    except OSError as error:
        raise ProblemRaised("bad_request") from error
    if len(body) > most:
        raise ProblemRaised("too_large")
    return body


def body_object(request: HttpRequest) -> dict[str, Any]:
    """The JSON object of a body.

    :raises ProblemRaised: too large, no JSON, no object.
    """
    try:
        body = orjson.loads(body_of(request))
    except orjson.JSONDecodeError as error:
        raise ProblemRaised("json_malformed") from error
    if not isinstance(body, dict):
        raise ProblemRaised("bad_request")
    return body
