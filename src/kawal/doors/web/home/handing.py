"""Where somebody on the start page is handed over: the signed record under way, else a new one."""

from collections.abc import Iterable
from urllib.parse import urlencode

from django.urls import reverse

from kawal.access.scope import Power, Scope
from kawal.doors.web.handover.offices import open_steps
from kawal.response.handover.selectors import list_due
from kawal.situation.pictures.cards import PictureCard


def pages_of(found: Iterable[PictureCard], scope: Scope) -> dict[str, str]:
    """The address by `kawal_id`, one query; nobody where the officer neither takes part in one nor may begin one."""
    people = {it.person_id: it.kawal_id for it in found}
    if not people or not scope.may(Power.HAND_OVER):
        return {}
    pages = {}
    if open_steps(scope):
        new = reverse("handover:new")
        pages = {kawal_id: f"{new}?{urlencode({'orang': kawal_id})}" for kawal_id in people.values()}
    due = list_due(scope=scope, people=list(people))
    return pages | {it.kawal_id: reverse("handover:page", args=[it.code]) for it in reversed(due)}
