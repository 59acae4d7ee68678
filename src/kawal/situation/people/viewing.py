"""One person as the reader may see her: whole in scope, else only what the reader's own agency said."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import connection

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


def get_person(*, scope: Scope, kawal_id: str, now: datetime) -> PersonView:
    """The person an id stands for now; after a merge an old id still answers.

    :raises NotAllowed: no power to read people. :raises NotVisible: unknown, or nothing of hers is the reader's.
    """
    scope.require(Power.READ_PERSON)
    person_id = standing_id(kawal_id)
    person = Person.objects.visible_to(scope).filter(pk=person_id).first() if person_id else None
    claims = claims_of(scope, person_id, person) if person_id else []
    if not claims or person_id is None:
        raise NotVisible("person")
    who = about([_line(standing, claim.subject) for standing, claim in claims])
    [own_id] = ids_of([person_id]).values()
    picture = _picture(scope, person_id, own_id, person, who, now)
    return PersonView(
        person_id=person_id,
        kawal_id=picture.kawal_id,
        name=who.name,
        also=who.also,
        sex=who.sex,
        births=who.births if scope.may(Power.READ_CLAIMS) else tuple(birth[:4] for birth in who.births[:1]),
        birth_year=who.birth_year,
        home=who.home,
        claims=tuple(_claim_card(scope, standing, claim) for standing, claim in claims),
        picture=picture,
        notes=tuple(_notes(scope, person_id)) if person else (),
        in_scope=person is not None,
    )


def find_kawal_ids(*, scope: Scope, people: Sequence[int]) -> dict[int, str]:
    """The opaque ids of people the scope may see, by number."""
    rows = Person.objects.visible_to(scope).filter(pk__in=people)
    return dict(rows.values_list("person_id", "kawal_id"))


def standing_id(kawal_id: str) -> int | None:
    """The number of the person an id stands for now. It tells nothing that the walls would hide."""
    with connection.cursor() as cursor:
        cursor.execute("select person_of(%s)", [kawal_id])
        (person,) = cursor.fetchone()
    return int(person) if person is not None else None


def claims_of(scope: Scope, person_id: int, person: Person | None) -> list[tuple[Standing, Claim]]:
    """The claims the scope may see, the held ones first, then by age. ``person`` is nothing out of scope."""
    standing = list(Standing.objects.visible_to(scope).filter(person_id=person_id))
    if person is None:
        standing = [it for it in standing if it.source_key in scope.keys]
    said = Claim.objects.visible_to(scope).in_bulk([it.claim_id for it in standing])
    pairs = [(it, said[it.claim_id]) for it in standing if it.claim_id in said]
    return sorted(pairs, key=lambda pair: (not pair[0].held, pair[1].first_recorded_at, pair[0].claim_id))


def _line(standing: Standing, subject: Mapping[str, Any]) -> ClaimLine:
    return ClaimLine(standing.name, standing.birth, subject.get("sex"), standing.area, standing.held)


def _picture(
    scope: Scope, person_id: int, kawal_id: str, person: Person | None, who: About, now: datetime
) -> PictureCard:
    if person is None:
        return alone.picture(scope=scope, person_id=person_id, kawal_id=kawal_id, who=who, now=now)
    row = Picture.objects.visible_to(scope).select_related("person").filter(pk=person_id).first()
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


def _notes(scope: Scope, person_id: int) -> list[NoteCard]:
    """Who may be the same person, as far as the reader may see both; answered ones stay for undoing."""
    if not scope.may(Power.REVIEW_IDENTITY):
        return []
    own = set(
        Standing.objects.visible_to(scope).filter(person_id=person_id).values_list("claim_id", flat=True)
    )
    notes = [
        note
        for column in ("claim_id", "other_claim_id")
        for note in ClaimNote.objects.visible_to(scope).filter(**{f"{column}__in": own})
    ]
    if not notes:  # nearly everybody
        return []
    notes = list({note.note_id: note for note in notes}.values())
    others = {note.note_id: note.other_claim_id if note.claim_id in own else note.claim_id for note in notes}
    owner = dict(
        Standing.objects.visible_to(scope)
        .filter(claim_id__in=others.values())
        .values_list("claim_id", "person_id")
    )
    people = sorted({person for person in owner.values() if person != person_id})
    rows = {it.person_id: it for it in rows_of(scope=scope, hits=[Hit(it, 0, 0.0, "") for it in people])}
    rows |= {it.person_id: it for it in rows_of(scope=scope, hits=[Hit(person_id, 0, 0.0, "")])}
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
        and (note.verdict or owner[others[note.note_id]] != person_id)
    ]
