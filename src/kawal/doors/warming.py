"""What every report asks for, read before the first one comes: it would read it while others wait for what it holds."""

import logging

from django.db import Error, connection, transaction

from kawal.access import wall
from kawal.access.scope import ENGINE
from kawal.reference import selectors as reference
from kawal.situation.context.standing import standing

log = logging.getLogger(__name__)


def warm_up() -> None:
    """Read the reference lists and the context tables into memory. Without a database they are read when they are asked for."""
    try:
        with transaction.atomic():
            wall.enter(ENGINE)
            reference.known()
            reference.list_limits()
            reference.find_agency("")  # the first question reads them all
            standing()
    except Error as reason:
        log.warning("warming.left", extra={"reason": type(reason).__name__})
    finally:
        connection.close()
