"""The instance a command works on: its folder, its database, Django on top of it."""

import os
from datetime import UTC, datetime

from kawal.doors.commands.command import CouldNot, Needs
from kawal.doors.commands.progress import Progress
from kawal_embedded.databases import prepare as prepare_databases
from kawal_embedded.holding import hold
from kawal_embedded.place import Place


def place() -> Place:
    """The folder of ``--data``, KAWAL_DATA or the clone's own."""
    return Place.chosen()


def has_own_database() -> bool:
    """Whether the embedded server is ours to start; DATABASE_URL names another."""
    return not (os.environ.get("DATABASE_URL") or os.environ.get("DATABASE_URL_FILE"))


def prepare(needs: Needs) -> None:
    """What a command needs before it runs. Raises ``CannotServe`` or ``BadSetting``."""
    if needs == "nothing":
        return
    os.environ["KAWAL_DATA"] = str(place().state)
    is_own = has_own_database()  # asked now: preparing it names its address
    if needs in ("database", "tables") and is_own:
        hold(place())
        prepare_databases(place())
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    import django

    django.setup()
    if needs == "tables":
        _bring_up_to_date(is_own)


def leave_database() -> None:
    """End the connections of this process: from here on its children talk to it."""
    from django.db import connections

    connections.close_all()
    close_pool = getattr(connections["default"], "close_pool", None)
    if close_pool:
        close_pool()


def _bring_up_to_date(is_own: bool) -> None:
    """The embedded database is ours to change; another one only `kawal up` changes."""
    from kawal.doors.commands import schema

    missing = schema.missing_migrations()
    if not missing:
        return
    if not is_own:
        raise CouldNot(f"the database lacks {len(missing)} migrations; `kawal up --empty` applies them")
    with Progress("Tables and reference lists"):
        schema.migrate()
        schema.load_reference(datetime.now(UTC))
