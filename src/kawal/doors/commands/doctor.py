"""`kawal doctor`: is this installation healthy?"""

import platform
import shutil
from argparse import Namespace
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from kawal.doors.commands import schema
from kawal.doors.commands.command import Command, Result, no_arguments

OLDEST_POSTGRESQL = 150_000
LEAST_DISK = 2 * 1024**3  # bytes


class Check(NamedTuple):
    """What was looked at, whether it is well, and what was seen."""

    name: str
    ok: bool
    seen: str


def run(args: Namespace) -> Result:
    checks = [*_looked()]
    lines = tuple(f"{'ok ' if it.ok else 'BAD'}  {it.name:<16} {it.seen}" for it in checks)
    healthy = all(it.ok for it in checks)
    data = {"healthy": healthy, "checks": [it._asdict() for it in checks]}
    return Result(data, lines, partly=not healthy)


def _looked() -> Iterator[Check]:
    """Where there is no database, nothing in it is looked at."""
    from django.db import OperationalError

    for look in LOOKS:
        try:
            yield look()
        except OperationalError as error:
            yield Check("database", False, str(error).strip().partition("\n")[0])
            yield from (look() for look in ELSEWHERE)
            return


def _python() -> Check:
    return Check("python", True, platform.python_version())


def _database() -> Check:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("select current_setting('server_version_num')::int, current_setting('server_version')")
        number, name = cursor.fetchone()
    return Check("database", number >= OLDEST_POSTGRESQL, f"PostgreSQL {name}")


def _roles() -> Check:
    """The wall stands only if the web's role neither bypasses policies nor inherits the nation's view."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(
            "select rolname, rolsuper or rolbypassrls, rolinherit from pg_roles where rolname = current_user"
        )
        name, bypasses, inherits = cursor.fetchone()
    return Check("role of the web", not bypasses and not inherits, name)


def _tables() -> Check:
    missing = schema.missing_migrations()
    return Check("tables", not missing, f"missing {', '.join(missing)}" if missing else "up to date")


def _reference() -> Check:
    from django.db import DatabaseError

    from kawal.reference import selectors as reference

    try:
        rows = reference.loaded_rows(using=schema.OWNER)
    except DatabaseError:
        rows = 0
    return Check("reference lists", rows > 0, f"{rows:,} rows")


def _secrets() -> Check:
    """Those kept in the instance folder may be read by their owner alone."""
    from django.conf import settings

    kept = settings.KEPT_SECRETS
    files = list(Path(kept).iterdir()) if kept else []
    loose = [file.name for file in files if file.stat().st_mode & 0o077]
    return Check("secrets", not loose, f"open to others: {', '.join(loose)}" if loose else "kept")


def _disk() -> Check:
    from django.conf import settings

    free = shutil.disk_usage(settings.DATA).free
    return Check("disk", free > LEAST_DISK, f"{free / 1024**3:.1f} GiB free")


Looks = tuple[Callable[[], Check], ...]
ELSEWHERE: Looks = (_secrets, _disk)
LOOKS: Looks = (_python, _database, _roles, _tables, _reference, *ELSEWHERE)
COMMAND = Command("doctor", "care", "is this installation healthy?", no_arguments, run, needs="database")
