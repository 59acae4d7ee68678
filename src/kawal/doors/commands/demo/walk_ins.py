"""A morning at the mission's desk: some were served, one family waits for word, the others for their number."""

from datetime import datetime, timedelta
from uuid import NAMESPACE_URL, UUID, uuid5

from kawal.access.scope import Scope

VISITS = (
    ("report_in", ()), ("report_in", ()), ("complaint", ()), ("documents", ()), ("shelter", ("threatened",)), ("go_home", ("ill",)),
    ("report_in", ()),
)  # fmt: skip
SERVED, SOUGHT = ("Melati Rekaan", "Dahlia Misalan"), "Gilang Rekaan"
BETWEEN = timedelta(minutes=4)


def serve(scope: Scope, now: datetime) -> None:
    """The caller has entered the wall for the mission's officer."""
    from kawal.doors.web.places import here
    from kawal.homecoming import desk
    from kawal.response.desk import inquiries, services

    for n, (errand, needs) in enumerate(VISITS):
        at = now - BETWEEN * (len(VISITS) - n)
        services.take_ticket(scope=scope, act=_act(scope, str(n)), errand=errand, needs=needs, now=at)
    place = here(scope).place
    for name in SERVED:
        code = services.call_next(scope=scope, now=now)
        subject = {"name": name, "sex": "female"}
        visit = desk.Visit(_act(scope, name), subject, "reported_in", {"mission": scope.agency}, place=place)
        desk.serve(scope=scope, code=code, visit=visit, now=now)
    sought = desk.Visit(
        _act(scope, SOUGHT), {"name": SOUGHT}, "family_reported", desk.LOOKED_FOR, "hearsay", place
    )
    asker = inquiries.Asker("Kenanga Misal", "parent", sought=SOUGHT)
    desk.look_for(scope=scope, visit=sought, asker=asker, now=now)


def _act(scope: Scope, what: str) -> UUID:
    return uuid5(NAMESPACE_URL, f"kawal demo {scope.agency} desk {what}")
