"""A process that is killed between a fact and its alert loses nothing and doubles nothing: told again, drawn again, all is as if once."""

import os
import signal
import time
from collections.abc import Callable

import psycopg
import pytest
from django.db import connections, transaction

from kawal import flow, rejudging
from kawal.access.scope import ENGINE
from kawal.access.wall import as_engine, enter
from kawal.facts.ledger import bulk
from tests.conftest import as_owner, leave
from tests.rooms.test_rings import smuggled
from tests.world import NOW, fact, read, report

pytestmark = [pytest.mark.django_db(transaction=True, databases=["default", "owner"]), pytest.mark.slow]
DISTRESS = {"channel": "app", "by": "self", "safe": "no", "distress": True}
TOLD = "select count(*) from fact f where f.fact_id = %s"
ALERTS = """select count(*) from alert a where a.state <> 'closed' and a.person_id =
 (select s.person_id from fact f join standing s using (claim_id) where f.fact_id = %s)"""
MOST = 80  # more statements than any of these takes


def asked(statement: str, *values: object) -> list[tuple[object, ...]]:
    with transaction.atomic(), as_engine():
        return bulk.run(statement, values)


def killed_before(number: int, act: Callable[[], object]) -> bool:
    """Do it in a process of its own with a connection of its own, which kills itself before that statement; whether it came so far."""
    leave()
    child = os.fork()
    if child == 0:
        _act_until(number, act)
    _, status = os.waitpid(child, 0)
    _until_the_server_knows()
    assert os.WIFSIGNALED(status) or os.waitstatus_to_exitcode(status) == 0
    return os.WIFSIGNALED(status)


def _until_the_server_knows() -> None:
    """Its last statement may go on for a moment after its process is dead, and holds what it has locked."""
    name, open_ = (
        connections["default"].settings_dict["NAME"],
        "select count(*) from pg_stat_activity where datname = %s",
    )
    with as_owner() as connection:
        while connection.execute(f"{open_} and backend_type = 'client backend'", [name]).fetchone() != (0,):
            time.sleep(0.01)


def _act_until(number: int, act: Callable[[], object]) -> None:
    sent, execute = 0, psycopg.Cursor.execute

    def noted(cursor, *given, **how):
        nonlocal sent
        sent += 1
        if sent == number:
            os.kill(os.getpid(), signal.SIGKILL)
        return execute(cursor, *given, **how)

    try:
        psycopg.Cursor.execute = noted
        act()
        os._exit(0)
    finally:
        os._exit(1)  # whatever it was, no test goes on in the child


def everywhere(act: Callable[[int], Callable[[], object]], check: Callable[[int], None]) -> int:
    """Kill at every statement in turn, each time with somebody else; how many there were."""
    for number in range(1, MOST):
        was_killed = killed_before(number, act(number))
        check(number)
        if not was_killed:
            return number
    raise AssertionError("it never came to an end")


def seruni(number: int) -> dict[str, object]:
    return {"name": "Seruni Umpama", "nik": f"99040541019{number:05}", "address": {"area": "53.04.05.2001"}}


def cry(number: int) -> dict[str, object]:
    return fact("checked_in", "2026-11-19", id=f"CRY-{number}", subject=seruni(number), data=DISTRESS)


def once(number: int) -> None:
    assert (asked(TOLD, f"CRY-{number}"), asked(ALERTS, f"CRY-{number}")) == ([(1,)], [(1,)]), number


def test_a_report_killed_at_any_statement_is_whole_or_nothing_and_sent_again_gives_one_fact_and_one_alert():
    def check(number: int) -> None:
        [(before,)] = asked(TOLD, f"CRY-{number}")
        alerts = asked("select count(*) from alert")[0][0]
        assert alerts == number - 1 + int(str(before)), number  # a fact never stands without its alert
        report(cry(number))
        once(number)

    assert everywhere(lambda number: lambda: report(cry(number)), check) > 10


def test_drawing_killed_at_any_statement_is_gone_on_with():
    def left(number: int) -> Callable[[], object]:
        with transaction.atomic():
            enter(ENGINE)
            flow.report(scope=ENGINE, facts=[read(cry(number))], now=NOW, draw_later=True)
        people = [person for batch in flow.list_left() for person in batch]
        return lambda: flow.draw_batch(people=people, now=NOW)

    def check(number: int) -> None:
        flow.draw_left(now=NOW)
        once(number)
        flow.draw_left(now=NOW)
        once(number)

    assert everywhere(left, check) > 5


def test_drawing_rings_killed_at_any_statement_leaves_one_ring_and_one_alert_of_it():
    def three(number: int) -> Callable[[], object]:
        report(
            *(smuggled(10 * number + n, booking=f"B-{number}-77", carrier=f"XF-{number}00") for n in range(3))
        )
        return lambda: flow.draw_rings(now=NOW)

    def check(number: int) -> None:
        flow.draw_rings(now=NOW)
        flow.draw_rings(now=NOW)
        assert asked("select count(*) from ring where survivor is null and members = 3") == [(number,)]
        assert asked("select count(*) from alert where ring_id is not null and state <> 'closed'") == [
            (number,)
        ]
        assert asked("select count(*) from ring_due") == [(0,)]

    assert everywhere(three, check) > 10


def test_measuring_killed_at_any_statement_is_gone_on_with():
    def two(number: int) -> Callable[[], object]:
        recruiter = {"name": f"Rahmat Contoh {number}", "phone": f"+62 800-0000-{4000 + number}"}
        report(
            *(
                fact("recruited", "2026-01-05", subject=seruni(2 * number + n), data={"recruiter": recruiter})
                for n in (0, 1)
            )
        )
        return lambda: rejudging.measure_left(now=NOW)

    def check(number: int) -> None:
        rejudging.measure_left(now=NOW)
        workers = "select count(*) from {} where {}"
        assert asked(workers.format("measured", "wide->>'recruiter_workers' = '2'")) == [(2 * number,)]
        assert asked(workers.format("signal", "recruiter_workers = 2")) == [(2 * number,)]
        assert asked("select count(*) from measure_due") == [(0,)]

    assert everywhere(two, check) > 10
