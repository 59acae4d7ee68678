"""What nobody but a test asks for is not kept, in the rooms of the watch."""

import ast
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).parents[2]
WATCH = (
    "kawal.decisions",
    "kawal.situation.context",
    "kawal.situation.networks",
    "kawal.situation.picture",
    "kawal.situation.rings",
    "kawal.situation.signals",
    "kawal_batch.watch",
)
ASKED_BY_DJANGO = ("apps", "migrations", "models")


class Module(NamedTuple):
    """:ivar reads: names it reads; ``takes`` by name what it imports; ``asks`` what it reads of imported modules."""

    tree: ast.Module
    reads: set[str]
    takes: dict[str, tuple[str, str]]
    asks: set[tuple[str, str]]


def read(path: Path) -> Module:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    takes: dict[str, tuple[str, str]] = {}
    reads, asked = set(), set()
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            takes |= {it.asname or it.name: (node.module, it.name) for it in node.names}
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
            reads.add(node.id)
        elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            asked.add((node.value.id, node.attr))
    asks = {(".".join(takes[name]), attr) for name, attr in asked if name in takes}
    return Module(tree, reads, takes, asks)


def modules() -> dict[str, Module]:
    paths = [(it, ROOT / "src") for it in (ROOT / "src").rglob("*.py")]
    paths += [(it, ROOT) for folder in ("benchmarks", "config") for it in (ROOT / folder).rglob("*.py")]
    names = {".".join(it.relative_to(base).with_suffix("").parts): it for it, base in paths}
    return {name.removesuffix(".__init__"): read(path) for name, path in names.items()}


def defined(tree: ast.Module) -> Iterator[str]:
    for node in tree.body:
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
            yield node.name
        targets = (
            node.targets
            if isinstance(node, ast.Assign)
            else [node.target]
            if isinstance(node, ast.AnnAssign)
            else []
        )
        for target in targets:
            parts = target.elts if isinstance(target, ast.Tuple) else [target]
            yield from (it.id for it in parts if isinstance(it, ast.Name) and not it.id.startswith("__"))


@pytest.mark.slow
def test_every_name_is_read_by_something_that_is_no_test() -> None:
    known = modules()
    asked = set().union(*(it.asks for it in known.values()))
    takers: defaultdict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
    for name, module in known.items():
        for local, taken in module.takes.items():
            takers[taken].append((name, local))

    def is_read(place: tuple[str, str]) -> bool:
        """By its own module, as an attribute of it, or by one that takes it from here, maybe to hand it on."""
        return place in asked or place[1] in known[place[0]].reads or any(is_read(it) for it in takers[place])

    unread = [
        f"{name}.{it}"
        for name, module in known.items()
        if name.startswith(WATCH) and not any(part in ASKED_BY_DJANGO for part in name.split("."))
        for it in defined(module.tree)
        if not is_read((name, it))
    ]
    assert unread == []
