"""Rules and trials as their pages show them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kawal.decisions.rules.document import Rule
from kawal.decisions.rules.sentences import Language
from kawal.decisions.trying.cards import By, Example, Group, Trial
from kawal.doors.web.kit.words import LEVELS, STAYS, Words, word
from kawal.doors.web.people.rows import page_of
from kawal.reference import selectors as reference

# In the sentence of a rule a value stands here, another for each person.
PLACEHOLDER = re.compile(r"\{[^}]*\}")
SEVERITIES = {
    1: gettext_lazy("lemah, tidak pernah sendirian"),
    2: gettext_lazy("serius"),
    3: gettext_lazy("gawat"),
}
# The letter that a rule's code begins with.
SUBJECTS: Words = {
    "D": gettext_lazy("Dokumen dan identitas"),
    "K": gettext_lazy("Keberangkatan"),
    "L": gettext_lazy("Kabar dan keselamatan"),
    "M": gettext_lazy("Uang dan upah"),
    "N": gettext_lazy("Jaringan"),
    "P": gettext_lazy("Pulang dan berangkat lagi"),
    "R": gettext_lazy("Perekrutan"),
    "W": gettext_lazy("Kerja di luar negeri"),
}


@dataclass(frozen=True, slots=True)
class RuleRow:
    """A rule in the list."""

    id: str
    version: int
    title: str
    level: str
    severity: str
    ground: str
    url: str
    subject: str

    def matches(self, q: str) -> bool:
        said = f"{self.id} {self.title} {self.ground}".casefold()
        return all(part in said for part in q.casefold().split())


@dataclass(frozen=True, slots=True)
class RuleCard:
    """A rule on its page."""

    row: RuleRow
    headline: str
    reason: str
    when: str
    ground: str
    is_law: bool
    missing: str
    clears: str
    next_step: str
    needs: tuple[str, ...]
    valid_from: date
    deadline_hours: int
    examples: tuple[tuple[bool, str], ...]


@dataclass(frozen=True, slots=True)
class GroupRow:
    name: str
    before: int
    after: int
    added: int
    removed: int


@dataclass(frozen=True, slots=True)
class ExampleRow:
    added: bool
    subject: str
    url: str
    sentence: str
    where: str
    stay: str
    values: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class TrialCard:
    """:ivar groups: by origin, sex, level, each with its heading."""

    trial: Trial
    groups: tuple[tuple[str, tuple[GroupRow, ...]], ...]
    examples: tuple[ExampleRow, ...]


def rule_row(rule: Rule, language: Language) -> RuleRow:
    return RuleRow(
        id=rule.id,
        version=rule.version,
        title=rule.title.said(language),
        level=rule.level,
        severity=str(SEVERITIES[rule.severity]),
        ground=rule.source.said(language),
        url=reverse("watch:rule", args=[rule.id]),
        subject=word(SUBJECTS, rule.id[0]),
    )


def rule_card(rule: Rule, language: Language) -> RuleCard:
    return RuleCard(
        row=rule_row(rule, language),
        headline=rule.headline.said(language).replace("{name}", _("Orang ini")),
        reason=PLACEHOLDER.sub("…", rule.reason.said(language)).replace("….", "…"),
        when=" ".join(rule.when.text.split()),
        ground=rule.source.said(language),
        is_law=rule.source_kind == "law",
        missing=rule.missing.said(language),
        clears=rule.clears.said(language),
        next_step=rule.next_step.said(language),
        needs=rule.needs,
        valid_from=rule.valid_from,
        deadline_hours=rule.deadline_hours,
        examples=tuple((it.fires, it.note) for it in rule.examples),
    )


def trial_card(trial: Trial, language: Language) -> TrialCard:
    headings: tuple[tuple[By, str], ...] = (
        ("level", _("Menurut tingkat")),
        ("sex", _("Menurut jenis kelamin")),
        ("origin", _("Menurut asal")),
    )
    groups = tuple(
        (heading, tuple(_group_row(it) for it in trial.groups if it.by == by)) for by, heading in headings
    )
    return TrialCard(trial, groups, tuple(_example_row(it, language) for it in trial.examples))


def _group_row(group: Group) -> GroupRow:
    return GroupRow(_value(group), group.before, group.after, group.added, group.removed)


def _value(group: Group) -> str:
    if not group.value:
        return _("belum diketahui")
    match group.by:
        case "origin":
            return reference.area_label(group.value)
        case "sex":
            return {"female": _("Perempuan"), "male": _("Laki-laki")}.get(group.value, group.value)
        case "level":
            return word(LEVELS, group.value)


def _example_row(it: Example, language: Language) -> ExampleRow:
    return ExampleRow(
        added=it.added,
        subject=it.subject,
        url=page_of(it.kawal_id) if it.kawal_id else "",
        sentence=it.sentence[language],
        where=reference.area_label(it.province) if it.province else _("asal belum diketahui"),
        stay=word(STAYS, it.stay),
        values=tuple(_cells(it.values)),
    )


def _cells(values: Mapping[str, Any]) -> list[tuple[str, str]]:
    return [(name, _said(value)) for name, value in values.items()]


def _said(value: Any) -> str:
    if value is None:
        return _("belum diketahui")
    if isinstance(value, datetime):
        return value.date().isoformat()
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
