"""Columns that rings do not tell: the record of her recruiter, who returns under another name, surges, parties without the card, answers
in one wording, who came back from one employer. Read for some people into the pure measures, and written beside their ring's."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

import orjson

from kawal.facts.ledger import bulk
from kawal.situation.context.standing import standing_context
from kawal.situation.networks.dangers import Signs
from kawal.situation.networks.keys import bands
from kawal.situation.networks.measures import Measures
from kawal.situation.networks.records import MOST_TOLD, RECENT
from kawal.situation.networks.shapes import Measure, Person
from kawal.situation.networks.telling import SIGNS, TOLD, unsigned
from kawal.situation.rings.counting import Nation
from kawal.situation.rings.drawing import rows_of
from kawal.situation.rings.neighbourhood import Neighbourhood

WIDE = ("recruiter_workers", "recruiter_harmed", "recruiter_rate_pm", "recruiter_returns", "surge", "village_surge", "same_answers",
        "problem_returns", "group_unregistered")  # fmt: skip
READ = (*TOLD, "phone", "proven")
LOCK = "select pg_advisory_xact_lock(7419, 2)"  # measures are drawn by one at a time
ROWS = """select s.person_id, t.kind, t.key, t.role, t.first_on, t.seq from standing s join link_trace t on t.claim_id = s.claim_id
 where s.person_id = any(%s) and t.kind = any(%s) order by t.first_on, t.seq"""
AREAS = "select person_id, area::text from standing where person_id = any(%s) and area is not null order by claim_id"
BACK = """select distinct o.person_id from unnest(%s::bigint[]) k cross join lateral (
  select t.claim_id from link_trace t where t.kind in ('employer', 'vessel') and t.key = k limit 20000) t
 join standing o on o.claim_id = t.claim_id where exists (select from standing p join link_trace b on b.claim_id = p.claim_id
  where p.person_id = o.person_id and b.kind = 'back')"""
ALIKE = """select distinct o.person_id from (select claim_id from link_trace where kind = 'words' and word_bands(key) && %s::int[]
  limit 20000) t join standing o on o.claim_id = t.claim_id
 union select o.person_id from link_trace t join standing o on o.claim_id = t.claim_id where t.kind = 'device' and t.key = any(%s)"""
LATELY = """select person_id from (select s.person_id, max(t.first_on) as on from link_trace t join standing s on s.claim_id = t.claim_id
 where t.kind = 'record' and t.key = any(%s) and t.first_on >= current_date - %s group by 1) w order by w.on desc, 1 limit %s"""
OF_KEYS = """select distinct s.person_id from link_trace t join standing s on s.claim_id = t.claim_id
 where t.kind in ('record', 'employer') and t.key = any(%s) limit %s"""
WRITE = """insert into measured as m (person_id, columns, behind, wide, wide_behind) select i.person_id, '{}', '{}', i.columns, i.behind
 from jsonb_to_recordset(%s::text::jsonb) i(person_id bigint, columns jsonb, behind jsonb)
 on conflict (person_id) do update set wide = excluded.wide, wide_behind = excluded.wide_behind
 where m.wide is distinct from excluded.wide returning person_id"""
GONE = "update measured set wide = '{}', wide_behind = '{}' where person_id = any(%s) and wide <> '{}' returning person_id"


def draw(people: Iterable[int], nation: Nation) -> frozenset[int]:
    """Measure these people and whom their news concern; whose columns changed."""
    bulk.run(LOCK)
    wanted = set(people)
    seen = _Seen(nation)
    seen.read(wanted)
    told = wanted | seen.concerned(wanted)
    if told > wanted:
        seen = _Seen(nation)
        seen.read(told)
    return _write({person: seen.of(person) for person in told})


def _write(found: dict[int, dict[str, Measure]]) -> frozenset[int]:
    rows = rows_of(found)
    gone = sorted(found.keys() - {row["person_id"] for row in rows})
    changed = bulk.run(WRITE, (orjson.dumps(rows).decode(),)) if rows else []
    changed += bulk.run(GONE, (gone,)) if gone else []
    return frozenset(person for (person,) in changed)


@dataclass(slots=True)
class _Seen:
    """The pure measures with as much of the traces as some people need."""

    nation: Nation
    near: Neighbourhood = field(default_factory=Neighbourhood)
    measures: Measures = field(init=False)
    signs: defaultdict[Person, Signs] = field(default_factory=lambda: defaultdict(Signs))
    rows: dict[int, list[tuple[Any, ...]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        made = self.measures = Measures(self.near.links, self.signs, standing_context())
        people = self.nation.people
        made.records.sizes = self.nation.sizes
        made.records.counted = people.get("proven", 0), people.get("record", 0)
        made.answers.counted = people.get("words", 0)
        made.surges.complaints, made.surges.leaving = self.nation.complaints, self.nation.leaving

    def of(self, person: int) -> dict[str, Measure]:
        return {name: it for name, it in self.measures.of(person) if name in WIDE}

    def read(self, people: set[int]) -> None:
        users = self.near.read_idents(self.near.read_people(people))
        self._take(people)
        self._take(users | self._sharers(people))
        for person, area in bulk.run(AREAS, (sorted(people),)):
            self.measures.surges.lives(person, area)
        keys = {key for person in people for key in self.measures.records.of_person.get(person, ())}
        for key, person, day, seq in self.nation.harmed:
            if key in keys:
                self.measures.records.named(person, key, day, ("", str(seq)))
                self.measures.records.proven(person, day, ("", str(seq)))
        if self.nation.sanctioned or self.nation.findings:
            self._sanction(users)
        self.near.settle()

    def concerned(self, people: set[int]) -> set[int]:
        """Whom what is new of these people may tell something."""
        made, found = self.measures, set[Person]()
        for person in people:
            found |= made.answers.others(person) | made.voyages.others(person) | made.returns.others(person)
            found |= self.nation.leaving.others(person)
            if self._has(person, "sanction"):
                for ident in self.near.links.recruiters_of(person):
                    found |= self.near.links.people_at(ident, MOST_TOLD)
        proven = {
            key for it in people if self._has(it, "proven") for key in made.records.of_person.get(it, ())
        }
        if proven:
            found |= {it for (it,) in bulk.run(LATELY, (sorted(proven), RECENT, MOST_TOLD))}
        surges = {key for it in people for key in self.nation.complaints.surges_with(it)}
        if surges:
            found |= {it for (it,) in bulk.run(OF_KEYS, (sorted(surges), MOST_TOLD))}
        return {it for it in found if isinstance(it, int)}

    def _has(self, person: int, kind: str) -> bool:
        return any(row[1] == kind for row in self.rows.get(person, ()))

    def _sharers(self, people: set[int]) -> set[int]:
        """Who came back from the same employers, and who answered alike."""
        rows = [row for person in people for row in self.rows.get(person, ())]
        back = {row[0] for row in rows if row[1] == "back"}
        places = sorted({row[2] for row in rows if row[1] in ("employer", "vessel") and row[0] in back})
        found = {person for (person,) in bulk.run(BACK, (places,))} if places else set[int]()
        parts = sorted(
            {n * 8192 + it for row in rows if row[1] == "words" for n, it in bands(unsigned(row[2]))}
        )
        devices = sorted({row[2] for row in rows if row[1] == "device"})
        if parts or devices:
            found |= {person for (person,) in bulk.run(ALIKE, (parts, devices))}
        return found

    def _sanction(self, users: set[int]) -> None:
        """Everything of recruiters about whom a case was proven, and of those of whom these people know."""
        near = self.near
        findings = {ident for idents in self.nation.findings.values() for ident in idents}
        found = findings | near.read_people({*self.nation.sanctioned, *users})
        near.read_people(near.read_idents(found))
        for person in self.nation.sanctioned:
            self.measures.records.sanction(sorted(near.links.recruiters_of(person)))
        for idents in self.nation.findings.values():
            self.measures.records.sanction(idents)

    def _take(self, people: Iterable[int]) -> None:
        new = sorted(set(people) - self.rows.keys())
        if not new:
            return
        for person in new:
            self.rows[person] = []
        for row in bulk.run(ROWS, (new, list(READ))):
            self.rows[row[0]].append(row)
            self._tell(*row)

    def _tell(self, person: int, kind: str, key: int, role: str, on: Any, seq: int) -> None:
        made, day, ref = self.measures, on.toordinal(), ("", str(seq))
        if kind == "sign":
            self.signs[person].note(SIGNS[role][0], day, ref)
        elif kind == "record":
            made.records.named(person, key, day, ref)
        elif kind == "proven":
            made.records.proven(person, day, ref)
        elif kind in ("employer", "vessel"):
            made.returns.worked(person, {key})
            if kind == "employer":
                made.surges.employed(person, key, day)
        elif kind == "back":
            made.returns.came_back(person, day, ref)
        elif kind == "found":
            made.returns.found(person)
        else:
            self._answer_or_voyage(person, kind, key, day, seq)

    def _answer_or_voyage(self, person: int, kind: str, key: int, day: int, seq: int) -> None:
        ref = ("", str(seq))
        if kind == "words":
            self.measures.answers.said(person, unsigned(key), day, ref)
        elif kind == "device":
            self.measures.answers.sent(person, key, day, ref)
        elif kind == "phone":
            self.measures.voyages.called(person, {key})
        elif kind == "flight":
            self.measures.voyages.flew(person, key, day, ref)
