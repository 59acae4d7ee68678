"""Time itself is an event: pictures and alerts that silence alone has changed are drawn again, and nobody else's."""

from django.db import transaction
from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from kawal import flow
from kawal.access.scope import ENGINE
from kawal.access.wall import enter

AT_ONCE = 500


@app.periodic(cron="* * * * *")
@app.task(name="kawal.watching.wake", queueing_lock="wake", lock="wake")
def wake(timestamp: int) -> None:
    """Every minute; an emergency that silence raises reaches its desk within it."""
    while wake_once() >= AT_ONCE:
        pass


@app.periodic(cron="5 22 * * *")
@app.task(name="kawal.watching.audit_alerts", queueing_lock="audit_alerts", lock="audit_alerts")
def audit_alerts(timestamp: int) -> None:
    """Every morning before work begins, at 05.05 in Jakarta."""
    flow.audit_alerts(now=timezone.now())


@app.periodic(cron="*/2 * * * *")
@app.task(name="kawal.watching.draw_left", queueing_lock="draw_left", lock="draw_left")
def draw_left(timestamp: int) -> None:
    """What an import that was killed left undrawn."""
    flow.draw_left(now=timezone.now())


@app.task(name="kawal.watching.draw_everybody", queueing_lock="draw_everybody", lock="draw_everybody")
def draw_everybody() -> None:
    """After a feed was declared or ended: what its absence says has changed for anybody."""
    flow.rebuild(now=timezone.now())


def defer_everybody() -> None:
    """In the transaction of what changed; one waiting run does for all that ask."""
    try:
        with transaction.atomic():
            draw_everybody.defer()
    except AlreadyEnqueued:
        pass


def wake_once() -> int:
    """One transaction's worth; how many people that were."""
    with transaction.atomic():
        enter(ENGINE)
        return flow.wake(now=timezone.now(), most=AT_ONCE)
