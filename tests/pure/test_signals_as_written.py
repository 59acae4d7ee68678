"""Facts as sources write them: amounts as text, one job under several words, papers in the order in which a company has them made."""

import pytest

from tests.pure.picture_facts import fact
from tests.pure.signal_facts import MYS, WITH_FEEDS, told, world

LODGED = fact("accommodated", "2026-01-09", by="recruiter")


def test_who_has_had_the_medical_or_the_contract_is_lodged_for_training_and_not_too_early():
    checked = fact("document_seen", "2026-01-03", document="medical", status="valid")
    signed = fact("contract_seen", "2026-01-02", stage="verified", employer="PT Kebun Andai")
    for paper in (checked, signed):
        assert told(paper, LODGED, context=WITH_FEEDS)["housed_before_papers"] == 0
    late = fact("document_seen", "2026-01-20", document="medical", status="valid")
    assert told(LODGED, late, context=WITH_FEEDS)["housed_before_papers"] == 1


def test_amounts_written_as_text_are_read():
    paid = fact("fee_paid", "2026-01-09", amount="Rp 1.200.000", currency="IDR", payee="Slamet")
    assert told(paid)["fees_idr"] == 1_200_000
    owed = fact("lent", "2026-01-09", lender="Slamet", amount="9,000,000", currency="IDR")
    assert told(owed)["loans_idr"] == 9_000_000
    much = fact("lent", "2026-01-09", lender="Slamet", amount="banyak", currency="IDR")
    assert told(much)["loans_idr"] is None
    unpaid = fact("wage_reported", "2026-02-09", place=MYS, months_unpaid="3")
    assert told(unpaid)["unpaid_months"] == 3


def test_a_table_and_a_fact_may_have_different_words_for_one_job():
    estate = {"occupation": "Pekerja ladang perkebunan", "wage": 5100, "currency": "MYR", "country": "MYS"}
    promised = told(fact("recruited", "2026-01-05", recruiter="Slamet", promised=estate))
    assert (promised["promised_wage_pct"], promised["fee_cap_idr"]) == (300, 0)
    family = world(
        zero_cost_jobs="country,occupation\n,sopir_keluarga", fee_caps="country,occupation,cap,currency"
    )
    for job, cap in (("family driver", 0), ("driver", None)):
        registered = fact("registered", "2026-01-05", destination="MYS", occupation=job)
        assert told(registered, context=family)["fee_cap_idr"] == cap


def test_a_call_missed_on_nobody_knows_what_channel_may_have_failed_with_it():
    missed = {"place": MYS, "due_at": "2026-03-01"}
    assert told(fact("check_in_missed", "2026-03-05", **missed))["missed_in_row"] is None
    assert told(fact("check_in_missed", "2026-03-05", channel="messaging", **missed))["missed_in_row"] == 1


def test_her_own_word_that_the_work_is_another_counts_though_no_contract_was_seen():
    said = fact("complained", "2026-03-05", place=MYS, problems=["other_work_than_agreed"])
    assert told(said)["other_occupation"] == 1
    assert told(fact("complained", "2026-03-05", place=MYS, problems=["other"]))["other_occupation"] is None


@pytest.mark.parametrize(
    ("agreed", "there", "other"),
    [
        ("factory_worker", "cleaner", 1),
        ("factory_worker", "buruh pabrik", 0),
        ("plantation_worker", "Buruh sawit", 0),
        ("customer_service", "operator judi online", 1),
        ("factory_worker", "helper kilang", None),  # nobody knows whether it is other work
        ("tenaga gudang", "cleaner", None),
    ],
)
def test_work_is_another_only_where_both_words_for_it_are_known(agreed: str, there: str, other: int | None):
    life = (
        fact("registered", "2026-01-05", destination="MYS", occupation=agreed),
        fact("departed", "2026-02-01"),
    )
    work = fact("employment_changed", "2026-02-10", place=MYS, occupation=there)
    assert told(*life, work)["other_occupation"] == other
