"""Facts from before leaving, and of leaving, as events without their day: kind, flags, four numbers."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from kawal.situation.picture.events import country_said
from kawal.situation.signals import flags, kinds, trades
from kawal.situation.signals.codes import (
    CHANNELS,
    NONE,
    VISAS,
    Party,
    country_code,
    day_said,
    name_code,
    number_of,
    phone_code,
    place_in,
    rupiah,
    text_code,
    text_of,
    words,
)
from kawal.situation.signals.row import DRAFT, PROMISED, REGISTERED, SIGNED
from kawal.situation.signals.told import OWN, RECRUITING, Told, cap_of, mapping_of, word_of

Coded = tuple[int, int, int, int, int, int]
Encoder = Callable[[Told], list[Coded]]

SELF_SEEN: Final = ("missing", "invalid")  # a document that is not there, or is none
NOT_FOR_WORK: Final = ("visit", "umrah", "hajj", "transit", "student", "none")
STAY_VISA: Final = 180  # days; a visa for less is for entering and says nothing of staying
# Who keeps a paper for its holder, or by office.
KEEPERS: Final = OWN | words("""immigration imigrasi embassy consulate mission kbri kjri police polri court bp3mi bp2mi kp2mi p4mi dukcapil
 government bank shelter school registry visa_office""")
THIRD: Final = RECRUITING - {"p3mi", "company", "placement_company", "perusahaan"} | words(
    """third_party other other_party stranger friend lender unknown_person
 pihak_lain orang_lain teman kenalan pacar boyfriend girlfriend acquaintance matchmaker mak_comblang host handler
 trafficker scout"""
)
PAID_BY_RIGHT: Final = OWN | words(
    "company employer p3mi placement_company perusahaan majikan government state mission bp3mi"
)


def coded(kind: int, flag: int = 0, a: int = NONE, b: int = NONE, c: int = NONE, d: int = NONE) -> Coded:
    return kind, flag, a, b, c, d


def terms(told: Told, said: Mapping[str, Any], authority: int, wage: int, sector: object = None) -> Coded:
    """What a fact says of the work agreed; ``said`` holds its occupation, ``told`` the country it speaks of."""
    raw = text_of(said.get("occupation"))
    country, job = told.country, raw or told.occupation
    word = trades.occupation_of(raw)
    spoken = country_said_in(told, said)
    least = min(told.context.minimum_age(country, job, told.day), 31)
    flag = authority << flags.AUTHORITY | flags.answer(told.is_closed(spoken, job), flags.CLOSED)
    flag |= trades.skill_of(word) << flags.SKILLED | trades.fishing_of(word, sector) << flags.FISHER
    where = country_code(spoken or "") | least << 15
    return coded(kinds.TERMS, flag, where, trades.occupation_code(word), cap_of(told, country, job), wage)


def country_said_in(told: Told, said: Mapping[str, Any]) -> str | None:
    value = text_of(said.get("country") or said.get("destination"))
    return value if country_code(value) and value != "IDN" else None


def recruited(told: Told) -> list[Coded]:
    who = Party(told.data.get("recruiter"))
    promised = mapping_of(told.data.get("promised"))
    country = country_said_in(told, promised) or told.country
    job = text_of(promised.get("occupation")) or told.occupation
    wage, per_cent = told.monthly(promised, "wage", country, job)
    channel = place_in(CHANNELS, told.data.get("channel"))
    flag = flags.answer(told.is_licensed(who), flags.LICENSED)
    event = coded(kinds.RECRUITED, flag, name_code(who.name), phone_code(who.phone), per_cent, channel)
    return [event, terms(told, promised, PROMISED, wage)] if promised else [event]


def registered(told: Told) -> list[Coded]:
    data = told.data
    contract = mapping_of(data.get("contract"))
    country = country_said_in(told, {"country": data.get("destination")}) or told.country
    job = text_of(data.get("occupation")) or told.occupation
    wage, _ = told.monthly(contract, "wage", country, job)
    company = text_of(data.get("p3mi"))
    word = trades.occupation_of(job)
    flag = flags.answer(told.is_licensed(Party({"name": company, "licence": company})), flags.LICENSED)
    flag |= trades.preparation_of(data.get("scheme"), word) << flags.NEEDS_WEEKS
    flag |= flags.CONSENTS if data.get("family_permission") is True else 0
    ends = day_said(contract.get("end"), told.day)
    event = coded(kinds.REGISTERED, flag, name_code(text_of(data.get("employer"))), ends)
    return [event, terms(told, data, REGISTERED, wage, data.get("sector"))]


def contract_seen(told: Told) -> list[Coded]:
    data = told.data
    stage, employer = word_of(data.get("stage")), name_code(text_of(data.get("employer")))
    ends = day_said(data.get("end"), told.day)
    country = country_said_in(told, data) or told.country
    job = text_of(data.get("occupation")) or told.occupation
    if stage == "abroad":
        word = trades.occupation_of(data.get("occupation"))
        flag = trades.fishing_of(word, None) << flags.FISHER
        wage = rupiah(data, "wage", told.context, told.day)
        return [
            coded(kinds.CONTRACT_ABROAD, flag, employer, trades.occupation_code(word), wage or NONE, ends)
        ]
    wage, _ = told.monthly(data, "wage", country, job)
    verified = stage == "verified"
    event = coded(kinds.CONTRACT_SEEN, flags.VERIFIED if verified else 0, employer, ends)
    return [event, terms(told, data, SIGNED if verified else DRAFT, wage)]


def document_seen(told: Told) -> list[Coded]:
    data, day = told.data, told.day
    document, status, holder = (word_of(data.get(it)) for it in ("document", "status", "held_by"))
    issued, expires = day_said(data.get("issued_on"), day), day_said(data.get("expires_on"), day, years=90)
    is_there = status not in SELF_SEEN and not NONE < expires < day
    flag = _PAPERS.get(document, 0) if is_there else 0
    flag |= _NOT_THERE.get(document, 0) if status in SELF_SEEN else 0
    if document in ("passport", "ktp", "splp") and status == "held_by_other" and holder not in KEEPERS:
        flag |= flags.HELD
    if document in ("passport", "ktp", "splp") and status == "valid" and holder in OWN:
        flag |= flags.HERS_AGAIN
    card = issued if document in ("ktp", "kk") and is_there else NONE
    passport = issued if document == "passport" and status not in SELF_SEEN else NONE
    stays = document == "visa" and is_there and expires - day >= STAY_VISA
    return [coded(kinds.DOCUMENT_SEEN, flag, card, passport, expires if stays else NONE)]


_PAPERS: Final = {
    "medical": flags.MEDICAL,
    "orientation": flags.ORIENTATION,
    "insurance": flags.INSURANCE,
    "e_pmi": flags.CARD,
    "training": flags.TRAINING,
    "family_permission": flags.PERMITS,
}
_NOT_THERE: Final = {
    "contract": flags.NO_CONTRACT,
    "medical": flags.NO_MEDICAL,
    "orientation": flags.NO_ORIENTATION,
    "insurance": flags.NO_INSURANCE,
    "e_pmi": flags.NO_CARD,
    "training": flags.NO_TRAINING,
}


def fee_paid(told: Told) -> list[Coded]:
    amount = rupiah(told.data, "amount", told.context, told.day)
    payee, receipt = name_code(text_of(told.data.get("payee"))), text_of(told.data.get("receipt"))
    by_receipt = text_code(f"fee {receipt} {amount}") if receipt else NONE
    return [coded(kinds.FEE_PAID, 0, amount, text_code(f"fee {told.day} {amount} {payee}"), by_receipt)]


def lent(told: Told) -> list[Coded]:
    value = told.data.get("lender")
    who = Party(value)
    amount = rupiah(told.data, "amount", told.context, told.day)
    name = name_code(who.name)
    by_word = word_of(who.name) in RECRUITING
    key = text_code(f"loan {told.day} {amount} {name}")
    flag = flags.RECRUITER if by_word else 0
    return [coded(kinds.LENT, flag, amount, key, NONE if by_word else name, phone_code(who.phone))]


def advanced(told: Told) -> list[Coded]:
    counts = is_advance(told.data)
    return [coded(kinds.ADVANCED, _early(told) | (flags.PAID_TO_HER if counts else 0))]


def is_advance(data: Mapping[str, Any]) -> bool:
    """Money to the worker or her family; what the family paid, or what went to the recruiter, is no advance."""
    payer, payee = word_of(data.get("payer")), word_of(data.get("payee"))
    return payer not in OWN and payee not in RECRUITING and number_of(data.get("amount")) != 0


def accommodated(told: Told) -> list[Coded]:
    value = told.data.get("by")
    who = Party(value)
    word = word_of(who.name)
    flag = _early(told) | (flags.RECRUITER if word in RECRUITING else 0)
    complete = told.data.get("papers_complete")
    flag |= flags.PAPERS_IN_ORDER if complete is True else flags.PAPERS_OPEN if complete is False else 0
    named = word not in RECRUITING and word not in KEEPERS and word != "other"
    name = name_code(who.name) if named else NONE
    return [coded(kinds.ACCOMMODATED, flag, name, phone_code(who.phone))]


def _early(told: Told) -> int:
    contract = flags.NO_CONTRACT_YET if told.lacks("contract_seen") else 0
    return contract | (flags.NO_PAPERS_YET if told.lacks("document_seen", "") else 0)


def family_stated(told: Told) -> list[Coded]:
    flag = 0
    for name, yes, no in (
        ("knows", flags.KNOWS, flags.KNOWS_NOT),
        ("consents", flags.CONSENTS, flags.CONSENTS_NOT),
    ):
        said = told.data.get(name)
        flag |= yes if said is True else no if said is False else 0
    return [coded(kinds.FAMILY_STATED, flag)]


def departed(told: Told) -> list[Coded]:
    data, context, day = told.data, told.context, told.day
    post = text_of(told.place.get("post"))
    payer = word_of(data.get("ticket_payer"))
    third = True if payer in THIRD else False if payer in PAID_BY_RIGHT else None
    one_way = data.get("one_way") if isinstance(data.get("one_way"), bool) else None
    country = country_said("departed", data, None)
    risky = (
        True if data.get("official_crossing") is False else context.is_risky_exit(post, day) if post else None
    )
    flag = flags.answer(risky, flags.RISKY) | flags.answer(one_way, flags.ONE_WAY)
    flag |= flags.answer(third, flags.THIRD_PAID) | flags.answer(
        told.is_closed(country, told.occupation), flags.CLOSED
    )
    flag |= flags.BOUND_FOR_LISTED if _is_listed(told, country) else 0
    visa = place_in(VISAS, data.get("visa"))
    if not (VISAS[visa] in NOT_FOR_WORK and one_way is False and payer in OWN):
        flag |= _lacking(told)
    least = min(context.minimum_age(country or told.country, told.occupation, day), 31)
    where = country_code(country or "") | least << 15
    return [coded(kinds.DEPARTED, flag, text_code(post.lower()), where, visa)]


def _lacking(told: Told) -> int:
    """What would be here by the departure, had it been there."""
    every_paper = told.lacks("document_seen", "")
    lacking = flags.LACKS_CONTRACT if told.lacks("contract_seen") else 0
    lacking |= flags.LACKS_PAPERS if every_paper else 0
    insured = every_paper or any(told.lacks("document_seen", it) for it in INSURERS)
    lacking |= flags.LACKS_INSURANCE if insured else 0
    carded = every_paper or any(told.lacks("document_seen", it) for it in REGISTRIES)
    lacking |= flags.LACKS_CARD if carded else 0
    return lacking | (flags.LACKS_TRAINING if told.lacks("trained", "") else 0)


INSURERS: Final = ("bpjs-ketenagakerjaan",)
REGISTRIES: Final = ("siskop2mi", "siapkerja")


def transited(told: Told) -> list[Coded]:
    country = text_of(told.place.get("country"))
    return [coded(kinds.TRANSITED, flags.LISTED if _is_listed(told, country) else 0)]


def _is_listed(told: Told, country: str | None) -> bool:
    return bool(country) and told.context.is_transit_spot(country or "", told.day)


def arrived_abroad(told: Told) -> list[Coded]:
    country = text_of(told.place.get("country"))
    where = country_code(country) if country != "IDN" else 0
    feed = told.context.is_complete("permit_seen", told.day + 30)
    flag = flags.answer(told.is_closed(country if where else None, told.occupation), flags.CLOSED)
    flag |= flags.LACKS_PERMIT if feed else 0
    flag |= flags.BOUND_FOR_LISTED if where and _is_listed(told, country) else 0
    employer = name_code(text_of(told.data.get("employer")))
    return [coded(kinds.ARRIVED_ABROAD, flag, employer, where, place_in(VISAS, told.data.get("visa")))]


def plain(kind: int) -> Encoder:
    def encode(told: Told) -> list[Coded]:
        return [coded(kind)]

    return encode


BEFORE: Final[dict[str, Encoder]] = {
    "recruited": recruited,
    "registered": registered,
    "contract_seen": contract_seen,
    "document_seen": document_seen,
    "civil_registry_checked": plain(kinds.REGISTRY_CHECKED),
    "fee_paid": fee_paid,
    "lent": lent,
    "advanced": advanced,
    "accommodated": accommodated,
    "trained": plain(kinds.TRAINED),
    "family_stated": family_stated,
    "departure_deferred": plain(kinds.PREPARED),
    "departed": departed,
    "transited": transited,
    "arrived_abroad": arrived_abroad,
    "departed_again": plain(kinds.DEPARTED_AGAIN),
}
