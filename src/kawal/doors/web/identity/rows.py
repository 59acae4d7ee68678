"""The queue and the own decisions as rows, on the page and in files."""

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kawal.access.officers.selectors import names_of
from kawal.access.scope import Scope
from kawal.doors.web import labels
from kawal.doors.web.exports import Column
from kawal.doors.web.identity import words
from kawal.doors.web.identity.cards import AskedRow, DecisionRow, QueueRow
from kawal.doors.web.kit import figures
from kawal.doors.web.kit.cards.shell import Chip, ChipGroup
from kawal.doors.web.kit.words import word
from kawal.doors.web.people.rows import page_of, shown_name
from kawal.situation.linkage.selectors import (
    OwnDecision,
    OwnerQuestion,
    OwnQuestion,
    ProposalRow,
    QueueCounts,
    Side,
)

MINUTES, MINUTES_WITH_SECOND = 1, 3
HOUR = 60

COLUMNS: Sequence[Column] = (
    (gettext_lazy("Nomor"), lambda it: it.proposal_id),
    (gettext_lazy("Mengapa di sini"), words.why_of),
    (gettext_lazy("Asal pertanyaan"), words.cause_of),
    (gettext_lazy("Nama A"), lambda it: it.sides[1].name),
    (gettext_lazy("Lahir A"), lambda it: it.sides[1].birth[:4]),
    (gettext_lazy("Sumber A"), lambda it: labels.source_name(it.sides[1].source)),
    (gettext_lazy("Nama B"), lambda it: it.sides[0].name),
    (gettext_lazy("Lahir B"), lambda it: it.sides[0].birth[:4]),
    (gettext_lazy("Sumber B"), lambda it: labels.source_name(it.sides[0].source)),
    (gettext_lazy("Ditanyakan"), lambda it: it.proposed_at),
)


def queue_row(row: ProposalRow, query: str) -> QueueRow:
    other, one = row.sides  # the newer claim is A, as on the page of the pair
    return QueueRow(
        id=row.proposal_id,
        url=f"{reverse('identity:pair', args=[row.proposal_id])}{query}",
        one=shown_name(one.name),
        other=shown_name(other.name),
        about_one=_about(one),
        about_other=_about(other),
        why=words.why_of(row),
        cause=words.cause_of(row),
        waits=row.state == "second",
    )


def _about(side: Side) -> str:
    """Birth year, kabupaten, source."""
    told = [side.birth[:4], labels.home_label(side.area), labels.source_name(side.source)]
    return " · ".join(filter(None, told))


def decision_rows(found: Sequence[OwnDecision], scope: Scope) -> list[DecisionRow]:
    names = names_of(logins=[it.second_by for it in found if it.second_by])
    return [
        DecisionRow(
            id=it.proposal_id,
            url=reverse("identity:pair", args=[it.proposal_id]),
            one=shown_name(it.sides[0].name),
            other=shown_name(it.sides[1].name),
            verdict=_verdict(it),
            state=_state(it, names.get(it.second_by, it.second_by), scope),
            at=it.at,
            reason=it.reason,
        )
        for it in found
    ]


def _verdict(it: OwnDecision) -> str:
    text = word(words.VERDICTS, it.verdict)
    return _("%(verdict)s, satu keluarga") % {"verdict": text} if it.kin else text


def _state(it: OwnDecision, other: str, scope: Scope) -> str:
    if it.state == "second":
        return _("menunggu penelaah kedua")
    if other and it.second_by != scope.actor:
        return _("bersama %(name)s") % {"name": other}
    return ""


def asked_rows(found: Sequence[OwnQuestion]) -> list[AskedRow]:
    """What the own agency asked others."""
    return [
        AskedRow(
            name=shown_name(it.name),
            url=page_of(it.kawal_id) if it.kawal_id else "",
            text=_("ditanyakan ke instansi pemilik"),
            at=it.asked_at,
            answer=word(words.OWNER_ANSWERS, it.answer) if it.answer else "",
        )
        for it in found
    ]


def to_answer_rows(found: Sequence[OwnerQuestion]) -> list[AskedRow]:
    """What other agencies ask."""
    return [
        AskedRow(
            name=shown_name(it.name),
            url=reverse("identity:question", args=[it.question_id]),
            text=_("%(agency)s bertanya apakah ini orang mereka")
            % {"agency": labels.source_name(it.asked_agency)},
            at=it.asked_at,
        )
        for it in found
    ]


def chips(counts: QueueCounts, chosen: str) -> list[ChipGroup]:
    """By why a question matters; reasons that nothing has now are left out."""
    at = reverse("identity:queue")
    by = {"second": counts.second, **counts.by_why}
    every = [Chip(_("Semua"), at, None if counts.at_least else counts.total, current=not chosen)]
    every += [
        Chip(
            str(label),
            at if code == chosen else f"{at}?alasan={code}",
            by.get(code, 0),
            current=code == chosen,
        )
        for code, label in words.WHYS.items()
        if by.get(code) or code == chosen
    ]
    return [ChipGroup(_("Mengapa menunggu"), every)]


def estimate(counts: QueueCounts) -> str:
    """How long the queue takes, as one says it: a minute each, three where two officers look."""
    minutes = counts.total * MINUTES + counts.by_why.get("alert", 0) * (MINUTES_WITH_SECOND - MINUTES)
    if minutes <= HOUR:
        return _("kira-kira %(count)d menit") % {"count": minutes}
    if counts.at_least:
        return _("lebih dari %(hours)s jam") % {"hours": hours(minutes)}
    return _("kira-kira %(hours)s jam") % {"hours": hours(minutes)}


def hours(minutes: int) -> str:
    """Half hours up to ten, whole ones above."""
    found = round(minutes / HOUR * 2) / 2 if minutes < 10 * HOUR else round(minutes / HOUR)
    return figures.number(found, 0 if found == int(found) else 1)
