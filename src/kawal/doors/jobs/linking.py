"""Claims that have come in are looked up by the engine, a few seconds later: intake never waits for it."""

from django.utils import timezone
from procrastinate.contrib.django import app

from kawal import flow


@app.periodic(cron="* * * * * */5")
@app.task(name="kawal.linking.link_left", queueing_lock="link_left", lock="link_left")
def link_left(timestamp: int) -> None:
    """Every five seconds; whatever one run leaves, because it was killed, the next one finds."""
    flow.link_left(now=timezone.now())
