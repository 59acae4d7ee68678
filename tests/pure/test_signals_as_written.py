"""Facts as sources write them: amounts as text, papers in the order in which a company has them made."""

from tests.pure.picture_facts import fact
from tests.pure.signal_facts import MYS, WITH_FEEDS, told

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
