"""Where a house stands is told by one page to two kinds of officers; every other address, file and answer is looked through."""

import io
import re
import zipfile

import pytest
from django.urls import get_resolver
from django.utils import timezone

from kawal.access.keys import services as keys
from kawal.access.roles import ROLES
from kawal.access.scope import ENGINE
from kawal.doors.web.front_desk import MARK
from kawal.response.shelter import complaining, occupancy
from tests.doors.test_roles_and_doors import FILLED
from tests.doors.test_shelter_pages import AT, arrived, days, officer, opened, sent
from tests.house.test_addresses import addresses
from tests.rooms.handing_over import STROKE, plan, prepare
from tests.rooms.returning import behind_the_wall
from tests.rooms.sheltering import HOUSE, SECRET, worker
from tests.world import fact, report

pytestmark = pytest.mark.django_db
WHERE = {f"{AT}kamar/alamat/"}
SERVED = {
    "village": {"area": "53.04.05.2001"},
    "district": {"area": "53.04"},
    "protection": {"area": "53.04"},
    "supervisor": {"area": "53.04"},
    "border_post": {"place": "plbn-rekaan"},
    "shelter": {"place": HOUSE, "agency": HOUSE},
}
FILES = ("?bentuk=csv", "?bentuk=xlsx")


@pytest.fixture
def known(settings):
    """A resident about whom everything has been written, so that every page has something to show."""
    beds, kawal_id = opened(), sent("Seruni Umpama")
    stay_id = arrived(kawal_id, beds["Melati-1"])
    for kind, data in (
        ("assisted", {"service": "health", "provider": HOUSE}),
        ("return_planned", {"leave_on": days(-3)[:10]}),
    ):
        report(
            fact(kind, days(0.1), subject={"kawal_id": kawal_id}, source=HOUSE, data=data), now=timezone.now()
        )
    return {"kawal_id": kawal_id, "stay_id": stay_id}


def filled(at: str, known) -> str:
    values = {
        **FILLED,
        "kawal_id": known["kawal_id"],
        "stay_id": known["stay_id"],
        "code": HOUSE,
        "book": "health",
    }
    return "/" + re.sub(r"<(?:(\w+):)?(\w+)>", lambda it: str(values.get(it[2], FILLED[it[1] or "str"])), at)


def content_of(answer) -> str:
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    if body[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(body)) as book:
            body = b"".join(book.read(name) for name in book.namelist())
    return body.decode("utf-8", "replace")


def everything_at(client, at: str) -> tuple[str, bool]:
    """What an address answers, with the files of its list where it has some; and whether it opened."""
    answer = client.get(at)
    text = content_of(answer)
    files = [content_of(client.get(at + shape)) for shape in FILES if "bentuk=xlsx" in text]
    return "\n".join([text, *files]), answer.status_code == 200


@pytest.mark.slow
@pytest.mark.parametrize("role", ROLES)
def test_no_page_or_file_tells_where_a_house_stands_but_its_own_to_its_own(client, known, role):
    client.force_login(officer(role, **{"agency": "lain-rekaan", "place": ""} | SERVED.get(role, {})))
    telling, opened_pages = set(), 0
    for at, view, _namespaces in addresses(get_resolver()):
        if not hasattr(view, MARK):
            continue
        text, opened = everything_at(client, filled(at, known))
        opened_pages += opened
        if SECRET in text:
            telling.add(filled(at, known))
    assert opened_pages > 3
    assert telling == (WHERE if role in ("shelter", "national") else set())


def test_no_answer_of_the_interface_for_systems_tells_it(client, known):
    """With the widest key there is: the house's own agency, the whole nation, every power."""
    with behind_the_wall(ENGINE):
        bearer = keys.issue_key(
            scope=ENGINE, agency=HOUSE, powers=list(keys.GIVEN), area="all", now=timezone.now()
        )
    headers = {"authorization": f"Bearer {bearer}"}
    found = [
        content_of(client.get(filled(at, known).replace(HOUSE, known["kawal_id"]), headers=headers))
        for at, _view, namespaces in addresses(get_resolver())
        if "api" in namespaces[:1]
    ]
    found.append(content_of(client.get(f"/api/v1/persons/{known['kawal_id']}", headers=headers)))
    assert any("Seruni Umpama" in it for it in found), "the key opens the person"
    assert not any(SECRET in it for it in found)


def test_numbers_and_complaints_do_not_tell_it(known):
    with behind_the_wall(worker()) as scope:
        said = complaining.Complaint(
            known["stay_id"], HOUSE, "house", "Makanan basi.", name="Seruni", stay_id=known["stay_id"]
        )
        complaining.complain(scope=scope, complaint=said, now=timezone.now())
    with behind_the_wall(ENGINE):
        told = repr(occupancy.list_complaints(scope=ENGINE))
        told += repr(occupancy.list_occupancy(scope=ENGINE, now=timezone.now(), today=timezone.localdate()))
    assert HOUSE in told and SECRET not in told


@pytest.mark.slow
def test_no_fact_written_on_a_page_tells_it(client, known):
    client.force_login(officer("shelter"))
    at = f"/orang/{known['kawal_id']}/catat/assisted/"
    sent_form = {key: value for key, value in client.get(at).context["form"].initial.items() if value}
    refused = client.post(at, {**sent_form, "d_text": f"Diantar dari {SECRET.lower()}."})
    assert "Alamat tidak keluar dari penampungan" in content_of(refused)
    assert client.post(at, {**sent_form, "d_text": "Diantar dari penampungan."}).status_code == 302


def test_a_line_of_a_hand_over_that_tells_it_is_refused_with_a_sentence(client, known):
    code = prepare(plan(known["kawal_id"]))
    client.force_login(officer("shelter", agency="bp3mi-ntt"))
    said = {"state": "here", "remarks": SECRET, "condition": "", "belongings": "", "statement": ""}
    refused = client.post(f"/serah-terima/{code}/orang/1/", said)
    assert "tulis nama penampungannya saja" in content_of(refused)


@pytest.mark.parametrize("field", ["name", "office"])
def test_a_signer_whose_name_or_office_tells_it_is_refused_with_a_sentence(client, known, field):
    code = prepare(plan(known["kawal_id"]))
    client.force_login(officer("shelter", agency="bp3mi-ntt"))
    at = f"/serah-terima/{code}/tanda-tangan/giver/0/"
    said = {"act": "a" * 32, "name": "Bakung Umpama", "office": "Rumah", "drawing": STROKE}
    refused = client.post(at, {**said, field: f"Petugas {SECRET}"})
    assert "tulis nama penampungannya saja" in content_of(refused)
    assert client.post(at, said).status_code == 302
