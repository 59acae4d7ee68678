"""People who come back after years: an earlier contract, another passport, a row that an old system hands over.

The journey ended before the period begins; what is left of it are a few lines, known in the first weeks. The old system closed
its rows itself: whoever cannot be told to be the one whom a village saw at home still came home by the papers of those years.
"""

from __future__ import annotations

from datetime import date

from kawal_simulation import disguises, numbers
from kawal_simulation.days import add_years
from kawal_simulation.people import Printed
from kawal_simulation.routes import BP3MI_OF_AIRPORT, airport_of
from kawal_simulation.story import Data, Journey

CAME_BACK = 0.05  # of those old enough: a choice
YOUNGEST_THEN, YEARS_AGO = 18, (3, 11)
MADE_OLDER, OTHER_NAME = 0.15, 0.2


def maybe_live_before(s: Journey) -> None:
    """Some have been abroad and home again years before this journey."""
    years = s.dice.randint(*YEARS_AGO)
    gone = s.day - 365 * years
    if s.it.pattern or not s.it.passport or not s.chance(CAME_BACK):
        return
    if (gone - s.it.born.toordinal()) / 365.25 < YOUNGEST_THEN:
        return
    back = gone + s.dice.randint(300, 365 * years - 200)
    if back > s.settings.window.first - 60:
        return
    s.it.earlier_until = back + 30
    _other_papers_then(s, gone)
    _tell(s, gone, back)


def _other_papers_then(s: Journey, gone: int) -> None:
    """The first passport: sometimes made older, sometimes another name in it."""
    name = disguises.other_name(s.dice, s.it) if s.chance(OTHER_NAME) else s.it.name
    young = (gone - s.it.born.toordinal()) / 365.25 < YOUNGEST_THEN + 3
    born: date = add_years(s.it.born, -s.dice.randint(2, 5)) if young or s.chance(MADE_OLDER) else s.it.born
    s.it.printed[numbers.passport(s.it.index, numbers.EARLIER)] = Printed(name, born)


def _tell(s: Journey, gone: int, back: int) -> None:
    """What the systems of those years hand over."""
    post = airport_of(s.it.home.province)
    out: Data = {"country": "IDN", "post": post}
    s.heard_on = s.settings.window.first + s.dice.randint(3, 25)
    registered: Data = {
        "system": "siapkerja",
        "system_id": f"SP-{numbers.fact_number(s.it.index, 246)}",
        "scheme": "p_to_p",
        "destination": s.it.country,
    }
    s.tell("registered", "siapkerja", registered, place=s.at_district(), basis="document", day=gone - 60)
    left: Data = {"visa": "work", "destination": s.it.country, "official_crossing": True}
    s.tell("departed", "imigrasi-perlintasan", left, place=out, basis="witnessed", day=gone)
    home: Data = {"travel_document": "passport", "onward": "self"}
    s.tell("returned", BP3MI_OF_AIRPORT[post], home, place=out, basis="witnessed", day=back)
    fetched: Data = {"from": "bp3mi", "to": "family"}
    s.tell("handed_over", BP3MI_OF_AIRPORT[post], fetched, place=out, basis="document", day=back)
    s.tell("reached_home", s.village, {}, place=s.at_home(), basis="witnessed", day=back + 2)
    s.heard_on = 0
