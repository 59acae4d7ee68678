"""Cards: bound to a person through a claim, silent to strangers; old, foreign and altered ones are told apart."""

from uuid import uuid4

import pytest
from django.conf import settings
from django.db import connection

from kawal import flow
from kawal.access.scope import ENGINE, NotAllowed, NotVisible
from kawal.access.trail.models import Trace
from kawal.foundation import references
from kawal.response.cards import selectors, services
from tests.rooms.handing_over import ELSEWHERE, ORIGIN, POST, VILLAGE
from tests.rooms.returning import behind_the_wall
from tests.world import NOW, SERUNI, fact, officer, person_of

pytestmark = pytest.mark.django_db


def seruni():
    return person_of(fact("returned", "2026-11-18", place={"post": "plbn-entikong"}))


def issue(*people, scope=POST, act_id=""):
    with behind_the_wall(scope):
        return services.issue_cards(scope=scope, people=people, act_id=act_id or uuid4().hex, now=NOW)


def read(text, scope=POST):
    with behind_the_wall(scope):
        return selectors.read_card(scope=scope, text=text)


def replace(kawal_id, reason="lost", act_id="", scope=POST):
    with behind_the_wall(scope):
        return services.replace_card(
            scope=scope, kawal_id=kawal_id, reason=reason, act_id=act_id or uuid4().hex, now=NOW
        )


def test_a_card_says_who_its_holder_is_to_whoever_may_see_her():
    kawal_id = seruni()
    [card] = issue(kawal_id)
    answer = read(card.code)
    assert (answer.state, answer.holder.kawal_id, answer.holder.name) == ("valid", kawal_id, "Seruni Umpama")
    assert (answer.holder.sex, answer.holder.birth_year, answer.holder.stay) == ("female", 1999, "in_return")


def test_an_officer_who_may_not_see_her_learns_that_the_card_is_genuine_and_nothing_else():
    [card] = issue(seruni())
    assert read(card.code, ELSEWHERE) == selectors.Answer("elsewhere")
    with behind_the_wall(ELSEWHERE), connection.cursor() as cursor:
        cursor.execute("select count(*) from person_card")
        assert cursor.fetchone() == (0,)


@pytest.mark.parametrize(
    ("text", "state"),
    [
        (lambda code: "https://example.org/promo", "foreign"),
        (lambda code: "8991102387651", "foreign"),
        (lambda code: "", "foreign"),
        (lambda code: references.sign(b"x" * 32, "card", "0" * 16), "foreign"),
        (lambda code: code[:-1], "length"),
        (lambda code: code + "A", "length"),
        (lambda code: code[:-1] + ("A" if code[-1] != "A" else "B"), "altered"),
        (lambda code: references.sign(settings.DIGEST_KEY, "handover", "0" * 16), "altered"),
        (lambda code: references.sign(settings.DIGEST_KEY, "card", "0" * 16), "elsewhere"),
    ],
)
def test_what_is_no_card_of_ours_is_refused_for_its_own_reason(text, state):
    [card] = issue(seruni())
    answer = read(text(card.code))
    assert (answer.state, answer.holder) == (state, None)


def test_what_is_altered_is_refused_before_the_database_is_asked(django_assert_num_queries):
    with behind_the_wall(POST), django_assert_num_queries(0):
        selectors.read_card(scope=POST, text="xxxx")
    [card] = issue(seruni())
    with behind_the_wall(POST), django_assert_num_queries(1):
        selectors.read_card(scope=POST, text=card.code)


def test_a_replaced_card_is_old_and_says_why():
    kawal_id = seruni()
    [first] = issue(kawal_id)
    second = replace(kawal_id)
    old = read(first.code)
    assert (old.state, old.reason, old.ended_at) == ("ended", "lost", NOW)
    assert read(second.code).state == "valid"
    with behind_the_wall(POST):
        rows = selectors.list_cards(scope=POST, person_id=old.holder.person_id)
    assert [(bool(it.code), it.reason) for it in rows] == [(True, ""), (False, "lost")]


def test_who_carries_a_card_keeps_it_and_pressing_twice_issues_one():
    kawal_id = seruni()
    [first] = issue(kawal_id, act_id="one")
    assert issue(kawal_id, act_id="one") == issue(kawal_id, act_id="two") == [first]
    second = replace(kawal_id, act_id="three")
    assert replace(kawal_id, act_id="three") == second != first


def test_a_reason_that_is_none_of_ours_ends_nothing():
    kawal_id = seruni()
    [card] = issue(kawal_id)
    with pytest.raises(services.UnknownReason):
        replace(kawal_id, "bored")
    assert read(card.code).state == "valid"


def test_only_who_registers_people_issues_cards_and_only_of_people_in_scope():
    kawal_id = seruni()
    with pytest.raises(NotAllowed):
        issue(kawal_id, scope=VILLAGE)
    with pytest.raises(NotVisible):
        issue(kawal_id, scope=ELSEWHERE)
    with pytest.raises(NotVisible):
        issue("knosuchperson")
    with pytest.raises(services.TooMany):
        issue(*["k"] * 501)


def test_a_card_of_a_batch_is_given_in_the_order_asked_for():
    other = person_of(fact("returned", "2026-11-18", subject={**SERUNI, "nik": "9904056502980003", "name": "Melati Misal"},
                           place={"post": "plbn-entikong"}))  # fmt: skip
    assert [it.name for it in issue(other, seruni())] == ["Melati Misal", "Seruni Umpama"]


def test_cards_follow_their_claim_when_two_turn_out_to_be_one():
    one = seruni()
    other = person_of(
        fact(
            "returned",
            "2026-11-18",
            subject={"name": "Bulan Contohnya", "address": {"area": "53.04"}},
            place={"post": "plbn-entikong"},
        )
    )
    cards = [*issue(one), *issue(other)]
    national = officer("national", agency="kp2mi")
    with behind_the_wall(national):
        flow.merge_people(scope=national, one=one, other=other, now=NOW)
    holders = {read(it.code, national).holder.kawal_id for it in cards}
    assert len(holders) == 1 and holders <= {one, other}


def test_a_scan_is_kept_once_and_may_be_undone():
    [card] = issue(seruni())
    card_id = read(card.code).holder.card_id
    for _ in range(2):
        with behind_the_wall(POST):
            services.mark_seen(scope=POST, card_id=card_id, act_id="scan", now=NOW)
    with behind_the_wall(POST):
        [row] = selectors.list_seen(scope=POST, place="b:plbn-entikong", since=NOW)
        assert row.name == "Seruni Umpama"
        services.undo_seen(scope=POST, act_id="scan", now=NOW)
        assert selectors.list_seen(scope=POST, place="b:plbn-entikong", since=NOW) == []


def test_an_ended_card_is_not_seen():
    kawal_id = seruni()
    [card] = issue(kawal_id)
    card_id = read(card.code).holder.card_id
    with behind_the_wall(POST):
        services.end_card(scope=POST, card_id=card_id, reason="home", now=NOW)
        services.end_card(scope=POST, card_id=card_id, reason="lost", now=NOW)
        with pytest.raises(services.CardEnded):
            services.mark_seen(scope=POST, card_id=card_id, act_id="scan", now=NOW)
    assert read(card.code).reason == "home"


def test_issuing_and_ending_stand_in_the_access_log():
    kawal_id = seruni()
    issue(kawal_id)
    replace(kawal_id)
    actions = list(Trace.objects.filter(person=kawal_id).order_by("id").values_list("action", flat=True))
    assert actions == ["card.issued", "card.issued"]


def test_a_reader_of_the_origin_reads_the_same_card():
    [card] = issue(seruni())
    assert read(card.code, ORIGIN).state == "valid"
    assert read(card.code, ENGINE).state == "valid"
