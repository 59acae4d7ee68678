"""Look-ups of arriving claims as the engine does them, each in a transaction of its own, and what was found."""

import math
from collections.abc import Sequence
from typing import Any, NamedTuple

from benchmarks.linkage.filled import Arriving
from benchmarks.measuring import Result

EVERYTHING = -1000.0
FIRST_FEW = 5


class Seen(NamedTuple):
    """A candidate person by her heaviest claim."""

    person: int
    weight: float
    levels: tuple[int, ...]


class Found(NamedTuple):
    """What a look-up found for a claim: people, the heaviest first."""

    claim: Arriving
    people: list[Seen]

    @property
    def place(self) -> int:
        """Where the right person stands: 1 is first, 0 nowhere."""
        return next((n for n, it in enumerate(self.people, 1) if it.person == self.claim.person), 0)

    @property
    def has_one_word(self) -> bool:
        return len(str(self.claim.subject.get("name", "")).split()) < 2


def look_up(claims: Sequence[Arriving], least: float = EVERYTHING) -> list[Found]:
    """Form, keys, postings, weights: all of it, for one claim or for several together."""
    from django.db import transaction

    from kawal.access.scope import ENGINE
    from kawal.access.wall import enter
    from kawal.situation.linkage.indexing import form_of_subject
    from kawal.situation.linkage.looking import resembling
    from kawal.situation.linkage.standing_model import standing_model

    forms = {-n: form_of_subject(claim.subject) for n, claim in enumerate(claims)}
    with transaction.atomic():
        enter(ENGINE)
        found = resembling(forms, standing_model(), least=least, keep=False)
    return [Found(claim, _people(found[-n])) for n, claim in enumerate(claims)]


def _people(its: Sequence[Any]) -> list[Seen]:
    best: dict[int, Seen] = {}
    for it in its:
        best.setdefault(it.person_id, Seen(it.person_id, it.weight, it.levels))
    return list(best.values())


def rates(found: Sequence[Found]) -> Result:
    """How often the right person was among the candidates, first, among the first five."""
    places = [it.place for it in found]
    return {
        "claims": len(places),
        "retrieved": share(sum(place > 0 for place in places), len(places)),
        "first": share(sum(place == 1 for place in places), len(places)),
        "first_5": share(sum(0 < place <= FIRST_FEW for place in places), len(places)),
    }


def share(some: int, of: int) -> float | str:
    """To four places; a rate of nothing with the bound it keeps below in 95 of 100 samples."""
    if of == 0:
        return "nothing to count"
    return round(some / of, 4) if some else f"0 (below {bound(of):.2g} with 95 %)"


def bound(of: int) -> float:
    return 1 - math.pow(0.05, 1 / of)
