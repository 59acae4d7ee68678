"""The steps of the way home, and where one person stands on it."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kawal.facts.contract.fact import read_fact
from kawal.facts.contract.kinds import KINDS
from kawal.response.repatriation.raw import step_fact, withdrawal
from kawal.response.repatriation.steps import STEPS, Turn, due_at, stage_of, steps_of, turn_of

NOON = datetime(2026, 11, 18, 5, tzinfo=UTC)
SERUNI = {"kawal_id": "k1", "name": "Seruni Umpama"}
COLUMNS = [step.column for step in STEPS]


@dataclass
class Way:
    """As a row of pictures."""

    stay_since: datetime | None = None
    country: str | None = "MYS"
    mission: str | None = "kjri-kuching"
    post: str | None = "plbn-entikong"
    shelter: str | None = None
    home: str | None = "99.04.05"
    return_requested_at: datetime | None = None
    nationality_verified_at: datetime | None = None
    travel_document_at: datetime | None = None
    exit_cleared_at: datetime | None = None
    return_planned_at: datetime | None = None
    left_at: datetime | None = None
    returned_at: datetime | None = None
    handed_over_at: datetime | None = None
    home_at: datetime | None = None
    clocks: list[dict[str, Any]] = field(default_factory=list)
    because: dict[str, list[dict[str, str]]] = field(default_factory=dict)


def looks(way: Way) -> str:
    """One letter a step: Done, Passed, Next, Ahead."""
    return "".join(card.look[0] for card in steps_of(way, as_of=NOON))


def ago(days: float) -> datetime:
    return NOON - timedelta(days=days)


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.code)
def test_every_step_asks_only_for_what_its_kinds_of_facts_hold(step):
    known = set().union(*(KINDS[kind].data for kind in step.kinds))
    assert set(step.fields) <= known


def test_with_nothing_recorded_the_request_is_next_and_the_mission_moves():
    cards = steps_of(Way(stay_since=ago(12)), as_of=NOON)
    assert looks(Way()) == "naaaaaaaa"
    assert (cards[0].turn, cards[0].days) == (Turn("mission", "kjri-kuching"), 12)


def test_a_step_is_done_by_those_who_said_so_and_the_next_waits_since_then():
    because = {
        "return_requested_at": [{"source": "kjri-kuching", "id": "1"}, {"source": "kjri-kuching", "id": "2"}]
    }
    first, second, *_ = steps_of(Way(return_requested_at=ago(9), because=because), as_of=NOON)
    assert (first.look, first.at, first.by) == ("done", ago(9), ("kjri-kuching",))
    assert (second.look, second.since, second.days) == ("next", ago(9), 9)


def test_a_later_step_passes_over_those_nobody_recorded():
    assert looks(Way(left_at=ago(2))) == "pppppdnaa"
    assert looks(Way(return_requested_at=ago(9), return_planned_at=ago(3))) == "dpppdnaaa"


def test_who_is_home_waits_for_nothing():
    way = Way(home_at=NOON)
    assert looks(way) == "ppppppppd"
    assert (stage_of(way), turn_of(way, "done"), due_at(way, "done")) == ("done", None, None)


@pytest.mark.parametrize(
    ("stage", "more", "turn"),
    [
        ("clear", {}, Turn("host", "MYS")),
        ("arrive", {}, Turn("post", "plbn-entikong")),
        ("hand_over", {}, Turn("post", "plbn-entikong")),
        ("hand_over", {"shelter": "rptc-rekaan"}, Turn("shelter", "rptc-rekaan")),
        ("home", {}, Turn("origin", "99.04.05")),
        ("verify", {"mission": None}, Turn("mission", "")),
    ],
)
def test_whose_turn_it_is_follows_from_the_stage(stage, more, turn):
    assert turn_of(Way(**more), stage) == turn


def test_the_clock_of_the_picture_that_ends_with_a_step_is_its_limit():
    clocks = [
        {"kind": "T1", "due_at": "2026-11-25T16:59:59+00:00"},
        {"kind": "hand_over_due", "due_at": "2026-11-20T16:59:59+00:00"},
        {"kind": "follow_up_due", "due_at": "2026-11-01T16:59:59+00:00"},
    ]
    way = Way(clocks=clocks)
    assert due_at(way, "document") == datetime(2026, 11, 25, 16, 59, 59, tzinfo=UTC)
    assert due_at(way, "hand_over") == datetime(2026, 11, 20, 16, 59, 59, tzinfo=UTC)
    assert [due_at(way, stage) for stage in ("request", "arrive")] == [None, None]


moments = st.one_of(st.none(), st.integers(0, 90).map(ago))


@given(st.fixed_dictionaries(dict.fromkeys(COLUMNS, moments)))
def test_there_is_one_next_step_unless_she_is_home_and_it_is_the_stage(said):
    way = Way(stay_since=ago(91), **said)
    cards = steps_of(way, as_of=NOON)
    following = [card.step.code for card in cards if card.look == "next"]
    assert following == ([] if way.home_at else [stage_of(way)])
    assert all((card.look == "done") == (getattr(way, card.step.column) is not None) for card in cards)
    assert all(card.days >= 0 for card in cards)


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.code)
def test_each_step_becomes_a_fact_the_contract_accepts(step):
    answers = {
        "by": "kjri-kuching", "reason": "wants_to_go_home", "result": "citizen", "document": "splp", "number": "X1",
        "fine": 0, "ban_until": "2027-01-01", "leave_on": "2026-11-20", "batch": "R-1", "letter": "1/REKAAN",
        "travel_document": "splp", "onward": "state", "to": "family", "witness": "Kepala desa",
    }  # fmt: skip
    for kind in step.kinds:
        raw = step_fact(
            step.code, fact_id="web-1", subject=SERUNI, occurred_at="2026-11-18", kind=kind,
            basis="document", place={"post": "plbn-entikong", "area": ""}, data=answers,
        )  # fmt: skip
        said = read_fact(raw, source="kjri-kuching", now=NOON)
        assert (said.kind, said.place) == (kind, {"post": "plbn-entikong"})
        assert set(said.data) <= set(KINDS[kind].data)


def test_what_was_not_answered_is_left_out_but_zero_and_no_are_answers():
    raw = step_fact(
        "clear", fact_id="1", subject=SERUNI, occurred_at="2026-11-18",
        data={"by": "", "fine": 0, "ban_until": None, "other": 1},
    )  # fmt: skip
    assert raw["data"] == {"fine": 0}
    assert "place" not in raw


def test_a_kind_of_another_step_is_refused():
    with pytest.raises(ValueError, match="reached_home"):
        step_fact("leave", fact_id="1", subject=SERUNI, occurred_at="2026-11-18", kind="reached_home")


def test_a_withdrawal_names_nobody_but_the_fact_it_takes_back():
    raw = withdrawal(fact_id="2", corrects="1", occurred_at="2026-11-18", reason="undone")
    said = read_fact(raw, source="kjri-kuching", now=NOON)
    assert (said.kind, said.corrects, said.subject) == ("withdrawn", "1", {})
