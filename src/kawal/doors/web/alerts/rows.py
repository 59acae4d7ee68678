"""Alerts in lists: one row a person, with the reason, the place, the clock and whose it is."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from urllib.parse import urlencode

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from kawal.access.officers.selectors import names_of
from kawal.access.scope import Power, Scope
from kawal.decisions.alerts.cards import AlertCard, ReasonCard
from kawal.doors.web import labels
from kawal.doors.web.addresses import address_of
from kawal.doors.web.alerts import rights
from kawal.doors.web.alerts.words import CLIMBED, STATES
from kawal.doors.web.exports import Column
from kawal.doors.web.kit import times
from kawal.doors.web.kit.cards.work import AlertRow
from kawal.doors.web.kit.sentences import joined
from kawal.doors.web.kit.times import ClockCard
from kawal.doors.web.kit.words import LEVELS, SEXES, STAYS, Words, word

FROM, LIST = "dari", "daftar"
# The track shows that it is abroad; a row has room for the rest.
SHORT_STAYS: Words = {
    "abroad_in_contact": gettext_lazy("Di luar negeri"),
    "abroad_silent": gettext_lazy("Di luar negeri"),
    "in_trouble": gettext_lazy("Dalam masalah"),
    "in_custody": gettext_lazy("Dalam tahanan"),
    "in_return": gettext_lazy("Perjalanan pulang"),
}


def rows_of(
    cards: Sequence[AlertCard], scope: Scope, now: datetime, *, narrowed: Mapping[str, str] | None = None
) -> list[AlertRow]:
    """``narrowed``: the filters of the list, which taking one and taking that back lead to again."""
    names = holders([card.taken_by for card in cards if card.taken_agency == scope.agency])
    back = from_list(narrowed or {})
    return [row_of(card, scope, now, names, back) for card in cards]


def holders(logins: Sequence[str]) -> Mapping[str, str]:
    """Names of officers by login; one question."""
    return names_of(logins=logins) if logins else {}


def row_of(card: AlertCard, scope: Scope, now: datetime, names: Mapping[str, str], back: str) -> AlertRow:
    may_take = scope.may(Power.TAKE_ALERT) and card.state == "new"
    return AlertRow(
        id=card.code,
        level=card.level,
        name=name_of(card),
        url=address_of("alerts:page", card.code),
        who=" · ".join(
            filter(None, [word(SEXES, card.sex), str(card.birth_year or ""), labels.home_label(card.home)])
        ),
        reason=reason_of(card),
        more_reasons=max(0, len(holding(card)) - 1),
        place=_place(card),
        stay=card.stay,
        stay_words=str(SHORT_STAYS.get(card.stay, "")),
        clock=clock_of(card, now),
        taken_by=holder_of(card, scope, names),
        take_url=f"{address_of('alerts:take', card.code)}{back}" if may_take else "",
        raised=raised(card),
        about=_("Peringatan tentang sebuah jaringan") if card.ring else "",
        close_url=address_of("alerts:close", card.code) if rights.may_close(card, scope) else "",
        snooze_url=address_of("alerts:snooze", card.code) if rights.may_snooze(card, scope) else "",
        climbed=str(CLIMBED[card.climbed]) if card.climbed and card.state == "new" else "",
    )


def name_of(card: AlertCard) -> str:
    return card.name or _("Nama belum disebut")


def raised(card: AlertCard) -> str:
    """Why an alert stands higher than its own reasons put it: only who sees both people is shown that it does."""
    if card.level == card.own_level:
        return ""
    told = {"level": word(LEVELS, card.level).lower(), "own": word(LEVELS, card.own_level).lower()}
    said = _(
        "Dihitung %(level)s, sendiri %(own)s: mungkin sama dengan orang lain, dan petugas kedua belum menjawab."
    )
    return said % told


def holding(card: AlertCard) -> list[ReasonCard]:
    return [it for it in card.reasons if it.ended_at is None]


def reason_of(card: AlertCard) -> str:
    """The first reason in a sentence, or its title alone where the sentence is not the reader's to read."""
    first = next(iter(holding(card) or card.reasons), None)
    if first is None:
        return ""
    said = first.sentence or first.title
    return said.said(labels.language())


def holder_of(card: AlertCard, scope: Scope, names: Mapping[str, str]) -> str:
    """You, a colleague by name, or the other agency."""
    if not card.taken_by:
        return ""
    if card.taken_by == scope.actor:
        return _("Anda")
    if card.taken_agency == scope.agency:
        return names.get(card.taken_by, card.taken_by)
    return labels.source_name(card.taken_agency)


def clock_of(card: AlertCard, now: datetime) -> ClockCard | None:
    """What presses: the deadline while nobody has it, the silence, else how long it has been known."""
    if card.state == "closed":
        return None
    if card.calm_at:
        return ClockCard(_("reda sejak %(day)s") % {"day": times.short_day(card.calm_at)}, "ok", card.calm_at)
    silence = silence_of(card, now)
    if silence and card.level != "emergency":
        return silence
    return take_clock(card, now) if card.state == "new" else _known_for(card, now)


def take_clock(card: AlertCard, now: datetime) -> ClockCard:
    return times.until(card.due_at, now, soon=1, what=_("ambil:"))


def silence_of(card: AlertCard, now: datetime) -> ClockCard | None:
    if card.stay != "abroad_silent" or card.last_contact_at is None:
        return None
    days = times.days_between(card.last_contact_at, now)
    return ClockCard(_("senyap %(days)s") % {"days": times.span(days)}, "late", card.last_contact_at)


def _known_for(card: AlertCard, now: datetime) -> ClockCard:
    days = times.days_between(card.first_sign_known_at, now)
    text = ngettext("%(count)d hari sejak tanda pertama", "%(count)d hari sejak tanda pertama", days)
    return ClockCard(text % {"count": days}, "ok", card.first_sign_known_at)


def _place(card: AlertCard) -> str:
    """The country, where that is where she is."""
    is_abroad = card.stay in {"abroad_in_contact", "abroad_silent", "in_trouble", "in_custody"}
    if not (card.country and is_abroad):
        return ""
    return labels.ReferenceLabels().label("country", card.country, labels.language()) or card.country


def columns(scope: Scope) -> list[Column]:
    """What a file of the list holds."""
    language = labels.language()
    return [
        (_("Kode"), lambda it: it.code),
        (_("Tingkat"), lambda it: word(LEVELS, it.level)),
        (_("Tahap"), lambda it: word(STATES, it.state)),
        (_("Nama"), name_of),
        (_("Jenis kelamin"), lambda it: word(SEXES, it.sex)),
        (_("Tahun lahir"), lambda it: it.birth_year),
        (_("Asal"), lambda it: labels.home_label(it.home)),
        (_("Keberadaan"), lambda it: word(STAYS, it.stay)),
        (_("Alasan"), lambda it: joined([reason.title.said(language) for reason in holding(it)])),
        (_("Tanda pertama"), lambda it: it.first_sign_at),
        (_("Muncul"), lambda it: it.opened_at),
        (_("Ambil sebelum"), lambda it: it.due_at),
        (_("Pemegang"), lambda it: labels.source_name(it.taken_agency) if it.taken_by else ""),
        (_("Selesai"), lambda it: it.closed_at),
    ]


def from_list(narrowed: Mapping[str, str]) -> str:
    """What an address carries that was pressed on the list as it was narrowed."""
    return with_filters(**{FROM: LIST}, **narrowed)


def with_filters(**chosen: str) -> str:
    """The address of the list with these filters; empty ones are left out."""
    query = urlencode({name: value for name, value in chosen.items() if value})
    return f"?{query}" if query else "?"
