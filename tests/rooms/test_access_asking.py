"""Plain SQL behind the first wall: a question names who may see a row, or cannot be put."""

import pytest
from django.db import DatabaseError, connection, transaction

from kawal.access import asking, wall
from kawal.access.asking import Question
from kawal.access.scope import ENGINE, NOBODY, Power, Scope, ScopeRequired
from kawal.facts.people.models import Person

HERE = Scope("damar", "dinsos-9904", ("k:9904", "a:dinsos-9904"), frozenset({Power.SEARCH}))
NATION = Scope("pusat", "kp2mi", ("a:kp2mi",), frozenset({Power.NATION}))
PEOPLE = Question(
    "select p.kawal_id, p.keys from person p where {p seen} and p.kawal_id like %(like)s order by 1"
)


@pytest.fixture
def people(db):
    with wall.as_engine():
        for kawal_id, keys in (("kw-1", ["k:9904"]), ("kw-2", ["m:kjri-kuching"]), ("other", ["k:9904"])):
            Person.unscoped.create(kawal_id=kawal_id, keys=keys)  # unscoped: fixtures
        yield


def ids(scope, like="kw-%"):
    return [row.kawal_id for row in PEOPLE.ask(scope, like=like)]


def test_a_text_that_does_not_ask_who_asks_is_refused():
    with pytest.raises(ScopeRequired):
        Question("select kawal_id from person")


def test_it_shows_a_scope_its_own_rows_even_where_the_database_would_show_all(people):
    assert ids(HERE) == ["kw-1"]
    assert ids(HERE, "%") == ["kw-1", "other"]
    assert ids(NATION) == ids(ENGINE) == ["kw-1", "kw-2"]


def test_an_empty_scope_is_not_even_asked_for(people, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert ids(NOBODY, "%") == []


def test_it_is_one_query_and_counted_as_one(people, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert len(PEOPLE.ask(NATION, like="%")) >= 3


def test_the_server_keeps_one_plan_of_each_wall(people):
    for scope in (HERE, NATION) * 4:
        wall.enter(scope)
        ids(scope)
    kept = asking.rows(
        "select generic_plans, custom_plans from pg_prepared_statements where statement like %(like)s",
        {"like": "select p.kawal_id, p.keys from person p%"},
    )
    assert len(kept) == 2
    assert all(it.generic_plans > 0 and it.custom_plans == 0 for it in kept)


def test_where_something_goes_wrong_it_fails_as_every_other_query_does(db):
    with pytest.raises(DatabaseError), transaction.atomic():
        asking.rows("select 1 / 0 where %(keys)s::text[] is not null", {"keys": []})
    assert connection.is_usable()
