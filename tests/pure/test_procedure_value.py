"""From answers to the one value: what makes a departure procedural or nonprocedural, and what never does."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kawal.situation.procedure import About, procedure_of
from tests.pure.context.made import made
from tests.pure.picture_facts import fact, life

LEFT = fact("departed", "2026-06-10", visa="work", destination="MYS", official_crossing=True)
REGISTERED = fact("registered", "2026-05-01", occupation="fisher", scheme="p_to_p", p3mi="SIP3MI-9")
CONTRACT = fact("contract_seen", "2026-05-05", stage="verified")
CARD = fact("document_seen", "2026-05-20", document="e_pmi", status="valid")
UNAWARE = fact("family_stated", "2026-05-02", knows=False)
CONFLICT = fact("civil_registry_checked", "2026-05-03", result="TIDAK_SESUAI")
FEE = fact("fee_paid", "2026-05-04", amount=1)
CONTEXT = made(zero_cost_jobs=",fisher,,", licences="9999,PT Lain,active,,")


def value(*told, **given):
    return procedure_of(life(*told), **given).value


@pytest.mark.parametrize("papers", [(REGISTERED, CONTRACT), (CARD,)])
def test_registration_contract_and_work_visa_or_the_card_make_it_procedural(papers):
    assert value(*papers, LEFT) == "procedural"


@pytest.mark.parametrize("papers", [(), (REGISTERED,), (CONTRACT,)])
def test_less_than_that_is_unknown(papers):
    assert value(*papers, LEFT) == "unknown"


def test_before_departure_nothing_is_decided_though_it_is_shown():
    procedure = procedure_of(life(UNAWARE))
    assert (procedure.value, procedure.broken) == ("unknown", ("dep-N11",))


@pytest.mark.parametrize(
    ("left", "given", "rule"),
    [
        (fact("departed", "2026-06-10", visa="umrah"), {}, "dep-N5"),
        (fact("departed", "2026-06-10", visa="work", official_crossing=False), {}, "dep-N14"),
        (LEFT, {"about": About(date(2010, 1, 1), date(2010, 1, 1))}, "dep-N7"),
        (LEFT, {"context": made(closed_countries="MYS,,")}, "dep-N6"),
    ],
)
def test_what_papers_cannot_mend_makes_it_nonprocedural(left, given, rule):
    procedure = procedure_of(life(REGISTERED, CONTRACT, CARD, left), **given)
    assert (procedure.value, procedure.broken) == ("nonprocedural", (rule,))


def test_an_identity_conflict_and_a_barred_fee_never_do():
    procedure = procedure_of(life(REGISTERED, CONFLICT, FEE, LEFT), context=made(zero_cost_jobs=",fisher,,"))
    assert (procedure.value, procedure.broken) == ("unknown", ("dep-N12", "dep-N13"))


def test_a_company_without_licence_or_a_family_unaware_yield_to_papers_of_the_state():
    assert value(REGISTERED, UNAWARE, LEFT, context=CONTEXT) == "nonprocedural"
    procedure = procedure_of(life(REGISTERED, CONTRACT, UNAWARE, LEFT), context=CONTEXT)
    assert (procedure.value, procedure.broken) == ("procedural", ("dep-N4", "dep-N11", "dep-N12")[:2])


def test_only_the_present_journey_is_asked():
    again = fact("departed_again", "2026-12-01", procedural=False)
    assert value(REGISTERED, CONTRACT, LEFT, "reached_home 2026-09-01", again) == "nonprocedural"
    assert (
        value(fact("departed", "2024-01-01", official_crossing=False), "reached_home 2025-01-01", CARD, LEFT)
        == "procedural"
    )


def test_whoever_prepares_again_takes_the_papers_along_when_leaving_again():
    again = fact("departed_again", "2026-12-01")
    card = fact("document_seen", "2026-11-01", document="e_pmi", status="valid", id="second")
    assert value(LEFT, "reached_home 2026-09-01", card, again) == "procedural"


def test_columns_are_plain_values():
    columns = procedure_of(life(UNAWARE, LEFT)).columns()
    assert columns["procedure"] == "nonprocedural"
    assert columns["procedure_rules"] == ["dep-N11"]
    assert columns["procedure_because"][10] == {
        "rule": "dep-N11",
        "answer": "yes",
        "because": [{"source": UNAWARE.source, "id": UNAWARE.id}],
    }


@given(st.permutations([REGISTERED, CONTRACT, CARD, UNAWARE, CONFLICT, FEE, LEFT]), st.data())
def test_order_and_repetition_change_nothing(facts, data):
    repeated = data.draw(st.lists(st.sampled_from(facts)))
    told = [REGISTERED, CONTRACT, CARD, UNAWARE, CONFLICT, FEE, LEFT]
    assert procedure_of([*facts, *repeated], context=CONTEXT) == procedure_of(told, context=CONTEXT)
