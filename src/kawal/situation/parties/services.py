"""Keeping parties as the facts that stand name them, and what officers answer about two of them.

The engine's work follows the report in its transaction, after the pictures: whoever waits for a name here holds its people
already, so two writers never wait for each other.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from kawal.access.scope import NotVisible, Power, Scope
from kawal.access.trail import services as trail
from kawal.access.wall import as_engine
from kawal.facts.ledger import bulk
from kawal.facts.ledger.services import ACCEPTED, Recorded
from kawal.situation.parties import gathering, placing
from kawal.situation.parties.gathering import Sighting
from kawal.situation.parties.looking import party_id_of
from kawal.situation.parties.rules.grouping import Id
from kawal.situation.parties.rules.mentions import FIELDS, mentions_of
from kawal.situation.people.persons import claims_of

Verdict = Literal["same", "different", "unsure"]
HAVE = "select m.seq, m.field from party_mention m where m.claim_id = any(%s)"
HAVE_LOOSE = """select m.seq, m.field from unnest(%s::smallint[], %s::text[]) u(s, i)
 join fact_key k on k.source_id = u.s and k.fact_id = u.i join party_mention m on m.seq = k.seq where m.claim_id is null"""
HAVE_ALL_LOOSE = "select m.seq, m.field from party_mention m where m.claim_id is null"
STORED = """select m.seq, m.field, s.said, s.name_key, m.role, m.phone, m.licence, m.owner, m.address from party_mention m
 join party_spelling s on s.spelling_id = m.spelling_id where (m.seq, m.field) in (select * from unnest(%s::bigint[], %s::text[]))"""
MARKED = """select d.claim_id from picture_due d join standing s on s.claim_id = d.claim_id where s.person_id = any(%s)"""
NAMES = "select distinct name_key from party_spelling where name_key > %s order by 1 limit %s"
LATEST = """select verdict, key, other_key from party_answer where (party_id, other_party_id) = (%s, %s)
 order by answer_id desc limit 1"""
ANSWER = """insert into party_answer (party_id, other_party_id, key, other_key, verdict, answered_by, agency, answered_at)
 values (%s, %s, %s, %s, %s, %s, %s, %s)"""
ONE_KEY = "select min(key) from party_key where party_id = %s"
NAMES_AT_ONCE = 2_000


class AlreadyAnswered(Exception):
    """Somebody answered first; their answer must be taken back before another is given."""


class NotAnswered(Exception):
    """There is no answer to take back."""


@dataclass(frozen=True, slots=True)
class Touched:
    """Whose mentions must be looked at again.

    :ivar facts: facts without a claim, as (source, id).
    """

    claims: set[int] = field(default_factory=set)
    facts: set[tuple[int, str]] = field(default_factory=set)


def follow_report(*, scope: Scope, recorded: Recorded, marked: bool) -> None:
    """What a batch changes in parties. Where nothing names or corrects anything, nobody is asked anything.

    ``marked``: claims are left to :func:`follow_claims`, with the pictures.
    """
    scope.require(Power.REPORT)
    touched = _touched(recorded)
    if marked:
        touched.claims.clear()
    _follow(touched)


def follow_claims(*, scope: Scope, claims: Iterable[int]) -> None:
    """Bring the mentions of these claims in line with the facts that stand."""
    scope.require(Power.NATION)
    _follow(Touched(claims=set(claims)))


def list_marked(*, scope: Scope, people: Sequence[int]) -> list[int]:
    """The claims of these people that imports left for later."""
    scope.require(Power.NATION)
    return [claim for (claim,) in bulk.run(MARKED, (list(people),))]


def rebuild_claims(*, scope: Scope, people: Sequence[int], check: bool) -> int:
    """Derive the mentions of everything said about these people again; how many differed. ``check`` only compares."""
    scope.require(Power.NATION)
    claims = claims_of(people)
    return _renew(gathering.of_claims(claims), _ids(HAVE, claims), check=check)


def rebuild_rest(*, scope: Scope, check: bool) -> int:
    """The same for findings about nobody but a recruiter; then every name is grouped again."""
    scope.require(Power.NATION)
    differing = _renew(gathering.of_all_loose(), _ids(HAVE_ALL_LOOSE), check=check)
    if not check:
        placing.group_anew({"": set()})
    after = ""
    while names := [name for (name,) in bulk.run(NAMES, (after, NAMES_AT_ONCE))]:
        placing.lock(names)
        differing += (
            placing.count_misplaced(names) if check else placing.group_anew({name: set() for name in names})
        )
        after = names[-1]
    return differing


def answer(*, scope: Scope, code: str, other: str, verdict: Verdict, now: datetime) -> None:
    """Say whether two parties are one. Nothing moves; readers see *same* ones together, and *different* ones never meet.

    :raises NotAllowed: no power to review. :raises NotVisible: the officer may not see both, or they are one already.
    :raises AlreadyAnswered: somebody was first.
    """
    scope.require(Power.REVIEW_IDENTITY)
    pair = _pair(scope, code, other)
    with as_engine():
        bulk.run("select 1 from party where party_id = any(%s) order by party_id for update", (list(pair),))
        standing = _latest(pair)
        if standing and standing[0] in ("same", "different"):
            raise AlreadyAnswered(code)
        [(key,)], [(other_key,)] = (bulk.run(ONE_KEY, (party,)) for party in pair)
        bulk.run(ANSWER, (*pair, key, other_key, verdict, scope.actor, scope.agency, now))
    trail.record(scope=scope, action=f"party.{verdict}", now=now, subject=f"{code} {other}")


def undo_answer(*, scope: Scope, code: str, other: str, now: datetime) -> None:
    """Take the latest answer about two parties back; it stays in the record.

    :raises NotAllowed: no power to review. :raises NotVisible: as for answering. :raises NotAnswered: nothing to undo.
    """
    scope.require(Power.REVIEW_IDENTITY)
    pair = _pair(scope, code, other)
    with as_engine():
        bulk.run("select 1 from party where party_id = any(%s) order by party_id for update", (list(pair),))
        standing = _latest(pair)
        if standing is None or standing[0] == "undone":
            raise NotAnswered(code)
        bulk.run(ANSWER, (*pair, *standing[1:], "undone", scope.actor, scope.agency, now))
    trail.record(scope=scope, action="party.undone", now=now, subject=f"{code} {other}")


def _touched(recorded: Recorded) -> Touched:
    touched, corrects = Touched(), False
    for entry in recorded.entries:
        if entry.status != ACCEPTED:
            continue
        if entry.said.corrects:
            corrects = True
            touched.facts.add((entry.source_id, entry.said.corrects))
        if entry.said.kind in FIELDS and mentions_of(entry.said.kind, entry.said.data):
            if entry.claim_id:
                touched.claims.add(entry.claim_id)
            else:
                touched.facts.add((entry.source_id, entry.said.id))
    if corrects:  # what is corrected may have named somebody
        touched.claims.update(recorded.touched)
    return touched


def _follow(touched: Touched) -> None:
    found, have = list[Sighting](), set[Id]()
    if touched.claims:
        found += gathering.of_claims(touched.claims)
        have |= _ids(HAVE, sorted(touched.claims))
    if touched.facts:
        found += gathering.of_loose(touched.facts)
        named = sorted(touched.facts)
        have |= _ids(HAVE_LOOSE, [source for source, _ in named], [fact for _, fact in named])
    _bring(found, have)


def _bring(found: Sequence[Sighting], have: set[Id]) -> None:
    """Facts never change, so what is there already is as it should be."""
    stands = {it.id for it in found}
    new, gone = [it for it in found if it.id not in have], sorted(have - stands)
    if not new and not gone:
        return
    placing.lock({it.name.key for it in new} | placing.names_of(gone))
    anew = placing.take_out(gone)
    for name in placing.place(new):
        anew.setdefault(name, set())
    if anew:
        placing.group_anew(anew)


def _renew(found: Sequence[Sighting], have: set[Id], *, check: bool) -> int:
    """Compare each mention with what is stored; a rule for names may have changed since."""
    ids = [it.id for it in found]
    stored = {
        (seq, part): tuple(rest)
        for seq, part, *rest in bulk.run(STORED, ([seq for seq, _ in ids], [part for _, part in ids]))
    }
    outdated = {it.id for it in found if it.id in have and stored.get(it.id) != _stored(it)}
    stale = outdated | (have - set(ids))
    missing = [it for it in found if it.id not in have]
    if not check:
        _bring(found, have - outdated) if not outdated else _replace(found, have, outdated)
    return len(stale) + len(missing)


def _replace(found: Sequence[Sighting], have: set[Id], outdated: set[Id]) -> None:
    current = [it for it in found if it.id not in outdated]
    _bring(current, have)
    _bring(found, {it.id for it in current})


def _stored(it: Sighting) -> tuple[object, ...]:
    numbers = (it.key_of(kind) for kind in ("phone", "licence", "owner", "address"))
    return (it.name.said, it.name.key, it.role, *numbers)


def _ids(statement: str, *parameters: list[int] | list[str]) -> set[Id]:
    return {(seq, part) for seq, part in bulk.run(statement, parameters)}


def _pair(scope: Scope, code: str, other: str) -> tuple[int, int]:
    one, two = sorted(party_id_of(scope=scope, code=it) for it in (code, other))
    if one == two:
        raise NotVisible("party")
    return one, two


def _latest(pair: tuple[int, int]) -> tuple[str, int | None, int | None] | None:
    found = bulk.run(LATEST, pair)
    return (found[0][0], found[0][1], found[0][2]) if found else None
