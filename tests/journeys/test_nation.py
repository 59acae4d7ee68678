"""Figures of the nation, of a province and a country, feeds and codes, in a real browser at three widths."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from kawal.access import wall
from kawal.access.scope import ENGINE
from kawal.facts.feeds import services as feeds
from kawal.facts.feeds.services import FeedDraft
from kawal.facts.ledger.services import source_ids
from tests.doors.officers import officer
from tests.journeys.test_office import enter, look
from tests.rooms.statistics_people import add_people, refresh

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def country():
    now = timezone.now()
    with transaction.atomic():
        wall.enter(ENGINE)
        add_people(
            49, regency="53.04", country="MYS", mission="kjri-kuching", departed_at=now - timedelta(days=3)
        )
        add_people(11, regency="53.04", country="MYS", mission="kjri-kuching", stay="abroad_silent")
        add_people(3, regency="53.01", country="TWN", mission="kdei-taipei", stay="in_trouble")
        add_people(40, regency="32.01", country="TWN", mission="kdei-taipei")
        add_people(12, province="99", regency="99.04", country="MYS")
        ids = source_ids(scope=ENGINE, codes=["dukcapil", "siskop2mi"])
        feeds.touch_sources(scope=ENGINE, sources=dict.fromkeys(ids.values(), 5), now=now)
        feeds.declare_feed(scope=ENGINE, feed=FeedDraft("siskop2mi", "registered", now.date()), now=now)
        refresh(now)


def test_the_nation_leads_to_a_province_and_to_its_people(page, barriers, country):
    officer("nasional", role="national", area="", agency="kp2mi")
    enter(page, "nasional", "/nasional/")
    look(page, barriers, "nation")
    page.locator("svg.petak").get_by_role("link", name="Nusa Tenggara Timur").click()
    page.wait_for_url("**/nasional/53/")
    look(page, barriers, "province")
    page.get_by_role("link", name="11 orang dari Kab. Belu").last.click()
    assert page.locator("[data-row]").count() == 11
    look(page, barriers, "behind-a-number")
    for address, name in (
        ("/nasional/negara/MYS/", "country"),
        ("/nasional/99/", "fictional-province"),
        ("/nasional/sumber/", "feeds"),
        ("/acuan/?q=kupang", "codes"),
    ):
        page.goto(address)
        look(page, barriers, name)


def test_an_analyst_sees_hidden_numbers(page, barriers, country):
    officer("analis", role="analyst", area="", agency="kp2mi")
    enter(page, "analis", "/nasional/")
    look(page, barriers, "nation-analyst")
    page.goto("/nasional/53/")
    assert page.get_by_text("disamarkan").count() > 1
    look(page, barriers, "province-analyst")
