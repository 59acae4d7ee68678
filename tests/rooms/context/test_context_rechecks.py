"""A late change of a table reaches exactly those whom it touches, and goes on where it was stopped."""

from datetime import timedelta

import pytest
from django.db import connection

from kawal.access import wall
from kawal.access.scope import ENGINE, NotAllowed
from kawal.facts.people.models import Person
from kawal.situation.context import concerned, rechecking, services
from kawal.situation.pictures import services as pictures
from kawal.situation.pictures.models import Picture
from tests.rooms.context.given import give, look_up, redraw, waiting
from tests.world import NOW, fact, officer, person_of, report

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _behind_the_wall(db):
    wall.enter(ENGINE)
    with connection.cursor() as cursor:  # the built-in rows of a fresh database have nobody to look up
        cursor.execute("delete from context_recheck")


def somebody(number: int, *facts):
    """A person of her own with these facts; her id."""
    subject = {
        "name": f"Contoh Rekaan {number}",
        "nik": f"99040541019900{number:02d}",
        "birth_date": "1999-01-01",
    }
    return person_of(*(fact(kind, at, subject=subject, **more) for kind, at, more in facts))


def marked() -> set[str]:
    """Who waits to be drawn again."""
    found = pictures.list_marked(scope=ENGINE, most=1_000)
    return set(Person.objects.visible_to(ENGINE).filter(pk__in=found).values_list("kawal_id", flat=True))


def left_for(country: str, **data):
    return ("departed", "2026-03-02", {"data": {"visa": "work", "destination": country, **data}})


def registered(**data):
    return ("registered", "2026-02-01", {"data": {"system": "siskop2mi", "scheme": "p_to_p", **data}})


def recruited(**data):
    return ("recruited", "2026-01-10", {"data": data})


def missed(at: str, channel: str = "app", country: str = "SAU"):
    return ("check_in_missed", at, {"data": {"channel": channel}, "place": {"country": country}})


@pytest.mark.parametrize(
    ("table", "row", "touched", "other"),
    [
        ("closed_countries", "SAU,2026-01-01,", left_for("SAU"), left_for("MYS")),
        ("transit_spots", "QAT,2026-01-01,", ("transited", "2026-03-03", {"place": {"country": "QAT"}}), left_for("MYS")),
        ("licences", "SIP3MI-0077,PT Umpama,suspended,,", registered(p3mi="SIP3MI-0077"), registered(p3mi="SIP3MI-0088")),
        ("licences", "SIP3MI-0077,PT Umpama Jaya,active,,", recruited(recruiter={"name": "P.T. Umpama Jaya"}),
         recruited(recruiter={"name": "PT Misal Karya"})),
        ("licences", "SIP3MI-0077,PT Umpama,active,,", recruited(recruiter={"name": "Budi", "licence": "sip3mi 0077"}),
         recruited(recruiter={"name": "Budi"})),
        ("official_numbers", "+62 800-0000-9001,,", recruited(recruiter={"name": "Wati", "phone": "0800 0000 9001"}),
         recruited(recruiter={"name": "Wati", "phone": "0800 0000 9002"})),
        ("reference_wages", "MYS,cook,1700,MYR,,", registered(destination="MYS", occupation="cook"), registered(destination="TWN")),
        ("reference_wages", ",cook,1700,MYR,,", registered(destination="MYS", occupation="Cook"), registered(occupation="fisher")),
        ("fee_caps", "TWN,,1,IDR,,", recruited(promised={"country": "TWN"}), recruited(promised={"country": "HKG"})),
        ("minimum_ages", "HKG,domestic_worker,21,,", left_for("HKG"), left_for("MYS")),
        ("high_risk_exits", "bandara-contoh,,", ("departed", "2026-03-02", {"place": {"post": "bandara-contoh"}}), left_for("MYS")),
        ("outages", "app,SAU,2026-05-01,2026-05-20", missed("2026-05-10"), missed("2026-05-10", country="HKG")),
        ("outages", "app,,2026-05-01,2026-05-20", missed("2026-05-10", country="HKG"), missed("2026-05-10", channel="hotline")),
        ("outages", ",SAU,2026-05-01,2026-05-20", missed("2026-05-10"), missed("2026-07-10")),
        ("rates", "TWD,600,,", registered(contract={"wage": 1}) [:2] + ({"data": {"currency": "TWD"}},), registered(currency="XQZ")),
        ("clocks", "checked_in,14,3,,", left_for("SAU"), recruited(channel="office")),
        ("feeds", "siskop2mi,registered,2026-01-01,", left_for("SAU"), recruited(channel="office")),
    ],
)  # fmt: skip
def test_a_change_marks_whom_it_touches_and_nobody_else(tmp_path, table, row, touched, other):
    give(tmp_path, closed_countries="KHM,,", licences="L-1,PT Rekaan,active,,")
    redraw()
    hers = somebody(1, touched)
    somebody(2, other)
    assert marked() == set()
    give(tmp_path, **{table: row})
    look_up()
    assert hers in marked()
    assert len(marked()) == 1


def test_a_country_closed_afterwards_makes_the_departure_nonprocedural(tmp_path):
    hers = somebody(1, left_for("SAU"))
    picture = Picture.objects.visible_to(ENGINE).filter(person__kawal_id=hers)
    assert picture.get().procedure == "unknown"
    services.add_row(
        scope=officer("rule_author"), table="closed_countries", said={"country": "SAU", "valid_from": "2026-01-01"}, now=NOW
    )  # fmt: skip
    redraw()
    assert picture.get().procedure_rules == ["dep-N6"]
    services.end_row(
        scope=officer("rule_author"), table="closed_countries", row_id=_row("SAU"), on=NOW.date().replace(month=2, day=1), now=NOW
    )  # fmt: skip
    redraw()
    assert picture.get().procedure == "unknown"


def _row(country: str) -> int:
    from kawal.reference.context import selectors

    [row] = selectors.list_rows(table="closed_countries", q=country)
    return row.row_id


def test_a_licence_suspended_afterwards_is_seen_at_the_registration(tmp_path):
    hers = somebody(1, registered(p3mi="SIP3MI-0077"), left_for("MYS"))
    give(tmp_path, licences="SIP3MI-0077,PT Umpama,suspended,2026-01-15,\nSIP3MI-0099,PT Misal,active,,")
    redraw()
    assert "dep-N4" in Picture.objects.visible_to(ENGINE).get(person__kawal_id=hers).procedure_rules


def test_a_run_that_was_stopped_goes_on_where_it_was(tmp_path, monkeypatch):
    monkeypatch.setattr(concerned, "FACTS_AT_ONCE", 1)
    people = {somebody(n, left_for("SAU")) for n in range(1, 5)}
    give(tmp_path, closed_countries="SAU,,")
    while waiting() and not marked():
        rechecking.recheck_some(scope=ENGINE)
    assert len(marked()) == 1
    with connection.cursor() as cursor:  # drawn meanwhile; what the next run marks is what was left
        cursor.execute("delete from picture_due")
    look_up()
    assert len(marked()) == len(people) - 1
    assert waiting() == 0


def test_looking_up_again_after_the_end_finds_nothing_to_do(tmp_path):
    somebody(1, left_for("SAU"))
    give(tmp_path, closed_countries="SAU,,")
    look_up()
    assert look_up() == 0
    give(tmp_path, closed_countries="SAU,,")
    assert waiting() == 0


def test_odd_values_in_facts_break_no_walk(tmp_path):
    somebody(1, recruited(country=["SAU"], currency={"a": 1}), registered(system_id="---", occupation="---"))
    report(
        fact(
            "case_decided",
            (NOW - timedelta(days=3)).isoformat(),
            data={"outcome": "proven", "recruiter": {"name": "Budi"}},
        )
    )
    give(
        tmp_path, reference_wages="SAU,cook,1,SAR,,\n,,1,SAR,,", rates="SAR,4000,,", fee_caps=",fisher,1,SAR,,",
        outages=",,2026-01-01,", clocks="checked_in,30,7,,", recruiter_addresses="Budi,Jalan Rekaan 1,,",
    )  # fmt: skip
    look_up()
    assert waiting() == 0


def test_only_the_engine_looks_at_everybodys_facts():
    with pytest.raises(NotAllowed):
        rechecking.recheck_some(scope=officer("district"))


def test_a_table_given_for_the_first_time_touches_whom_it_does_not_name(tmp_path):
    """A built-in table says nothing of what it does not name; one that somebody gave says that it is not so."""
    left, stayed = somebody(1, left_for("MYS")), somebody(2, ("remitted", "2026-03-02", {"data": {}}))
    licence = recruited(recruiter={"name": "PT Tanpa Izin", "licence": "X-9"})
    by_company = somebody(3, licence)
    give(tmp_path, closed_countries="")
    look_up()
    assert marked() == {left}
    assert stayed not in marked()
    redraw()
    give(tmp_path, licences="L-1,PT Rekaan,active,,")
    look_up()
    assert by_company in marked()
    redraw()
    give(tmp_path, closed_countries="KHM,,")
    look_up()
    assert marked() == set()
