"""One server, one template database with migrations and reference lists, a copy of it for each worker.

Tests speak as the role of the web, behind the wall. A test that really commits gets a fresh copy afterwards:
Django's flush would need rights the web does not have, and would lose the reference lists.
"""

import hashlib
import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import hypothesis
import psycopg
import pytest

from kawal.doors.collecting import collect_seldom
from kawal.doors.commands.site_files import compile_messages

# A busy machine is no reason to fail. Hypothesis itself repeats the same examples where CI is set.
hypothesis.settings.register_profile(
    "kawal",
    hypothesis.settings.get_profile("ci" if os.environ.get("CI") else "default"),
    deadline=None,
    suppress_health_check=[hypothesis.HealthCheck.too_slow],
)
# Where slow tests are left out, properties that do not say how often are tried a quarter as often as elsewhere.
hypothesis.settings.register_profile("quick", hypothesis.settings.get_profile("kawal"), max_examples=25)
hypothesis.settings.load_profile("kawal")

ROOT = Path(__file__).resolve().parents[1]
ONE_AT_A_TIME = 42  # advisory lock: one worker makes the template, the others wait
SHAPERS = (
    "requirements/dev.txt",
    "src/kawal/*/migrations/*",
    "src/kawal/reference/loading/*.py",
    "src/kawal/reference/data/**/*.csv*",
    "src/kawal/doors/commands/library_grants.sql",
)


def pytest_configure(config: pytest.Config) -> None:
    """English sentences are tested too, and a fresh clone holds no compiled catalogue."""
    if "not slow" in config.option.markexpr and not os.environ.get("CI"):
        hypothesis.settings.load_profile("quick")
    if not hasattr(config, "workerinput"):
        compile_messages()


def pytest_xdist_auto_num_workers(config: pytest.Config) -> int:
    """Two where two pay; a few files, what prints (`-s`) and the browser stay in this process."""
    few = len(config.args) < 4 and all(Path(it.partition("::")[0]).is_file() for it in config.args)
    alone = few or config.option.capture == "no" or config.option.markexpr == "journey"
    return 0 if alone else min(2, len(os.sched_getaffinity(0)))


def pytest_collection_finish() -> None:
    collect_seldom()


def fingerprint() -> str:
    """Of everything that shapes a fresh database."""
    made = hashlib.blake2b(digest_size=6)
    for pattern in SHAPERS:
        for file in sorted(ROOT.glob(pattern)):
            if file.is_file():
                made.update(file.read_bytes())
    return made.hexdigest()


TEMPLATE = f"kawal_template_{fingerprint()}"


def as_owner() -> psycopg.Connection:
    return psycopg.connect(
        os.environ.get("DATABASE_OWNER_URL") or os.environ["DATABASE_URL"], autocommit=True
    )


@pytest.fixture(scope="session")
def own_database(request: pytest.FixtureRequest) -> str:
    worker = getattr(request.config, "workerinput", {}).get("workerid", "main")
    return f"test_kawal_{worker}_{os.getpid()}"


@pytest.fixture(scope="session")
def django_db_modify_db_settings(own_database: str) -> None:
    from django.db import connections

    for alias in ("default", "owner"):
        connections[alias].settings_dict["NAME"] = own_database


@pytest.fixture(scope="session")
def django_db_setup(django_db_modify_db_settings, own_database, django_db_blocker) -> Iterator[None]:
    from django.test import TransactionTestCase

    with django_db_blocker.unblock():
        make_template(own_database)
    fresh_copy(own_database)
    TransactionTestCase._fixture_teardown = lambda case: fresh_copy(own_database)
    yield
    with django_db_blocker.unblock():
        leave()
    with as_owner() as connection:
        connection.execute(f"drop database if exists {own_database} with (force)")


def make_template(own_database: str) -> None:
    """Unless a finished one stands; a half-made one is never marked as template."""
    with as_owner() as connection:
        connection.execute("select pg_advisory_lock(%s)", [ONE_AT_A_TIME])
        finished = "select 1 from pg_database where datname = %s and datistemplate"
        if connection.execute(finished, [TEMPLATE]).fetchone():
            return
        drop_leftovers(connection)
        connection.execute(f"create database {TEMPLATE}")
        fill(TEMPLATE, own_database)
        connection.execute(f"alter database {TEMPLATE} is_template true")


def fill(template: str, own_database: str) -> None:
    from django.db import connections

    from kawal.doors.commands.schema import load_reference, migrate

    owner = connections["owner"]
    owner.settings_dict["NAME"] = template
    try:
        migrate()
        load_reference(datetime.now(UTC))
    finally:
        owner.close()
        owner.settings_dict["NAME"] = own_database


def drop_leftovers(connection: psycopg.Connection) -> None:
    """Templates but the newest two (another run may still copy one), and copies of dead processes."""
    copies = connection.execute(
        "select datname from pg_database where datname like 'test_kawal_%'"
    ).fetchall()
    older = "select datname, datistemplate from pg_database where datname like 'kawal_template_%' order by oid desc offset 2"
    dead = [name for (name,) in copies if not Path(f"/proc/{name.rpartition('_')[2]}").exists()]
    for name, is_template in [*((it, False) for it in dead), *connection.execute(older).fetchall()]:
        if (
            is_template
        ):  # one whose dropping was cut short is none any more, and takes no change but to be dropped
            connection.execute(f"alter database {name} is_template false")
        connection.execute(f"drop database if exists {name} with (force)")


def fresh_copy(name: str) -> None:
    leave()
    with as_owner() as connection:
        connection.execute(f"drop database if exists {name} with (force)")
        connection.execute(f"create database {name} template {TEMPLATE} strategy file_copy")


def leave() -> None:
    from django.db import connections

    for alias in ("default", "owner"):
        connections[alias].close()
    connections["default"].close_pool()
