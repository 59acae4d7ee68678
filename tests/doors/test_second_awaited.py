"""While a second officer is awaited, the pages say why an alert stands higher than its reasons, and show the other's alert."""

import re

import pytest

from kawal.access.scope import ENGINE
from kawal.access.wall import enter
from kawal.situation.linkage import selectors as linkage
from tests.doors.people_pages import UMPAMA, client_of, said
from tests.world import days_ago, report

pytestmark = pytest.mark.django_db
KENANGA = {**UMPAMA, "name": "Kenanga Misal", "passport": "X0999999"}
CALL = {"place": {"country": "MYS"}, "data": {"problems": ["violence"]}}


def silent_and_hurt() -> tuple[str, int]:
    """Seruni is silent, Kenanga of the same NIK was hurt: Seruni's code, and the question."""
    one, *_contacts, _hurt = report(
        said("departed", days_ago(150), place={"country": "MYS"}, data={"destination": "MYS"}),
        *(said("checked_in", days_ago(ago), data={"by": "self", "safe": "yes"}) for ago in (105, 75, 49)),
        said("complained", days_ago(1), subject=KENANGA, **CALL),
    )
    enter(ENGINE)
    return str(one.kawal_id), linkage.list_waiting(scope=ENGINE)[0]


def test_the_list_and_the_alert_say_why_it_stands_higher():
    seruni, question = silent_and_hurt()
    client = client_of()
    before = client.get("/perhatian/").content.decode()
    assert "Dihitung" not in before
    client.post(f"/telaah/{question}/jawab/", {"answer": "same"})
    page = client.get("/perhatian/").content.decode()
    assert page.count("petugas kedua belum menjawab") == 1
    assert "Dihitung darurat, sendiri sedang" in page


@pytest.mark.slow
def test_what_only_stands_higher_may_be_put_aside_as_long_as_its_own_level_allows():
    _seruni, question = silent_and_hurt()
    client = client_of()
    client.post(f"/telaah/{question}/jawab/", {"answer": "same"})
    raised = re.search(r"/perhatian/([^/]+)/tunda/", client.get("/perhatian/").content.decode())
    assert raised
    page = client.get(f"/perhatian/{raised[1]}/tunda/")
    assert page.status_code == 200 and "14 hari" in page.content.decode()


@pytest.mark.slow
def test_the_page_of_each_shows_the_alert_of_the_other():
    seruni, question = silent_and_hurt()
    client = client_of()
    told = "berlaku juga di sini sampai petugas kedua menjawab"
    assert told not in client.get(f"/orang/{seruni}/").content.decode()
    client.post(f"/telaah/{question}/jawab/", {"answer": "same"})
    page = client.get(f"/orang/{seruni}/").content.decode()
    assert f"tentang Kenanga Misal; {told}" in page
    client.post(f"/telaah/{question}/urungkan/")
    assert told not in client.get(f"/orang/{seruni}/").content.decode()
