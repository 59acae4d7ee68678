"""Reads of cards: what a scanned or typed code means to this reader."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from django.conf import settings

from kawal.access.asking import Question
from kawal.access.scope import Power, Scope
from kawal.foundation import references

CARD = "card"
State = Literal["valid", "ended", "elsewhere", "foreign", "length", "altered"]
# A card and whose it is, in the order of `Holder`.
READ = Question("""select k.card_id, p.person_id, p.kawal_id, p.name, coalesce(i.sex, '') as sex, i.birth_year,
  coalesce(i.home, '') as home, coalesce(i.stay, 'unknown') as stay, k.ended_at, k.reason
 from person_card k join person p on p.person_id = k.person_id and {p seen} left join picture i on i.person_id = p.person_id
 where k.reference = %(reference)s""")
OF_PERSON = Question("""select k.card_id, k.reference, k.agency, k.issued_at, k.issued_by, k.ended_at, k.ended_by, k.reason
 from person_card k join person p on p.person_id = k.person_id and {p seen}
 where k.person_id = %(person)s order by k.ended_at is not null, k.issued_at desc, k.card_id desc""")
CODES = Question("""select p.kawal_id, k.reference from person_card k join person p on p.person_id = k.person_id and {p seen}
 where p.kawal_id = any(%(people)s) and k.ended_at is null""")
SEEN = Question("""select s.act_id, s.seen_at, s.seen_by, p.kawal_id, p.name from card_seen s
 join person_card k on k.card_id = s.card_id join person p on p.person_id = k.person_id and {p seen}
 where s.place = %(place)s and s.seen_at >= %(since)s and s.undone_at is null
 order by s.seen_at desc, s.act_id limit %(most)s""")

LAST_SEEN = Question("""select max(s.seen_at) as at from card_seen s join person_card k on k.card_id = s.card_id
 join person p on p.person_id = k.person_id and {p seen}
 where s.card_id = %(card)s and s.place = %(place)s and s.undone_at is null""")


@dataclass(frozen=True, slots=True)
class Holder:
    """Whose card it is, as far as every unit that may see her knows it. ``home`` is a dotted code."""

    card_id: int
    person_id: int
    kawal_id: str
    name: str
    sex: str
    birth_year: int | None
    home: str
    stay: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What a code means here.

    :ivar state: valid; ended (``ended_at`` and ``reason`` say why); elsewhere: genuine, but the holder is nobody this reader may
        see; foreign, length, altered: no card of this instance.
    :ivar count: how many signs were read, where the length is wrong.
    """

    state: State
    holder: Holder | None = None
    ended_at: datetime | None = None
    reason: str = ""
    count: int = 0


@dataclass(frozen=True, slots=True)
class CardRow:
    """One card of a person; ``code`` is the whole reference in groups of four, empty once it has ended."""

    card_id: int
    code: str
    agency: str
    issued_at: datetime
    issued_by: str
    ended_at: datetime | None
    ended_by: str
    reason: str


@dataclass(frozen=True, slots=True)
class SeenRow:
    act_id: str
    seen_at: datetime
    seen_by: str
    kawal_id: str
    name: str


def read_card(*, scope: Scope, text: str) -> Answer:
    """What a code, scanned or typed, means to this reader. One query, none for what is no card of ours.

    :raises NotAllowed: the officer may neither record arrivals and hand-overs nor give aid.
    """
    if not scope.may(Power.GIVE_AID):
        scope.require(Power.HAND_OVER)
    try:
        reference = references.read(settings.DIGEST_KEY, CARD, text)
    except references.Foreign:
        return Answer("foreign")
    except references.WrongLength as wrong:
        return Answer("length", count=wrong.count)
    except references.Altered:
        return Answer("altered")
    found = READ.ask(scope, reference=reference)
    if not found:
        return Answer("elsewhere")
    *who, ended_at, reason = found[0]
    return Answer("ended" if ended_at else "valid", Holder(*who), ended_at, reason)


def list_cards(*, scope: Scope, person_id: int) -> list[CardRow]:
    """The cards of one person, the valid one first. One query.

    :raises NotAllowed: the officer may not record arrivals and hand-overs.
    """
    scope.require(Power.HAND_OVER)
    found = OF_PERSON.ask(scope, person=person_id)
    return [CardRow(it.card_id, "" if it.ended_at else _code(it.reference), *it[2:]) for it in found]


def list_codes(*, scope: Scope, people: Collection[str]) -> dict[str, str]:
    """The code of the valid card of each of these people who has one, by opaque id. One query.

    :raises NotAllowed: the officer may not record arrivals and hand-overs.
    """
    scope.require(Power.HAND_OVER)
    return {it.kawal_id: _code(it.reference) for it in CODES.ask(scope, people=list(people))}


def list_seen(*, scope: Scope, place: str, since: datetime, most: int = 50) -> list[SeenRow]:
    """Whose cards were seen at a place since then, the latest first. One query.

    :raises NotAllowed: the officer may not record arrivals and hand-overs.
    """
    scope.require(Power.HAND_OVER)
    return [SeenRow(*row) for row in SEEN.ask(scope, place=place, since=since, most=most)]


def last_seen(*, scope: Scope, card_id: int, place: str) -> datetime | None:
    """When this card was last seen at a place. One query.

    :raises NotAllowed: the officer may not record arrivals and hand-overs.
    """
    scope.require(Power.HAND_OVER)
    found = LAST_SEEN.ask(scope, card=card_id, place=place)
    return found[0].at if found else None


def _code(reference: str) -> str:
    return references.grouped(references.sign(settings.DIGEST_KEY, CARD, reference))
