"""`kawal officers` and `kawal keys`, as whoever runs the installation uses them."""

import json

import pytest
from django.utils import timezone

from kawal.access.entry.services import log_in
from kawal.access.keys.services import scope_of_bearer
from kawal.access.officers.models import Officer
from kawal.access.scope import NOBODY
from kawal.doors.commands import instance, keys, officers
from kawal.doors.commands.command import Command, CouldNot, Result, WrongUse
from kawal.doors.commands.frame import build_parser
from kawal.reference.agencies.selectors import find_agency
from tests.doors.officers import officer

pytestmark = pytest.mark.django_db


def kawal(command: Command, *words: str) -> Result:
    return command.run(build_parser().parse_args([command.name, *words]))


def test_an_added_officer_logs_in_with_the_password_that_is_printed():
    said = kawal(officers.COMMAND, "add", "--login", "Bulan", "--name", "Bulan Andai", "--agency", "dinsos-9904",
                 "--role", "district", "--area", "9904").data  # fmt: skip
    assert said["login"] == "bulan"
    assert log_in(login="bulan", password=said["password"], now=timezone.now()).officer


def test_an_officer_may_be_given_a_link_instead(client):
    said = kawal(officers.COMMAND, "add", "--login", "bulan", "--name", "Bulan", "--agency", "kp2mi",
                 "--role", "national", "--link").data  # fmt: skip
    assert client.get(said["link"]).status_code == 200
    again = kawal(officers.COMMAND, "reset", "bulan").data
    assert client.get(said["link"]).status_code == 404
    assert client.get(again["link"]).status_code == 200


@pytest.mark.parametrize(
    "words", [("--login", "damar", "--role", "district", "--area", "99.04"), ("--login", "x1y", "--role", "district"),
              ("--login", "x1y", "--role", "shelter", "--place", "tidak-ada")],
)  # fmt: skip
def test_an_officer_that_will_not_do_is_refused_with_the_field(words):
    officer()
    with pytest.raises(CouldNot, match=r"login|area|place"):
        kawal(officers.COMMAND, "add", "--name", "Damar", "--agency", "dinsos-9904", *words)


def test_the_list_shows_passwords_of_made_up_officers_only(monkeypatch, tmp_path, settings):
    officer(), officer("ratna")
    said = {"officers": [{"role": "district", "login": "damar", "password": "rekaan-1"}]}
    place = instance.place()
    monkeypatch.setattr(officers, "demo_passwords", lambda folder: {"damar": "rekaan-1"})
    listed = {it["login"]: it for it in kawal(officers.COMMAND, "list").data["officers"]}
    assert (listed["damar"]["role"], listed["damar"]["password"]) == ("district", "rekaan-1")
    assert "password" not in listed["ratna"]
    monkeypatch.undo()
    (tmp_path / officers.DEMO_LOGINS).write_text(json.dumps(said))
    assert officers.demo_passwords(tmp_path) == {"damar": "rekaan-1"}
    assert officers.demo_passwords(place.state / "nowhere") == {}


def test_disabling_and_enabling_by_login():
    officer()
    kawal(officers.COMMAND, "disable", "damar")
    assert not Officer.objects.get().is_active
    with pytest.raises(CouldNot):
        kawal(officers.COMMAND, "reset", "damar")
    kawal(officers.COMMAND, "enable", "damar")
    assert Officer.objects.get().is_active
    with pytest.raises(CouldNot, match="no officer"):
        kawal(officers.COMMAND, "disable", "nobody")


def test_a_key_is_issued_listed_and_revoked():
    said = kawal(keys.COMMAND, "issue", "DINSOS-9904", "--power", "alerts", "--area", "99.04").data
    assert said["agency"] == "dinsos-9904"
    assert scope_of_bearer(bearer=said["key"], now=timezone.now()).keys == ("a:dinsos-9904", "k:9904")
    listed = kawal(keys.COMMAND, "list").data["keys"]
    assert [it["keys"] for it in listed] == [["k:9904"]]
    assert said["key"].partition(".")[2] not in str(listed)
    kawal(keys.COMMAND, "revoke", said["key"])
    assert scope_of_bearer(bearer=said["key"], now=timezone.now()) == NOBODY
    with pytest.raises(CouldNot):
        kawal(keys.COMMAND, "revoke", "kw00")


@pytest.mark.parametrize("words", [("issue", "ada spasi"), ("issue", "dinsos-9904", "--area", "99.04.05")])
def test_a_key_for_nothing_that_exists_is_wrong_use(words):
    with pytest.raises(WrongUse):
        kawal(keys.COMMAND, *words)


@pytest.mark.django_db(transaction=True, databases=["default", "owner"])
def test_an_agency_that_no_list_has_is_added():
    said = kawal(keys.COMMAND, "issue", "Lembaga.Baru_1")
    assert said.data["agency"] == "Lembaga.Baru_1" and "has been added" in said.lines[0]
    assert scope_of_bearer(bearer=said.data["key"], now=timezone.now()).agency == "Lembaga.Baru_1"


@pytest.mark.parametrize("area", ["12.99", "nowhere"])
def test_a_key_for_an_area_that_is_none_is_refused_and_makes_no_agency(area):
    with pytest.raises(WrongUse, match="--area"):
        kawal(keys.COMMAND, "issue", "lembaga-baru", "--area", area)
    assert find_agency("lembaga-baru") is None
