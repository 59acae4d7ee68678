"""Pairs of claims that share a key: the nine types of `rules.keys`, made and joined in DuckDB.

A key that many claims share gives pairs by the square of them and evidence for none, so it is not read; whoever is meant shares
rarer keys too. The hashes live for one run only and are told to nobody.
"""

from typing import Any

MOST_OF_ONE_KEY = 150

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


def find(con: Any, most: int = MOST_OF_ONE_KEY) -> int:
    """Make the table ``pairs`` (n, low, high) out of the table ``form``; how many there are."""
    con.execute(
        f"""create or replace temp table word as select claim_id, {_DAY} as day, born, places, mother_words, unnest(words) w from form;
        create or replace temp table posting as select distinct k, claim_id from ({KEYS.format(day=_DAY)});
        create or replace temp table read_key as select k from posting group by k having count(*) between 2 and {most};
        create or replace temp table kept as select k, claim_id from posting semi join read_key using (k);
        create or replace table pairs as select row_number() over () - 1 n, * from
        (select distinct a.claim_id low, b.claim_id high from kept a join kept b on a.k = b.k and a.claim_id < b.claim_id)"""
    )
    return int(con.execute("select count(*) from pairs").fetchall()[0][0])
