"""Every role at every door: whoever lacks the power of a page is refused it, whatever stands in the address."""

import re
from typing import Any

import pytest
from django.urls import get_resolver

from kawal.access.roles import ROLES
from kawal.access.scope import Power
from kawal.doors.web.front_desk import MARK
from tests.doors.officers import officer
from tests.house.test_addresses import addresses
from tests.quick import slow_but

pytestmark = pytest.mark.django_db
SERVED = {
    "village": {"area": "99.04.05.2001"},
    "border_post": {"place": "plbn-rekaan"},
    "shelter": {"place": "sentra-misal"},
}
FILLED = {
    "country": "MYS",
    "int": "1",
    "path": "x",
    "province": "53",
    "slug": "x",
    "str": "x",
    "uuid": "00000000-0000-4000-8000-000000000000",
}
DOORS = [
    (re.sub(r"<(?:(\w+):)?\w+>", lambda part: FILLED[part[1] or "str"], at), getattr(view, MARK))
    for at, view, _namespaces in addresses(get_resolver())
    if hasattr(view, MARK)
]
GUARDED = [(at, power) for at, power in DOORS if isinstance(power, Power)]


@pytest.mark.parametrize("role", slow_but("district", ROLES))
def test_a_role_is_refused_every_page_whose_power_it_lacks(client, role):
    client.force_login(officer(role=role, **SERVED.get(role, {})))
    let_in = [
        at
        for at, power in GUARDED
        if power not in ROLES[role].powers and status(client, at) not in {403, 405}
    ]
    assert let_in == []


@pytest.mark.slow
def test_a_stranger_is_sent_to_the_login_from_every_page(client):
    let_in = [at for at, _power in GUARDED if status(client, at) not in {302, 405}]
    assert let_in == []


@pytest.mark.slow
@pytest.mark.slow
def test_an_officer_without_an_area_is_refused_every_page(client):
    client.force_login(officer(area=""))
    assert [at for at, _power in GUARDED if status(client, at) not in {403, 405}] == []


def status(client: Any, at: str) -> int:
    return int(client.get(f"/{at}").status_code)
