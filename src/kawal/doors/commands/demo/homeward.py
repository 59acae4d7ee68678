"""What waits on the way home when you come: cards, a hand-over that lacks the village's signature, one complete, somebody who died.

Written through the same services as by the pages. What the country does not hold (nobody at the post, nobody dead) is left out.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from uuid import NAMESPACE_URL, uuid5

from kawal.access.scope import Scope
from kawal.foundation.moments import day_of

if TYPE_CHECKING:
    from kawal.response.handover.plans import Plan

STROKES = (
    "M40 120L90 60L130 140L190 50L240 130L320 90L430 120",
    "M60 90L120 130L160 70L230 140L300 80L420 100",
)
CARDS, HANDED = 6, 3


def cards_at_post(scope: Scope, now: datetime) -> None:
    """Cards for some of those who are at the post."""
    from kawal.response.cards import services

    people = _on_the_way(scope, post=next((key[2:] for key in scope.keys if key[:2] == "b:"), ""))
    if people:
        services.issue_cards(scope=scope, people=people[:CARDS], act_id=_act("cards"), now=now)


def hand_overs(scope: Scope, village: str, now: datetime) -> None:
    """Two to the same village: one is complete, the other waits for the village to sign on its own phone."""
    from kawal.homecoming import handing

    people = _on_the_way(scope, home=village)[:HANDED]
    if not people:
        return
    if len(people) > 1:
        code = handing.prepare(
            scope=scope, plan=_plan(scope, people[:1], village, now - timedelta(days=1)), now=now
        ).code
        _sign(scope, code, ("giver", "taker", "witness"), now)
        handing.complete(scope=scope, code=code, happened_at=now - timedelta(hours=20), now=now)
        people = people[1:]
    code = handing.prepare(
        scope=scope, plan=_plan(scope, people, village, now + timedelta(hours=3)), now=now
    ).code
    _sign(scope, code, ("giver", "taker"), now)


def brought_home(scope: Scope, now: datetime) -> None:
    """Somebody without any record, who died of an illness and lies at the cargo terminal."""
    from kawal.homecoming import bringing
    from kawal.response.remains import services
    from kawal.response.remains.services import Owed

    today = day_of(now)
    died = today - timedelta(days=6)
    subject = {
        "name": "Kenanga Perumpamaan",
        "sex": "female",
        "birth_date": "1984",
        "address": {"area": scope.area},
    }
    code = bringing.open_case(
        scope=scope, subject=subject, died_on=died, act_id=_act("remains"), now=now, country="MYS"
    ).code
    for n, (step, papers) in enumerate(
        (
            ("certificate", {"certificate": "SKK-REKA-0000", "cause": "illness"}),
            ("family_told", {"told": "suami", "by": "BP3MI"}),
            ("coffin", {"coffin": "REKA-7"}),
            ("flown", {"airway_bill": "000-REKA", "carrier": "penerbangan rekaan"}),
        )
    ):
        bringing.record_step(
            scope=scope,
            code=code,
            step=step,
            done_on=died + timedelta(days=n + 1),
            data=papers,
            act_id=_act(step),
            now=now,
        )
    owed = Owed("wages", "majikan rekaan")
    services.claim(scope=scope, code=code, owed=owed, since=today, act_id=_act("wages"), now=now)


def _on_the_way(scope: Scope, *, post: str = "", home: str = "") -> list[str]:
    from kawal.situation.pictures.selectors import Within, list_pictures

    found = list_pictures(scope=scope, within=Within(stays=("in_return",), post=post), limit=500).results
    return [it.kawal_id for it in found if not home or it.home == home]


def _plan(scope: Scope, people: Sequence[str], village: str, at: datetime) -> "Plan":
    from kawal.reference import selectors as reference
    from kawal.response.handover.plans import Party, Person, Plan

    return Plan(
        act_id=_act(f"hand-over-{at:%d}"),
        step="kp2mi.family",
        giver=Party("agency", scope.agency, "Ratna Andai", reference.agency_label(scope.agency)),
        taker=Party("family", name="Ibu Umpama", relation="ibu"),
        witness=Party("village", village, "", reference.area_label(village, full=True)),
        happens_at=at,
        people=tuple(Person(it, "well") for it in people),
        place="Balai desa",
        area=village,
        at_home=True,
        transport="Satu mobil",
    )


def _sign(scope: Scope, code: str, roles: Sequence[str], now: datetime) -> None:
    from kawal.homecoming import handing
    from kawal.response.handover.signatures import Signature

    names = {"giver": "Ratna Andai", "taker": "Ibu Umpama", "witness": "Kepala desa"}
    for n, role in enumerate(roles):
        signature = Signature(_act(f"{code}-{role}"), role, names[role], drawing=STROKES[n % 2])  # type: ignore[arg-type]  # three roles
        handing.sign(scope=scope, code=code, signature=signature, now=now)


def _act(what: str) -> str:
    """The same each time: a start that was stopped and begun again writes once."""
    return uuid5(NAMESPACE_URL, f"kawal-demo-{what}").hex
