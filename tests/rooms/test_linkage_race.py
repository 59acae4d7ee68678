"""The engine at work while people are being reported, decided about and linked again: nothing lost, nothing twice, nobody stuck."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection, transaction

from kawal import flow
from kawal.access.scope import ENGINE
from kawal.access.wall import enter
from kawal.relinking import link_everything
from kawal.situation.linkage.rerun import compared_by_index
from tests.world import NOW, fact, report

pytestmark = [pytest.mark.django_db(transaction=True, databases=["default", "owner"]), pytest.mark.slow]
BULAN = {
    "name": "Bulan Contohwati Umpamasari", "sex": "female", "birth_date": "1994-08-17", "birth_place": "53.04",
    "mother_name": "Ratih Andaikata", "address": {"area": "53.04.05"},
}  # fmt: skip
SPELT = ("Bulan Contohwati Umpamasari", "Boelan Tjontohwati Oempamasari", "Bulan Chontohwati Umpamasari")
ROUNDS = 6


def rows(statement):
    with transaction.atomic():
        enter(ENGINE)
        with connection.cursor() as cursor:
            cursor.execute(statement)
            return cursor.fetchall()


def at_once(*works):
    ready = Barrier(len(works))

    def begin(work):
        try:
            ready.wait(20)
            work()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(works)) as pool:
        for done in [pool.submit(begin, work) for work in works]:
            done.result()


def sender(n):
    def send():
        for turn in range(ROUNDS):
            subject = {**BULAN, "name": SPELT[(n + turn) % 3], "phones": [f"+62 800-0000-{n}{turn}"]}
            report(
                fact("recruited", f"2026-03-{turn + 1:02}", subject=subject, source=f"agency-{n}")
            )  # raises no alert

    return send


def test_senders_and_two_linkers_at_once_make_one_person_of_all_spellings():
    def link():
        for _turn in range(ROUNDS):
            flow.link_left(now=NOW)

    def link_all():
        link_everything(now=NOW, compare=compared_by_index)

    at_once(sender(1), sender(2), link, link, link_all)
    flow.link_left(now=NOW)
    link_everything(now=NOW, compare=compared_by_index)
    assert rows("select count(*) from standing where held") == [(2 * ROUNDS,)]
    assert rows("select count(distinct person_id) from standing") == [(1,)]
    assert rows("select claim_id from membership where until is null group by 1 having count(*) > 1") == []
    assert rows("select count(*) from link_due") == [(0,)]
    assert flow.rebuild(now=NOW, check=True).differing == 0


def test_a_batch_that_fails_in_the_middle_leaves_its_claims_waiting(monkeypatch):
    sender(1)()

    def broken(*_args, **_more):
        raise RuntimeError("pulled the plug")

    with monkeypatch.context() as patched:
        patched.setattr("kawal.situation.linkage.linking.write_edges", broken)
        with pytest.raises(RuntimeError):
            flow.link_left(now=NOW)
    assert rows("select count(*) from link_due") == [(ROUNDS,)]
    assert flow.link_left(now=NOW).looked_up == ROUNDS
    assert rows("select count(distinct person_id) from standing") == [(1,)]
