"""Abroad: arrival, contact, money home, and what goes wrong for some."""

from __future__ import annotations

from kawal_simulation import numbers, upstream, work
from kawal_simulation.days import day_text
from kawal_simulation.routes import BP3MI_OF_AIRPORT, airport_of
from kawal_simulation.story import Data, Journey

# Contact is agreed with few; the others write once at most. Lapor diri is known to be low.
SCHEDULE_SHARE, REPORTS_IN = 0.30, 0.33
FIRST_CHECKS = (3, 14, 30)
# Complaints: 5 per 1,000 placements reach the ministry; mission cases are several times that.
MILD, SEVERE, DISTRESS = 0.012, 0.0035, 0.0016
FRESH = (("distress", 0.0012), ("severe", 0.0008), ("missing", 0.0006))  # in the last days, unanswered
MILD_PROBLEMS = (
    "unpaid_wages",
    "wage_deductions",
    "excessive_hours",
    "other_work_than_agreed",
    "administrative",
    "administrative",
    "illness",
    "debt",
)
SEVERE_PROBLEMS = ("documents_withheld", "confinement", "violence", "sexual_violence")
FAMILY_MISSING, FAMILY_WORRIED = 0.0016, 0.004
BY_COOPERATIVE = 15  # of those who send, one in five
LOSES_TOUCH = 0.012  # of those with a schedule, by the end of the window


def arrive(s: Journey, share: float = 0.45) -> None:
    s.after(0, 1)
    s.arrived_on = s.day
    data: Data = {"visa": s.visa}
    if s.it.procedural:
        data["employer"] = upstream.employer(s)
    s.tell("arrived_abroad", "p3mi-portal" if s.company else s.mission, data, p=share, place=s.abroad())


def report_in(s: Journey) -> None:
    day = s.day + s.dice.randint(2, 40)
    s.tell("reported_in", "peduli-wni", {"mission": s.mission}, place=s.abroad(), basis="self", day=day)


def stay(s: Journey, until: int) -> None:
    """Ordinary months abroad, up to `until`."""
    s.with_schedule = s.with_schedule or s.chance(SCHEDULE_SHARE)
    if not s.with_schedule:
        if s.chance(REPORTS_IN):
            report_in(s)
        s.day = until
        return
    lost = s.chance(LOSES_TOUCH) and until >= s.end
    keep_contact(s, until - s.dice.randint(38, 75) if lost else until)
    s.day = until


def keep_contact(s: Journey, until: int) -> None:
    """Check-ins on the agreed days: 3, 14, 30 after arrival, then about monthly."""
    plan = [s.arrived_on + days for days in FIRST_CHECKS]
    while plan[-1] < min(until, s.end):
        plan.append(plan[-1] + s.dice.randint(26, 30))
    if s.chance(0.05):
        new_number(s, plan[len(plan) // 2] + 1, until)
    for number, day in enumerate(plan):
        if day < until:
            check_in(s, day)
        if number % 3 == 2:
            send_money(s, day + 5, until)


def new_number(s: Journey, day: int, until: int) -> None:
    """Another telephone number, told by the person."""
    if day < until:
        data: Data = {"phones": [next_number(s)], "channel": "messaging"}
        s.tell("contact_changed", "aplikasi-kontak", data, place=s.abroad(), basis="self", day=day)


def next_number(s: Journey) -> str:
    """The person has this number too from now on."""
    s.it.phones.append(numbers.phone(s.it.index, 1))
    return s.it.phones[-1]


def check_in(s: Journey, day: int, **data: object) -> None:
    said = {
        "channel": s.dice.choice(("app", "messaging", "messaging", "hotline")),
        "by": "self",
        "safe": "yes",
    } | data
    s.tell("checked_in", "aplikasi-kontak", said, place=s.abroad(), basis="self", day=day)


def send_money(s: Journey, day: int, until: int) -> None:
    if day < until and s.it.index % 3 == 0:
        amount = round(s.it.job.wage * s.dice.uniform(0.4, 0.7))
        data: Data = {"amount": amount, "currency": work.CURRENCIES[s.it.country], "to": _receiver(s)}
        s.tell("remitted", "pengiriman-uang", data, place=s.abroad(), basis="document", day=day)


def _receiver(s: Journey) -> str:
    """The family, or the cooperative through which many of a kabupaten send."""
    return f"koperasi {s.it.home.kabupaten}" if s.it.index % BY_COOPERATIVE == 0 else "family"


def troubles(s: Journey, until: int) -> str | None:
    """What goes wrong between arrival and `until`; returns the worst of it or None."""
    if until - s.arrived_on < 20:
        return None
    scale = 1.0 if s.it.procedural else 1.6
    roll = s.dice.random() / scale
    for name, share in (
        ("distress", DISTRESS),
        ("severe", SEVERE),
        ("missing", FAMILY_MISSING),
        ("worried", FAMILY_WORRIED),
        ("mild", MILD),
    ):
        if roll < share:
            TROUBLES[name](s, s.dice.randint(s.arrived_on + 15, until))
            return name
        roll -= share
    return None


def fresh_trouble(s: Journey) -> None:
    """What happened in the last days of the window and nobody has answered yet."""
    roll = s.dice.random()
    day = s.end - s.dice.randint(1, 7)
    for name, share in FRESH:
        if roll < share and day > s.arrived_on + 10:
            s.with_schedule = True
            FRESH_TROUBLES[name](s, day)
            return
        roll -= share


def _distress(s: Journey, day: int) -> None:
    check_in(s, day, safe="no", distress=True, text="Kode bahaya dikirim dari aplikasi.")
    _resolve(s, day, 0.75)


def _severe(s: Journey, day: int) -> None:
    problems = [s.dice.choice(SEVERE_PROBLEMS)]
    if s.chance(0.5):
        problems.append("unpaid_wages")
    complain(s, day, problems)
    _resolve(s, day, 0.65)


def _mild(s: Journey, day: int) -> None:
    complain(s, day, [s.dice.choice(MILD_PROBLEMS)])
    _resolve(s, day, 0.8)


def complain(s: Journey, day: int, problems: list[str], sign: str | None = None) -> None:
    source = s.dice.choice(("kp2mi-pusat-panggilan", "kp2mi-pusat-panggilan", s.mission, "sbmi"))
    data: Data = {"problems": problems, "channel": s.dice.choice(("hotline", "messaging", "office"))}
    if s.chance(0.3):
        data["text"] = "Mengadu lewat telepon, minta dibantu."
    s.tell("complained", source, data, place=s.abroad(), basis="self", day=day, sign=sign)
    if s.chance(0.2):  # the same complaint reaches a second desk
        s.tell("complained", s.mission, data, place=s.abroad(), basis="self", day=day + s.dice.randint(0, 4))


def _missing(s: Journey, day: int) -> None:
    family_says(s, day, "missing")
    _resolve(s, day, 0.7, by_family=True)


def _worried(s: Journey, day: int) -> None:
    family_says(s, day, "worried")
    _resolve(s, day, 0.9, by_family=True)


def family_says(s: Journey, day: int, what: str, sign: str | None = None) -> None:
    source = s.village if s.chance(0.5) else "kp2mi-pusat-panggilan"
    data: Data = {"by": s.dice.choice(("mother", "father", "husband", "wife", "sibling")), "what": what}
    s.tell("family_reported", source, data, place=s.at_home(), basis="hearsay", day=day, sign=sign)


def _resolve(s: Journey, day: int, share: float, *, by_family: bool = False) -> None:
    """Most troubles end with a word that all is well; the rest stay open."""
    if not s.chance(share):
        return
    later = day + s.dice.randint(3, 45)
    if by_family:
        family_says(s, later, "safe")
    else:
        data: Data = {"channel": "hotline", "by": "officer", "safe": "yes"}
        s.tell("checked_in", s.mission, data, place=s.abroad(), basis="witnessed", day=later)


FRESH_TROUBLES = {
    "distress": lambda s, day: check_in(
        s, day, safe="no", distress=True, text="Kode bahaya dikirim dari aplikasi."
    ),
    "severe": lambda s, day: complain(s, day, [s.dice.choice(SEVERE_PROBLEMS), "unpaid_wages"]),
    "missing": lambda s, day: family_says(s, day, "missing"),
}
TROUBLES = {"distress": _distress, "severe": _severe, "missing": _missing, "worried": _worried, "mild": _mild}


def change_job(s: Journey, day: int, *, worse: bool = False, sign: str | None = None) -> None:
    job = s.it.job
    wage = int(job.wage * (s.dice.uniform(0.4, 0.75) if worse else s.dice.uniform(1.0, 1.15)))
    data: Data = {
        "employer": f"Andai {s.it.country}-{s.dice.randint(1, 90):02d}",
        "occupation": job.occupation,
        "sector": job.sector,
        "wage": wage,
        "currency": work.CURRENCIES[s.it.country],
        "country": s.it.country,
    }
    s.tell(
        "employment_changed",
        s.mission,
        data,
        place=s.abroad(),
        basis="self" if worse else "document",
        day=day,
        sign=sign,
    )


def see_permit(s: Journey, day: int) -> None:
    data: Data = {
        "permit": "work",
        "number": f"IZ-{numbers.fact_number(s.it.index, 249)}",
        "valid_to": day_text(s.arrived_on + 730),
        "insurance": True,
    }
    s.tell("permit_seen", "p3mi-portal", data, place=s.abroad(), basis="document", day=day)


def contract_ends(s: Journey) -> None:
    """Home through the lounge of an airport, by oneself, with a passport."""
    post = airport_of(s.it.home.province)
    data: Data = {"travel_document": "passport", "onward": "self"}
    s.tell(
        "returned",
        BP3MI_OF_AIRPORT[post],
        data,
        p=0.85,
        place={"country": "IDN", "post": post},
        basis="witnessed",
    )
    s.after(0, 2)
    s.tell("reached_home", s.village, {}, p=0.96, place=s.at_home(), basis="witnessed")
    if s.chance(0.08):
        s.after(28, 40)
        s.tell(
            "followed_up",
            s.village,
            {"months": 1, "safe": True, "employed": s.chance(0.4), "wants_to_leave": s.chance(0.35)},
            place=s.at_home(),
            basis="self",
        )
