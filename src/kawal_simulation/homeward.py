"""The way back: custody, papers, batches, debarkation, shelter, hand-over, village.

Order and papers follow the published accounts of land and sea deportation; batch days
are fixed by route, so people of one day share one consular letter.
"""

from __future__ import annotations

from datetime import date

from kawal_simulation import figures, routes
from kawal_simulation.chance import Table
from kawal_simulation.days import day_text
from kawal_simulation.story import Data, Journey

REASONS = {corridor: Table(reasons) for corridor, reasons in figures.REASONS.items()}
ONWARD = {corridor: Table(ways) for corridor, ways in figures.ONWARD.items()}
HELD_BACK, LOST_ON_LEG, WITH_SPLP = 0.012, 0.004, 0.62  # 65 of 94 travelled on an SPLP (Entikong)
KEMENSOS_COUNTS_TOO = 0.25


def detain(s: Journey, share: float = 0.8) -> None:
    place = s.abroad() | {"text": "Depot tahanan imigrasi"}
    data: Data = {"by": "immigration", "reason": reason_of(s)}
    s.tell("detained", s.mission, data, p=share, place=place, basis="document")


def reason_of(s: Journey) -> str:
    """Why this person stands there; those born in Sabah have their own reason."""
    if s.it.nik is None and s.it.corridor == "sabah":
        return "born_there"
    return REASONS[s.it.corridor or "gulf"].pick(s.dice)


def papers_for_return(s: Journey) -> str:
    """Nationality, travel document, exit permit; returns the travel document."""
    if s.chance(0.25):
        s.tell("return_requested", s.mission, {"by": "self", "reason": "wants_to_go_home"}, place=s.abroad())
    s.after(3, 20)
    s.tell(
        "nationality_verified", s.mission, {"result": "citizen", "by": s.mission}, p=0.45, place=s.abroad()
    )
    s.after(2, 15)
    document = "splp" if s.it.passport is None or s.chance(WITH_SPLP) else "passport"
    if document == "splp":
        data: Data = {"document": "splp", "number": f"SPLP-REKA-{s.it.index:07d}"}
        s.tell("travel_document_issued", s.mission, data, p=0.8, place=s.abroad(), basis="document")
    s.after(1, 10)
    if s.it.corridor in ("gulf", "scam"):
        s.tell("exit_cleared", s.mission, {"by": "host_immigration", "fine": 0}, p=0.4, place=s.abroad())
    return document


def next_batch(s: Journey, route: routes.Route) -> int:
    """The next day on which this route takes people, at least three days ahead."""
    day = s.day + 3
    return day + (route.weekday - date.fromordinal(day).weekday()) % 7


def letter_of(corridor: str, day: int) -> str:
    when = date.fromordinal(day)
    number = day * 13 % 9_000 + 1_000
    return f"{number}/REKAAN/{corridor.upper()}/{when.month:02d}/{when.year}"


def travel(s: Journey, document: str, *, deported: bool, sign: str | None = None) -> bool:
    """Planned, gone, arrived at the debarkation post. False: lost on the way."""
    corridor = s.it.corridor or "gulf"
    route = routes.ROUTES[corridor]
    leave = next_batch(s, route)
    letter = letter_of(corridor, leave)
    plan: Data = {"letter": letter, "batch": f"{corridor}-{day_text(leave)}", "leave_on": day_text(leave)}
    s.tell(
        "return_planned",
        s.mission,
        plan,
        p=0.92,
        place=s.abroad(),
        basis="document",
        day=leave - s.dice.randint(2, 9),
    )
    if s.chance(HELD_BACK):
        leave += 7
        letter = letter_of(corridor, leave)
    s.day = leave
    data: Data = {"travel_document": document, "letter": letter}
    if deported:
        s.tell(
            "deported", s.mission, data | {"reason": reason_of(s)}, p=0.95, place=s.abroad(), basis="document"
        )
    else:
        s.tell("repatriated", s.mission, data, p=0.95, place=s.abroad(), basis="document", sign=sign)
    return not s.chance(LOST_ON_LEG) and _arrive(s, route, document)


def _arrive(s: Journey, route: routes.Route, document: str) -> bool:
    s.after(0, 1)
    onward = ONWARD[s.it.corridor or "gulf"].pick(s.dice)
    place: Data = {"country": "IDN", "post": route.post}
    data: Data = {"travel_document": document, "onward": onward}
    s.tell("returned", routes.BP3MI[route.province], data, p=0.97, place=place, basis="witnessed")
    _at_the_post(s, route, place)
    if s.chance(KEMENSOS_COUNTS_TOO):
        s.tell("returned", "kemensos", {"travel_document": document}, place=place, basis="document")
    _go_on(s, route, onward)
    return True


def _at_the_post(s: Journey, route: routes.Route, place: Data) -> None:
    """Profiling for trafficking and a kit of clothes and food, as the posts do for many."""
    post = routes.BP3MI[route.province]
    outcome = "needs_more" if s.chance(0.06) else "no_indication"
    s.tell("screened", post, {"outcome": outcome, "assessor": post}, p=0.4, place=place, basis="witnessed")
    s.tell(
        "assisted", post, {"service": "basic_needs", "provider": post}, p=0.55, place=place, basis="witnessed"
    )


def _go_on(s: Journey, route: routes.Route, onward: str) -> None:
    """From the post: some by themselves, some fetched, some through a shelter and by BAST."""
    if onward == "stay":
        if s.chance(0.8):
            s.after(10, 40)
            s.tell(
                "settled_elsewhere",
                routes.BP3MI[route.province],
                {},
                place={"country": "IDN", "area": f"{route.province}.03"},
                basis="self",
            )
        return
    if onward == "state":
        _through_shelter(s, route)
    elif s.chance(0.3):
        data: Data = {"from": "bp3mi", "to": "family", "document": "bast"}
        s.tell(
            "handed_over", routes.BP3MI[route.province], data, place={"country": "IDN", "post": route.post}
        )
    s.after(1, 4)
    s.tell("reached_home", s.village, {}, p=0.94, place=s.at_home(), basis="witnessed")
    follow_up(s)


def _through_shelter(s: Journey, route: routes.Route) -> None:
    source = route.shelter_source or routes.BP3MI[route.province]
    place: Data = {"country": "IDN", "post": route.post}
    s.tell("sheltered", source, {"shelter": route.shelter}, p=0.9, place=place, basis="witnessed")
    s.after(2, 9)
    s.tell(
        "left_shelter",
        source,
        {"shelter": route.shelter, "destination": s.it.home.kabupaten},
        p=0.85,
        place=place,
    )
    s.after(1, 5)
    data: Data = {"from": "kemensos", "to": "province", "witness": "pemda", "document": "bast"}
    s.tell("handed_over", s.social, data, p=0.55, place={"country": "IDN", "area": s.it.home.province})
    s.after(0, 2)
    data = {
        "from": "province",
        "to": s.dice.choice(("family", "family", "village")),
        "witness": "pemdes",
        "document": "bast",
    }
    s.tell("handed_over", s.social, data, p=0.7, place=s.at_home(), basis="document")


def follow_up(s: Journey) -> None:
    """Visits after 1, 3, 6 and 12 months, each made in few cases."""
    home = s.day
    for months in (1, 3, 6, 12):
        if s.chance(0.22):
            data: Data = {
                "months": months,
                "safe": True,
                "employed": s.chance(0.4),
                "wants_to_leave": s.chance(0.4),
            }
            s.tell("followed_up", s.social, data, place=s.at_home(), basis="self", day=home + 30 * months)
    s.day = home


def die_abroad(s: Journey) -> None:
    cause = s.dice.choice(("illness", "illness", "work_accident", "traffic_accident", "unknown"))
    s.tell(
        "died",
        s.mission,
        {"cause": cause, "certificate": f"SKK-REKA-{s.it.index:07d}"},
        place=s.abroad(),
        basis="document",
    )
    s.after(5, 25)
    post = routes.airport_of(s.it.home.province)
    data: Data = {"airway_bill": f"AWB-REKA-{s.it.index:07d}", "coffin": f"PETI-{s.it.index % 9_999:04d}"}
    s.tell(
        "remains_returned", s.bp3mi, data, p=0.95, place={"country": "IDN", "post": post}, basis="document"
    )
