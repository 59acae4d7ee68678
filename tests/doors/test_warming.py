"""A site that has just started reads what all reports ask for before the first one comes."""

import pytest
from django.db import OperationalError, connection

from kawal.doors import warming
from kawal.facts.ledger import bulk
from kawal.reference import selectors as reference
from kawal.situation.context import standing
from tests.world import SERUNI, fact, report

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked(monkeypatch):
    """Everything asked of the database by both roads."""
    texts, run = [], bulk.run
    monkeypatch.setattr(bulk, "run", lambda text, *rest: texts.append(text) or run(text, *rest))
    with connection.execute_wrapper(lambda go_on, text, *rest: texts.append(str(text)) or go_on(text, *rest)):
        yield texts


@pytest.fixture
def started(monkeypatch):
    """As in a process that has just begun; its connection is left open for the test."""
    monkeypatch.setattr(connection, "close", lambda: None)
    reference.forget()
    standing._standing.cache_clear()


def test_the_first_report_reads_no_list(started, asked):
    warming.warm_up()
    asked.clear()
    report(fact("departed", subject=SERUNI))
    assert asked
    lists = ("from area", 'agency"', "legal_limit", "from context_rates", "from feed order")
    assert [it for it in asked if any(name in it.lower() for name in lists)] == []


def test_without_a_database_the_site_starts_all_the_same(started, monkeypatch):
    def gone(*_):
        raise OperationalError("no server")

    monkeypatch.setattr(warming.wall, "enter", gone)
    warming.warm_up()
