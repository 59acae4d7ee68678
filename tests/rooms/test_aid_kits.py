"""Kits are put together: parts out, kits in; what is not enough changes nothing; what became a kit is counted in the kit."""

from datetime import date
from uuid import uuid4

import pytest

from kawal.access.scope import NotAllowed, NotVisible
from kawal.response.aid.stock import kits, selectors, services
from kawal.response.aid.stock.kits import NoParts
from kawal.response.aid.stock.ledger import Kits
from kawal.response.aid.stock.parts import most_of, parts_for
from kawal.response.aid.stock.services import NotEnough
from tests.rooms.aiding import KALBAR, OTHERS, a_kit, a_site, balances, line, received, sent, unbalanced
from tests.rooms.returning import behind_the_wall
from tests.world import NOW, officer

pytestmark = pytest.mark.django_db
SOON, LATER = date(2027, 1, 1), date(2028, 1, 1)


def assembled(site, kit="kit_hygiene", n=3, *, size="", act=None, scope=KALBAR):
    act = act or uuid4()
    with behind_the_wall(scope):
        kits.assemble(scope=scope, act=act, site=site, kits=Kits(kit, size, n), now=NOW)
    return act


def stocked(site, donor="Mitra Contoh", **quantities):
    received(site, *(line(item, n) for item, n in quantities.items()), donor=donor)


def things(site):
    with behind_the_wall(KALBAR):
        return {(it.item, it.size): it.quantity for it in selectors.list_things(scope=KALBAR, site=site)}


@pytest.fixture
def site():
    made = a_site()
    stocked(made, soap=10, shampoo=5, toothpaste=5, towel=5)
    return made


def test_parts_go_out_and_kits_come_in_once_however_often_it_is_sent(site):
    act = assembled(site)
    assembled(site, act=act)
    assert things(site) == {
        ("kit_hygiene", ""): 3, ("soap", ""): 4, ("shampoo", ""): 2, ("toothpaste", ""): 2, ("towel", ""): 2,
    }  # fmt: skip
    assert balances() == {"received": 28, "packed": 15, "stock": 13}
    assert unbalanced() == []


def test_what_became_a_kit_is_counted_in_the_kit_and_every_account_holds(site):
    assembled(site)
    with behind_the_wall(KALBAR):
        found = {it.item: it for it in selectors.list_accounts(scope=KALBAR)}
    assert (found["soap"].received, found["soap"].packed, found["soap"].stock) == (4, 6, 4)
    assert (found["kit_hygiene"].received, found["kit_hygiene"].donor) == (3, "Mitra Contoh")
    assert all(it.holds for it in found.values())


def test_a_kit_of_two_donors_is_neithers_and_expires_with_the_first_of_its_parts():
    site = a_site()
    a_kit("kit_wash", {"soap": 1, "towel": 1})
    received(site, line("soap", 2, expires_on=SOON), line("soap", 2, expires_on=LATER))
    stocked(site, donor="Mitra Lain", towel=4)
    assembled(site, "kit_wash", 3)
    with behind_the_wall(KALBAR):
        [lot] = [it for it in selectors.list_stock(scope=KALBAR, site=site) if it.item == "kit_wash"]
    assert (lot.quantity, lot.expires_on, lot.donor) == (3, SOON, "")


def test_with_a_part_too_few_nothing_changes(site):
    with pytest.raises(NotEnough) as short:
        assembled(site, n=6)
    assert (short.value.item, short.value.left) == ("shampoo", 5)
    assert balances() == {"received": 25, "stock": 25}


def test_kits_are_taken_apart_unless_one_has_gone_on(site):
    act = assembled(site)
    with behind_the_wall(KALBAR):
        assert services.undo(scope=KALBAR, act=act, now=NOW)
    assert balances() == {"received": 25, "stock": 25}
    act = assembled(site)
    sent(site, a_site("Gudang Lain"), ("kit_hygiene", 1))
    with behind_the_wall(KALBAR), pytest.raises(NotEnough):
        services.undo(scope=KALBAR, act=act, now=NOW)
    assert unbalanced() == []


def test_parts_received_elsewhere_are_packed_where_they_lie(site):
    there = a_site("Pos Jauh")
    code = sent(site, there, ("soap", 4), ("shampoo", 2), ("toothpaste", 2), ("towel", 2))
    with behind_the_wall(KALBAR):
        [card] = selectors.list_shipments(scope=KALBAR, code=code)
        came = {lot.lot_id: lot.quantity for lot in card.lots}
        services.arrive(scope=KALBAR, act=uuid4(), code=code, counted=came, reasons={}, now=NOW)
    assembled(there, n=2)
    assert things(there) == {("kit_hygiene", ""): 2}
    assert unbalanced() == []


@pytest.mark.parametrize(
    ("kit", "size", "n"),
    [("soap", "", 1), ("kit_hygiene", "XXL", 1), ("kit_hygiene", "", 0), ("", "", 1)],
)
def test_what_is_no_kit_is_not_put_together(site, kit, size, n):
    with pytest.raises(NoParts):
        assembled(site, kit, n, size=size)


def test_neither_another_agency_nor_who_manages_no_stock_puts_kits_together(site):
    with pytest.raises(NotVisible):
        assembled(site, scope=OTHERS)
    with pytest.raises(NotAllowed):
        assembled(site, scope=officer("village", keys=("v:5304052001",)))


def test_a_part_that_comes_in_the_size_of_the_kit_is_taken_in_it():
    site = a_site()
    a_kit("kit_clothes", {"blouse": 2, "sandals": 1}, sizes=("S", "M"))
    received(site, line("blouse", 4, size="M"), line("blouse", 9, size="S"), line("sandals", 5, size="37-40"))
    with behind_the_wall(KALBAR):
        items, there = selectors.list_items(scope=KALBAR), selectors.list_things(scope=KALBAR, site=site)
    kit = items["kit_clothes"]
    assert [most_of(parts_for(items, kit, size), there) for size in ("S", "M", "")] == [4, 2, 5]
    assembled(site, "kit_clothes", 2, size="M")
    assert things(site) == {("kit_clothes", "M"): 2, ("blouse", "S"): 9, ("sandals", "37-40"): 3}
    with pytest.raises(NotEnough):
        assembled(site, "kit_clothes", 1, size="M")
