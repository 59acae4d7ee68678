"""From what happened to what agencies send: ids, delays, doubles, corrections, withdrawals."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from kawal_simulation import agencies, claims, numbers
from kawal_simulation.chance import dice_for
from kawal_simulation.days import JAKARTA, OFFSETS, day_text, moment_text, year_of
from kawal_simulation.people import Persona
from kawal_simulation.rings import Ring
from kawal_simulation.settings import Settings
from kawal_simulation.story import Happening

Fact = dict[str, Any]
RESENT, TWICE, WITHDRAWN_OF_TWICE, CORRECTED, EARLY_CORRECTION = 0.012, 0.006, 0.5, 0.012, 0.1
RECRUITER_FOUND, FINDING = 0.5, 247
HOURS_BEHIND = {country: 7 * 60 - int(text[1:3]) * 60 - int(text[4:]) for country, text in OFFSETS.items()}


class Sent(NamedTuple):
    """One line of one file: `order` sorts the file; `sign` is a truth it shows, told once."""

    source: str
    order: str
    fact: Fact
    sign: str | None = None
    again: bool = False


class Desk:
    """Writes the facts of one person; keeps the running number."""

    __slots__ = ("dice", "it", "nth", "settings")

    def __init__(self, settings: Settings, it: Persona) -> None:
        self.settings, self.it, self.nth = settings, it, 0
        self.dice = dice_for(settings.seed, "desk", it.index)

    def send(self, happenings: list[Happening]) -> Iterator[Sent]:
        """Every line about this person, the same whatever else is in the country."""
        for one in sorted(happenings, key=_when):
            if self.settings.window.first <= one.known < self.settings.window.end:
                yield from self._sent(one)

    def plain(self, one: Happening) -> Sent:
        fact = self._fact(one, agencies.agency(one.source), moment_text(one.known, 1_200))
        return Sent(one.source, _order(one.known, 1_200), fact, one.sign)

    def _sent(self, one: Happening) -> Iterator[Sent]:
        agency = agencies.agency(one.source)
        day, minute = self._sending(one, agency)
        if day >= self.settings.window.end:
            return
        fact = self._fact(one, agency, moment_text(day, minute))
        if self.dice.random() < CORRECTED:
            yield from self._with_correction(one, agency, fact, day)
            return
        yield Sent(one.source, _order(day, minute), fact, one.sign)
        luck = self.dice.random()
        if luck < RESENT:
            yield from self._resent(one, fact, day)
        elif luck < RESENT + TWICE:
            yield from self._twice(one, agency, day)

    def _sending(self, one: Happening, agency: agencies.Agency) -> tuple[int, int]:
        """Day and minute of sending, in Jakarta, never before the event itself."""
        known_later = one.known > one.day
        delay = agencies.days_until_sent(self.dice, agency.pace, one.known)
        country = (one.place or {}).get("country", "IDN")
        happened = one.minute + HOURS_BEHIND.get(country, 0)
        if delay or known_later:
            return one.known + max(delay, 1), self.dice.randint(7 * 60, 21 * 60)
        minute = happened + self.dice.randint(1, 150)
        return one.known + minute // 1440, minute % 1440

    def _fact(self, one: Happening, agency: agencies.Agency, sent_at: str) -> Fact:
        self.nth += 1
        place = one.place
        fact: Fact = {
            "id": _id(one, self.it.index, self.nth),
            "source": one.source,
            "kind": one.kind,
            "occurred_at": _occurred(one, agency),
            "subject": claims.subject_of(self.dice, self.it, agency, one.day),
        }
        if place:
            fact["place"] = place
        if one.basis:
            fact["basis"] = one.basis
        fact["data"] = one.data
        fact["sent_at"] = sent_at
        return fact

    def _later(self, day: int, low: int, high: int) -> tuple[int, int] | None:
        day += self.dice.randint(low, high)
        return None if day >= self.settings.window.end else (day, self.dice.randint(8 * 60, 20 * 60))

    def _resent(self, one: Happening, fact: Fact, day: int) -> Iterator[Sent]:
        """The identical row once more, in a later file."""
        when = self._later(day, 1, 30)
        if when:
            yield Sent(one.source, _order(*when), fact, again=True)

    def _twice(self, one: Happening, agency: agencies.Agency, day: int) -> Iterator[Sent]:
        """The same event under another id; half of these are noticed and withdrawn."""
        when = self._later(day, 0, 12)
        if not when:
            return
        double = self._fact(one, agency, moment_text(*when))
        yield Sent(one.source, _order(*when), double)
        after = self._later(when[0], 1, 40)
        if after and self.dice.random() < WITHDRAWN_OF_TWICE:
            gone = self._fact(
                one._replace(kind="withdrawn", data={"reason": "double_entry"}, place=None),
                agency,
                moment_text(*after),
            )
            yield Sent(one.source, _order(*after), gone | {"corrects": double["id"]})

    def _with_correction(
        self, one: Happening, agency: agencies.Agency, right: Fact, day: int
    ) -> Iterator[Sent]:
        """First a wrong day, then the right one; now and then the correction arrives first."""
        wrong_one = one._replace(day=one.day - self.dice.randint(1, 9))
        wrong = self._fact(wrong_one, agency, right["sent_at"])
        yield Sent(one.source, _order(day, self.dice.randint(0, 1439)), wrong, one.sign)
        when = self._later(day, 1, 45)
        if when:
            early = self.dice.random() < EARLY_CORRECTION
            order = _order(day - 1, 0) if early else _order(*when)
            yield Sent(
                one.source,
                order,
                right | {"sent_at": moment_text(*when), "corrects": wrong["id"]},
            )


def _when(one: Happening) -> tuple[int, int, str]:
    return one.known, one.minute, one.kind


def _order(day: int, minute: int) -> str:
    return f"{day:06d}{minute:04d}"


def _id(one: Happening, person: int, nth: int) -> str:
    return f"{one.source.upper()}-{year_of(one.known)}-{numbers.fact_number(person, nth):010d}"


def _occurred(one: Happening, agency: agencies.Agency) -> str:
    if not agency.timed or one.known > one.day:
        return day_text(one.day)
    return moment_text(one.day, one.minute, OFFSETS.get((one.place or {}).get("country", "IDN"), JAKARTA))


def ring_finding(settings: Settings, ring: Ring) -> Sent | None:
    """A police finding about a ring's recruiter alone: a fact without a person."""
    dice = dice_for(settings.seed, "finding", ring.id)
    day = ring.first_day + dice.randint(120, 500)
    if dice.random() >= RECRUITER_FOUND or day >= settings.window.end:
        return None
    fact: Fact = {
        "id": f"POLRI-PPA-PPO-{year_of(day)}-{numbers.fact_number(ring.members[0], FINDING):010d}",
        "source": "polri-ppa-ppo",
        "kind": "case_decided",
        "occurred_at": day_text(day - dice.randint(0, 9)),
        "subject": {},
        "basis": "document",
        "data": {
            "outcome": "proven",
            "act": "recruitment",
            "by": "polri",
            "recruiter": ring.recruiters[0].said(),
        },
        "sent_at": moment_text(day, 900),
    }
    return Sent("polri-ppa-ppo", _order(day, 900), fact)


def all_sent(settings: Settings, it: Persona, happenings: list[Happening]) -> list[Sent]:
    return list(Desk(settings, it).send(happenings))


def sent_at_once(settings: Settings, it: Persona, happenings: list[Happening]) -> list[Sent]:
    """The same without delay, doubles or corrections."""
    desk = Desk(settings, it)
    return [desk.plain(one) for one in happenings]
