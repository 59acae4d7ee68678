"""The two walls: the guard that refuses to be asked without a scope, and row-level security behind it."""

import inspect

import pytest
from django.db import DatabaseError, connection, connections, models, transaction

from kawal.access import wall
from kawal.access.guard import GuardedManager
from kawal.access.scope import ENGINE, NOBODY, NotVisible, Power, Scope, ScopeRequired
from kawal.facts.people.models import Person

HERE = Scope("damar", "dinsos-9904", ("k:9904", "a:dinsos-9904"), frozenset({Power.SEARCH}))
THERE = Scope("ratna", "kjri-kuching", ("m:kjri-kuching", "a:kjri-kuching"), frozenset({Power.SEARCH}))
NATION = Scope("pusat", "kp2mi", ("a:kp2mi",), frozenset({Power.NATION}))
ASKING = [
    name
    for name, _ in inspect.getmembers(models.QuerySet, inspect.isfunction)
    if not name.startswith("_") and hasattr(GuardedManager, name) and name not in {"visible_to", "one"}
]


def row_count() -> int:
    """Straight to the database, past the guard."""
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from person")
        return int(cursor.fetchone()[0])


@pytest.fixture
def people(db):
    with wall.as_engine():
        for kawal_id, keys in (("kw-1", ["k:9904"]), ("kw-2", ["m:kjri-kuching"]), ("kw-3", [])):
            Person.unscoped.create(kawal_id=kawal_id, keys=keys)  # unscoped: fixtures


@pytest.mark.parametrize("name", ASKING)
def test_the_guard_refuses_every_method_of_the_manager(name):
    method = getattr(Person.objects, name)
    accepted = inspect.signature(method).parameters.values()
    needed = [1 for it in accepted if it.default is it.empty and it.kind is it.POSITIONAL_OR_KEYWORD]
    with pytest.raises(ScopeRequired):
        answer = method(*needed)
        if inspect.iscoroutine(answer) or inspect.isasyncgen(answer):
            answer.send(None) if inspect.iscoroutine(answer) else answer.__anext__().send(None)


def test_there_are_many_methods_to_refuse():
    assert len(ASKING) > 50


def test_the_guard_shows_a_scope_its_own_rows(people):
    with wall.as_engine():
        seen = {it.kawal_id for it in Person.objects.visible_to(HERE)}
        assert seen == {"kw-1"}
        assert {it.kawal_id for it in Person.objects.visible_to(NATION)} == {"kw-1", "kw-2", "kw-3"}
        assert not Person.objects.visible_to(NOBODY).exists()


def test_absent_and_not_visible_are_one_refusal(people):
    wall.enter(HERE)
    with pytest.raises(NotVisible):
        Person.objects.one(HERE, 10**9)
    with wall.as_engine():
        theirs = Person.unscoped.get(kawal_id="kw-2")  # unscoped: the test looks behind the wall
    with pytest.raises(NotVisible):
        Person.objects.one(HERE, theirs.pk)


@pytest.mark.parametrize(
    ("scope", "rows"), [(HERE, 1), (THERE, 1), (NATION, 3), (NOBODY, 0), (ENGINE, 3)],
    ids=["here", "there", "nation", "nobody", "engine"],
)  # fmt: skip
def test_the_database_shows_no_more_even_to_a_query_that_forgot(people, scope, rows):
    wall.enter(scope)
    assert row_count() == rows


def test_in_front_of_the_wall_there_are_no_rows(people):
    assert row_count() == 0


def test_the_web_may_not_write_what_only_the_engine_writes(people):
    wall.enter(HERE)
    with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
        Person.unscoped.create(kawal_id="kw-9", keys=["k:9904"])  # unscoped: the test tries to


def test_the_engine_gives_back_the_role_and_the_keys(people):
    wall.enter(HERE)
    with wall.as_engine():
        assert row_count() == 3
        with wall.as_engine():
            assert row_count() == 3
        assert row_count() == 3
    assert row_count() == 1


def test_the_engine_gives_them_back_after_an_error_too(people):
    wall.enter(HERE)
    with pytest.raises(ValueError, match="broken"), wall.as_engine():
        raise ValueError("broken")
    assert row_count() == 1


def test_a_savepoint_rolled_back_leaves_the_scope_as_it_was(people):
    wall.enter(HERE)
    with pytest.raises(DatabaseError), transaction.atomic(), wall.as_engine(), connection.cursor() as cursor:
        cursor.execute("select no_such_column from person")
    assert row_count() == 1


@pytest.mark.django_db(transaction=True)
def test_the_scope_ends_with_its_transaction():
    with transaction.atomic():
        wall.enter(NATION)
    with connection.cursor() as cursor:
        cursor.execute("select current_setting('role'), current_setting('kawal.keys', true)")
        assert cursor.fetchone() in {("none", ""), ("none", None)}


@pytest.mark.django_db(transaction=True)
def test_there_is_no_wall_without_a_transaction():
    with pytest.raises(transaction.TransactionManagementError):
        wall.enter(HERE)
    with pytest.raises(transaction.TransactionManagementError), wall.as_engine():
        pass


def test_the_role_of_the_web_does_not_inherit_the_nation(db):
    with connection.cursor() as cursor:
        cursor.execute("select rolinherit, rolsuper, rolbypassrls from pg_roles where rolname = 'kawal_web'")
        assert cursor.fetchone() == (False, False, False)


def test_the_access_log_can_only_grow(db):
    """Its owner included: the trigger stands before everybody."""
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into trace (at, actor, agency, role, action, person, subject, purpose)"
            " values (now(), 'x', 'y', 'z', 'a.b', '', '', '')"
        )
    for change in ("update trace set actor = 'other'", "delete from trace", "truncate trace"):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(change)
        with (
            pytest.raises(DatabaseError),
            transaction.atomic(),
            wall.as_engine(),
            connection.cursor() as cursor,
        ):
            cursor.execute(change)


@pytest.mark.django_db(databases=["default", "owner"], transaction=True)
@pytest.mark.parametrize("change", ["update trace set actor = 'x'", "delete from trace", "truncate trace"])
def test_even_the_owner_of_the_access_log_cannot_alter_it(change):
    with connections["owner"].cursor() as cursor:
        cursor.execute(
            "insert into trace (at, actor, agency, role, action, person, subject, purpose)"
            " values (now(), 'x', 'y', 'z', 'a.b', '', '', '')"
        )
        with pytest.raises(DatabaseError, match="append-only"):
            cursor.execute(change)
