"""An alert that names an office or an officer goes past them to the next level; so does one from which an officer recused herself."""

from datetime import timedelta

import pytest
from django.db import connection

from kawal.access.scope import NotVisible
from kawal.access.wall import as_engine
from kawal.decisions.alerts import selectors, services
from kawal.facts.ledger.passing import marks_of, note_past
from tests.doors.officers import officer as an_account
from tests.rooms.alerting import NATION, NOON, a_fact, a_person, by, distressed, officer, reviewed, write

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
KEYS = ("p:99", "k:9904", "m:kjri-kuching")
ABOUT = {"agency": "dinsos-9904"}


def desk(agency: str = "dinsos-9904", *keys: str, actor: str = "damar"):
    return officer(*(keys or ("k:9904",)), f"a:{agency}", actor=actor, agency=agency)


DISTRICT, OTHERS, PROVINCE = (
    desk(),
    desk("uptd-ppa-9904", actor="wira"),
    desk("bp3mi-ntt", "p:99", actor="ratna"),
)


def named(about=ABOUT, stay: str = "home") -> str:
    """A severe complaint about an office raises an alert at home: its code."""
    person, claim, _ = a_person("Seruni Umpama", KEYS)
    row = distressed(claim)
    fact = a_fact(claim, "complained", at=NOON - HOUR, data={"problems": ["violence"], "about": about})
    [(seq,)] = write("select seq from fact_key where fact_id = %s", fact["id"])
    with as_engine():
        note_past([(seq, {"about": about})])
    row = {**row, "stay": stay, "because": {"distress_at": [fact], "distress_on": [fact]}}
    reviewed(person, claim, row, keys=KEYS)
    return write("select code from alert where person_id = %s", person)[0][0]


def sees(scope, code: str) -> bool:
    """Asked at every selector and of the tables themselves: all say the same."""
    by(scope)
    listed = code in [it.code for it in selectors.list_alerts(scope=scope).results]
    counted = selectors.count_alerts(scope=scope).total
    today = code in [it.code for it in selectors.list_today(scope=scope, now=NOON).alerts]
    try:
        selectors.get_alert(scope=scope, code=code)
        opened = True
    except NotVisible:
        opened = False
    tables = ("alert", "alert_scope", "alert_reason", "alert_event")
    with connection.cursor() as cursor:
        cursor.execute("select " + ", ".join(f"(select count(*) > 0 from {table})" for table in tables))
        rows = cursor.fetchone()
    answers = {listed, opened, today, bool(counted), *rows}
    assert len(answers) == 1, (listed, opened, today, counted, rows)
    return opened


def acting(code: str) -> set[str]:
    rows = write(
        "select left(key, 1), acts from alert_scope s join alert using (alert_id) where code = %s", code
    )
    return {kind for kind, acts in rows if acts == 0}


def test_a_complaint_that_names_an_office_is_not_there_for_it_and_the_next_level_acts():
    code = named()
    assert not sees(DISTRICT, code)
    assert sees(OTHERS, code) and sees(PROVINCE, code) and sees(NATION, code)
    assert acting(code) == {"k", "p"}


@pytest.mark.parametrize(
    ("about", "stay", "kinds"),
    [
        ({"agency": "bp3mi-ntt"}, "home", {"k", "p", "n"}),
        ({"agency": "kjri-kuching"}, "in_trouble", {"m", "n"}),
        ({"agency": "kjri-kuching"}, "home", {"k"}),
        ({"agency": "dinsos-9904"}, "in_trouble", {"m"}),
    ],
)
def test_past_a_province_or_a_mission_the_nation_acts(about, stay, kinds):
    assert acting(named(about, stay)) == kinds


def test_the_nation_s_own_office_does_not_see_what_is_about_it_and_another_national_office_does():
    code = named({"agency": "kp2mi"})
    assert not sees(NATION, code)
    other = officer(agency="kemensos", powers=NATION.powers, role="national")
    assert sees(other, code) and sees(DISTRICT, code)


def test_naming_an_officer_names_her_whole_unit():
    an_account("damar", name="Damar Misalkan", agency="dinsos-9904")
    for said in ("damar", "DAMAR MISALKAN"):
        with as_engine():
            assert marks_of({"officer": said}) == ["a:dinsos-9904", "o:damar"]
    code = named({"officer": "Damar Misalkan"})
    assert not sees(DISTRICT, code) and not sees(desk(actor="lain"), code) and sees(OTHERS, code)


@pytest.mark.parametrize("said", ["dinsos-9904", "DINSOS-9904", "Dinsos Umpama Selatan"])
def test_an_office_is_known_by_its_code_and_by_its_names(said):
    with as_engine():
        assert marks_of({"agency": said}) == ["a:dinsos-9904"]


def test_whom_nobody_knows_nothing_goes_past():
    with as_engine():
        assert marks_of({"agency": "kantor entah", "officer": "entah siapa"}) == []


def test_the_complaint_itself_is_read_by_everybody_but_those_it_is_about():
    named()
    for scope, seen in ((DISTRICT, 0), (OTHERS, 1), (PROVINCE, 1), (NATION, 1)):
        by(scope)
        with connection.cursor() as cursor:
            cursor.execute("select count(*) from fact where kind = 'complained'")
            assert cursor.fetchone()[0] == seen
            cursor.execute("select count(*) from fact where kind = 'checked_in'")
            assert cursor.fetchone()[0] == 1


def test_no_officer_reads_whom_facts_and_recusals_name():
    code = named()
    services.recuse_from_alert(scope=by(OTHERS), code=code, reason="relative", now=NOON)
    by(NATION)
    with connection.cursor() as cursor:
        cursor.execute("select (select count(*) from fact_past), (select count(*) from alert_recusal)")
        assert cursor.fetchone() == (0, 0)


def plain() -> str:
    person, claim, _ = a_person("Seruni Umpama", KEYS)
    reviewed(person, claim, {**distressed(claim), "stay": "home"}, keys=KEYS)
    return write("select code from alert where person_id = %s", person)[0][0]


@pytest.mark.parametrize("reason", ["relative", "own_record"])
def test_an_officer_who_recuses_herself_does_not_see_it_and_her_colleagues_do(reason):
    code = plain()
    services.take_alert(scope=by(DISTRICT), code=code, now=NOON)
    services.recuse_from_alert(scope=by(DISTRICT), code=code, reason=reason, now=NOON)
    assert not sees(DISTRICT, code) and sees(desk(actor="lain"), code)
    assert write("select state, taken_by, climbs_at from alert") == [("new", "", NOON + HOUR)]
    assert write("select what, why from alert_event order by event_id")[-1] == ("recused", reason)


def test_an_officer_whose_own_unit_it_is_about_passes_it_on_for_all_of_them():
    code = plain()
    services.take_alert(scope=by(desk(actor="lain")), code=code, now=NOON)
    services.recuse_from_alert(scope=by(DISTRICT), code=code, reason="own_unit", now=NOON)
    assert not sees(DISTRICT, code) and not sees(desk(actor="lain"), code) and sees(OTHERS, code)
    assert acting(code) == {"k", "p"} and write("select taken_by from alert") == [("",)]


@pytest.mark.slow
def test_recusing_holds_for_later_alerts_about_the_same_person():
    person, claim, _ = a_person("Seruni Umpama", KEYS)
    reviewed(person, claim, {**distressed(claim), "stay": "home"}, keys=KEYS)
    [(code,)] = write("select code from alert")
    services.recuse_from_alert(scope=by(DISTRICT), code=code, reason="relative", now=NOON)
    services.close_alert(
        scope=by(OTHERS), code=code, outcome="proven", note="Sudah bicara dengan keluarganya.", now=NOON
    )
    reviewed(person, claim, {**distressed(claim, at=NOON + 2400 * HOUR), "stay": "home"}, keys=KEYS,
             now=NOON + 2400 * HOUR)  # fmt: skip
    newest = write("select code from alert where state = 'new'")[0][0]
    assert newest != code and not sees(DISTRICT, newest) and sees(OTHERS, newest)


def test_only_a_known_reason_recuses():
    code = plain()
    with pytest.raises(services.ReasonMissing):
        services.recuse_from_alert(scope=by(DISTRICT), code=code, reason="lazy", now=NOON)


@pytest.mark.parametrize("act", ["take", "close", "snooze", "recuse"])
def test_nothing_can_be_done_to_what_is_not_there(act):
    code = named()
    done = {
        "take": lambda: services.take_alert(scope=by(DISTRICT), code=code, now=NOON),
        "close": lambda: services.close_alert(
            scope=by(DISTRICT), code=code, outcome="proven", note="Sudah selesai semua.", now=NOON
        ),
        "snooze": lambda: services.snooze_alert(scope=by(DISTRICT), code=code, until=NOON + HOUR, now=NOON),
        "recuse": lambda: services.recuse_from_alert(
            scope=by(DISTRICT), code=code, reason="relative", now=NOON
        ),
    }
    with pytest.raises(NotVisible):
        done[act]()
