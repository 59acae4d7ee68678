"""From one fact to the identifiers it shares. What cannot tell one recruiter from another (an official number, a licensed
company's office, "keluarga" as receiver) is no trace."""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Final

from kawal.foundation import phones
from kawal.situation.networks.keys import Keyed, number_form, plain_key
from kawal.situation.networks.shapes import Claimed, Data, Heard, Trace, World
from kawal.situation.parties.rules.forms import read_address, read_licence, read_name
from kawal.situation.parties.rules.mentions import Mention
from kawal.situation.signals.codes import text_of, words
from kawal.situation.signals.told import OWN, word_of

phone_digits = lru_cache(262_144)(phones.phone_digits)

RECRUITING: Final = ("recruiter", "finding", "housing")
PURSES: Final = ("payee", "lender")
# Those through whom everybody sends, and those of the own house.
_INSTITUTIONS = "koperasi bank bmt cu bpr lpd pos kantor pegadaian yayasan unit simpan pinjam remittance agen western union"
_KIN = """family keluarga ibu bapak ayah mama papa istri suami anak kakak adik orang tua ortu parent parents mother father wife
 husband sibling self sendiri saya paman bibi nenek kakek saudara sister brother rumah village desa"""
INSTITUTIONS: Final = frozenset(_INSTITUTIONS.split())
KIN: Final = frozenset(_KIN.split())
LODGING_BY_RIGHT: Final = OWN | words("company perusahaan p3mi placement_company")
THIRD_PAYERS: Final = frozenset(
    {"recruiter", "agent", "other", "employer", "third_party", "sponsor", "lender"}
)
ONE_HOLDER: Final = ("passport", "visa", "medical", "ktp", "splp", "e_pmi")
FEWEST_NAME_WORDS: Final = 2
ACCOUNT_WORDS: Final = ("rekening", "rek", "norek", "an", "a/n", "account")
LONG_NUMBER: Final = 6  # figures that are an account's by themselves
SHORT_CODE: Final = 3  # figures, beside letters


def traces_of(it: Heard, claim: Claimed, world: World, keyed: Keyed = plain_key) -> list[Trace]:
    """Everything one fact shares. Odd values share nothing; they never break anything."""
    found = list(_contacts(claim.phones, it.day, world, keyed)) if claim.phones else []
    area = (it.area or claim.area)[:5]
    for mention in it.mentions:
        found += _party(mention, area, it.day, world, keyed)
    if special := _SPECIAL.get(it.kind):
        found += special(it.data, area, it.day, world, keyed)
    return list(dict.fromkeys(found)) if len(found) > 1 else found


def is_licensed(mention: Mention, day: int, world: World) -> bool:
    """Of an active company by its licence, else by its name. Without a register a licence that is said is believed."""
    if not (mention.licence or mention.name):
        return False
    if not world.knows_licences and read_licence(mention.licence):
        return world.licence_status(mention.licence, "", day) != "suspended"
    return world.licence_status(mention.licence, mention.name, day) == "active"


def _contacts(phones: object, day: int, world: World, keyed: Keyed) -> Iterator[Trace]:
    for said in phones if isinstance(phones, list | tuple) else ():
        digits = phone_digits(said) if isinstance(said, str) else None
        if digits and not world.is_official(digits, day):
            yield Trace("phone", keyed("phone", digits), "own")


def _party(mention: Mention, area: str, day: int, world: World, keyed: Keyed) -> Iterator[Trace]:
    """A recruiter by phone, licence, address and name; a lender or payee by phone and name. Companies in force tie nobody."""
    if mention.role not in RECRUITING and mention.role not in PURSES:
        return
    if mention.role == "housing":
        return  # its address is told by the fact itself
    if is_licensed(mention, day, world):
        return
    name = read_name(mention.name) if mention.name else None
    if mention.role in PURSES and name is not None and name.is_company:
        return  # a training centre, a clinic, a bank
    words = frozenset(name.sounds) if name else frozenset[str]()
    digits = phone_digits(mention.phone) if mention.phone else None
    is_recruiter = mention.role not in PURSES
    if digits and not world.is_official(digits, day):
        yield Trace("phone", keyed("phone", digits), "recruiter" if is_recruiter else "purse", words)
        if not is_recruiter:  # a lender under many names keeps one number
            yield Trace("purse", keyed("phone", digits))
    if licence := read_licence(mention.licence):
        yield Trace("licence", keyed("licence", licence), "recruiter", words)
    if is_recruiter:
        yield from _registered_at(mention, words, area, day, world, keyed)
    # With a number, the number tells namesakes apart; a name alone ties only where nobody said one.
    if (
        name
        and area
        and not (digits or mention.licence)
        and len(words) >= FEWEST_NAME_WORDS
        and not _nobody(name.words)
    ):
        yield Trace(
            "recruiter" if is_recruiter else "purse", keyed("name", f"{name.key}|{area}"), "recruiter", words
        )


def _registered_at(
    mention: Mention, words: frozenset[str], area: str, day: int, world: World, keyed: Keyed
) -> Iterator[Trace]:
    """Where a recruiter without a licence sits, as said or by the table of addresses, which name their towns themselves."""
    said = read_address(mention.address, area) if mention.address else None
    listed = map(read_address, world.addresses_of(mention.name, day)) if mention.name else ()
    for form in filter(None, (said, *listed)):
        yield Trace("address", keyed("address", form), "recruiter", words)


def _accommodated(data: Data, area: str, day: int, world: World, keyed: Keyed) -> Iterator[Trace]:
    by = data.get("by")
    said = by if isinstance(by, Mapping) else {"name": by}
    address = data.get("address") or said.get("address")
    who = Mention("by", "housing", *(text_of(said.get(it)) for it in ("name", "phone", "licence")))
    if word_of(who.name) in LODGING_BY_RIGHT or not isinstance(address, str) or is_licensed(who, day, world):
        return
    if form := read_address(address, area):
        yield Trace("address", keyed("address", form))
    digits = phone_digits(who.phone) if who.phone else None
    if digits and not world.is_official(digits, day):
        name = read_name(who.name)
        yield Trace("phone", keyed("phone", digits), "recruiter", frozenset(name.sounds if name else ()))


def _departed(data: Data, area: str, day: int, world: World, keyed: Keyed) -> Iterator[Trace]:
    carrier = _form(data.get("carrier")) or ""
    if booking := _form(data.get("booking")):
        yield Trace("booking", keyed("booking", booking))
    if carrier and data.get("ticket_payer") in THIRD_PAYERS:
        yield Trace("voyage", keyed("voyage", f"{carrier}|{day}"))
    yield from _group(data, area, day, world, keyed)


def _group(data: Data, area: str, day: int, world: World, keyed: Keyed) -> Iterator[Trace]:
    """A group's code, not a word such as "rombongan 2"."""
    form = _form(data.get("group"))
    if form and len(form) >= 6 and sum(map(str.isdigit, form)) >= 2:
        yield Trace("group", keyed("group", form))


def _document(data: Data, area: str, day: int, world: World, keyed: Keyed) -> Iterator[Trace]:
    """By a paper that is made out to one person. A policy, a letter or a course may have one number for a whole group."""
    form = _form(data.get("number"))
    if form and data.get("document") in ONE_HOLDER:
        yield Trace("paper", keyed("paper", f"{data['document']}|{form}"))


def _trained(data: Data, area: str, day: int, world: World, keyed: Keyed) -> Iterator[Trace]:
    if form := _form(data.get("certificate")):
        yield Trace("certificate", keyed("certificate", form))


def _remitted(data: Data, area: str, day: int, world: World, keyed: Keyed) -> Iterator[Trace]:
    """By an account. Who is only named is a receiver: namesakes by the thousand are somebody's mother."""
    form = account_form(data.get("to"))
    if form and is_account(data["to"]):
        yield Trace("account", keyed("account", form))


def _placed(data: Data, area: str, day: int, world: World, keyed: Keyed) -> Iterator[Trace]:
    """The vessel, or to whom she was passed on: who stands in contracts is the employer of whole companies' workers."""
    said = data.get("vessel") or data.get("employer")
    name = read_name(said) if isinstance(said, str) else None
    if name and any(map(str.isalpha, name.key)):
        yield Trace("place", keyed("place", name.key))


def _changed(data: Data, area: str, day: int, world: World, keyed: Keyed) -> Iterator[Trace]:
    yield from _contacts(data.get("phones"), day, world, keyed)


_SPECIAL: Final = {
    "recruited": _group,
    "accommodated": _accommodated,
    "departed": _departed,
    "document_seen": _document,
    "trained": _trained,
    "remitted": _remitted,
    "contact_changed": _changed,
    "employment_changed": _placed,
    "port_called": _placed,
}

# Kinds of facts that may share something beside the phones of their claim, or say how somebody leaves.
TRACED: Final = frozenset({*_SPECIAL, "registered", "fee_paid", "lent", "advanced", "case_decided"})


def account_form(said: object) -> str | None:
    """An account by its number, else by its holder's full name. A family's, a bank's or a cooperative's is none."""
    if not isinstance(said, str):
        return None
    words = _account_words(said)
    if INSTITUTIONS.intersection(words):
        return None
    digits = "".join(filter(str.isdigit, said))
    if len(digits) >= LONG_NUMBER:
        return digits
    if codes := [word for word in words if _is_code(word)]:
        return " ".join(codes)
    name = read_name(" ".join(word for word in words if word not in ACCOUNT_WORDS))
    if name is None or len(name.sounds) < FEWEST_NAME_WORDS or _nobody(name.words):
        return None
    return name.key


def is_account(said: str) -> bool:
    """It has a number or a code, or is called an account."""
    words = _account_words(said)
    numbered = sum(map(str.isdigit, said)) >= LONG_NUMBER
    return numbered or any(word in ACCOUNT_WORDS or _is_code(word) for word in words)


def _account_words(said: str) -> list[str]:
    return said.lower().replace(".", " ").replace("-", "").split()


def _is_code(word: str) -> bool:
    """Letters and figures in one, as ``ACC-0042``."""
    return sum(map(str.isdigit, word)) >= SHORT_CODE and any(map(str.isalpha, word)) and word.isalnum()


def _nobody(words: tuple[str, ...]) -> bool:
    return KIN.issuperset(words)


def _form(said: object) -> str | None:
    return number_form(said) if isinstance(said, str) else None
