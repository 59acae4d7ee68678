"""From what the reader's mentions say to the cards of the pages."""

from collections.abc import Iterable, Sequence

from django.urls import reverse
from django.utils.translation import gettext as _

from kawal.access.officers.selectors import names_of
from kawal.access.scope import Power, Scope
from kawal.doors.web import labels
from kawal.doors.web.exports import Column
from kawal.doors.web.kit import times
from kawal.doors.web.kit.cards import parties as kit
from kawal.doors.web.kit.sentences import joined
from kawal.doors.web.kit.words import word
from kawal.doors.web.parties import words
from kawal.doors.web.people import rows as people
from kawal.reference.selectors import CompanyCard
from kawal.situation.parties.cards import Alike, Counted, PartyRow, PartyView

MOST_PLACES = 3
SHARED = {"same_phone", "same_licence", "same_owner", "same_address"}
DETAILS = ("phone", "licence", "owner", "address")


def page_of(code: str) -> str:
    return reverse("parties:page", args=[code])


def row(it: PartyRow) -> kit.PartyRow:
    return kit.PartyRow(
        name=words.shown_name(it.name),
        url=page_of(it.code),
        kind=word(words.KINDS, it.kind),
        said=words.said_words(it),
        span=words.span_words(it),
        also=[words.shown_name(name) for name in it.also],
        origin=_places(it.regencies),
        why=word(words.WHY, it.why) if it.why else "",
        licence=words.licence_words(it.company),
    )


def card(view: PartyView, alike: Sequence[Alike], scope: Scope) -> kit.PartyCard:
    return kit.PartyCard(
        row=row(view.row),
        rows=[it for it in _said(view) if it.values],
        people=[people.person_row(it, scope) for it in view.people],
        more_people=max(0, view.row.workers - len(view.people)),
        people_url=reverse("parties:workers", args=[view.row.code]),
        same=[row(it) for it in view.same],
        alike=_alike(alike, view.row.code, scope),
        record=words.record_words(view.record) if view.record else "",
        returns=[row(it.row) for it in alike if _returns(it)],
    )


def columns() -> Sequence[Column]:
    """What a file of parties holds: the same as the list."""
    return (
        (_("Kode"), lambda it: it.code),
        (_("Nama"), lambda it: words.shown_name(it.name)),
        (_("Juga tertulis"), lambda it: "; ".join(map(words.shown_name, it.also))),
        (_("Jenis"), lambda it: word(words.KINDS, it.kind)),
        (_("Disebut sebagai"), lambda it: ", ".join(word(words.ROLES, role) for role in it.roles)),
        (_("Laporan"), lambda it: it.mentions),
        (_("Pekerja"), lambda it: it.workers),
        (_("Pertama disebut"), lambda it: it.first_at),
        (_("Terakhir disebut"), lambda it: it.last_at),
        (_("Asal pekerja"), lambda it: ", ".join(map(labels.home_label, it.regencies))),
        (_("Izin"), lambda it: words.licence_words(it.company)),
    )


def _said(view: PartyView) -> Iterable[kit.SaidRow]:
    """Each thing that reports say, most often said first."""
    names = {"phone": _("Telepon"), "licence": _("Izin"), "owner": _("Pemilik"), "address": _("Alamat")}
    yield kit.SaidRow(_("Nama"), [(words.shown_name(it.value), _times(it)) for it in view.names])
    yield kit.SaidRow(_("Disebut sebagai"), [(word(words.ROLES, it.value), _times(it)) for it in view.roles])
    for kind in DETAILS:
        found = [it for it in view.details if it.kind == kind]
        values = [
            (it.shown, " · ".join(filter(None, [_often(it.times), _holder(it.holder)]))) for it in found
        ]
        yield kit.SaidRow(names[kind], values, is_number=kind in ("phone", "licence"))
    yield kit.SaidRow(_("Menurut"), [(labels.source_name(it.value), _times(it)) for it in view.sources])
    yield kit.SaidRow(_("Asal pekerja"), [(labels.home_label(it.value), _times(it)) for it in view.regencies])


def _holder(company: CompanyCard | None) -> str:
    if company is None:
        return ""
    return _("menurut daftar resmi, milik %(name)s, %(state)s") % {
        "name": company.name,
        "state": word(words.LICENCES, company.status),
    }


def _alike(found: Sequence[Alike], code: str, scope: Scope) -> list[kit.AlikeNote]:
    logins = {it.answered_by for it in found if it.answered_by}
    names = {"": "", **(names_of(logins=logins) if logins else {}), scope.actor: _("Anda")}
    return [_note(it, names[it.answered_by], code, scope) for it in found]


def _note(it: Alike, who: str, code: str, scope: Scope) -> kit.AlikeNote:
    reviews, about = scope.may(Power.REVIEW_IDENTITY), [it.member or code, it.row.code]
    answered = it.verdict in ("same", "different", "unsure")
    by = [who, times.day(it.answered_at) if it.answered_at else ""]
    return kit.AlikeNote(
        row=row(it.row),
        band=word(words.BANDS, it.band) if it.band else "",
        reasons=[
            f"{word(words.REASONS, reason)} {words.points_words(points)}" for reason, points in it.reasons
        ],
        points=words.points_words(it.points).lstrip("+"),
        answer=it.verdict,
        answered_by=", ".join(filter(None, by)),
        answer_url=reverse("parties:answer", args=about) if reviews and it.verdict in ("", "unsure") else "",
        undo_url=reverse("parties:unanswer", args=about) if reviews and answered else "",
    )


def _returns(it: Alike) -> bool:
    """Named in a finding, and one of the identifiers is the same: perhaps the same hands under another name."""
    shared = {reason for reason, _points in it.reasons} & SHARED
    return "finding" in it.row.roles and bool(shared) and it.verdict != "different"


def _places(regencies: Sequence[str]) -> str:
    shown = [labels.home_label(code) for code in regencies[:MOST_PLACES]]
    more = len(regencies) - MOST_PLACES
    return joined([*shown, *([_("%(count)d kabupaten lain") % {"count": more}] if more > 0 else [])])


def _times(it: Counted) -> str:
    return _often(it.times)


def _often(times_: int) -> str:
    return _("%(count)d kali") % {"count": times_}
