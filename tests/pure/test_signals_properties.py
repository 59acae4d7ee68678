"""What holds for any facts at all: order, repetition, innocence, evidence, and that nothing breaks a reading."""

from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from kawal.facts.contract.kinds import KINDS
from kawal.situation.picture import PictureFact, Tables, draw
from kawal.situation.signals.columns import COLUMNS, TOLD
from kawal.situation.signals.events import events_of, words_of
from kawal.situation.signals.reading import columns_of, row_after, row_of
from kawal.situation.signals.row import new_row
from kawal.situation.signals.steps import step
from kawal.situation.signals.tracing import trace
from tests.pure.signal_facts import WITH_FEEDS, WORLD

BEGIN = datetime(2026, 1, 1, tzinfo=UTC)
HORIZON = BEGIN + timedelta(days=400)
BIRTHS = ("1999-04-05", "2009", "1999-05-04", "junk")
often = settings(max_examples=settings().max_examples * 3 // 2, deadline=None)

words = str.split

ODD = st.one_of(
    st.none(),
    st.booleans(),
    st.floats(),
    st.integers(-(10**30), 10**30),
    st.text(max_size=6),
    st.just("\ud800 x"),  # half a pair of signs
    st.lists(st.text(max_size=3), max_size=2),
    st.dictionaries(st.text(max_size=3), st.integers(), max_size=1),
)
WORDS = st.sampled_from(
    words("""yes no safe missing worried family recruiter company self parent violence unpaid_wages excessive_hours MYS KHM
 THA HKG IDN e_pmi ktp passport medical insurance orientation training visa valid invalid held_by_other proven
 verified draft abroad work visit umrah app messaging social_media 2026-05-01 2026-03-10 IDR MYR USD
 plantation_worker fisher nurse SIP-1 plbn-a x""")
)
AMOUNTS = st.sampled_from([0, 1, 3, 65, 850, 1700, 5_000_000, 20_000_000])
PARTIES = st.sampled_from(
    ["Slamet", {"name": "Slamet Umpama", "phone": "+62 800-0000-111"}, {"licence": "SIP-1"}]
)
TERMS = st.fixed_dictionaries(
    {},
    optional={"occupation": WORDS, "wage": AMOUNTS, "currency": WORDS, "country": WORDS, "end": WORDS},
)
NESTED = {
    "recruiter": PARTIES,
    "lender": PARTIES,
    "by": st.one_of(PARTIES, WORDS),
    "promised": TERMS,
    "contract": TERMS,
}
FLAGS = "safe distress unpaid forced held documents_held threatened knows consents one_way official_crossing papers_complete"
PLAIN = words("""status document issued_on expires_on held_by currency destination occupation sector employer stage country
 visa ticket_payer valid_to permit what outcome channel due_at payer payee receipt scheme p3mi end to""")
LIKELY: dict[str, st.SearchStrategy[Any]] = {
    **dict.fromkeys(FLAGS.split(), st.one_of(st.booleans(), WORDS)),
    **dict.fromkeys(PLAIN, WORDS),
    **dict.fromkeys(("amount", "wage", "months_unpaid"), AMOUNTS),
    "problems": st.lists(WORDS, max_size=3),
    "insurance": st.booleans(),
    **NESTED,
}
places = st.sampled_from(
    [None, {"country": "MYS"}, {"country": "IDN"}, {"country": "KHM"}, {"post": "plbn-a"}]
)
hours = st.integers(0, 24 * 300).map(lambda n: BEGIN + timedelta(hours=n))


@st.composite
def likely_data(draw: st.DrawFn, kind: str) -> dict[str, Any]:
    keys = [it for it in KINDS[kind].data if it in LIKELY]
    chosen = draw(st.lists(st.sampled_from(keys), unique=True)) if keys else []
    return {key: draw(LIKELY[key]) for key in chosen}


@st.composite
def odd_data(draw: st.DrawFn, kind: str) -> dict[str, Any]:
    keys = list(KINDS[kind].data) or ["x"]
    return draw(st.dictionaries(st.sampled_from(keys), ODD, max_size=6))


@st.composite
def facts(draw: st.DrawFn, data: Any = likely_data, most: int = 12) -> list[PictureFact]:
    told = []
    for n in range(draw(st.integers(0, most))):
        kind, at = draw(st.sampled_from(sorted(KINDS))), draw(hours)
        told.append(PictureFact(kind, at, False, "a", str(n), draw(places), draw(data(kind)), "unknown", at))
    return told


def read(told: list[PictureFact], as_of: datetime = HORIZON) -> dict[str, Any]:
    return row_of(told, BIRTHS, WITH_FEEDS, {}, as_of)


@often
@given(facts(), st.randoms())
def test_order_of_arrival_and_repetition_change_nothing(told: list[PictureFact], dice: Any) -> None:
    again = [*told, *dice.sample(told, len(told) // 2)]
    dice.shuffle(again)
    assert read(again) == read(told)


@often
@given(facts(), st.integers(0, 12))
def test_a_row_kept_and_gone_on_with_is_the_row_taken_at_once(told: list[PictureFact], at: int) -> None:
    taken = [event for it in events_of(told, WORLD) for event in it.events]
    kept = row_after(taken[:at])
    for event in taken[at:]:
        step(kept, *event)
    assert kept == row_after(taken)


@often
@given(facts(odd_data), hours)
def test_a_reading_is_total(told: list[PictureFact], as_of: datetime) -> None:
    found = read(told, as_of)
    assert found.keys() == COLUMNS.keys()
    for name, value in found.items():
        if value is not None and COLUMNS[name].type == "number":
            assert isinstance(value, int) and -(1 << 31) < value < 1 << 31


@often
@given(facts(odd_data))
def test_every_number_of_a_row_and_of_an_event_fits_into_32_bits(told: list[PictureFact]) -> None:
    row = new_row()
    for taken in events_of(told, WITH_FEEDS):
        for event in taken.events:
            assert all(-1 <= number < 1 << 31 for number in event)
            step(row, *event)
            assert all(-1 <= number < 1 << 31 for number in row)


DAYS_OF_DANGER = (
    "distress_on",
    "missing_on",
    "severe_on",
    "lost_on",
    "number_changed_on",
    "missed_on",
    "papers_held_on",
)
GROWING = words("""fees_idr loans_idr papers_missing missed_in_row wage_complaints excess_hours unpaid_months wage_drop_pct
 deductions_pct other_employer other_occupation employer_changes permit_missing insurance_missing
 births_apart_days housed_before_papers advanced_before_papers destination_closed risky_exit
 lender_is_recruiter ticket_by_third debt_told""")
CLEARING = ("contract_verified", "e_pmi", "qualified", "recruiter_licensed")


def worse(before: dict[str, Any], after: dict[str, Any]) -> list[str]:
    days = [it for it in DAYS_OF_DANGER if after[it] is not None and after[it] != before[it]]
    grown = [it for it in GROWING if (after[it] or 0) > max(before[it] or 0, 0)]
    return days + grown + [it for it in CLEARING if after[it] == 0 and before[it] != 0]


INNOCENT = st.one_of(
    st.just(("checked_in", {"safe": "yes", "by": "self"}, {"country": "MYS"})),
    st.just(("contract_seen", {"stage": "verified"}, None)),
    st.just(("trained", {"certificate": "S-1"}, None)),
    st.just(("screened", {"outcome": "no_indication"}, None)),
    st.just(("reported_in", {"mission": "kbri-a"}, {"country": "MYS"})),
    st.sampled_from(["medical", "orientation", "insurance", "e_pmi", "training", "family_permission"]).map(
        lambda name: ("document_seen", {"document": name, "status": "valid"}, None)
    ),
)


@settings(max_examples=settings().max_examples * 4, deadline=None)
@given(facts(), hours, INNOCENT)
def test_an_innocent_fact_makes_no_column_worse(
    told: list[PictureFact], at: datetime, innocent: tuple[str, dict[str, Any], dict[str, Any] | None]
) -> None:
    kind, data, place = innocent
    added = PictureFact(kind, at, False, "z", "z", place, data, "document", at)
    told = [
        it for it in told if it.kind not in JOURNEYS
    ]  # of one journey: another one begins with other columns
    assert worse(read(told), read([*told, added])) == []


JOURNEYS = words("""returned reached_home followed_up settled_elsewhere departed_again handed_over deported repatriated
 left_shelter sheltered boarded disembarked return_planned died""")


CALLS = st.sampled_from(
    [
        ("distress_on", "checked_in", {"distress": True}),
        ("severe_on", "checked_in", {"held": True}),
        ("missing_on", "family_reported", {"what": "missing"}),
        ("lost_on", "contact_lost", {}),
    ]
)


@often
@given(facts(), CALLS, st.sampled_from("az"), st.booleans(), st.booleans())
def test_a_call_of_the_last_day_stands_whatever_word_that_day_also_brought(
    told: list[PictureFact], call: tuple[str, str, dict[str, Any]], source: str, has_hour: bool, same: bool
) -> None:
    column, kind, data = call
    day = datetime(2026, 12, 1, 17, tzinfo=UTC)  # midnight in Jakarta, after all else
    noon = day + timedelta(hours=12)
    calls_at, is_day = (noon, False) if same else (day, True)
    there = {"country": "MYS"}
    calls = PictureFact(kind, calls_at, is_day, source, "c", there, data, "self", noon)
    at = noon if same or has_hour else day
    safe = PictureFact(
        "checked_in", at, not (same or has_hour), "m", "s", there, {"safe": "yes"}, "self", noon
    )
    assert read([*told, calls, safe])[column] == (noon + timedelta(hours=7)).date()


@often
@given(facts())
def test_what_no_complete_feed_would_have_told_is_never_missing(told: list[PictureFact]) -> None:
    found = row_of(told, BIRTHS, WORLD, {}, HORIZON)
    assert [it for it in ("contract_verified", "e_pmi", "qualified") if found[it] == 0] == []
    assert [it for it in ("papers_missing", "permit_missing", "insurance_missing") if found[it]] == []


@often
@given(facts())
def test_every_known_column_names_the_facts_it_rests_on(told: list[PictureFact]) -> None:
    found, cited = read(told), trace(told, BIRTHS, WITH_FEEDS, HORIZON)
    known = {name for name in TOLD if found[name] is not None}
    assert cited.keys() == known - ({"exit_post"} - cited.keys())
    ids = {it.id for it in told}
    assert all({ref["id"] for ref in refs} <= ids for refs in cited.values())
    if told:
        assert [name for name, refs in cited.items() if not refs] == []


@often
@given(facts())
def test_calls_stand_on_the_days_that_the_picture_has_them(told: list[PictureFact]) -> None:
    """The same clearing as in the picture, but for journeys that begin here with a departure after being sent home."""
    if any(it.kind in ("deported", "repatriated") for it in told):
        return
    found, picture = read(told), draw(told, as_of=HORIZON, tables=Tables())
    calls = (
        ("distress_on", "distress_at"),
        ("missing_on", "family_missing_at"),
        ("lost_on", "contact_lost_at"),
    )
    for day, moment in calls:
        at = getattr(picture, moment)
        assert found[day] == (at and (at + timedelta(hours=7)).date()), day


@often
@given(facts())
def test_columns_are_the_same_read_from_a_row_or_from_facts(told: list[PictureFact]) -> None:
    events = [event for it in events_of(told, WITH_FEEDS) for event in it.events]
    by_row = columns_of(
        row_after(events),
        births=BIRTHS,
        context=WITH_FEEDS,
        as_of=HORIZON,
        measured={},
        words=words_of(told),
    )
    assert by_row == read(told)


def test_a_thousand_identical_check_ins_are_one_day_of_contact() -> None:
    said = [
        PictureFact(
            "checked_in", BEGIN, False, "a", str(n), {"country": "MYS"}, {"safe": "yes"}, "self", BEGIN
        )
        for n in range(1_000)
    ]
    assert read(said)["contact_due_on"] is None and read(said)["last_heard_on"] == BEGIN.date()
