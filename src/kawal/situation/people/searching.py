"""Looking for people: by id, by any number, by how a name sounds, by a piece of it, by a village.

One function of the database asks the scope itself (no array or trigram index may be used behind a policy); what it
returns is read again through both walls.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import connection

from kawal.access.asking import Question
from kawal.access.scope import Power, Scope
from kawal.facts.contract.subject import phones_of, usable_kk, usable_nik, usable_passport
from kawal.foundation.areas import AreaCode, InvalidArea
from kawal.foundation.digests import number_key
from kawal.foundation.names import name_sort, sound_words
from kawal.reference import selectors as reference
from kawal.situation.paging import Page, cursor_of, parts_of
from kawal.situation.people.cards import PersonRow
from kawal.situation.people.forgiving import forgiving

SHORTEST_FRAGMENT, FARTHEST, MOST_AREAS = 3, 500, 12
PERSON_ID_LENGTH = 13
WEAK = frozenset({"similar", "fragment"})  # found by a piece of the name: perhaps something better was meant

# Somebody out of scope is shown from the reader's own claims, without a picture; whoever said nothing of her gets no row.
ROWS = Question("""select w.id as person_id, coalesce(p.kawal_id, (select i.kawal_id from kawal_ids_of(array[w.id]) i)) as kawal_id,
  coalesce(p.name, '') as name, c.person_id is not null as is_drawn, c.sex, c.birth_year, c.home, c.stay, c.stay_since, c.procedure,
  s.names, s.births, s.areas
 from unnest(%(people)s::bigint[]) with ordinality w(id, n) left join person p on p.person_id = w.id and {p seen}
 cross join lateral (
  select array_agg(s.name order by s.claim_id) as names, array_agg(s.birth order by s.claim_id) filter (where s.birth <> '') as births,
   array_agg(s.area order by s.claim_id) filter (where s.area <> '') as areas
  from standing s where s.person_id = w.id and s.held and (p.person_id is not null or s.source_key = any(%(keys)s::text[]))
  having count(*) > 0) s
 left join picture c on c.person_id = p.person_id order by w.n""")
WITHIN = Question("""select c.person_id from picture c join person p using (person_id)
 where c.person_id = any(%(people)s::bigint[]) and {p seen} and (cardinality(%(stays)s::text[]) = 0 or c.stay = any(%(stays)s::text[]))
  and (%(procedure)s = '' or c.procedure = %(procedure)s)""")


@dataclass(frozen=True, slots=True)
class Asked:
    """What a text may mean."""

    text: str
    kawal_id: str = ""
    numbers: tuple[int, ...] = ()
    sounds: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Hit:
    person_id: int
    claim_id: int
    score: float
    why: str


def find_people(
    *,
    scope: Scope,
    q: str,
    stays: Sequence[str] = (),
    procedure: str = "",
    limit: int = 25,
    cursor: str | None = None,
) -> Page[PersonRow]:
    """Best first. A name may be written as it sounds, and narrowed by an area after a comma: ``siti, kupang``.

    Where nothing is found so, or only a part of the name, slips are forgiven, a year or a place at the end is read as one,
    and who may see numbers whole may ask for a piece of one.

    ``stays`` and ``procedure`` keep to people who are in one of them and left so, among the five hundred best.

    :raises NotAllowed: no power to search. :raises BadCursor: not one of ours.
    """
    scope.require(Power.SEARCH)
    parts = parts_of(cursor, int)
    start: int = parts[0] if parts else 0
    narrowed = bool(stays or procedure)
    hits = _hits(read_question(q), FARTHEST if narrowed else min(start + limit + 1, FARTHEST))
    if not hits or hits[0].why in WEAK:
        hits = [Hit(*it) for it in forgiving(scope, q)] or hits
    hits = _within(scope, hits, stays, procedure) if narrowed else hits
    rows = rows_of(scope=scope, hits=hits[start : start + limit])
    following = cursor_of(start + limit) if len(hits) > start + limit < FARTHEST else None
    return Page(rows, following)


def _within(scope: Scope, hits: Sequence[Hit], stays: Sequence[str], procedure: str) -> list[Hit]:
    """The hits in one of these stays and of this procedure, in their order; an empty one does not narrow."""
    people = [hit.person_id for hit in hits]
    asked = {"people": people, "stays": list(stays), "procedure": procedure}
    there = {it.person_id for it in WITHIN.ask(scope, **asked)}
    return [hit for hit in hits if hit.person_id in there]


def read_question(q: str) -> Asked:
    """A text as an officer types it: an id, a number, a name, a name and an area, an area alone."""
    text = " ".join(q.split())[:200]
    if len(text) == PERSON_ID_LENGTH and text.startswith("k") and text.isalnum():
        return Asked(text, kawal_id=text)
    numbers = tuple(key for _, key in _numbers({"nik": text, "kk": text, "passport": text, "phones": [text]}))
    digits = sum(map(str.isdigit, text))
    if numbers and digits >= 5:
        return Asked(text, numbers=numbers)
    name, _, place = text.partition(",")
    areas = _areas(place) if place.strip() else ()
    return Asked(name.strip(), sounds=sound_words(name), areas=areas)


def rows_of(*, scope: Scope, hits: Sequence[Hit]) -> list[PersonRow]:
    """The hits as rows, read through the walls; somebody out of scope is shown from the reader's own claims."""
    whys = {hit.person_id: hit.why for hit in hits}
    return [_row(it, whys[it.person_id]) for it in ROWS.ask(scope, people=list(whys))]


def _row(found: Any, why: str) -> PersonRow:
    name = found.name or found.names[0]
    others = {name_sort(it): it for it in found.names if it and name_sort(it) != name_sort(name)}
    births, areas = found.births or ("",), found.areas or (None,)
    return PersonRow(
        person_id=found.person_id,
        kawal_id=found.kawal_id,
        name=name,
        also=tuple(others.values())[:3],
        sex=found.sex or "",
        birth=births[0],
        birth_year=found.birth_year if found.is_drawn else int(births[0][:4] or 0) or None,
        home=found.home if found.is_drawn else areas[0],
        stay=found.stay or "unknown",
        stay_since=found.stay_since,
        why=why,
        procedure=found.procedure or "unknown",
    )


def _hits(asked: Asked, most: int) -> list[Hit]:
    if asked.kawal_id:
        with connection.cursor() as cursor:
            cursor.execute("select person_of(%s)", [asked.kawal_id])
            (person,) = cursor.fetchone()
        return [Hit(person, 0, 1.0, "kawal_id")] if person else []
    areas = list(asked.areas) or None
    if asked.numbers or asked.sounds or areas:
        found = _call("find_person", asked.text, list(asked.sounds), list(asked.numbers), areas, most)
        if found:
            return found
    if len(asked.text) >= SHORTEST_FRAGMENT and not asked.numbers:
        found = _call("find_fragment", asked.text, most)
        return found or _in_area(asked.text, most)
    return []


def _in_area(text: str, most: int) -> list[Hit]:
    areas = _areas(text)
    return _call("find_person", "", [], [], list(areas), most) if areas else []


def _call(function: str, *arguments: Any) -> list[Hit]:
    casts = {"find_person": "%s, %s::text[], %s::bigint[], %s::text[], %s", "find_fragment": "%s, %s"}
    with connection.cursor() as cursor:
        cursor.execute(
            f"select person_id, claim_id, score, why from {function}({casts[function]})", arguments
        )
        return [Hit(*row) for row in cursor.fetchall()]


def _numbers(subject: Mapping[str, Any]) -> list[tuple[str, int]]:
    said = [
        ("nik", usable_nik(subject.get("nik"))),
        ("passport", usable_passport(subject.get("passport"))),
        ("kk", usable_kk(subject.get("kk"))),
        *(("phone", digits) for digits in phones_of(dict(subject))),
    ]
    return [(kind, number_key(settings.DIGEST_KEY, kind, value)) for kind, value in said if value]


def _areas(text: str) -> tuple[str, ...]:
    try:
        return (AreaCode.parse(text).dotted,)
    except InvalidArea:
        return tuple(it.code for it in reference.list_areas(q=text, limit=MOST_AREAS))
