"""Sightings of identifiers in, supported links out: who is tied to whom, kept as facts come or worked out at once."""

from collections.abc import Iterable
from typing import Final

from kawal.situation.networks import laws
from kawal.situation.networks.components import Components
from kawal.situation.networks.laws import HELD, LAWS, RECRUITERS, Use, Uses, spells
from kawal.situation.networks.shapes import Person, Ref, Trace

Ident = tuple[str, int]  # kind of trace, key
_PAPERS: Final = ("paper", "certificate")
COMMON: Final = (
    3  # times the most people an identifier may tie: so many say it that nobody counts them any more
)


class Links:
    """What is shared, and the components that follow. Any order of sightings gives the same.

    :ivar parts: the people tied to each other. :ivar inside: people known to leave inside the system; ``harmed`` to have come to harm.
    :ivar names: those claimed for a person. :ivar fresh: identifiers that gained somebody; whoever measures empties it.
    """

    def __init__(self, *, at_once: bool = False) -> None:
        self.parts: Components[Person] = Components()
        self.inside: set[Person] = set()
        self.harmed: set[Person] = set()
        self.names: dict[Person, set[frozenset[str]]] = {}
        self._lazy = at_once
        self._common: set[Ident] = set()
        self.fresh: list[Ident] = []
        self._single: dict[Ident, Use] = {}
        self._uses: dict[Ident, dict[tuple[Person, str, frozenset[str]], Use]] = {}
        self._of: dict[Person, set[tuple[str, Ident]]] = {}  # role, identifier

    def see(self, person: Person, trace: Trace, day: int, ref: Ref) -> set[Person]:
        """Take one sighting in; who is in a component that changed."""
        ident = (trace.kind, trace.key)
        known = self._uses.get(ident)
        if known is None:
            first = self._single.get(ident)
            if first is None or (first.person, first.role, first.name) == (person, trace.role, trace.name):
                return self._see_alone(ident, first, person, trace, day, ref)
            known = self._uses[ident] = {(first.person, first.role, first.name): first}
            del self._single[ident]
        if ident in self._common:
            return set()
        use = known.get((person, trace.role, trace.name))
        if use is None:
            known[person, trace.role, trace.name] = Use(person, trace.role, trace.name, day, ref)
            self._remember(person, ident, trace.role)
            self.fresh.append(ident)
            if len(known) > COMMON * LAWS[trace.kind].most:
                self._common.add(ident)
        elif not use.again(day, ref):
            return set()
        return set() if self._lazy else self._settle(ident)

    def _see_alone(
        self, ident: Ident, first: Use | None, person: Person, trace: Trace, day: int, ref: Ref
    ) -> set[Person]:
        if first is None:
            self._single[ident] = Use(person, trace.role, trace.name, day, ref)
            self._remember(person, ident, trace.role)
        else:
            first.again(day, ref)
        return set()

    def set_inside(self, person: Person, inside: bool) -> set[Person]:
        """She is known to leave inside the system, or not; who is in a component that changed."""
        if (person in self.inside) == inside:
            return set()
        (self.inside.add if inside else self.inside.discard)(person)
        houses = {it for it in self.held_by(person) if it[0] == "address"}
        return self._settle_all(self.phones_of(person) | houses)

    def set_harmed(self, person: Person, harmed: bool) -> set[Person]:
        """She is known to have come to harm, or not any more; who is in a component that changed."""
        if (person in self.harmed) == harmed:
            return set()
        (self.harmed.add if harmed else self.harmed.discard)(person)
        return self._settle_all({it for _, it in self._of.get(person, ()) if it[0] == "place"})

    def set_names(self, person: Person, names: Iterable[frozenset[str]]) -> set[Person]:
        """Names that were claimed for her; two people of one paper must not be one."""
        before = self.names.setdefault(person, set())
        size = len(before)
        before.update(names)
        return self._settle_all(self.papers_of(person)) if len(before) > size else set()

    def settle(self) -> None:
        """Work every link out at once, recruiters first."""
        self._lazy = False
        for ident in sorted(self._uses, key=lambda it: it[0] not in RECRUITERS):
            self.parts.set_tie(ident, self._groups(ident))

    def uses(self, ident: Ident) -> Uses:
        """Everybody's use of an identifier."""
        single = self._single.get(ident)
        return [single] if single else list(self._uses.get(ident, {}).values())

    def recruiters_of(self, person: Person) -> set[Ident]:
        """The phones, licences and names under which she was recruited, of nobody in force."""
        return {it for role, it in self._of.get(person, ()) if role == "recruiter" and it[0] in RECRUITERS}

    def phones_of(self, person: Person) -> set[Ident]:
        """The numbers she gives as her own contact."""
        return {it for role, it in self._of.get(person, ()) if role == "own"}

    def held_by(self, person: Person) -> set[Ident]:
        """Houses, accounts and lenders of her journey."""
        return {it for _, it in self._of.get(person, ()) if it[0] in HELD}

    def papers_of(self, person: Person) -> set[Ident]:
        """Numbers of her papers and certificates that are known."""
        return {it for _, it in self._of.get(person, ()) if it[0] in _PAPERS}

    def idents_of(self, person: Person) -> set[Ident]:
        return {it for _, it in self._of.get(person, ())}

    def people_at(self, ident: Ident, most: int = 60) -> set[Person]:
        """Everybody who uses it; nobody where it is an office's."""
        known = self._uses.get(ident, {})
        return {person for person, _, _ in known} if len(known) <= most else set()

    def forget(self, person: Person) -> set[Person]:
        """Take everything of hers out; who is in a component that changed, herself left out."""
        changed = set[Person]()
        for ident in {it for _, it in self._of.pop(person, ())}:
            single = self._single.get(ident)
            if single and single.person == person:
                del self._single[ident]
            known = self._uses.get(ident, {})
            for key in [key for key in known if key[0] == person]:
                del known[key]
            if ident in self._uses:
                changed |= self._settle(ident)
        self.names.pop(person, None)
        self.inside.discard(person)
        self.harmed.discard(person)
        return changed - {person}

    def of_one_paper(self, uses: Uses) -> set[Person]:
        """Of these holders of one number, those who are surely different people."""
        return laws.one_paper(uses, LAWS["paper"], self._is_other)

    def recruiter_names(self, person: Person) -> list[frozenset[str]]:
        """What her recruiters, of nobody in force, were called."""
        return [
            use.name
            for it in self.recruiters_of(person)
            for use in self.uses(it)
            if use.person == person and use.name
        ]

    def workers_of(self, ident: Ident) -> set[Person]:
        """Whom this recruiter's phone, licence or name recruited."""
        return {use.person for use in self.uses(ident) if use.role == "recruiter"}

    def _remember(self, person: Person, ident: Ident, role: str) -> None:
        self._of.setdefault(person, set()).add((role, ident))

    def _settle_all(self, idents: Iterable[Ident]) -> set[Person]:
        changed = set[Person]()
        if not self._lazy:
            for ident in list(idents):
                if ident in self._uses:
                    changed |= self._settle(ident)
        return changed

    def _settle(self, ident: Ident) -> set[Person]:
        changed = set(self.parts.set_tie(ident, self._groups(ident)))
        if ident[0] in RECRUITERS:  # whose house it is may be another's by now
            hangs = {it for person in self.workers_of(ident) for it in self.held_by(person)}
            changed |= self._settle_all(hangs)
        return changed

    def _groups(self, ident: Ident) -> list[frozenset[Person]]:
        law = LAWS[ident[0]]
        if ident in self._common:
            return []
        return [
            frozenset(group)
            for uses in spells(self.uses(ident), law.window)
            if (group := self._tied(ident[0], uses))
        ]

    def _tied(self, kind: str, uses: Uses) -> set[Person]:
        law = LAWS[kind]
        if kind in RECRUITERS:
            return laws.callers(uses, law, self._is_outside)
        if kind == "address" and laws.is_common(uses):
            return set()
        if kind == "place":
            return laws.harmed_at(uses, law, self.harmed.__contains__)
        if kind in HELD:
            return laws.housed(
                uses, law, self._makers, self._size, self._is_outside if kind == "address" else _anybody
            )
        if kind in _PAPERS:
            return laws.one_paper(uses, law, self._is_other)
        return laws.together(uses, law)

    def _is_outside(self, person: Person) -> bool:
        """A company lodges whom it will place; nobody is tied by its hall or hostel to the others there."""
        return person not in self.inside

    def _makers(self, person: Person) -> list[Ident]:
        """Her recruiters who have other workers too."""
        return [
            it
            for it in self.recruiters_of(person)
            if it not in self._common and self._size(it) >= laws.SUPPORT
        ]

    def _size(self, ident: object) -> int:
        known = self._uses.get(ident)  # type: ignore[call-overload]  # held as an object by the law
        return len({person for person, role, _ in known if role == "recruiter"}) if known else 1

    def _is_other(self, one: Person, two: Person) -> bool:
        """Both have names, and no name of one is like any of the other."""
        mine, theirs = self.names.get(one), self.names.get(two)
        return bool(mine and theirs) and not any(laws.alike(a, b) for a in mine or () for b in theirs or ())


def _anybody(person: Person) -> bool:
    return True
