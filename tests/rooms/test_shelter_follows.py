"""Two records turn out to be one person: her stays go with her, and where they meet the officers are told."""

import pytest
from django.db import connection

from kawal.access.scope import ENGINE
from kawal.response.shelter.following import follow_claims
from tests.rooms.returning import behind_the_wall
from tests.rooms.sheltering import NOW, OTHER, a_house, come, go, roster, sent, table, worker

pytestmark = pytest.mark.django_db
PEOPLE = "select stay_id, person_id, doubled from shelter_stay"


def move(claims, target, cause="decision"):
    with behind_the_wall(ENGINE), connection.cursor() as cursor:
        cursor.execute("select move_claims(%s, %s, %s, 'a', %s)", [claims, target, cause, NOW])
        follow_claims(moved={target: claims})


def claims_of(person):
    return [row[0] for row in table("select claim_id from standing where person_id = %s", [person])]


def people():
    return {stay: (person, doubled) for stay, person, doubled in table(PEOPLE)}


def test_a_stay_goes_with_the_claim_it_was_written_about():
    beds = a_house()
    first, second = (
        come(sent("Seruni Umpama"), beds["A1"], hours=150),
        come(sent("Seruni U."), beds["A2"], hours=90),
    )
    go(first, hours=100)
    one, other = people()[first][0], people()[second][0]
    move(claims_of(one), other)
    assert people() == {first: (other, False), second: (other, False)}


def test_stays_that_meet_are_both_kept_and_marked_until_the_two_part_again():
    beds, elsewhere = a_house(), a_house(OTHER)
    first = come(sent("Seruni Umpama"), beds["A1"])
    second = come(sent("Seruni U.", house=OTHER), elsewhere["A1"], scope=worker(OTHER))
    one, other = people()[first][0], people()[second][0]
    claims = claims_of(one)
    move(claims, other)
    assert people() == {first: (other, True), second: (other, False)}
    with behind_the_wall(worker()) as scope:
        [resident] = roster(scope).residents
    assert resident.doubled and resident.bed_id == beds["A1"], "nobody loses a bed by it"
    move(claims, one, "undone")
    assert people() == {first: (one, False), second: (other, False)}
