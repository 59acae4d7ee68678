"""Tables and rows as their pages show them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from types import MappingProxyType

from django.urls import reverse
from django.utils.translation import gettext as _

from kawal.access.scope import ENGINE
from kawal.doors.web.context.jobs import job_label
from kawal.doors.web.context.words import ANSWERS, COLUMNS, ORIGINS, PROPOSED, SAYS, STATUSES, TABLES
from kawal.doors.web.kit import times
from kawal.doors.web.kit.words import word
from kawal.doors.web.labels import code_word, kind_label, language
from kawal.reference import selectors as reference
from kawal.reference.context.cells import Reason
from kawal.reference.context.reading import Refused
from kawal.reference.context.selectors import RowCard, TableCard
from kawal.reference.context.specs import SPECS
from kawal.situation.context.proposals import ProposalCard


@dataclass(frozen=True, slots=True)
class TableRow:
    """A table in the list of them."""

    label: str
    says: str
    rows: int
    state: str
    changed_at: datetime | None
    changed_by: str
    url: str


@dataclass(frozen=True, slots=True)
class Line:
    """A row. ``cells`` come with their heading; ``since`` is empty where it holds since ever.

    :ivar state: in words, where the row does not simply hold on the day asked.
    :ivar agreed_by: the second officer, where there was one; ``withdrawal_agreed_by`` of its end.
    """

    title: str
    cells: tuple[tuple[str, str], ...]
    since: date | None
    until: date | None
    state: str
    origin: str
    by: str
    at: datetime
    withdrawn_by: str
    withdrawn_at: datetime | None
    url: str
    agreed_by: str
    withdrawal_agreed_by: str


@dataclass(frozen=True, slots=True)
class ProposalLine:
    """A proposed change. ``numbers`` are those of a file, in words; ``answer`` is empty while it waits.

    :ivar why: its author's reason; ``answer_why`` that of a refusal.
    """

    what: str
    about: str
    table: str
    numbers: str
    by: str
    at: datetime
    until: datetime
    answer: str
    answered_by: str
    answered_at: datetime | None
    answer_why: str
    why: str
    url: str


@dataclass(frozen=True, slots=True)
class BesideCell:
    """:ivar differs: from what holds now."""

    head: str
    text: str
    differs: bool = False


@dataclass(frozen=True, slots=True)
class BesideRow:
    label: str
    cells: tuple[BesideCell, ...]


@dataclass(frozen=True, slots=True)
class Beside:
    """A row as it is, beside what would stand in its place: each column of the table is a row here."""

    heads: tuple[str, ...]
    rows: tuple[BesideRow, ...]


@dataclass(frozen=True, slots=True)
class RefusedLine:
    line: int
    reason: str
    said: str


def table_row(card: TableCard, names: Mapping[str, str]) -> TableRow:
    return TableRow(
        label=word(TABLES, card.name),
        says=word(SAYS, card.name),
        rows=card.rows,
        state=_("lengkap") if card.given else _("sebagian"),
        changed_at=card.changed_at,
        changed_by=by(card.changed_by, names),
        url=reverse("context:rows", args=[card.name]),
    )


def line(
    table: str,
    card: RowCard,
    names: Mapping[str, str],
    *,
    today: date,
    agreed: Mapping[datetime, str] = MappingProxyType({}),
) -> Line:
    """``agreed``: who agreed to what came or went at a moment."""
    spec = SPECS[table]
    shown = [
        (word(COLUMNS, name), cell(name, said)) for name, said in zip(spec.names, card.cells, strict=True)
    ]
    return Line(
        title=shown[0][1] if table != "licences" else card.cells[0],
        cells=tuple(shown[1:]),
        since=None if card.valid_from == date.min else card.valid_from,
        until=card.valid_to,
        state=_state(card, today),
        origin=word(ORIGINS, card.origin),
        by=by(card.recorded_by, names),
        at=card.recorded_at,
        withdrawn_by=by(card.withdrawn_by, names) if card.withdrawn_by else "",
        withdrawn_at=card.withdrawn_at,
        url=reverse("context:row", args=[table, card.row_id]),
        agreed_by=_name(agreed.get(card.recorded_at, ""), names),
        withdrawal_agreed_by=_name(agreed.get(card.withdrawn_at, ""), names) if card.withdrawn_at else "",
    )


def proposal_line(card: ProposalCard, names: Mapping[str, str]) -> ProposalLine:
    change, told = card.change, card.told
    shown = [cell(name, it) for name, it in zip(SPECS[change.table].names, told.cells, strict=False) if it]
    return ProposalLine(
        what=word(PROPOSED, change.kind),
        about=change.file or " · ".join(shown),
        table=word(TABLES, change.table),
        numbers=numbers(told.new, told.same, told.gone, told.refused) if change.kind == "imported" else "",
        by=_name(card.proposed_by, names),
        at=card.proposed_at,
        until=card.expires_at,
        answer=word(ANSWERS, "orphaned" if card.is_orphaned else card.answer) if card.answer else "",
        answered_by=_name(card.answered_by, names),
        answered_at=card.answered_at,
        answer_why=card.answer_why,
        why=card.why,
        url=reverse("context:proposal", args=[card.proposal_id]),
    )


def asked_of(it: ProposalLine) -> list[tuple[str, str]]:
    """What the second officer must know before anything else, by heading."""
    return [
        (_("Tabel"), it.table),
        (_("Berkas") if it.numbers else _("Baris"), it.about),
        (_("Isi berkas"), it.numbers if it.answer else ""),
        (_("Diusulkan oleh"), f"{it.by}, {_moment(it.at)}"),
        (_("Dijawab sebelum"), "" if it.answer else _moment(it.until)),
    ]


def beside(table: str, gone: Sequence[RowCard], new: Sequence[RowCard]) -> Beside:
    """At most one row goes; what comes stands in the order of its days."""
    coming = sorted(new, key=lambda it: it.valid_from)
    now = _days_and_cells(table, gone[0]) if gone else None
    columns = [(_("Sekarang"), now), *((_("Sesudahnya"), _days_and_cells(table, it)) for it in coming)]
    if not coming:
        columns.append((_("Sesudahnya"), None))
    labels = [*headings(table), _("Masa berlaku")]
    rows = [
        BesideRow(
            label,
            tuple(
                BesideCell(
                    head,
                    cells[at] if cells else _("tidak ada"),
                    cells is not now and (not cells or not now or cells[at] != now[at]),
                )
                for head, cells in columns
            ),
        )
        for at, label in enumerate(labels)
    ]
    return Beside(tuple(head for head, _cells in columns), tuple(rows))


def _days_and_cells(table: str, card: RowCard) -> tuple[str, ...]:
    shown = (cell(name, said) for name, said in zip(SPECS[table].names, card.cells, strict=True))
    since = _("sejak semula") if card.valid_from == date.min else times.day(card.valid_from)
    return (*shown, f"{since} – {times.day(card.valid_to) if card.valid_to else _('seterusnya')}")


def numbers(new: int, same: int, ended: int, refused: int) -> str:
    """What a file does, in figures."""
    text = _("%(new)s baris baru, %(same)s tetap, %(ended)s dicabut, %(refused)s ditolak.")
    return text % {"new": new, "same": same, "ended": ended, "refused": refused}


def headings(table: str) -> list[str]:
    return [word(COLUMNS, name) for name in SPECS[table].names]


def cell(name: str, said: str) -> str:
    """A cell in words; an empty one that stands for all says so."""
    if name == "country":
        return f"{reference.country_label(said, language=language())} ({said})" if said else _("semua negara")
    if name == "post":
        return reference.post_label(said)
    if name == "status":
        return word(STATUSES, said)
    if name == "kind":
        return kind_label(said)
    if name == "occupation":
        return job_label(said) if said else _("semua pekerjaan")
    if name == "channel":
        return code_word(name, said) if said else _("semua saluran")
    return said or "–"


def by(login: str, names: Mapping[str, str]) -> str:
    """An officer by name; the command and the system are Kawal itself."""
    return "Kawal" if login in (ENGINE.actor, "kawal context", "") else names.get(login, login)


def said(reason: Reason, lang: str) -> str:
    return reason.english if lang == "en" else reason.indonesian


def refused_lines(refused: Iterable[Refused], lang: str) -> list[RefusedLine]:
    return [RefusedLine(it.line, said(it.reason, lang), " · ".join(filter(None, it.cells))) for it in refused]


def _moment(at: datetime) -> str:
    return f"{times.day(at)}, {times.hour(at)}"


def _name(login: str, names: Mapping[str, str]) -> str:
    return names.get(login, login)


def _state(card: RowCard, today: date) -> str:
    if card.withdrawn_at:
        return _("diganti")
    if card.valid_from > today:
        return _("belum berlaku")
    return "" if card.holds(today) else _("sudah berakhir")
