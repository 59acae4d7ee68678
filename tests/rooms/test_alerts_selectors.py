"""Lists of alerts: in order, by key, without doubles, and as much of the reasons as the reader may know."""

from datetime import timedelta

import pytest

from kawal.access.scope import EVERYTHING, NOBODY, Category, NotAllowed, NotVisible, Power
from kawal.decisions.alerts import selectors, services
from kawal.situation.paging import BadCursor
from tests.rooms.alerting import (
    NATION,
    NOON,
    a_person,
    an_alert,
    by,
    distressed,
    officer,
    overdue,
    reviewed,
    write,
)

pytestmark = pytest.mark.django_db
MISSION = officer("m:kjri-kuching", actor="ratna", agency="kjri-kuching", role="mission")
UNPROTECTED = officer(categories=EVERYTHING - {Category.PROTECTION})
NOTE = "Sudah bicara dengan keluarganya."


def silent(days: int, keys: tuple[str, ...] = ("p:53", "k:5304", "m:kjri-kuching")) -> str:
    person, claim, _ = a_person("Kemuning Andai", keys)
    reviewed(person, claim, overdue(claim, days), keys=keys)
    return write("select code from alert where person_id = %s", person)[0][0]


def codes(**asked) -> list[str]:
    return [card.code for card in selectors.list_alerts(**asked).results]


def weigh(code: str, priority: float, opened: timedelta = timedelta(0)) -> None:
    write(
        "update alert set priority = %s, opened_at = opened_at + %s where code = %s", priority, opened, code
    )
    write("select list_alerts_again(array_agg(alert_id)) from alert")


def test_the_list_goes_by_level_then_priority_then_code():
    medium, high, emergency, equal = silent(2), silent(40), an_alert(), an_alert("Wulan Contohari")
    more = an_alert("Cempaka Misal")
    for code in (medium, high, emergency, equal):
        weigh(code, 5.0 if code == medium else 0.5)
    weigh(more, 0.6)
    assert codes(scope=by(NATION)) == [more, emergency, equal, high, medium]


def test_a_week_of_waiting_doubles_what_an_alert_weighs():
    waiting, heavier, lighter = silent(2), silent(2), silent(2)
    weigh(waiting, 1.0, timedelta(days=-7))
    weigh(heavier, 2.1)
    weigh(lighter, 1.9)
    assert codes(scope=by(NATION)) == [heavier, waiting, lighter]
    assert sorted(selectors.list_alerts(scope=NATION).results, key=lambda it: it.place) == list(
        selectors.list_alerts(scope=NATION).results
    )


def test_on_one_level_those_who_can_act_see_theirs_first():
    abroad = an_alert()
    person, claim, _ = a_person()
    reviewed(person, claim, {**distressed(claim), "stay": "home"}, now=NOON + timedelta(hours=1))
    at_home = write("select code from alert where person_id = %s", person)[0][0]

    district = by(officer("k:5304"))
    assert codes(scope=district) == [at_home, abroad]
    assert [card.acts_here for card in selectors.list_alerts(scope=district).results] == [True, False]
    assert codes(scope=by(MISSION)) == [abroad, at_home]


@pytest.mark.parametrize(
    "keys", [("p:53",), ("p:53", "k:5304", "a:bp3mi-ntt", "m:kjri-kuching"), ("m:kjri-kuching", "p:53")]
)
def test_pages_follow_each_other_without_doubles_or_gaps(keys):
    wanted = {an_alert() for _ in range(5)} | {silent(2) for _ in range(2)}
    scope, seen, cursor = by(officer(*keys)), [], None
    while True:
        page = selectors.list_alerts(scope=scope, limit=2, cursor=cursor)
        seen += [card.code for card in page.results]
        cursor = page.next
        if cursor is None:
            break
    assert len(seen) == len(set(seen)) and set(seen) == wanted


@pytest.mark.parametrize("count", [1, 5])
def test_a_list_is_three_questions_however_long(count):
    for _ in range(count):
        an_alert()
    scope = by(officer())
    assert asked(lambda: selectors.list_alerts(scope=scope)) == 3
    assert len(selectors.list_alerts(scope=scope).results) == count


def asked(read) -> int:
    """Statements, whichever road they take to the database."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from kawal.facts.ledger import bulk

    made: list[str] = []
    plain = bulk.run
    with CaptureQueriesContext(connection) as told, pytest.MonkeyPatch.context() as patch:
        patch.setattr(bulk, "run", lambda text, values=(): made.append(text) or plain(text, values))
        read()
    return len(made) + len(told)


def test_filters_keep_to_level_desk_holder_and_state():
    emergency, medium = an_alert(), silent(2)
    services.take_alert(scope=by(officer()), code=medium, now=NOON)
    scope = officer()
    assert codes(scope=scope, level="medium") == [medium]
    assert codes(scope=scope, mine=True) == [medium]
    assert codes(scope=scope, free=True) == [emergency]
    assert codes(scope=scope, state="triage") == [medium]
    assert codes(scope=scope, desk="mission") == [emergency, medium]
    assert codes(scope=scope, desk="home") == []


def test_closed_ones_are_a_list_of_their_own_newest_first():
    first, second = an_alert(), an_alert()
    for n, code in enumerate((first, second)):
        services.close_alert(
            scope=by(officer()), code=code, outcome="proven", note=NOTE, now=NOON + timedelta(hours=n)
        )
    page = selectors.list_alerts(scope=officer(), state="closed", limit=1)
    assert [card.code for card in page.results] == [second]
    assert codes(scope=officer(), state="closed", cursor=page.next) == [first]
    assert codes(scope=officer()) == []
    assert codes(scope=by(officer("p:52")), state="closed") == []


def test_a_cursor_of_somebody_elses_making_is_refused():
    with pytest.raises(BadCursor):
        selectors.list_alerts(scope=by(officer()), cursor="bm9uc2Vuc2U")


def test_without_the_power_nothing_is_read():
    code = an_alert()
    scope = by(officer(powers=frozenset({Power.READ_PERSON})))
    for read in (
        lambda: selectors.list_alerts(scope=scope),
        lambda: selectors.get_alert(scope=scope, code=code),
    ):
        with pytest.raises(NotAllowed):
            read()
    assert selectors.list_alerts_of(scope=scope, person_id=1) == []
    assert selectors.count_alerts(scope=scope).total == selectors.count_alerts(scope=NOBODY).total == 0


def test_out_of_scope_is_the_same_as_unknown():
    code = an_alert()
    scope = by(officer("p:52"))
    assert codes(scope=scope) == []
    for unseen in (code, "T-999999"):
        with pytest.raises(NotVisible):
            selectors.get_alert(scope=scope, code=unseen)


def test_an_alert_whole_has_the_facts_behind_it_and_its_history():
    code = an_alert()
    services.take_alert(scope=by(officer()), code=code, now=NOON)
    card = selectors.get_alert(scope=officer(), code=code)
    [reason] = card.reasons
    [fact] = reason.facts
    assert (reason.rule, reason.cited, fact.source, fact.kind, fact.basis) == (
        "L02",
        1,
        "bp3mi-ntt",
        "checked_in",
        "self",
    )
    assert "10 Mar 2026" in reason.sentence.id
    assert [(it.what, it.actor) for it in card.history] == [("opened", "kawal"), ("taken", "damar")]
    assert (card.name, card.state, card.taken_by) == ("Seruni Umpama", "triage", "damar")


def test_the_words_of_an_acute_reason_are_for_protection():
    code = an_alert()
    [reason] = selectors.get_alert(scope=by(UNPROTECTED), code=code).reasons
    assert reason.sentence is None and reason.title.id == "Kode bahaya diterima"
    assert [fact.kind for fact in reason.facts] == [
        "checked_in"
    ]  # of the category contact, seen on the timeline too
    weak = silent(2)
    [reason] = selectors.get_alert(scope=UNPROTECTED, code=weak).reasons
    assert reason.sentence is not None


def test_facts_of_categories_the_reader_does_not_see_are_left_out():
    code = an_alert()
    [reason] = selectors.get_alert(
        scope=by(officer(categories=frozenset({Category.JOURNEY}))), code=code
    ).reasons
    assert (reason.facts, reason.cited) == ((), 1)


def test_counts_are_of_alerts_and_not_of_keys():
    an_alert()
    medium = silent(2)
    services.take_alert(scope=by(officer("p:53", "k:5304")), code=medium, now=NOON)
    counts = selectors.count_alerts(scope=officer("p:53", "k:5304"))
    assert (dict(counts.by_level), dict(counts.by_desk)) == ({"emergency": 1, "medium": 1}, {"mission": 2})
    assert (counts.total, counts.free, counts.mine) == (2, 1, 1)
    assert selectors.count_alerts(scope=by(NATION)).total == 2


@pytest.mark.parametrize(
    "keys",
    [
        ("m:kjri-kuching",),
        ("k:5304", "k:5305", "m:kjri-kuching"),
        ("p:53", "k:5304", "m:kjri-kuching", "a:x"),
    ],
)
def test_an_alert_counts_once_whichever_of_the_keys_show_it(keys):
    an_alert()
    silent(2)
    silent(40, keys=("k:9904", "p:99", "m:kjri-kuching", "m:kbri-kuala-lumpur"))
    assert selectors.count_alerts(scope=by(officer(*keys))).total == 3


def test_alerts_of_a_person_begin_with_the_open_one():
    person, claim, _ = a_person()
    reviewed(person, claim, distressed(claim))
    [(first,)] = write("select code from alert")
    services.close_alert(scope=by(officer()), code=first, outcome="wrong_data", note=NOTE, now=NOON)
    reviewed(person, claim, overdue(claim))
    found = selectors.list_alerts_of(scope=officer(), person_id=person)
    assert [card.state for card in found] == ["new", "closed"]
    assert selectors.list_alerts_of(scope=by(officer("p:52")), person_id=person) == []
