"""The books of a house, its ticks and tasks, its complaints and its numbers."""

import json
from uuid import uuid4

import pytest

from kawal.access.scope import NotAllowed, NotVisible
from kawal.access.trail.models import Trace
from kawal.homecoming import staying
from kawal.response.shelter import care, complaining, occupancy, refusals, selectors
from kawal.response.shelter.books import books
from kawal.response.shelter.care import Entry
from kawal.response.shelter.checklists import tasks_of
from kawal.response.shelter.codes import KINDS, NEEDS
from kawal.response.shelter.complaining import Complaint
from tests.rooms.returning import behind_the_wall
from tests.rooms.sheltering import (
    HOUSE,
    NOW,
    OTHER,
    SECRET,
    TODAY,
    a_house,
    ago,
    come,
    facts,
    roster,
    sent,
    table,
    worker,
)
from tests.world import officer

pytestmark = pytest.mark.django_db
HEALTHY = {"care": "watch", "needs": ["pregnant"], "temperature": "36,8", "note": "Minta vitamin."}


@pytest.fixture
def stay_id():
    beds = a_house()
    return come(sent("Seruni Umpama"), beds["A1"])


def write(book, said, stay_id=None, *, hours=2, act=None, scope=None):
    act = act or uuid4()
    scope = scope or worker()
    with behind_the_wall(scope):
        entry = Entry(act, HOUSE, book, ago(hours), said, stay_id)
        staying.write_entry(scope=scope, entry=entry, now=NOW)
    return act


def test_a_health_screening_sets_what_she_needs_and_tells_only_that_it_was(stay_id):
    act = write("health", HEALTHY, stay_id)
    write("health", HEALTHY, stay_id, act=act)
    with behind_the_wall(worker()) as scope:
        [resident] = roster(scope).residents
    assert (resident.care, list(resident.needs)) == ("watch", ["pregnant"])
    assert facts("assisted") == [f"layanan-{act}"]
    [(data,)] = table("select data::text from fact where kind = 'assisted'")
    assert json.loads(data) == {"service": "health", "provider": HOUSE}


def test_a_line_struck_out_withdraws_its_fact_and_what_it_set(stay_id):
    first = write("health", HEALTHY, stay_id, hours=9)
    act = write("health", {"care": "urgent"}, stay_id)
    for _ in range(2):
        with behind_the_wall(worker()) as scope:
            staying.undo_entry(scope=scope, act=act, now=NOW)
            [resident] = roster(scope).residents
    assert (resident.care, list(resident.needs)) == ("watch", ["pregnant"])
    assert facts("assisted") == [f"layanan-{first}"]
    with behind_the_wall(worker()) as scope:
        told = selectors.get_stay(scope=scope, stay_id=stay_id).entries
    assert [(it.entry_id, it.undone) for it in told] == [(act, True), (first, False)]


@pytest.mark.parametrize(
    ("book", "said", "wrong"),
    [
        ("health", {}, ("care",)),
        ("health", {"care": "fine"}, ("care",)),
        ("health", {"care": "none", "needs": ["rich"]}, ("needs",)),
        ("health", {"care": "none", "address": "x"}, ("address",)),
        ("visit", {"visitor": "Ibu"}, ("relation", "identity", "wished")),
        ("rules", {"language": "indonesian", "voluntary": False, "signed": "paper"}, ("voluntary",)),
        ("call", {"with": "x" * 201, "direction": "incoming"}, ("with",)),
        ("diary", {}, ("book",)),
    ],
)
def test_an_entry_that_is_not_what_its_book_asks_is_refused(stay_id, book, said, wrong):
    with pytest.raises(refusals.BadEntry) as refused:
        write(book, said, stay_id)
    assert refused.value.fields == wrong
    assert table("select count(*) from shelter_entry") == [(0,)]


def test_an_entry_before_she_came_later_than_now_or_about_nobody_is_refused(stay_id):
    with pytest.raises(refusals.BeforeArriving):
        write("health", HEALTHY, stay_id, hours=200)
    with pytest.raises(refusals.InFuture):
        write("health", HEALTHY, stay_id, hours=-1)
    with pytest.raises(refusals.BadEntry):
        write("health", HEALTHY)
    write("incident", {"kind": "fire", "note": "Korsleting dapur.", "done": "Listrik dimatikan."})


def test_a_visit_ends_once_and_not_before_it_began(stay_id):
    said = {"visitor": "Ibu Umpama", "relation": "ibu", "identity": "ktp", "wished": "yes"}
    act = write("visit", said, stay_id)
    with behind_the_wall(worker()) as scope:
        with pytest.raises(refusals.BeforeLast):
            care.end_entry(scope=scope, act=act, at=ago(3), now=NOW)
        care.end_entry(scope=scope, act=act, at=ago(1), now=NOW)
        care.end_entry(scope=scope, act=act, at=NOW, now=NOW)
        [line] = selectors.list_entries(scope=scope, shelter=HOUSE, books=["visit"])
    assert (line.name, line.at, line.ended_at) == ("Seruni Umpama", ago(2), ago(1))


def test_rules_are_acknowledged_and_the_roster_knows_who_has_not(stay_id):
    come(sent())
    write("rules", {"language": "regional", "voluntary": True, "signed": "thumb"}, stay_id)
    with behind_the_wall(worker()) as scope:
        assert {it.stay_id: it.rules for it in roster(scope).residents}[stay_id] is True
        assert sum(not it.rules for it in roster(scope).residents) == 1


def test_a_meal_is_counted_once_a_person_whoever_ticks_and_however_often(stay_id):
    with behind_the_wall(worker()) as scope:
        [resident] = roster(scope).residents
        first = staying.serve_meal(scope=scope, act=uuid4(), kawal_id=resident.kawal_id, now=NOW)
        again = staying.serve_meal(scope=scope, act=uuid4(), kawal_id=resident.kawal_id, now=NOW)
        named = staying.mark_present(scope=scope, act=uuid4(), kawal_id=resident.kawal_id, now=NOW)
        for act in (a := uuid4(), a):
            care.give_portions(
                scope=scope, act=act, shelter=HOUSE, day=TODAY, round="lunch", portions=3, now=NOW
            )
        ticks = selectors.get_ticks(scope=scope, shelter=HOUSE, day=TODAY, round="lunch")
        assert (first.repeated, again.repeated, named.repeated, first.name) == (
            False,
            True,
            False,
            "Seruni Umpama",
        )
        assert (ticks.ticked, ticks.portions) == ({stay_id}, 3)
        assert care.untick(scope=scope, stay_id=stay_id, day=TODAY, round="lunch")
        assert not care.untick(scope=scope, stay_id=stay_id, day=TODAY, round="lunch")


def test_who_does_not_stay_here_gets_no_tick(stay_id):
    kawal_id = sent()
    with behind_the_wall(worker()) as scope:
        with pytest.raises(refusals.NotStaying):
            staying.serve_meal(scope=scope, act=uuid4(), kawal_id=kawal_id, now=NOW)
        with pytest.raises(ValueError):
            staying.serve_meal(scope=scope, act=uuid4(), kawal_id=kawal_id, now=NOW, meal="night")
    with behind_the_wall(worker(OTHER)) as other, pytest.raises(NotVisible):
        care.tick(scope=other, act=uuid4(), stay_id=stay_id, day=TODAY, round="lunch", now=NOW)


def test_a_task_of_the_day_is_done_once_and_can_be_undone(stay_id):
    with behind_the_wall(worker()) as scope:
        said = {"scope": scope, "shelter": HOUSE, "day": TODAY, "item": "exits_open"}
        assert care.check(act=uuid4(), note="", now=NOW, **said)
        assert not care.check(act=uuid4(), note="", now=NOW, **said)
        assert set(selectors.list_checks(scope=scope, shelter=HOUSE, day=TODAY)) == {"exits_open"}
        assert care.uncheck(**said) and not care.uncheck(**said)
        with pytest.raises(ValueError):
            care.check(act=uuid4(), note="", now=NOW, **{**said, "item": "safe_arrival"})


def complain(about, stay_id=None, *, officer_login="", name="", scope=None):
    scope = scope or worker()
    with behind_the_wall(scope):
        said = Complaint(uuid4(), HOUSE, about, "Makanan basi tiga hari.", officer_login, name, stay_id)
        return complaining.complain(scope=scope, complaint=said, now=NOW)


def heard(scope):
    with behind_the_wall(scope):
        return [it.code for it in occupancy.list_complaints(scope=scope)]


OVERSEER = "bp3mi-nusa-rekaan"


def supervisor(**more):
    return officer("supervisor", agency=OVERSEER, keys=("p:99",), **more)


@pytest.mark.parametrize("about", ["house", "other"])
def test_a_complaint_about_the_house_goes_above_it_and_the_house_never_reads_it(stay_id, about):
    code = complain(about, stay_id, name="Seruni Umpama")
    assert heard(worker()) == []
    assert heard(supervisor()) == heard(officer("national", agency="kp2mi")) == [code]
    assert heard(officer("supervisor", agency="bp3mi-ntt")) == []
    with behind_the_wall(worker()) as scope, pytest.raises(NotVisible):
        complaining.answer_complaint(scope=scope, code=code, answer="Bohong.", now=NOW)


def test_an_officer_never_reads_what_is_said_about_her_wherever_she_serves_by_now(stay_id):
    code = complain("officer", officer_login="kepala@bp3mi")
    accused = supervisor(actor="kepala@bp3mi")
    assert (heard(accused), heard(supervisor())) == ([], [code])
    assert heard(officer("national", agency="kp2mi", actor="kepala@bp3mi")) == []
    with behind_the_wall(accused) as scope:
        for act in (
            lambda: complaining.answer_complaint(scope=scope, code=code, answer="x", now=NOW),
            lambda: occupancy.get_complaint(scope=scope, code=code),
        ):
            with pytest.raises(NotVisible):
                act()


def test_a_quarrel_among_residents_is_the_houses_own_to_hear(stay_id):
    code = complain("resident", stay_id, name="Seruni Umpama")
    assert heard(worker()) == [code]
    assert heard(supervisor()) == []


def test_a_complaint_has_a_name_only_where_she_gives_one_and_no_stay_without_it(stay_id):
    named, nameless = complain("house", stay_id, name="Seruni Umpama"), complain("house")
    with behind_the_wall(supervisor()) as scope:
        told = {it.code: it.name for it in occupancy.list_complaints(scope=scope)}
    assert told == {named: "Seruni Umpama", nameless: ""}
    assert table("select count(*) from shelter_complaint where name = '' and stay_id is not null") == [(0,)]
    with pytest.raises(ValueError):
        complain("house", stay_id)


def test_a_complaint_is_answered_once_and_its_words_are_in_no_log(stay_id):
    code = complain("house")
    with behind_the_wall(supervisor()) as scope:
        complaining.answer_complaint(scope=scope, code=code, answer="Juru masak diganti.", now=NOW)
        with pytest.raises(refusals.AlreadySaid):
            complaining.answer_complaint(scope=scope, code=code, answer="Lagi.", now=NOW)
        assert occupancy.get_complaint(scope=scope, code=code).answer == "Juru masak diganti."
    subjects = set(Trace.objects.filter(action="shelter.complained").values_list("subject", "person"))
    assert subjects == {(HOUSE, "")}


def test_who_hears_no_complaints_is_refused(stay_id):
    with behind_the_wall(officer("district")) as scope, pytest.raises(NotAllowed):
        occupancy.list_complaints(scope=scope)


def test_numbers_of_every_house_name_nobody_and_no_place(stay_id):
    come(sent())
    sent(), sent()
    district = officer("district", keys=("k:5304",))
    with behind_the_wall(district):
        [row] = occupancy.list_occupancy(scope=district, now=NOW, today=TODAY)
    assert (row.code, row.beds, row.residents, row.in_beds, row.out, row.named) == (HOUSE, 6, 2, 1, 0, 2)
    assert SECRET not in repr(row) and "Seruni" not in repr(row)
    with behind_the_wall(worker()) as scope, pytest.raises(NotAllowed):
        occupancy.list_occupancy(scope=scope, now=NOW, today=TODAY)


def test_every_book_and_task_is_whole():
    assert set(NEEDS) == set(next(it for it in books()["health"].fields if it.name == "needs").choices)
    assert all(book.fields for book in books().values())
    assert all(tasks_of(kind) for kind in KINDS)
    assert len({it.item for it in tasks_of("transit")}) == len(tasks_of("transit")) > len(tasks_of("ngo"))
