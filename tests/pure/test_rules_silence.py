"""When silence alone changes what a rule says, against trying every moment."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kawal.decisions.rules.columns import ROW, Type
from kawal.decisions.rules.document import picture_row
from kawal.decisions.rules.expression import BadExpression, read
from kawal.decisions.rules.findings import FOLDER, catalogue, next_change
from kawal.decisions.rules.loading import load_catalogue
from kawal.decisions.rules.reading import read_rule
from kawal.foundation.moments import JAKARTA
from tests.pure.test_rules import document

START = datetime(2026, 3, 10, 5, tzinfo=UTC)
TODAY = START.astimezone(JAKARTA).date()
CONDITIONS = [
    "days_since(remitted_on) > 90",
    "days_since(remitted_on) > 90 and remittances >= 3",
    "days_until(leave_on) = 2",
    "days_until(permit_ends_on) < 0 or days_since(arrived_on) between 3 and 9",
    "permit_ends_on < as_of_day",
    "as_of_day >= permit_ends_on and not days_since(port_on) >= 20",
    "contact_due_at <= as_of",
    "days_since(contact_due_at) in (1, 3, 5)",
    "days_until(contact_due_at) = 4",
    "days_since(number_changed_on) > loans_idr / fees_idr",
    "days_since(contact_due_at) > facts * 2 - 3",
    "days_since(remitted_on) > 5 and days_since(remitted_on) < 9",
]
DAYS = ("remitted_on", "leave_on", "permit_ends_on", "arrived_on", "port_on", "number_changed_on")
COLUMNS = (*DAYS, "contact_due_at", "remittances", "facts")


def rule_of(when: str):
    return read_rule(document() | {"when": when, "raises": []} | {"params": {}})


RULES = {when: rule_of(when) for when in CONDITIONS}


def values() -> st.SearchStrategy[dict]:
    def value(name: str) -> st.SearchStrategy:
        if ROW[name] is Type.DAY:
            return st.integers(-120, 40).map(lambda days: TODAY + timedelta(days=days))
        if ROW[name] is Type.MOMENT:
            return st.integers(-120 * 24, 40 * 24).map(lambda hours: START + timedelta(hours=hours))
        return st.integers(0, 6)

    known = {name: st.none() | value(name) for name in COLUMNS}
    return st.fixed_dictionaries(known | {"loans_idr": st.integers(0, 40), "fees_idr": st.integers(0, 3)})


def by_trying(rule, row) -> datetime | None:
    """The first hour of the next 200 days at which the rule says something else."""
    said = rule.grade_of(row, START)
    hours = (START + timedelta(hours=n) for n in range(1, 200 * 24))
    return next((at for at in hours if rule.grade_of(row, at) != said), None)


@pytest.mark.slow
@pytest.mark.parametrize("when", CONDITIONS)
@settings(max_examples=25, deadline=None)
@given(row=values())
def test_the_next_change_is_the_first_that_trying_every_hour_finds(when, row):
    rule, row = RULES[when], picture_row(row)
    told, tried = next_change(rule, row, START), by_trying(rule, row)
    if tried is None:
        assert told is None or told > START + timedelta(days=199)
    else:
        assert told is not None and tried - timedelta(hours=1) < told <= tried


@pytest.mark.parametrize("when", CONDITIONS)
@settings(max_examples=60, deadline=None)
@given(row=values(), part=st.floats(0.01, 0.99))
def test_nothing_changes_before_the_next_change_and_something_does_at_it(when, row, part):
    rule, row = RULES[when], picture_row(row)
    change = next_change(rule, row, START)
    until = change or START + timedelta(days=400)
    said = rule.grade_of(row, START)
    assert rule.grade_of(row, START + part * (until - START)) == said
    assert rule.grade_of(row, until - timedelta(microseconds=1)) == said
    assert change is None or rule.grade_of(row, change) != said


@settings(max_examples=30, deadline=None)
@given(row=values())
def test_every_rule_of_the_catalogue_foresees_its_changes(row):
    row = picture_row(row | {"phase": "abroad", "stay": "abroad_silent"})
    for rule in catalogue():
        change = next_change(rule, row, START)
        if change:
            assert rule.grade_of(row, change) or rule.grade_of(row, START)
            assert next_change(rule, row, change - timedelta(microseconds=1)) == change


def test_days_may_come_as_their_numbers():
    rule = RULES["days_since(remitted_on) > 90"]
    as_dates = picture_row({"remitted_on": TODAY - timedelta(days=80)})
    as_numbers = picture_row({"remitted_on": TODAY.toordinal() - 80})
    change = next_change(rule, as_dates, START)
    assert change == next_change(rule, as_numbers, START)
    assert change == datetime(2026, 3, 21, tzinfo=JAKARTA)


def test_a_level_that_silence_raises_is_a_change():
    [rule] = [it for it in load_catalogue(FOLDER) if it.id == "L00"]
    row = picture_row({"stay": "abroad_silent", "contact_due_at": START - timedelta(days=2)})
    assert next_change(rule, row, START) == START + timedelta(days=28)


@pytest.mark.parametrize(
    "text",
    [
        "days_since(remitted_on) > days_since(arrived_on)",
        "days_since(remitted_on) * 2 > 9",
        "as_of_day = as_of_day",
        "as_of_day between permit_ends_on and as_of_day",
    ],
)
def test_time_that_cannot_be_foreseen_is_refused(text):
    with pytest.raises(BadExpression, match="stand alone"):
        read(text)
