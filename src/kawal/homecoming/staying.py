"""Coming into a house, leaving it, and what is done for somebody there: the entry in its register and the fact on her timeline."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from kawal import flow
from kawal.access import wall
from kawal.access.scope import NotVisible, Power, Scope
from kawal.facts.ledger.bulk import run
from kawal.homecoming.taking_back import take_back
from kawal.response.cards import services as cards
from kawal.response.shelter import belongings, care, refusals, selectors, services, undoing
from kawal.response.shelter.books import books
from kawal.response.shelter.codes import CALLS, MEALS
from kawal.response.shelter.houses import house_of
from kawal.response.shelter.lodging import Place
from kawal.situation.people import selectors as people
from kawal.situation.people.cards import PersonView

_CLAIM = "select first_claim(%s)"
_SAID = """select 1 from fact f join source o using (source_id) where o.code = %s and f.fact_id = %s and f.kind = 'sheltered'"""
BREAKFAST_UNTIL, LUNCH_UNTIL, NOON = 10, 15, 12


@dataclass(frozen=True, slots=True)
class Arriving:
    """Somebody comes into a house. ``act`` was made on the device; without a ``place`` she has no bed yet."""

    act: UUID
    shelter: str
    kawal_id: str
    at: datetime
    place: Place | None = None
    needs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Going:
    """Somebody leaves. ``onward`` is the house she goes on to, where the destination is another house."""

    act: UUID
    stay_id: UUID
    at: datetime
    destination: str
    onward: str = ""
    note: str = ""
    fates: Mapping[UUID, belongings.Fate] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Ticked:
    """What a scan of a card shows."""

    name: str
    repeated: bool
    stay_id: UUID


def receive(*, scope: Scope, arriving: Arriving, now: datetime, today: date) -> UUID:
    """She comes in: a stay, a bed if one is given, and the fact ``sheltered``, unless the own agency told it already.

    :raises NotAllowed: the officer runs no house. :raises NotVisible: the person, the house or the bed is not the reader's.
    :raises Refused: with its own name for each reason (`response.shelter.refusals`).
    """
    scope.require(Power.HOUSE)
    with transaction.atomic():
        person = people.get_person(scope=scope, kawal_id=arriving.kawal_id, now=now)
        told = _is_told(scope, person, arriving.shelter)
        arrival = _arrival(arriving, person, "" if told else f"masuk-{arriving.act}")
        if services.receive(scope=scope, arrival=arrival, now=now, today=today) and not told:
            data = {"shelter": arriving.shelter}
            _tell(scope, arrival.fact_id, "sheltered", arriving.at, person.kawal_id, person.name, data, now)
    return arriving.act


def admit_by_card(*, scope: Scope, act: UUID, shelter: str, code: str, now: datetime, today: date) -> None:
    """Whose card was read comes in, though this house was told nothing of her: the reading of the card is the proof.

    The house says ``sheltered`` of the card's person and from then on sees her as any of its residents.

    :raises NotAllowed: the officer runs no house. :raises NotVisible: not a house of the own. :raises NotAtHand: no valid card.
    :raises TooFast: too many within the hour. :raises Refused: as `services.receive`.
    """
    scope.require(Power.HOUSE)
    with transaction.atomic():
        house_of(scope, shelter)
        kawal_id, fact_id = cards.holder_at_hand(scope=scope, text=code, now=now), f"masuk-{act}"
        _tell(scope, fact_id, "sheltered", now, kawal_id, "", {"shelter": shelter}, now)
        person = people.get_person(scope=scope, kawal_id=kawal_id, now=now)
        arrival = _arrival(Arriving(act, shelter, person.kawal_id, now), person, fact_id)
        services.receive(scope=scope, arrival=arrival, now=now, today=today)


def undo_receive(*, scope: Scope, stay_id: UUID, now: datetime) -> None:
    """She never came in: the register and the fact are taken back.

    :raises NotAllowed: the officer runs no house. :raises NotVisible: no such stay. :raises Refused: as `undoing.undo_receive`.
    """
    with transaction.atomic():
        undone = undoing.undo_receive(scope=scope, stay_id=stay_id, now=now)
        _take_back(scope, undone.fact_id, now)


def leave(*, scope: Scope, going: Going, now: datetime) -> None:
    """She goes: everything kept for her is answered for, the bed is free, and the fact ``left_shelter`` says where to.

    :raises NotAllowed: the officer runs no house. :raises NotVisible: no such stay. :raises Refused: as `services.leave`.
    """
    with transaction.atomic():
        stay = selectors.get_stay(scope=scope, stay_id=going.stay_id)
        fact_id = f"keluar-{going.act}"
        leaving = services.Leaving(
            going.act, going.at, going.destination, going.onward, going.note, fact_id, going.fates
        )
        if services.leave(scope=scope, stay_id=going.stay_id, leaving=leaving, now=now).repeated:
            return
        data = {"shelter": stay.shelter, "destination": going.onward or going.destination}
        _tell(scope, fact_id, "left_shelter", going.at, _code_of(stay.person_id), stay.name, data, now)


def undo_leave(*, scope: Scope, stay_id: UUID, now: datetime) -> bool:
    """She is here again; whether her bed is still hers.

    :raises NotAllowed: the officer runs no house. :raises NotVisible: no such stay. :raises Refused: as `undoing.undo_leave`.
    """
    with transaction.atomic():
        undone = undoing.undo_leave(scope=scope, stay_id=stay_id, now=now)
        _take_back(scope, undone.fact_id, now)
    return undone.bed


def write_entry(*, scope: Scope, entry: care.Entry, now: datetime) -> None:
    """A line of a book; where the book stands for a service, the fact ``assisted`` says that it was given, and no more.

    :raises NotAllowed: the officer runs no house. :raises NotVisible: no such stay. :raises Refused: as `care.write_entry`.
    """
    book = books().get(entry.book)
    service = book.service if book else ""
    with transaction.atomic():
        kept = replace(entry, fact_id=f"layanan-{entry.act}") if service and entry.stay_id else entry
        if care.write_entry(scope=scope, entry=kept, now=now) and kept.fact_id and kept.stay_id:
            stay = selectors.get_stay(scope=scope, stay_id=kept.stay_id)
            data = {"service": service, "provider": stay.shelter}
            _tell(scope, kept.fact_id, "assisted", entry.at, _code_of(stay.person_id), stay.name, data, now)


def undo_entry(*, scope: Scope, act: UUID, now: datetime) -> None:
    """Strike a line out, and withdraw its fact.

    :raises NotAllowed: the officer runs no house. :raises NotVisible: no such entry in a house of the own.
    """
    with transaction.atomic():
        _take_back(scope, care.undo_entry(scope=scope, act=act, now=now), now)


def mark_present(*, scope: Scope, act: UUID, kawal_id: str, now: datetime) -> Ticked:
    """Her card was scanned when names were called. Once a person, day and call.

    :raises NotAllowed: the officer runs no house. :raises NotVisible: unknown, or nothing of hers is the reader's.
    :raises NotStaying: she has no open stay in a house of the reader's own.
    """
    return _tick(scope, act, kawal_id, call_of(now), now)


def serve_meal(*, scope: Scope, act: UUID, kawal_id: str, now: datetime, meal: str = "") -> Ticked:
    """Her card was scanned at the counter; the meal by the hour unless said. Once a person, day and meal.

    :raises NotAllowed: the officer runs no house. :raises NotVisible: unknown, or nothing of hers is the reader's.
    :raises NotStaying: she has no open stay in a house of the reader's own. :raises ValueError: no such meal.
    """
    if meal and meal not in MEALS:
        raise ValueError(meal)
    return _tick(scope, act, kawal_id, meal or meal_of(now), now)


def meal_of(now: datetime) -> str:
    """Which meal it is by the reader's clock."""
    hour = timezone.localtime(now).hour
    return "breakfast" if hour < BREAKFAST_UNTIL else "lunch" if hour < LUNCH_UNTIL else "dinner"


def call_of(now: datetime) -> str:
    """Which call of names it is by the reader's clock."""
    morning, night = CALLS
    return morning if timezone.localtime(now).hour < NOON else night


def _tick(scope: Scope, act: UUID, kawal_id: str, round: str, now: datetime) -> Ticked:
    scope.require(Power.HOUSE)
    with transaction.atomic():
        person = people.get_person(scope=scope, kawal_id=kawal_id, now=now)
        stay_id = selectors.find_stay(scope=scope, person_id=person.person_id)
        if stay_id is None:
            raise refusals.NotStaying
        day = timezone.localdate(now)
        is_new = care.tick(scope=scope, act=act, stay_id=stay_id, day=day, round=round, now=now)
    return Ticked(person.name, not is_new, stay_id)


def _arrival(it: Arriving, person: PersonView, fact_id: str) -> services.Arrival:
    with wall.as_engine():
        found = run(_CLAIM, (person.person_id,))
    if not found:
        raise NotVisible(f"person {it.kawal_id}")
    return services.Arrival(
        act=it.act,
        shelter=it.shelter,
        person_id=person.person_id,
        claim_id=found[0][0],
        name=person.name,
        sex=person.sex,
        birth_year=person.birth_year,
        at=it.at,
        place=it.place,
        needs=it.needs,
        fact_id=fact_id,
    )


def _is_told(scope: Scope, person: PersonView, shelter: str) -> bool:
    """Does her picture rest on the own agency's word that she came into this house?"""
    if person.picture.shelter != shelter:
        return False
    cited = person.picture.because.get("shelter", ())
    with wall.as_engine():
        return any(it["source"] == scope.agency and run(_SAID, (it["source"], it["id"])) for it in cited)


def _code_of(person_id: int) -> str:
    with wall.as_engine():
        return str(run("select kawal_id from person where person_id = %s", (person_id,))[0][0])


def _tell(
    scope: Scope,
    fact_id: str,
    kind: str,
    at: datetime,
    kawal_id: str,
    name: str,
    data: Mapping[str, Any],
    now: datetime,
) -> None:
    subject = {"kawal_id": kawal_id, **({"name": name} if name else {})}
    raw = {"id": fact_id, "kind": kind, "occurred_at": at.isoformat(timespec="seconds"), "basis": "witnessed",
           "subject": subject, "data": dict(data)}  # fmt: skip
    flow.report(scope=scope, facts=[flow.said(raw, scope=scope, now=now)], now=now)


def _take_back(scope: Scope, fact_id: str, now: datetime) -> None:
    """The fact that an act told, where it told one."""
    if fact_id:
        take_back(scope=scope, fact_ids=[fact_id], now=now)
