"""Cases: opened about a person one may see, kept from other agencies, closed once with an outcome."""

import pytest
from django.db import DatabaseError, connection, transaction

from kawal import flow
from kawal.access.scope import ENGINE, NotAllowed, NotVisible, Power
from kawal.access.trail.models import Trace
from kawal.decisions.alerts.models import Alert
from kawal.facts.people.models import Person
from kawal.response.cases import selectors, services
from kawal.response.cases.following import follow_claims
from kawal.response.cases.outcomes import JOINED, OUTCOMES
from kawal.response.elapsed.selectors import elapsed_of
from kawal.situation.people.selectors import get_person
from tests.rooms.returning import (
    NOON,
    a_case,
    a_person,
    ago,
    an_alert,
    behind_the_wall,
    cases,
    claim_of,
    officer,
)
from tests.world import NOW, SERUNI, fact, person_of, report
from tests.world import officer as of_the_world

pytestmark = pytest.mark.django_db

MISSION = officer("mission", agency="kjri-kuching", keys=("m:kjri-kuching",))


def open_one(person, scope=None, **more):
    said = {"kawal_id": person.kawal_id, "summary": "Gaji tidak dibayar enam bulan.", "now": NOON} | more
    with behind_the_wall(scope or officer()) as scope:
        return services.open_case(scope=scope, **said)


def close_one(code, scope=None, **more):
    with behind_the_wall(scope or officer()) as scope:
        services.close_case(
            scope=scope, code=code, **({"outcome": "home_safe", "note": "", "now": NOON} | more)
        )


def codes(scope=None, **asked):
    with behind_the_wall(scope or officer()) as scope:
        return [it.code for it in selectors.list_cases(scope=scope, **asked).results]


def grants():
    with behind_the_wall(ENGINE), connection.cursor() as cursor:
        cursor.execute("select person_id, key, cause, until is null from key_grant order by cause, person_id")
        return cursor.fetchall()


def test_a_case_grants_its_agency_the_key_to_the_person_until_it_is_closed():
    person = a_person()
    code = open_one(person)
    assert code.startswith("K-00")
    assert grants() == [(person.pk, "a:dinsos-9904", f"case:{code}", True)]
    close_one(code)
    assert grants() == [(person.pk, "a:dinsos-9904", f"case:{code}", False)]
    assert cases() == [(code, person.pk, "dinsos-9904", "closed")]


def test_while_a_case_is_open_the_agency_sees_her_wherever_she_goes():
    kawal_id = person_of(fact("registered", "2026-01-02"))
    scope = of_the_world("district", agency="dinsos-5304", keys=("k:5304",))
    with behind_the_wall(scope):
        code = services.open_case(scope=scope, kawal_id=kawal_id, summary="x", now=NOW)
        person = selectors.get_case(scope=scope, code=code).person_id
        flow.redraw(affected=[person], now=NOW)
    moved = {**SERUNI, "kawal_id": kawal_id, "address": {"area": "35.07.01.2001"}}
    report(*(fact("registered", "2026-02-02", subject=moved, source=f"dinas-{n}") for n in range(3)))
    elsewhere = of_the_world("district", agency="dinsos-5304", keys=("k:9999",))
    with behind_the_wall(elsewhere):
        assert Person.objects.visible_to(elsewhere).count() == 1
        services.close_case(scope=elsewhere, code=code, outcome="helped", note="", now=NOW)
        flow.redraw(affected=[person], now=NOW)
    with behind_the_wall(elsewhere):
        assert Person.objects.visible_to(elsewhere).count() == 0
        [card] = selectors.list_cases(scope=elsewhere, state="closed").results
        assert (card.code, card.name, card.kawal_id) == (code, "", "")


def test_the_alert_it_answers_goes_into_the_agencys_hands():
    person = a_person()
    alert = an_alert(person)
    code = open_one(person, alert_code=alert)
    with behind_the_wall(officer()) as scope:
        assert selectors.get_case(scope=scope, code=code).alert_code == alert
        row = Alert.objects.visible_to(scope).get(code=alert)
    assert (row.state, row.taken_by, row.taken_agency) == ("in_hand", "petugas-dinsos-9904", "dinsos-9904")


@pytest.mark.parametrize(
    ("scope", "error"),
    [
        (officer(powers=frozenset(Power) - {Power.OPEN_CASE, Power.NATION}), NotAllowed),
        (officer(keys=("k:9905",)), NotVisible),
        (officer(keys=()), NotVisible),
        (officer(agency="", keys=()), NotVisible),
        (officer("shelter", keys=("k:9904",)), NotAllowed),
    ],
    ids=["no power", "other regency", "no regency", "no agency", "reads cases only"],
)
def test_opening_refused_writes_nothing(scope, error):
    person = a_person()
    with pytest.raises(error):
        open_one(person, scope)
    assert (cases(), grants(), Trace.objects.count()) == ([], [], 0)


@pytest.mark.parametrize("whose", ["another person", "another scope", "nobody"])
def test_an_alert_that_is_not_hers_or_not_visible_opens_nothing(whose):
    person, other = a_person(), a_person("Contoh")
    alert = {
        "another person": lambda: an_alert(other),
        "another scope": lambda: an_alert(person, keys=("k:9905",)),
        "nobody": lambda: "T-999999",
    }[whose]()
    with pytest.raises(NotVisible):
        open_one(person, alert_code=alert)
    assert (cases(), grants()) == ([], [])


def test_a_closed_alert_opens_no_case_and_leaves_nothing_behind():
    closed = {
        "state": "closed",
        "outcome": "proven",
        "note": "Sudah dibantu.",
        "closed_at": NOON,
        "closed_by": "a",
    }
    person = a_person()
    alert = an_alert(person, **closed)
    with pytest.raises(Exception, match=alert):
        open_one(person, alert_code=alert)
    assert (cases(), grants()) == ([], [])


def test_two_cases_of_one_agency_clash_and_name_the_first():
    person = a_person()
    code = open_one(person)
    with pytest.raises(services.CaseAlreadyOpen) as clash:
        open_one(person)
    assert clash.value.code == code
    assert len(cases()) == 1


def test_another_agency_opens_its_own_and_sees_nothing_of_the_first():
    person = a_person(keys=("k:9904", "m:kjri-kuching"))
    first, second = open_one(person), open_one(person, MISSION)
    assert (codes(), codes(MISSION)) == ([first], [second])
    assert codes(officer("national")) == [second, first]
    with behind_the_wall(MISSION):
        assert [it.code for it in selectors.list_cases_of(scope=MISSION, person_id=person.pk)] == [second]
        assert selectors.open_codes(scope=MISSION, people=[person.pk]) == {person.pk: second}
        for read in (selectors.get_case, selectors.list_notes):
            try:
                assert read(scope=MISSION, code=first) == []
            except NotVisible:
                pass
        with pytest.raises(NotVisible):
            services.note_case(scope=MISSION, code=first, text="x", now=NOON)


def test_row_level_security_alone_hides_the_cases_of_others():
    code = open_one(a_person(keys=("k:9904", "m:kjri-kuching")))
    with behind_the_wall(officer()) as scope:
        services.note_case(scope=scope, code=code, text="Ibunya minta dijemput.", now=NOON)
    for scope, seen in (
        (MISSION, 0),
        (officer(), 1),
        (officer("national"), 1),
        (officer(keys=(), agency=""), 0),
    ):
        with behind_the_wall(scope), connection.cursor() as cursor:
            for table in ("case_file", "case_note"):
                cursor.execute(f"select count(*) from {table}")
                assert cursor.fetchone() == (seen,)


def test_closing_twice_is_an_error_and_keeps_the_first_outcome():
    code = open_one(a_person())
    close_one(code, outcome="declined", note="Belum bersedia.")
    with pytest.raises(services.CaseAlreadyClosed):
        close_one(code, outcome="home_safe")
    with behind_the_wall(officer()) as scope:
        card = selectors.get_case(scope=scope, code=code)
    assert (card.outcome, card.note, card.closed_at, card.closed_by) == (
        "declined", "Belum bersedia.", NOON, "petugas-dinsos-9904",
    )  # fmt: skip


@pytest.mark.parametrize("outcome", ["", "solved", JOINED])
def test_an_outcome_that_is_none_of_ours_closes_nothing(outcome):
    code = open_one(a_person())
    with pytest.raises(services.UnknownOutcome):
        close_one(code, outcome=outcome)
    assert [it[3] for it in cases()] == ["open"]


@pytest.mark.parametrize(
    "scope", [MISSION, officer("border_post", keys=("k:9904",))], ids=["other agency", "no power"]
)
def test_closing_and_noting_refused_write_nothing(scope):
    code = open_one(a_person())
    before = Trace.objects.count()
    with pytest.raises((NotVisible, NotAllowed)):
        close_one(code, scope)
    with behind_the_wall(scope), pytest.raises((NotVisible, NotAllowed)):
        services.note_case(scope=scope, code=code, text="x", now=NOON)
    assert ([it[3] for it in cases()], Trace.objects.count()) == (["open"], before)


def test_notes_stand_newest_first_also_on_a_closed_case_and_cannot_be_altered():
    code = open_one(a_person())
    for n, text in enumerate(("Pertama.", "Kedua.")):
        with behind_the_wall(officer()) as scope:
            services.note_case(scope=scope, code=code, text=text, now=ago(1 - n))
    close_one(code)
    with behind_the_wall(officer()) as scope:
        assert [it.text for it in selectors.list_notes(scope=scope, code=code)] == ["Kedua.", "Pertama."]
    for statement in ("update case_note set text = ''", "delete from case_note"):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("set local role kawal_nation")
            cursor.execute(statement)


def test_the_database_refuses_a_case_closed_without_a_day_or_a_word():
    person = a_person()
    for half in (
        {"state": "closed"},
        {"outcome": "helped"},
        {"state": "closed", "closed_at": NOON, "closed_by": "a"},
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            a_case(person, **half)


def test_every_change_is_in_the_access_log_with_the_person():
    person = a_person()
    code = open_one(person)
    with behind_the_wall(officer()) as scope:
        services.note_case(scope=scope, code=code, text="x", now=NOON)
    close_one(code)
    logged = Trace.objects.order_by("id").values_list("action", "person", "subject")
    of_cases = [row for row in logged if row[0].startswith("case.")]
    assert of_cases == [
        (action, person.kawal_id, code) for action in ("case.opened", "case.noted", "case.closed")
    ]


def test_a_case_opens_again_after_the_first_was_closed():
    person = a_person()
    first = open_one(person)
    close_one(first)
    second = open_one(person)
    with behind_the_wall(officer()) as scope:
        assert [it.code for it in selectors.list_cases_of(scope=scope, person_id=person.pk)] == [
            second,
            first,
        ]
        assert selectors.count_cases(scope=scope) == {"open": 1, "closed": 1}
        assert "case" in elapsed_of(scope=scope, person_id=person.pk).moments


def test_the_list_goes_on_where_the_last_page_ended_and_keeps_to_what_is_asked():
    made = [a_case(a_person(f"Orang {n}"), days=n // 2) for n in range(5)]
    a_case(a_person(), opened_by="orang lain", days=9)
    with behind_the_wall(officer()) as scope:
        first = selectors.list_cases(scope=scope, limit=4)
        second = selectors.list_cases(scope=scope, limit=4, cursor=first.next)
        assert selectors.list_cases(scope=scope, mine=True).next is None
    seen = [it.code for it in (*first.results, *second.results)]
    assert (len(first.results), second.next, len(set(seen))) == (4, None, 6)
    assert seen[:5] == [made[1], made[0], made[3], made[2], made[4]]
    assert codes(mine=True) == seen[:5]
    assert codes(state="closed") == []


@pytest.mark.parametrize("count", [1, 5])
def test_lists_take_the_same_queries_however_long(count, django_assert_num_queries):
    people = [a_person() for _ in range(count)]
    made = [a_case(person) for person in people]
    with behind_the_wall(officer()) as scope:
        with django_assert_num_queries(2):
            assert len(selectors.list_cases(scope=scope).results) == count
        with django_assert_num_queries(1):
            assert len(selectors.open_codes(scope=scope, people=[it.pk for it in people])) == count
        with django_assert_num_queries(2):
            assert selectors.get_case(scope=scope, code=made[0]).name == "Seruni Umpama"


# ---------------------------------------------------------------- people turn out to be one


def move(person, target):
    with behind_the_wall(ENGINE), connection.cursor() as cursor:
        claim = claim_of(person)
        cursor.execute("select move_claims(%s, %s, 'decision', 'a', %s)", [[claim], target.pk, NOON])
        follow_claims(moved={target.pk: [claim]})
    return claim


def test_a_case_goes_with_the_claim_it_was_opened_about_and_its_key_too():
    one, other = a_person(), a_person("Seruni U.")
    code = open_one(other)
    move(other, one)
    assert cases() == [(code, one.pk, "dinsos-9904", "open")]
    assert [(person, is_open) for person, _key, _cause, is_open in grants() if is_open] == [(one.pk, True)]


def test_two_open_cases_of_one_agency_become_one_and_part_again():
    one, other = a_person(), a_person("Seruni U.")
    older, younger = open_one(one, now=ago(2)), open_one(other, now=ago(1))
    claim = move(other, one)
    assert cases() == [(older, one.pk, "dinsos-9904", "open"), (younger, one.pk, "dinsos-9904", "closed")]
    with behind_the_wall(officer()) as scope:
        card = selectors.get_case(scope=scope, code=younger)
    assert (card.outcome, card.note, card.closed_by) == (JOINED, older, "kawal")
    assert [it[2] for it in grants() if it[3]] == [f"case:{older}"]
    with behind_the_wall(ENGINE), connection.cursor() as cursor:
        cursor.execute("select move_claims(%s, %s, 'undone', 'a', %s)", [[claim], other.pk, NOON])
        follow_claims(moved={other.pk: [claim]})
    assert cases() == [(older, one.pk, "dinsos-9904", "open"), (younger, other.pk, "dinsos-9904", "open")]
    assert [it[2] for it in grants() if it[3]] == [f"case:{older}", f"case:{younger}"]


def test_an_officers_answer_that_two_are_one_moves_the_case_and_taking_it_back_returns_it():
    other = {**SERUNI, "name": "Bulan Contohnya"}
    first = person_of(fact("registered", "2026-01-02"))
    second = person_of(fact("registered", "2026-01-03", subject=other, source="bp3mi-ntt"))
    scope = of_the_world("district", agency="dinsos-5304", keys=("k:5304",))
    with behind_the_wall(scope):
        code = services.open_case(scope=scope, kawal_id=second, summary="x", now=NOW)
        [note] = get_person(scope=scope, kawal_id=first, now=NOW).notes
        flow.decide_match(scope=scope, proposal_id=note.proposal_id, verdict="same", now=NOW)
    second_officer = of_the_world("protection", agency="dinsos-5304", keys=("k:5304",))
    with behind_the_wall(second_officer):  # a case is touched: one officer does not suffice
        flow.decide_match(scope=second_officer, proposal_id=note.proposal_id, verdict="same", now=NOW)
    with behind_the_wall(scope):
        people = {get_person(scope=scope, kawal_id=it, now=NOW).person_id for it in (first, second)}
        assert {selectors.get_case(scope=scope, code=code).person_id} == people
        flow.undo_decision(scope=scope, proposal_id=note.proposal_id, now=NOW)
    with behind_the_wall(scope):
        assert selectors.get_case(scope=scope, code=code).kawal_id == second
        assert [(key, is_open) for _p, key, _c, is_open in grants() if is_open] == [("a:dinsos-5304", True)]


def test_the_cases_of_two_agencies_stand_side_by_side():
    one, other = a_person(), a_person("Seruni U.", keys=("m:kjri-kuching",))
    first, second = open_one(one), open_one(other, MISSION)
    move(other, one)
    assert cases() == [(first, one.pk, "dinsos-9904", "open"), (second, one.pk, "kjri-kuching", "open")]


def test_every_outcome_has_its_own_code():
    assert len(set(OUTCOMES)) == len(OUTCOMES)
    assert JOINED not in OUTCOMES
