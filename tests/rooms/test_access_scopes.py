"""From a login or a key to a scope: each role crossed with the kinds of keys; whatever is missing means nobody."""

from datetime import UTC, datetime

import pytest

from kawal.access.keys.models import AgencyKey
from kawal.access.officers.models import Officer
from kawal.access.roles import ROLES
from kawal.access.scope import EVERYTHING, NOBODY, Power, Scope
from kawal.access.scopes import scope_of_key, scope_of_officer

NOON = datetime(2026, 11, 18, 5, tzinfo=UTC)
AGENCY = "dinsos-9904"
OWN = f"a:{AGENCY}"
VILLAGE, REGENCY, PROVINCE = "99.04.05.2001", "99.04", "99"
SERVED = {
    "village": ({"area": VILLAGE}, ("v:9904052001", OWN)),
    "area": ({"area": REGENCY}, ("k:9904", OWN)),
    "post": ({"place": "plbn-rekaan"}, ("b:plbn-rekaan", OWN)),
    "shelter": ({"place": "rumah-aman-contoh"}, ("s:rumah-aman-contoh", OWN)),
    "mission": ({}, (f"m:{AGENCY}", OWN)),
    "referral": ({}, (f"r:{AGENCY}", OWN)),
    "nation": ({}, (OWN,)),
    "nothing": ({}, ()),
}
ROWS = {
    "p": "p:99", "k": "k:9904", "v": "v:9904052001", "b": "b:plbn-rekaan", "s": "s:rumah-aman-contoh",
    "m": f"m:{AGENCY}", "a": OWN, "r": f"r:{AGENCY}",
}  # fmt: skip
OPENS = {
    "village": "va", "area": "ka", "post": "ba", "shelter": "sa", "mission": "ma", "referral": "ra",
    "nation": "pkvbsmar", "nothing": "",
}  # fmt: skip


def officer(role: str, /, **more: object) -> Officer:
    said: dict[str, object] = {"login": "damar", "agency": AGENCY, "role": role, "created_at": NOON}
    return Officer(**said | SERVED[ROLES[role].holds][0] | more)


def key(**more: object) -> AgencyKey:
    said: dict[str, object] = {"prefix": "kw01", "agency": AGENCY, "powers": ["report"], "keys": []}
    return AgencyKey(**said | more)


@pytest.mark.parametrize("role", ROLES.values(), ids=lambda role: role.code)
def test_a_role_gives_its_powers_its_categories_and_the_keys_it_holds(role):
    scope = scope_of_officer(officer(role.code))
    assert (scope.powers, scope.categories, scope.keys) == (
        role.powers,
        role.categories,
        SERVED[role.holds][1],
    )
    assert (scope.actor, scope.agency, scope.role) == ("damar", AGENCY, role.code)


def opens(scope: Scope, *keys: str) -> bool:
    return scope.is_nationwide or not set(scope.keys).isdisjoint(keys)


@pytest.mark.parametrize("role", ROLES.values(), ids=lambda role: role.code)
@pytest.mark.parametrize("kind", ROWS)
def test_a_role_opens_the_rows_of_its_own_kinds_of_keys_and_no_others(role, kind):
    scope = scope_of_officer(officer(role.code))
    assert opens(scope, ROWS[kind]) is (kind in OPENS[role.holds])


@pytest.mark.parametrize("role", ROLES.values(), ids=lambda role: role.code)
@pytest.mark.parametrize("kind", ROWS)
def test_no_role_but_the_nation_opens_somebody_elses_rows(role, kind):
    elsewhere = f"{kind}:{'53' if kind in 'pkv' else 'lain'}"
    assert opens(scope_of_officer(officer(role.code)), elsewhere) is (role.holds == "nation")


def test_an_area_role_serves_a_province_as_well_as_a_regency():
    assert scope_of_officer(officer("district", area=PROVINCE)).keys == ("p:99", OWN)


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize(
    "missing", [{"login": ""}, {"agency": ""}, {"is_active": False}, {"role": "superuser"}, {"role": ""}],
    ids=["login", "agency", "disabled", "unknown role", "no role"],
)  # fmt: skip
def test_whoever_lacks_anything_is_nobody(role, missing):
    assert scope_of_officer(officer(role, **missing)) == NOBODY


@pytest.mark.parametrize(
    ("role", "lacking"),
    [
        ("village", {"area": ""}), ("village", {"area": REGENCY}), ("village", {"area": "99.04.05"}),
        ("village", {"area": "desa"}), ("district", {"area": ""}), ("district", {"area": VILLAGE}),
        ("district", {"area": "99.04.05"}), ("protection", {"area": ""}), ("supervisor", {"area": ""}),
        ("border_post", {"place": ""}), ("border_post", {"place": "a,b"}), ("shelter", {"place": ""}),
    ],
)  # fmt: skip
def test_a_role_without_the_place_it_serves_is_nobody(role, lacking):
    assert scope_of_officer(officer(role, **lacking)) == NOBODY


@pytest.mark.parametrize("role", [role.code for role in ROLES.values() if role.holds == "nothing"])
def test_roles_that_hold_no_people_see_no_row(role):
    assert scope_of_officer(officer(role)).is_empty


def test_nobody_sees_nothing_and_may_nothing():
    assert NOBODY.is_empty and not any(NOBODY.may(power) for power in Power)
    assert not opens(NOBODY, *ROWS.values())


def test_only_the_nation_is_nationwide():
    nationwide = {code for code in ROLES if scope_of_officer(officer(code)).is_nationwide}
    assert nationwide == {"national"}


def test_a_machine_reads_its_own_rows_and_those_it_was_issued_for():
    scope = scope_of_key(key(powers=["report", "read_person"], keys=["k:9904"]))
    assert scope.keys == (OWN, "k:9904")
    assert scope.powers == {Power.REPORT, Power.READ_PERSON}
    assert (scope.role, scope.categories, scope.is_nationwide) == ("machine", EVERYTHING, False)


def test_a_machine_of_the_nation_says_so():
    assert scope_of_key(key(powers=["report", "nation"])).is_nationwide


@pytest.mark.parametrize(
    "wrong",
    [
        {"agency": ""},
        {"prefix": ""},
        {"revoked_at": NOON},
        {"powers": ["everything"]},
        {"keys": ["99"]},
        {"keys": [""]},
    ],
)
def test_a_key_with_anything_wrong_is_nobody(wrong):
    assert scope_of_key(key(**wrong)) == NOBODY
