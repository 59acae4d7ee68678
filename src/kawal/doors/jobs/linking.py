"""Claims that have come in are looked up by the engine, a few seconds later: intake never waits for it."""

from django.utils import timezone
from procrastinate.contrib.django import app

from kawal import flow, relinking
from kawal.doors import comparing

ONE_BY_ONE = 5_000  # claims looked up singly at most: a large file is compared as a whole


@app.periodic(cron="* * * * * */5")
@app.task(name="kawal.linking.link_left", queueing_lock="link_left", lock="link_left")
def link_left(timestamp: int) -> None:
    """Every five seconds; whatever one run leaves, because it was killed, the next one finds. Very many go together, by set."""
    if flow.count_waiting() > ONE_BY_ONE:
        relinking.link_everything(now=timezone.now(), compare=comparing.best_way())
    else:
        flow.link_left(now=timezone.now())


@app.periodic(cron="*/3 * * * *")
@app.task(name="kawal.linking.rank", queueing_lock="rank_proposals", lock="rank_proposals")
def rank(timestamp: int) -> None:
    """What an answer would change, changes with alerts and journeys."""
    flow.rank_proposals(now=timezone.now())


@app.periodic(cron="20 1 * * *")
@app.task(name="kawal.linking.sample", queueing_lock="sample_links", lock="sample_links")
def sample(timestamp: int) -> None:
    """Every night a few of the day's links and questions tell how good machine and desk are."""
    flow.sample_identity(now=timezone.now())


@app.periodic(cron="30 1 * * *")
@app.task(name="kawal.linking.link_everything", queueing_lock="link_everything", lock="link_everything")
def link_everything(timestamp: int) -> None:
    """Every night: what came in another order than it should have, and what is doubtful."""
    relinking.link_everything(now=timezone.now(), compare=comparing.best_way())
