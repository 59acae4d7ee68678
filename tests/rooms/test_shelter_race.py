"""Two officers at the same second: one gets the bed, the other is told, nobody waits for ever."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from uuid import uuid4

import pytest
from django.db import connection

from kawal.access.scope import ENGINE
from kawal.homecoming import staying
from kawal.homecoming.staying import Going
from kawal.response.shelter import refusals
from tests.rooms.returning import behind_the_wall
from tests.rooms.sheltering import NOW, a_house, ago, come, sent, worker

pytestmark = [pytest.mark.django_db(transaction=True, databases=["default", "owner"]), pytest.mark.slow]


def at_once(*works):
    ready = Barrier(len(works))

    def begin(work):
        try:
            ready.wait(20)
            work()
            return "done"
        except refusals.Refused as refused:
            return type(refused).__name__
        finally:
            connection.close()

    with ThreadPoolExecutor(len(works)) as pool:
        return sorted(done.result() for done in [pool.submit(begin, work) for work in works])


def held(statement):
    with behind_the_wall(ENGINE), connection.cursor() as cursor:
        cursor.execute(statement)
        return cursor.fetchall()


def test_one_bed_given_by_two_officers_at_the_same_second_holds_one_person():
    beds = a_house()
    people = [sent() for _ in range(4)]
    told = at_once(
        *(
            lambda it=it, n=n: come(it, beds["A1"], scope=worker(actor=f"petugas{n}"))
            for n, it in enumerate(people)
        )
    )
    assert told == ["BedTaken"] * 3 + ["done"]
    assert held("select count(*) from shelter_stay") == held("select count(*) from shelter_lodging") == [(1,)]
    assert held("select count(*) from fact where fact_id like 'masuk-%'") == [(1,)]


def test_one_person_received_twice_at_the_same_second_stays_once():
    beds = a_house()
    kawal_id, act = sent(), uuid4()
    assert at_once(lambda: come(kawal_id, beds["A1"]), lambda: come(kawal_id, beds["A2"])) == [
        "AlreadyStaying",
        "done",
    ]
    other = sent()
    assert at_once(*[lambda: come(other, beds["Keluarga1"], act=act)] * 2) == ["done", "done"], (
        "a repetition is none"
    )
    assert held("select count(*) from shelter_stay") == [(2,)]


def test_two_who_write_down_one_leaving_tell_it_once():
    beds = a_house()
    stay_id = come(sent(), beds["A1"])

    def go():
        with behind_the_wall(worker()) as scope:
            staying.leave(scope=scope, going=Going(uuid4(), stay_id, ago(1), "home"), now=NOW)

    assert at_once(go, go) == ["AlreadyLeft", "done"]
    assert held("select count(*) from fact where fact_id like 'keluar-%'") == [(1,)]
