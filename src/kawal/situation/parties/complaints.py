"""What is known against those whom reports name, as far as the reader sees: a warning in counts, never a verdict."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from kawal.access import asking
from kawal.access.scope import Category, Power, Scope
from kawal.situation.parties import answers
from kawal.situation.parties.cards import PartyRow
from kawal.situation.parties.looking import party_id_of
from kawal.situation.parties.models import kinds_of
from kawal.situation.parties.selectors import party_rows
from kawal.situation.parties.summing import LOOKED_AT

UPHELD = ("proven", "strong_suspicion")  # outcomes of a case that warn; one that was not confirmed does not
# Facts and claims are asked behind the reader's own wall; a complaint that was taken back is none.
_KNOWN = """with seen as (select u.head, x.seq, x.person_id, x.role
  from unnest(%(parties)s::bigint[], %(heads)s::bigint[]) u(party, head)
  join party_sightings(%(parties)s::bigint[], %(kinds)s::text[], %(most)s) x on x.party_id = u.party),
 complained as (select e.head, count(distinct e.person_id) people from seen e
  join person p on p.person_id = e.person_id and p.kawal_id <> %(but)s
  join standing s on s.person_id = e.person_id join fact f on f.claim_id = s.claim_id and f.kind = 'complained'
  where not exists (select from fact_correction c where c.source_id = f.source_id and c.corrects = f.fact_id) group by 1),
 decided as (select e.head, count(distinct f.seq) cases from seen e join fact f on f.seq = e.seq
  where e.role = 'finding' and f.data->>'outcome' = any(%(upheld)s::text[]) group by 1)
 select head, coalesce(c.people, 0) as complained, coalesce(d.cases, 0) as decided
 from (select distinct head from seen) h left join complained c using (head) left join decided d using (head)"""
# Who is named in facts about a person, behind the reader's wall; the latest first.
_NAMED = """select m.party_id, array_agg(distinct m.role) as roles
 from person p join standing s on s.person_id = p.person_id join party_mention m on m.claim_id = s.claim_id
 where p.kawal_id = %(kawal_id)s and m.kind = any(%(kinds)s::text[]) and m.role <> 'finding'
 group by 1 order by max(m.occurred_at) desc, 1 limit %(most)s"""


@dataclass(frozen=True, slots=True)
class Known:
    """:ivar complained: workers named with it who complained; nothing where the reader sees no trouble.
    :ivar decided: cases decided that name it and were upheld."""

    complained: int | None = None
    decided: int = 0


@dataclass(frozen=True, slots=True)
class Warned:
    """Somebody named on a person's record against whom something is known.

    :ivar roles: as what this person's own record names it.
    """

    row: PartyRow
    roles: tuple[str, ...]
    known: Known


def get_known(*, scope: Scope, codes: Collection[str]) -> Known:
    """Of all these parties together, with those that officers called the same; each worker and each case once.

    :raises NotAllowed: no power to search. :raises NotVisible: no such party.
    """
    scope.require(Power.SEARCH)
    parties = [party_id_of(scope=scope, code=code) for code in codes]
    members = set().union(*answers.groups_of(parties).values())
    return _known(scope, dict.fromkeys(members, 0)).get(0, Known())


def list_warnings(*, scope: Scope, kawal_id: str, most: int = 12) -> list[Warned]:
    """Who is named on the record of a person and warns: others complained, a case was upheld, a licence does not hold.

    Her own complaint warns her of nobody. Nothing for whom the reader does not see. The most complained of first.

    :raises NotAllowed: no power to search.
    """
    scope.require(Power.SEARCH)
    if scope.is_empty:
        return []
    named = asking.rows(_NAMED, {"kawal_id": kawal_id, "kinds": kinds_of(scope), "most": most})
    roles = {row.party_id: tuple(row.roles) for row in named}
    groups = answers.groups_of(roles)
    heads = {party: min(members) for party, members in groups.items()}
    known = _known(scope, _heads_of(groups), but=kawal_id)
    rows = party_rows(scope=scope, parties=list(roles))
    found = dict[int, Warned]()
    for party, row in rows.items():
        warned = Warned(row, roles[party], known.get(heads[party], Known()))
        if _warns(warned):
            found.setdefault(heads[party], warned)
    return sorted(found.values(), key=lambda it: (-(it.known.complained or 0), -it.known.decided))


def _heads_of(groups: Mapping[int, Iterable[int]]) -> dict[int, int]:
    """By member of a group of parties called the same: the one that stands for all of it."""
    return {member: min(members) for members in map(tuple, groups.values()) for member in members}


def _known(scope: Scope, heads: Mapping[int, int], *, but: str = "") -> dict[int, Known]:
    parties: Sequence[int] = sorted(heads)
    values = {
        "parties": parties,
        "heads": [heads[it] for it in parties],
        "kinds": kinds_of(scope),
        "most": LOOKED_AT,
        "upheld": list(UPHELD),
        "but": but,
    }
    sees = scope.sees(Category.TROUBLE)
    rows = asking.rows(_KNOWN, values) if parties else []
    return {row.head: Known(row.complained if sees else None, row.decided) for row in rows}


def _warns(it: Warned) -> bool:
    company = it.row.company
    return bool(it.known.complained or it.known.decided or (company and company.status != "active"))
