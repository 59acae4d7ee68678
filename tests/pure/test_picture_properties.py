"""What holds for any facts at all: order, repetition, time, innocence and evidence."""

from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from kawal.facts.contract.kinds import KINDS
from kawal.situation.picture import Limit, Picture, PictureFact, Tables, draw, journey_of
from kawal.situation.picture.row import STAYS

BEGIN = datetime(2026, 1, 1, tzinfo=UTC)
HORIZON = BEGIN + timedelta(days=400)
LAW = Tables(
    missions={"MYS": "kbri-kl"},
    limits=tuple(
        Limit(rule, 7, "days", BEGIN.date()) for rule in ("T1", "T2", "T5", "T6", "T7a", "T7b", "T15")
    ),
)
CALLS = ("distress_at", "family_missing_at", "severe_complaint_at", "contact_lost_at")
# Columns that are about the drawing or about many facts, not set by one fact.
NOT_SET_BY_A_FACT = {
    "facts",
    "stay",
    "stay_since",
    "last_fact_at",
    "contact_due_at",
    "arrival_due_at",
    "next_due_at",
}
NOT_SET_BY_A_FACT |= {"clocks", "because", "screenings"}

words = st.sampled_from(
    [
        "yes",
        "no",
        "safe",
        "missing",
        "family",
        "province",
        "violence",
        "MYS",
        "IDN",
        "e_pmi",
        "ktp",
        "proven",
        "2026-05-01",
        "rptc-a",
    ]
)
values = st.one_of(words, st.booleans(), st.none(), st.integers(0, 12), st.lists(words, max_size=2))
often = settings(max_examples=settings().max_examples * 3 // 5, deadline=None)
KEYS = (
    *(
        "safe",
        "distress",
        "held",
        "what",
        "problems",
        "to",
        "destination",
        "country",
        "shelter",
        "months",
        "document",
    ),
    *(
        "expires_on",
        "outcome",
        "service",
        "leave_on",
        "valid_to",
        "onward",
        "promised",
        "contract",
        "mission",
        "batch",
    ),
    *("visa", "end", "employer"),
)
places = st.sampled_from(
    [
        None,
        {"country": "MYS"},
        {"country": "IDN", "area": "53.04"},
        {"country": "KHM", "post": "plbn-b"},
        {"post": "p4mi-a"},
    ]
)
data = st.dictionaries(st.sampled_from(KEYS), values, max_size=3)
hours = st.integers(0, 24 * 200).map(lambda n: BEGIN + timedelta(hours=n))
told_facts = st.tuples(st.sampled_from(sorted(KINDS)), hours, st.booleans(), places, data)


def _facts(told: list[tuple[Any, ...]]) -> list[PictureFact]:
    return [
        PictureFact(
            kind, _midnight(at) if day_only else at, day_only, "a", str(n), place, data, "unknown", at
        )
        for n, (kind, at, day_only, place, data) in enumerate(told)
    ]


def _midnight(at: datetime) -> datetime:
    """Of its day in Jakarta."""
    return (at + timedelta(hours=7)).replace(hour=0) - timedelta(hours=7)


def facts() -> st.SearchStrategy[list[PictureFact]]:
    return st.lists(told_facts, max_size=10).map(_facts)


def safe_word(at: datetime) -> PictureFact:
    return PictureFact("checked_in", at, False, "z", "word", None, {"safe": "yes"}, "self", at)


def drawn(told: list[PictureFact], as_of: datetime = HORIZON) -> Picture:
    return draw(told, as_of=as_of, tables=LAW)


@often
@given(facts(), st.randoms())
def test_order_of_arrival_and_repetition_change_nothing(told: list[PictureFact], dice: Any) -> None:
    again = [*told, *dice.sample(told, len(told) // 2)]
    dice.shuffle(again)
    assert drawn(again) == drawn(told)


@often
@given(facts(), hours)
def test_nothing_changes_before_the_next_moment(told: list[PictureFact], as_of: datetime) -> None:
    now = drawn(told, as_of)
    if now.next_due_at is None:
        assert drawn(told, datetime(2200, 1, 1, tzinfo=UTC)) == now
        return
    assert now.next_due_at > as_of
    assert drawn(told, now.next_due_at - timedelta(microseconds=1)) == now
    then = drawn(told, now.next_due_at)
    assert then.next_due_at is None or then.next_due_at > now.next_due_at


@often
@given(facts(), hours)
def test_time_alone_changes_nothing_but_silence(told: list[PictureFact], as_of: datetime) -> None:
    now, later = drawn(told, as_of), drawn(told)
    if now.stay != later.stay:
        assert (now.stay, later.stay) == ("abroad_in_contact", "abroad_silent")
        assert later.stay_since is not None and as_of < later.stay_since <= HORIZON
    same = {"stay": "", "stay_since": None, "next_due_at": None, "because": {}}
    assert now._replace(**same) == later._replace(**same)


@often
@given(facts())
def test_every_column_names_the_facts_that_set_it(told: list[PictureFact]) -> None:
    picture = drawn(told)
    ids = {it.id for it in told}
    set_by_facts = set(Picture._fields) - NOT_SET_BY_A_FACT
    assert set(picture.because) - {"stay"} == {
        name for name in set_by_facts if getattr(picture, name) is not None
    }
    assert ("stay" in picture.because) == (picture.stay != "unknown") == (picture.stay_since is not None)
    named = [*picture.because.values(), *(clock["because"] for clock in picture.clocks)]
    assert all(refs and {ref["id"] for ref in refs} <= ids for refs in named)


@often
@given(facts(), hours)
def test_a_safe_word_leaves_no_call_waiting_that_did_not_wait_before(
    told: list[PictureFact], at: datetime
) -> None:
    before, after = drawn(told), drawn([*told, safe_word(at)])
    for call in CALLS:
        assert getattr(after, call) in (None, getattr(before, call))


@often
@given(facts())
def test_with_a_safe_word_at_the_end_she_is_in_contact_or_was_until_the_clock_passed(
    told: list[PictureFact],
) -> None:
    after = drawn([*told, safe_word(BEGIN + timedelta(days=300))])
    assert after.stay in ("abroad_in_contact", "abroad_silent", "died")
    assert [getattr(after, call) for call in CALLS] == [None] * 4


@often
@given(facts(), hours)
def test_a_screening_touches_nothing_else(told: list[PictureFact], at: datetime) -> None:
    screened = PictureFact("screened", at, False, "z", "s", None, {"outcome": "indicated"}, "self", at)
    before, after = drawn(told), drawn([*told, screened])
    assert len(after.screenings) == len(before.screenings) + 1
    same = {"facts": 0, "last_fact_at": None, "screenings": ()}
    assert before._replace(**same) == after._replace(**same)


@often
@given(facts())
def test_a_death_is_the_end_whatever_else_is_told(told: list[PictureFact]) -> None:
    at = BEGIN + timedelta(days=100)
    picture = drawn([*told, PictureFact("died", at, False, "z", "d", None, {}, "document", at)])
    assert (picture.stay, picture.clocks, picture.next_due_at) == ("died", (), None)


@often
@given(facts(), hours)
def test_a_look_into_the_registry_never_begins_a_journey(told: list[PictureFact], at: datetime) -> None:
    look = PictureFact(
        "civil_registry_checked", at, False, "z", "l", None, {"result": "match"}, "document", at
    )
    before, after = drawn(told), drawn([*told, look])
    assert [it for it in journey_of([*told, look]) if it.id != "l"] == journey_of(told)
    assert after.stay == before.stay or (before.stay, after.stay) == ("unknown", "preparing")


@often
@given(facts())
def test_a_picture_is_made_of_known_values_and_counts_each_fact_once(told: list[PictureFact]) -> None:
    picture = drawn(told)
    assert picture.stay in STAYS
    assert picture.facts == len(told)
    assert [it["due_at"] for it in picture.clocks] == sorted(it["due_at"] for it in picture.clocks)
    assert picture.last_fact_at == max((it.at for it in told), default=None)


@often
@given(facts())
def test_the_present_journey_alone_gives_the_same_picture(told: list[PictureFact]) -> None:
    """What came before it leaves no trace but the count, the screenings, the last fact, and that the journey is not the first."""

    def of_the_journey(picture: Picture) -> Picture:
        because = {name: refs for name, refs in picture.because.items() if name != "began_at"}
        return picture._replace(facts=0, screenings=(), last_fact_at=None, began_at=None, because=because)

    assert of_the_journey(drawn(journey_of(told))) == of_the_journey(drawn(told))
