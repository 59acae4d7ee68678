"""Bring a database to the state this version expects: tables, grants, reference lists. Idempotent."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from django.core.management import call_command
from django.db import connections, transaction
from django.db.migrations.executor import MigrationExecutor

OWNER = "owner"
GROWING = (
    *(
        "claim",
        "claim_number",
        "fact",
        "fact_correction",
        "fact_key",
        "membership",
        "person",
        "picture",
        "picture_due",
    ),
    *("standing", "alert", "alert_scope", "alert_reason"),
)
LIBRARY_GRANTS = Path(__file__).with_name("library_grants.sql").read_text(encoding="utf-8")

Progress = Callable[[str, int], None]


def migrate() -> int:
    """Apply what is missing as the owner of the tables; how many migrations that were."""
    executor = MigrationExecutor(connections[OWNER])
    missing = len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    if missing:
        call_command("migrate", database=OWNER, verbosity=0, interactive=False)
        _grant_libraries()
    return missing


def missing_migrations() -> list[str]:
    """Their names, in order, for the doctor."""
    executor = MigrationExecutor(connections[OWNER])
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _ in plan]


def load_reference(now: datetime, progress: Progress | None = None) -> int:
    """Reference lists whose files changed since the last time; how many lists that were."""
    from kawal.reference.loading import load_all

    return sum(loaded.changed for loaded in load_all(now=now, using=OWNER, progress=progress))


def analyze(known: int = 0) -> None:
    """Tell the planner how large the tables of facts have become; after much was written into empty ones.

    Plans made for empty tables would be a hundred times slower. Where the planner has heard of half of the ``known`` facts
    it is left alone: the server tells it by itself in time.
    """
    with connections[OWNER].cursor() as cursor:
        cursor.execute("select reltuples from pg_class where oid = 'fact_key'::regclass")
        [heard] = cursor.fetchone()
        if not known or heard < known / 2:
            cursor.execute(f"analyze {', '.join(GROWING)}")


def _grant_libraries() -> None:
    """Our own tables are granted by their migrations; those of libraries know nothing of our roles."""
    with transaction.atomic(using=OWNER), connections[OWNER].cursor() as cursor:
        cursor.execute(LIBRARY_GRANTS)
