"""The officers of the demo: one for every role, posted where the country's people are.

Their names and passwords are made up; the passwords stand in the instance folder only, readable by its owner.
"""

import json
import os
import secrets
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

FILE = "demo-logins.json"
PROVINCE = "35"
MISSION, POST = "kjri-kuching", "plbn-entikong"
SHELTERS = ("rptc-bambu-apus", "sentra-tanjungpinang")
DANGER = ("in_trouble", "abroad_silent", "in_custody")


class Login(NamedTuple):
    """One officer of the demo; ``area`` or ``place`` is what they serve."""

    role: str
    login: str
    password: str
    name: str
    agency: str
    area: str = ""
    place: str = ""


def ensure(folder: Path, now: datetime) -> tuple[Login, ...]:
    """Officers of the file, each with an account. Passwords are noted before they are given, so that none is lost."""
    file, noted = folder / FILE, folder / f".{FILE}.making"
    logins = _read(file)
    if logins:  # accounts are missing where the database was thrown away
        for it in logins:
            _ensure_account(it, now)
        return logins
    logins = _read(noted)
    if not logins:
        logins = tuple(map(_as_known, _chosen()))
        _write(noted, logins)
    for it in logins:
        _ensure_account(it, now, with_password=True)
    noted.rename(file)
    return logins


def _read(file: Path) -> tuple[Login, ...]:
    try:
        said = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return ()
    return tuple(Login(**officer) for officer in said["officers"])


def _write(file: Path, logins: tuple[Login, ...]) -> None:
    part = file.with_name(f".{file.name}.{os.getpid()}")
    with open(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as out:
        json.dump({"officers": [it._asdict() for it in logins]}, out, indent=1)
    part.rename(file)


def _chosen() -> Iterator[Login]:
    from django.db import transaction

    from kawal.access import wall
    from kawal.access.scope import ENGINE

    with transaction.atomic():
        wall.enter(ENGINE)
        regency, village, shelter = _regency(), _village(), _shelter()
    code = regency.replace(".", "")
    posts = (
        ("national", "laras", "Laras Permisalan", "kp2mi"),
        ("district", "damar", "Damar Contoh", "bp3mi-jatim", PROVINCE),
        ("district", "ratna", "Ratna Andai", f"disnaker-{code}", regency),
        ("protection", "wulan", "Wulan Misal", f"uptd-ppa-{code}", regency),
        ("supervisor", "galih", "Galih Umpama", "bp3mi-jatim", PROVINCE),
        ("mission", "sekar", "Sekar Contoh", MISSION),
        ("border_post", "bayu", "Bayu Andai", "bp3mi-kalbar", "", POST),
        ("aid", "melati", "Melati Misal", "bp3mi-kalbar", "", POST),
        ("shelter", "intan", "Intan Misal", shelter, "", shelter),
        ("village", "joko", "Joko Umpama", f"desa-{village.replace('.', '')[:4]}", village),
        ("investigator", "bagas", "Bagas Contoh", "polri-ppa-ppo"),
        ("analyst", "tari", "Tari Andai", "kp2mi"),
        ("rule_author", "bimo", "Bimo Umpama", "kp2mi"),
        ("rule_approver", "lestari", "Lestari Misal", "kp2mi"),
        ("administrator", "rini", "Rini Misal", "bp3mi-jatim"),
        ("data_protection", "nala", "Nala Umpama", "kp2mi"),
    )
    for role, login, *rest in posts:
        name, agency, area, place = (*rest, "", "")[:4]
        yield Login(role, login, _password(), name, agency, area, place)


def _password() -> str:
    """Twelve signs that are easily typed from a terminal, none taken for another."""
    signs = "abcdefghijkmnpqrstuvwxyz23456789"
    return "-".join("".join(secrets.choice(signs) for _ in range(4)) for _ in range(3))


def _regency() -> str:
    """Of the province, the one with most people in danger."""
    from kawal.access.scope import ENGINE
    from kawal.situation.pictures.selectors import Within, list_pictures

    within = Within(stays=DANGER, province=PROVINCE)
    seen = list_pictures(scope=ENGINE, within=within, limit=2000).results
    return _most(Counter(it.regency for it in seen if it.regency), "35.07")


def _village() -> str:
    """The one that expects most people home."""
    from kawal.access.scope import ENGINE
    from kawal.situation.pictures.selectors import Within, list_pictures

    seen = list_pictures(scope=ENGINE, within=Within(stays=("in_return",)), limit=2000).results
    return _most(Counter(it.home for it in seen if it.home and len(it.home) == 13), "35.07.01.2001")


def _shelter() -> str:
    from kawal.access.scope import ENGINE
    from kawal.situation.pictures.selectors import Within, count_stays

    guests = {code: sum(count_stays(scope=ENGINE, within=Within(shelter=code)).values()) for code in SHELTERS}
    return _most(Counter(guests), SHELTERS[0])


def _most(counts: "Counter[str]", otherwise: str) -> str:
    return min(counts, key=lambda code: (-counts[code], code), default=otherwise)


def _as_known(it: Login) -> Login:
    """Posted as their account is, where there is one whose password was lost with the file."""
    from kawal.access.officers.selectors import find_officer
    from kawal.access.scope import ENGINE

    known = find_officer(scope=ENGINE, login=it.login)
    if known is None:
        return it
    return it._replace(role=known.role, agency=known.agency, area=known.area, place=known.place)


def _ensure_account(it: Login, now: datetime, *, with_password: bool = False) -> None:
    from kawal.access.entry.services import accept_link
    from kawal.access.officers import services
    from kawal.access.officers.postings import Posting
    from kawal.access.officers.selectors import find_officer
    from kawal.access.scope import ENGINE

    known = find_officer(scope=ENGINE, login=it.login)
    if known is None:
        newcomer = services.Newcomer(it.login, it.name, Posting(it.agency, it.role, it.area, it.place))
        services.add_officer(scope=ENGINE, newcomer=newcomer, password=it.password, now=now)
    elif with_password:
        link = services.reset_officer(scope=ENGINE, officer_id=known.officer_id, now=now)
        accept_link(token=link, password=it.password, now=now)
