"""Files that commands write: whole or not at all, and nothing else is put in the place of a device, a pipe or a link."""

import os
import stat
from pathlib import Path
from threading import Thread

import pytest

from kawal_batch.outfiles import written_whole


def test_a_file_stays_as_it_was_until_the_new_one_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"before")
    with pytest.raises(ZeroDivisionError), written_whole(path) as file:
        file.write(b"half")
        raise ZeroDivisionError
    assert path.read_bytes() == b"before"
    assert os.listdir(tmp_path) == ["a"]
    with written_whole(path) as file:
        file.write(b"after")
    assert path.read_bytes() == b"after"


def test_a_pipe_stays_a_pipe_and_is_written_to(tmp_path: Path) -> None:
    path = tmp_path / "pipe"
    os.mkfifo(path)
    read: list[bytes] = []
    reader = Thread(target=lambda: read.append(path.read_bytes()))
    reader.start()
    with written_whole(path) as file:
        file.write(b"through")
    reader.join(10)
    assert read == [b"through"]
    assert stat.S_ISFIFO(path.stat().st_mode)


def test_a_link_keeps_pointing_where_it_did(tmp_path: Path) -> None:
    path = tmp_path / "link"
    path.symlink_to(tmp_path / "real")
    with written_whole(path) as file:
        file.write(b"there")
    assert path.is_symlink()
    assert (tmp_path / "real").read_bytes() == b"there"


def test_what_cannot_be_written_names_the_file_that_was_asked_for(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="no/a") as told, written_whole(tmp_path / "no" / "a"):
        pass
    assert told.value.filename == str(tmp_path / "no" / "a")
