"""Two posts at the same second, over two real connections: the last kit, and a double issue."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from uuid import uuid4

import pytest
from django.db import connection

from kawal.response.aid.issues.services import AlreadyGiven
from kawal.response.aid.stock.ledger import NotEnough
from tests.rooms.aiding import (
    AID,
    POST,
    a_post_site,
    asked,
    balances,
    given,
    line,
    received,
    sent,
    somebody,
    unbalanced,
)

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


def at_once(*acts):
    """Each in a thread of its own with its own connection, all let go together; what it gave or what refused it."""
    ready = Barrier(len(acts))

    def go(act):
        try:
            ready.wait(10)
            return act()
        except (AlreadyGiven, NotEnough) as refused:
            return type(refused)
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(go, acts))


def test_two_posts_giving_the_last_kit_at_the_same_second_give_it_once():
    site = a_post_site()
    received(site, line("kit_women", 1), scope=POST)
    people = [somebody(f"Orang {n}", birth=f"198{n}") for n in range(3)]
    made = at_once(*[lambda kawal_id=it: given(kawal_id, site) for it in people])
    assert sorted(it is NotEnough for it in made) == [False, True, True]
    assert balances() == {"received": 1, "given": 1}
    assert asked("select count(*) from aid_issue") == [(1,)]
    assert asked("select count(*) from fact where kind = 'assisted'") == [(1,)]
    assert unbalanced() == []


def test_one_woman_at_two_sites_at_the_same_second_gets_one_kit():
    first, second = a_post_site(), a_post_site("Pos Entikong II")
    for site in (first, second):
        received(site, scope=POST)
    seruni = somebody()
    made = at_once(
        lambda: given(seruni, first), lambda: given(seruni, second, scope=AID), lambda: given(seruni, second)
    )
    assert sorted(it is AlreadyGiven for it in made) == [False, True, True]
    assert balances() == {"received": 20, "stock": 19, "given": 1}
    assert asked("select count(*) from aid_issue where ended = ''") == [(1,)]


def test_the_database_alone_refuses_the_second_issue_of_a_period():
    site = a_post_site()
    received(site, scope=POST)
    given(somebody(), site)
    columns = "person_id, claim_id, site_id, entitlement, item, quantity, period, given_at, by_actor, agency, fact_id, receipt"
    with pytest.raises(Exception, match="aid_issue_once"):
        asked(f"insert into aid_issue (act, {columns}) select %s, {columns} from aid_issue", [uuid4()])


def test_two_sendings_of_one_lot_never_send_more_than_there_is():
    site, other = a_post_site(), a_post_site("Pos Entikong II")
    received(site, line("kit_women", 5), scope=POST)
    made = at_once(*[lambda: sent(site, other, ("kit_women", 3), scope=POST)] * 2)
    assert sorted(it is NotEnough for it in made) == [False, True]
    assert balances() == {"received": 5, "stock": 2, "transit": 3}
