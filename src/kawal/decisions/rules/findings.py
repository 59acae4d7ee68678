"""What the rules say about one row: findings, with their words and the facts behind them; and when silence will say more."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

from kawal.decisions.rules.document import LEVELS, BadRule, Rule
from kawal.decisions.rules.loading import BadRules, load_catalogue
from kawal.foundation.moments import day_of

FOLDER = Path(__file__).with_name("catalogue")
Because = Mapping[str, Sequence[Mapping[str, str]]]


@dataclass(frozen=True)
class Finding:
    """A rule that fired on a row. Unique by rule and evidence, so that saying it twice changes nothing.

    :ivar grade: 1, and more for what is graver by the rule's own grades.
    :ivar evidence: ``(source, fact id)``, the telling column first.
    """

    rule: Rule
    level: str
    grade: int
    evidence: tuple[tuple[str, str], ...]
    sentence: Mapping[str, str]


@cache
def catalogue() -> tuple[Rule, ...]:
    """Every rule document in force, by id and version: read once, and kept until the process ends.

    :raises BadRule: a document is wrong, or says the same id and version as another.
    """
    return read_catalogue(FOLDER)


def read_catalogue(folder: Path) -> tuple[Rule, ...]:
    """:raises BadRule: with every fault of the folder."""
    loaded = load_catalogue(folder)
    if isinstance(loaded, BadRules):
        raise BadRule(str(loaded))
    return loaded


def rules_on(as_of: datetime) -> tuple[Rule, ...]:
    """The rules valid at that moment, the newest version of each."""
    return rules_of(day_of(as_of))


def rules_of(day: date) -> tuple[Rule, ...]:
    """The rules valid on that day, the newest version of each."""
    newest = {rule.id: rule for rule in catalogue() if rule.is_valid_on(day)}
    return tuple(newest.values())


def find_rule(rule_id: str, version: int) -> Rule | None:
    """That version, or where its document is gone the newest; ``None`` for a rule nobody knows."""
    known = [rule for rule in catalogue() if rule.id == rule_id]
    return next((rule for rule in known if rule.version == version), known[-1] if known else None)


def findings_for(
    row: Mapping[str, Any], *, as_of: datetime, rules: Sequence[Rule], because: Because | None = None
) -> list[Finding]:
    """What fires on one row. A finding whose columns name no fact has no evidence and is left out.

    :param because: facts behind the columns; those of the row itself (``because``, ``clocks``) come first.
    """
    found = []
    for rule in rules:
        grade = rule.grade_of(row, as_of)
        if not grade:
            continue
        evidence = _evidence(rule, row, because or {})
        if evidence:
            said = {"id": rule.sentence(row, as_of, "id"), "en": rule.sentence(row, as_of, "en")}
            found.append(Finding(rule, rule.level_of(row, as_of), grade, evidence, said))
    return found


def next_change(rule: Rule, row: Mapping[str, Any], as_of: datetime) -> datetime | None:
    """The first moment after ``as_of`` at which silence alone changes what a rule says of a row; ``None`` for never."""
    moments = {at for turns in rule.turns for at in turns(row, as_of) if at > as_of}
    said = _said(rule, row, as_of) if moments else None
    return next((at for at in sorted(moments) if _said(rule, row, at) != said), None)


def _said(rule: Rule, row: Mapping[str, Any], as_of: datetime) -> tuple[int, int]:
    grade = rule.grade_of(row, as_of)
    return grade, LEVELS.index(rule.level_of(row, as_of)) if grade else -1


def _evidence(rule: Rule, row: Mapping[str, Any], because: Because) -> tuple[tuple[str, str], ...]:
    """Facts of the telling columns, each once. Without any, no finding: an alert must be able to say why."""
    cited = [(it["source"], it["id"]) for column in rule.evidence for it in _because(row, because, column)]
    return tuple(dict.fromkeys(cited))


def _because(row: Mapping[str, Any], because: Because, column: str) -> Sequence[Mapping[str, str]]:
    """The facts that set a column; a term (``contact_due_at``) rests on those of its clock."""
    found = (row.get("because") or {}).get(column) or because.get(column)
    if found:
        return found
    kind = column.removesuffix("_at")
    return next((it["because"] for it in row.get("clocks") or () if it["kind"] == kind), ())
