"""After home: visits for a year, plans whose offers are answered once, surveys that nobody alters, endings other than home."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction

from kawal.access.scope import NotAllowed, NotVisible
from kawal.facts.ledger.models import Fact
from kawal.homecoming import aftercaring
from kawal.homecoming.aftercaring import Visit
from kawal.response.aftercare import selectors, services
from kawal.response.aftercare.endings import ENDINGS, ending_of
from kawal.response.aftercare.services import CannotBecome, PlanClosed, PlanOpen, UnknownOffer
from kawal.response.aftercare.survey import instrument
from kawal.situation.pictures.selectors import get_picture
from tests.rooms.returning import behind_the_wall
from tests.rooms.test_reception import claims_of
from tests.world import NOW, SERUNI, days_ago, fact, officer, person_of

pytestmark = pytest.mark.django_db
HERE = officer("protection", agency="dinsos-ttu", keys=("k:5304",))
ELSEWHERE = officer("protection", agency="dinsos-malang", keys=("k:3507",))
VILLAGE = officer("village", agency="desa-5304052001", keys=("v:5304052001",))
WELL = {
    it.code: max(it.options, key=lambda option: option.value).code
    for it in instrument("reintegrasi").questions
}


def at_home(days=40, **more):
    return person_of(fact("reached_home", days_ago(days), source="desa-umpama", **more))


def planned(kawal_id, scope=HERE, goal="Ingin membuka kios di rumah"):
    with behind_the_wall(scope):
        return services.open_plan(scope=scope, kawal_id=kawal_id, goal=goal, now=NOW)


def offered(plan_id, scope=HERE, *, act=None, kind="service", code="training"):
    with behind_the_wall(scope):
        return services.offer(
            scope=scope, plan_id=plan_id, act=act or uuid4(), kind=kind, code=code, provider="BLK Umpama", due_on=None, now=NOW
        )  # fmt: skip


def changed(kawal_id, offer_id, state, scope=HERE):
    with behind_the_wall(scope):
        aftercaring.change_offer(
            scope=scope, kawal_id=kawal_id, offer_id=offer_id, state=state, note="", now=NOW
        )


def facts_of(kawal_id, kind):
    found = Fact.unscoped.filter(claim_id__in=claims_of(kawal_id), kind=kind)  # unscoped: fixtures
    return [it.data for it in found]


def home_list(scope=HERE, **asked):
    with behind_the_wall(scope):
        return selectors.list_home(scope=scope, now=NOW, **asked)


@pytest.mark.slow
def test_who_is_overdue_longest_stands_first():
    late = at_home(200)
    soon = at_home(40, subject={**SERUNI, "name": "Mawar Contoh", "nik": "9904054101990002"})
    assert [it.kawal_id for it in home_list()] == [late, soon]
    assert [it.kawal_id for it in home_list(limit=1)] == [late]
    first = home_list(limit=1)[0]
    assert [it.kawal_id for it in home_list(after=(first.due_at, first.person_id))] == [soon]


def test_whoever_came_home_years_ago_is_no_longer_waited_for():
    at_home(3_000)
    kept = at_home(200, subject={**SERUNI, "name": "Mawar Contoh", "nik": "9904054101990002"})
    assert [it.kawal_id for it in home_list()] == [kept]


def test_a_visit_moves_the_clock_to_the_next_round():
    kawal_id = at_home(40)
    before = home_list()[0].due_at
    act = uuid4()
    for _twice in range(2):
        with behind_the_wall(HERE):
            made = Visit(1, safe=True, wants_to_leave=False)
            aftercaring.visit(scope=HERE, kawal_id=kawal_id, act=act, made=made, now=NOW)
    assert home_list()[0].due_at > before + timedelta(days=50)
    assert facts_of(kawal_id, "followed_up") == [{"months": 1, "safe": True, "wants_to_leave": False}]


def test_a_second_return_is_recognised_and_a_double_report_is_not():
    kawal_id = person_of(
        fact("returned", days_ago(500)), fact("returned", days_ago(499), source="bp3mi-kalbar"),
        fact("reached_home", days_ago(495)), fact("departed_again", days_ago(300)),
        fact("returned", days_ago(60)), fact("reached_home", days_ago(50)),
    )  # fmt: skip
    [row] = home_list()
    assert (row.kawal_id, row.returns) == (kawal_id, 2)


def test_an_offer_is_answered_and_what_was_given_is_a_fact():
    kawal_id = at_home()
    plan = planned(kawal_id)
    training, prakerja = offered(plan), offered(plan, kind="programme", code="prakerja")
    for state in ("accepted", "done", "done"):
        changed(kawal_id, training, state)
    changed(kawal_id, prakerja, "declined")
    assert facts_of(kawal_id, "assisted") == [{"service": "training", "provider": "BLK Umpama"}]
    assert facts_of(kawal_id, "programme_offered") == [
        {"programme": "prakerja", "answer": "declined", "provider": "BLK Umpama"}
    ]
    with behind_the_wall(HERE):
        [card] = selectors.list_plans(scope=HERE, kawal_id=kawal_id)
    assert [(it.code, it.state, it.may_become) for it in card.offers] == [
        ("training", "done", ()),
        ("prakerja", "declined", ("accepted",)),
    ]


def test_what_is_done_is_not_undone_by_a_later_press():
    kawal_id = at_home()
    offer = offered(planned(kawal_id))
    with pytest.raises(CannotBecome):
        changed(kawal_id, offer, "done")
    changed(kawal_id, offer, "declined")
    with pytest.raises(CannotBecome):
        changed(kawal_id, offer, "dropped")


def test_an_offer_sent_twice_is_one_and_an_unknown_one_is_refused():
    plan = planned(at_home())
    act = uuid4()
    assert offered(plan, act=act) == offered(plan, act=act)
    with pytest.raises(UnknownOffer):
        offered(plan, code="castle")


def test_one_open_plan_an_agency_and_nothing_under_one_that_ended():
    kawal_id = at_home()
    plan = planned(kawal_id)
    with pytest.raises(PlanOpen):
        planned(kawal_id)
    for _twice in range(2):
        with behind_the_wall(HERE):
            services.close_plan(scope=HERE, plan_id=plan, now=NOW)
    with pytest.raises(PlanClosed):
        offered(plan)
    assert planned(kawal_id) != plan


def test_a_survey_is_kept_once_with_its_scores_and_nobody_alters_it():
    kawal_id, act = at_home(), uuid4()
    for _twice in range(2):
        with behind_the_wall(HERE):
            scores = aftercaring.survey(
                scope=HERE, kawal_id=kawal_id, act=act, code="reintegrasi", months=1, answers=WELL, now=NOW
            )
    assert scores.whole == 1.0
    with behind_the_wall(HERE):
        [card] = selectors.list_surveys(scope=HERE, kawal_id=kawal_id)
    assert (card.version, card.months, card.scores["whole"]) == (1, 1, 1.0)
    [told] = facts_of(kawal_id, "reintegration_surveyed")
    assert told == {
        "instrument": "reintegrasi",
        "months": 1,
        "economic": 1.0,
        "social": 1.0,
        "psychosocial": 1.0,
    }
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("update survey_answer set months = 3")


def test_another_district_finds_neither_person_nor_plan():
    kawal_id = at_home()
    plan = planned(kawal_id)
    assert home_list(ELSEWHERE) == []
    with behind_the_wall(ELSEWHERE):
        assert selectors.list_plans(scope=ELSEWHERE, kawal_id=kawal_id) == []
        assert selectors.list_surveys(scope=ELSEWHERE, kawal_id=kawal_id) == []
    for act in (lambda: offered(plan, ELSEWHERE), lambda: planned(kawal_id, ELSEWHERE)):
        with pytest.raises(NotVisible):
            act()


def test_a_village_visits_and_plans_nothing():
    with pytest.raises(NotAllowed):
        planned(at_home(), VILLAGE)


@pytest.mark.slow
def test_endings_are_counted_as_the_pictures_tell_them():
    people = {
        "home": [("reached_home", 40)],
        "settled": [("returned", 60), ("settled_elsewhere", 40)],
        "left_again": [("reached_home", 60), ("departed_again", 40)],
        "in_care": [("returned", 60), ("sheltered", 40)],
        "died": [("returned", 60), ("died", 40)],
        "in_custody": [("returned", 60), ("detained", 40)],
        "lost": [("returned", 60), ("contact_lost", 40)],
        "on_the_way": [("returned", 3)],
        "": [("departed", 40)],
    }
    counting = ["Satu", "Dua", "Tiga", "Empat", "Lima", "Enam", "Tujuh", "Delapan", "Sembilan"]
    for place, (ending, said) in enumerate(people.items()):
        subject = {
            **SERUNI,
            "name": f"Orang {counting[place]}",
            "nik": f"990405410199001{place}",
        }
        data = {"data": {"shelter": "rptc-bambu-apus"}} if ending == "in_care" else {}
        kawal_id = person_of(*(fact(kind, days_ago(days), subject=subject, **data) for kind, days in said))
        with behind_the_wall(HERE):
            assert ending_of(get_picture(scope=HERE, kawal_id=kawal_id)) == ending, ending
    with behind_the_wall(HERE):
        counted = selectors.count_endings(scope=HERE)
    assert counted == dict.fromkeys([it for it in ENDINGS if it in people], 1)


@pytest.mark.parametrize(
    ("again", "ending"),
    [
        ({"kind": "departed_again", "data": {"procedural": True}}, "left_again_procedural"),
        ({"kind": "departed_again", "data": {"procedural": False}}, "left_again_nonprocedural"),
        ({"kind": "departed_again"}, "left_again"),
        ({"kind": "departed"}, "left_again"),
    ],
)
def test_whoever_leaves_again_ended_by_it_and_how_is_told_until_she_comes_back(again, ending):
    kawal_id = person_of(fact("departed", days_ago(400)), fact("reached_home", days_ago(90)))
    person_of(fact(again["kind"], days_ago(40), data=again.get("data", {})))
    with behind_the_wall(HERE):
        picture = get_picture(scope=HERE, kawal_id=kawal_id)
        assert selectors.count_endings(scope=HERE) == {ending: 1} == {ending_of(picture): 1}
    assert home_list() == []
    person_of(fact("returned", days_ago(9)), fact("reached_home", days_ago(5)))
    with behind_the_wall(HERE):
        assert selectors.count_endings(scope=HERE) == {"home": 1}
