"""Giving mentions their parties, and taking parties apart again where what linked their mentions is gone. The engine's work.

A party is a group of :mod:`.rules.grouping`. A mention that meets one party or none is placed by its keys alone; only where
it would bring two together, or one goes, are all mentions of that name grouped anew.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from zlib import crc32

import orjson

from kawal.facts.ledger import bulk
from kawal.situation.parties.codes import new_code
from kawal.situation.parties.gathering import Sighting, link_keys
from kawal.situation.parties.rules.grouping import Group, Id, Linked, groups

LOCK_CLASS, LOCK_BUCKETS = 7312, 256  # two writers about one name place one after the other
LOCK = "select pg_advisory_xact_lock(%s, b) from unnest(%s::int[]) b order by b"
SPELLINGS = """select s.said, s.name_key, s.spelling_id from jsonb_to_recordset(%s::text::jsonb) i(said text, name_key text)
 join party_spelling s on s.said = i.said and s.name_key = i.name_key"""
NEW_SPELLINGS = """insert into party_spelling (said, name_key, is_company, sounds)
 select said, name_key, is_company, array(select jsonb_array_elements_text(sounds))
 from jsonb_to_recordset(%s::text::jsonb) i(said text, name_key text, is_company bool, sounds jsonb) order by said, name_key
 on conflict do nothing"""
NEW_DETAILS = """insert into party_detail (detail_key, kind, shown) select key, kind, shown
 from jsonb_to_recordset(%s::text::jsonb) i(key bigint, kind text, shown text) order by key on conflict do nothing"""
NEW_PARTIES = """insert into party (party_id, code) select id, code from jsonb_to_recordset(%s::text::jsonb) i(id bigint, code text)"""
NEW_KEYS = """insert into party_key (key, party_id) select key, party from jsonb_to_recordset(%s::text::jsonb) i(key bigint, party bigint)
 order by key on conflict (key) do update set party_id = excluded.party_id"""
NEW_MENTIONS = """insert into party_mention (seq, field, party_id, spelling_id, claim_id, source_id, kind, role, occurred_at,
  phone, licence, owner, address)
 select seq, field, party_id, spelling_id, claim_id, source_id, kind, role, occurred_at, phone, licence, owner, address
 from jsonb_populate_recordset(null::party_mention, %s::text::jsonb) on conflict do nothing"""
GONE = """delete from party_mention m using unnest(%s::bigint[], %s::text[]) u(seq, field), party_spelling s
 where (m.seq, m.field) = (u.seq, u.field) and s.spelling_id = m.spelling_id returning s.name_key, s.is_company, m.party_id"""
NAMES = """select distinct s.name_key from unnest(%s::bigint[], %s::text[]) u(seq, field) join party_mention m using (seq, field)
 join party_spelling s on s.spelling_id = m.spelling_id"""
STILL_NAMED = """select s.name_key from party_spelling s where s.name_key = any(%s)
 and exists (select from party_mention m where m.spelling_id = s.spelling_id)"""
KEYS = "select key, party_id from party_key where key = any(%s)"
BLOCK = """select s.name_key, s.is_company, m.seq, m.field, m.party_id, m.licence, m.phone, m.claim_id
 from party_spelling s join party_mention m on m.spelling_id = s.spelling_id where s.name_key = any(%s)"""
APART = """select distinct on (a.party_id, a.other_party_id) a.key, a.other_key, a.verdict from party_answer a
 where a.key = any(%s) and a.other_key = any(%s) order by a.party_id, a.other_party_id, a.answer_id desc"""
MOVE = """update party_mention m set party_id = i.party from jsonb_to_recordset(%s::text::jsonb) i(seq bigint, field text, party bigint)
 where (m.seq, m.field) = (i.seq, i.field)"""
DROP_KEYS = "delete from party_key where party_id = any(%s) and not key = any(%s)"
STANDS = "update party set survivor = null where party_id = any(%s) and survivor is not null"
FOLLOWS = """update party p set survivor = i.heir from jsonb_to_recordset(%s::text::jsonb) i(id bigint, heir bigint)
 where (p.party_id = i.id or p.survivor = i.id) and p.party_id <> i.heir"""


@dataclass(slots=True)
class _Block:
    """All mentions of one name: how they are linked, and whose they are."""

    linked: list[Linked] = field(default_factory=list)
    now_in: dict[Id, int] = field(default_factory=dict)


def lock(names: Iterable[str]) -> None:
    """One writer a name, until the end of the transaction."""
    buckets = {crc32(name.encode()) % LOCK_BUCKETS for name in names}
    if buckets:
        bulk.run(LOCK, (LOCK_CLASS, sorted(buckets)))


def names_of(mentions: Sequence[Id]) -> set[str]:
    """The names that mentions say."""
    if not mentions:
        return set()
    parameters = [seq for seq, _ in mentions], [part for _, part in mentions]
    return {name for (name,) in bulk.run(NAMES, parameters)}


def place(new: Sequence[Sighting]) -> set[str]:
    """Write new mentions; the names whose mentions must be grouped anew because some of these meet several parties."""
    if not new:
        return set()
    spellings = _spellings(new)
    details = {key: (kind, shown) for it in new for kind, (key, shown) in it.details.items()}
    if details:
        rows = [{"key": key, "kind": kind, "shown": shown} for key, (kind, shown) in details.items()]
        bulk.run(NEW_DETAILS, (_json(rows),))
    owners, unsure = _owners(new)
    bulk.run(NEW_MENTIONS, (_json([_row(it, owners[it.id], spellings) for it in new]),))
    return unsure


def take_out(gone: Sequence[Id]) -> dict[str, set[int]]:
    """Take mentions away; the names to group anew, with the parties that lost some. A firm that is still named stays whole."""
    if not gone:
        return {}
    lost, firms = defaultdict[str, set[int]](set), set[str]()
    for name, is_company, party in bulk.run(GONE, ([seq for seq, _ in gone], [part for _, part in gone])):
        lost[name].add(party)
        if is_company:
            firms.add(name)
    for (name,) in bulk.run(STILL_NAMED, (sorted(firms),)) if firms else ():
        lost.pop(name, None)
    return lost


def group_anew(names: Mapping[str, set[int]]) -> int:
    """Group all mentions of these names as they stand; how many of them now belong to another party.

    :param names: each with parties that lost mentions, whose keys nobody may inherit by mistake.
    """
    return sum(_regroup(block, names[name]) for name, block in _blocks(sorted(names)).items())


def count_misplaced(names: Iterable[str]) -> int:
    """How many groups of these names are no party, or parties no group; writes nothing."""
    wrong = 0
    for block in _blocks(sorted(set(names))).values():
        should = {frozenset(group.mentions) for group in _grouped(block)}
        together = defaultdict[int, set[Id]](set)
        for mention, party in block.now_in.items():
            together[party].add(mention)
        wrong += len(should - {frozenset(it) for it in together.values()})
    return wrong


def _spellings(new: Sequence[Sighting]) -> dict[tuple[str, str], int]:
    names = {(it.name.said, it.name.key): it.name for it in new}
    asked = _json([{"said": said, "name_key": key} for said, key in names])
    known = {(said, key): number for said, key, number in bulk.run(SPELLINGS, (asked,))}
    missing = [
        {"said": said, "name_key": key, "is_company": name.is_company, "sounds": name.sounds}
        for (said, key), name in names.items()
        if (said, key) not in known
    ]
    if missing:
        bulk.run(NEW_SPELLINGS, (_json(missing),))
        known |= {(said, key): number for said, key, number in bulk.run(SPELLINGS, (_json(missing),))}
    return known


def _owners(new: Sequence[Sighting]) -> tuple[dict[Id, int], set[str]]:
    """The party of each mention by its keys; new parties and keys are written."""
    linked = [Linked(it.id, it.keys) for it in new]
    known = dict(bulk.run(KEYS, (sorted({key for it in linked for key in it.keys}),)))
    names = {it.id: it.name.key for it in new}
    owners, unsure, opened, keys = dict[Id, int](), set[str](), list[Group](), list[dict[str, int]]()
    for group in groups(linked):
        parties = {known[key] for key in group.keys if key in known}
        if not parties:
            opened.append(group)
            continue
        if len(parties) > 1:
            unsure.add(names[group.oldest])
        owners |= dict.fromkeys(group.mentions, min(parties))
        keys += [{"key": key, "party": min(parties)} for key in group.keys if key not in known]
    for group, party in zip(opened, _open(len(opened)), strict=True):
        owners |= dict.fromkeys(group.mentions, party)
        keys += [{"key": key, "party": party} for key in group.keys]
    if keys:
        bulk.run(NEW_KEYS, (_json(keys),))
    return owners, unsure


def _open(count: int) -> list[int]:
    numbers = bulk.ids("party_party_id_seq", count)
    if numbers:
        bulk.run(NEW_PARTIES, (_json([{"id": number, "code": new_code()} for number in numbers]),))
    return numbers


def _row(it: Sighting, party: int, spellings: dict[tuple[str, str], int]) -> dict[str, Any]:
    seq, name = it.id
    return {
        "seq": seq, "field": name, "party_id": party, "spelling_id": spellings[it.name.said, it.name.key],
        "claim_id": it.claim_id, "source_id": it.source_id, "kind": it.kind, "role": it.role, "occurred_at": it.at,
        "phone": it.key_of("phone"), "licence": it.key_of("licence"), "owner": it.key_of("owner"),
        "address": it.key_of("address"),
    }  # fmt: skip


def _blocks(names: Sequence[str]) -> dict[str, _Block]:
    found = {name: _Block() for name in names}
    for name, is_company, seq, part, party, licence, phone, claim in bulk.run(BLOCK, (list(names),)):
        block, id = found[name], (seq, part)
        block.linked.append(Linked(id, link_keys(name, is_company, licence, phone, claim, id)))
        block.now_in[id] = party
    return found


def _grouped(block: _Block) -> list[Group]:
    keys = sorted({key for it in block.linked for key in it.keys})
    apart = [(one, other) for one, other, verdict in bulk.run(APART, (keys, keys)) if verdict == "different"]
    return groups(block.linked, apart=apart)


def _regroup(block: _Block, lost: set[int]) -> int:
    """A group keeps the oldest party that its mentions or keys belonged to; a party without mentions points to its heir."""
    made = _grouped(block)
    known = dict(bulk.run(KEYS, (sorted({key for group in made for key in group.keys}),)))
    before = {*block.now_in.values(), *known.values(), *lost}
    owners = _kept(made, block.now_in, known)
    fresh = iter(_open(owners.count(None)))
    parties = [party if party is not None else next(fresh) for party in owners]
    moves, heirs = list[dict[str, Any]](), dict[int, int]()
    for group, party in zip(made, parties, strict=True):
        for mention in group.mentions:
            was = block.now_in[mention]
            if was != party:
                moves.append({"seq": mention[0], "field": mention[1], "party": party})
                heirs.setdefault(was, party)
    _write(made, parties, moves, {was: heir for was, heir in heirs.items() if was not in parties}, before)
    return len(moves)


def _kept(made: Sequence[Group], now_in: dict[Id, int], known: dict[int, int]) -> list[int | None]:
    taken, kept = set[int](), list[int | None]()
    for group in made:
        were = {now_in[it] for it in group.mentions} | {known[key] for key in group.keys if key in known}
        party = min(were - taken, default=None)
        kept.append(party)
        if party is not None:
            taken.add(party)
    return kept


def _write(
    made: Sequence[Group],
    parties: Sequence[int],
    moves: Sequence[dict[str, Any]],
    heirs: dict[int, int],
    before: set[int],
) -> None:
    keys = [
        {"key": key, "party": party} for group, party in zip(made, parties, strict=True) for key in group.keys
    ]
    bulk.run(DROP_KEYS, (sorted(before), [it["key"] for it in keys]))
    if keys:
        bulk.run(NEW_KEYS, (_json(keys),))
    if parties:
        bulk.run(STANDS, (list(parties),))
    if moves:
        bulk.run(MOVE, (_json(moves),))
    if heirs:
        bulk.run(FOLLOWS, (_json([{"id": was, "heir": heir} for was, heir in heirs.items()]),))


def _json(rows: Sequence[dict[str, Any]]) -> str:
    return orjson.dumps(rows).decode()
