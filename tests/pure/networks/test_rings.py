"""A ring is found with its third recruit, before anything is confirmed; who only looks like one stays quiet."""

import pytest

from kawal.situation.networks.network import Network
from kawal.situation.picture.shapes import PictureFact
from tests.pure.networks.world import LICENCE, OFFICE, Told, World, departed, recruited, smuggled
from tests.pure.picture_facts import fact

PHONE = "+62 800-0000-70001"
HELD = fact("document_seen", "2026-02-01", document="passport", status="held_by_other", held_by="recruiter")
AGAINST = fact("family_stated", "2026-01-20", by="parent", knows=False, consents=False)
CARD = fact("document_seen", "2026-02-20", document="e_pmi", number="", status="valid")
REGISTERED = fact("registered", "2026-01-10", p3mi=LICENCE, destination="MYS", occupation="plantation_worker")
PROVEN = fact("case_decided", "2026-06-01", outcome="proven", by="polri")


def members(told: Told) -> set[str]:
    return {str(it) for ring in told.network.rings() for it in ring.members}


def test_three_who_are_moved_as_a_party_at_somebody_elses_expense_are_a_ring_with_the_third():
    told = Told().worker("a", smuggled()).worker("b", smuggled())
    assert members(told) == set()
    told.worker("c", smuggled())
    [ring] = told.network.rings()
    assert members(told) == {"a", "b", "c"}
    assert ring.reasons[0].code == "moved_together" and "ticket_by_third" in ring.reasons[0].signs
    assert told.network.measured("a")["ring_size"] == 3 and "ring_confirmed" not in told.network.measured("a")


def test_three_of_one_recruiter_with_signs_of_control_are_a_ring():
    told = Told()
    for person in "abc":
        told.worker(person, recruited(phone=PHONE), HELD._replace(data={**HELD.data, "number": ""}), AGAINST)
    [ring] = told.network.rings()
    assert [it.code for it in ring.reasons] == ["control"]
    assert set(ring.reasons[0].signs) >= {"papers_held", "family_against"}


CONFINED = fact("complained", "2026-06-01", problems=["confinement"])
RESCUED = fact("rescued", "2026-07-01", by="police")
INDICATED = fact("screened", "2026-07-03", outcome="indicated")


def inside(told: Told, people: int, first: int = 0, **data: str) -> Told:
    """A party that left with all papers in order."""
    booking = {"booking": "B-77-1", "ticket_payer": "company"} | data
    for n in range(first, first + people):
        told.worker(f"w{n}", REGISTERED, CARD, departed(visa="work", **booking))
    return told


def test_two_severe_voices_of_a_small_party_that_left_with_papers_make_it_a_ring_and_one_does_not():
    told = inside(Told(), 5).worker("w1", CONFINED)
    assert members(told) == set()
    told.worker("w3", fact("checked_in", "2026-06-09", distress=True))
    [ring] = told.network.rings()
    assert (ring.reasons[0].code, ring.reasons[0].people) == ("control", ("w1", "w3"))
    assert members(told) == {f"w{n}" for n in range(5)}


def test_two_voices_of_a_large_party_are_no_more_than_chance():
    told = inside(Told(), 20).worker("w1", CONFINED).worker("w3", CONFINED)
    assert members(told) == set()
    told.worker("w7", CONFINED).worker("w9", CONFINED)
    assert len(members(told)) == 20


@pytest.mark.parametrize("found", [(RESCUED, RESCUED), (INDICATED, RESCUED), (INDICATED, INDICATED)])
def test_two_of_a_party_whom_officers_found_harmed_speak_for_the_others(found):
    told = Told()
    for n in range(12):
        told.worker(f"w{n}", recruited(phone=PHONE), departed())
    told.worker("w1", found[0])
    assert members(told) == set()
    told.worker("w2", found[1])
    assert len(members(told)) == 12


def test_screening_that_found_nothing_says_nothing():
    told = inside(Told(), 5)
    for n in range(3):
        told.worker(f"w{n}", fact("screened", "2026-07-03", outcome=("no_indication", "needs_more")[n % 2]))
    assert members(told) == set()


LOAN = fact("lent", "2026-01-09", lender={"name": "Rahmat Contoh"}, amount=1_000_000, currency="IDR")
SENT = fact("remitted", "2026-08-01", to="rekening Rahmat Contoh", amount=500, currency="MYR")
HOME = fact("remitted", "2026-08-01", to="family", amount=500, currency="MYR")


@pytest.mark.parametrize(
    "money", [(LOAN, SENT), (SENT, LOAN), (recruited(), SENT), (SENT, recruited()), (LOAN, recruited())]
)
def test_whose_lender_is_the_recruiter_or_gets_the_wages_is_bound_in_whatever_order_it_is_told(money):
    told = inside(Told(), 4)
    for n in (0, 1, 2):
        told.worker(f"w{n}", *money)
    [ring] = told.network.rings()
    assert set(ring.reasons[0].signs) & {"debt", "pays_handler"}


def test_fees_and_loans_of_two_are_too_common_inside_the_system_to_make_a_ring_and_held_papers_are_not():
    told = inside(Told(), 4)
    fee = fact("fee_paid", "2026-01-20", payee="Siapa Saja", amount=20_000_000, currency="IDR")
    for n in (0, 1):
        told.worker(f"w{n}", fee, recruited(), LOAN)
    assert members(told) == set()
    for n in (0, 1):
        told.worker(f"w{n}", HELD)
    assert len(members(told)) == 4


def test_loans_of_a_cooperative_and_money_sent_home_bind_nobody():
    told = inside(Told(), 5)
    for n in range(5):
        loan = LOAN._replace(data={**LOAN.data, "lender": {"name": "Koperasi Umpama"}})
        told.worker(f"w{n}", recruited(phone=PHONE), loan, HOME)
    assert members(told) == set()


def at_work(employer: str = "Ladang Umpama Sembilan") -> PictureFact:
    return fact("employment_changed", "2026-04-01", employer=employer, wage=2_000_000, currency="IDR")


def test_those_who_came_to_harm_at_one_workplace_are_tied_and_the_others_there_are_not():
    told = Told()
    for n in range(6):
        told.worker(f"w{n}", at_work())
    told.worker("w1", CONFINED).worker("w2", RESCUED)
    assert members(told) == set()
    told.worker("w4", fact("complained", "2026-06-01", problems=["unpaid_wages"]))
    assert members(told) == {"w1", "w2", "w4"}


def test_three_voices_among_forty_at_one_workplace_and_voices_at_many_tie_nobody():
    told = Told()
    for n in range(40):
        told.worker(f"w{n}", at_work())
    for n in range(3):
        told.worker(f"w{n}", CONFINED)
    assert not told.network.links.parts.components(2)
    told = Told()
    for n in range(9):
        told.worker(f"w{n}", at_work(f"Ladang Umpama {'ABCDEFGHI'[n]}"), CONFINED)
    assert not told.network.links.parts.components(2)


def test_a_lender_under_many_names_and_one_number_is_one():
    told = inside(Told(), 0)
    for n, name in enumerate(("Pinjol Satu", "Pinjol Dua", "Dana Tiga")):
        lender = {"name": name, "phone": PHONE}
        loan = fact("lent", "2026-01-09", lender=lender, amount=30_000_000, currency="IDR")
        told.worker(f"w{n}", REGISTERED, CARD, loan)
    assert told.network.links.parts.tied("w0") == {"w0", "w1", "w2"} and members(told) == set()
    told.worker("w0", HELD).worker("w1", CONFINED)
    assert members(told) == {"w0", "w1", "w2"}


def seated(told: Told, name: str, number: int, people: int = 3, **more: str) -> Told:
    """Workers of a recruiter whose address the table of addresses holds."""
    for n in range(people):
        told.worker(
            f"{name}{n}", recruited(name=name, phone=f"+62 800-0000-7{number:04}", **more), departed()
        )
    return told


def test_recruiters_without_licence_at_one_registered_address_are_tied_and_a_proven_case_reaches_both():
    told = seated(seated(Told(), "Karel Serumah", 1), "Lukas Tetangga", 2)
    assert len(told.network.links.parts.tied("Karel Serumah0")) == 6
    told.worker("Karel Serumah0", PROVEN)
    assert "Lukas Tetangga2" in members(told)


def test_a_registered_address_ties_no_licensed_company_no_lone_worker_and_no_market():
    told = seated(seated(Told(), "Karel Serumah", 1), "PT Umpama Jaya", 2)
    assert len(told.network.links.parts.tied("Karel Serumah0")) == 3
    told = seated(seated(Told(), "Karel Serumah", 1, licence=LICENCE), "Lukas Tetangga", 2)
    assert len(told.network.links.parts.tied("Lukas Tetangga0")) == 3
    told = Told()
    for n, name in enumerate(
        ("Karel Serumah", "Lukas Tetangga", "Mia Pasar", "Nus Kios", "Oni Lapak", "Pius Toko")
    ):
        seated(told, name, n)
    assert len(told.network.links.parts.tied("Karel Serumah0")) == 3


@pytest.mark.parametrize(
    ("category", "ring"),
    [("placement", True), ("training_and_orientation", False), ("skills_and_qualification_tests", False)],
)
def test_fees_over_the_cap_are_a_sign_of_a_ring_and_what_a_school_takes_is_none(category, ring):
    fee = fact("fee_paid", "2026-01-20", payee="Rahmat", amount=20_000_000, currency="IDR", category=category)
    told = Told()
    for n in range(4):
        told.worker(f"w{n}", recruited(phone=PHONE), fee, departed())
    assert bool(members(told)) == ring


@pytest.mark.parametrize(("year", "ring"), [(2010, True), (2006, False)])
def test_children_are_a_sign_of_a_ring_and_grown_women_below_a_host_countrys_minimum_are_none(year, ring):
    told = Told()
    for n in range(4):
        told.worker(
            f"w{n}", recruited(phone=PHONE), departed(), births=(f"{year}-01-{n + 10}", f"{year}-01-{n + 20}")
        )
    assert bool(members(told)) == ring


def test_one_woman_known_twice_is_no_third_recruit():
    told = Told().worker("a", smuggled()).worker("b", smuggled())
    told.network.take("c", smuggled()._replace(id="again"), told.said[1][2])
    assert len(told.network.links.parts.tied("a")) == 3 and members(told) == set()


def test_forty_forms_of_one_irregular_agent_are_no_ring_even_with_one_complaint():
    told = Told()
    for n in range(40):
        told.worker(
            f"w{n}",
            recruited(phone=PHONE, when=f"2026-01-{n % 28 + 1:02d}"),
            departed(f"2026-03-{n % 28 + 1:02d}"),
            phone=PHONE,
        )
    told.worker("w3", fact("complained", "2026-05-01", problems=["unpaid_wages"]))
    assert len(told.network.links.parts.tied("w3")) == 40
    assert members(told) == set()


def test_a_village_group_with_papers_and_its_coordinators_phone_is_no_ring():
    told = Told()
    for n in range(12):
        told.worker(f"w{n}", recruited(phone=PHONE, group="DESA-53.04-123"), REGISTERED, CARD,
                    departed(booking="B-1-22", visa="work", ticket_payer="company"), phone=PHONE)  # fmt: skip
    assert members(told) == set()


def test_one_case_of_a_group_that_left_with_papers_says_nothing_of_the_others_and_two_do():
    told = Told()
    for n in range(6):
        told.worker(
            f"w{n}", recruited(phone=PHONE), REGISTERED, CARD, departed(visa="work", ticket_payer="company")
        )
    told.worker("w1", PROVEN)
    assert members(told) == set()
    told.worker("w2", PROVEN)
    assert members(told) == {f"w{n}" for n in range(6)}


def test_a_licensed_companys_workers_and_its_phone_are_no_ring():
    told = Told()
    for n in range(30):
        told.worker(
            f"w{n}",
            recruited(phone=PHONE, licence=LICENCE),
            REGISTERED,
            CARD,
            HELD._replace(data={"document": "visa"}),
            phone=PHONE,
        )
    assert not told.network.links.parts.components(2)


def test_a_proven_case_makes_its_component_a_confirmed_ring():
    told = Told()
    for person in "abcd":
        told.worker(person, recruited(phone=PHONE), departed())
    assert members(told) == set()
    told.worker("b", PROVEN)
    assert members(told) == {"a", "b", "c", "d"}
    assert told.network.measured("d")["ring_confirmed"] == 1 and told.network.measured("d")["ring_size"] == 4


def test_a_finding_about_a_recruiter_alone_reaches_all_whom_the_number_recruited():
    told = Told()
    for person in "abc":
        told.worker(person, recruited(phone=PHONE), departed())
    told.worker(
        None,
        fact(
            "case_decided",
            "2026-06-01",
            outcome="proven",
            recruiter={"name": "Lain Sekali", "phone": "0800 0000 70001"},
        ),
    )
    assert told.network.ring_of("a") is not None and told.network.measured("c")["ring_confirmed"] == 1


@pytest.mark.parametrize(
    "names",
    [
        ("Rahmat Contoh", "Rachmat Tjontoh"),
        ("Rahmat Contoh", "Rahmad Conto"),
        ("Rahmat Contoh", "Pak Rahmat"),
    ],
)
def test_a_recruiter_whose_name_is_misspelt_and_whose_phone_is_written_otherwise_is_one(names):
    told = Told()
    for person, phone in zip(
        "abcd", (PHONE, "0800 0000 70001", "62-800-0000-70001", "(0)800000070001"), strict=True
    ):
        told.worker(person, recruited(name=names[person > "b"], phone=phone))
    assert told.network.links.parts.tied("a") == {"a", "b", "c", "d"}


def test_a_recruiter_under_two_names_is_one_when_two_workers_say_each():
    told = Told().worker("a", recruited(phone=PHONE)).worker("b", recruited(phone=PHONE))
    told.worker("c", recruited(name="Yusuf Leki", phone=PHONE))
    assert told.network.links.parts.tied("a") == {"a", "b"}
    told.worker("d", recruited(name="Yusuf Leki", phone=PHONE))
    assert told.network.links.parts.tied("a") == {"a", "b", "c", "d"}


def test_a_number_under_many_names_and_an_official_one_tie_nobody():
    told = Told()
    for n, name in enumerate(("Ani Satu", "Bela Dua", "Cokro Tiga", "Dewi Empat", "Eko Lima")):
        for twice in "xy":
            told.worker(f"{n}{twice}", recruited(name=name, phone=PHONE), recruited(name=name, phone=OFFICE))
    assert told.network.links.parts.tied("0x") <= {"0x", "0y"}


def test_a_recruiters_old_number_does_not_chain_its_next_owner():
    told = Told()
    for person in "abc":
        told.worker(person, recruited(phone=PHONE))
    told.worker("inside", REGISTERED, CARD, departed(visa="work"), phone=PHONE)
    told.worker("late", recruited(when="2028-01-05", name="Yusuf Leki", phone=PHONE))
    assert told.network.links.parts.tied("a") == {"a", "b", "c"}


def test_a_ship_full_of_strangers_ties_nobody():
    told = Told()
    for n in range(40):
        told.worker(f"w{n}", departed(ticket_payer="other"))
    assert members(told) == set()


def test_one_worker_in_a_house_of_two_recruiters_does_not_chain_their_people():
    told, other = Told(), "+62 800-0000-70002"
    house = fact("accommodated", "2026-02-01", by="recruiter", address="Gang Misal 12 RT 3, Rekaan")
    for n in range(15):
        told.worker(f"a{n}", recruited(phone=PHONE), *((house,) if n == 0 else ()))
        told.worker(f"b{n}", recruited(name="Yusuf Leki", phone=other), *((house,) if n == 0 else ()))
    assert len(told.network.links.parts.tied("a1")) == 15
    told.worker("a1", house).worker("b1", house)
    assert len(told.network.links.parts.tied("a1")) == 30


def test_one_medical_certificate_for_three_strangers_is_a_ring_and_for_one_woman_known_three_times_none():
    paper = fact("document_seen", "2026-02-01", document="medical", number="MED-0117-A")
    told = Told()
    for person in "abc":
        told.worker(person, paper)
    assert members(told) == {"a", "b", "c"} and told.network.measured("a")["shared_document"] == 3
    network = Network(World())
    for person in "abc":
        network.take(person, paper, told.said[0][2])
    assert network.rings() == []


def test_whoever_is_forgotten_leaves_the_ring():
    told = Told().worker("a", smuggled()).worker("b", smuggled()).worker("c", smuggled())
    assert {"a", "b"} <= told.network.forget("c")
    assert told.network.rings() == [] and told.network.ring_of("c") is None


def test_everything_at_once_gives_the_same_rings_and_measures():
    told = Told()
    for n in range(6):
        told.worker(f"w{n}", recruited(phone=PHONE), smuggled(booking=f"B-77-{n // 3}"), AGAINST, phone=PHONE)
    told.worker("w5", PROVEN)
    batch = Network.batch(World(), told.said)
    assert batch.rings() == told.network.rings() != []
    for n in range(6):
        assert batch.measured(f"w{n}") == told.network.measured(f"w{n}")
