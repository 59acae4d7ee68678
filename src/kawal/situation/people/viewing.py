"""One person as the reader may see her: whole in scope, else only what the reader's own agency said."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection
from django.db.models import Q

from kawal.access.guard import Proven
from kawal.access.scope import NotVisible, Power, Scope
from kawal.facts.people.models import Claim, ClaimNote, Person, Standing
from kawal.foundation.masks import mask
from kawal.situation.people.cards import ClaimCard, NoteCard, PersonView
from kawal.situation.people.searching import Hit, ids_of, rows_of
from kawal.situation.pictures import alone
from kawal.situation.pictures.about import About, ClaimLine, about
from kawal.situation.pictures.cards import PictureCard
from kawal.situation.pictures.models import Picture
from kawal.situation.pictures.reading import card_of

NUMBERS = ("nik", "passport", "kk")
PLAIN_FIELDS = ("name", "sex", "aliases")  # what readers without the claims in full see, and the birth year


@dataclass(frozen=True, slots=True)
class Seen:
    """Who was asked for, as far as the scope may see. ``in_scope`` is false where only the own claims are there."""

    person_id: int
    kawal_id: str
    in_scope: bool
    standing: tuple[Standing, ...]

    @property
    def proven(self) -> Proven:
        return Proven(frozenset(it.claim_id for it in self.standing))


def look(scope: Scope, kawal_id: str) -> Seen:
    """:raises NotVisible: unknown, or nothing of hers is the reader's."""
    person_id = standing_id(kawal_id)
    if person_id is None:
        raise NotVisible("person")
    person = Person.objects.visible_to(scope).filter(pk=person_id).first()
    own = {} if person else {"source_key__in": list(scope.keys)}
    standing = tuple(Standing.objects.visible_to(scope).filter(person_id=person_id, **own))
    if not standing:
        raise NotVisible("person")
    standing_for = person.kawal_id if person else ids_of([person_id])[person_id]
    return Seen(person_id, standing_for, person is not None, standing)


def get_person(*, scope: Scope, kawal_id: str, now: datetime) -> PersonView:
    """The person an id stands for now; after a merge an old id still answers.

    :raises NotAllowed: no power to read people. :raises NotVisible: unknown, or nothing of hers is the reader's.
    """
    scope.require(Power.READ_PERSON)
    seen = look(scope, kawal_id)
    claims = claims_of(seen)
    who = about([_line(standing, claim.subject) for standing, claim in claims])
    return PersonView(
        person_id=seen.person_id,
        kawal_id=seen.kawal_id,
        name=who.name,
        also=who.also,
        sex=who.sex,
        births=who.births if scope.may(Power.READ_CLAIMS) else tuple(birth[:4] for birth in who.births[:1]),
        birth_year=who.birth_year,
        home=who.home,
        claims=tuple(_claim_card(scope, standing, claim) for standing, claim in claims),
        picture=_picture(scope, seen, who, now),
        notes=tuple(_notes(scope, seen)) if seen.in_scope else (),
        in_scope=seen.in_scope,
    )


def standing_id(kawal_id: str) -> int | None:
    """The number of the person an id stands for now. It tells nothing that the walls would hide."""
    with connection.cursor() as cursor:
        cursor.execute("select person_of(%s)", [kawal_id])
        (person,) = cursor.fetchone()
    return int(person) if person is not None else None


def claims_of(seen: Seen) -> list[tuple[Standing, Claim]]:
    """The held claims first, then by age."""
    said = {claim.claim_id: claim for claim in Claim.objects.on(seen.proven)}
    pairs = [(it, said[it.claim_id]) for it in seen.standing if it.claim_id in said]
    return sorted(pairs, key=lambda pair: (not pair[0].held, pair[1].first_recorded_at, pair[0].claim_id))


def _line(standing: Standing, subject: Mapping[str, Any]) -> ClaimLine:
    return ClaimLine(standing.name, standing.birth, subject.get("sex"), standing.area, standing.held)


def _picture(scope: Scope, seen: Seen, who: About, now: datetime) -> PictureCard:
    if not seen.in_scope:
        return alone.picture(scope=scope, person_id=seen.person_id, kawal_id=seen.kawal_id, who=who, now=now)
    row = Picture.objects.visible_to(scope).select_related("person").filter(pk=seen.person_id).first()
    if row is None:
        raise NotVisible("picture")
    return card_of(row, scope)


def _claim_card(scope: Scope, standing: Standing, claim: Claim) -> ClaimCard:
    source = standing.source_key[2:]
    subject = masked(claim.subject, scope)
    return ClaimCard(claim.claim_id, source, subject, claim.first_recorded_at, standing.held)


def masked(subject: Mapping[str, Any], scope: Scope) -> dict[str, Any]:
    """A subject without whole numbers; for readers without the claims in full only name, sex and birth year."""
    if not scope.may(Power.READ_CLAIMS):
        plain = {key: subject[key] for key in PLAIN_FIELDS if key in subject}
        birth = subject.get("birth_date")
        return {**plain, "birth_date": str(birth)[:4]} if birth else plain
    shown = dict(subject)
    for kind in NUMBERS:
        if shown.get(kind):
            shown[kind] = mask(str(shown[kind]))
    if shown.get("phones"):
        shown["phones"] = [mask(str(phone)) for phone in shown["phones"]]
    return shown


def _notes(scope: Scope, seen: Seen) -> list[NoteCard]:
    """Who may be the same person, as far as the reader may see both; answered ones stay for undoing."""
    if not scope.may(Power.REVIEW_IDENTITY):
        return []
    own = seen.proven.claims
    asked = Q(claim_id__in=own) | Q(other_claim_id__in=own)
    everybody = ClaimNote.unscoped.filter(asked)  # unscoped: of proven claims, only whether any is there
    if not everybody.exists():  # nearly nobody has one
        return []
    notes = list(ClaimNote.objects.visible_to(scope).filter(asked))
    others = {note.note_id: note.other_claim_id if note.claim_id in own else note.claim_id for note in notes}
    owner = dict(
        Standing.objects.visible_to(scope)
        .filter(claim_id__in=others.values())
        .values_list("claim_id", "person_id")
    )
    people = sorted({*owner.values(), seen.person_id})
    rows = {it.person_id: it for it in rows_of(scope=scope, hits=[Hit(it, 0, 0.0, "") for it in people])}
    return [
        NoteCard(
            note.note_id,
            note.cause,
            rows[owner[others[note.note_id]]],
            note.verdict,
            note.decided_by,
            note.decided_at,
        )
        for note in sorted(notes, key=lambda it: (it.verdict != "", it.note_id))
        if owner.get(others[note.note_id]) in rows
        and (note.verdict or owner[others[note.note_id]] != seen.person_id)
    ]
