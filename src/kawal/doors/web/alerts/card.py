"""One alert as its page shows it: why, what is not known, what would clear it, and the next lawful steps."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import groupby
from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from kawal.access.scope import Power, Scope
from kawal.decisions.alerts.cards import ActCard, AlertCard, CitedFact, EventCard, ReasonCard
from kawal.decisions.alerts.services import WARN_RING
from kawal.decisions.rules.document import Text
from kawal.doors.web import labels
from kawal.doors.web.alerts import rows, steps
from kawal.doors.web.alerts.words import (
    ACTS,
    ANSWERS,
    CLIMBED,
    EVENTS,
    OF_RINGS,
    OUTCOMES,
    RUNGS,
    STATES,
    WEIGHTS,
)
from kawal.doors.web.kit import figures, times
from kawal.doors.web.kit.cards import work as kit
from kawal.doors.web.kit.cards.people import PersonRow, Station
from kawal.doors.web.kit.cards.shell import Link
from kawal.doors.web.kit.words import LEVELS, SEXES, word
from kawal.doors.web.people.rows import place_of

SYSTEM = "kawal"
SOME, MUCH, MOST, LEAST = 0.7, 2.0, 5.0, 0.04  # log-odds; the last is the shortest bar that is seen
MOST_CITED, ALL_BUT_ONE = 4, 99.0
OF_REASONS = ("reason", "ended")
STAGES = ("new", "triage", "in_hand", "closed")


def alert_card(
    card: AlertCard,
    scope: Scope,
    now: datetime,
    *,
    journey: Sequence[Station] = (),
    case: Link | None = None,
    ring: Link | None = None,
) -> kit.AlertCard:
    """``ring``: where the ring is read that a reason speaks of."""
    names = rows.holders(
        [it.actor for it in card.history if it.agency == scope.agency]
        + [it.proposed_by for it in card.acts if it.proposed_agency == scope.agency]
    )
    is_open = card.state != "closed"
    return kit.AlertCard(
        id=card.code,
        url=_url("alerts:page", card.code),
        level=card.level,
        title=headline(card),
        person=_person(card, scope),
        reasons=[
            replace(_reason(card, it, scope), link=ring if it.rule in OF_RINGS else None)
            for it in rows.holding(card)
        ],
        former=[_reason(card, it, scope) for it in card.reasons if it.ended_at is not None],
        list_url=reverse("alerts:list"),
        clocks=_clocks(card, now),
        steps=_steps(card),
        journey=journey,
        rule=", ".join(dict.fromkeys(f"{it.rule} v{it.version}" for it in rows.holding(card))),
        missing=_missing(card, scope) if is_open else (),
        clears=_clears(card),
        acts=steps.acts_of(card, scope, case) if is_open else (),
        others=steps.others_of(card, scope) if is_open else (),
        procedure=card.procedure,
        held=_held(card, scope, names),
        case=case,
        closed=_closed(card, scope, names),
        reopen_url=_url("alerts:reopen", card.code)
        if not card.is_merged and scope.may(Power.TAKE_ALERT)
        else "",
        calm=_calm(card) if is_open else "",
        climbed=str(CLIMBED[card.climbed]) if is_open and card.climbed else "",
        asleep=_asleep(card, scope) if is_open else None,
        pairs=[_pair(it, card, scope, names, now) for it in card.acts],
        score=_score(card),
        raised=rows.raised(card),
        ring_url=_url("rings:page", card.ring) if card.ring else "",
        events=_events(card, scope, names),
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
    facts = _of_many(reason.facts) if card.ring else _each_once(card, reason.facts, scope)
    strong, text = _opening(_said(reason.title), _said(reason.sentence) if reason.sentence else "")
    return kit.ReasonRow(
        strong=strong,
        text=text,
        facts=facts[:MOST_CITED],
        more=facts[MOST_CITED:],
        held_back=held_back,
        ended=_("Tidak berlaku lagi sejak %(day)s.") % {"day": times.day(reason.ended_at)}
        if reason.ended_at
        else "",
        **_weight(reason.points),
    )


def _weight(points: float | None) -> dict[str, Any]:
    """How much a reason adds, in a word and as a bar on one scale for every alert, so that two of them compare."""
    if points is None:
        return {}
    said = "much" if points >= MUCH else "some" if points >= SOME else "little"
    return {"weight": word(WEIGHTS, said), "share": min(max(points / MOST, LEAST), 1.0)}


def _opening(title: str, sentence: str) -> tuple[str, str]:
    """What stands in bold, and the rest: a sentence that begins with its title is not said twice."""
    if sentence.startswith(title):
        return title, sentence.removeprefix(title).lstrip()
    return f"{title}.", sentence


def _of_many(facts: Sequence[CitedFact]) -> list[kit.CitedRow]:
    """Facts about the members of a ring: what is said of several alike stands once, and leads to no one person's timeline."""
    found = Counter(
        (labels.source_name(it.source), it.basis, f"{labels.kind_label(it.kind)}, {times.day(it.at)}")
        for it in facts
    )
    return [
        kit.CitedRow(source, basis, Link(f"{label} · {count} ×" if count > 1 else label, ""))
        for (source, basis, label), count in found.items()
    ]


def _each_once(card: AlertCard, facts: Sequence[CitedFact], scope: Scope) -> list[kit.CitedRow]:
    """What looks alike stands once, with how often and where its first is read."""
    found: dict[tuple[str, str, str], list[kit.CitedRow]] = {}
    for row in (_cited(card, fact, scope) for fact in facts):
        found.setdefault((row.source, row.basis, row.fact.label), []).append(row)
    return [
        replace(alike[0], fact=Link(f"{label} · {len(alike)} ×", alike[0].fact.url))
        if len(alike) > 1
        else alike[0]
        for (_source, _basis, label), alike in found.items()
    ]


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


def _held(card: AlertCard, scope: Scope, names: Mapping[str, str]) -> str:
    if not card.taken_by or card.taken_at is None:
        return ""
    told = {"who": rows.holder_of(card, scope, names), "day": times.day(card.taken_at)}
    return _("Pemegang: %(who)s, sejak %(day)s") % told


def _steps(card: AlertCard) -> list[kit.Step]:
    """Baru, Triase, Ditangani, Selesai; Dirujuk only where it was."""
    states = [*STAGES[:3], "referred", "closed"] if card.state == "referred" else list(STAGES)
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
    act = Link(_("Catat kabar"), record) if record else None
    found = _of_reasons(card, lambda it: it.missing)
    if len(found) == 1:
        return [kit.MissingRow(question, found[0][1], act=act)]
    return (
        [
            kit.MissingRow(question, act=act),
            *(kit.MissingRow(f"{titles}:", text) for titles, text in found),
        ]
        if found
        else []
    )


def _clears(card: AlertCard) -> list[kit.ClearRow]:
    found = _of_reasons(card, lambda it: it.clears)
    return [kit.ClearRow(text, titles if len(found) > 1 else "") for titles, text in found]


def _of_reasons(card: AlertCard, told: Callable[[ReasonCard], Text]) -> list[tuple[str, str]]:
    """What the reasons that hold tell, each text once, before it the reasons it is of."""
    found: dict[str, list[str]] = {}
    for it in _by_rule(rows.holding(card)):
        found.setdefault(_said(told(it)), []).append(_said(it.title))
    return [(" · ".join(titles), text) for text, titles in found.items() if text]


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
        _(
            "Reda sejak %(day)s: tidak ada alasan yang masih berlaku. Petugas tetap menutupnya, dengan mencatat hasilnya."
        )
        % told
    )


def _asleep(card: AlertCard, scope: Scope) -> kit.Asleep | None:
    if card.snoozed_until is None:
        return None
    said = _("Ditunda sampai %(day)s; kembali sendiri ke daftar.") % {"day": times.day(card.snoozed_until)}
    return kit.Asleep(said, _url("alerts:wake", card.code) if scope.may(Power.TAKE_ALERT) else "")


def _pair(
    act: ActCard, card: AlertCard, scope: Scope, names: Mapping[str, str], now: datetime
) -> kit.PairRow:
    """An act that takes two: who proposed it, and what became of it or who may answer."""
    by = names.get(act.proposed_by, "") if act.proposed_agency == scope.agency else ""
    told = {"by": by or labels.source_name(act.proposed_agency), "at": times.day(act.proposed_at)}
    may_answer = not act.answer and scope.may(Power.CONFIRM_ACT) and act.proposed_by != scope.actor
    answer = "orphaned" if act.is_orphaned else act.answer
    state = word(ANSWERS, answer) if answer else _("Menunggu petugas kedua")
    if act.answered_agency:
        state = f"{state}, {labels.source_name(act.answered_agency)}"
    refused = act.answer == "refused" and act.answer_why
    return kit.PairRow(
        word(ACTS, act.kind),
        _("Diusulkan %(by)s, %(at)s.") % told,
        act.why,
        f"{state}: {act.answer_why}" if refused else state,
        None if act.answer else times.until(act.expires_at, now),
        reverse("alerts:answer", args=[card.code, act.act_id]) if may_answer else "",
        _warned(act, card),
    )


def _warned(act: ActCard, card: AlertCard) -> Link | None:
    """Once two officers have decided to warn a ring: where its members are found, to be called one by one."""
    if act.kind != WARN_RING or act.answer != "confirmed" or not card.ring:
        return None
    return Link(_("Hubungi anggotanya satu per satu"), f"{_url('rings:page', card.ring)}#anggota")


def _score(card: AlertCard) -> str:
    """In words: so many of a hundred such, and by which weights."""
    if card.probability is None or card.low is None or card.high is None:
        return ""
    if card.low * 100 > ALL_BUT_ONE:
        said = _("lebih dari 99 dari 100 yang seperti ini dalam bahaya")
        return f"{said} · {_('bobot')} {card.weights}"
    told = {
        "share": _of_hundred(card.probability),
        "low": _of_hundred(card.low),
        "high": _of_hundred(card.high),
    }
    said = _("kira-kira %(share)s dari 100 yang seperti ini dalam bahaya (%(low)s sampai %(high)s)") % told
    return f"{said} · {_('bobot')} {card.weights}"


def _of_hundred(share: float) -> str:
    per_hundred = share * 100
    if per_hundred > ALL_BUT_ONE:
        return _("lebih dari 99")
    return figures.number(round(per_hundred)) if per_hundred >= 1 else _("kurang dari 1")


def _events(card: AlertCard, scope: Scope, names: Mapping[str, str]) -> list[kit.NoteRow]:
    """Newest first; reasons that came or went in one moment are one line."""
    titles = {it.rule: _said(it.title) for it in card.reasons}

    def alike(it: EventCard) -> tuple[object, ...]:
        return (it.at, it.actor, it.what) if it.what in OF_REASONS else (id(it),)

    found = []
    for _same, group in groupby(reversed(card.history), alike):
        events = [*group]
        text = word(EVENTS, events[0].what)
        whys = dict.fromkeys(filter(None, (_why(it, titles) for it in events)))
        said = f"{text}: {'; '.join(whys)}" if whys else text
        found.append(kit.NoteRow(events[0].at, _who(events[0], scope, names), said))
    return found


def _who(event: EventCard, scope: Scope, names: Mapping[str, str]) -> str:
    """The system, you, a colleague by name, or the other agency."""
    if event.agency == SYSTEM:
        return "Kawal"
    if event.actor == scope.actor:
        return _("Anda")
    own = names.get(event.actor, event.actor)
    return own if event.agency == scope.agency else labels.source_name(event.agency)


def _why(event: EventCard, titles: Mapping[str, str]) -> str:
    """The words behind an event where they add something: a reason, a level, an outcome, another agency, a sentence."""
    if event.what in OF_REASONS:
        return titles.get(event.why.partition(" ")[0], "")
    if event.what == "raised":
        return word(LEVELS, event.why)
    if event.what == "closed":
        return word(OUTCOMES, event.why)
    if event.what == "referred":
        return labels.source_name(event.why)
    if event.what in {"proposed", "confirmed", "refused", "lapsed"}:
        return word(ACTS, event.why)
    if event.what == "climbed":
        return word(RUNGS, event.why)
    return "" if event.what in {"opened", "recused", "passed"} else event.why
