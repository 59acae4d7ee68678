"""Every read of rings: the list, one ring, which others may be the same. Members out of reach are counted, never named."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from typing import Any

import orjson

from kawal.access import asking
from kawal.access.asking import Question
from kawal.access.officers.selectors import no_longer_may
from kawal.access.scope import Category, NotVisible, Power, Scope
from kawal.access.wall import as_engine
from kawal.facts.ledger import bulk
from kawal.foundation.names import sound_words
from kawal.foundation.phones import phone_digits
from kawal.situation.paging import Page, cursor_of, parts_of
from kawal.situation.people.searching import Hit, rows_of
from kawal.situation.rings.cards import Answer, Link, Member, Proposed, Reason, RingRow, RingView
from kawal.situation.rings.gathering import keyed
from kawal.situation.rings.looking import ring_id_of
from kawal.situation.rings.roles import Tie, roles_of

LONGEST, MOST_MEMBERS, MOST_NEAR = 200, 200, 6
SEEN = """select m.ring_id, count(*) as seen, array_remove(array_agg(distinct left(c.home, 5)), null) as homes,
  array_remove(array_agg(distinct c.country), null) as countries
 from ring_member m join person p on p.person_id = m.person_id and {p seen} left join picture c on c.person_id = p.person_id
 where (%(rings)s::bigint[] is null or m.ring_id = any(%(rings)s::bigint[])) group by 1"""
ROWS = f"""select r.ring_id, r.code, r.members, v.seen, r.confirmed, r.findings, r.first_on, r.last_on, r.found_at, r.grew,
  r.reasons::text as reasons, l.names, v.homes, v.countries
 from ({SEEN}) v join ring r on r.ring_id = v.ring_id and r.survivor is null and r.members > 0
 left join lateral (select array_agg(x.name) as names from (select n as name, sum(cardinality(k.people)) as times from ring_link k,
  unnest(k.said) n where k.ring_id = r.ring_id group by 1 order by 2 desc, 1 limit 4) x) l on true"""
LIST = Question(f"""{ROWS}
 where case %(state)s when 'terbukti' then r.confirmed + r.findings > 0
  when 'dugaan' then r.confirmed + r.findings = 0
  when 'baru' then r.found_at > %(now)s::timestamptz - interval '14 days' or r.grew[cardinality(r.grew)] > (%(now)s::timestamptz)::date - 30
  else true end
  and (not %(asked)s or exists (select from ring_link k where k.ring_id = r.ring_id and (k.key = any(%(details)s::bigint[])
   or k.shown ilike %(part)s or exists (select from unnest(k.names) n
   where string_to_array(n, ' ') @> %(sounds)s::text[] and %(sounds)s::text[] <> '{{}}'))))
 order by (r.confirmed + r.findings > 0), r.found_at desc, r.ring_id desc offset %(start)s limit %(most)s""")
SOME = Question(f"{ROWS} order by r.ring_id")
OF_PERSON = Question("""select r.code from ring_member m join person p on p.person_id = m.person_id and {p seen}
 join ring r on r.ring_id = m.ring_id and r.members > 0 where m.person_id = %(person)s""")
SEEN_PERSON = Question("select p.person_id from person p where p.person_id = %(person)s and {p seen}")
IN = "select ring_id from ring_member where person_id = %s and ring_id = any(%s)"
# By what tells one recruiter from another, under the same keys as the ring's own.
SAYS = """select distinct k.ring_id from standing s join link_trace t on t.claim_id = s.claim_id and t.role = 'recruiter'
 join ring_link k on k.ring_id = any(%s) and k.kind = t.kind and k.key = t.key
 where s.person_id = %s and k.kind in ('phone', 'recruiter', 'licence')"""
MEMBERS = Question("""select m.person_id, m.joined_on, m.signs from ring_member m join person p on p.person_id = m.person_id and {p seen}
 where m.ring_id = %(ring)s order by m.joined_on, m.person_id""")
LINKS = """select kind, key, shown, people, first_on, last_on, names, said from ring_link where ring_id = %(ring)s
 order by cardinality(people) desc, kind, key"""
PROPOSED = """select a.ring_id as one, a.other_ring_id as other, a.reason, a.answered_by, a.agency from (
  select distinct on (ring_id, other_ring_id) * from ring_answer order by ring_id, other_ring_id, answer_id desc) a
 where a.act = 'proposed' and a.answered_by <> %(actor)s order by a.answered_at limit 50"""
ANSWERS = """select distinct on (other) one, other, act, reason, answered_by, agency, answered_at,
  (select r.code from ring r where r.ring_id = other) as code
 from (select case when a.ring_id = any(x.own) then a.ring_id else a.other_ring_id end as one,
   coalesce(o.survivor, o.ring_id) as other, a.act, a.reason, a.answered_by, a.agency, a.answered_at, a.answer_id
  from (select array_agg(r.ring_id) as own from ring r where r.ring_id = %(ring)s or r.survivor = %(ring)s) x
  join ring_answer a on a.ring_id = any(x.own) or a.other_ring_id = any(x.own)
  join ring o on o.ring_id = case when a.ring_id = any(x.own) then a.other_ring_id else a.ring_id end) y
 where one <> other order by other, answer_id desc"""
# Others that use an identifier of it: too thin a tie to be one, worth a look.
NEAR = """select distinct k.ring_id from ring_link k join ring_link o on (o.kind, o.key) = (k.kind, k.key) and o.ring_id = %(ring)s
 where k.ring_id <> %(ring)s union select distinct k.ring_id from ring_link k join ring_link o on o.ring_id = %(ring)s
 and k.names && o.names where k.ring_id <> %(ring)s limit 20"""


def list_rings(
    *, scope: Scope, now: datetime, q: str = "", state: str = "", limit: int = 25, cursor: str | None = None
) -> Page[RingRow]:
    """Those without a case first, the newest first. A text is a recruiter's name in any spelling, a phone, a booking, an address.

    :raises NotAllowed: no power to search. :raises BadCursor: not one of ours.
    """
    scope.require(Power.SEARCH)
    parts = parts_of(cursor, int)
    start: int = parts[0] if parts else 0
    text = " ".join(q.split())[:LONGEST]
    phone = phone_digits(text) if text else None
    part = "%" + text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"
    found = LIST.ask(
        scope, rings=None, state=state, now=now, asked=bool(text), part=part, sounds=list(sound_words(text)),
        details=[keyed("phone", phone)] if phone else [], start=start, most=limit + 1,
    )  # fmt: skip
    return Page(
        [_row(it, scope) for it in found[:limit]], cursor_of(start + limit) if len(found) > limit else None
    )


def get_ring(*, scope: Scope, code: str) -> RingView:
    """One ring with those of its members whom the reader may see.

    :raises NotAllowed: no power to read people. :raises NotVisible: unknown, come apart, or no member within reach.
    """
    scope.require(Power.READ_PERSON)
    ring = ring_id_of(code)
    row = next(iter(_rows(scope, [ring])), None)
    if row is None:
        raise NotVisible("ring")
    near = [it.ring_id for it in asking.rows(NEAR, {"ring": ring})]
    answers = [
        Answer(it.code, it.act, it.reason, it.answered_by, it.agency, it.answered_at)
        for it in asking.rows(ANSWERS, {"ring": ring})
        if it.code
    ]
    members, links = _members(scope, ring), asking.rows(LINKS, {"ring": ring})
    reach = {member.person.person_id for member in members}
    return RingView(
        row=row,
        links=tuple(_link(it, reach) for it in links),
        members=tuple(members),
        answers=tuple(answers),
        near=tuple(_rows(scope, near)[:MOST_NEAR]) if near else (),
        roles=roles_of(map(_tie, links)),
    )


def list_to_answer(*, scope: Scope) -> list[Proposed]:
    """What colleagues propose about two rings within reach, and only a second officer may answer; the longest waiting first.

    Nothing for who may not answer, and nothing that its author may propose no more.
    """
    if not scope.may(Power.CONFIRM_ACT):
        return []
    found = asking.rows(PROPOSED, {"actor": scope.actor})
    gone = no_longer_may(logins=[it.answered_by for it in found], power=Power.TAKE_ALERT) if found else ()
    asked = [it for it in found if it.answered_by not in gone]
    seen = (
        {it.ring_id: it for it in _rows(scope, [ring for it in asked for ring in (it.one, it.other)])}
        if asked
        else {}
    )
    return [
        Proposed(seen[it.one], seen[it.other], it.reason, it.agency)
        for it in asked
        if it.one in seen and it.other in seen
    ]


def find_code(*, scope: Scope, person_id: int) -> str:
    """The code of the ring this person is in; empty where there is none, or the person is out of reach.

    :raises NotAllowed: no power to read people.
    """
    scope.require(Power.READ_PERSON)
    return next((it.code for it in OF_PERSON.ask(scope, person=person_id)), "")


def list_met(
    *, scope: Scope, person_id: int, among: Collection[int], with_named: bool = False
) -> list[RingRow]:
    """Of these rings those this person is in; with ``with_named`` also those whose recruiter's number, licence or name she says.

    :raises NotAllowed: no power to read people.
    """
    scope.require(Power.READ_PERSON)
    if not SEEN_PERSON.ask(scope, person=person_id):
        return []
    with as_engine():
        found = bulk.run(IN, (person_id, list(among)))
        found += bulk.run(SAYS, (list(among), person_id)) if with_named else []
    met = sorted({ring for (ring,) in found})
    return _rows(scope, met) if met else []


def _rows(scope: Scope, rings: Sequence[int]) -> list[RingRow]:
    return [_row(it, scope) for it in SOME.ask(scope, rings=list(rings))]


def _members(scope: Scope, ring: int) -> list[Member]:
    found = {it.person_id: it for it in MEMBERS.ask(scope, ring=ring)[:MOST_MEMBERS]}
    people = rows_of(scope=scope, hits=[Hit(person, 0, 0.0, "") for person in found])
    return [
        Member(it, found[it.person_id].joined_on, _signs(found[it.person_id].signs, scope)) for it in people
    ]


def _signs(said: Iterable[str], scope: Scope) -> tuple[str, ...]:
    """What troubled somebody is for whoever sees trouble; others see who belongs together, and by what."""
    return tuple(said) if scope.sees(Category.TROUBLE) else ()


def _row(it: Any, scope: Scope) -> RingRow:
    reasons = tuple(
        Reason(one["code"], one["people"], _signs(one["signs"], scope)) for one in orjson.loads(it.reasons)
    )
    return RingRow(
        it.ring_id, it.code, it.members, it.seen, it.confirmed, it.findings, it.first_on, it.last_on, it.found_at,
        tuple(it.grew), reasons, tuple(it.names or ()), tuple(it.homes or ()), tuple(it.countries or ()),
    )  # fmt: skip


def _link(it: Any, seen: Collection[int]) -> Link:
    inside = tuple(person for person in it.people if person in seen)
    return Link(it.kind, it.key, it.shown, len(it.people), inside, it.first_on, it.last_on)


def _tie(it: Any) -> Tie:
    return Tie(
        it.kind, it.shown, frozenset(it.names), tuple(it.said), frozenset(it.people), it.first_on, it.last_on
    )
