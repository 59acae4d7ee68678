"""Answers that many people give in the same words, or from the same device."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Final

from kawal.situation.networks.keys import Keyed, bands, is_near, near_text, plain_key
from kawal.situation.networks.shapes import Heard, Measure, Person, Ref

FEWEST_COMMON: Final = 60
COMMON_SHARE: Final = 0.02  # of all who answered in words: then it is how people speak, or a form
DEVICE_FIELDS: Final = ("device", "device_id", "phone", "sender")

Sayers = dict[Person, tuple[int, Ref]]


class Answers:
    """Check-ins by wording (near-duplicates by simhash) and by device."""

    def __init__(self) -> None:
        self.counted: int | None = None  # who answered in words, where that was counted elsewhere
        self._said: dict[int, Sayers] = {}
        self._bands: defaultdict[tuple[int, int], set[int]] = defaultdict(set)
        self._of: defaultdict[Person, set[int]] = defaultdict(set)
        self._devices: defaultdict[int, Sayers] = defaultdict(dict)
        self._device_of: defaultdict[Person, set[int]] = defaultdict(set)

    def take(self, person: Person, it: Heard) -> set[Person]:
        changed = set[Person]()
        for key in device_keys(it):
            changed |= self.sent(person, key, it.day, it.ref)
        said = words_of(it)
        return changed if said is None else changed | self.said(person, said, it.day, it.ref)

    def said(self, person: Person, said: int, day: int, ref: Ref) -> set[Person]:
        """She answered in these words; whose answers are alike with one more."""
        if said not in self._said:
            self._said[said] = {}
            for band in bands(said):
                self._bands[band].add(said)
        if not _note(self._said[said], person, day, ref):
            return set()
        self._of[person].add(said)
        others = self._same(said)
        return set(others) if len(others) <= FEWEST_COMMON else {person}

    def sent(self, person: Person, device: int, day: int, ref: Ref) -> set[Person]:
        """She answered from this device; who else did."""
        self._device_of[person].add(device)
        sayers = self._devices[device]
        if not _note(sayers, person, day, ref):
            return set()
        return set(sayers) if len(sayers) <= FEWEST_COMMON else {person}

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

    def others(self, person: Person) -> set[Person]:
        """Who answered as she did, where that is worth telling."""
        groups = [self._same(said) for said in self._of.get(person, ())]
        groups += [self._devices[it] for it in self._device_of.get(person, ())]
        return {it for group in groups if len(group) <= FEWEST_COMMON for it in group}

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
        return len(same) > max(FEWEST_COMMON, COMMON_SHARE * (self.counted or len(self._of)))


def words_of(it: Heard) -> int | None:
    """An answer in words as its simhash; officers and families speak for many."""
    text = it.data.get("text") if _is_answer(it) else None
    return near_text(text) if isinstance(text, str) else None


def device_keys(it: Heard, keyed: Keyed = plain_key) -> Iterator[int]:
    """The devices an answer came from."""
    for field in DEVICE_FIELDS if _is_answer(it) else ():
        said = it.data.get(field)
        if isinstance(said, str) and len(said) > 5:
            yield keyed("device", "".join(said.lower().split()))


def _is_answer(it: Heard) -> bool:
    return it.kind == "checked_in" and it.data.get("by") not in ("officer", "family")


def _note(sayers: Sayers, person: Person, day: int, ref: Ref) -> bool:
    """Whether she is new among them."""
    before = sayers.get(person)
    if before is None or (day, ref) < before:
        sayers[person] = (day, ref)
    return before is None
