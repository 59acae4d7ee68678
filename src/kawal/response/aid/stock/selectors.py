"""Reads of stock. What lies at a site is seen by whoever sees the site; sums over lots are counts about nobody."""

from datetime import date
from typing import Any
from uuid import UUID

from kawal.access.asking import Question, rows
from kawal.access.scope import NotVisible, Power, Scope
from kawal.access.wall import as_engine
from kawal.response.aid.models import Site
from kawal.response.aid.stock.cards import (
    Account,
    ConsignmentCard,
    HandoutCard,
    ItemCard,
    LotCard,
    Moved,
    MovementCard,
    Part,
    ShipmentCard,
    SiteCard,
    ThingCard,
)

MOST_LOTS, MOST_ACCOUNTS, MOST_LISTED = 5_000, 100_000, 200
ITEMS = """select i.code, i.label_id, i.label_en, i.kind, i.sizes,
 coalesce((select json_agg(json_build_array(p.item, p.size, p.quantity) order by p.item)
   from aid_kit_part p where p.kit = i.code), '[]') as parts
 from aid_item i order by array_position(array['kit', 'item', 'protective', 'medical'], i.kind::text), i.label_id"""
STOCK = Question("""select l.lot_id, l.item, l.size, l.mark, l.expires_on, coalesce(d.name, '') as donor, b.quantity::int as quantity
 from aid_site s join aid_balance b on b.account = 'stock' and b.place = s.site_id join aid_lot l using (lot_id)
 left join aid_donor d using (donor_id)
 where s.code = %(site)s and {s seen} and b.quantity > 0
 order by l.item, l.size, l.expires_on nulls last, l.lot_id limit %(most)s""")
THINGS = Question("""select l.item, l.size, sum(b.quantity)::int as quantity, min(l.expires_on) as expires_on
 from aid_site s join aid_balance b on b.account = 'stock' and b.place = s.site_id join aid_lot l using (lot_id)
 where s.code = %(site)s and {s seen} and b.quantity > 0 group by 1, 2 order by 1, 2""")
EXPIRING = Question("""select l.lot_id, l.item, l.size, l.mark, l.expires_on, '' as donor, b.quantity::int as quantity
 from aid_site s join aid_balance b on b.account = 'stock' and b.place = s.site_id join aid_lot l using (lot_id)
 where s.code = %(site)s and {s seen} and b.quantity > 0 and l.expires_on <= %(until)s
 order by l.expires_on, l.lot_id limit %(most)s""")
# Asked as the engine, for sites of the reader: what is on its way to or from one of them, and what arrived last.
SHIPMENTS = """select h.code, h.act::text, f.code as from_code, f.name as from_name, t.code as to_code, t.name as to_name,
 h.carrier, h.sent_at, h.sent_by, h.arrived_at,
 coalesce((select sum(m.quantity) from aid_movement m where m.shipment_id = h.shipment_id and m.act = h.act), 0)::int as sent,
 coalesce((select json_agg(json_build_array(l.lot_id, l.item, l.size, l.mark, l.expires_on, coalesce(d.name, ''), b.quantity)
   order by l.item, l.lot_id)
   from aid_balance b join aid_lot l using (lot_id) left join aid_donor d using (donor_id)
   where b.account = 'transit' and b.place = h.shipment_id and b.quantity > 0), '[]') as lots
 from aid_shipment h join aid_site f on f.site_id = h.from_site join aid_site t on t.site_id = h.to_site
 where (h.from_site = any(%(sites)s) or h.to_site = any(%(sites)s)) and (%(code)s = '' or h.code = %(code)s)
 order by h.arrived_at is not null, coalesce(h.arrived_at, h.sent_at) desc, h.shipment_id desc limit %(most)s"""
CONSIGNMENTS = Question("""select c.code, c.act::text, c.donor_id, d.name as donor, s.name as site, c.letter, c.handed_by,
 c.received_by, c.received_at, x.said::int as said, x.counted::int as counted,
 exists (select from aid_movement m join aid_movement u on u.undoes = m.movement_id where m.act = c.act) as is_undone
 from aid_consignment c join aid_site s using (site_id) join aid_donor d using (donor_id),
 lateral (select sum(said) as said, sum(counted) as counted from aid_consignment_line n where n.consignment_id = c.consignment_id) x
 where {s seen} order by c.received_at desc, c.consignment_id desc limit %(most)s""")
HANDOUTS = Question("""select o.code, o.act::text, s.name as site, o.facility, o.signed_by, o.position, o.handed_at,
 coalesce((select sum(m.quantity) from aid_movement m where m.act = o.act), 0)::int as things,
 exists (select from aid_movement m join aid_movement u on u.undoes = m.movement_id where m.act = o.act) as is_undone
 from aid_handout o join aid_site s using (site_id) where {s seen} order by o.handed_at desc, o.handout_id desc limit %(most)s""")
MOVEMENTS = Question("""select m.movement_id, m.act::text, m.kind, l.item, l.size, m.quantity, m.reason, m.undoes is not null as undoes,
 m.happened_at, m.by_actor
 from aid_site s join aid_movement m using (site_id) join aid_lot l using (lot_id)
 where s.code = %(site)s and {s seen} order by m.happened_at desc, m.movement_id desc limit %(most)s""")
ACT = Question("""select l.item, l.size, l.mark, m.quantity
 from aid_site s join aid_movement m using (site_id) join aid_lot l using (lot_id)
 where m.act = %(act)s and m.undoes is null and {s seen} order by l.item, l.size, m.movement_id""")
# The whole of every lot that is or was at one of these sites, wherever it is now.
ACCOUNTS = """select l.item, l.size, coalesce(d.name, '') as donor, l.expires_on,
 coalesce(sum(b.quantity) filter (where b.account = 'received'), 0)::int
  - coalesce(sum(b.quantity) filter (where b.account = 'packed'), 0)::int as received,
 coalesce(sum(b.quantity) filter (where b.account = 'stock'), 0)::int as stock,
 coalesce(sum(b.quantity) filter (where b.account = 'transit'), 0)::int as transit,
 coalesce(sum(b.quantity) filter (where b.account = 'given'), 0)::int as given,
 coalesce(sum(b.quantity) filter (where b.account = 'lost'), 0)::int as lost,
 coalesce(sum(b.quantity) filter (where b.account = 'packed'), 0)::int as packed,
 coalesce(sum(b.quantity) filter (where b.account = 'stock' and b.place = any(%(sites)s)), 0)::int as here
 from aid_lot l join aid_balance b using (lot_id) left join aid_donor d using (donor_id)
 where l.lot_id in (select lot_id from aid_balance where account <> 'transit' and place = any(%(sites)s))
 group by l.lot_id, d.name order by l.item, l.size, l.lot_id limit %(most)s"""
EVERY_SITE = "select site_id, code, name, kind, agency, place from aid_site order by name"


def list_sites(*, scope: Scope) -> list[SiteCard]:
    """The reader's own, those at her post or shelter first. One query.

    :raises NotAllowed: neither gives aid nor manages stock.
    """
    _may_read(scope)
    return sorted(
        map(_site, Site.objects.visible_to(scope)), key=lambda it: (not _serves(scope, it), it.name)
    )


def list_every_site(*, scope: Scope) -> list[SiteCard]:
    """Where things may be sent to: the names of all sites, and nothing of what lies there.

    :raises NotAllowed: the officer may not manage stock.
    """
    scope.require(Power.MANAGE_STOCK)
    with as_engine():
        return [SiteCard(*row) for row in rows(EVERY_SITE, {})]


def get_site(*, scope: Scope, code: str) -> SiteCard:
    """:raises NotAllowed: neither gives aid nor manages stock. :raises NotVisible: no site of hers."""
    _may_read(scope)
    found = Site.objects.visible_to(scope).filter(code=code).first()
    if found is None:
        raise NotVisible(f"site {code}")
    return _site(found)


def list_items(*, scope: Scope) -> dict[str, ItemCard]:
    """The catalogue by code: kits first, then things, then what goes to facilities. One query.

    :raises NotAllowed: neither gives aid nor manages stock.
    """
    _may_read(scope)
    return {
        it.code: ItemCard(it.code, it.label_id, it.label_en, it.kind, tuple(it.sizes), tuple(Part(*part) for part in it.parts))
        for it in rows(ITEMS, {})
    }  # fmt: skip


def list_stock(*, scope: Scope, site: str) -> list[LotCard]:
    """What lies at a site now, by item and size, what expires first before the rest. One query."""
    _may_read(scope)
    return [LotCard(*row) for row in STOCK.ask(scope, site=site, most=MOST_LOTS)]


def list_things(*, scope: Scope, site: str) -> list[ThingCard]:
    """What lies at a site now, by item and size, however many lots. One query."""
    _may_read(scope)
    return [ThingCard(*row) for row in THINGS.ask(scope, site=site)]


def count_things(*, scope: Scope, site: str) -> dict[str, int]:
    """How many of each item lie at a site now. One query."""
    found: dict[str, int] = {}
    for it in list_things(scope=scope, site=site):
        found[it.item] = found.get(it.item, 0) + it.quantity
    return found


def list_expiring(*, scope: Scope, site: str, until: date, most: int = 10) -> list[LotCard]:
    """What expires until a day, the first first. One query."""
    _may_read(scope)
    return [LotCard(*row) for row in EXPIRING.ask(scope, site=site, until=until, most=most)]


def list_shipments(*, scope: Scope, code: str = "", most: int = MOST_LISTED) -> list[ShipmentCard]:
    """What is on its way from or to sites of the reader, then what arrived last. Of the other end the name is told."""
    _may_read(scope)
    sites = list(Site.objects.visible_to(scope).values_list("site_id", flat=True))
    with as_engine():  # the other end may be another agency's
        found = rows(SHIPMENTS, {"sites": sites, "code": code, "most": most})
    return [ShipmentCard(**row._asdict() | {"lots": tuple(map(_lot, row.lots))}) for row in found]


def list_consignments(*, scope: Scope) -> list[ConsignmentCard]:
    """What donors brought to sites of the reader, the latest first. One query."""
    _may_read(scope)
    return [ConsignmentCard(*row) for row in CONSIGNMENTS.ask(scope, most=MOST_LISTED)]


def list_handouts(*, scope: Scope) -> list[HandoutCard]:
    """What facilities got from sites of the reader, the latest first. One query."""
    _may_read(scope)
    return [HandoutCard(*row) for row in HANDOUTS.ask(scope, most=MOST_LISTED)]


def list_moved(*, scope: Scope, act: UUID) -> list[Moved]:
    """What one act moved, for the paper about it. One query."""
    _may_read(scope)
    return [Moved(*row) for row in ACT.ask(scope, act=act)]


def list_movements(*, scope: Scope, site: str, most: int = MOST_LISTED) -> list[MovementCard]:
    """The ledger of a site, the latest first. One query."""
    _may_read(scope)
    return [MovementCard(*row) for row in MOVEMENTS.ask(scope, site=site, most=most)]


def list_accounts(*, scope: Scope) -> list[Account]:
    """What became of every lot that is or was at a site of the reader, by lot: the five add up wherever it is now.

    :raises NotAllowed: neither gives aid nor manages stock.
    """
    _may_read(scope)
    sites = list(Site.objects.visible_to(scope).values_list("site_id", flat=True))
    with as_engine():
        return [Account(*row) for row in rows(ACCOUNTS, {"sites": sites, "most": MOST_ACCOUNTS})]


def count_unbalanced(*, scope: Scope) -> int:
    """How many lots the books and the ledger disagree about: always none."""
    _may_read(scope)
    with as_engine():
        return len(rows("select lot_id from aid_unbalanced()", {}))


def _may_read(scope: Scope) -> None:
    if not scope.may(Power.GIVE_AID):
        scope.require(Power.MANAGE_STOCK)


def _serves(scope: Scope, site: SiteCard) -> bool:
    return bool(site.place) and bool({f"b:{site.place}", f"s:{site.place}"} & set(scope.keys))


def _site(site: Any) -> SiteCard:
    return SiteCard(site.site_id, site.code, site.name, site.kind, site.agency, site.place)


def _lot(said: list[Any]) -> LotCard:
    lot, item, size, mark, expires, donor, quantity = said
    return LotCard(lot, item, size, mark, date.fromisoformat(expires) if expires else None, donor, quantity)
