"""Writing plans, offers and surveys. The facts they tell are reported beside them, by `kawal.homecoming.aftercaring`."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date, datetime
from uuid import UUID

from kawal.access import wall
from kawal.access.scope import NotVisible, Scope
from kawal.access.trail.services import record
from kawal.facts.ledger.bulk import run
from kawal.facts.people.models import Person
from kawal.response.aftercare.models import (
    ReintegrationChange,
    ReintegrationOffer,
    ReintegrationPlan,
    SurveyAnswer,
)
from kawal.response.aftercare.programmes import MAY_BECOME, PROGRAMMES, SERVICES
from kawal.response.aftercare.sight import require_care
from kawal.response.aftercare.survey import Scores, instrument, scores_of


class PlanOpen(Exception):
    """The agency has an open plan with this person already."""


class PlanClosed(Exception):
    """It ended; a new one is begun instead."""


class UnknownOffer(Exception):
    """None of the services and programmes that a plan is made of."""


class CannotBecome(Exception):
    """What is declined, done or dropped stays so."""


def open_plan(*, scope: Scope, kawal_id: str, goal: str, now: datetime) -> int:
    """Begin a plan with somebody, in her own words. Runs inside the caller's transaction.

    :raises NotAllowed: no care. :raises NotVisible: no such person. :raises PlanOpen: there is one.
    """
    require_care(scope)
    person = person_of(scope=scope, kawal_id=kawal_id)
    with wall.as_engine():
        own = run(
            "select p.plan_id from reintegration_plan p join standing s on s.claim_id = p.claim_id"
            " where s.person_id = %s and p.agency = %s and p.closed_at is null",
            (person.pk, scope.agency),
        )
        if own:
            raise PlanOpen(str(own[0][0]))
        plan = ReintegrationPlan(
            claim_id=_first_claim(person.pk),
            agency=scope.agency,
            goal=goal,
            opened_at=now,
            opened_by=scope.actor,
        )
        plan.save(force_insert=True)
        record(scope=scope, action="plan.opened", now=now, person=person.kawal_id)
    return int(plan.pk)


def close_plan(*, scope: Scope, plan_id: int, now: datetime) -> None:
    """:raises NotVisible: no such plan of the own agency."""
    require_care(scope)
    with wall.as_engine():
        plan = _own_plan(scope, plan_id)
        if plan.closed_at is None:
            plan.closed_at, plan.closed_by = now, scope.actor
            plan.save(update_fields=["closed_at", "closed_by"])


def offer(
    *,
    scope: Scope,
    plan_id: int,
    act: UUID,
    kind: str,
    code: str,
    provider: str,
    due_on: date | None,
    now: datetime,
) -> int:
    """Something is offered under a plan. The same act twice is one offer.

    :raises UnknownOffer: no such service or programme. :raises PlanClosed: it ended. :raises NotVisible: not the agency's.
    """
    require_care(scope)
    if code not in (SERVICES if kind == "service" else PROGRAMMES):
        raise UnknownOffer(code)
    with wall.as_engine():
        plan = _own_plan(scope, plan_id)
        known = ReintegrationOffer.objects.visible_to(scope).filter(act=act).first()
        if known is not None:
            return int(known.pk)
        if plan.closed_at is not None:
            raise PlanClosed(str(plan_id))
        made = ReintegrationOffer(
            plan=plan, act=act, kind=kind, code=code, provider=provider, due_on=due_on, changed_at=now,
            changed_by=scope.actor,
        )  # fmt: skip
        made.save(force_insert=True)
        _note(made, "", now, scope)
    return int(made.pk)


def change_offer(
    *, scope: Scope, offer_id: int, state: str, note: str, now: datetime
) -> ReintegrationOffer | None:
    """What became of an offer; nothing where it stands so already.

    :raises CannotBecome: it may not follow. :raises NotVisible: no such offer of the own agency.
    """
    require_care(scope)
    with wall.as_engine():
        rows = ReintegrationOffer.objects.visible_to(scope).select_for_update(of=("self",))
        found: ReintegrationOffer | None = rows.filter(pk=offer_id, plan__agency=scope.agency).first()
        if found is None:
            raise NotVisible(f"offer {offer_id}")
        if found.state == state:
            return None
        if state not in MAY_BECOME[found.state]:
            raise CannotBecome(f"{found.state} -> {state}")
        found.state, found.changed_at, found.changed_by = state, now, scope.actor
        found.save(update_fields=["state", "changed_at", "changed_by"])
        _note(found, note, now, scope)
    return found


def keep_survey(
    *,
    scope: Scope,
    kawal_id: str,
    act: UUID,
    code: str,
    months: int,
    answers: Mapping[str, str],
    now: datetime,
) -> tuple[Scores, bool]:
    """Keep a survey and its scores under the version in force. The second value is false where the act was kept before.

    :raises BadAnswer: an answer the instrument does not know. :raises NotVisible: no such person.
    """
    require_care(scope)
    asked = instrument(code)
    scores = scores_of(asked, answers)
    person = person_of(scope=scope, kawal_id=kawal_id)
    with wall.as_engine():
        if SurveyAnswer.objects.visible_to(scope).filter(act=act).exists():
            return scores, False
        SurveyAnswer(
            act=act, claim_id=_first_claim(person.pk), agency=scope.agency, instrument=asked.code, version=asked.version,
            months=months, answers=dict(answers), scores={**asdict(scores)["dimensions"], "whole": scores.whole},
            asked_at=now, asked_by=scope.actor,
        ).save(force_insert=True)  # fmt: skip
        record(scope=scope, action="survey.kept", now=now, person=person.kawal_id)
    return scores, True


def person_of(*, scope: Scope, kawal_id: str) -> Person:
    """:raises NotVisible: no such person for this scope."""
    found = run("select person_of(%s)", (kawal_id,))
    person: Person | None = (
        Person.objects.visible_to(scope).filter(pk=found[0][0]).first() if found and found[0][0] else None
    )
    if person is None:
        raise NotVisible("person")
    return person


def _first_claim(person_id: int) -> int:
    """What a register row holds on to: the first claim of the person that some fact still says."""
    return int(run("select first_claim(%s)", (person_id,))[0][0])


def _own_plan(scope: Scope, plan_id: int) -> ReintegrationPlan:
    rows = ReintegrationPlan.objects.visible_to(scope).select_for_update()
    found: ReintegrationPlan | None = rows.filter(pk=plan_id, agency=scope.agency).first()
    if found is None:
        raise NotVisible(f"plan {plan_id}")
    return found


def _note(of: ReintegrationOffer, note: str, now: datetime, scope: Scope) -> None:
    ReintegrationChange(offer=of, state=of.state, note=note, changed_at=now, changed_by=scope.actor).save(
        force_insert=True
    )
