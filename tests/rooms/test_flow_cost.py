"""What one report costs: most of its time is asking the database, so the number of statements is the price."""

import psycopg
import pytest

from tests.world import fact, report

pytestmark = pytest.mark.django_db
OPENING, ADDING = 22, 18  # a person nobody knew, with what ties her; one more fact about somebody known


@pytest.fixture
def asked(monkeypatch):
    """Every statement sent to the database."""
    sent = []
    execute = psycopg.Cursor.execute

    def noted(cursor, statement, *parameters, **how):
        sent.append(str(statement))
        return execute(cursor, statement, *parameters, **how)

    monkeypatch.setattr(psycopg.Cursor, "execute", noted)
    return sent


def test_one_fact_takes_a_fixed_small_number_of_statements(asked):
    report(
        fact("registered", subject={"name": "Kenanga Misal", "nik": "9904054101990002"})
    )  # fills the caches
    asked.clear()
    report(fact("departed"))
    opening = len(asked)
    report(fact("checked_in", data={"safe": "yes"}))
    adding = len(asked) - opening
    assert (opening, adding) == (OPENING, ADDING), asked


def test_one_fact_makes_no_temporary_table(asked):
    report(fact("departed"), fact("checked_in", data={"safe": "yes"}))
    assert not [statement for statement in asked if "create temporary" in statement]
