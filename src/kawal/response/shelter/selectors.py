"""Reads of a house: tonight, any moment before, one stay, and what is to be done today."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from kawal.access.asking import Question
from kawal.access.scope import NotVisible, Power, Scope
from kawal.response.shelter.cards import (
    BedCard,
    Checked,
    Entry,
    HouseCard,
    Item,
    Lodging,
    Outing,
    Present,
    Resident,
    RoomCard,
    Roster,
    StayCard,
    Ticks,
)
from kawal.response.shelter.houses import HouseRow, house_of, houses_of

MOST_ENTRIES, MOST_PAST = 200, 2_000
OWN = "s.shelter in (select h.code from shelter h where %(nation)s or h.key = any(%(keys)s::text[]))"
BEDS = Question("""select r.room_id, r.building, r.name as room, r.sex, coalesce(u.use, '') as use,
  case when upper_inf(u.during) then null else upper(u.during) - 1 end as until, coalesce(u.reason, '') as reason, b.bed_id, b.name as bed,
  b.out_of_use
 from shelter_room r join shelter_bed b using (room_id)
 left join shelter_room_use u on u.room_id = r.room_id and u.during @> %(today)s::date
 where r.shelter = %(shelter)s and exists (select from shelter h where h.code = r.shelter
  and (%(nation)s or h.key = any(%(keys)s::text[])))
 order by r.building, length(r.name), r.name, length(b.name), b.name""")
RESIDENTS = Question(f"""select s.stay_id, s.person_id, coalesce(p.kawal_id, '') as kawal_id, coalesce(nullif(p.name, ''), s.name) as name,
  s.sex, s.birth_year, lower(s.during) as since, s.care, s.needs, s.doubled, l.bed_id, lower(a.during) as out_since, a.expected_at,
  (select count(*) from shelter_item i where i.stay_id = s.stay_id and i.fate = '') as kept,
  exists (select from shelter_entry e where e.stay_id = s.stay_id and e.book = 'rules' and e.undone_at is null) as rules,
  p.person_id is not null and c.shelter is distinct from s.shelter as elsewhere
 from shelter_stay s left join person p on p.person_id = s.person_id and {{p seen}} left join picture c on c.person_id = p.person_id
 left join shelter_lodging l on l.stay_id = s.stay_id and l.undone_at is null and upper_inf(l.during)
 left join shelter_absence a on a.stay_id = s.stay_id and a.undone_at is null and a.during @> %(now)s::timestamptz
 where s.shelter = %(shelter)s and s.undone_at is null and upper_inf(s.during) and {OWN}
 order by name, s.stay_id""")
PRESENT = Question(f"""select s.stay_id, coalesce(p.kawal_id, '') as kawal_id, coalesce(nullif(p.name, ''), s.name) as name, s.sex,
  s.birth_year, lower(s.during) as since, coalesce(r.building, '') as building, coalesce(r.name, '') as room, coalesce(b.name, '') as bed,
  exists (select from shelter_absence a where a.stay_id = s.stay_id and a.undone_at is null
   and a.during @> %(at)s::timestamptz) as out
 from shelter_stay s left join person p on p.person_id = s.person_id and {{p seen}}
 left join shelter_lodging l on l.stay_id = s.stay_id and l.undone_at is null and l.during @> %(at)s::timestamptz
 left join shelter_bed b on b.bed_id = l.bed_id left join shelter_room r on r.room_id = b.room_id
 where s.shelter = %(shelter)s and s.undone_at is null and s.during @> %(at)s::timestamptz and {OWN} order by name, s.stay_id
 limit {MOST_PAST}""")
STAY = Question(f"""select s.stay_id, s.shelter, s.person_id, coalesce(p.kawal_id, '') as kawal_id,
  coalesce(nullif(p.name, ''), s.name) as name, s.sex, s.birth_year, lower(s.during) as since, upper(s.during) as until, s.destination,
  s.left_note, s.care, s.needs, s.doubled, s.arrived_by, s.left_by
 from shelter_stay s left join person p on p.person_id = s.person_id and {{p seen}}
 where s.stay_id = %(stay)s and s.undone_at is null and {OWN}""")
OF_PERSON = Question(f"""select s.stay_id, upper_inf(s.during) as is_open from shelter_stay s
 where s.person_id = %(person)s and s.undone_at is null and {OWN} order by lower(s.during) desc""")
LODGINGS = Question(f"""select s.lodging_id, lower(s.during) as since, upper(s.during) as until, r.building, r.name as room, b.name as bed,
  s.reason, s.by_actor
 from shelter_lodging s join shelter_bed b using (bed_id) join shelter_room r using (room_id)
 where s.stay_id = %(stay)s and s.undone_at is null and {OWN} order by lower(s.during) desc""")
OUTINGS = Question(f"""select s.absence_id, lower(s.during) as since, upper(s.during) as until, s.expected_at, s.reason, s.by_actor
 from shelter_absence s
 where s.stay_id = %(stay)s and s.undone_at is null and {OWN} order by lower(s.during) desc""")
ITEMS = Question(f"""select s.item_id, s.kind, s.what, s.kept_at, s.taken_at, s.taken_by, s.signed, s.drawing, s.fate, s.fate_at,
  s.fate_by, s.fate_signed, s.fate_drawing, s.fate_note
 from shelter_item s where s.stay_id = %(stay)s and {OWN} order by s.fate <> '', s.taken_at, s.item_id""")
ENTRIES = Question(f"""select s.entry_id, s.stay_id, coalesce(y.name, '') as name, s.book, s.at, s.ended_at, s.said, s.by_actor,
  s.undone_at is not null as undone
 from shelter_entry s left join shelter_stay y using (stay_id)
 where s.shelter = %(shelter)s and (%(stay)s::uuid is null or s.stay_id = %(stay)s::uuid) and s.book = any(%(books)s::text[]) and {OWN}
 order by s.at desc, s.entry_id limit {MOST_ENTRIES}""")
TICKS = Question(f"""select s.stay_id from shelter_tick s where s.shelter = %(shelter)s and s.day = %(day)s and s.round = %(round)s
 and {OWN}""")
PORTIONS = Question(f"""select coalesce(sum(s.portions), 0)::int from shelter_portion s where s.shelter = %(shelter)s
 and s.day = %(day)s and s.round = %(round)s and {OWN}""")
CHECKS = Question(f"""select s.item, s.at, s.by_actor, s.note from shelter_check s where s.shelter = %(shelter)s and s.day = %(day)s
 and {OWN}""")
ADDRESS = Question(
    f"select s.address, s.phone from shelter_address s where s.shelter = %(shelter)s and {OWN}"
)
COUNTED = Question(f"""select s.code, (select count(*) from shelter_bed b where b.shelter = s.code and b.out_of_use = '') as beds,
  (select count(*) from shelter_lodging l where l.shelter = s.code and l.undone_at is null and upper_inf(l.during)) as taken
 from shelter s where {OWN.replace("s.shelter", "s.code")}""")
BOOKS_OF_STAY = ("health", "talk", "visit", "call", "incident", "rules")


def list_houses(*, scope: Scope) -> list[HouseCard]:
    """The houses whose registers the reader may open. Two queries.

    :raises NotAllowed: the officer runs no house.
    """
    counted = {it.code: it for it in COUNTED.ask(scope, nation=scope.is_nationwide)}
    return [_house(it, counted[it.code].beds, counted[it.code].taken) for it in houses_of(scope)]


def get_house(*, scope: Scope, code: str) -> HouseRow:
    """:raises NotAllowed: the officer runs no house. :raises NotVisible: unknown, or another's."""
    return house_of(scope, code)


def get_roster(*, scope: Scope, shelter: str, now: datetime, today: date) -> Roster:
    """Rooms with who sleeps in them, and who stays without a bed. Three queries however many.

    :raises NotAllowed: the officer runs no house. :raises NotVisible: unknown, or another's.
    """
    house_of(scope, shelter)
    rows = RESIDENTS.ask(scope, shelter=shelter, now=now, nation=scope.is_nationwide)
    residents = [Resident(*row) for row in rows]
    by_bed: dict[int | None, Resident] = {it.bed_id: it for it in residents if it.bed_id is not None}
    beds = BEDS.ask(scope, shelter=shelter, today=today, nation=scope.is_nationwide)
    return Roster(_rooms(beds, by_bed), [it for it in residents if it.bed_id is None])


def list_present(*, scope: Scope, shelter: str, at: datetime) -> list[Present]:
    """Who stayed in the house at this moment, also who has left since. Two queries.

    :raises NotAllowed: the officer runs no house. :raises NotVisible: unknown, or another's.
    """
    house_of(scope, shelter)
    return [Present(*row) for row in PRESENT.ask(scope, shelter=shelter, at=at, nation=scope.is_nationwide)]


def get_stay(*, scope: Scope, stay_id: UUID) -> StayCard:
    """A stay with its beds, outings, things and lines of the books. Five queries.

    :raises NotAllowed: the officer runs no house. :raises NotVisible: unknown, undone, or in another's house.
    """
    scope.require(Power.HOUSE)
    asked = {"stay": stay_id, "nation": scope.is_nationwide}
    found = STAY.ask(scope, **asked)
    if not found:
        raise NotVisible(f"stay {stay_id}")
    shelter = found[0].shelter
    return StayCard(
        **found[0]._asdict(),
        lodgings=[Lodging(*row) for row in LODGINGS.ask(scope, **asked)],
        outings=[Outing(*row) for row in OUTINGS.ask(scope, **asked)],
        items=[Item(*row) for row in ITEMS.ask(scope, **asked)],
        entries=list_entries(scope=scope, shelter=shelter, stay_id=stay_id),
    )


def find_stay(*, scope: Scope, person_id: int) -> UUID | None:
    """The open stay of a person in a house of the reader's own. One query.

    :raises NotAllowed: the officer runs no house.
    """
    scope.require(Power.HOUSE)
    found = OF_PERSON.ask(scope, person=person_id, nation=scope.is_nationwide)
    return next((it.stay_id for it in found if it.is_open), None)


def list_entries(
    *, scope: Scope, shelter: str, stay_id: UUID | None = None, books: Iterable[str] = BOOKS_OF_STAY
) -> list[Entry]:
    """Lines of some books, of one stay or of the house; the latest first, at most 200. One query.

    :raises NotAllowed: the officer runs no house.
    """
    scope.require(Power.HOUSE)
    rows = ENTRIES.ask(scope, shelter=shelter, stay=stay_id, books=list(books), nation=scope.is_nationwide)
    return [Entry(*row) for row in rows]


def get_ticks(*, scope: Scope, shelter: str, day: date, round: str) -> Ticks:
    """Who is ticked in a round of a day, and portions beside. Two queries.

    :raises NotAllowed: the officer runs no house.
    """
    scope.require(Power.HOUSE)
    asked = {"shelter": shelter, "day": day, "round": round, "nation": scope.is_nationwide}
    [portions] = PORTIONS.ask(scope, **asked) or [(0,)]
    return Ticks(frozenset(row[0] for row in TICKS.ask(scope, **asked)), portions[0])


def list_checks(*, scope: Scope, shelter: str, day: date) -> dict[str, Checked]:
    """What is done of the day's tasks. One query.

    :raises NotAllowed: the officer runs no house.
    """
    scope.require(Power.HOUSE)
    rows = CHECKS.ask(scope, shelter=shelter, day=day, nation=scope.is_nationwide)
    return {row[0]: Checked(*row) for row in rows}


def get_address(*, scope: Scope, shelter: str) -> tuple[str, str]:
    """Where the house stands, and its phone. One query; nothing else reads them.

    :raises NotAllowed: the officer runs no house. :raises NotVisible: unknown, or another's.
    """
    house_of(scope, shelter)
    found = ADDRESS.ask(scope, shelter=shelter, nation=scope.is_nationwide)
    return (found[0][0], found[0][1]) if found else ("", "")


def _rooms(beds: Iterable[Any], by_bed: Mapping[int | None, Resident]) -> list[RoomCard]:
    """Beds as selected, with their room before them, as rooms."""
    heads: dict[int, tuple[Any, ...]] = {}
    inside: dict[int, list[BedCard]] = defaultdict(list)
    for *head, bed_id, bed, out_of_use in beds:
        heads.setdefault(head[0], tuple(head))
        inside[head[0]].append(BedCard(bed_id, bed, out_of_use, by_bed.get(bed_id)))
    return [RoomCard(*head, inside[room_id]) for room_id, head in heads.items()]  # type: ignore[call-arg]  # seven columns


def _house(row: HouseRow, beds: int, taken: int) -> HouseCard:
    return HouseCard(row.code, row.kind, row.name, row.agency, row.overseer, beds, taken)
