"""Who may this be? Asked before anybody new is opened: by spelling, by pieces, behind the scope, with a word for what is elsewhere."""

import pytest
from django.db import connection, transaction

from kawal import flow
from kawal.access.scope import ENGINE, NotAllowed
from kawal.access.wall import enter
from kawal.situation.linkage import selectors as linkage
from kawal.situation.linkage import services
from kawal.situation.linkage.indexing import form_of_subject
from kawal.situation.linkage.looking import resembling
from kawal.situation.linkage.standing_model import standing_model
from tests.world import NOW, SERUNI, days_ago, fact, officer, person_of, report

pytestmark = pytest.mark.django_db
BULAN = {
    "name": "Bulan Contohwati Umpamasari", "sex": "female", "birth_date": "1994-08-17", "birth_place": "53.04",
    "mother_name": "Ratih Andaikata", "address": {"area": "53.04.05"},
}  # fmt: skip
HERE = officer(keys=("p:53",))
ELSEWHERE = officer(keys=("p:35",), agency="bp3mi-jatim")


def found(subject, scope=HERE, **more):
    enter(scope)
    return linkage.find_candidates(scope=scope, subject=subject, now=NOW, **more)


def known(subject=BULAN, **more):
    kawal_id = person_of(fact("departed", subject=subject, **more))
    flow.link_left(now=NOW)
    return kawal_id


@pytest.mark.parametrize(
    ("subject", "reasons"),
    [
        ({"name": "Boelan Tjontohwati Oempamasari"}, {"name"}),
        ({"name": "Hj. Bulan Contohwati Umpama Sari binti Fulan", "birth_date": "1994"}, {"similar_name", "birth_year"}),
        ({"name": "Umpamasari Bulan", "birth_date": "1994-08-17"}, {"similar_name", "birth_date"}),
        ({"name": "Bulan Contohwati", "birth_date": "1988-08-17"}, {"similar_name", "birth_day"}),
        ({"name": "Mentari", "mother_name": "Ratih Andaikata", "birth_date": "1994-08-17", "birth_place": "53.04"},
         {"other_name", "mother_name", "birth_date"}),
        ({"name": "Bullan Contohwaty Umpamasary", "birth_date": "1994"}, {"birth_year"}),
    ],
    ids=["old spelling", "titles and a split word", "order", "made older", "another name", "slips"],
)  # fmt: skip
def test_she_is_found_however_she_is_described_and_it_says_why(subject, reasons):
    kawal_id = known()
    [candidate] = found(subject).candidates
    assert candidate.row.kawal_id == kawal_id and reasons <= set(candidate.reasons)


@pytest.mark.parametrize(("called", "is_looked_at"), [("Umpam", True), ("Sari", False), ("Um", False)])
def test_somebody_called_by_the_beginning_of_a_name_is_looked_at(called, is_looked_at):
    known()
    enter(ENGINE)
    form = form_of_subject({"name": called, "birth_date": "1994", "birth_place": "53.04"})
    assert bool(resembling({0: form}, standing_model(), least=-100.0, keep=False)[0]) is is_looked_at


def test_who_has_just_arrived_is_found_before_the_engine_has_looked():
    kawal_id = person_of(fact("departed", subject=BULAN))
    assert [it.row.kawal_id for it in found(BULAN).candidates] == [kawal_id]


def test_everything_equal_is_the_same_and_a_name_alone_is_worth_a_look():
    known()
    assert found(BULAN).candidates[0].band == "same"
    assert found({"name": BULAN["name"]}).candidates[0].band == "unsure"
    assert (
        found({"name": BULAN["name"], "sex": "male", "birth_date": "1970"}).candidates[0].band == "different"
    )


@pytest.mark.parametrize("subject", [{}, {"name": "Bulan"}, {"name": "", "sex": "female"}, {"name": "B", "birth_date": "x"},
                                     {"name": ["x"]}, {"nik": 5}])  # fmt: skip
def test_too_little_finds_nobody(subject):
    known()
    assert found(subject).candidates == ()


def test_of_several_the_likeliest_comes_first():
    one = known()
    other = person_of(
        fact(
            "departed",
            subject={**BULAN, "name": "Bulan Contohwati", "birth_date": "1990-01-01"},
            source="imigrasi",
        )
    )
    flow.link_left(now=NOW)
    assert [it.row.kawal_id for it in found(BULAN).candidates] == [one, other]


def test_who_is_elsewhere_is_no_card_and_only_reviewers_hear_that_there_is_somebody():
    known()
    told = found(BULAN, ELSEWHERE)
    assert told.candidates == () and told.elsewhere
    post = officer("border_post", keys=("b:batam-centre",), agency="bp3mi-kepri")
    assert found(BULAN, post) == linkage.Found()


@pytest.mark.parametrize(
    "hidden",
    [
        {"subject": {**BULAN, "birth_date": "2010-08-17"}},
        {"kind": "screened", "data": {"outcome": "identified", "assessor": "x"}},
        {"kind": "detained", "place": {"country": "MYS"}},
    ],
    ids=["a child", "a protected person", "somebody in custody"],
)
def test_of_the_protected_nobody_hears_elsewhere(hidden):
    subject = hidden.pop("subject", BULAN)
    person_of(fact(hidden.pop("kind", "departed"), days_ago(3), subject=subject, **hidden))
    assert found(subject, ELSEWHERE) == linkage.Found()


def test_what_the_own_agency_said_is_found_though_the_person_is_not_its_to_see():
    kawal_id = known(SERUNI)
    own = {"name": "Sruni Umpama", "nik": SERUNI["nik"]}
    report(fact("checked_in", subject=own, source="bp3mi-jatim"))
    flow.link_left(now=NOW)
    [candidate] = found(SERUNI, ELSEWHERE).candidates
    assert candidate.row.kawal_id == kawal_id and candidate.row.name == "Sruni Umpama"


def test_who_may_not_ask_is_told_nothing():
    with pytest.raises(NotAllowed):
        found(BULAN, officer("village", keys=("v:5304052001",)))


def test_asking_writes_nothing():
    person_of(fact("departed", subject=BULAN))
    found(BULAN)
    with transaction.atomic():
        enter(ENGINE)
        with connection.cursor() as cursor:
            cursor.execute("select count(*) from claim_form")
            assert cursor.fetchone() == (0,)


def test_who_was_shown_and_refused_is_joined_by_no_machine():
    one = known()
    spelt = {**BULAN, "name": "Boelan Tjontohwati Oempamasari"}
    other = person_of(fact("assisted", subject=spelt, source="bp3mi-ntt"))
    enter(HERE)
    services.refuse_candidates(scope=HERE, kawal_id=other, shown=[one], now=NOW)
    assert flow.link_left(now=NOW).joined == 0
    [row] = linkage.list_proposals(scope=HERE).results
    assert {row.one.kawal_id, row.other.kawal_id} == {one, other}


@pytest.mark.slow
def test_a_list_is_looked_up_together():
    kawal_id = known()
    enter(HERE)
    subjects = [{"name": "Nobody Atall", "birth_date": "1950"}, {**BULAN, "name": "Bulan C. Umpamasari"}, {}]
    made = linkage.find_candidates_of_rows(scope=HERE, subjects=subjects, now=NOW)
    assert [[it.row.kawal_id for it in each.candidates] for each in made] == [[], [kawal_id], []]
