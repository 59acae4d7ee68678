"""What stands beside a person: who handles her, the days to home, who looked; and how she is called."""

import re

import pytest

from kawal.access.wall import as_engine
from kawal.doors.web.identity.words import CAUSES
from kawal.facts.ledger import bulk
from tests.doors.people_pages import UMPAMA, client_of, said, seruni
from tests.doors.test_case_pages import opened
from tests.doors.test_person_page import page, text_of
from tests.world import days_ago as days
from tests.world import report

pytestmark = pytest.mark.django_db
VIOLENCE = {"problems": ["violence"]}


def in_trouble(*more):
    return seruni(said("complained", days(9), data=VIOLENCE), *more)


@pytest.mark.slow
def test_an_open_alert_and_case_stand_beside_the_person_and_one_case_is_enough():
    kawal_id = in_trouble()
    client = client_of("mission")
    shown = text_of(page(client, kawal_id))
    assert "Peringatan T-" in shown and "belum diambil" in shown and "Buka kasus" in shown
    opened(client, kawal_id)
    shown = text_of(page(client, kawal_id))
    assert "Kasus K-" in shown and "Buka kasus" not in shown


def test_who_reads_neither_alerts_nor_cases_is_not_told_that_there_are_none():
    kawal_id = in_trouble(said("return_planned", days(1), place={"post": "plbn-entikong"}))
    for role in ("village", "border_post"):
        shown = text_of(page(client_of(role), kawal_id))
        assert "Peringatan" not in shown and "Yang sedang menangani" not in shown


def test_the_days_and_who_had_them_are_for_those_who_bring_people_home():
    kawal_id = in_trouble(
        said("repatriated", days(3)), said("returned", days(2)), said("reached_home", days(1))
    )
    assert "→ tiba di debarkasi" in text_of(page(client_of("district"), kawal_id))
    assert "→ tiba di debarkasi" not in text_of(page(client_of("village"), kawal_id))


def test_a_word_known_by_its_day_is_told_without_an_hour():
    shown = text_of(page(client_of("district"), in_trouble()))
    assert "00.00" not in shown and "07.00 WIB" not in shown


def test_a_stranger_who_said_something_learns_nothing_of_who_handles_her():
    kawal_id = in_trouble(said("remitted", days(1), source="dinsos-9901"))
    shown = text_of(page(client_of("district", area="99.01", agency="dinsos-9901"), kawal_id))
    assert "Peringatan" not in shown and "Buka kasus" not in shown and "petugas dalam 30 hari" not in shown


@pytest.mark.parametrize("names", [("SERUNI UMPAMA", "Seruni Umpama"), ("Seruni Umpama", "SERUNI UMPAMA")])
def test_a_name_that_differs_in_capitals_alone_is_one_name(names):
    subject = {"nik": "9904054101990001", "address": {"area": "99.04.05.2001"}}
    facts = [
        said("departed", subject={**subject, "name": name}, source=source)
        for name, source in zip(names, ("siskop2mi", "imigrasi"), strict=True)
    ]
    [outcome, _same] = report(*facts)
    shown = text_of(page(client_of(), outcome.kawal_id)).partition("Klaim identitas")[0]
    assert "Seruni Umpama" in shown and "SERUNI" not in shown and "juga tertulis" not in shown


@pytest.mark.parametrize("cause", sorted(CAUSES))
def test_every_cause_of_a_question_about_her_is_said_in_words(cause):
    code = str(
        report(
            said("departed"),
            said(
                "departed",
                subject={**UMPAMA, "name": "Kenanga Misal", "passport": "X0999999"},
                source="imigrasi",
            ),
        )[0].kawal_id
    )
    with as_engine():
        bulk.run("update match_proposal set cause = %s, weight = 12", (cause,))
    page = client_of("national").get(f"/orang/{code}/").content.decode()
    assert str(CAUSES[cause]) in page
    assert not re.search(rf"\b{cause}\b", re.sub(r"<[^>]*>", "", page))
