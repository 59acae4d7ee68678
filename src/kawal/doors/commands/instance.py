"""The instance a command works on: its folder, its database, Django on top of it."""

import os

from kawal.doors.commands.command import Needs
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
    if needs == "database" and has_own_database():
        hold(place())
        prepare_databases(place())
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    import django

    django.setup()
