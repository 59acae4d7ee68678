"""What lies in the demo's stores before you come: a partner's kits in Pontianak, some of them given at the post.

All of it goes the way of the pages: the same services, the same scopes, the same log.
"""

from datetime import datetime, timedelta
from uuid import NAMESPACE_URL, UUID, uuid5

from kawal.access.scope import Scope

GIVEN = 6
SITES = (("Gudang Pontianak", "warehouse"), ("Pos Entikong", "post"))


def stock(scope: Scope, now: datetime) -> None:
    """2,500 kits signed for, most of them still in the warehouse, 300 on the post's shelves, a few given. Does nothing twice.

    The caller has entered the wall with the scope of the post's officer.
    """
    from kawal.response.aid.stock import selectors, services
    from kawal.response.aid.stock.services import Arrival, Line, Want

    if selectors.list_sites(scope=scope):
        return
    place = next(key[2:] for key in scope.keys if key.startswith("b:"))
    warehouse, post = (
        services.open_site(scope=scope, name=name, kind=kind, place=place if kind == "post" else "", now=now)
        for name, kind in SITES
    )
    soon = (now + timedelta(days=45)).date()
    lines = [
        Line("kit_women", 1700, 1700),
        Line("kit_child", 800, 798, reason="short"),
        Line("kit_hygiene", 400, 400, expires_on=soon),
        Line("masks", 1000, 1000),
        Line("wheelchair", 4, 4),
    ]
    arrival = Arrival(
        _act("arrival"), warehouse, "Mitra Contoh", "Tiara Andai", "Surya Misal", lines, "001/MC/XI/2026"
    )
    services.receive(scope=scope, arrival=arrival, now=now)
    wants = [Want("kit_women", "", 200), Want("kit_child", "", 100)]
    code = services.send(
        scope=scope, act=_act("first"), site=warehouse, to=post, wants=wants, carrier="truk", now=now
    )
    [card] = selectors.list_shipments(scope=scope, code=code)
    counted = {lot.lot_id: lot.quantity for lot in card.lots}
    services.arrive(scope=scope, act=_act("taken"), code=code, counted=counted, reasons={}, now=now)
    services.send(
        scope=scope,
        act=_act("second"),
        site=warehouse,
        to=post,
        wants=[Want("kit_hygiene", "", 50)],
        carrier="truk",
        now=now,
    )
    _give(scope, post, now)


def _give(scope: Scope, site: str, now: datetime) -> None:
    """To whoever is at the post and may have it."""
    from kawal.homecoming.giving import give
    from kawal.response.aid.issues import selectors
    from kawal.response.aid.issues.services import Gift

    for n, person in enumerate(selectors.list_people(scope=scope, site=site)[:GIVEN]):
        found = selectors.get_recipient(scope=scope, kawal_id=person.kawal_id, now=now)
        first = next(
            (
                it.entitlement.id
                for it in found.verdicts
                if it.answer == "yes" and it.entitlement.item in ("kit_women", "kit_child")
            ),
            "",
        )
        if first:
            give(scope=scope, gift=Gift(_act(f"gift {n}"), person.kawal_id, site, first), now=now)


def _act(name: str) -> UUID:
    return uuid5(NAMESPACE_URL, f"demo-aid-{name}")
