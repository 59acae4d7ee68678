"""Recording facts: the one way into the ledger. Whose facts they are is decided above, in `kawal.flow`."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import orjson
from django.conf import settings

from kawal.access.scope import ENGINE, Power, Scope
from kawal.facts.contract.digests import content_digest
from kawal.facts.contract.fact import Said
from kawal.facts.ledger import bulk
from kawal.facts.ledger.passing import note_past
from kawal.facts.people.claims import ClaimDraft, draft

ACCEPTED, REPEATED, CONFLICT = "accepted", "repeated", "conflict"
WITHDRAWN = "withdrawn"

# Thousands of keys go as one text each: the driver writes an array element by element, in Python. Numbers of facts and claims
# that turn out to be known are not used; holes are harmless.
KNOWN = """select o.source_id, k.digest, k.recorded_at, k.claim_id,
  case when k.seq is null then nextval('fact_seq') end,
  c.claim_id, case when c.claim_id is null and k.seq is null and u.d <> '' then nextval('claim_claim_id_seq') end,
  exists (select from fact_correction x where x.source_id = o.source_id and x.corrects = u.f)
 from unnest(string_to_array(%s, E'\\x1f'), string_to_array(%s, E'\\x1f'), string_to_array(%s, ',')) with ordinality u(s, f, d, n)
 left join source o on o.code = u.s
 left join fact_key k on k.source_id = o.source_id and k.fact_id = u.f
 left join claim c on c.source_id = o.source_id and c.digest = decode(u.d, 'hex')
 order by u.n"""
IN_CLAIM = bulk.Relation(
    "in_claim",
    "claim_id bigint, source_id smallint, digest bytea, subject jsonb, recorded_at timestamptz, numbers text",
)
IN_FACT = bulk.Relation(
    "in_fact",
    'seq bigint, recorded_at timestamptz, claim_id bigint, source_id smallint, fact_id text collate "C", kind text,'
    " occurred_at timestamptz, day_only bool, occurred_text text, sent_at timestamptz, basis text, place jsonb, data jsonb,"
    " more jsonb, corrects text, digest bytea",
)
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
    claim: ClaimDraft | None
    digest: bytes
    source_id: int = 0
    seq: int = 0
    retired: bool = False  # replaced or withdrawn by a fact that came before it
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
    secret = settings.DIGEST_KEY
    recorded = Recorded([_entry(said, secret) for said in facts])
    fresh = _without_known(_without_doubles(recorded.entries))
    if fresh:
        _write(recorded, fresh, secret, now, history)
    _tell_doubles(recorded.entries)
    return recorded


def _write(recorded: Recorded, fresh: list["Entry"], secret: bytes, now: datetime, history: bool) -> None:
    for entry in fresh:
        entry.recorded_at = (entry.said.sent_at or entry.said.at) if history else now
    claims = _claims_of(fresh)
    recorded.new_claims = [claim for claim, _ in claims]
    statements = [*(NEW_CLAIMS if claims else ()), *NEW_FACTS]
    if any(entry.said.corrects for entry in fresh):
        statements.append(NEW_CORRECTIONS)
    carried = [(IN_CLAIM, [_claim_row(claim, at, secret) for claim, at in claims])] if claims else []
    bulk.write(statements, *carried, (IN_FACT, [_fact_row(entry) for entry in fresh]))
    note_past((entry.seq, entry.said.data) for entry in fresh if "about" in entry.said.data)
    _hold(recorded, fresh)


def _tell_doubles(entries: list["Entry"]) -> None:
    """A fact said twice in one batch belongs where its first belongs."""
    first: dict[tuple[str, str], Entry] = {}
    for entry in entries:
        kept = first.setdefault((entry.said.source, entry.said.id), entry)
        if entry is not kept:
            entry.source_id, entry.recorded_at, entry.claim_id = (
                kept.source_id,
                kept.recorded_at,
                kept.claim_id,
            )


def source_ids(*, scope: Scope, codes: Iterable[str]) -> dict[str, int]:
    """The small number of each source, made when it is new."""
    scope.require(Power.REPORT)
    wanted = sorted(codes)
    bulk.run("insert into source (code) select unnest(%s::text[]) on conflict do nothing", (wanted,))
    return dict(bulk.run("select code, source_id from source where code = any(%s)", (wanted,)))


def _entry(said: Said, secret: bytes) -> Entry:
    claim = draft(said, secret)
    return Entry(said, claim, content_digest(said, secret, claim.digest if claim else b""))


def _without_doubles(entries: list[Entry]) -> list[Entry]:
    """The first of each ``(source, id)`` in this batch; the others are repetitions or conflicts of it."""
    first: dict[tuple[str, str], Entry] = {}
    for entry in entries:
        kept = first.setdefault((entry.said.source, entry.said.id), entry)
        if kept is not entry:
            entry.status = REPEATED if kept.digest == entry.digest else CONFLICT
    return list(first.values())


def _without_known(entries: list[Entry]) -> list[Entry]:
    """Ask all that is known of these facts and their claims; those that are new get their numbers."""
    for entry, row in zip(entries, _known(entries), strict=True):
        entry.source_id, digest, recorded_at, of_claim, seq, claim_id, new_claim_id, entry.retired = row
        if digest is not None:
            entry.status = REPEATED if bytes(digest) == entry.digest else CONFLICT
            entry.recorded_at, entry.claim_id = recorded_at, of_claim
            continue
        entry.seq = seq
        if entry.claim:
            entry.claim.source_id = entry.source_id
            entry.claim.claim_id, entry.claim.is_new = claim_id or new_claim_id, claim_id is None
    return [entry for entry in entries if entry.status == ACCEPTED]


def _known(entries: list[Entry]) -> list[tuple[Any, ...]]:
    """An id holds nothing unprintable, so it cannot hold what parts them."""
    asked = (
        "\x1f".join(entry.said.source for entry in entries),
        "\x1f".join(entry.said.id for entry in entries),
        ",".join(entry.claim.digest.hex() if entry.claim else "" for entry in entries),
    )
    rows = bulk.run(KNOWN, asked)
    strangers = {entry.said.source for entry, row in zip(entries, rows, strict=True) if row[0] is None}
    if strangers:
        source_ids(scope=ENGINE, codes=strangers)
        rows = bulk.run(KNOWN, asked)
    return rows


def _holding(entries: list[Entry]) -> list[Entry]:
    """Entries that stand: not withdrawals, and replaced or withdrawn by nothing that is known already or comes with them."""
    retired = {(e.source_id, e.said.corrects) for e in entries if e.said.corrects}
    return [
        e for e in entries
        if not e.retired and e.said.kind != WITHDRAWN and (e.source_id, e.said.id) not in retired
    ]  # fmt: skip


def _claims_of(entries: list[Entry]) -> list[tuple[ClaimDraft, datetime | None]]:
    """New claims with the moment of their first fact; identical subjects of one source are one claim."""
    first: dict[tuple[int, bytes], ClaimDraft] = {}
    new = []
    for entry in entries:
        claim = entry.claim
        if claim is None:
            continue
        kept = first.setdefault((claim.source_id, claim.digest), claim)
        if kept is claim and claim.is_new:
            new.append((claim, entry.recorded_at))
        entry.claim_id = kept.claim_id
    return new


def _claim_row(claim: ClaimDraft, at: datetime | None, secret: bytes) -> tuple[object, ...]:
    numbers = ",".join(f"{n.kind}:{n.key}" for n in claim.numbers(secret))
    subject = orjson.dumps(claim.subject).decode()
    return claim.claim_id, claim.source_id, claim.digest, subject, at, numbers


def _fact_row(entry: Entry) -> tuple[object, ...]:
    said = entry.said
    return (
        entry.seq, entry.recorded_at, entry.claim_id, entry.source_id, said.id, said.kind, said.at,
            said.precision == "day",
        said.occurred_text, said.sent_at, said.basis, _json(said.place), _json(said.data or {}),
            _json(said.more or None),
        said.corrects, entry.digest,
    )  # fmt: skip


def _json(value: object) -> str | None:
    return None if value is None else orjson.dumps(value).decode()


def _hold(recorded: Recorded, entries: list[Entry]) -> None:
    """Which claims came into matching or fell out of it, and whose pictures this batch changes."""
    claims = {e.claim_id for e in entries if e.claim_id}
    aims = [(e.source_id, e.said.corrects) for e in entries if e.said.corrects]
    targets = (
        {c for (c,) in bulk.run(TARGETS, ([a[0] for a in aims], [a[1] for a in aims]))} if aims else set()
    )
    recorded.touched = claims | targets
    standing = {e.claim_id for e in _holding(entries) if e.claim_id}
    new = {claim.claim_id for claim in recorded.new_claims}
    before = sorted(standing - new)
    again = [c for (c,) in bulk.run(NOW_HELD, (before,))] if before else []
    recorded.held = sorted(standing & new) + again
    if targets:
        recorded.released = [c for (c,) in bulk.run(NO_LONGER_HELD, (sorted(targets),))]
