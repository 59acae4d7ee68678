"""Order of facts, days in Jakarta, journeys, and the columns that facts leave behind."""

import re
from datetime import date
from pathlib import Path

import pytest

from kawal import situation
from kawal.situation.picture import Picture, Tables, journey_of
from kawal.situation.picture.order import FACT, in_order
from kawal.situation.procedure import procedure_of
from tests.pure.picture_facts import at, fact, life, picture

MYS = {"country": "MYS"}


def ids(facts):
    return [it[FACT].id for it in in_order(facts)]


# ---------------------------------------------------------------- order


def test_on_one_day_the_journey_goes_before_the_hours():
    told = [fact("returned", "2026-01-05 06:00", id="c"), fact("deported", "2026-01-05 23:00", id="d")]
    told += [fact("detained", "2026-01-05 22:00", id="b"), fact("departed", "2026-01-05 23:30", id="a")]
    assert ids(told) == ["a", "b", "c", "d"]


def test_a_day_alone_goes_before_the_hours_of_that_day_then_source_and_id_decide():
    told = [fact("remitted", "2026-01-05 00:30", id="3"), fact("remitted", "2026-01-05", id="2", source="b")]
    told += [
        fact("remitted", "2026-01-05", id="1", source="b"),
        fact("remitted", "2026-01-05", id="9", source="a"),
    ]
    assert ids(told) == ["9", "1", "2", "3"]


SAFE = {"kind": "checked_in", "safe": "yes"}
DANGERS = [
    ("distress_at", {"kind": "checked_in", "distress": True}),
    ("distress_at", {"kind": "checked_in", "safe": "yes", "distress": True}),
    ("severe_complaint_at", {"kind": "checked_in", "held": True}),
    ("family_missing_at", {"kind": "family_reported", "what": "missing"}),
    ("contact_lost_at", {"kind": "contact_lost"}),
]
UNKNOWN = [
    ("2026-01-20", "2026-01-20"),
    ("2026-01-20", "2026-01-20 17:00"),
    ("2026-01-20 17:00", "2026-01-20 17:00"),
    ("2026-01-20 17:00:10", "2026-01-20 17:00:50"),
]


@pytest.mark.parametrize(("danger_at", "safe_at"), UNKNOWN)
@pytest.mark.parametrize("source", ["a", "z"])
@pytest.mark.parametrize(("column", "danger"), DANGERS)
def test_no_safe_word_hides_danger_where_nobody_knows_which_came_first(
    column, danger, source, danger_at, safe_at
):
    calls = fact(when=danger_at, source=source, place=MYS, **danger)
    drawn = picture("departed 2026-01-01", fact(when=safe_at, source="m", place=MYS, **SAFE), calls)
    assert drawn.because[column] == [{"source": source, "id": calls.id}]
    assert drawn.stay in ("in_trouble", "abroad_silent")


@pytest.mark.parametrize(("column", "danger"), DANGERS)
def test_word_that_is_known_to_be_later_answers_it_as_ever(column, danger):
    calls = fact(when="2026-01-20 16:59", source="z", place=MYS, **danger)
    for later in ("2026-01-20 17:00", "2026-01-21"):
        safe = fact(when=later, source="a", place=MYS, **SAFE)
        assert getattr(picture("departed 2026-01-01", calls, safe), column) is None


@pytest.mark.parametrize("source", ["a", "z"])
def test_a_severe_complaint_outlasts_a_rescue_of_the_same_day(source):
    rescued = fact("rescued", "2026-01-20", source="m", place=MYS)
    complained = fact("complained", "2026-01-20", source=source, place=MYS, problems=["violence"])
    assert picture(rescued, complained).severe_complaint_at == at("2026-01-20")
    wages = fact("complained", "2026-01-20", source=source, place=MYS, problems=["unpaid_wages"])
    assert picture(rescued, wages).severe_complaint_at is None


def test_a_day_is_a_day_in_jakarta_wherever_it_was_told():
    """00:30 in Makassar (WITA, +08:00) is still the evening before in Jakarta."""
    wita = fact("deported", "2026-01-06T00:30+08:00", id="wita")
    wib = fact("departed", "2026-01-05 23:59", id="wib")
    assert ids([wita, wib]) == ["wib", "wita"]
    assert in_order([wita])[0][0] == date(2026, 1, 5).toordinal()
    assert in_order([fact("departed", "2026-01-05T17:00+00:00")])[0][0] == date(2026, 1, 6).toordinal()
    assert in_order([fact("departed", "2026-01-05T16:59:59+00:00")])[0][0] == date(2026, 1, 5).toordinal()


def test_a_day_alone_keeps_its_midnight_in_jakarta():
    assert picture("departed 2026-01-05").departed_at == at("2026-01-05 00:00")


def test_a_plan_that_lies_ahead_is_taken_on_the_day_it_was_told():
    planned = fact("return_planned", "2026-03-10")._replace(known_at=at("2026-03-01"))
    drawn = picture("departed 2026-01-01", planned, "reached_home 2026-03-08")
    assert (drawn.stay, drawn.leave_on) == ("home", date(2026, 3, 10))
    assert picture("departed 2026-01-01", "return_planned 2026-03-01").leave_on is None


# ---------------------------------------------------------------- journeys


@pytest.mark.parametrize("end", ["reached_home 2026-02-01", "settled_elsewhere 2026-02-01"])
def test_the_first_upstream_fact_after_home_or_settling_begins_another_journey(end):
    complaint = fact("complained", "2026-01-10", place=MYS, problems=["violence"])
    first = ["departed 2026-01-01", complaint, "returned 2026-01-31", end]
    drawn = picture(*first, fact("recruited", "2026-05-01", promised={"country": "HKG"}))
    assert (drawn.stay, drawn.stay_since, drawn.country) == ("preparing", at("2026-05-01"), "HKG")
    assert (drawn.departed_at, drawn.returned_at, drawn.home_at, drawn.last_contact_at) == (None,) * 4
    assert drawn.facts == 5


LOOKS = [
    fact("civil_registry_checked", "2026-05-01", result="match"),
    fact("document_seen", "2026-05-01", document="ktp", status="valid"),
    fact("document_seen", "2026-05-01", document="splp"),
    fact("document_seen", "2026-05-01", document="passport", status="held_by_other"),
    fact("document_seen", "2026-05-01"),
]
SIGNS = [
    fact("document_seen", "2026-05-01", document="passport", status="valid"),
    fact("document_seen", "2026-05-01", document="orientation"),
    *(
        fact(kind, "2026-05-01")
        for kind in ("registered", "contract_seen", "trained", "accommodated", "lent")
    ),
]


def named(it):
    return "-".join([it.kind, *it.data.values()])


@pytest.mark.parametrize("look", LOOKS, ids=named)
@pytest.mark.parametrize("end", ["reached_home 2026-02-01", "settled_elsewhere 2026-02-01"])
def test_a_look_into_the_registry_after_home_begins_nothing(end, look):
    told = ["departed 2026-01-01", "returned 2026-01-31", end]
    assert picture(*told, look).stay == picture(*told).stay != "preparing"
    assert picture(*told, look).departed_at == at("2026-01-01")
    assert picture(look).stay == "preparing"


@pytest.mark.parametrize("sign", SIGNS, ids=named)
def test_a_sign_of_leaving_after_home_begins_another_journey(sign):
    assert [it.kind for it in journey_of(life("departed 2026-01-01", "reached_home 2026-02-01", sign))] == [
        sign.kind
    ]


def test_a_look_into_the_registry_leaves_the_way_home_as_it_is():
    assert picture("sheltered 2026-01-10", LOOKS[0]).stay == "in_return"


def test_a_corrected_registration_of_the_first_journey_stays_in_the_first():
    """The correction says the same day anew; what it replaces no longer stands."""
    corrected = fact("registered", "2025-12-01", id="corrected-in-may", destination="TWN")
    told = ["departed 2026-01-01", "reached_home 2026-02-01", corrected]
    assert (picture(*told).stay, picture(*told).country) == ("home", "TWN")


def test_leaving_again_begins_another_journey_which_is_abroad():
    drawn = picture("departed 2026-01-01", "returned 2026-02-01", "departed_again 2026-03-01")
    assert (drawn.stay, drawn.departed_at, drawn.returned_at) == ("abroad_in_contact", at("2026-03-01"), None)
    assert drawn.began_at == at("2026-03-01")
    assert drawn.entry_post is None, "of that journey there is no arrival yet"
    assert picture("departed 2026-01-01", "returned 2026-02-01").began_at is None


def test_whoever_prepared_after_home_leaves_again_on_that_journey():
    registered = fact("registered", "2026-03-01", destination="TWN")
    told = ["departed 2026-01-01", "reached_home 2026-02-01", registered, "departed_again 2026-04-01"]
    assert picture(*told).country == "TWN"
    assert [it.kind for it in journey_of(life(*told))] == ["registered", "departed_again"]


def test_somebody_who_came_back_and_departs_again_is_on_another_journey_known_home_or_not():
    drawn = picture("departed 2026-01-01", "returned 2026-02-01", "departed 2026-03-01")
    assert (drawn.returned_at, drawn.departed_at) == (None, at("2026-03-01"))


def test_screenings_are_of_the_person_and_outlast_the_journey():
    first = fact("screened", "2026-01-20", outcome="indicated", assessor="bp3mi-a", source="bp3mi-a")
    second = fact("screened", "2026-01-21", outcome="no_indication", source="polda-b")
    drawn = picture("departed 2026-01-01", second, first, "reached_home 2026-02-01", "recruited 2026-05-01")
    assert [(it["assessor"], it["outcome"], it["at"]) for it in drawn.screenings] == [
        ("bp3mi-a", "indicated", at("2026-01-20")),
        ("polda-b", "no_indication", at("2026-01-21")),
    ]
    assert drawn.screenings[0]["id"] == first.id


def test_a_late_fact_of_the_first_journey_does_not_touch_the_second():
    told = ["departed 2026-01-01", "reached_home 2026-02-01", "recruited 2026-05-01"]
    late = fact("complained", "2026-01-20", problems=["violence"])
    assert picture(*told, late).severe_complaint_at is None


def test_without_a_withdrawn_death_life_goes_on():
    told = ["departed 2026-01-01", "checked_in 2026-02-01"]
    assert picture(*told, "died 2026-01-15").stay == "died"
    assert picture(*told).stay == "abroad_in_contact"


# ---------------------------------------------------------------- what waits for an answer

CALLS = {
    "distress_at": fact("checked_in", "2026-01-10", distress=True),
    "family_missing_at": fact("family_reported", "2026-01-10", what="missing"),
    "severe_complaint_at": fact("complained", "2026-01-10", problems=["debt", "confinement"]),
    "contact_lost_at": fact("contact_lost", "2026-01-10"),
}
ANSWERS = [
    fact("checked_in", "2026-01-12", safe="yes"),
    fact("family_reported", "2026-01-12", what="safe"),
    fact("rescued", "2026-01-12"),
    fact("sheltered", "2026-01-12"),
    fact("deported", "2026-01-12"),
    fact("reached_home", "2026-01-12"),
    fact("died", "2026-01-12"),
]
NO_ANSWERS = [
    fact("return_requested", "2026-01-12"),
    fact("travel_document_issued", "2026-01-12"),
    fact("family_reported", "2026-01-12", what="worried"),
    fact("detained", "2026-01-12"),
    fact("screened", "2026-01-12"),
]


@pytest.mark.parametrize("column", CALLS)
@pytest.mark.parametrize("answer", ANSWERS, ids=lambda it: it.kind)
def test_a_call_waits_until_a_safe_word_a_rescue_or_the_way_home(column, answer):
    asked = picture("departed 2026-01-01", CALLS[column])
    assert getattr(asked, column) == at("2026-01-10")
    assert asked.because[column] == [{"source": "kjri-a", "id": CALLS[column].id}]
    assert getattr(picture("departed 2026-01-01", CALLS[column], answer), column) is None


@pytest.mark.parametrize("column", CALLS)
@pytest.mark.parametrize("other", NO_ANSWERS, ids=lambda it: it.kind)
def test_steps_and_worry_answer_no_call(column, other):
    assert getattr(picture("departed 2026-01-01", CALLS[column], other), column) == at("2026-01-10")


def test_an_answer_before_the_call_is_none():
    early = fact("checked_in", "2026-01-09", safe="yes")
    assert picture("departed 2026-01-01", early, CALLS["distress_at"]).distress_at == at("2026-01-10")


def test_any_word_from_her_means_that_contact_is_not_lost():
    assert picture(CALLS["contact_lost_at"], "remitted 2026-01-12").contact_lost_at is None


@pytest.mark.parametrize("sign", ["held", "forced", "threatened", "documents_held"])
def test_a_check_in_may_say_what_a_severe_complaint_says_without_the_distress_code(sign):
    drawn = picture("departed 2026-01-01", fact("checked_in", "2026-01-10", safe="yes", **{sign: True}))
    assert (drawn.severe_complaint_at, drawn.distress_at) == (at("2026-01-10"), None)


@pytest.mark.parametrize("problem", ["unpaid_wages", "excessive_hours", "debt", "illness", "administrative"])
def test_other_problems_are_trouble_but_no_severe_complaint(problem):
    drawn = picture(fact("complained", "2026-01-10", problems=[problem]))
    assert (drawn.stay, drawn.severe_complaint_at) == ("in_trouble", None)


# ---------------------------------------------------------------- where


def test_the_country_is_where_she_is_bound_for_then_where_she_was_last():
    registered = fact("registered", "2025-12-01", destination="SAU", place={"country": "IDN"})
    left = fact("departed", "2026-01-01", destination="MYS", place={"country": "IDN", "post": "bandara-a"})
    through = fact("transited", "2026-01-01", place={"country": "SGP"})
    heard = fact("checked_in", "2026-01-10", place={"country": "KHM"})
    assert picture(registered).country == "SAU"
    assert picture(registered, left, through).country == "MYS"
    assert picture(registered, left, through, heard).country == "KHM"
    home = fact("reached_home", "2026-02-01", place={"country": "IDN"})
    assert picture(registered, left, heard, home).country == "KHM"


def test_papers_seen_after_leaving_do_not_move_her():
    seen = fact("contract_seen", "2026-01-20", country="TWN", stage="abroad")
    assert picture(fact("departed", "2026-01-01", destination="MYS"), seen).country == "MYS"


def test_the_mission_is_the_one_reported_to_while_she_is_in_its_country():
    tables = Tables(missions={"MYS": "kbri-kl", "KHM": "kbri-pp"})
    told = [fact("reported_in", "2026-01-05", place=MYS, mission="kjri-johor")]
    assert picture(*told, tables=tables).mission == "kjri-johor"
    moved = fact("checked_in", "2026-01-10", place={"country": "KHM"})
    assert picture(*told, moved, tables=tables).mission == "kbri-pp"
    assert picture(fact("departed", "2026-01-01", destination="MYS"), tables=tables).mission == "kbri-kl"


def test_who_reported_to_no_mission_is_with_the_one_that_told_of_her_last():
    there = {"MYS": frozenset({"kbri-kl", "kjri-kuching"})}
    tables = Tables(missions={"MYS": "kbri-kl", "KHM": "kbri-pp"}, missions_there=there)
    left = fact("departed", "2026-01-01", destination="MYS", source="siskop2mi")
    told = fact("complained", "2026-02-01", place=MYS, source="kjri-kuching")
    assert picture(left, told, tables=tables).mission == "kjri-kuching"
    moved = fact("arrived_abroad", "2026-03-01", place={"country": "KHM"}, source="siskop2mi")
    assert picture(left, told, moved, tables=tables).mission == "kbri-pp"


def test_the_post_is_where_she_is_held_back_or_expected():
    held_back = fact("departure_deferred", "2026-01-01", place={"post": "bandara-a"})
    planned = fact(
        "return_planned", "2026-02-01", place={"post": "plbn-b"}, batch="B-1", leave_on="2026-02-05"
    )
    assert picture(held_back).post == "bandara-a"
    assert picture(held_back, "departed 2026-01-02").post is None
    expected = picture("departed 2026-01-02", planned)
    assert (expected.post, expected.batch, expected.leave_on) == ("plbn-b", "B-1", date(2026, 2, 5))
    assert picture(planned, fact("handed_over", "2026-02-06", to="province")).post is None
    assert picture(planned, "reached_home 2026-02-07").post is None


def test_the_shelter_is_where_she_stays_or_is_sent():
    stays = fact("sheltered", "2026-02-01", shelter="rptc-a")
    assert picture(stays).shelter == "rptc-a"
    assert picture(fact("sheltered", "2026-02-01", place={"post": "p4mi-b"})).shelter == "p4mi-b"
    assert picture(stays, fact("left_shelter", "2026-02-03", destination="sentra-c")).shelter == "sentra-c"
    for elsewhere in ("53.04", "family", None):
        assert picture(stays, fact("left_shelter", "2026-02-03", destination=elsewhere)).shelter is None
    assert picture(stays, "reached_home 2026-02-03").shelter is None
    for to, where in (("social_ministry", "rptc-a"), ("district", None)):
        assert picture(stays, fact("handed_over", "2026-02-03", to=to)).shelter == where


STEPS = {
    "departed": "departed_at",
    "arrived_abroad": "arrived_at",
    "deported": "left_at",
    "repatriated": "left_at",
    "returned": "returned_at",
    "handed_over": "handed_over_at",
    "reached_home": "home_at",
    "died": "died_at",
    "return_requested": "return_requested_at",
    "nationality_verified": "nationality_verified_at",
    "travel_document_issued": "travel_document_at",
    "exit_cleared": "exit_cleared_at",
    "return_planned": "return_planned_at",
}


@pytest.mark.parametrize(("kind", "column"), STEPS.items())
def test_each_step_leaves_its_moment_and_its_fact(kind, column):
    step = fact(kind, "2026-01-05 08:00")
    drawn = picture(step)
    assert getattr(drawn, column) == step.at
    assert drawn.because[column] == [{"source": step.source, "id": step.id}]


@pytest.mark.parametrize(
    "kind", ["deported", "returned", "return_requested", "nationality_verified", "exit_cleared"]
)
def test_of_repeated_steps_the_first_counts(kind):
    assert getattr(picture(f"{kind} 2026-01-05", f"{kind} 2026-01-09"), STEPS[kind]) == at("2026-01-05")


@pytest.mark.parametrize("kind", ["departed", "arrived_abroad", "handed_over", "return_planned"])
def test_of_repeated_departures_hand_overs_and_plans_the_latest_counts(kind):
    assert getattr(picture(f"{kind} 2026-01-05", f"{kind} 2026-01-09"), STEPS[kind]) == at("2026-01-09")


def test_a_picture_and_its_procedure_are_columns_of_the_table_and_nothing_else():
    migrations = Path(situation.__file__).with_name("migrations")
    sql = (migrations / "0001_situation.sql").read_text(encoding="utf-8")
    body = sql.split("create table picture (")[1].split(") with")[0]
    columns = set(re.findall(r"^  (\w+) ", body, re.MULTILINE))
    for later in ("0007_awaited.sql", "0008_again.sql", "0010_entered.sql"):
        added = (migrations / later).read_text(encoding="utf-8")
        columns |= set(re.findall(r"add column (\w+) ", added))
    given = set(Picture._fields) | set(procedure_of([]).columns())
    elsewhere = {"person_id", "sex", "birth_year", "home", "province", "regency", "drawn_at"}
    assert given == columns - elsewhere
