"""Lives for tests of signals: ``told(fact(…), …)`` gives the named columns in a small world of its own."""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from kawal.reference.context.reading import read_folder
from kawal.reference.context.tables import Context
from kawal.situation.picture import PictureFact
from kawal.situation.signals.reading import row_of

AS_OF = datetime(2026, 6, 1, tzinfo=UTC)
IDN, MYS, KHM, TWN = ({"country": it} for it in ("IDN", "MYS", "KHM", "TWN"))
TABLES = {
    "licences": "licence,name,status\nSIP-1,PT Umpama,active\nSIP-2,PT Andai,suspended",
    "reference_wages": "country,occupation,wage,currency\nMYS,plantation_worker,1700,MYR",
    "closed_countries": "country\nKHM",
    "transit_spots": "country\nTHA",
    "high_risk_exits": "post\nplbn-a",
    "outages": "channel,country\napp,MYS",
    "minimum_ages": "country,occupation,age\nHKG,domestic_worker,21",
    "fee_caps": "country,occupation,cap,currency\nMYS,plantation_worker,0,IDR",
}
COMPLETE = "source,kind\n,contract_seen\n,document_seen\n,permit_seen\n,trained"


def world(**more: str) -> Context:
    """Tables by name, as CSV without their dates."""
    with TemporaryDirectory() as folder:
        for name, text in {**TABLES, **more}.items():
            header, *rows = text.splitlines()
            lines = [f"{header},valid_from,valid_to", *(f"{row},2000-01-01," for row in rows)]
            (Path(folder) / f"{name}.csv").write_text("\n".join(lines), encoding="utf-8")
        read = read_folder(Path(folder))
    assert not read.refused, read.refused
    return read.context


WORLD = world()
WITH_FEEDS = world(feeds=COMPLETE)


def told(
    *facts: PictureFact,
    births: Sequence[str] = (),
    context: Context = WORLD,
    measured: dict[str, Any] | None = None,
    as_of: datetime = AS_OF,
) -> dict[str, Any]:
    return row_of(facts, births, context, measured or {}, as_of)
