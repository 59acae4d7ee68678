"""A folder of rule documents, taken whole or not at all: every fault with its file, its line and its reason."""

import re
import tomllib
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from kawal.decisions.rules.document import BadRule, Rule
from kawal.decisions.rules.reading import read_rule

LARGEST = 64 * 1024  # bytes of one document
_AT_LINE = re.compile(r"at line (\d+)")


@dataclass(frozen=True)
class Fault:
    """What is wrong with a document. ``line`` counts from 1."""

    file: str
    line: int
    reason: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.reason}"


@dataclass(frozen=True)
class BadRules:
    """The folder is refused; every fault that was found, by file."""

    faults: tuple[Fault, ...]

    def __str__(self) -> str:
        return "\n".join(map(str, self.faults))


def load_catalogue(folder: Path) -> tuple[Rule, ...] | BadRules:
    """Every document of the folder, by id and version; or all that is wrong with them."""
    rules: list[tuple[Path, Rule]] = []
    faults = []
    for path in sorted(folder.glob("*.toml")):
        read = _read(path)
        if isinstance(read, Fault):
            faults.append(read)
        else:
            rules.append((path, read))
    faults += _doubled(rules)
    if not rules and not faults:
        faults.append(Fault(folder.name, 1, "holds no rule"))
    if faults:
        return BadRules(tuple(sorted(faults, key=lambda it: (it.file, it.line))))
    return tuple(sorted((rule for _path, rule in rules), key=lambda rule: (rule.id, rule.version)))


def _read(path: Path) -> Rule | Fault:
    try:
        if path.stat().st_size > LARGEST:
            return Fault(path.name, 1, f"is larger than {LARGEST} bytes")
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        return Fault(path.name, 1, f"cannot be read: {error}")
    try:
        rule = read_rule(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        found = _AT_LINE.search(str(error))
        return Fault(path.name, int(found[1]) if found else text.count("\n") + 1, str(error))
    except BadRule as error:
        return Fault(path.name, _line_of(text, error.part), str(error))
    except (TypeError, ValueError, AttributeError, KeyError) as error:
        return Fault(path.name, 1, f"a part has the wrong shape: {error}")
    broken = rule.broken_examples()
    if broken:
        return Fault(
            path.name, _line_of(text, "examples"), f"does not keep to its examples: {'; '.join(broken)}"
        )
    return rule


def _doubled(rules: list[tuple[Path, Rule]]) -> list[Fault]:
    """Two documents that say they are the same version of the same rule."""
    counted = Counter(rule.name for _path, rule in rules)
    return [
        Fault(path.name, 1, f"{rule.name} stands in two documents")
        for path, rule in rules
        if counted[rule.name] > 1
    ]


def _line_of(text: str, part: str) -> int:
    """The line on which a part begins, the first where it stands nowhere."""
    found = re.search(rf"^\s*\[*{re.escape(part)}\b", text, re.MULTILINE) if part else None
    return text.count("\n", 0, found.end()) + 1 if found else 1
