"""The register of a reception: opening it, numbers in its queue, who was served, who came off a list.

Facts are reported beside it, by `kawal.homecoming.receiving`; here is only what the place keeps for itself.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from kawal.access import wall
from kawal.access.scope import NotVisible, Power, Scope
from kawal.access.trail.services import record
from kawal.facts.ledger.bulk import run
from kawal.foundation.images import kept
from kawal.response.reception.models import Arrival, ArrivalPhoto, Reception
from kawal.response.reception.triage import in_order

_ANNOUNCE = """insert into arrival (reception_id, number, act, claim_id, needs, listed, entered_at, entered_by)
 select r.id, u.number, u.act::uuid, u.claim, string_to_array(u.needs, ','), true, r.at, r.actor
 from unnest(%s::text[], %s::bigint[], %s::text[], %s::int[]) u(act, claim, needs, number),
  (values (%s::bigint, %s::timestamptz, %s::text)) r(id, at, actor)"""
SMALLEST, LARGEST = 100, 400_000


class ReceptionClosed(Exception):
    """It ended; whoever comes now is received by a new one."""


class SameAgain(Exception):
    """Exactly these words stand in this queue already, under ``number``: either the same person or one more detail is needed."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


@dataclass(frozen=True, slots=True)
class Announced:
    """A person of a list: what the list said of who she is, as a claim, and what it says she needs."""

    act: UUID
    claim_id: int
    needs: tuple[str, ...] = ()


@transaction.atomic
def open_reception(*, scope: Scope, post: str, about: str, expected: int | None, now: datetime) -> str:
    """Begin to receive at a post or shelter the officer serves at; its code.

    :raises NotAllowed: no power of intake. :raises NotVisible: a place that is not the officer's.
    """
    scope.require(Power.INTAKE)
    if not {f"b:{post}", f"s:{post}"}.intersection(scope.keys) and not scope.is_nationwide:
        raise NotVisible(f"post {post}")
    with wall.as_engine():
        made = run(
            "insert into reception (agency, post, about, expected, opened_at, opened_by)"
            " values (%s, %s, %s, %s, %s, %s) returning code",
            (scope.agency, post, about, expected, now, scope.actor),
        )
    code = str(made[0][0])
    record(scope=scope, action="reception.opened", now=now, subject=code)
    return code


@transaction.atomic
def close_reception(*, scope: Scope, code: str, now: datetime) -> None:
    """End it. Whoever was announced and did not come stays on it as such. Closing twice changes nothing.

    :raises NotVisible: no such reception here.
    """
    scope.require(Power.INTAKE)
    with wall.as_engine():
        found = _locked(scope, code)
        if found.closed_at is None:
            found.closed_at, found.closed_by = now, scope.actor
            found.save(update_fields=["closed_at", "closed_by"])
            record(scope=scope, action="reception.closed", now=now, subject=code)


def find_entered(*, scope: Scope, act: UUID) -> int | None:
    """The number that this act of the device made already."""
    found = Arrival.objects.visible_to(scope).filter(act=act).values_list("number", flat=True).first()
    return int(found) if found is not None else None


def enter_arrival(
    *,
    scope: Scope,
    code: str,
    act: UUID,
    fact_id: str,
    needs: Sequence[str],
    came_at: datetime,
    now: datetime,
) -> int:
    """Give the next number to whom the agency's fact ``fact_id`` is about, inside the caller's transaction.

    The queue is locked from here to the end of it, so nothing slow may follow.

    :raises NotVisible: no such reception, or no such fact of the agency.
    :raises ReceptionClosed: it ended. :raises SameAgain: this claim stands in the queue.
    """
    scope.require(Power.INTAKE)
    with wall.as_engine():
        found = _receiving(scope, code)
        claim = _claim_of(scope, fact_id)
        _once(found.pk, claim)
        number = _next_number(found.pk, 1)
        Arrival(
            reception=found, number=number, act=act, claim_id=claim, fact_id=fact_id, needs=list(in_order(needs)),
            came_at=came_at, entered_at=now, entered_by=scope.actor,
        ).save(force_insert=True)  # fmt: skip
    return number


def announce(*, scope: Scope, code: str, rows: Sequence[Announced], now: datetime) -> int:
    """Put people of a list into the queue before they come, in its order; who stands there already is left. How many were added.

    :raises NotVisible: no such reception. :raises ReceptionClosed: it ended.
    """
    scope.require(Power.INTAKE)
    with wall.as_engine():
        found = _receiving(scope, code)
        standing = set(_claims_in(found.pk))
        new = [row for row in {row.claim_id: row for row in rows}.values() if row.claim_id not in standing]
        if new:
            first = _next_number(found.pk, len(new))
            numbered = [
                (str(row.act), row.claim_id, ",".join(in_order(row.needs)), number)
                for number, row in enumerate(new, start=first)
            ]
            acts, claims, needs, numbers = map(list, zip(*numbered, strict=True))
            run(_ANNOUNCE, (acts, claims, needs, numbers, found.pk, now, scope.actor))
    return len(new)


def come(
    *, scope: Scope, code: str, number: int, fact_id: str, needs: Sequence[str], came_at: datetime
) -> None:
    """Somebody of the list is here. From now on the row follows what she said herself; once here, nothing changes.

    :raises NotVisible: no such row, or no such fact. :raises ReceptionClosed: it ended.
    :raises SameAgain: another row of the queue says exactly the same.
    """
    scope.require(Power.INTAKE)
    with wall.as_engine():
        found = _receiving(scope, code)
        row = _arrival(scope, code, number)
        if row.came_at is not None:
            return
        claim = _claim_of(scope, fact_id)
        _once(found.pk, claim, but=number)
        row.came_at, row.fact_id, row.claim_id = came_at, fact_id, claim
        row.needs = list(in_order({*row.needs, *needs}))
        row.save(update_fields=["came_at", "fact_id", "claim_id", "needs"])


def undo_arrival(*, scope: Scope, code: str, number: int, now: datetime) -> str:
    """Take a row back; its number is not given again. The fact it made, to be withdrawn; nothing where it was undone before.

    Somebody of a list is announced again, as before she came.
    """
    scope.require(Power.INTAKE)
    with wall.as_engine():
        row = _arrival(scope, code, number)
        if row.undone_at is not None or row.came_at is None:
            return ""
        made = str(row.fact_id)
        if row.listed:
            row.came_at, row.fact_id, row.served_at, row.served_by = None, "", None, ""
            row.save(update_fields=["came_at", "fact_id", "served_at", "served_by"])
        else:
            row.undone_at = now
            row.save(update_fields=["undone_at"])
    return made


def fact_of(*, scope: Scope, code: str, number: int) -> str:
    """The agency's fact of an arrival; empty while she is only announced. :raises NotVisible: no such row."""
    found = Arrival.objects.visible_to(scope).filter(reception__code=code, number=number).first()
    if found is None:
        raise NotVisible(f"arrival {number}")
    return str(found.fact_id)


def mark_served(*, scope: Scope, code: str, number: int, now: datetime, served: bool = True) -> None:
    """Somebody was taken out of the queue first and is being looked after; or is not after all."""
    scope.require(Power.INTAKE)
    with wall.as_engine():
        row = _arrival(scope, code, number)
        row.served_at, row.served_by = (now, scope.actor) if served else (None, "")
        row.save(update_fields=["served_at", "served_by"])


def mark_completed(*, scope: Scope, code: str, number: int, fact_id: str, now: datetime) -> None:
    """The full record was written as the fact ``fact_id``; the row follows its claim from now on."""
    scope.require(Power.INTAKE)
    with wall.as_engine():
        row = _arrival(scope, code, number)
        row.completed_at, row.fact_id, row.claim_id = now, fact_id, _claim_of(scope, fact_id)
        row.save(update_fields=["completed_at", "fact_id", "claim_id"])


def _locked(scope: Scope, code: str) -> Reception:
    found: Reception | None = (
        Reception.objects.visible_to(scope).select_for_update().filter(code=code).first()
    )
    if found is None:
        raise NotVisible(f"reception {code}")
    return found


def _receiving(scope: Scope, code: str) -> Reception:
    found = _locked(scope, code)
    if found.closed_at is not None:
        raise ReceptionClosed(code)
    return found


def _arrival(scope: Scope, code: str, number: int) -> Arrival:
    rows = Arrival.objects.visible_to(scope).select_for_update(of=("self",))
    found: Arrival | None = rows.filter(reception__code=code, number=number).first()
    if found is None:
        raise NotVisible(f"arrival {code} {number}")
    return found


def claims_of(*, scope: Scope, fact_ids: Sequence[str]) -> dict[str, int]:
    """The claims of the agency's own facts, by their ids; facts that are not its own are left out."""
    scope.require(Power.INTAKE)
    with wall.as_engine():
        return _claims_of(scope, fact_ids)


def _claims_of(scope: Scope, fact_ids: Sequence[str]) -> dict[str, int]:
    found = run(
        "select k.fact_id, k.claim_id from fact_key k join source o on o.source_id = k.source_id"
        " where o.code = %s and k.fact_id = any (%s::text[]) and k.claim_id is not null",
        (scope.agency, list(fact_ids)),
    )
    return {str(fact_id): int(claim) for fact_id, claim in found}


def _claim_of(scope: Scope, fact_id: str) -> int:
    found = _claims_of(scope, [fact_id])
    if not found:
        raise NotVisible("fact")
    return found[fact_id]


def _once(reception_id: int, claim_id: int, *, but: int = 0) -> None:
    found = run(
        "select number from arrival where reception_id = %s and claim_id = %s and undone_at is null and number <> %s",
        (reception_id, claim_id, but),
    )
    if found:
        raise SameAgain(int(found[0][0]))


def _claims_in(reception_id: int) -> list[int]:
    found = run("select claim_id from arrival where reception_id = %s and undone_at is null", (reception_id,))
    return [int(claim) for (claim,) in found]


def _next_number(reception_id: int, count: int) -> int:
    """The first of ``count`` numbers, which are taken by asking."""
    found = run(
        "update reception set next_number = next_number + %s where reception_id = %s returning next_number - %s",
        (count, reception_id, count),
    )
    return int(found[0][0])


def keep_photo(*, scope: Scope, code: str, number: int, picture: bytes) -> None:
    """Keep the picture taken at the counter, and nothing that is written beside it, in place of an earlier one.

    :raises NotVisible: no such row. :raises ValueError: not a JPEG of at most 400 kB.
    """
    scope.require(Power.INTAKE)
    media, plain = kept(picture)
    if media != "image/jpeg" or not SMALLEST <= len(plain) <= LARGEST:
        raise ValueError("no small JPEG")
    with wall.as_engine():
        row = _arrival(scope, code, number)
        ArrivalPhoto.objects.visible_to(scope).filter(pk=row.pk).delete()
        ArrivalPhoto(arrival=row, picture=plain).save(force_insert=True)
