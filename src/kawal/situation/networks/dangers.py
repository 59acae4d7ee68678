"""What a worker's own facts say of danger, as far as a ring needs it: signs of leaving outside the system, of control, of harm.

Irregular is not trafficked. The three are kept apart, and a sign of the first sort alone never makes a ring suspicious.
Each sign keeps the fact that first showed it. Nothing here is shown as a finding about a worker: rules do that.
"""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Final

from kawal.facts.contract.values import as_number
from kawal.situation.networks.shapes import Claimed, Data, Heard, Ref, World
from kawal.situation.networks.traces import LODGING_BY_RIGHT, THIRD_PAYERS, account_form, is_licensed
from kawal.situation.parties.rules.forms import read_name
from kawal.situation.picture.events import CONFINING, SEVERE_PROBLEMS
from kawal.situation.signals.told import word_of
from kawal.situation.signals.told_before import KEEPERS, is_advance

OUTSIDE: Final = ("no_licence", "other_visa", "no_crossing", "closed_country")
CONTROL: Final = ("ticket_by_third", "fees", "debt", "advance", "papers_held", "housed", "under_age", "family_against",
                  "wage_too_good", "pays_handler")  # fmt: skip
AGE_MATTERS: Final = ("recruited", "registered", "contract_seen", "departed")
HARM: Final = ("confined", "distress", "missing", "unpaid")
FOUND: Final = ("indicated", "rescued")  # by officers, though no voice was heard
HARMED: Final = (*HARM, *FOUND)
NOT_FOR_WORK: Final = frozenset({"visit", "umrah", "hajj", "transit", "none"})
CHILD: Final = 18  # years
TRAINING: Final = ("training", "training_and_orientation", "skills_and_qualification_tests")
GOOD_WAGE: Final = 2.2  # of the reference, as R03
DEBT_WAGES: Final = 3.5  # monthly wages, as R06
SEVERE: Final = SEVERE_PROBLEMS | {"debt"}


class Signs:
    """Of one worker: the first day and fact of each sign, and the little that must be remembered to tell them."""

    __slots__ = (
        "births",
        "changed",
        "country",
        "fees",
        "first",
        "lenders",
        "occupation",
        "payees",
        "recruiters",
        "wage",
    )

    def __init__(self) -> None:
        self.changed = False
        self.first: dict[str, tuple[int, Ref]] = {}
        self.births: dict[str, None] = {}
        self.recruiters: set[str] = set()
        self.lenders: dict[str, tuple[int, Ref]] = {}
        self.payees: dict[str, tuple[int, Ref]] = {}
        self.fees = 0.0
        self.wage = 0.0
        self.country: str | None = None
        self.occupation: str | None = None

    def note(self, sign: str, day: int, ref: Ref) -> None:
        before = self.first.get(sign)
        if before is None or (day, ref) < before:
            self.first[sign] = (day, ref)
            self.changed = True

    def any_of(self, signs: tuple[str, ...]) -> list[str]:
        return [sign for sign in signs if sign in self.first]

    @property
    def is_harmed(self) -> bool:
        return not self.first.keys().isdisjoint(HARMED)

    @property
    def is_inside(self) -> bool:
        """Registered or with the worker's card, and nothing shows that she left without a visa for work."""
        return ("card" in self.first or "registered" in self.first) and "other_visa" not in self.first


def take(signs: Signs, it: Heard, world: World, claim: Claimed) -> bool:
    """Note what one fact says; whether anything is new."""
    signs.changed = False
    act = _ACTS.get(it.kind)
    if act:
        act(signs, it, world)
    if claim.births and (it.kind in AGE_MATTERS or not signs.births.keys() >= set(claim.births)):
        _births(signs, claim, it)
    return signs.changed


def _births(signs: Signs, claim: Claimed, it: Heard) -> None:
    """A child where at least two claims speak of a birth and most of them say so. A host country's higher minimum is no sign of control."""
    for said in claim.births:
        signs.births[said] = None
    ages = [age for said in signs.births if (age := _years(said, it.day)) is not None]
    young = sum(age < CHILD for age in ages)
    if len(ages) > 1 and young * 2 > len(ages):
        signs.note("under_age", it.day, it.ref)


def _years(said: str, day: int) -> float | None:
    """Full years on a day, by the earliest birth the text allows: never younger than she may be."""
    parts = said.split("-")
    try:
        born = date(
            int(parts[0]), int(parts[1]) if len(parts) > 1 else 1, int(parts[2]) if len(parts) > 2 else 1
        )
    except (ValueError, IndexError):
        return None
    return (day - born.toordinal()) / 365.25


def _recruited(signs: Signs, it: Heard, world: World) -> None:
    data, day, ref = it.data, it.day, it.ref
    _recruiter(signs, it, world)
    promised = data.get("promised")
    if isinstance(promised, Mapping):
        _bound(signs, promised, promised, day, ref, world)
        usual = world.reference_wage_idr(signs.country, signs.occupation, day)
        if usual and signs.wage > GOOD_WAGE * usual:
            signs.note("wage_too_good", day, ref)


def _recruiter(signs: Signs, it: Heard, world: World) -> None:
    for who in it.mentions:
        if name := read_name(who.name) if who.name else None:
            signs.recruiters.add(name.key)
            _handled(signs)
        if not is_licensed(who, it.day, world):
            signs.note("no_licence", it.day, it.ref)


def _registered(signs: Signs, it: Heard, world: World) -> None:
    data, day, ref = it.data, it.day, it.ref
    signs.note("registered", day, ref)
    contract = data.get("contract")
    _bound(
        signs,
        {**data, "country": data.get("destination")},
        contract if isinstance(contract, Mapping) else {},
        day,
        ref,
        world,
    )


def _bound(signs: Signs, where: Data, pay: Data, day: int, ref: Ref, world: World) -> None:
    country, occupation = where.get("country"), where.get("occupation")
    signs.country = country if isinstance(country, str) else signs.country
    signs.occupation = occupation if isinstance(occupation, str) else signs.occupation
    wage = _rupiah(pay.get("wage"), pay.get("currency"), day, world)
    signs.wage = wage or signs.wage
    if signs.country and world.is_closed(signs.country, day):
        signs.note("closed_country", day, ref)


def _document(signs: Signs, it: Heard, world: World) -> None:
    data, day, ref = it.data, it.day, it.ref
    document, status = data.get("document"), data.get("status")
    if document == "e_pmi" and status not in ("missing", "invalid"):
        signs.note("card", day, ref)
    held = status == "held_by_other" and document in ("passport", "ktp", "splp", None)
    if held and word_of(data.get("held_by")) not in KEEPERS:
        signs.note("papers_held", day, ref)


def _contract(signs: Signs, it: Heard, world: World) -> None:
    data, day, ref = it.data, it.day, it.ref
    _bound(signs, data, data, day, ref, world)


def _fee(signs: Signs, it: Heard, world: World) -> None:
    """What is paid for training is a school's, and no sum of it shows a recruiter's grip."""
    data, day, ref = it.data, it.day, it.ref
    if data.get("category") in TRAINING:
        return
    signs.fees += _rupiah(data.get("amount"), data.get("currency"), day, world) or 0
    cap = world.fee_cap_idr(signs.country, signs.occupation, day)
    if cap is not None and signs.fees > cap:
        signs.note("fees", day, ref)


def _lent(signs: Signs, it: Heard, world: World) -> None:
    data, day, ref = it.data, it.day, it.ref
    lender = it.mentions[0] if it.mentions else None
    if name := read_name(lender.name) if lender and lender.name else None:
        _first(signs.lenders, name.key, (day, ref))
        _handled(signs)
    amount = _rupiah(data.get("amount"), data.get("currency"), day, world) or 0
    if signs.wage and amount > DEBT_WAGES * signs.wage:
        signs.note("debt", day, ref)


def _remitted(signs: Signs, it: Heard, world: World) -> None:
    if payee := account_form(it.data.get("to")):
        _first(signs.payees, payee, (it.day, it.ref))
        _handled(signs)


def _handled(signs: Signs) -> None:
    """Whoever recruited her lends to her, or has her wages sent to an account under that name; in whatever order it was told."""
    for key in signs.recruiters & signs.lenders.keys():
        signs.note("debt", *signs.lenders[key])
    for key in (signs.recruiters | signs.lenders.keys()) & signs.payees.keys():
        signs.note("pays_handler", *signs.payees[key])


def _first(seen: dict[str, tuple[int, Ref]], key: str, at: tuple[int, Ref]) -> None:
    seen[key] = min(at, seen.get(key, at))


def _advanced(signs: Signs, it: Heard, world: World) -> None:
    """Money to the worker or her family; what the family paid, or what went to the recruiter, is no advance."""
    data, day, ref = it.data, it.day, it.ref
    if is_advance(data) and not signs.any_of(("card", "registered")):
        signs.note("advance", day, ref)


def _accommodated(signs: Signs, it: Heard, world: World) -> None:
    """A company in force lodges for training whom it will place; a house of which nobody says whose it is shows nothing."""
    data, day, ref = it.data, it.day, it.ref
    word = word_of(it.mentions[0].name) if it.mentions else word_of(data.get("by"))
    lawful = word in LODGING_BY_RIGHT or any(is_licensed(who, day, world) for who in it.mentions)
    said = word not in ("", "other") or bool(it.mentions)
    if said and not lawful and data.get("papers_complete") is not True:
        signs.note("housed", day, ref)


def _family(signs: Signs, it: Heard, world: World) -> None:
    data, day, ref = it.data, it.day, it.ref
    if data.get("knows") is False or data.get("consents") is False:
        signs.note("family_against", day, ref)


def _departed(signs: Signs, it: Heard, world: World) -> None:
    data, day, ref = it.data, it.day, it.ref
    visa = data.get("visa")
    if visa in NOT_FOR_WORK:
        signs.note("other_visa", day, ref)
    elif visa == "work":
        signs.note("work_visa", day, ref)
    if data.get("official_crossing") is False:
        signs.note("no_crossing", day, ref)
    if data.get("ticket_payer") in THIRD_PAYERS:
        signs.note("ticket_by_third", day, ref)
    _bound(signs, {"country": data.get("destination")}, {}, day, ref, world)


def _checked_in(signs: Signs, it: Heard, world: World) -> None:
    data, day, ref = it.data, it.day, it.ref
    if data.get("distress") is True:
        signs.note("distress", day, ref)
    if any(data.get(said) is True for said in CONFINING):
        signs.note("confined", day, ref)


def _complained(signs: Signs, it: Heard, world: World) -> None:
    data, day, ref = it.data, it.day, it.ref
    problems = data.get("problems")
    said = {it for it in problems if isinstance(it, str)} if isinstance(problems, list | tuple) else set()
    if said & SEVERE:
        signs.note("confined", day, ref)
    if "unpaid_wages" in said:
        signs.note("unpaid", day, ref)


def _wage(signs: Signs, it: Heard, world: World) -> None:
    data, day, ref = it.data, it.day, it.ref
    months = as_number(data.get("months_unpaid"))
    if months is not None and months >= 2:
        signs.note("unpaid", day, ref)


def _family_reported(signs: Signs, it: Heard, world: World) -> None:
    data, day, ref = it.data, it.day, it.ref
    if data.get("what") == "missing":
        signs.note("missing", day, ref)


def _screened(signs: Signs, it: Heard, world: World) -> None:
    if it.data.get("outcome") in ("indicated", "identified"):
        signs.note("indicated", it.day, it.ref)


def _decided(signs: Signs, it: Heard, world: World) -> None:
    if it.data.get("outcome") in ("proven", "strong_suspicion"):
        signs.note("indicated", it.day, it.ref)


def _rescued(signs: Signs, it: Heard, world: World) -> None:
    signs.note("rescued", it.day, it.ref)


def _rupiah(amount: object, currency: object, day: int, world: World) -> float | None:
    said = as_number(amount)
    rate = world.rate_idr(currency, day) if isinstance(currency, str) else 1.0
    return said * rate if said is not None and rate else None


_ACTS: Final[dict[str, Callable[[Signs, Heard, World], None]]] = {
    "recruited": _recruited,
    "registered": _registered,
    "document_seen": _document,
    "contract_seen": _contract,
    "fee_paid": _fee,
    "lent": _lent,
    "remitted": _remitted,
    "advanced": _advanced,
    "accommodated": _accommodated,
    "family_stated": _family,
    "departed": _departed,
    "checked_in": _checked_in,
    "complained": _complained,
    "wage_reported": _wage,
    "family_reported": _family_reported,
    "screened": _screened,
    "case_decided": _decided,
    "rescued": _rescued,
}
