"""People of a queue as pages show them: number, name, what they need, never a NIK."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from kawal.doors.web import labels
from kawal.doors.web.kit.sentences import joined
from kawal.doors.web.kit.words import SEXES, word
from kawal.doors.web.people.rows import page_of, shown_name
from kawal.doors.web.reception.forms import NEEDS
from kawal.response.reception.cards import ArrivalRow


@dataclass(frozen=True, slots=True)
class QueueRow:
    """:ivar called: the number as it is called aloud."""

    number: int
    called: str
    name: str
    about: str
    origin: str
    needs: str
    came_at: datetime | None
    is_waiting: bool
    is_served: bool
    is_complete: bool
    page_url: str
    serve_url: str
    complete_url: str
    come_url: str
    photo_url: str


def queue_row(row: ArrivalRow, code: str) -> QueueRow:
    return QueueRow(
        number=row.number,
        called=called(row.number),
        name=shown_name(row.name),
        about=", ".join(filter(None, [str(word(SEXES, row.sex)) if row.sex in SEXES else "", row.birth[:4]])),
        origin=labels.home_label(row.area) if row.area else "",
        needs=needs_text(row.needs),
        came_at=row.came_at,
        is_waiting=row.is_waiting,
        is_served=row.served_at is not None,
        is_complete=row.completed_at is not None,
        page_url=page_of(row.kawal_id) if row.kawal_id else "",
        serve_url=reverse("reception:serve", args=[code, row.number]),
        complete_url=reverse("reception:complete", args=[code, row.number]),
        come_url=f"{reverse('reception:counter', args=[code])}?nomor={row.number}",
        photo_url=reverse("reception:photo", args=[code, row.number]) if row.has_photo else "",
    )


def called(number: int) -> str:
    return f"{number:03d}"


def needs_text(needs: Sequence[str]) -> str:
    return joined([str(NEEDS[need]).lower() for need in needs if need in NEEDS])


def columns() -> Sequence[tuple[str, Any]]:
    """The queue as a file: the list one falls back on when the light goes out."""
    return (
        (_("Nomor"), lambda row: row.called),
        (_("Nama"), lambda row: row.name),
        (_("Jenis kelamin, tahun lahir"), lambda row: row.about),
        (_("Asal"), lambda row: row.origin),
        (_("Perlu didahulukan"), lambda row: row.needs),
        (_("Tiba"), lambda row: row.came_at),
        (_("Data lengkap"), lambda row: row.is_complete),
    )
