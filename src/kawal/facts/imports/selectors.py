"""Reads of files that came in, of their refused rows, and of remembered mappings."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from pathlib import Path

from kawal.access.scope import NotVisible, Power, Scope
from kawal.facts.imports.keeping import place
from kawal.facts.imports.mapping import Mapping, signature_of
from kawal.facts.imports.models import DONE, RUNNING, WAITING_MAPPING, ImportJob, RememberedMapping
from kawal.facts.imports.refusals import Refusal, read_spool
from kawal.foundation.cursors import pack, unpack


@dataclass(frozen=True, slots=True)
class ImportCard:
    """A file that came in. ``path`` is where it lies, nothing once it was removed; ``remarks`` are counted by code."""

    code: str
    agency: str
    uploaded_by: str
    name: str
    state: str
    failure: str
    format: str
    columns: tuple[str, ...]
    mapping: Mapping | None
    read: int
    accepted: int
    repeated: int
    conflict: int
    refused: int
    percent: int
    remarks: dict[str, int]
    path: Path | None
    refused_path: Path | None
    created_at: datetime
    started_at: datetime | None
    finished_at: datetime | None

    @property
    def is_running(self) -> bool:
        return self.state == RUNNING

    @property
    def is_waiting(self) -> bool:
        return self.state == WAITING_MAPPING

    @property
    def is_done(self) -> bool:
        return self.state == DONE

    @property
    def seconds(self) -> float | None:
        if self.started_at is None or self.finished_at is None:
            return None
        return (self.finished_at - self.started_at).total_seconds()


def list_imports(
    *, scope: Scope, limit: int = 25, cursor: str | None = None
) -> tuple[list[ImportCard], str | None]:
    """Files of the own agency, newest first, and where the next page begins.

    :raises NotAllowed: the scope may not import.
    """
    scope.require(Power.IMPORT)
    rows = ImportJob.objects.visible_to(scope).filter(agency=scope.agency)
    if after := unpack(cursor, int):
        rows = rows.filter(import_id__lt=after[0])
    found = list(rows.order_by("-import_id")[: limit + 1])
    more = pack(found[limit - 1].import_id) if len(found) > limit else None
    return [_card(row) for row in found[:limit]], more


def get_import(*, scope: Scope, code: str) -> ImportCard:
    """:raises NotVisible: no such file, or another agency's."""
    scope.require(Power.IMPORT)
    row = ImportJob.objects.visible_to(scope).filter(code=code).first()
    if row is None:
        raise NotVisible(f"ImportJob {code}")
    return _card(row)


def list_refusals(*, scope: Scope, code: str, limit: int = 50) -> list[Refusal]:
    """The first rows that were not taken in.

    :raises NotVisible: no such file, or another agency's.
    """
    scope.require(Power.IMPORT)
    row = ImportJob.objects.visible_to(scope).filter(code=code).first()
    if row is None:
        raise NotVisible(f"ImportJob {code}")
    settled = row.refused + row.conflict  # the spool may already hold rows of a chunk that is not settled
    return list(islice(read_spool(place(row.spool)), min(limit, settled))) if row.spool and settled else []


def find_unfinished(*, scope: Scope, mark: str) -> ImportCard | None:
    """The import of the same file that was interrupted."""
    scope.require(Power.IMPORT)
    row = ImportJob.objects.visible_to(scope).filter(mark=mark).exclude(state=DONE).first()
    return _card(row) if row else None


def find_mapping(*, scope: Scope, columns: Sequence[str]) -> Mapping | None:
    """What the own agency last said these headings mean."""
    scope.require(Power.IMPORT)
    rows = RememberedMapping.objects.visible_to(scope).filter(agency=scope.agency)
    row = rows.filter(signature=signature_of(tuple(columns))).first()
    return Mapping.from_object(row.mapping) if row else None


def _card(row: ImportJob) -> ImportCard:
    return ImportCard(
        code=row.code,
        agency=row.agency,
        uploaded_by=row.uploaded_by,
        name=row.name,
        state=row.state,
        failure=row.failure,
        format=row.format,
        columns=tuple(row.columns),
        mapping=Mapping.from_object(row.mapping) if row.mapping is not None else None,
        read=row.read,
        accepted=row.accepted,
        repeated=row.repeated,
        conflict=row.conflict,
        refused=row.refused,
        percent=row.percent,
        remarks=row.remarks,
        path=place(row.path) if row.path else None,
        refused_path=place(row.refused_path) if row.refused_path else None,
        created_at=row.created_at,
        started_at=row.started_at,
        finished_at=row.finished_at,
    )
