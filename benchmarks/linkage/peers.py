"""What look-ups are compared with: trigrams of names in the database, and every claim of the register weighed."""

from functools import partial
from itertools import chain

from benchmarks.linkage.filled import Arriving, as_owner
from benchmarks.linkage.lookups import Found, Seen, rates
from benchmarks.measuring import Result, milliseconds

MOST = 200
NAMES = """create table if not exists bench_name as
 select claim_id, person_id, lower(subject->>'name') as name from claim join standing using (claim_id) where person_id is not null"""
LIKE = "select person_id, similarity(name, %s) as near from bench_name where name %% %s order by near desc, claim_id limit 200"


def ready() -> None:
    """A table of names with an index of trigrams."""
    [(there,)] = as_owner("select to_regclass('bench_name_like') is not null")
    if not there:
        as_owner(NAMES)
        as_owner("create index bench_name_like on bench_name using gin (name gin_trgm_ops)")
        as_owner("analyze bench_name")


def by_trigrams(claims: list[Arriving]) -> Result:
    found: list[Found] = []
    times = milliseconds([partial(lambda it: found.append(_like(it)), claim) for claim in claims])
    return {**rates(found), **times}


def _like(claim: Arriving) -> Found:
    from django.db import connections

    name = str(claim.subject.get("name", "")).lower()
    with connections["owner"].cursor() as cursor:
        cursor.execute(LIKE, [name, name])
        best: dict[int, Seen] = {}
        for person, near in cursor.fetchall():
            best.setdefault(person, Seen(person, near, ()))
    return Found(claim, list(best.values()))


class Everything:
    """Every claim of the register in DuckDB, weighed against one that arrives: what an index may lose at most."""

    def __init__(self, claims: list[Arriving]) -> None:
        import duckdb

        from kawal.access.scope import ENGINE
        from kawal.flow import as_system
        from kawal.situation.linkage import rerun
        from kawal.situation.linkage.indexing import form_of_subject
        from kawal_batch.linkage.claims import forms, weighing

        self.claims, self.con = claims, duckdb.connect()
        asked = [(-n, form_of_subject(claim.subject)) for n, claim in enumerate(claims, 1)]
        with as_system():
            self.model = rerun.model_in_force(scope=ENGINE)
            self.register = forms.load(self.con, chain(rerun.all_forms(scope=ENGINE), asked)) - len(asked)
        weighing.spread(self.con, self.model)
        owners = as_owner("select claim_id, person_id from standing where person_id is not null")
        self.person: dict[int, int] = dict(owners)

    def of_level(self, level: str) -> Result:
        """Rates and times of the claims of a level."""
        found: list[Found] = []
        its = [(n, claim) for n, claim in enumerate(self.claims, 1) if claim.level == level]
        times = milliseconds([partial(lambda n, it: found.append(self._found(n, it)), *one) for one in its])
        return {**rates(found), **times}

    def _found(self, number: int, claim: Arriving) -> Found:
        from kawal_batch.linkage.claims import weighing

        pairs = f"(select {-number}::bigint low, claim_id high from form where claim_id > 0)"
        weighing.weigh(self.con, self.model, pairs, "weighed")
        rows = self.con.execute(f"select high, weight from weighed order by weight desc, high limit {MOST}")
        best: dict[int, Seen] = {}
        for high, weight in rows.fetchall():
            best.setdefault(self.person[high], Seen(self.person[high], weight, ()))
        return Found(claim, list(best.values()))
