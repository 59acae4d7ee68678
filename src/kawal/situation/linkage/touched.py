"""What hangs on people: why a merge or a split of them takes two officers, and why the machine keeps off. The engine asks."""

from collections.abc import Callable, Collection, Sequence
from datetime import datetime

from kawal.facts.ledger import bulk
from kawal.situation.people.persons import anchored_among

ADULT_AT = 18
Alerted = Callable[[Sequence[int]], Collection[int]]  # those with an open alert: alerts are a room above

GRANTED = (
    "select distinct person_id from key_grant where person_id = any(%s) and (until is null or until > %s)"
)
IN_CUSTODY = "select person_id from picture where person_id = any(%s) and stay = 'in_custody'"
CHILDREN = "select person_id from picture where person_id = any(%s) and birth_year > %s"
RETURNING = """select person_id from picture where person_id = any(%s)
 and (stay in ('in_return', 'in_custody') or shelter is not null and stay not in ('home', 'settled'))"""


def touched_by(*, people: Sequence[int], now: datetime, alerted: Alerted) -> tuple[str, ...]:
    """Why one officer does not suffice: case, alert, detention, child."""
    found = {
        "case": _some(GRANTED, people, now),
        "alert": bool(alerted(people)),
        "detention": _some(IN_CUSTODY, people),
        "child": _some(CHILDREN, people, now.year - ADULT_AT - 1),
    }
    return tuple(name for name, is_so in found.items() if is_so)


def kept_from_machines(*, people: Sequence[int], now: datetime, alerted: Alerted) -> set[int]:
    """Those whom the machine neither joins nor parts: an officer decided on them, or a case, alert or return hangs there."""
    if not people:
        return set()
    returning = {person for (person,) in bulk.run(RETURNING, (list(people),))}
    return anchored_among(list(people), now) | returning | set(alerted(people))


def _some(statement: str, people: Sequence[int], *more: object) -> bool:
    return bool(bulk.run(statement, (list(people), *more)))
