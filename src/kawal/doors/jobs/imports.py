"""Jobs about files of facts: take one in, throw away what was kept long enough."""

import logging
from datetime import UTC, datetime
from functools import partial

from django.db import close_old_connections, connection, transaction
from procrastinate.contrib.django import app

from kawal.access import wall
from kawal.access.scope import ENGINE, NotAllowed, NotVisible
from kawal.access.scopes import scope_of_login
from kawal.doors import intake
from kawal.facts.imports import services

CHUNK = 1_000  # an officer who waits sees the numbers move

log = logging.getLogger(__name__)
clock = partial(datetime.now, UTC)


@app.task(name="kawal.imports.take_in")
def take_in(code: str, login: str) -> None:
    """With the rights its officer has by now. Run again after a crash it goes on, and does nothing once it is done."""
    try:
        intake.take_in(scope=scope_of_login(login), code=code, clock=clock, chunk=CHUNK)
    except (NotAllowed, NotVisible, services.NotWaiting, services.Overtaken) as reason:
        log.info("import.left_alone", extra={"code": code, "reason": type(reason).__name__})
    finally:
        _give_connection_back()


@app.periodic(cron="15 3 * * *")
@app.task(name="kawal.imports.forget_files", queueing_lock="forget_files")
def forget_files(timestamp: int) -> None:
    """Uploads and refused rows are people's data and are not kept longer than they are needed."""
    try:
        with transaction.atomic():
            wall.enter(ENGINE)
            services.forget_files(scope=ENGINE, now=clock())
    finally:
        _give_connection_back()


def defer(*, code: str, login: str) -> None:
    """In the transaction of the request: no job without its import. One job at a time for one import."""
    take_in.configure(lock=f"import {code}").defer(code=code, login=login)


def _give_connection_back() -> None:
    """To the pool: the thread of a job lives longer than the job."""
    if not connection.in_atomic_block:
        close_old_connections()
