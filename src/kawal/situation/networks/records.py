"""What is on record of recruiters and companies: their workers, whose harm was confirmed, and who comes back under another name."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Final

from kawal.situation.networks.chances import Rate, rate, shrunk
from kawal.situation.networks.keys import Keyed, plain_key
from kawal.situation.networks.links import Ident, Links
from kawal.situation.networks.shapes import Heard, Measure, Person, Ref, World
from kawal.situation.networks.traces import is_licensed
from kawal.situation.parties.rules.forms import read_licence, read_name
from kawal.situation.parties.rules.mentions import Mention

ROLES: Final = ("recruiter", "company", "finding")
LEAST_BASE: Final = 0.001
MOST_TOLD: Final = 2_000
RECENT: Final = 730  # days


class Records:
    """By recruiter and company: the workers with the fact that names them, and of these the harmed."""

    def __init__(self, links: Links, world: World) -> None:
        self._links, self._world = links, world
        self.workers: defaultdict[int, dict[Person, tuple[int, Ref]]] = defaultdict(dict)
        self.harmed: defaultdict[int, dict[Person, tuple[int, Ref]]] = defaultdict(dict)
        self.of_person: defaultdict[Person, set[int]] = defaultdict(set)
        self._cases: dict[Person, tuple[int, Ref]] = {}
        self._sanctioned: list[frozenset[Ident]] = []
        self._sanctions: defaultdict[Ident, set[int]] = defaultdict(set)
        self.counted: tuple[int, int] | None = None
        self.sizes: dict[int, int] = {}  # workers of those of whom not all are taken in

    @property
    def base(self) -> float:
        """The share of all workers with a recruiter whose harm was confirmed; of those taken in, unless both were counted elsewhere."""
        cases, workers = self.counted or (len(self._cases), len(self.of_person))
        return max(LEAST_BASE, cases / max(1, workers))

    def take(self, person: Person, it: Heard) -> set[Person]:
        changed = set[Person]()
        for mention in it.mentions:
            if mention.role in ROLES:
                for key in record_keys(mention, it.day, self._world):
                    changed |= self.named(person, key, it.day, it.ref)
        if it.kind == "case_decided" and it.data.get("outcome") == "proven":
            changed |= self.proven(person, it.day, it.ref)
            if "recruiter" in it.data:
                changed |= self.sanction(sorted(self._links.recruiters_of(person)))
        return changed

    def named(self, person: Person, key: int, day: int, ref: Ref) -> set[Person]:
        """She was recruited or sent by whom this key stands for."""
        if person in self.workers[key]:
            self.workers[key][person] = min(self.workers[key][person], (day, ref))
            return set()
        self.workers[key][person] = (day, ref)
        self.of_person[person].add(key)
        case = self._cases.get(person)
        return {person} | (self._harm(person, key, *case) if case else set())

    def proven(self, person: Person, day: int, ref: Ref) -> set[Person]:
        """A case about her was decided proven."""
        self._cases.setdefault(person, (day, ref))
        changed = set[Person]()
        for key in self.of_person.get(person, ()):
            changed |= self._harm(person, key, day, ref)
        return changed

    def sanction(self, idents: list[Ident]) -> set[Person]:
        """These identifiers are a recruiter's about whom a case was proven; whose recruiters share some."""
        if not idents:
            return set()
        workers = {it for ident in idents for it in self._links.workers_of(ident)}
        whole = frozenset(idents).union(*(self._links.held_by(it) for it in workers))
        number = len(self._sanctioned)
        self._sanctioned.append(whole)
        for ident in whole:
            self._sanctions[ident].add(number)
        return {it for ident in whole for it in (use.person for use in self._links.uses(ident)[:MOST_TOLD])}

    def of(self, person: Person) -> Iterator[tuple[str, Measure]]:
        keys = self.of_person.get(person)
        if keys:
            base = self.base
            best = max(
                keys,
                key=lambda key: (shrunk(self._harmed_but(person, key), self.size(key), base), key),
            )
            harmed, workers = self._harmed_but(person, best), self.size(best)
            day, ref = self.workers[best][person]
            seen = [it for who, it in self.harmed.get(best, {}).items() if who != person]
            at = max((on for on, _ in seen), default=day)
            refs = tuple(sorted({ref, *(it for _, it in seen[:11])}))
            yield "recruiter_workers", Measure(workers, day, (ref,))
            yield "recruiter_harmed", Measure(harmed, at, refs)
            yield "recruiter_rate_pm", Measure(round(1000 * shrunk(harmed, workers, base)), at, refs)
        returns = self._returns(person)
        if returns:
            yield "recruiter_returns", returns

    def size(self, key: int) -> int:
        """Workers of a recruiter or company."""
        return self.sizes.get(key) or len(self.workers.get(key, ()))

    def forget(self, person: Person) -> None:
        for key in self.of_person.pop(person, ()):
            self.workers[key].pop(person, None)
            self.harmed[key].pop(person, None)
        self._cases.pop(person, None)

    def rate_of(self, key: int) -> Rate:
        """Of one recruiter or company, with its interval."""
        return rate(len(self.harmed.get(key, ())), self.size(key), self.base)

    def _returns(self, person: Person) -> Measure | None:
        """Identifiers that her recruiter shares with one sanctioned recruiter, the most of any."""
        mine = self._links.recruiters_of(person)
        if not self._sanctioned or not mine:
            return None
        workers = {it for ident in mine for it in list(self._links.workers_of(ident))[:400]}
        whole = set(mine).union(*(self._links.recruiters_of(it) | self._links.held_by(it) for it in workers))
        shared = defaultdict[int, list[Ident]](list)
        for ident in whole:
            for number in self._sanctions.get(ident, ()):
                shared[number].append(ident)
        best = max(shared.values(), key=lambda it: (len(it), sorted(it)), default=[])
        if not best:
            return None
        uses = [
            use
            for ident in best
            for use in self._links.uses(ident)
            if use.person == person or use.person in workers
        ]
        return (
            Measure(len(best), max(use.first for use in uses), tuple(sorted({use.ref for use in uses}))[:12])
            if uses
            else None
        )

    def _harm(self, person: Person, key: int, day: int, ref: Ref) -> set[Person]:
        """Told to whoever was recruited lately: the record matters most for those who have not left."""
        self.harmed[key].setdefault(person, (day, ref))
        recent = [(on, str(it), it) for it, (on, _) in self.workers[key].items() if on >= day - RECENT]
        return {it for _, _, it in sorted(recent, reverse=True)[:MOST_TOLD]}

    def _harmed_but(self, person: Person, key: int) -> int:
        harmed = self.harmed.get(key, {})
        return len(harmed) - (person in harmed)


def record_keys(mention: Mention, day: int, world: World, keyed: Keyed = plain_key) -> Iterator[int]:
    """A company by licence and name; somebody with no licence by phone, else by name."""
    licence = read_licence(mention.licence) or (
        read_licence(mention.name) if mention.role == "company" else None
    )
    name = read_name(mention.name, company=mention.role == "company") if mention.name else None
    if licence:
        yield keyed("record", licence)
    elif name and (name.is_company or is_licensed(mention, day, world)):
        yield keyed("record", name.key)
    elif mention.phone and (digits := "".join(filter(str.isdigit, mention.phone))[-9:]):
        yield keyed("record", f"{digits}|{name.key if name else ''}")
