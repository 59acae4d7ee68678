"""Random sequences of what officers do with stock, against a plain model: the equation holds after each, whatever was refused."""

from uuid import UUID, uuid4

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from kawal.response.aid.stock import kits, selectors, services
from kawal.response.aid.stock.ledger import Kits
from kawal.response.aid.stock.services import HandOver, NotEnough, Want
from tests.rooms.aiding import KALBAR, a_kit, a_site, asked, line, received, sent, unbalanced
from tests.rooms.returning import behind_the_wall
from tests.world import NOW

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
SITES, QUANTITY = st.integers(0, 2), st.integers(1, 8)
KIT, PARTS = "kit_wash", {"soap": 2, "towel": 1}
ITEMS = st.sampled_from(["soap", "towel", KIT])


class Stock(RuleBasedStateMachine):
    """Three sites of one agency. The model knows quantities by item; which lots are taken is the ledger's own matter."""

    @initialize()
    def begin(self):
        run = uuid4().hex[:8]
        self.sites = [a_site(f"Gudang {run} {n}") for n in range(3)]
        a_kit(KIT, PARTS)
        self.stock = [{"soap": 0, "towel": 0, KIT: 0} for _site in self.sites]
        self.sums = {"received": 0, "packed": 0, "transit": 0, "given": 0, "lost": 0}
        self.ways: list[tuple[str, int, str, int]] = []  # shipment, target, item, quantity
        self.acts: list[tuple[UUID, int, str, int]] = []  # what was received, and may be undone
        self.made: list[tuple[UUID, int, int]] = []  # kits that were put together, and may be taken apart

    def tried(self, act, enough):
        """The act, refused exactly when there is not enough."""
        try:
            act()
        except NotEnough:
            assert not enough
            return False
        assert enough
        return True

    @rule(at=SITES, item=ITEMS, n=QUANTITY, twice=st.booleans())
    def receive(self, at, item, n, twice):
        act = uuid4()
        for _time in range(2 if twice else 1):
            received(self.sites[at], line(item, n), act=act)
        self.stock[at][item] += n
        self.sums["received"] += n
        self.acts.append((act, at, item, n))

    @rule(at=SITES, to=SITES, item=ITEMS, n=QUANTITY)
    def send(self, at, to, item, n):
        if at == to:
            return
        codes = []
        enough = self.stock[at][item] >= n
        if self.tried(lambda: codes.append(sent(self.sites[at], self.sites[to], (item, n))), enough):
            self.stock[at][item] -= n
            self.sums["transit"] += n
            self.ways.append((codes[0], to, item, n))

    @rule(pick=st.integers(0, 20), change=st.integers(-3, 3))
    def arrive(self, pick, change):
        if not self.ways:
            return
        code, to, item, n = self.ways.pop(pick % len(self.ways))
        with behind_the_wall(KALBAR):
            [card] = selectors.list_shipments(scope=KALBAR, code=code)
        lots = {lot.lot_id: lot.quantity for lot in card.lots}
        last = max(lots)
        lots[last] = max(lots[last] + change, 0)
        came = sum(lots.values())
        with behind_the_wall(KALBAR):
            services.arrive(scope=KALBAR, act=uuid4(), code=code, counted=lots, reasons={}, now=NOW)
        self.stock[to][item] += came
        self.sums["transit"] -= n
        self.sums["lost"] += max(n - came, 0)
        self.sums["received"] += max(came - n, 0)

    @rule(at=SITES, item=ITEMS, n=QUANTITY)
    def hand_out(self, at, item, n):
        over = HandOver(uuid4(), self.sites[at], "Panti Contoh", "dr. Andai", "", [Want(item, "", n)])

        def act():
            with behind_the_wall(KALBAR):
                services.hand_out(scope=KALBAR, hand_over=over, now=NOW)

        if self.tried(act, self.stock[at][item] >= n):
            self.stock[at][item] -= n
            self.sums["given"] += n

    @rule(at=SITES, n=st.integers(1, 3), twice=st.booleans())
    def assemble(self, at, n, twice):
        act = uuid4()

        def put_together():
            for _time in range(2 if twice else 1):
                with behind_the_wall(KALBAR):
                    kits.assemble(scope=KALBAR, act=act, site=self.sites[at], kits=Kits(KIT, "", n), now=NOW)

        if self.tried(put_together, all(self.stock[at][it] >= n * many for it, many in PARTS.items())):
            self.repack(at, n)
            self.made.append((act, at, n))

    def repack(self, at, n):
        """So many kits more, or fewer where they are taken apart."""
        for item, many in PARTS.items():
            self.stock[at][item] -= n * many
        self.stock[at][KIT] += n
        self.sums["packed"] += n * sum(PARTS.values())
        self.sums["received"] += n

    @rule(pick=st.integers(0, 20))
    def take_kits_apart(self, pick):
        """All of them or none: a kit that has gone on stays one."""
        if not self.made:
            return
        act, at, n = self.made[pick % len(self.made)]
        try:
            with behind_the_wall(KALBAR):
                undone = services.undo(scope=KALBAR, act=act, now=NOW)
        except NotEnough:
            return
        if undone:
            self.repack(at, -n)
            self.made.remove((act, at, n))

    @rule(at=SITES, change=st.integers(-4, 4))
    def count(self, at, change):
        with behind_the_wall(KALBAR):
            lots = selectors.list_stock(scope=KALBAR, site=self.sites[at])
        if not lots:
            return
        lot = lots[0]
        counted = lot.quantity + change

        def act():
            with behind_the_wall(KALBAR):
                seen = {lot.lot_id: (lot.quantity, counted)}
                services.count(scope=KALBAR, act=uuid4(), site=self.sites[at], seen=seen, now=NOW)

        if counted < 0:
            with pytest.raises(services.BadCount):
                act()
            return
        act()
        self.stock[at][lot.item] += change
        self.sums["lost"] += max(-change, 0)
        self.sums["received"] += max(change, 0)

    @rule(pick=st.integers(0, 20))
    def undo_what_was_received(self, pick):
        """It goes back whole, or not at all where some of that lot has gone on."""
        if not self.acts:
            return
        act, at, item, n = self.acts[pick % len(self.acts)]
        try:
            with behind_the_wall(KALBAR):
                undone = services.undo(scope=KALBAR, act=act, now=NOW)
        except NotEnough:
            return
        if undone:
            self.stock[at][item] -= n
            self.sums["received"] -= n
            self.acts.remove((act, at, item, n))

    @invariant()
    def the_books_say_what_the_model_says(self):
        if not hasattr(self, "sites"):
            return
        assert unbalanced() == []
        ids = asked("select site_id, code from aid_site where code = any(%s)", [self.sites])
        mine = [site for site, _code in ids]
        for code, held in zip(self.sites, self.stock, strict=True):
            with behind_the_wall(KALBAR):
                lots = selectors.list_stock(scope=KALBAR, site=code)
            found = {item: sum(lot.quantity for lot in lots if lot.item == item) for item in held}
            assert found == held
        accounts = asked(
            "select b.account, coalesce(sum(b.quantity), 0)::int from aid_balance b"
            " where b.lot_id in (select lot_id from aid_movement where site_id = any(%s)) group by 1",
            [mine],
        )
        sums = dict.fromkeys(("received", "packed", "stock", "transit", "given", "lost"), 0) | dict(accounts)
        assert sums == {**self.sums, "stock": sum(sum(held.values()) for held in self.stock)}
        out = sums["stock"] + sums["transit"] + sums["given"] + sums["lost"]
        assert sums["received"] - sums["packed"] == out
        with behind_the_wall(KALBAR):
            assert all(it.holds for it in selectors.list_accounts(scope=KALBAR))


def test_whatever_officers_do_in_whatever_order_everything_received_is_accounted_for():
    few = settings(max_examples=12, stateful_step_count=25, deadline=None)
    run_state_machine_as_test(Stock, settings=few)
