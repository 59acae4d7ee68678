"""Whatever order, batches and repetitions facts come in: the same people, the same pictures, and a rebuild agrees."""

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kawal import flow
from kawal.access.scope import ENGINE
from kawal.access.wall import enter
from kawal.facts.ledger import bulk
from tests.world import NOW, fact, read

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.slow,
    # The threads of the connection pool draw random numbers while an example is made; the example uses none.
    pytest.mark.filterwarnings("ignore:Do not use the `random` module inside strategies"),
]

SUBJECTS = (
    {"name": "Seruni Umpama", "nik": "9904054101990001", "address": {"area": "53.04.05"}},
    {"name": "Sruni Umpama", "passport": "X0123456", "birth_date": "1999"},
    {"name": "Seruni Umpama", "nik": "9904054101990001", "passport": "X0123456", "sex": "female"},
    {"name": "Kenanga Misal", "nik": "9904054101990001", "birth_date": "2001-02-03"},
    {"name": "Kenanga Misal", "passport": "X0999999", "birth_date": "2001-02-03"},
)
HAPPENED = (
    ("registered", {"destination": "MYS"}, None),
    ("departed", {"visa": "visit"}, {"country": "IDN", "post": "batam-centre"}),
    ("arrived_abroad", {}, {"country": "MYS"}),
    ("checked_in", {"safe": "yes"}, {"country": "MYS"}),
    ("complained", {"problems": ["violence"]}, {"country": "MYS"}),
    ("deported", {}, {"country": "MYS", "post": "plbn-entikong"}),
    ("returned", {}, {"post": "plbn-entikong"}),
    ("reached_home", {}, None),
)
DRAWN = """select array_agg(k.fact_id order by k.fact_id), to_jsonb(p) - array['person_id', 'drawn_at', 'name'], r.keys, r.name
 from picture p join person r using (person_id) join standing s using (person_id) join fact_key k using (claim_id)
 where p.facts > 0 and s.held group by p.person_id, r.person_id, p.* order by 1"""


@st.composite
def histories(draw):
    """Facts of a few claims; some corrected, some withdrawn, some by what comes before them."""
    count = draw(st.integers(2, 9))
    facts = []
    for n in range(count):
        kind, data, place = draw(st.sampled_from(HAPPENED))
        day = draw(st.integers(1, 28))
        subject = draw(st.sampled_from(SUBJECTS))
        corrects = draw(st.sampled_from([None, None, None, *range(count)]))
        more = {"corrects": f"F{corrects}"} if corrects is not None and corrects != n else {}
        facts.append(
            fact(kind, f"2026-03-{day:02d}", id=f"F{n}", subject=subject, data=data, place=place, **more)
        )
    for n in draw(st.sets(st.integers(0, count - 1), max_size=2)):
        facts.append(fact("withdrawn", "2026-04-01", id=f"W{n}", subject={}, corrects=f"F{n}"))
    return facts


def drawn(facts, order, cuts, *, later):
    """Everything believed after the facts came in this order, in these batches. Nothing stays."""
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
        with connection.cursor() as cursor:
            cursor.execute(DRAWN)
            found = cursor.fetchall()
        transaction.set_rollback(True)
    assert rebuilt.differing == 0
    return found


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(facts=histories(), data=st.data())
def test_order_batches_and_repetitions_change_nothing(facts, data):
    order = data.draw(st.permutations(range(len(facts))))
    order += data.draw(st.lists(st.sampled_from(range(len(facts))), max_size=3))
    cuts = data.draw(st.sets(st.integers(1, len(order)), max_size=4))
    later = data.draw(st.booleans())
    plain = drawn(facts, list(range(len(facts))), set(), later=False)
    assert drawn(facts, order, cuts, later=later) == plain


def test_hundreds_of_facts_at_once_leave_behind_what_a_few_at_a_time_do():
    """Many rows take another road into the tables than few."""
    count = bulk.FEW + 30
    facts = [
        fact("departed", id=f"F{n}", subject={"name": f"Seruni Umpama {n % 7}", "nik": f"990405410199{n % 90 + 1:04d}"})
        for n in range(count)
    ]  # fmt: skip
    facts += [fact("died", id="D", subject=SUBJECTS[1]), fact("withdrawn", id="W", subject={}, corrects="D")]
    order = list(range(len(facts)))
    few = drawn(facts, order, set(range(40, count, 40)), later=False)
    assert len(few) == 90  # of her whose only fact was withdrawn nothing is drawn
    assert drawn(facts, order, set(), later=False) == few
