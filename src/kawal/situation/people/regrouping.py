"""Parting people that only a withdrawn claim held together. Runs as the engine.

The grouping is a function of the claims that stand. When the claim that joined two groups falls out, they part again,
unless something human hangs on the person: then they stay, and an officer may part them.
"""

from datetime import datetime
from typing import Any

from kawal.facts.ledger import bulk
from kawal.situation.linkage import questions
from kawal.situation.people.joining import Arrival, plan
from kawal.situation.people.persons import Placed, anchored_among, move_claims, open_person

OWNERS = "select distinct person_id from standing where claim_id = any(%s) and person_id is not null"
MEMBERS = """select s.claim_id, s.words, m.cause, array(select n.key from claim_number n where n.claim_id = s.claim_id
 and n.kind in ('nik', 'passport')), coalesce(s.birth, '') from standing s join membership m on m.claim_id = s.claim_id and m.until is null
 where s.person_id = %s and s.held order by s.claim_id"""
BOUND = frozenset({"kawal_id", "linked", "decision", "undone"})  # causes that no number explains


def part(released: list[int], placed: Placed, now: datetime) -> None:
    """Look at everybody who lost a claim, and open a person for each group that nothing ties any more."""
    people = [person for (person,) in bulk.run(OWNERS, (released,))]
    anchored = anchored_among(people, now)
    for person in people:
        if person in anchored:
            continue
        for claims in _loose(bulk.run(MEMBERS, (person,))):
            move_claims(placed, claims, open_person(), cause="regrouped", by="kawal", now=now)


def _loose(members: list[tuple[Any, ...]]) -> list[list[int]]:
    """Groups beside the one that stays: that of the oldest claim, with whatever a human or an id tied to it."""
    claims = [
        Arrival(claim, frozenset(words), tuple(keys), birth=birth) for claim, words, _, keys, birth in members
    ]
    bound = {claim for claim, _, cause, *_ in members if cause in BOUND}
    bound |= {claim for pair in questions.ties_among([claim for claim, *_ in members]) for claim in pair}
    groups = plan(claims, {}).opened
    staying = [group for n, group in enumerate(groups) if n == 0 or bound.intersection(group)]
    return [group for group in groups if group not in staying]
