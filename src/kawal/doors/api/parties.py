"""Recruiters, companies, lenders and employers that facts within a key's reach name."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Router

from kawal.access.trail import services as trail
from kawal.doors.api.gate import scope_of
from kawal.doors.api.problems import answer
from kawal.doors.api.reading import limited
from kawal.situation.parties import selectors as parties
from kawal.situation.parties.cards import Alike, Counted, PartyRow, PartyView

router = Router(tags=["parties"])


@router.get("", url_name="parties")
def find(request: HttpRequest, q: str = "", limit: int = 25, cursor: str | None = None) -> HttpResponse:
    """Those a text may mean, best first: a name in any spelling, a licence, a phone, an address. Without one, those named last."""
    page = parties.list_parties(scope=scope_of(request), q=q, limit=limited(limit), cursor=cursor)
    results = [{**_row(it), "why": it.why or None} for it in page.results]
    return answer({"results": results, "next": page.next})


@router.get("/{party_id}", url_name="party")
def read(request: HttpRequest, party_id: str) -> HttpResponse:
    """What facts say of one, counted over those within reach, and which others may be the same. Phones are masked."""
    scope = scope_of(request)
    party = parties.get_party(scope=scope, code=party_id)
    alike = parties.list_alike(scope=scope, code=party_id)
    trail.record(scope=scope, action="party.viewed", now=timezone.now(), subject=party.row.code)
    return answer({**_row(party.row), **_details(party), "possibly_same": [_alike(it) for it in alike]})


def _row(it: PartyRow) -> dict[str, Any]:
    company = it.company
    return {
        "party_id": it.code,
        "name": it.name or None,
        "also": list(it.also),
        "kind": it.kind,
        "roles": list(it.roles),
        "facts": it.mentions,
        "people": it.workers,
        "first_at": it.first_at,
        "last_at": it.last_at,
        "areas": list(it.regencies),
        "company": {"code": company.code, "licence": company.licence, "status": company.status} if company else None,
        "same_as": [code for code in it.members if code != it.code],
    }  # fmt: skip


def _details(party: PartyView) -> dict[str, Any]:
    details = [{"kind": it.kind, "value": it.shown, "facts": it.times} for it in party.details]
    return {
        "names": _counted(party.names),
        "sources": _counted(party.sources),
        "details": details,
        "kawal_ids": [it.kawal_id for it in party.people],
    }


def _counted(values: Iterable[Counted]) -> list[dict[str, Any]]:
    return [{"value": it.value, "facts": it.times} for it in values]


def _alike(it: Alike) -> dict[str, Any]:
    return {
        "party_id": it.row.code,
        "name": it.row.name or None,
        "band": it.band or None,
        "points": it.points,
        "reasons": [{"reason": reason, "points": points} for reason, points in it.reasons],
        "answer": it.verdict or None,
    }
