"""Asking about a group, answering, ending. Answers are added, never altered: an assessor's latest counts."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

import orjson
from django.db import transaction

from kawal.access.scope import NotVisible, Power, Scope
from kawal.access.trail.services import record
from kawal.access.wall import as_engine
from kawal.facts.ledger.bulk import run
from kawal.response.aid.models import Assessment, Site
from kawal.response.aid.needs import rules


class AssessmentClosed(Exception):
    """It was closed; answers are no longer taken."""


def open_assessment(*, scope: Scope, act: UUID, about: str, site: str, assessors: int, now: datetime) -> str:
    """Ask about a group that a site will help; how many are to answer. Its code.

    :raises NotAllowed: the officer may not give aid. :raises NotVisible: no such site of hers.
    """
    scope.require(Power.GIVE_AID)
    place = Site.objects.visible_to(scope).filter(code=site).first()
    if place is None:
        raise NotVisible(f"site {site}")
    with transaction.atomic(), as_engine():
        run(
            "insert into aid_assessment (act, about, site_id, assessors, opened_at, opened_by) values (%s, %s, %s, %s, %s, %s)"
            " on conflict (act) do nothing",
            (act, about, place.pk, assessors, now, scope.actor),
        )
        [(code,)] = run("select code from aid_assessment where act = %s", (act,))
        record(scope=scope, action="aid.asked", now=now, subject=code)
    return str(code)


def answer(*, scope: Scope, code: str, act: UUID, answers: Mapping[str, Any], now: datetime) -> None:
    """What one assessor sees; what she leaves out is a gap. Sent again it is one answer.

    :raises NotAllowed: the officer may not give aid. :raises NotVisible: no such question to her.
    :raises AssessmentClosed: too late. :raises BadAnswer: with the code of the question.
    """
    said = rules.checked(answers)
    found = _own(scope, code)
    if found.closed_at is not None:
        raise AssessmentClosed(code)
    with transaction.atomic(), as_engine():
        run(
            "insert into aid_answer (assessment_id, act, assessor, answers, answered_at) values (%s, %s, %s, %s::jsonb, %s)"
            " on conflict (act) do nothing",
            (found.pk, act, scope.actor, orjson.dumps(said).decode(), now),
        )
        record(scope=scope, action="aid.answered", now=now, subject=code)


def close_assessment(*, scope: Scope, code: str, now: datetime) -> None:
    """No further answers. Closing twice changes nothing.

    :raises NotAllowed: the officer may not give aid. :raises NotVisible: no such question to her.
    """
    found = _own(scope, code)
    with transaction.atomic(), as_engine():
        run(
            "update aid_assessment set closed_at = greatest(%s, opened_at), closed_by = %s where assessment_id = %s and closed_at is null",
            (now, scope.actor, found.pk),
        )
        record(scope=scope, action="aid.closed", now=now, subject=code)


def _own(scope: Scope, code: str) -> Assessment:
    scope.require(Power.GIVE_AID)
    found: Assessment | None = Assessment.objects.visible_to(scope).filter(code=code).first()
    if found is None:
        raise NotVisible(f"assessment {code}")
    return found
