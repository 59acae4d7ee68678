"""What has just happened, said once at the top of the next page, with the way back for a while.

Kept in the session, which already belongs to this officer alone; names of people stay out of it.
"""

from datetime import datetime, timedelta

from django.http import HttpRequest
from django.utils.dateparse import parse_datetime

from kawal.doors.web.kit.cards.shell import StatusCard, Tone

KEY = "kabar"
UNDO_FOR = timedelta(minutes=2)  # screens promise thirty seconds; a slow line and a slow reader get more


def say(request: HttpRequest, text: str, *, now: datetime, undo_url: str = "", tone: Tone = "ok") -> None:
    request.session[KEY] = {"text": text, "undo": undo_url, "tone": tone, "at": now.isoformat()}


def status_of(request: HttpRequest, now: datetime) -> StatusCard | None:
    """The line of the last act. Without an undo it is said once; with one it stays until the time is over."""
    kept = request.session.get(KEY)
    if not kept:
        return None
    at = parse_datetime(kept["at"])
    is_over = at is None or now - at > UNDO_FOR
    if is_over or not kept["undo"]:
        del request.session[KEY]
    return None if is_over else StatusCard(kept["text"], kept["undo"], kept["tone"])


def has_news(request: HttpRequest) -> bool:
    """Has the officer just done something?"""
    return KEY in request.session


def hush(request: HttpRequest) -> None:
    """The act was undone; nothing more is said about it."""
    request.session.pop(KEY, None)
