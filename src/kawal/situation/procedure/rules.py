"""The departure rules N1 to N14, each one function: the journey in; broken, kept or unknown out, with the facts.

A positive fact answers by itself. Absence answers only where a feed is declared complete for months up to the departure.
Source: UU 18/2017 Pasal 5 and 13, and the ministry's shorthand for a nonprocedural departure (no contract, no placement
documents, no family permission known to the village, not registered).
"""

from collections.abc import Callable
from datetime import date
from typing import Final

from kawal.foundation.moments import day_of
from kawal.reference.context.tables import Context
from kawal.situation.picture.shapes import Ref
from kawal.situation.procedure.evidence import (
    LEAVING,
    NOT_FOR_WORK,
    SIGNS_OF_NO_VISIT,
    SIGNS_OF_WORK,
    Journey,
    is_valid,
    refs,
)
from kawal.situation.procedure.sentences import Verdict
from kawal.situation.procedure.shapes import About

Said = tuple[Verdict, tuple[Ref, ...]]
UNKNOWN: Final[Said] = ("unknown", ())
ABSENT: Final[Said] = ("yes", ())

# Schemes without a placement company, and so without its licence and job order.
WITHOUT_COMPANY: Final = ("mandiri", "g_to_g", "perpanjangan")
WITHOUT_ORDER: Final = ("mandiri", "g_to_g", "perpanjangan", "ukps")
# Social insurance of migrant workers is with one carrier only (Permenaker 4/2023), so its feed alone shows who has none.
INSURERS: Final = ("", "bpjs-ketenagakerjaan")
ALL_SOURCES: Final = ("",)
DIFFERS: Final = ("TIDAK_SESUAI", "SEBAGIAN", "NIK_TIDAK_DITEMUKAN", "TIDAK_AKTIF")


def not_registered(it: Journey, about: About, context: Context) -> Said:
    """An E-PMI is issued on a registration only, so it shows one."""
    registered = [*it.before_leaving("registered"), *it.good_cards]
    if registered:
        return "no", refs(registered[-1])
    if it.said_procedural is not None:
        return "no", refs(it.said_procedural)
    outside = [fact for fact in it.of("departed_again") if fact.data.get("procedural") is False]
    if outside:
        return "yes", refs(outside[-1])
    return ABSENT if it.lacks("registered") else UNKNOWN


def no_contract(it: Journey, about: About, context: Context) -> Said:
    """Only a verified contract is one: drafts are signed under any name. An E-PMI is issued only after signing."""
    contracts = it.before_leaving("contract_seen")
    verified = [fact for fact in contracts if fact.data.get("stage") == "verified"]
    if verified:
        return "no", refs(verified[-1])
    seen = _document(it, "contract")
    if seen[0] != "unknown":
        return seen
    if it.good_cards:
        return "no", refs(it.good_cards[-1])
    return ("yes", refs(*contracts[-1:])) if it.lacks("contract_seen") else UNKNOWN


def no_job_order(it: Journey, about: About, context: Context) -> Said:
    """The order itself may be seen; its quota no table tells yet."""
    seen = _document(it, "job_order")
    if seen[0] != "unknown":
        return seen
    registered = it.before_leaving("registered")
    if it.scheme in WITHOUT_ORDER:
        return "no", refs(registered[-1])
    named = [fact for fact in registered if fact.data.get("job_order")]
    return "unknown", refs(*named[-1:])


def unlicensed_company(it: Journey, about: About, context: Context) -> Said:
    """On the day of registration: a company suspended later must still see those through whom it had taken on.

    Systems write the company's name or its licence into one field. A company that no register is known to hold has none.
    """
    registered = it.before_leaving("registered")
    if it.scheme in WITHOUT_COMPANY:
        return "no", refs(registered[-1])
    named = [fact for fact in registered if fact.data.get("p3mi")]
    last = named[-1] if named else None
    if last is None or not context.knows_licences:
        return "unknown", refs(*named[-1:])
    said = str(last.data["p3mi"])
    status = context.licence_status(said, said, day_of(last.at).toordinal())
    return "no" if status == "active" else "yes", refs(last)


def not_a_work_visa(it: Journey, about: About, context: Context) -> Said:
    """A visit is a visit until something shows that it is for work; a return ticket of one's own speaks against it."""
    visas = [fact for fact in it.of("departed", "arrived_abroad") if fact.data.get("visa")]
    if any(fact.data["visa"] == "work" for fact in visas):
        return "no", refs(*(fact for fact in visas if fact.data["visa"] == "work"))
    other = [fact for fact in visas if fact.data["visa"] in NOT_FOR_WORK]
    if not other:
        return "unknown", refs(*visas[-1:])
    work = it.of(*SIGNS_OF_WORK, *SIGNS_OF_NO_VISIT)
    if not work or it.is_visit:
        return "unknown", refs(other[-1])
    return "yes", refs(other[-1], work[-1])


def closed_destination(it: Journey, about: About, context: Context) -> Said:
    """The country, or the job in it. Not listed is open only where the list is whole."""
    if it.country is None or it.left_on is None:
        return UNKNOWN
    said = it.before_leaving("departed", "registered", "contract_seen", "recruited")
    if context.is_closed(it.country, it.left_on.toordinal(), it.occupation):
        return "yes", refs(*said[-1:])
    return ("no", refs(*said[-1:])) if context.knows("closed_countries") else UNKNOWN


def under_age(it: Journey, about: About, context: Context) -> Said:
    """Broken only if she was too young even on the earliest birth date claimed; kept only if old enough on the latest."""
    if it.left_on is None or about.born_from is None or about.born_to is None:
        return UNKNOWN
    least = context.minimum_age(it.country, it.occupation, it.left_on.toordinal())
    left = refs(*[fact for fact in it.facts if fact.kind in LEAVING][-1:])
    if _age(about.born_from, it.left_on) < least:
        return "yes", left
    return ("no", left) if _age(about.born_to, it.left_on) >= least else ("unknown", left)


def no_orientation(it: Journey, about: About, context: Context) -> Said:
    """The E-PMI is issued after the orientation and the payment of insurance, so it shows both."""
    return _paper(it, "orientation", ALL_SOURCES)


def no_insurance(it: Journey, about: About, context: Context) -> Said:
    return _paper(it, "insurance", INSURERS)


def no_card(it: Journey, about: About, context: Context) -> Said:
    seen = _document(it, "e_pmi")
    if seen[0] != "unknown":
        return seen
    return ABSENT if it.lacks("document_seen", sources=ALL_SOURCES) else seen


def family_unaware(it: Journey, about: About, context: Context) -> Said:
    """Statements that contradict each other are shown side by side; neither is believed over the other."""
    aware, unaware = [], []
    for fact in it.before_leaving("family_stated", "registered"):
        keys = (
            ("knows", "consents")
            if fact.kind == "family_stated"
            else ("family_permission", "village_informed")
        )
        said = [fact.data.get(key) for key in keys]
        if said[0] is False or (said[1] is False and fact.kind == "registered"):
            unaware.append(fact)
        elif True in said and False not in said:
            aware.append(fact)
    permission = _document(it, "family_permission")
    if permission[0] != "unknown":
        (aware if permission[0] == "no" else unaware).append(it.documents("family_permission")[-1])
    if aware and unaware:
        return "unknown", refs(aware[-1], unaware[-1])
    if unaware:
        return "yes", refs(*unaware)
    return ("no", refs(*aware)) if aware else UNKNOWN


def barred_fee(it: Journey, about: About, context: Context) -> Said:
    """It says something of whoever took the money, nothing against whoever paid.

    Jobs are written in many ways: one the table does not name is not known to be outside it.
    """
    paid = [fact for fact in it.of("fee_paid") if fact.data.get("amount") not in (None, 0, "0")]
    occupation = it.occupation
    if occupation is None:
        return "unknown", refs(*paid)
    on = it.left_on or (day_of(it.facts[-1].at) if it.facts else date.min)
    if not context.is_zero_cost(it.country, occupation, on.toordinal()):
        return "unknown", refs(*paid)
    if paid:
        return "yes", refs(*paid)
    return ("no", ()) if it.lacks("fee_paid") else UNKNOWN


def identity_conflict(it: Journey, about: About, context: Context) -> Said:
    """Spelling, re-issue and typing explain most of them: a reason to check, never proof."""
    checks = it.of("civil_registry_checked")
    if not checks:
        return UNKNOWN
    last = checks[-1]
    fields = last.data.get("fields")
    differs = isinstance(fields, dict) and any(value is False for value in fields.values())
    if differs or last.data.get("result") in DIFFERS:
        return "yes", refs(last)
    matches = last.data.get("result") == "SESUAI" or (isinstance(fields, dict) and True in fields.values())
    return ("no" if matches else "unknown"), refs(last)


def unofficial_crossing(it: Journey, about: About, context: Context) -> Said:
    """A departure recorded at a post was official, whatever it is that nobody asked."""
    left = it.of("departed")
    outside = [fact for fact in left if fact.data.get("official_crossing") is False]
    official = [
        fact
        for fact in left
        if fact.data.get("official_crossing") is True
        or ("official_crossing" not in fact.data and (fact.place or {}).get("post"))
    ]
    if outside:
        return ("unknown" if official else "yes"), refs(*official[-1:], *outside)
    return ("no", refs(official[-1])) if official else UNKNOWN


Rule = Callable[[Journey, About, Context], Said]
BY_RULE: Final[dict[str, Rule]] = {
    "dep-N1": not_registered,
    "dep-N2": no_contract,
    "dep-N3": no_job_order,
    "dep-N4": unlicensed_company,
    "dep-N5": not_a_work_visa,
    "dep-N6": closed_destination,
    "dep-N7": under_age,
    "dep-N8": no_orientation,
    "dep-N9": no_insurance,
    "dep-N10": no_card,
    "dep-N11": family_unaware,
    "dep-N12": barred_fee,
    "dep-N13": identity_conflict,
    "dep-N14": unofficial_crossing,
}


def _document(it: Journey, name: str) -> Said:
    """What was last seen of a document: missing, invalid or run out is broken."""
    seen = it.documents(name)
    if not seen:
        return UNKNOWN
    good = is_valid(seen[-1], it.left_on)
    return ("unknown" if good is None else "no" if good else "yes"), refs(seen[-1])


def _paper(it: Journey, name: str, sources: tuple[str, ...]) -> Said:
    seen = _document(it, name)
    if seen[0] != "unknown":
        return seen
    if it.good_cards:
        return "no", refs(it.good_cards[-1])
    return ABSENT if it.lacks("document_seen", sources=sources) else seen


def _age(born: date, on: date) -> int:
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))
