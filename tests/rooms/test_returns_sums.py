"""What a batch adds up to: who is home and who waits for a signature among all, and what every leg and every payer costs."""

from decimal import Decimal

import pytest

from kawal.doors.web.batches.cards import states_of
from kawal.response.returns import selectors, services
from kawal.response.returns.plans import Ticket
from tests.rooms.batches import MISSION, POST, a_leg, do, leg_of, mark, opened, rows
from tests.rooms.returning import behind_the_wall
from tests.world import NOW, fact, report

pytestmark = pytest.mark.django_db


def seen(code, scope=MISSION):
    with behind_the_wall(scope):
        return selectors.get_batch(scope=scope, code=code, now=NOW)


def bar(view):
    return {it.name: it.count for it in states_of(view)}


@pytest.mark.slow
def test_who_is_home_and_who_waits_for_a_signature_stand_apart_and_all_add_up():
    code, lines = opened(5)
    first = leg_of(code)
    home = a_leg(code, "2", "61.01", lines=lines, receiver="dinsos-6101", received_as="family")
    mark(*(do("arrived", it, first) for it in lines))
    mark(
        *(do("arrived", it, home, hours=4) for it in lines[:3]),
        *(do("handed_over", it, home, hours=5) for it in lines[:2]),
    )
    view = seen(code)
    assert bar(view) == {"di rumah": 2, "tiba, menunggu tanda tangan": 1, "belum terhitung, dicari": 2}
    assert sum(bar(view).values()) == view.batch.people
    assert bar(seen(code, POST)) == bar(view)


def test_who_is_missed_is_counted_among_nobody_else():
    code, lines = opened(4)
    mark(*(do("arrived", it, leg_of(code)) for it in lines[:3]), do("boarded", lines[3], leg_of(code)))
    view = seen(code)
    assert bar(view) == {"hadir, dalam perjalanan": 3, "belum terhitung, dicari": 1}
    assert sum(bar(view).values()) == view.batch.people


def test_handed_on_to_an_office_is_not_home_until_somebody_says_so():
    code, lines = opened(2)
    first = leg_of(code)
    office = a_leg(code, "2", "61", lines=lines, receiver="dinsos-61", received_as="province")
    mark(*(do("arrived", it, first) for it in lines))
    mark(*(do("handed_over", it, office, hours=5) for it in lines))
    assert bar(seen(code)) == {"diserahterimakan": 2}
    [(her,)] = rows("select p.kawal_id from return_line l join standing s using (claim_id) join person p using (person_id)"
                    " where l.line_id = %s", lines[0])  # fmt: skip
    report(fact("reached_home", NOW.isoformat(), subject={"kawal_id": her}, source="dinsos-6101"))
    assert bar(seen(code)) == {"di rumah": 1, "diserahterimakan": 1}


def test_costs_are_summed_by_leg_and_by_payer():
    code, lines = opened(3)
    first, second = leg_of(code), a_leg(code, "2", "61.01", lines=lines, payer="kemensos")
    with behind_the_wall(MISSION) as scope:
        services.price_leg(scope=scope, leg_id=second, planned=Decimal(100), actual=Decimal(120), now=NOW)
        bought = Ticket(payer="self", planned_cost=Decimal(50))
        services.buy_ticket(scope=scope, line_id=lines[0], leg_id=first, ticket=bought, now=NOW)
    view = seen(code)
    by_leg = {leg: (it.people, it.planned, it.actual) for leg, it in view.leg_costs.items()}
    by_payer = {it.payer: (it.people, it.planned, it.actual) for it in view.costs}
    assert by_leg == {first: (1, 50, 0), second: (3, 300, 360)}
    assert by_payer == {"self": (1, 50, 0), "kemensos": (3, 300, 360)}
