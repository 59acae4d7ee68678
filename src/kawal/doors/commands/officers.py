"""`kawal officers`: who may log in, for whoever runs the installation. Agencies manage their own on the site."""

import json
import secrets
from argparse import ArgumentParser, Namespace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from kawal.access.roles import ROLES
from kawal.access.scope import ENGINE
from kawal.doors.commands import instance
from kawal.doors.commands.agencies import ensure_agency
from kawal.doors.commands.command import Command, CouldNot, Result

DETAILS = """  add             an officer, with a password that is shown once (--link: a link to choose one)
  list [AGENCY]   officers; the passwords of made-up ones, where this is a demo
  disable LOGIN   out from the next request on
  enable LOGIN    back again
  reset LOGIN     a link to choose a new password; the old one holds until then"""
DEMO_LOGINS = "demo-logins.json"


def add_arguments(parser: ArgumentParser) -> None:
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    add = actions.add_parser("add", help="an officer")
    for name in ("login", "name", "agency"):
        add.add_argument(f"--{name}", required=True)
    add.add_argument("--role", required=True, choices=tuple(ROLES), metavar="ROLE", help=", ".join(ROLES))
    add.add_argument("--area", default="", metavar="CODE", help="what the role serves: province to village")
    add.add_argument("--place", default="", metavar="CODE", help="the post or shelter of the role")
    add.add_argument("--link", action="store_true", help="print a link instead of a password")
    listing = actions.add_parser("list", help="officers")
    listing.add_argument("agency", nargs="?", default="")
    for name, what in (("disable", "no longer logs in"), ("enable", "back again"), ("reset", "a link")):
        actions.add_parser(name, help=what).add_argument("login")


def run(args: Namespace) -> Result:
    acts = {"add": _add, "list": _list, "disable": _disable, "enable": _enable, "reset": _reset}
    return acts[args.action](args)


def _add(args: Namespace) -> Result:
    """Tells ``{"login", "password"}`` or ``{"login", "link"}``; the link is a path of the site."""
    from kawal.access.officers import services
    from kawal.access.officers.postings import Posting

    login, now = args.login.strip().lower(), datetime.now(UTC)
    agency, added = ensure_agency(args.agency, now)
    posting = Posting(agency, args.role, args.area, args.place)
    newcomer = services.Newcomer(login, args.name, posting)
    try:
        if args.link:
            link = _path(services.invite_officer(scope=ENGINE, newcomer=newcomer, now=now))
            return Result({"login": login, "link": link}, (*added, f"{login}: {link}"))
        password = secrets.token_urlsafe(12)
        services.add_officer(scope=ENGINE, newcomer=newcomer, password=password, now=now)
    except services.OfficerRefused as error:
        raise CouldNot(" ".join(f"{field}: {text}" for field, text in error.errors.items())) from error
    return Result({"login": login, "password": password}, (*added, f"{login}: {password}"))


def _list(args: Namespace) -> Result:
    from kawal.access.officers.selectors import list_officers

    passwords = demo_passwords(instance.place().state)
    wanted, cursor, found = args.agency.strip(), None, []
    while True:
        page = list_officers(scope=ENGINE, limit=500, cursor=cursor)
        found += [it for it in page.results if wanted in ("", it.agency)]
        cursor = page.next
        if cursor is None:
            break
    officers: list[dict[str, Any]] = [
        {
            "role": it.role,
            "login": it.login,
            "name": it.name,
            "agency": it.agency,
            "area": it.area,
            "place": it.place,
            "state": it.state,
            **({"password": passwords[it.login]} if it.login in passwords else {}),
        }
        for it in found
    ]
    lines = (
        f"{it['role']:<16} {it['login']:<34} {it.get('password', it['state'])}  {it['name']}, {it['agency']}"
        for it in officers
    )
    return Result({"officers": officers}, tuple(lines) or ("No officers.",))


def demo_passwords(folder: Path) -> dict[str, str]:
    """By login. Only made-up officers have a password that stands anywhere: in the instance folder."""
    try:
        said = json.loads((folder / DEMO_LOGINS).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    officers = said.get("officers", []) if isinstance(said, dict) else said
    return {it["login"]: it["password"] for it in officers if "login" in it and "password" in it}


def _disable(args: Namespace) -> Result:
    from kawal.access.officers.services import disable_officer

    disable_officer(scope=ENGINE, officer_id=_id_of(args.login), now=datetime.now(UTC))
    return Result({"login": args.login, "state": "disabled"}, (f"{args.login} no longer logs in.",))


def _enable(args: Namespace) -> Result:
    from kawal.access.officers.services import enable_officer

    enable_officer(scope=ENGINE, officer_id=_id_of(args.login), now=datetime.now(UTC))
    return Result({"login": args.login, "state": "active"}, (f"{args.login} may log in again.",))


def _reset(args: Namespace) -> Result:
    from kawal.access.officers.services import reset_officer
    from kawal.access.scope import NotVisible

    try:
        secret = reset_officer(scope=ENGINE, officer_id=_id_of(args.login), now=datetime.now(UTC))
    except NotVisible as error:
        raise CouldNot(f"{args.login} is disabled.") from error
    return Result({"login": args.login, "link": _path(secret)}, (f"{args.login}: {_path(secret)}",))


def _id_of(login: str) -> int:
    from kawal.access.officers.selectors import find_officer

    card = find_officer(scope=ENGINE, login=login)
    if card is None:
        raise CouldNot(f"There is no officer {login}.")
    return card.officer_id


def _path(secret: str) -> str:
    from django.urls import reverse

    return reverse("officers:enter", args=[secret])


COMMAND = Command("officers", "people", "who may log in", add_arguments, run, details=DETAILS)
