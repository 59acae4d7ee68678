"""From standing facts to traces, claim by claim. The engine asks."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Any, NamedTuple

import orjson
from django.conf import settings

from kawal.facts.ledger import bulk
from kawal.foundation.digests import number_key
from kawal.foundation.masks import mask
from kawal.foundation.phones import phone_digits
from kawal.situation.context.standing import STATES, context_of, standing_context
from kawal.situation.networks import dangers
from kawal.situation.networks.dangers import CONTROL, HARMED, OUTSIDE, Signs
from kawal.situation.networks.laws import LAWS
from kawal.situation.networks.shapes import Claimed, Heard, Trace, World, claimed, heard
from kawal.situation.networks.telling import DANGER, signs_told, told_by
from kawal.situation.networks.traces import traces_of
from kawal.situation.parties.rules.forms import read_name
from kawal.situation.picture.shapes import PictureFact

STANDING = """ and f.kind <> 'withdrawn' and not exists (
 select from fact_correction x where x.source_id = f.source_id and x.corrects = f.fact_id)"""
COLUMNS = (
    """f.claim_id, f.seq, o.code, f.fact_id, f.kind, f.occurred_at, f.day_only, f.place::text, f.data::text"""
)
OF_CLAIMS = f"""select {COLUMNS}, c.subject::text from fact f join source o using (source_id) join claim c on c.claim_id = f.claim_id
 where f.claim_id = any(%s){STANDING} order by f.claim_id, f.occurred_at, f.seq"""
# The world is told once, beside one of the rows: it is a thousand letters, and files come by ten thousand facts.
WITH_WORLD = f"""select f.*, w.tables, w.feeds from (select f.*, row_number() over () as n from ({OF_CLAIMS}) f) f
 left join (select {STATES}) w on f.n = 1 order by f.n"""
LOOSE = f"""select {COLUMNS}, '{{}}' from fact f join source o using (source_id)
 where f.claim_id is null and f.kind = 'case_decided'{STANDING}"""
MARKS = {"registered": "inside", "card": "inside", "other_visa": "outside"}
LONGEST_SHOWN = 80


class Row(NamedTuple):
    """A row of table ``link_trace``."""

    claim_id: int | None
    seq: int
    kind: str
    key: int
    role: str
    name: str
    shown: str
    first_on: date
    last_on: date
    said: str


class Standing(NamedTuple):
    """One standing fact with its number and what its claim says."""

    claim_id: int | None
    seq: int
    fact: PictureFact
    claim: Claimed


def facts_of(claims: Iterable[int]) -> list[Standing]:
    """The standing facts of these claims, claim by claim, the earliest first."""
    return _read(bulk.run(OF_CLAIMS, (sorted(set(claims)),)))


def facts_alone() -> list[Standing]:
    """Proven findings about a recruiter alone."""
    return _read(bulk.run(LOOSE))


def rows_of(claims: Iterable[int]) -> list[Row]:
    """Asks for the facts and for the world they stand in at once: every report comes through here."""
    rows = bulk.run(WITH_WORLD, (sorted(set(claims)),))
    return rows_from(_read(row[:-3] for row in rows), context_of(*rows[0][-2:])) if rows else []


def loose_rows() -> list[Row]:
    """Of proven findings about a recruiter alone."""
    return rows_from(facts_alone(), standing_context())


def rows_from(facts: Sequence[Standing], world: World) -> list[Row]:
    """Each identifier once a claim, from its first use to its last, with the marks that say how she leaves."""
    found: dict[tuple[Any, ...], Row] = {}
    signs, tied = defaultdict[int | None, Signs](Signs), dict[int | None, Standing]()
    for it in facts:
        told = heard(it.fact)
        dangers.take(signs[it.claim_id], told, world, it.claim)
        traces = traces_of(told, it.claim, world, keyed)
        proven = told.kind == "case_decided" and told.data.get("outcome") == "proven"
        for trace in traces:
            _add(found, it, trace, told, world)
            if proven and trace.role == "recruiter":
                _add(found, it, Trace(f"proven-{trace.kind}", trace.key), told, world)
        if it.claim_id is not None:
            for trace in told_by(told, world, keyed):
                _add(found, it, trace, told, world)
        if proven and it.claim_id is not None:
            _add(found, it, Trace("proven", 0), told, world)
        if any(trace.role != "own" for trace in traces):
            tied[it.claim_id] = it
    for standing in tied.values():
        for said in standing.claim.names:
            if name := read_name(said):
                trace = Trace("name", 0, "own", frozenset(name.sounds))
                _add(found, standing, trace, heard(standing.fact), world)
    _add_signs(found, facts, signs)
    return list(found.values())


def _add_signs(
    found: dict[tuple[Any, ...], Row], facts: Sequence[Standing], signs: Mapping[int | None, Signs]
) -> None:
    """What each claim tells of danger, and the marks that say how she leaves."""
    numbers = {(it.fact.source, it.fact.id): it.seq for it in facts}
    first = {it.claim_id: it.seq for it in reversed(facts)}
    for claim, hers in signs.items():
        for sign, mark in MARKS.items():
            if sign in hers.first:
                day = date.fromordinal(hers.first[sign][0])
                found.setdefault(
                    (claim, mark), Row(claim, first[claim], mark, 0, "own", "", "", day, day, "")
                )
        for sign, on, ref in signs_told(hers):
            day = date.fromordinal(on)
            row = Row(claim, numbers[ref], "sign", 0, sign, "", "", day, day, "")
            found[claim, "sign", sign] = row
        for sign in hers.any_of((*CONTROL, *HARMED, *OUTSIDE)):
            on, ref = hers.first[sign]
            day = date.fromordinal(on)
            found[claim, DANGER, sign] = Row(claim, numbers[ref], DANGER, 0, sign, "", "", day, day, "")


@lru_cache(16_384)
def keyed(kind: str, value: str) -> int:
    return number_key(settings.DIGEST_KEY, f"trace-{kind}", value)


def _read(rows: Iterable[tuple[Any, ...]]) -> list[Standing]:
    """What a claim says is read once, however many facts came with it."""
    said = lru_cache(1)(lambda subject: claimed(orjson.loads(subject or "{}")))
    return [_standing(row, said(row[-1])) for row in rows]


def _standing(row: tuple[Any, ...], said: Claimed) -> Standing:
    claim, seq, source, fact_id, kind, at, day_only, place, data, _subject = row
    fact = PictureFact(
        kind,
        _utc(at),
        day_only,
        source,
        fact_id,
        orjson.loads(place) if place else None,
        orjson.loads(data or "{}"),
        "",
        _utc(at),
    )
    return Standing(claim, seq, fact, said)


def _utc(at: datetime) -> datetime:
    return at.astimezone(UTC)


def _add(found: dict[tuple[Any, ...], Row], it: Standing, trace: Trace, told: Heard, world: World) -> None:
    name, day = " ".join(sorted(trace.name)), date.fromordinal(told.day)
    key = (it.claim_id if it.claim_id is not None else -it.seq, trace.kind, trace.key, trace.role, name)
    before = found.get(key)
    if before is None:
        found[key] = Row(
            it.claim_id,
            it.seq,
            trace.kind,
            trace.key,
            trace.role,
            name,
            _shown(trace, it, told.day, world),
            day,
            day,
            _said(trace, it),
        )
    elif not before.first_on <= day <= before.last_on:
        found[key] = before._replace(first_on=min(before.first_on, day), last_on=max(before.last_on, day))


def _shown(trace: Trace, it: Standing, day: int, world: World) -> str:
    """What an identifier looks like to readers. Numbers of people and accounts are masked; a recruiter's name is said as it was."""
    if trace.kind not in LAWS:
        return ""  # what only measures ask for is shown to nobody
    data = it.fact.data
    parties = [data[part] for part in ("recruiter", "lender", "by", "payee", "payer") if part in data]
    party = next((it for it in parties if _sounds(it) == trace.name), next(iter(parties), None))
    said = party if isinstance(party, dict) else {}
    texts = {
        "phone": _phone(said.get("phone") or next(iter(it.claim.phones), "")),
        "recruiter": said.get("name") or party,
        "purse": said.get("name") or party,
        "licence": said.get("licence"),
        "address": data.get("address") or said.get("address") or _registered_at(party, day, world),
        "account": mask(str(data.get("to") or "")),
        "booking": data.get("booking"),
        "group": data.get("group"),
        "voyage": data.get("carrier"),
        "paper": f"{data.get('document')} {mask(str(data.get('number') or ''))}",
        "place": data.get("vessel") or data.get("employer"),
        "certificate": mask(str(data.get("certificate") or "")),
    }
    shown = texts.get(trace.kind)
    return " ".join(str(shown).split())[:LONGEST_SHOWN] if isinstance(shown, str) else ""


def _registered_at(party: object, day: int, world: World) -> str:
    """Of a recruiter, as the table of addresses has it."""
    name = party.get("name") if isinstance(party, dict) else party
    listed = world.addresses_of(name, day) if isinstance(name, str) else ()
    return next(iter(listed), "")


def _sounds(party: object) -> frozenset[str]:
    """By which an identifier's name is told from the other party of the same fact."""
    said = party.get("name") if isinstance(party, dict) else party
    name = read_name(said) if isinstance(said, str) else None
    return frozenset(name.sounds) if name else frozenset()


def _said(trace: Trace, it: Standing) -> str:
    """The name that stands with it, as it was written; a contact of the worker's own has none."""
    party = next((it.fact.data[part] for part in ("recruiter", "lender", "by") if part in it.fact.data), None)
    name = party.get("name") if isinstance(party, dict) else None
    return " ".join(name.split())[:LONGEST_SHOWN] if trace.name and isinstance(name, str) else ""


def _phone(said: object) -> str:
    digits = phone_digits(said) if isinstance(said, str) and said else None
    return f"+{mask(digits)}" if digits else ""
