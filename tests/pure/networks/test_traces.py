"""What one fact shares: the same in every notation, and nothing where it tells nobody apart."""

import pytest

from kawal.situation.networks.keys import is_near, near_text, number_form
from kawal.situation.networks.shapes import Claimed, heard
from kawal.situation.networks.traces import account_form, traces_of
from tests.pure.networks.world import LICENCE, OFFICE, World, departed, recruited
from tests.pure.picture_facts import fact


def traces(told, **claim):
    return {(it.kind, it.key) for it in traces_of(heard(told), Claimed(**claim), World())}


def kinds(told, **claim):
    return {kind for kind, _ in traces(told, **claim)}


@pytest.mark.parametrize("phone", ["+62 800-0000-123", "62800 0000 123", "0800-0000-123", "(0)800.0000.123"])
def test_a_phone_is_one_in_every_notation(phone):
    assert traces(recruited(phone=phone)) == traces(recruited(phone="+628000000123"))


def test_a_recruiter_is_one_name_in_every_spelling():
    assert traces(recruited(name="Rachmat Tjontoh")) == traces(recruited(name="RAHMAT CONTOH"))


def test_official_numbers_and_companies_in_force_tie_nobody():
    assert kinds(recruited(name="", phone=OFFICE), phones=(OFFICE,)) == set()
    assert kinds(recruited(phone="+62 800-0000-123", licence=LICENCE)) == set()
    assert kinds(recruited(name="PT Umpama Jaya", phone="+62 800-0000-123")) == set()


def test_a_recruiter_sits_where_it_is_said_and_where_the_table_of_addresses_has_it():
    assert kinds(recruited(name="Karel Serumah", phone="+62 800-0000-123")) == {"phone", "address"}
    assert traces(recruited(name="Karel Serumah", phone="+62 800-0000-123")) & traces(
        recruited(name="Lukas Tetangga")
    )
    said = {"name": "Siapa Saja", "address": "Gang Misal 12 RT 3, Rekaan"}
    assert kinds(fact("recruited", "2026-01-05", recruiter=said)) == {"address"}


def test_a_licence_that_is_not_in_force_ties_like_a_phone():
    assert {"phone", "licence"} == kinds(recruited(phone="+62 800-0000-123", licence="SIP3MI-9999/REKAAN"))


def test_a_training_centre_that_is_paid_is_no_lender_of_a_ring():
    assert kinds(fact("fee_paid", "2026-01-05", payee="BLK Contoh 32", amount=1_500_000)) == set()


@pytest.mark.parametrize(
    "to", ["family", "ibu", "Koperasi Umpama 5304", "BANK REKAAN 1234567890", "Siti", "", None, 7]
)
def test_a_familys_account_and_an_institutions_are_nobodys(to):
    assert account_form(to) is None


def test_an_account_is_one_by_its_number_or_by_its_holders_name():
    assert account_form("BRI 0001-01-123456") == account_form("rek 000101123456")
    assert account_form("rekening Rahmat Contoh") == account_form("a/n RACHMAT CONTOH")


@pytest.mark.parametrize(("document", "shared"), [("medical", {"paper"}), ("visa", {"paper"}), ("insurance", set()), ("orientation", set()),
                                                  ("family_permission", set()), ("job_order", set()), ("", set())])  # fmt: skip
def test_only_a_paper_made_out_to_one_person_is_shared_when_two_hold_it(document, shared):
    assert kinds(fact("document_seen", "2026-02-01", document=document, number="RK-0117-22")) == shared


def test_a_code_is_an_account_and_a_name_alone_is_a_receiver():
    assert account_form("Acc-0042") == account_form("rek ACC0042") == "acc0042"
    assert kinds(fact("remitted", "2026-04-01", to="Acc-0042")) == {"account"}
    assert kinds(fact("remitted", "2026-04-01", to="Rahmat Contoh")) == set()
    assert kinds(fact("remitted", "2026-04-01", to="rekening Rahmat Contoh")) == {"account"}


def test_only_a_ticket_that_somebody_else_paid_makes_a_voyage():
    assert kinds(departed()) == set()
    assert kinds(departed(ticket_payer="self")) == set()
    assert kinds(departed(ticket_payer="recruiter")) == {"voyage"}


@pytest.mark.parametrize("said", ["-", "0000000", "XXXX", "n/a", "12"])
def test_what_can_be_nobodys_number_is_none(said):
    assert number_form(said) is None


def test_letters_that_look_like_digits_are_digits():
    assert number_form("MED-O1l7") == number_form("med 0117")


def test_answers_that_differ_in_a_word_are_near_and_others_are_not():
    said = "saya baik baik saja di sini majikan baik gaji dibayar penuh tidak perlu dihubungi lagi terima kasih banyak bapak ibu"
    near = near_text(said), near_text(said.replace("banyak", "sekali"))
    assert None not in near and is_near(*near)
    other = near_text(
        "kapal kami bersandar kemarin sore dan cuaca buruk sekali jadi belum bisa menelepon ke rumah"
    )
    assert other is not None and not is_near(near[0], other)
    assert near_text("saya baik") is None


@pytest.mark.parametrize(
    "data", [{"recruiter": 5}, {"recruiter": ["x"]}, {"recruiter": {"phone": 7}}, {"group": {}}, {}]
)
def test_odd_values_share_nothing_and_break_nothing(data):
    assert traces(fact("recruited", "2026-01-05", **data)) == set()
