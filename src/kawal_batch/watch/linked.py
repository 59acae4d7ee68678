"""The networks in a replay: measures over many people, and their rings."""

from collections.abc import Iterable, Mapping
from typing import Any

from kawal.reference.context.tables import Context
from kawal.situation.networks.network import Network
from kawal.situation.networks.shapes import claimed
from kawal.situation.picture.shapes import PictureFact
from kawal_batch.watch.asking import Columns, Ring


class Linked:
    """Columns measured over many people, and their rings."""

    def __init__(self, context: Context) -> None:
        self._network = Network(context)
        self._measured: dict[int | None, Columns] = {}

    def take(self, person: int | None, fact: PictureFact, subject: Mapping[str, Any]) -> Iterable[int]:
        return self._changed(self._network.take(person, fact, claimed(subject)), person)

    def forget(self, person: int) -> Iterable[int]:
        return self._changed(self._network.forget(person), person)

    def _changed(self, people: set[Any], person: int | None) -> Iterable[int]:
        for it in (*people, person):
            self._measured.pop(it, None)
        return people

    def measures(self, person: int, day: int) -> Columns:
        known = self._measured.get(person)
        if known is None:
            known = self._measured[person] = self._network.measured(person)
        return known

    def evidence(self, person: int, day: int) -> Mapping[str, Any]:
        return {
            name: [{"source": source, "id": id_} for source, id_ in it.refs]
            for name, it in self._network.behind(person).items()
        }

    def ring(self, person: int) -> Ring | None:
        found = self._network.ring_of(person)
        return Ring(found.code, tuple(found.members)) if found else None  # type: ignore[arg-type]  # numbers here
