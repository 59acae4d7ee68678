"""Reading people back: search, one person, the timeline; and asking who somebody may be."""

from datetime import timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Router

from kawal.access.scope import Power
from kawal.access.trail import services as trail
from kawal.doors.api.facts import as_sent
from kawal.doors.api.gate import scope_of
from kawal.doors.api.problems import ProblemRaised, answer, errors_of
from kawal.doors.api.reading import body_object, limited
from kawal.facts.contract.errors import FactRefused, problem
from kawal.facts.contract.subject import SUBJECT
from kawal.facts.contract.values import faults_in, without_empty
from kawal.facts.contract.wire import checked
from kawal.response.elapsed import selectors as elapsed
from kawal.response.elapsed.chain import Elapsed
from kawal.situation.linkage import selectors as linkage
from kawal.situation.people import selectors as people
from kawal.situation.people.selectors import PersonView
from kawal.situation.pictures.cards import PictureCard

MOMENTS = {
    "sign": "first_sign_at",
    "known": "first_sign_known_at",
    "alert": "alert_at",
    "case": "case_at",
    "left": "left_at",
    "arrived": "arrived_at",
    "home": "home_at",
}
MOST_MATCHES, A_MINUTE = 600, timedelta(minutes=1)
router = Router(tags=["people"])
match_router = Router(tags=["people"])


@router.get("", url_name="people")
def find(request: HttpRequest, q: str = "", limit: int = 25, cursor: str | None = None) -> HttpResponse:
    """People a text may mean, best first: a name as it sounds, a number, an id, an area."""
    page = people.find_people(scope=scope_of(request), q=q, limit=limited(limit), cursor=cursor)
    results = [
        {
            "kawal_id": row.kawal_id,
            "name": row.name,
            "birth_date": row.birth or None,
            "area": row.home,
            "stay": row.stay,
            "why": row.why,
        }
        for row in page.results
    ]
    return answer({"results": results, "next": page.next})


@router.get("/{kawal_id}", url_name="person")
def read(request: HttpRequest, kawal_id: str) -> HttpResponse:
    """What is believed of one person and who said what. Out of scope: from the caller's own facts alone."""
    scope, now = scope_of(request), timezone.now()
    person = people.get_person(scope=scope, kawal_id=kawal_id, now=now)
    trail.record(scope=scope, action="person.read", now=now, person=person.kawal_id)
    days = elapsed.elapsed_of(scope=scope, person_id=person.person_id) if person.in_scope else None
    return answer({**_person(person), "elapsed": _elapsed(days)})


@router.get("/{kawal_id}/facts", url_name="person-facts")
def timeline(
    request: HttpRequest, kawal_id: str, limit: int = 100, cursor: str | None = None
) -> HttpResponse:
    """The timeline, oldest first."""
    page = people.list_facts(
        scope=scope_of(request), kawal_id=kawal_id, limit=limited(limit, 500), cursor=cursor
    )
    return answer({"results": [as_sent(fact) for fact in page.results], "next": page.next})


@match_router.post("", url_name="match")
def match(request: HttpRequest) -> HttpResponse:
    """Who a subject may be, best first. Writes nothing."""
    scope, now = scope_of(request), timezone.now()
    scope.require(Power.MATCH)
    subject = _subject(body_object(request))
    trail.keep_pace(scope=scope, action="match.asked", now=now, most=MOST_MATCHES, within=A_MINUTE)
    found = linkage.find_candidates(scope=scope, subject=subject, now=now, limit=10)
    candidates = [
        {
            "kawal_id": it.row.kawal_id,
            "name": it.row.name,
            "score": it.score,
            "band": it.band,
            "reasons": list(it.reasons),
        }
        for it in found.candidates
    ]
    return answer({"candidates": candidates})


def _subject(body: dict[str, Any]) -> dict[str, Any]:
    """:raises ProblemRaised: none, or with fields that cannot be read: nobody is looked for by half of what was said."""
    try:
        subject = checked(body).get("subject")
        if not isinstance(subject, dict):
            raise FactRefused([problem("subject", "not_object")])
        said = without_empty(subject)
        faults = faults_in(said, SUBJECT)
        if faults:
            raise FactRefused([problem(f"subject{path}", code, **about) for path, code, about in faults])
    except FactRefused as refused:
        raise ProblemRaised("fact_refused", errors=errors_of(refused)) from refused
    return said


def _person(person: PersonView) -> dict[str, Any]:
    picture = person.picture
    return {
        "kawal_id": person.kawal_id,
        "name": person.name,
        "claims": [
            {"claim_id": it.claim_id, "source": it.source, "subject": it.subject, "held": it.held,
             "first_recorded_at": it.first_recorded_at}
            for it in person.claims
        ],
        "facets": _facets(picture),
        "clocks": list(picture.clocks),
        "last_contact_at": picture.last_contact_at,
    }  # fmt: skip


def _elapsed(days: Elapsed | None) -> dict[str, Any]:
    """The moments by the contract's names, and the days between those that are known, in order."""
    moments = {name: days.moments.get(key) if days else None for key, name in MOMENTS.items()}
    stretches = days.stretches if days else ()
    between = [
        {
            "from": MOMENTS[it.begins],
            "to": MOMENTS[it.ends],
            "days": round(it.days, 2),
            "holder": it.holder or None,
        }
        for it in stretches
    ]
    return {
        **moments,
        "between": between,
        "total_days": round(days.total, 2) if days and days.total else None,
    }


def _facets(picture: PictureCard) -> dict[str, Any]:
    answers = [it for it in picture.procedure_because if it["rule"] in picture.procedure_rules]
    return {
        "departure_procedure": {"value": picture.procedure, "because": answers},
        "stay": {
            "value": picture.stay,
            "since": picture.stay_since,
            "because": list(picture.because.get("stay", ())),
        },
        "screening": list(picture.screenings),
    }
