"""The facts of a person as the timeline shows them: sentences with source and way of knowing, silences as gaps."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from kawal.access.scope import Category, Power, Scope
from kawal.doors.web import labels
from kawal.doors.web.kit import figures, times
from kawal.doors.web.kit.cards.people import FactRow
from kawal.doors.web.kit.cards.shell import Link
from kawal.doors.web.parties.words import shown_name
from kawal.facts.contract.kinds import KINDS, WITHDRAWN
from kawal.situation.parties import selectors as parties
from kawal.situation.parties.rules.mentions import FIELDS as NAMING
from kawal.situation.parties.rules.mentions import mentions_of
from kawal.situation.people.cards import FactCard

SILENT_FROM = 45  # days: contact is agreed monthly, and a fortnight late is not yet a silence
LATE_FROM = timedelta(days=2)
SAME_DAYS = timedelta(days=1)
# Numbers of papers: they name a person as surely as a NIK does.
NUMBERED = {"document_seen", "travel_document_issued", "permit_seen"}
LONG_NUMBER = re.compile(r"(?<!\d)\d(?:[ .-]?\d){15}(?!\d)")
# What tells of silence is no word from the person.
NO_WORD = {"check_in_missed", "contact_lost"}
NEEDED_FOR_GAPS = {Category.JOURNEY, Category.WORK, Category.CONTACT, Category.TROUBLE, Category.MOVEMENT}
ZONES = {
    "MYS": "Asia/Kuala_Lumpur", "SGP": "Asia/Singapore", "HKG": "Asia/Hong_Kong", "BRN": "Asia/Brunei", "TWN": "Asia/Taipei",
    "THA": "Asia/Bangkok", "KHM": "Asia/Phnom_Penh", "JPN": "Asia/Tokyo", "KOR": "Asia/Seoul", "SAU": "Asia/Riyadh",
    "ARE": "Asia/Dubai", "QAT": "Asia/Qatar", "KWT": "Asia/Kuwait", "OMN": "Asia/Muscat", "JOR": "Asia/Amman", "MMR": "Asia/Yangon",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Away:
    """The time abroad in which silence counts; ``until`` is None while it lasts."""

    since: datetime
    until: datetime | None


def anchor(fact: FactCard) -> str:
    return f"f{fact.seq}"


def without_numbers(text: str) -> str:
    """A text in which no sixteen digits stand whole."""
    return LONG_NUMBER.sub(lambda found: figures.masked(re.sub(r"\D", "", found[0])), text)


def sentence_of(fact: FactCard, known: labels.ReferenceLabels) -> str:
    """The fact as a sentence that gives no number of a paper away."""
    data = fact.data
    if fact.kind in NUMBERED and data.get("number"):
        data = {**data, "number": figures.masked(str(data["number"]))}
    return without_numbers(labels.said(fact.kind, data, fact.place, known))


def may_change(fact: FactCard, scope: Scope) -> bool:
    """Only what the own agency said, while it stands."""
    return (
        fact.source == scope.agency
        and fact.state == "active"
        and fact.kind != WITHDRAWN
        and scope.may(Power.REPORT)
    )


def fact_rows(facts: Sequence[FactCard], *, scope: Scope, kawal_id: str) -> list[FactRow]:
    """Rows in the order given; withdrawals are told by the line through what they withdraw."""
    shown = [fact for fact in facts if fact.kind != WITHDRAWN]
    known, named = labels.labels_for(shown), _parties(shown, scope)
    rows = (_row(fact, shown, known, scope, kawal_id) for fact in shown)
    return [
        replace(row, links=named[fact.seq]) if fact.seq in named else row
        for fact, row in zip(shown, rows, strict=True)
    ]


def _parties(facts: Sequence[FactCard], scope: Scope) -> dict[int, list[Link]]:
    """Where more is said of who a fact names, for those who may look there. Facts that name nobody ask nothing."""
    naming = {fact.seq: fact for fact in facts if fact.kind in NAMING and mentions_of(fact.kind, fact.data)}
    if not naming or not scope.may(Power.SEARCH):
        return {}
    return {
        seq: [Link(_more_of(naming[seq], role), reverse("parties:page", args=[code])) for role, code in found]
        for seq, found in parties.list_links(scope=scope, facts=list(naming)).items()
    }


def _more_of(fact: FactCard, role: str) -> str:
    name = next((it.name for it in mentions_of(fact.kind, fact.data) if it.role == role and it.name), "")
    return _("Laporan lain tentang %(name)s") % {"name": shown_name(name)}


def with_gaps(
    rows: Sequence[FactRow],
    facts: Sequence[FactCard],
    away: Away | None,
    until: datetime | None,
    before: datetime | None = None,
) -> list[FactRow]:
    """Rows newest first with the silences between them. ``until`` is now, or None on a page of older facts, whose
    first row follows another one that is not here; ``before`` is the last word that stands on the next page."""
    if away is None:
        return list(rows)
    told = {anchor(fact) for fact in told_by(facts)}
    found: list[FactRow] = []
    later = until
    for row in rows:
        at = _moment(row)
        if row.anchor in told and at is not None:
            found += _gaps(at, later, away)
            later = at
        found.append(row)
    return [*found, *(_gaps(before, later, away) if before else [])]


def told_by(facts: Sequence[FactCard]) -> list[FactCard]:
    """Those that are word from or of her, and stand."""
    return [fact for fact in facts if fact.state == "active" and fact.kind not in NO_WORD]


def longest_gap(facts: Sequence[FactCard], away: Away | None, now: datetime) -> int:
    """Days of the longest silence while abroad, 0 where there was none worth telling."""
    if away is None:
        return 0
    end = away.until or now
    inside = sorted(fact.at for fact in told_by(facts) if away.since <= fact.at <= end)
    points = [away.since, *inside, end]
    longest = max((times.days_between(a, b) for a, b in zip(points, points[1:], strict=False)), default=0)
    return longest if longest >= SILENT_FROM else 0


def knows_of_silence(scope: Scope, *, in_scope: bool, category: str = "") -> bool:
    """Silence is only told to readers who would have seen the word that broke it."""
    return in_scope and not category and all(scope.sees(it) for it in NEEDED_FOR_GAPS)


def _gaps(earlier: datetime, later: datetime | None, away: Away) -> list[FactRow]:
    """The silence between two words, as far as it falls into the time abroad; none where it is short."""
    if later is None or earlier < away.since:
        return []
    later = min(later, away.until or later)
    days = times.days_between(earlier, later)
    return [FactRow(gap_days=days, gap_text=times.months(earlier, later))] if days >= SILENT_FROM else []


def _moment(row: FactRow) -> datetime | None:
    return row.at if isinstance(row.at, datetime) else None


def _row(
    fact: FactCard, all_: Sequence[FactCard], known: labels.ReferenceLabels, scope: Scope, kawal_id: str
) -> FactRow:
    others = [labels.source_name(source) for source in confirmed_by(fact, all_)]
    mine = may_change(fact, scope)
    text = fact.data.get("text")
    about = [kawal_id, fact.source, fact.id]
    return FactRow(
        at=fact.at,
        sentence=sentence_of(fact, known),
        source=labels.source_name(fact.source),
        basis=fact.basis,
        precision="day" if fact.day_only else "time",
        anchor=anchor(fact),
        state=fact.state,
        firm=fact.basis == "witnessed" or bool(others),
        quote=without_numbers(text) if isinstance(text, str) else "",
        zone=ZONES.get(str((fact.place or {}).get("country")), ""),
        confirmed_by=", ".join(others),
        recorded_at=fact.recorded_at if fact.recorded_at - fact.at > LATE_FROM else None,
        ended_at=fact.ended_at,
        reason=without_numbers(fact.end_reason or ""),
        correct_url=reverse("facts:correct", args=about) if mine else "",
        withdraw_url=reverse("facts:withdraw", args=about) if mine else "",
        more=_unknown(fact),
    )


def confirmed_by(fact: FactCard, facts: Sequence[FactCard]) -> list[str]:
    """Other sources that say the same of about the same day."""
    if fact.state != "active":
        return []
    return sorted(
        {
            other.source for other in facts
            if other.kind == fact.kind and other.source != fact.source and other.state == "active"
            and abs(other.at - fact.at) <= SAME_DAYS
        }
    )  # fmt: skip


def _unknown(fact: FactCard) -> dict[str, str]:
    """Keys the contract does not know, kept by the ledger and shown as such."""
    kind = KINDS.get(fact.kind)
    known: Collection[str] = kind.data if kind else ()
    extra: dict[str, Any] = {**(fact.more or {}), **{k: v for k, v in fact.data.items() if k not in known}}
    return {key: without_numbers(str(value))[:200] for key, value in extra.items()}


def undone(row: FactRow) -> FactRow:
    """The row without its acts, for the page that asks why it is withdrawn."""
    return replace(row, correct_url="", withdraw_url="")
