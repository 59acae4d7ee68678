"""The files of the cluster: made once, and what a crash may leave behind."""

import os
import shutil
import stat
import subprocess
from pathlib import Path
from typing import Any

from kawal_embedded.errors import CannotServe
from kawal_embedded.place import Place

HERE = "/proc/self/cwd"  # the cluster's folder, also where its runner cannot walk the way there
INITDB = (
    "--username=postgres",
    "--auth=trust",  # the socket's folder is the gate
    "--encoding=UTF8",
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
    "--locale=C.UTF-8",
    "--no-sync",
    "--no-instructions",
)


def as_runner(place: Place) -> dict[str, Any]:
    """For `subprocess`: become the runner, when we are root and he is not."""
    if os.geteuid() != 0:
        return {}
    return {"user": place.runner.uid, "group": place.runner.gid, "extra_groups": []}


def make_cluster(place: Place, programs: Path) -> None:
    """initdb into a folder beside, then rename: an interrupted one is never taken for a cluster."""
    if (place.data / "PG_VERSION").exists():
        _check_version(place, programs)
        return
    part = place.state / "pg.part"
    shutil.rmtree(part, ignore_errors=True)
    shutil.rmtree(place.data, ignore_errors=True)
    part.mkdir(mode=0o700)
    os.chown(part, place.runner.uid, place.runner.gid)
    command = [str(programs / "initdb"), "-D", HERE, *INITDB]
    subprocess.run(command, check=True, cwd=part, stdin=subprocess.DEVNULL, env=plain(), **as_runner(place))
    part.rename(place.data)


def make_socket_folder(place: Place) -> None:
    """Ours alone, or none: whoever can enter it can log in."""
    try:
        place.sockets.mkdir(mode=0o700)
        os.chown(place.sockets, place.runner.uid, place.runner.gid)
    except FileExistsError:
        found = place.sockets.lstat()
        if not stat.S_ISDIR(found.st_mode) or found.st_uid != place.runner.uid:
            raise CannotServe(f"{place.sockets} belongs to someone else. Remove it, or set TMPDIR.") from None
        place.sockets.chmod(0o700)
    place.sockets_note.write_text(f"{place.sockets}\n", encoding="utf-8")


def postmaster_of(place: Place) -> int | None:
    """The number of the server that runs on these files. A stale note names any process, or none."""
    try:
        pid = int((place.data / "postmaster.pid").read_text(encoding="utf-8").split()[0])
        cwd = os.readlink(f"/proc/{pid}/cwd")
    except (OSError, ValueError, IndexError):
        return None
    return pid if cwd == str(place.data.resolve()) else None


def is_ready(place: Place) -> bool:
    """Whether that server takes connections: it writes its state into the eighth line of its note."""
    try:
        lines = (place.data / "postmaster.pid").read_text(encoding="utf-8").splitlines()
    except OSError:
        return False
    return len(lines) >= 8 and lines[7].strip() == "ready" and postmaster_of(place) is not None


def drop_stale_note(place: Place) -> None:
    """After a crash; PostgreSQL would refuse to start while any process bears the number in it."""
    if postmaster_of(place) is None:
        (place.data / "postmaster.pid").unlink(missing_ok=True)


def plain() -> dict[str, str]:
    """The environment without the PG* variables that would lead the programs elsewhere."""
    return {name: value for name, value in os.environ.items() if not name.startswith("PG")}


def _check_version(place: Place, programs: Path) -> None:
    have = (place.data / "PG_VERSION").read_text(encoding="ascii").strip()
    said = subprocess.run(
        [str(programs / "postgres"), "--version"], check=True, capture_output=True, text=True
    )
    major = said.stdout.split()[2].split(".")[0]
    if have != major:
        raise CannotServe(
            f"{place.data} was made by PostgreSQL {have}; this is {major}. "
            "Dump and load it with the older version, or `kawal db reset`."
        )
