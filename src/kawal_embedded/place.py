"""Where an instance keeps its database, who runs it, and the address it will have. Touches nothing."""

import hashlib
import os
import pwd
import tempfile
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from urllib.parse import quote

CLONE = Path(__file__).resolve().parents[2]
PORT = 5432  # names the socket file only; nothing listens on TCP
LONGEST_SOCKET = 107  # bytes the kernel allows for the path of a socket
NOBODY = 65534


@dataclass(frozen=True)
class User:
    """Numbers are enough: in a container the owner of a mounted clone often has no name."""

    uid: int
    gid: int


def user_called(name: str) -> User:
    """The user of that name, or the kernel's overflow user where the machine does not know it."""
    try:
        found = pwd.getpwnam(name)
    except KeyError:
        return User(NOBODY, NOBODY)
    return User(found.pw_uid, found.pw_gid)


@dataclass(frozen=True)
class Place:
    """One instance: ``state`` is its folder (absolute); everything else follows from it."""

    state: Path

    @classmethod
    def chosen(cls, folder: str | None = None) -> "Place":
        """``--data`` if given, else ``KAWAL_DATA``, else ``.kawal`` in the clone."""
        wanted = folder or os.environ.get("KAWAL_DATA") or str(CLONE / ".kawal")
        return cls(Path(wanted).expanduser().absolute())

    @property
    def data(self) -> Path:
        """The cluster's own folder; belongs to ``runner`` alone."""
        return self.state / "pg"

    @property
    def log(self) -> Path:
        return self.state / "pg.log"

    @property
    def stay(self) -> Path:
        """While this file exists the server runs without a holder."""
        return self.state / "stay"

    @cached_property
    def runner(self) -> User:
        """Who runs the server: ourselves; for root, whom PostgreSQL refuses, the clone's owner or nobody."""
        if os.geteuid() != 0:
            return User(os.geteuid(), os.getegid())
        clone = CLONE.stat()
        return User(clone.st_uid, clone.st_gid) if clone.st_uid else user_called("nobody")

    @property
    def mark(self) -> str:
        """Tells instances apart wherever their names meet."""
        return hashlib.sha256(str(self.state.resolve()).encode()).hexdigest()[:12]

    @cached_property
    def sockets(self) -> Path:
        """A short folder that belongs to this instance alone; the one noted earlier, if it is still ours."""
        name = f"kawal-{self.runner.uid}-{self.mark}"
        try:
            noted = Path(self.sockets_note.read_text(encoding="utf-8").strip())
        except OSError:
            noted = Path()
        if noted.name == name:
            return noted
        folder = Path(tempfile.gettempdir()) / name
        if len(os.fsencode(folder / f".s.PGSQL.{PORT}")) > LONGEST_SOCKET:
            folder = Path("/tmp") / name
        return folder

    @property
    def sockets_note(self) -> Path:
        """Remembers ``sockets``: another shell may have another TMPDIR and must still find the server."""
        return self.state / "sockets"

    def url(self, role: str, database: str = "kawal") -> str:
        return f"postgresql://{role}@/{database}?host={quote(str(self.sockets))}&port={PORT}"
