"""The measured columns: what is known of somebody only by looking at many people, each with its day and facts."""

from collections.abc import Iterable, Iterator
from typing import Final

from kawal.situation.networks import laws
from kawal.situation.networks.answers import Answers
from kawal.situation.networks.dangers import Signs
from kawal.situation.networks.laws import LAWS, Uses, people_of
from kawal.situation.networks.links import Ident, Links
from kawal.situation.networks.records import Records
from kawal.situation.networks.returns import Returns
from kawal.situation.networks.shapes import Claimed, Heard, Measure, Person, Trace, World
from kawal.situation.networks.surges import Surges
from kawal.situation.networks.voyages import Voyages

MOST_TOLD: Final = 60  # people who are told that a number they share has grown; beyond, it is an office's
MOST_REFS: Final = 12
INSTITUTION: Final = 200  # senders to one account


class Measures:
    """Takes facts in, answers by person."""

    def __init__(self, links: Links, signs: dict[Person, Signs], world: World) -> None:
        self._links, self._signs = links, signs
        self._families: dict[Person, str] = {}
        self.records = Records(links, world)
        self.answers = Answers()
        self.voyages = Voyages(links, signs)
        self.surges = Surges(self.records, signs)
        self.returns = Returns(signs)

    def take(self, person: Person, it: Heard, claim: Claimed, traces: Iterable[Trace]) -> set[Person]:
        if claim.family:
            self._families[person] = claim.family
        changed = self._grown(person) if self._links.fresh else set[Person]()
        if it.mentions or it.kind == "case_decided":
            changed |= self.records.take(person, it)
        changed |= self.answers.take(person, it)
        changed |= self.voyages.take(person, it, traces)
        changed |= self.surges.take(person, it, claim.area)
        changed |= self.returns.take(person, it)
        return changed

    def forget(self, person: Person) -> None:
        self._families.pop(person, None)
        for each in (self.answers, self.voyages, self.records, self.surges, self.returns):
            each.forget(person)

    def sanction(self, idents: list[Ident]) -> set[Person]:
        """A proven finding about a recruiter alone."""
        return self.records.sanction(idents)

    def of(self, person: Person) -> Iterator[tuple[str, Measure]]:
        links = self._links
        own = links.phones_of(person) | {it for it in links.recruiters_of(person) if it[0] == "phone"}
        yield from self._phones(own, person)
        papers = links.papers_of(person)
        yield from _best("shared_document", (self._paper(it, person) for it in papers if it[0] == "paper"))
        yield from _best(
            "uniform_papers", (self._paper(it, person) for it in papers if it[0] == "certificate")
        )
        yield from _best(
            "account_senders", (self._account(it) for it in links.held_by(person) if it[0] == "account")
        )
        for each in (self.answers, self.voyages, self.records, self.surges, self.returns):
            yield from each.of(person)

    def _grown(self, person: Person) -> set[Person]:
        changed = set[Person]()
        for ident in self._links.fresh:
            people = people_of(self._links.uses(ident))
            changed |= people if len(people) <= MOST_TOLD else {person}
        self._links.fresh.clear()
        return changed

    def _phones(self, idents: Iterable[Ident], person: Person) -> Iterator[tuple[str, Measure]]:
        """Of the time in which she gave the number or was recruited by it: who had it before or has it since is a stranger."""
        held = [uses for ident in idents for uses in laws.holders(self._links.uses(ident))]
        found = [uses for uses in held if person in people_of(uses)]
        if not found:
            return
        most = max(found, key=lambda uses: (len(people_of(uses)), -uses[0].first))
        yield "phone_workers", measure(most)
        recruiters = max((self._recruiters(uses), n) for n, uses in enumerate(found))
        yield "phone_recruiters", measure(found[recruiters[1]], recruiters[0])

    def _recruiters(self, uses: Uses) -> int:
        """Different names, of nobody in force, that recruited whoever gives the number, or gave it themselves."""
        named = [use.name for use in uses if use.role == "recruiter" and use.name]
        named += [
            name for use in uses if use.role == "own" for name in self._links.recruiter_names(use.person)
        ]
        return len(laws.groups_of_names(named))

    def _spells(self, ident: Ident) -> list[Uses]:
        return laws.spells(self._links.uses(ident), LAWS[ident[0]].window)

    def _paper(self, ident: Ident, person: Person) -> Measure | None:
        for uses in self._spells(ident):
            people = self._links.of_one_paper(uses)
            if person in people:
                return measure([use for use in uses if use.person in people])
        return None

    def _account(self, ident: Ident) -> Measure | None:
        """Senders of different families. So many that it must be an institution's say nothing."""
        uses = [use for spell in self._spells(ident) for use in spell]
        families = {self._families.get(use.person, use.person) for use in uses}
        return measure(uses, len(families)) if 1 < len(families) <= INSTITUTION else None


def measure(uses: Uses, value: int | None = None) -> Measure:
    """People in these uses, or another value of them; since the latest of them began."""
    refs = tuple(sorted({use.ref for use in sorted(uses, key=lambda it: it.first)[:MOST_REFS]}))
    return Measure(len(people_of(uses)) if value is None else value, max(use.first for use in uses), refs)


def _best(name: str, found: Iterable[Measure | None]) -> Iterator[tuple[str, Measure]]:
    best = max((it for it in found if it), default=None, key=lambda it: it.value)
    if best:
        yield name, best
