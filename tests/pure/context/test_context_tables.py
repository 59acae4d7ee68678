"""What the world was like on a day, asked of tables."""

import pickle
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from kawal.reference.context.reading import read_table
from kawal.reference.context.tables import EMPTY, build
from tests.pure.context.made import made

DAY = date(2025, 6, 1).toordinal()
BEFORE, AFTER = DAY - 1, DAY + 1


def test_nothing_is_known_of_an_emptymade():
    assert EMPTY.licence_status("1234", "PT Umpama", DAY) is None
    assert not EMPTY.knows_licences
    assert EMPTY.reference_wage_idr("MYS", "cook", DAY) is None
    assert EMPTY.fee_cap_idr("MYS", None, DAY) is None
    assert EMPTY.minimum_age(None, None, DAY) == 18
    assert EMPTY.clock("checked_in", DAY) is None
    assert not EMPTY.is_out("app", "SAU", DAY)
    assert not EMPTY.is_complete("registered", DAY)
    assert EMPTY.rate_idr("IDR", DAY) == 1


def test_a_licence_is_found_by_number_and_only_then_by_name():
    context = made(
        licences="SIP3MI-0001/REKAAN,PT Umpama Jaya,active,2020-01-01,2025-06-01\n"
        "SIP3MI-0001/REKAAN,PT Umpama Jaya,suspended,2025-06-01,2025-07-01\n"
        "SIP3MI-0002/REKAAN,P.T. Misal,revoked,2020-01-01,"
    )
    assert context.licence_status("sip3mi 0001 rekaan", "", BEFORE) == "active"
    assert context.licence_status("SIP3MI-0001/REKAAN", "", DAY) == "suspended"
    assert context.licence_status("", "Umpama Jaya, PT", DAY) == "suspended"
    assert context.licence_status("SIP3MI-9999/REKAAN", "PT. UMPAMA JAYA", BEFORE) == "active"
    assert context.licence_status("SIP3MI-0002/REKAAN", "PT Umpama Jaya", BEFORE) is None
    assert context.licence_status("", "PT Lain", DAY) is None
    assert context.licence_status("SIP3MI-0001/REKAAN", "", DAY + 60) is None
    assert context.knows_licences


def test_an_empty_register_does_not_make_everybody_unlicensed():
    assert not made(licences="").knows_licences


def test_the_best_of_several_licences_under_one_name_counts():
    context = made(licences="0001A,PT Umpama,suspended,,\n0002A,PT Umpama,active,,")
    assert context.licence_status("", "PT Umpama", DAY) == "active"


def test_an_official_number_is_known_however_it_is_written():
    context = made(official_numbers="+62 800-0000-9001,,2025-06-01\n129,,")
    assert context.is_official("0800 0000 9001", BEFORE)
    assert not context.is_official("6280000009001", DAY)
    assert context.is_official("129", DAY)
    assert not context.is_official("", DAY)


def test_the_nearest_wage_counts_in_rupiah_of_the_day():
    context = made(
        rates="MYR,3000,,2025-06-01\nMYR,4000,2025-06-01,",
        reference_wages="MYS,cook,2000,MYR,,\nMYS,,1000,MYR,,\n,fisher,500,MYR,,",
    )
    assert context.reference_wage_idr("MYS", "Cook", BEFORE) == 6_000_000
    assert context.reference_wage_idr("mys", "cook", DAY) == 8_000_000
    assert context.reference_wage_idr("MYS", "fisher", DAY) == 4_000_000
    assert context.reference_wage_idr("TWN", "fisher", DAY) == 2_000_000
    assert context.reference_wage_idr("TWN", "cook", DAY) is None
    assert context.reference_wage_idr(None, None, DAY) is None


def test_no_fee_may_be_taken_in_a_zero_cost_job():
    context = made(fee_caps="MYS,,25000000,IDR,,", zero_cost_jobs=",domestic_worker,2025-06-01,")
    assert context.fee_cap_idr("MYS", "domestic_worker", BEFORE) == 25_000_000
    assert context.fee_cap_idr("MYS", "domestic_worker", DAY) == 0
    assert context.fee_cap_idr("MYS", None, DAY) == 25_000_000


def test_the_highest_minimum_age_counts_and_none_goes_below_the_law():
    context = made(minimum_ages="HKG,domestic_worker,21,,\n,fisher,16,,\nTWN,,20,2025-06-01,")
    assert context.minimum_age("HKG", "domestic_worker", DAY) == 21
    assert context.minimum_age("HKG", "cook", DAY) == 18
    assert context.minimum_age("TWN", "fisher", BEFORE) == 18
    assert context.minimum_age("TWN", "fisher", DAY) == 20


def test_an_outage_without_channel_or_country_stands_for_all():
    context = made(outages="app,SAU,2025-06-01,2025-06-02\n,IDN,2025-06-01,\nmessaging,,2025-06-01,")
    assert context.is_out("app", "SAU", DAY)
    assert not context.is_out("app", "SAU", AFTER)
    assert not context.is_out("app", "MYS", DAY)
    assert context.is_out("hotline", "IDN", DAY)
    assert context.is_out("messaging", "MYS", DAY)
    assert not context.is_out(None, None, DAY)


def test_a_declaration_of_one_source_or_of_all_makes_absence_count():
    context = made(feeds="siskop2mi,registered,2025-06-01,\n,departed,,")
    assert context.is_complete("registered", DAY)
    assert not context.is_complete("registered", BEFORE)
    assert context.is_complete("registered", DAY, "siskop2mi")
    assert not context.is_complete("registered", DAY, "siapkerja")
    assert not context.is_complete("registered", DAY, "")
    assert context.is_complete("departed", DAY, "")
    assert context.is_complete("departed", DAY, "siapkerja")


def test_a_job_may_be_closed_in_a_country_that_is_open_to_others():
    content = b"country,occupation,valid_from,valid_to\nSAU,Domestic worker,2025-06-01,\nSYR,,2025-06-01,\nSAU,,2025-07-01,\n"
    read = read_table("closed_countries", content, "closed_countries.csv")
    assert not read.refused
    context = build({"closed_countries": read.rows})
    assert context.is_closed("SAU", DAY, "domestic_worker")
    assert not context.is_closed("SAU", DAY, "nurse")
    assert not context.is_closed("SAU", DAY)
    assert context.is_closed("SAU", DAY + 30)
    assert context.is_closed("SYR", DAY, "nurse")
    assert not context.is_closed("SYR", BEFORE, "nurse")


def test_clocks_and_addresses_are_told_as_they_stood():
    context = made(
        clocks="checked_in,30,7,,2025-06-01\nchecked_in,14,3,2025-06-01,",
        recruiter_addresses="PT Umpama,Jl. Rekaan 1,,\nPT Umpama,Jl. Rekaan 2,2025-06-02,",
    )
    assert (context.clock("checked_in", BEFORE), context.clock("checked_in", DAY)) == ((30, 7), (14, 3))
    assert context.addresses_of("Umpama", DAY) == ("jl rekaan 1",)
    assert context.addresses_of("Umpama", AFTER) == ("jl rekaan 1", "jl rekaan 2")


def test_contexts_of_the_same_rows_are_one_key_and_travel_between_processes():
    one, two = (made(high_risk_exits=rows) for rows in ("a,,\nb,,", "b,,\na,,"))
    assert one == two
    assert hash(one) == hash(two)
    assert one != made(high_risk_exits="a,,\nb,,2025-01-01")
    assert one != build({})
    assert pickle.loads(pickle.dumps(one)) == one


DAYS = st.integers(min_value=0, max_value=40)


@given(st.lists(st.tuples(st.sampled_from("ABC"), DAYS, DAYS), max_size=12), DAYS)
def test_a_day_is_covered_exactly_by_the_rows_that_were_taken(rows, asked):
    """Whatever comes in: of one key no two taken rows overlap, the first to come is taken, and none is lost."""

    def text(day: int) -> str:
        return date.fromordinal(DAY + day).isoformat()

    content = "post,valid_from,valid_to\n" + "".join(f"{key},{text(a)},{text(b)}\n" for key, a, b in rows)
    read = read_table("high_risk_exits", content.encode(), "a.csv")
    kept: list[tuple[str, int, int]] = []
    for key, a, b in rows:
        if a < b and not any(k == key and a < d and c < b for k, c, d in kept):
            kept.append((key, a, b))
    assert len(read.rows) == len(kept)
    assert len(read.rows) + len(read.refused) == len(rows)
    context = build({"high_risk_exits": read.rows})
    for key in "ABC":
        assert context.is_risky_exit(key, DAY + asked) is any(k == key and a <= asked < b for k, a, b in kept)
