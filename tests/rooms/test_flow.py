"""From a fact to what is believed: recorded, given its person, drawn, visible to those who may see it."""

from datetime import UTC, date, datetime

import pytest
from django.db import transaction

from kawal import flow
from kawal.access.scope import ENGINE, NotAllowed, NotVisible
from kawal.access.wall import enter
from kawal.decisions.alerts.selectors import list_alerts
from kawal.facts.feeds.services import FeedDraft, declare_feed
from kawal.facts.people.models import Person
from kawal.situation.linkage.models import MatchProposal
from kawal.situation.people import selectors as people
from kawal.situation.pictures.models import Picture
from kawal.situation.pictures.selectors import count_stays
from tests.world import NOW, SERUNI, days_ago, fact, officer, person_of, report

pytestmark = pytest.mark.django_db


@pytest.fixture
def look():
    """`look(scope)` enters the wall, as a request would."""
    with transaction.atomic():
        yield enter


def view(scope, kawal_id):
    enter(scope)
    return people.get_person(scope=scope, kawal_id=kawal_id, now=NOW)


def test_a_fact_said_twice_changes_nothing():
    deported = fact("deported", id="A-1")
    [first] = report(deported)
    [again] = report(deported)
    assert (first.status, again.status) == ("accepted", "repeated")
    assert first.kawal_id == again.kawal_id and first.recorded_at == again.recorded_at


def test_another_content_under_the_same_id_is_a_conflict_and_the_first_is_kept():
    report(fact("deported", id="A-1", data={"reason": "overstay"}))
    [clash] = report(fact("deported", id="A-1", data={"reason": "illegal_entry"}))
    assert clash.status == "conflict"
    scope = officer()
    enter(scope)
    assert people.get_fact(scope=scope, source="kjri-kuching", id="A-1").data == {"reason": "overstay"}


def test_two_agencies_with_one_number_and_a_similar_name_speak_of_one_person():
    other = {**SERUNI, "name": "Sruni Umpama binti Fulan", "birth_date": "1999"}
    one, two = report(fact("departed"), fact("reached_home", subject=other, source="desa-umpama"))
    assert one.kawal_id == two.kawal_id


def test_the_same_number_under_another_name_is_a_private_note():
    one, two = report(fact("departed"), fact("departed", subject={**SERUNI, "name": "Kenanga Misal"}))
    assert one.kawal_id != two.kawal_id
    notes = view(officer("national", keys=()), one.kawal_id).notes
    assert [(note.cause, note.other.kawal_id) for note in notes] == [("same_number", two.kawal_id)]


def test_a_namesake_born_on_the_same_day_is_a_private_note():
    unnumbered = {key: value for key, value in SERUNI.items() if key != "nik"}
    one, two = report(fact("departed"), fact("departed", subject=unnumbered, source="imigrasi"))
    assert one.kawal_id != two.kawal_id
    flow.link_left(now=NOW)
    assert [note.cause for note in view(officer(), one.kawal_id).notes] == ["alike"]


def test_the_same_answer_joins_two_people_and_taking_it_back_parts_them_exactly():
    one, two = report(fact("departed"), fact("reached_home", subject={**SERUNI, "name": "Kenanga Misal"}))
    scope = officer()
    [note] = view(scope, one.kawal_id).notes
    flow.decide_match(scope=scope, proposal_id=note.proposal_id, verdict="same", now=NOW)
    joined = view(scope, two.kawal_id)
    assert joined.kawal_id == one.kawal_id and joined.picture.stay == "home" and len(joined.claims) == 2
    nation = officer("national", keys=())
    enter(nation)
    assert sum(count_stays(scope=nation).values()) == 1  # no picture stays behind to be counted
    enter(scope)
    flow.undo_decision(scope=scope, proposal_id=note.proposal_id, now=NOW)
    assert view(scope, two.kawal_id).kawal_id == two.kawal_id
    assert view(scope, one.kawal_id).picture.stay == "abroad_in_contact"
    assert view(scope, two.kawal_id).picture.stay == "home"


def test_a_corrected_fact_stays_on_the_timeline_and_out_of_the_picture():
    kawal_id = person_of(fact("reached_home", id="A-1"), fact("departed", id="A-2", corrects="A-1"))
    scope = officer()
    assert view(scope, kawal_id).picture.stay == "abroad_in_contact"
    states = [(it.id, it.state) for it in people.list_facts(scope=scope, kawal_id=kawal_id).results]
    assert sorted(states) == [("A-1", "replaced"), ("A-2", "active")]


def test_a_withdrawal_may_come_before_what_it_withdraws():
    early = fact("withdrawn", id="W-1", subject={}, corrects="A-9", data={"reason": "wrong person"})
    kawal_id = person_of(
        fact("departed"), early, fact("died", id="A-9"), fact("checked_in", data={"safe": "yes"})
    )
    scope = officer()
    assert view(scope, kawal_id).picture.stay == "abroad_in_contact"
    died = next(it for it in people.list_facts(scope=scope, kawal_id=kawal_id).results if it.kind == "died")
    assert (died.state, died.end_reason) == ("withdrawn", "wrong person")


def test_withdrawing_the_bridge_parts_the_people_it_joined():
    nik_only = {"name": "Seruni Umpama", "nik": SERUNI["nik"]}
    passport_only = {"name": "Seruni", "passport": "X0123456"}
    both = {"name": "Seruni Umpama", "nik": SERUNI["nik"], "passport": "X0123456"}
    one, two, three = report(
        fact("departed", subject=nik_only), fact("reached_home", subject=passport_only),
        fact("checked_in", subject=both, id="B-1"),
    )  # fmt: skip
    assert one.kawal_id == two.kawal_id == three.kawal_id
    report(fact("withdrawn", subject={}, corrects="B-1"))
    owners = {
        it.kawal_id for it in Person.unscoped.filter(survivor=None)
    }  # unscoped: the test looks at the table
    assert len(owners) == 2


def test_reporting_a_number_buys_nobody_a_timeline():
    kawal_id = person_of(fact("departed"), fact("complained", data={"problems": ["violence"]}))
    stranger = officer("border_post", agency="bp3mi-kepri", keys=("b:batam-centre",))
    with pytest.raises(NotVisible):
        view(stranger, kawal_id)
    enter(stranger)
    flow.report(
        scope=stranger,
        facts=[flow.said(fact("returned", days_ago(1), source="bp3mi-kepri"), scope=stranger, now=NOW)],
        now=NOW,
    )
    own = view(stranger, kawal_id)
    assert own.in_scope is False and [claim.source for claim in own.claims] == ["bp3mi-kepri"]
    assert own.picture.facts == 1 and own.notes == ()
    assert [it.kind for it in people.list_facts(scope=stranger, kawal_id=kawal_id).results] == ["returned"]


def test_who_may_not_report_writes_nothing():
    analyst = officer("analyst")
    enter(analyst)
    with pytest.raises(NotAllowed):
        flow.report(
            scope=analyst,
            facts=[flow.said(fact("departed", source="bp3mi-ntt"), scope=analyst, now=NOW)],
            now=NOW,
        )
    assert not Person.unscoped.exists()  # unscoped: the test looks at the table


def test_a_search_forgives_spelling_and_says_why():
    kawal_id = person_of(fact("departed", subject={**SERUNI, "phones": ["+62 800-0000-123"]}))
    scope = officer()
    enter(scope)
    for q, why in [("srni umpama", None), ("Sěruni UMPAMA", "name"), ("9904054101990001", "nik"),
                   ("0800 0000 123", "phone"), (kawal_id, "kawal_id"), ("umpam", "fragment")]:  # fmt: skip
        found = people.find_people(scope=scope, q=q).results
        assert (why is None) or [(it.kawal_id, it.why) for it in found] == [(kawal_id, why)], q
    assert people.find_people(scope=scope, q="zzz").results == []


def test_people_of_another_province_are_not_found():
    person_of(fact("departed"))
    stranger = officer(keys=("p:35",), agency="bp3mi-jatim")
    enter(stranger)
    assert people.find_people(scope=stranger, q="seruni").results == []


def test_a_rebuild_finds_nothing_to_change():
    person_of(
        fact("departed"), fact("complained", data={"problems": ["violence"]}), fact("returned", "2026-11-18")
    )
    assert flow.rebuild(now=NOW, check=True) == flow.Rebuilt(people=1, differing=0)
    Picture.unscoped  # noqa: B018 -- the table is there
    assert not MatchProposal.unscoped.exists()  # unscoped: the test looks at the table


def test_absence_counts_only_where_a_feed_is_declared_complete():
    kawal_id = person_of(fact("departed", "2026-03-02", data={"mode": "sea"}, place={"country": "IDN"}))
    scope = officer()
    assert view(scope, kawal_id).picture.procedure == "unknown"
    enter(ENGINE)
    feed = FeedDraft("", "registered", date(2025, 1, 1))
    declare_feed(scope=ENGINE, feed=feed, now=NOW)
    flow.rebuild(now=NOW)
    picture = view(scope, kawal_id).picture
    assert picture.procedure == "nonprocedural" and "dep-N1" in picture.procedure_rules


def test_silence_wakes_a_picture_when_its_clock_passes_and_raises_an_alert():
    abroad = {"country": "MYS"}
    contacts = [
        fact("checked_in", f"2026-10-{day:02d}", data={"safe": "yes"}, place=abroad) for day in (1, 8, 15)
    ]
    arrived = datetime(2026, 10, 16, tzinfo=UTC)
    kawal_id = person_of(fact("arrived_abroad", "2026-09-25", place=abroad), *contacts, now=arrived)
    scope = officer()
    assert view(scope, kawal_id).picture.stay == "abroad_in_contact"
    assert flow.wake(now=arrived) == 0
    assert flow.wake(now=NOW) == 1
    enter(scope)
    assert people.get_person(scope=scope, kawal_id=kawal_id, now=NOW).picture.stay == "abroad_silent"
    assert [it.kawal_id for it in list_alerts(scope=scope).results] == [kawal_id]
