"""What officers do with things: receive, send, take in, count, lose, hand out to a facility. Each act once, by the device's UUID."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from kawal.access.scope import NotVisible, Power, Scope, own_key
from kawal.access.trail.services import record
from kawal.access.wall import as_engine
from kawal.facts.ledger.bulk import run
from kawal.response.aid.models import Shipment, Site
from kawal.response.aid.stock import ledger
from kawal.response.aid.stock.ledger import Move, NotEnough, Repeated, Want

__all__ = ["NotEnough", "Repeated", "Want"]
LOST = ("lost", "stolen", "damaged", "expired")
COUNTED, SURPLUS, SHORT = "count", "surplus", "short"
DIFFERENCES = ("short", "surplus", "damaged", "wrong_item")
SITE_KINDS = {"warehouse": "", "post": "b", "shelter": "s"}
_ON_ITS_WAY = (
    "select lot_id, quantity::int from aid_balance where account = 'transit' and place = %s and quantity > 0"
)
_BOOK = "select lot_id, quantity::int from aid_balance where account = 'stock' and place = %s and lot_id = any(%s)"
_SITES_OF = "select distinct site_id from aid_movement where act = %s and kind <> 'give'"


class AlreadyArrived(Exception):
    """Somebody took this shipment in first, or it was called back."""


class BookMoved(Exception):
    """What the book says of a lot is no longer what the officer saw when she counted; nothing was written."""


class BadCount(ValueError):
    """A count below nought, or of a lot that does not lie there."""


class NameTaken(Exception):
    """There is a site of that name."""


@dataclass(frozen=True, slots=True)
class Line:
    """One kind of thing in a consignment: ``said`` by the letter, ``counted`` on arrival, and why they differ."""

    item: str
    said: int
    counted: int
    size: str = ""
    mark: str = ""
    expires_on: date | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Arrival:
    """What a donor brought, and who signed for both sides."""

    act: UUID
    site: str
    donor: str
    handed_by: str
    received_by: str
    lines: Sequence[Line]
    letter: str = ""


@dataclass(frozen=True, slots=True)
class HandOver:
    """What a facility got, and who signed for it."""

    act: UUID
    site: str
    facility: str
    signed_by: str
    position: str
    wants: Sequence[Want]


def open_site(*, scope: Scope, name: str, kind: str, place: str, now: datetime) -> str:
    """A place of the own agency where things lie; its code. At a post or shelter whoever serves there sees it too.

    :raises NotAllowed: the officer may not manage stock. :raises NameTaken: there is one of that name.
    """
    scope.require(Power.MANAGE_STOCK)
    mark = SITE_KINDS[kind]
    keys = [own_key(scope.agency), *([f"{mark}:{place}"] if mark and place else [])]
    with transaction.atomic(), as_engine():
        made = run(
            "insert into aid_site (name, kind, agency, place, keys, opened_at, opened_by) values (%s, %s, %s, %s, %s, %s, %s)"
            " on conflict (name) do nothing returning code",
            (name, kind, scope.agency, place if mark else "", keys, now, scope.actor),
        )
        if not made:
            raise NameTaken(name)
        record(scope=scope, action="aid.site_opened", now=now, subject=made[0][0])
    return str(made[0][0])


def add_item(
    *, scope: Scope, label_id: str, label_en: str, kind: str, sizes: Sequence[str], now: datetime
) -> str:
    """A thing that the catalogue does not have yet; its code. One of the same name is the same thing.

    :raises NotAllowed: the officer may not manage stock.
    """
    scope.require(Power.MANAGE_STOCK)
    code = "_".join("".join(it if it.isalnum() else " " for it in label_en.lower()).split())[:60]
    with transaction.atomic(), as_engine():
        run(
            "insert into aid_item (code, label_id, label_en, kind, sizes) values (%s, %s, %s, %s, %s) on conflict (code) do nothing",
            (code, label_id, label_en, kind, list(sizes)),
        )
        record(scope=scope, action="aid.item_added", now=now, subject=code)
    return code


def receive(*, scope: Scope, arrival: Arrival, now: datetime) -> str:
    """A consignment; its code. Only what was counted comes into stock. The same again changes nothing.

    :raises NotAllowed: the officer may not manage stock. :raises NotVisible: no such site of hers.
    :raises IntegrityError: a difference without a reason.
    """
    site = _site(scope, arrival.site)
    with transaction.atomic(), as_engine():
        run("insert into aid_donor (name) values (%s) on conflict do nothing", (arrival.donor,))
        made = run(
            "insert into aid_consignment (act, donor_id, site_id, letter, handed_by, received_by, received_at, by_actor)"
            " select %s, donor_id, %s, %s, %s, %s, %s, %s from aid_donor where name = %s"
            " on conflict (act) do nothing returning consignment_id, code, donor_id",
            (arrival.act, site.pk, arrival.letter, arrival.handed_by, arrival.received_by, now, scope.actor, arrival.donor),
        )  # fmt: skip
        if not made:
            return _code_of("aid_consignment", arrival.act)
        consignment, code, donor = made[0]
        lots = [_new_lot(line, donor, consignment) for line in arrival.lines]
        for n, (line, lot) in enumerate(zip(arrival.lines, lots, strict=True)):
            run(
                "insert into aid_consignment_line (consignment_id, line, lot_id, said, counted, reason) values (%s, %s, %s, %s, %s, %s)",
                (consignment, n, lot, line.said, line.counted, line.reason),
            )
        moves = [
            Move("receive", lot, line.counted, site.pk)
            for line, lot in zip(arrival.lines, lots, strict=True)
            if line.counted
        ]
        ledger.post(act=arrival.act, moves=moves, by=scope.actor, at=now)
        record(scope=scope, action="aid.received", now=now, subject=str(code))
    return str(code)


def send(
    *, scope: Scope, act: UUID, site: str, to: str, wants: Sequence[Want], carrier: str, now: datetime
) -> str:
    """Put things on their way to another site, out of the lots that expire first; the code of the shipment.

    :raises NotAllowed: the officer may not manage stock. :raises NotVisible: no such site.
    :raises NotEnough: with what is left.
    """
    origin = _site(scope, site)
    with transaction.atomic(), as_engine():
        [(target,)] = run("select site_id from aid_site where code = %s", (to,)) or [(None,)]
        if target in (None, origin.pk):
            raise NotVisible(f"site {to}")
        made = run(
            "insert into aid_shipment (act, from_site, to_site, carrier, sent_at, sent_by) values (%s, %s, %s, %s, %s, %s)"
            " on conflict (act) do nothing returning shipment_id, code",
            (act, origin.pk, target, carrier, now, scope.actor),
        )
        if not made:
            return _code_of("aid_shipment", act)
        shipment, code = made[0]
        ledger.take(
            act=act, kind="send", site_id=origin.pk, wants=wants, by=scope.actor, at=now, shipment_id=shipment
        )
        record(scope=scope, action="aid.sent", now=now, subject=code)
    return str(code)


def arrive(
    *,
    scope: Scope,
    act: UUID,
    code: str,
    counted: Mapping[int, int],
    reasons: Mapping[int, str],
    now: datetime,
) -> None:
    """Take a shipment in as it was counted, by lot. What is missing is lost on the way, what is over was found; each is named.

    :raises NotAllowed: the officer may not manage stock. :raises NotVisible: no shipment to a site of hers.
    :raises AlreadyArrived: somebody was first. :raises BadCount: a count below nought, or of a lot that is not in it.
    """
    shipment, site = _inbound(scope, code)
    with transaction.atomic(), as_engine():
        mine = run(
            "update aid_shipment set arrival_act = %s, arrived_at = %s, arrived_by = %s"
            " where shipment_id = %s and arrived_at is null returning 1",
            (act, now, scope.actor, shipment.pk),
        )
        if not mine:
            if run("select 1 from aid_shipment where arrival_act = %s", (act,)):
                return
            raise AlreadyArrived(code)
        sent = dict(run(_ON_ITS_WAY, (shipment.pk,)))
        if not sent:
            raise AlreadyArrived(code)
        if set(counted) - set(sent) or any(it < 0 for it in counted.values()):
            raise BadCount(code)
        moves = [
            move
            for lot, quantity in sent.items()
            for move in _taken_in(lot, quantity, counted.get(lot, 0), reasons.get(lot, ""), site, shipment)
        ]
        ledger.post(act=act, moves=moves, by=scope.actor, at=now)
        record(scope=scope, action="aid.arrived", now=now, subject=code)


def count(*, scope: Scope, act: UUID, site: str, seen: Mapping[int, tuple[int, int]], now: datetime) -> int:
    """A stock-take: by lot what the book said when she began, and what she counted; how many lots differed.

    What is missing is lost with the reason "count", what is over is found. Nothing is written where the book has moved
    meanwhile: the difference would be somebody else's gift.

    :raises NotAllowed: the officer may not manage stock. :raises NotVisible: no such site of hers.
    :raises BadCount: below nought, or a lot that was never there. :raises BookMoved: count again.
    """
    place = _site(scope, site)
    if any(counted < 0 for _book, counted in seen.values()):
        raise BadCount(site)
    with transaction.atomic(), as_engine():
        if ledger.is_known(act):
            return 0
        book = dict(run(_BOOK, (place.pk, list(seen))))
        if set(seen) - set(book):
            raise BadCount(site)
        if any(book[lot] != was for lot, (was, _counted) in seen.items()):
            raise BookMoved(site)
        moves = [
            Move("found" if counted > was else "lose", lot, abs(counted - was), place.pk, None, COUNTED)
            for lot, (was, counted) in seen.items()
            if counted != was
        ]
        if moves:
            ledger.post(act=act, moves=moves, by=scope.actor, at=now)
        record(scope=scope, action="aid.counted", now=now, subject=place.code)
    return len(moves)


def lose(
    *, scope: Scope, act: UUID, site: str, lot_id: int, quantity: int, reason: str, now: datetime
) -> None:
    """Lost, stolen, damaged or expired.

    :raises NotAllowed: the officer may not manage stock. :raises NotVisible: no such site of hers.
    :raises BadCount: no such reason or quantity. :raises NotEnough: there is less than that.
    """
    place = _site(scope, site)
    if reason not in LOST or quantity < 1:
        raise BadCount(reason)
    with transaction.atomic(), as_engine():
        if ledger.is_known(act):
            return
        ledger.post(
            act=act, moves=[Move("lose", lot_id, quantity, place.pk, None, reason)], by=scope.actor, at=now
        )
        record(scope=scope, action="aid.lost", now=now, subject=place.code)


def hand_out(*, scope: Scope, hand_over: HandOver, now: datetime) -> str:
    """Give things to a facility, signed for; the code of the hand-out.

    :raises NotAllowed: the officer may not manage stock. :raises NotVisible: no such site of hers.
    :raises NotEnough: with what is left.
    """
    place = _site(scope, hand_over.site)
    with transaction.atomic(), as_engine():
        made = run(
            "insert into aid_handout (act, site_id, facility, signed_by, position, handed_at, by_actor)"
            " values (%s, %s, %s, %s, %s, %s, %s) on conflict (act) do nothing returning code",
            (hand_over.act, place.pk, hand_over.facility, hand_over.signed_by, hand_over.position, now, scope.actor),
        )  # fmt: skip
        if not made:
            return _code_of("aid_handout", hand_over.act)
        code = made[0][0]
        ledger.take(
            act=hand_over.act,
            kind="hand_out",
            site_id=place.pk,
            wants=hand_over.wants,
            by=scope.actor,
            at=now,
        )
        record(scope=scope, action="aid.handed_out", now=now, subject=code)
    return str(code)


def undo(*, scope: Scope, act: UUID, now: datetime) -> bool:
    """Counter-entries for an act on a site of hers; False where it was undone before. Gifts to people are undone with their
    facts, in `homecoming`.

    :raises NotAllowed: the officer may not manage stock. :raises NotVisible: no such act at a site of hers.
    :raises NotEnough: what it brought has gone on.
    """
    scope.require(Power.MANAGE_STOCK)
    with transaction.atomic(), as_engine():
        sites = [site for (site,) in run(_SITES_OF, (act,))]
        if not sites or Site.objects.visible_to(scope).filter(pk__in=sites).count() < len(sites):
            raise NotVisible("act")
        undone = ledger.counter(act=act, by=scope.actor, at=now)
        run(
            "update aid_shipment set arrival_act = null, arrived_at = null, arrived_by = '' where arrival_act = %s",
            (act,),
        )
        record(scope=scope, action="aid.undone", now=now, subject=str(act))
    return undone


def _code_of(table: str, act: UUID) -> str:
    """Of what this act made when it came first."""
    [(code,)] = run(f"select code from {table} where act = %s", (act,))
    return str(code)


def _site(scope: Scope, code: str) -> Site:
    scope.require(Power.MANAGE_STOCK)
    site: Site | None = Site.objects.visible_to(scope).filter(code=code).first()
    if site is None:
        raise NotVisible(f"site {code}")
    return site


def _inbound(scope: Scope, code: str) -> tuple[Shipment, Site]:
    scope.require(Power.MANAGE_STOCK)
    shipment: Shipment | None = Shipment.objects.visible_to(scope).filter(code=code).first()
    site: Site | None = None
    if shipment is not None:
        site = Site.objects.visible_to(scope).filter(pk=shipment.to_site).first()
    if shipment is None or site is None:
        raise NotVisible(f"shipment {code}")
    return shipment, site


def _new_lot(line: Line, donor: int, consignment: int) -> int:
    [(lot,)] = run(
        "insert into aid_lot (item, size, mark, expires_on, donor_id, consignment_id) values (%s, %s, %s, %s, %s, %s) returning lot_id",
        (line.item, line.size, line.mark, line.expires_on, donor, consignment),
    )
    return int(lot)


def _taken_in(lot: int, sent: int, counted: int, reason: str, site: Site, shipment: Shipment) -> list[Move]:
    """What came, what is missing, what is over."""
    came, over = min(counted, sent), counted - sent
    moves = [Move("arrive", lot, came, site.pk, shipment.pk)] if came else []
    if over < 0:
        moves.append(Move("short", lot, -over, site.pk, shipment.pk, reason or SHORT))
    elif over > 0:
        moves.append(Move("found", lot, over, site.pk, None, reason or SURPLUS))
    return moves
