"""Counting everybody: exact counts behind the wall, and from them the open figures with their small cells hidden.

Counted every few minutes and not when a page asks. Measured at 100,000 people on two cores shared with five other programs: a
page that adds up fine cells under the wall takes 200 to 500 ms, one that reads counts under its own keys 10 to 60 ms (p95, scopes
from one kabupaten to nineteen provinces and the nation), and the counting itself, by a job, 8 s.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import connection, transaction

from kawal.access import wall
from kawal.access.scope import Power, Scope
from kawal.publication.statistics.elapsed import count_elapsed
from kawal.publication.statistics.homeward_open import count_open
from kawal.publication.statistics.measures import FLOWS, NATION, OPEN, STOCKS
from kawal.publication.statistics.models import Figure, FiguresDrawn, OpenFigure
from kawal.publication.statistics.periods import JAKARTA, NOW, spans_at
from kawal.publication.statistics.suppression import hidden_cells

REFRESH = Path(__file__).with_name("refresh.sql").read_text(encoding="utf-8")
ONE_AT_A_TIME = "select pg_advisory_xact_lock(hashtext('kawal.figures'))"

Row = tuple[str, str, str, str]  # period, measure, level, code
Counts = dict[str, dict[str, int]]  # people by measure and code


@transaction.atomic
def refresh_figures(*, scope: Scope, now: datetime) -> int:
    """Count all people again as of now, and say how many they are. Several at once wait for each other.

    :raises NotAllowed: the scope is not the whole nation's.
    """
    scope.require(Power.NATION)
    with wall.as_engine(), connection.cursor() as cursor:
        cursor.execute(ONE_AT_A_TIME)
        cursor.execute(REFRESH, _moments(now))
        _write_open(dict(_open_cells(scope)))
        cursor.execute("select count(*) from picture")
        [people] = cursor.fetchone()
        drawn = {
            "as_of": now,
            "people": people,
            "elapsed": count_elapsed(scope=scope, now=now),
            "homeward": count_open(scope=scope, now=now),
        }
        FiguresDrawn.objects.update_or_create(single=True, defaults=drawn)
    return int(people)


def _moments(now: datetime) -> dict[str, Any]:
    spans = spans_at(now)
    return {
        "today": now.astimezone(JAKARTA).date(),
        "periods": [span.period for span in spans],
        "firsts": [span.first for span in spans],
        "lasts": [span.last for span in spans],
    }


def _open_cells(scope: Scope) -> Iterator[tuple[Row, int | None]]:
    """All that is told openly, each period by itself, from the nation down; a small cell is ``None``."""
    counts: dict[str, dict[str, Counts]] = defaultdict(lambda: defaultdict(lambda: defaultdict(dict)))
    cells = Figure.objects.visible_to(scope).filter(key=NATION)
    for period, level, measure, code, people in cells.values_list(
        "period", "level", "measure", "code", "people"
    ):
        counts[period][level][measure][code] = people
    for period, levels in counts.items():
        for level, measure, code, told in _told(levels, STOCKS if period == NOW else FLOWS):
            yield (period, measure, level, code), told


def _told(
    levels: Mapping[str, Counts], measures: Iterable[str]
) -> Iterator[tuple[str, str, str, int | None]]:
    """One period's cells."""
    names = list(measures)
    above: dict[str, frozenset[str]] = {}  # hidden measures by the code of a total: "" is the nation's
    provinces = sorted({code for row in levels["province"].values() for code in row})
    for level, inside in (
        ("whole", ""),
        ("province", ""),
        ("country", ""),
        *(("regency", province) for province in provinces),
    ):
        table = _table(levels[level], [it for it in names if it in OPEN[level]], inside)
        hidden = hidden_cells(table, totals_hidden=above.get(inside, frozenset()))
        if level in ("whole", "province"):
            codes = {code for _measure, code in hidden}
            above |= {code: frozenset(measure for measure, at in hidden if at == code) for code in codes}
        for measure, row in table.items():
            for code, people in row.items():
                yield level, measure, code, None if (measure, code) in hidden else people


def _table(counts: Counts, measures: list[str], inside: str) -> Counts:
    """People by measure and code, noughts included: every place has a cell in every column."""
    codes = sorted({code for row in counts.values() for code in row if code.startswith(inside)})
    return {name: {code: counts.get(name, {}).get(code, 0) for code in codes} for name in measures}


def _write_open(fresh: Mapping[Row, int | None]) -> None:
    """Replace what differs: most cells stay as they are from one counting to the next."""
    rows = OpenFigure.objects.values_list("period", "measure", "level", "code", "people")
    known: dict[Row, int | None] = {(row[0], row[1], row[2], row[3]): row[4] for row in rows}
    changed = [key for key, people in fresh.items() if key not in known or known[key] != people]
    with connection.cursor() as cursor:
        cursor.executemany(
            "delete from open_figure where (period, measure, level, code) = (%s, %s, %s, %s)",
            [key for key in known if key not in fresh],
        )
        cursor.executemany(
            "insert into open_figure (period, measure, level, code, people) values (%s, %s, %s, %s, %s)"
            " on conflict (period, measure, level, code) do update set people = excluded.people",
            [(*key, fresh[key]) for key in changed],
        )
