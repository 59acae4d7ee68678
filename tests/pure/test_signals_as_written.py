"""Facts as sources write them: amounts as text, one job under several words, papers in the order in which a company has them made."""

import pytest

from kawal.situation.picture import PictureFact
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


def missing(document: str, when: str = "2026-01-20") -> PictureFact:
    return fact("document_seen", when, document=document, status="missing")


def test_a_paper_that_was_looked_for_and_not_there_is_missing_also_where_no_feed_is_complete():
    left = fact("departed", "2026-02-01", destination="MYS", visa="work")
    assert told(left)["contract_verified"] is None and told(left)["papers_missing"] is None
    seen = told(missing("contract"), missing("medical", "2026-01-21"), missing("e_pmi", "2026-01-22"), left)
    assert (seen["contract_verified"], seen["papers_missing"], seen["e_pmi"]) == (0, 1, 0)
    later = fact("document_seen", "2026-01-28", document="medical", status="valid")
    signed = fact("contract_seen", "2026-01-28", stage="verified")
    seen = told(missing("contract"), missing("medical", "2026-01-21"), later, signed, left)
    assert (seen["contract_verified"], seen["papers_missing"]) == (1, None)


@pytest.mark.parametrize("when", ["2026-01-05", "2026-01-20"])
def test_money_and_lodging_came_before_a_paper_that_was_not_there_then_or_later(when: str):
    money = fact("advanced", "2026-01-09", payer="Slamet", payee="ibu", amount=2_000_000, currency="IDR")
    for paper in ("contract", "medical"):
        seen = told(money, LODGED, missing(paper, when))
        assert (seen["advanced_before_papers"], seen["housed_before_papers"]) == (1, 1)
    assert told(money, LODGED, missing("skck", when))["advanced_before_papers"] is None
    left = fact("departed", "2026-01-15", destination="MYS")
    late = told(money, left, missing("contract", "2026-01-20"))  # she left with it, perhaps, and lost it
    assert late["advanced_before_papers"] is None


def test_an_employer_who_hires_by_a_verified_contract_is_no_unlicensed_recruiter():
    asked = fact("recruited", "2026-01-05", recruiter={"name": "HRD PT Kapal Umpama"}, channel="social_media")
    signed = fact("contract_seen", "2026-01-20", stage="verified", employer="PT. KAPAL UMPAMA", country="ARE")
    draft = fact("contract_seen", "2026-01-20", stage="draft", employer="PT. KAPAL UMPAMA", country="ARE")
    other = fact("contract_seen", "2026-01-20", stage="verified", employer="PT Lain Andai", country="ARE")
    known = [
        told(*it)["recruiter_licensed"] for it in ((asked,), (asked, draft), (asked, other), (asked, signed))
    ]
    assert known == [0, 0, 0, None]
