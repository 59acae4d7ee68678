"""One damaged claim against a register of a million: is the right person found, how soon, and how do others fare?

`python -m benchmarks.linkage.lookup`; `KAWAL_BENCH_REGISTER` sets the size. ``busy`` is the processor time of this process and of its
database session together. Peers answer the first claims of each level in the same run: trigrams of the name in the database, and
every claim of the register weighed.
"""

import os
import random
import subprocess
import sys
import time
from functools import partial
from typing import Any

from benchmarks.linkage import peers
from benchmarks.linkage.filled import NOW, SEED, Arriving, Register, as_owner
from benchmarks.linkage.lookups import Found, look_up, rates
from benchmarks.measuring import ROOT, Result, as_when_serving, busy_here_and_there, milliseconds, tell

LEVELS = ("light", "medium", "heavy")
CLAIMS = int(os.environ.get("KAWAL_BENCH_CLAIMS", "2000"))  # known people, a level
BY_PEERS = int(
    os.environ.get("KAWAL_BENCH_BY_PEERS", "100")
)  # claims a level the peers answer; 0: they are left out
ALL_WEIGHED = int(
    os.environ.get("KAWAL_BENCH_ALL_WEIGHED", "30")
)  # claims a level against which every claim is weighed
AT_ONCE, EACH, INDEXED = 4, 300, 300
TARGETS = {
    "first_5": {"light": 0.998, "medium": 0.965, "heavy": 0.76},
    "p95_ms": 10,
    "four_at_once_p95_ms": 40,
    "index_a_claim_p95_ms": 2,
}


def main() -> None:
    register = Register()
    told = register.opened()
    peers.ready()
    levels = {level: known(register, level) for level in LEVELS}
    as_when_serving()
    result: Result = {
        "people": register.people,
        "seed": SEED,
        "filling": told,
        "levels": {level: measured(claims) for level, claims in levels.items()},
        "four_at_once": four_at_once(),
        "index_a_claim": indexed([it for its in levels.values() for it in its]),
        "targets": TARGETS,
    }
    tell(result | {"everything_weighed": everything_weighed(levels)})


def everything_weighed(levels: dict[str, list[Arriving]]) -> Result:
    """What the index may lose at most, and the same claims by the index."""
    if not ALL_WEIGHED:
        return {}
    some = {level: its[:ALL_WEIGHED] for level, its in levels.items()}
    everything = peers.Everything([it for its in some.values() for it in its])
    by_index = {level: [it for claim in its for it in look_up([claim])] for level, its in some.items()}
    return {level: everything.of_level(level) | {"by_index": rates(by_index[level])} for level in some}


def known(register: Register, level: str, most: int = CLAIMS) -> list[Arriving]:
    return [it for it in register.arriving(level) if it.known][:most]


def measured(claims: list[Arriving]) -> Result:
    found: list[Found] = []
    for claim in claims[:20]:
        look_up([claim])
    times = milliseconds(
        [partial(lambda it: found.extend(look_up([it])), claim) for claim in claims],
        busy=busy_here_and_there(),
    )
    lone = [it for it in found if it.has_one_word]
    return {
        **rates(found),
        **times,
        "names_of_one_word": rates(lone),
        "names_of_more": rates([it for it in found if not it.has_one_word]),
        **_beside_peers(claims[:BY_PEERS], found[:BY_PEERS]),
    }


def _beside_peers(claims: list[Arriving], found: list[Found]) -> Result:
    if not claims:
        return {}
    return {"the_claims_peers_had": rates(found), "trigrams": peers.by_trigrams(claims)}


def four_at_once() -> Result:
    """As many processes, each looking up claims of every level: the clock of one look-up."""
    command = [sys.executable, "-m", "benchmarks.linkage.lookup", "one-of-four"]
    running = [
        subprocess.Popen([*command, str(n)], cwd=ROOT, stdout=subprocess.PIPE, text=True)
        for n in range(AT_ONCE)
    ]
    times = sorted(
        float(it) for process in running for it in process.communicate()[0].splitlines()[-1].split()
    )
    return {
        "calls": len(times),
        "median_ms": round(times[len(times) // 2], 2),
        "p95_ms": round(times[len(times) * 19 // 20], 2),
    }


def one_of_four(number: int) -> None:
    """Its times in milliseconds, on one line."""
    register = Register()
    register.opened()
    mixed = [it for level in LEVELS for it in known(register, level, EACH * AT_ONCE)]
    claims = random.Random(number).sample(mixed, min(EACH, len(mixed)))
    as_when_serving()
    for claim in claims[:20]:
        look_up([claim])
    times = []
    for claim in claims:
        began = time.perf_counter()
        look_up([claim])
        times.append((time.perf_counter() - began) * 1000)
    print(*(f"{it:.3f}" for it in times))


def indexed(claims: list[Arriving]) -> Result:
    """A new claim's form, keys and words written, each in a transaction of its own; afterwards taken out again."""
    some = random.Random(1).sample(claims, min(INDEXED, len(claims)))
    numbers = _claims_to_index(some)
    try:
        return milliseconds([partial(_index, n) for n in numbers], busy=busy_here_and_there())
    finally:
        for table in ("claim_form", "posting"):
            as_owner(f"delete from {table} where claim_id >= {numbers[0]}")


def _claims_to_index(claims: list[Arriving]) -> list[int]:
    """Claims nobody holds, which stay in the instance: claims are never deleted."""
    from django.db import connections

    with connections["owner"].cursor() as cursor:
        rows: list[Any] = []
        for claim in claims:
            cursor.execute(
                "insert into claim (source_id, digest, subject, first_recorded_at) values (1, %s, %s, %s) returning claim_id",
                [os.urandom(16), _json(claim.subject), NOW],
            )
            rows += cursor.fetchone()
    return rows


def _json(subject: dict[str, Any]) -> str:
    import orjson

    return orjson.dumps(subject).decode()


def _index(claim: int) -> None:
    from kawal import flow
    from kawal.situation.linkage.indexing import forms_of

    with flow.as_system():
        forms_of([claim])


if __name__ == "__main__":
    if sys.argv[1:2] == ["one-of-four"]:
        one_of_four(int(sys.argv[2]))
    else:
        main()
