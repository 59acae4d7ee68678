"""Groups that look like rings and are none: whatever innocent thing is told of them, and whoever of them calls, they stay untouched."""

from collections.abc import Callable

import pytest

from kawal.situation.picture.shapes import PictureFact
from tests.pure.networks.test_rings import CARD, CONFINED, PHONE, REGISTERED, members
from tests.pure.networks.world import OFFICE, Told, departed, recruited
from tests.pure.picture_facts import fact

PAPERS = (REGISTERED, CARD)
PARTY = departed(booking="B-77-1", visa="work", ticket_payer="company")
COURSE = fact(
    "fee_paid", "2026-01-20", payee="BLK Contoh 53", amount=20_000_000, currency="IDR", category="training"
)
Facts = tuple[PictureFact, ...]


def village_group(n: int) -> Facts:
    return recruited(phone=PHONE, group="DESA-53.04-123"), *PAPERS, PARTY


def call_centre(n: int) -> Facts:
    return recruited(name="", phone=OFFICE), *PAPERS, departed(visa="work")


def family(n: int) -> Facts:
    return *PAPERS, departed(booking="B-77-1", visa="work", ticket_payer="family")


def recycled_phone(n: int) -> Facts:
    """Three were recruited by the number; it was sold, and two others have it now."""
    return (recruited(phone=PHONE), departed()) if n < 3 else (*PAPERS, departed(visa="work"))


def training_fee(n: int) -> Facts:
    return *PAPERS, PARTY, COURSE


def agent_with_forms(n: int) -> Facts:
    return recruited(phone=PHONE), departed(f"2026-03-{n + 1:02}")


GROUPS = (village_group, call_centre, family, recycled_phone, training_fee, agent_with_forms)
GIVES_THE_NUMBER = (village_group, recycled_phone, agent_with_forms)
INNOCENT = (
    fact("complained", "2026-06-01", problems=["excessive_hours"]),
    fact("checked_in", "2026-06-01", safe="yes"),
    fact("remitted", "2026-06-01", to="Koperasi Umpama 5304", amount=500, currency="MYR"),
    fact("remitted", "2026-06-01", to="family", amount=500, currency="MYR"),
    fact("employment_changed", "2026-06-01", employer="PT Lain Umpama", wage=6_000_000, currency="IDR"),
    fact("returned", "2026-06-01"),
    fact("screened", "2026-06-01", outcome="no_indication"),
)


def told_of(group: Callable[[int], Facts]) -> Told:
    told = Told()
    for n in range(5):
        told.worker(f"w{n}", *group(n), phone=PHONE if group in GIVES_THE_NUMBER else "")
    return told


@pytest.mark.parametrize("group", GROUPS, ids=lambda it: it.__name__)
@pytest.mark.parametrize("more", INNOCENT, ids=lambda it: it.kind)
def test_whatever_innocent_thing_is_told_of_all_of_them_makes_them_no_ring(
    group: Callable[[int], Facts], more: PictureFact
) -> None:
    told = told_of(group)
    assert members(told) == set()
    for n in range(5):
        told.worker(f"w{n}", more)
    assert members(told) == set()


@pytest.mark.parametrize("group", GROUPS, ids=lambda it: it.__name__)
def test_the_voice_of_one_is_hers_alone(group: Callable[[int], Facts]) -> None:
    assert members(told_of(group).worker("w1", CONFINED)) == set()


@pytest.mark.parametrize("group", (call_centre, family), ids=lambda it: it.__name__)
def test_who_calls_beside_strangers_of_one_number_or_her_family_does_not_make_the_others_a_ring(
    group: Callable[[int], Facts],
) -> None:
    told = told_of(group)
    told.worker(
        "w1", CONFINED, fact("rescued", "2026-07-01"), fact("screened", "2026-07-02", outcome="indicated")
    )
    assert members(told) == set()


HALL = fact("accommodated", "2026-01-25", address="BLK Contoh 5, Rekaan")  # nobody noted whose it is
WORRY = (
    fact("fee_paid", "2026-01-20", amount=11_000_000, currency="IDR", payee="kantor"),
    fact("family_stated", "2026-01-20", by="ayah", consents=False),
)


def test_a_hall_in_which_companies_lodge_people_in_order_ties_nobody_though_nobody_said_whose_it_is():
    told = Told()
    for n in range(12):
        told.worker(f"w{n}", *PAPERS, HALL, *(WORRY if n < 4 else ()))
    assert members(told) == set() and told.network.links.parts.tied("w0") == {"w0"}
    for n in range(12, 15):
        told.worker(
            f"w{n}", recruited(), HALL, CONFINED
        )  # who is not in order, and calls, is tied there as before
    assert members(told) == {"w12", "w13", "w14"}


CONTROLLED = (
    fact("document_seen", "2026-02-01", document="passport", status="held_by_other", held_by="sponsor"),
    fact("advanced", "2026-01-10", payer="sponsor", payee="orang tua", amount=2_000_000, currency="IDR"),
    fact("accommodated", "2026-01-25", by="sponsor", address="Gang Misal 12, Rekaan"),
)
NOT_CONTROLLED = (
    fact("document_seen", "2026-02-01", document="passport", status="held_by_other", held_by="kbri"),
    fact("advanced", "2026-01-10", payer="suami", payee="sponsor", amount=2_000_000, currency="IDR"),
    HALL,
)


def test_papers_at_a_mission_money_of_the_family_and_a_house_of_nobody_named_are_no_grip():
    signs = []
    for some in (CONTROLLED, NOT_CONTROLLED):
        told = Told().worker("a", *some)
        signs.append(
            {it for it in told.network.signs["a"].first if it in ("papers_held", "advance", "housed")}
        )
    assert signs == [{"papers_held", "advance", "housed"}, set()]
