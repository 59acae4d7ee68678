"""Where a house meets batches: who is on the way to it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.doors.test_shelter_pages import AT, officer, opened, text_of
from tests.rooms.batches import a_leg
from tests.rooms.batches import opened as a_batch
from tests.rooms.sheltering import HOUSE

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client):
    client.force_login(officer())
    return client


def test_a_batch_bound_for_the_house_is_expected_with_its_number_of_people(desk):
    opened()
    code, lines = a_batch(3)
    soon = timezone.now() + timedelta(hours=6)
    a_leg(code, "2", HOUSE, lines=lines, departs_at=timezone.now(), arrives_at=soon)
    page = text_of(desk.get(AT))
    assert f"Rombongan {code}" in page and "3 orang" in page
    assert "3 dalam rombongan menuju ke sini" in page
