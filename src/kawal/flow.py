"""The whole system on one page: what follows from a newly recorded fact, in order, in one transaction.

Rooms never call upwards. This module, above them all, is the only place that knows their order: fact, people, picture,
alert, recruiters and companies, what ties people. The caller has entered the wall with its own scope; what the system does on its own
behalf it does as the engine.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import psycopg
from django.db import IntegrityError, transaction

from kawal.access.scope import ENGINE, Power, Scope
from kawal.access.wall import as_engine
from kawal.decisions.alerts import services as alerts
from kawal.decisions.judging import watched
from kawal.decisions.quiet import holding as quiet
from kawal.facts.contract.errors import Remark
from kawal.facts.contract.fact import Said, read_fact
from kawal.facts.contract.remarks import remarks_of
from kawal.facts.feeds import services as feeds
from kawal.facts.ledger import services as ledger
from kawal.facts.ledger.services import Recorded
from kawal.reference import selectors as reference
from kawal.response.aid.issues import following as issues
from kawal.response.cards import following as cards
from kawal.response.cases import following as cases
from kawal.response.desk import following as desk
from kawal.response.handover import following as handover
from kawal.response.remains import following as remains
from kawal.response.shelter import following as shelters
from kawal.situation.linkage import selectors as questions
from kawal.situation.linkage import services as linkage
from kawal.situation.linkage.selectors import ProposalView
from kawal.situation.linkage.services import Decided, Linked, Verdict
from kawal.situation.parties import services as parties
from kawal.situation.people import placing
from kawal.situation.people import services as people
from kawal.situation.people.persons import Placed, claims_of, ids_of_claims
from kawal.situation.pictures import services as pictures
from kawal.situation.pictures.services import Drawn
from kawal.situation.rings import services as rings

TRIES = 3  # two senders of one fact at once: the second finds it known
# Statements of the bulk road raise the driver's own errors.
OVERTAKEN = (IntegrityError, psycopg.IntegrityError, psycopg.errors.DeadlockDetected)
DRAWN_AT_ONCE = 2_000
LINKED_AT_ONCE = 200
MOST_LEFT = 2_000_000


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one fact: accepted, repeated or conflict. ``kawal_id`` is nothing for a fact about nobody."""

    index: int
    source: str
    id: str
    status: str
    kawal_id: str | None
    recorded_at: datetime
    remarks: tuple[Remark, ...] = ()


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """:ivar parties: mentions and groups of recruiters and companies that stand otherwise than the facts say."""

    people: int
    differing: int
    parties: int = 0


def said(raw: Mapping[str, Any], *, scope: Scope, now: datetime) -> Said:
    """A fact made by an officer, in the name of the own agency.

    :raises FactRefused: with everything that is wrong.
    """
    return read_fact(dict(raw), source=scope.agency, now=now)


def correction(raw: Mapping[str, Any], *, scope: Scope, corrects: str, now: datetime) -> Said:
    """What replaces a fact of the own agency, said of whom that one was said: its claim goes on being held.

    A subject in `raw` is what is corrected in the claim itself; numbers it leaves out stay as they were.

    :raises FactRefused: with everything that is wrong. :raises NotVisible: no such fact of the own agency.
    """
    before = people.own_subject(scope=scope, fact_id=corrects)
    subject = {**before, **raw.get("subject", {})}
    return said({**raw, "subject": subject, "corrects": corrects}, scope=scope, now=now)


def report(
    *, scope: Scope, facts: Sequence[Said], now: datetime, history: bool = False, draw_later: bool = False
) -> list[Outcome]:
    """Record facts and everything that follows: whose they are, what is believed now, what it calls for.

    ``history`` dates the recording by when each was sent; ``draw_later`` leaves the pictures to :func:`draw_left`,
    which is for files: there the facts of one person lie far apart, and remarks are asked for row by row.

    :raises NotAllowed: the scope may not report, or not report history.
    """
    if history:
        scope.require(Power.LOAD_HISTORY)
    for tried in range(1, TRIES + 1):
        try:
            with as_system():
                return _report(scope, facts, now, history, draw_later)
        except OVERTAKEN:
            if tried == TRIES:
                raise
    raise AssertionError("unreachable")


def decide_match(
    *,
    scope: Scope,
    proposal_id: int,
    verdict: Verdict,
    now: datetime,
    reason: str = "",
    kin: bool = False,
    opened_at: datetime | None = None,
) -> Decided:
    """An officer says whether two people are one; pictures, alerts and cases follow. ``opened_at``: when she began to look."""
    with transaction.atomic():
        made = linkage.decide_match(
            scope=scope, proposal_id=proposal_id, verdict=verdict, now=now, alerted=alerts.list_alerted, reason=reason,
            kin=kin,
        )  # fmt: skip
        linkage.keep_answer(scope=scope, made=made, verdict=verdict, opened_at=opened_at, now=now)
        _after_answer(made.proposal_id, made.placed, now)
    return made


def undo_decision(*, scope: Scope, proposal_id: int, now: datetime) -> None:
    """The answer is taken back; everything returns to where its claim belongs."""
    with transaction.atomic():
        placed = linkage.undo_decision(scope=scope, proposal_id=proposal_id, now=now)
        linkage.forget_answer(scope=scope, proposal_id=proposal_id, now=now)
        _after_answer(proposal_id, placed, now)


def merge_people(*, scope: Scope, one: str, other: str, now: datetime, reason: str = "") -> Decided:
    """An officer joins two people whom nobody proposed."""
    with transaction.atomic():
        made = linkage.merge_people(
            scope=scope, one=one, other=other, now=now, alerted=alerts.list_alerted, reason=reason
        )
        _after_answer(made.proposal_id, made.placed, now)
    return made


def split_person(
    *, scope: Scope, kawal_id: str, claims: Sequence[int], now: datetime, reason: str = ""
) -> Decided:
    """An officer says that these claims are somebody else's."""
    with transaction.atomic():
        made = linkage.split_person(
            scope=scope, kawal_id=kawal_id, claims=claims, now=now, alerted=alerts.list_alerted, reason=reason
        )
        _after_answer(made.proposal_id, made.placed, now)
    return made


def get_proposal(*, scope: Scope, proposal_id: int, now: datetime) -> ProposalView:
    """One question about who is whom, with both sides and why an answer may take two officers."""
    return questions.get_proposal(scope=scope, proposal_id=proposal_id, now=now, alerted=alerts.list_alerted)


def count_waiting() -> int:
    """How many claims the engine has not looked at."""
    with as_system():
        return linkage.count_waiting(scope=ENGINE)


def rank_proposals(*, now: datetime) -> int:
    """Put every open question where it belongs by now: alerts come and go, people set out; how many moved."""
    with as_system():
        return linkage.rank_proposals(scope=ENGINE, now=now, alerted=alerts.list_alerted)


def audit_alerts(*, now: datetime) -> int:
    """Once a day a few alerts from below the threshold stand among the others, so that what lies there becomes known; how many."""
    with as_system():
        return alerts.draw_audit(now=now)


def sample_identity(*, now: datetime) -> int:
    """Ask blind about a few links that machines made since last night, and let a few questions take two officers; how many."""
    with as_system():
        return linkage.sample_links(scope=ENGINE, now=now) + linkage.sample_questions(scope=ENGINE, now=now)


def confirm_act(*, scope: Scope, code: str, act_id: int, now: datetime) -> None:
    """A second officer agrees to an act about an alert's person. What delays a departure is then told as a fact of that agency.

    :raises: as `decisions.alerts.services.confirm_act`.
    """
    with transaction.atomic():
        made = alerts.confirm_act(scope=scope, code=code, act_id=act_id, now=now)
        if made.kind == alerts.DEFER:
            raw = {
                "id": f"langkah-{made.act_id}",
                "kind": "departure_deferred",
                "occurred_at": now.isoformat(timespec="seconds"),
                "subject": {"kawal_id": made.kawal_id},
                "basis": "witnessed",
                "data": {"text": made.why},
            }
            report(scope=scope, facts=[said(raw, scope=scope, now=now)], now=now)
        redraw(affected=[made.person_id], now=now)


def redraw(*, affected: Iterable[int], now: datetime) -> None:
    """Draw these people again, because a key was granted or ended, a feed declared, or time has passed."""
    with as_system():
        _draw(set(affected), now)


def wake(*, now: datetime, most: int = 1_000) -> int:
    """Draw whom silence alone may have changed; how many. Called until it gives fewer than ``most``."""
    with as_system():
        due = {
            *pictures.list_due(scope=ENGINE, now=now, most=most),
            *alerts.list_due(now=now, most=most),
            *quiet.list_due(now=now, most=most),
            *watched.list_due(now=now, most=most),
        }
        _draw(due, now)
        quiet.let_go(people=due, now=now)
        alerts.wake_rings(now=now)
        alerts.climb(now=now)
        alerts.lapse_acts(now=now)
    return len(due)


def draw_left(*, now: datetime) -> None:
    """Draw everybody whom imports left for later. May be stopped and called again."""
    for batch in list_left():
        draw_batch(people=batch, now=now)


def list_left() -> list[list[int]]:
    """Everybody whom imports left for later, in the batches for :func:`draw_batch`; they may be drawn side by side."""
    with as_system():
        left = pictures.list_marked(scope=ENGINE, most=MOST_LEFT)
    return [left[start : start + DRAWN_AT_ONCE] for start in range(0, len(left), DRAWN_AT_ONCE)]


def draw_batch(*, people: Sequence[int], now: datetime) -> None:
    """Draw these people, left for later."""
    with as_system():
        claims = parties.list_marked(scope=ENGINE, people=people)
        _review(pictures.draw_marked(scope=ENGINE, people=people, now=now), now)
        parties.follow_claims(scope=ENGINE, claims=claims)
        rings.follow_claims(scope=ENGINE, claims=claims)


def draw_rings(*, now: datetime) -> int:
    """Draw the rings of everybody whose ties changed, then the people of whom more is known by that; how many claims were looked at."""
    looked_at = 0
    while True:
        with as_system():
            claims, drawn = rings.draw_some(scope=ENGINE, now=now)
            regranted = alerts.review_rings(rings=drawn.rings, now=now)
            _draw({*drawn.changed, *regranted}, now)
        looked_at += claims
        if not claims:
            return looked_at


def link_left(*, now: datetime, progress: Callable[[int], None] | None = None) -> Linked:
    """Let the engine look at every claim that waits for it; pictures, alerts and cases follow. May be stopped and called again."""
    whole = Linked()
    while True:
        with as_system():
            made = linkage.link_some(scope=ENGINE, now=now, alerted=alerts.list_alerted, most=LINKED_AT_ONCE)
            _follow(made.placed, now)
            _draw(made.placed.people, now)
            linkage.rank_some(scope=ENGINE, people=made.asked_about, now=now, alerted=alerts.list_alerted)
        whole = whole.and_then(made)
        if progress:
            progress(whole.looked_up)
        if made.looked_up < LINKED_AT_ONCE:
            return whole


def rebuild(*, now: datetime, check: bool = False, progress: Callable[[int], None] | None = None) -> Rebuilt:
    """Draw everybody again from the ledger, a few thousand at a time; ``check`` only compares."""
    seen, differing, named, after = 0, 0, 0, 0
    while True:
        with as_system():
            batch = pictures.list_everybody(scope=ENGINE, after=after, most=DRAWN_AT_ONCE)
            if not batch:
                return Rebuilt(seen, differing, named + parties.rebuild_rest(scope=ENGINE, check=check))
            differing += pictures.count_differing(scope=ENGINE, people=batch, now=now)
            if not check:
                _draw(set(batch), now)
            named += parties.rebuild_claims(scope=ENGINE, people=batch, check=check)
            named += rings.rebuild_claims(scope=ENGINE, claims=claims_of(batch), check=check)
        seen, after = seen + len(batch), batch[-1]
        if progress:
            progress(seen)


def _report(
    scope: Scope, facts: Sequence[Said], now: datetime, history: bool, draw_later: bool
) -> list[Outcome]:
    recorded = ledger.record_facts(scope=scope, facts=facts, now=now, history=history)
    placed = placing.place_claims(scope=scope, recorded=recorded, now=now)
    _follow(placed, now)
    if draw_later:
        pictures.mark_due(scope=ENGINE, claims={*recorded.touched, *claims_of(placed.people)})
    else:
        _draw(placed.people, now, claims=recorded.touched)
    parties.follow_report(scope=ENGINE, recorded=recorded, marked=draw_later)
    rings.follow_report(scope=ENGINE, recorded=recorded, marked=draw_later)
    sent = Counter(entry.source_id for entry in recorded.entries)
    feeds.touch_sources(scope=scope, sources=sent, now=now)
    return _outcomes(recorded, placed, now, with_remarks=not draw_later)


@contextmanager
def as_system() -> Iterator[None]:
    """All of it or nothing, on behalf of the system."""
    with transaction.atomic(), as_engine(plain_plans=True):
        yield


def _after_answer(proposal_id: int, placed: Placed, now: datetime) -> None:
    """Claims may have moved, or a second officer is awaited: then both people's alerts stand at the higher level."""
    after_moves(placed, now)
    with as_system():
        alerts.follow_answer(proposal_id=proposal_id)


def after_moves(placed: Placed, now: datetime) -> None:
    """Everything that follows when claims have moved between people."""
    with as_system():
        _follow(placed, now)
        _draw(placed.people, now)


def _follow(placed: Placed, now: datetime) -> None:
    """What points at a person names the claim it came with, and goes where that claim goes."""
    if placed.moved:
        alerts.follow_claims(moved=placed.moved, now=now)
        cases.follow_claims(moved=placed.moved)
        desk.follow_claims(moved=placed.moved)
        cards.follow_claims(moved=placed.moved)
        handover.follow_claims(moved=placed.moved)
        issues.follow_claims(moved=placed.moved)
        shelters.follow_claims(moved=placed.moved)
        remains.follow_claims(moved=placed.moved)
        rings.follow_moves(
            scope=ENGINE, claims=[claim for claims in placed.moved.values() for claim in claims]
        )


def _draw(affected: set[int], now: datetime, claims: Collection[int] = ()) -> None:
    """Pictures, then what they call for."""
    if affected or claims:
        _review(pictures.draw_people(scope=ENGINE, people=affected, claims=claims, now=now), now)


def _review(drawn: Sequence[Drawn], now: datetime) -> None:
    """What the pictures call for; and again for those to whom it opened or closed a door."""
    if again := alerts.review(drawn=drawn, now=now):
        alerts.review(drawn=pictures.draw_people(scope=ENGINE, people=again, now=now), now=now)


def _outcomes(recorded: Recorded, placed: Placed, now: datetime, *, with_remarks: bool) -> list[Outcome]:
    others = {entry.claim_id for entry in recorded.entries if entry.claim_id} - placed.ids.keys()
    ids = placed.ids | (ids_of_claims(others) if others else {})
    known = reference.known()
    return [
        Outcome(
            index=n,
            source=entry.said.source,
            id=entry.said.id,
            status=entry.status,
            kawal_id=ids.get(entry.claim_id or 0),
            recorded_at=entry.recorded_at or now,
            remarks=remarks_of(entry.said, known) if with_remarks else (),
        )
        for n, entry in enumerate(recorded.entries)
    ]
