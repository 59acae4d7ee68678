"""A hand-over that is signed, and a card that is scanned, are known to the batch."""

from datetime import timedelta
from uuid import uuid4

import pytest

from kawal.doors.web.batches.scanned import TRAVEL
from kawal.doors.web.cards.purposes import CannotNow
from kawal.homecoming import returning
from kawal.response.cards.selectors import Holder
from kawal.response.returns import selectors
from tests.rooms import handing_over
from tests.rooms.batches import MISSION, POST, a_leg, counts, do, leg_of, listed, mark, opened, rows, states
from tests.rooms.returning import behind_the_wall
from tests.world import NOW

pytestmark = pytest.mark.django_db


def person_of(line: int) -> tuple[int, str]:
    [found] = rows(
        "select p.person_id, p.kawal_id from return_line l join standing s using (claim_id) join person p using (person_id)"
        " where l.line_id = %s",
        line,
    )
    return found


def holder_of(line: int) -> Holder:
    person, kawal_id = person_of(line)
    return Holder(1, person, kawal_id, "Rekaan", "female", 1999, "61.01", "in_return")


@pytest.mark.parametrize("last", [handing_over.ORIGIN, handing_over.VILLAGE], ids=["district", "village"])
@pytest.mark.parametrize("signed_at", [NOW, NOW - timedelta(hours=22)], ids=["after", "before"])
@pytest.mark.slow
def test_families_who_sign_settle_the_line_and_the_fact_is_told_once(last, signed_at):
    """Whoever presses last, and also where the hour on the paper lies before that of the arrival."""
    code, _ = opened(0)
    with behind_the_wall(MISSION):
        ntt = listed(1, address={"area": "53.04.06.2001"})
        [made] = returning.list_people(scope=MISSION, code=code, people=[ntt], now=NOW)
    line = made.line_id
    home = a_leg(code, "2", "53.04.05.2001", lines=[line], receiver="bp3mi-ntt")
    mark(do("boarded", line, home), do("arrived", line, home, hours=5))
    _, kawal_id = person_of(line)
    document = handing_over.prepare(handing_over.plan(kawal_id))
    handing_over.sign(document, "giver", "taker", "witness", scope=handing_over.ORIGIN)
    handing_over.complete(document, scope=last, now=signed_at)
    assert states(code) == {"handed_over": 1}
    assert counts(home)["handed"] == 1
    assert rows("select count(*) from fact where kind = 'handed_over'") == [(1,)]


def test_a_scan_means_boarding_then_arriving_and_twice_is_once():
    code, [line] = opened(1)
    holder = holder_of(line)
    with behind_the_wall(MISSION):
        assert "leg 1" in TRAVEL.offer(scope=MISSION, holder=holder, now=NOW).label
        act = uuid4().hex
        TRAVEL.act(scope=MISSION, holder=holder, act_id=act, now=NOW)
        TRAVEL.act(scope=MISSION, holder=holder, act_id=act, now=NOW)
    assert counts(leg_of(code)) == {"planned": 1, "boarded": 1, "aboard": 1}
    with behind_the_wall(POST):
        [following] = selectors.list_next(scope=POST, person_id=holder.person_id)
        assert following.act == "arrived"
        TRAVEL.act(scope=POST, holder=holder, act_id=uuid4().hex, now=NOW)
        assert TRAVEL.offer(scope=POST, holder=holder, now=NOW) is None
        with pytest.raises(CannotNow):
            TRAVEL.act(scope=POST, holder=holder, act_id=uuid4().hex, now=NOW)
    with behind_the_wall(MISSION):
        TRAVEL.undo(scope=MISSION, act_id=act, now=NOW)
    assert counts(leg_of(code))["arrived"] == 1
