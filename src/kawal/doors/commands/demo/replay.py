"""Let the country's agencies send their facts again in the order they did: by months, then by weeks, at last by days.

So alerts were raised about when they would have been, people came home before and after them, and elapsed times mean
something. Smaller steps would be truer and slower.
"""

import json
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import groupby
from pathlib import Path

from kawal.doors.commands import schema
from kawal.doors.commands.demo import work
from kawal.facts.contract.fact import Said

Report = Callable[[str, int, int], None]
LABEL = "Letting agencies send facts"
DAILY, WEEKLY = timedelta(days=21), timedelta(days=180)  # before the end; before that, months
LAST = "last-fact.json"
LEFT_TO_YOU = timedelta(days=10)  # what came in since then nobody has taken


def take_in(country: Path, report: Report) -> None:
    """Every fact of the folder, and what follows from each. Does nothing where the last one is in the ledger."""
    if _is_in_ledger(country / LAST):
        return
    from kawal.doors.commands.context import take_in as take_in_context

    take_in_context(country / "context")
    facts = _facts_of(country)
    _note_last(country / LAST, facts[-1])
    done, known_sizes_at = 0, 500
    worked_until = _sent(facts[-1]) - LEFT_TO_YOU
    for moment, sent in _batches(facts):
        _report(sent, moment, with_officers=moment < worked_until)
        done += len(sent)
        report(LABEL, done, len(facts))
        if done >= known_sizes_at:  # plans made for empty tables would be a hundred times slower
            schema.analyze()
            known_sizes_at = 3 * done
    _wake(datetime.now(UTC))
    _tie(datetime.now(UTC))
    _count()


def _is_in_ledger(note: Path) -> bool:
    from django.db import transaction

    from kawal.access import wall
    from kawal.access.scope import ENGINE, NotVisible
    from kawal.situation.people.selectors import get_fact

    try:
        last = json.loads(note.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    with transaction.atomic():
        wall.enter(ENGINE)
        try:
            get_fact(scope=ENGINE, source=last["source"], id=last["id"])
        except NotVisible:
            return False
    return True


def _note_last(note: Path, last: Said) -> None:
    note.write_text(json.dumps({"source": last.source, "id": last.id}), encoding="utf-8")


def _facts_of(country: Path) -> list[Said]:
    """In the order of sending; some 150 MB of memory for 5,000 people."""
    from kawal.facts.imports.readers import open_path, said_of

    facts: list[Said] = []
    for path in sorted(
        it for kind in ("*.ndjson", "*.csv") for it in country.glob(kind) if ".refused." not in it.name
    ):
        with open_path(path) as reading:
            now = datetime.now(UTC)
            facts += [said_of(row, source=None, now=now) for row in reading.rows]
    return sorted(facts, key=lambda it: (_sent(it), it.source, it.id))


def _sent(said: Said) -> datetime:
    return said.sent_at or said.at


def _batches(facts: list[Said]) -> Iterator[tuple[datetime, list[Said]]]:
    """Facts of a month, a week or a day, and the moment at its end."""
    end = _sent(facts[-1]).date()

    def period(said: Said) -> date:
        day = _sent(said).date()
        if day > end - DAILY:
            return day
        return day - timedelta(days=day.weekday()) if day > end - WEEKLY else day.replace(day=1)

    for _, sent in groupby(facts, key=period):
        batch = list(sent)
        yield _sent(batch[-1]), batch


def _report(sent: list[Said], moment: datetime, *, with_officers: bool) -> None:
    """A batch and everything that follows from it, in one transaction: a stop leaves it done or not begun."""
    from django.db import transaction

    from kawal import flow
    from kawal.access import wall
    from kawal.access.scope import ENGINE

    with transaction.atomic():
        wall.enter(ENGINE)
        outcomes = flow.report(scope=ENGINE, facts=sent, now=moment, history=True)
        if any(it.status == "accepted" for it in outcomes):  # else this was done before a stop
            flow.wake(now=moment)
            if with_officers:
                work.on_duty(moment)


def _tie(now: datetime) -> None:
    """Who is tied to whom, which the worker would only work out some seconds from now."""
    from kawal import flow

    flow.draw_rings(now=now)


def _count() -> None:
    """The figures of the nation, which the worker would only count some minutes from now."""
    from kawal.doors.jobs import figures

    figures.refresh(0)


def _wake(now: datetime) -> None:
    """Clocks that have passed since the last facts."""
    from django.db import transaction

    from kawal import flow
    from kawal.access import wall
    from kawal.access.scope import ENGINE

    woken = most = 1000
    while woken == most:
        with transaction.atomic():
            wall.enter(ENGINE)
            woken = flow.wake(now=now, most=most)
