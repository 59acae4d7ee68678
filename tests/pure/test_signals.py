"""What each signal means, in the words of the catalogue."""

from datetime import date
from typing import Any

import pytest

from kawal.situation.picture import PictureFact
from kawal.situation.signals import named, row
from kawal.situation.signals.columns import COLUMNS, TOLD
from tests.pure.picture_facts import fact
from tests.pure.signal_facts import IDN, KHM, MYS, TWN, WITH_FEEDS, told, world

SPONSOR = {"name": "Slamet Umpama", "phone": "+62 800-0000-111"}
TO_MYS = {"occupation": "plantation_worker", "wage": 1700, "currency": "MYR", "country": "MYS"}


def recruited(when: str = "2026-01-05", **data: Any) -> PictureFact:
    return fact("recruited", when, **{"recruiter": SPONSOR, "promised": TO_MYS, **data})


def departed(when: str = "2026-02-01", **data: Any) -> PictureFact:
    return fact("departed", when, place={**IDN, "post": data.pop("post", "plbn-b")}, **data)


def arrived(when: str = "2026-02-02", place: dict[str, Any] = MYS, **data: Any) -> PictureFact:
    return fact("arrived_abroad", when, place=place, **data)


def document(name: str, when: str = "2026-01-10", **data: Any) -> PictureFact:
    return fact("document_seen", when, id=f"{name}-{when}", document=name, **{"status": "valid", **data})


def signed(when: str = "2026-01-15", **data: Any) -> PictureFact:
    said = {"occupation": "plantation_worker", "wage": 1700, "currency": "MYR", "country": "MYS"}
    return fact(
        "contract_seen", when, **{"stage": "verified", "employer": "PT. Kebun Andai 03", **said, **data}
    )


def test_every_place_of_a_number_has_the_name_of_its_column():
    assert [getattr(named, name.upper()) for name in TOLD] == list(range(named.WIDTH))
    assert len(row.new_row()) == row.WIDTH and row.WIDTH * 4 <= 250


def test_nothing_told_is_nothing_known_but_the_age_of_the_law():
    assert {name: value for name, value in told().items() if value is not None} == {"minimum_age": 18}
    assert told().keys() == COLUMNS.keys()


@pytest.mark.parametrize(
    ("who", "licensed"),
    [
        (SPONSOR, 0),
        ({"name": "pt. UMPAMA"}, 1),
        ({"licence": "SIP-2"}, 0),
        ("Slamet Umpama", 0),
        ({}, None),
        (None, None),
        (12, None),
    ],
)
def test_a_recruiter_is_licensed_by_number_or_name_and_unknown_where_nobody_is_named(who: Any, licensed: Any):
    assert told(recruited(recruiter=who))["recruiter_licensed"] == licensed


def test_a_company_that_registers_is_asked_where_nobody_knows_the_recruiter():
    assert told(fact("registered", "2026-01-05", p3mi="SIP-1"))["recruiter_licensed"] == 1
    assert told(recruited(), fact("registered", "2026-01-06", p3mi="SIP-1"))["recruiter_licensed"] == 0


@pytest.mark.parametrize(
    ("wage", "currency", "per_cent"),
    [
        (1700, "MYR", 100),
        (5100, "MYR", 300),
        (1700 * 12, "MYR", None),  # told for a year
        (65, "MYR", None),  # for a day
        (6_000_000, "MYR", None),  # rupiah under another name
        (-1, "MYR", None),
        (float("nan"), "MYR", None),
        ("5,100", "MYR", 300),
        ("lima ribu", "MYR", None),
        (True, "MYR", None),
        (5100, None, None),
        (5100, "XXQ", None),
    ],
)
def test_a_promised_wage_is_compared_where_it_can_be_a_months(wage: Any, currency: Any, per_cent: Any):
    said = {**TO_MYS, "wage": wage, "currency": currency}
    assert told(recruited(promised=said))["promised_wage_pct"] == per_cent


def test_a_fee_told_twice_counts_once_and_two_fees_count_twice():
    one = fact("fee_paid", "2026-01-07", id="a", amount=5_000_000, currency="IDR", payee="Slamet U.")
    same = fact(
        "fee_paid", "2026-01-07", source="sbmi", id="b", amount=5_000_000, currency="IDR", payee="SLAMET U"
    )
    later = fact("fee_paid", "2026-01-20", id="c", amount=5_000_000, currency="IDR", payee="Slamet U.")
    assert told(one, same)["fees_idr"] == 5_000_000
    assert told(one, same, later)["fees_idr"] == 10_000_000
    assert told(one)["fee_cap_idr"] is None and told(recruited(), one)["fee_cap_idr"] == 0


def test_a_receipt_that_two_desks_saw_on_two_days_is_one_fee():
    receipts = [
        fact("fee_paid", f"2026-01-0{day}", amount=900_000, currency="IDR", receipt="KW-1") for day in (3, 4)
    ]
    assert told(*receipts)["fees_idr"] == 900_000


def test_a_loan_is_weighed_by_the_wage_and_the_lender_is_known_by_name_or_phone():
    loan = {"amount": 20_000_000, "currency": "IDR"}
    by_name = told(recruited(), fact("lent", "2026-01-08", lender={"name": "Bpk. Slamet Umpamma"}, **loan))
    by_phone = told(recruited(), fact("lent", "2026-01-08", lender={"phone": "0800-0000-111"}, **loan))
    bank = told(fact("lent", "2026-01-04", lender="Bank Contoh", **loan), recruited())
    assert (by_name["lender_is_recruiter"], by_phone["lender_is_recruiter"]) == (1, 1)
    assert bank["lender_is_recruiter"] == 0
    assert told(fact("lent", "2026-01-04", lender="recruiter", **loan))["lender_is_recruiter"] == 1
    assert told(fact("lent", "2026-01-04", **loan))["lender_is_recruiter"] is None
    assert 250 < by_name["loan_wage_pct"] < 450


@pytest.mark.parametrize(
    ("holder", "held"),
    [("recruiter", True), ("majikan", True), (None, True), ("immigration", False), ("husband", False)],
)
def test_papers_are_held_by_whoever_is_neither_family_nor_office(holder: str | None, held: bool):
    seen = document("passport", "2026-01-20", status="held_by_other", held_by=holder)
    assert (told(seen)["papers_held_on"] == date(2026, 1, 20)) == held
    assert told(seen, document("passport", "2026-01-25", held_by="self"))["papers_held_on"] is None


def test_a_house_without_papers_is_told_by_the_fact_or_by_a_complete_feed():
    house = {"by": "recruiter"}
    assert told(fact("accommodated", "2026-01-09", **house))["housed_before_papers"] is None
    assert (
        told(fact("accommodated", "2026-01-09", papers_complete=False, **house))["housed_before_papers"] == 1
    )
    assert (
        told(fact("accommodated", "2026-01-09", papers_complete=True, **house))["housed_before_papers"] == 0
    )
    assert told(fact("accommodated", "2026-01-09", **house), context=WITH_FEEDS)["housed_before_papers"] == 1
    assert told(fact("accommodated", "2026-01-09", by="family"))["housed_on"] is None
    assert told(recruited(), fact("accommodated", "2026-01-09", by=SPONSOR))["housed_on"] == date(2026, 1, 9)


def test_money_in_advance_is_what_the_recruiter_pays_to_her_or_her_family():
    money = {"amount": 2_000_000, "currency": "IDR"}
    assert told(fact("advanced", "2026-01-09", payer="Slamet", payee="parent", **money))["advanced_on"]
    assert (
        told(fact("advanced", "2026-01-09", payer="family", payee="parent", **money))["advanced_on"] is None
    )
    assert (
        told(fact("advanced", "2026-01-09", payer="Slamet", payee="recruiter", **money))["advanced_on"]
        is None
    )
    early = fact("advanced", "2026-01-09", payer="Slamet", payee="parent", **money)
    assert told(early)["advanced_before_papers"] is None
    assert told(early, context=WITH_FEEDS)["advanced_before_papers"] == 1
    papers = signed("2026-01-02"), document("medical", "2026-01-03")
    assert told(*papers, early, context=WITH_FEEDS)["advanced_before_papers"] == 0


def test_statements_of_the_family_may_contradict_each_other():
    knows, not_so = ({"knows": said, "consents": said} for said in (True, False))
    one, other = fact("family_stated", "2026-01-09", **knows), fact("family_stated", "2026-01-10", **not_so)
    assert (told(one)["family_knows"], told(other)["family_consents"]) == ("yes", "no")
    assert told(one, other)["family_knows"] == "contradicting"
    assert told(fact("family_stated", "2026-01-09", by="parent", knows="yes"))["family_knows"] is None


def test_what_is_not_seen_by_the_departure_is_missing_only_where_the_feed_is_complete():
    left = departed(destination="MYS", visa="work")
    assert told(left)["contract_verified"] is told(left)["papers_missing"] is told(left)["e_pmi"] is None
    absent = told(left, document("medical"), context=WITH_FEEDS)
    assert (absent["contract_verified"], absent["papers_missing"], absent["e_pmi"]) == (0, 2, 0)
    carded = told(left, document("e_pmi"), context=WITH_FEEDS)
    assert (carded["contract_verified"], carded["papers_missing"], carded["e_pmi"]) == (None, 0, 1)
    assert told(left, signed(), context=WITH_FEEDS)["contract_verified"] == 1


def test_nothing_is_missing_from_a_visit():
    left = departed(destination="MYS", visa="visit", one_way=False, ticket_payer="self")
    seen = told(left, context=WITH_FEEDS)
    assert (seen["contract_verified"], seen["papers_missing"], seen["one_way"]) == (None, None, 0)


def test_a_journey_may_lead_elsewhere_than_the_contract_said():
    seen = told(signed(), departed(destination="THA"), fact("transited", "2026-02-02", place={"country": "THA"}),
                arrived("2026-02-10", KHM))  # fmt: skip
    assert (seen["contract_country"], seen["arrival_country"], seen["destination"]) == ("MYS", "KHM", "THA")
    assert (seen["hotspot_days"], seen["destination_closed"], seen["preparation_days"]) == (8, 1, None)


def test_who_leaves_for_a_listed_country_with_a_contract_for_another_passes_through():
    left = departed(destination="THA")
    assert told(left, arrived("2026-02-11", KHM))["hotspot_days"] is None
    assert told(signed(), left, arrived("2026-02-11", KHM))["hotspot_days"] == 10
    assert told(signed(country="THA"), left)["hotspot_days"] is None


def test_how_she_left_is_told_by_the_departure_and_kept_by_a_shorter_one_of_the_same_day():
    seen = told(recruited(), departed(post="plbn-a", one_way=True, ticket_payer="recruiter", visa="visit"),
                fact("departed", "2026-02-01", source="bp3mi", place=IDN, visa="visit"))  # fmt: skip
    assert (seen["risky_exit"], seen["exit_post"], seen["one_way"]) == (1, "plbn-a", 1)
    assert (seen["ticket_by_third"], seen["exit_visa"], seen["preparation_days"]) == (1, "visit", 27)
    assert told(departed(ticket_payer="p3mi"))["ticket_by_third"] == 0
    assert told(departed(ticket_payer="siapa saja"))["ticket_by_third"] is None
    assert told(departed(official_crossing=False))["risky_exit"] == 1


@pytest.mark.parametrize(
    ("employer", "other"),
    [
        ("Kebun Andai-03", 0),
        ("PT KEBUN ANDAI 03", 0),
        ("kebun anday 03 sdn bhd", 0),
        ("Kebun Andai 04", 1),
        ("Pabrik Misal 03", 1),
        ("", None),
        (7, None),
    ],
)
def test_another_employer_is_another_name_and_not_another_spelling(employer: Any, other: Any):
    work = fact("employment_changed", "2026-02-10", place=MYS, employer=employer)
    assert told(signed(), departed(), arrived(), work)["other_employer"] == other


def test_a_later_employer_is_a_change_and_not_another_first_one():
    life = (signed(), departed(), arrived(employer="Kebun Andai 03"))
    later = fact("employment_changed", "2026-05-10", place=MYS, employer="Kebun Misal")
    third = fact("employment_changed", "2026-05-20", place=MYS, employer="Kebun Ketiga")
    assert (told(*life, later)["other_employer"], told(*life, later)["employer_changes"]) == (0, 1)
    assert told(*life, later, third)["employer_changes"] == 2
    assert told(*life, later, third, fact("employment_changed", "2026-05-25", employer="KEBUN KETIGA"))[
        "employer_changes"
    ] == 2  # fmt: skip


@pytest.mark.parametrize(
    ("wage", "currency", "drop"),
    [
        (1200, "MYR", 30),
        (1700, "MYR", 0),
        (2000, "MYR", -17),
        (65, "MYR", None),
        (0, "MYR", None),
        (1200, "", None),
    ],
)
def test_a_wage_abroad_is_compared_with_the_one_agreed(wage: int, currency: str, drop: int | None):
    work = fact("employment_changed", "2026-02-10", place=MYS, wage=wage, currency=currency)
    assert told(signed(), departed(), arrived(), work)["wage_drop_pct"] == drop


def test_a_contract_shown_abroad_is_how_the_work_is_now():
    other = signed("2026-02-20", stage="abroad", wage=850, occupation="fisher")
    seen = told(signed(), departed(), arrived(), other)
    assert (seen["wage_drop_pct"], seen["other_occupation"], seen["other_employer"]) == (50, 1, 0)


def test_pay_below_the_agreed_one_is_a_deduction_and_no_pay_is_months_owed():
    paid = fact("wage_reported", "2026-04-10", place=MYS, amount=1000, currency="MYR")
    none = fact("wage_reported", "2026-05-10", place=MYS, amount=0, currency="MYR", months_unpaid=4)
    seen = told(signed(), departed(), arrived(), paid, none)
    assert (seen["deductions_pct"], seen["unpaid_months"], seen["wage_complaints"]) == (42, 4, 1)
    assert told(none)["deductions_pct"] is None


def test_a_permit_is_missing_thirty_days_after_arrival_where_the_feed_is_complete():
    life = (departed(visa="work"), arrived())
    assert told(*life)["permit_missing"] is None
    assert told(*life, context=WITH_FEEDS)["permit_missing"] == 1
    assert told(*life, context=WITH_FEEDS, as_of=fact("x", "2026-02-20").at)["permit_missing"] is None
    permit = fact(
        "permit_seen", "2026-02-20", place=MYS, permit="work_pass", valid_to="2026-05-01", insurance=True
    )
    seen = told(*life, permit, context=WITH_FEEDS)
    assert (seen["permit_missing"], seen["insurance_missing"], seen["permit_ends_on"]) == (
        0,
        0,
        date(2026, 5, 1),
    )


def test_missed_words_count_from_the_last_contact_and_not_while_the_network_is_down():
    word = fact("checked_in", "2026-03-01", place=TWN, safe="yes", by="self")
    missed = [
        fact("check_in_missed", f"2026-0{month}-02", place=TWN, channel="app", id=str(n))
        for n, month in enumerate((4, 5, 5))
    ]
    seen = told(departed(), word, *missed)
    assert (seen["missed_in_row"], seen["missed_on"], seen["safe_on"]) == (
        2,
        date(2026, 5, 2),
        date(2026, 3, 1),
    )
    assert told(word)["missed_in_row"] == 0 and told(departed())["missed_in_row"] is None
    down = [it._replace(place=MYS) for it in missed]
    assert told(departed(), word, *down)["missed_in_row"] == 0
    where_she_is = [it._replace(place=None) for it in missed]
    assert told(departed(), arrived(), *where_she_is)["missed_in_row"] is None


def test_calls_stand_until_they_are_answered():
    calls = (
        fact("checked_in", "2026-03-01", place=MYS, distress=True),
        fact("complained", "2026-03-02", place=MYS, problems=["confinement"]),
        fact("family_reported", "2026-03-03", what="missing"),
        fact("contact_lost", "2026-03-04"),
    )
    names = ("distress_on", "severe_on", "missing_on", "lost_on")
    assert [told(*calls)[name] for name in names] == [date(2026, 3, day) for day in (1, 2, 3, 4)]
    safe = fact("checked_in", "2026-03-09", place=MYS, safe="yes", by="officer")
    assert [told(*calls, safe)[name] for name in names] == [None] * 4
    assert told(*calls, safe)["safe_on"] is None and told(*calls, safe)["phase"] == "abroad"


def test_a_new_number_and_then_silence():
    new = fact("contact_changed", "2026-03-01", place=MYS, phones=["+62 800-0000-555"])
    assert told(new)["number_changed_on"] == date(2026, 3, 1)
    assert told(new, fact("checked_in", "2026-03-20", place=MYS, safe="yes"))["number_changed_on"] is None


def test_one_complaint_at_two_desks_is_one_and_a_month_later_it_is_another():
    def unpaid(day: str, source: str = "kjri-a") -> PictureFact:
        return fact("complained", day, place=MYS, source=source, problems=["unpaid_wages", "excessive_hours"])

    twice = told(unpaid("2026-03-01"), unpaid("2026-03-04", "sbmi"))
    assert (twice["wage_complaints"], twice["excess_hours"]) == (1, 1)
    assert told(unpaid("2026-03-01"), unpaid("2026-04-04"))["wage_complaints"] == 2


def test_money_sent_home_counts_by_day_with_its_longest_pause():
    sent = [
        fact("remitted", f"2026-0{month}-05", place=MYS, id=f"{month}-{n}")
        for month in (2, 3, 5)
        for n in (1, 2)
    ]
    seen = told(*sent)
    assert (seen["remittances"], seen["remitted_on"], seen["remittance_gap_days"]) == (
        3,
        date(2026, 5, 5),
        61,
    )


def test_a_new_journey_forgets_the_old_one_but_for_what_outlives_it():
    old = (recruited("2025-01-05"), departed("2025-02-01"), fact("deported", "2025-11-01", place=MYS),
           fact("case_decided", "2025-11-20", outcome="proven"), fact("reached_home", "2025-11-25"))  # fmt: skip
    seen = told(*old, departed("2026-01-10", destination="KHM"))
    assert (seen["sent_home_on"], seen["redeparted_days"], seen["confirmed"]) == (date(2025, 11, 1), 70, 1)
    assert (seen["recruited_on"], seen["work_bound"], seen["phase"]) == (None, None, "abroad")
    assert told(*old)["phase"] == "back"


def test_measures_come_in_and_what_is_not_measured_is_unknown():
    seen = told(departed(), measured={"ring_size": 7, "fees_idr": 5, "nonsense": 1})
    assert (seen["ring_size"], seen["surge"], seen["fees_idr"]) == (7, None, None)
    assert "nonsense" not in seen


def test_a_fisher_is_heard_of_by_port_calls_too():
    at_sea = signed(occupation="fisher", country="TWN")
    port = fact("port_called", "2026-03-01", place=TWN, vessel="KM-REKA-1")
    seen = told(at_sea, departed(), port)
    assert (seen["fisher"], seen["port_on"]) == (1, date(2026, 3, 1))
    assert told(at_sea, departed())["port_on"] is None
    once = fact("remitted", "2026-03-01", place=TWN)
    assert told(at_sea, departed(), once)["port_on"] is None  # nobody tells of her calls
    missed = fact("check_in_missed", "2026-03-01", place=TWN)
    assert told(at_sea, departed(), missed)["port_on"] is None
    words = [fact("checked_in", f"2026-03-0{day}", place=TWN, safe="yes") for day in (1, 9)]
    assert told(at_sea, departed(), *words)["port_on"] == date(2026, 3, 9)


def test_a_fisher_of_whom_no_port_call_and_no_regular_word_ever_came_is_not_missed():
    at_sea = signed(occupation="fisher", country="TWN")
    once, again = (fact("checked_in", f"2026-02-{day}", place=TWN, safe="yes") for day in ("03", "20"))
    assert told(at_sea, departed(), once)["port_on"] is None
    assert told(at_sea, departed(), once, again)["port_on"] == date(2026, 2, 20)


def test_facts_that_lie_ahead_are_not_taken_and_a_fast_clock_is_forgiven():
    ahead = fact("checked_in", "2026-09-01", place=MYS, distress=True)
    assert told(ahead)["distress_on"] is None
    assert told(fact("checked_in", "2026-06-02 01:00", place=MYS, distress=True))["distress_on"] == date(
        2026, 6, 1
    )


def test_an_empty_register_makes_nobody_unlicensed():
    assert told(recruited(), context=world(licences="licence,name,status"))["recruiter_licensed"] is None
