"""Who may be the same person, on her own page."""

from collections.abc import Sequence
from typing import Any

from kawal.access.asking import Question
from kawal.access.scope import Power, Scope
from kawal.situation.people.cards import NoteCard, PersonRow
from kawal.situation.people.searching import Hit, rows_of

# As far as the reader sees the other; nobody is asked about herself.
NOTES = Question("""select n.proposal_id, n.cause, n.weight, n.state, p.person_id, coalesce(d.verdict, n.wanted) as verdict,
  coalesce(d.by_actor, n.wanted_by) as decided_by, coalesce(d.at, n.wanted_at) as decided_at
 from match_proposal n
 join standing s on s.claim_id = case when n.low_claim = any(%(own)s::bigint[]) then n.high_claim else n.low_claim end
 join person p on p.person_id = s.person_id left join match_decision d on d.decision_id = n.decision_id
 where (n.low_claim = any(%(own)s::bigint[]) or n.high_claim = any(%(own)s::bigint[])) and n.kind = 'merge'
  and {p seen} and (n.state <> 'open' or p.person_id <> %(person)s)
 order by n.state = 'answered', n.weight desc nulls last, n.proposal_id""")


def notes_about(scope: Scope, person_id: int, own: Sequence[int]) -> tuple[NoteCard, ...]:
    """As far as the reader may see both; answered ones stay for undoing. ``own`` are her claims, proven to be visible."""
    if not scope.may(Power.REVIEW_IDENTITY):
        return ()
    notes = NOTES.ask(scope, own=list(own), person=person_id)
    if not notes:  # nearly nobody has one
        return ()
    hits = [Hit(person, 0, 0.0, "") for person in {it.person_id for it in notes}]
    others = {it.person_id: it for it in rows_of(scope=scope, hits=hits)}
    return tuple(_note(it, others[it.person_id]) for it in notes if it.person_id in others)


def _note(said: Any, other: PersonRow) -> NoteCard:
    return NoteCard(
        proposal_id=said.proposal_id,
        cause=said.cause,
        weight=said.weight,
        other=other,
        verdict=said.verdict,
        decided_by=said.decided_by,
        decided_at=said.decided_at,
        waits_for_second=said.state == "second",
    )
