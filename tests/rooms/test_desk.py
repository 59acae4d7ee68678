"""A mission's desk: numbers, who goes first, who serves whom, families who look for somebody; each visit is a fact as well."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from kawal.access.scope import ENGINE, NotAllowed, NotVisible
from kawal.access.wall import enter
from kawal.facts.contract.errors import FactRefused
from kawal.facts.ledger.models import Fact
from kawal.foundation.moments import day_of
from kawal.homecoming import desk
from kawal.response.desk import inquiries, selectors, services
from kawal.response.desk.errands import NEEDS, in_order
from kawal.situation.pictures.models import Picture
from tests.rooms.returning import behind_the_wall
from tests.rooms.test_reception import claims_of
from tests.world import NOW, officer

pytestmark = pytest.mark.django_db
TODAY = day_of(NOW)
MISSION = officer("mission", agency="kjri-kuching", keys=("m:kjri-kuching",))
COLLEAGUE = officer("mission", agency="kjri-kuching", keys=("m:kjri-kuching",), actor="teman@test")
OTHER = officer("mission", agency="kbri-riyadh", keys=("m:kbri-riyadh",))
ABROAD = {"country": "MYS"}


def taken(errand="report_in", *needs, scope=MISSION, act=None, now=NOW):
    with behind_the_wall(scope):
        return services.take_ticket(scope=scope, act=act or uuid4(), errand=errand, needs=needs, now=now)


def called(scope=MISSION, now=NOW):
    with behind_the_wall(scope):
        return services.call_next(scope=scope, now=now)


def today(scope=MISSION, day=TODAY):
    with behind_the_wall(scope):
        return selectors.get_day(scope=scope, day=day)


def queue(which="waiting", scope=MISSION):
    with behind_the_wall(scope):
        return selectors.list_tickets(scope=scope, day=TODAY, which=which)


def ticket(code, scope=MISSION):
    with behind_the_wall(scope):
        return selectors.get_ticket(scope=scope, code=code)


def visit(name="Mawar Contoh", kind="complained", *, act=None, **data):
    return desk.Visit(act or uuid4(), {"name": name, "sex": "female"}, kind, data, place=ABROAD)


def served(code, one=None, scope=MISSION, now=NOW):
    with behind_the_wall(scope):
        return desk.serve(scope=scope, code=code, visit=one or visit(), now=now)


def sought(name="Mawar Contoh", *, act=None, scope=MISSION, now=NOW, **more):
    asker = inquiries.Asker("Kenanga Misal", "parent", "+62 812 0000 1234", date(2026, 9, 1), **more)
    one = desk.Visit(act or uuid4(), {"name": name}, "family_reported", desk.LOOKED_FOR, "hearsay", ABROAD)
    with behind_the_wall(scope):
        return desk.look_for(scope=scope, visit=one, asker=asker, now=now)


def kinds_of(kawal_id):
    found = Fact.unscoped.filter(claim_id__in=claims_of(kawal_id))  # unscoped: fixtures
    return sorted(found.values_list("kind", flat=True))


def missing_since(kawal_id):
    enter(ENGINE)
    found = Picture.unscoped.get(person__kawal_id=kawal_id)  # unscoped: fixtures
    return found.family_missing_at


def test_numbers_begin_at_one_each_day_and_at_each_desk():
    codes = [taken(), taken("complaint"), taken(now=NOW + timedelta(days=1)), taken(scope=OTHER)]
    scopes = [MISSION, MISSION, MISSION, OTHER]
    assert [ticket(code, scope).number for code, scope in zip(codes, scopes, strict=True)] == [1, 2, 1, 1]


def test_a_press_sent_twice_is_one_number():
    act = uuid4()
    assert taken(act=act) == taken(act=act)
    assert today().total == 1


def test_who_may_not_wait_is_called_first_by_harm_then_by_number():
    for errand, *needs in [("report_in",), ("complaint", "elderly"), ("shelter", "threatened"), ("other",)]:
        taken(errand, *needs)
    assert [it.number for it in queue()] == [3, 2, 1, 4]
    assert [ticket(called()).number for _place in range(4)] == [3, 2, 1, 4]
    assert called() == ""


def test_a_number_is_called_by_one_counter():
    code = taken()
    with behind_the_wall(MISSION):
        services.call(scope=MISSION, code=code, now=NOW)
        services.call(scope=MISSION, code=code, now=NOW)
    with pytest.raises(services.AlreadyCalled) as quicker, behind_the_wall(COLLEAGUE):
        services.call(scope=COLLEAGUE, code=code, now=NOW)
    assert quicker.value.by == MISSION.actor
    assert [(it.state, it.called_by) for it in queue("serving")] == [("serving", MISSION.actor)]


def test_what_a_visitor_says_is_a_fact_and_the_number_is_served():
    code = taken("complaint", "ill")
    called()
    made = served(code, visit(problems=["unpaid_wages"], channel="office"))
    assert kinds_of(made.kawal_id) == ["complained", "needs_seen"]
    row = ticket(code)
    assert (row.state, row.kawal_id, row.name) == ("served", made.kawal_id, "Mawar Contoh")


def test_a_visit_sent_twice_is_one_visit():
    code, one = taken(), visit()
    first, again = served(code, one), served(code, one)
    assert (first.is_new, again.is_new, again.kawal_id) == (True, False, first.kawal_id)
    with pytest.raises(services.AlreadyEnded):
        served(code, visit("Melati Contoh"))
    assert ticket(code).name == "Mawar Contoh"


def test_a_visit_that_says_nobody_is_refused_and_the_visitor_still_waits():
    code = taken()
    with pytest.raises(FactRefused):
        served(code, visit(""))
    assert ticket(code).state == "waiting"


def test_undoing_withdraws_what_was_said_and_the_visitor_stands_at_the_counter_again():
    code = taken("complaint", "ill")
    made = served(code)
    for _twice in range(2):
        with behind_the_wall(MISSION):
            desk.undo_serving(scope=MISSION, code=code, now=NOW)
    assert (ticket(code).state, ticket(code).name) == ("serving", "")
    assert kinds_of(made.kawal_id).count("withdrawn") == 0
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from fact where kind = 'withdrawn'")
        assert cursor.fetchone() == (2,)
    assert served(code).is_new


def test_who_leaves_and_comes_back_has_the_old_place():
    one, two = taken(), taken()
    with behind_the_wall(MISSION):
        services.leave(scope=MISSION, code=one, now=NOW)
    assert [it.code for it in queue()] == [two]
    with pytest.raises(services.AlreadyEnded):
        served(one)
    with behind_the_wall(MISSION):
        services.put_back(scope=MISSION, code=one)
    assert [it.code for it in queue()] == [one, two]


def test_a_number_taken_by_mistake_counts_nowhere_and_is_not_given_again():
    code = taken()
    with behind_the_wall(MISSION):
        services.undo_ticket(scope=MISSION, code=code, now=NOW)
    assert today().total == 0
    assert ticket(taken()).number == 2


def test_who_was_served_neither_leaves_nor_waits_again():
    code = taken()
    served(code)
    for act in (services.put_back, services.leave, services.undo_ticket):
        more = {} if act is services.put_back else {"now": NOW}
        with pytest.raises(services.AlreadyEnded), behind_the_wall(MISSION):
            act(scope=MISSION, code=code, **more)


def test_the_day_adds_up_and_says_how_long_people_wait():
    for errand in ("report_in", "report_in", "complaint", "documents"):
        taken(errand, now=NOW)
    first = called(now=NOW + timedelta(minutes=10))
    second = called(now=NOW + timedelta(minutes=20))
    served(first)
    with behind_the_wall(MISSION):
        services.leave(scope=MISSION, code=second, now=NOW)
    day = today()
    assert (day.waiting, day.serving, day.served, day.left, day.total) == (2, 0, 1, 1, 4)
    assert day.errands == {"report_in": 2, "complaint": 1, "documents": 1}
    assert (day.wait, day.longest) == (timedelta(minutes=15), NOW)
    assert today(day=date(2026, 1, 1)).total == 0


def test_another_mission_sees_no_number_and_no_family():
    code, found = taken(), sought().code
    assert (today(OTHER).total, queue(scope=OTHER)) == (0, [])
    with behind_the_wall(OTHER):
        assert selectors.list_inquiries(scope=OTHER) == []
        assert services.call_next(scope=OTHER, now=NOW) == ""
    for act in (
        lambda: ticket(code, OTHER),
        lambda: served(code, scope=OTHER),
        lambda: told(found, scope=OTHER),
        lambda: selectors.get_inquiry(scope=OTHER, code=found),
    ):
        with pytest.raises(NotVisible), behind_the_wall(OTHER):
            act()


def test_a_village_has_no_desk():
    village = officer("village", agency="desa-5304052001", keys=("v:5304052001",))
    with pytest.raises(NotAllowed):
        taken(scope=village)


def told(code, answer="safe", scope=MISSION):
    with behind_the_wall(scope):
        desk.tell_family(
            scope=scope,
            code=code,
            act=uuid4(),
            answer=answer,
            told="Ia bekerja dan aman.",
            told_on=TODAY,
            now=NOW + timedelta(hours=1),
        )


def inquiry(code):
    with behind_the_wall(MISSION):
        return selectors.get_inquiry(scope=MISSION, code=code)


def open_inquiries(**more):
    with behind_the_wall(MISSION):
        return [it.code for it in selectors.list_inquiries(scope=MISSION, **more)]


def test_a_family_that_looks_for_somebody_is_a_fact_and_an_inquiry_until_it_was_told():
    made = sought()
    assert missing_since(made.kawal_id) is not None
    card = inquiry(made.code)
    assert (card.name, card.asker, card.relation, card.phone) == (
        "Mawar Contoh", "Kenanga Misal", "parent", "+62 812 0000 1234",
    )  # fmt: skip
    told(made.code)
    card = inquiry(made.code)
    assert (card.answer, card.told, card.told_on, card.is_open) == (
        "safe", "Ia bekerja dan aman.", TODAY, False,
    )  # fmt: skip
    assert missing_since(made.kawal_id) is None
    assert (open_inquiries(), open_inquiries(is_open=False)) == ([], [made.code])


def test_whom_a_family_looks_for_is_seen_by_the_mission_until_the_family_was_told():
    asker = inquiries.Asker("Kenanga Misal", "parent", sought="Mawar Contoh")
    nowhere = desk.Visit(uuid4(), {"name": "Mawar Contoh"}, "family_reported", desk.LOOKED_FOR, "hearsay")
    with behind_the_wall(MISSION):
        made = desk.look_for(scope=MISSION, visit=nowhere, asker=asker, now=NOW)
    assert inquiry(made.code).kawal_id == made.kawal_id
    told(made.code, "not_found")
    assert (inquiry(made.code).kawal_id, inquiry(made.code).name) == ("", "Mawar Contoh")
    with behind_the_wall(MISSION):
        desk.undo_telling(scope=MISSION, code=made.code, now=NOW)
    assert inquiry(made.code).kawal_id == made.kawal_id


def test_the_phone_of_who_asks_is_not_put_among_the_numbers_of_who_is_looked_for():
    made = sought()
    enter(ENGINE)
    with connection.cursor() as cursor:
        cursor.execute(
            "select string_agg(subject::text, ' ') from claim where claim_id = any (%s)",
            [claims_of(made.kawal_id)],
        )
        assert "1234" not in cursor.fetchone()[0]


def test_open_inquiries_stand_the_oldest_first():
    later, first = sought("Melati Contoh", now=NOW), sought("Seruni Misal", now=NOW - timedelta(days=3))
    assert open_inquiries() == [first.code, later.code]
    with behind_the_wall(MISSION):
        assert selectors.count_open(scope=MISSION) == 2


def test_an_inquiry_sent_twice_is_one_and_serves_its_number():
    code, act = taken("missing"), uuid4()
    one = desk.Visit(act, {"name": "Mawar Contoh"}, "family_reported", desk.LOOKED_FOR, "hearsay")
    for _twice in range(2):
        with behind_the_wall(MISSION):
            desk.look_for(
                scope=MISSION,
                visit=one,
                asker=inquiries.Asker("Kenanga Misal", "parent"),
                ticket=code,
                now=NOW,
            )
    assert len(open_inquiries()) == 1
    assert ticket(code).state == "served"


def test_a_search_that_ends_without_finding_leaves_her_missing():
    made = sought()
    told(made.code, "not_found")
    assert missing_since(made.kawal_id) is not None


def test_a_family_is_told_once_and_an_answer_taken_back_leaves_it_waiting():
    made = sought()
    told(made.code)
    with pytest.raises(inquiries.AlreadyAnswered):
        told(made.code)
    with behind_the_wall(MISSION):
        desk.undo_telling(scope=MISSION, code=made.code, now=NOW)
    assert open_inquiries() == [made.code]
    assert missing_since(made.kawal_id) is not None


def test_an_inquiry_made_by_mistake_is_withdrawn():
    made = sought()
    with behind_the_wall(MISSION):
        desk.undo_looking(scope=MISSION, code=made.code, now=NOW)
    assert open_inquiries() == []
    with pytest.raises(NotVisible):
        inquiry(made.code)


@pytest.mark.django_db(transaction=True)
def test_ten_counters_at_once_call_every_number_once():
    for place in range(20):
        taken(act=UUID(int=place + 1))

    def at_a_counter(_place):
        try:
            return called()
        finally:
            connection.close()

    with ThreadPoolExecutor(10) as pool:
        codes = [code for code in pool.map(at_a_counter, range(20)) if code]
    assert len(set(codes)) == len(codes)
    assert today().waiting == 20 - len(codes)


@pytest.mark.django_db(transaction=True)
def test_numbers_taken_at_once_are_all_different_and_without_a_gap():
    def at_the_door(place):
        try:
            return ticket(taken(act=UUID(int=place))).number
        finally:
            connection.close()

    with ThreadPoolExecutor(10) as pool:
        numbers = list(pool.map(at_the_door, range(1, 21)))
    assert sorted(numbers) == list(range(1, 21))


@given(st.lists(st.sampled_from([*NEEDS, "unknown"])))
def test_needs_are_known_ordered_and_said_once(needs):
    assert in_order(needs) == [need for need in NEEDS if need in needs]
