"""The watch over everybody at once, on request, and over one person to explain it. Beside the flow, by whose steps it goes."""

from collections.abc import Sequence
from datetime import datetime

from kawal import flow
from kawal.access.scope import ENGINE
from kawal.decisions.judging import explaining
from kawal.decisions.judging.explaining import Explanation
from kawal.situation.people import viewing
from kawal.situation.pictures import services as pictures
from kawal.situation.rings import services as rings


def list_everybody() -> list[list[int]]:
    """Everybody, in the batches for :func:`judge_batch`; they may be judged side by side."""
    found: list[list[int]] = []
    with flow.as_system():
        while batch := pictures.list_everybody(
            scope=ENGINE, after=found[-1][-1] if found else 0, most=flow.DRAWN_AT_ONCE
        ):
            found.append(batch)
    return found


def judge_batch(*, people: Sequence[int], now: datetime) -> None:
    """Draw these people again and judge them by the rules and weights in force."""
    flow.redraw(affected=people, now=now)


def measure_left(*, now: datetime) -> int:
    """What only everybody together tells of those of whom something new is known, then their pictures; how many claims were looked at.

    May be stopped and called again: what is counted over everybody is counted once a call.
    """
    with flow.as_system():
        nation = rings.whole(scope=ENGINE)
    looked_at = 0
    while nation:
        with flow.as_system():
            claims, changed = rings.measure_some(scope=ENGINE, nation=nation)
            flow.redraw(affected=changed, now=now)
        looked_at += claims
        if not claims:
            break
    return looked_at


def explain(*, kawal_id: str, now: datetime) -> Explanation:
    """What the watch makes of one person at this moment, and why; writes nothing.

    :raises NotVisible: nobody has that id.
    """
    with flow.as_system():
        person = viewing.look(ENGINE, kawal_id)
        drawn = pictures.see_people(scope=ENGINE, people=[person.person_id], now=now)
        return explaining.explain(drawn, as_of=now)
