"""Who sleeps where: coming in, a bed, a night out, leaving, each taken back, and everything that is refused."""

from uuid import uuid4

import pytest

from kawal.access.scope import NotVisible
from kawal.homecoming import staying
from kawal.response.shelter import absences, belongings, refusals, selectors, services, setting_up
from kawal.response.shelter.absences import Outing
from kawal.response.shelter.lodging import Place
from kawal.situation.pictures.selectors import get_picture
from tests.rooms.returning import behind_the_wall
from tests.rooms.sheltering import (
    HOUSE,
    NOW,
    OTHER,
    TODAY,
    a_house,
    ago,
    come,
    facts,
    go,
    roster,
    sent,
    table,
    worker,
)
from tests.world import fact, report

pytestmark = pytest.mark.django_db


@pytest.fixture
def beds():
    return a_house()


def seen(scope=None, **more):
    scope = scope or worker()
    with behind_the_wall(scope):
        return roster(scope, **more)


def stay_of(stay_id, scope=None):
    scope = scope or worker()
    with behind_the_wall(scope):
        return selectors.get_stay(scope=scope, stay_id=stay_id)


def move(stay_id, bed, *, hours=10, act=None, scope=None, **more):
    scope = scope or worker()
    with behind_the_wall(scope):
        return services.move(scope=scope, act=act or uuid4(), stay_id=stay_id, place=Place(bed_id=bed, **more),
                             at=ago(hours), now=NOW, today=TODAY)  # fmt: skip


def out(stay_id, *, hours=8, **more):
    act = more.pop("act", None) or uuid4()
    with behind_the_wall(worker()) as scope:
        absences.go_out(scope=scope, stay_id=stay_id, outing=Outing(act, ago(hours), **more), now=NOW)
    return act


def keep(stay_id, what="Paspor", kind="document"):
    act = uuid4()
    with behind_the_wall(worker()) as scope:
        belongings.keep(scope=scope, act=act, stay_id=stay_id, thing=belongings.Kept(kind, what), now=ago(20))
    return act


def test_she_comes_in_to_a_bed_and_her_timeline_tells_it(beds):
    kawal_id = sent("Seruni Umpama")
    stay_id = come(kawal_id, beds["A1"])
    [resident] = seen().residents
    assert (resident.name, resident.bed_id, resident.since) == ("Seruni Umpama", beds["A1"], ago(100))
    assert facts("sheltered") == [f"masuk-{stay_id}"]
    with behind_the_wall(worker()) as scope:
        assert get_picture(scope=scope, kawal_id=kawal_id).shelter == HOUSE


def test_the_same_act_twice_is_one_stay_one_bed_and_one_fact(beds):
    kawal_id, act = sent(), uuid4()
    assert come(kawal_id, beds["A1"], act=act) == come(kawal_id, beds["A1"], act=act) == act
    assert table("select count(*) from shelter_stay") == [(1,)]
    assert table("select count(*) from shelter_lodging") == [(1,)]
    assert len(facts("sheltered")) == 1


def test_an_act_used_for_somebody_else_is_refused(beds):
    act = come(sent(), beds["A1"])
    with pytest.raises(refusals.ActReused):
        come(sent(), beds["A2"], act=act)
    assert table("select count(*) from shelter_stay") == [(1,)]


def test_a_house_that_told_her_coming_before_tells_it_no_second_time(beds):
    subject = {"name": "Kenanga Umpama", "sex": "female", "birth_date": "1997"}
    said = fact("sheltered", ago(120).isoformat(), subject=subject, source=HOUSE, data={"shelter": HOUSE})
    kawal_id = report(said, now=NOW)[0].kawal_id
    stay_id = come(kawal_id, beds["A1"])
    assert facts("sheltered") == []
    with behind_the_wall(worker()) as scope:
        staying.undo_receive(scope=scope, stay_id=stay_id, now=NOW)
        assert get_picture(scope=scope, kawal_id=kawal_id).shelter == HOUSE


def test_two_people_are_never_in_one_bed(beds):
    come(sent(), beds["A1"])
    with pytest.raises(refusals.BedTaken):
        come(sent(), beds["A1"])
    assert table("select count(*) from shelter_stay") == [(1,)]
    assert len(facts("sheltered")) == 1, "what was refused told nothing"


def test_nobody_is_in_two_houses_at_a_time(beds):
    elsewhere = a_house(OTHER)
    kawal_id = sent()
    come(kawal_id, beds["A1"])
    with pytest.raises(refusals.AlreadyStaying) as here:
        come(kawal_id, beds["A2"])
    with behind_the_wall(worker(OTHER)):
        report(fact("sheltered", ago(50).isoformat(), source="bp3mi-kalbar", subject={"kawal_id": kawal_id},
                    data={"shelter": OTHER}), now=NOW)  # fmt: skip
    with pytest.raises(refusals.AlreadyStaying) as there:
        come(kawal_id, elsewhere["A1"], scope=worker(OTHER), hours=40)
    assert (here.value.here, there.value.here) == (True, False)


def test_a_full_room_says_so_and_the_next_one_is_taken(beds):
    rooms = {room.name: room.room_id for room in seen().rooms}
    for _ in range(2):
        come(sent(), place=Place(room_id=rooms["A"]))
    with pytest.raises(refusals.RoomFull):
        come(sent(), place=Place(room_id=rooms["A"]))
    come(sent(), place=Place(room_id=rooms["Keluarga"]))
    assert [room.free for room in seen().rooms] == [0, 2, 1]


def test_a_room_meant_for_others_asks_for_a_reason_and_a_family_room_does_not(beds):
    kawal_id = sent(sex="male")
    with pytest.raises(refusals.NotMeantFor) as asked:
        come(kawal_id, beds["A1"])
    assert asked.value.warnings == ("sex",)
    stay_id = come(kawal_id, beds["A1"], reason="Ayah menemani anaknya yang sakit.")
    assert stay_of(stay_id).bed.reason == "Ayah menemani anaknya yang sakit."
    come(sent(sex="male"), beds["Keluarga1"])
    come(sent(sex="female"), beds["Keluarga2"])


def test_a_room_set_apart_asks_for_a_reason_only_of_those_who_need_not_be_apart(beds):
    [room] = [it for it in seen().rooms if it.name == "A"]
    with behind_the_wall(worker()) as scope:
        use = setting_up.Use(uuid4(), room.room_id, "isolation", TODAY, None, "Campak")
        setting_up.set_apart(scope=scope, shelter=HOUSE, use=use, now=NOW)
        with pytest.raises(refusals.UsesOverlap):
            again = setting_up.Use(uuid4(), room.room_id, "quarantine", TODAY, TODAY, "x")
            setting_up.set_apart(scope=scope, shelter=HOUSE, use=again, now=NOW)
    assert [it.use for it in seen().rooms] == ["isolation", "", ""]
    with pytest.raises(refusals.NotMeantFor) as asked:
        come(sent(), beds["A1"])
    assert asked.value.warnings == ("isolation",)
    come(sent(), beds["A1"], needs=("ill",))
    with behind_the_wall(worker()) as scope:
        setting_up.end_use(scope=scope, shelter=HOUSE, room_id=room.room_id, day=TODAY, now=NOW)
    assert [it.use for it in seen().rooms] == ["", "", ""]


def test_a_bed_out_of_use_says_why(beds):
    with behind_the_wall(worker()) as scope:
        setting_up.close_bed(scope=scope, shelter=HOUSE, bed_id=beds["A1"], why="Rangka patah", now=NOW)
    with pytest.raises(refusals.BedOutOfUse, match="Rangka patah"):
        come(sent(), beds["A1"])
    assert seen().beds == 5


def test_moving_frees_the_bed_and_the_same_move_twice_is_one(beds):
    stay_id, act = come(sent(), beds["A1"]), uuid4()
    assert move(stay_id, beds["A2"], act=act) == move(stay_id, beds["A2"], act=act) == beds["A2"]
    assert [(it.bed, it.until) for it in stay_of(stay_id).lodgings] == [("A2", None), ("A1", ago(10))]
    come(sent(), beds["A1"], hours=5)
    assert facts("left_shelter") == [], "a move inside the house is no news of the person"


@pytest.mark.parametrize(
    ("bed", "hours", "refusal"),
    [("A1", 10, refusals.SameBed), ("A2", 200, refusals.BeforeArriving), ("A2", -1, refusals.InFuture)],
)
def test_a_move_to_nowhere_before_she_came_or_later_than_now_is_refused(beds, bed, hours, refusal):
    stay_id = come(sent(), beds["A1"])
    with pytest.raises(refusal):
        move(stay_id, beds[bed], hours=hours)
    with pytest.raises(NotVisible):
        move(stay_id, 10**9)
    assert stay_of(stay_id).bed.bed == "A1"


def test_she_leaves_and_the_bed_the_night_out_and_the_stay_end_together(beds):
    kawal_id = sent()
    stay_id = come(kawal_id, beds["A1"])
    out(stay_id)
    act = go(stay_id)
    go(stay_id, act=act)
    stay = stay_of(stay_id)
    assert (stay.until, stay.bed, stay.out, stay.destination) == (ago(1), None, None, "home")
    assert facts("left_shelter") == [f"keluar-{act}"]
    assert seen().residents == []
    with pytest.raises(refusals.AlreadyLeft):
        go(stay_id)


@pytest.mark.parametrize(
    ("hours", "more", "refusal"),
    [
        (200, {}, refusals.BeforeArriving),
        (100, {}, refusals.BeforeArriving),
        (-1, {}, refusals.InFuture),
        (1, {"destination": "house"}, refusals.NowhereToGo),
        (1, {"destination": "house", "onward": HOUSE}, refusals.NowhereToGo),
        (1, {"destination": "house", "onward": "rumah-antah"}, refusals.NowhereToGo),
        (1, {"onward": OTHER}, refusals.NowhereToGo),
        (15, {}, refusals.BeforeLast),
    ],
)
def test_a_leaving_that_cannot_be_is_refused_and_changes_nothing(beds, hours, more, refusal):
    stay_id = come(sent(), beds["A1"])
    move(stay_id, beds["A2"])
    with pytest.raises(refusal):
        go(stay_id, hours=hours, **more)
    assert stay_of(stay_id).until is None
    assert facts("left_shelter") == []


def test_sent_on_to_another_house_she_is_expected_there(beds):
    elsewhere = a_house(OTHER)
    kawal_id = sent()
    stay_id = come(kawal_id, beds["A1"])
    go(stay_id, hours=20, destination="house", onward=OTHER)
    with behind_the_wall(worker(OTHER)) as scope:
        assert get_picture(scope=scope, kawal_id=kawal_id).shelter == OTHER
    come(kawal_id, elsewhere["A1"], hours=10, scope=worker(OTHER))
    with behind_the_wall(worker(OTHER)) as scope, pytest.raises(NotVisible):
        selectors.get_stay(scope=scope, stay_id=stay_id)


def test_nothing_kept_for_her_is_forgotten_when_she_leaves(beds):
    stay_id = come(sent(), beds["A1"])
    passport, phone = keep(stay_id), keep(stay_id, "Ponsel hitam", "phone")
    with pytest.raises(refusals.StillKept) as kept:
        go(stay_id, fates={passport: belongings.Fate("returned", "paper")})
    assert kept.value.items == ("Ponsel hitam",)
    assert len(stay_of(stay_id).kept) == 2, "what was refused gave nothing back"
    fates = {
        passport: belongings.Fate("returned", "thumb"),
        phone: belongings.Fate("sent", note="Dikirim ke desanya lewat pos."),
    }
    go(stay_id, fates=fates)
    told = {it.what: (it.fate, it.fate_signed, it.fate_note) for it in stay_of(stay_id).items}
    assert told == {
        "Paspor": ("returned", "thumb", ""),
        "Ponsel hitam": ("sent", "", "Dikirim ke desanya lewat pos."),
    }


@pytest.mark.parametrize(
    ("code", "signed", "note"), [("returned", "", ""), ("lost", "", ""), ("gone", "", "x")]
)
def test_a_fate_without_a_signature_or_words_is_none(code, signed, note):
    with pytest.raises(ValueError):
        belongings.Fate(code, signed, note)


@pytest.mark.slow
def test_a_leaving_taken_back_gives_back_the_bed_the_things_and_the_night_out(beds):
    kawal_id = sent()
    stay_id = come(kawal_id, beds["A1"])
    passport = keep(stay_id)
    out(stay_id)
    go(stay_id, fates={passport: belongings.Fate("returned", "paper")})
    with behind_the_wall(worker()) as scope:
        assert staying.undo_leave(scope=scope, stay_id=stay_id, now=NOW) is True
    stay = stay_of(stay_id)
    assert (stay.until, stay.bed.bed, len(stay.kept), stay.out.until) == (None, "A1", 1, None)
    assert facts("left_shelter") == []
    with behind_the_wall(worker()) as scope:
        assert get_picture(scope=scope, kawal_id=kawal_id).shelter == HOUSE
        with pytest.raises(refusals.NotStaying):
            staying.undo_leave(scope=scope, stay_id=stay_id, now=NOW)
    go(stay_id, fates={passport: belongings.Fate("returned", "paper")})


def test_a_leaving_taken_back_too_late_leaves_her_without_a_bed(beds):
    stay_id = come(sent(), beds["A1"])
    go(stay_id, hours=6)
    come(sent(), beds["A1"], hours=3)
    with behind_the_wall(worker()) as scope:
        assert staying.undo_leave(scope=scope, stay_id=stay_id, now=NOW) is False
    assert [it.stay_id for it in seen().bedless] == [stay_id]


def test_an_arrival_taken_back_counts_no_more_and_one_with_traces_is_not(beds):
    kawal_id = sent()
    stay_id = come(kawal_id, beds["A1"])
    other = come(sent(), beds["A2"])
    keep(other)
    with behind_the_wall(worker()) as scope:
        staying.undo_receive(scope=scope, stay_id=stay_id, now=NOW)
        with pytest.raises(refusals.HasTraces):
            staying.undo_receive(scope=scope, stay_id=other, now=NOW)
    assert [it.stay_id for it in seen().residents] == [other]
    assert facts("sheltered") == [f"masuk-{other}"]
    come(kawal_id, beds["A1"], hours=50)


def test_nights_out_do_not_overlap_and_lie_inside_the_stay(beds):
    stay_id = come(sent(), beds["A1"])
    act = out(stay_id, hours=30, until=ago(20))
    out(stay_id, hours=30, until=ago(20), act=act)
    for hours, more in ((25, {}), (40, {"until": ago(25)}), (30, {"until": ago(20)})):
        with pytest.raises(refusals.AbsenceOverlaps):
            out(stay_id, hours=hours, **more)
    with pytest.raises(refusals.BeforeArriving):
        out(stay_id, hours=150)
    with pytest.raises(refusals.BeforeLast):
        out(stay_id, hours=5, until=ago(6))
    out(stay_id, hours=10)
    assert seen().residents[0].out_since == ago(10)
    with behind_the_wall(worker()) as scope:
        with pytest.raises(refusals.BeforeLast):
            absences.come_back(scope=scope, stay_id=stay_id, at=ago(11), now=NOW)
        absences.come_back(scope=scope, stay_id=stay_id, at=ago(2), now=NOW)
        with pytest.raises(refusals.NotAbsent):
            absences.come_back(scope=scope, stay_id=stay_id, at=ago(1), now=NOW)
    assert [(it.since, it.until) for it in stay_of(stay_id).outings] == [
        (ago(10), ago(2)),
        (ago(30), ago(20)),
    ]


def test_a_night_out_taken_back_did_not_happen(beds):
    stay_id = come(sent(), beds["A1"])
    act = out(stay_id)
    for _ in range(2):
        with behind_the_wall(worker()) as scope:
            absences.undo_outing(scope=scope, stay_id=stay_id, act=act, now=NOW)
    assert seen().residents[0].out_since is None


def test_whom_facts_put_elsewhere_is_marked_and_keeps_her_bed(beds):
    kawal_id = sent()
    come(kawal_id, beds["A1"])
    assert seen().residents[0].elsewhere is False
    report(
        fact("reached_home", ago(1).isoformat(), subject={"kawal_id": kawal_id}, source="desa-5304"), now=NOW
    )
    [resident] = seen().residents
    assert resident.bed_id == beds["A1"]
    assert resident.elsewhere or resident.kawal_id == "", (
        "gone from the keys of the house, or said to be elsewhere"
    )
    assert resident.name


def test_presence_at_a_past_time_is_what_the_intervals_say(beds):
    first, second = (
        come(sent("Anggrek Umpama"), beds["A1"]),
        come(sent("Bakung Umpama"), beds["A2"], hours=60),
    )
    out(second, hours=40, until=ago(30))
    go(first, hours=35)
    with behind_the_wall(worker()) as scope:
        told = {
            hours: [
                (it.name, it.bed, it.out)
                for it in selectors.list_present(scope=scope, shelter=HOUSE, at=ago(hours))
            ]
            for hours in (101, 100, 38, 35, 1)
        }
    assert told == {
        101: [],
        100: [("Anggrek Umpama", "A1", False)],
        38: [("Anggrek Umpama", "A1", False), ("Bakung Umpama", "A2", True)],
        35: [("Bakung Umpama", "A2", True)],
        1: [("Bakung Umpama", "A2", False)],
    }
