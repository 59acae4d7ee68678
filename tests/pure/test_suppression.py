"""No small cell is told, and none can be computed from what is told: the checks here would find one that can."""

from hypothesis import given
from hypothesis import strategies as some

from kawal.publication.statistics.rates import rate
from kawal.publication.statistics.suppression import FEW, hidden_cells

CODES = ("11", "12", "13", "14", "15")
PEOPLE = some.one_of(some.just(0), some.integers(1, 15), some.integers(10, 5_000))


def column(**people: int):
    return {"returned": people}


def hidden(table, **kwargs) -> set[str]:
    return {code for _measure, code in hidden_cells(table, **kwargs)}


def test_few_are_hidden_and_nobody_is_not():
    assert hidden(column(a=9, b=1, c=10, d=0)) == {"a", "b"}


def test_one_hidden_cell_takes_the_smallest_other_with_it():
    assert hidden(column(a=3, b=50, c=12, d=0)) == {"a", "c"}


def test_nobody_is_hidden_where_nothing_else_can_cover_the_few():
    assert hidden(column(a=3, b=0)) == {"a", "b"}


def test_a_hidden_total_hides_one_of_its_parts():
    assert hidden(column(a=30, b=50)) == set()
    assert hidden(column(a=30, b=50), totals_hidden=frozenset({"returned"})) == {"a"}


def test_few_left_of_a_whole_hide_the_part():
    table = {"abroad": {"a": 100, "b": 100, "c": 100}, "attention": {"a": 95, "b": 50, "c": 50}}
    assert ("attention", "a") in hidden_cells(table)
    assert ("abroad", "a") not in hidden_cells(table)


def test_the_last_term_of_a_sum_is_not_given_away_by_the_others():
    table = {"abroad": {"": 500}, "attention": {"": 103}, "silent": {"": 100}, "trouble": {"": 3}}
    assert {("trouble", ""), ("silent", "")} <= hidden_cells(table)


@given(some.dictionaries(some.sampled_from(CODES), PEOPLE, min_size=1), some.booleans())
def test_a_column_never_gives_a_hidden_cell_away(row, total_hidden):
    """What an attacker has: the total unless it is hidden, and every told cell."""
    totals = frozenset({"returned"}) if total_hidden else frozenset()
    gone = hidden(column(**row), totals_hidden=totals)
    assert all(code in gone for code, people in row.items() if 0 < people < FEW)
    unknowns = len(gone) + total_hidden
    assert unknowns != 1 or (len(row) == 1 and gone) or (total_hidden and not any(row.values()))


@given(
    some.lists(some.tuples(PEOPLE, PEOPLE, PEOPLE), min_size=2, max_size=6),
)
def test_no_row_gives_few_away_either(rows):
    """Abroad = in contact + silent + in trouble, of which the first is told nowhere."""
    table = {
        "abroad": {str(n): sum(row) for n, row in enumerate(rows)},
        "silent": {str(n): row[1] for n, row in enumerate(rows)},
        "trouble": {str(n): row[2] for n, row in enumerate(rows)},
    }
    gone = hidden_cells(table)
    for n, (contact, _silent, _trouble) in enumerate(rows):
        all_told = not any((name, str(n)) in gone for name in table)
        assert not (all_told and 0 < contact < FEW)
    for name, row in table.items():
        told = [people for code, people in row.items() if (name, code) not in gone]
        assert not any(0 < people < FEW for people in told)
        assert len(row) - len(told) != 1


def test_a_share_of_few_is_not_told():
    assert rate(3, 9) is None and rate(None, 100) is None and rate(3, None) is None


def test_a_share_stands_within_its_span():
    found = rate(83, 1000)
    assert found is not None
    assert found.low < found.value == 0.083 < found.high
    assert rate(0, 50).low == 0.0 and rate(50, 50).high == 1.0
