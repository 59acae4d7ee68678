"""Which life each person lives, and when it begins."""

from __future__ import annotations

from datetime import date
from random import Random

from kawal_simulation import (
    abroad,
    decoys,
    disguises,
    earlier,
    figures,
    homeward,
    irregular,
    patterns,
    upstream,
)
from kawal_simulation.chance import dice_for
from kawal_simulation.people import Persona
from kawal_simulation.rings import Ring
from kawal_simulation.settings import Settings
from kawal_simulation.story import Data, Happening, Journey

BEFORE_WINDOW = 0.17  # procedural workers who were abroad already when the window opens
HANDED_OVER = frozenset({"registered", "departed"})
SYSTEMS = frozenset({"siapkerja", "siskop2mi", "imigrasi-perlintasan"})
# Lists of returnees give the shares; of all people in Sabah about two in five come back on a list.
SEEN_ON_RETURN = 0.38
EARLY_RETURN, DIES = 0.02, 0.0015


def life_of(settings: Settings, it: Persona, ring: Ring | None) -> list[Happening]:
    """Everything that happens to this person, in no particular order."""
    dice = dice_for(settings.seed, "life", it.index)
    s = Journey(settings, it, dice, _start(settings, it, dice))
    disguises.disguise(dice, it, settings.window.first)
    earlier.maybe_live_before(s)
    if it.pattern:
        patterns.live(s, ring)
    elif it.kind.startswith("decoy:"):
        decoys.live(s)
    elif it.procedural:
        procedural(s)
    else:
        nonprocedural(s, ring)
    return _with_history(s)


def _with_history(s: Journey) -> list[Happening]:
    """Systems hand over old registrations and departures in the first weeks of the window."""
    first = s.settings.window.first
    return [
        h._replace(known=first + s.dice.randint(3, 25))
        if h.known < first and h.kind in HANDED_OVER and h.source in SYSTEMS and s.chance(0.6)
        else h
        for h in s.happenings
    ]


def _start(settings: Settings, it: Persona, dice: Random) -> int:
    first, end = settings.window
    before = dice.random()
    if it.procedural and not it.pattern:
        if before < BEFORE_WINDOW:
            return first - dice.randint(150, 820)
        return dice.randint(first - 40, end - 4)
    if not it.procedural and before < 0.35:
        return first - dice.randint(30, 1_000)
    return dice.randint(first - 40, max(first, end - 30))


def procedural(s: Journey) -> None:
    if not upstream.prepare(s):
        return
    upstream.leave(s)
    abroad.arrive(s)
    ends = s.departed_on + (1_095 if s.it.country in ("KOR", "JPN") else 730) + s.dice.randint(-30, 60)
    roll = s.dice.random()
    if roll < EARLY_RETURN:
        _comes_back_early(s)
        return
    if roll < EARLY_RETURN + DIES:
        abroad.stay(s, s.day + s.dice.randint(20, 600))
        homeward.die_abroad(s)
        return
    _works(s, ends)


def _works(s: Journey, ends: int) -> None:
    until = min(ends, s.end - 1)
    abroad.troubles(s, until)
    if s.chance(0.1):
        abroad.see_permit(s, s.arrived_on + s.dice.randint(5, 60))
    arrived = s.day
    abroad.stay(s, ends)
    if s.chance(0.02):
        abroad.change_job(s, arrived + s.dice.randint(60, 500))
    if s.day >= s.end:
        abroad.fresh_trouble(s)
    if s.with_schedule or s.chance(0.8):
        abroad.contract_ends(s)
        if s.chance(0.06):
            s.after(30, 200)
            s.tell("departed_again", s.system(), {"procedural": True}, place=s.at_home(), basis="document")


def _comes_back_early(s: Journey) -> None:
    """Ill, unpaid or dismissed: asks to go home within the first year."""
    abroad.stay(s, s.day + s.dice.randint(40, 330))
    if s.chance(0.6):
        abroad.complain(s, s.day, [s.dice.choice(abroad.MILD_PROBLEMS)])
    s.after(5, 30)
    irregular.repatriated(s)


def nonprocedural(s: Journey, ring: Ring | None) -> None:
    may_be_child = s.it.corridor == "sabah" and not s.it.entangled and s.it.earlier_until is None
    if may_be_child and s.chance(figures.CHILDREN_IN_SABAH * SEEN_ON_RETURN):
        _as_child(s)
        return
    if may_be_child and s.chance(figures.BORN_IN_SABAH * SEEN_ON_RETURN):
        s.day = max(s.day, s.settings.window.first + s.dice.randint(0, 600))
        irregular.child_of_sabah(s)
        return
    irregular.live(s, ring)
    came_back = any(h.kind in ("returned", "reached_home") for h in s.happenings)
    if came_back and s.chance(figures.REPEAT_RETURN * 1.3):
        irregular.go_again(s)


def _as_child(s: Journey) -> None:
    s.day = max(s.day, s.settings.window.first + s.dice.randint(0, 650))
    s.it.born = date.fromordinal(s.day - int(365.25 * s.dice.uniform(1, 16)))
    irregular.child_of_sabah(s)


def seen_once(settings: Settings, it: Persona) -> list[Happening]:
    """The one line about someone of whom nothing else has arrived by the end."""
    s = Journey(settings, it, dice_for(settings.seed, "once", it.index), 0)
    s.departed_on = it.departed_on or 0
    _seen_once(s)
    return s.happenings


def _seen_once(s: Journey) -> None:
    """Somebody always wrote one line: here the village, when it drew up its list."""
    first, end = s.settings.window
    s.day = s.dice.randint(first, max(first, end - 3))
    if s.departed_on and s.departed_on < s.day:
        data: Data = {"destination": s.it.country}
        s.heard_on = s.day
        s.tell("departed", s.village, data, place=s.at_home(), basis="hearsay", day=s.departed_on)
        return
    data = {"channel": "village_agent", "promised": upstream.promise(s)}
    s.tell("recruited", s.village, data, place=s.at_home(), basis="hearsay")
