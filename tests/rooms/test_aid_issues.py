"""Giving: who may get what, once at whatever site, with its fact and its stock; shown as double after a merge."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.db import connection

from kawal import flow
from kawal.access.scope import ENGINE, NotAllowed, NotVisible, Power
from kawal.facts.people.models import Person
from kawal.homecoming import giving
from kawal.response.aid.issues import selectors
from kawal.response.aid.issues.following import follow_claims
from kawal.response.aid.issues.receipts import BadReceipt
from kawal.response.aid.issues.services import AlreadyGiven, NeedsLook, NotEntitled
from kawal.response.aid.stock.ledger import NotEnough
from kawal.situation.people.selectors import list_facts
from tests.pictures import a_jpeg, a_png
from tests.rooms.aiding import (
    AID,
    KALBAR,
    OTHERS,
    POST,
    SHELTER,
    a_post_site,
    a_shelter_site,
    a_site,
    asked,
    balances,
    gift,
    given,
    line,
    received,
    somebody,
    unbalanced,
)
from tests.rooms.returning import behind_the_wall
from tests.world import NOW, fact, officer, person_of, report

pytestmark = pytest.mark.django_db
PNG = a_png()


@pytest.fixture
def post():
    """The post's site with ten women's kits, five child's and five hygiene kits."""
    site = a_post_site()
    received(site, line(), line("kit_child", 5), line("kit_hygiene", 5), scope=POST)
    return site


def answers(kawal_id, scope=POST, now=NOW):
    with behind_the_wall(scope):
        found = selectors.get_recipient(scope=scope, kawal_id=kawal_id, now=now)
    return {it.entitlement.id: it.answer for it in found.verdicts}


def issues(scope=POST, **asked):
    with behind_the_wall(scope):
        return selectors.list_issues(scope=scope, **asked)


def facts_of(kawal_id):
    with behind_the_wall(ENGINE):
        found = list_facts(scope=ENGINE, kawal_id=kawal_id).results
    return [(it.kind, it.state) for it in found if it.kind == "assisted"]


def test_a_gift_is_an_entry_a_fact_and_a_thing_less_in_stock(post):
    seruni = somebody()
    made = given(seruni, post, size="", receipt="thumb", image=PNG)
    assert (made.item, made.quantity, made.repeated) == ("kit_women", 1, False)
    assert facts_of(seruni) == [("assisted", "active")]
    assert balances() == {"received": 20, "stock": 19, "given": 1}
    [card] = issues()
    assert (card.name, card.site, card.receipt, card.has_image, card.ended) == (
        "Seruni Umpama",
        "Pos Entikong",
        "thumb",
        True,
        "",
    )
    with behind_the_wall(POST):
        assert selectors.get_receipt(scope=POST, issue_id=card.issue_id) == ("image/png", PNG)
        [told] = [it for it in list_facts(scope=POST, kawal_id=seruni).results if it.kind == "assisted"]
    assert told.data == {"service": "kit", "provider": "bp3mi-kalbar"}


def test_the_same_gift_sent_again_is_one_gift(post):
    seruni, act = somebody(), uuid4()
    assert [given(seruni, post, act=act).repeated for _time in range(3)] == [False, True, True]
    assert (len(issues()), balances()["given"], facts_of(seruni)) == (1, 1, [("assisted", "active")])


def test_a_second_kit_on_one_journey_is_refused_at_every_site_with_the_day(post):
    shelter = a_shelter_site()
    received(shelter, scope=SHELTER)
    seruni = somebody()
    given(seruni, post, now=NOW)
    subject = {"kawal_id": seruni, "name": "Seruni Umpama"}
    with pytest.raises(AlreadyGiven) as refused:
        given(seruni, post, now=NOW + timedelta(days=2))
    assert refused.value.verdict.had_at == NOW
    stay = {"place": {"post": "rptc-bambu-apus"}, "data": {"shelter": "rptc-bambu-apus"}}
    report(fact("sheltered", "2026-11-20", subject=subject, **stay))
    with pytest.raises(AlreadyGiven) as refused:
        given(seruni, shelter, scope=SHELTER, now=NOW + timedelta(days=2))
    assert refused.value.verdict.had_at == NOW
    assert (balances()["given"], facts_of(seruni)) == (1, [("assisted", "active")])


def test_a_new_departure_opens_a_new_journey(post):
    seruni = somebody()
    given(seruni, post)
    later = NOW + timedelta(days=60)
    subject = {"kawal_id": seruni, "name": "Seruni Umpama"}
    report(
        fact("departed", "2026-12-20", subject=subject, data={"destination": "MYS"}),
        fact("returned", "2027-01-15", subject=subject, place={"post": "plbn-entikong"}),
        now=later,
    )
    assert answers(seruni, now=later)["women-kit"] == "yes"
    given(seruni, post, now=later)
    assert len(issues()) == 2
    assert [it.double_of for it in issues()] == [None, None]


def test_what_is_refilled_may_be_had_again_after_its_days(post):
    seruni = somebody()
    given(seruni, post, "hygiene-refill")
    with pytest.raises(AlreadyGiven) as refused:
        given(seruni, post, "hygiene-refill", now=NOW + timedelta(days=29))
    assert refused.value.verdict.again_at == NOW + timedelta(days=30)
    given(seruni, post, "hygiene-refill", now=NOW + timedelta(days=31))
    assert balances()["given"] == 2


def test_a_kit_for_others_is_refused_with_its_reason(post):
    man, child = somebody("Jaka Rekaan", sex="male"), somebody("Kenanga Misal", birth="2019")
    for kawal_id in (man, child):
        with pytest.raises(NotEntitled):
            given(kawal_id, post)
    given(child, post, "child-kit")
    assert balances() == {"received": 20, "stock": 19, "given": 1}


def test_where_age_is_not_known_the_officer_says_what_she_sees(post):
    seruni = somebody(birth="")
    assert answers(seruni)["women-kit"] == "ask"
    with pytest.raises(NeedsLook):
        given(seruni, post)
    given(seruni, post, seen="dewasa")
    assert asked("select note from aid_issue") == [("dewasa",)]


def test_when_there_is_none_left_nothing_is_written():
    site = a_post_site()
    received(site, line("kit_women", 1), scope=POST)
    seruni, other = somebody(), somebody("Wulan Contohari", birth="1998")
    given(seruni, site)
    with pytest.raises(NotEnough):
        given(other, site)
    assert (len(issues()), facts_of(other), balances()["given"]) == (1, [], 1)
    assert answers(other)["women-kit"] == "yes"


def test_an_undone_gift_leaves_her_entitled_the_kit_in_stock_and_the_fact_withdrawn(post):
    seruni, act = somebody(), uuid4()
    given(seruni, post, act=act)
    with behind_the_wall(POST):
        assert giving.undo_gift(scope=POST, act=act, now=NOW) is True
        assert giving.undo_gift(scope=POST, act=act, now=NOW) is False
    assert facts_of(seruni) == [("assisted", "withdrawn")]
    assert balances() == {"received": 20, "stock": 20}
    assert (answers(seruni)["women-kit"], issues()[0].ended) == ("yes", "undone")
    given(seruni, post)
    assert unbalanced() == []


def test_a_kit_brought_back_is_in_stock_again_as_a_return_and_not_as_a_mistake(post):
    seruni, act = somebody(), uuid4()
    given(seruni, post, act=act)
    with behind_the_wall(POST):
        assert giving.take_back(scope=POST, act=act, now=NOW) is True
        assert giving.take_back(scope=POST, act=act, now=NOW) is False
    assert asked("select kind from aid_movement order by movement_id desc limit 1") == [("return",)]
    assert (balances(), issues()[0].ended) == ({"received": 20, "stock": 20}, "returned")


@pytest.mark.parametrize(
    ("scope", "error"),
    [
        (OTHERS, NotVisible),
        (SHELTER, NotVisible),
        (
            officer(
                "border_post",
                agency="bp3mi-kalbar",
                keys=("b:plbn-entikong",),
                powers=frozenset({Power.MANAGE_STOCK}),
            ),
            NotAllowed,
        ),
    ],
    ids=["another agency", "another shelter", "no power"],
)
def test_giving_refused_writes_nothing(post, scope, error):
    seruni = somebody()
    with pytest.raises(error):
        given(seruni, post, scope=scope)
    assert (balances(), facts_of(seruni)) == ({"received": 20, "stock": 20}, [])


def test_an_aid_worker_gives_knowing_name_sex_and_age_and_another_agency_sees_nothing_of_it(post):
    seruni = somebody()
    given(seruni, post, scope=AID)
    with behind_the_wall(AID):
        [person] = selectors.list_people(scope=AID, site=post, q="seruni")
        assert (person.name, person.sex, person.birth_year) == ("Seruni Umpama", "female", 1999)
        assert selectors.list_people(scope=AID, site=post, q="wulan") == []
    assert [it.name for it in issues(AID)] == ["Seruni Umpama"]
    assert issues(OTHERS) == issues(SHELTER) == []
    with behind_the_wall(OTHERS), connection.cursor() as cursor:
        for table in ("aid_issue", "aid_receipt"):
            cursor.execute(f"select count(*) from {table}")
            assert cursor.fetchone() == (0,)


@pytest.mark.parametrize("image", [b"GIF89a", a_jpeg(b"x" * 400_000)])
def test_a_receipt_is_a_picture_of_bearable_size(post, image):
    seruni = somebody()
    with pytest.raises(BadReceipt):
        given(seruni, post, receipt="photo", image=image)
    assert balances()["stock"] == 20


# ---------------------------------------------------------------- people turn out to be one


def two_who_are_one(post):
    """The same woman under two names, with a kit under each."""
    one, other = somebody(), somebody("Bulan Contohnya")
    given(one, post)
    given(other, post, now=NOW + timedelta(hours=1))
    return one, other


def move(kawal_id, target):
    with behind_the_wall(ENGINE), connection.cursor() as cursor:
        cursor.execute(
            "select claim_id from aid_issue i join person p using (person_id) where kawal_id = %s", [kawal_id]
        )
        claims = [claim for (claim,) in cursor.fetchall()]
        person = Person.unscoped.get(kawal_id=target).pk  # unscoped: fixtures
        cursor.execute("select move_claims(%s, %s, 'decision', 'a', %s)", [claims, person, NOW])
        follow_claims(moved={person: claims})
    return claims


def test_after_a_merge_the_second_kit_is_shown_as_a_double_and_parts_with_her_again(post):
    one, other = two_who_are_one(post)
    claims = move(other, one)
    [double] = issues(doubles=True)
    [first] = [it for it in issues() if it.double_of is None]
    assert double.double_of == first.issue_id
    assert balances()["given"] == 2
    assert answers(one)["women-kit"] == "had"
    with behind_the_wall(ENGINE), connection.cursor() as cursor:
        back = person_of(
            fact(
                "checked_in",
                "2026-11-19",
                subject={"name": "Bulan Contohnya", "sex": "female"},
                source="kjri-x",
            )
        )
        person = Person.unscoped.get(kawal_id=back).pk  # unscoped: fixtures
        cursor.execute(
            "select move_claims(%s, %s, 'undone', 'a', %s)", [claims, person, NOW + timedelta(minutes=1)]
        )
        follow_claims(moved={person: claims})
    assert issues(doubles=True) == []
    assert len(issues()) == 2


def test_an_officers_answer_that_two_are_one_shows_the_double(post):
    one, other = two_who_are_one(post)
    nation = officer("national", agency="kp2mi", actor="laras")
    with behind_the_wall(nation):
        flow.merge_people(scope=nation, one=one, other=other, now=NOW)
    assert len(issues(doubles=True)) == 1
    assert answers(one)["women-kit"] == answers(other)["women-kit"] == "had"


def test_when_the_first_of_two_is_undone_the_double_becomes_the_one_that_counts(post):
    one, other = two_who_are_one(post)
    move(other, one)
    [first] = [it for it in issues() if it.double_of is None]
    with behind_the_wall(POST):
        giving.undo_gift(scope=POST, act=UUID(first.act), now=NOW)
    assert issues(doubles=True) == []
    assert answers(one)["women-kit"] == "had"


@pytest.mark.slow
def test_a_donor_learns_how_many_got_what_and_no_name(post):
    for n in range(3):
        given(somebody(f"Orang {n}", birth=f"198{n}"), post)
    given(somebody("Kenanga Misal", birth="2019"), post, "child-kit")
    [(donor,)] = asked("select donor_id from aid_donor")
    with behind_the_wall(KALBAR):
        counted = selectors.count_given(scope=KALBAR, donor_id=donor)
    assert [(it.item, it.sex, it.is_child, it.things, it.people) for it in counted] == [
        ("kit_child", "female", True, 1, 1),
        ("kit_women", "female", False, 3, 3),
    ]


def test_at_a_warehouse_nobody_waits():
    site = a_site()
    somebody()
    with behind_the_wall(KALBAR):
        assert selectors.list_people(scope=KALBAR, site=site) == []


def test_a_gift_names_what_it_is_of(post):
    seruni = somebody()
    with pytest.raises(NotVisible), behind_the_wall(POST):
        giving.give(scope=POST, gift=gift(seruni, post, "no-such-kit"), now=NOW)
