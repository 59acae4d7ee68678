"""Roles and doors of alerts crossed: what goes past an office leaves no trace for it, in no list, number, file, link or answer.

What a reader is told is taken down at every door, then an alert is raised that names her office, others take it and act on it, and
everything is read again: not a letter may differ. The same with another office named must differ, or the test could not fail.
"""

import re

import pytest
from django.core.cache import cache

from kawal.access.keys.models import AgencyKey
from kawal.access.keys.services import issue_key
from kawal.access.officers.models import Officer
from kawal.access.roles import ROLES as EVERY_ROLE
from kawal.access.scope import ENGINE, Power
from kawal.access.scopes import scope_of_officer
from kawal.access.wall import as_engine, enter
from kawal.decisions.alerts import services
from kawal.decisions.alerts.services import review
from kawal.decisions.rules.document import picture_row
from kawal.facts.ledger.passing import note_past
from kawal.situation.pictures.services import Drawn
from tests.doors.identity_world import plain, text_of
from tests.doors.people_pages import ROLES, UMPAMA, client_of, said
from tests.rooms.alerting import NOON, a_fact, write
from tests.rooms.alerting import officer as scope_with
from tests.world import person_of

pytestmark = pytest.mark.django_db
READERS = [it for it in ROLES if Power.READ_ALERT in EVERY_ROLE[it].powers]
KENANGA = {**UMPAMA, "name": "Kenanga Misal", "nik": "9904055708940009", "birth_date": "1994-08-17"}
DOORS = [
    "/", "/perhatian/", "/perhatian/?keadaan=semua", "/perhatian/?keadaan=selesai", "/perhatian/?keadaan=ditunda",
    "/perhatian/?tingkat=emergency", "/perhatian/?oleh=bebas", "/perhatian/?bentuk=csv", "/perhatian/?keadaan=selesai&bentuk=csv",
    "/orang/", "/orang/?q=Kenanga", "/orang/?q=Kenanga&bentuk=csv", "/telaah/", "/kasus/", "/kepulangan/", "/kepulangan/lama/",
    "/nasional/",
]  # fmt: skip


def told_at(text: str) -> str:
    """Without how often she herself has looked."""
    return re.sub(r"\d+ (kali|tindakan)", "", plain(text))


class Reader:
    def __init__(self, role: str) -> None:
        self.client = client_of(role)
        self.scope = scope_of_officer(Officer.objects.get())
        powers = ("read", "alerts") if self.scope.may(Power.READ_ALERT) else ()
        self.bearer = (
            issue_key(scope=ENGINE, agency=self.scope.agency, powers=powers, now=NOON) if powers else ""
        )
        AgencyKey.objects.update(keys=list(self.scope.keys))

    def told(self, kawal_id: str) -> dict[str, str]:
        cache.clear()
        doors = [*DOORS, f"/orang/{kawal_id}/", f"/orang/{kawal_id}/dilihat/", f"/orang/{kawal_id}/klaim/"]
        told = {at: told_at(text_of(self.client.get(at))) for at in doors}
        if self.bearer:
            headers = {"Authorization": f"Bearer {self.bearer}"}
            for at in ("alerts", "alerts?state=closed", f"people/{kawal_id}", f"people/{kawal_id}/facts"):
                told[at] = plain(text_of(self.client.get(f"/api/v1/{at}", headers=headers)))
        return told


def a_known_person(key: str) -> str:
    kawal_id = person_of(
        said("departed", "2026-01-05", subject=KENANGA, source="imigrasi"),
        said("arrived_abroad", "2026-01-06", subject=KENANGA, place={"country": "MYS"}),
        now=NOON,
    )
    write("update person set keys = array[%s] where kawal_id = %s", key, kawal_id)
    return kawal_id


def named(kawal_id: str, agency: str) -> str:
    """A complaint about that office raises an alert, which another office takes and works on: its code."""
    [(person, keys, claim)] = write(
        "select p.person_id, p.keys, min(s.claim_id) from person p join standing s using (person_id) where kawal_id = %s group by 1, 2",
        kawal_id,
    )
    about = {"agency": agency}
    fact = a_fact(claim, "complained", data={"problems": ["violence"], "about": about})
    told = "select seq from fact_key join source using (source_id) where fact_id = %s and code = %s"
    [(seq,)] = write(told, fact["id"], fact["source"])
    because = {"distress_at": [fact], "distress_on": [fact]}
    row = {**picture_row({"stay": "in_trouble", "distress_at": NOON}), "because": because}
    with as_engine():
        note_past([(seq, {"about": about})])
        review(drawn=[Drawn(person, claim, tuple(keys), row)], now=NOON)
    [(code,)] = write("select code from alert")
    other = scope_with(*keys, actor="lain", agency="kemensos", role="supervisor")
    enter(other)
    services.take_alert(scope=other, code=code, now=NOON)
    return code


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.slow
def test_what_is_about_an_office_changes_nothing_that_it_is_told(role):
    reader = Reader(role)
    kawal_id = a_known_person((*reader.scope.keys, "k:9904")[0])
    for _look in range(2):  # her own looks are counted, and told otherwise from the second on
        reader.told(kawal_id)
    before = reader.told(kawal_id)
    assert before == reader.told(kawal_id), "the doors themselves are steady"
    code = named(kawal_id, reader.scope.agency)
    after = reader.told(kawal_id)
    assert [at for at in before if before[at] != after[at]] == []
    for part in ("", "ambil/", "lepas/", "tutup/", "tunda/", "bukan-saya/", "usul/defer_departure/"):
        for ask in (reader.client.get, reader.client.post):
            hidden, absent = (ask(f"/perhatian/{it}/{part}") for it in (code, "T-999999"))
            assert hidden.status_code == absent.status_code
            assert plain(text_of(hidden)).replace(code, "") == plain(text_of(absent)).replace("T-999999", "")


@pytest.mark.parametrize("role", READERS)
@pytest.mark.slow
def test_what_is_about_another_office_is_told_at_the_same_doors(role):
    reader = Reader(role)
    kawal_id = a_known_person((*reader.scope.keys, "k:9904")[0])
    before = reader.told(kawal_id)
    code = named(kawal_id, "bp3mi-jatim" if reader.scope.agency != "bp3mi-jatim" else "kemensos")
    after = reader.told(kawal_id)
    differing = {at for at in before if before[at] != after[at]}
    assert {
        "/perhatian/?keadaan=semua",
        "/perhatian/?bentuk=csv",
        f"/orang/{kawal_id}/",
        "alerts",
    } <= differing
    assert reader.client.get(f"/perhatian/{code}/").status_code == 200


def test_recusing_is_one_form_and_then_it_is_gone():
    reader = Reader("district")
    kawal_id = a_known_person("k:9904")
    code = named(kawal_id, "bp3mi-jatim")
    page = text_of(reader.client.get(f"/perhatian/{code}/"))
    assert "Saya tidak bisa menangani ini" in page
    form = text_of(reader.client.get(f"/perhatian/{code}/bukan-saya/"))
    assert "Menyangkut kerabat saya" in form and "tidak di daftar, hitungan, maupun halamannya" in form
    reader.client.post(f"/perhatian/{code}/bukan-saya/", {"reason": "relative"})
    assert "tidak lagi ada di daftar Anda" in text_of(reader.client.get("/perhatian/"))
    assert reader.client.get(f"/perhatian/{code}/").status_code == 404
