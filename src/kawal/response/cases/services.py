"""Opening, noting and closing cases. Every change is the agency's decision about a person it may see, and is logged."""

from datetime import datetime

from django.db import transaction
from django.db.models import BigIntegerField, Func, Value

from kawal.access import wall
from kawal.access.scope import ENGINE, NotVisible, Power, Scope, own_key
from kawal.access.trail.services import record
from kawal.decisions.alerts import services as alerts
from kawal.decisions.alerts.models import Alert
from kawal.facts.ledger.bulk import run
from kawal.facts.people.models import Person, Standing
from kawal.response.cases.following import cause_of
from kawal.response.cases.models import CaseFile, CaseNote
from kawal.response.cases.outcomes import OUTCOMES
from kawal.situation.pictures.services import end_grants, grant_key


class CaseAlreadyOpen(Exception):
    """This agency carries an open case for the person already; ``code`` names it."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class CaseAlreadyClosed(Exception):
    """Somebody closed it first."""


class UnknownOutcome(Exception):
    """The outcome is none of `cases.outcomes`."""


@transaction.atomic
def open_case(*, scope: Scope, kawal_id: str, summary: str, now: datetime, alert_code: str = "") -> str:
    """Open a case and return its code. While it is open the agency sees the person wherever she goes.

    An alert given as ``alert_code`` goes into the agency's hands. The caller has the person drawn again: a key was granted.

    :raises NotAllowed: the officer may not open cases.
    :raises NotVisible: unknown person or alert, out of scope, or an alert about somebody else.
    :raises CaseAlreadyOpen: this agency carries one already.
    """
    scope.require(Power.OPEN_CASE)
    person = _person(scope, kawal_id)
    if alert_code and not _is_about(scope, alert_code, person):
        raise NotVisible(f"alert {alert_code} of person {kawal_id}")
    with wall.as_engine():
        code = _insert(scope, person, summary, alert_code, now)
        grant_key(scope=ENGINE, person_id=person.pk, key=own_key(scope.agency), cause=cause_of(code), now=now)
        record(scope=scope, action="case.opened", now=now, person=person.kawal_id, subject=code)
    if alert_code:
        alerts.put_in_hand(scope=scope, code=alert_code, now=now, why=code)
    return code


@transaction.atomic
def note_case(*, scope: Scope, code: str, text: str, now: datetime) -> None:
    """Add a working note; it stays as it was written, also on a closed case.

    :raises NotAllowed: the officer may not work on cases.
    :raises NotVisible: unknown case, or another agency's.
    """
    scope.require(Power.OPEN_CASE)
    with wall.as_engine():
        case, kawal_id = _locked(scope, code)
        note = CaseNote(case=case, text=text, noted_at=now, noted_by=scope.actor)
        note.save(force_insert=True)
        record(scope=scope, action="case.noted", now=now, person=kawal_id, subject=code)


@transaction.atomic
def close_case(*, scope: Scope, code: str, outcome: str, note: str, now: datetime) -> None:
    """Close a case with its outcome. Closing twice is an error, not a silent no-op.

    The agency's key on the person ends with it; the caller has her drawn again.

    :raises NotAllowed: the officer may not close cases.
    :raises NotVisible: unknown case, or another agency's.
    :raises UnknownOutcome: a code that is not in `cases.outcomes`.
    :raises CaseAlreadyClosed: somebody closed it first.
    """
    scope.require(Power.OPEN_CASE)
    if outcome not in OUTCOMES:
        raise UnknownOutcome(outcome)
    with wall.as_engine():
        case, kawal_id = _locked(scope, code)
        if case.state == "closed":
            raise CaseAlreadyClosed(code)
        case.state, case.closed_at, case.closed_by = "closed", now, scope.actor
        case.outcome, case.note = outcome, note
        case.save(update_fields=["state", "closed_at", "closed_by", "outcome", "note"])
        end_grants(scope=ENGINE, cause=cause_of(code), now=now)
        record(scope=scope, action="case.closed", now=now, person=kawal_id, subject=code)


_INSERT = """
insert into case_file (person_id, claim_id, agency, summary, alert_code, opened_at, opened_by)
values (%s, %s, %s, %s, nullif(%s, ''), %s, %s)
on conflict (person_id, agency) where state = 'open' do nothing returning code"""


def _insert(scope: Scope, person: Person, summary: str, alert_code: str, now: datetime) -> str:
    claims = Standing.objects.visible_to(ENGINE).filter(person=person.pk)  # the first claim, whoever made it
    claim = claims.order_by("-held", "claim_id").values_list("claim_id", flat=True).first()
    made = run(_INSERT, (person.pk, claim, scope.agency, summary, alert_code, now, scope.actor))
    if made:
        return str(made[0][0])
    standing = CaseFile.objects.visible_to(scope).filter(
        person_id=person.pk, agency=scope.agency, state="open"
    )
    raise CaseAlreadyOpen(standing.values_list("code", flat=True).get())


def _person(scope: Scope, kawal_id: str) -> Person:
    stands_for = Func(Value(kawal_id), function="person_of", output_field=BigIntegerField())
    person: Person | None = Person.objects.visible_to(scope).filter(person_id=stands_for).first()
    if person is None:
        raise NotVisible(f"person {kawal_id}")
    return person


def _is_about(scope: Scope, alert_code: str, person: Person) -> bool:
    return bool(Alert.objects.visible_to(scope).filter(code=alert_code, person_id=person.pk).exists())


def _locked(scope: Scope, code: str) -> tuple[CaseFile, str]:
    """The officer's own case, locked, and whom it is about.

    Asked as the engine, since the web role may lock nothing; the guard still holds.
    """
    case: CaseFile | None = CaseFile.objects.visible_to(scope).select_for_update().filter(code=code).first()
    if case is None:
        raise NotVisible(f"case {code}")
    person = Person.objects.one(ENGINE, case.person_id)
    return case, person.kawal_id
