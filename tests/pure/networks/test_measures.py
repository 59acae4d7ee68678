"""Measures over many people: counted across people, dated, with the facts behind, and quiet where numbers are an office's."""

from kawal.situation.networks.network import Network
from kawal.situation.networks.shapes import Claimed
from tests.pure.networks.world import LICENCE, OFFICE, Told, World, departed, recruited
from tests.pure.picture_facts import at, fact

PHONE = "+62 800-0000-70001"
SCRIPT = "Saya baik-baik saja, majikan baik, tidak perlu dihubungi lagi."
PROVEN = fact("case_decided", "2026-06-01", outcome="proven", by="polri")


def column(told: Told, person: str, name: str):
    return told.network.measured(person).get(name)


def test_a_phone_counts_its_workers_and_the_recruiters_who_use_it():
    told = Told()
    for person, name in zip("abcdef", ("Rahmat Contoh", "Rachmat Conto", "Yusuf Leki") * 2, strict=True):
        told.worker(person, recruited(name=name), phone=PHONE)
    assert column(told, "a", "phone_workers") == 6 and column(told, "a", "phone_recruiters") == 2
    behind = told.network.behind("a")["phone_workers"]
    assert (
        behind.day == at("2026-01-05").toordinal() + 1 and len(behind.refs) == 6
    )  # midnight in Jakarta is the day before in UTC


def test_a_number_that_was_sold_on_is_shared_with_none_of_those_who_had_it_before():
    told = Told()
    days = ("2026-01-05", "2026-03-20", "2026-06-01", "2026-08-15", "2026-11-01")
    for person, day in zip(
        "abcde", days, strict=True
    ):  # one after the other, each with a recruiter of her own
        told.worker(person, recruited(when=day, name=f"Perekrut {person * 4}"), phone=PHONE)
    assert [column(told, it, "phone_workers") for it in "abcde"] == [1] * 5
    for person, name in zip("ghijk", ("Yusuf Leki", "Rahmat Contoh") * 3, strict=False):
        told.worker(person, recruited(when="2027-06-05", name=name, phone=PHONE))
    told.worker("l", recruited(when="2027-07-01"), phone=PHONE)  # gives the handler's number
    told.worker("m", recruited(when="2027-11-01"), phone=PHONE)  # bought it
    assert [column(told, it, "phone_workers") for it in "agklm"] == [1, 6, 6, 6, 1]
    assert column(told, "g", "phone_recruiters") == 2 and column(told, "m", "phone_recruiters") == 1


def test_an_official_phone_counts_nobody():
    told = Told()
    for person in "abcdef":
        told.worker(person, recruited(phone=OFFICE), phone=OFFICE)
    assert column(told, "a", "phone_workers") is None


def test_four_without_the_card_on_one_ship_with_one_phone_are_a_group_and_those_with_it_are_not_counted():
    told = Told()
    for person in "abcde":
        told.worker(person, departed(), phone=PHONE)
    told.worker("e", fact("document_seen", "2026-02-01", document="e_pmi", status="valid"))
    told.worker("f", departed(), phone="+62 800-0000-70009")
    assert column(told, "a", "group_unregistered") == 4 and column(told, "f", "group_unregistered") is None


def test_the_same_words_from_many_are_counted_and_what_everybody_says_is_not():
    told = Told()
    for person in "abc":
        told.worker(
            person,
            fact(
                "checked_in",
                "2026-04-01",
                by="self",
                text=SCRIPT.replace("lagi", "kembali" if person == "c" else "lagi"),
            ),
        )
    assert column(told, "a", "same_answers") == 3
    for n in range(80):
        told.worker(f"w{n}", fact("checked_in", "2026-04-02", by="self", text=SCRIPT))
    assert column(told, "a", "same_answers") is None


def test_an_account_counts_families_not_people():
    told = Told()
    for n, person in enumerate("abcdef"):
        told.worker(
            person,
            fact("remitted", "2026-04-01", to="BRI 0001 0112 3456", amount=1, currency="IDR"),
            family=f"kk{min(n, 4)}",
        )
    assert column(told, "a", "account_senders") == 5


def test_a_recruiters_record_counts_confirmed_harm_of_others_shrunk_to_the_base_rate():
    told = Told()
    for n in range(20):
        told.worker(f"w{n}", recruited(phone=PHONE))
    for n in range(200):
        told.worker(f"v{n}", recruited(name="Yusuf Leki", phone="+62 800-0000-70002", licence=LICENCE))
    before = column(told, "w9", "recruiter_rate_pm")
    changed = told.network.take("w1", PROVEN, told.said[1][2])
    assert "w9" in changed and "v3" not in changed
    assert column(told, "w9", "recruiter_workers") == 20 and column(told, "w9", "recruiter_harmed") == 1
    assert before < column(told, "w9", "recruiter_rate_pm") < 50
    assert (
        column(told, "w1", "recruiter_harmed") == 0
    )  # her own case says nothing of her recruiter to herself


def test_a_recruiter_who_shares_a_phone_and_a_house_with_a_sanctioned_one_has_come_back():
    told = Told()
    house = fact("accommodated", "2026-02-01", by="recruiter", address="Gang Misal 12 RT 3, Rekaan")
    for person in "ab":
        told.worker(person, recruited(phone=PHONE), house)
    told.worker(
        None,
        fact(
            "case_decided",
            "2026-06-01",
            outcome="proven",
            recruiter={"name": "Rahmat Contoh", "phone": PHONE},
        ),
    )
    told.worker("c", recruited(when="2026-08-01", name="Yusuf Leki", phone=PHONE), house)
    told.worker("d", recruited(when="2026-08-01", name="Lain Orang", phone="+62 800-0000-70003"))
    assert column(told, "c", "recruiter_returns") >= 2 and column(told, "d", "recruiter_returns") is None


def test_a_surge_of_complaints_about_one_employer_is_found_among_many_quiet_ones():
    told = Told()
    for n in range(120):
        told.worker(
            f"w{n}", fact("arrived_abroad", "2025-01-10", employer=f"Umpama Pabrik {'ABCDEFGH'[n % 8]}")
        )
    for n in range(0, 16, 8):  # the usual ones
        told.worker(f"w{n + 1}", fact("complained", f"2025-0{n // 8 + 3}-10", problems=["unpaid_wages"]))
    assert column(told, "w0", "surge") is None
    for n in range(0, 56, 8):
        told.worker(f"w{n}", fact("complained", f"2026-03-{n // 8 + 10}", problems=["unpaid_wages"]))
    assert column(told, "w64", "surge") > 1000 and column(told, "w1", "surge") is None


def test_three_returns_with_findings_of_one_vessel_are_counted_together():
    told = Told()
    for person in "abcd":
        told.worker(
            person, fact("port_called", "2026-01-05", vessel="KM Reka 12"), fact("returned", "2026-05-05")
        )
    for person in "abc":
        told.worker(person, fact("complained", "2026-04-01", problems=["confinement"]))
    assert column(told, "a", "problem_returns") == 3 and column(told, "d", "problem_returns") is None


def test_one_woman_known_twice_under_names_alike_shares_no_document():
    network = Network(World())
    paper = fact("document_seen", "2026-02-01", document="passport", number="X0000117")
    network.take("a", paper, Claimed(("Siti Rohmah",)))
    network.take("b", paper, Claimed(("SITTI ROHMA",)))
    assert "shared_document" not in network.measured("a")
    network.take("c", paper, Claimed(("Petrus Bria",)))
    assert network.measured("c")["shared_document"] == 3


def test_departures_without_the_card_above_what_the_village_and_its_peers_have_are_a_surge():
    told = Told()
    for n in range(200):
        told.worker(f"w{n}", fact("family_stated", "2025-01-05", knows=True), area=f"53.04.05.20{n % 10:02d}")
    for n in range(0, 50, 10):
        told.worker(f"w{n + 1}", departed(f"2025-0{n // 10 + 2}-03"), area="53.04.05.2001")
        told.worker(f"w{n}", departed(f"2026-03-{n // 10 + 3:02d}"), area="53.04.05.2000")
    assert column(told, "w0", "village_surge") > 1000
    assert column(told, "w1", "village_surge") is None and column(told, "w90", "village_surge") is None
