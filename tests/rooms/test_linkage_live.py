"""A claim that has arrived is looked up once: joined where the machine may, asked about where it may not, left alone else."""

import pytest
from django.db import connection, transaction

from kawal import flow
from kawal.access.scope import ENGINE
from kawal.access.wall import enter
from kawal.situation.people import selectors as people
from tests.world import NOW, days_ago, fact, officer, person_of, report

pytestmark = pytest.mark.django_db
BULAN = {
    "name": "Bulan Contohwati Umpamasari", "sex": "female", "birth_date": "1994-08-17", "birth_place": "53.04",
    "mother_name": "Ratih Andaikata", "address": {"area": "53.04.05"},
}  # fmt: skip
SPELT = {**BULAN, "name": "Boelan Tjontohwati Oempamasari"}
SCOPE = officer(keys=("p:53",))


def rows(statement, *values):
    with transaction.atomic():
        enter(ENGINE)
        with connection.cursor() as cursor:
            cursor.execute(statement, values)
            return cursor.fetchall()


def view(kawal_id, scope=SCOPE):
    enter(scope)
    return people.get_person(scope=scope, kawal_id=kawal_id, now=NOW)


def said(subject, source="imigrasi", kind="checked_in", **more):
    return fact(kind, subject=subject, source=source, **more)


def two(other, *more, one=BULAN):
    """Two sources, each with its own claim, and the engine has looked at both."""
    first = person_of(said(one, "bp3mi-ntt", "departed"))
    second = person_of(said(other), *more)
    linked = flow.link_left(now=NOW)
    return first, second, linked


def test_every_arriving_claim_waits_for_the_engine_and_is_looked_up_once():
    person_of(said(BULAN))
    assert rows("select count(*) from link_due") == [(1,)]
    assert flow.link_left(now=NOW).looked_up == 1
    assert flow.link_left(now=NOW).looked_up == 0
    assert rows("select count(*) from claim_form") == [(1,)]
    assert rows("select count(*) > 10 from posting") == [(True,)]


def test_old_spelling_and_all_the_rest_equal_is_joined_by_the_machine():
    first, second, linked = two(SPELT)
    assert linked.joined == 1
    assert view(second).kawal_id == first and len(view(first).claims) == 2
    assert rows("select cause from membership where until is null order by claim_id") == [
        ("opened",),
        ("linked",),
    ]


def test_facts_follow_whom_the_machine_joins_and_a_rebuild_agrees():
    first, _second, _ = two(SPELT, said(SPELT, "desa-umpama", "reached_home", id="H-1"))
    assert view(first).picture.stay == "home" and view(first).picture.facts == 3
    assert flow.rebuild(now=NOW, check=True).differing == 0


@pytest.mark.parametrize(
    "twin",
    [
        {**BULAN, "name": "Bintang Contohwati Umpamasari"},
        {**BULAN, "sex": "male"},
        {**BULAN, "nik": "9904055708940002"},
    ],
    ids=["a twin", "another sex", "the next NIK"],
)
def test_who_must_not_be_joined_is_a_question_at_most(twin):
    first, second, linked = two(twin, one={**BULAN, "nik": "9904055708940001"})
    assert linked.joined == 0 and view(second).kawal_id != first


def test_a_borrowed_nik_joins_nobody():
    nik = {"nik": "9904055708940001"}
    first, second, linked = two(
        {"name": "Melati Misal", "birth_date": "1990-01-02", **nik}, one={**BULAN, **nik}
    )
    assert linked.joined == 0 and view(second, ENGINE).kawal_id == second != first
    assert [note.cause for note in view(first, ENGINE).notes] == ["same_number"]


def test_what_is_likely_and_not_certain_is_a_question_with_its_weight():
    first, second, linked = two({"name": "Bulan Contohwati", "birth_date": "1994", "mother_name": "Ratih Andaikata",
                                 "birth_place": "53.04"})  # fmt: skip
    assert (linked.joined, linked.proposed) == (0, 1)
    assert view(first).notes == ()  # nobody knows yet where the second is from: not this officer's to see
    [note] = view(first, ENGINE).notes
    assert note.cause == "alike" and note.weight >= 2 and note.other.kawal_id == second


def test_two_people_nearly_as_well_is_nobody():
    flow.link_left(now=NOW)
    one = person_of(said(BULAN, "bp3mi-ntt"))
    other = person_of(said({**BULAN, "sex": "male"}, "kjri-kuching"))
    flow.link_left(now=NOW)
    third = person_of(said({key: value for key, value in BULAN.items() if key != "sex"}))
    assert flow.link_left(now=NOW).joined == 0
    assert len({view(it).kawal_id for it in (one, other, third)}) == 3
    assert len(view(third).notes) == 2


def test_whom_an_alert_watches_the_machine_asks_about():
    call = said(BULAN, "hotline", "complained", occurred_at=days_ago(1), data={"problems": ["violence"]},
                place={"country": "MYS"}) | {"occurred_at": days_ago(1)}  # fmt: skip
    one = person_of(call)
    other = person_of(said(SPELT, "bp3mi-ntt", "departed"))
    assert flow.link_left(now=NOW).joined == 0
    [note] = view(one, ENGINE).notes
    assert note.other.kawal_id == other and note.weight > 10


def test_two_rows_of_one_list_are_two_people_until_somebody_says_otherwise():
    listed = [
        said(BULAN, "kjri-kuching", "deported"),
        said({**BULAN, "name": "Bulan Contohwati Umpamasary"}, "kjri-kuching", "deported"),
    ]
    one, other = (it.kawal_id for it in report(*listed))
    assert flow.link_left(now=NOW).joined == 0
    assert view(one, ENGINE).kawal_id != view(other, ENGINE).kawal_id


def test_what_was_called_different_is_joined_by_no_machine_and_not_asked_again():
    likely = {
        "name": "Bulan Contohwati",
        "birth_date": "1994",
        "mother_name": "Ratih Andaikata",
        "birth_place": "53.04",
    }
    first, second, _ = two(likely)
    question = view(first, ENGINE).notes[0].proposal_id
    enter(ENGINE)
    flow.decide_match(scope=ENGINE, proposal_id=question, verdict="different", now=NOW)
    person_of(said({**SPELT, "father_name": "Fulan"}, "desa-umpama"))
    assert flow.link_left(now=NOW).joined == 1
    assert len(view(first).claims) == 2 and view(second, ENGINE).kawal_id == second
    assert rows("select count(*) from match_proposal where state <> 'answered'") == [(0,)]


@pytest.mark.slow
def test_a_phone_on_a_thousand_forms_joins_and_asks_nobody():
    phone = {"phones": ["+62 800-0000-777"]}
    names = [
        "Anggrek",
        "Cempaka",
        "Dahlia",
        "Flamboyan",
        "Gardenia",
        "Kenanga",
        "Mawar",
        "Melati",
        "Seroja",
        "Teratai",
    ]
    crowd = [said({"name": f"{one} {other} Umpama{n}", **phone}, f"s-{n}") for n, (one, other) in
             enumerate((a, b) for a in names for b in names if a != b)]  # fmt: skip
    for start in range(0, len(crowd), 30):
        report(*crowd[start : start + 30])
        linked = flow.link_left(now=NOW)
        assert linked.joined == 0
    assert rows("select count(distinct person_id) from standing") == [(len(crowd),)]
    assert rows("select count(*) from match_proposal") == [(0,)]


@pytest.mark.parametrize(
    "name",
    [
        "",
        "X",
        "a" * 200,
        "12345",
        "محمد عبد الله",
        "王小明",
        "สมชาย",
        "\u200b\u200b",
        "TIDAK TAHU",
        "Siti " * 39,
    ],
)
def test_no_name_is_an_error(name):
    subject = {"name": name, "nik": "9904055708940001", "birth_date": "1900"}
    report(
        said({**subject, "mother_name": name, "birth_place": name or "x"}),
        said({**subject, "birth_date": "1901"}, "lain"),
    )
    flow.link_left(now=NOW)
    assert rows("select count(*) from link_due") == [(0,)]


def test_a_claim_taken_back_is_joined_to_nobody():
    person_of(said(BULAN, "bp3mi-ntt", id="B-1"))
    report(fact("withdrawn", subject={}, source="bp3mi-ntt", corrects="B-1"))
    second = person_of(said(SPELT))
    assert flow.link_left(now=NOW).joined == 0 and view(second).kawal_id == second
