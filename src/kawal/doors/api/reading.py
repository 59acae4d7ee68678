"""What routes read of a request, with the same answers to what cannot be read."""

from typing import Any

import orjson
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest

from kawal.doors.api.problems import ProblemRaised

MOST = 100


def limited(asked: int, most: int = MOST) -> int:
    """A page size between one and the most."""
    return max(1, min(asked, most))


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
