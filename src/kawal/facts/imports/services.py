"""The course of one file: it comes, its columns are mapped, its rows are taken in step by step, it is done.

What the rows do is above this room (`kawal.flow`); here stands how far they are, so that an interrupted import goes on.
Everything is written by the engine after the sender's power and agency were asked.
"""

import secrets
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from django.db import transaction
from django.db.models import Q

from kawal.access import wall
from kawal.access.scope import NotVisible, Power, Scope
from kawal.access.trail import services as trail
from kawal.facts.imports import keeping, refusals
from kawal.facts.imports.mapping import Mapping, signature_of
from kawal.facts.imports.models import DONE, FAILED, RUNNING, WAITING_MAPPING, ImportJob, RememberedMapping

KEPT = timedelta(days=30)
_SIGNS = "23456789abcdefghjkmnpqrstuvwxyz"  # none that is taken for another
_CODE_LENGTH = 10


class NotWaiting(Exception):
    """The import is not in the state that this step needs."""


class Overtaken(Exception):
    """Somebody else is taking the same import in."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """A file that came. ``path`` is a kept file's name, or absolute for a file that stays its owner's.

    :ivar waits: the columns are the sender's own and must be mapped first.
    :ivar mark: the same for the same file of the command line, so that a second run goes on where the first stopped.
    """

    name: str
    path: str
    agency: str
    format: str = ""
    delimiter: str = ","
    columns: tuple[str, ...] = ()
    mapping: Mapping | None = None
    waits: bool = False
    mark: str = ""
    history: bool = False


@dataclass(frozen=True, slots=True)
class Work:
    """What is left to do of an import: rows after ``read``; refused rows go to ``spool`` after ``spooled`` bytes."""

    code: str
    path: Path
    agency: str
    mapping: Mapping | None
    history: bool
    read: int
    spool: Path
    spooled: int


@dataclass(slots=True)
class Step:
    """What some rows did since the last step."""

    accepted: int = 0
    repeated: int = 0
    conflict: int = 0
    refused: int = 0
    percent: int = 0
    spooled: int = 0
    remarks: dict[str, int] = field(default_factory=dict)

    @property
    def read(self) -> int:
        return self.accepted + self.repeated + self.conflict + self.refused


@transaction.atomic
def start_import(*, scope: Scope, arrival: Arrival, now: datetime) -> str:
    """Note that a file came; the code of its import.

    :raises NotAllowed: no power to import, or to load history where the file asks for it.
    """
    scope.require(Power.IMPORT)
    if arrival.history:
        scope.require(Power.LOAD_HISTORY)
    code = "".join(secrets.choice(_SIGNS) for _ in range(_CODE_LENGTH))
    trail.record(scope=scope, action="import.started", now=now, subject=code)
    with wall.as_engine():
        ImportJob.unscoped.create(  # unscoped: made for the scope's own agency
            code=code,
            agency=arrival.agency,
            uploaded_by=scope.actor,
            name=arrival.name[:200],
            path=arrival.path,
            mark=arrival.mark,
            format=arrival.format,
            delimiter=arrival.delimiter,
            columns=list(arrival.columns),
            mapping=arrival.mapping.to_object() if arrival.mapping else None,
            history=arrival.history,
            state=WAITING_MAPPING if arrival.waits else RUNNING,
            created_at=now,
        )
    return code


@transaction.atomic
def choose_mapping(*, scope: Scope, code: str, mapping: Mapping) -> None:
    """Say what the columns mean; from here on the import may run.

    :raises NotVisible: no such import, or another agency's.
    :raises NotWaiting: it runs already or is done.
    """
    with _held(scope, code) as job:
        if job.state != WAITING_MAPPING:
            raise NotWaiting(code)
        job.mapping, job.state = mapping.to_object(), RUNNING


@transaction.atomic
def remember_mapping(*, scope: Scope, columns: Sequence[str], mapping: Mapping, now: datetime) -> None:
    """Keep a mapping for the next file of the own agency with these headings."""
    scope.require(Power.IMPORT)
    said = {"mapping": mapping.to_object(), "remembered_by": scope.actor, "remembered_at": now}
    with wall.as_engine():
        RememberedMapping.unscoped.update_or_create(  # unscoped: the scope's own agency
            agency=scope.agency, signature=signature_of(tuple(columns)), defaults=said
        )


@transaction.atomic
def begin(*, scope: Scope, code: str, now: datetime) -> Work:
    """Start or go on.

    :raises NotVisible: no such import, or another agency's.
    :raises NotWaiting: its columns are not mapped yet, or it is done.
    """
    with _held(scope, code) as job:
        if job.state not in (RUNNING, FAILED):
            raise NotWaiting(code)
        if not job.spool:
            job.spool, empty = keeping.begin(".spool")
            empty.close()
        job.state, job.failure, job.started_at = RUNNING, "", job.started_at or now
    return Work(
        code=code,
        path=keeping.place(job.path),
        agency=job.agency,
        mapping=Mapping.from_object(job.mapping) if job.mapping is not None else None,
        history=job.history,
        read=job.read,
        spool=keeping.place(job.spool),
        spooled=job.spooled,
    )


@transaction.atomic
def advance(*, scope: Scope, code: str, after: int, step: Step) -> None:
    """Settle the rows that follow ``after`` others, in the transaction that took their facts in.

    :raises NotVisible: no such import, or another agency's.
    :raises Overtaken: more or fewer than those are settled by now.
    """
    with _held(scope, code) as job:
        if job.read != after or job.state != RUNNING:
            raise Overtaken(code)
        for name in ("read", "accepted", "repeated", "conflict", "refused"):
            setattr(job, name, getattr(job, name) + getattr(step, name))
        for said, count in step.remarks.items():
            job.remarks[said] = job.remarks.get(said, 0) + count
        job.percent, job.spooled = max(job.percent, min(step.percent, 99)), step.spooled


@transaction.atomic
def finish(*, scope: Scope, code: str, refused_beside: Path | None = None, now: datetime) -> None:
    """All rows are settled: the refused ones are written for their sender.

    ``refused_beside`` is where they go for a file of the command line, its suffix left open; else they are kept here.

    :raises NotVisible: no such import, or another agency's.
    """
    with _held(scope, code) as job:
        if count := job.refused + job.conflict:
            suffix = refusals.suffix_for(job.format, count)
            if refused_beside:
                job.refused_path = str(refused_beside.with_name(refused_beside.name + suffix))
            else:
                job.refused_path, empty = keeping.begin(suffix)
                empty.close()
            target = keeping.place(job.refused_path)
            refusals.give_back(keeping.place(job.spool), target, columns=job.columns, delimiter=job.delimiter)
        job.state, job.percent, job.finished_at = DONE, 100, now


@transaction.atomic
def fail(*, scope: Scope, code: str, failure: str, now: datetime) -> None:
    """It stopped by itself; what was settled stays. ``failure`` is a sentence for the sender.

    :raises NotVisible: no such import, or another agency's.
    """
    with _held(scope, code) as job:
        job.state, job.failure, job.finished_at = FAILED, failure, now


@transaction.atomic
def describe(*, scope: Scope, code: str, format_: str, delimiter: str, columns: Sequence[str]) -> None:
    """Note what kind of file it turned out to be.

    :raises NotVisible: no such import, or another agency's.
    """
    with _held(scope, code) as job:
        job.format, job.delimiter, job.columns = format_, delimiter, list(columns)


@transaction.atomic
def forget_files(*, scope: Scope, now: datetime) -> int:
    """Remove uploads and refused rows after thirty days; how many imports lost their files. Counts and states stay."""
    scope.require(Power.IMPORT)
    with wall.as_engine():
        old = ImportJob.objects.visible_to(scope).filter(created_at__lt=now - KEPT)
        jobs = list(old.filter(~Q(path="") | ~Q(refused_path="") | ~Q(spool="")).select_for_update())
        for job in jobs:
            for name in (job.path, job.spool, job.refused_path):
                keeping.remove(name)
            job.path = job.spool = job.refused_path = ""
            job.mark = ""
            job.save()
    return len(jobs)


@contextmanager
def _held(scope: Scope, code: str) -> Iterator[ImportJob]:
    """The import, locked, and written when the step is done."""
    scope.require(Power.IMPORT)
    job_id = ImportJob.objects.visible_to(scope).filter(code=code).values_list("import_id", flat=True).first()
    if job_id is None:
        raise NotVisible(f"ImportJob {code}")
    with wall.as_engine():
        rows = ImportJob.unscoped.select_for_update()  # unscoped: its visibility was just asked
        job = rows.get(import_id=job_id)
        yield job
        job.save()
