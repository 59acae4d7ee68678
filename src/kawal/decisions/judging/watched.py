"""The judgement of everybody, kept: for waking whom silence changes, for samples, and for looking back. The engine's part."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import orjson

from kawal.decisions.judging.judging import Judged
from kawal.facts.ledger import bulk

# Somebody about whom nothing is found and whom nothing will change has no row.
KEEP = """insert into watched as w (person_id, level, probability, fired, weights, changes_at, judged_at)
 select x.person_id, x.level, x.probability, x.fired, x.weights, x.changes_at, %s from json_to_recordset(%s::json) as
  x(person_id bigint, level text, probability real, fired jsonb, weights text, changes_at timestamptz)
 left join watched o on o.person_id = x.person_id
 where x.fired <> '{}' or x.changes_at is not null or o.person_id is not null
 order by x.person_id on conflict (person_id) do update set
  (level, probability, fired, weights, changes_at, judged_at) =
  (excluded.level, excluded.probability, excluded.fired, excluded.weights, excluded.changes_at, excluded.judged_at)
 where (w.level, w.probability, w.fired, w.weights, w.changes_at) is distinct from
  (excluded.level, excluded.probability, excluded.fired, excluded.weights, excluded.changes_at)"""
DUE = """select w.person_id from watched w join picture p using (person_id) where w.changes_at <= %s
 order by w.changes_at, w.person_id limit %s"""


def keep(judged: Mapping[int, Judged], *, weights: str, now: datetime) -> None:
    """Write the judgements by person; those that stand already are left alone."""
    rows: list[dict[str, Any]] = [
        {
            "person_id": person,
            "level": it.weighed.level,
            "probability": round(it.weighed.score.probability, 5),
            "fired": {each.rule.id: each.grade for each in it.fired},
            "weights": weights,
            "changes_at": it.changes_at,
        }
        for person, it in judged.items()
    ]
    if rows:
        bulk.run(KEEP, (now, orjson.dumps(rows).decode()))


def list_due(*, now: datetime, most: int) -> list[int]:
    """People of whom silence alone may say something else by now."""
    return [person for (person,) in bulk.run(DUE, (now, most))]


@dataclass(frozen=True, slots=True)
class Counted:
    """People by level and by rule that holds, and open alerts."""

    levels: Mapping[str, int]
    rules: Mapping[str, int]
    alerts: int


def count() -> Counted:
    """Everybody's judgement, counted."""
    levels = dict(bulk.run("select level, count(*) from watched group by 1 order by 1"))
    rules = dict(
        bulk.run("select key, count(*) from watched, jsonb_each(fired) group by 1 order by 2 desc, 1")
    )
    [(alerts,)] = bulk.run("select count(*) from alert where state <> 'closed'")
    return Counted(levels, rules, alerts)
