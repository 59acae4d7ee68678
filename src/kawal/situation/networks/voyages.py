"""Who travels without the card on one vehicle and with one contact phone, or on one booking that somebody else paid."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Final

from kawal.situation.networks.dangers import Signs
from kawal.situation.networks.keys import number_form, plain_key
from kawal.situation.networks.laws import Use, people_of
from kawal.situation.networks.links import Links
from kawal.situation.networks.shapes import Heard, Measure, Person, Ref, Trace
from kawal.situation.networks.suspicion import TICKET

MOST: Final = 60
Pair = tuple[int, int]  # voyage, phone


class Voyages:
    def __init__(self, links: Links, signs: dict[Person, Signs]) -> None:
        self._links, self._signs = links, signs
        self._voyages: defaultdict[Person, dict[int, tuple[int, Ref]]] = defaultdict(dict)
        self._numbers: defaultdict[Person, set[int]] = defaultdict(set)
        self._pairs: defaultdict[Pair, dict[Person, tuple[int, Ref]]] = defaultdict(dict)

    def take(self, person: Person, it: Heard, traces: Iterable[Trace]) -> set[Person]:
        new = {trace.key for trace in traces if trace.kind == "phone"}
        new -= self._numbers.get(person, set())
        changed = set[Person]()
        if new:
            self._numbers[person] |= new
            changed = self._meet(person, self._voyages.get(person, {}), new)
        carrier = it.data.get("carrier") if it.kind == "departed" else None
        if isinstance(carrier, str) and (form := number_form(carrier)):
            key = plain_key("voyage", f"{form}|{it.day}")
            self._voyages[person].setdefault(key, (it.day, it.ref))
            changed |= self._meet(person, {key: (it.day, it.ref)}, self._numbers.get(person, ()))
        return changed

    def of(self, person: Person) -> Iterator[tuple[str, Measure]]:
        best = max((it for it in (*self._with_phone(person), *self._booked(person)) if it), default=None)
        if best:
            yield "group_unregistered", best

    def forget(self, person: Person) -> None:
        for voyage in self._voyages.pop(person, ()):
            for phone in self._numbers.get(person, ()):
                self._pairs[voyage, phone].pop(person, None)
        self._numbers.pop(person, None)

    def _with_phone(self, person: Person) -> Iterator[Measure | None]:
        for voyage in self._voyages.get(person, ()):
            for phone in self._numbers.get(person, ()):
                yield self._measure(self._pairs.get((voyage, phone), {}), person)

    def _booked(self, person: Person) -> Iterator[Measure | None]:
        """One booking has one contact."""
        for ident in self._links.parts.ties_of(person):
            if isinstance(ident, tuple) and ident[0] == "booking":
                uses = [use for use in self._links.uses(ident) if self._has(use, TICKET)]
                yield (
                    self._measure({use.person: (use.first, use.ref) for use in uses}, person)
                    if len(people_of(uses)) <= MOST
                    else None
                )

    def _measure(self, on: dict[Person, tuple[int, Ref]], person: Person) -> Measure | None:
        without = {it: seen for it, seen in on.items() if "card" not in self._signs[it].first}
        if len(without) < 2 or person not in without:
            return None
        return Measure(
            len(without),
            max(day for day, _ in without.values()),
            tuple(sorted(ref for _, ref in without.values()))[:12],
        )

    def _meet(
        self, person: Person, voyages: dict[int, tuple[int, Ref]], phones: Iterable[int]
    ) -> set[Person]:
        changed = set[Person]()
        for key, seen in voyages.items():
            for phone in phones:
                on = self._pairs[key, phone]
                if person not in on:
                    on[person] = seen
                    changed |= set(on) if 1 < len(on) <= MOST else set()
        return changed

    def _has(self, use: Use, sign: str) -> bool:
        return use.person in self._signs and sign in self._signs[use.person].first
