"""Samples: what a machine joined is asked about like any other question, and some questions take two officers."""

from datetime import timedelta

import pytest

from kawal import flow
from kawal.access.scope import ENGINE, NotAllowed
from kawal.access.wall import enter
from kawal.situation.linkage import selectors as linkage
from kawal.situation.linkage import services
from tests.world import NOW, SERUNI, fact, officer, report

pytestmark = pytest.mark.django_db
HERE = officer(keys=("p:53",))


def joined_by_number() -> str:
    """One person of two claims that an equal NIK joined."""
    [one] = report(fact("departed"))
    [other] = report(fact("departed", subject={**SERUNI, "birth_date": "1999"}, source="imigrasi"))
    assert one.kawal_id == other.kawal_id
    return str(one.kawal_id)


def sampled(share: float = 1.0) -> int:
    enter(ENGINE)
    return services.sample_links(scope=ENGINE, now=NOW, share=share)


def queue(scope=HERE):
    enter(scope)
    return linkage.list_proposals(scope=scope).results


def test_a_link_of_last_night_is_asked_about_once():
    joined_by_number()
    assert sampled(0.0) == 0 and queue() == []
    assert sampled() == 1
    assert sampled() == 0
    [row] = queue()
    assert (row.kind, row.cause, row.priority) == ("split", "audit", 4)


def test_whom_the_sample_confirms_stays_one_and_whom_it_refuses_parts():
    code = joined_by_number()
    sampled()
    [row] = queue()
    flow.decide_match(scope=HERE, proposal_id=row.proposal_id, verdict="same", now=NOW)
    enter(HERE)
    figures = linkage.count_desk(scope=HERE, since=NOW.replace(year=2025))
    assert (figures.sampled, figures.held) == (1, 1)
    flow.undo_decision(scope=HERE, proposal_id=row.proposal_id, now=NOW)
    flow.decide_match(scope=HERE, proposal_id=row.proposal_id, verdict="different", now=NOW)
    enter(HERE)
    figures = linkage.count_desk(scope=HERE, since=NOW.replace(year=2025))
    assert (figures.sampled, figures.held) == (1, 0)
    assert len(linkage.list_own_decisions(scope=HERE).results) == 1
    assert code


def test_a_question_of_the_sample_takes_two_officers():
    report(fact("departed"), fact("departed", subject={**SERUNI, "name": "Kenanga Misal"}))
    enter(ENGINE)
    assert services.sample_questions(scope=ENGINE, now=NOW, share=1.0) == 1
    [row] = queue()
    made = flow.decide_match(scope=HERE, proposal_id=row.proposal_id, verdict="same", now=NOW)
    assert (made.state, made.touched) == ("second", ("sample",))
    second = officer(actor="rekan@test", keys=("p:53",))
    assert (
        flow.decide_match(scope=second, proposal_id=row.proposal_id, verdict="same", now=NOW).state
        == "decided"
    )
    enter(HERE)
    unit = linkage.count_desk(scope=HERE, since=NOW.replace(year=2025)).unit
    assert (unit.answers, unit.seconded, unit.agreed) == (2, 1, 1)


def test_nobody_but_the_engine_samples():
    for draw in (services.sample_links, services.sample_questions):
        with pytest.raises(NotAllowed):
            draw(scope=HERE, now=NOW)


def test_what_was_undone_at_once_is_a_slip_and_later_an_error():
    report(fact("departed"), fact("departed", subject={**SERUNI, "name": "Kenanga Misal"}))
    [row] = queue()
    for later, errors in ((timedelta(seconds=20), 0), (timedelta(hours=3), 1)):
        flow.decide_match(scope=HERE, proposal_id=row.proposal_id, verdict="different", now=NOW)
        flow.undo_decision(scope=HERE, proposal_id=row.proposal_id, now=NOW + later)
        enter(HERE)
        assert linkage.count_desk(scope=HERE, since=NOW.replace(year=2025)).own.undone == errors
