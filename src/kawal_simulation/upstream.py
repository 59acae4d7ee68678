"""Before departure, through the system: one function a step, in the usual order.

Steps and gates follow the published placement flow (private, individual, government).
"""

from __future__ import annotations

from kawal_simulation import companies, numbers, work
from kawal_simulation.days import day_text
from kawal_simulation.routes import airport_of
from kawal_simulation.story import Data, Journey, Recruiter

UNFIT, GIVES_UP, LOST_CARD = 0.015, 0.02, 0.02
FAMILY = ("husband", "wife", "parent", "parent", "sibling")


def prepare(s: Journey) -> bool:
    """Everything up to the card; False when the journey ends before departure."""
    _meet_company(s)
    _hear_of_work(s)
    _family_agrees(s)
    register(s)
    _registry_checked(s)
    if not _doctor(s):
        return False
    _contract(s)
    _passport(s)
    _other_papers(s)
    _training(s)
    _insurance(s)
    _orientation(s)
    _card(s)
    return not s.chance(GIVES_UP)


def _meet_company(s: Journey) -> None:
    if s.it.scheme != "p_to_p" or s.company is not None:
        return
    s.company = companies.table_for(s.it.home.province).pick(s.dice)
    officer = int(s.company.licence[7:11]) * 3 + s.dice.randrange(3)
    s.recruiter = s.recruiter or Recruiter(
        companies.officer_name(officer), f"+62 800-0000-{10_000 + officer:05d}", s.company.licence
    )


def promise(s: Journey, factor: float = 1.0) -> Data:
    job = s.it.job
    return {
        "occupation": job.occupation,
        "wage": int(job.wage * factor),
        "currency": work.CURRENCIES[s.it.country],
        "country": s.it.country,
    }


def _hear_of_work(s: Journey) -> None:
    data: Data = {"channel": s.dice.choice(("office", "village_agent", "village_agent", "social_media"))}
    if s.recruiter:
        data["recruiter"] = s.recruiter.said()
    data["promised"] = promise(s)
    if s.group:
        data["group"] = s.group
    s.tell("recruited", s.village, data, p=0.55, place=s.at_home(), basis="self")


def _family_agrees(s: Journey) -> None:
    s.after(2, 14)
    data: Data = {"by": s.dice.choice(FAMILY), "knows": True, "consents": True}
    s.tell("family_stated", s.village, data, p=0.62, place=s.at_home(), basis="witnessed")


def register(s: Journey) -> None:
    s.after(3, 25)
    source = s.system()
    data: Data = {
        "system": source,
        "system_id": f"{'SP' if source == 'siapkerja' else 'SK'}-{numbers.fact_number(s.it.index, 250)}",
        "scheme": s.it.scheme,
        "destination": s.it.country,
        "occupation": s.it.job.occupation,
        "sector": s.it.job.sector,
        "contract": _terms(s),
        "family_permission": s.chance(0.985),
        "village_informed": s.chance(0.97),
    }
    if s.company:
        data |= {"p3mi": s.company.licence, "job_order": job_order(s)}
    if s.it.scheme != "mandiri":
        data["employer"] = employer(s)
    s.tell("registered", source, data, place=s.at_district(), basis="document")


def job_order(s: Journey) -> str:
    company = s.company
    seat = company.licence[7:11] if company else "0000"
    return f"JO-{seat}-{s.it.country}-{s.day // 120:05d}"


def employer(s: Journey) -> str:
    """Households are many and nameless; other employers are few per country and trade."""
    if s.it.job.sector in ("domestic", "care"):
        return f"Keluarga {s.it.country}-{s.it.index % 90_000 + 10_000}"
    return f"Umpama {s.it.job.sector.title()} {s.it.country}-{s.it.index * 31 % 60 + 1:02d}"


def _terms(s: Journey) -> Data:
    start = s.day + 100
    years = 3 if s.it.country in ("KOR", "JPN") else 2
    return {
        "start": day_text(start),
        "end": day_text(start + 365 * years),
        "wage": s.it.job.wage,
        "currency": work.CURRENCIES[s.it.country],
    }


def _registry_checked(s: Journey) -> None:
    s.after(0, 3)
    good = s.dice.random() < 0.93
    fields = {"nik": True, "name": good, "birth_date": good or s.dice.random() < 0.5}
    data: Data = {"result": "match" if good else "partial", "fields": fields}
    s.tell("civil_registry_checked", "dukcapil", data, p=0.7, basis="document")


def _doctor(s: Journey) -> bool:
    s.after(3, 20)
    fit = s.dice.random() >= UNFIT
    data = paper(s, "medical", "valid" if fit else "invalid")
    s.tell(
        "document_seen", "sarkes", data, p=1.0 if not fit else 0.93, place=s.at_district(), basis="document"
    )
    return fit


def paper(s: Journey, document: str, status: str = "valid", years: float = 1.0) -> Data:
    """A document as seen today; its number belongs to this person and journey alone."""
    return {
        "document": document,
        "number": f"{document[:3].upper()}-{s.it.index:07d}-{s.day % 10_000:04d}",
        "status": status,
        "issued_on": day_text(s.day),
        "expires_on": day_text(s.day + int(365 * years)),
    }


def _contract(s: Journey) -> None:
    data: Data = {
        "stage": "draft",
        "country": s.it.country,
        "employer": employer(s),
        "occupation": s.it.job.occupation,
        "wage": s.it.job.wage,
        "currency": work.CURRENCIES[s.it.country],
    }
    s.tell("contract_seen", s.district, data, p=0.35, basis="document", day=s.day + s.dice.randint(0, 3))
    s.after(10, 35)
    data = data | {
        "stage": "verified",
        "number": f"PK-{s.it.index:07d}",
        "start": day_text(s.day + 40),
        "end": day_text(s.day + 40 + 730),
    }
    s.tell("contract_seen", s.system(), data, basis="document")


def _passport(s: Journey) -> None:
    s.after(2, 12)
    if s.chance(LOST_CARD):
        s.tell(
            "document_seen", s.district, paper(s, "ktp", years=80), place=s.at_district(), basis="document"
        )
    data = paper(s, "passport", years=10) | {"number": s.it.passport, "issued_at": s.it.home.kabupaten}
    s.tell("document_seen", "imigrasi-paspor", data, p=0.9, place=s.at_district(), basis="document")


def _other_papers(s: Journey) -> None:
    """Family's permission, police record and visa: seen by some desks, not by all."""
    place = s.at_district()
    s.tell("document_seen", s.district, paper(s, "family_permission"), p=0.45, place=place, basis="document")
    s.tell("document_seen", s.district, paper(s, "skck"), p=0.3, place=place, basis="document")
    visa = paper(s, "visa", years=2)
    s.tell(
        "document_seen", "p3mi-portal", visa, p=0.45 if s.company else 0.0, day=s.day + 9, basis="document"
    )


def _training(s: Journey) -> None:
    s.after(5, 30)
    data: Data = {
        "kind": s.it.job.sector,
        "provider": f"BLK Contoh {s.it.home.province}",
        "certificate": f"SERT-{s.it.index:07d}",
    }
    s.tell("trained", "lsp", data, p=0.55, basis="document")


def _insurance(s: Journey) -> None:
    s.after(1, 12)
    s.tell("document_seen", "bpjs-ketenagakerjaan", paper(s, "insurance", years=2), basis="document")


def _orientation(s: Journey) -> None:
    s.after(2, 15)
    s.tell(
        "document_seen", s.bp3mi, paper(s, "orientation"), p=0.97, place=s.at_district(), basis="witnessed"
    )


def _card(s: Journey) -> None:
    s.after(0, 4)
    s.tell("document_seen", s.system(), paper(s, "e_pmi", years=2), basis="document")


def leave(s: Journey) -> None:
    """Out through an airport (or Batam, Entikong) with a work visa."""
    s.after(2, 14)
    s.leave_together()
    s.departed_on = s.it.departed_on = s.day
    post = airport_of(s.it.home.province)
    flight = s.voyage(f"XA-{s.it.country}-{int(post[-1:], 36)}{s.it.index % 3}")
    data: Data = {
        "mode": "air",
        "carrier": flight,
        "booking": s.booking or f"B{numbers.fact_number(s.it.index, 251)}",
        "visa": s.visa,
        "one_way": True,
        "ticket_payer": "company" if s.company else "self",
        "destination": s.it.country,
        "official_crossing": True,
    }
    if s.group:
        data["group"] = s.group
    s.tell(
        "departed", "imigrasi-perlintasan", data, place={"country": "IDN", "post": post}, basis="witnessed"
    )
    short = {"visa": s.visa, "destination": s.it.country}
    s.tell("departed", s.bp3mi, short, p=0.12, place={"country": "IDN", "post": post}, basis="witnessed")
