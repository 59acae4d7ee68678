"""A ring whose members two officers decided to warn is told where somebody of it is met again: on her page and at the desk."""

import pytest
from django.urls import reverse

from tests.doors.people_pages import HOME, client_of
from tests.doors.test_ring_alert_pages import proposed
from tests.doors.test_ring_pages import NAMES, codes, ring, told, words_of
from tests.rooms.alerting import write
from tests.rooms.test_rings import subject
from tests.world import fact, report

pytestmark = pytest.mark.django_db
DECIDED = "dua petugas (Dinsos Umpama Selatan) memutuskan memperingatkan anggotanya"


@pytest.fixture
def district():
    ring(1, 2, 3)
    return client_of()


def warned(client, answer="confirmed"):
    _code, at = proposed(client)
    client_of("supervisor").post(at, {"answer": answer, "why": "Rombongan keluarga."})


def id_of(name: str) -> str:
    [(kawal_id,)] = write(f"select kawal_id from person where name = '{name}'")
    return kawal_id


def page_of(client, n: int) -> str:
    return words_of(client.get(f"/orang/{id_of(NAMES[n])}/"))


def desk(client, n: int) -> str:
    return words_of(client.get(reverse("desk:recorded"), {"ditolak": id_of(NAMES[n])}))


@pytest.mark.slow
def test_every_member_within_reach_says_so_and_leads_to_the_ring(district):
    assert DECIDED not in page_of(district, 1)
    warned(district)
    for n in (1, 2, 3):
        assert DECIDED in page_of(district, n)
    [code] = codes(district)
    assert f'href="/jaringan/{code}/"' in district.get(f"/orang/{id_of(NAMES[1])}/").content.decode()


@pytest.mark.slow
def test_what_was_only_proposed_or_refused_is_told_nowhere(district):
    proposed(district)
    assert DECIDED not in page_of(district, 1) and DECIDED not in desk(district, 1)
    client_of("supervisor").post(
        f"/perhatian/{write('select code from alert where ring_id is not null')[0][0]}/usul/"
        f"{write('select act_id from alert_act')[0][0]}/jawab/",
        {"answer": "refused", "why": "Rombongan keluarga."},
    )
    assert DECIDED not in page_of(district, 1)


@pytest.mark.slow
def test_somebody_outside_the_ring_has_no_word_of_it_on_her_page_but_at_the_desk_where_she_names_its_recruiter(
    district,
):
    warned(district)
    report(
        told(4)[0],
        fact(
            "recruited",
            "2026-01-05",
            source="desa-umpama",
            subject=subject(5, HOME),
            data={"recruiter": "Lain"},
        ),
    )
    assert DECIDED not in page_of(district, 4)
    assert DECIDED in desk(district, 4) and DECIDED in desk(district, 1)
    assert DECIDED not in desk(district, 5)


def test_who_reads_no_alerts_is_not_told(district):
    warned(district)
    village = client_of("village")
    page = words_of(village.get(f"/orang/{id_of(NAMES[1])}/"))
    assert NAMES[1] in page and DECIDED not in page


@pytest.mark.slow
def test_a_decision_that_goes_past_the_reader_is_not_told(district):
    warned(district)
    write("update alert set past = array['a:dinsos-9904'] where ring_id is not null returning 1")
    assert DECIDED not in page_of(district, 1)
