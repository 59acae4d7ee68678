"""The full run: every claim against every other, compared with the people as they stand.

What the grouping rule would make otherwise is changed at once where machines alone made it and nothing hangs on it; all else
is asked. So whatever order claims came in, the same groups stand afterwards. It may be stopped anywhere and begun again.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple

from kawal.access.scope import Power, Scope
from kawal.facts.ledger import bulk
from kawal.situation.linkage.component import not_for_machines
from kawal.situation.linkage.exporting import list_decided
from kawal.situation.linkage.indexing import forms_of, index_span, start_index_again
from kawal.situation.linkage.looking import MOST_USERS, resembling
from kawal.situation.linkage.rules.automatic import passes
from kawal.situation.linkage.rules.comparing import DIFFERENT, FIELDS, Levels
from kawal.situation.linkage.rules.forms import FORM_VERSION, Form
from kawal.situation.linkage.rules.grouping import Edge, Pair, components, edge_of, group, traits_of
from kawal.situation.linkage.rules.margin import unambiguous, without
from kawal.situation.linkage.rules.model import Model
from kawal.situation.linkage.rules.score import weight_of
from kawal.situation.linkage.standing_model import standing_model
from kawal.situation.people.joining import Holder, may_be_one

AT_ONCE, EDGES_AT_ONCE, SPAN, LOOKED_UP_AT_ONCE = 5_000, 20_000, 50_000, 200

DOUBTFUL = 0.0  # bits: below it all that was said speaks against what the number says
_BIRTH = FIELDS.index("birth")


class Weighed(NamedTuple):
    """A pair of claims, the lower first, whose weight is not against it."""

    low: int
    high: int
    weight: float
    levels: Levels


Span = tuple[int, int]
Compare = Callable[[Iterable[tuple[int, Form]], Model], Iterator[Weighed]]

HELD = """select claim_id from standing where claim_id > %s and held and person_id is not null order by claim_id limit %s"""
OLDER_FORMS = "select exists (select from claim_form where form_version <> %s)"
HOW_MANY = """select count(*) from standing where claim_id > %s and claim_id <= %s and held and person_id is not null"""
DUE = "select claim_id from link_due"
NOT_DUE = "delete from link_due where claim_id = any(%s)"
WRITE = """insert into edge (low_claim, high_claim, weight, levels, passes, model)
 select low, high, weight, levels, passes, %s from in_edge on conflict (low_claim, high_claim) do update
 set weight = excluded.weight, levels = excluded.levels, passes = excluded.passes, model = excluded.model"""
IN_EDGE = bulk.Relation("in_edge", "low bigint, high bigint, weight float8, levels smallint[], passes bool")
OF_OTHER_MODELS = "delete from edge where model <> %s"
EDGES = """select e.low_claim, e.high_claim, e.weight, e.passes, e.levels from edge e
 join standing a on a.claim_id = e.low_claim and a.held join standing b on b.claim_id = e.high_claim and b.held
 where e.low_claim > %s and e.low_claim <= %s order by e.low_claim, e.high_claim"""
# Claims with one number, alike ones together: the exact rule says which of them are one person.
BY_NUMBER = """with said as (select n.key, s.words, coalesce(s.birth, '') birth, array_agg(n.claim_id order by n.claim_id) claims
 from claim_number n join standing s on s.claim_id = n.claim_id
 where n.kind in ('nik', 'passport') and s.held and s.person_id is not null group by 1, 2, 3)
 select array_agg(array_to_string(words, ' ') order by claims), array_agg(birth order by claims),
 array_agg(array_to_string(claims, ' ') order by claims) from said group by key having sum(cardinality(claims)) > 1"""
BY_ID = """select s.claim_id, o.claim_id from membership m join standing s on s.claim_id = m.claim_id and s.held
 join claim c on c.claim_id = s.claim_id join person p on p.kawal_id = c.subject->>'kawal_id'
 join lateral (select f.claim_id from membership f join standing g on g.claim_id = f.claim_id and g.held
  where f.person_id = p.person_id order by f.since, f.claim_id limit 1) o on o.claim_id <> s.claim_id
 where m.until is null and m.cause = 'kawal_id'"""
OWNERS = "select claim_id, person_id from standing where claim_id > %s and claim_id <= %s and held and person_id is not null"
LAST = "select coalesce(max(claim_id), 0) from standing"
OVERUSED = f"""with said as (select string_to_array(said, E'\\n') as f from claim_form)
 select number from (
  select f[7] as number, {MOST_USERS["nik"]} as most, f[1] as names from said
  union all select f[9], {MOST_USERS["passport"]}, f[1] from said
  union all select f[8], {MOST_USERS["kk"]}, f[1] from said
  union all select p, {MOST_USERS["phone"]}, f[1] from said, unnest(string_to_array(f[10], E'\\t')) p) n
 where number <> '' group by number, most having count(distinct nullif(split_part(names, E'\\t', 2), '')) > most"""


@dataclass(frozen=True, slots=True)
class Target:
    """What the grouping rule makes of all claims.

    :ivar owner: whose each held claim is now.
    :ivar groups: claims of one person each, of two and more.
    :ivar edges: all pairs, with whether a machine may join them.
    :ivar overused: how many numbers stand under too many names to say anything.
    :ivar doubtful: claims that one number ties, and everything else they say parts.
    """

    owner: Mapping[int, int]
    groups: Sequence[Sequence[int]]
    edges: Sequence[Edge]
    overused: int
    doubtful: Sequence[Pair] = ()


def spans(*, scope: Scope) -> list[Span]:
    """All claims by number, in parts that may be indexed side by side. An index of older rules is thrown away.

    :raises NotAllowed: only the engine links.
    """
    scope.require(Power.NATION)
    if bulk.run(OLDER_FORMS, (FORM_VERSION,))[0][0]:
        start_index_again()
    return [(start, start + SPAN) for start in _starts()]


def index(*, scope: Scope, span: Span) -> int:
    """Forms and keys of the claims of a part that have none; how many claims of it are held.

    :raises NotAllowed: only the engine links.
    """
    scope.require(Power.NATION)
    index_span(*span)
    return int(bulk.run(HOW_MANY, span)[0][0])


def list_due(*, scope: Scope) -> list[int]:
    """Claims that wait for the engine, as the run begins."""
    scope.require(Power.NATION)
    return [claim for (claim,) in bulk.run(DUE)]


def done_with(*, scope: Scope, claims: Sequence[int]) -> None:
    """These need not be looked up one by one any more."""
    scope.require(Power.NATION)
    bulk.run(NOT_DUE, (list(claims),))


def all_forms(*, scope: Scope) -> Iterator[tuple[int, Form]]:
    """The form of every held claim, without numbers that stand under too many names."""
    scope.require(Power.NATION)
    overused = _overused()
    after = 0
    while claims := [claim for (claim,) in bulk.run(HELD, (after, AT_ONCE))]:
        for claim, form in sorted(forms_of(claims, keep=False).items()):
            if not form.says_nothing:
                yield claim, form.without(overused)
        after = claims[-1]


def write_edges(*, scope: Scope, found: Iterable[Weighed], model: Model) -> int:
    """Keep what the comparison found, and drop what older weights had found; how many."""
    scope.require(Power.NATION)
    total, some = 0, dict[Pair, Weighed]()
    for it in found:
        some[it.low, it.high] = it
        if len(some) == EDGES_AT_ONCE:
            total += _written(some, model)
    total += _written(some, model)
    bulk.run(OF_OTHER_MODELS, (model.version,))
    return total


def _written(some: dict[Pair, Weighed], model: Model) -> int:
    rows = [
        (it.low, it.high, it.weight, "{" + ",".join(map(str, it.levels)) + "}", passes(it.weight, it.levels))
        for it in some.values()
    ]
    if rows:
        IN_EDGE.copy(rows)
        bulk.run(WRITE, (model.version,))
    some.clear()
    return len(rows)


def compared_by_index(claims: Iterable[tuple[int, Form]], model: Model) -> Iterator[Weighed]:
    """Pairs as the live path finds them, one claim after the other: for an installation without the batch library."""
    source = iter(claims)
    while some := dict(islice(source, LOOKED_UP_AT_ONCE)):
        for claim, its in resembling(some, model).items():
            for it in its:
                yield Weighed(min(claim, it.claim_id), max(claim, it.claim_id), it.weight, it.levels)


def target(*, scope: Scope) -> Target:
    """The groups as the rule makes them of claims, decisions and weights, whatever stands now."""
    scope.require(Power.NATION)
    edges = [edge_of(*row) for start in _starts() for row in bulk.run(EDGES, (start, start + SPAN))]
    decided = list_decided(scope=scope)
    ties = _exact_ties()
    said_same = {(low, high) for low, high, verdict in decided if verdict == "same"}
    same = said_same | ties
    different = {(low, high) for low, high, verdict in decided if verdict == "different"}
    edges = _clear(edges, same)
    return Target(
        target_owners(scope=scope),
        _groups(edges, same, different),
        edges,
        len(_overused()),
        _doubtful(ties - said_same),
    )


def target_owners(*, scope: Scope) -> dict[int, int]:
    """Whose every held claim is."""
    scope.require(Power.NATION)
    return {claim: person for start in _starts() for claim, person in bulk.run(OWNERS, (start, start + SPAN))}


def _starts() -> range:
    [(last,)] = bulk.run(LAST)
    return range(0, last, SPAN)


def _overused() -> set[str]:
    return {number for (number,) in bulk.run(OVERUSED)}


def _exact_ties() -> set[Pair]:
    ties: set[Pair] = set()
    for words, births, claims in bulk.run(BY_NUMBER):
        ties |= _ties_of_one_number(
            [Holder(0, 0, frozenset(said.split()), birth) for said, birth in zip(words, births, strict=True)],
            [[int(claim) for claim in its.split()] for its in claims],
        )
    ties.update((min(a, b), max(a, b)) for a, b in bulk.run(BY_ID))
    return ties


def _ties_of_one_number(said: Sequence[Holder], claims: Sequence[Sequence[int]]) -> set[Pair]:
    """Claims that hold one number, tied as the exact rule ties them; those that say the same are given together."""
    ties: set[Pair] = set()
    for n, (it, its) in enumerate(zip(said, claims, strict=True)):
        if may_be_one(it, it):
            ties.update(zip(its, its[1:], strict=False))
        ties.update(
            (min(its[0], claims[m][0]), max(its[0], claims[m][0]))
            for m, other in enumerate(said[:n])
            if may_be_one(it, other)
        )
    return ties


def _doubtful(ties: Collection[Pair]) -> list[Pair]:
    """Ties of the exact rule whose claims contradict each other so much that the number does not outweigh it."""
    model, found, every = standing_model(), list[Pair](), sorted(ties)
    for start in range(0, len(every), AT_ONCE):
        some = every[start : start + AT_ONCE]
        forms = forms_of({claim for pair in some for claim in pair}, keep=False)
        for one, other in some:
            weight, levels = weight_of(model, forms[one], forms[other])
            if weight < DOUBTFUL and levels[_BIRTH] == DIFFERENT:
                found.append((one, other))
    return found


def _clear(edges: Sequence[Edge], same: Collection[Pair]) -> list[Edge]:
    """The same edges; those a machine may not join, because of lists, refusals or a second person as likely, pass no more."""
    passing = [(it.low, it.high) for it in edges if it.passes]
    barred: set[Pair] = set()
    for start in range(0, len(passing), EDGES_AT_ONCE):
        barred |= not_for_machines(passing[start : start + EDGES_AT_ONCE])
    of = {claim: top for top, claims in components(same).items() for claim in claims}
    return unambiguous(without(edges, barred), lambda one, other: of.get(one, -one) == of.get(other, -other))


def _groups(edges: Sequence[Edge], same: set[Pair], different: set[Pair]) -> list[tuple[int, ...]]:
    """Component by component: what one claim may change lies within its own."""
    joining = same | {(it.low, it.high) for it in edges if it.passes}
    of = {claim: top for top, claims in components(joining).items() for claim in claims}
    within: defaultdict[int, list[Edge]] = defaultdict(list)
    for it in edges:
        if it.low in of and of[it.low] == of.get(it.high):
            within[of[it.low]].append(it)
    ties, apart = _by_component(same, of), _by_component(different, of)
    tops = sorted({*within, *ties})
    found: list[tuple[int, ...]] = []
    for start in range(0, len(tops), AT_ONCE):
        some = tops[start : start + AT_ONCE]
        claims = {it.low for top in some for it in within[top]} | {
            it.high for top in some for it in within[top]
        }
        claims |= {claim for top in some for pair in ties[top] for claim in pair}
        traits = {claim: traits_of(form) for claim, form in forms_of(claims, keep=False).items()}
        for top in some:
            found += group(within[top], same=ties[top], different=apart[top], traits=traits).groups
    return found


def _by_component(pairs: Iterable[Pair], of: Mapping[int, int]) -> defaultdict[int, list[Pair]]:
    found: defaultdict[int, list[Pair]] = defaultdict(list)
    for low, high in pairs:
        if low in of and of[low] == of.get(high):
            found[of[low]].append((low, high))
    return found


def model_in_force(*, scope: Scope) -> Model:
    """The weights everything is compared by."""
    scope.require(Power.NATION)
    return standing_model()
