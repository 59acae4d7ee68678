"""The figures of returns in a real browser: the nation narrows them by country, an analyst reads what may be told."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from tests.doors.officers import officer
from tests.journeys.test_office import enter, look
from tests.rooms.homeward_people import came, travelled
from tests.rooms.statistics_people import refresh

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
PAGE = "/kepulangan/angka/"
CAME = [
    ("61.01", "MYS", "plbn-entikong", 60, 40),
    ("61.01", "MYS", "plbn-entikong", 12, 130),
    ("53.04", "MYS", "pelabuhan-tunon-taka", 34, 70),
    ("53.01", "MYS", "plbn-entikong", 16, 100),
    ("52.01", "MYS", "pelabuhan-tunon-taka", 22, 160),
    ("32.01", "TWN", "bandara-soekarno-hatta", 25, 190),
    ("35.07", "SAU", "bandara-soekarno-hatta", 30, 220),
    ("32.01", "SAU", "bandara-soekarno-hatta", 14, 250),
    ("33.01", "HKG", "bandara-soekarno-hatta", 11, 280),
    ("73.01", "MYS", "pelabuhan-tunon-taka", 7, 300),
    ("53.04", "", "", 4, 310),
]


@pytest.fixture
def country():
    now = timezone.now()
    with transaction.atomic():
        for regency, code, post, people, days in CAME:
            made = came(people, regency=regency, country=code, post=post, at=now - timedelta(days=days))
            if code == "MYS":
                travelled(
                    made[::2],
                    ("mission", 900_000, 1_100_000),
                    ("kemensos", 400_000, 380_000),
                    days_ago=days + 3,
                )
        refresh(now)


def test_the_nation_narrows_the_figures_of_returns(page, barriers, country):
    officer("nasional", role="national", area="", agency="kp2mi")
    enter(page, "nasional", "/nasional/")
    page.get_by_role("link", name="Angka kepulangan").click()
    page.wait_for_url(f"**{PAGE}")
    look(page, barriers, "return-figures")
    page.get_by_label("Negara").select_option("MYS")
    page.get_by_role("button", name="Saring").click()
    page.wait_for_url("**negara=MYS**")
    page.get_by_role("heading", name="Alur terbesar: Malaysia").wait_for()
    look(page, barriers, "return-figures-malaysia")


def test_an_analyst_reads_the_figures_of_returns(page, barriers, country):
    officer("analis", role="analyst", area="", agency="kp2mi")
    enter(page, "analis", "/nasional/")
    page.goto(PAGE)
    assert page.get_by_text("disamarkan").count()
    look(page, barriers, "return-figures-analyst")
