"""A claim prepared for the tables: its digest, its spelling for the search, and the keyed numbers it may be matched by. Pure."""

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple

from kawal.facts.contract.digests import claim_digest
from kawal.facts.contract.fact import Said
from kawal.facts.contract.subject import numbers_of, phones_of
from kawal.foundation.areas import AreaCode, InvalidArea
from kawal.foundation.digests import number_key
from kawal.foundation.names import name_key, sound_words

PHONE = "phone"  # found by the search, never a reason to join: recruiters' phones join strangers


class Number(NamedTuple):
    """A keyed number: ``kind`` is nik, passport, kk or phone; ``key`` a signed 64-bit keyed hash."""

    kind: str
    key: int


@dataclass
class ClaimDraft:
    """What the tables need of one subject as one source said it. The ids are set when the tables were asked."""

    source: str
    digest: bytes
    subject: dict[str, Any]
    source_id: int = 0
    claim_id: int = 0
    is_new: bool = False
    _numbers: list[Number] | None = field(default=None, repr=False, compare=False)

    @property
    def name(self) -> str:
        return str(self.subject.get("name") or "")

    @cached_property
    def words(self) -> tuple[str, ...]:
        """Sound words of the name and of every alias: what the search and the similar-name rule read."""
        spellings = [self.name, *(self.subject.get("aliases") or ())]
        return tuple(sorted({word for text in spellings for word in sound_words(str(text))}))

    @property
    def name_key(self) -> str:
        return " ".join(self.words) if not self.subject.get("aliases") else name_key(self.name)

    @property
    def birth(self) -> str | None:
        return self.subject.get("birth_date")

    @property
    def area(self) -> str | None:
        """The dotted area code of the address, as far as it can be one."""
        address = self.subject.get("address")
        said = address.get("area") if isinstance(address, dict) else None
        try:
            return AreaCode.parse(said).dotted if said else None
        except InvalidArea:
            return None

    @property
    def kawal_id(self) -> str | None:
        return self.subject.get("kawal_id")

    def numbers(self, secret: bytes) -> list[Number]:
        """Reckoned once: recording and placing both ask."""
        if self._numbers is None:
            said = [*numbers_of(self.subject), *((PHONE, digits) for digits in phones_of(self.subject))]
            keyed = (Number(kind, number_key(secret, kind, value)) for kind, value in dict.fromkeys(said))
            self._numbers = list(keyed)
        return self._numbers


def draft(said: Said, secret: bytes) -> ClaimDraft | None:
    """The claim of one fact, or nothing when its subject names nobody."""
    if not said.subject:
        return None
    return ClaimDraft(said.source, claim_digest(said, secret), said.subject)
