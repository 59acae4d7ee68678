"""The rows of a new hand-over, and the keys that it grants. The engine's part of `services`."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

import orjson

from kawal.access.scope import ENGINE, NotVisible, Scope
from kawal.facts.ledger.bulk import run
from kawal.facts.people.models import Person as PersonRow
from kawal.response.handover.chains import Step, who_signs
from kawal.response.handover.following import cause_of
from kawal.response.handover.plans import Party, Person, Plan, Thing
from kawal.situation.pictures.services import end_grants, grant_key

AFTER_HOME = timedelta(days=30)  # so long the receiver still sees who has arrived

_NEW = """insert into handover (act_id, chain, step, needs, agency, giver, taker, witness, keys, happens_at, place, area, at_home,
  transport, note, corrects, made_at, made_by)
 values (%s, %s, %s, %s, %s, %s::jsonb, %s::jsonb, %s::jsonb, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)
 on conflict (act_id) do nothing returning handover_id, code"""
_LINES = """
insert into handover_person (handover_id, line, person_id, claim_id, kawal_id, name, sex, birth_year, home, condition, remarks, belongings)
select %s, u.n, p.person_id, c.claim_id, p.kawal_id, coalesce(nullif(p.name, ''), '?'), coalesce(i.sex, ''), i.birth_year,
  coalesce(i.home, ''), u.condition, u.remarks, u.belongings
 from unnest(%s::bigint[], %s::text[], %s::text[], %s::text[], %s::int[]) u(person_id, condition, remarks, belongings, n)
 join person p on p.person_id = u.person_id left join picture i on i.person_id = p.person_id
 cross join lateral first_claim(p.person_id) c(claim_id)"""
_THINGS = """insert into handover_thing (handover_id, line, item, name, quantity, unit, lot, note)
 select %s, n, item, name, quantity, unit, lot, note
 from unnest(%s::text[], %s::text[], %s::int[], %s::text[], %s::text[], %s::text[])
  with ordinality u(item, name, quantity, unit, lot, note, n)"""
# Hand-overs by which a unit had these people until now: with the next one its key ends.
_BEFORE = """select h.code, l.line from handover_person l join handover h on h.handover_id = l.handover_id
 where l.person_id = any(%s) and h.state = 'complete' and h.code <> %s"""


def insert_head(
    scope: Scope, plan: Plan, step: Step, corrects: int | None, now: datetime
) -> tuple[int, str] | None:
    """Number and code of the new row, or nothing where this act opened one before."""
    made = run(
        _NEW,
        (
            plan.act_id, step.chain, step.code, list(who_signs(step)), scope.agency, _json(plan.giver), _json(plan.taker),
            _json(plan.witness), list(plan.keys(scope.agency)), plan.happens_at, plan.place, plan.area, plan.at_home,
            plan.transport, plan.note, corrects, now, scope.actor,
        ),
    )  # fmt: skip
    return (made[0][0], made[0][1]) if made else None


def insert_people(scope: Scope, handover_id: int, people: Sequence[Person]) -> list[tuple[int, int]]:
    """Line and person of each.

    :raises NotVisible: one of them is unknown, or out of the scope of who hands over.
    """
    ids = run(
        "select t.n, person_of(t.id) from unnest(%s::text[]) with ordinality t(id, n)",
        ([it.kawal_id for it in people],),
    )
    order = [person for _n, person in sorted(ids)]
    if PersonRow.objects.visible_to(scope).filter(pk__in=[it for it in order if it]).count() != len(
        set(order)
    ):
        raise NotVisible("person")
    texts: list[list[str]] = [
        [getattr(it, name) for it in people] for name in ("condition", "remarks", "belongings")
    ]
    numbers = list(range(1, len(order) + 1))
    run(_LINES, (handover_id, order, *texts, numbers))
    return list(zip(numbers, order, strict=True))


def insert_things(handover_id: int, things: Sequence[Thing]) -> None:
    columns = [
        [getattr(it, name) for it in things] for name in ("item", "name", "quantity", "unit", "lot", "note")
    ]
    run(_THINGS, (handover_id, *columns))


def grant(
    code: str, lines: Sequence[tuple[int, int]], parties: Sequence[Party | None], now: datetime
) -> None:
    """Let the receiving offices see these people while the hand-over is under way."""
    keys = {it.key for it in parties if it and it.key}
    for line, person in lines:
        for key in sorted(keys):
            grant_key(scope=ENGINE, person_id=person, key=key, cause=cause_of(code, line), now=now)


def end_keys(code: str, lines: Sequence[int], now: datetime) -> None:
    """The hand-over came to nothing for these lines: nobody sees their people because of it any more."""
    for line in lines:
        end_grants(scope=ENGINE, cause=cause_of(code, line), now=now)


def pass_keys(code: str, lines: Sequence[tuple[int, int]], *, home: bool, now: datetime) -> None:
    """Who had these people before sees them no longer because of that; who has them home, only for a while."""
    for before, line in run(_BEFORE, ([person for _line, person in lines], code)):
        end_grants(scope=ENGINE, cause=cause_of(before, line), now=now)
    if home:
        for line, _person in lines:
            end_grants(scope=ENGINE, cause=cause_of(code, line), now=now + AFTER_HOME)


def _json(party: Party | None) -> Any:
    return orjson.dumps(party.said()).decode() if party else None
