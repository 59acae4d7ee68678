"""Nine kinds of innocent people who look like cases."""

from __future__ import annotations

from collections.abc import Callable

from kawal_simulation import abroad, companies, fitting, numbers, upstream, work
from kawal_simulation.days import Window
from kawal_simulation.story import Data, Journey, Recruiter

OUTAGE_DAYS = 21
OUTAGE_COUNTRY = "SAU"


def outage(window: Window) -> tuple[int, int]:
    """First day and end of the one regional outage of the period."""
    first = window.first + (window.end - window.first) * 3 // 5
    return first, first + OUTAGE_DAYS


def live(s: Journey) -> None:
    DECOYS[s.it.kind.removeprefix("decoy:")](s)


def _through(s: Journey) -> bool:
    """An ordinary way out; False when it ends before departure."""
    _inside_the_system(s)
    if not upstream.prepare(s):
        return False
    upstream.leave(s)
    abroad.arrive(s)
    return True


def _inside_the_system(s: Journey, country: str | None = None) -> None:
    """To a country where there is placement, with work that is found there; as planned, if that is so already."""
    if s.it.procedural and country is None:
        return
    country = country or fitting.destinations_by_row()[s.it.home.province, s.it.sex].pick(s.dice)
    s.it.procedural, s.it.corridor, s.it.scheme, s.it.country = True, None, "p_to_p", country
    s.it.job = work.job_of(work.jobs_in(country, s.it.sex).pick(s.dice), country)


def _stays(s: Journey) -> None:
    abroad.stay(s, s.departed_on + 730)
    if s.chance(0.7):
        abroad.contract_ends(s)


def call_centre_number(s: Journey) -> None:
    """Gives a public service's number as the recruiter's."""
    phone = s.dice.choice(tuple(companies.official_phones().values()))
    s.recruiter = Recruiter(companies.officer_name(s.it.index % 900), phone, None)
    if _through(s):
        _stays(s)


def village_group(s: Journey) -> None:
    """Neighbours leave together, with papers, and one coordinator's phone."""
    week = s.day // 60
    s.group = f"DESA-{s.it.home.kabupaten}-{week}"
    s.recruiter = Recruiter(
        companies.officer_name(week % 500), f"+62 800-0000-{20_000 + week % 9_000:05d}", None
    )
    s.it.phones = [s.recruiter.phone]
    if _through(s):
        _stays(s)


def regional_outage(s: Journey) -> None:
    """Misses check-ins with everybody else in the country while the network is down."""
    s.with_schedule = True
    _inside_the_system(s, OUTAGE_COUNTRY)
    if not _through(s):
        return
    first, end = outage(s.settings.window)
    before = len(s.happenings)
    abroad.keep_contact(s, s.end)
    missed = [h for h in s.happenings[before:] if first <= h.day < end]
    s.happenings = [h for h in s.happenings if h not in missed]
    for one in missed:
        s.tell("check_in_missed", "aplikasi-kontak", {"channel": "app"}, place=s.abroad(), day=one.day + 1)
    if missed:
        abroad.check_in(s, end + 1)
    s.day = s.end


def remittance_pause(s: Journey) -> None:
    """Sends money, stops for four months, says all is well every month."""
    s.with_schedule = True
    if not _through(s):
        return
    abroad.keep_contact(s, s.end)
    pause = s.arrived_on + 150
    s.happenings = [h for h in s.happenings if not (h.kind == "remitted" and pause <= h.day < pause + 120)]
    s.day = s.end


def job_change(s: Journey) -> None:
    """Changes employer with papers, at the same wage or more."""
    if _through(s):
        abroad.change_job(s, s.arrived_on + s.dice.randint(60, 400))
        _stays(s)


def well_paid(s: Journey) -> None:
    """A professional whose wage is far above the usual."""
    _inside_the_system(s)
    occupation = s.dice.choice(("nurse", "engineer", "welder"))
    s.it.job = work.Job(occupation, work.SECTORS[occupation], s.it.job.wage * 3)
    if _through(s):
        _stays(s)


def family_visit(s: Journey) -> None:
    """Registered for later, travels on a visit visa to see family, comes back in three weeks."""
    _inside_the_system(s)
    upstream.register(s)
    s.after(10, 40)
    place: Data = {"country": "IDN", "post": "bandara-soekarno-hatta"}
    data: Data = {
        "mode": "air",
        "carrier": s.voyage("XA-1"),
        "visa": "visit",
        "one_way": False,
        "ticket_payer": "self",
        "destination": s.it.country,
        "official_crossing": True,
    }
    s.departed_on = s.it.departed_on = s.day
    s.tell("departed", "imigrasi-perlintasan", data, place=place, basis="witnessed")
    s.after(14, 24)
    s.tell("reached_home", s.village, {}, place=s.at_home(), basis="witnessed")


def training_fee(s: Journey) -> None:
    """Pays for a course, with a receipt."""
    data: Data = {
        "category": "training",
        "amount": s.dice.randint(15, 45) * 100_000,
        "currency": "IDR",
        "payee": f"BLK Contoh {s.it.home.province}",
        "receipt": f"KW-{numbers.fact_number(s.it.index, 248)}",
        "loan": False,
    }
    s.tell("fee_paid", s.district, data, basis="document", day=s.day + 20)
    if _through(s):
        _stays(s)


def recycled_phone(s: Journey) -> None:
    """Has the number that was a recruiter's before."""
    s.it.phones = [f"+62 800-0000-{s.dice.randint(30_000, 99_999):05d}"]
    if _through(s):
        _stays(s)


DECOYS: dict[str, Callable[[Journey], None]] = {
    "call_centre_number": call_centre_number,
    "village_group": village_group,
    "regional_outage": regional_outage,
    "remittance_pause": remittance_pause,
    "job_change": job_change,
    "well_paid": well_paid,
    "family_visit": family_visit,
    "training_fee": training_fee,
    "recycled_phone": recycled_phone,
}
