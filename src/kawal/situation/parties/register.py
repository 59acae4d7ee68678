"""Placement companies of the reference list by what facts may call them. From memory, renewed when the list changes."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from kawal.reference import knowledge
from kawal.reference import selectors as reference
from kawal.reference.selectors import CompanyCard
from kawal.situation.parties.rules.forms import Named, read_licence, read_name

MOST = 100_000


@dataclass(frozen=True, slots=True)
class Register:
    """Companies by code, by licence and by the key of their name; a name that two companies share stands for neither."""

    by_code: dict[str, CompanyCard] = field(default_factory=dict)
    by_licence: dict[str, CompanyCard] = field(default_factory=dict)
    by_name: dict[str, CompanyCard] = field(default_factory=dict)

    def called(self, text: str) -> CompanyCard | None:
        """The company whose code or licence stands where a name should."""
        return self.by_code.get(text.strip()) or self.by_licence.get(read_licence(text) or "")

    def named(self, name: Named) -> CompanyCard | None:
        """The company of that name, also where nobody said that it is one."""
        if name.is_company:
            return self.by_name.get(name.key)
        return self.by_name.get(f"pt:{''.join(name.words)}") if len(name.words) > 1 else None


def register() -> Register:
    """The list as it stands."""
    return knowledge.kept("party register", lambda _using: _read(reference.list_companies(limit=MOST)))


def _read(companies: Iterable[CompanyCard]) -> Register:
    made, twice = Register(), set[str]()
    for it in companies:
        made.by_code[it.code] = it
        if licence := read_licence(it.licence):
            made.by_licence[licence] = it
        name = read_name(it.name, company=True)
        if name is None:
            continue
        if name.key in made.by_name:
            twice.add(name.key)
        made.by_name[name.key] = it
    for key in twice:
        del made.by_name[key]
    return made
