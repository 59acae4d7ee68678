"""Numbers, days and inquiries as pages show them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kawal.access.officers.selectors import names_of
from kawal.doors.web import labels
from kawal.doors.web.desk.errands import ANSWERS, LABELS, RELATIONS
from kawal.doors.web.kit.words import STAYS, word
from kawal.doors.web.people.rows import page_of, shown_name
from kawal.doors.web.reception.rows import called, needs_text
from kawal.response.desk.cards import DeskDay, InquiryCard, TicketCard
from kawal.response.desk.errands import ERRANDS


@dataclass(frozen=True, slots=True)
class TicketRow:
    """:ivar called: the number as it is called aloud. :ivar waited: whole minutes from the number to the counter, or until now."""

    code: str
    called: str
    errand: str
    needs: str
    state: str
    taken_at: datetime
    waited: int
    by: str
    name: str
    page_url: str
    url: str


@dataclass(frozen=True, slots=True)
class DayCard:
    """:ivar errands: name and how many, those that came."""

    day: DeskDay
    wait: str
    longest: str
    errands: Sequence[tuple[str, int]]


@dataclass(frozen=True, slots=True)
class InquiryRow:
    code: str
    url: str
    name: str
    page_url: str
    asker: str
    last_heard: Any
    opened_at: datetime
    days: int
    stay: str
    answer: str
    card: InquiryCard


def ticket_rows(found: Sequence[TicketCard], now: datetime) -> list[TicketRow]:
    """One query for the names of who serves, however many."""
    serving = {it.called_by for it in found if it.called_by}
    names = names_of(logins=serving) if serving else {}
    return [_ticket(it, names, now) for it in found]


def day_card(day: DeskDay, now: datetime) -> DayCard:
    return DayCard(
        day=day,
        wait=minutes(day.wait) if day.wait is not None else "",
        longest=minutes(now - day.longest) if day.longest else "",
        errands=[(word(LABELS, code), day.errands[code]) for code in ERRANDS if code in day.errands],
    )


def inquiry_row(it: InquiryCard, now: datetime) -> InquiryRow:
    where = labels.place_name(it.country) if it.country else ""
    return InquiryRow(
        code=it.code,
        url=reverse("desk:inquiry", args=[it.code]),
        name=shown_name(it.name),
        page_url=page_of(it.kawal_id) if it.kawal_id else "",
        asker=f"{it.asker}, {word(RELATIONS, it.relation).lower()}",
        last_heard=it.last_heard,
        opened_at=it.opened_at,
        days=max(0, (now - it.opened_at).days),
        stay=", ".join(filter(None, [word(STAYS, it.stay) if it.stay else "", where])),
        answer=word(ANSWERS, it.answer) if it.answer else "",
        card=it,
    )


def minutes(span: timedelta) -> str:
    count = whole_minutes(span)
    return ngettext("%(count)s menit", "%(count)s menit", count) % {"count": count}


def whole_minutes(span: timedelta) -> int:
    return max(0, round(span.total_seconds() / 60))


def state_words(state: str) -> str:
    return {
        "waiting": _("Menunggu"),
        "serving": _("Sedang dilayani"),
        "served": _("Selesai"),
        "left": _("Pergi sebelum dilayani"),
    }[state]


def columns() -> Sequence[tuple[str, Any]]:
    """A day as a file: the list one falls back on when the light goes out."""
    return (
        (_("Nomor"), lambda row: row.called),
        (_("Keperluan"), lambda row: row.errand),
        (_("Perlu didahulukan"), lambda row: row.needs),
        (_("Ambil nomor"), lambda row: row.taken_at),
        (_("Menunggu (menit)"), lambda row: row.waited),
        (_("Keadaan"), lambda row: row.state),
        (_("Dilayani"), lambda row: row.by),
        (_("Nama"), lambda row: row.name),
    )


def _ticket(it: TicketCard, names: Mapping[str, str], now: datetime) -> TicketRow:
    return TicketRow(
        code=it.code,
        called=called(it.number),
        errand=word(LABELS, it.errand),
        needs=needs_text(it.needs),
        state=state_words(it.state),
        taken_at=it.taken_at,
        waited=whole_minutes((it.called_at or it.ended_at or now) - it.taken_at),
        by=names.get(it.called_by, it.called_by),
        name=shown_name(it.name) if it.name else "",
        page_url=page_of(it.kawal_id) if it.kawal_id else "",
        url=reverse("desk:counter", args=[it.code]),
    )
