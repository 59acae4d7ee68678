"""The clocks that run for somebody, each with the facts that started it. A clock that was answered is not listed.

A clock set in days runs out with the last second of its day in Jakarta. It does not say whether it has passed: the
reader knows the time. Only silence changes the picture by itself (see ``drawing``).
"""

from calendar import monthrange
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Final, NamedTuple

from kawal.foundation.moments import day_of
from kawal.situation.picture import row
from kawal.situation.picture.events import contract_end_said, country_said
from kawal.situation.picture.order import FACT, Placed
from kawal.situation.picture.row import NONE, Row
from kawal.situation.picture.shapes import Limit, Tables
from kawal.situation.picture.silence import Plan, silent_from

_ABROAD: Final = frozenset({row.IN_CONTACT, row.SILENT, row.TROUBLE, row.CUSTODY})
_AT_AN_END: Final = frozenset({row.HOME, row.SETTLED, row.DIED})
_HOURS_BEFORE_MIDNIGHT: Final = (16, 59, 59)  # UTC, when it is 23:59:59 in Jakarta


class Running(NamedTuple):
    """A clock: when it runs out and the numbers of the facts it rests on."""

    due_at: datetime
    kind: str
    because: tuple[int, ...]


def end_of_day(day: int) -> datetime:
    """The last second, in Jakarta, of a day given as an ordinal."""
    hour, minute, second = _HOURS_BEFORE_MIDNIGHT
    it = date.fromordinal(day)
    return datetime(it.year, it.month, it.day, hour, minute, second, tzinfo=UTC)


def whole_date(text: object) -> date | None:
    """A full date, also at the head of a full moment; a year or a month alone sets no clock."""
    if not isinstance(text, str) or len(text) < 10:
        return None
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None


def months_after(day: int, months: int) -> int:
    """The same day of a later month, or its last one."""
    it = date.fromordinal(day)
    year, month = divmod(it.year * 12 + it.month - 1 + months, 12)
    return date(year, month + 1, min(it.day, monthrange(year, month + 1)[1])).toordinal()


def clocks_of(state: Row, placed: list[Placed], tables: Tables) -> list[Running]:
    """All clocks that run, the soonest first."""
    running = [clock for group in _GROUPS for clock in group(state, placed, tables)]
    running.sort()
    return running


def plan_of(tables: Tables, placed: list[Placed]) -> Plan:
    """When word is due from her; days on which her network was down do not count against her."""
    plan = Plan(tables.first_contacts, tables.contact_every, tables.contact_grace)
    told = tables.is_out
    if told is None:
        return plan

    def is_out(state: Row, day: int) -> bool:
        country = _country(state, placed)
        return told(_channel(state, placed), country, day)

    return plan._replace(is_out=is_out)


def _country(state: Row, placed: list[Placed]) -> str | None:
    n = state[row.COUNTRY]
    fact = placed[n][FACT] if n != NONE else None
    return country_said(fact.kind, fact.data, fact.place) if fact else None


def _channel(state: Row, placed: list[Placed]) -> str | None:
    """By what she last sent word."""
    n = state[row.CONTACT]
    said = placed[n][FACT].data.get("channel") if n != NONE else None
    return said if isinstance(said, str) else None


def contact_evidence(state: Row) -> tuple[int, ...]:
    """What a due contact rests on: the last one, else the arrival, and the agreement."""
    last = state[row.CONTACT] if state[row.CONTACT] != NONE else state[row.BASE]
    return tuple(n for n in (last, state[row.SCHEDULED]) if n != NONE)


Group = Callable[[Row, list[Placed], Tables], Iterator[Running]]


def _contact(state: Row, placed: list[Placed], tables: Tables) -> Iterator[Running]:
    if state[row.STAY] in (row.IN_CONTACT, row.SILENT):
        due = silent_from(state, plan_of(tables, placed))
        if due != NONE:
            yield Running(end_of_day(due), "contact_due", contact_evidence(state))


def _abroad(state: Row, placed: list[Placed], tables: Tables) -> Iterator[Running]:
    """Reporting to the mission, the contract and the permit matter while she is abroad."""
    if state[row.STAY] not in _ABROAD or not state[row.GONE]:
        return
    base = state[row.BASE]
    if base != NONE and state[row.REPORTED_IN] == NONE:
        yield Running(end_of_day(state[row.BASE_DAY] + tables.report_in), "report_in_due", (base,))
    for kind, n in (("contract_end", state[row.CONTRACT]), ("permit_end", state[row.PERMIT])):
        if n == NONE:
            continue
        fact = placed[n][FACT]
        said = fact.data.get("valid_to") if kind == "permit_end" else contract_end_said(fact.kind, fact.data)
        end = whole_date(said)
        if end is not None:
            yield Running(end_of_day(end.toordinal()), kind, (n,))


def _way_home(state: Row, placed: list[Placed], tables: Tables) -> Iterator[Running]:
    planned = state[row.PLANNED]
    if state[row.STAY] in _AT_AN_END:
        return
    awaited = state[row.AWAITED]
    if awaited != NONE:
        due = _hours_after(placed[awaited], tables.arrival_due)
        yield Running(due, "arrival_due", (awaited,))
    if planned != NONE and state[row.RETURNED] == NONE:
        leave = leave_on(placed, planned)
        if leave is not None:
            yield Running(end_of_day(leave.toordinal() + tables.return_due), "return_due", (planned,))
    if state[row.STAY] == row.RETURN and state[row.SHELTER] == NONE:
        last = max(state[row.RETURNED], state[row.LEFT_SHELTER], state[row.HANDED_OVER])
        if last != NONE and _is_to_be_met(placed, last):
            yield Running(end_of_day(placed[last][0] + tables.hand_over_due), "hand_over_due", (last,))


def _hours_after(it: Placed, hours: int) -> datetime:
    """Hours after a fact; of one whose hour nobody told, after the end of its day."""
    fact = it[FACT]
    return (end_of_day(it[0]) if fact.day_only else fact.at) + timedelta(hours=hours)


def leave_on(placed: list[Placed], planned: int) -> date | None:
    """The day she is to leave: as said, else the day of a plan that lies ahead of its telling."""
    fact = placed[planned][FACT]
    said = whole_date(fact.data.get("leave_on"))
    return day_of(fact.at) if said is None and fact.at > fact.known_at else said


def _is_to_be_met(placed: list[Placed], n: int) -> bool:
    """Who goes on alone or with the family, or was referred elsewhere on the way, is handed over to nobody."""
    fact = placed[n][FACT]
    return fact.kind not in ("returned", "disembarked") or fact.data.get("onward") not in (
        "self",
        "family",
        "stay",
        "referred",
    )


def _after_home(state: Row, placed: list[Placed], tables: Tables) -> Iterator[Running]:
    """The next follow-up nobody has made. One made late stands for those before it."""
    home, last = state[row.CAME_HOME], state[row.FOLLOWED_UP]
    if state[row.STAY] != row.HOME or home == NONE:
        return
    for months in tables.follow_up_months:
        due = months_after(placed[home][0], months)
        if last == NONE or not _covers(placed[last], months, due):
            yield Running(end_of_day(due), "follow_up_due", (home,) if last == NONE else (home, last))
            return


def _covers(followed_up: Placed, months: int, due: int) -> bool:
    said = followed_up[FACT].data.get("months")
    if isinstance(said, int | float) and not isinstance(said, bool):
        return said >= months
    return followed_up[0] >= due


# ---------------------------------------------------------------- limits of the law


def _limits(state: Row, placed: list[Placed], tables: Tables) -> Iterator[Running]:
    if not tables.limits or state[row.STAY] == row.DIED:
        return
    for rule, started_by in _STARTS.items():
        n = started_by(state)
        if n == NONE:
            continue
        day = placed[n][0]
        limit = _limit_on(tables.limits, rule, day)
        if limit is not None:
            yield Running(end_of_day(_runs_to(day, limit)), rule, (n,))


def _requested(state: Row) -> int:
    """T1: rehabilitation, return or reintegration within days of the request; any of them answers it."""
    request = state[row.REQUESTED]
    answered = max(state[row.LEFT], state[row.RETURNED], state[row.CAME_HOME], state[row.HELPED])
    return request if answered < request and state[row.STAY] not in _AT_AN_END else NONE


def _first_aid(state: Row) -> int:
    """T2: first aid within days of the first report of violence or illness."""
    return state[row.AID_DUE]


def _verdict(state: Row) -> int:
    """T5: restitution within days of a final verdict, until help with it is on record."""
    return state[row.VERDICT]


def _came_back(state: Row) -> int:
    """T6, T7b: what she may have within a year of coming back."""
    return state[row.RETURNED]


def _reintegrated(state: Row) -> int:
    """T7a: empowerment within a month of being home, until some is on record."""
    home = state[row.CAME_HOME]
    return home if state[row.STAY] == row.HOME and state[row.EMPOWERED] < home else NONE


_STARTS: Final[dict[str, Callable[[Row], int]]] = {
    "T1": _requested,
    "T2": _first_aid,
    "T5": _verdict,
    "T6": _came_back,
    "T7a": _reintegrated,
    "T7b": _came_back,
}


def _card(state: Row, placed: list[Placed], tables: Tables) -> Iterator[Running]:
    """T15: whoever holds an e-PMI that ran out registers again, counted from the rule's first day or the card's last."""
    n = state[row.CARD]
    if n == NONE or not tables.limits or state[row.STAY] in _AT_AN_END:
        return
    ends = whole_date(placed[n][FACT].data.get("expires_on"))
    limit = next((it for it in tables.limits if it.rule == "T15"), None)
    if ends is not None and limit is not None:
        start = max(ends, limit.valid_from).toordinal()
        yield Running(end_of_day(_runs_to(start, limit)), "T15", (n,))


def _limit_on(limits: tuple[Limit, ...], rule: str, day: int) -> Limit | None:
    on = date.fromordinal(day)
    return next(
        (
            it
            for it in limits
            if it.rule == rule and it.valid_from <= on and (it.valid_to is None or on < it.valid_to)
        ),
        None,
    )


def _runs_to(day: int, limit: Limit) -> int:
    """The day a limit ends on. Hours are counted up to whole days."""
    if limit.unit == "years":
        return months_after(day, 12 * limit.value)
    if limit.unit == "months":
        return months_after(day, limit.value)
    if limit.unit == "hours":
        return day - -limit.value // 24
    if limit.unit == "working_days":
        return _working_days_after(day, limit.value)
    return day + limit.value


def _working_days_after(day: int, count: int) -> int:
    """Saturdays and Sundays left out. Public holidays are not known here, so the law may allow a little more."""
    while count > 0:
        day += 1
        count -= date.fromordinal(day).weekday() < 5
    return day


_GROUPS: Final[tuple[Group, ...]] = (_contact, _abroad, _way_home, _after_home, _limits, _card)
