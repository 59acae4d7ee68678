"""Reading a desk: today in numbers, the queue in its order, families who still wait for word."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, Literal
from uuid import UUID

from kawal.access.asking import Question
from kawal.access.scope import NotVisible, Power, Scope
from kawal.response.desk.cards import DeskDay, InquiryCard, TicketCard
from kawal.response.desk.errands import ERRANDS, NEEDS
from kawal.response.desk.models import DeskInquiry, DeskTicket

Which = Literal["waiting", "serving", "served", "left", "all"]

_STATE = """case when t.served_at is not null then 'served' when t.left_at is not null then 'left'
  when t.called_at is not null then 'serving' else 'waiting' end"""
_DAY = Question(f"""select errand, count(*) filter (where state = 'waiting') as waiting,
  count(*) filter (where state = 'serving') as serving, count(*) filter (where state = 'served') as served,
  count(*) filter (where state = 'left') as gone, count(*) filter (where state = 'waiting' and needs <> '{{}}') as first,
  sum(extract(epoch from called_at - taken_at))::float as waited, count(called_at) as called,
  min(taken_at) filter (where state = 'waiting') as longest
 from (select t.*, {_STATE} as state from desk_ticket t
  where {{t seen}} and t.agency = %(agency)s and t.day = %(day)s and t.undone_at is null) d group by errand""")
_PERSON = """left join standing s on s.claim_id = {row}.claim_id
 left join person p on p.person_id = s.person_id"""
_TICKETS = f"""select t.code, t.day, t.number, t.errand, t.needs, {_STATE} as state, t.taken_at, t.called_at, t.called_by,
  coalesce(t.served_at, t.left_at) as ended_at, t.fact_id, coalesce(p.kawal_id, '') as kawal_id, coalesce(s.name, '') as name
 from desk_ticket t {_PERSON.format(row="t")}
 where {{t seen}} and t.agency = %(agency)s and t.undone_at is null"""
_ONE = Question(f"{_TICKETS} and t.code = %(code)s")
# Who waits: by harm, then by number; the others the latest first.
_LIST = Question(f"""{_TICKETS} and t.day = %(day)s and (%(which)s = 'all' or {_STATE} = %(which)s)
 order by case when %(which)s = 'waiting' then array_position(%(order)s, t.needs[1]) end,
  case when %(which)s = 'waiting' then t.number end, coalesce(t.served_at, t.left_at, t.called_at, t.taken_at) desc, t.number desc
 limit %(limit)s offset %(skip)s""")
_INQUIRIES = f"""select i.code, i.asker, i.relation, i.phone, i.last_heard, i.note, i.opened_at, i.opened_by, i.answer, i.told,
  i.told_on, i.answered_at, i.answered_by, i.fact_id, coalesce(p.kawal_id, '') as kawal_id, coalesce(s.name, i.sought) as name,
  coalesce(v.stay, '') as stay, coalesce(v.country, '') as country
 from desk_inquiry i {_PERSON.format(row="i")} left join picture v on v.person_id = p.person_id
 where {{i seen}} and i.agency = %(agency)s and i.undone_at is null"""
_INQUIRY = Question(f"{_INQUIRIES} and i.code = %(code)s")
_OPEN = Question(
    f"{_INQUIRIES} and i.answered_at is null order by i.opened_at, i.inquiry_id limit %(limit)s offset %(skip)s"
)
_ANSWERED = Question(
    f"{_INQUIRIES} and i.answered_at is not null order by i.answered_at desc, i.inquiry_id desc"
    " limit %(limit)s offset %(skip)s"
)
_HOW_MANY = Question(
    "select count(*) as people from desk_inquiry i where {i seen} and i.agency = %(agency)s"
    " and i.answered_at is null and i.undone_at is null"
)


def get_day(*, scope: Scope, day: date) -> DeskDay:
    """The desk of the officer's own agency on a day. One query."""
    scope.require(Power.INTAKE)
    found = {row.errand: row for row in _DAY.ask(scope, agency=scope.agency, day=day)}
    rows = list(found.values())
    called = sum(row.called for row in rows)
    waited = sum(row.waited or 0 for row in rows)
    totals = {
        code: row.waiting + row.serving + row.served + row.gone
        for code in ERRANDS
        if (row := found.get(code))
    }
    return DeskDay(
        waiting=sum(row.waiting for row in rows),
        serving=sum(row.serving for row in rows),
        served=sum(row.served for row in rows),
        left=sum(row.gone for row in rows),
        first=sum(row.first for row in rows),
        errands=totals,
        wait=timedelta(seconds=waited / called) if called else None,
        longest=min((row.longest for row in rows if row.longest), default=None),
    )


def list_tickets(
    *, scope: Scope, day: date, which: Which = "waiting", limit: int = 50, skip: int = 0
) -> list[TicketCard]:
    """Who waits: who may not wait first, by harm, then by number. The others: the latest first."""
    scope.require(Power.INTAKE)
    asked: dict[str, Any] = {"agency": scope.agency, "day": day, "which": which, "order": list(NEEDS)}
    return [_ticket(row) for row in _LIST.ask(scope, **asked, limit=limit, skip=skip)]


def get_ticket(*, scope: Scope, code: str) -> TicketCard:
    """:raises NotVisible: no such ticket at the officer's own desk."""
    scope.require(Power.INTAKE)
    found = _ONE.ask(scope, agency=scope.agency, code=code)
    if not found:
        raise NotVisible(f"ticket {code}")
    return _ticket(found[0])


def find_ticket(*, scope: Scope, act: UUID) -> str:
    """The code of the ticket that this act of the device made already; empty where it made none."""
    rows = DeskTicket.objects.visible_to(scope).filter(act=act)
    return str(rows.values_list("code", flat=True).first() or "")


def list_inquiries(
    *, scope: Scope, is_open: bool = True, limit: int = 50, skip: int = 0
) -> list[InquiryCard]:
    """The open ones, the oldest first; or the answered ones, the latest first."""
    scope.require(Power.INTAKE)
    asked = (_OPEN if is_open else _ANSWERED).ask(scope, agency=scope.agency, limit=limit, skip=skip)
    return [InquiryCard(*row) for row in asked]


def get_inquiry(*, scope: Scope, code: str) -> InquiryCard:
    """:raises NotVisible: no such inquiry of the officer's own agency."""
    scope.require(Power.INTAKE)
    found = _INQUIRY.ask(scope, agency=scope.agency, code=code)
    if not found:
        raise NotVisible(f"inquiry {code}")
    return InquiryCard(*found[0])


def find_inquiry(*, scope: Scope, act: UUID) -> str:
    """The code of the inquiry that this act of the device made already; empty where it made none."""
    rows = DeskInquiry.objects.visible_to(scope).filter(act=act)
    return str(rows.values_list("code", flat=True).first() or "")


def count_open(*, scope: Scope) -> int:
    """How many families wait for word."""
    scope.require(Power.INTAKE)
    found = _HOW_MANY.ask(scope, agency=scope.agency)
    return int(found[0].people) if found else 0


def _ticket(row: Any) -> TicketCard:
    needs: Sequence[str] = row.needs
    return TicketCard(
        row.code, row.day, row.number, row.errand, tuple(needs), row.state, row.taken_at, row.called_at, row.called_by,
        row.ended_at, row.fact_id, row.kawal_id, row.name,
    )  # fmt: skip
