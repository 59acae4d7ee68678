"""Write the tables of these pages that the code already says: roles, kinds of facts, rules.

    python docs/generate.py

A table stands between `<!-- made: NAME -->` and `<!-- end -->`. `tests/house/test_docs.py` fails when one is out of date.
"""

import re
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parents[0] / "src"), str(HERE.parents[0])]

from kawal.access.roles import ROLES  # noqa: E402 -- needs the path above
from kawal.access.scope import Category, Power  # noqa: E402 -- needs the path above
from kawal.decisions.rules.document import SEVERITIES, Rule  # noqa: E402 -- needs the path above
from kawal.decisions.rules.findings import catalogue  # noqa: E402 -- needs the path above
from kawal.facts.contract.fields import Field  # noqa: E402 -- needs the path above
from kawal.facts.contract.kinds import KINDS  # noqa: E402 -- needs the path above

PART = re.compile(r"(<!-- made: (\w+) -->\n).*?(<!-- end -->)", re.DOTALL)


def main() -> None:
    for page in HERE.glob("*.md"):
        page.write_text(renewed(page.read_text(encoding="utf-8")), encoding="utf-8")


def renewed(text: str) -> str:
    """The page with every table made again."""
    return PART.sub(lambda found: f"{found[1]}\n{TABLES[found[2]]()}\n{found[3]}", text)


def table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    lines = [tuple(head)]
    marks = tuple("---" for _ in lines[0])
    return "".join(f"| {' | '.join(row)} |\n" for row in [*lines, marks, *map(tuple, rows)])


def roles() -> str:
    return table(
        ("role", "Indonesian", "its keys come from", "categories it sees", "may"),
        (
            (
                f"`{it.code}`",
                it.label_id,
                it.holds,
                _all_or(it.categories, list(Category)),
                ", ".join(power for power in Power if power in it.powers),
            )
            for it in ROLES.values()
        ),
    )


def _all_or(some: frozenset[Category], every: list[Category]) -> str:
    missing = [it for it in every if it not in some]
    if not some or len(missing) > 3:
        return ", ".join(it for it in every if it in some) or "none"
    return "all" + (f" but {', '.join(missing)}" if missing else "")


def kinds() -> str:
    return table(
        ("kind", "Indonesian", "stage", "category", "fields of `data`"),
        (
            (
                f"`{it.name}`",
                it.label_id,
                it.stage,
                it.category,
                ", ".join(map(_field, it.data.values())) or "–",
            )
            for it in KINDS.values()
        ),
    )


def _field(it: Field) -> str:
    inside = ", ".join(part.name for part in it.parts)
    allowed = "\\|".join(it.codes)
    return (
        f"{it.name} {it.type}" + (f" {{{inside}}}" if inside else "") + (f" ({allowed})" if allowed else "")
    )


def rules() -> str:
    return table(
        ("rule", "Indonesian", "severity", "level", "to be taken within", "source", "needs"),
        (
            (
                f"`{it.id}` v{it.version}",
                it.title.id,
                f"{it.severity}, {SEVERITIES[it.severity]}",
                _level(it),
                f"{it.deadline_hours} h",
                f"{it.source_kind}: {it.source.en}",
                ", ".join(f"`{kind}`" for kind in it.needs),
            )
            for it in catalogue()
        ),
    )


def _level(it: Rule) -> str:
    return ", ".join([it.level, *(f"{up.level} after {up.days} days" for up in it.raises)])


TABLES: dict[str, Callable[[], str]] = {"roles": roles, "kinds": kinds, "rules": rules}

if __name__ == "__main__":
    main()
