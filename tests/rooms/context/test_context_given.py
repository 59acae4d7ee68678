"""Tables given to the installation: taken once, replaced whole, refused row by row, and never lost."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from kawal.access import wall
from kawal.access.scope import ENGINE, NotAllowed, NotVisible
from kawal.access.trail.models import Trace
from kawal.reference.context import selectors, store
from kawal.reference.context.store import load_lists
from kawal.reference.loading import load_all
from kawal.situation.context import services
from kawal.situation.context.services import RowRefused
from kawal.situation.context.standing import standing_context
from tests.rooms.context.given import give
from tests.world import NOW, officer

pytestmark = pytest.mark.django_db(databases=["default", "owner"])
AUTHOR = officer("rule_author", agency="kp2mi")
DAY = date(2026, 6, 1)
LICENCES = (
    "SIP3MI-0001,PT Umpama,active,2020-01-01,2026-06-01\nSIP3MI-0001,PT Umpama,suspended,2026-06-01,\n"
    "SIP3MI-0002,PT Misal,active,2020-01-01,"
)


@pytest.fixture(autouse=True)
def _behind_the_wall(db):
    wall.enter(ENGINE)


def counts(done, table):
    it = next(one for one in done.tables if one.table == table)
    return it.read, it.accepted, it.unchanged, len(it.refused), it.withdrawn


def closed(country: str, on: date = DAY) -> bool:
    return standing_context().is_closed(country, on.toordinal())


def test_before_anything_is_given_the_built_in_tables_stand():
    context = standing_context()
    assert context.is_closed("KHM", DAY.toordinal())
    assert not context.knows("closed_countries")
    assert {it.name for it in selectors.list_tables(on=DAY) if it.given} == set()
    assert load_lists(now=NOW, using="owner") == [
        (name, rows, False) for name, rows, _ in load_lists(now=NOW, using="owner")
    ]


def test_the_same_folder_again_changes_nothing(tmp_path):
    first = give(tmp_path / "a", licences=LICENCES, closed_countries="SAU,2026-01-01,")
    assert counts(first, "licences") == (3, 3, 0, 0, 0)
    assert counts(first, "closed_countries") == (1, 1, 0, 0, 3)
    before = store.marks()
    again = give(tmp_path / "b", licences=LICENCES, closed_countries="SAU,2026-01-01,")
    assert counts(again, "licences") == (3, 0, 3, 0, 0)
    assert counts(again, "closed_countries") == (1, 0, 1, 0, 0)
    assert store.marks() == before


def test_a_table_that_is_given_replaces_what_stood_and_says_all_there_is(tmp_path):
    give(tmp_path, closed_countries="SAU,2026-01-01,")
    assert closed("SAU") and not closed("KHM")
    assert standing_context().knows("closed_countries")
    give(tmp_path, closed_countries="")
    assert not closed("SAU")
    assert standing_context().is_transit_spot("THA", DAY.toordinal())


def test_a_list_loaded_again_does_not_bring_back_what_was_replaced(tmp_path):
    give(tmp_path, closed_countries="SAU,2026-01-01,")
    load_all(now=NOW, using="owner")
    assert not closed("KHM")


def test_bad_rows_are_refused_with_their_reasons_and_good_ones_taken(tmp_path):
    done = give(
        tmp_path,
        closed_countries="SAU,2026-01-01,\nSAU,2026-03-01,\nKWT,2026-02-01,",
        licences="0001A,PT Umpama,active,2020-01-01,\n0001-A,PT Lain,active,2021-01-01,",
        reference_wages="MYS,cook,1700,XQZ,,\nMYS,fisher,1800,MYR,,",
    )
    assert [(it.file, it.line, it.reason.code) for it in done.refused] == [
        ("licences.csv", 3, "licence_twice"),
        ("reference_wages.csv", 2, "no_rate"),
        ("closed_countries.csv", 3, "overlap"),
    ]
    assert closed("SAU") and closed("KWT")
    assert standing_context().reference_wage_idr("MYS", "fisher", DAY.toordinal())


def test_an_unreadable_file_leaves_its_table_as_it_stands(tmp_path):
    give(tmp_path, closed_countries="SAU,2026-01-01,", transit_spots="VNM,,")
    (tmp_path / "closed_countries.csv").write_bytes(b"\xff\xfe broken")
    (tmp_path / "transit_spots.csv").write_text("country,valid_from,valid_to\nLAO,,\n")
    done = services.import_context(scope=ENGINE, folder=tmp_path, now=NOW)
    assert [(it.table, it.reason.code) for it in done.refused] == [("closed_countries", "not_utf8")]
    assert closed("SAU")
    assert standing_context().is_transit_spot("LAO", DAY.toordinal())


def test_what_an_officer_wrote_stays_and_a_file_that_contradicts_it_is_told_so(tmp_path):
    services.add_row(
        scope=AUTHOR,
        table="closed_countries",
        said={"country": "SAU", "valid_from": "2026-01-01", "valid_to": ""},
        now=NOW,
    )
    done = give(tmp_path, closed_countries="SAU,2025-01-01,\nKWT,,")
    assert [(it.line, it.reason.code, it.cells) for it in done.refused] == [
        (2, "overlap_here", ("SAU", "", "2025-01-01", ""))
    ]
    assert closed("SAU") and not closed("SAU", date(2025, 6, 1))
    assert counts(give(tmp_path, closed_countries="SAU,2026-01-01,"), "closed_countries") == (1, 0, 1, 0, 1)


def test_feeds_of_the_folder_are_declared_with_the_facts(tmp_path):
    rows = "siskop2mi,registered,2026-01-01,\nsiskop2mi,no_such_kind,2026-01-01,"
    done = give(tmp_path, feeds=rows)
    assert counts(done, "feeds") == (2, 1, 0, 1, 0)
    assert done.refused[0].line == 3
    assert standing_context().is_complete("registered", DAY.toordinal(), "siskop2mi")
    assert counts(give(tmp_path, feeds=rows), "feeds") == (2, 0, 1, 1, 0)


def test_a_row_ends_on_a_day_and_another_begins_and_the_old_stays_known():
    said = {"country": "SAU", "valid_from": "2026-01-01", "valid_to": ""}
    services.add_row(scope=AUTHOR, table="closed_countries", said=said, now=NOW)
    [row] = selectors.list_rows(table="closed_countries", q="sau")
    services.end_row(scope=AUTHOR, table="closed_countries", row_id=row.row_id, on=DAY, now=NOW)
    assert closed("SAU", DAY - timedelta(days=1)) and not closed("SAU")
    [ended] = selectors.list_rows(table="closed_countries", q="sau")
    history = selectors.list_of_key(table="closed_countries", row_id=ended.row_id)
    assert [(it.valid_to, it.withdrawn_by) for it in history] == [(DAY, ""), (None, AUTHOR.actor)]
    assert list(Trace.objects.order_by("id").values_list("action", flat=True)) == [
        "context.added",
        "context.ended",
    ]


def test_a_changed_row_begins_where_the_old_one_ends():
    said = {
        "country": "MYS",
        "occupation": "cook",
        "wage": "1700",
        "currency": "MYR",
        "valid_from": "2025-01-01",
    }
    services.add_row(scope=AUTHOR, table="reference_wages", said=said, now=NOW)
    [row] = selectors.list_rows(table="reference_wages")
    new = {**said, "wage": "1900.50", "valid_from": "2026-06-01"}
    services.change_row(scope=AUTHOR, table="reference_wages", row_id=row.row_id, said=new, now=NOW)
    rows = selectors.list_rows(table="reference_wages")
    assert [(it.cells[2], it.valid_from, it.valid_to) for it in rows] == [
        ("1700", date(2025, 1, 1), DAY),
        ("1900.5", DAY, None),
    ]
    assert [it.cells[2] for it in selectors.list_rows(table="reference_wages", on=DAY)] == ["1900.5"]


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"country": "KHM", "valid_from": "2026-01-01"}, "overlap_here"),
        ({"country": "KHM", "valid_from": "2025-04-01"}, "overlap_here"),  # the very same row
        ({"country": "Kamboja", "valid_from": "2026-01-01"}, "bad_country"),
        ({"country": "SAU", "valid_from": "1/1/2026"}, "bad_date"),
        ({"country": "SAU", "valid_from": "2026-02-01", "valid_to": "2026-01-01"}, "ends_too_early"),
        ({}, "empty"),
    ],
)
def test_a_bad_row_is_refused_with_its_reason(said, code):
    with pytest.raises(RowRefused) as refused:
        services.add_row(scope=AUTHOR, table="closed_countries", said=said, now=NOW)
    assert refused.value.reason.code == code


def test_a_row_about_something_else_is_no_change_of_this_one():
    [row] = selectors.list_rows(table="closed_countries", q="khm")
    with pytest.raises(RowRefused):
        services.change_row(
            scope=AUTHOR, table="closed_countries", row_id=row.row_id, said={"country": "SAU"}, now=NOW
        )


def test_a_mistaken_row_holds_for_no_day_and_stays_in_the_history():
    [row] = selectors.list_rows(table="closed_countries", q="khm")
    services.withdraw_row(scope=AUTHOR, table="closed_countries", row_id=row.row_id, now=NOW)
    assert not closed("KHM")
    [old] = selectors.list_of_key(table="closed_countries", row_id=row.row_id)
    assert old.withdrawn_by == AUTHOR.actor
    with pytest.raises(NotVisible):
        services.withdraw_row(scope=AUTHOR, table="closed_countries", row_id=row.row_id, now=NOW)


@pytest.mark.parametrize("role", ["district", "analyst", "supervisor", "administrator", "village"])
def test_only_who_may_edit_tables_changes_them(tmp_path, role):
    scope = officer(role, agency="kp2mi")
    with pytest.raises(NotAllowed):
        services.import_context(scope=scope, folder=tmp_path, now=NOW)
    with pytest.raises(NotAllowed):
        services.add_row(scope=scope, table="closed_countries", said={"country": "SAU"}, now=NOW)
    with pytest.raises(NotAllowed):
        services.withdraw_row(scope=scope, table="closed_countries", row_id=1, now=NOW)


@pytest.mark.parametrize("table", ["feeds", "person", "closed_countries; drop table person"])
def test_there_are_no_other_tables(table):
    with pytest.raises(NotVisible):
        services.add_row(scope=AUTHOR, table=table, said={}, now=NOW)
    with pytest.raises(NotVisible):
        services.withdraw_row(scope=AUTHOR, table=table, row_id=1, now=NOW)


def test_a_preview_writes_nothing():
    before = store.marks()
    content = b"country,valid_from,valid_to\nSAU,2026-01-01,\nSAU,2026-02-01,\nKHM,2025-04-01,\n"
    told = services.preview_table(scope=AUTHOR, table="closed_countries", content=content, file="a.csv")
    assert (told.read, told.accepted, told.unchanged, told.withdrawn) == (3, 2, 0, 3)
    assert [it.line for it in told.refused] == [3]
    assert store.marks() == before and not closed("SAU")


@pytest.mark.parametrize(
    ("table", "columns", "values"),
    [
        ("licences", "licence, name, status", "'0001A', '', 'gone'"),
        ("rates", "currency, idr", "'USD', 0"),
        ("minimum_ages", "country, occupation, age", "'', '', 200"),
        ("clocks", "kind, every_days, grace_days", "'checked_in', 0, 0"),
        ("closed_countries", "country", "'Saudi'"),
    ],
)
def test_the_database_itself_refuses_bad_values(table, columns, values):
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            f"insert into context_{table} ({columns}, key, valid_from, origin, recorded_at, recorded_by)"
            f" values ({values}, 'k', '2026-01-01', 'local', now(), 'x')"
        )


def test_the_database_itself_refuses_two_rows_of_one_key_for_one_day():
    add = (
        "insert into context_closed_countries (country, key, valid_from, valid_to, origin, recorded_at, recorded_by)"
        " values ('SAU', 'SAU', %s, %s, 'local', now(), 'x')"
    )
    with connection.cursor() as cursor:
        cursor.execute(add, ["2026-01-01", "2026-02-01"])
        cursor.execute(add, ["2026-02-01", None])
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(add, ["2026-01-31", "2026-02-01"])


def test_a_memory_of_the_tables_does_not_outlive_a_change():
    before = standing_context()
    assert standing_context() is before
    said = {"country": "SAU", "valid_from": "2026-01-01"}
    services.add_row(scope=AUTHOR, table="closed_countries", said=said, now=datetime(2026, 1, 1, tzinfo=UTC))
    assert standing_context() is not before and closed("SAU")
