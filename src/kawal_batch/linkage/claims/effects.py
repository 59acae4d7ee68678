"""What a new model would change about pairs that officers decided, beside the standing one."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pyarrow as pa

from kawal.situation.linkage.rules.automatic import judge
from kawal.situation.linkage.rules.model import Model
from kawal_batch.linkage.claims.weighing import read_weighed, spread, weigh

Decision = tuple[int, int, bool]
_PAIRS = pa.schema([("low", pa.int64()), ("high", pa.int64())])


@dataclass(frozen=True, slots=True)
class Effect:
    """What a new model would say of pairs that somebody decided, and what the standing one says of them."""

    same: bool
    pairs: int
    joined: int
    joined_before: int
    shown: int
    shown_before: int


def effects_of(con: Any, model: Model, standing: Model, decisions: Sequence[Decision]) -> tuple[Effect, ...]:
    found = []
    for same in (True, False):
        some = [it for it in decisions if it[2] is same]
        if some:
            put_decided(con, some)
            (joined, shown), (joined_before, shown_before) = (_said_of(con, it) for it in (model, standing))
            found.append(Effect(same, len(some), joined, joined_before, shown, shown_before))
    return tuple(found)


def put_decided(con: Any, decisions: Sequence[Decision]) -> None:
    pairs = pa.table({"low": [it[0] for it in decisions], "high": [it[1] for it in decisions]}, _PAIRS)
    con.register("read", pairs)
    con.execute("create or replace temp table decided as select * from read")
    con.unregister("read")


def _said_of(con: Any, model: Model) -> tuple[int, int]:
    """How many of the decided pairs the rule would join, and how many more a person would be shown."""
    spread(con, model)
    weigh(con, model, "decided", "decided_weighed")
    judged = Counter(judge(it.weight, it.levels).answer for it in read_weighed(con, "decided_weighed"))
    return judged["same"], judged["unsure"]
