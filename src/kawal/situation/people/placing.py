"""Giving new claims their people. Runs as the engine, inside the transaction that recorded them.

What joins whom the pure rule in :mod:`.joining` decides; here it is fed from the tables and carried out.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime

from django.conf import settings

from kawal.access.scope import Power, Scope
from kawal.facts.ledger import bulk
from kawal.facts.ledger.services import Recorded
from kawal.situation.linkage import questions
from kawal.situation.people import regrouping
from kawal.situation.people.joining import Arrival, Holder, Plan, plan
from kawal.situation.people.persons import Placed, anchored_among, hold_people, lock_numbers, new_id

JOINING_NUMBERS = ("nik", "passport")

HOLDERS = """select n.key, n.claim_id, s.person_id, array_to_string(s.words, ' '), coalesce(s.birth, '') from unnest(%s::bigint[]) k
 join claim_number n on n.key = k
 join standing s on s.claim_id = n.claim_id where s.held and s.person_id is not null"""
WHERE_NOW = """select s.claim_id, s.person_id, s.words, array(select n.key from claim_number n where n.claim_id = s.claim_id
 and n.kind = any(%s)), coalesce(s.birth, '') from standing s where s.claim_id = any(%s)"""
NAMED = "select k, person_of(k) from unnest(%s::text[]) k"
APART = """select distinct least(a.person_id, b.person_id), greatest(a.person_id, b.person_id) from standing_decision d
 join standing a on a.claim_id = d.low_claim join standing b on b.claim_id = d.high_claim
 where d.verdict = 'different' and a.person_id = any(%s) and b.person_id = any(%s)"""
IN_PLACE = bulk.Relation(
    "in_place",
    "claim_id bigint, person_id bigint, kawal_id text, cause text, at timestamptz, source_id smallint, source_key text,"
    " held bool, name text, name_key text, words text, birth text, area text",
)
NEW_PEOPLE = "insert into person (person_id, kawal_id) select person_id, kawal_id from in_place where kawal_id is not null"
NEW_MEMBERSHIPS = "insert into membership (claim_id, person_id, since, cause) select claim_id, person_id, at, cause from in_place"
NEW_DUE = "insert into link_due select claim_id from in_place on conflict do nothing"  # for the engine, after the commit
AGAIN_DUE = "insert into link_due select unnest(%s::bigint[]) on conflict do nothing"
NEW_STANDING = """insert into standing (claim_id, person_id, source_id, source_key, held, name, name_key, words, birth, area)
 select claim_id, person_id, source_id, source_key, held, name, name_key, string_to_array(words, ' '), birth, area from in_place"""
# One after the other, as they are given; each takes the claims that its person holds when the statement begins.
MERGE = """select u.target, c.claims, move_claims(c.claims, u.target, 'number', 'kawal', %s)
 from unnest(%s::bigint[], %s::bigint[]) u(absorbed, target)
 cross join lateral (select array_agg(claim_id) as claims from standing where person_id = u.absorbed) c"""


def place_claims(*, scope: Scope, recorded: Recorded, now: datetime) -> Placed:
    """Give every claim of a batch its person, join and part people as the exact rule says, leave notes where it may not.

    :raises NotAllowed: only what may report may place.
    """
    scope.require(Power.REPORT)
    placed = Placed()
    arrivals = _arrivals(recorded)
    if arrivals:
        lock_numbers(number for it in arrivals for number in it.numbers)
        made, holders = _planned(arrivals, now)
        _carry_out(made, recorded, placed, now)
        questions.propose(((it.claim_id, it.other_claim_id, it.cause) for it in made.notes), now)
        again = [it.claim_id for it in arrivals if it.now_in is not None]
        if again:
            bulk.run(AGAIN_DUE, (again,))
    if recorded.released:
        regrouping.part(recorded.released, placed, now)
    return placed


def _arrivals(recorded: Recorded) -> list[Arrival]:
    held = set(recorded.held)
    secret = settings.DIGEST_KEY
    new = {claim.claim_id for claim in recorded.new_claims}
    arrivals = [
        Arrival(
            claim.claim_id,
            frozenset(claim.words),
            tuple(it.key for it in claim.numbers(secret) if it.kind in JOINING_NUMBERS),
            held=claim.claim_id in held,
            birth=claim.birth or "",
        )
        for claim in recorded.new_claims
    ]
    again = sorted(held - new)
    if again:
        arrivals += [
            Arrival(claim, frozenset(words), tuple(keys), now_in=person, birth=birth)
            for claim, person, words, keys, birth in bulk.run(WHERE_NOW, (list(JOINING_NUMBERS), again))
        ]
    return _with_named(arrivals, {it.claim_id: it.kawal_id for it in recorded.new_claims if it.kawal_id})


def _with_named(arrivals: list[Arrival], said: dict[int, str]) -> list[Arrival]:
    """Claims that name a person we know; an id nobody has is a remark elsewhere, and no reason to join."""
    if not said:
        return arrivals
    ids = sorted(set(said.values()))
    found = sorted({person for _id, person in bulk.run(NAMED, (ids,)) if person})
    hold_people(found)  # whoever is joined to another right now has become the other afterwards
    known = dict(bulk.run(NAMED, (ids,)))
    return [it._replace(named=known.get(said.get(it.claim_id, ""))) for it in arrivals]


def _planned(arrivals: Sequence[Arrival], now: datetime) -> tuple[Plan, dict[int, list[Holder]]]:
    """A plan; made again with what humans decided where it would join people."""
    numbers = sorted({number for it in arrivals for number in it.numbers})
    holders = defaultdict[int, list[Holder]](list)
    arriving = {it.claim_id for it in arrivals}
    for key, claim, person, words, birth in bulk.run(HOLDERS, (numbers,)) if numbers else ():
        if claim not in arriving:
            holders[key].append(Holder(claim, person, frozenset(words.split()), birth))
    made = plan(arrivals, holders)
    if made.merged:
        people = sorted({*made.merged, *made.merged.values()})
        anchored = anchored_among(people, now)
        apart = {(one, other) for one, other in bulk.run(APART, (people, people))}
        if anchored or apart:
            made = plan(arrivals, holders, anchored=anchored, apart=apart)
    return made, holders


def _carry_out(made: Plan, recorded: Recorded, placed: Placed, now: datetime) -> None:
    absorbed = sorted(made.merged)
    targets = [made.merged[person] for person in absorbed]
    for target, claims, people in bulk.run(MERGE, (now, absorbed, targets)) if absorbed else ():
        placed.people.update(people)
        placed.moved.setdefault(target, []).extend(claims)
    placed.ids = {claim: kawal_id for claims in made.opened for kawal_id in [new_id()] for claim in claims}
    rows = _rows(made, placed.ids, recorded, now)
    if rows:
        bulk.write((NEW_PEOPLE, NEW_STANDING, NEW_MEMBERSHIPS, NEW_DUE), (IN_PLACE, rows))


def _rows(made: Plan, ids: Mapping[int, str], recorded: Recorded, now: datetime) -> list[tuple[object, ...]]:
    """Every new claim with its person, as `in_place` takes it; the first of a new person brings its opaque id."""
    at = {entry.claim_id: entry.recorded_at or now for entry in reversed(recorded.entries)}
    new, held = {claim.claim_id: claim for claim in recorded.new_claims}, set(recorded.held)
    fresh = bulk.ids("person_person_id_seq", len(made.opened))
    rows = [
        (new[claim], person, ids[claim] if n == 0 else None)
        for person, claims in zip(fresh, made.opened, strict=True)
        for n, claim in enumerate(claims)
    ]
    rows += [(new[claim], person, None) for claim, person in made.joined.items() if claim in new]
    return [
        (it.claim_id, person, kawal_id, made.causes[it.claim_id], at.get(it.claim_id, now), it.source_id,
            f"a:{it.source}", it.claim_id in held, it.name, it.name_key, " ".join(it.words), it.birth, it.area)
        for it, person, kawal_id in rows
    ]  # fmt: skip
