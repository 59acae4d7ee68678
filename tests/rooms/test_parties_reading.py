"""Reading recruiters and companies: who sees what, search in any spelling, who may be the same, what officers answer."""

import pytest
from django.db import DatabaseError, connection, transaction

from kawal.access.scope import ENGINE, NotAllowed, NotVisible
from kawal.access.wall import enter
from kawal.situation.parties import selectors, services
from kawal.situation.parties.looking import party_id_of
from kawal.situation.parties.summing import summed
from tests.rooms.parties_world import (
    OTHER_PHONE,
    PHONE,
    finding,
    parties,
    recruited,
    registered,
    together,
    worker,
)
from tests.world import NOW, fact, officer, report

pytestmark = pytest.mark.django_db
NATION = officer("national")
KUPANG = officer("district", keys=("k:5304",))
LICENCE = "SIP3MI-0777/REKAAN"


def listed(q="", scope=NATION, **more):
    enter(scope)
    return selectors.list_parties(scope=scope, q=q, **more).results


def elsewhere(n, name):
    """Said of a worker of another province."""
    data = {"recruiter": {"name": name, "phone": PHONE}}
    return fact("recruited", source="sbmi", subject=worker(n, "32.01.01.2001"), data=data)


def one(q, scope=NATION):
    [row] = listed(q, scope)
    return row


def view(q, scope=NATION):
    code = one(q, scope).code
    return selectors.get_party(scope=scope, code=code)


def alike(q, scope=NATION):
    code = one(q, scope).code
    return selectors.list_alike(scope=scope, code=code)


def answer(q, other, verdict, scope=NATION):
    codes = {"code": one(q, scope).code, "other": one(other, scope).code}
    services.answer(scope=scope, **codes, verdict=verdict, now=NOW)
    return codes


SPELT = ["Surya Misalkan", "suria misalkan", "pak SURYA", "misalkan surya", "alka", "misalkn", "Bang Suria"]


@pytest.mark.parametrize("q", [*SPELT, "0800-0000-4101", "+62 800 0000 4101"])
def test_a_recruiter_is_found_in_any_spelling_by_a_part_and_by_phone(q):
    report(recruited(1, "Surya Misalkan", phone=PHONE), recruited(2, "Kenanga Andaikan", phone=OTHER_PHONE))
    assert [row.name for row in listed(q)] == ["Surya Misalkan"]


@pytest.mark.parametrize(
    "q", ["PT Umpama Jaya", "umpama djaja", "umpamajaya", LICENCE, "0777 rekaan", "jaya"]
)
def test_a_company_is_found_by_name_and_licence(q):
    report(
        recruited(1, "PT. Umpama Jaya", licence=LICENCE),
        recruited(2, "Kenanga Andaikan", phone=OTHER_PHONE),
    )
    assert [row.name for row in listed(q)] == ["PT. Umpama Jaya"]


@pytest.mark.parametrize("q", ["x" * 400, "%", "''", "محمد", "陈", "\\", "a", "()", "0" * 30])
def test_whatever_is_typed_is_answered(q):
    report(recruited(1, "Surya Misalkan", phone=PHONE))
    assert listed(q) == []


def test_a_row_says_names_roles_reports_workers_places_and_days():
    report(
        recruited(1, "Surya Misalkan", phone=PHONE, at="2026-01-05"),
        recruited(2, "SURYA MISALKAN", phone=PHONE, at="2026-02-05"),
        recruited(2, "Suria Misalkan", phone=PHONE, at="2026-03-05"),
        fact("lent", "2026-03-09", subject=worker(2), source="desa-umpama", data={"lender": {"name": "Surya Misalkan"}}),
    )  # fmt: skip
    row = one("surya misalkan")
    assert (row.name, row.also, row.kind) == ("Surya Misalkan", ("Suria Misalkan",), "person")
    assert (row.mentions, row.workers, row.roles) == (4, 2, ("lender", "recruiter"))
    assert (row.regencies, row.first_at.day, row.last_at.day) == (("53.04",), 4, 8)


def test_the_page_counts_names_sources_places_and_shows_no_phone_whole():
    report(
        recruited(1, "Surya Misalkan", phone=PHONE, owner="Kenanga Andaikan", address="Gang Misal 12 RT 3"),
        recruited(2, "Suria Misalkan", phone=PHONE, source="sbmi"),
    )
    shown = view("surya misalkan")
    assert {(it.value, it.times) for it in shown.names} == {("Surya Misalkan", 1), ("Suria Misalkan", 1)}
    assert {it.value for it in shown.sources} == {"desa-umpama", "sbmi"}
    assert {(it.kind, it.shown, it.times) for it in shown.details} == {
        ("phone", "+62•••••••4101", 2), ("owner", "Kenanga Andaikan", 1), ("address", "Gang Misal 12 RT 3", 1),
    }  # fmt: skip
    assert {it.name for it in shown.people} == {"Melati Umpama A", "Melati Umpama B"}


def test_the_state_of_a_licence_stands_beside_it_with_the_company_that_holds_it():
    report(recruited(1, "Surya Misalkan", licence="SIP3MI-0001/REKAAN"), registered(2, "SIP3MI-0001/REKAAN"))
    [detail] = view("surya misalkan").details
    assert detail.holder and detail.holder.code == "p3mi-rekaan-001"
    company = one("Rekayasa Mandiri Ibarat 001").company
    assert company and company.status == "active"


def test_a_reader_sees_a_mention_exactly_with_its_fact_and_counts_nothing_else():
    report(
        recruited(1, "Surya Misalkan", phone=PHONE),
        elsewhere(2, "Surya M. Misalkan"),
        elsewhere(3, "Surya Misalkan"),
    )
    assert one("surya misalkan", KUPANG).mentions == 1
    shown = view("surya misalkan", KUPANG)
    assert [it.value for it in shown.sources] == ["desa-umpama"] and len(shown.people) == 1
    assert alike("surya misalkan", KUPANG) == []
    assert listed("surya misalkan", officer("district", keys=("k:3301",))) == []
    assert listed("", officer("district", keys=("k:3301",))) == []
    assert [row.mentions for row in listed("", KUPANG)] == [1]


def test_who_said_it_sees_it_though_the_worker_is_out_of_reach():
    report(recruited(1, "Surya Misalkan", phone=PHONE, source="sbmi"))
    sbmi = officer("district", agency="sbmi", keys=("k:3301",))
    assert one("surya misalkan", sbmi).mentions == 1


def test_a_party_out_of_reach_answers_as_one_that_does_not_exist():
    report(recruited(1, "Surya Misalkan", phone=PHONE))
    code = one("surya misalkan").code
    stranger = officer("district", keys=("k:3301",))
    enter(stranger)
    for asked in (code, "u2222222222222", ""):
        with pytest.raises(NotVisible):
            selectors.get_party(scope=stranger, code=asked)
    with pytest.raises(NotAllowed):
        selectors.list_parties(scope=officer("village", keys=("v:5304052001",)))


def test_a_finding_is_told_only_to_who_sees_decisions():
    data = {"outcome": "proven", "recruiter": {"name": "Surya Misalkan"}}
    report(
        fact("case_decided", "2026-05-01", subject=worker(1), source="polri-ppa-ppo", data=data),
        finding("Bintang Andaikan", phone=PHONE),
    )
    assert listed("surya misalkan", KUPANG) == [] and listed("", KUPANG) == []
    protection = officer("protection", keys=("k:5304",))
    assert one("surya misalkan", protection).roles == ("finding",)
    assert view("surya misalkan", protection).findings == 1
    assert listed("bintang", protection) == []  # about nobody in reach: its source and the nation see it
    assert one("bintang").roles == ("finding",)


@pytest.mark.parametrize(
    "table", ["party", "party_spelling", "party_detail", "party_mention", "party_answer"]
)
def test_the_database_hides_what_the_guard_hides(table):
    report(
        recruited(1, "Surya Misalkan", phone=PHONE), recruited(2, "Bintang Andaikan", phone=PHONE), finding("Kenanga Andai")
    )  # fmt: skip
    answer("surya misalkan", "bintang andaikan", "same")
    rows = {}
    for scope in (NATION, KUPANG, officer("district", keys=("k:3301",))):
        enter(scope)
        with connection.cursor() as cursor:
            cursor.execute(f"select count(*) from {table}")
            rows[scope.keys] = cursor.fetchone()[0]
    nation, here, there = rows.values()
    assert (
        nation > 0
        and there == 0
        and (here == nation if table in ("party_answer", "party_detail") else here < nation)
    )


def test_the_same_phone_and_a_similar_name_are_probably_the_same_and_the_reasons_are_told():
    report(recruited(1, "Surya Misalkan", phone=PHONE), recruited(2, "Surja Misalkane", phone=PHONE))
    [found] = alike("surya misalkan")
    assert (found.band, [reason for reason, _ in found.reasons][0]) == ("likely", "same_phone")
    [back] = alike("surja misalkane")
    assert (back.points, back.reasons) == (found.points, found.reasons)


def test_a_new_name_on_an_old_phone_may_be_the_same():
    report(recruited(1, "Surya Misalkan", phone=PHONE), recruited(2, "Kenanga Andaikan", phone=PHONE))
    [found] = alike("surya misalkan")
    assert (found.band, found.row.name) == ("maybe", "Kenanga Andaikan")


def test_a_firm_that_came_back_under_a_new_name_is_met_by_its_licence_and_owner():
    report(
        recruited(1, "PT Umpama Jaya", licence=LICENCE, owner="Haji Surya Misalkan"),
        recruited(2, "CV Rekaan Makmur", licence="0777 REKAAN", owner="Surya Misalkan"),
    )
    [found] = alike("Umpama Jaya")
    assert (found.row.name, found.band) == ("CV Rekaan Makmur", "likely")


def test_a_phone_that_many_give_makes_nobody_the_same():
    names = ["Surya", "Bintang", "Kenanga", "Damar", "Ratna", "Melati", "Tirta"]
    report(*(recruited(n, f"{name} Contohnya{n}", phone=PHONE) for n, name in enumerate(names, 1)))
    assert alike("surya") == []


def test_officers_say_same_and_both_names_stand_on_one_page_until_it_is_undone():
    report(recruited(1, "Surya Misalkan", phone=PHONE), recruited(2, "Kenanga Andaikan", phone=PHONE))
    codes = answer("surya misalkan", "kenanga andaikan", "same")
    row = one("kenanga")
    assert row.mentions == 2 and {row.name, *row.also} == {"Surya Misalkan", "Kenanga Andaikan"}
    assert len(listed("")) == 1
    assert {it.name for it in view("surya").same} == {"Kenanga Andaikan"}
    with pytest.raises(services.AlreadyAnswered):
        services.answer(scope=NATION, **codes, verdict="different", now=NOW)
    services.undo_answer(scope=NATION, **codes, now=NOW)
    assert [row.mentions for row in listed("")] == [1, 1]
    with pytest.raises(services.NotAnswered):
        services.undo_answer(scope=NATION, **codes, now=NOW)


@pytest.mark.slow
def test_a_chain_of_sames_is_one_group_and_a_reader_sees_of_it_what_is_in_reach():
    report(
        recruited(1, "Surya Misalkan", phone=PHONE),
        recruited(2, "Kenanga Andaikan", phone=PHONE),
        elsewhere(3, "Bintang Rekaan"),
    )
    answer("surya", "kenanga", "same")
    answer("bintang", "surya", "same")
    assert one("bintang").mentions == 3
    assert one("surya", KUPANG).mentions == 2 and len(view("surya", KUPANG).same) == 1
    enter(NATION)
    for name in ("surya", "kenanga", "bintang"):
        code = one(name).code
        about = {(it.member, it.row.code) for it in selectors.list_alike(scope=NATION, code=code)}
        assert len(about) == 2 and all(code != other and mine != other for mine, other in about)
        for mine, other in about:
            services.undo_answer(scope=NATION, code=mine, other=other, now=NOW)
            services.answer(scope=NATION, code=mine, other=other, verdict="same", now=NOW)


def test_different_is_not_asked_again_and_unsure_may_be_answered_later():
    report(recruited(1, "Surya Misalkan", phone=PHONE), recruited(2, "Kenanga Andaikan", phone=PHONE))
    answer("surya", "kenanga", "unsure")
    [found] = alike("surya")
    assert found.verdict == "unsure"
    answer("surya", "kenanga", "different")
    [found] = alike("kenanga")
    assert (found.verdict, found.answered_by) == ("different", NATION.actor)


def test_what_an_officer_called_different_no_later_report_brings_together():
    report(
        recruited(1, "Surya Misalkan", phone=PHONE, id="A"), recruited(2, "Surya Misalkan", licence=LICENCE, id="B")
    )  # fmt: skip
    enter(NATION)
    one_, other = (row.code for row in listed("surya misalkan"))
    services.answer(scope=NATION, code=one_, other=other, verdict="different", now=NOW)
    report(recruited(3, "Surya Misalkan", phone=PHONE, licence=LICENCE, id="M"))
    assert parties() == 2 and len(together()) == 2
    enter(NATION)
    services.undo_answer(scope=NATION, code=one_, other=other, now=NOW)


def test_who_may_not_review_or_sees_only_one_side_may_not_answer():
    report(
        recruited(1, "Surya Misalkan", phone=PHONE),
        elsewhere(3, "Bintang Rekaan"),
    )
    codes = {"code": one("surya").code, "other": one("bintang").code}
    post = officer("border_post", keys=("b:plbn-entikong",))
    with pytest.raises(NotAllowed):
        services.answer(scope=post, **codes, verdict="same", now=NOW)
    enter(KUPANG)
    with pytest.raises(NotVisible):
        services.answer(scope=KUPANG, **codes, verdict="same", now=NOW)
    with pytest.raises(NotVisible):
        services.answer(scope=KUPANG, code=codes["code"], other=codes["code"], verdict="same", now=NOW)


def test_answers_can_only_be_added_to():
    report(recruited(1, "Surya Misalkan", phone=PHONE), recruited(2, "Kenanga Andaikan", phone=PHONE))
    answer("surya", "kenanga", "same")
    enter(ENGINE)
    for change in ("update party_answer set verdict = 'unsure'", "delete from party_answer"):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(change)


def test_an_old_code_leads_to_the_party_that_took_its_mentions_in():
    report(
        recruited(1, "Surya Misalkan", phone=PHONE, id="A"), recruited(2, "Surya Misalkan", licence=LICENCE, id="B")
    )  # fmt: skip
    codes = [row.code for row in listed("surya misalkan")]
    report(recruited(3, "Surya Misalkan", phone=PHONE, licence=LICENCE, id="M"))
    enter(NATION)
    assert {selectors.get_party(scope=NATION, code=code).row.mentions for code in codes} == {3}


def test_a_list_is_paged_and_asks_as_often_for_five_as_for_one(django_assert_max_num_queries):
    report(
        *(recruited(n, f"Surya Misalkan{'abcdefg'[n]}", phone=f"+62 800-0000-42{n:02}") for n in range(1, 6))
    )
    enter(NATION)
    with django_assert_max_num_queries(8):
        page = selectors.list_parties(scope=NATION, q="surya", limit=2)
    assert len(page.results) == 2 and page.next
    rest = selectors.list_parties(scope=NATION, q="surya", limit=10, cursor=page.next)
    assert len(rest.results) == 3 and rest.next is None


def test_links_from_facts_tell_only_kinds_that_the_reader_sees():
    report(recruited(1, "Surya Misalkan", phone=PHONE, id="A"), finding("Bintang Andaikan", id="B"))
    enter(ENGINE)
    with connection.cursor() as cursor:
        cursor.execute("select seq from party_mention order by seq")
        seqs = [seq for (seq,) in cursor.fetchall()]
    nation = selectors.list_links(scope=NATION, facts=seqs)
    assert sorted(role for found in nation.values() for role, _ in found) == ["finding", "recruiter"]
    district = selectors.list_links(scope=KUPANG, facts=seqs)
    assert [role for found in district.values() for role, _ in found] == ["recruiter"]


def test_who_reads_no_people_reads_no_parties():
    with pytest.raises(NotAllowed):
        selectors.get_party(scope=officer("analyst"), code="u2222222222222")


def test_of_a_party_named_very_often_the_latest_mentions_are_looked_at():
    report(
        *(recruited(n, "Surya Misalkan", phone=PHONE, at=f"2026-0{n}-05", source="sbmi") for n in range(1, 5))
    )
    party = party_id_of(scope=NATION, code=one("surya").code)
    assert (summed(NATION, [party], most=3)[party].mentions, summed(NATION, [party])[party].mentions) == (
        3,
        4,
    )
