"""Whatever officers and files do to a table in any order, a day is answered by the rows that stand, and none overlap."""

from datetime import date, timedelta

import pytest
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from kawal.access import wall
from kawal.access.scope import ENGINE
from kawal.reference.context import selectors
from kawal.situation.context import services
from kawal.situation.context.services import RowRefused
from kawal.situation.context.standing import standing_context
from tests.world import NOW

pytestmark = pytest.mark.django_db
FIRST = date(2026, 1, 1)
TABLE = "closed_countries"
COUNTRIES = ("SAU", "KWT")
DAYS = st.integers(0, 6)
PERIODS = st.tuples(st.sampled_from(COUNTRIES), DAYS, st.none() | DAYS)
ACTS = st.one_of(
    st.tuples(st.just("add"), PERIODS),
    st.tuples(st.just("end"), st.tuples(st.integers(0, 3), DAYS)),
    st.tuples(st.just("withdraw"), st.tuples(st.integers(0, 3))),
    st.tuples(st.just("give"), st.lists(PERIODS, max_size=3)),
)


def day(number: int | None) -> str:
    return "" if number is None else (FIRST + timedelta(days=number)).isoformat()


def done(act: str, said) -> None:
    """One act through its service; what is refused changes nothing."""
    if act == "give":
        lines = "".join(f"{country},{day(a)},{day(b)}\n" for country, a, b in said)
        content = f"country,valid_from,valid_to\n{lines}".encode()
        services.import_table(scope=ENGINE, table=TABLE, content=content, file="a.csv", now=NOW)
        return
    rows = selectors.list_rows(table=TABLE)
    try:
        if act == "add":
            country, a, b = said
            row = {"country": country, "valid_from": day(a), "valid_to": day(b)}
            services.add_row(scope=ENGINE, table=TABLE, said=row, now=NOW)
        elif rows:
            row_id = rows[said[0] % len(rows)].row_id
            if act == "end":
                on = FIRST + timedelta(days=said[1])
                services.end_row(scope=ENGINE, table=TABLE, row_id=row_id, on=on, now=NOW)
            else:
                services.withdraw_row(scope=ENGINE, table=TABLE, row_id=row_id, now=NOW)
    except RowRefused:
        pass


@settings(max_examples=20)
@given(st.lists(ACTS, max_size=6))
def test_every_day_is_answered_by_the_rows_that_stand(acts):
    with transaction.atomic():
        wall.enter(ENGINE)
        for act, said in acts:
            done(act, said)
        rows = selectors.list_rows(table=TABLE)
        context = standing_context()
        for country in COUNTRIES:
            for number in range(8):
                on = FIRST + timedelta(days=number)
                holding = [it for it in rows if it.cells[0] == country and it.holds(on)]
                assert len(holding) <= 1
                assert context.is_closed(country, on.toordinal()) is bool(holding)
        if acts and acts[-1][0] == "give":
            before = selectors.list_rows(table=TABLE)
            done(*acts[-1])
            assert selectors.list_rows(table=TABLE) == before
        transaction.set_rollback(True)
