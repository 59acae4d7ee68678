"""Recruiters and companies from facts: which mentions are one party, and that the facts alone decide it."""

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kawal import flow
from kawal.access.scope import ENGINE
from kawal.access.wall import enter
from tests.rooms.parties_world import (
    OTHER_PHONE,
    PHONE,
    finding,
    parties,
    recruited,
    registered,
    together,
)
from tests.world import NOW, fact, read, report

pytestmark = pytest.mark.django_db
LICENCE = "SIP3MI-0777/REKAAN"


def test_one_name_and_one_phone_are_one_recruiter_however_they_are_written():
    report(
        recruited(1, "Pak Budi Contohnya", phone="0800 0000 4101", id="A"),
        recruited(2, "BUDI CONTOHNJA", phone=PHONE, id="B"),
        recruited(3, "Budi Contohnya", id="C"),
        recruited(4, "Budi Contohnya", phone=OTHER_PHONE, id="D"),
    )
    assert frozenset({("A", "recruiter"), ("B", "recruiter")}) in together()
    assert parties() == 3


def test_a_firm_is_one_by_its_name_but_not_across_legal_forms():
    report(
        registered(1, "PT. Umpama Djaja", id="A"),
        registered(2, "PT Umpama Jaya Tbk", id="B"),
        registered(3, "UMPAMAJAYA, PT", id="C"),
        fact("fee_paid", id="D", data={"payee": "CV Umpama Jaya"}),
    )
    assert frozenset({("A", "p3mi"), ("B", "p3mi"), ("C", "p3mi")}) in together()
    assert parties() == 2


def test_a_listed_company_is_found_by_code_by_licence_and_by_name():
    report(
        registered(1, "p3mi-rekaan-001", id="A"),
        registered(2, "SIP3MI 0001 Rekaan", id="B"),
        registered(3, "PT Rekayasa Mandiri Ibarat 001", id="C"),
        recruited(4, "rekayasa  mandiri ibarat 001", id="D"),
        recruited(5, "", licence="SIP3MI-0001/REKAAN", id="E"),
    )
    assert parties() == 1


def test_a_licence_alone_makes_nobody_the_company_that_holds_it():
    report(
        recruited(1, "Surya Misalkan", licence=LICENCE, id="A"),
        recruited(2, "Surya Misalkan", licence=LICENCE, id="B"),
        recruited(3, "Bintang Andaikan", licence=LICENCE, id="C"),
    )
    assert frozenset({("A", "recruiter"), ("B", "recruiter")}) in together()
    assert parties() == 2


def test_one_report_that_names_somebody_twice_means_one():
    report(
        recruited(1, "Surya Misalkan", phone=PHONE, id="A"),
        fact("lent", id="B", source="desa-umpama", subject=recruited(1)["subject"], data={"lender": {"name": "Surya Misalkan"}}),
        fact("fee_paid", id="C", source="sbmi", subject=recruited(1)["subject"], data={"payee": "Surya Misalkan"}),
    )  # fmt: skip
    assert frozenset({("A", "recruiter"), ("B", "lender")}) in together()


@pytest.mark.parametrize("name", ["perekrut", "orang tua", "-", "tidak tahu", "Ibu", "12345", " "])
def test_a_word_that_names_nobody_is_no_party(name):
    report(fact("fee_paid", data={"payee": name}), fact("advanced", data={"payee": "parent", "payer": name}))
    assert parties() == 0


def test_a_code_for_the_host_is_no_party_and_an_address_goes_with_the_name():
    report(
        fact("accommodated", data={"by": "recruiter", "address": "Gang Misal 12 RT 3"}),
        fact("accommodated", data={"by": {"name": "Surya Misalkan"}, "address": "Gang Misal 12 RT 3"}, id="A"),
    )  # fmt: skip
    assert together() == {frozenset({("A", "by")})}


def test_a_withdrawn_or_corrected_fact_takes_its_mention_along():
    report(
        recruited(1, "Surya Misalkan", phone=PHONE, id="A"),
        recruited(2, "Surya Misalkan", phone=PHONE, id="B"),
    )
    report(fact("withdrawn", source="desa-umpama", subject={}, corrects="A"))
    assert together() == {frozenset({("B", "recruiter")})}
    report({**recruited(2, "Bintang Andaikan", id="C"), "corrects": "B"})
    assert together() == {frozenset({("C", "recruiter")})}


def test_a_finding_about_a_recruiter_alone_is_a_mention_and_can_be_withdrawn():
    report(
        finding("Surya Misalkan", phone=PHONE, id="A"), recruited(1, "Surya Misalkan", phone=PHONE, id="B")
    )
    assert together() == {frozenset({("A", "recruiter"), ("B", "recruiter")})}
    report(fact("withdrawn", source="polri-ppa-ppo", subject={}, corrects="A"))
    assert together() == {frozenset({("B", "recruiter")})}


def test_what_linked_two_is_gone_and_they_part_again():
    bridge = recruited(1, "Surya Misalkan", phone=PHONE, licence=LICENCE, id="M")
    report(
        recruited(2, "Surya Misalkan", phone=PHONE, id="A"),
        recruited(3, "Surya Misalkan", licence=LICENCE, id="B"),
    )
    assert parties() == 2
    report(bridge)
    assert parties() == 1
    report(fact("withdrawn", source="desa-umpama", subject={}, corrects="M"))
    assert together() == {frozenset({("A", "recruiter")}), frozenset({("B", "recruiter")})}


def test_facts_that_name_nobody_ask_nothing_of_the_tables_of_parties(django_assert_num_queries):
    with django_assert_num_queries(0):
        from kawal.facts.ledger.services import Recorded
        from kawal.situation.parties import services

        services.follow_report(scope=ENGINE, recorded=Recorded([]), marked=False)


NAMED = (
    {"name": "Surya Misalkan", "phone": PHONE},
    {"name": "Suria Misalkan", "licence": LICENCE},
    {"name": "Surya Misalkan", "phone": PHONE, "licence": LICENCE},
    {"name": "Surya Misalkan"},
    {"name": "Bintang Andaikan", "phone": PHONE},
    {"name": "PT Umpama Jaya", "phone": OTHER_PHONE},
    {"name": "Umpama Djaja PT"},
    {"phone": PHONE},
)


@st.composite
def histories(draw):
    """Reports that name a few recruiters; some corrected, some withdrawn, some by what comes before them."""
    count = draw(st.integers(2, 8))
    facts = []
    for n in range(count):
        said = dict(draw(st.sampled_from(NAMED)))
        corrects = draw(st.sampled_from([None, None, None, *range(count)]))
        raw = (
            finding(said.pop("name", ""), id=f"F{n}", source="desa-umpama", **said)
            if draw(st.integers(0, 5)) == 0
            else recruited(draw(st.integers(1, 3)), said.pop("name", ""), id=f"F{n}", **said)
        )
        facts.append(raw | ({"corrects": f"F{corrects}"} if corrects not in (None, n) else {}))
    for n in draw(st.sets(st.integers(0, count - 1), max_size=2)):
        facts.append(
            fact("withdrawn", "2026-04-01", id=f"W{n}", source="desa-umpama", subject={}, corrects=f"F{n}")
        )
    return facts


def grouped(facts, order, cuts, *, later):
    batches, start = [], 0
    for end in [*sorted(cuts), len(order)]:
        batches.append([read(facts[n]) for n in order[start:end]])
        start = max(start, end)
    with transaction.atomic():
        enter(ENGINE)
        for batch in filter(None, batches):
            flow.report(scope=ENGINE, facts=batch, now=NOW, draw_later=later)
        flow.draw_left(now=NOW)
        rebuilt = flow.rebuild(now=NOW, check=True)
        found = together()
        flow.rebuild(now=NOW)
        assert together() == found
        transaction.set_rollback(True)
    assert rebuilt.parties == 0
    return found


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore:Do not use the `random` module inside strategies")
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(facts=histories(), data=st.data())
def test_order_batches_and_repetitions_make_no_difference(facts, data):
    order = data.draw(st.permutations(range(len(facts))))
    order += data.draw(st.lists(st.sampled_from(range(len(facts))), max_size=3))
    cuts = data.draw(st.sets(st.integers(1, len(order)), max_size=4))
    plain = grouped(facts, list(range(len(facts))), set(), later=False)
    assert grouped(facts, order, cuts, later=data.draw(st.booleans())) == plain
