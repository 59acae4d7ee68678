"""Taking a file of facts in, whoever brings it: the command line, a page, a worker's job.

Rows are read one after the other, checked, and reported in chunks, each in a transaction of its own together with how far
it came. An interrupted import goes on after its last settled row; what was taken in twice is a repetition. Pictures are
drawn at the end, once a person: in a file the facts of one person lie far apart.
"""

import logging
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from pathlib import Path

import psycopg
from django.conf import settings
from django.db import DataError, OperationalError, transaction

from kawal import flow
from kawal.access import wall
from kawal.access.scope import Scope
from kawal.facts.contract.errors import FactRefused, FieldError
from kawal.facts.contract.fact import Said
from kawal.facts.contract.remarks import remarks_of
from kawal.facts.imports import selectors, services
from kawal.facts.imports.mapping import Interpretation, Mapping
from kawal.facts.imports.places import reference_places
from kawal.facts.imports.readers import open_path, said_of
from kawal.facts.imports.refusals import Spool
from kawal.facts.imports.rows import Reading, Row
from kawal.facts.imports.selectors import ImportCard
from kawal.facts.imports.services import Step, Work
from kawal.reference import selectors as reference

CHUNK = 5_000
TRIES = 3
CONFLICT = FieldError("id", "conflict", "Id ini sudah dipakai untuk isi lain; yang pertama dipertahankan.")
NOT_STORABLE = FieldError("", "not_storable", "Isi baris ini tidak dapat disimpan.")
VANISHED = "Berkasnya sudah tidak ada; unggah sekali lagi."
STOPPED = "Terhenti karena gangguan; akan dilanjutkan dari baris terakhir."

log = logging.getLogger(__name__)
Clock = Callable[[], datetime]
Watch = Callable[[Step], None]


@dataclass(slots=True)
class _Chunk:
    """Rows on their way: those that say a fact, and those that are refused already, each by its place."""

    rows: list[tuple[int, Row]] = field(default_factory=list)
    facts: list[Said] = field(default_factory=list)
    refused: list[tuple[int, Row, Sequence[FieldError]]] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.rows) + len(self.refused)


@dataclass(frozen=True, slots=True)
class _Course:
    """One import under way."""

    scope: Scope
    work: Work
    clock: Clock
    size: int
    watch: Watch | None
    remark: bool


def interpretation(mapping: Mapping, *, sender: str, now: datetime) -> Interpretation:
    """How the rows of a sender's own columns are read."""
    return Interpretation(mapping, sender, settings.DIGEST_KEY, now.year, reference_places())


def take_in(
    *,
    scope: Scope,
    code: str,
    clock: Clock,
    chunk: int = CHUNK,
    refused_beside: Path | None = None,
    watch: Watch | None = None,
    bulk: bool = False,
) -> ImportCard:
    """Take in what is left of an import and finish it. ``watch`` is told every chunk.

    In ``bulk`` only what had to be interpreted is remarked, and the caller draws (`flow.draw_left`) when its last file is in.

    :raises NotVisible: no such import, or another agency's.
    :raises NotWaiting: its columns are not mapped yet, or it is done.
    :raises Overtaken: somebody else is taking it in.
    """
    with _behind_the_wall(scope):
        work = services.begin(scope=scope, code=code, now=clock())
    try:
        _take_in(_Course(scope, work, clock, chunk, watch, remark=not bulk))
        if not bulk:
            flow.draw_left(now=clock())
    except services.Overtaken:
        raise
    except Exception:
        with _behind_the_wall(scope):
            services.fail(scope=scope, code=code, failure=_failure(work), now=clock())
        raise
    with _behind_the_wall(scope):
        services.finish(scope=scope, code=code, refused_beside=refused_beside, now=clock())
        return selectors.get_import(scope=scope, code=code)


def sent_as_is(path: Path) -> tuple[Reading, FieldError | None]:
    """What kind of file it is, closed again, and what is wrong with it as a whole."""
    with open_path(path) as reading:
        first = next(iter(reading.rows), None) if not reading.format else None
    return reading, first.problem if first else None


def _take_in(course: _Course) -> None:
    scope, work, clock = course.scope, course.work, course.clock
    if not work.path.exists():
        raise FileNotFoundError(work.path)
    by = interpretation(work.mapping, sender=work.agency, now=clock()) if work.mapping else None
    spool = Spool(work.spool, work.spooled)
    try:
        with open_path(work.path, by=by) as reading:
            with _behind_the_wall(scope):
                services.describe(
                    scope=scope, code=work.code, format_=reading.format, delimiter=reading.delimiter,
                    columns=reading.columns,
                )  # fmt: skip
            done = work.read
            for chunk in _chunks(islice(reading.rows, work.read, None), course):
                percent = _percent(reading, done + len(chunk))
                step = _settled(course, chunk, spool, after=done, percent=percent)
                done += len(chunk)
                if course.watch:
                    course.watch(step)
    finally:
        spool.close()


def _chunks(rows: Iterator[Row], course: _Course) -> Iterator[_Chunk]:
    source = course.work.agency or None
    while batch := list(islice(rows, course.size)):
        chunk, now = _Chunk(), course.clock()
        for place, row in enumerate(batch):
            try:
                chunk.facts.append(said_of(row, source=source, now=now))
                chunk.rows.append((place, row))
            except FactRefused as refused:
                chunk.refused.append((place, row, refused.errors))
        yield chunk


def _settled(course: _Course, chunk: _Chunk, spool: Spool, *, after: int, percent: int) -> Step:
    """One chunk and how far it came, in one transaction; once more where two of them met."""
    at = spool.settle()
    for tried in range(1, TRIES + 1):
        try:
            with _behind_the_wall(course.scope):
                step = _reported(course, chunk, spool)
                step.spooled, step.percent = spool.settle(), percent
                services.advance(scope=course.scope, code=course.work.code, after=after, step=step)
                return step
        except (
            OperationalError,
            psycopg.OperationalError,
        ):  # a deadlock: one of the two was chosen to try again
            spool.cut(at)
            if tried == TRIES:
                raise
    raise AssertionError("unreachable")


def _reported(course: _Course, chunk: _Chunk, spool: Spool) -> Step:
    """Report the facts; refused rows go to the spool in the order of the file."""
    step, remarks = Step(), Counter[str]()
    refused = list(chunk.refused)
    results = _outcomes(course, chunk.facts, course.clock())
    for (place, row), said, result in zip(chunk.rows, chunk.facts, results, strict=True):
        if isinstance(result, FieldError):
            refused.append((place, row, [result]))
        elif result.status == "conflict":
            step.conflict += 1
            refused.append((place, row, [CONFLICT]))
        elif result.status == "repeated":
            step.repeated += 1
        else:
            step.accepted += 1
            remarks.update({it.code for it in row.remarks})
            if course.remark:
                remarks.update({it.code for it in remarks_of(said, reference.known())})
    for _place, row, errors in sorted(refused, key=lambda it: it[0]):
        spool.add(row, errors)
    step.refused, step.remarks = len(refused) - step.conflict, dict(remarks)
    return step


def _outcomes(course: _Course, facts: list[Said], now: datetime) -> list[flow.Outcome | FieldError]:
    """Outcomes in order. One fact the database cannot hold is found by halving, and costs itself alone."""
    if not facts:
        return []
    try:
        with transaction.atomic():
            return list(
                flow.report(
                    scope=course.scope, facts=facts, now=now, history=course.work.history, draw_later=True
                )
            )
    except (DataError, psycopg.DataError):  # the bulk road raises the driver's own
        if len(facts) == 1:
            log.exception("import.not_storable")
            return [NOT_STORABLE]
    half = len(facts) // 2
    return [*_outcomes(course, facts[:half], now), *_outcomes(course, facts[half:], now)]


def _percent(reading: Reading, done: int) -> int:
    if reading.expected:
        return min(99, 100 * done // reading.expected)
    return int(99 * (reading.share or 0))


def _failure(work: Work) -> str:
    return VANISHED if not work.path.exists() else STOPPED


@contextmanager
def _behind_the_wall(scope: Scope) -> Iterator[None]:
    """A transaction in which the database answers the sender's scope alone."""
    with transaction.atomic():
        wall.enter(scope)
        yield
