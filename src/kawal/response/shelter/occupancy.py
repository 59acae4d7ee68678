"""Numbers of every house for those who may see no names, and complaints for those who hear them."""

from collections.abc import Collection
from datetime import date, datetime

from django.db import transaction

from kawal.access import wall
from kawal.access.scope import NotVisible, Power, Scope
from kawal.facts.ledger.bulk import run
from kawal.response.shelter.cards import ComplaintCard, Occupancy
from kawal.response.shelter.models import ShelterComplaint

MOST_COMPLAINTS = 200
_NUMBERS = """select h.code, h.kind, h.name, h.agency,
 (select count(*) from shelter_bed b where b.shelter = h.code and b.out_of_use = ''),
 (select count(*) from shelter_stay s where s.shelter = h.code and s.undone_at is null and upper_inf(s.during)),
 (select count(*) from shelter_lodging l where l.shelter = h.code and l.undone_at is null and upper_inf(l.during)),
 (select count(*) from shelter_absence a join shelter_stay s using (stay_id) where a.shelter = h.code and a.undone_at is null
   and s.undone_at is null and upper_inf(s.during) and a.during @> %s::timestamptz),
 (select count(*) from shelter_room r join shelter_room_use u using (room_id) where r.shelter = h.code and u.during @> %s::date),
 coalesce(f.people, 0)
 from shelter h left join (
  select c.shelter, count(*) as people from picture c where c.stay = 'in_return' and c.shelter is not null and not exists (
   select from shelter_stay s where s.person_id = c.person_id and s.undone_at is null and upper_inf(s.during)) group by c.shelter) f
  on f.shelter = h.code order by h.name"""


def list_occupancy(*, scope: Scope, now: datetime, today: date) -> list[Occupancy]:
    """Every house by its name with its numbers, counted by the system: no name, no place. One query.

    :raises NotAllowed: no power to read statistics.
    """
    scope.require(Power.READ_STATISTICS)
    with transaction.atomic(), wall.as_engine():
        return [Occupancy(*row) for row in run(_NUMBERS, (now, today))]


def list_names(*, scope: Scope) -> list[tuple[str, str]]:
    """Code and name of every house, to send somebody on to one. One query.

    :raises NotAllowed: the officer runs no house.
    """
    scope.require(Power.HOUSE)
    with transaction.atomic(), wall.as_engine():
        return [(code, name) for code, name in run("select code, name from shelter order by name, code")]


def list_names_heard(*, scope: Scope, codes: Collection[str]) -> list[tuple[str, str]]:
    """Code and name of the houses that complaints are about. One query.

    :raises NotAllowed: the officer hears no complaints.
    """
    scope.require(Power.HEAR_COMPLAINT)
    with transaction.atomic(), wall.as_engine():
        named = run("select code, name from shelter where code = any (%s::text[])", (list(codes),))
    return [(code, name) for code, name in named]


def list_complaints(*, scope: Scope, open_only: bool = False) -> list[ComplaintCard]:
    """Those the reader hears and that are not about her, unanswered first, then the latest; at most 200. One query.

    :raises NotAllowed: the officer hears no complaints.
    """
    scope.require(Power.HEAR_COMPLAINT)
    rows = ShelterComplaint.objects.visible_to(scope)
    rows = rows.filter(answer="") if open_only else rows
    found = sorted(rows.order_by("-at")[:MOST_COMPLAINTS], key=lambda it: it.answer != "")
    return [_card(it) for it in found]


def get_complaint(*, scope: Scope, code: str) -> ComplaintCard:
    """:raises NotAllowed: the officer hears no complaints. :raises NotVisible: unknown, another's to hear, or about the reader."""
    scope.require(Power.HEAR_COMPLAINT)
    row = ShelterComplaint.objects.visible_to(scope).filter(code=code).first()
    if row is None:
        raise NotVisible(f"complaint {code}")
    return _card(row)


def _card(it: ShelterComplaint) -> ComplaintCard:
    return ComplaintCard(
        it.code,
        it.shelter,
        it.name,
        it.about,
        it.text,
        it.officer,
        it.at,
        it.answer,
        it.answered_at,
        it.answered_by,
    )
