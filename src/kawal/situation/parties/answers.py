"""What officers said about pairs of parties, as it stands now."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from kawal.access import asking

ANSWERS = "select * from party_answers(%(parties)s::bigint[])"
FARTHEST = 5  # rounds: a group of parties that officers called the same is looked up member by member


@dataclass(frozen=True, slots=True)
class Answer:
    """The latest about a pair; taken back ones are left out."""

    pair: tuple[int, int]
    verdict: str
    answered_by: str
    answered_at: datetime

    def other(self, party: int) -> int:
        return self.pair[1] if self.pair[0] == party else self.pair[0]


def answers_about(parties: Collection[int]) -> list[Answer]:
    """The caller shows them only to who sees both of a pair."""
    if not parties:
        return []
    rows = asking.rows(ANSWERS, {"parties": sorted(parties)})
    return [
        Answer((row.party_id, row.other_party_id), row.verdict, row.answered_by, row.answered_at)
        for row in rows
        if row.verdict != "undone"
    ]


def groups_of(parties: Iterable[int]) -> dict[int, frozenset[int]]:
    """For each party everybody that officers' answers make one with it, itself included."""
    wanted = set(parties)
    same, asked, open_ = set[tuple[int, int]](), set[int](), set(wanted)
    for _round in range(FARTHEST):
        if not open_:
            break
        same |= {it.pair for it in answers_about(open_) if it.verdict == "same"}
        asked |= open_
        open_ = {party for pair in same for party in pair} - asked
    group = {party: {party} for party in asked | open_}
    for one, other in sorted(same):
        joined = group[one] | group[other]
        for party in joined:
            group[party] = joined
    return {party: frozenset(group[party]) for party in wanted}
