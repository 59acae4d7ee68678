"""A replay from files to files: facts in, alerts and a report out."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson

from kawal_batch.outfiles import written_whole
from kawal_batch.watch.history import History
from kawal_batch.watch.labels import Label
from kawal_batch.watch.lines import write_lines
from kawal_batch.watch.reading import Complaints, files_in, read_facts
from kawal_batch.watch.replaying import Parts, Replay, Show
from kawal_batch.watch.report import report

_EVERY = 5_000


@dataclass(slots=True)
class Outcome:
    """What a replay did, as its command tells it."""

    replay: Replay
    complaints: Complaints
    lines: int = 0
    report: dict[str, Any] | None = None


def replay_files(
    paths: Sequence[Path],
    parts: Parts,
    *,
    out: Path,
    budget: float,
    labels: Sequence[Label] | None,
    show: Show,
) -> Outcome:
    """Read the files, replay them, write the alerts; with labels, say how well it went.

    :raises OSError: the alerts cannot be written.
    """
    complaints = Complaints()
    with history_of(paths, complaints, show) as history:
        replay = Replay(history, parts, budget)
        replay.run(show)
        return Outcome(
            replay,
            complaints,
            write_lines(out, written(replay)),
            report(replay, labels) if labels else None,
        )


def history_of(paths: Sequence[Path], complaints: Complaints, show: Show) -> History:
    """Every fact of the files; to be closed by whoever asked."""
    history = History()
    for n, said in enumerate(_facts(paths, complaints)):
        history.add(said)
        if not n % _EVERY:
            show("Reading facts", n, 0)
    return history


def written(replay: Replay) -> Iterator[dict[str, Any]]:
    """The lines of the alerts file, in the order in which they were raised; people are named as they are known at the end."""
    lines = replay.desk.lines
    people = {it for line in lines for it in (line.subject, *line.members)}
    names = {it: replay.key_of(it) for it in people}
    for line in sorted(lines, key=lambda it: it.at):
        yield line.written(names)


def write_report(path: Path, said: dict[str, Any]) -> None:
    with written_whole(path) as file:
        file.write(orjson.dumps(said, option=orjson.OPT_INDENT_2) + b"\n")


def _facts(paths: Sequence[Path], complaints: Complaints) -> Iterator[Any]:
    for path in files_in(paths):
        yield from read_facts(path, complaints)
