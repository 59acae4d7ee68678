"""A nation many times its size, made inside the database: importing ten million facts would take hours.

Everybody is copied with their claims, facts, picture and alerts. Copies have ids, opaque codes, facts and numbers of their own; names,
days and places stay, so that a name is as frequent among ten times the people as it was. Triggers stand as they are.
"""

import time
from typing import Any

# Whose numbers a column holds; a copy's are shifted by as many as there are.
SHIFTED = {
    "person_id": "person", "survivor": "person", "claim_id": "claim", "low_claim": "claim", "high_claim": "claim",
    "seq": "fact_key", "alert_id": "alert", "merged_into": "alert",
}  # fmt: skip
NUMBERED = {"person": "person_id", "claim": "claim_id", "fact_key": "seq", "alert": "alert_id"}
# The tables in the order of their foreign keys, each with the column that tells the first people's rows from copies.
TABLES = {
    "claim": "claim_id", "person": "person_id", "standing": "claim_id", "membership": "claim_id", "claim_number": "claim_id",
    "fact_key": "seq", "fact": "seq", "fact_correction": "seq", "picture": "person_id", "match_proposal": "low_claim",
    "key_grant": "person_id", "alert": "alert_id", "alert_reason": "alert_id", "alert_event": "alert_id", "alert_scope": "alert_id",
}  # fmt: skip
# Facts are cited as {"id": …, "source": …}, whatever else stands there.
CITED = """replace(o.{column}::text, '", "source": "', '-' || %(copy)s || '", "source": "')::jsonb"""
# What is neither copied as it is nor shifted.
OTHERWISE = {
    "claim.digest": "sha256(o.digest || int4send(%(copy)s))",
    "person.kawal_id": "'k' || substr(md5(o.kawal_id || %(copy)s), 1, 12)",
    "claim_number.key": "hashint8extended(o.key, %(copy)s)",
    "fact_key.fact_id": "o.fact_id || '-' || %(copy)s",
    "fact.fact_id": "o.fact_id || '-' || %(copy)s",
    "fact.corrects": "o.corrects || '-' || %(copy)s",
    "fact_correction.corrects": "o.corrects || '-' || %(copy)s",
    **{
        f"picture.{it}": CITED.format(column=it)
        for it in ("clocks", "because", "procedure_because", "screenings")
    },
    "alert_reason.evidence": """(select jsonb_agg(e || jsonb_build_object('id', e->>'id' || '-' || %(copy)s,
      'seq', (e->>'seq')::bigint + %(fact_key)s)) from jsonb_array_elements(o.evidence) e)""",
}
COLUMNS = """select column_name from information_schema.columns where table_schema = 'public' and table_name = %s
 and is_generated = 'NEVER' order by ordinal_position"""
# Taken away and made again at the end: keeping millions of rows in order, and looking each one's up, one by one takes longer.
INDEXES = """select 'drop index ' || c.relname, replace(pg_get_indexdef(i.indexrelid), ' ON ONLY ', ' ON ') from pg_index i
 join pg_class c on c.oid = i.indexrelid join pg_class t on t.oid = i.indrelid
 where t.relname = any(%s) and not i.indisunique and not c.relispartition"""
FOREIGN_KEYS = """select format('alter table %%s drop constraint %%I', conrelid::regclass, conname),
  format('alter table %%s add constraint %%I %%s', conrelid::regclass, conname, pg_get_constraintdef(oid))
 from pg_constraint where contype = 'f' and conrelid::regclass::text = any(%s)"""


def multiply(times: int) -> float:
    """Make everybody ``times`` times, in the instance Django is set up on. Seconds."""
    from django.db import connections

    began = time.monotonic()
    with connections["owner"].cursor() as cursor:
        cursor.execute("set maintenance_work_mem = '1GB'; set work_mem = '256MB'")
        most = {
            table: number(cursor, f"select max({column}) from {table}") for table, column in NUMBERED.items()
        }
        again = [*rows(cursor, INDEXES), *rows(cursor, FOREIGN_KEYS)]
        for away, _again in again:
            cursor.execute(away)
        for copy in range(1, times):
            shifts = {table: copy * last for table, last in most.items()}
            for table, told_by in TABLES.items():
                cursor.execute(
                    copying(cursor, table, told_by), {"copy": copy, "last": most[holder(told_by)], **shifts}
                )
        for _away, made in again:
            cursor.execute(made)
        for table, column in NUMBERED.items():
            cursor.execute(f"select setval({sequence(table, column)}, (select max({column}) from {table}))")
        cursor.execute("vacuum analyze")
    return time.monotonic() - began


def holder(column: str) -> str:
    return SHIFTED[column]


def copying(cursor: Any, table: str, told_by: str) -> str:
    """The statement that copies a table once. Identities of its own are given anew by the table."""
    cursor.execute(COLUMNS, [table])
    columns = [it for (it,) in cursor.fetchall() if it not in ("reason_id", "event_id", "proposal_id")]
    values = ", ".join(value(table, it) for it in columns)
    return f"insert into {table} ({', '.join(columns)}) select {values} from {table} o where o.{told_by} <= %(last)s"


def value(table: str, column: str) -> str:
    if f"{table}.{column}" in OTHERWISE:
        return OTHERWISE[f"{table}.{column}"]
    return f"o.{column} + %({SHIFTED[column]})s" if column in SHIFTED else f"o.{column}"


def sequence(table: str, column: str) -> str:
    return "'fact_seq'" if column == "seq" else f"pg_get_serial_sequence('{table}', '{column}')"


def rows(cursor: Any, statement: str) -> list[Any]:
    cursor.execute(statement, [list(TABLES)])
    return list(cursor.fetchall())


def number(cursor: Any, statement: str) -> int:
    cursor.execute(statement)
    return int(cursor.fetchone()[0])
