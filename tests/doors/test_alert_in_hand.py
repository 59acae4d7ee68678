"""While an alert is in an agency's hands its officers see the person, wherever they serve; others do not."""

import pytest

from kawal.facts.people.models import Person
from tests.doors.people_pages import client_of, every, said, seruni
from tests.world import days_ago, report

pytestmark = pytest.mark.django_db
NOTE = "Sudah berbicara dengan keluarganya di desa."


@pytest.fixture
def at():
    """Her page, the address of her alert, and clients: the taker, a colleague elsewhere, another agency there."""
    kawal_id = seruni(distress())
    taker = client_of("protection")
    code = taker.get("/perhatian/").content.decode().partition("/perhatian/T-")[2][:6]
    elsewhere = {"area": "99.05"}
    return (
        f"/orang/{kawal_id}/",
        f"/perhatian/T-{code}/",
        taker,
        client_of("protection", **elsewhere),
        client_of("protection", agency="dinsos-9905", **elsewhere),
    )


def distress(days=1):
    return said("checked_in", days_ago(days), place={"country": "MYS"}, data={"safe": "no", "distress": True})


def seen(address, *clients):
    return [client.get(address).status_code for client in clients]


ENDS = {
    "lepas/": {},
    "rujuk/": {},
    "tutup/": {"outcome": "wrong_data", "note": NOTE},
}


@pytest.mark.parametrize("end", ENDS)
@pytest.mark.slow
def test_a_colleague_elsewhere_sees_her_from_taking_to_handing_on_or_closing(at, end):
    page, alert, taker, colleague, other = at
    assert seen(page, colleague, other) == [404, 404]
    taker.post(f"{alert}ambil/")
    assert seen(page, colleague, other) == [200, 404]
    assert seen(alert, colleague, other) == [200, 404]
    assert taker.post(f"{alert}{end}", ENDS[end]).status_code == 302
    assert seen(page, colleague, other) == [404, 404]
    assert seen(page, taker) == [200]


def test_opened_again_it_is_in_the_same_hands(at):
    page, alert, taker, colleague, _other = at
    taker.post(f"{alert}ambil/")
    taker.post(f"{alert}tutup/", ENDS["tutup/"])
    taker.post(f"{alert}buka-lagi/")
    assert seen(page, colleague) == [200]


@pytest.mark.slow
def test_called_back_by_a_new_call_for_help_it_is_in_hand_again(at):
    page, alert, taker, colleague, other = at
    taker.post(f"{alert}ambil/")
    taker.post(f"{alert}rujuk/")
    assert seen(page, colleague) == [404]
    report(distress(days=0.5))
    assert seen(page, colleague, other) == [200, 404]


@pytest.mark.slow
def test_the_key_lasts_where_her_home_no_longer_does(at):
    """Who sees her by the alert alone is led back to the list when it leaves their hands."""
    page, alert, taker, colleague, _other = at
    taker.post(f"{alert}ambil/")
    [person] = every(Person)
    assert "a:uptd-ppa-9904" in person.keys
    answer = colleague.post(f"{alert}lepas/")
    assert answer.status_code == 302 and seen(page, colleague) == [200]
    answer = taker.post(f"{alert}lepas/")
    assert answer["Location"] == alert and seen(page, colleague) == [404]
