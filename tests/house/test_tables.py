"""Models, migrations and the database say the same, and the database holds the second wall."""

from collections.abc import Iterator

import pytest
from django.apps import apps
from django.db import connection, models
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ProjectState
from django.utils import translation

from kawal.access.guard import GuardedModel

# What PostgreSQL calls the types that Django asks for. Text of any length is one family.
FAMILIES = {
    "varchar": "text",
    "timestamp with time zone": "timestamptz",
    "serial": "integer",
    "smallserial": "smallint",
    "bigserial": "bigint",
    "double precision": "float8",
}
SHORT = {"int2": "smallint", "int4": "integer", "int8": "bigint", "bool": "boolean", "varchar": "text"}


def own_models(*, guarded: bool = False) -> list[type[models.Model]]:
    found = [model for model in apps.get_models() if model.__module__.startswith("kawal.")]
    return [model for model in found if not guarded or issubclass(model, GuardedModel)]


def test_no_migration_is_missing():
    """Tables made by SQL (`managed = False`) are compared with the database below instead."""
    with translation.override(None):  # as `makemigrations` does: labels in no language
        loader = MigrationLoader(None, ignore_no_migrations=True)
        found = MigrationAutodetector(loader.project_state(), ProjectState.from_apps(apps))
        changes = found.changes(graph=loader.graph)
    by_sql = {(model._meta.app_label, model.__name__) for model in own_models() if not model._meta.managed}
    missing = [
        f"{app}: {operation.describe()}"
        for app in {model._meta.app_label for model in own_models()}
        for migration in changes.get(app, [])
        for operation in migration.operations
        if (app, getattr(operation, "model_name", getattr(operation, "name", ""))) not in by_sql
    ]
    assert missing == []
    assert loader.detect_conflicts() == {}


def columns_of(table: str) -> dict[str, tuple[str, bool]]:
    """Each column's type and whether it may be empty, as the database has it."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select column_name, udt_name, is_nullable = 'YES' from information_schema.columns"
            " where table_schema = 'public' and table_name = %s",
            [table],
        )
        return {
            name: (SHORT.get(kind, kind) if not kind.startswith("_") else "array", empty)
            for name, kind, empty in cursor.fetchall()
        }


def wanted_columns(model: type[models.Model]) -> Iterator[tuple[str, tuple[str, bool]]]:
    for field in model._meta.concrete_fields:
        if field.column is None:  # a composite key is no column
            continue
        kind = (field.rel_db_type(connection) if field.is_relation else field.db_type(connection)) or ""
        plain = "array" if kind.endswith("[]") else kind.partition("(")[0]
        yield field.column, (FAMILIES.get(plain, plain), field.null)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "model", [it for it in own_models() if not it._meta.managed], ids=lambda it: it.__name__
)
def test_a_table_made_by_sql_is_what_its_model_says(model):
    have = columns_of(model._meta.db_table)
    differing = {
        name: (want, have.get(name)) for name, want in wanted_columns(model) if want != have.get(name)
    }
    assert differing == {}


@pytest.mark.django_db
def test_every_guarded_table_has_the_second_wall():
    """Row-level security is on, the nation reads by a policy, and the web by one that asks for its keys."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select c.relname, c.relrowsecurity, array(select r.rolname::text from pg_policy p, pg_roles r"
            " where p.polrelid = c.oid and r.oid = any (p.polroles)) from pg_class c"
            " where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')"
        )
        walls = {table: (on, set(roles)) for table, on, roles in cursor.fetchall()}
    open_tables = {
        model._meta.db_table: walls.get(model._meta.db_table)
        for model in own_models(guarded=True)
        if walls.get(model._meta.db_table) != (True, {"kawal_web", "kawal_nation"})
    }
    assert open_tables == {}


@pytest.mark.django_db
def test_no_policy_lets_the_web_see_every_row():
    with connection.cursor() as cursor:
        cursor.execute(
            "select c.relname, p.polname from pg_policy p join pg_class c on c.oid = p.polrelid"
            " where 'kawal_web'::regrole = any (p.polroles) and pg_get_expr(p.polqual, p.polrelid) = 'true'"
        )
        assert cursor.fetchall() == []


@pytest.mark.django_db
def test_the_web_may_write_no_table_with_personal_data():
    """What it writes goes through the engine, after power and visibility were asked."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select table_name, privilege_type from information_schema.role_table_grants"
            " where grantee in ('kawal_web', 'PUBLIC') and privilege_type <> 'SELECT'"
            " and table_name = any (%s)",
            [[model._meta.db_table for model in own_models(guarded=True)]],
        )
        assert cursor.fetchall() == []


@pytest.mark.django_db
def test_functions_with_the_owners_rights_are_closed_to_the_public_and_fix_their_search_path():
    with connection.cursor() as cursor:
        cursor.execute(
            "select p.proname, has_function_privilege('public', p.oid, 'execute'),"
            " coalesce(array_to_string(p.proconfig, ';'), '') from pg_proc p"
            " where p.prosecdef and p.pronamespace = 'public'::regnamespace and not exists"
            " (select from pg_depend d where d.objid = p.oid and d.deptype = 'e')"
        )
        open_functions = [
            name for name, public, config in cursor.fetchall() if public or "search_path=" not in config
        ]
    assert open_functions == []


@pytest.mark.django_db
def test_views_do_not_lend_the_rights_of_their_owner():
    """A view without `security_invoker`, and any materialised one, would show what the wall hides."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select c.relname from pg_class c where c.relnamespace = 'public'::regnamespace"
            " and (c.relkind = 'm' or c.relkind = 'v' and not coalesce(c.reloptions, '{}') && array["
            "'security_invoker=true', 'security_invoker=on']) and not exists"
            " (select from pg_depend d where d.objid = c.oid and d.deptype = 'e')"
        )
        assert cursor.fetchall() == []


@pytest.mark.django_db
def test_the_role_of_the_web_neither_bypasses_the_wall_nor_inherits_the_nations_view():
    with connection.cursor() as cursor:
        cursor.execute(
            "select rolsuper or rolbypassrls, rolinherit from pg_roles where rolname = 'kawal_web'"
        )
        assert cursor.fetchone() == (False, False)
