"""Which party a code stands for, for who may see it."""

from kawal.access import asking
from kawal.access.scope import NotVisible, Scope
from kawal.situation.parties.models import Party


def party_id_of(*, scope: Scope, code: str) -> int:
    """The number of the party a code stands for now, if the scope sees one of its mentions.

    :raises NotVisible: unknown or out of reach.
    """
    [row] = asking.rows("select party_of(%(code)s) as party", {"code": code})
    if row.party is None:
        raise NotVisible("party")
    Party.objects.one(scope, row.party)
    return int(row.party)
