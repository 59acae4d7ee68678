"""Issuing, replacing and ending cards, and the plainest thing a scan says: seen here."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction

from kawal.access import wall
from kawal.access.scope import NotVisible, Power, Scope, own_key
from kawal.access.trail.services import keep_pace, record, record_all
from kawal.facts.ledger.bulk import run
from kawal.facts.people.models import Person
from kawal.foundation import references
from kawal.response.cards.models import PersonCard
from kawal.response.cards.reasons import REASONS
from kawal.situation.people.persons import hold_people

CARD = "card"  # the use that references of cards are signed for
MOST_AT_ONCE = 500

# One a person: who carries a valid card keeps it. The oldest claim that is held is the one it hangs on.
_ISSUE = """
insert into person_card (reference, person_id, claim_id, agency, act_id, issued_at, issued_by)
select w.reference, w.person_id, c.claim_id, %s, %s, %s, %s
 from unnest(%s::bigint[], %s::text[]) w(person_id, reference)
 cross join lateral first_claim(w.person_id) c(claim_id)
 where not exists (select from person_card k where k.person_id = w.person_id and k.ended_at is null)
on conflict (act_id, claim_id) do nothing"""
_AT_HAND = """select p.kawal_id from person_card k join person p on p.person_id = k.person_id
 where k.reference = %s and k.ended_at is null"""
MOST_ADMITTED, AN_HOUR = 60, timedelta(hours=1)
_END = """update person_card set ended_at = greatest(%s, issued_at), ended_by = %s, reason = %s
 where card_id = any(%s) and ended_at is null returning card_id"""
_VALID = """select k.person_id, k.reference from person_card k where k.person_id = any(%s) and k.ended_at is null
 order by k.person_id, k.card_id desc"""
_OF_ACT = "select reference from person_card where act_id = %s and person_id = %s"
_SEEN = """insert into card_seen (act_id, card_id, place, agency, seen_at, seen_by) values (%s, %s, %s, %s, %s, %s)
 on conflict (act_id) do nothing"""
_UNSEE = "update card_seen set undone_at = greatest(%s, seen_at) where act_id = %s and agency = %s and undone_at is null"


class UnknownReason(Exception):
    """The reason is none of `cards.reasons`."""


class CardEnded(Exception):
    """The card is not valid any more."""


class NotAtHand(Exception):
    """The card is none that is valid now: whose it was stays untold."""


class TooMany(Exception):
    """More cards than one press prints."""


@dataclass(frozen=True, slots=True)
class Issued:
    """A card as it is printed. ``code`` is the whole reference in groups of four; ``person_id`` whose it is."""

    person_id: int
    kawal_id: str
    name: str
    code: str


@transaction.atomic
def issue_cards(*, scope: Scope, people: Sequence[str], act_id: str, now: datetime) -> list[Issued]:
    """A valid card for each of these people, in this order; who carries one keeps it.

    :param people: opaque ids. :param act_id: made on the device; the same again issues nothing new.
    :raises NotAllowed: the officer may not register people. :raises NotVisible: one of them is unknown or out of scope.
    :raises TooMany: more than 500.
    """
    scope.require(Power.INTAKE)
    if len(people) > MOST_AT_ONCE:
        raise TooMany
    found = _people(scope, people)
    ids = [person.pk for person in found]
    with wall.as_engine():
        hold_people(ids)
        drawn = [references.draw() for _ in ids]
        run(_ISSUE, (scope.agency, act_id, now, scope.actor, ids, drawn))
        valid = dict(reversed(run(_VALID, (ids,))))
        record_all(
            scope=scope, action="card.issued", now=now, people=[it.kawal_id for it in found], subject=act_id
        )
    return [Issued(it.pk, it.kawal_id, it.name, code_of(scope=scope, reference=valid[it.pk])) for it in found]


@transaction.atomic
def replace_card(*, scope: Scope, kawal_id: str, reason: str, act_id: str, now: datetime) -> Issued:
    """A new card; all older ones of the person end with the reason. The same act again gives the same card.

    :raises NotAllowed: the officer may not register people. :raises NotVisible: unknown person, or out of scope.
    :raises UnknownReason: a code that is not in `cards.reasons`.
    """
    scope.require(Power.INTAKE)
    [person] = _people(scope, [kawal_id])
    if reason not in REASONS:
        raise UnknownReason(reason)
    with wall.as_engine():
        if not run(_OF_ACT, (act_id, person.pk)):
            standing = PersonCard.objects.visible_to(scope).filter(person_id=person.pk, ended_at=None)
            _end(scope, list(standing.values_list("card_id", flat=True)), reason, now)
    [issued] = issue_cards(scope=scope, people=[kawal_id], act_id=act_id, now=now)
    return issued


@transaction.atomic
def end_card(*, scope: Scope, card_id: int, reason: str, now: datetime) -> None:
    """The card is valid no longer; ending twice changes nothing.

    :raises NotAllowed: the officer may not register people. :raises NotVisible: unknown card, or out of scope.
    :raises UnknownReason: a code that is not in `cards.reasons`.
    """
    scope.require(Power.INTAKE)
    card: PersonCard = PersonCard.objects.one(scope, card_id)
    if reason not in REASONS:
        raise UnknownReason(reason)
    with wall.as_engine():
        if _end(scope, [card_id], reason, now):
            kawal_id = Person.objects.one(scope, card.person_id).kawal_id
            record(scope=scope, action="card.ended", now=now, person=kawal_id, subject=reason)


@transaction.atomic
def mark_seen(*, scope: Scope, card_id: int, act_id: str, now: datetime) -> None:
    """The card was shown at the reader's place. The same act again changes nothing.

    :raises NotAllowed: the officer may not record arrivals. :raises NotVisible: unknown card, or out of scope.
    :raises CardEnded: it is valid no longer.
    """
    scope.require(Power.HAND_OVER)
    card: PersonCard = PersonCard.objects.one(scope, card_id)
    if card.ended_at:
        raise CardEnded
    with wall.as_engine():
        run(_SEEN, (act_id, card_id, place_key(scope=scope), scope.agency, now, scope.actor))


@transaction.atomic
def undo_seen(*, scope: Scope, act_id: str, now: datetime) -> None:
    """The scan was a mistake; it stays, marked. Undoing twice, or another agency's scan, changes nothing."""
    scope.require(Power.HAND_OVER)
    with wall.as_engine():
        run(_UNSEE, (now, act_id, scope.agency))


def code_of(*, scope: Scope, reference: str) -> str:
    """The whole reference of a card that the scope was allowed to read, in groups of four."""
    scope.require(Power.HAND_OVER)
    return references.grouped(references.sign(settings.DIGEST_KEY, CARD, reference))


def place_key(*, scope: Scope) -> str:
    """Where the reader stands: the post or shelter, else the own agency."""
    return next((key for key in scope.keys if key[:2] in ("b:", "s:")), own_key(scope.agency))


def _end(scope: Scope, cards: list[int], reason: str, now: datetime) -> bool:
    return bool(run(_END, (now, scope.actor, reason, cards))) if cards else False


def _people(scope: Scope, wanted: Sequence[str]) -> list[Person]:
    """In the order asked for, each once.

    :raises NotVisible: one of them is unknown or out of scope.
    """
    ids = run("select t.n, person_of(t.id) from unnest(%s::text[]) with ordinality t(id, n)", (list(wanted),))
    order = list(dict.fromkeys(person for _n, person in sorted(ids)))
    known = {it.pk: it for it in Person.objects.visible_to(scope).filter(pk__in=[it for it in order if it])}
    if len(known) != len(order):
        raise NotVisible("person")
    return [known[person] for person in order]


def holder_at_hand(*, scope: Scope, text: str, now: datetime) -> str:
    """Whose card this is, for a house that takes her in though nobody told it of her: holding her card is the proof.

    It is written down, and nobody does it by the hundred. What is told here must be followed by an arrival in the same transaction.

    :raises NotAllowed: the officer runs no house. :raises NotAtHand: no valid card. :raises TooFast: too many within the hour.
    """
    scope.require(Power.HOUSE)
    keep_pace(scope=scope, action="card.admitted", now=now, most=MOST_ADMITTED, within=AN_HOUR)
    try:
        reference = references.read(settings.DIGEST_KEY, CARD, text)
    except (references.Foreign, references.WrongLength, references.Altered):
        raise NotAtHand from None
    with wall.as_engine():
        found = run(_AT_HAND, (reference,))
    if not found:
        raise NotAtHand
    return str(found[0][0])
