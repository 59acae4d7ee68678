"""One person as the reader may see her: whole in scope, else only what the reader's own agency said."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from kawal.access.asking import Question
from kawal.access.scope import NotVisible, Power, Scope
from kawal.foundation.masks import mask
from kawal.situation.linkage.notes import notes_about
from kawal.situation.people.cards import ClaimCard, PersonView
from kawal.situation.pictures import alone
from kawal.situation.pictures.about import About, ClaimLine, about
from kawal.situation.pictures.cards import PictureCard
from kawal.situation.pictures.reading import picture_of

NUMBERS = ("nik", "passport", "kk")
PLAIN_FIELDS = ("name", "sex", "aliases")  # what readers without the claims in full see, and the birth year

# Whoever sees the person sees every claim about her; a source sees what it said itself. The held ones first, then by age.
CLAIMS = Question("""select t.person_id, p.person_id is not null as in_scope,
  coalesce(p.kawal_id, (select i.kawal_id from kawal_ids_of(array[t.person_id]) i)) as kawal_id,
  s.claim_id, s.source_key, s.held, s.name, s.birth, s.area, c.subject, c.first_recorded_at
 from (select person_of(%(id)s) as person_id) t join standing s using (person_id) join claim c using (claim_id)
 left join person p on p.person_id = t.person_id and {p seen}
 where p.person_id is not null or s.source_key = any(%(keys)s::text[])
 order by not s.held, c.first_recorded_at, s.claim_id""")


class Said(Protocol):
    """A row of ``CLAIMS``: one claim about her."""

    claim_id: int
    source_key: str
    held: bool
    name: str
    birth: str | None
    area: str | None
    subject: dict[str, Any]
    first_recorded_at: datetime


@dataclass(frozen=True, slots=True)
class Seen:
    """Who was asked for, as far as the scope may see. ``in_scope`` is false where only the own claims are there."""

    person_id: int
    kawal_id: str
    in_scope: bool
    claims: tuple[Said, ...]


def look(scope: Scope, kawal_id: str) -> Seen:
    """:raises NotVisible: unknown, or nothing of hers is the reader's."""
    claims = CLAIMS.ask(scope, id=kawal_id)
    if not claims:
        raise NotVisible("person")
    first = claims[0]
    return Seen(first.person_id, first.kawal_id, first.in_scope, tuple(claims))


def get_person(*, scope: Scope, kawal_id: str, now: datetime) -> PersonView:
    """The person an id stands for now; after a merge an old id still answers.

    :raises NotAllowed: no power to read people. :raises NotVisible: unknown, or nothing of hers is the reader's.
    """
    scope.require(Power.READ_PERSON)
    seen = look(scope, kawal_id)
    who = about(ClaimLine(it.name, it.birth, it.subject.get("sex"), it.area, it.held) for it in seen.claims)
    return PersonView(
        person_id=seen.person_id,
        kawal_id=seen.kawal_id,
        name=who.name,
        also=who.also,
        sex=who.sex,
        births=who.births if scope.may(Power.READ_CLAIMS) else tuple(birth[:4] for birth in who.births[:1]),
        birth_year=who.birth_year,
        home=who.home,
        claims=tuple(_claim_card(scope, it) for it in seen.claims),
        picture=_picture(scope, seen, who, now),
        notes=notes_about(scope, seen.person_id, [it.claim_id for it in seen.claims])
        if seen.in_scope
        else (),
        in_scope=seen.in_scope,
    )


def _picture(scope: Scope, seen: Seen, who: About, now: datetime) -> PictureCard:
    if not seen.in_scope:
        return alone.picture(scope=scope, person_id=seen.person_id, kawal_id=seen.kawal_id, who=who, now=now)
    found = picture_of(scope, seen.person_id)
    if found is None:
        raise NotVisible("picture")
    return found


def _claim_card(scope: Scope, said: Said) -> ClaimCard:
    return ClaimCard(
        said.claim_id, said.source_key[2:], masked(said.subject, scope), said.first_recorded_at, said.held
    )


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
