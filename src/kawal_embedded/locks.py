"""Locks that the kernel gives back however their holder dies."""

import fcntl
import os
from pathlib import Path

from kawal_embedded.errors import CannotServe
from kawal_embedded.place import Place

USE = "use.lock"  # shared: whoever needs the server; exclusive: the keeper while it stops it
KEEPER = "keeper.lock"  # exclusive: the keeper, all its life
START = "start.lock"  # exclusive: whoever is about to start a keeper


def open_lock(place: Place, name: str) -> int:
    """A descriptor of the lock file; closing it gives the lock back."""
    try:
        place.state.mkdir(parents=True, exist_ok=True)
        return os.open(place.state / name, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o666)
    except OSError as error:
        raise CannotServe(
            f"The instance folder {place.state} cannot be written ({error.strerror}). "
            "Choose another with `--data DIR`, or give it to your user with chown."
        ) from error


def take_shared(descriptor: int) -> None:
    """Waits out a keeper that is just stopping."""
    fcntl.flock(descriptor, fcntl.LOCK_SH)


def take_alone(descriptor: int) -> None:
    fcntl.flock(descriptor, fcntl.LOCK_EX)


def try_alone(descriptor: int) -> bool:
    """Whether the lock was free; if so, it is held from now on."""
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def is_taken(place: Place, name: str) -> bool:
    """Whether somebody holds the lock. Leaves it as it was."""
    if not Path(place.state / name).exists():
        return False
    descriptor = open_lock(place, name)
    try:
        return not try_alone(descriptor)
    finally:
        os.close(descriptor)
