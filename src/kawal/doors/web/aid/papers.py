"""The record that both sides sign: of what a donor brought, of what a facility got. Made once an act, as any hand-over is."""

from datetime import datetime
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from kawal.access.scope import NotVisible, Power, Scope
from kawal.doors.web.aid import words
from kawal.doors.web.front_desk import needs
from kawal.homecoming import handing
from kawal.reference import selectors as reference
from kawal.response.aid.stock import selectors
from kawal.response.aid.stock.cards import ConsignmentCard, HandoutCard
from kawal.response.handover.plans import Party, Plan, Thing

STEP = "goods.receipt"


@needs(Power.HAND_OVER)
@require_POST
def prepare(request: HttpRequest, act: UUID, *, scope: Scope) -> HttpResponse:
    """Opens the record with its things, ready to be signed; pressing again leads to the same."""
    opened = handing.prepare(scope=scope, plan=plan_of(scope, act, timezone.now()), now=timezone.now())
    return redirect("handover:page", opened.code)


def plan_of(scope: Scope, act: UUID, now: datetime) -> Plan:
    """:raises NotVisible: no consignment or hand-out of that act at a site of hers."""
    found = next((it for it in _papers(scope) if it.act == str(act)), None)
    if found is None:
        raise NotVisible("act")
    giver, taker, happened_at = _parties(scope, found)
    items = selectors.list_items(scope=scope)
    things = tuple(
        Thing(words.thing(items, it.item, it.size), it.quantity, item=it.item, lot=it.mark)
        for it in selectors.list_moved(scope=scope, act=act)
    )
    return Plan(
        act_id=f"aid-{act}", step=STEP, giver=giver, taker=taker, happens_at=min(happened_at, now), things=things, place=found.site
    )  # fmt: skip


def _papers(scope: Scope) -> list[ConsignmentCard | HandoutCard]:
    return [*selectors.list_consignments(scope=scope), *selectors.list_handouts(scope=scope)]


def _parties(scope: Scope, found: ConsignmentCard | HandoutCard) -> tuple[Party, Party, datetime]:
    """A donor and a facility are no offices of ours: somebody stands for them, and names the house."""
    own = Party("agency", scope.agency, office=reference.agency_label(scope.agency))
    if isinstance(found, ConsignmentCard):
        donor = Party("proxy", name=found.handed_by, relation=found.donor)
        return donor, Party("agency", scope.agency, found.received_by, own.office), found.received_at
    house = ", ".join(filter(None, [found.position, found.facility]))
    return own, Party("proxy", name=found.signed_by, relation=house), found.handed_at
