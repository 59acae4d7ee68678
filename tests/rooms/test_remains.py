"""The way home of those who died abroad: with or without a record before, step by step, with what is owed to the family."""

from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction
from hypothesis import given
from hypothesis import strategies as st

from kawal.access.scope import ENGINE, NotAllowed, NotVisible
from kawal.access.trail.models import Trace
from kawal.facts.people.models import Person
from kawal.homecoming import bringing
from kawal.response.remains import selectors, services, steps
from kawal.response.remains.following import follow_claims
from kawal.response.remains.services import Owed
from kawal.situation.people.selectors import list_facts
from kawal.situation.pictures.models import Picture
from tests.rooms.handing_over import ELSEWHERE, FAMILY, ORIGIN, VILLAGE, complete, plan, prepare, sign
from tests.rooms.returning import behind_the_wall
from tests.world import NOW, fact, officer, person_of

pytestmark = pytest.mark.django_db
MISSION = officer("mission", agency="kjri-kuching", keys=("m:kjri-kuching",))
UNKNOWN = {"name": "Melati Misal", "sex": "female", "address": {"area": "53.04.05.2001"}}
DIED = date(2026, 11, 10)


def begin(subject=None, scope=MISSION, **more):
    said = {
        "subject": subject or UNKNOWN,
        "died_on": DIED,
        "act_id": uuid4().hex,
        "now": NOW,
        "country": "MYS",
    } | more
    with behind_the_wall(scope):
        return bringing.open_case(scope=scope, **said).code


def record(code, step, scope=MISSION, day=date(2026, 11, 12), act_id="", **data):
    act = act_id or uuid4().hex
    with behind_the_wall(scope):
        bringing.record_step(scope=scope, code=code, step=step, done_on=day, data=data, act_id=act, now=NOW)
    return act


def view(code, scope=MISSION):
    with behind_the_wall(scope):
        return selectors.get_case(scope=scope, code=code)


def told(code):
    with behind_the_wall(ENGINE):
        kawal_id = selectors.get_case(scope=ENGINE, code=code).card.kawal_id
        facts = list_facts(scope=ENGINE, kawal_id=kawal_id).results
        return kawal_id, sorted((it.kind, it.state) for it in facts)


def test_somebody_without_any_record_is_brought_home_and_has_one_now():
    code = begin()
    kawal_id, facts = told(code)
    assert facts == [("died", "active")]
    with behind_the_wall(ENGINE):
        assert Picture.objects.visible_to(ENGINE).get(person__kawal_id=kawal_id).stay == "died"
    card = view(code).card
    assert (card.name, card.died_on, card.country, card.next_step) == (
        "Melati Misal",
        DIED,
        "MYS",
        "certificate",
    )


def test_somebody_known_before_goes_on_under_her_own_record():
    kawal_id = person_of(fact("arrived_abroad", "2026-03-02", place={"country": "MYS"}))
    code = begin({"kawal_id": kawal_id, "name": "Seruni Umpama"})
    assert told(code) == (kawal_id, [("arrived_abroad", "active"), ("died", "active")])


@pytest.mark.slow
def test_the_whole_way_to_the_grave():
    code = begin()
    record(code, "certificate", certificate="SKK-REKA-1", cause="work_accident")
    record(code, "family_told", day=date(2026, 11, 12), told="Ibu Contoh")
    record(code, "coffin", coffin="P-7", day=date(2026, 11, 13))
    record(code, "flown", airway_bill="126-0000", carrier="GA 999", day=date(2026, 11, 14))
    record(code, "arrived", terminal="El Tari", day=date(2026, 11, 15))
    kawal_id, facts = told(code)
    assert ("remains_returned", "active") in facts
    with behind_the_wall(ENGINE):
        [back] = [
            it for it in list_facts(scope=ENGINE, kawal_id=kawal_id).results if it.kind == "remains_returned"
        ]
    assert back.data == {"airway_bill": "126-0000", "coffin": "P-7"}
    record(code, "released", customs="PIBK 1", day=date(2026, 11, 15), scope=ORIGIN)
    record(code, "ambulance", vehicle="DH 0000", day=date(2026, 11, 16), scope=ORIGIN)
    assert view(code).card.next_step == "handed_over"
    handed = prepare(plan(kawal_id, taker=FAMILY, at_home=False), ORIGIN)
    sign(handed, "giver", "taker", "witness")
    complete(handed)
    assert view(code).card.next_step == "buried"
    record(code, "buried", grave="TPU Umpama", day=date(2026, 11, 20), scope=ORIGIN)
    card = view(code).card
    assert (card.next_step, len(card.done)) == ("", 9)
    assert ("handed_over", "active") in told(code)[1] and ("reached_home", "active") not in told(code)[1]


def test_a_step_said_again_replaces_the_one_before_and_may_be_undone():
    code = begin()
    record(code, "arrived", terminal="El Tari")
    act = record(code, "arrived", terminal="Kargo Kupang", day=date(2026, 11, 13))
    [row] = view(code).steps
    assert (row.data, row.done_on) == ({"terminal": "Kargo Kupang"}, date(2026, 11, 13))
    with behind_the_wall(MISSION):
        bringing.undo_step(scope=MISSION, code=code, act_id=act, now=NOW)
        bringing.undo_step(scope=MISSION, code=code, act_id=act, now=NOW)
    assert view(code).steps == ()
    assert ("remains_returned", "withdrawn") in told(code)[1]


def test_the_same_press_twice_is_one_case_and_one_step():
    act = uuid4().hex
    assert begin(act_id=act) == begin(act_id=act)
    code = begin(act_id=act)
    record(code, "coffin", coffin="P-7", act_id="one")
    record(code, "coffin", coffin="P-7", act_id="one")
    assert len(view(code).steps) == 1
    assert begin({"kawal_id": told(code)[0], "name": "Melati Misal"}) == code, "one open case a person"


@pytest.mark.parametrize(
    ("step", "data", "code"),
    [
        ("nowhere", {}, "unknown"),
        ("handed_over", {}, "unknown"),
        ("coffin", {}, "missing"),
        ("coffin", {"coffin": "x" * 301}, "too_long"),
        ("coffin", {"coffin": "P", "day": date(2026, 12, 1)}, "ahead"),
    ],
)
def test_a_step_that_cannot_be_is_refused(step, data, code):
    case = begin()
    with pytest.raises(services.BadStep) as wrong:
        record(case, step, **data)
    assert wrong.value.code == code
    assert view(case).steps == ()


def test_the_day_is_that_of_indonesia_where_it_is_tomorrow_already():
    code = begin()
    evening = NOW.replace(hour=22)  # the 21st in Jakarta
    with behind_the_wall(MISSION):
        bringing.record_step(
            scope=MISSION,
            code=code,
            step="coffin",
            done_on=date(2026, 11, 21),
            data={"coffin": "P"},
            act_id="x",
            now=evening,
        )
    assert view(code).card.done == {"coffin": date(2026, 11, 21)}


def test_a_claim_goes_from_state_to_state_and_nothing_of_it_is_altered():
    code = begin()
    owed = Owed("insurance", "Penanggung Contoh", Decimal(85_000_000), "IDR")
    with behind_the_wall(MISSION):
        number = services.claim(scope=MISSION, code=code, owed=owed, since=DIED, act_id="c", now=NOW)
        assert services.claim(scope=MISSION, code=code, owed=owed, since=DIED, act_id="c", now=NOW) == number
        for state in ("filed", "accepted"):
            services.move_claim(
                scope=MISSION, claim_no=number, state=state, since=DIED, act_id=state, now=NOW
            )
        services.move_claim(
            scope=MISSION, claim_no=number, state="accepted", since=DIED, act_id="accepted", now=NOW
        )
        with pytest.raises(services.BadClaim):
            services.move_claim(
                scope=MISSION, claim_no=number, state="filed", since=DIED, act_id="x", now=NOW
            )
        assert view(code).card.owed == 1
        services.move_claim(scope=MISSION, claim_no=number, state="paid", since=DIED, act_id="paid", now=NOW)
    [row] = view(code).claims
    assert (row.state, row.amount, view(code).card.owed) == ("paid", Decimal(85_000_000), 0)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("set local role kawal_nation")
        cursor.execute("update remains_claim_state set state = 'refused'")


@pytest.mark.parametrize(
    ("owed", "code"),
    [
        (Owed("gold", "x"), "unknown"),
        (Owed("wages", " "), "missing"),
        (Owed("wages", "Majikan", Decimal(5), ""), "amount"),
        (Owed("wages", "Majikan", Decimal(-5), "MYR"), "amount"),
    ],
)
def test_a_claim_that_cannot_be_is_refused(owed, code):
    case = begin()
    with behind_the_wall(MISSION), pytest.raises(services.BadClaim) as wrong:
        services.claim(scope=MISSION, code=case, owed=owed, since=DIED, act_id="c", now=NOW)
    assert wrong.value.code == code


def test_another_agency_sees_nothing_until_it_takes_part():
    code = begin()
    with behind_the_wall(ELSEWHERE), connection.cursor() as cursor:
        assert selectors.list_cases(scope=ELSEWHERE).results == []
        with pytest.raises(NotVisible):
            selectors.get_case(scope=ELSEWHERE, code=code)
        for table in ("remains_case", "remains_step", "remains_claim", "remains_claim_state"):
            cursor.execute(f"select count(*) from {table}")
            assert cursor.fetchone() == (0,)
    with behind_the_wall(MISSION):
        bringing.share(scope=MISSION, code=code, agency="bp3mi-jatim", now=NOW)
    assert view(code, ELSEWHERE).card.offices == ("bp3mi-jatim",)
    record(code, "released", customs="PIBK 1", scope=ELSEWHERE)
    with behind_the_wall(MISSION):
        bringing.close_case(scope=MISSION, code=code, note="", now=NOW)
    with behind_the_wall(ELSEWHERE), pytest.raises(NotVisible):
        selectors.get_case(scope=ELSEWHERE, code=code)
    with pytest.raises(services.Closed):
        record(code, "buried", grave="TPU")


def test_a_village_reads_no_case_of_remains_and_another_agencys_step_stays():
    code = begin()
    with behind_the_wall(VILLAGE), pytest.raises(NotAllowed):
        selectors.list_cases(scope=VILLAGE)
    act = record(code, "coffin", coffin="P-7")
    with behind_the_wall(ORIGIN), pytest.raises(NotAllowed):
        bringing.undo_step(scope=ORIGIN, code=code, act_id=act, now=NOW)


def test_the_list_begins_with_the_longest_dead_and_goes_on():
    codes = [
        begin({**UNKNOWN, "name": f"Orang {n} Umpama{n}"}, died_on=date(2026, 11, 1 + n)) for n in range(3)
    ]
    with behind_the_wall(MISSION):
        first = selectors.list_cases(scope=MISSION, limit=2)
        second = selectors.list_cases(scope=MISSION, limit=2, cursor=first.next)
    assert [it.code for it in (*first.results, *second.results)] == codes and second.next is None


def test_a_case_follows_its_claim_when_two_turn_out_to_be_one():
    code = begin()
    other = person_of(fact("registered", "2026-01-03"))
    with behind_the_wall(ENGINE), connection.cursor() as cursor:
        cursor.execute("select array_agg(claim_id) from remains_case")
        [(claims,)] = cursor.fetchall()
        cursor.execute(
            "select person_of(%s), move_claims(%s, person_of(%s), 'decision', 'a', %s)",
            [other, claims, other, NOW],
        )
        target, _touched = cursor.fetchone()
        follow_claims(moved={target: claims})
        assert Person.objects.visible_to(ENGINE).get(pk=target).kawal_id == other
        assert selectors.get_case(scope=ENGINE, code=code).card.kawal_id == other


def test_every_change_stands_in_the_access_log():
    code = begin()
    record(code, "coffin", coffin="P-7")
    actions = Trace.objects.filter(subject__startswith=code).order_by("id").values_list("action", flat=True)
    assert list(actions) == ["remains.opened", "remains.step"]


# ---------------------------------------------------------------- steps and claims, pure

CODES = [it.code for it in steps.STEPS]


@given(st.sets(st.sampled_from(CODES)))
def test_the_next_step_is_never_done_and_those_passed_over_stand_before_it(done):
    following, passed = steps.next_step(done), steps.left_out(done)
    assert following not in done and not set(passed) & done
    if following:
        assert all(CODES.index(it) < CODES.index(following) for it in (*passed, *done))
    else:
        assert "buried" in done


@given(st.lists(st.sampled_from(steps.CLAIM_STATES), max_size=8))
def test_what_is_paid_or_dropped_is_over(wanted):
    state = "to_file"
    for following in wanted:
        if steps.may_follow(state, following):
            assert state not in ("paid", "dropped")
            state = following
    assert state in steps.CLAIM_STATES
