"""Many who fall silent at once where word used to come: one notice about the channel, and nobody's alert.

Of a channel in a country, so many different people missed their check-in within a week, and so large a share of those who had
checked in there within the month before, that the cause is not theirs.
"""

from collections import defaultdict, deque
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from kawal.situation.picture.shapes import PictureFact

LEAST, SHARE = 20, 0.25
WINDOW, MONTH, QUIET = 7, 30, 14
Place = tuple[str, str]


@dataclass(slots=True)
class Notice:
    """One outage as it was seen: since the day it was noticed, until the last missed check-in."""

    channel: str
    country: str
    since: int
    until: int
    people: set[int] = field(default_factory=set)

    def written(self) -> dict[str, Any]:
        return {
            "channel": self.channel,
            "country": self.country,
            "since": date.fromordinal(self.since).isoformat(),
            "until": date.fromordinal(self.until).isoformat(),
            "people": len(self.people),
        }


class Outages:
    """Takes check-ins and missed ones as they become known."""

    def __init__(self) -> None:
        self.notices: list[Notice] = []
        self._missed: defaultdict[Place, deque[tuple[int, int]]] = defaultdict(deque)
        self._heard: defaultdict[Place, dict[int, int]] = defaultdict(dict)
        self._open: dict[Place, Notice] = {}

    def take(self, person: int | None, fact: PictureFact, day: int) -> None:
        if person is None or fact.kind not in ("checked_in", "check_in_missed"):
            return
        channel, country = fact.data.get("channel"), (fact.place or {}).get("country")
        place = (channel if isinstance(channel, str) else "", country if isinstance(country, str) else "")
        if fact.kind == "checked_in":
            self._heard[place][person] = day
        else:
            self._miss(place, person, day)

    def _miss(self, place: Place, person: int, day: int) -> None:
        missed = self._missed[place]
        missed.append((day, person))
        while missed[0][0] <= day - WINDOW:
            missed.popleft()
        people = {who for _day, who in missed}
        notice = self._open.get(place)
        if notice and day - notice.until <= QUIET:
            notice.until = day
            notice.people.add(person)
        elif len(people) >= LEAST and len(people) >= SHARE * self._used_by(place, day):
            self._open[place] = Notice(*place, day, day, people)
            self.notices.append(self._open[place])

    def _used_by(self, place: Place, day: int) -> int:
        """How many used the channel there lately."""
        heard = self._heard[place]
        for who in [who for who, last in heard.items() if last < day - MONTH]:
            del heard[who]
        return len(heard)
