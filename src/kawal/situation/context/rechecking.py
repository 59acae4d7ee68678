"""After a change of a table: the people it touches are marked, a piece at a time, and drawn like those an import left."""

from typing import Final

import orjson

from kawal.access.scope import ENGINE, Power, Scope
from kawal.facts.ledger import bulk
from kawal.situation.context.concerned import piece
from kawal.situation.pictures import services as pictures

# Whoever else is at one leaves it to the other; what a killed job had not reached is reached by the next.
NEXT: Final = """select recheck_id, table_name, rows::text, after from context_recheck order by recheck_id limit 1
 for update skip locked"""
GO_ON: Final = "update context_recheck set after = %s where recheck_id = %s"
DONE: Final = "delete from context_recheck where recheck_id = %s"


def recheck_some(*, scope: Scope) -> int | None:
    """Mark the next people whom a changed table touches; how many claims of theirs, ``None`` when nothing is left.

    One transaction of the caller's each, so that it may be stopped anywhere and goes on from there.

    :raises NotAllowed: only the engine looks at everybody's facts.
    """
    scope.require(Power.NATION)
    found = bulk.run(NEXT)
    if not found:
        return None
    recheck_id, table, rows, after = found[0]
    reached = piece(table, orjson.loads(rows), after)
    if reached.claims:
        pictures.mark_due(scope=ENGINE, claims=reached.claims)
    if reached.after is None:
        bulk.run(DONE, (recheck_id,))
    else:
        bulk.run(GO_ON, (reached.after, recheck_id))
    return len(reached.claims)
