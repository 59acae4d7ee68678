"""The full run: whatever order claims came in the same groups stand, what officers decided binds, and the rest is asked."""

from itertools import combinations

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kawal import flow
from kawal.access.scope import ENGINE
from kawal.access.wall import enter
from kawal.relinking import link_everything
from kawal.situation.linkage import indexing, rerun
from kawal.situation.linkage.rerun import Weighed, compared_by_index
from kawal.situation.linkage.rules.score import weight_of
from kawal.situation.linkage.selectors import list_proposals
from kawal.situation.people import selectors as people
from tests.world import NOW, days_ago, fact, person_of, read, report

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.filterwarnings("ignore:Do not use the `random` module inside strategies"),
]
BULAN = {
    "name": "Bulan Contohwati Umpamasari", "sex": "female", "birth_date": "1994-08-17", "birth_place": "53.04",
    "mother_name": "Ratih Andaikata", "address": {"area": "53.04.05"},
}  # fmt: skip
SPELT = {**BULAN, "name": "Boelan Tjontohwati Oempamasari"}


def every_pair(claims, model):
    """All against all: a few claims need no index."""
    forms = list(claims)
    for (low, one), (high, other) in combinations(forms, 2):
        weight, levels = weight_of(model, one, other)
        if weight >= 0:
            yield Weighed(low, high, weight, levels)


def run(compare=every_pair):
    with transaction.atomic():
        enter(ENGINE)
        return link_everything(now=NOW, compare=compare)


def rows(statement):
    with transaction.atomic():
        enter(ENGINE)
        with connection.cursor() as cursor:
            cursor.execute(statement)
            return cursor.fetchall()


def view(kawal_id):
    enter(ENGINE)
    return people.get_person(scope=ENGINE, kawal_id=kawal_id, now=NOW)


def said(subject, source, kind="departed", **more):
    return fact(kind, subject=subject, source=source, **more)


@pytest.mark.slow
def test_a_full_run_joins_what_a_machine_may_and_a_second_run_finds_nothing_to_do():
    one = person_of(said(BULAN, "bp3mi-ntt"))
    other = person_of(said(SPELT, "imigrasi", "reached_home"))
    made = run()
    assert (made.claims, made.joined, made.groups, made.left) == (2, 1, 1, 0)
    assert view(other).kawal_id == one and view(one).picture.stay == "home"
    again = run()
    assert (again.joined, again.parted, again.asked) == (0, 0, 0)
    assert rows("select count(*) from link_due") == [(0,)]
    assert flow.rebuild(now=NOW, check=True).differing == 0


@pytest.mark.slow
def test_the_index_finds_what_all_against_all_finds():
    for n, subject in enumerate(SUBJECTS):
        person_of(said(subject, f"s-{n}"))
    run()
    found = "select low_claim, high_claim, round(weight::numeric, 9) from edge order by 1, 2"
    before = rows(found)
    rows("delete from edge returning 1")
    run(compared_by_index)
    assert rows(found) == before and len(before) > 10


def test_postings_copied_for_many_claims_are_those_written_for_few(monkeypatch):
    for n, subject in enumerate(SUBJECTS):
        person_of(said(subject, f"s-{n}"))
    written = {}
    for many in (0, 1_000):
        monkeypatch.setattr(indexing, "MANY", many)
        enter(ENGINE)
        indexing.start_index_again()
        assert rerun.index(scope=ENGINE, span=(0, 1_000_000_000)) == len(SUBJECTS)
        written[many] = rows("select key, claim_id from posting order by 1, 2")
    assert written[0] == written[1_000] and len(written[0]) > 50


def test_whom_machines_joined_on_what_was_withdrawn_is_parted_again():
    person_of(said(BULAN, "bp3mi-ntt"))
    bridge = {
        "name": BULAN["name"],
        "birth_date": BULAN["birth_date"],
        "mother_name": BULAN["mother_name"],
        "sex": "female",
    }
    person_of(said(bridge, "imigrasi", id="B-1"))
    person_of(
        said(
            {**BULAN, "mother_name": "Wulan Misal", "address": {"area": "35.01"}, "birth_place": "35.01"},
            "kjri-kuching",
        )
    )
    run()
    before = rows("select count(distinct person_id) from standing where held")
    report(fact("withdrawn", subject={}, source="imigrasi", corrects="B-1"))
    run()
    assert rows("select count(distinct person_id) from standing where held") >= before
    assert flow.rebuild(now=NOW, check=True).differing == 0


def test_an_anchored_person_is_asked_about_and_never_changed():
    one = person_of(said(BULAN, "bp3mi-ntt", "complained", data={"problems": ["violence"]}, place={"country": "MYS"})
                    | {"occurred_at": days_ago(1)})  # fmt: skip
    other = person_of(said(SPELT, "imigrasi"))
    made = run()
    assert (made.joined, made.asked) == (0, 1) and view(other).kawal_id == other
    [note] = view(one).notes
    assert note.other.kawal_id == other


def test_a_person_whom_the_rule_would_not_make_is_a_question_where_an_officer_made_her():
    one = person_of(said(BULAN, "bp3mi-ntt"))
    stranger = {"name": "Anggrek Misal", "sex": "male", "birth_date": "1960-01-02", "nik": "9904050201600001"}
    other = person_of(said(stranger, "imigrasi"))
    enter(ENGINE)
    flow.merge_people(scope=ENGINE, one=one, other=other, now=NOW)
    made = run()
    assert (made.parted, made.asked) == (0, 0)  # an officer's word ties them
    assert view(other).kawal_id == one


def test_whom_an_id_alone_holds_together_is_a_question():
    one = person_of(said({**BULAN, "nik": "9904055708940001"}, "bp3mi-ntt"))
    sister = {"name": "Bintang Umpamasari", "birth_date": "1988-03-04", "kawal_id": one, "sex": "female",
              "mother_name": "Wulan Misal", "birth_place": "35.01"}  # fmt: skip
    assert person_of(said(sister, "imigrasi")) == one
    assert run().asked == 1 and run().asked == 0
    enter(ENGINE)
    [row] = list_proposals(scope=ENGINE).results
    assert (row.kind, row.cause) == ("split", "doubtful")
    flow.decide_match(scope=ENGINE, proposal_id=row.proposal_id, verdict="different", now=NOW)
    run()
    assert rows("select count(distinct person_id) from standing where held") == [(2,)]


def test_what_was_called_different_stays_apart_through_any_chain():
    one, other = person_of(said(BULAN, "bp3mi-ntt")), person_of(said(SPELT, "imigrasi"))
    enter(ENGINE)
    flow.link_left(now=NOW)
    claims = [it.claim_id for it in view(one).claims]
    parted = flow.split_person(scope=ENGINE, kawal_id=one, claims=claims[1:], now=NOW)
    assert parted.state == "decided"
    person_of(said({**BULAN, "aliases": ["Boelan Tjontohwati Oempamasari"]}, "kjri-kuching"))
    run()
    assert view(other).kawal_id != view(one).kawal_id


SUBJECTS = (
    BULAN,
    SPELT,
    {**BULAN, "name": "Bulan Contohwati", "nik": "9904055708940001"},
    {**BULAN, "name": "Bintang Contohwati Umpamasari"},  # her twin
    {"name": "Bulan Contohwati", "nik": "9904055708940001"},
    {
        "name": "Bulan C. Umpamasari",
        "birth_date": "1994-08-17",
        "passport": "X0123456",
        "mother_name": "Ratih Andaikata",
    },
    {"name": "Melati Misal", "passport": "X0123456", "birth_date": "1990-05-06"},
    {**BULAN, "birth_date": "1988-08-17"},
    {**BULAN, "sex": "male"},
)
GROUPED = """select array_agg(k.fact_id order by k.fact_id) from standing s join fact_key k using (claim_id)
 where s.held group by s.person_id order by 1"""


def grouped(order, cuts, live):
    """Groups of facts after claims came in this order, these batches, with the live path at work or not, and one run."""
    facts = {n: said(SUBJECTS[n], f"s-{n}", "checked_in", id=f"F{n}") for n in order}
    start, batches = 0, []
    for end in [*sorted(cuts), len(order)]:
        batches.append([read(facts[n]) for n in order[start:end]])
        start = max(start, end)
    with transaction.atomic():
        enter(ENGINE)
        for batch in filter(None, batches):
            flow.report(scope=ENGINE, facts=batch, now=NOW)
            if live:
                flow.link_left(now=NOW)
        run()
        found = rows(GROUPED)
        differing = flow.rebuild(now=NOW, check=True).differing
        transaction.set_rollback(True)
    assert differing == 0
    return found


@pytest.mark.slow
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_order_and_batches_of_claims_and_one_run_give_the_same_groups(data):
    chosen = data.draw(st.lists(st.sampled_from(range(len(SUBJECTS))), min_size=2, max_size=7, unique=True))
    order = data.draw(st.permutations(chosen))
    order += data.draw(st.lists(st.sampled_from(chosen), max_size=2))
    cuts = data.draw(st.sets(st.integers(1, len(order)), max_size=3))
    assert grouped(order, cuts, data.draw(st.booleans())) == grouped(sorted(chosen), set(), False)
