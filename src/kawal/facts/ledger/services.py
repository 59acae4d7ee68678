"""Recording facts: the one way into the ledger. Whose facts they are is decided above, in `kawal.flow`."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

import orjson
from django.conf import settings

from kawal.access.scope import Power, Scope
from kawal.facts.contract.digests import content_digest
from kawal.facts.contract.fact import Said
from kawal.facts.ledger import bulk
from kawal.facts.people.claims import ClaimDraft, draft

ACCEPTED, REPEATED, CONFLICT = "accepted", "repeated", "conflict"
WITHDRAWN = "withdrawn"

# Thousands of keys go as one text each: the driver writes an array element by element, in Python.
KNOWN_FACTS = """select u.n, k.digest, k.recorded_at, k.claim_id
 from unnest(%s::smallint[], string_to_array(%s, E'\\x1f')) with ordinality u(s, f, n)
 join fact_key k on k.source_id = u.s and k.fact_id = u.f"""
KNOWN_CLAIMS = """select u.n, c.claim_id from unnest(%s::smallint[], string_to_array(%s, ',')) with ordinality u(s, d, n)
 join claim c on c.source_id = u.s and c.digest = decode(u.d, 'hex')"""
# Where a new claim stands is written with its person, by whoever places it.
NEW_CLAIMS = (
    "insert into claim (claim_id, source_id, digest, subject, first_recorded_at)"
    " select claim_id, source_id, digest, subject, recorded_at from in_claim order by source_id, digest",
    "insert into claim_number (key, claim_id, kind) select split_part(n, ':', 2)::bigint, claim_id, split_part(n, ':', 1)"
    " from in_claim, unnest(string_to_array(numbers, ',')) n on conflict do nothing",
)
NEW_FACTS = (
    "insert into fact_key (source_id, fact_id, seq, recorded_at, claim_id, digest)"
    " select source_id, fact_id, seq, recorded_at, claim_id, digest from in_fact order by source_id, fact_id",
    "insert into fact (seq, recorded_at, claim_id, source_id, fact_id, kind, occurred_at, day_only, occurred_text, sent_at, basis,"
    " place, data, more, corrects) select seq, recorded_at, claim_id, source_id, fact_id, kind, occurred_at, day_only,"
    " occurred_text, sent_at, basis, place, data, more, corrects from in_fact",
)
NEW_CORRECTIONS = (
    "insert into fact_correction (source_id, corrects, seq, withdraws)"
    f" select source_id, corrects, seq, kind = '{WITHDRAWN}' from in_fact where corrects is not null"
)
RETIRED = """select u.n from unnest(%s::smallint[], string_to_array(%s, E'\\x1f')) with ordinality u(s, f, n)
 where exists (select from fact_correction x where x.source_id = u.s and x.corrects = u.f)"""
NOW_HELD = "update standing set held = true where claim_id = any(%s) and not held returning claim_id"
# A claim is held while some fact says it that is neither replaced nor withdrawn, and is not itself a
# withdrawal.
NO_LONGER_HELD = f"""update standing s set held = false where s.claim_id = any(%s) and s.held and not exists (
 select from fact f where f.claim_id = s.claim_id and f.kind <> '{WITHDRAWN}'
 and not exists (select from fact_correction x where x.source_id = f.source_id and x.corrects = f.fact_id)) returning s.claim_id"""
TARGETS = """select distinct k.claim_id from unnest(%s::smallint[], %s::text[]) u(s, f)
 join fact_key k on k.source_id = u.s and k.fact_id = u.f where k.claim_id is not null"""


@dataclass(slots=True)
class Entry:
    """One fact on its way into the ledger, and what became of it."""

    said: Said
    source_id: int
    claim: ClaimDraft | None
    digest: bytes
    status: str = ACCEPTED
    recorded_at: datetime | None = None
    claim_id: int | None = None


@dataclass(slots=True)
class Recorded:
    """What a batch did.

    :ivar entries: one for each fact given, in order.
    :ivar new_claims: claims that had no row before.
    :ivar held: claims that some standing fact says since this batch and none did before (they await their person).
    :ivar released: claims that no standing fact says any more.
    :ivar touched: claims whose people must be drawn again.
    """

    entries: list[Entry]
    new_claims: list[ClaimDraft] = field(default_factory=list)
    held: list[int] = field(default_factory=list)
    released: list[int] = field(default_factory=list)
    touched: set[int] = field(default_factory=set)


def record_facts(*, scope: Scope, facts: Sequence[Said], now: datetime, history: bool = False) -> Recorded:
    """Write facts that are not known yet. Repetitions change nothing; a conflict keeps the first.

    Runs as the engine inside the caller's transaction. ``history`` dates the recording by ``sent_at``: for a loader alone.

    :raises NotAllowed: the scope may not report.
    """
    scope.require(Power.REPORT)
    bulk.prepare()
    secret = settings.DIGEST_KEY
    sources = source_ids(scope=scope, codes={said.source for said in facts})
    recorded = Recorded([_entry(said, sources[said.source], secret) for said in facts])
    fresh = _without_known(_without_doubles(recorded.entries))
    if fresh:
        _write(recorded, fresh, secret, now, history)
    _tell_doubles(recorded.entries)
    return recorded


def _write(recorded: Recorded, fresh: list["Entry"], secret: bytes, now: datetime, history: bool) -> None:
    for entry in fresh:
        entry.recorded_at = (entry.said.sent_at or entry.said.at) if history else now
    holding = _holding(fresh)
    recorded.new_claims = _write_claims(fresh, secret)
    _write_facts(fresh)
    _hold(recorded, fresh, holding)


def _tell_doubles(entries: list["Entry"]) -> None:
    """A fact said twice in one batch belongs where its first belongs."""
    first: dict[tuple[int, str], Entry] = {}
    for entry in entries:
        kept = first.setdefault((entry.source_id, entry.said.id), entry)
        if entry is not kept:
            entry.recorded_at, entry.claim_id = kept.recorded_at, kept.claim_id


def source_ids(*, scope: Scope, codes: Iterable[str]) -> dict[str, int]:
    """The small number of each source, made when it is new."""
    scope.require(Power.REPORT)
    wanted = sorted(codes)
    known = dict(bulk.run("select code, source_id from source where code = any(%s)", (wanted,)))
    missing = [code for code in wanted if code not in known]
    if missing:
        bulk.run("insert into source (code) select unnest(%s::text[]) on conflict do nothing", (missing,))
        known = dict(bulk.run("select code, source_id from source where code = any(%s)", (wanted,)))
    return known


def _entry(said: Said, source_id: int, secret: bytes) -> Entry:
    claim = draft(said, source_id, secret)
    return Entry(said, source_id, claim, content_digest(said, secret, claim.digest if claim else b""))


def _without_doubles(entries: list[Entry]) -> list[Entry]:
    """The first of each ``(source, id)`` in this batch; the others are repetitions or conflicts of it."""
    first: dict[tuple[int, str], Entry] = {}
    for entry in entries:
        kept = first.setdefault((entry.source_id, entry.said.id), entry)
        if kept is not entry:
            entry.status = REPEATED if kept.digest == entry.digest else CONFLICT
    return list(first.values())


def _without_known(entries: list[Entry]) -> list[Entry]:
    for n, digest, recorded_at, claim_id in bulk.run(KNOWN_FACTS, _names(entries)):
        entry = entries[n - 1]
        entry.status = REPEATED if bytes(digest) == entry.digest else CONFLICT
        entry.recorded_at, entry.claim_id = recorded_at, claim_id
    return [entry for entry in entries if entry.status == ACCEPTED]


def _names(entries: Iterable[Entry]) -> tuple[str, str]:
    """Sources and ids as two texts; an id holds nothing unprintable, so it cannot hold what parts them."""
    return bulk.array(entry.source_id for entry in entries), "\x1f".join(entry.said.id for entry in entries)


def _holding(entries: list[Entry]) -> list[Entry]:
    """Entries that stand: not withdrawals, and replaced or withdrawn by nothing that is known already or comes with them."""
    retired = {(e.source_id, e.said.corrects) for e in entries if e.said.corrects}
    gone = {n - 1 for (n,) in bulk.run(RETIRED, _names(entries))}
    return [
        e for n, e in enumerate(entries)
        if n not in gone and e.said.kind != WITHDRAWN and (e.source_id, e.said.id) not in retired
    ]  # fmt: skip


def _write_claims(entries: list[Entry], secret: bytes) -> list[ClaimDraft]:
    """Find or make the claim of every entry; identical subjects of one source are one claim."""
    drafts = {(e.source_id, e.claim.digest): e.claim for e in reversed(entries) if e.claim}
    wanted = list(drafts)
    keys = bulk.array(k[0] for k in wanted), ",".join(k[1].hex() for k in wanted)
    for n, claim_id in bulk.run(KNOWN_CLAIMS, keys):
        drafts[wanted[n - 1]].claim_id = claim_id
    new = [claim for claim in reversed(drafts.values()) if not claim.claim_id]
    for claim, claim_id in zip(new, bulk.ids("claim_claim_id_seq", len(new)), strict=True):
        claim.claim_id = claim_id
    first_at = {id(e.claim): e.recorded_at for e in reversed(entries)}
    if new:
        bulk.copy("in_claim", (_claim_row(claim, first_at[id(claim)], secret) for claim in new))
        for statement in NEW_CLAIMS:
            bulk.run(statement)
    for entry in entries:
        entry.claim_id = drafts[entry.source_id, entry.claim.digest].claim_id if entry.claim else None
    return new


def _claim_row(claim: ClaimDraft, at: datetime | None, secret: bytes) -> tuple[object, ...]:
    numbers = ",".join(f"{n.kind}:{n.key}" for n in claim.numbers(secret))
    subject = orjson.dumps(claim.subject).decode()
    return claim.claim_id, claim.source_id, claim.digest, subject, at, numbers


def _write_facts(entries: list[Entry]) -> None:
    numbers = bulk.ids("fact_seq", len(entries))
    bulk.copy("in_fact", (_fact_row(entry, seq) for entry, seq in zip(entries, numbers, strict=True)))
    for statement in NEW_FACTS:
        bulk.run(statement)
    if any(entry.said.corrects for entry in entries):
        bulk.run(NEW_CORRECTIONS)


def _fact_row(entry: Entry, seq: int) -> tuple[object, ...]:
    said = entry.said
    return (
        seq, entry.recorded_at, entry.claim_id, entry.source_id, said.id, said.kind, said.at,
            said.precision == "day",
        said.occurred_text, said.sent_at, said.basis, _json(said.place), _json(said.data or {}),
            _json(said.more or None),
        said.corrects, entry.digest,
    )  # fmt: skip


def _json(value: object) -> str | None:
    return None if value is None else orjson.dumps(value).decode()


def _hold(recorded: Recorded, entries: list[Entry], holding: list[Entry]) -> None:
    """Which claims came into matching or fell out of it, and whose pictures this batch changes."""
    claims = {e.claim_id for e in entries if e.claim_id}
    aims = [(e.source_id, e.said.corrects) for e in entries if e.said.corrects]
    targets = (
        {c for (c,) in bulk.run(TARGETS, ([a[0] for a in aims], [a[1] for a in aims]))} if aims else set()
    )
    recorded.touched = claims | targets
    standing = {e.claim_id for e in holding if e.claim_id}
    new = {claim.claim_id for claim in recorded.new_claims}
    again = [c for (c,) in bulk.run(NOW_HELD, (sorted(standing - new),))]
    recorded.held = sorted(standing & new) + again
    if targets:
        recorded.released = [c for (c,) in bulk.run(NO_LONGER_HELD, (sorted(targets),))]
