"""Holding back what only a silent source says. The engine's part; called by the review of alerts."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from kawal.access.scope import ENGINE
from kawal.decisions.judging.judging import Fired
from kawal.facts.feeds.selectors import quiet_since
from kawal.facts.ledger import bulk

DUE_WORD = frozenset({"contact_due_at", "contact_due_on"})  # what a rule reads that speaks of silence alone
LOOK_AGAIN, AFTER_BACK, AT_MOST = timedelta(hours=6), timedelta(days=3), timedelta(days=14)
HELD = "select person_id, source, back_at from silence_held where person_id = any(%s)"
HOLD = """insert into silence_held as h (person_id, source, since, held_at, recheck_at, back_at)
 select p, s, f, %s, r, b from unnest(%s::bigint[], %s::text[], %s::timestamptz[], %s::timestamptz[], %s::timestamptz[]) u(p, s, f, r, b)
 order by p on conflict (person_id) do update set recheck_at = excluded.recheck_at, back_at = excluded.back_at"""
LET_GO = "delete from silence_held where person_id = any(%s) and recheck_at <= %s"
DUE = "select person_id from silence_held where recheck_at <= %s order by recheck_at, person_id limit %s"

Found = dict[int, list[Fired]]


@dataclass(frozen=True, slots=True)
class _Source:
    """Where her word comes from, and since when that sends nothing; ``back_at`` when it was seen sending again."""

    code: str
    since: datetime
    back_at: datetime | None


Held = Mapping[int, _Source]


def held_back(found: Found, rows: Mapping[int, Mapping[str, Any]], *, now: datetime) -> Held:
    """Of whom something fired that is the silence of a source."""
    silent = [person for person, each in found.items() if any(map(_is_silence, each))]
    if not silent:
        return {}
    before = {person: (source, back) for person, source, back in bulk.run(HELD, (silent,))}
    quiet = quiet_since(scope=ENGINE, now=now)
    held = {}
    for person in silent:
        source = _source_of(rows[person], quiet, before.get(person), now)
        if source is not None:
            held[person] = source
    return held


def without(found: Found, held: Held) -> Found:
    """What fired and is her own."""
    return {
        person: [it for it in each if not (person in held and _is_silence(it))]
        for person, each in found.items()
    }


def note(held: Held, *, now: datetime) -> None:
    """Keep whom a source leaves without word, to be looked at again."""
    if held:
        again = [it.back_at + AFTER_BACK if it.back_at else now + LOOK_AGAIN for it in held.values()]
        people, sources = list(held), [it.code for it in held.values()]
        since, back = [it.since for it in held.values()], [it.back_at for it in held.values()]
        bulk.run(HOLD, (now, people, sources, since, again, back))


def list_due(*, now: datetime, most: int) -> list[int]:
    """People to look at again: the source may send by now, or has been silent too long to excuse anything."""
    return [person for (person,) in bulk.run(DUE, (now, most))]


def let_go(*, people: Iterable[int], now: datetime) -> None:
    """End the notes of people who were looked at again and are not held any longer."""
    bulk.run(LET_GO, (sorted(people), now))


def _is_silence(fired: Fired) -> bool:
    return not DUE_WORD.isdisjoint(fired.rule.when.columns)


def _source_of(
    row: Mapping[str, Any],
    quiet: Mapping[str, datetime],
    before: tuple[str, datetime | None] | None,
    now: datetime,
) -> _Source | None:
    """The source to blame, or nothing where it sent after the word was due, or is silent for too long."""
    due = row.get("contact_due_at")
    told = (row.get("because") or {}).get("last_contact_at") or ()
    if due is None or not told or now >= due + AT_MOST:
        return None
    code = told[0]["source"]
    since = quiet.get(code)
    if since is not None:
        return _Source(code, since, None) if since < due else None
    if before is None or before[0] != code:
        return None
    back = before[1] or now
    return _Source(code, due, back) if now < back + AFTER_BACK else None
