"""Agencies that a command names; one that no list has is added, and the person who asked is told so."""

import re
from datetime import datetime

from kawal.doors.commands.command import WrongUse

CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,59}")


def ensure_agency(said: str, now: datetime) -> tuple[str, tuple[str, ...]]:
    """The agency's code, and a line about it when it is new. A known agency is meant in either case."""
    from kawal.reference.agencies.selectors import find_agency
    from kawal.reference.agencies.services import add_agency

    code = said.strip()
    if not CODE.fullmatch(code):
        raise WrongUse(f"{said!r} is no code of an agency: letters, digits, full stop, - and _.")
    known = find_agency(code)
    if known:
        return known.code, ()
    add_agency(code=code, name=code, kind="other", today=now.date())
    return code, (f"{code} was not in the list of agencies and has been added.",)
