"""A card of somebody whom a house may not see: read, it says nothing of her; pressed, she is taken in and seen."""

from uuid import uuid4

import pytest
from django.utils import timezone

from kawal.access.trail.models import Trace
from kawal.response.cards import services
from tests.doors.test_shelter_pages import HOUSE, officer, opened
from tests.rooms.handing_over import POST
from tests.rooms.returning import behind_the_wall
from tests.rooms.sheltering import table
from tests.world import fact, person_of

pytestmark = pytest.mark.django_db
HX = {"HX-Request": "true"}


@pytest.fixture
def desk(client):
    opened()
    client.force_login(officer("shelter"))
    return client


def card():
    kawal_id = person_of(fact("returned", "2026-11-18", place={"post": "plbn-entikong"}))
    with behind_the_wall(POST):
        [issued] = services.issue_cards(scope=POST, people=[kawal_id], act_id=uuid4().hex, now=timezone.now())
    return kawal_id, issued.code


def scanned(client, code):
    return client.post("/pindai/jawaban/", {"code": code, "act": uuid4().hex}, headers=HX).content.decode()


def admitted(client, code, act):
    said = {"code": code, "act": act, "lakukan": "terima"}
    return client.post("/pindai/lakukan/", said, headers=HX).content.decode()


def stays():
    return table("select shelter, undone_at is null from shelter_stay")


def test_before_she_is_taken_in_nothing_is_told_of_her(desk):
    kawal_id, code = card()
    page = scanned(desk, code)
    assert "Terima ke penampungan ini dengan kartunya" in page
    assert "Seruni" not in page and kawal_id not in page and "1999" not in page
    assert desk.get(f"/orang/{kawal_id}/").status_code == 404 and stays() == []


@pytest.mark.slow
def test_she_is_taken_in_by_her_card_once_and_the_reading_is_written_down(desk):
    kawal_id, code = card()
    act = uuid4().hex
    for _twice in range(2):
        page = admitted(desk, code, act)
    assert "Seruni Umpama" in page
    assert stays() == [(HOUSE, True)] and desk.get(f"/orang/{kawal_id}/").status_code == 200
    assert Trace.objects.filter(action="card.admitted").count() == 1
    desk.post("/pindai/urungkan/", {"untuk": "terima", "act": act}, headers=HX)
    assert stays() == [(HOUSE, False)]


def test_a_card_that_ended_admits_nobody_and_tells_nothing(desk):
    kawal_id, code = card()
    with behind_the_wall(POST):
        services.replace_card(
            scope=POST, kawal_id=kawal_id, reason="lost", act_id=uuid4().hex, now=timezone.now()
        )
    page = admitted(desk, code, uuid4().hex)
    assert "tidak bisa diterima dengan kartu ini" in page and "Seruni" not in page and stays() == []


@pytest.mark.parametrize("role", ["border_post", "village", "district"])
def test_only_a_house_takes_in_by_a_card(client, role):
    opened()
    place = {
        "border_post": {"place": "plbn-rekaan"},
        "village": {"area": "32.04.05.2001"},
        "district": {"area": "32.04"},
    }
    client.force_login(officer(role, **{"agency": "lain-rekaan", "place": ""} | place[role]))
    _kawal_id, code = card()
    page = admitted(client, code, uuid4().hex)
    assert "Terima ke penampungan" not in page and "Seruni" not in page and stays() == []
