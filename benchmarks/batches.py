"""The board of batches and one batch's page, with 1,000 open batches of 136 people on three legs.

`python -m benchmarks.batches`. Into an instance of its own (`.kawal-bench-batches`); the people are lines without claims, since
the board reads batches and legs alone.
"""

import os
from datetime import UTC, datetime, timedelta
from typing import Any

from benchmarks.measuring import ROOT, Result, as_when_serving, milliseconds, open_instance, tell, timed

BATCHES, PEOPLE, LEGS = 1_000, 136, 3
NOW = datetime(2026, 11, 20, 5, tzinfo=UTC)
ROUNDS = 100
FILL = """
insert into return_batch (year, number, asked, kind, agency, mission, post, planned, keys, opened_at, opened_by)
 select 2026, %(n)s, gen_random_uuid(), 'deported', 'kjri-kuching', 'kjri-kuching', 'plbn-entikong', %(people)s,
  array['a:kjri-kuching', 'm:kjri-kuching', 'b:plbn-entikong'], %(at)s::timestamptz - %(n)s * interval '1 minute', 'bench';
insert into return_leg (batch, mark, keys, from_place, to_place, departs_at, arrives_at)
 select %(code)s, n::text, array['a:kjri-kuching', 'm:kjri-kuching', 'b:plbn-entikong'], 'plbn-entikong', 'pelabuhan-dwikora',
  %(at)s::timestamptz - (4 - n) * interval '8 hours',
  %(at)s::timestamptz - (4 - n) * interval '8 hours' + interval '6 hours' from generate_series(1, %(legs)s) n;
insert into return_line (asked, batch, number, claim_id, listed, name, listed_at, listed_by)
 select %(code)s || '/' || n, %(code)s, n, 10000000000 + %(n)s * 1000 + n, true, 'Rekaan ' || n, %(at)s, 'bench'
 from generate_series(1, %(people)s) n;
insert into return_seat (line_id, leg_id, planned)
 select l.line_id, g.leg_id, true from return_line l join return_leg g using (batch) where l.batch = %(code)s;
insert into return_mark (mark_id, line_id, leg_id, act, at, agency, marked_at, marked_by)
 select gen_random_uuid(), s.line_id, s.leg_id, a.act, g.departs_at + a.after, 'kjri-kuching', %(at)s, 'bench'
 from return_seat s join return_leg g using (leg_id) join return_line l using (line_id)
 cross join (values ('boarded', interval '0'), ('arrived', interval '6 hours')) a (act, after)
 where g.batch = %(code)s and g.place <= 2 and not (a.act = 'arrived' and g.place = 2 and l.number <= %(missing)s);"""


def main() -> None:
    os.environ.setdefault("KAWAL_DATA", str(ROOT / ".kawal-bench-batches"))
    open_instance()
    filled = timed(fill)
    as_when_serving()
    tell({"batches": BATCHES, "people_each": PEOPLE, "filled_s": round(filled, 1), **measure()})


def fill() -> None:
    """What is missing; every third batch has somebody whom nobody has seen arrive."""
    from django.db import connection, transaction

    from kawal.access.scope import ENGINE
    from kawal.access.wall import enter

    for n in range(1, BATCHES + 1):
        with transaction.atomic(), connection.cursor() as cursor:
            enter(ENGINE)
            cursor.execute("select 1 from return_batch where number = %s and year = 2026", [n])
            if cursor.fetchone():
                continue
            said = {
                "n": n,
                "code": f"R-2026-{n:04}",
                "at": NOW,
                "people": PEOPLE,
                "legs": LEGS,
                "missing": int(n % 3 == 0),
            }
            cursor.execute(FILL, said)


def measure() -> Result:
    from django.db import transaction

    from kawal.access.roles import ROLES
    from kawal.access.scope import ENGINE, Scope
    from kawal.access.wall import enter
    from kawal.response.returns import selectors

    role = ROLES["mission"]
    mission = Scope(
        actor="bench", agency="kjri-kuching", keys=("m:kjri-kuching", "a:kjri-kuching"), powers=role.powers,
        categories=role.categories, role="mission", purpose="bench",
    )  # fmt: skip

    def behind(scope: Any, read: Any) -> Any:
        def call() -> None:
            with transaction.atomic():
                enter(scope)
                read(scope)

        return call

    def board(scope: Any) -> None:
        selectors.list_batches(scope=scope, now=NOW)

    def page(scope: Any) -> None:
        selectors.get_batch(scope=scope, code="R-2026-0500", now=NOW + timedelta(hours=1))

    return {
        f"{name}_{who}": milliseconds([behind(scope, read)], ROUNDS)
        for who, scope in (("nation", ENGINE), ("mission", mission))
        for name, read in (("board", board), ("batch", page))
    }


if __name__ == "__main__":
    main()
