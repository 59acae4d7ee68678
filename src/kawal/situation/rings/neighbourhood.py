"""As much of the traces as the ties of some people need, read into the pure links: a few statements however many people."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from kawal.facts.ledger import bulk
from kawal.situation.networks.dangers import HARMED
from kawal.situation.networks.laws import LAWS
from kawal.situation.networks.links import COMMON, Ident, Links
from kawal.situation.networks.shapes import Trace
from kawal.situation.networks.telling import DANGER, TOLD

COLUMNS = "t.kind, t.key, t.role, t.name, t.shown, t.first_on, t.last_on, t.seq, t.said"
OF_PEOPLE = f"""select s.person_id, {COLUMNS} from standing s join link_trace t on t.claim_id = s.claim_id
 where s.person_id = any(%s) and t.kind <> all(%s)"""
# A number that thousands say ties nobody: so many and one more tell as much as all.
OF_IDENTS = f"""select s.person_id, {COLUMNS} from unnest(%s::text[], %s::bigint[]) i(kind, key)
 cross join lateral (select * from link_trace t where t.kind = i.kind and t.key = i.key order by t.seq limit %s) t
 left join standing s on s.claim_id = t.claim_id"""
MOST_USES = COMMON * max(law.most for law in LAWS.values()) + 1
MOST_ROUNDS = 12
NEAR = 60  # users of one identifier whose own measures follow its growth

Traced = tuple[int | None, str, int, str, str, str, date, date, int, str]


@dataclass(slots=True)
class Neighbourhood:
    """:ivar links: everything read so far. :ivar near: those asked for, and those who share a number with them.

    :ivar shown: how an identifier looks to readers. :ivar names: said with it, as they sound; ``said`` as they were written.
    :ivar proven: identifiers of proven findings.
    """

    links: Links = field(default_factory=lambda: Links(at_once=True))
    near: set[int] = field(default_factory=set)
    shown: dict[Ident, str] = field(default_factory=dict)
    names: dict[Ident, set[str]] = field(default_factory=dict)
    said: dict[Ident, Counter[str]] = field(default_factory=dict)
    proven: set[Ident] = field(default_factory=set)
    confirmed: set[int] = field(default_factory=set)
    _marks: dict[int, set[str]] = field(default_factory=dict)
    _read: set[Ident] = field(default_factory=set)
    _known: set[int] = field(default_factory=set)
    _taken: set[tuple[int, int, str, int, str]] = field(default_factory=set)

    def settle(self) -> None:
        for person, marks in self._marks.items():
            self.links.set_inside(person, "inside" in marks and "outside" not in marks)
            self.links.set_harmed(person, "harmed" in marks)
        self.links.settle()

    def add(self, rows: Sequence[Traced]) -> None:
        for person, kind, key, role, name, shown, first_on, last_on, seq, said in rows:
            if kind.startswith("proven-"):
                self.proven.add((kind.removeprefix("proven-"), key))
                continue
            if person is None or (person, seq, kind, key, role) in self._taken:
                continue
            self._taken.add((person, seq, kind, key, role))
            if kind == "proven":
                self.confirmed.add(person)
            elif kind in ("inside", "outside"):
                self._marks.setdefault(person, set()).add(kind)
            elif kind == DANGER:
                if role in HARMED:
                    self._marks.setdefault(person, set()).add("harmed")
            elif kind == "name":
                self.links.set_names(person, [frozenset(name.split())])
            else:
                if said:
                    self.said.setdefault((kind, key), Counter())[said] += 1
                self._see(
                    person, Trace(kind, key, role, frozenset(name.split())), shown, first_on, last_on, seq
                )

    def read_people(self, people: Iterable[int]) -> set[Ident]:
        """Everything they share; the identifiers that were not read yet."""
        new = sorted(set(people) - self._known)
        if not new:
            return set()
        self._known.update(new)
        rows = bulk.run(OF_PEOPLE, (new, list(TOLD)))
        self.add(rows)
        return {(row[1], row[2]) for row in rows if row[1] in LAWS} - self._read

    def read_idents(self, idents: set[Ident]) -> set[int]:
        """Everybody who uses them, and what was found about them."""
        asked = sorted(idents - self._read)
        if not asked:
            return set()
        self._read.update(asked)
        both = [*asked, *((f"proven-{kind}", key) for kind, key in asked)]
        rows = bulk.run(OF_IDENTS, ([kind for kind, _ in both], [key for _, key in both], MOST_USES))
        self.add(rows)
        return {row[0] for row in rows if row[0] is not None}

    def _see(self, person: int, trace: Trace, shown: str, first_on: date, last_on: date, seq: int) -> None:
        ident = (trace.kind, trace.key)
        for day in (first_on, last_on):
            self.links.see(person, trace, day.toordinal(), ("", str(seq)))
        if shown and (trace.role == "recruiter" or ident not in self.shown):
            self.shown[ident] = shown
        if trace.name:
            self.names.setdefault(ident, set()).add(" ".join(sorted(trace.name)))


def read(people: Iterable[int]) -> Neighbourhood:
    """Who may be tied to these people, through any number of supported links."""
    found = Neighbourhood()
    wanted = set(people)
    idents = found.read_people(wanted)
    users = found.read_idents(idents)
    few = {it for ident in idents for it in found.links.people_at(ident, NEAR)}
    found.near = wanted | {it for it in few if isinstance(it, int)}
    frontier = users if len(users) <= NEAR * max(1, len(wanted)) else found.near
    for _ in range(MOST_ROUNDS):
        if not (idents := found.read_people(frontier)):
            break
        found.read_idents(idents)
        found.settle()
        frontier = {
            it for person in found.near for it in found.links.parts.tied(person) if isinstance(it, int)
        }
    found.settle()
    return found
