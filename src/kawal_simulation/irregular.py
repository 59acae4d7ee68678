"""Outside the system: visit visas, quiet crossings, prevention at the gate, and free lives after."""

from __future__ import annotations

from kawal_simulation import abroad, homeward, routes, upstream
from kawal_simulation.chance import Table
from kawal_simulation.rings import Ring, unlicensed
from kawal_simulation.story import Data, Journey, Recruiter

# What becomes of people who leave outside the system. Nobody publishes this; the shares
# keep returns near 290-960 a year per 100,000 abroad times what lists can see.
OUTCOMES = Table(
    {
        "abroad": 43,
        "deported": 34,
        "prevented": 7,
        "came_home": 7,
        "repatriated": 5,
        "died": 1.2,
        "settled": 1.3,
    }
)
VISAS = {"gulf": Table({"umrah": 60, "visit": 35, "hajj": 5})}
VISIT = Table({"visit": 1.0})
DEFER_REASONS = (
    "purpose_unclear",
    "no_work_visa",
    "coached_answers",
    "passport_issued_far_away",
    "no_return_ticket",
)


def live(s: Journey, ring: Ring | None) -> None:
    """A whole journey of someone who is not harmed."""
    outcome = OUTCOMES.pick(s.dice)
    if ring:
        s.recruiter, s.carrier = s.dice.choice(ring.recruiters), ring.carrier
    recruit(s, share=0.25)
    if outcome == "prevented":
        prevented(s)
        return
    depart(s)
    s.after(0, 2)
    s.arrived_on = s.day
    until = _until(s) if outcome != "abroad" else max(s.day, s.end) + 30
    trouble = abroad.troubles(s, min(until, s.end - 1))
    if trouble is None and s.chance(0.25):
        abroad.family_says(s, min(until, s.end) - s.dice.randint(5, 200), "safe")
    if s.chance(0.06) and trouble is None:
        abroad.report_in(s)
    s.day = until
    ENDS[outcome](s)


def _until(s: Journey) -> int:
    """When the stay ends: inside the window if it can, at least three months after arrival."""
    earliest = max(s.day + 90, s.settings.window.first)
    latest = s.end - 1 if s.chance(0.93) else s.end + 120
    return s.dice.randint(earliest, max(earliest, latest))


def recruit(s: Journey, share: float, sign: str | None = None) -> None:
    agent = Recruiter(*s.it.agent, None) if s.it.agent else None
    s.recruiter = s.recruiter or agent or unlicensed(s.dice, s.it.flavour)
    data: Data = {
        "recruiter": s.recruiter.said(),
        "channel": s.dice.choice(("village_agent", "social_media", "messaging")),
        "promised": upstream.promise(s, s.dice.uniform(0.9, 1.5)),
    }
    if s.group:
        data["group"] = s.group
    s.tell("recruited", s.village, data, p=share, place=s.at_home(), basis="hearsay", sign=sign)
    s.after(2, 20)
    s.tell(
        "family_stated",
        s.village,
        {"by": "parent", "knows": True, "consents": True},
        p=0.2,
        place=s.at_home(),
    )
    s.after(5, 30)
    passport = upstream.paper(s, "passport", years=10) | {
        "number": s.it.passport,
        "issued_at": s.it.home.kabupaten,
    }
    if s.it.passport:
        s.tell("document_seen", "imigrasi-paspor", passport, p=0.5, place=s.at_district(), basis="document")
    s.after(5, 40)


def depart(s: Journey, gate: str | None = None) -> None:
    corridor = s.it.corridor or "gulf"
    mode, carrier = routes.CARRIERS[corridor]
    s.visa = VISAS.get(corridor, VISIT).pick(s.dice)
    s.departed_on = s.it.departed_on = s.day
    official = s.chance(routes.OFFICIAL[corridor])
    post = gate or routes.EXITS[corridor].pick(s.dice)
    data: Data = {
        "mode": mode,
        "carrier": s.voyage(f"{carrier}-{s.it.index % 4 + 1}"),
        "visa": s.visa,
        "one_way": s.chance(0.4),
        "ticket_payer": s.payer,
        "destination": s.it.country,
        "official_crossing": official,
    }
    if s.booking:
        data |= {"booking": s.booking, "group": s.group}
    if official:
        s.tell(
            "departed",
            "imigrasi-perlintasan",
            data,
            p=0.95,
            place={"country": "IDN", "post": post},
            basis="witnessed",
        )
    else:
        quiet = {"official_crossing": False, "destination": s.it.country}
        s.tell("departed", s.village, quiet, p=0.4, place=s.at_home(), basis="hearsay")
    if corridor == "scam" and s.it.country in ("KHM", "MMR", "LAO"):
        s.tell(
            "transited",
            "imigrasi-perlintasan",
            {"mode": "air", "carrier": s.voyage("XB-7"), "visa": "visit"},
            p=0.3,
            place={"country": "THA"},
            day=s.day + 1,
        )


def prevented(s: Journey) -> None:
    """Held at the gate, handed to the ministry's post, home again."""
    corridor = s.it.corridor or "gulf"
    place: Data = {"country": "IDN", "post": routes.EXITS[corridor].pick(s.dice)}
    data: Data = {"reasons": s.dice.sample(DEFER_REASONS, s.dice.randint(1, 2)), "handed_to": s.bp3mi}
    s.tell("departure_deferred", "imigrasi-perlintasan", data, place=place, basis="witnessed")
    s.after(0, 1)
    s.tell("departure_deferred", routes.BP3MI[routes.ROUTES[corridor].province], data, p=0.6, place=place)
    s.after(1, 5)
    s.tell("reached_home", s.village, {}, p=0.5, place=s.at_home())


def deported(s: Journey) -> None:
    homeward.detain(s)
    s.after(7, 40)
    document = homeward.papers_for_return(s)
    homeward.travel(s, document, deported=True)


def repatriated(s: Journey) -> None:
    s.tell(
        "return_requested",
        s.mission,
        {"by": "self", "reason": "unpaid_wages"},
        place=s.abroad(),
        basis="self",
    )
    s.tell(
        "assisted",
        s.mission,
        {"service": "temporary_shelter", "provider": s.mission},
        p=0.4,
        place=s.abroad(),
    )
    document = homeward.papers_for_return(s)
    homeward.travel(s, document, deported=False)


def came_home(s: Journey) -> None:
    s.tell("reached_home", s.village, {}, place=s.at_home(), basis="witnessed")


def settled(s: Journey) -> None:
    s.tell("settled_elsewhere", s.mission, {}, place=s.abroad(), basis="self")


def _nothing(_: Journey) -> None:
    return None


ENDS = {
    "abroad": _nothing,
    "deported": deported,
    "came_home": came_home,
    "repatriated": repatriated,
    "died": homeward.die_abroad,
    "settled": settled,
}


def go_again(s: Journey) -> None:
    """A second journey of someone sent home; at least one in ten."""
    s.after(40, 240)
    s.recruiter, s.it.renewed_on = None, s.day
    s.tell("departed_again", s.village, {"procedural": False}, place=s.at_home(), basis="hearsay")
    s.departed_on = s.it.departed_on = s.day
    s.day += s.dice.randint(60, 400)
    deported(s)


def child_of_sabah(s: Journey) -> None:
    """Born there or taken along: no NIK, no passport, on a list with a parent."""
    s.it.nik = s.it.passport = None
    s.it.phones = []
    homeward.detain(s, share=0.5)
    s.after(20, 60)
    homeward.travel(s, homeward.papers_for_return(s), deported=True)
