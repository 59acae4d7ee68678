"""The logins of the fictional country, shown on the login page of a demo and nowhere else."""

import json
from typing import NamedTuple

from django.conf import settings

from kawal.doors.web.shell import role_label

FILE = "demo-logins.json"


class DemoLogin(NamedTuple):
    role: str
    login: str
    password: str


def demo_logins() -> list[DemoLogin]:
    """Of the instance folder; none in production, or where the country has not been made."""
    if not settings.DEMO:
        return []
    try:
        said = json.loads((settings.DATA / FILE).read_text(encoding="utf-8"))
        officers = said["officers"] if isinstance(said, dict) else said
        return [DemoLogin(role_label(it["role"]), it["login"], it["password"]) for it in officers]
    except (OSError, ValueError, KeyError, TypeError):
        return []
