"""A folder of tables given to the installation, and people whom they are about."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from django.db import transaction

from kawal import flow
from kawal.access import wall
from kawal.access.scope import ENGINE, Scope
from kawal.facts.ledger import bulk
from kawal.reference.context.specs import SPECS
from kawal.situation.context import rechecking, services
from kawal.situation.context.services import Imported
from tests.world import NOW

NOBODY_WAITS = None


def written(folder: Path, tables: Mapping[str, str]) -> Path:
    """Each table as rows without a header, the two days last."""
    folder.mkdir(exist_ok=True)
    for name, rows in tables.items():
        columns = [it.name for it in SPECS[name].columns if not it.may_lack]
        head = ",".join((*columns, "valid_from", "valid_to"))
        (folder / f"{name}.csv").write_text(f"{head}\n{rows}\n", encoding="utf-8")
    return folder


def give(folder: Path, *, scope: Scope = ENGINE, now: datetime = NOW, **tables: str) -> Imported:
    with transaction.atomic():
        wall.enter(scope)
        return services.import_context(scope=scope, folder=written(folder, tables), now=now)


def look_up() -> int:
    """Mark whom changed tables touch, as the job does; how many claims."""
    marked = 0
    while (some := rechecking.recheck_some(scope=ENGINE)) is not None:
        marked += some
    return marked


def redraw(now: datetime = NOW) -> None:
    look_up()
    flow.draw_left(now=now)


def waiting() -> int:
    """Changes whose people were not all looked up yet."""
    [[count]] = bulk.run("select count(*) from context_recheck")
    return count
