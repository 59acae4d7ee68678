"""Rings are drawn a few seconds after the facts that tie them, wider measures within ten minutes: reports never wait for either."""

from django.utils import timezone
from procrastinate.contrib.django import app

from kawal import flow, rejudging


@app.periodic(cron="* * * * * */5")
@app.task(name="kawal.rings.draw", queueing_lock="draw_rings", lock="draw_rings")
def draw_rings(timestamp: int) -> None:
    """Every five seconds; what a killed run left, the next one goes on with."""
    flow.draw_rings(now=timezone.now())


@app.periodic(cron="*/10 * * * *")
@app.task(name="kawal.rings.measure", queueing_lock="draw_measures", lock="draw_measures")
def draw_measures(timestamp: int) -> None:
    """Every ten minutes, where anything came that they ask for; what a killed run left, the next one goes on with."""
    rejudging.measure_left(now=timezone.now())
