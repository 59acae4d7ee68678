"""The counts that pages of statistics show, made anew every few minutes."""

from django.db import transaction
from django.utils import timezone
from procrastinate.contrib.django import app

from kawal.access import wall
from kawal.access.scope import ENGINE
from kawal.publication.statistics import services


@app.periodic(cron="*/5 * * * *")
@app.task(name="kawal.figures.refresh", queueing_lock="figures.refresh", lock="figures.refresh")
def refresh(timestamp: int) -> None:
    """A counting that takes longer than five minutes is followed by one other, not by all that were missed."""
    with transaction.atomic():
        wall.enter(ENGINE)
        services.refresh_figures(scope=ENGINE, now=timezone.now())
