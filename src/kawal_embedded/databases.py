"""Roles and the database on a running embedded server, and the environment that leads Django there."""

import os
from pathlib import Path

from kawal_embedded.place import Place

ROLES = Path(__file__).with_name("roles.sql").read_text(encoding="utf-8")
EXTRA = """
alter role kawal_owner createdb;
grant pg_signal_backend to kawal_owner;
"""  # copies of the database for tests, dropped although the web role is still connected


def prepare(place: Place) -> None:
    """Make what is missing and set DATABASE_URL and DATABASE_OWNER_URL. The caller holds the server."""
    import psycopg  # late: the keeper has no use for it

    with psycopg.connect(place.url("postgres", "postgres"), autocommit=True) as root:
        root.execute("select pg_advisory_lock(1)")  # two first starts at once
        if not root.execute("select 1 from pg_database where datname = 'kawal'").fetchone():
            root.execute(ROLES)
            root.execute(EXTRA)
            root.execute("create database kawal owner kawal_owner")  # last: it says that all was done
    os.environ["DATABASE_URL"] = place.url("kawal_web")
    os.environ["DATABASE_OWNER_URL"] = place.url("kawal_owner")
