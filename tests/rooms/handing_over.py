"""Hand-overs for tests: made-up offices, a family, signatures of one stroke."""

from typing import Any
from uuid import uuid4

from kawal.homecoming import handing
from kawal.response.handover.plans import Party, Person, Plan
from kawal.response.handover.signatures import Signature
from tests.rooms.returning import behind_the_wall
from tests.world import NOW, officer

POST = officer("border_post", agency="bp3mi-kalbar", keys=("b:plbn-entikong",))
ORIGIN = officer("district", agency="bp3mi-ntt", keys=("p:53",))
VILLAGE = officer("village", agency="desa-5304", keys=("v:5304052001",))
ELSEWHERE = officer("district", agency="bp3mi-jatim", keys=("p:35",))
STROKE = "M10 100L300 40L590 100"
DESA = Party("village", "53.04.05.2001", office="Desa Umpama")
FAMILY = Party("family", name="Ibu Contoh", relation="ibu")
OWN = Party("agency", "bp3mi-ntt", "Damar Misalkan", "BP3MI NTT")


def plan(*people: str, step: str = "kp2mi.family", **more: Any) -> Plan:
    """A hand-over to a family before the village, unless told otherwise."""
    said: dict[str, Any] = {
        "act_id": uuid4().hex, "giver": OWN, "taker": FAMILY, "witness": DESA, "happens_at": NOW, "place": "Rumah keluarga",
        "area": "53.04.05.2001", "at_home": True, "people": tuple(Person(it) for it in people),
    }  # fmt: skip
    return Plan(step=step, **(said | more))


def prepare(made: Plan, scope: Any = ORIGIN, now: Any = NOW) -> str:
    with behind_the_wall(scope):
        return handing.prepare(scope=scope, plan=made, now=now).code


def sign(code: str, *roles: str, scope: Any = ORIGIN, line: int = 0, **more: Any) -> tuple[str, ...]:
    missing: tuple[str, ...] = ()
    for role in roles:
        said = {
            "act_id": uuid4().hex,
            "role": role,
            "name": "Ibu Contoh",
            "drawing": STROKE,
            "line": line,
        } | more
        with behind_the_wall(scope):
            missing = handing.sign(scope=scope, code=code, signature=Signature(**said), now=NOW)
    return missing


def complete(code: str, scope: Any = ORIGIN, now: Any = NOW) -> handing.Completed:
    with behind_the_wall(scope):
        return handing.complete(scope=scope, code=code, happened_at=now, now=now)
