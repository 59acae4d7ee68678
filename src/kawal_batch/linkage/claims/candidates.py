"""Pairs of claims that share a key: the nine types of `rules.keys`, made and joined in DuckDB.

A key that many claims share gives pairs by the square of them and evidence for none, so it is not read; whoever is meant shares
rarer keys too. The hashes live for one run only and are told to nobody. Keys are joined part by part, and of a part only
the pairs worth weighing are kept, so that no table of all pairs ever stands anywhere.
"""

from collections.abc import Callable
from typing import Any

from kawal.situation.linkage.rules.model import Model
from kawal_batch.linkage.claims.ceilings import NAMES, OF_NAMES, OTHERS, OUTLINE, SLACK, bits_of
from kawal_batch.linkage.claims.letters import LETTERS

MOST_OF_ONE_KEY = 150
ROWS_AT_ONCE = 2_000_000  # of keys with their claims, joined together

_DAY = "case when length(born) = 10 then born[6:] end"
KEYS = """
 select claim_id, hash(1, nik) k from form where nik is not null
 union all select claim_id, hash(2, passport) from form where passport is not null
 union all select claim_id, hash(3, kk) from form where kk is not null
 union all select claim_id, hash(4, p) from (select claim_id, unnest(phones) p from form)
 union all select claim_id, hash(5, refers_to) from form where refers_to is not null
 union all select claim_id, hash(6, n.key) from (select claim_id, unnest(names) n from form)
 union all select claim_id, hash(7, day, w) from word where day is not null
 union all select claim_id, hash(8, w, p) from (select claim_id, w, unnest(places) p from word)
 union all select claim_id, hash(9, day, p, sex) from
  (select claim_id, {day} as day, sex, unnest(places) p from form where sex is not null) where day is not null
 union all select claim_id, hash(10, w, m) from (select claim_id, w, unnest(mother_words) m from word)
 union all select claim_id, hash(11, w, left(born, 4)) from word where born is not null
 union all select claim_id, hash(12, born, m) from
  (select claim_id, born, unnest(mother_words) m from form where length(born) = 10)
 union all select claim_id, hash(13, mother_key, p) from
  (select claim_id, mother_key, unnest(places) p from form where mother_key is not null)"""

Done = Callable[[int, int], None]


def find(
    con: Any,
    model: Model,
    least: float,
    most: int = MOST_OF_ONE_KEY,
    done: Done = lambda done, total: None,
    rows_at_once: int = ROWS_AT_ONCE,
) -> int:
    """Make the table ``pairs`` (low, high) of all that may weigh at least so much, out of ``form`` and ``share``; how many."""
    con.execute(
        f"""create or replace temp table word as select claim_id, {_DAY} as day, born, places, mother_words, unnest(words) w from form;
        create or replace temp table posting as {KEYS.format(day=_DAY)};
        drop table word;
        create or replace temp table outline as {OUTLINE};
        create or replace temp table spelling as select o.claim_id, {", ".join(OF_NAMES)}, l.* exclude (claim_id)
         from outline o join ({LETTERS}) l using (claim_id);
        create or replace temp table likely (low bigint, high bigint)"""
    )
    parts = _rows(con, "posting") // rows_at_once + 1
    for part in range(parts):
        done(part, parts)
        _look_through(con, model, least, f"k % {parts} = {part}", most)
    con.execute(
        """drop table kept; drop table roughly; drop table posting; drop table outline; drop table spelling;
        create or replace table pairs as select distinct low, high from likely order by low, high;
        drop table likely"""
    )
    return _rows(con, "pairs")


def _look_through(con: Any, model: Model, least: float, keys: str, most: int) -> None:
    """Put the pairs of some keys that are worth it into ``likely``: by their outlines, and what that leaves by their letters."""
    least = least - SLACK - model.prior
    con.execute(
        f"""create or replace temp table kept as with these as materialized (select distinct k, claim_id from posting where {keys})
         select k, o.* from these join outline o using (claim_id) semi join
         (select k from these group by k having count(*) between 2 and {most}) using (k);
        create or replace temp table roughly as select distinct low, high, bits from
         (select a.claim_id low, b.claim_id high, {bits_of(model, OTHERS)} bits, {bits_of(model, NAMES)} of_names
          from kept a join kept b on a.k = b.k and a.claim_id < b.claim_id) where bits + of_names >= {least!r};
        insert into likely select low, high from roughly join spelling a on a.claim_id = low join spelling b on b.claim_id = high
         where bits + {bits_of(model, NAMES, closely=True)} >= {least!r}"""
    )


def _rows(con: Any, table: str) -> int:
    return int(con.execute(f"select count(*) from {table}").fetchall()[0][0])
