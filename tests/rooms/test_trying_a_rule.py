"""What another threshold would change, over everybody."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import transaction

from kawal.access.scope import NotAllowed, Scope
from kawal.access.wall import enter
from kawal.decisions.trying.selectors import try_rule
from kawal.decisions.trying.tried import BadValue, standing_rule, with_values
from tests.world import NOW, fact, officer, report

pytestmark = pytest.mark.django_db
AUTHOR = officer("rule_author", agency="kp2mi", keys=())


@contextmanager
def within(scope: Scope) -> Iterator[None]:
    with transaction.atomic():
        enter(scope)
        yield


def silent(n: int, days: int, sex: str = "female") -> None:
    """Heard of twice, then not for so many days past the day it was due."""
    who = {
        "name": f"Melati Contoh {n}",
        "sex": sex,
        "birth_date": f"199{n}-02-03",
        "address": {"area": "53.04.05.2001"},
    }
    last = NOW - timedelta(days=30 + days)
    report(
        fact("departed", (last - timedelta(days=100)).date().isoformat(), subject=who, data={"destination": "MYS"}),
        fact("checked_in", (last - timedelta(days=5)).date().isoformat(), subject=who, data={"safe": "yes"}),
        fact("checked_in", last.date().isoformat(), subject=who, data={"safe": "yes"}),
    )  # fmt: skip


def tried(scope=AUTHOR, **values: str):
    standing = standing_rule("L00")
    with within(scope):
        return try_rule(scope=scope, standing=standing, tried=with_values(standing, values), as_of=NOW)


def test_other_values_move_people_between_levels():
    silent(1, 10)
    silent(2, 50, "male")
    found = tried(high_after_days="5")
    assert (found.people, found.before, found.after, found.added, found.removed) == (2, 2, 2, 0, 0)
    levels = {it.value: (it.before, it.after) for it in found.groups if it.by == "level"}
    assert levels == {"high": (1, 2), "medium": (1, 0)}
    as_it_stands = tried(high_after_days="30")
    assert {it.value: it.after for it in as_it_stands.groups if it.by == "level"} == {"high": 1, "medium": 1}


def test_examples_name_nobody_to_those_who_may_not_open_people():
    silent(1, 10)
    national = officer("national", agency="kp2mi", keys=())
    standing = standing_rule("L00")
    never = with_values(standing, {})
    object.__setattr__(
        never, "when", standing_rule("L02").when
    )  # another condition: the silent one no longer fires
    for scope, named in ((AUTHOR, False), (national, True)):
        if named:
            scope = replace(scope, powers=scope.powers | AUTHOR.powers)
        with within(scope):
            found = try_rule(scope=scope, standing=standing, tried=never, as_of=NOW)
        [example] = found.examples
        assert not example.added
        assert bool(example.kawal_id) is named
        assert "Melati" not in repr(found)
        assert found.removed == 1  # its alert has no other reason


def test_a_trial_writes_nothing_and_needs_its_power():
    silent(1, 10)
    with pytest.raises(NotAllowed):
        tried(scope=officer("district"))


def test_a_value_the_rule_has_not_is_named():
    with pytest.raises(BadValue, match="strange"):
        with_values(standing_rule("L00"), {"strange": "3"})
    with pytest.raises(BadValue, match="high_after_days"):
        with_values(standing_rule("L00"), {"high_after_days": "soon"})
    with pytest.raises(BadValue, match="high_after_days"):
        with_values(standing_rule("L00"), {"high_after_days": "9" * 30})
