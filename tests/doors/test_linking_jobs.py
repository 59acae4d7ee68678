"""The worker looks arriving claims up: a few one by one, very many by set, and everything each night."""

import pytest
from django.db import connection, transaction

from kawal.access.scope import ENGINE
from kawal.access.wall import enter
from kawal.doors.jobs import linking
from tests.world import fact, report

pytestmark = pytest.mark.django_db
BULAN = {
    "name": "Bulan Contohwati Umpamasari", "sex": "female", "birth_date": "1994-08-17", "birth_place": "53.04",
    "mother_name": "Ratih Andaikata", "address": {"area": "53.04.05"},
}  # fmt: skip
SPELT = {**BULAN, "name": "Boelan Tjontohwati Oempamasari"}
SISTER = {**BULAN, "name": "Bintang Contohwati Umpamasari", "birth_date": "1994-08-19"}


def arrived():
    report(*(fact("checked_in", subject=it, source=f"s-{n}") for n, it in enumerate((BULAN, SPELT, SISTER))))


def standing():
    with transaction.atomic():
        enter(ENGINE)
        with connection.cursor() as cursor:
            cursor.execute(
                "select (select count(distinct person_id) from standing), (select count(*) from link_due),"
                " (select count(*) from match_proposal)"
            )
            return cursor.fetchone()


@pytest.mark.parametrize("one_by_one", [5_000, 0], ids=["a few", "very many"])
@pytest.mark.slow
def test_arriving_claims_are_joined_or_asked_about(one_by_one, monkeypatch):
    monkeypatch.setattr(linking, "ONE_BY_ONE", one_by_one)
    arrived()
    linking.link_left(0)
    assert standing() == (2, 0, 1)


def test_every_night_all_are_compared_again():
    arrived()
    linking.link_everything(0)
    linking.rank(0)
    assert standing() == (2, 0, 1)
