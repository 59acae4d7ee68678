"""Reads of legal limits, always as of a day."""

from dataclasses import dataclass
from datetime import date

from kawal.reference import knowledge
from kawal.reference.limits.models import LegalLimit


@dataclass(frozen=True, slots=True)
class LimitCard:
    """A limit as the law had it in a period. ``value`` is ``None`` for a duty without a figure."""

    rule: str
    title_id: str
    title_en: str
    value: int | None
    unit: str
    unit_label: str
    clock_from: str
    duty_of: str
    basis: str
    source: str
    confidence: str
    confidence_label: str
    dating: str
    note: str
    valid_from: date
    valid_to: date | None

    def label(self, language: str = "id") -> str:
        return self.title_en if language == "en" else self.title_id


def limit(rule: str, on: date) -> LimitCard | None:
    """The limit of a rule (``T1``, ``T7a``) in force on a day, or ``None`` where none was."""
    return next((it for it in list_limits(on=on) if it.rule == rule), None)


def list_limits(*, on: date | None = None) -> list[LimitCard]:
    """All limits, or those in force on a day, in the order T1 to T15. From memory."""
    cards: list[LimitCard] = knowledge.kept("limits", _read)
    return [
        it for it in cards if on is None or it.valid_from <= on and (it.valid_to is None or on < it.valid_to)
    ]


def _read(using: str) -> list[LimitCard]:
    cards = [_card(it) for it in LegalLimit.objects.using(using).all()]
    return sorted(
        cards, key=lambda it: (int("".join(c for c in it.rule if c.isdigit())), it.rule, it.valid_from)
    )


def _card(it: LegalLimit) -> LimitCard:
    return LimitCard(
        rule=it.rule,
        title_id=it.title_id,
        title_en=it.title_en,
        value=it.value,
        unit=it.unit,
        unit_label=LegalLimit.Unit(it.unit).label,
        clock_from=it.clock_from,
        duty_of=it.duty_of,
        basis=it.basis,
        source=it.source,
        confidence=it.confidence,
        confidence_label=LegalLimit.Confidence(it.confidence).label,
        dating=it.dating,
        note=it.note,
        valid_from=it.valid_from,
        valid_to=it.valid_to,
    )
