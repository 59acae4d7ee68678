"""The engine's part: one open alert a person, the same finding once, nothing that was closed comes back."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kawal.access.wall import as_engine
from kawal.decisions.alerts import following
from kawal.decisions.alerts.services import close_alert, refer_alert, review, take_alert
from kawal.facts.ledger import bulk
from kawal.situation.pictures.services import Drawn
from tests.rooms.alerting import (
    KEYS,
    NOON,
    a_person,
    both,
    by,
    calm,
    distressed,
    officer,
    overdue,
    reviewed,
    write,
)  # fmt: skip

pytestmark = pytest.mark.django_db
LATER = NOON + timedelta(hours=2)


def alerts(person: int) -> list[tuple]:
    return write("select level, state, desk from alert where person_id = %s order by alert_id", person)


def reasons(person: int) -> list[tuple]:
    return write(
        "select rule, ended_at is null from alert_reason join alert using (alert_id) where person_id = %s order by reason_id",
        person,
    )


def events(person: int) -> list[str]:
    told = write(
        "select what from alert_event join alert using (alert_id) where person_id = %s order by event_id",
        person,
    )
    return [what for (what,) in told]


def code_of(person: int) -> str:
    return write("select code from alert where person_id = %s and state <> 'closed'", person)[0][0]


def everything() -> list[tuple]:
    return write("select to_jsonb(a) from alert a order by 1") + write(
        "select to_jsonb(r) from alert_reason r "
        " union all select to_jsonb(e) from alert_event e union all select to_jsonb(s) from alert_scope s order by 1"
    )


def test_a_finding_opens_an_alert_with_its_clock_its_signs_and_its_reason():
    person, claim, _ = a_person()
    reviewed(person, claim, distressed(claim))

    [row] = write(
        "select code ~ '^T-[0-9]{6}$', level, state, desk, due_at, first_sign_at, first_sign_known_at, keys"
        " from alert where person_id = %s",
        person,
    )
    assert row == (
        True, "emergency", "new", "mission", NOON + timedelta(hours=1), NOON - timedelta(hours=3),
        NOON - timedelta(hours=2), list(KEYS),
    )  # fmt: skip
    [(rule, evidence, sentence)] = write("select rule, evidence, sentence from alert_reason")
    assert (rule, evidence[0]["source"], evidence[0]["seq"] > 0) == ("L02", "bp3mi-ntt", True)
    assert "10 Mar 2026" in sentence["id"] and "10 Mar 2026" in sentence["en"]
    assert events(person) == ["opened"]


def test_the_same_finding_twice_changes_nothing():
    person, claim, _ = a_person()
    row = distressed(claim)
    reviewed(person, claim, row)
    before = everything()
    reviewed(person, claim, row, now=LATER)
    assert everything() == before


def test_a_second_finding_joins_the_alert_that_is_open():
    person, claim, _ = a_person()
    silent = overdue(claim)
    reviewed(person, claim, silent)
    assert alerts(person) == [("medium", "new", "mission")]

    reviewed(person, claim, both(silent, distressed(claim)), now=LATER)

    assert alerts(person) == [("emergency", "new", "mission")]
    assert reasons(person) == [("L00", True), ("L02", True)]
    assert events(person) == ["opened", "reason", "raised"]
    assert write("select due_at from alert") == [(LATER + timedelta(hours=1),)]
    assert write("select distinct level_rank from alert_scope") == [(1,)]


def test_acute_evidence_calls_back_what_was_referred():
    person, claim, _ = a_person()
    silent = overdue(claim)
    reviewed(person, claim, silent)
    code = code_of(person)
    take_alert(scope=by(officer()), code=code, now=NOON)
    refer_alert(scope=by(officer()), code=code, now=NOON, why="kjri-kuching")

    reviewed(person, claim, both(silent, distressed(claim)), now=LATER)

    assert alerts(person) == [("emergency", "triage", "mission")]


def test_silence_alone_raises_the_level_and_says_when():
    person, claim, _ = a_person()
    silent = overdue(claim, days=2)
    reviewed(person, claim, silent)
    assert write("select changes_at from alert") == [(NOON + timedelta(days=28),)]

    reviewed(person, claim, silent, now=NOON + timedelta(days=28))

    assert alerts(person) == [("high", "new", "mission")]
    assert reasons(person) == [("L00", True)]
    assert write("select changes_at from alert") == [(None,)]


def test_when_nothing_holds_the_alert_calms_but_stays_for_an_officer():
    person, claim, _ = a_person()
    row = distressed(claim)
    reviewed(person, claim, row)
    reviewed(person, claim, calm(), now=LATER)
    assert alerts(person) == [("emergency", "new", "mission")]
    assert reasons(person) == [("L02", False)]
    assert write("select calm_at from alert") == [(LATER,)]
    assert events(person) == ["opened", "ended", "calmed"]

    reviewed(person, claim, row, now=LATER)  # the answer was withdrawn
    assert write("select calm_at from alert") == [(None,)]
    assert reasons(person) == [("L02", False), ("L02", True)]


def test_what_an_officer_closed_does_not_come_back_with_the_same_evidence():
    person, claim, _ = a_person()
    row = distressed(claim)
    reviewed(person, claim, row)
    close_alert(
        scope=by(officer()),
        code=code_of(person),
        outcome="wrong_data",
        note="Tombol tertekan anak.",
        now=NOON,
    )

    reviewed(person, claim, row, now=LATER)
    assert [state for _level, state, _desk in alerts(person)] == ["closed"]

    reviewed(person, claim, both(row, overdue(claim)), now=LATER)
    assert [state for _level, state, _desk in alerts(person)] == ["closed", "new"]
    assert reasons(person) == [("L02", True), ("L00", True)]

    reviewed(person, claim, distressed(claim, at=NOON + timedelta(hours=1)), now=LATER)
    assert reasons(person)[-1] == ("L02", True)


def test_a_newer_fact_ends_the_old_reason_and_begins_another():
    person, claim, _ = a_person()
    reviewed(person, claim, distressed(claim))
    reviewed(person, claim, distressed(claim, at=NOON + timedelta(hours=1)), now=LATER)
    assert reasons(person) == [("L02", False), ("L02", True)]
    assert events(person) == ["opened", "reason"]


def test_the_number_of_statements_does_not_grow_with_people():
    def cost(people: int) -> int:
        drawn = []
        for n in range(people):
            person, claim, _ = a_person()
            drawn.append(Drawn(person, claim, KEYS, distressed(claim) if n % 2 else overdue(claim)))
        return statements(drawn)

    assert cost(2) == cost(12) <= 9


def test_nothing_is_asked_twice_when_nothing_fired():
    person, claim, _ = a_person()
    assert statements([Drawn(person, claim, KEYS, calm())]) == 2


def statements(drawn: list[Drawn]) -> int:
    made: list[str] = []
    plain = bulk.run
    with as_engine(), CaptureQueriesContext(connection), pytest.MonkeyPatch.context() as patch:
        patch.setattr(bulk, "run", lambda text, values=(): made.append(text) or plain(text, values))
        review(drawn=drawn, now=NOON)
    return len(made)


@pytest.mark.parametrize(
    ("row", "desk"),
    [
        ({"stay": "preparing"}, "home"),
        ({"stay": "abroad_silent"}, "mission"),
        ({"stay": "in_return", "post": "plbn-entikong"}, "post"),
        ({"stay": "in_return", "shelter": "rptc-bambu-apus", "post": "plbn-entikong"}, "shelter"),
        ({"stay": "home"}, "home"),
    ],
)
def test_an_alert_goes_to_the_desk_that_can_act(row, desk):
    person, claim, _ = a_person()
    reviewed(person, claim, {**distressed(claim), **row})
    assert alerts(person)[0][2] == desk


def acting() -> set[str]:
    return {key for key, acts in write("select key, acts from alert_scope") if acts == 0}


def test_the_list_puts_first_who_can_act():
    person, claim, _ = a_person()
    silent = overdue(claim)
    reviewed(person, claim, silent)
    assert acting() == {"n", "m:kjri-kuching"}

    reviewed(person, claim, {**silent, "stay": "home"}, now=LATER)
    assert acting() == {"n", "p:53", "k:5304"}


def test_an_emergency_is_first_of_all_the_district_s_or_the_mission_s_own():
    person, claim, _ = a_person()
    reviewed(person, claim, distressed(claim))
    assert acting() == {"m:kjri-kuching"}

    reviewed(person, claim, {**distressed(claim), "stay": "home"}, now=LATER)
    assert acting() == {"k:5304"}


def follow(moved: list[int], person: int) -> None:
    write("update standing set person_id = %s where claim_id = any(%s)", person, moved)
    with as_engine():
        following.follow_claims(moved={person: moved}, now=LATER)


def test_when_two_people_are_one_their_alerts_are_one_and_part_again():
    (one, claim, _), (other, other_claim, _) = a_person(), a_person()
    reviewed(one, claim, distressed(claim))
    reviewed(other, other_claim, overdue(other_claim))

    follow([other_claim], one)
    assert alerts(one) == [("emergency", "new", "mission"), ("medium", "closed", "mission")]
    assert len(write("select key from alert_scope where key = 'n'")) == 1

    follow([other_claim], other)
    assert alerts(one) == [("emergency", "new", "mission")]
    assert alerts(other) == [("medium", "new", "mission")]
    assert len(write("select key from alert_scope where key = 'n'")) == 2


def test_of_two_alerts_the_one_somebody_holds_stays():
    (one, claim, _), (other, other_claim, _) = a_person(), a_person()
    reviewed(one, claim, distressed(claim))
    reviewed(other, other_claim, overdue(other_claim))
    take_alert(scope=by(officer()), code=code_of(other), now=NOON)

    follow([other_claim], one)
    assert alerts(one) == [("emergency", "closed", "mission"), ("medium", "triage", "mission")]

    follow([other_claim], other)
    assert alerts(one) == [("emergency", "new", "mission")]
    assert alerts(other) == [("medium", "triage", "mission")]
