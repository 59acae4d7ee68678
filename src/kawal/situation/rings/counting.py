"""What is counted over everybody before anybody is measured: workers of each recruiter, proven cases, complaints, who left from where.

A handful of statements, once a run; the chances are the pure ones of :mod:`kawal.situation.networks.surges`. The engine asks.
"""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from kawal.facts.ledger import bulk
from kawal.situation.networks.keys import plain_key
from kawal.situation.networks.links import Ident
from kawal.situation.networks.surges import VILLAGE_CODE, Counts

SIZES = """select t.kind, t.key, count(distinct s.person_id) from link_trace t join standing s on s.claim_id = t.claim_id
 where t.kind in ('record', 'employer') group by 1, 2"""
PEOPLE = """select t.kind, count(distinct s.person_id) from link_trace t join standing s on s.claim_id = t.claim_id
 where t.kind in ('record', 'employer', 'words', 'proven') group by 1"""
FIRST = "min(e.first_on), (array_agg(e.seq order by e.first_on, e.seq))[1]"
# Everybody with an event of one kind, beside whom that person worked for or through.
EVENTS = f"""select k.kind, k.key, s.person_id, {FIRST} from link_trace e join standing s on s.claim_id = e.claim_id
 join standing o on o.person_id = s.person_id join link_trace k on k.claim_id = o.claim_id and k.kind = any(%s)
 where e.kind = %s group by 1, 2, 3 order by 4, 5, 1, 2"""
SIGN = """(select from standing o join link_trace t on t.claim_id = o.claim_id
 where o.person_id = s.person_id and t.kind = 'sign' and t.role = '{}')"""
LEFT = f"""select v.area, s.person_id, {FIRST} from link_trace e join standing s on s.claim_id = e.claim_id
 cross join lateral (select o.area::text from standing o where o.person_id = s.person_id and length(o.area::text) >= {VILLAGE_CODE}
  order by o.claim_id limit 1) v
 where e.kind = 'departed' and exists {SIGN.format("outside")} and not exists {SIGN.format("card")} group by 1, 2 order by 3, 4"""
VILLAGES = f"""select area, count(*) from (select distinct on (person_id) person_id, area::text from standing
 where person_id is not null and length(area::text) >= {VILLAGE_CODE} order by person_id, claim_id) v group by 1"""
SANCTIONED = """select distinct s.person_id from link_trace t join standing s on s.claim_id = t.claim_id where t.kind = 'sanction'"""
LOOSE = "select seq, substr(kind, 8), key from link_trace where claim_id is null and kind like 'proven-%%'"


@dataclass(slots=True)
class Nation:
    """:ivar sizes: workers of each recruiter, company or employer. :ivar people: with a trace of a kind, by kind.

    :ivar harmed: key of a recruiter, worker, day and number of the fact that proved it. :ivar sanctioned: whose case names the recruiter;
    :ivar findings: identifiers of a recruiter alone, by finding.
    """

    sizes: dict[int, int] = field(default_factory=dict)
    people: dict[str, int] = field(default_factory=dict)
    harmed: list[tuple[int, int, int, int]] = field(default_factory=list)
    complaints: Counts = field(default_factory=Counts)
    leaving: Counts = field(default_factory=Counts)
    sanctioned: list[int] = field(default_factory=list)
    findings: dict[int, list[Ident]] = field(default_factory=dict)


def nation() -> Nation:
    """Everything counted as the traces stand."""
    found = Nation(people=dict(bulk.run(PEOPLE)))
    found.sizes = {key: people for _, key, people in bulk.run(SIZES)}
    found.harmed = [
        (key, person, on.toordinal(), seq)
        for _, key, person, on, seq in bulk.run(EVENTS, (["record"], "proven"))
    ]
    for kind, key, person, on, seq in bulk.run(EVENTS, (["record", "employer"], "complained")):
        _add(found.complaints, (key, person, on, seq), found.sizes.get(key, 1), found.people.get(kind, 1))
    _leaving(found.leaving)
    found.sanctioned = [person for (person,) in bulk.run(SANCTIONED)]
    for seq, kind, key in bulk.run(LOOSE):
        found.findings.setdefault(seq, []).append((kind, key))
    return found


def _leaving(counts: Counts) -> None:
    left = bulk.run(LEFT)
    villages = dict(bulk.run(VILLAGES)) if left else {}
    everybody = sum(villages.values())
    for area, person, on, seq in left:
        _add(counts, (plain_key("village", area), person, on, seq), villages[area], everybody)


def _add(counts: Counts, event: tuple[int, int, date, Any], exposed: int, everybody: int) -> None:
    key, person, on, seq = event
    counts.add(key, person, on.toordinal(), ("", str(seq)), exposed, everybody)
