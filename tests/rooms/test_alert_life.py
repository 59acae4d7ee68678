"""An alert sleeps and returns, ends by itself, climbs, and comes back when something acute is new."""

from datetime import timedelta

import psycopg
import pytest
from django.db import connection, transaction

from kawal.access.scope import NotAllowed, NotVisible
from kawal.access.wall import as_engine
from kawal.decisions.alerts import selectors, services
from kawal.decisions.score.weights import built_in
from tests.rooms.alerting import (
    NATION,
    NOON,
    a_person,
    an_alert,
    both,
    by,
    calm,
    distressed,
    officer,
    overdue,
    reviewed,
    write,
)

pytestmark = pytest.mark.django_db
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
NOTE = "Sudah bicara dengan keluarganya."
DISTRICT, MISSION = officer("k:5304", agency="dinsos-5304"), officer("m:kjri-kuching", agency="kjri-kuching")


def silent() -> tuple[int, int, str, dict]:
    person, claim, _ = a_person("Kemuning Andai")
    row = overdue(claim)
    reviewed(person, claim, row)
    return person, claim, write("select code from alert where person_id = %s", person)[0][0], row


def column(code: str, name: str):
    return write(f"select {name} from alert where code = %s", code)[0][0]


def happened(code: str) -> list[str]:
    return [
        what
        for (what,) in write(
            "select what from alert_event join alert using (alert_id) where code = %s order by event_id", code
        )
    ]


def listed(scope, **asked) -> list[str]:
    return [it.code for it in selectors.list_alerts(scope=by(scope), **asked).results]


def acting(code: str) -> set[str]:
    rows = write(
        "select left(key, 1), acts from alert_scope join alert using (alert_id) where code = %s", code
    )
    return {kind for kind, acts in rows if acts == 0}


def test_an_alert_is_scored_when_it_opens_and_says_by_which_weights():
    code = an_alert()
    card = selectors.get_alert(scope=by(officer()), code=code)
    assert 0 < card.low < card.probability < card.high < 1
    assert card.weights == built_in().version and card.priority > 0
    assert card.dimensions == {"intimidation": ["L02"]}


def test_another_reason_raises_the_score():
    person, claim, code, row = silent()
    before = column(code, "priority")
    reviewed(person, claim, both(row, distressed(claim)))
    assert column(code, "priority") > before


def test_what_is_put_aside_leaves_the_list_and_returns_at_its_hour():
    person, claim, code, row = silent()
    services.snooze_alert(
        scope=by(officer()), code=code, until=NOON + 2 * DAY, now=NOON, why="menunggu kabar"
    )
    assert listed(officer()) == [] and listed(officer(), state="asleep") == [code]
    assert selectors.count_alerts(scope=officer()).asleep == 1
    assert selectors.count_alerts(scope=officer()).total == 0

    reviewed(person, claim, row, now=NOON + DAY)
    assert listed(officer()) == []
    with as_engine():
        assert services.list_due(now=NOON + 2 * DAY, most=10) == [person]
    reviewed(person, claim, row, now=NOON + 2 * DAY)
    assert listed(officer()) == [code] and happened(code)[-1] == "woke"


def test_what_is_put_aside_returns_at_once_when_something_acute_is_told():
    person, claim, code, row = silent()
    services.snooze_alert(scope=by(officer()), code=code, until=NOON + DAY, now=NOON)
    reviewed(person, claim, both(row, distressed(claim)), now=NOON + HOUR)
    assert listed(officer()) == [code] and "woke" in happened(code)


def test_putting_aside_can_be_taken_back():
    code = silent()[2]
    services.snooze_alert(scope=by(officer()), code=code, until=NOON + DAY, now=NOON)
    services.wake_alert(scope=by(officer()), code=code, now=NOON)
    assert listed(officer()) == [code]
    with pytest.raises(services.AlertNotHeld):
        services.wake_alert(scope=by(officer()), code=code, now=NOON)


def test_an_emergency_is_never_put_aside_and_others_not_for_longer_than_their_level_allows():
    emergency, medium = an_alert(), silent()[2]
    for code, until in (
        (emergency, NOON + HOUR),
        (medium, NOON - HOUR),
        (medium, NOON),
        (medium, NOON + 15 * DAY),
    ):
        with pytest.raises(services.SnoozeTooLong):
            services.snooze_alert(scope=by(officer()), code=code, until=until, now=NOON)
    services.snooze_alert(scope=by(officer()), code=medium, until=NOON + 14 * DAY, now=NOON)


def test_what_somebody_else_holds_is_not_put_aside():
    code = silent()[2]
    services.take_alert(scope=by(MISSION), code=code, now=NOON)
    with pytest.raises(services.AlertAlreadyTaken):
        services.snooze_alert(scope=by(officer(actor="lain")), code=code, until=NOON + DAY, now=NOON)


def watched(row_of=calm) -> tuple[int, int, str]:
    person, claim, code, _row = silent()
    write("update alert set level = 'watch' where code = %s", code)
    reviewed(person, claim, row_of())
    return person, claim, code


def test_what_is_only_watched_ends_by_itself_without_a_judgement():
    person, claim, code = watched()
    assert column(code, "expires_at") == NOON + 60 * DAY
    with as_engine():
        assert services.list_due(now=NOON + 60 * DAY, most=10) == [person]
    reviewed(person, claim, calm(), now=NOON + 60 * DAY)
    assert (column(code, "state"), column(code, "outcome"), column(code, "closed_by")) == (
        "closed",
        "",
        "kawal",
    )
    assert happened(code)[-1] == "expired" and write("select 1 from alert_outcome") == []


def test_what_is_only_watched_does_not_end_while_somebody_holds_it():
    person, claim, code = watched()
    services.take_alert(scope=by(officer()), code=code, now=NOON)
    reviewed(person, claim, calm(), now=NOON + 61 * DAY)
    assert column(code, "state") == "triage"


def test_new_acute_evidence_opens_a_judged_alert_again_as_nobodys():
    person, claim, _ = a_person()
    row = distressed(claim)
    reviewed(person, claim, row)
    [(code,)] = write("select code from alert")
    services.take_alert(scope=by(officer()), code=code, now=NOON)
    services.close_alert(scope=by(officer()), code=code, outcome="wrong_data", note=NOTE, now=NOON)

    reviewed(person, claim, distressed(claim, at=NOON + HOUR), now=NOON + 2 * HOUR)

    assert [(column(code, it)) for it in ("state", "taken_by", "outcome", "level")] == [
        "new",
        "",
        "",
        "emergency",
    ]
    assert column(code, "due_at") == NOON + 3 * HOUR
    assert happened(code)[-2:] == ["reopened", "reason"] and listed(officer()) == [code]
    [(outcome, taken_back)] = write("select outcome, taken_back_at from alert_outcome")
    assert (outcome, taken_back) == ("wrong_data", NOON + 2 * HOUR)


def test_long_after_closing_acute_evidence_is_another_matter():
    person, claim, _ = a_person()
    reviewed(person, claim, distressed(claim))
    [(code,)] = write("select code from alert")
    services.close_alert(scope=by(officer()), code=code, outcome="wrong_data", note=NOTE, now=NOON)
    reviewed(person, claim, distressed(claim, at=NOON + 91 * DAY), now=NOON + 91 * DAY)
    assert column(code, "state") == "closed"
    assert write("select count(*) from alert where state = 'new'") == [(1,)]


def test_an_emergency_nobody_takes_climbs_from_the_district_to_the_province_to_the_nation():
    person, claim, _ = a_person()
    reviewed(person, claim, {**distressed(claim), "stay": "home"})
    [(code,)] = write("select code from alert")
    assert acting(code) == {"k"}
    for at, climbed, acts in (
        (NOON + timedelta(minutes=59), 0, {"k"}),
        (NOON + HOUR, 1, {"k", "p"}),
        (NOON + 1.5 * HOUR, 0, {"k", "p"}),
        (NOON + 2 * HOUR, 1, {"k", "p", "n"}),
        (NOON + 9 * HOUR, 0, {"k", "p", "n"}),
    ):
        with as_engine():
            assert services.climb(now=at) == climbed
        assert acting(code) == acts
    assert happened(code) == ["opened", "climbed", "climbed"]
    assert selectors.get_alert(scope=by(NATION), code=code).acts_here


def test_an_emergency_of_a_mission_climbs_to_the_nation():
    code = an_alert()
    with as_engine():
        services.climb(now=NOON + HOUR)
    assert acting(code) == {"m", "n"} and column(code, "climbs_at") is None


def test_what_is_taken_does_not_climb_and_what_is_handed_back_has_an_hour_again():
    code = an_alert()
    services.take_alert(scope=by(MISSION), code=code, now=NOON)
    with as_engine():
        assert services.climb(now=NOON + 9 * HOUR) == 0
    services.hand_back_alert(scope=by(MISSION), code=code, now=NOON + 9 * HOUR)
    with as_engine():
        assert services.climb(now=NOON + 9.9 * HOUR) == 0
        assert services.climb(now=NOON + 10 * HOUR) == 1


def test_a_judgement_is_kept_with_who_when_and_the_rules_that_held():
    person, claim, _ = a_person()
    reviewed(person, claim, both(overdue(claim), distressed(claim)))
    [(code,)] = write("select code from alert")
    services.close_alert(scope=by(officer()), code=code, outcome="proven", note=NOTE, now=NOON + HOUR)
    told = "select outcome, note, indicators, by, agency, at, taken_back_at from alert_outcome order by outcome_id"
    assert write(told) == [("proven", NOTE, ["L00", "L02"], "damar", "bp3mi-ntt", NOON + HOUR, None)]

    services.reopen_alert(scope=by(officer()), code=code, now=NOON + 2 * HOUR)
    services.close_alert(scope=by(officer()), code=code, outcome="wrong_rule", note=NOTE, now=NOON + 3 * HOUR)
    assert [(it[0], it[-1]) for it in write(told)] == [("proven", NOON + 2 * HOUR), ("wrong_rule", None)]


def test_a_judgement_is_seen_with_its_alert_alone():
    code = an_alert()
    services.close_alert(scope=by(officer()), code=code, outcome="proven", note=NOTE, now=NOON)
    for scope, seen in ((officer(), 1), (officer("p:52"), 0), (NATION, 1)):
        by(scope)
        with connection.cursor() as cursor:
            cursor.execute("select count(*) from alert_outcome")
            assert cursor.fetchone()[0] == seen


def test_no_role_without_the_power_puts_aside_and_nobody_what_is_out_of_sight():
    code = silent()[2]
    with pytest.raises(NotAllowed):
        services.snooze_alert(scope=by(officer(powers=frozenset())), code=code, until=NOON + DAY, now=NOON)
    with pytest.raises(NotVisible):
        services.snooze_alert(scope=by(officer("p:52")), code=code, until=NOON + DAY, now=NOON)


@pytest.mark.parametrize(
    "change",
    [
        "snoozed_until = now()",
        "expires_at = now()",
        "climbed = 3",
        "priority = 0",
        "probability = 2",
        "low = 0.99",
    ],
)
def test_the_database_refuses_a_life_that_cannot_be(change):
    an_alert()
    with pytest.raises(psycopg.errors.CheckViolation), transaction.atomic():
        write(f"update alert set {change}")
