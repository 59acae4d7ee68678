"""From facts to mentions: who each standing fact names, in normal form and with keyed numbers. The engine asks."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

import orjson
from django.conf import settings

from kawal.facts.ledger import bulk
from kawal.foundation.digests import number_key
from kawal.foundation.masks import mask
from kawal.foundation.phones import phone_digits
from kawal.situation.parties.register import Register, register
from kawal.situation.parties.rules.forms import NAMELESS, Named, read_address, read_licence, read_name
from kawal.situation.parties.rules.grouping import Id
from kawal.situation.parties.rules.mentions import KINDS, Mention, mentions_of

STANDING = """ and not exists (select from fact_correction x where x.source_id = f.source_id and x.corrects = f.fact_id)"""
COLUMNS = "f.seq, f.claim_id, f.source_id, f.kind, f.occurred_at, f.data::text"
OF_CLAIMS = f"select {COLUMNS} from fact f where f.claim_id = any(%s) and f.kind = any(%s){STANDING}"
# Findings about a recruiter alone, by their own names.
LOOSE = f"""select {COLUMNS} from unnest(%s::smallint[], %s::text[]) u(s, i)
 join fact_key k on k.source_id = u.s and k.fact_id = u.i join fact f on f.seq = k.seq and f.recorded_at = k.recorded_at
 where f.claim_id is null and f.kind = any(%s){STANDING}"""
ALL_LOOSE = f"select {COLUMNS} from fact f where f.claim_id is null and f.kind = any(%s){STANDING}"
LONGEST_SHOWN = 80


@dataclass(frozen=True, slots=True)
class Sighting:
    """One mention as it is written down.

    :ivar details: key and words of its phone, licence, owner and address, by kind.
    """

    id: Id
    claim_id: int | None
    source_id: int
    kind: str
    role: str
    at: datetime
    name: Named
    details: Mapping[str, tuple[int, str]]

    def key_of(self, kind: str) -> int | None:
        detail = self.details.get(kind)
        return detail[0] if detail else None

    @property
    def keys(self) -> tuple[int, ...]:
        """What links it to others of its name, the strongest first."""
        return link_keys(
            self.name.key, self.name.is_company, self.key_of("licence"), self.key_of("phone"), self.claim_id, self.id
        )  # fmt: skip


def link_keys(
    name: str, is_company: bool, licence: int | None, phone: int | None, claim: int | None, id: Id
) -> tuple[int, ...]:
    """A firm's name, protected by law, links by itself; a person's only with a licence, a phone or the same report."""
    parts = (("licence", licence), ("phone", phone), ("claim", claim))
    said: list[tuple[str, object]] = (
        [("firm", 0)] if is_company else [(kind, value) for kind, value in parts if value is not None]
    )
    said = said or [("fact", f"{id[0]} {id[1]}")]
    return tuple(number_key(settings.DIGEST_KEY, f"party-{kind}", f"{value}|{name}") for kind, value in said)


def of_claims(claims: Iterable[int]) -> list[Sighting]:
    return _sightings(bulk.run(OF_CLAIMS, (sorted(claims), list(KINDS))))


def of_loose(facts: Iterable[tuple[int, str]]) -> list[Sighting]:
    """Of facts without a claim, by (source, id)."""
    named = sorted(facts)
    parameters = [source for source, _ in named], [fact for _, fact in named], list(KINDS)
    return _sightings(bulk.run(LOOSE, parameters))


def of_all_loose() -> list[Sighting]:
    return _sightings(bulk.run(ALL_LOOSE, (list(KINDS),)))


def detail_key(kind: str, value: str) -> int:
    return number_key(settings.DIGEST_KEY, f"party-{kind}", value)


def _sightings(rows: Sequence[tuple[Any, ...]]) -> list[Sighting]:
    known = register() if rows else Register()
    found = []
    for seq, claim, source, kind, at, data in rows:
        for mention in mentions_of(kind, orjson.loads(data)):
            name, details = _name(mention, known), _details(mention)
            if name is not None and (name.key or details):
                found.append(
                    Sighting((seq, mention.field), claim, source, kind, mention.role, at, name, details)
                )
    return found


def _name(mention: Mention, known: Register) -> Named | None:
    """As it was said. A company's code or licence in the place of its name, or alone, stands for the name it is listed under."""
    text = mention.name
    company = known.called(text) if text else known.called(mention.licence)
    if company:
        text = company.name
    elif not text:
        return NAMELESS
    name = read_name(text, company=mention.role == "company" or company is not None)
    listed = None if name is None or name.is_company else known.named(name)
    if name and listed:
        as_listed = read_name(listed.name, company=True)
        return replace(as_listed, said=name.said) if as_listed else name
    return name or (NAMELESS if mention.phone or mention.licence else None)


def _details(mention: Mention) -> dict[str, tuple[int, str]]:
    owner = read_name(mention.owner) if mention.owner else None
    phone = phone_digits(mention.phone) if mention.phone else None
    normal = {
        "phone": (phone, f"+{mask(phone)}" if phone else ""),
        "licence": (read_licence(mention.licence), mention.licence),
        "owner": (owner.key if owner else None, mention.owner),
        "address": (read_address(mention.address) if mention.address else None, mention.address),
    }
    return {
        kind: (detail_key(kind, value), " ".join(shown.split())[:LONGEST_SHOWN])
        for kind, (value, shown) in normal.items()
        if value
    }
