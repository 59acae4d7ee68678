"""`kawal keys`: keys with which agencies' machines report and read."""

from argparse import ArgumentParser, Namespace
from datetime import UTC, datetime

from kawal.access.scope import ENGINE, NotVisible, area_key
from kawal.doors.commands.agencies import ensure_agency
from kawal.doors.commands.command import Command, CouldNot, Result, WrongUse

FICTIONAL = "99"  # the region of the fictional country stands in no list
DETAILS = """  issue AGENCY    a new key for the agency, shown once
  list [AGENCY]   keys, without their secrets
  revoke PREFIX   a key no longer holds

A key reports facts as its agency and reads what the agency said itself. --power (again for another) says what it
may ask: read, match (both unless said otherwise), alerts. --area widens what it reads: the code of a province,
regency or village, or `all`."""


def add_arguments(parser: ArgumentParser) -> None:
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    issue = actions.add_parser("issue", help="a new key, shown once")
    issue.add_argument("agency")
    issue.add_argument("--power", action="append", default=[], choices=("read", "match", "alerts"))
    issue.add_argument("--area", default="", metavar="CODE", help="a code, or all")
    listing = actions.add_parser("list", help="keys, without their secrets")
    listing.add_argument("agency", nargs="?", default="")
    revoke = actions.add_parser("revoke", help="a key no longer holds")
    revoke.add_argument("prefix")


def run(args: Namespace) -> Result:
    return {"issue": _issue, "list": _list, "revoke": _revoke}[args.action](args)


def _issue(args: Namespace) -> Result:
    """Tells ``{"agency", "key"}``. An agency that no list has is added."""
    from kawal.access.keys.services import issue_key

    now = datetime.now(UTC)
    _check_area(args.area)
    agency, added = ensure_agency(args.agency, now)
    key = issue_key(scope=ENGINE, agency=agency, powers=args.power, area=args.area, now=now)
    return Result({"agency": agency, "key": key}, (*added, f"{agency}: {key}", "The key is not shown again."))


def _check_area(code: str) -> None:
    """A key for an area that is none would read nobody, and nothing would say why."""
    from kawal.access.keys.services import NATION
    from kawal.reference.areas.selectors import find_area

    if code in ("", NATION):
        return
    try:
        area_key(code)
    except ValueError as error:
        raise WrongUse(f"--area {code}: {error}.") from error
    if not code.startswith(FICTIONAL) and find_area(code) is None:
        raise WrongUse(f"--area {code}: there is no such province, regency or village.")


def _list(args: Namespace) -> Result:
    from kawal.access.keys.selectors import list_keys

    cards = list_keys(scope=ENGINE, agency=args.agency.strip())
    keys = [
        {
            "prefix": it.prefix,
            "agency": it.agency,
            "powers": list(it.powers),
            "keys": list(it.keys),
            "issued_at": it.issued_at,
            "last_used_at": it.last_used_at,
            "revoked_at": it.revoked_at,
        }
        for it in cards
    ]
    lines = (
        f"{it.prefix}  {it.agency:<28} {'revoked' if it.revoked_at else ' '.join((*it.powers, *it.keys))}"
        for it in cards
    )
    return Result({"keys": keys}, tuple(lines) or ("No keys.",))


def _revoke(args: Namespace) -> Result:
    from kawal.access.keys.services import revoke_key

    prefix = args.prefix.partition(".")[0]  # a whole key will do
    try:
        revoke_key(scope=ENGINE, prefix=prefix, now=datetime.now(UTC))
    except NotVisible as error:
        raise CouldNot(f"There is no key {prefix}.") from error
    return Result({"revoked": prefix}, (f"{prefix} no longer holds.",))


COMMAND = Command("keys", "people", "keys for the machines of agencies", add_arguments, run, details=DETAILS)
