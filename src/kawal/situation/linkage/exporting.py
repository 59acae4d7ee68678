"""What the full run and the training read: every held claim, every decision. The engine's own."""

from collections.abc import Iterator
from typing import Any

import orjson

from kawal.access.scope import Power, Scope
from kawal.facts.ledger import bulk

AT_ONCE = 10_000

CLAIMS = """select s.claim_id, c.subject::text from standing s join claim c using (claim_id)
 where s.claim_id > %s and s.held and s.person_id is not null order by s.claim_id limit %s"""
DECIDED = (
    "select low_claim, high_claim, verdict from standing_decision where verdict <> 'unsure' order by 1, 2"
)


def list_held_claims(*, scope: Scope) -> Iterator[tuple[int, dict[str, Any]]]:
    """Claims that some standing fact says, by number, with their subjects.

    :raises NotAllowed: only the engine may read them all.
    """
    scope.require(Power.NATION)
    after = 0
    while rows := bulk.run(CLAIMS, (after, AT_ONCE)):
        yield from ((claim, orjson.loads(text)) for claim, text in rows)
        after = rows[-1][0]


def list_decided(*, scope: Scope) -> list[tuple[int, int, str]]:
    """Pairs of claims, the lower first, that officers called `same` or `different` and nobody has undone.

    :raises NotAllowed: only the engine may read them all.
    """
    scope.require(Power.NATION)
    return [(low, high, verdict) for low, high, verdict in bulk.run(DECIDED)]
