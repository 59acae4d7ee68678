"""The same rule under other values: its document read again with some parameters changed."""

import tomllib
from collections.abc import Mapping
from typing import Any

from kawal.decisions.rules.document import BadRule, Rule
from kawal.decisions.rules.findings import FOLDER, find_rule
from kawal.decisions.rules.reading import read_rule


class UnknownRule(LookupError):
    """No such rule, or none of that version."""


class BadValue(ValueError):
    """``name`` is no parameter of the rule, or the value is of another kind than the standing one."""

    def __init__(self, name: str, said: str) -> None:
        super().__init__(f"{name}: {said}")
        self.name, self.said = name, said


def with_values(rule: Rule, said: Mapping[str, str]) -> Rule:
    """The rule with these parameters, given as people type them.

    :raises BadValue: a name that the rule has not, a text where a whole number is wanted, or a number no rule may hold.
    """
    changed: dict[str, int | str] = {}
    for name, text in said.items():
        if name not in rule.params:
            raise BadValue(name, text)
        changed[name] = _like(rule.params[name], name, text)
    raw = _document(rule)
    try:
        return read_rule({**raw, "params": {**raw.get("params", {}), **changed}})
    except BadRule as error:
        raise BadValue(", ".join(said), ", ".join(said.values())) from error


def standing_rule(rule_id: str) -> Rule:
    """The newest version of a rule.

    :raises UnknownRule: no document has that id.
    """
    found = find_rule(rule_id, 0)
    if found is None:
        raise UnknownRule(rule_id)
    return found


def _like(standing: int | str, name: str, text: str) -> int | str:
    if isinstance(standing, str):
        return text
    try:
        return int(text.strip())
    except ValueError as error:
        raise BadValue(name, text) from error


def _document(rule: Rule) -> dict[str, Any]:
    for path in FOLDER.glob("*.toml"):
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
        if (raw.get("id"), raw.get("version")) == (rule.id, rule.version):
            return raw
    raise BadRule(f"{rule.name} has no document")
