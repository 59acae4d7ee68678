"""What the rules say about one picture: findings, with their words and the facts behind them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from kawal.decisions.rules.document import BadRule, Rule, read_file
from kawal.foundation.moments import day_of

FOLDER = Path(__file__).with_name("catalogue")


@dataclass(frozen=True)
class Finding:
    """A rule that fired on a picture. Unique by rule and evidence, so that saying it twice changes nothing.

    :ivar evidence: ``(source, fact id)``, the telling column first.
    """

    rule: Rule
    level: str
    evidence: tuple[tuple[str, str], ...]
    sentence: Mapping[str, str]


@cache
def catalogue() -> tuple[Rule, ...]:
    """Every rule document, by id and version.

    :raises BadRule: a document is wrong, or says the same id and version as another.
    """
    rules = [read_file(path) for path in sorted(FOLDER.glob("*.toml"))]
    names = [rule.name for rule in rules]
    doubled = {name for name in names if names.count(name) > 1}
    if doubled:
        raise BadRule(f"{', '.join(sorted(doubled))} stands in two documents")
    return tuple(sorted(rules, key=lambda rule: (rule.id, rule.version)))


def rules_on(as_of: datetime) -> tuple[Rule, ...]:
    """The rules valid on that day, the newest version of each."""
    day = day_of(as_of)
    newest = {rule.id: rule for rule in catalogue() if rule.is_valid_on(day)}
    return tuple(newest.values())


def find_rule(rule_id: str, version: int) -> Rule | None:
    """That version, or where its document is gone the newest; ``None`` for a rule nobody knows."""
    known = [rule for rule in catalogue() if rule.id == rule_id]
    return next((rule for rule in known if rule.version == version), known[-1] if known else None)


def findings_for(row: Mapping[str, Any], *, as_of: datetime, rules: Sequence[Rule]) -> list[Finding]:
    """What fires on one picture row. A finding whose column names no fact has no evidence and is left out."""
    found = []
    for rule in rules:
        if rule.holds(row, as_of) is not True:
            continue
        evidence = _evidence(rule, row)
        if evidence:
            said = {"id": rule.sentence(row, "id"), "en": rule.sentence(row, "en")}
            found.append(Finding(rule, rule.level_of(row, as_of), evidence, said))
    return found


def changes_at(row: Mapping[str, Any], *, as_of: datetime, rules: Sequence[Rule]) -> datetime | None:
    """The next moment at which silence alone raises a level."""
    moments = [
        row[it.column] + timedelta(days=it.days) for rule in rules for it in rule.raises if row[it.column]
    ]
    return min((at for at in moments if at > as_of), default=None)


def _evidence(rule: Rule, row: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    """Facts of the telling columns, each once. Without any, no finding: an alert must be able to say why."""
    cited = [(it["source"], it["id"]) for column in rule.evidence for it in _because(row, column)]
    return tuple(dict.fromkeys(cited))


def _because(row: Mapping[str, Any], column: str) -> Sequence[Mapping[str, str]]:
    """The facts that set a column; a term (``contact_due_at``) rests on those of its clock."""
    found = (row.get("because") or {}).get(column)
    if found:
        return found  # type: ignore[no-any-return]  # as the picture wrote it
    kind = column.removesuffix("_at")
    return next((it["because"] for it in row.get("clocks") or () if it["kind"] == kind), ())
