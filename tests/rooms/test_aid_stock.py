"""Stock: what came in is in stock, in transit, given or lost; each act once; nothing below nought."""

from datetime import date
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction

from kawal.access.scope import ENGINE, NOBODY, NotAllowed, NotVisible, Power
from kawal.response.aid.stock import ledger, selectors, services
from kawal.response.aid.stock.services import HandOver, NotEnough, Want
from tests.rooms.aiding import (
    KALBAR,
    OTHERS,
    POST,
    SHELTER,
    a_post_site,
    a_shelter_site,
    a_site,
    asked,
    balances,
    line,
    received,
    sent,
    unbalanced,
)
from tests.rooms.returning import behind_the_wall
from tests.world import NOW, officer

pytestmark = pytest.mark.django_db


def stock(site, scope=KALBAR):
    with behind_the_wall(scope):
        return selectors.list_stock(scope=scope, site=site)


def shipment(code, scope=KALBAR):
    with behind_the_wall(scope):
        return selectors.list_shipments(scope=scope, code=code)[0]


def arrived(code, *counted, scope=POST, act=None, reasons=None):
    lots = [it.lot_id for it in shipment(code, scope).lots]
    seen = dict(zip(lots, counted, strict=True))
    with behind_the_wall(scope):
        services.arrive(
            scope=scope, act=act or uuid4(), code=code, counted=seen, reasons=reasons or {}, now=NOW
        )


def counted(site, n, scope=KALBAR, book=None, act=None):
    [lot] = stock(site, scope)
    with behind_the_wall(scope):
        return services.count(
            scope=scope,
            act=act or uuid4(),
            site=site,
            seen={lot.lot_id: (lot.quantity if book is None else book, n)},
            now=NOW,
        )


def test_what_a_donor_brings_is_signed_for_and_only_what_was_counted_comes_into_stock():
    site = a_site()
    code = received(
        site, line("kit_women", 1700, said=1700), line("kit_child", 798, said=800, reason="short")
    )
    with behind_the_wall(KALBAR):
        [card] = selectors.list_consignments(scope=KALBAR)
    assert (card.code, card.donor, card.said, card.counted) == (code, "Mitra Contoh", 2500, 2498)
    assert (card.handed_by, card.received_by, card.is_undone) == ("Tiara Andai", "Surya Misal", False)
    assert {it.item: it.quantity for it in stock(site)} == {"kit_women": 1700, "kit_child": 798}
    assert balances() == {"received": 2498, "stock": 2498}


@pytest.mark.parametrize("more", [{"said": 12}, {"reason": "short"}])
def test_a_difference_to_the_letter_is_named_and_only_a_difference_is(more):
    with pytest.raises(Exception, match="aid_difference_has_a_reason"):
        received(a_site(), line("kit_women", 10, **more))
    assert (balances(), asked("select 1 from aid_consignment")) == ({}, [])


def test_the_same_act_sent_again_changes_nothing():
    site, post, act = a_site(), a_post_site(), uuid4()
    assert received(site, act=act) == received(site, act=act)
    again = uuid4()
    assert sent(site, post, ("kit_women", 4), act=again) == sent(site, post, ("kit_women", 4), act=again)
    code, act = shipment(asked("select code from aid_shipment")[0][0]).code, uuid4()
    [lot] = shipment(code).lots
    for _time in range(2):
        with behind_the_wall(POST):
            services.arrive(scope=POST, act=act, code=code, counted={lot.lot_id: 4}, reasons={}, now=NOW)
    counting = uuid4()
    assert counted(site, 5, act=counting) == 1
    with behind_the_wall(KALBAR):
        again = {lot.lot_id: (6, 5)}
        assert services.count(scope=KALBAR, act=counting, site=site, seen=again, now=NOW) == 0
    assert balances() == {"received": 10, "stock": 9, "lost": 1}


def test_what_is_on_its_way_is_seen_at_both_ends_and_by_nobody_else():
    site, post = a_site(), a_shelter_site()
    received(site)
    code = sent(site, post, ("kit_women", 4))
    assert balances() == {"received": 10, "stock": 6, "transit": 4}
    card = shipment(code, SHELTER)
    assert (card.from_name, card.to_name, card.sent, card.arrived_at) == (
        "Gudang Pontianak",
        "Rumah Melati",
        4,
        None,
    )
    assert [it.quantity for it in card.lots] == [4]
    with behind_the_wall(OTHERS):
        assert selectors.list_shipments(scope=OTHERS) == []
    with pytest.raises(NotVisible), behind_the_wall(KALBAR):
        services.arrive(scope=KALBAR, act=uuid4(), code=code, counted={}, reasons={}, now=NOW)


def test_what_is_missing_on_arrival_is_lost_and_what_is_over_is_found_each_by_name():
    site, post = a_site(), a_post_site()
    received(site, line("kit_women", 10), line("soap", 10))
    code = sent(site, post, ("kit_women", 4), ("soap", 5))
    arrived(code, 3, 7)
    assert {it.item: it.quantity for it in stock(post, POST)} == {"kit_women": 3, "soap": 7}
    assert balances() == {"received": 22, "stock": 21, "lost": 1}
    assert asked("select kind, quantity, reason from aid_movement where reason <> '' order by 1") == [
        ("found", 2, "surplus"),
        ("short", 1, "short"),
    ]
    assert unbalanced() == []


def test_a_shipment_arrives_once():
    site, post = a_site(), a_post_site()
    received(site)
    code = sent(site, post, ("kit_women", 4))
    arrived(code, 4)
    with pytest.raises(services.AlreadyArrived), behind_the_wall(POST):
        services.arrive(scope=POST, act=uuid4(), code=code, counted={}, reasons={}, now=NOW)
    assert balances() == {"received": 10, "stock": 10}


def test_what_expires_first_is_sent_first_and_what_has_expired_is_not_sent():
    site, post = a_site(), a_post_site()
    received(
        site,
        line("soap", 5, expires_on=date(2027, 6, 1)),
        line("soap", 5, expires_on=date(2026, 12, 1)),
        line("soap", 5, expires_on=date(2026, 11, 1)),
        line("soap", 5),
    )
    card = shipment(sent(site, post, ("soap", 7)))
    assert [(it.expires_on, it.quantity) for it in card.lots] == [
        (date(2027, 6, 1), 2),
        (date(2026, 12, 1), 5),
    ]
    with pytest.raises(NotEnough) as short:
        sent(site, post, ("soap", 9))
    assert (short.value.item, short.value.left) == ("soap", 8)


def test_more_than_there_is_cannot_be_sent_lost_or_handed_out():
    site, post = a_site(), a_post_site()
    received(site)
    [lot] = stock(site)
    with pytest.raises(NotEnough) as short:
        sent(site, post, ("kit_women", 11))
    assert (short.value.item, short.value.left) == ("kit_women", 10)
    with pytest.raises(NotEnough), behind_the_wall(KALBAR):
        services.lose(
            scope=KALBAR, act=uuid4(), site=site, lot_id=lot.lot_id, quantity=11, reason="lost", now=NOW
        )
    over = HandOver(
        uuid4(),
        site,
        "RSUD Contoh",
        "dr. Andai",
        "kepala",
        [Want("kit_women", "", 6), Want("kit_women", "", 5)],
    )
    with pytest.raises(NotEnough), behind_the_wall(KALBAR):
        services.hand_out(scope=KALBAR, hand_over=over, now=NOW)
    assert (balances(), asked("select 1 from aid_shipment")) == ({"received": 10, "stock": 10}, [])


def test_a_count_below_nought_is_refused_before_anything_is_written():
    site = a_site()
    received(site)
    with pytest.raises(services.BadCount):
        counted(site, -1)
    assert (balances(), len(asked("select 1 from aid_movement"))) == ({"received": 10, "stock": 10}, 1)


def test_a_count_with_a_difference_is_written_down_as_lost_or_found():
    site = a_site()
    received(site)
    assert counted(site, 8) == 1
    assert balances() == {"received": 10, "stock": 8, "lost": 2}
    assert counted(site, 9) == 1
    assert balances() == {"received": 11, "stock": 9, "lost": 2}
    assert counted(site, 9) == 0
    assert unbalanced() == []


def test_a_count_of_a_book_that_has_moved_meanwhile_writes_nothing():
    site, post = a_site(), a_post_site()
    received(site)
    sent(site, post, ("kit_women", 3))
    with pytest.raises(services.BookMoved):
        counted(site, 10, book=10)
    assert balances() == {"received": 10, "stock": 7, "transit": 3}


def test_a_facility_signs_for_what_it_gets():
    site = a_site()
    received(site, line("masks", 500), line("wheelchair", 2))
    over = HandOver(
        uuid4(),
        site,
        "Panti Rehabilitasi Contoh",
        "dr. Andai",
        "kepala panti",
        [Want("masks", "", 200), Want("wheelchair", "", 1)],
    )
    with behind_the_wall(KALBAR):
        code = services.hand_out(scope=KALBAR, hand_over=over, now=NOW)
        assert services.hand_out(scope=KALBAR, hand_over=over, now=NOW) == code
        [card] = selectors.list_handouts(scope=KALBAR)
    assert (card.code, card.facility, card.signed_by, card.things) == (
        code,
        "Panti Rehabilitasi Contoh",
        "dr. Andai",
        201,
    )
    assert balances() == {"received": 502, "stock": 301, "given": 201}


def test_an_undo_is_a_counter_entry_and_gives_everything_back():
    site, post = a_site(), a_post_site()
    came, went, took = uuid4(), uuid4(), uuid4()
    received(site, act=came)
    code = sent(site, post, ("kit_women", 4), act=went)
    arrived(code, 3, act=took)

    def undone(act, scope=KALBAR):
        with behind_the_wall(scope):
            return services.undo(scope=scope, act=act, now=NOW)

    with pytest.raises(NotEnough):
        undone(came)  # four of the ten have gone on
    assert undone(took, POST) is True
    assert balances() == {"received": 10, "stock": 6, "transit": 4}
    assert shipment(code).arrived_at is None
    assert undone(went) is True
    assert undone(went) is False
    assert undone(came) is True
    assert balances() == {}
    assert unbalanced() == []
    with behind_the_wall(KALBAR):
        assert selectors.list_consignments(scope=KALBAR)[0].is_undone


def test_movements_are_never_altered_and_balances_are_written_by_nobody_but_the_ledger():
    received(a_site())
    for statement in (
        "update aid_movement set quantity = 1",
        "delete from aid_movement",
        "update aid_balance set quantity = 99",
        "insert into aid_balance values (1, 'stock', 1, 5)",
        "delete from aid_balance",
        "update aid_lot set item = 'soap'",
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            asked(statement)
    assert balances() == {"received": 10, "stock": 10}


def test_the_database_itself_refuses_what_is_below_nought_or_goes_where_its_kind_does_not():
    site = a_site()
    received(site)
    [(lot, at)] = asked("select lot_id, site_id from aid_movement")
    with behind_the_wall(ENGINE), pytest.raises(ledger.NotEnough):
        ledger.post(act=uuid4(), moves=[ledger.Move("lose", lot, 11, at, None, "lost")], by="x", at=NOW)
    with pytest.raises(DatabaseError, match="aid_goes_where_its_kind_says"), transaction.atomic():
        asked(
            "insert into aid_movement (act, line, kind, lot_id, quantity, origin, target, site_id, happened_at, by_actor)"
            " values (%s, 0, 'give', %s, 1, 'outside', 'given', %s, %s, 'x')",
            [uuid4(), lot, at, NOW],
        )
    assert unbalanced() == []


WITHOUT = officer("district", agency="bp3mi-kalbar", powers=frozenset({Power.GIVE_AID}))


@pytest.mark.parametrize("scope", [OTHERS, SHELTER], ids=["another agency", "a shelter"])
def test_stock_of_others_cannot_be_seen(scope):
    site = a_site()
    received(site)
    with behind_the_wall(scope):
        assert selectors.list_stock(scope=scope, site=site) == []
        assert selectors.list_consignments(scope=scope) == []
        assert selectors.list_movements(scope=scope, site=site) == []
        assert selectors.list_accounts(scope=scope) == []
    with behind_the_wall(scope), connection.cursor() as cursor:
        for table in (
            "site",
            "consignment",
            "consignment_line",
            "movement",
            "balance",
            "shipment",
            "handout",
        ):
            cursor.execute(f"select count(*) from aid_{table}")
            assert cursor.fetchone() == (0,), table


@pytest.mark.parametrize(
    ("scope", "error"),
    [(OTHERS, NotVisible), (SHELTER, NotVisible), (WITHOUT, NotAllowed), (NOBODY, NotAllowed)],
    ids=["another agency", "a shelter", "no power", "nobody"],
)
def test_stock_of_others_cannot_be_moved(scope, error):
    site, other = a_site(), a_post_site()
    received(site)
    [lot] = stock(site)
    acts = [
        lambda: received(site, scope=scope),
        lambda: sent(site, other, ("kit_women", 1), scope=scope),
        lambda: services.count(scope=scope, act=uuid4(), site=site, seen={lot.lot_id: (10, 9)}, now=NOW),
        lambda: services.lose(
            scope=scope, act=uuid4(), site=site, lot_id=lot.lot_id, quantity=1, reason="lost", now=NOW
        ),
    ]
    for act in acts:
        with pytest.raises(error), behind_the_wall(scope):
            act()
    assert balances() == {"received": 10, "stock": 10}


def test_who_serves_at_the_post_sees_its_stock_whatever_her_agency():
    site = a_post_site()
    received(site, scope=POST)
    aid = officer("aid", agency="pmi-kalbar", keys=("b:plbn-entikong",))
    assert [it.quantity for it in stock(site, aid)] == [10]
    with behind_the_wall(aid):
        assert [it.code for it in selectors.list_sites(scope=aid)] == [site]


def test_the_accounts_of_a_lot_add_up_wherever_it_is():
    site, shelter = a_site(), a_shelter_site()
    received(site, line("kit_women", 10), line("soap", 5))
    arrived(sent(site, shelter, ("kit_women", 4)), 3, scope=SHELTER)
    for scope, here in ((KALBAR, 6), (SHELTER, 3)):
        with behind_the_wall(scope):
            accounts = selectors.list_accounts(scope=scope)
            assert selectors.count_unbalanced(scope=scope) == 0
        kits = next(it for it in accounts if it.item == "kit_women")
        assert (kits.received, kits.stock, kits.transit, kits.given, kits.lost) == (10, 9, 0, 0, 1)
        assert (kits.here, kits.holds, kits.donor) == (here, True, "Mitra Contoh")
    assert {it.item for it in accounts} == {"kit_women"}  # soap was never at the shelter


def test_a_kit_says_what_it_is_made_of_and_a_new_thing_joins_the_catalogue():
    with behind_the_wall(KALBAR):
        code = services.add_item(
            scope=KALBAR, label_id="Kelambu", label_en="Mosquito net", kind="item", sizes=[], now=NOW
        )
        items = selectors.list_items(scope=KALBAR)
    assert (code, items["mosquito_net"].label("id")) == ("mosquito_net", "Kelambu")
    assert {part.item: part.quantity for part in items["kit_women"].parts}["sanitary_pads"] == 2
    assert {part.item for kit in items.values() for part in kit.parts} <= set(items)


@pytest.mark.parametrize("count", [1, 6])
def test_lists_take_the_same_queries_however_long(count, django_assert_num_queries):
    site, post = a_site(), a_post_site()
    received(site, *[line("soap", 3) for _ in range(count)])
    sent(site, post, ("soap", 2 * count))
    with behind_the_wall(KALBAR):
        with django_assert_num_queries(1):
            assert sum(it.quantity for it in selectors.list_stock(scope=KALBAR, site=site)) == count
        with django_assert_num_queries(4):
            assert len(selectors.list_shipments(scope=KALBAR)) == 1
