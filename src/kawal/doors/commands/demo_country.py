"""The fictional country of the demo: its people, the facts about them, the officers who log in."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple


class Login(NamedTuple):
    """One officer of the demo. The password is made up and stands only in the instance folder."""

    role: str
    login: str
    password: str


Report = Callable[[str, int, int], None]  # label, done, total


def ensure(folder: Path, report: Report) -> tuple[Login, ...]:
    """Make what is missing of the country in ``folder`` and in the database; the officers.

    May be killed at any point and called again; when all is there it takes no time.
    """
    return ()
