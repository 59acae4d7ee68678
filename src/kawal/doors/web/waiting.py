"""What waits for the reader, as numbers in the menu: the alerts in her hands and the acts on alerts and rings that she may
answer as the second officer, the cases she opened, the hand-overs under way that her unit takes part in, the questions and
the changes of tables that she may answer.

Asked behind the wall, and at most once in a few seconds an account: only an act of her own has them counted at once.
"""

from collections.abc import Callable, Mapping

from django.core.cache import cache
from django.http import HttpRequest
from django.utils import timezone

from kawal.access.scope import Power, Scope
from kawal.decisions.alerts.selectors import count_alerts, count_to_answer
from kawal.doors.web.front_desk import is_behind_wall
from kawal.doors.web.menu import Count
from kawal.doors.web.status import has_news
from kawal.response.cases.selectors import count_own
from kawal.response.handover.selectors import count_open
from kawal.situation.context.proposals import count_to_answer as count_changes
from kawal.situation.linkage.selectors import count_queue
from kawal.situation.rings.selectors import list_to_answer

KEPT = 5  # seconds
NOTHING: Mapping[str, Count] = {}


def _alerts(scope: Scope) -> Count:
    to_answer = count_to_answer(scope=scope, now=timezone.now()) + len(list_to_answer(scope=scope))
    return Count(count_alerts(scope=scope).mine + to_answer)


def _cases(scope: Scope) -> Count:
    return Count(count_own(scope=scope))


def _questions(scope: Scope) -> Count:
    counts = count_queue(scope=scope)
    return Count(counts.total, counts.at_least)


def _changes(scope: Scope) -> Count:
    return Count(count_changes(scope=scope, now=timezone.now()))


def _handovers(scope: Scope) -> Count:
    return Count(count_open(scope=scope))


COUNTED: Mapping[str, tuple[Power, Callable[[Scope], Count]]] = {
    "alerts:list": (Power.READ_ALERT, _alerts),
    "cases:list": (Power.READ_CASE, _cases),
    "handover:list": (Power.HAND_OVER, _handovers),
    "identity:queue": (Power.REVIEW_IDENTITY, _questions),
    "context:tables": (Power.APPROVE_TABLES, _changes),
}


def waiting(request: HttpRequest, scope: Scope, pages: frozenset[str]) -> Mapping[str, Count]:
    """By page of the menu, for those of ``pages`` that have a number; nothing on pages outside the wall."""
    if not is_behind_wall(request):
        return NOTHING
    key = f"waiting:{scope.actor}"
    acted = request.method == "POST" or has_news(request)
    kept: Mapping[str, Count] | None = None if acted else cache.get(key)
    if kept is None:
        kept = {
            page: count(scope)
            for page, (power, count) in COUNTED.items()
            if page in pages and scope.may(power)
        }
        cache.set(key, kept, KEPT)
    return kept
