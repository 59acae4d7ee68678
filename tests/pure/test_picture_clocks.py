"""Every clock: when it starts, when it runs out to the second, and what answers it."""

from datetime import UTC, date, datetime, timedelta

import pytest

from kawal.situation.picture import Limit, Tables
from tests.pure.picture_facts import at, fact, picture

SECOND = timedelta(seconds=1)
ARRIVED = fact("arrived_abroad", "2026-01-01 09:00")
AGREED = fact("check_in_missed", "2026-01-01 10:00", place={"country": "MYS"})


def end_of(day: str) -> datetime:
    return at(f"{day} 23:59:59")


def due(kind: str, *told, **given) -> list[datetime]:
    return [it["due_at"] for it in picture(*told, **given).clocks if it["kind"] == kind]


def check_in(day: str, safe: str = "yes"):
    return fact("checked_in", f"{day} 08:00", safe=safe)


# ---------------------------------------------------------------- contact


@pytest.mark.parametrize(
    ("contacts", "expected"),
    [
        ([], "2026-01-04"),
        (["2026-01-02"], "2026-01-04"),  # early: the third day still asks
        (["2026-01-04"], "2026-01-15"),
        (["2026-01-15"], "2026-01-31"),
        (["2026-01-31"], "2026-03-02"),  # then every thirty days from the last contact
        (["2026-02-20"], "2026-03-22"),
    ],
)
def test_contact_is_due_on_days_3_14_and_30_then_monthly(contacts, expected):
    told = [ARRIVED, AGREED, *map(check_in, contacts)]
    assert due("contact_due", *told) == [end_of(expected)]
    assert picture(*told).contact_due_at == end_of(expected)


def test_it_counts_from_the_departure_where_no_arrival_is_known():
    assert due("contact_due", "departed 2026-01-01", AGREED) == [end_of("2026-01-04")]


def test_nobody_is_expected_to_write_who_agreed_to_nothing_and_wrote_once():
    assert due("contact_due", ARRIVED, check_in("2026-01-02")) == []
    same_day = fact("contact_changed", "2026-01-02 12:00")
    assert due("contact_due", ARRIVED, check_in("2026-01-02"), same_day) == []
    assert due("contact_due", ARRIVED, check_in("2026-01-02"), check_in("2026-01-03")) == [
        end_of("2026-01-04")
    ]


IN_MALAYSIA = fact("arrived_abroad", "2026-01-01 09:00", place={"country": "MYS"})


def out(country: str, since: str, until: str):
    first, end = date.fromisoformat(since).toordinal(), date.fromisoformat(until).toordinal()
    return lambda channel, there, day: there == country and first <= day < end


def test_a_day_on_which_her_network_was_down_counts_against_nobody():
    down = Tables(is_out=out("MYS", "2026-01-03", "2026-01-20"))
    assert due("contact_due", IN_MALAYSIA, AGREED, tables=down) == [end_of("2026-01-22")]
    seen = picture(IN_MALAYSIA, AGREED, as_of=at("2026-01-10 12:00"), tables=down)
    assert seen.stay == "abroad_in_contact"
    assert picture(IN_MALAYSIA, AGREED, as_of=at("2026-01-23 12:00"), tables=down).stay == "abroad_silent"


def test_an_outage_elsewhere_or_on_another_day_excuses_nothing():
    for down in (out("TWN", "2026-01-03", "2026-01-20"), out("MYS", "2026-02-03", "2026-02-20")):
        assert due("contact_due", IN_MALAYSIA, AGREED, tables=Tables(is_out=down)) == [end_of("2026-01-04")]


def test_silence_before_an_outage_stays_silence():
    down = Tables(is_out=out("MYS", "2026-01-10", "2026-01-20"))
    later = fact("checked_in", "2026-02-01 08:00", safe="yes")
    assert picture(IN_MALAYSIA, AGREED, as_of=at("2026-01-15 12:00"), tables=down).stay == "abroad_silent"
    assert (
        picture(IN_MALAYSIA, AGREED, later, as_of=at("2026-02-02 12:00"), tables=down).stay
        == "abroad_in_contact"
    )


def test_traces_are_word_from_her_but_no_agreement_to_write():
    money = [fact("remitted", f"2026-01-{day}") for day in ("10", "20")]
    drawn = picture(ARRIVED, *money)
    assert (drawn.contact_due_at, drawn.last_contact_at) == (None, at("2026-01-20"))


def test_silence_begins_with_the_last_second_of_the_day_on_which_word_was_due():
    before = picture(ARRIVED, AGREED, as_of=end_of("2026-01-04") - SECOND)
    after = picture(ARRIVED, AGREED, as_of=end_of("2026-01-04"))
    assert (before.stay, before.next_due_at) == ("abroad_in_contact", end_of("2026-01-04"))
    assert (after.stay, after.stay_since) == ("abroad_silent", end_of("2026-01-04"))
    assert after.because["stay"] == [{"source": it.source, "id": it.id} for it in (ARRIVED, AGREED)]
    assert after.contact_due_at == end_of("2026-01-04")


def test_word_after_a_silence_begins_a_new_stay_in_contact():
    drawn = picture(ARRIVED, AGREED, check_in("2026-01-10"), as_of=at("2026-01-11"))
    assert (drawn.stay, drawn.stay_since) == ("abroad_in_contact", at("2026-01-10 08:00"))
    in_time = picture(ARRIVED, AGREED, check_in("2026-01-04"), as_of=at("2026-01-11"))
    assert in_time.stay_since == ARRIVED.at


def test_silence_told_after_the_clock_passed_began_with_the_clock():
    drawn = picture(ARRIVED, AGREED, "contact_lost 2026-01-20")
    assert (drawn.stay, drawn.stay_since) == ("abroad_silent", end_of("2026-01-04"))


def test_grace_is_added_to_every_due_day():
    assert due("contact_due", ARRIVED, AGREED, tables=Tables(contact_grace=7)) == [end_of("2026-01-11")]


@pytest.mark.parametrize(
    "kind", ["complained", "detained", "returned", "reached_home", "settled_elsewhere", "died"]
)
def test_no_contact_is_due_from_somebody_in_trouble_in_custody_or_back(kind):
    drawn = picture(ARRIVED, AGREED, f"{kind} 2026-01-02", as_of=at("2027-01-01"))
    assert (drawn.contact_due_at, drawn.stay == "abroad_silent") == (None, False)


# ---------------------------------------------------------------- abroad


def test_reporting_in_is_due_thirty_days_after_arrival_for_everyone():
    assert due("report_in_due", ARRIVED) == [end_of("2026-01-31")]
    assert due("report_in_due", ARRIVED, "reported_in 2026-01-20") == []
    assert due("report_in_due", ARRIVED, "returned 2026-01-20") == []


def test_reporting_in_late_never_changes_the_stay():
    assert picture(ARRIVED, as_of=at("2027-01-01")).stay == "abroad_in_contact"


def test_the_contract_last_seen_ends():
    registered = fact("registered", "2025-12-01", contract={"end": "2027-12-01"})
    seen = fact("contract_seen", "2025-12-02", stage="verified", end="2028-01-01")
    assert due("contract_end", registered, ARRIVED) == [end_of("2027-12-01")]
    assert due("contract_end", registered, seen, ARRIVED) == [end_of("2028-01-01")]
    assert due("contract_end", registered, seen) == []


def test_the_permit_last_seen_ends():
    permits = [fact("permit_seen", f"2026-01-0{n}", valid_to=f"2027-0{n}-01", id=str(n)) for n in (2, 3)]
    assert due("permit_end", ARRIVED, *permits) == [end_of("2027-03-01")]


@pytest.mark.parametrize("said", ["2027", "2027-02", "soon", None, 7])
def test_a_year_alone_or_a_word_sets_no_clock(said):
    assert due("permit_end", ARRIVED, fact("permit_seen", "2026-01-02", valid_to=said)) == []


# ---------------------------------------------------------------- the way home and after


def test_a_return_is_due_two_days_after_the_planned_leave():
    planned = fact("return_planned", "2026-01-05", leave_on="2026-01-10", batch="B-7")
    assert due("return_due", planned) == [end_of("2026-01-12")]
    assert due("return_due", planned, "deported 2026-01-10") == [end_of("2026-01-12")]
    assert due("return_due", planned, "returned 2026-01-11") == []
    assert due("return_due", planned, "reached_home 2026-01-11") == []
    again = fact("return_planned", "2026-01-12", leave_on="2026-01-20")
    assert due("return_due", planned, again) == [end_of("2026-01-22")]


def test_whoever_comes_back_is_handed_over_unless_she_goes_on_alone():
    assert due("hand_over_due", "returned 2026-01-05") == [end_of("2026-01-12")]
    assert due("hand_over_due", fact("returned", "2026-01-05", onward="state")) == [end_of("2026-01-12")]
    for onward in ("self", "family", "stay"):
        assert due("hand_over_due", fact("returned", "2026-01-05", onward=onward)) == []


def test_a_shelter_stops_the_hand_over_clock_and_leaving_it_or_each_hand_over_starts_it_again():
    sheltered = fact("sheltered", "2026-01-06", shelter="rptc-bambu-apus")
    assert due("hand_over_due", "returned 2026-01-05", sheltered) == []
    assert due("hand_over_due", "returned 2026-01-05", sheltered, "left_shelter 2026-01-20") == [
        end_of("2026-01-27")
    ]
    to_province = fact("handed_over", "2026-01-22", to="province")
    assert due("hand_over_due", "returned 2026-01-05", to_province) == [end_of("2026-01-29")]
    to_family = fact("handed_over", "2026-01-25", to="family")
    assert due("hand_over_due", "returned 2026-01-05", to_province, to_family) == []


@pytest.mark.parametrize(
    ("visits", "expected"),
    [
        ([], "2026-02-28"),  # a month after the 31st of January
        ([("2026-03-01", {"months": 1})], "2026-04-30"),
        ([("2026-02-10", {})], "2026-02-28"),
        ([("2026-02-28", {})], "2026-04-30"),
        ([("2026-05-02", {"months": 3})], "2026-07-31"),
        ([("2026-08-01", {"months": 6})], "2027-01-31"),
    ],
)
def test_follow_ups_are_due_1_3_6_and_12_months_after_home(visits, expected):
    made = [fact("followed_up", day, **data) for day, data in visits]
    assert due("follow_up_due", "reached_home 2026-01-31", *made) == [end_of(expected)]


def test_after_the_last_follow_up_none_is_due():
    assert due("follow_up_due", "reached_home 2026-01-31", fact("followed_up", "2027-02-01", months=12)) == []


def test_follow_ups_count_from_coming_home_not_from_the_papers_after_it():
    told = [fact("handed_over", "2026-01-10", to="family"), "reached_home 2026-01-12"]
    assert due("follow_up_due", *told) == [end_of("2026-02-10")]
    assert picture(*told).home_at == at("2026-01-10")


def test_who_boards_is_to_be_seen_within_a_day_and_the_next_boarding_begins_anew():
    boards, gets_off = "boarded 2026-01-10T08:00", "disembarked 2026-01-10T15:00"
    assert due("arrival_due", boards) == [at("2026-01-11T08:00")]
    assert due("arrival_due", boards, gets_off) == []
    assert due("arrival_due", boards, gets_off, "boarded 2026-01-10T16:00") == [at("2026-01-11T16:00")]
    assert due("arrival_due", boards, tables=Tables(arrival_due=6)) == [at("2026-01-10T14:00")]
    assert due("arrival_due", boards, "handed_over 2026-01-11") == []
    assert due("arrival_due", boards, "reached_home 2026-01-11") == []


def test_who_is_not_found_is_awaited_since_boarding_or_else_since_the_search():
    searched = "unaccounted 2026-01-10T18:00"
    assert due("arrival_due", "returned 2026-01-10T08:00", searched) == [at("2026-01-11T18:00")]
    assert due("arrival_due", "boarded 2026-01-10T08:00", searched) == [at("2026-01-11T08:00")]
    assert picture(searched).stay == "unknown"  # a search says nothing of where she is


def test_whoever_boards_leaves_the_post_and_is_awaited_where_she_is_bound_for():
    arrived = fact("returned", "2026-01-10T08:00", place={"post": "plbn-a"})
    assert picture(arrived, "boarded 2026-01-10T09:00").post is None
    bound = fact("boarded", "2026-01-10T09:00", place={"post": "pelabuhan-b"})
    assert picture(arrived, bound).post == "pelabuhan-b"


# ---------------------------------------------------------------- limits of the law

LAW = Tables(
    limits=(
        Limit("T1", 7, "days", date(2007, 4, 19)),
        Limit("T2", 7, "days", date(2007, 4, 19)),
        Limit("T5", 14, "days", date(2007, 4, 19)),
        Limit("T6", 1, "years", date(2023, 1, 1)),
        Limit("T7a", 1, "months", date(2025, 1, 1)),
        Limit("T7b", 1, "years", date(2025, 1, 1)),
        Limit("T15", 1, "years", date(2025, 1, 1)),
    )
)


@pytest.mark.parametrize(
    ("rule", "told", "expected"),
    [
        ("T1", ["return_requested 2026-01-05"], "2026-01-12"),
        ("T1", ["return_requested 2026-01-05", "return_requested 2026-01-09"], "2026-01-12"),
        ("T1", ["return_requested 2026-01-05", "repatriated 2026-01-09"], None),
        ("T1", ["assisted 2026-01-01", "return_requested 2026-01-05"], "2026-01-12"),
        ("T1", ["return_requested 2026-01-05", "assisted 2026-01-06"], None),
        ("T2", [fact("complained", "2026-01-05", problems=["violence"])], "2026-01-12"),
        ("T2", [fact("complained", "2026-01-05", problems=["unpaid_wages"])], None),
        ("T2", [fact("complained", "2026-01-05", problems=["illness"]), "assisted 2026-01-06"], None),
        ("T2", [fact("complained", "2026-01-05", problems=["illness"]), "rescued 2026-01-06"], None),
        ("T5", [fact("case_decided", "2026-01-05", outcome="proven")], "2026-01-19"),
        ("T5", [fact("case_decided", "2026-01-05", outcome="not_confirmed")], None),
        ("T6", ["returned 2026-01-05"], "2027-01-05"),
        ("T6", ["returned 2020-01-05"], None),  # before the rule was in force
        ("T7a", ["reached_home 2026-01-05"], "2026-02-05"),
        ("T7a", ["reached_home 2026-01-05", fact("assisted", "2026-01-06", service="livelihood")], None),
        (
            "T7a",
            ["reached_home 2026-01-05", fact("assisted", "2026-01-06", service="information")],
            "2026-02-05",
        ),
        ("T7b", ["returned 2026-01-05"], "2027-01-05"),
        (
            "T15",
            [fact("document_seen", "2026-01-05", document="e_pmi", expires_on="2026-03-01")],
            "2027-03-01",
        ),
        (
            "T15",
            [fact("document_seen", "2026-01-05", document="e_pmi", expires_on="2024-03-01")],
            "2026-01-01",
        ),
    ],
)
def test_limits_of_the_law_run_where_their_facts_exist(rule, told, expected):
    assert due(rule, *told, tables=LAW) == ([end_of(expected)] if expected else [])


def test_without_the_table_of_limits_none_runs():
    assert due("T1", "return_requested 2026-01-05") == []


def test_no_clock_runs_for_the_dead():
    told = [ARRIVED, AGREED, fact("permit_seen", "2026-01-02", valid_to="2027-01-01"), "returned 2026-01-03"]
    assert picture(*told, "died 2026-01-04", tables=LAW).clocks == ()


@pytest.mark.parametrize(
    ("unit", "value", "expected"),
    [
        ("hours", 72, "2026-01-05"),
        ("hours", 1, "2026-01-03"),
        ("working_days", 2, "2026-01-06"),
        ("months", 1, "2026-02-02"),
    ],
)
def test_units_of_limits(unit, value, expected):
    """2 January 2026 is a Friday."""
    limits = Tables(limits=(Limit("T1", value, unit, date(2000, 1, 1)),))
    assert due("T1", "return_requested 2026-01-02", tables=limits) == [end_of(expected)]


# ---------------------------------------------------------------- the next moment


def test_the_next_moment_is_the_soonest_clock_still_ahead():
    told = [ARRIVED, fact("permit_seen", "2026-01-02", valid_to="2027-01-01")]
    assert picture(*told, as_of=at("2026-01-05")).next_due_at == end_of("2026-01-31")
    assert picture(*told, as_of=end_of("2026-01-31")).next_due_at == end_of("2027-01-01")
    assert picture(*told, as_of=end_of("2027-01-01")).next_due_at is None


def test_a_passed_clock_stays_listed_and_names_its_facts():
    clock = picture(ARRIVED, as_of=datetime(2030, 1, 1, tzinfo=UTC)).clocks[0]
    assert clock == {
        "kind": "report_in_due",
        "due_at": end_of("2026-01-31"),
        "because": [{"source": "kjri-a", "id": ARRIVED.id}],
    }
