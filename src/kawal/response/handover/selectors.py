"""Reads of hand-overs: one, lists, what a receiver is told ahead, and what anybody may check."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import orjson
from django.conf import settings

from kawal.access.asking import Question
from kawal.access.scope import NotVisible, Power, Scope
from kawal.foundation import references
from kawal.response.handover import sealing
from kawal.response.handover.chains import Role, Step, missing, step_of
from kawal.response.handover.content import stored_digest
from kawal.response.handover.models import Handover
from kawal.response.handover.plans import Party
from kawal.situation.paging import Page, cursor_of, parts_of

# A card in the order of its fields; JSON as text, whatever the driver would make of it.
_CARD = """select h.act_id, h.code, h.state, h.chain || '.' || h.step as step_name, h.agency, h.giver::text,
  h.taker::text, h.witness::text, h.happens_at, h.place, h.area, h.at_home, h.transport, h.note, h.made_at,
  h.made_by, h.ended_at, h.ended_by, h.reason, h.reference, h.digest,
  (select b.code from handover b where b.handover_id = h.corrects) as corrects,
  (select c.code from handover c where c.corrects = h.handover_id and c.state = 'complete') as corrected_by,
  (select count(*) from handover_person l where l.handover_id = h.handover_id)::int as people,
  (select count(*) from handover_thing t where t.handover_id = h.handover_id)::int as things,
  array(select s.role from handover_sign s where s.handover_id = h.handover_id and s.role <> 'person') as signed
 from handover h where {h seen}"""
ONE = Question(f"{_CARD} and h.code = %(code)s")
OPEN = Question(f"""{_CARD} and h.state = 'open' and (h.happens_at, h.code) > (%(at)s, %(after)s)
 order by h.happens_at, h.code limit %(most)s""")
ENDED = Question(f"""{_CARD} and h.state <> 'open' and (h.ended_at, h.code) < (%(at)s, %(after)s)
 order by h.ended_at desc, h.code desc limit %(most)s""")
OF_PERSON = Question(f"""{_CARD} and exists (select from handover_person l where l.handover_id = h.handover_id and l.person_id = %(person)s)
 order by h.happens_at desc, h.code desc""")
PEOPLE = Question("""select l.line, l.kawal_id, l.name, l.sex, l.birth_year, l.home, l.condition, l.remarks, l.belongings, l.state,
  l.statement from handover_person l join handover h on h.handover_id = l.handover_id
 where {h seen} and h.code = %(code)s order by l.line""")
THINGS = Question("""select t.line, t.item, t.name, t.quantity, t.unit, t.lot, t.note from handover_thing t
 join handover h on h.handover_id = t.handover_id where {h seen} and h.code = %(code)s order by t.line""")
SIGNS = Question("""select s.role, s.line, s.name, s.office, s.way, s.drawing, s.media, s.image, s.signed_at from handover_sign s
 join handover h on h.handover_id = s.handover_id where {h seen} and h.code = %(code)s order by s.line, s.sign_id""")
# Told ahead: no condition, no remarks, nothing of why.
EXPECTED = Question("""select h.code, h.happens_at, h.place, h.transport, h.giver::text, h.taker::text, l.name, l.sex, l.birth_year
 from handover h join handover_person l on l.handover_id = h.handover_id
 where {h seen} and h.state = 'open' and h.agency <> %(agency)s and l.state in ('due', 'here')
 order by h.happens_at, h.code, l.line limit %(most)s""")
DUE = Question("""select h.code, l.line, l.state, h.happens_at, l.kawal_id from handover_person l
 join handover h on h.handover_id = l.handover_id
 where {h seen} and h.state = 'open' and l.person_id = any(%(people)s) and l.state in ('due', 'here') order by h.happens_at, h.code""")
WAITING = Question("""select count(*)::int as n from handover h where {h seen} and h.state = 'open'
 and exists (select from handover_person l where l.handover_id = h.handover_id)""")
FIRST, LAST = (
    datetime.fromisoformat("0001-01-02T00:00:00+00:00"),
    datetime.fromisoformat("9999-12-30T00:00:00+00:00"),
)


@dataclass(frozen=True, slots=True)
class HandoverCard:
    """One hand-over without its lines. ``people`` and ``things`` are counts, ``signed`` the roles that have signed."""

    act_id: str
    code: str
    state: str
    step_name: str
    agency: str
    giver: Party
    taker: Party
    witness: Party | None
    happens_at: datetime
    place: str
    area: str
    at_home: bool
    transport: str
    note: str
    made_at: datetime
    made_by: str
    ended_at: datetime | None
    ended_by: str
    reason: str
    reference: str | None
    digest: bytes | None
    corrects: str | None
    corrected_by: str | None
    people: int
    things: int
    signed: tuple[str, ...]

    @property
    def step(self) -> Step:
        return step_of(self.step_name)

    @property
    def missing(self) -> tuple[Role, ...]:
        return missing(self.step, self.signed)

    @property
    def check_code(self) -> str:
        """Under which anybody may check it, in groups of four; empty until it is sealed."""
        if not self.reference:
            return ""
        return references.grouped(references.sign(settings.DIGEST_KEY, sealing.USE, self.reference))

    @property
    def fingerprint(self) -> str:
        return sealing.printed(self.digest) if self.digest else ""


@dataclass(frozen=True, slots=True)
class PersonLine:
    line: int
    kawal_id: str
    name: str
    sex: str
    birth_year: int | None
    home: str
    condition: str
    remarks: str
    belongings: str
    state: str
    statement: str


@dataclass(frozen=True, slots=True)
class ThingLine:
    line: int
    item: str
    name: str
    quantity: int
    unit: str
    lot: str
    note: str


@dataclass(frozen=True, slots=True)
class SignCard:
    role: str
    line: int
    name: str
    office: str
    way: str
    drawing: str
    media: str
    image: bytes | None
    signed_at: datetime


@dataclass(frozen=True, slots=True)
class HandoverView:
    card: HandoverCard
    people: tuple[PersonLine, ...]
    things: tuple[ThingLine, ...]
    signs: tuple[SignCard, ...]

    @property
    def unstated(self) -> tuple[int, ...]:
        """Lines of those who refuse and have not signed so."""
        stated = {it.line for it in self.signs if it.role == "person"}
        return tuple(it.line for it in self.people if it.state == "refused" and it.line not in stated)


@dataclass(frozen=True, slots=True)
class ExpectedRow:
    """One person who will be handed over to the reader, or before the reader's eyes."""

    code: str
    happens_at: datetime
    place: str
    transport: str
    giver: Party
    taker: Party
    name: str
    sex: str
    birth_year: int | None


@dataclass(frozen=True, slots=True)
class DueLine:
    """One person in a hand-over that is under way; ``state`` is due or here."""

    code: str
    line: int
    state: str
    happens_at: datetime
    kawal_id: str


@dataclass(frozen=True, slots=True)
class PublicCard:
    """What anybody may check: no name of a person. ``is_intact`` is false where the rows are not those that were sealed."""

    code: str
    state: str
    step_name: str
    giver: Party
    taker: Party
    witness: Party | None
    happened_at: datetime
    people: int
    things: int
    fingerprint: str
    is_intact: bool
    corrects: str | None
    corrected_by: str | None


def get_handover(*, scope: Scope, code: str) -> HandoverView:
    """One hand-over with everything that stands in it. Four queries.

    :raises NotAllowed: the officer may not hand over. :raises NotVisible: unknown, or the reader takes no part in it.
    """
    scope.require(Power.HAND_OVER)
    found = ONE.ask(scope, code=code)
    if not found:
        raise NotVisible(f"hand-over {code}")
    return HandoverView(
        _card(found[0]),
        tuple(PersonLine(*row) for row in PEOPLE.ask(scope, code=code)),
        tuple(ThingLine(*row) for row in THINGS.ask(scope, code=code)),
        tuple(SignCard(*row) for row in SIGNS.ask(scope, code=code)),
    )


def list_open(*, scope: Scope, limit: int = 25, cursor: str | None = None) -> Page[HandoverCard]:
    """Under way, the earliest first. One query.

    :raises NotAllowed: the officer may not hand over. :raises BadCursor: a cursor of nobody's.
    """
    scope.require(Power.HAND_OVER)
    at, after = _after(cursor) or (FIRST, "")
    found = OPEN.ask(scope, at=at, after=after, most=limit + 1)
    cards = [_card(it) for it in found[:limit]]
    more = cursor_of(cards[-1].happens_at, _number(cards[-1].code)) if len(found) > limit else None
    return Page(cards, more)


def list_ended(*, scope: Scope, limit: int = 25, cursor: str | None = None) -> Page[HandoverCard]:
    """Complete, refused or cancelled, the latest first. One query.

    :raises NotAllowed: the officer may not hand over. :raises BadCursor: a cursor of nobody's.
    """
    scope.require(Power.HAND_OVER)
    at, after = _after(cursor) or (LAST, "ST-~")
    found = ENDED.ask(scope, at=at, after=after, most=limit + 1)
    cards = [_card(it) for it in found[:limit]]
    more = cursor_of(cards[-1].ended_at, _number(cards[-1].code)) if len(found) > limit else None
    return Page(cards, more)


def list_of_person(*, scope: Scope, person_id: int) -> list[HandoverCard]:
    """The hand-overs of one person in which the reader takes part, the latest first. One query.

    :raises NotAllowed: the officer may not hand over.
    """
    scope.require(Power.HAND_OVER)
    return [_card(it) for it in OF_PERSON.ask(scope, person=person_id)]


def list_expected(*, scope: Scope, most: int = 200) -> list[ExpectedRow]:
    """Who will be handed over to the reader's unit, or before it as a witness, the earliest first. One query.

    :raises NotAllowed: the officer may not hand over.
    """
    scope.require(Power.HAND_OVER)
    return [
        ExpectedRow(**{**row._asdict(), "giver": _party(row.giver), "taker": _party(row.taker)})
        for row in EXPECTED.ask(scope, agency=scope.agency, most=most)
    ]


def list_due(*, scope: Scope, people: Collection[int]) -> list[DueLine]:
    """The hand-overs under way in which these people stand and the reader takes part, the earliest first. One query.

    :raises NotAllowed: the officer may not hand over.
    """
    scope.require(Power.HAND_OVER)
    return [DueLine(*row) for row in DUE.ask(scope, people=list(people))]


def count_open(*, scope: Scope) -> int:
    """How many hand-overs of people are under way. One query.

    :raises NotAllowed: the officer may not hand over.
    """
    scope.require(Power.HAND_OVER)
    found = WAITING.ask(scope)
    return int(found[0].n) if found else 0


def check_document(*, scope: Scope, text: str) -> PublicCard:
    """What stands behind a code on paper. The page that asks is public, and asks as the engine.

    :raises NotAllowed: only the engine may ask for any document. :raises BadReference: no code of a hand-over of this instance.
    :raises NotVisible: no document has it.
    """
    scope.require(Power.NATION)
    reference = references.read(settings.DIGEST_KEY, sealing.USE, text)
    row = Handover.objects.visible_to(scope).filter(reference=reference).first()
    if row is None:
        raise NotVisible("document")
    card = get_handover(scope=scope, code=row.code).card
    is_intact = bytes(row.digest) == stored_digest(row)
    return PublicCard(
        card.code, card.state, card.step_name, card.giver, card.taker, card.witness, card.happens_at, card.people, card.things,
        card.fingerprint, is_intact, card.corrects, card.corrected_by,
    )  # fmt: skip


def _card(row: Any) -> HandoverCard:
    said = row._asdict()
    parties = {name: _party(said[name]) if said[name] else None for name in ("giver", "taker", "witness")}
    return HandoverCard(**{**said, **parties, "signed": tuple(row.signed)})


def _party(text: str) -> Party:
    said: Mapping[str, Any] = orjson.loads(text)
    return Party(**said)


def _after(cursor: str | None) -> tuple[datetime, str] | None:
    parts = parts_of(cursor, datetime, int)
    return (parts[0], f"ST-{parts[1]:06d}") if parts else None


def _number(code: str) -> int:
    return int(code.removeprefix("ST-"))
