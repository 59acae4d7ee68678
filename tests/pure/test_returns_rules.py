"""The two equations of a manifest hold for any marks at all, and neither their order nor their repetition changes anything."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from kawal.response.returns.rules import Seat, Told, counts_of, stand_of, standing, state_of
from kawal.response.returns.states import ACTS, EXPLAINED, REASONS, STATES

BEGIN = datetime(2026, 11, 18, tzinfo=UTC)
PLACES = {1: 1, 2: 2, 3: 3, 4: 3}  # legs 3 and 4 are parallel


@st.composite
def marks(draw: st.DrawFn) -> Told:
    act = draw(st.sampled_from(ACTS))
    leg = draw(st.sampled_from([*PLACES, None] if act == EXPLAINED else list(PLACES)))
    return Told(
        UUID(int=draw(st.integers(0, 40))),
        draw(st.integers(1, 3)),
        leg,
        PLACES[leg] if leg else 0,
        act,
        draw(st.sampled_from(REASONS)) if act == EXPLAINED else "",
        BEGIN + timedelta(hours=draw(st.integers(0, 5))),
    )


SEATS = st.lists(
    st.tuples(st.integers(1, 3), st.sampled_from(list(PLACES)), st.booleans()), unique_by=lambda it: it[:2]
).map(lambda them: [Seat(line, leg, PLACES[leg], planned) for line, leg, planned in them])
MARKS = st.lists(marks(), max_size=14, unique_by=lambda it: it.id)


@given(SEATS, MARKS)
def test_both_equations_hold_on_every_leg(seats, told):
    assert all(it.balances for it in counts_of(seats, told).values())


@given(SEATS, MARKS, st.sets(st.integers(0, 40).map(lambda n: UUID(int=n))), st.randoms())
def test_order_and_repetition_change_nothing(seats, told, undone, chance):
    shuffled = [*told, *chance.sample(told, len(told) // 2)]
    chance.shuffle(shuffled)
    once, again = standing(told, undone), standing(shuffled, undone)
    assert counts_of(seats, once) == counts_of(seats, again)
    assert {state_of(True, [it for it in once if it.line == n]) for n in (1, 2, 3)} == {
        state_of(True, [it for it in again if it.line == n]) for n in (1, 2, 3)
    }


@given(MARKS)
def test_everybody_is_in_exactly_one_of_the_eleven_states(told):
    assert len(STATES) == len(set(STATES)) == 11
    for line in (1, 2, 3):
        own = [it for it in told if it.line == line]
        assert state_of(True, own) in STATES
        assert state_of(False, own) in STATES


@given(SEATS, MARKS)
def test_a_person_stands_on_a_leg_whatever_happened_to_others(seats, told):
    for seat in seats:
        assert stand_of(seat, told) == stand_of(seat, [it for it in told if it.line == seat.line])
