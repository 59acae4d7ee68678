"""Eight patterns of harm. Each leaves weak or strong traces; `noise` weakens them all.

Sequence and means follow published accounts: ferry on a visit visa, scam compounds
through a transit country, debt bondage in homes, sea fishing, minors with new papers,
people sent again after deportation, confinement after ordinary months, estates with family.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from kawal_simulation import abroad, homeward, irregular, numbers, rescue, traces, upstream, work
from kawal_simulation.days import add_years
from kawal_simulation.rings import GROUP, Ring, unlicensed
from kawal_simulation.story import Data, Journey
from kawal_simulation.traces import HARM, sign

VARIANTS = {"weak": 0.45, "plain": 0.7, "strong": 1.0}  # of all traces of a case
GIVES_RECRUITERS_PHONE = 0.6


def live(s: Journey, ring: Ring | None) -> None:
    """The journey of someone who is trafficked, alone or with a ring."""
    s.it.variant = s.dice.choice(tuple(VARIANTS))
    s.strength = VARIANTS[s.it.variant] / s.settings.noise
    if ring:
        _with_ring(s, ring)
    else:
        s.recruiter = unlicensed(s.dice, s.it.flavour)
    PATTERNS[s.it.pattern or ""](s, ring)


def _with_ring(s: Journey, ring: Ring) -> None:
    """The group's day, transport, recruiter and number."""
    place = ring.place_of(s.it.index)
    number = place // GROUP
    leave = ring.first_day + number * ring.pace
    s.recruiter = ring.recruiters[place % len(ring.recruiters)]
    s.group, s.booking = f"ROM-{ring.id}-{number + 1}", f"B-{ring.id}-{number + 1}"
    s.carrier, s.payer, s.leaves_on = ring.carrier, "recruiter", leave
    s.day = leave - (s.dice.randint(165, 190) if s.it.procedural else s.dice.randint(48, 75))
    if sign(s, GIVES_RECRUITERS_PHONE):
        s.it.phones = [ring.recruiters[0].phone]


def _lured(s: Journey, ring: Ring | None, factor: float) -> None:
    """Recruitment with its usual traces: promise, family, debt, house, papers held."""
    recruiter = s.recruiter.said() if s.recruiter else {}
    promised = upstream.promise(s, s.dice.uniform(factor, factor * 1.4))
    data: Data = {
        "recruiter": recruiter,
        "channel": "social_media" if s.chance(0.5) else "village_agent",
        "promised": promised,
    }
    if s.group:
        data["group"] = s.group
    s.tell(
        "recruited", s.village, data, p=0.5 * s.strength + 0.15, place=s.at_home(), basis="hearsay", sign=HARM
    )
    s.after(2, 12)
    if sign(s, 0.35):
        said: Data = {"by": "parent", "knows": s.chance(0.4), "consents": False}
        s.tell("family_stated", s.village, said, place=s.at_home(), basis="witnessed", sign=HARM)
    _money(s)
    if ring and sign(s, 0.3):
        house: Data = {"by": "recruiter", "address": ring.address, "papers_complete": False}
        s.tell("accommodated", s.village, house, place=s.at_district(), basis="hearsay", sign=HARM)
    s.after(3, 15)
    traces.papers_of_the_ring(s, ring)
    _papers(s)
    s.after(3, 20)


def _money(s: Journey) -> None:
    name = s.recruiter.name if s.recruiter else "perekrut"
    if sign(s, 0.3):
        amount = s.dice.randint(2, 6) * 1_000_000
        data: Data = {"payer": name, "payee": "parent", "amount": amount, "currency": "IDR"}
        s.tell("advanced", s.village, data, place=s.at_home(), basis="hearsay", sign=HARM)
    if sign(s, 0.25):
        data = {
            "lender": {"name": name},
            "amount": s.dice.randint(8, 30) * 1_000_000,
            "currency": "IDR",
            "terms": "potong gaji",
        }
        s.tell("lent", "sbmi", data, basis="self", sign=HARM)


def _papers(s: Journey) -> None:
    held = sign(s, 0.3)
    data = upstream.paper(s, "passport", years=10) | {"number": s.it.passport, "issued_at": "36.03"}
    s.tell("document_seen", "imigrasi-paspor", data, p=0.7, place=s.at_district(), basis="document")
    if held:
        told = {
            "document": "passport",
            "number": s.it.passport,
            "status": "held_by_other",
            "held_by": "recruiter",
        }
        s.tell("document_seen", "sbmi", told, basis="self", sign=HARM)


def _out(s: Journey, ring: Ring | None) -> None:
    """Out by the ring's gate, or by any of the corridor, without a work visa."""
    s.leave_together()
    irregular.depart(s, ring.exit if ring else None)
    s.after(0, 2)
    s.arrived_on = s.day


def _harm(s: Journey, low: int, high: int) -> None:
    s.after(low, high)
    s.it.harm_from = s.day


def visit_visa_ferry(s: Journey, ring: Ring | None) -> None:
    _lured(s, ring, 1.3)
    _out(s, ring)
    _harm(s, 1, 25)
    if sign(s, 0.5):
        abroad.complain(s, s.day + 20, ["unpaid_wages", "documents_withheld"], HARM)
    traces.unpaid_again(s)
    traces.new_number_then_silence(s)
    if sign(s, 0.3):
        abroad.family_says(s, s.day + 45, "missing", HARM)
    rescue.ending(s)


def scam_compound(s: Journey, ring: Ring | None) -> None:
    _lured(s, ring, 2.2)
    traces.contract_for_elsewhere(s)
    _out(s, ring)
    traces.arrived_elsewhere(s)
    _harm(s, 1, 6)
    if ring:
        traces.scripted_answers(s)
    place: Data = {"country": s.it.country}
    if sign(s, 0.35):
        held = {
            "channel": "messaging",
            "by": "self",
            "safe": "no",
            "held": True,
            "documents_held": True,
            "forced": True,
        }
        s.tell("checked_in", s.mission, held, place=place, basis="self", day=s.day + 20, sign=HARM)
    if sign(s, 0.5):
        abroad.complain(s, s.day + 30, ["confinement", "violence"], HARM)
    if sign(s, 0.35):
        abroad.family_says(s, s.day + 40, "missing", HARM)
    rescue.ending(s)


def debt_bondage_domestic(s: Journey, ring: Ring | None) -> None:
    if s.it.procedural:
        _procedural_out(s)
        s.tell(
            "fee_paid",
            "sbmi",
            {"category": "placement", "amount": 22_000_000, "currency": "IDR", "loan": True},
            p=s.strength * 0.5,
            basis="self",
            sign=HARM,
        )
    else:
        _lured(s, ring, 1.2)
        _out(s, ring)
    traces.another_employer(s)
    _harm(s, 10, 60)
    traces.money_to_the_ring(s, ring)
    if sign(s, 0.6):
        abroad.complain(s, s.day + 30, ["debt", "wage_deductions", "documents_withheld"], HARM)
    if sign(s, 0.3):
        s.tell(
            "wage_reported",
            s.mission,
            {"amount": 0, "currency": "USD", "months_unpaid": 4},
            place=s.abroad(),
            basis="self",
            day=s.day + 90,
            sign=HARM,
        )
    rescue.ending(s)


def _procedural_out(s: Journey) -> None:
    """Papers all in order until departure; the harm comes later."""
    upstream.prepare(s)
    upstream.leave(s)
    abroad.arrive(s)


def sea_fisher(s: Journey, ring: Ring | None) -> None:
    s.it.country = "TWN"
    s.it.job = work.job_of(work.FISHING, "TWN")
    _procedural_out(s)
    vessel = ring.carrier if ring else f"KM-REKA-{s.dice.randint(10, 99)}"
    s.tell(
        "port_called",
        "p3mi-portal",
        {"vessel": vessel, "port": "Pelabuhan Misal"},
        p=0.6,
        place=s.abroad(),
        day=s.day + 20,
    )
    traces.another_employer(s)
    _harm(s, 30, 90)
    traces.unpaid_work_told(s)
    if sign(s, 0.35):
        s.tell("contact_lost", "p3mi-portal", {}, place={"text": "Laut lepas"}, day=s.day + 95, sign=HARM)
    if sign(s, 0.5):
        abroad.complain(s, s.day + 130, ["unpaid_wages", "excessive_hours", "confinement"], HARM)
    rescue.ending(s)


def under_age_new_identity(s: Journey, ring: Ring | None) -> None:
    """Fifteen to seventeen, made twenty-one on paper."""
    years = s.dice.uniform(15.0, 17.4)
    s.it.born = date.fromordinal(s.day - int(365.25 * years))
    s.it.documents_born = add_years(s.it.born, -5)
    s.it.nik = numbers.nik(s.it.home.village, s.it.born, s.it.sex, numbers.serial_of(s.it.index))
    traces.reissued_identity(s)
    if s.it.procedural:
        _procedural_out(s)
    else:
        _lured(s, ring, 1.4)
        _out(s, ring)
    s.it.harm_from = s.departed_on
    if sign(s, 0.3):
        abroad.family_says(s, s.day + 60, "worried", HARM)
    if sign(s, 0.35):
        abroad.complain(s, s.day + 50, ["other_work_than_agreed", "excessive_hours"], HARM)
    rescue.ending(s)


def sent_again(s: Journey, ring: Ring | None) -> None:
    """Sent home, and away again within three months by the same hands."""
    s.day -= s.dice.randint(110, 150)
    irregular.deported(s)
    s.after(10, 60)
    s.tell(
        "departed_again",
        s.village,
        {"procedural": False},
        p=0.7,
        place=s.at_home(),
        basis="hearsay",
        sign=HARM,
    )
    _lured(s, ring, 1.3)
    _out(s, ring)
    _harm(s, 2, 30)
    if sign(s, 0.5):
        abroad.complain(s, s.day + 30, ["documents_withheld", "threats"], HARM)
    rescue.ending(s)


def confinement_after_contact(s: Journey, ring: Ring | None) -> None:
    """Months of ordinary contact, then a locked door."""
    _procedural_out(s)
    s.with_schedule = True
    until = s.arrived_on + s.dice.randint(120, 330)
    abroad.keep_contact(s, until)
    s.day = until
    _harm(s, 0, 10)
    traces.new_number_then_silence(s)
    if sign(s, 0.45):
        abroad.check_in(s, s.day + 5, safe="no", distress=True, held=True)
    if sign(s, 0.45):
        abroad.family_says(s, s.day + 35, "missing", HARM)
    if sign(s, 0.3):
        abroad.complain(s, s.day + 50, ["confinement", "no_contact_allowed"], HARM)
    rescue.ending(s)


def plantation_family(s: Journey, ring: Ring | None) -> None:
    _lured(s, ring, 1.1)
    _out(s, ring)
    _harm(s, 10, 60)
    traces.money_to_the_ring(s, ring)
    traces.unpaid_work_told(s)
    if sign(s, 0.4):
        abroad.complain(s, s.day + 90, ["wage_deductions", "documents_withheld", "debt"], HARM)
    if sign(s, 0.3):
        s.tell(
            "screened",
            s.mission,
            {"outcome": "needs_more", "assessor": s.mission, "indicators": ["D5.01"]},
            place=s.abroad(),
            day=s.day + 120,
            sign=HARM,
        )
    s.after(60, 200)
    if s.chance(0.4):
        homeward.detain(s)
    rescue.ending(s)


PATTERNS: dict[str, Callable[[Journey, Ring | None], None]] = {
    "visit_visa_ferry": visit_visa_ferry,
    "scam_compound": scam_compound,
    "debt_bondage_domestic": debt_bondage_domestic,
    "sea_fisher": sea_fisher,
    "under_age_new_identity": under_age_new_identity,
    "sent_again": sent_again,
    "confinement_after_contact": confinement_after_contact,
    "plantation_family": plantation_family,
}
