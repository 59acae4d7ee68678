"""Complaints: written at the house, read by whom they are not about, answered there."""

import secrets
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from kawal.access import wall
from kawal.access.scope import ENGINE, NotVisible, Power, Scope
from kawal.access.trail.services import record
from kawal.facts.ledger.bulk import run
from kawal.response.shelter import refusals
from kawal.response.shelter.codes import ABOUT, ABOUT_HOUSE
from kawal.response.shelter.houses import house_of
from kawal.response.shelter.models import ShelterComplaint

SIGNS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
_WRITE = """insert into shelter_complaint (complaint_id, code, shelter, stay_id, name, about, officer, text, hears, at)
 values (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s) on conflict (complaint_id) do nothing returning code"""
_CODE = "select code from shelter_complaint where complaint_id = %s"
_STAY = "select 1 from shelter_stay where stay_id = %s and shelter = %s"


@dataclass(frozen=True, slots=True)
class Complaint:
    """What somebody complains about. ``officer`` is a login.

    :ivar name: as she says it; empty where she wants no name to it, and then nothing says which stay it was.
    """

    act: UUID
    shelter: str
    about: str
    text: str
    officer: str = ""
    name: str = ""
    stay_id: UUID | None = None


@transaction.atomic
def complain(*, scope: Scope, complaint: Complaint, now: datetime) -> str:
    """Pass a complaint on; its code, with which she may ask for the answer. The house itself reads only what is about residents.

    :raises NotAllowed: the officer runs no house. :raises NotVisible: another's house, or no such stay in it.
    :raises ValueError: an unknown matter, no words, or a stay without a name.
    """
    house = house_of(scope, complaint.shelter)
    if (
        complaint.about not in ABOUT
        or not complaint.text
        or (complaint.about == "officer") is not bool(complaint.officer)
        or (complaint.stay_id is not None and not complaint.name)
    ):
        raise ValueError(complaint.about)
    hears = house.overseer if complaint.about in ABOUT_HOUSE else house.agency
    with wall.as_engine():
        if complaint.stay_id and not run(_STAY, (complaint.stay_id, complaint.shelter)):
            raise NotVisible("stay")
        code = "A-" + "".join(secrets.choice(SIGNS) for _ in range(7))
        it = complaint
        row = (it.act, code, it.shelter, it.stay_id, it.name, it.about, it.officer, it.text, hears, now)
        made = run(_WRITE, row)
        if not made:
            return str(run(_CODE, (it.act,))[0][0])
    # Nothing of the matter goes into the log: those it is about may be asked to read that.
    record(scope=scope, action="shelter.complained", now=now, subject=complaint.shelter)
    return str(made[0][0])


@transaction.atomic
def answer_complaint(*, scope: Scope, code: str, answer: str, now: datetime) -> None:
    """Say what was done.

    :raises NotAllowed: the officer hears no complaints. :raises NotVisible: unknown, another's to hear, or about the officer.
    :raises AlreadySaid: it was answered. :raises ValueError: no words.
    """
    scope.require(Power.HEAR_COMPLAINT)
    if not answer:
        raise ValueError("no answer")
    row = ShelterComplaint.objects.visible_to(scope).filter(code=code).first()
    if row is None:
        raise NotVisible(f"complaint {code}")
    with wall.as_engine():
        kept = ShelterComplaint.objects.visible_to(ENGINE).select_for_update().get(pk=row.pk)
        if kept.answer:
            raise refusals.AlreadySaid
        kept.answer, kept.answered_at, kept.answered_by = answer, now, scope.actor
        kept.save(update_fields=["answer", "answered_at", "answered_by"])
        record(scope=scope, action="shelter.answered", now=now, subject=code)
