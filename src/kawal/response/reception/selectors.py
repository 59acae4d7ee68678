"""Reading receptions: the list of a place, one with its numbers, the rows of its queue."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Literal

from kawal.access.asking import Question
from kawal.access.scope import NotVisible, Power, Scope
from kawal.foundation.names import name_key
from kawal.response.reception.cards import ArrivalRow, ReceptionCard
from kawal.response.reception.models import ArrivalPhoto
from kawal.response.reception.triage import NEEDS

Which = Literal["came", "announced", "first", "incomplete", "all"]

_CARDS = """select r.code, r.agency, r.post, r.about, r.expected, r.opened_at, r.opened_by, r.closed_at,
  count(*) filter (where a.came_at is not null) as came,
  count(*) filter (where a.arrival_id is not null and a.came_at is null) as announced,
  count(*) filter (where a.came_at is not null and a.needs <> '{}' and a.served_at is null) as first,
  count(*) filter (where a.came_at is not null and a.completed_at is null) as incomplete
 from reception r left join arrival a on a.reception_id = r.reception_id and a.undone_at is null"""
_GROUPED = "group by r.reception_id"
_ONE = Question(f"{_CARDS} where {{r seen}} and r.code = %(code)s {_GROUPED}")
# The open ones first, whatever their age.
_LIST = Question(f"""{_CARDS} where r.reception_id = any (array(
  select r.reception_id from reception r where {{r seen}}
  order by r.closed_at is null desc, r.opened_at desc, r.reception_id desc limit %(limit)s))
 {_GROUPED} order by r.closed_at is null desc, r.opened_at desc, r.reception_id desc""")
_ROWS = Question("""select a.number, coalesce(p.kawal_id, '') as kawal_id, coalesce(s.name, '') as name,
  coalesce(c.subject ->> 'sex', '') as sex, coalesce(s.birth, '') as birth, coalesce(s.area, '') as area, a.needs, a.listed,
  a.came_at, a.served_at, a.completed_at, a.entered_by, exists (select from arrival_photo f where f.arrival_id = a.arrival_id) as has_photo
 from reception r join arrival a on a.reception_id = r.reception_id
 left join standing s on s.claim_id = a.claim_id left join claim c on c.claim_id = a.claim_id
 left join person p on p.person_id = s.person_id
 where {r seen} and r.code = %(code)s and a.undone_at is null and a.number < %(before)s and a.number > %(after)s
  and (%(number)s = 0 or a.number = %(number)s)
  and (%(words)s = '' or s.name_key like '%%' || %(words)s || '%%' or similarity(s.name_key, %(words)s) > 0.4
   or lpad(a.number::text, 3, '0') like %(words)s || '%%')
  and case %(which)s when 'came' then a.came_at is not null when 'announced' then a.came_at is null
   when 'first' then a.came_at is not null and a.needs <> '{}' and a.served_at is null
   when 'incomplete' then a.came_at is not null and a.completed_at is null else true end
 order by case when %(urgent)s then array_position(%(order)s, a.needs[1]) end,
  case when %(rising)s then a.number else -a.number end limit %(limit)s""")
_NO_END = 2**31 - 1
# How long the last rows of this officer took; breaks are not counted.
_PACE = Question("""select avg(gap) as seconds from (
  select extract(epoch from a.entered_at - lag(a.entered_at) over (order by a.entered_at)) as gap
  from reception r join arrival a on a.reception_id = r.reception_id
  where {r seen} and r.code = %(code)s and a.entered_by = %(actor)s and not a.listed
  order by a.entered_at desc limit 21) t where gap between 1 and 300""")


def get_reception(*, scope: Scope, code: str) -> ReceptionCard:
    """:raises NotAllowed: no power of intake. :raises NotVisible: no such reception where the officer serves."""
    scope.require(Power.INTAKE)
    found = _ONE.ask(scope, code=code)
    if not found:
        raise NotVisible(f"reception {code}")
    return ReceptionCard(*found[0])


def list_receptions(*, scope: Scope, limit: int = 25) -> list[ReceptionCard]:
    """The open ones first, then the latest."""
    scope.require(Power.INTAKE)
    return [ReceptionCard(*row) for row in _LIST.ask(scope, limit=limit)]


def list_arrivals(
    *,
    scope: Scope,
    code: str,
    which: Which = "came",
    words: str = "",
    limit: int = 25,
    before: int | None = None,
    after: int = 0,
) -> list[ArrivalRow]:
    """The latest number first; who may not wait by urgency; announced people and those without a full record in order.

    :param words: part of a name, or the beginning of a number as it is called (``014``).
    """
    scope.require(Power.INTAKE)
    text = words.strip()
    return _rows(
        scope,
        code=code,
        which=which,
        words=text if text.isdigit() else name_key(text),
        limit=limit,
        before=_NO_END if before is None else before,
        after=after,
    )


def get_arrival(*, scope: Scope, code: str, number: int) -> ArrivalRow:
    """:raises NotVisible: no such row."""
    scope.require(Power.INTAKE)
    found = _rows(scope, code=code, number=number, which="all", limit=1)
    if not found:
        raise NotVisible(f"arrival {number}")
    return found[0]


def get_photo(*, scope: Scope, code: str, number: int) -> bytes:
    """The JPEG taken at the counter. :raises NotVisible: none."""
    scope.require(Power.INTAKE)
    rows = ArrivalPhoto.objects.visible_to(scope)
    found = rows.filter(arrival__reception__code=code, arrival__number=number).first()
    if found is None:
        raise NotVisible("photo")
    return bytes(found.picture)


def pace_of(*, scope: Scope, code: str) -> int | None:
    """Seconds a row takes this officer, over the last twenty; nothing before there are two."""
    found = _PACE.ask(scope, code=code, actor=scope.actor)
    return round(found[0].seconds) if found and found[0].seconds is not None else None


def _rows(
    scope: Scope,
    *,
    code: str,
    which: Which,
    limit: int,
    words: str = "",
    before: int = _NO_END,
    after: int = 0,
    number: int = 0,
) -> list[ArrivalRow]:
    asked: dict[str, Any] = {"code": code, "which": which, "words": words, "limit": limit, "before": before}
    asked |= {"after": after, "number": number, "urgent": which == "first", "order": list(NEEDS)}
    found = _ROWS.ask(scope, **asked, rising=which in ("announced", "first", "incomplete"))
    return [_row(row) for row in found]


def _row(row: Any) -> ArrivalRow:
    needs: Sequence[str] = row.needs
    came: datetime | None = row.came_at
    return ArrivalRow(
        row.number, row.kawal_id, row.name, row.sex, row.birth, row.area, tuple(needs), row.listed, came,
        row.served_at, row.completed_at, row.entered_by, row.has_photo,
    )  # fmt: skip
