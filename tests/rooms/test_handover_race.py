"""Two devices at the same second: a hand-over is sealed once, a person gets one card, a scan counts once."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from uuid import uuid4

import pytest
from django.db import connection

from kawal.access.scope import ENGINE
from kawal.homecoming import bringing
from kawal.response.cards import services as cards
from kawal.response.handover import services
from tests.rooms.handing_over import ORIGIN, POST, VILLAGE, complete, plan, prepare, sign
from tests.rooms.returning import behind_the_wall
from tests.world import NOW, fact, person_of

pytestmark = [pytest.mark.django_db(transaction=True, databases=["default", "owner"]), pytest.mark.slow]


def at_once(*works):
    ready = Barrier(len(works))

    def begin(work):
        try:
            ready.wait(20)
            work()
            return "done"
        except (services.Sealed, services.NotCorrectable) as refused:
            return type(refused).__name__
        finally:
            connection.close()

    with ThreadPoolExecutor(len(works)) as pool:
        return sorted(done.result() for done in [pool.submit(begin, work) for work in works])


def held(statement):
    with behind_the_wall(ENGINE), connection.cursor() as cursor:
        cursor.execute(statement)
        return cursor.fetchall()


def seruni():
    return person_of(fact("returned", "2026-11-18", place={"post": "plbn-entikong"}))


def test_a_hand_over_completed_on_two_phones_is_sealed_once_and_told_once():
    code = prepare(plan(seruni()))
    sign(code, "giver", "taker", "witness")
    assert at_once(lambda: complete(code, ORIGIN), lambda: complete(code, VILLAGE)) == ["Sealed", "done"]
    assert held("select count(*) from fact where kind = 'handed_over'") == [(1,)]


def test_a_signature_that_comes_while_it_is_sealed_is_in_it_or_refused():
    code = prepare(plan(seruni()))
    sign(code, "giver", "taker", "witness")
    told = at_once(lambda: complete(code), lambda: sign(code, "taker", name="Orang Lain"))
    assert told in (["done", "done"], ["Sealed", "done"])
    with behind_the_wall(ENGINE):
        from kawal.response.handover import selectors

        card = selectors.get_handover(scope=ENGINE, code=code).card
        assert selectors.check_document(scope=ENGINE, text=card.check_code).is_intact


def test_one_hand_over_is_corrected_by_one_other():
    kawal_id = seruni()
    code = prepare(plan(kawal_id))
    sign(code, "giver", "taker", "witness")
    complete(code)
    assert at_once(*[lambda: prepare(plan(kawal_id, corrects=code))] * 2) == ["NotCorrectable", "done"]


def test_a_person_at_two_counters_gets_one_card():
    kawal_id = seruni()

    def issue():
        with behind_the_wall(POST):
            cards.issue_cards(scope=POST, people=[kawal_id], act_id=uuid4().hex, now=NOW)

    assert at_once(issue, issue, issue) == ["done"] * 3
    assert held("select count(*) from person_card") == [(1,)]


def test_a_death_told_twice_at_once_is_one_case():
    kawal_id = seruni()

    def begin():
        subject = {"kawal_id": kawal_id, "name": "Seruni Umpama"}
        with behind_the_wall(ORIGIN):
            bringing.open_case(scope=ORIGIN, subject=subject, died_on=NOW.date(), act_id=uuid4().hex, now=NOW)

    assert at_once(begin, begin) == ["done", "done"]
    assert held("select count(*) from remains_case") == [(1,)]
