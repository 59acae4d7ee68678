"""Putting kits together from what lies at a site: parts out of their lots, kits in as a lot of their own, in one act."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction

from kawal.access.scope import NotVisible, Power, Scope
from kawal.access.trail.services import record
from kawal.access.wall import as_engine
from kawal.response.aid.models import Site
from kawal.response.aid.stock import ledger, selectors
from kawal.response.aid.stock.cards import ItemCard
from kawal.response.aid.stock.ledger import Kits, Want
from kawal.response.aid.stock.parts import parts_for


class NoParts(ValueError):
    """Nothing says what it is made of, or none was asked for."""


def assemble(*, scope: Scope, act: UUID, site: str, kits: Kits, now: datetime) -> None:
    """Out of the parts that expire first; the kits expire with the first of their parts. The same again changes nothing.

    :raises NotAllowed: the officer may not manage stock. :raises NotVisible: no such site of hers.
    :raises NoParts: it is no kit, or of no such size. :raises NotEnough: with what is left of a part.
    """
    scope.require(Power.MANAGE_STOCK)
    place = Site.objects.visible_to(scope).filter(code=site).first()
    if place is None:
        raise NotVisible(f"site {site}")
    wants = _wants(selectors.list_items(scope=scope), kits)
    with transaction.atomic(), as_engine():
        if ledger.is_known(act):
            return
        ledger.pack(act=act, site_id=place.pk, wants=wants, kits=kits, by=scope.actor, at=now)
        record(scope=scope, action="aid.assembled", now=now, subject=place.code)


def _wants(items: Mapping[str, ItemCard], kits: Kits) -> list[Want]:
    known = items.get(kits.item)
    if known is None or not known.parts or kits.quantity < 1 or kits.size not in ("", *known.sizes):
        raise NoParts(kits.item)
    return [Want(it.item, it.size, it.quantity * kits.quantity) for it in parts_for(items, known, kits.size)]
