"""While an alert is in an agency's hands, that agency sees its person. The engine's part, in the caller's transaction."""

from collections.abc import Iterable
from datetime import datetime

from kawal.access.scope import ENGINE, own_key
from kawal.facts.ledger import bulk
from kawal.situation.pictures.services import end_grants, grant_key

STANDING = """select code, person_id, case when state in ('triage', 'in_hand') then taken_agency else '' end
 from alert where alert_id = any(%s) order by alert_id"""


def settle_keys(*, alerts: Iterable[int], now: datetime) -> set[int]:
    """Grant and end what these alerts open, as they stand; the people concerned, whom the caller has drawn again.

    What was referred is in other hands: its agency keeps its name on it, and no key.
    """
    concerned = set[int]()
    for code, person, agency in bulk.run(STANDING, (sorted(alerts),)):
        concerned.update(end_grants(scope=ENGINE, cause=cause_of(code), now=now))
        if agency:
            grant_key(scope=ENGINE, person_id=person, key=own_key(agency), cause=cause_of(code), now=now)
            concerned.add(person)
    return concerned


def cause_of(code: str) -> str:
    """Under which an alert grants the key to its person."""
    return f"alert:{code}"
