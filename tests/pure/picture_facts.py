"""Facts for tests of pictures, told in one line: ``fact("departed", "2026-01-05 08:00", place=...)``."""

from datetime import UTC, datetime
from typing import Any

from kawal.foundation.moments import read_moment
from kawal.situation.picture import Limit, Picture, PictureFact, Tables, draw

LONG_AFTER = datetime(2026, 2, 1, tzinfo=UTC)
__all__ = ["LONG_AFTER", "Limit", "at", "fact", "life", "picture"]


def at(text: str) -> datetime:
    """A moment in Jakarta unless it says its offset; a day alone is its midnight there."""
    return _read(text)[0]


def _read(text: str) -> tuple[datetime, bool]:
    text = text.replace(" ", "T")
    if len(text) > 10 and "+" not in text and not text.endswith("Z"):
        text += "+07:00"
    moment, precision = read_moment(text)
    return moment, precision == "day"


def fact(
    kind: str,
    when: str,
    *,
    place: dict[str, Any] | None = None,
    source: str = "kjri-a",
    id: str = "",
    **data: Any,
) -> PictureFact:
    moment, day_only = _read(when)
    return PictureFact(kind, moment, day_only, source, id or f"{kind}-{when}", place, data, "unknown", moment)


def life(*told: str | PictureFact) -> list[PictureFact]:
    """``"departed 2026-01-05"`` or a whole fact, each its own."""
    return [fact(*it.split(" ", 1)) if isinstance(it, str) else it for it in told]


def picture(*told: str | PictureFact, as_of: datetime = LONG_AFTER, tables: Tables | None = None) -> Picture:
    return draw(life(*told), as_of=as_of, tables=tables or Tables())
