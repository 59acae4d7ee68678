"""What residents say for themselves in a house: a complaint with or without their name, a signature on the screen."""

import re
from uuid import uuid4

import pytest

from tests.doors.test_shelter_pages import AT, arrived, hidden, local, officer, opened, sent, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client):
    client.force_login(officer())
    return client


@pytest.fixture
def beds():
    return opened()


def test_a_complaint_has_the_name_that_the_resident_gives_it_or_none(desk, beds, client):
    stay = arrived(sent("Seruni Umpama"), beds["Melati-1"])
    form = f"{AT}adukan/?penghuni={stay}"
    assert f'href="{form}"' in text_of(desk.get(f"/penampungan/penghuni/{stay}/"))
    assert 'value="Seruni Umpama"' in desk.get(form).content.decode()
    said = {**hidden(desk, form), "about": "house", "text": "Makanan basi.", "name": "Seruni Umpama"}
    refused = desk.post(form, {**said, "named": "named", "name": ""})
    assert "Tulis namanya, atau pilih tanpa nama." in text_of(refused)
    numbers = {}
    for named in ("named", "anonymous"):
        page = text_of(desk.post(form, {**said, "act": str(uuid4()), "named": named}))
        numbers[named] = re.search(r"A-[A-Z0-9]{7}", page).group()
    client.force_login(officer("supervisor", agency="bp3mi-nusa-rekaan", place="", area="99"))
    assert "diadukan oleh Seruni Umpama" in text_of(client.get(f"/penampungan/aduan/{numbers['named']}/"))
    nameless = text_of(client.get(f"/penampungan/aduan/{numbers['anonymous']}/"))
    assert "tanpa nama" in nameless and "Seruni" not in nameless


@pytest.mark.slow
def test_what_is_kept_may_be_signed_for_on_the_screen(desk, beds):
    stay = arrived(sent("Seruni Umpama"), beds["Melati-1"])
    at = f"/penampungan/penghuni/{stay}/"
    form = f"{at}titip/"
    assert "js/sign.js" in desk.get(form).content.decode()
    said = {**hidden(desk, form), "kind": "document", "what": "Paspor"}
    assert "Pilih tanda terima pemiliknya." in text_of(desk.post(form, said))
    assert "Tanda tangani di kotak." in text_of(desk.post(form, {**said, "signed": "drawn"}))
    assert "Tanda tangan tidak terbaca." in text_of(desk.post(form, {**said, "drawing": "M1"}))
    assert desk.post(form, {**said, "drawing": "M10 10L20 30"}).status_code == 302
    assert 'd="M10 10L20 30"' in text_of(desk.get(at))
    leaving = f"{at}keluar/"
    fate = re.search(r'name="(fate_\w+)"', desk.get(leaving).content.decode()).group(1)
    going = {**hidden(desk, leaving), "destination": "home", "at": local(0), fate: "returned:drawn"}
    assert "Tanda tangani di kotak." in text_of(desk.post(leaving, going))
    assert desk.post(leaving, {**going, "drawing": "M7 7L9 9"}).status_code == 302
    assert 'd="M7 7L9 9"' in text_of(desk.get(at))
