"""Rings in the database: drawn from what facts share, kept as they grow, seen by whoever sees a member."""

from dataclasses import replace

import pytest
from django.db import connection, transaction

from kawal import flow
from kawal.access.scope import ENGINE, Category
from kawal.access.wall import enter
from kawal.situation.rings import selectors
from kawal.situation.rings.models import Ring, RingLink, RingMember
from tests.rooms.context.given import give, redraw
from tests.rooms.parties_world import finding, worker
from tests.world import NOW, fact, officer, report

pytestmark = pytest.mark.django_db
NAMES = ("Melati Umpama", "Budi Hartono", "Yohanes Leki", "Wulan Cempaka", "Ferdinand Tahu", "Siti Rohmah")


def subject(n: int, area: str = "53.04.05.2001", **more):
    return {**worker(n, area), "name": NAMES[n % len(NAMES)], **more}


def smuggled(n: int, *, id: str = "", area: str = "53.04.05.2001", **more):
    data = {
        "visa": "visit",
        "carrier": "XF-77",
        "booking": "B-77-1",
        "ticket_payer": "recruiter",
        "official_crossing": True,
        **more,
    }
    return fact(
        "departed", "2026-03-01", id=id, source="imigrasi-perlintasan", subject=subject(n, area), data=data
    )


def draw() -> int:
    return flow.draw_rings(now=NOW)


def rings() -> list[Ring]:
    enter(ENGINE)
    return list(
        Ring.unscoped.filter(survivor=None, members__gt=0).order_by("ring_id")
    )  # unscoped: the test sees them all


def measured() -> dict[int, dict[str, int]]:
    enter(ENGINE)
    with connection.cursor() as cursor:
        cursor.execute("select person_id, columns::text from measured")
        import orjson

        return {person: orjson.loads(columns) for person, columns in cursor.fetchall()}


def test_the_third_of_a_party_that_somebody_else_pays_for_makes_a_ring():
    report(smuggled(1), smuggled(2))
    draw()
    assert rings() == []
    report(smuggled(3))
    draw()
    [ring] = rings()
    assert ring.members == 3 and ring.reasons[0]["code"] == "moved_together"
    assert [it["ring_size"] for it in measured().values()] == [3, 3, 3]


def test_a_ring_keeps_its_code_as_it_grows_and_comes_apart_when_facts_are_withdrawn():
    report(*(smuggled(n) for n in (1, 2)), smuggled(3, id="A"))
    draw()
    code = rings()[0].code
    report(smuggled(4, id="B"))
    draw()
    assert [(it.code, it.members) for it in rings()] == [(code, 4)]
    for id in ("A", "B"):
        report({"id": f"W-{id}", "source": "imigrasi-perlintasan", "kind": "withdrawn", "occurred_at": "2026-03-05", "subject": {},
                "corrects": id,
                "data": {"reason": "salah orang"}})  # fmt: skip
    draw()
    assert rings() == [] and all("ring_size" not in it for it in measured().values())


def test_two_rings_that_a_recruiter_ties_become_one_and_the_later_code_leads_to_it():
    report(
        *(smuggled(n, booking="B-1-11") for n in (1, 2, 6)),
        *(smuggled(n, booking="B-2-22", carrier="XF-78") for n in (3, 4, 5)),
    )
    draw()
    first, second = rings()
    recruiter = {"name": "Rahmat Contoh", "phone": "+62 800-0000-4101"}
    report(
        *(
            fact(
                "recruited",
                "2026-01-05",
                source="desa-umpama",
                subject=subject(n),
                data={"recruiter": recruiter},
            )
            for n in (2, 3)
        )
    )
    draw()
    assert [(it.code, it.members) for it in rings()] == [(first.code, 6)]
    enter(ENGINE)
    assert (
        Ring.unscoped.get(code=second.code).survivor_id == first.ring_id
    )  # unscoped: where the old code leads


def test_a_finding_about_a_recruiter_alone_confirms_the_ring():
    recruiter = {"name": "Rahmat Contoh", "phone": "+62 800-0000-4101"}
    report(
        *(
            fact(
                "recruited",
                "2026-01-05",
                source="desa-umpama",
                subject=subject(n),
                data={"recruiter": recruiter},
            )
            for n in (1, 2, 3)
        )
    )
    draw()
    assert rings() == []
    report(finding("Rahmat Tjontoh", phone="0800 0000 4101"))
    draw()
    [ring] = rings()
    assert ring.findings == 1 and {it["ring_confirmed"] for it in measured().values()} == {1}


def confined(n: int) -> dict:
    return fact(
        "complained", "2026-06-01", source="sbmi", subject=subject(n), data={"problems": ["confinement"]}
    )


def test_a_voice_that_comes_long_after_the_ties_draws_the_ring_again():
    party = {"visa": "work", "ticket_payer": "company"}
    for n in (1, 2, 3):
        report(
            fact(
                "registered",
                "2026-01-05",
                source="siskop2mi",
                subject=subject(n),
                data={"destination": "MYS"},
            ),
            smuggled(n, **party),
        )
    draw()
    assert rings() == []
    report(confined(1))
    draw()
    assert rings() == []
    report(confined(2))
    draw()
    [ring] = rings()
    assert (ring.members, ring.reasons[0]["code"]) == (3, "control")


def test_recruiters_without_licence_who_share_a_registered_address_are_one_ring(tmp_path):
    for n in range(1, 5):
        who = {"name": ("Karel Serumah", "Lukas Tetangga")[n % 2], "phone": f"+62 800-0000-410{n % 2}"}
        report(
            fact("recruited", "2026-01-05", source="desa-umpama", subject=subject(n), data={"recruiter": who})
        )
    report(finding("Karel Serumah", phone="+62 800-0000-4101"))
    draw()
    assert rings() == []
    address = '"Jl. Merdeka 17 Blok C, Kota Misal",2020-01-01,'
    give(tmp_path, recruiter_addresses=f"Karel Serumah,{address}\nLukas Tetangga,{address}")
    redraw()
    draw()
    [ring] = rings()
    assert ring.members == 4
    enter(ENGINE)
    assert "address" in {it.kind for it in RingLink.unscoped.all()}  # unscoped: the test reads them all


def test_those_harmed_at_one_workplace_are_a_ring_and_the_place_is_named():
    moved = {"employer": "Ladang Umpama Sembilan", "country": "MYS"}
    for n in (1, 2, 3, 4):
        report(fact("employment_changed", "2026-04-01", source="sbmi", subject=subject(n), data=moved))
    report(confined(1), confined(2))
    draw()
    assert rings() == []
    report(confined(4))
    draw()
    [ring] = rings()
    assert ring.members == 3
    enter(ENGINE)
    [link] = RingLink.unscoped.all()  # unscoped: the test reads them all
    assert (link.kind, link.shown, len(link.people)) == ("place", "Ladang Umpama Sembilan", 3)


def test_a_tie_by_money_shows_who_gave_it_and_not_to_whom():
    told = {"payer": "Rahmat Contoh", "payee": "family", "amount": 5_000_000, "currency": "IDR"}
    report(*(fact("advanced", "2026-01-05", source="desa-umpama", subject=subject(n), data=told) for n in (1, 2, 3)),
           *(smuggled(n) for n in (1, 2, 3)))  # fmt: skip
    draw()
    enter(ENGINE)
    shown = [
        it.shown for it in RingLink.unscoped.filter(kind__in=("purse", "recruiter"))
    ]  # unscoped: the test reads them all
    assert set(shown) == {"Rahmat Contoh"}


def test_numbers_are_masked_and_nothing_of_a_worker_stands_in_a_link():
    recruiter = {"name": "Rahmat Contoh", "phone": "+62 800-0000-4101"}
    report(*(fact("recruited", "2026-01-05", source="desa-umpama", subject=subject(n), data={"recruiter": recruiter}) for n in (1, 2, 3)),
           *(smuggled(n) for n in (1, 2, 3)))  # fmt: skip
    draw()
    enter(ENGINE)
    shown = {it.kind: it.shown for it in RingLink.unscoped.all()}  # unscoped: the test reads them all
    assert shown["phone"].endswith("4101") and "•" in shown["phone"]
    assert {name for it in RingLink.unscoped.all() for name in it.said} == {
        "Rahmat Contoh"
    }  # unscoped: the same


def test_who_sees_one_member_sees_the_ring_and_of_its_members_only_those_in_reach():
    report(smuggled(1), smuggled(2), smuggled(3, area="33.01.01.2001"))
    draw()
    for keys, members in ((("p:53",), 2), (("p:33",), 1), (("p:11",), 0)):
        scope = officer(keys=keys)
        with transaction.atomic():
            enter(scope)
            assert RingMember.objects.visible_to(scope).count() == members
            assert [it.members for it in Ring.objects.visible_to(scope)] == ([3] if members else [])
            with connection.cursor() as cursor:  # the second wall alone
                cursor.execute(
                    "select (select count(*) from ring_member), (select count(*) from ring), (select count(*) from link_trace)"
                )
                assert cursor.fetchone() == (members, 1 if members else 0, 0)


def test_what_troubled_members_is_told_only_to_those_who_see_trouble():
    report(smuggled(1), smuggled(2), smuggled(3))
    draw()
    national = officer("national")
    for scope, told in (
        (national, True),
        (replace(national, categories=national.categories - {Category.TROUBLE}), False),
    ):
        with transaction.atomic():
            enter(scope)
            [row] = selectors.list_rings(scope=scope, now=NOW).results
            view = selectors.get_ring(scope=scope, code=row.code)
        assert [bool(it.signs) for it in (*view.members, *view.row.reasons)] == [told] * (
            3 + len(view.row.reasons)
        )


def test_a_merge_of_two_people_draws_their_ring_again():
    made = report(smuggled(1), smuggled(2), smuggled(3), smuggled(4))
    draw()
    scope = officer("national")
    one, other = made[2].kawal_id, made[3].kawal_id
    with transaction.atomic():
        enter(scope)
        flow.merge_people(scope=scope, one=one, other=other, now=NOW, reason="satu orang")
    draw()
    assert [it.members for it in rings()] == [3]


def test_rebuilding_finds_nothing_that_differs():
    report(smuggled(1), smuggled(2), smuggled(3))
    assert flow.rebuild(now=NOW, check=True).parties == 0
    enter(ENGINE)
    with connection.cursor() as cursor:
        cursor.execute("delete from link_trace")
    assert flow.rebuild(now=NOW, check=True).parties > 0
    flow.rebuild(now=NOW)
    assert flow.rebuild(now=NOW, check=True).parties == 0
    draw()
    assert [it.members for it in rings()] == [3]
