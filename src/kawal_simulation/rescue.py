"""How harm comes to an end, or does not: rescue, screening, return, finding."""

from __future__ import annotations

from kawal_simulation import homeward
from kawal_simulation.days import day_text
from kawal_simulation.story import Data, Journey

PURPOSES = {
    "scam_compound": "ForcedCriminality",
    "debt_bondage_domestic": "Servitude",
    "sea_fisher": "ForcedLabour",
    "plantation_family": "ForcedLabour",
    "confinement_after_contact": "Servitude",
}
MEANS = ("deception", "debt_bondage", "abuse_of_vulnerability", "confinement", "threat")
ACTS = ("recruitment", "transportation", "harbouring", "receipt")
RESCUED, LISTED, FOUND_BY_POLICE = 0.42, 0.2, 0.45
HARM = "trafficked"


def ending(s: Journey) -> None:
    """Rescued, swept up as irregular, or still there when the window closes."""
    roll = s.dice.random()
    s.after(40, 320)
    if roll < RESCUED:
        _rescued(s)
    elif roll < RESCUED + LISTED:
        homeward.detain(s)
        s.after(10, 60)
        homeward.travel(s, homeward.papers_for_return(s), deported=True)
        _screen(s, "polri-ppa-ppo", s.dice.choice(("no_indication", "needs_more")))


def _rescued(s: Journey) -> None:
    s.tell(
        "rescued",
        s.mission,
        {"by": s.dice.choice(("police", "mission", "self"))},
        place=s.abroad(),
        basis="witnessed",
        sign=HARM,
    )
    s.tell(
        "assisted",
        s.mission,
        {"service": "temporary_shelter", "provider": s.mission},
        p=0.7,
        place=s.abroad(),
    )
    s.after(1, 10)
    _screen(s, s.mission, "indicated")
    homeward.travel(s, homeward.papers_for_return(s), deported=False, sign=HARM)
    s.after(1, 6)
    if s.chance(0.7):
        _screen(s, f"uptd-ppa-{s.it.home.province}", s.dice.choice(("indicated", "identified", "needs_more")))
    _told_later(s)
    _services(s)
    if s.chance(FOUND_BY_POLICE):
        _decided(s)


def _screen(s: Journey, assessor: str, outcome: str) -> None:
    data: Data = {
        "act": list(s.dice.sample(ACTS, 2)),
        "means": list(s.dice.sample(MEANS, 2)),
        "purpose": [PURPOSES.get(s.it.pattern or "", "ForcedLabour")],
        "indicators": ["D2.05", "D5.03"] if outcome != "no_indication" else [],
        "outcome": outcome,
        "assessor": assessor,
    }
    if outcome == "no_indication":
        data |= {"act": [], "means": [], "purpose": []}
    s.tell(
        "screened",
        assessor,
        {key: value for key, value in data.items() if value},
        basis="witnessed",
        sign=HARM if outcome in ("indicated", "identified") else None,
    )


def _told_later(s: Journey) -> None:
    """In the interview the person tells of recruitment long ago: true day then, known now."""
    if not s.recruiter or not s.chance(0.6):
        return
    s.heard_on = s.day
    told = max(1, s.departed_on - s.dice.randint(20, 50))
    data: Data = {"recruiter": s.recruiter.said(), "channel": "social_media"}
    s.tell("recruited", "sbmi", data, place=s.at_home(), basis="self", day=told, sign=HARM)
    fee: Data = {
        "category": "placement",
        "amount": s.dice.randint(4, 25) * 1_000_000,
        "currency": "IDR",
        "payee": s.recruiter.name,
    }
    s.tell("fee_paid", "sbmi", fee, p=0.6, basis="self", day=told + 5, sign=HARM)
    s.heard_on = 0


def _services(s: Journey) -> None:
    for service in s.dice.sample(
        ("counselling", "medical", "legal_aid", "skills_training", "economic_support"), 2
    ):
        s.tell(
            "assisted",
            s.social,
            {"service": service, "provider": s.social},
            p=0.6,
            day=s.day + s.dice.randint(1, 40),
        )
    s.tell("assisted", "lpsk", {"service": "protection", "provider": "lpsk"}, p=0.25, day=s.day + 20)


def _decided(s: Journey) -> None:
    outcome = s.dice.choice(("proven", "proven", "strong_suspicion", "irregular_only"))
    data: Data = {"outcome": outcome, "act": "recruitment", "by": "polri"}
    if s.it.harm_from:
        data["harm_from"] = day_text(s.it.harm_from)
    if s.recruiter:
        data["recruiter"] = s.recruiter.said()
    s.tell(
        "case_decided",
        "polri-ppa-ppo",
        data,
        basis="document",
        day=s.day + s.dice.randint(20, 120),
        sign=HARM if outcome != "irregular_only" else None,
    )
