"""Answers that many people give in the same words, or from the same device."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Final

from kawal.situation.networks.keys import bands, is_near, near_text, plain_key
from kawal.situation.networks.shapes import Data, Heard, Measure, Person, Ref

FEWEST_COMMON: Final = 60
COMMON_SHARE: Final = 0.02  # of all who answered in words: then it is how people speak, or a form
DEVICE_FIELDS: Final = ("device", "device_id", "phone", "sender")

Sayers = dict[Person, tuple[int, Ref]]


class Answers:
    """Check-ins by wording (near-duplicates by simhash) and by device."""

    def __init__(self) -> None:
        self._said: dict[int, Sayers] = {}
        self._bands: defaultdict[tuple[int, int], set[int]] = defaultdict(set)
        self._of: defaultdict[Person, set[int]] = defaultdict(set)
        self._devices: defaultdict[int, Sayers] = defaultdict(dict)
        self._device_of: defaultdict[Person, set[int]] = defaultdict(set)

    def take(self, person: Person, it: Heard) -> set[Person]:
        if it.kind != "checked_in" or it.data.get("by") in ("officer", "family"):
            return set()
        changed = self._device(person, it.data, it.day, it.ref)
        text = it.data.get("text")
        said = near_text(text) if isinstance(text, str) else None
        if said is None:
            return changed
        if said not in self._said:
            self._said[said] = {}
            for band in bands(said):
                self._bands[band].add(said)
        if not _note(self._said[said], person, it.day, it.ref):
            return changed
        self._of[person].add(said)
        others = self._same(said)
        return changed | (set(others) if len(others) <= FEWEST_COMMON else {person})

    def of(self, person: Person) -> Iterator[tuple[str, Measure]]:
        found = [same for said in self._of.get(person, ()) if not self._is_common(same := self._same(said))]
        found += [
            same for it in self._device_of.get(person, ()) if not self._is_common(same := self._devices[it])
        ]
        best = max(found, default={}, key=len)
        if len(best) > 1:
            latest = max(day for day, _ in best.values())
            refs = sorted({ref for _, ref in best.values()})[:12]
            yield "same_answers", Measure(len(best), latest, tuple(refs))

    def forget(self, person: Person) -> None:
        for said in self._of.pop(person, ()):
            self._said[said].pop(person, None)
        for device in self._device_of.pop(person, ()):
            self._devices[device].pop(person, None)

    def _same(self, said: int) -> Sayers:
        near = {it for band in bands(said) for it in self._bands[band] if is_near(said, it)}
        found: Sayers = {}
        for it in near:
            found |= self._said[it]
        return found

    def _is_common(self, same: Sayers) -> bool:
        return len(same) > max(FEWEST_COMMON, COMMON_SHARE * len(self._of))

    def _device(self, person: Person, data: Data, day: int, ref: Ref) -> set[Person]:
        changed = set[Person]()
        for field in DEVICE_FIELDS:
            said = data.get(field)
            if isinstance(said, str) and len(said) > 5:
                key = plain_key("device", "".join(said.lower().split()))
                self._device_of[person].add(key)
                if _note(self._devices[key], person, day, ref):
                    changed |= (
                        set(self._devices[key]) if len(self._devices[key]) <= FEWEST_COMMON else {person}
                    )
        return changed


def _note(sayers: Sayers, person: Person, day: int, ref: Ref) -> bool:
    """Whether she is new among them."""
    before = sayers.get(person)
    if before is None or (day, ref) < before:
        sayers[person] = (day, ref)
    return before is None
