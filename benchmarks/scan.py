"""A card scanned at a counter, to its answer, and one printed by the hundred.

`python -m benchmarks.scan`. Server time of the whole view behind both walls, over the nation of `benchmarks/nation.py`: a valid card
asked what may be done (``asked``), the same recording at once that she is here (``recorded``), one that was altered (``refused``).
"""

import random
from datetime import UTC, datetime
from functools import partial
from typing import Any
from uuid import uuid4

from benchmarks import nation
from benchmarks.measuring import Result, as_when_serving, busy_here_and_there, milliseconds, tell
from benchmarks.reads import Office, busiest

ROUNDS, CARDS = 3, 100


def main() -> None:
    told = nation.loaded()
    nation.join()
    office = Office()
    as_when_serving()
    scope = reader()
    codes = issued(scope)
    altered = [f"{code[:-1]}{'A' if code[-1] != 'A' else 'B'}" for code in codes]
    tell(
        {
            "people": nation.PEOPLE * nation.TIMES,
            "facts": told["read"],
            "asked": timed(office, scope, codes),
            "recorded": timed(office, scope, codes, untuk="hadir"),
            "refused": timed(office, scope, altered),
        }
    )


def reader() -> Any:
    """A district officer of the province with most people on the way home."""
    from kawal.access.roles import ROLES
    from kawal.access.scope import Scope, own_key

    its = ROLES["district"]
    keys = (f"p:{busiest('province', 1)[0]}", own_key("bench"))
    return Scope("bench", "bench", keys, its.powers, its.categories, "district", "", "bench")


def issued(scope: Any) -> list[str]:
    """Cards of a hundred people of the scope."""
    from django.db import transaction

    from kawal.access import wall
    from kawal.response.cards import services
    from kawal.situation.pictures.selectors import Within, list_pictures

    with transaction.atomic():
        wall.enter(scope)
        found = list_pictures(scope=scope, within=Within(), limit=CARDS * 3).results
        people = [it.kawal_id for it in random.Random(1).sample(found, min(CARDS, len(found)))]
        cards = services.issue_cards(scope=scope, people=people, act_id=uuid4().hex, now=datetime.now(UTC))
    return [it.code for it in cards]


def timed(office: Office, scope: Any, codes: list[str], **said: str) -> Result:
    calls = [
        partial(office.send, "/pindai/jawaban/", {"code": code, "act": uuid4().hex, **said}, scope)
        for code in codes
    ]
    for warm in calls[:5]:
        warm()
    return milliseconds(calls, ROUNDS, busy=busy_here_and_there())


if __name__ == "__main__":
    main()
