"""The front page of a house that keeps a register: the same people as on the roster, each with the step that the register asks."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from kawal.doors.web.kit.cards.shell import Link
from kawal.doors.web.kit.cards.work import ExpectedRow
from kawal.doors.web.shelter.rows import PersonLine, picture_line, resident_line
from kawal.doors.web.shelter.tonight import Tonight
from kawal.response.shelter.cards import Resident


def staying_rows(night: Tonight, now: datetime) -> list[ExpectedRow]:
    """Who has no bed yet comes first; leaving goes through the register, which asks for what was kept."""
    code = night.house.code
    placed = [
        (bed.resident, f"{room.name} {bed.name}")
        for room in night.roster.rooms
        for bed in room.beds
        if bed.resident
    ]
    bedless = [(it, _("belum mendapat tempat tidur")) for it in night.roster.bedless]
    rows = [
        _row(
            picture_line(it, _("Beri tempat tidur"), _bed(code, it.kawal_id)),
            _("belum mendapat tempat tidur"),
        )
        for it in night.unplaced
    ]
    return [*rows, *(_resident(it, bed, code, now) for it, bed in (*bedless, *placed))]


def coming_rows(night: Tonight) -> list[ExpectedRow]:
    return [
        _row(picture_line(it, _("Terima"), _bed(night.house.code, it.kawal_id)), "") for it in night.coming
    ]


def _resident(it: Resident, bed: str, code: str, now: datetime) -> ExpectedRow:
    line = resident_line(it, now)
    text = " · ".join([line.about, bed, line.note])
    beds = (
        [Link(_("Beri tempat tidur"), _bed(code, it.kawal_id))] if it.bed_id is None and it.kawal_id else []
    )
    leaves = Link(_("Ia keluar"), reverse("shelter:leave", args=[it.stay_id]))
    return ExpectedRow(line.name, text, line.url, acts=[*beds, leaves], needs=line.marks)


def _row(line: PersonLine, bed: str) -> ExpectedRow:
    text = " · ".join(filter(None, [line.about, bed]))
    return ExpectedRow(line.name, text, line.url, acts=[line.act] if line.act else [])


def _bed(code: str, kawal_id: str) -> str:
    return reverse("shelter:bed", args=[code, kawal_id])
