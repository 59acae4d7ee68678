"""What routes read of a request, with the same answers to what cannot be read."""

from collections.abc import Sequence
from typing import Any

import orjson
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


def body_object(request: HttpRequest) -> dict[str, Any]:
    """The JSON object of a body.

    :raises ProblemRaised: too large, no JSON, no object.
    """
    try:
        body = orjson.loads(request.body)
    except RequestDataTooBig as error:
        raise ProblemRaised("too_large") from error
    except (orjson.JSONDecodeError, OSError) as error:
        raise ProblemRaised("json_malformed") from error
    if not isinstance(body, dict):
        raise ProblemRaised("bad_request")
    return body
