"""Who may not see or write a house: another house, a role that runs none, and what the database itself refuses."""

from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction

from kawal.access.scope import NotAllowed, NotVisible
from kawal.homecoming import staying
from kawal.homecoming.staying import Arriving, Going
from kawal.response.shelter import absences, belongings, refusals, selectors, services, setting_up
from kawal.response.shelter.absences import Outing
from tests.rooms.returning import behind_the_wall
from tests.rooms.sheltering import HOUSE, NOW, OTHER, TODAY, a_house, ago, come, roster, sent, worker
from tests.world import officer

pytestmark = pytest.mark.django_db


@pytest.fixture
def beds():
    return a_house()


def kept_and_out(stay_id):
    """Something is kept for her, and she is out tonight."""
    with behind_the_wall(worker()) as scope:
        thing = belongings.Kept("document", "Paspor")
        belongings.keep(scope=scope, act=uuid4(), stay_id=stay_id, thing=thing, now=ago(20))
        absences.go_out(scope=scope, stay_id=stay_id, outing=Outing(uuid4(), ago(8)), now=NOW)


def test_the_database_itself_refuses_what_no_service_would_write(beds):
    stay_id = come(sent(), beds["A1"])
    come(sent(), beds["A2"])
    for statement in (
        f"update shelter_lodging set bed_id = {beds['A1']}",
        "update shelter_lodging set during = tstzrange(lower(during) - interval '1 hour', null)",
        "update shelter_stay set during = tstzrange(lower(during), now() - interval '400 days')",
        "update shelter_stay set person_id = (select min(person_id) from shelter_stay)",
        f"update shelter_stay set during = tstzrange(lower(during), now()), left_act = null where stay_id = '{stay_id}'",
    ):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("set local role kawal_nation")
            cursor.execute(statement)


def test_another_house_sees_and_writes_nothing(beds):
    a_house(OTHER)
    kawal_id = sent()
    stay_id = come(kawal_id, beds["A1"])
    kept_and_out(stay_id)
    other = worker(OTHER)
    with behind_the_wall(other):
        for read in (
            lambda: selectors.get_roster(scope=other, shelter=HOUSE, now=NOW, today=TODAY),
            lambda: selectors.list_present(scope=other, shelter=HOUSE, at=NOW),
            lambda: selectors.get_stay(scope=other, stay_id=stay_id),
            lambda: selectors.get_address(scope=other, shelter=HOUSE),
            lambda: services.locked(other, stay_id),
            lambda: staying.receive(
                scope=other, arriving=Arriving(uuid4(), HOUSE, kawal_id, ago(1)), now=NOW, today=TODAY
            ),
            lambda: staying.leave(scope=other, going=Going(uuid4(), stay_id, ago(1), "home"), now=NOW),
        ):
            with pytest.raises(NotVisible):
                read()
        assert [it.code for it in selectors.list_houses(scope=other)] == [OTHER]


def test_row_level_security_alone_hides_every_register_from_another_house(beds):
    stay_id = come(sent(), beds["A1"])
    kept_and_out(stay_id)
    for scope, sees in (
        (worker(), True),
        (worker(OTHER), False),
        (officer("district", keys=("k:5304",)), False),
    ):
        with behind_the_wall(scope), connection.cursor() as cursor:
            for name in ("shelter", "shelter_address", "shelter_room", "shelter_bed", "shelter_stay", "shelter_lodging",
                         "shelter_absence", "shelter_item"):  # fmt: skip
                cursor.execute(f"select count(*) > 0 from {name}")
                assert cursor.fetchone() == (sees,), (scope.agency, name)


def test_a_role_that_runs_no_house_is_refused(beds):
    scope = officer("border_post", agency="bp3mi-kalbar", keys=(f"s:{HOUSE}",))
    with behind_the_wall(scope), pytest.raises(NotAllowed):
        selectors.list_houses(scope=scope)
    with behind_the_wall(scope), pytest.raises(NotAllowed):
        staying.receive(scope=scope, arriving=Arriving(uuid4(), HOUSE, "x", NOW), now=NOW, today=TODAY)


def test_a_mission_opens_its_own_house_and_the_nation_reads_all(beds):
    mission = officer("mission", agency="kjri-kuching", keys=("m:kjri-kuching",))
    house = setting_up.House("shelter-kuching", "mission", "Shelter Mawar", "kjri-kuching", "kemlu")
    with behind_the_wall(mission):
        setting_up.open_house(scope=mission, house=house, now=NOW)
        with pytest.raises(refusals.AlreadyThere):
            setting_up.open_house(scope=mission, house=house, now=NOW)
        assert [it.code for it in selectors.list_houses(scope=mission)] == ["shelter-kuching"]
        with pytest.raises(NotVisible):
            foreign = setting_up.House("sentra-misal", "sentra", "x", "x")
            setting_up.open_house(scope=mission, house=foreign, now=NOW)
    with behind_the_wall(officer("national", agency="kp2mi")) as nation:
        assert {it.code for it in selectors.list_houses(scope=nation)} == {HOUSE, "shelter-kuching"}


@pytest.mark.parametrize("count", [1, 5])
def test_the_roster_takes_the_same_queries_however_long(count, django_assert_num_queries):
    beds = a_house(rooms=(("A", "female", 6),))
    for n in range(count):
        come(sent(), beds[f"A{n + 1}"])
    with behind_the_wall(worker()) as scope, django_assert_num_queries(3):
        assert len(roster(scope).residents) == count
