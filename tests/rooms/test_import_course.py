"""A file's course: it comes, is mapped, taken in, interrupted, done; its refused rows go back to its sender alone."""

import os
import stat
from datetime import UTC, datetime, timedelta

import pytest
from django.db import transaction

from kawal.access import wall
from kawal.access.scope import ENGINE, EVERYTHING, NotAllowed, NotVisible, Power, Scope
from kawal.facts.imports import keeping, selectors, services
from kawal.facts.imports.mapping import Mapping
from kawal.facts.imports.models import ImportJob, RememberedMapping
from kawal.facts.imports.refusals import Spool
from kawal.facts.imports.rows import Row, fault
from kawal.facts.imports.services import Arrival, NotWaiting, Overtaken, Step
from tests.pure.import_files import rows_of

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def own_files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def officer_of(agency: str, *powers: Power) -> Scope:
    held = frozenset(powers or (Power.IMPORT, Power.REPORT))
    return Scope(f"ratna@{agency}", agency, (f"a:{agency}", "m:" + agency), held, EVERYTHING, "mission")


KUCHING, JOHOR = officer_of("kjri-kuching"), officer_of("kjri-johor-bahru")


@pytest.fixture
def as_kuching():
    with transaction.atomic():
        wall.enter(KUCHING)
        yield


def arrived(scope: Scope = KUCHING, **more) -> str:
    name = keeping.keep([b"NAMA,NIK\n"], suffix=".csv", most=100)
    said = {"name": "daftar.csv", "path": name, "agency": scope.agency, **more}
    return services.start_import(scope=scope, arrival=Arrival(**said), now=NOW)


def test_an_import_is_seen_by_its_own_agency_and_nobody_else(as_kuching):
    code = arrived()
    assert selectors.get_import(scope=KUCHING, code=code).name == "daftar.csv"
    assert [it.code for it in selectors.list_imports(scope=KUCHING)[0]] == [code]
    for stranger in (JOHOR, officer_of("dinsos-53", Power.IMPORT)):
        assert selectors.list_imports(scope=stranger) == ([], None)
        for ask in (
            lambda who: selectors.get_import(scope=who, code=code),
            lambda who: selectors.list_refusals(scope=who, code=code),
            lambda who: services.begin(scope=who, code=code, now=NOW),
            lambda who: services.advance(scope=who, code=code, after=0, step=Step(accepted=1)),
            lambda who: services.finish(scope=who, code=code, now=NOW),
        ):
            with pytest.raises(NotVisible):
                ask(stranger)


def test_the_second_wall_hides_it_as_well(as_kuching):
    arrived()
    services.remember_mapping(scope=KUCHING, columns=("NAMA",), mapping=Mapping({}), now=NOW)
    wall.enter(JOHOR)
    assert ImportJob.unscoped.count() == 0
    assert RememberedMapping.unscoped.count() == 0
    wall.enter(KUCHING)
    assert ImportJob.unscoped.count() == 1
    assert RememberedMapping.unscoped.count() == 1


def test_whoever_may_not_import_begins_nothing(as_kuching):
    powerless = officer_of("kjri-kuching", Power.REPORT)
    with pytest.raises(NotAllowed):
        arrived(powerless)
    with pytest.raises(NotAllowed):
        arrived(KUCHING, history=True)
    with pytest.raises(NotAllowed):
        selectors.list_imports(scope=powerless)
    assert ImportJob.objects.visible_to(KUCHING).count() == 0


def test_imports_are_listed_page_by_page_newest_first(as_kuching):
    codes = [arrived() for _ in range(5)]
    first, more = selectors.list_imports(scope=KUCHING, limit=2)
    second, more = selectors.list_imports(scope=KUCHING, limit=2, cursor=more)
    last, end = selectors.list_imports(scope=KUCHING, limit=2, cursor=more)
    assert [it.code for it in (*first, *second, *last)] == codes[::-1]
    assert end is None


@pytest.mark.parametrize("rows", [1, 5])
def test_a_list_costs_one_query_however_long(as_kuching, django_assert_num_queries, rows):
    for _ in range(rows):
        arrived()
    with django_assert_num_queries(1):
        selectors.list_imports(scope=KUCHING)


def test_columns_of_ones_own_are_mapped_before_anything_runs(as_kuching):
    code = arrived(waits=True, columns=("NAMA", "NIK"))
    with pytest.raises(NotWaiting):
        services.begin(scope=KUCHING, code=code, now=NOW)
    mapping = Mapping({"NAMA": "subject.name"}, {"kind": "deported"})
    services.choose_mapping(scope=KUCHING, code=code, mapping=mapping)
    assert services.begin(scope=KUCHING, code=code, now=NOW).mapping == mapping
    with pytest.raises(NotWaiting):
        services.choose_mapping(scope=KUCHING, code=code, mapping=mapping)


def test_a_mapping_is_remembered_for_the_sender_and_the_headings(as_kuching):
    mapping = Mapping({"NAMA": "subject.name"})
    services.remember_mapping(scope=KUCHING, columns=("NAMA", "NIK"), mapping=Mapping({}), now=NOW)
    services.remember_mapping(scope=KUCHING, columns=("NAMA", "NIK"), mapping=mapping, now=NOW)
    assert selectors.find_mapping(scope=KUCHING, columns=("nama", "nik", "reason")) == mapping
    assert selectors.find_mapping(scope=KUCHING, columns=("NAMA",)) is None
    assert selectors.find_mapping(scope=JOHOR, columns=("NAMA", "NIK")) is None


def test_an_interrupted_import_goes_on_after_its_last_settled_row(as_kuching):
    code = arrived()
    services.begin(scope=KUCHING, code=code, now=NOW)
    services.advance(
        scope=KUCHING,
        code=code,
        after=0,
        step=Step(3, 1, 1, 2, percent=40, spooled=77, remarks={"nik_odd": 2}),
    )
    services.advance(
        scope=KUCHING, code=code, after=7, step=Step(1, percent=30, spooled=77, remarks={"nik_odd": 1})
    )
    with pytest.raises(Overtaken):
        services.advance(scope=KUCHING, code=code, after=7, step=Step(1))
    services.fail(scope=KUCHING, code=code, failure="Terhenti.", now=NOW)
    assert selectors.get_import(scope=KUCHING, code=code).state == "failed"
    again = services.begin(scope=KUCHING, code=code, now=NOW + timedelta(hours=1))
    assert (again.read, again.spooled) == (8, 77)
    card = selectors.get_import(scope=KUCHING, code=code)
    assert (card.accepted, card.repeated, card.conflict, card.refused, card.percent) == (4, 1, 1, 2, 40)
    assert card.remarks == {"nik_odd": 3}
    assert (card.state, card.failure, card.started_at) == ("running", "", NOW)


def refused(code: str, *rows: Row) -> selectors.ImportCard:
    """The import with these rows refused, finished."""
    work = services.begin(scope=KUCHING, code=code, now=NOW)
    spool = Spool(work.spool, work.spooled)
    for row in rows:
        spool.add(row, [row.problem or fault("more_cells", "subject.nik")])
    services.advance(scope=KUCHING, code=code, after=0, step=Step(refused=len(rows), spooled=spool.settle()))
    spool.close()
    services.finish(scope=KUCHING, code=code, now=NOW + timedelta(seconds=3))
    return selectors.get_import(scope=KUCHING, code=code)


CELLS = {"NAMA": "Seruni; Umpama", "NIK": "9904054101990001", "reason": "lama"}


@pytest.mark.parametrize(("format_", "suffix"), [("csv", ".csv"), ("xlsx", ".xlsx")])
def test_refused_rows_of_a_table_go_back_as_a_table_with_a_reason(as_kuching, format_, suffix):
    code = arrived(format=format_, delimiter=";", columns=("NAMA", "NIK", "reason"))
    card = refused(code, Row(2, cells=CELLS), Row(3, problem=fault("quote_open"), cells={"": '"rusak'}))
    assert card.refused_path.suffix == suffix
    assert (card.state, card.percent, card.seconds) == ("done", 100, 3.0)
    back = rows_of(card.refused_path.read_bytes(), card.refused_path.name)
    assert [list(row.cells.values()) for row in back] == [
        [
            "Seruni; Umpama",
            "9904054101990001",
            "subject.nik: Baris ini berisi lebih banyak kolom daripada judulnya.",
        ],
        ['"rusak', "", "Tanda kutip pada baris ini tidak ditutup."],
    ]


def test_refused_facts_go_back_as_lines_and_come_in_again_as_they_were(as_kuching):
    code = arrived(format="ndjson")
    lines = [b'{"id": "F-1", "reason": "lama", "odd": [1]}', b'{"id": "F-2", "id": "F-3"}', b"{broken"]
    card = refused(code, *(Row(n, line=line) for n, line in enumerate(lines, 1)))
    back = [row.line for row in rows_of(card.refused_path.read_bytes(), card.refused_path.name)]
    assert b'"odd":[1]' in back[0]
    assert b"lama" not in back[0]
    assert rb"{\"id\": \"F-2\", \"id\": \"F-3\"}" in back[1]
    assert b'"line":"{broken","reason":"' in back[2]


def test_the_first_refused_rows_are_shown_with_what_is_wrong(as_kuching):
    card = refused(
        arrived(format="csv", columns=("NAMA",)), *(Row(n, cells={"NAMA": "x"}) for n in range(2, 80))
    )
    found = selectors.list_refusals(scope=KUCHING, code=card.code)
    assert len(found) == 50
    assert (found[0].number, found[0].errors[0].field) == (2, "subject.nik")


def test_kept_files_are_private_and_removed_after_thirty_days(as_kuching):
    card = refused(arrived(format="csv", columns=("NAMA",)), Row(2, cells={"NAMA": "x"}))
    modes = {stat.S_IMODE(os.stat(path).st_mode) for path in keeping.folder().iterdir()}
    assert modes == {0o600}
    assert stat.S_IMODE(os.stat(keeping.folder()).st_mode) == 0o700
    assert services.forget_files(scope=ENGINE, now=NOW + timedelta(days=29)) == 0
    assert card.path.exists()
    assert services.forget_files(scope=ENGINE, now=NOW + timedelta(days=31)) == 1
    assert list(keeping.folder().iterdir()) == []
    after = selectors.get_import(scope=KUCHING, code=card.code)
    assert (after.path, after.refused_path, after.refused) == (None, None, 1)
    assert selectors.list_refusals(scope=KUCHING, code=card.code) == []
    assert services.forget_files(scope=ENGINE, now=NOW + timedelta(days=31)) == 0


def test_a_file_of_the_command_line_is_never_removed(as_kuching, tmp_path):
    own = tmp_path / "own.csv"
    own.write_text("NAMA")
    arrived(path=str(own))
    services.forget_files(scope=ENGINE, now=NOW + timedelta(days=31))
    assert own.exists()


def test_an_upload_over_the_limit_leaves_nothing_behind():
    with pytest.raises(keeping.TooLarge):
        keeping.keep([b"x" * 60, b"x" * 60], suffix=".csv", most=100)
    assert list(keeping.folder().iterdir()) == []
