"""The one way into the ledger: movements that balance, written once, refused together. Runs as the engine, in the caller's transaction."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID, uuid5

import psycopg
from django.db import transaction

from kawal.facts.ledger.bulk import Relation, run, write

# From which account into which, by the kind of the movement.
WAYS = {
    "receive": ("outside", "stock"), "found": ("outside", "stock"), "send": ("stock", "transit"), "arrive": ("transit", "stock"),
    "short": ("transit", "lost"), "give": ("stock", "given"), "hand_out": ("stock", "given"), "return": ("given", "stock"),
    "lose": ("stock", "lost"), "pack": ("stock", "packed"), "make": ("outside", "stock"),
}  # fmt: skip
TRIES = 3
UNDO = "undo"


class NotEnough(Exception):
    """There is less than that; ``left`` is how much, where it is known."""

    def __init__(self, item: str = "", size: str = "", left: int = 0) -> None:
        super().__init__(item)
        self.item, self.size, self.left = item, size, left


class Repeated(Exception):
    """This act was written before."""


class Want(NamedTuple):
    """So many of an item; any size where none is named."""

    item: str
    size: str
    quantity: int


class Kits(NamedTuple):
    """So many kits of one size; of none where the size is empty."""

    item: str
    size: str
    quantity: int


class Move(NamedTuple):
    """:ivar undoes: the movement it is the counter-entry of; then origin and target are exchanged."""

    kind: str
    lot_id: int
    quantity: int
    site_id: int
    shipment_id: int | None = None
    reason: str = ""
    undoes: int | None = None


IN_MOVE = Relation(
    "in_move",
    "act uuid, line smallint, kind text, lot_id bigint, quantity int, origin text, target text, site_id bigint,"
    " shipment_id bigint, reason text, undoes bigint, happened_at timestamptz, by_actor text",
)
_COLUMNS = ", ".join(IN_MOVE.kinds)
# By lot: whoever writes the same balances meets at the same one first.
_POST = f"insert into aid_movement ({_COLUMNS}) select {_COLUMNS} from in_move order by lot_id, line"
_KNOWN = "select 1 from aid_movement where act = %s limit 1"
_LOTS = """
select b.lot_id, b.quantity::int from aid_balance b join aid_lot l using (lot_id)
where b.account = 'stock' and b.place = %s and b.quantity > 0 and l.item = %s and (%s = '' or l.size = %s)
  and (l.expires_on is null or l.expires_on >= %s)
order by l.expires_on nulls last, b.lot_id"""
# A kit is as old as the first of its parts, and a donor's where all of them are.
_KIT_LOT = """
insert into aid_lot (item, size, expires_on, donor_id)
select %s, %s, min(l.expires_on), case when count(*) = count(l.donor_id) and min(l.donor_id) = max(l.donor_id) then min(l.donor_id) end
from aid_lot l where l.lot_id = any(%s) returning lot_id"""
_OF_ACT = """
select m.kind, m.lot_id, m.quantity, m.site_id, m.shipment_id, m.reason, m.movement_id from aid_movement m
where m.act = %s and m.undoes is null and not exists (select from aid_movement u where u.undoes = m.movement_id)"""


def post(*, act: UUID, moves: Sequence[Move], by: str, at: datetime) -> None:
    """Write movements; all of them or none.

    :raises NotEnough: an account would fall below nought. :raises Repeated: this act stands already.
    """
    if not moves:
        return
    rows = [_row(act, n, move, by, at) for n, move in enumerate(sorted(moves, key=lambda it: it.lot_id))]
    try:
        with transaction.atomic():
            write([_POST], (IN_MOVE, rows))
    except psycopg.IntegrityError as error:
        match error.diag.constraint_name:
            case "aid_never_below_nought":
                raise NotEnough from error
            case "aid_act_once" | "aid_movement_undoes_key":
                raise Repeated from error
        raise


def take(
    *,
    act: UUID,
    kind: str,
    site_id: int,
    wants: Sequence[Want],
    by: str,
    at: datetime,
    shipment_id: int | None = None,
) -> None:
    """Out of the lots that expire first. Somebody who takes the last at the same moment leaves the next lot, or nothing.

    :raises NotEnough: with what is left of it. :raises Repeated: this act stands already.
    """
    for tried in range(1, TRIES + 1):
        moves = [
            Move(kind, lot, quantity, site_id, shipment_id)
            for lot, quantity in _chosen(site_id, wants, at.date())
        ]
        try:
            return post(act=act, moves=moves, by=by, at=at)
        except NotEnough:
            if tried == TRIES:
                raise NotEnough(wants[0].item, wants[0].size) from None


def pack(*, act: UUID, site_id: int, wants: Sequence[Want], kits: Kits, by: str, at: datetime) -> None:
    """The parts out of the lots that expire first, the kits in as one lot.

    :raises NotEnough: with what is left of a part. :raises Repeated: this act stands already.
    """
    for tried in range(1, TRIES + 1):
        chosen = _chosen(site_id, wants, at.date())
        try:
            with transaction.atomic():
                [(lot,)] = run(_KIT_LOT, (kits.item, kits.size, [it for it, _quantity in chosen]))
                parts = [Move("pack", it, quantity, site_id) for it, quantity in chosen]
                return post(act=act, moves=[*parts, Move("make", lot, kits.quantity, site_id)], by=by, at=at)
        except NotEnough:
            if tried == TRIES:
                raise NotEnough(wants[0].item, wants[0].size) from None


def counter(*, act: UUID, by: str, at: datetime, kinds: Sequence[str] = tuple(WAYS)) -> bool:
    """The counter-entries of an act; False where nothing of it stands any more.

    :raises NotEnough: what it brought has gone on.
    """
    standing = [
        Move(kind, lot, quantity, site, shipment, reason, movement)
        for kind, lot, quantity, site, shipment, reason, movement in run(_OF_ACT, (act,))
        if kind in kinds
    ]
    if standing:
        post(act=uuid5(act, UNDO), moves=standing, by=by, at=at)
    return bool(standing)


def is_known(act: UUID) -> bool:
    return bool(run(_KNOWN, (act,)))


def moves_of(act: UUID) -> list[Move]:
    """What stands of an act, as it was written."""
    return [Move(*row[:6]) for row in run(_OF_ACT, (act,))]


def _chosen(site_id: int, wants: Sequence[Want], today: date) -> list[tuple[int, int]]:
    """Lots and how much of each. Two wants of one lot are not given the same things."""
    taken: dict[int, int] = {}
    for want in wants:
        left = want.quantity
        for lot, there in run(_LOTS, (site_id, want.item, want.size, want.size, today)):
            share = min(left, there - taken.get(lot, 0))
            if share > 0:
                taken[lot], left = taken.get(lot, 0) + share, left - share
        if left:
            raise NotEnough(want.item, want.size, want.quantity - left)
    return list(taken.items())


def _row(act: UUID, line: int, move: Move, by: str, at: datetime) -> tuple[object, ...]:
    origin, target = WAYS[move.kind] if move.undoes is None else reversed(WAYS[move.kind])
    return (
        str(act), line, move.kind, move.lot_id, move.quantity, origin, target, move.site_id, move.shipment_id, move.reason,
        move.undoes, at, by,
    )  # fmt: skip
