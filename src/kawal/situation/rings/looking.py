"""Which ring a code stands for."""

from kawal.access import asking
from kawal.access.scope import NotVisible


def ring_id_of(code: str) -> int:
    """The number of the ring a code stands for now; what is behind it the wall decides.

    :raises NotVisible: no such code.
    """
    [row] = asking.rows("select ring_of(%(code)s) as ring", {"code": code})
    if row.ring is None:
        raise NotVisible("ring")
    return int(row.ring)
