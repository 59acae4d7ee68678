"""One alert as its page shows it: why, what is not known, what would clear it, and the next lawful steps."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kawal.access.scope import Power, Scope
from kawal.decisions.alerts.cards import AlertCard, CitedFact, EventCard, ReasonCard
from kawal.decisions.rules.document import Text
from kawal.doors.web import labels
from kawal.doors.web.alerts import rows
from kawal.doors.web.alerts.words import EVENTS, OUTCOMES, STATES
from kawal.doors.web.kit import times
from kawal.doors.web.kit.cards import work as kit
from kawal.doors.web.kit.cards.people import PersonRow, Station
from kawal.doors.web.kit.cards.shell import Link
from kawal.doors.web.kit.words import LEVELS, SEXES, word
from kawal.doors.web.people.rows import place_of
from kawal.reference import selectors as reference

SYSTEM = "kawal"
CLOSE = gettext_lazy("Tutup dengan alasan")
STEPS = ("new", "triage", "in_hand", "closed")


def alert_card(
    card: AlertCard, scope: Scope, now: datetime, *, journey: Sequence[Station] = (), case: Link | None = None
) -> kit.AlertCard:
    names = rows.holders([it.actor for it in card.history if it.agency == scope.agency])
    is_open = card.state != "closed"
    return kit.AlertCard(
        id=card.code,
        level=card.level,
        title=headline(card),
        person=_person(card, scope),
        reasons=[_reason(card, it, scope) for it in card.reasons],
        list_url=reverse("alerts:list"),
        clocks=_clocks(card, now),
        steps=_steps(card),
        journey=journey,
        rule=", ".join(dict.fromkeys(f"{it.rule} v{it.version}" for it in rows.holding(card))),
        missing=_missing(card, scope) if is_open else (),
        clears=" ".join(_said(it.clears) for it in _by_rule(rows.holding(card))),
        acts=acts_of(card, scope, case) if is_open else (),
        others=_others(card, scope) if is_open else (),
        procedure=card.procedure,
        taken_by=rows.holder_of(card, scope, names),
        taken_at=card.taken_at,
        case=case,
        closed=_closed(card, scope, names),
        reopen_url=_url("alerts:reopen", card.code)
        if not card.is_merged and scope.may(Power.TAKE_ALERT)
        else "",
        calm=_calm(card) if is_open else "",
        raised=rows.raised(card),
        events=[_event(it, scope, names) for it in reversed(card.history)],
    )


def headline(card: AlertCard) -> str:
    """A sentence with "mungkin": what may be so, of the gravest reason."""
    first = next(iter(rows.holding(card) or card.reasons), None)
    name = rows.name_of(card)
    return _said(first.headline).replace("{name}", name) if first else name


def address(page: str, *args: str) -> str:
    """Empty where the site has no such page."""
    try:
        return reverse(page, args=args)
    except NoReverseMatch:
        return ""


def _url(page: str, code: str) -> str:
    return reverse(page, args=[code])


def _said(text: Text) -> str:
    return text.said(labels.language())


def _person(card: AlertCard, scope: Scope) -> PersonRow:
    return PersonRow(
        name=rows.name_of(card),
        url=address("people:page", card.kawal_id) if scope.may(Power.READ_PERSON) else "",
        stay=card.stay,
        sex=card.sex if card.sex in SEXES else "",
        birth_year=card.birth_year,
        origin=labels.home_label(card.home),
    )


def _reason(card: AlertCard, reason: ReasonCard, scope: Scope) -> kit.ReasonRow:
    held_back = ""
    if reason.sentence is None:
        held_back = _("Rinciannya untuk petugas pelindungan.")
    elif len(reason.facts) < reason.cited:
        held_back = _("Sebagian fakta di balik ini termasuk golongan yang tidak Anda lihat.")
    strong, text = _opening(_said(reason.title), _said(reason.sentence) if reason.sentence else "")
    return kit.ReasonRow(
        strong=strong,
        text=text,
        facts=[_cited(card, fact, scope) for fact in reason.facts],
        weight=word(LEVELS, reason.level),
        held_back=held_back,
        ended=_("Tidak berlaku lagi sejak %(day)s.") % {"day": times.day(reason.ended_at)}
        if reason.ended_at
        else "",
    )


def _opening(title: str, sentence: str) -> tuple[str, str]:
    """What stands in bold, and the rest: a sentence that begins with its title is not said twice."""
    if sentence.startswith(title):
        return title, sentence.removeprefix(title).lstrip()
    return f"{title}.", sentence


def _cited(card: AlertCard, fact: CitedFact, scope: Scope) -> kit.CitedRow:
    """The fact by its kind and day, linked to its place on the timeline."""
    place = place_of(card.kawal_id, fact.at, fact.seq) if scope.may(Power.READ_PERSON) else ""
    label = f"{labels.kind_label(fact.kind)}, {times.day(fact.at)}"
    return kit.CitedRow(labels.source_name(fact.source), fact.basis, Link(label, place))


def _clocks(card: AlertCard, now: datetime) -> list[times.ClockCard]:
    if card.state == "closed":
        return []
    silence = rows.silence_of(card, now)
    waiting = rows.take_clock(card, now) if card.state == "new" else None
    return [it for it in (waiting, silence) if it is not None]


def _steps(card: AlertCard) -> list[kit.Step]:
    """Baru, Triase, Ditangani, Selesai; Dirujuk only where it was."""
    states = [*STEPS[:3], "referred", "closed"] if card.state == "referred" else list(STEPS)
    at = states.index(card.state)
    looks = ["past" if n < at else "now" if n == at else "next" for n in range(len(states))]
    return [
        kit.Step(
            f"{word(STATES, state)}, {times.short_day(card.opened_at)}"
            if state == "new"
            else word(STATES, state),
            look,
        )
        for state, look in zip(states, looks, strict=True)
    ]


def _by_rule(reasons: Sequence[ReasonCard]) -> list[ReasonCard]:
    return list({it.rule: it for it in reasons}.values())


def _missing(card: AlertCard, scope: Scope) -> list[kit.MissingRow]:
    """What would change the answer if somebody asked, what its absence means, and where to record it."""
    record = address("facts:record", card.kawal_id, "checked_in") if scope.may(Power.REPORT) else ""
    question = _("Adakah kabar langsung dari %(name)s?") % {"name": rows.name_of(card)}
    meaning = " ".join(_said(it.missing) for it in _by_rule(rows.holding(card)))
    return (
        [kit.MissingRow(question, meaning, act=Link(_("Catat kabar"), record) if record else None)]
        if meaning
        else []
    )


def acts_of(card: AlertCard, scope: Scope, case: Link | None) -> list[kit.ActCard]:
    """The lawful next steps, the first one primary: take it; then act in the world; then hand it on or back."""
    doing = _in_the_world(card, scope, case)
    if not scope.may(Power.TAKE_ALERT):
        return doing
    if card.state == "new":
        hint = _("Nama Anda tercatat sebagai pemegang; jam triase berhenti.")
        return [kit.ActCard(_("Ambil"), _url("alerts:take", card.code), hint, "check", post=True), *doing]
    if card.taken_by != scope.actor:
        return doing
    ending = [kit.ActCard(str(CLOSE), _url("alerts:close", card.code), "", "check")] if card.calm_at else []
    return [*ending, *doing, *_telling_mission(card, scope), _release(card)]


def _in_the_world(card: AlertCard, scope: Scope, case: Link | None) -> list[kit.ActCard]:
    """What is done about the person: a contact, a case, a return. Pages of other topics, where the site has them."""
    first = next(iter(rows.holding(card)), None)
    open_case = f"{address('cases:open', card.kawal_id)}?peringatan={card.code}"
    steps = (
        (Power.REPORT, _("Catat kabar"), address("facts:record", card.kawal_id, "checked_in"), "phone",
         _said(first.next_step) if first else ""),
        (Power.OPEN_CASE, _("Buka kasus"), "" if case else open_case, "file", _("Langkah dan tenggatnya menjadi satu berkas.")),
        (Power.READ_CASE, _("Lanjutkan kasus"), case.url if case else "", "file", case.label if case else ""),
        (Power.PLAN_RETURN, _("Rencanakan pulang"), address("facts:record", card.kawal_id, "return_planned"), "home",
         _("Semua yang menunggu kepulangannya ikut melihat.")),
    )  # fmt: skip
    return [
        kit.ActCard(label, url, hint, icon)
        for power, label, url, icon, hint in steps
        if url and scope.may(power)
    ]


def _telling_mission(card: AlertCard, scope: Scope) -> list[kit.ActCard]:
    """While she is abroad the mission acts; whoever holds the alert elsewhere hands the next step over to it."""
    mission = mission_of(card)
    is_there = scope.is_nationwide or any(key.startswith("m:") for key in scope.keys)
    if card.desk != "mission" or is_there or not mission or card.state == "referred":
        return []
    hint = _("%(mission)s melihat peringatan ini dan memegang langkah berikutnya.") % {
        "mission": labels.source_name(mission)
    }
    return [kit.ActCard(_("Beri tahu perwakilan"), _url("alerts:refer", card.code), hint, "globe", post=True)]


def mission_of(card: AlertCard) -> str:
    """The code of the mission of the country where she is."""
    found = reference.list_missions(country=card.country) if card.country else []
    return found[0].code if found else ""


def _release(card: AlertCard) -> kit.ActCard:
    hint = _("Peringatan kembali ke daftar, agar rekan lain dapat mengambilnya.")
    return kit.ActCard(_("Lepaskan"), _url("alerts:release", card.code), hint, "undo", post=True)


def _others(card: AlertCard, scope: Scope) -> list[Link]:
    may_close = scope.may(Power.TAKE_ALERT) and card.taken_agency in ("", scope.agency)
    return [Link(str(CLOSE), _url("alerts:close", card.code))] if may_close else []


def _closed(card: AlertCard, scope: Scope, names: Mapping[str, str]) -> str:
    if card.state != "closed" or card.closed_at is None:
        return ""
    if card.is_merged:
        return _("Digabung dengan peringatan lain tentang orang yang sama.")
    by = next((it for it in reversed(card.history) if it.what == "closed"), None)
    told = {
        "day": times.day(card.closed_at), "outcome": word(OUTCOMES, card.outcome), "note": card.note,
        "by": _who(by, scope, names) if by else "",
    }  # fmt: skip
    return _("Ditutup %(day)s oleh %(by)s. %(outcome)s: %(note)s") % told


def _calm(card: AlertCard) -> str:
    if card.calm_at is None:
        return ""
    told = {"day": times.day(card.calm_at)}
    return (
        _("Reda sejak %(day)s: tidak ada alasan yang masih berlaku. Petugas menutupnya dengan hasil.") % told
    )


def _event(event: EventCard, scope: Scope, names: Mapping[str, str]) -> kit.NoteRow:
    text = word(EVENTS, event.what)
    why = _why(event)
    return kit.NoteRow(event.at, _who(event, scope, names), f"{text}: {why}" if why else text)


def _who(event: EventCard, scope: Scope, names: Mapping[str, str]) -> str:
    """The system, you, a colleague by name, or the other agency."""
    if event.agency == SYSTEM:
        return "Kawal"
    if event.actor == scope.actor:
        return _("Anda")
    own = names.get(event.actor, event.actor)
    return own if event.agency == scope.agency else labels.source_name(event.agency)


def _why(event: EventCard) -> str:
    """The words behind an event where they add something: a level, an outcome, another agency, a sentence."""
    if event.what == "raised":
        return word(LEVELS, event.why)
    if event.what == "closed":
        return word(OUTCOMES, event.why)
    if event.what == "referred":
        return labels.source_name(event.why)
    return "" if event.what in {"opened", "reason", "ended"} else event.why
