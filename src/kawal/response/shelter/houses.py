"""The house an officer works in, asked for by every service before it writes."""

from typing import NamedTuple

from kawal.access.asking import Question
from kawal.access.scope import NotVisible, Power, Scope

HOUSES = Question("""select code, kind, name, agency, overseer from shelter
 where (%(nation)s or key = any(%(keys)s::text[])) and (%(code)s = '' or code = %(code)s) order by code""")


class HouseRow(NamedTuple):
    code: str
    kind: str
    name: str
    agency: str
    overseer: str


def houses_of(scope: Scope, code: str = "") -> list[HouseRow]:
    """:raises NotAllowed: the officer runs no house."""
    scope.require(Power.HOUSE)
    return [HouseRow(*row) for row in HOUSES.ask(scope, code=code, nation=scope.is_nationwide)]


def house_of(scope: Scope, code: str) -> HouseRow:
    """:raises NotAllowed: the officer runs no house. :raises NotVisible: unknown, or another's."""
    found = houses_of(scope, code)
    if not code or not found:
        raise NotVisible(f"shelter {code}")
    return found[0]
