"""Issues follow their people when claims move between people. The engine's part, inside the caller's transaction."""

from collections.abc import Mapping, Sequence

from kawal.facts.ledger.bulk import pairs, run

# Out of the constraint first: she may have got the same under two names.
_FOLLOW = """
with gone as (
  select i.issue_id, i.person_id as left_behind, u.person from unnest(%s::bigint[], %s::bigint[]) u(claim, person)
  join aid_issue i on i.claim_id = u.claim and i.person_id <> u.person)
update aid_issue i set person_id = g.person, double_of = 0 from gone g where g.issue_id = i.issue_id
returning g.left_behind, g.person"""


def follow_claims(*, moved: Mapping[int, Sequence[int]]) -> None:
    """Claims belong to other people now, by person, so does what was given about them. What then stands twice is marked as
    double, and no longer where a later move parts the two."""
    touched = {person for row in run(_FOLLOW, pairs(moved)) for person in row}
    if touched:
        run("select aid_mark_doubles(%s)", (sorted(touched),))
