"""A batch as its page shows it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kawal.access.scope import Power, Scope
from kawal.doors.web import labels
from kawal.doors.web.batches import words
from kawal.doors.web.kit import times
from kawal.doors.web.kit.cards.work import ReturnStage
from kawal.doors.web.kit.figures import rupiah
from kawal.doors.web.kit.times import ClockCard
from kawal.reference import selectors as reference
from kawal.response.returns.cards import BatchCard, BatchView, CostCard, ExpectedCard, LegCard, MissingCard
from kawal.response.returns.states import STATES

HOURS_TOLD = 72  # up to three days in hours


@dataclass(frozen=True, slots=True)
class BatchRow:
    code: str
    url: str
    title: str
    text: str
    people: str
    clock: ClockCard


@dataclass(frozen=True, slots=True)
class LegRow:
    """A leg in the table: a dash where nothing has begun."""

    mark: str
    url: str
    name: str
    text: str
    planned: int
    boarded: str
    arrived: str
    handed: str
    clock: ClockCard
    more: str
    is_open: bool


@dataclass(frozen=True, slots=True)
class MissingRow:
    name: str
    url: str
    text: str
    span: str
    act: str


@dataclass(frozen=True, slots=True)
class CostRow:
    payer: str
    people: int
    planned: str
    actual: str


@dataclass(frozen=True, slots=True)
class LegCostRow:
    """What all seats of a leg cost together."""

    mark: str
    name: str
    people: int
    planned: str
    actual: str


def batch_row(batch: BatchCard) -> BatchRow:
    return BatchRow(
        code=batch.code,
        url=reverse("batches:page", args=[batch.code]),
        title=words.title(batch),
        text=_about(batch),
        people=_counted(batch),
        clock=_clock(batch),
    )


def leg_row(leg: LegCard, now: datetime) -> LegRow:
    left, come = leg.has_left(now), leg.has_come(now)
    missing = leg.missing(now)
    return LegRow(
        mark=leg.mark,
        url=reverse("batches:leg", args=[leg.batch, leg.mark]),
        name=words.leg_name(leg),
        text=_means(leg),
        planned=leg.planned + leg.added,
        boarded=str(leg.boarded) if left else "–",
        arrived=str(leg.arrived) if come else "–",
        handed=str(leg.handed) if leg.handed or (leg.receiver and come) else "–",
        clock=_difference(leg, missing, now),
        more=words.reasons(leg),
        is_open=missing > 0,
    )


def states_of(view: BatchView) -> list[ReturnStage]:
    """All eleven that somebody is in; apart who is home, who waits for a signature and who is missed. They add up to everybody."""
    missed = Counter(it.state for it in view.missing if it.stand != "lost")
    states = Counter(view.batch.states) - missed
    home = min(view.at_home, states.get("handed_over", 0))
    unsigned = min(view.unsigned, states.get("present", 0))
    counts = {
        "at_home": (words.AT_HOME, home),
        **{state: (words.STATES[state], states.get(state, 0)) for state in STATES},
        "handed_over": (words.STATES["handed_over"], states.get("handed_over", 0) - home),
        "present": (words.STATES["present"], states.get("present", 0) - unsigned),
        "unsigned": (words.UNSIGNED, unsigned),
        "unaccounted": (words.UNACCOUNTED, missed.total()),
    }
    return [
        ReturnStage(str(label), count, words.COLOURS[code])
        for code, (label, count) in counts.items()
        if count
    ]


def line_under(view: BatchView) -> str:
    """`Surat … · rencana 136, tambahan 2 · 9 rentan, semuanya didampingi`."""
    batch = view.batch
    said = [_about(batch), _counted(batch)]
    if view.vulnerable:
        whole = view.accompanied == view.vulnerable
        said.append(
            _("%(n)s rentan, semuanya didampingi") % {"n": view.vulnerable}
            if whole
            else _("%(n)s rentan, belum ada yang didampingi") % {"n": view.vulnerable}
            if not view.accompanied
            else _("%(n)s rentan, %(with)s didampingi") % {"n": view.vulnerable, "with": view.accompanied}
        )
    return " · ".join(filter(None, said))


def missing_row(it: MissingCard, code: str, now: datetime) -> MissingRow:
    leg = {
        "from": labels.place_name(it.from_place),
        "to": labels.place_name(it.to_place),
        "when": _when(it.since),
    }
    said = {
        "waiting": _("seharusnya naik dari %(from)s %(when)s, tidak tercatat") % leg,
        "aboard": _("naik di %(from)s %(when)s, tidak ada saat tiba di %(to)s") % leg,
        "lost": _("hilang kontak sejak %(when)s") % leg,
    }[it.stand]
    return MissingRow(
        name=it.name,
        url=reverse("people:page", args=[it.kawal_id]) if it.kawal_id else "",
        text=" ".join(said.split()).replace(" ,", ","),
        span=_gone_for(it.since, now),
        act=f"{reverse('batches:leg', args=[code, it.mark])}?tampak=alasan" if it.mark else "",
    )


def _gone_for(since: datetime | None, now: datetime) -> str:
    """Hours, while hours still tell something; then days."""
    hours = int((now - since).total_seconds() // 3600) if since else 0
    if hours >= HOURS_TOLD:
        return times.span(hours // 24)
    return ngettext("%(n)s jam", "%(n)s jam", hours) % {"n": hours} if hours > 0 else ""


def leg_cost_rows(view: BatchView) -> list[LegCostRow]:
    """In the order of the legs."""
    found = [(leg, view.leg_costs[leg.leg_id]) for leg in view.legs if leg.leg_id in view.leg_costs]
    return [
        LegCostRow(leg.mark, words.leg_name(leg), it.people, rupiah(it.planned), rupiah(it.actual))
        for leg, it in found
    ]


def cost_row(it: CostCard) -> CostRow:
    payer = (
        reference.code_label("payers", it.payer, language=labels.language())
        if it.payer
        else _("belum ditentukan")
    )
    return CostRow(payer, it.people, rupiah(it.planned), rupiah(it.actual))


def cost_columns() -> Sequence[tuple[str, Any]]:
    return (
        (_("Leg"), lambda it: it[0].mark),
        (_("Nomor urut"), lambda it: it[1].line.number),
        (_("Nama"), lambda it: it[1].line.name),
        (_("Pembayar"), lambda it: it[1].payer or it[0].payer),
        (_("Tiket"), lambda it: it[1].ticket),
        (_("Biaya rencana, rupiah"), lambda it: it[1].planned_cost),
        (_("Biaya nyata, rupiah"), lambda it: it[1].actual_cost),
    )


def list_columns() -> Sequence[tuple[str, Any]]:
    return (
        (_("Kode"), lambda it: it.code),
        (_("Dari"), lambda it: labels.place_name(it.mission) if it.mission else ""),
        (_("Pos masuk"), lambda it: labels.place_name(it.post)),
        (_("Nomor surat"), lambda it: it.letter),
        (_("Rencana"), lambda it: it.planned),
        (_("Orang"), lambda it: it.people),
        (_("Selisih terbuka"), lambda it: it.open),
        (_("Belum selesai"), lambda it: it.unsettled),
        (_("Dibuka"), lambda it: it.opened_at),
        (_("Ditutup"), lambda it: it.closed_at),
    )


def manifest_columns() -> Sequence[tuple[str, Any]]:
    """A manifest as a sheet: no number of a document, as everywhere in files."""
    return (
        (_("Nomor urut"), lambda it: it.line.number),
        (_("Nama"), lambda it: it.line.name),
        (_("Jenis kelamin, tahun lahir, asal"), lambda it: words.who(it.line)),
        (_("Rentan"), lambda it: it.line.vulnerable),
        (_("Kursi"), lambda it: it.seat),
        (_("Tiket"), lambda it: it.ticket),
        (_("Keadaan"), lambda it: str(words.STANDS[it.stand])),
    )


def expected_columns() -> Sequence[tuple[str, Any]]:
    return (
        (_("Nama"), lambda it: it.line.name),
        (_("Jenis kelamin, tahun lahir, asal"), lambda it: words.who(it.line)),
        (_("Rombongan"), lambda it: it.line.batch),
        (_("Leg"), lambda it: it.mark),
        (_("Menuju"), lambda it: labels.place_name(it.to_place)),
        (_("Tiba"), lambda it: it.arrives_at),
        (_("Keadaan"), lambda it: str(words.STANDS[it.stand])),
    )


@dataclass(frozen=True, slots=True)
class ExpectedRow:
    name: str
    url: str
    who: str
    batch: str
    where: str
    stand: str
    arrives_at: datetime | None


def expected_row(it: ExpectedCard, scope: Scope) -> ExpectedRow:
    url = (
        reverse("people:page", args=[it.line.kawal_id])
        if scope.may(Power.READ_PERSON) and it.line.kawal_id
        else ""
    )
    where = _("leg %(mark)s ke %(place)s") % {"mark": it.mark, "place": labels.place_name(it.to_place)}
    return ExpectedRow(
        it.line.name,
        url,
        words.who(it.line),
        it.line.batch,
        where,
        str(words.STANDS[it.stand]),
        it.arrives_at,
    )


def _about(batch: BatchCard) -> str:
    letter = _("Surat %(number)s") % {"number": batch.letter} if batch.letter else ""
    return " · ".join(
        filter(
            None,
            [
                str(words.KINDS[batch.kind]),
                letter,
                _("lewat %(post)s") % {"post": labels.place_name(batch.post)},
            ],
        )
    )


def _counted(batch: BatchCard) -> str:
    listed = _("daftar %(people)s orang") % {"people": batch.people}
    return f"{_('rencana %(n)s') % {'n': batch.planned}}, {listed}" if batch.planned else listed


def _clock(batch: BatchCard) -> ClockCard:
    if batch.state == "closed":
        return ClockCard(_("ditutup %(day)s") % {"day": times.day(batch.closed_at or batch.opened_at)})
    if batch.open:
        return ClockCard(ngettext("%(n)s selisih", "%(n)s selisih", batch.open) % {"n": batch.open}, "late")
    return ClockCard(_("cocok"))


def _difference(leg: LegCard, missing: int, now: datetime) -> ClockCard:
    if missing:
        return ClockCard(
            ngettext("%(n)s tanpa alasan", "%(n)s tanpa alasan", missing) % {"n": missing}, "late"
        )
    if leg.unsigned_here:
        said = ngettext("%(n)s tanda tangan", "%(n)s tanda tangan", leg.unsigned_here)
        return ClockCard(said % {"n": leg.unsigned_here}, "soon")
    if leg.closed_at:
        return ClockCard(_("ditutup"))
    if not leg.has_left(now):
        return ClockCard(_("belum berangkat"))
    if leg.aboard:
        return ClockCard(
            ngettext("%(n)s masih di jalan", "%(n)s masih di jalan", leg.aboard) % {"n": leg.aboard}
        )
    return ClockCard(_("terjelaskan") if leg.excused or leg.ended or leg.added else _("cocok"))


def _means(leg: LegCard) -> str:
    mode = reference.code_label("modes", leg.mode, language=labels.language()).lower() if leg.mode else ""
    at = leg.departs_at or leg.arrives_at
    return ", ".join(filter(None, [mode, leg.carrier, _when(at)]))


def _when(at: datetime | None) -> str:
    return f"{times.short_day(at)} {times.hour(at)}" if at else ""
