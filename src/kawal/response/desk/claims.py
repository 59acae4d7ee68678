"""Whom a fact of the own agency is about."""

from kawal.access.scope import NotVisible, Scope
from kawal.facts.ledger.bulk import run


def claim_of(scope: Scope, fact_id: str) -> int:
    """The claim of a fact of the own agency; asked as the engine. :raises NotVisible: no such fact."""
    found = run(
        "select k.claim_id from fact_key k join source o on o.source_id = k.source_id"
        " where o.code = %s and k.fact_id = %s and k.claim_id is not null",
        (scope.agency, fact_id),
    )
    if not found:
        raise NotVisible("fact")
    return int(found[0][0])
