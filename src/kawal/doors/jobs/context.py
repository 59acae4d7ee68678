"""After a dated table has changed: look up whom it touches, and draw them again."""

from django.db import transaction
from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from kawal import flow
from kawal.access.scope import ENGINE
from kawal.access.wall import enter
from kawal.situation.context import rechecking
from kawal.situation.context.proposing import lapse_proposals


@app.periodic(cron="* * * * *")
@app.task(name="kawal.context.recheck", queueing_lock="context_recheck", lock="context_recheck")
def recheck(timestamp: int) -> None:
    """Every minute; what a killed run left, the next one goes on with. Proposals that nobody answered in time end here."""
    _lapse()
    if mark_concerned():
        flow.draw_left(now=timezone.now())


def mark_concerned() -> int:
    """Mark everybody whom changed tables touch, one transaction a piece; how many claims of theirs."""
    marked = 0
    while (some := _mark_some()) is not None:
        marked += some
    return marked


def defer() -> None:
    """In the transaction of the change, so that nobody waits for the minute."""
    try:
        with transaction.atomic():
            recheck.configure(queueing_lock="context_recheck").defer(timestamp=0)
    except AlreadyEnqueued:
        pass


def _lapse() -> None:
    with transaction.atomic():
        enter(ENGINE)
        lapse_proposals(now=timezone.now())


def _mark_some() -> int | None:
    with transaction.atomic():
        enter(ENGINE)
        return rechecking.recheck_some(scope=ENGINE)
