"""Officers' decisions: by power, by scope, one holder, and every one of them told."""

import threading

import pytest
from django.db import IntegrityError, connection, transaction

from kawal.access.scope import NotAllowed, NotVisible, Power
from kawal.access.wall import as_engine
from kawal.decisions.alerts import services
from kawal.decisions.alerts.services import (
    AlertAlreadyTaken,
    AlertClosed,
    AlertNotHeld,
    AlertStillOpen,
    OutcomeMissing,
)  # fmt: skip
from tests.rooms.alerting import (
    NATION,
    NOON,
    a_person,
    an_alert,
    by,
    distressed,
    officer,
    overdue,
    reviewed,
    write,
)

pytestmark = pytest.mark.django_db
READS_ONLY = officer(powers=frozenset({Power.READ_ALERT}))
ELSEWHERE = officer("p:52")
NOBODYS = officer("p:53", agency="")
NOTE = "Sudah bicara dengan keluarganya."


def state(code: str) -> tuple:
    return write("select state, taken_by, taken_agency, outcome, closed_by from alert where code = %s", code)[
        0
    ]


def told(code: str) -> list[tuple]:
    return write(
        "select what, actor, agency from alert_event join alert using (alert_id) where code = %s order by event_id",
        code,
    )


DECISIONS = {
    "take": lambda scope, code: services.take_alert(scope=scope, code=code, now=NOON),
    "hand back": lambda scope, code: services.hand_back_alert(scope=scope, code=code, now=NOON),
    "put in hand": lambda scope, code: services.put_in_hand(scope=scope, code=code, now=NOON),
    "refer": lambda scope, code: services.refer_alert(scope=scope, code=code, now=NOON, why="x"),
    "close": lambda scope, code: services.close_alert(
        scope=scope, code=code, outcome="proven", note=NOTE, now=NOON
    ),
    "reopen": lambda scope, code: services.reopen_alert(scope=scope, code=code, now=NOON),
}


@pytest.mark.parametrize("decide", DECISIONS.values(), ids=DECISIONS)
@pytest.mark.parametrize(
    ("scope", "error"),
    [(READS_ONLY, NotAllowed), (ELSEWHERE, NotVisible), (NOBODYS, NotVisible)],
    ids=["no power", "elsewhere", "no agency"],
)
def test_a_refused_decision_writes_nothing(decide, scope, error):
    code = an_alert()
    before = write("select to_jsonb(a) from alert a"), told(code), write("select count(*) from trace")

    with pytest.raises(error):
        decide(by(scope), code)

    assert (
        write("select to_jsonb(a) from alert a"),
        told(code),
        write("select count(*) from trace"),
    ) == before


def test_taking_puts_a_name_on_it_and_tells_it_in_both_logs():
    code = an_alert()
    services.take_alert(scope=by(officer()), code=code, now=NOON)

    assert state(code) == ("triage", "damar", "bp3mi-ntt", "", "")
    assert told(code)[-1] == ("taken", "damar", "bp3mi-ntt")
    [(action, subject, person)] = write("select action, subject, person from trace")
    assert (action, subject) == ("alert.taken", code) and person.startswith("uji")
    assert write("select distinct taken_by from alert_scope") == [("damar",)]


def test_taking_ones_own_again_changes_nothing():
    code = an_alert()
    services.take_alert(scope=by(officer()), code=code, now=NOON)
    services.take_alert(scope=by(officer()), code=code, now=NOON)
    assert [what for what, _actor, _agency in told(code)] == ["opened", "taken"]


def test_the_second_taker_is_told_who_was_first():
    code = an_alert()
    services.take_alert(scope=by(officer()), code=code, now=NOON)
    with pytest.raises(AlertAlreadyTaken) as refused:
        services.take_alert(
            scope=by(officer("m:kjri-kuching", actor="ratna", agency="kjri-kuching")), code=code, now=NOON
        )
    assert (refused.value.by, refused.value.agency) == ("damar", "bp3mi-ntt")


@pytest.mark.django_db(transaction=True)
def test_of_two_who_take_at_once_one_is_first():
    with transaction.atomic():
        code = an_alert()
    start, answers = threading.Barrier(2), []

    def take(actor: str) -> None:
        try:
            with transaction.atomic():
                scope = by(officer(actor=actor))
                start.wait(10)
                services.take_alert(scope=scope, code=code, now=NOON)
            answers.append("taken")
        except AlertAlreadyTaken:
            answers.append("refused")
        finally:
            connection.close()

    threads = [threading.Thread(target=take, args=(actor,)) for actor in ("damar", "ratna")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert sorted(answers) == ["refused", "taken"]


def test_only_the_holder_or_the_holders_supervisor_gives_it_back():
    code = an_alert()
    services.take_alert(scope=by(officer()), code=code, now=NOON)
    with pytest.raises(AlertNotHeld):
        services.hand_back_alert(scope=by(officer(actor="ratna")), code=code, now=NOON)
    services.hand_back_alert(scope=by(officer(actor="wira", role="supervisor")), code=code, now=NOON)
    assert state(code) == ("new", "", "", "", "")
    with pytest.raises(AlertNotHeld):
        services.hand_back_alert(scope=by(officer()), code=code, now=NOON)


def test_beginning_to_work_takes_what_nobody_held():
    code = an_alert()
    services.put_in_hand(scope=by(officer()), code=code, now=NOON, why="K-1")
    assert state(code)[:2] == ("in_hand", "damar")


@pytest.mark.parametrize(
    ("outcome", "note"), [("", NOTE), ("solved", NOTE), ("proven", "ok"), ("proven", "          ")]
)
def test_an_alert_is_not_closed_without_outcome_and_sentence(outcome, note):
    code = an_alert()
    with pytest.raises(OutcomeMissing):
        services.close_alert(scope=by(officer()), code=code, outcome=outcome, note=note, now=NOON)
    assert state(code)[0] == "new"


def test_closing_leaves_the_list_and_reopening_returns():
    code = an_alert()
    services.take_alert(scope=by(officer()), code=code, now=NOON)
    services.close_alert(scope=by(officer()), code=code, outcome="unreachable", note=NOTE, now=NOON)
    assert state(code) == ("closed", "damar", "bp3mi-ntt", "unreachable", "damar")
    assert write("select key from alert_scope") == []
    with pytest.raises(AlertClosed):
        services.close_alert(scope=by(officer()), code=code, outcome="proven", note=NOTE, now=NOON)

    services.reopen_alert(scope=by(officer()), code=code, now=NOON)
    assert state(code) == ("triage", "damar", "bp3mi-ntt", "", "")
    assert [what for what, _a, _b in told(code)] == ["opened", "taken", "closed", "reopened"]
    with pytest.raises(AlertStillOpen):
        services.reopen_alert(scope=by(officer()), code=code, now=NOON)


def test_another_agencys_alert_is_not_closed_over_its_head():
    code = an_alert()
    services.take_alert(
        scope=by(officer("m:kjri-kuching", actor="ratna", agency="kjri-kuching")), code=code, now=NOON
    )
    with pytest.raises(AlertAlreadyTaken):
        services.close_alert(scope=by(officer()), code=code, outcome="proven", note=NOTE, now=NOON)


def test_a_closed_alert_stays_closed_while_the_person_has_another():
    person, claim, _ = a_person()
    reviewed(person, claim, distressed(claim))
    [(code,)] = write("select code from alert")
    services.close_alert(scope=by(officer()), code=code, outcome="wrong_data", note=NOTE, now=NOON)
    reviewed(person, claim, overdue(claim))
    with pytest.raises(AlertStillOpen):
        services.reopen_alert(scope=by(officer()), code=code, now=NOON)


def test_the_history_cannot_be_altered():
    an_alert()
    with pytest.raises(Exception, match="append-only|permission denied"), transaction.atomic(), as_engine():
        write("delete from alert_event")


@pytest.mark.parametrize(
    "change",
    [
        "state = 'closed'",
        "taken_by = 'x'",
        "state = 'in_hand'",
        "outcome = 'proven'",
        "level = 'loud'",
        "state = 'new', taken_at = now()",
    ],
)
def test_the_database_refuses_what_cannot_be(change):
    an_alert()
    with pytest.raises(IntegrityError), transaction.atomic():
        write_through(f"update alert set {change}")


def write_through(statement: str) -> None:
    with as_engine(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_the_wall_hides_what_the_guard_would_hide():
    an_alert(keys=("p:53",))
    an_alert(keys=("p:52",))
    tables = ("alert", "alert_reason", "alert_event", "alert_scope")
    counted = "select " + ", ".join(f"(select count(*) from {table})" for table in tables)
    for scope, expected in (
        (officer("p:53"), (1, 1, 1, 1)),
        (officer("p:51"), (0, 0, 0, 0)),
        (NATION, (2, 2, 2, 4)),
    ):
        by(scope)
        with connection.cursor() as cursor:
            cursor.execute(counted)
            assert cursor.fetchone() == expected
