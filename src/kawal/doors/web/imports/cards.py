"""Imports as pages show them."""

from collections.abc import Iterable, Mapping, Sequence

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kawal.doors.web.exports import Column
from kawal.doors.web.imports.fields import label_of
from kawal.doors.web.kit.cards import office
from kawal.facts.contract.remarks_text import SENTENCES
from kawal.facts.imports.refusals import Refusal
from kawal.facts.imports.rows import REMARKS
from kawal.facts.imports.selectors import ImportCard
from kawal.reference.agencies.selectors import agency_label

_REMARKS = {**SENTENCES, **REMARKS}


def state_words(card: ImportCard) -> str:
    words = {
        "waiting_mapping": _("menunggu pencocokan kolom"),
        "running": _("sedang dibaca"),
        "done": _("selesai"),
        "failed": _("terhenti"),
    }
    return words[card.state]


def import_row(card: ImportCard, names: Mapping[str, str]) -> office.ImportRow:
    return office.ImportRow(
        name=card.name,
        url=reverse("imports:mapping" if card.is_waiting else "imports:result", args=[card.code]),
        at=card.created_at,
        by=names.get(card.uploaded_by, card.uploaded_by),
        state=state_words(card),
        counts=None if card.is_waiting else four_numbers(card),
        percent=card.percent if card.is_running else None,
    )


def columns() -> Sequence[Column]:
    """What a file of the list holds. A colleague is named by login, as everywhere in files."""
    return (
        (_("Kode"), lambda it: it.code),
        (_("Berkas"), lambda it: it.name),
        (_("Diunggah"), lambda it: it.created_at),
        (_("Oleh"), lambda it: it.uploaded_by),
        (_("Keadaan"), state_words),
        (_("Dibaca"), lambda it: it.read),
        (_("Diterima"), lambda it: it.accepted),
        (_("Berulang"), lambda it: it.repeated),
        (_("Bertentangan"), lambda it: it.conflict),
        (_("Ditolak"), lambda it: it.refused),
        (_("Selesai"), lambda it: it.finished_at),
    )


def import_card(
    card: ImportCard, names: Mapping[str, str], refusals: Iterable[Refusal] = ()
) -> office.ImportCard:
    return office.ImportCard(
        name=card.name,
        source=agency_label(card.agency),
        at=card.created_at,
        by=names.get(card.uploaded_by, card.uploaded_by),
        counts=four_numbers(card),
        refused_url=reverse("imports:refused", args=[card.code]) if card.refused_path else "",
        problems=[problem for it in refusals for problem in _problems(it, card)],
        remarks=_remarks(card),
        running=card.is_running,
        percent=card.percent,
        refresh_url=reverse("imports:numbers", args=[card.code]),
        failed=card.failure,
    )


def four_numbers(card: ImportCard) -> office.FourNumbers:
    return office.FourNumbers(
        read=card.read,
        accepted=card.accepted,
        repeated=card.repeated,
        refused=card.refused,
        conflict=card.conflict,
        seconds=card.seconds,
    )


def _problems(refusal: Refusal, card: ImportCard) -> list[office.ImportProblem]:
    """One line a fault, under the name the sender's own column has."""
    own = {target: column for column, target in card.mapping.columns.items()} if card.mapping else {}
    kind = card.mapping.constants.get("kind", "") if card.mapping else ""
    return [
        office.ImportProblem(
            refusal.number, own.get(it.field) or label_of(it.field, kind) if it.field else "–", it.message
        )
        for it in refusal.errors
    ]


def _remarks(card: ImportCard) -> list[str]:
    """Most frequent first."""
    counted = sorted(card.remarks.items(), key=lambda it: (-it[1], it[0]))
    return [
        ngettext("%(count)s baris: %(text)s", "%(count)s baris: %(text)s", count)
        % {"count": count, "text": _REMARKS.get(code, code)}
        for code, count in counted
    ]
