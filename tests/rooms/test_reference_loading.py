"""The lists in the tables: loaded once, again, and when a list drops a code."""

from datetime import UTC, date, datetime

import pytest
from django.db import connection, connections

from kawal.reference import selectors as reference
from kawal.reference.agencies import services
from kawal.reference.agencies.models import Agency
from kawal.reference.areas.models import Area
from kawal.reference.loading import load, load_all, sources
from kawal.reference.models import Post, ReferenceLoad

NOW = datetime(2026, 11, 24, 3, tzinfo=UTC)

pytestmark = pytest.mark.django_db(databases=["default", "owner"])


@pytest.fixture(autouse=True)
def _no_memory_of_other_tests():
    reference.forget()
    yield
    reference.forget()


def test_every_area_is_there_with_its_parent():
    counts = {
        level: Area.objects.filter(level=level, valid_to=None, origin="list").count()
        for level in (1, 2, 3, 4)
    }
    assert counts == {1: 38, 2: 514, 3: 7_285, 4: 83_762}
    with connection.cursor() as cursor:
        cursor.execute(
            "select count(*) from area a where level > 1 and not exists"
            " (select from area p where p.code = a.parent_code and p.level = a.level - 1)"
        )
        assert cursor.fetchone() == (0,)


def test_loading_again_changes_nothing():
    before = list(ReferenceLoad.objects.order_by("table").values_list("table", "digest", "rows", "loaded_at"))
    assert not any(it.changed for it in load_all(now=NOW))
    assert (
        list(ReferenceLoad.objects.order_by("table").values_list("table", "digest", "rows", "loaded_at"))
        == before
    )


def test_a_list_loaded_anew_writes_only_what_differs(monkeypatch):
    rows = list(sources.posts())
    _load_posts(monkeypatch, rows)
    versions = dict(_row_versions())
    renamed = [
        (code, "Nama Umpama", *rest[1:]) if code == "plbn-aruk" else (code, *rest) for code, *rest in rows
    ]
    _load_posts(monkeypatch, renamed)
    changed = {code for code, version in _row_versions() if versions[code] != version}
    assert changed == {"plbn-aruk"}


def test_a_code_that_a_new_list_drops_is_closed_and_comes_back_open(monkeypatch):
    rows = list(sources.posts())
    _load_posts(monkeypatch, [row for row in rows if row[0] != "plbn-aruk"])
    closed = Post.objects.using("owner").get(code="plbn-aruk")
    assert closed.valid_to == date(2026, 11, 24)
    _load_posts(monkeypatch, rows)
    assert Post.objects.using("owner").get(code="plbn-aruk").valid_to is None


@pytest.mark.slow
def test_what_an_installation_adds_no_list_overwrites_or_closes(monkeypatch):
    services.add_agency(code="lembaga-misal", name="Lembaga Misal", kind="ngo", today=date(2026, 1, 1))
    services.add_agency(code="lembaga-misal", name="Nama Lain", kind="ngo", today=date(2026, 1, 1))
    monkeypatch.setattr(load, "_digest", lambda it: "other")
    load_all(now=NOW)
    kept = Agency.objects.using("owner").get(code="lembaga-misal")
    assert (kept.name, kept.valid_to, kept.origin) == ("Lembaga Misal", None, "local")


@pytest.mark.slow
def test_an_area_without_its_parent_stops_the_whole_load(monkeypatch):
    lost = next(row for row in sources.areas() if row[0] == "53.01.05")
    rows = [(f"54{lost[0][2:]}", *lost[1:5], "54.01", *lost[6:])]
    monkeypatch.setattr(load, "LISTS", (load._List(Area, lambda: iter(rows), ()),))
    with pytest.raises(load.ReferenceDamaged):
        load_all(now=NOW)
    assert not Area.objects.using("owner").filter(code="54.01.05").exists()


def test_the_web_may_read_and_not_write():
    with connection.cursor() as cursor:
        cursor.execute("select has_table_privilege('kawal_web', 'area', 'select')")
        assert cursor.fetchone() == (True,)
        cursor.execute("select has_table_privilege('kawal_web', 'area', 'insert, update, delete')")
        assert cursor.fetchone() == (False,)
        cursor.execute("select has_table_privilege('kawal_nation', 'legal_limit', 'select')")
        assert cursor.fetchone() == (True,)


def _load_posts(monkeypatch, rows):
    posts = load._List(Post, lambda: iter(rows), ())
    monkeypatch.setattr(load, "LISTS", (posts,))
    monkeypatch.setattr(load, "_digest", lambda it: str(hash(tuple(rows))))
    load_all(now=NOW)
    with connections["owner"].cursor() as cursor:
        cursor.execute("drop table fresh_post")


def _row_versions():
    with connections["owner"].cursor() as cursor:
        cursor.execute("select code, ctid::text from post")
        return cursor.fetchall()
