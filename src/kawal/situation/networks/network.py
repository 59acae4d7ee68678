"""Everything that many people together tell, kept as facts come: links, rings and the measured columns.

network = Network(world)
for person, fact in facts:                 # in the order in which they became known
    for changed in network.take(person, fact, claim):
        columns = network.measured(changed)
"""

from collections.abc import Iterable, Iterator
from typing import Final

from kawal.situation.networks import dangers
from kawal.situation.networks.dangers import Signs
from kawal.situation.networks.keys import Keyed, plain_key
from kawal.situation.networks.links import Ident, Links
from kawal.situation.networks.measures import Measures
from kawal.situation.networks.rings import Ring, is_group, measured_by, ring_of
from kawal.situation.networks.shapes import NOBODY, Claimed, Heard, Measure, Person, Trace, World, heard
from kawal.situation.networks.traces import traces_of
from kawal.situation.parties.rules.forms import read_name
from kawal.situation.picture.shapes import PictureFact

PROVEN: Final = "proven"


class Network:
    """One world of people and facts. ``take`` answers whose measures changed; ``measured`` what they are now."""

    def __init__(self, world: World, *, keyed: Keyed = plain_key, at_once: bool = False) -> None:
        self.links = Links(at_once=at_once)
        self.signs: dict[Person, Signs] = {}
        self.confirmed: set[Person] = set()
        self.found: set[Ident] = set()
        self.measures = Measures(self.links, self.signs, world)
        self._world, self._keyed = world, keyed
        self._rings: dict[Person, Ring] = {}
        self._named: dict[Person, set[tuple[str, ...]]] = {}

    @classmethod
    def batch(
        cls, world: World, facts: Iterable[tuple[Person, PictureFact, Claimed]], *, keyed: Keyed = plain_key
    ) -> "Network":
        """The same from everything at once: links are worked out when all is read."""
        made = cls(world, keyed=keyed, at_once=True)
        for person, fact, claim in facts:
            made.take(person, fact, claim)
        made.links.settle()
        made._renew(made.links.parts)
        return made

    def take(self, person: Person | None, fact: PictureFact, claim: Claimed = NOBODY) -> set[Person]:
        """Take one fact in; ``None`` is a finding about a recruiter alone. Whose measures may differ from before."""
        it = heard(fact)
        traces = traces_of(it, claim, self._world, self._keyed)
        if person is None:
            return self._finding([(trace.kind, trace.key) for trace in traces], it)
        signs = self.signs.get(person)
        if signs is None:
            signs = self.signs[person] = Signs()
        told = dangers.take(signs, it, self._world, claim)
        changed = self._tie(person, traces, it, signs, claim)
        if it.kind == "case_decided" and it.data.get("outcome") == PROVEN:
            self.confirmed.add(person)
            self.found.update((trace.kind, trace.key) for trace in traces if trace.role == "recruiter")
            told = True
        changed |= self.measures.take(person, it, claim, traces)
        if told:
            changed.add(person)
        return changed | self._renew(changed) if changed else changed

    def forget(self, person: Person) -> set[Person]:
        """Everything said of her is taken back, because it was withdrawn or is somebody else's; whose measures differ."""
        shared = {it for ident in self.links.idents_of(person) for it in self.links.people_at(ident)}
        changed = self.links.forget(person) | shared
        self.measures.forget(person)
        self.signs.pop(person, None)
        self._named.pop(person, None)
        self.confirmed.discard(person)
        ring = self._rings.pop(person, None)
        changed.update(ring.members if ring else ())
        changed.discard(person)
        return changed | self._renew(changed)

    def measured(self, person: Person) -> dict[str, int]:
        """The measured columns that are known of somebody."""
        return {name: it.value for name, it in self.behind(person).items()}

    def behind(self, person: Person) -> dict[str, Measure]:
        """The same with the day on which each became so, and the facts."""
        return dict(self._measures(person))

    def rings(self) -> list[Ring]:
        """Every ring there is reason to look at, the largest first."""
        each = {id(ring): ring for ring in self._rings.values()}
        return sorted(each.values(), key=lambda it: (-len(it.members), it.code))

    def ring_of(self, person: Person) -> Ring | None:
        return self._rings.get(person)

    def _measures(self, person: Person) -> Iterator[tuple[str, Measure]]:
        yield from self.measures.of(person)
        ring = self._rings.get(person)
        if ring:
            yield from measured_by(ring, self.links, person).items()

    def _tie(
        self, person: Person, traces: list[Trace], it: Heard, signs: Signs, claim: Claimed
    ) -> set[Person]:
        changed = set[Person]()
        if claim.names and claim.names not in self._named.setdefault(person, set()):
            self._named[person].add(claim.names)
            names = [frozenset(name.sounds) for said in claim.names if (name := read_name(said))]
            changed |= self.links.set_names(person, names)
        changed |= self.links.set_inside(person, signs.is_inside)
        changed |= self.links.set_harmed(person, signs.is_harmed)
        for trace in traces:
            changed |= self.links.see(person, trace, it.day, it.ref)
        return changed

    def _finding(self, idents: list[Ident], it: Heard) -> set[Person]:
        if it.data.get("outcome") != PROVEN:
            return set()
        self.found.update(idents)
        workers = {person for ident in idents for person in self.links.workers_of(ident)}
        changed = workers | self.measures.sanction(idents)
        return changed | self._renew(workers)

    def _renew(self, people: Iterable[Person]) -> set[Person]:
        """Draw the rings of these people again; whose ring changed."""
        changed, done = set[Person](), set[Person]()
        for person in list(people):
            if person in done:
                continue
            members = self.links.parts.tied(person)
            done |= members
            changed |= self._redraw(members)
        return changed

    def _redraw(self, members: set[Person]) -> set[Person]:
        before = {id(ring): ring for it in members if (ring := self._rings.get(it))}
        made = (
            ring_of(members, self.links, self.signs, self.confirmed, self.found)
            if is_group(members)
            else None
        )
        if made and list(before.values()) == [made] and all(it in self._rings for it in members):
            return set()
        were = {it for ring in before.values() for it in ring.members}
        for person in members:
            if made:
                self._rings[person] = made
            else:
                self._rings.pop(person, None)
        return were | members if made else were & members
