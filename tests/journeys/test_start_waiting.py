"""The start pages of a post, a district and a village when a batch is on its way, in a real browser."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from kawal.homecoming import receiving
from kawal.homecoming.returning import Mark
from kawal.response.reception import services as receptions
from tests.doors.officers import officer
from tests.journeys.test_office import enter, look
from tests.rooms.batches import a_leg, leg_of, mark, opened
from tests.rooms.handing_over import OWN, plan, prepare
from tests.rooms.returning import behind_the_wall
from tests.world import fact, person_of
from tests.world import officer as scope_of

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
AT_POST = scope_of("border_post", agency="bp3mi-kalbar", keys=("b:plbn-entikong",))


@pytest.fixture
def tonight():
    """A batch of nine of Sambas on its way to Entikong, a reception with somebody ill, a hand-over in a village of Belu."""
    now = timezone.now()
    code, lines = opened(9, now=now)
    a_leg(
        code,
        "2",
        "61.01",
        lines=lines,
        mode="road",
        carrier="Bus Rekaan",
        departs_at=now + timedelta(hours=3),
        arrives_at=now + timedelta(hours=9),
    )
    mark(*(Mark(uuid4(), line, leg_of(code), "boarded", now) for line in lines), now=now)
    with behind_the_wall(AT_POST):
        at = receptions.open_reception(
            scope=AT_POST, post="plbn-entikong", about="R-2026-0417 dari Kuching", expected=136, now=now
        )
        said = {"name": "Mawar Contoh", "sex": "female", "birth_date": "1999"}
        receiving.receive(
            scope=AT_POST,
            code=at,
            row=receiving.Row(uuid4(), said, ("ill",), {"post": "plbn-entikong"}),
            now=now,
        )
    came = person_of(fact("returned", "2026-11-18", place={"post": "plbn-entikong"}))
    prepare(plan(came, transport="Satu mobil dengan kursi roda", happens_at=now + timedelta(days=1)), now=now)
    prepare(plan(came, giver=OWN, happens_at=now + timedelta(days=1)), scope=AT_POST, now=now)
    return code


def test_the_post_sees_what_waits_tonight(page, barriers, tonight):
    officer("pandu", agency="bp3mi-kalbar", role="border_post", area="", place="plbn-entikong")
    enter(page, "pandu", "/")
    page.get_by_role("heading", name="Dahulukan 1 orang di R-2026-0417 dari Kuching").wait_for()
    look(page, barriers, "start-post")
    page.get_by_role("link", name="Dahulukan", exact=True).click()
    page.wait_for_url("**/antrean/?yang=first")
    assert page.get_by_text("Mawar Contoh").count()


def test_a_district_and_a_village_see_who_is_on_the_way(page, barriers, tonight):
    officer("sari", agency="dinsos-6101", role="district", area="61.01")
    officer("joko", role="village", agency="desa-5304", area="53.04.05.2001")
    enter(page, "sari", "/")
    page.get_by_role("heading", name="Dalam perjalanan ke sini").wait_for()
    look(page, barriers, "start-district")
    page.context.clear_cookies()
    enter(page, "joko", "/")
    page.get_by_text("Satu mobil dengan kursi roda").wait_for()
    look(page, barriers, "start-village")
