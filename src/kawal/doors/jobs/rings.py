"""Rings are drawn a few seconds after the facts that tie them: reports never wait for one."""

from django.utils import timezone
from procrastinate.contrib.django import app

from kawal import flow


@app.periodic(cron="* * * * * */5")
@app.task(name="kawal.rings.draw", queueing_lock="draw_rings", lock="draw_rings")
def draw_rings(timestamp: int) -> None:
    """Every five seconds; what a killed run left, the next one goes on with."""
    flow.draw_rings(now=timezone.now())
