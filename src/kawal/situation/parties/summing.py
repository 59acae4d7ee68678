"""What the mentions within a reader's reach say of parties, summed by the database; two statements however many parties."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from kawal.access import asking
from kawal.access.scope import Scope
from kawal.situation.parties.models import kinds_of
from kawal.situation.parties.rules.forms import core_of, read_name
from kawal.situation.parties.rules.points import Name, Profile

# Sets are cut where more would change no answer; sorted, so that both sides of a comparison are cut alike.
SUMMED = """select x.party_id, count(distinct x.seq) as mentions, count(distinct x.person_id) as workers, min(x.occurred_at) as first_at,
  max(x.occurred_at) as last_at, array_agg(distinct x.role) as roles, count(distinct x.seq) filter (where x.role = 'finding') as findings,
  array_remove((array_agg(distinct x.regency))[1:100], null) as regencies,
  array_remove((array_agg(distinct x.person_id))[1:1000], null) as people,
  array_remove((array_agg(distinct x.phone))[1:100], null) as phones,
  array_remove((array_agg(distinct x.licence))[1:100], null) as licences,
  array_remove((array_agg(distinct x.owner))[1:100], null) as owners,
  array_remove((array_agg(distinct x.address))[1:100], null) as addresses
 from party_sightings(%(parties)s::bigint[], %(kinds)s::text[], %(most)s) x group by 1"""
NAMED = """select x.party_id, x.said, x.name_key, x.is_company, count(*) as times
 from party_sightings(%(parties)s::bigint[], %(kinds)s::text[], %(most)s) x group by 1, 2, 3, 4 order by 5 desc, 2 limit 2000"""
MOST_NAMES = 30
# Of each party the latest mentions are looked at: more on a page of its own than in lists and comparisons.
LOOKED_AT, LOOKED_AT_ALONE = 500, 2_000


@dataclass(slots=True)
class Summed:
    """One party as the reader's mentions tell it."""

    party_id: int
    mentions: int
    workers: int
    first_at: datetime
    last_at: datetime
    roles: Sequence[str]
    findings: int
    regencies: Sequence[str]
    people: Sequence[int]
    phones: Sequence[int]
    licences: Sequence[int]
    owners: Sequence[int]
    addresses: Sequence[int]
    names: Counter[str] = field(default_factory=Counter)
    keys: dict[str, tuple[str, bool]] = field(default_factory=dict)

    @property
    def profile(self) -> Profile:
        return Profile(
            frozenset(_name(said, *self.keys[said]) for said, _ in self.names.most_common(MOST_NAMES) if said),
            frozenset(self.licences),
            frozenset(self.phones),
            frozenset(self.owners),
            frozenset(self.addresses),
            frozenset(self.regencies),
            frozenset(self.people),
        )  # fmt: skip

    @property
    def kind(self) -> str:
        if any(is_company for _, is_company in self.keys.values()) or "company" in self.roles:
            return "company"
        if set(self.roles) == {"employer"}:
            return "employer"
        return "person" if {"recruiter", "lender", "housing", "finding"} & set(self.roles) else "unknown"


def summed(scope: Scope, parties: Collection[int], *, most: int = LOOKED_AT) -> dict[int, Summed]:
    """Only parties of which the reader sees something; of each the latest mentions."""
    kinds = kinds_of(scope)
    if scope.is_empty or not parties or not kinds:
        return {}
    values = {"parties": sorted(set(parties)), "kinds": kinds, "most": most}
    found = {row.party_id: Summed(*row) for row in asking.rows(SUMMED, values)}
    for row in asking.rows(NAMED, values):
        found[row.party_id].names[row.said] += row.times
        found[row.party_id].keys[row.said] = (row.name_key, row.is_company)
    return found


def together(members: Iterable[Summed]) -> Summed:
    """Several parties as one. Workers named by two of them are counted once where their lists are whole."""
    all_ = sorted(members, key=lambda it: (-it.mentions, it.party_id))
    first, rest = all_[0], all_[1:]
    if not rest:
        return first
    names, people = Counter[str](), {person for it in all_ for person in it.people}
    for it in all_:
        names.update(it.names)
    most = max(it.workers for it in all_)
    return Summed(
        party_id=first.party_id, mentions=sum(it.mentions for it in all_), workers=max(len(people), most),
        first_at=min(it.first_at for it in all_), last_at=max(it.last_at for it in all_),
        findings=sum(it.findings for it in all_), names=names,
        keys={said: kept for it in all_ for said, kept in it.keys.items()}, people=sorted(people),
        **{part: _union(all_, part) for part in ("roles", "regencies", "phones", "licences", "owners", "addresses")},
    )  # fmt: skip


def shown_names(names: Mapping[str, int]) -> list[str]:
    """The spellings, most often said first; one that differs in capitals alone stands for the other, in capitals only if nobody
    wrote it otherwise."""
    groups = defaultdict[str, list[tuple[int, str]]](list)
    for said, times in names.items():
        if said:
            groups[said.casefold()].append((times, said))
    ordered = sorted(groups.values(), key=lambda group: (-sum(times for times, _ in group), group[0][1]))
    return [min(group, key=lambda it: (it[1].isupper(), -it[0], it[1]))[1] for group in ordered]


def _union(members: Sequence[Summed], part: str) -> list[Any]:
    return sorted({value for it in members for value in getattr(it, part)})


def _name(said: str, key: str, is_company: bool) -> Name:
    read = read_name(said, company=is_company)
    return Name(core_of(key), frozenset(read.sounds if read else ()), is_company)
