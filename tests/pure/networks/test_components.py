"""Who is tied is what the ties say, in whatever order they came and went."""

from hypothesis import given
from hypothesis import strategies as st

from kawal.situation.networks.components import Components
from kawal.situation.networks.links import Links
from kawal.situation.networks.shapes import Trace

groups = st.lists(st.frozensets(st.integers(0, 12), min_size=2, max_size=4), max_size=3)
steps = st.lists(st.tuples(st.integers(0, 5), groups), max_size=25)


def partition(parts, people):
    return {frozenset(parts.tied(person)) for person in people}


@given(steps)
def test_ties_that_come_and_go_leave_what_the_last_of_each_say(told):
    kept = Components()
    for tie, them in told:
        kept.set_tie(tie, them)
    anew = Components()
    for tie, them in dict(told).items():
        anew.set_tie(tie, them)
    assert partition(kept, range(13)) == partition(anew, range(13))


@given(steps)
def test_whoever_is_tied_otherwise_than_before_is_told(told):
    parts = Components()
    for tie, them in told:
        before = {person: frozenset(parts.tied(person)) for person in range(13)}
        changed = parts.set_tie(tie, them)
        assert {person for person in range(13) if frozenset(parts.tied(person)) != before[person]} <= changed


NAMES = [
    frozenset(it.split())
    for it in ("RAHMAT CONTOH", "BUDI MISAL", "RAHMAT CONTO", "SITI UMPAMA", "YUSUF LEKI")
]
sightings = st.builds(
    lambda person, kind, key, role, name, day: (person, Trace(kind, key, role, NAMES[name]), day),
    st.integers(0, 9),
    st.sampled_from(["phone", "address", "account", "booking", "recruiter", "paper", "voyage"]),
    st.integers(0, 2),
    st.sampled_from(["recruiter", "recruiter", "own"]),
    st.integers(0, 4),
    st.integers(0, 1200),
)


def seen(told, *, at_once=False, inside=()):
    links = Links(at_once=at_once)
    for n, (person, trace, day) in enumerate(told):
        links.see(person, trace, day, ("a", str(n)))
    for person in range(10):
        links.set_names(person, [NAMES[person % 5]])
    for person in inside:
        links.set_inside(person, True)
    if at_once:
        links.settle()
    return partition(links.parts, range(10))


@given(st.lists(sightings, max_size=40), st.randoms(use_true_random=False), st.sets(st.integers(0, 9)))
def test_links_are_the_same_in_any_order_and_at_once(told, dice, inside):
    mixed = list(told)
    dice.shuffle(mixed)
    assert seen(told, inside=inside) == seen(mixed, inside=inside) == seen(mixed, at_once=True, inside=inside)


@given(st.lists(sightings, max_size=30), st.integers(0, 9))
def test_whoever_is_forgotten_leaves_the_others_as_if_she_had_never_been(told, gone):
    links = Links()
    for n, (person, trace, day) in enumerate(told):
        links.see(person, trace, day, ("a", str(n)))
    links.forget(gone)
    without = Links()
    for n, (person, trace, day) in enumerate(told):
        if person != gone:
            without.see(person, trace, day, ("a", str(n)))
    others = [it for it in range(10) if it != gone]
    assert partition(links.parts, others) == partition(without.parts, others)
