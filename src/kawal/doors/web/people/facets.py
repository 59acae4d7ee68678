"""What is derived about a person, in words: departure procedure, stay, screening, terms, each with what it rests on."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.utils.dateparse import parse_datetime
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kawal.access.scope import Category, Scope
from kawal.doors.web import labels
from kawal.doors.web.kit import times
from kawal.doors.web.kit.cards.people import ScreeningCard, TermRow
from kawal.doors.web.kit.cards.shell import Link
from kawal.doors.web.kit.sentences import joined
from kawal.doors.web.people.timeline import anchor
from kawal.reference import selectors as reference
from kawal.situation.people.cards import FactCard
from kawal.situation.pictures.cards import PictureCard

# What a broken rule means, said without blame; N1 … N14 are the rules of departures.
BROKEN: dict[str, str | Promise] = {
    "N1": gettext_lazy("tidak tercatat di sistem penempatan"),
    "N2": gettext_lazy("tanpa perjanjian penempatan atau perjanjian kerja"),
    "N3": gettext_lazy("tanpa job order yang berlaku"),
    "N4": gettext_lazy("perusahaan penempatan tidak berizin"),
    "N5": gettext_lazy("visa bukan visa kerja"),
    "N6": gettext_lazy("negara atau jabatan sedang ditutup"),
    "N7": gettext_lazy("umur di bawah batas"),
    "N8": gettext_lazy("tanpa orientasi pemberangkatan"),
    "N9": gettext_lazy("tanpa jaminan sosial"),
    "N10": gettext_lazy("tanpa kartu pekerja migran"),
    "N11": gettext_lazy("keluarga atau desa tidak diberi tahu"),
    "N12": gettext_lazy("dikenai biaya untuk pekerjaan bebas biaya"),
    "N13": gettext_lazy("data diri bertentangan"),
    "N14": gettext_lazy("tidak lewat perlintasan resmi"),
}
TERMS: dict[str, tuple[str | Promise, Category]] = {
    "contact_due": (gettext_lazy("Kabar berikutnya"), Category.CONTACT),
    "report_in_due": (gettext_lazy("Lapor diri ke perwakilan"), Category.CONTACT),
    "contract_end": (gettext_lazy("Perjanjian kerja berakhir"), Category.WORK),
    "permit_end": (gettext_lazy("Izin kerja berakhir"), Category.WORK),
    "arrival_due": (gettext_lazy("Turun dari kendaraan"), Category.MOVEMENT),
    "return_due": (gettext_lazy("Tiba di debarkasi"), Category.MOVEMENT),
    "hand_over_due": (gettext_lazy("Diserahterimakan"), Category.MOVEMENT),
    "follow_up_due": (gettext_lazy("Kunjungan setelah pulang"), Category.MOVEMENT),
}
COARSE = {"abroad_in_contact", "abroad_silent", "in_trouble", "in_custody"}
Facts = Mapping[tuple[str, str], FactCard]


def by_id(facts: Iterable[FactCard]) -> dict[tuple[str, str], FactCard]:
    return {(fact.source, fact.id): fact for fact in facts}


def because(said: Iterable[Mapping[str, Any]], facts: Facts, *, most: int = 3) -> list[Link]:
    """Links to the facts behind a value; those the reader does not see on this page are not named."""
    found = [facts[it["source"], it["id"]] for it in said if (it.get("source"), it.get("id")) in facts]
    return [
        Link(f"{times.short_day(fact.at)}, {labels.source_name(fact.source)}", f"#{anchor(fact)}")
        for fact in found[:most]
    ]


def rule_name(rule: str) -> str:
    """``dep-N11`` is rule N11."""
    return rule.rpartition("-")[2]


def procedure_sentence(picture: PictureCard) -> str:
    """Why the departure is what it is, as one sentence; rules without an answer are counted, not listed."""
    broken = [_broken(rule) for rule in picture.procedure_rules]
    if broken:
        text = joined(broken)
        return f"{text[:1].upper()}{text[1:]}."
    open_ = [it for it in picture.procedure_because if it.get("answer") == "unknown"]
    if picture.departed_at is None and picture.arrived_at is None:
        return _("Belum ada catatan keberangkatan.")
    if open_:
        named = [rule_name(str(it.get("rule", ""))) for it in open_[:4]]
        more = [_("lainnya")] if len(open_) > 4 else []
        return _("Belum terjawab: aturan %(rules)s.") % {"rules": joined([*named, *more])}
    return ""


def procedure_because(picture: PictureCard, facts: Facts) -> list[Link]:
    """The facts behind the rules that are broken, each once."""
    said = [
        fact for it in picture.procedure_because
        if it.get("rule") in picture.procedure_rules or rule_name(str(it.get("rule"))) in picture.procedure_rules
        for fact in it.get("because") or ()
    ]  # fmt: skip
    unique = {(it.get("source"), it.get("id")): it for it in said}
    return because(unique.values(), facts)


def _broken(rule: str) -> str:
    name = rule_name(rule)
    return _("%(what)s (%(rule)s)") % {"what": BROKEN[name], "rule": name} if name in BROKEN else name


def stay_for(stay: str, scope: Scope) -> str:
    """The stay as the reader may know it: without word and trouble, everything abroad is only `departed`."""
    if stay in COARSE and not (scope.sees(Category.CONTACT) and scope.sees(Category.TROUBLE)):
        return "departed"
    return stay


def screenings(picture: PictureCard, scope: Scope) -> list[ScreeningCard] | None:
    """One statement an assessor, newest first; None where the reader does not see them."""
    if not scope.sees(Category.PROTECTION):
        return None
    newest: dict[str, ScreeningCard] = {}
    for it in picture.screenings:
        at = _moment(it.get("at"))
        if at is None:
            continue
        assessor = str(it.get("assessor") or "") or labels.source_name(str(it.get("source") or ""))
        card = ScreeningCard(str(it.get("outcome") or "not_screened"), assessor, at)
        if assessor not in newest or newest[assessor].at <= at:
            newest[assessor] = card
    return sorted(newest.values(), key=lambda card: card.at, reverse=True)


def terms(picture: PictureCard, facts: Facts, scope: Scope, now: datetime) -> list[TermRow]:
    """The clocks that run, nearest first, of the categories the reader sees."""
    rows = []
    for it in picture.clocks:
        kind, due = str(it.get("kind")), _moment(it.get("due_at"))
        label, category = _term(kind)
        if due is None or not scope.sees(category):
            continue
        rows.append((due, TermRow(label, times.until(due, now), because(it.get("because") or (), facts))))
    return [row for _due, row in sorted(rows, key=lambda it: it[0])]


def _term(kind: str) -> tuple[str, Category]:
    if kind in TERMS:
        label, category = TERMS[kind]
        return str(label), category
    limit = next((it for it in reference.list_limits() if it.rule.lower() == kind.lower()), None)
    return (limit.label(labels.language()) if limit else kind.replace("_", " ")), Category.MOVEMENT


def _moment(value: Any) -> datetime | None:
    if isinstance(value, datetime):
        return value
    return parse_datetime(value) if isinstance(value, str) else None


def birth_words(births: Sequence[str], year: int | None) -> tuple[str, str]:
    """The birth most often said, and in words what other sources say."""
    if not births:
        return (str(year) if year else ""), ""
    chosen = next((it for it in births if not year or it.startswith(str(year))), births[0])
    others = sorted({it[:4] for it in births} - {chosen[:4]})
    return partial_day(chosen), _("sumber lain: %(years)s") % {"years": ", ".join(others)} if others else ""


def partial_day(text: str) -> str:
    """``1999``, ``April 1999`` or ``5 Apr 1999``; what is no date is shown as it is."""
    parts = text.split("-")
    try:
        numbers = [int(part) for part in parts]
        if len(numbers) == 3:
            return times.day(date(*numbers))
        return times.month(date(numbers[0], numbers[1], 1)) if len(numbers) == 2 else text
    except (ValueError, TypeError, IndexError):
        return text
