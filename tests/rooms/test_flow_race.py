"""Two senders at once: one person, one fact, and a picture that knows what both said."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from kawal import flow
from kawal.facts.ledger.models import FactKey
from kawal.facts.people.models import Person
from kawal.situation.pictures.models import Picture
from tests.world import NOW, fact, report

pytestmark = [pytest.mark.django_db(transaction=True, databases=["default", "owner"]), pytest.mark.slow]
SENDERS = 4


def at_once(*batches):
    """Every batch reported by a thread of its own, all let go together."""
    ready = Barrier(len(batches))

    def send(facts):
        try:
            ready.wait(10)
            return report(*facts)
        finally:
            connection.close()

    with ThreadPoolExecutor(len(batches)) as pool:
        return list(pool.map(send, batches))


def as_nation(model):
    report()  # enters the wall as the engine and leaves nothing
    return model.unscoped.using("owner")  # unscoped: the test looks at the table as its owner


def test_one_number_from_several_senders_is_one_person_and_the_picture_knows_every_fact():
    batches = [[fact("checked_in", f"2026-03-0{n + 1}", source=f"agency-{n}")] for n in range(SENDERS)]
    outcomes = at_once(*batches)
    assert len({it[0].kawal_id for it in outcomes}) == 1
    assert as_nation(Person).filter(survivor=None).count() == 1
    assert as_nation(Picture).get().facts == SENDERS


def test_one_fact_sent_by_several_connections_at_once_is_accepted_once():
    report(fact("departed", id="BEFORE"))  # a source that is new lets its senders in one after the other
    same = fact("departed", id="ONE")
    statuses = sorted(it[0].status for it in at_once(*[[same]] * SENDERS))
    assert statuses == ["accepted", *["repeated"] * (SENDERS - 1)]
    assert as_nation(FactKey).count() == 2
    assert flow.rebuild(now=NOW, check=True).differing == 0
