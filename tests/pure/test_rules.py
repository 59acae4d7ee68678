"""Rule documents: complete, in the small language, true to their examples, and refused by name when they are not."""

import tomllib
from datetime import UTC, date, datetime, timedelta

import pytest

from kawal.decisions.rules import sentences
from kawal.decisions.rules.closure import compiled
from kawal.decisions.rules.document import BadRule, picture_row
from kawal.decisions.rules.expression import BadExpression, needed_by, read
from kawal.decisions.rules.findings import FOLDER, catalogue, findings_for, rules_on
from kawal.decisions.rules.firing import firing_on
from kawal.decisions.rules.reading import read_rule
from kawal.decisions.rules.sentences import filled

NOON = datetime(2026, 3, 10, 5, tzinfo=UTC)
EXAMPLES = [
    pytest.param(rule, example, id=f"{rule.name}: {example.note}")
    for rule in catalogue()
    for example in rule.examples
]


def document() -> dict:
    return tomllib.loads((FOLDER / "L00-contact-overdue.v1.toml").read_text(encoding="utf-8"))


def answer(text: str, **row) -> bool | None:
    return compiled(read(text))(picture_row(row), NOON)


@pytest.mark.parametrize(("rule", "example"), EXAMPLES)
def test_every_rule_fires_on_its_examples_and_on_no_others(rule, example):
    fired = rule.holds(example.row, example.as_of) is True
    assert fired == example.fires
    if fired:
        assert rule.level_of(example.row, example.as_of) == example.level


@pytest.mark.parametrize("rule", catalogue(), ids=lambda rule: rule.name)
def test_every_rule_is_silent_about_a_picture_of_which_nothing_is_known(rule):
    assert rule.holds(picture_row({}), NOON) is not True


@pytest.mark.parametrize(("rule", "example"), [it for it in EXAMPLES if it.values[1].fires])
@pytest.mark.parametrize("language", ["id", "en"])
def test_sentences_tell_their_values_and_use_no_word_of_blame(rule, example, language):
    said = rule.sentence(example.row, example.as_of, language)
    assert said.endswith(".") and "{" not in said
    with_values = {text for it in rule.reasons if sentences.names_in(text := it.said(language))}
    assert said not in with_values and rule.reason.said(language) in with_values
    never_heard = ("L00", "L04")  # whose last news may well be none
    assert rule.id in never_heard or sentences.NOT_KNOWN[language] not in said
    every = [
        said,
        *(it.said(language) for it in (rule.title, rule.headline, rule.missing, rule.clears, rule.next_step)),
    ]
    for word in ("korban", "victim", "ilegal", "illegal", "kabur", "!"):
        assert word not in " ".join(every).lower()


@pytest.mark.parametrize("rule", catalogue(), ids=lambda rule: rule.name)
def test_every_variant_and_every_grade_has_an_example(rule):
    fires = [it for it in rule.examples if it.fires]
    assert all(any(it.holds(example.row, example.as_of) for example in fires) for it in rule.variants)
    assert max(rule.grade_of(example.row, example.as_of) for example in fires) == 1 + len(rule.grades)


def test_countries_are_told_by_name():
    assert filled("{destination}", {"destination": "KHM"}, "id") == "Kamboja"
    assert filled("{destination}", {"destination": "XXX"}, "en") == "XXX"


def test_an_example_that_a_rule_does_not_keep_is_named():
    raw = document()
    raw["examples"][0]["fires"] = False
    raw["examples"][1]["level"] = "watch"
    first, second = raw["examples"][:2]
    assert read_rule(raw).broken_examples() == [first["note"], second["note"]]


def test_a_finding_carries_its_words_its_level_and_the_facts_behind_it():
    row = picture_row({"stay": "abroad_silent", "contact_due_at": NOON - timedelta(days=2)}) | {
        "because": {
            "contact_due_at": [{"source": "bp3mi-ntt", "id": "7"}, {"source": "bp3mi-ntt", "id": "7"}]
        }
    }
    [finding] = findings_for(row, as_of=NOON, rules=rules_on(NOON))
    assert (finding.rule.id, finding.level, finding.evidence) == ("L00", "medium", (("bp3mi-ntt", "7"),))
    assert finding.sentence["id"] == (
        "Kabar yang dijadwalkan 8 Mar 2026 tidak datang; kabar terakhir tidak diketahui."
    )


def test_no_finding_without_a_fact_behind_it():
    row = picture_row({"distress_at": NOON})
    assert findings_for(row, as_of=NOON, rules=rules_on(NOON)) == []


def test_silence_says_when_it_will_raise_a_level():
    due = NOON - timedelta(days=2)
    row = picture_row({"stay": "abroad_silent", "contact_due_at": due})
    assert firing_on(NOON).next_change(row, NOON) == due + timedelta(days=30)
    assert firing_on(NOON).next_change(picture_row({}), NOON) is None


def test_a_rule_holds_only_between_its_days():
    rule = read_rule(document() | {"valid_to": date(2026, 1, 1)})
    assert rule.is_valid_on(date(2025, 12, 31)) and not rule.is_valid_on(date(2026, 1, 1))
    assert not rule.is_valid_on(date(2019, 12, 31))


@pytest.mark.parametrize("part", sorted(document().keys() - {"params", "raises"}))
def test_a_document_that_lacks_a_part_is_refused_by_name(part):
    raw = document()
    del raw[part]
    with pytest.raises(BadRule, match=part):
        read_rule(raw)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"severity": 9}, "severity is 9"),
        ({"level": "panic"}, "level is 'panic'"),
        ({"colour": "red"}, "nobody knows: colour"),
        ({"title": {"id": "Saja"}}, "title needs id and en"),
        ({"source": {"kind": "rumour", "id": "x", "en": "x"}}, "source.kind"),
        ({"evidence": ["mood"]}, "no column mood"),
        ({"evidence": []}, "no ground"),
        ({"reason": {"id": "{mood}", "en": "x"}}, "reason names what nobody tells: mood"),
        ({"reason": {"id": "{facts.__class__}", "en": "x"}}, "no plain name"),
        ({"examples": []}, "examples must show"),
        ({"deadline_hours": 0}, "count from 1"),
        ({"raises": [{"level": "high", "since": "contact_due_at", "days": "unknown"}]}, "raises counts"),
        ({"raises": [{"level": "high"}]}, "raises needs"),
    ],
)
def test_a_document_that_says_something_odd_is_refused_with_a_reason(change, said):
    with pytest.raises(BadRule, match=said):
        read_rule(document() | change)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("mood = 'blue'", "no column 'mood'"),
        ("screenings is not null", "no column 'screenings'"),
        ("upper(stay) = 'HOME'", "not allowed"),
        ("surprise(stay)", "no function 'surprise'"),
        ("(select true)", "not allowed"),
        ("stay in (select stay from picture)", "not allowed"),
        ("stay in ('home', 3)", "something else"),
        ("facts = 'many'", "compares number with text"),
        ("stay < 'home'", "no order"),
        ("facts", "no condition"),
        ("facts and stay = 'home'", "no condition"),
        ("days_since(stay) > 3", "no time"),
        ("days_since(contact_due_at, 3) > 3", "one column"),
        ("has(stay, 'home')", "needs a list"),
        ("facts > 1.5", "whole number"),
        ("facts > :limit", "parameter :limit"),
        ("(facts > 1) is true", "asks of a column"),
        ("facts / '2' = 1", "no number"),
        ("picture.facts = 1", "not allowed"),
        ("facts = 1; drop table picture", "cannot be read"),
        ("facts = = 1", "cannot be read"),
        ("", "cannot be read"),
        ("contact_due_at between 1 and 2", "mixes types"),
        ("home_at + 1 > 2", "no number"),
        ("(facts = 1) = (facts = 2)", "cannot be compared"),
        ("stay like 'a%'", "not allowed"),
        ("case when facts = 1 then true end", "not allowed"),
        ("facts = 1 or " * 90 + "facts = 1", "longer than"),
        ("(" * 15 + "facts = 1" + ")" * 15, "nested deeper"),
        ("not " * 200 + "facts = 1", "nested deeper"),
        ("facts > 1000000000001", "greater than"),
        ("facts in (" + ", ".join(map(str, range(61))) + ")", "60 at most"),
        ("coalesce(facts, 0) = 0", "columns"),
        ("coalesce(facts, sex) = 0", "mixes types"),
        ("coalesce(distress_at, distress_on) = distress_on", "compares"),
        ("facts % 2 = 1", "not allowed"),
    ],
)
def test_what_is_not_in_the_language_is_refused_by_name(text, said):
    with pytest.raises(BadExpression, match=said):
        read(text)


@pytest.mark.parametrize(
    ("text", "row", "expected"),
    [
        ("facts > 1", {"facts": None}, None),
        ("not facts > 1", {"facts": None}, None),
        ("facts > 1 and sex = 'x'", {"facts": None, "sex": "y"}, False),
        ("facts > 1 and sex = 'y'", {"facts": None, "sex": "y"}, None),
        ("facts > 1 or sex = 'y'", {"facts": None, "sex": "y"}, True),
        ("facts > 1 or sex = 'x'", {"facts": None, "sex": "y"}, None),
        ("post in ('a', 'b')", {"post": None}, None),
        ("post not in ('a', 'b')", {"post": "c"}, True),
        ("post is null", {"post": None}, True),
        ("post is not null", {"post": None}, False),
        ("facts between 2 and 4", {"facts": 4}, True),
        ("facts between 2 and 4", {"facts": None}, None),
        ("facts * 2 - 1 = 7", {"facts": 4}, True),
        ("-facts = -4", {"facts": 4}, True),
        ("loans_idr / fees_idr > 2", {"loans_idr": 5, "fees_idr": 2}, True),
        ("loans_idr / fees_idr > 2", {"loans_idr": 5, "fees_idr": 0}, None),
        ("loans_idr / fees_idr > 2", {"loans_idr": 5, "fees_idr": None}, None),
        ("coalesce(destination, country) = 'MYS'", {"destination": None, "country": "MYS"}, True),
        ("coalesce(destination, country) = 'MYS'", {"destination": None, "country": None}, None),
        ("days_since(home_at) = 2", {"home_at": NOON - timedelta(days=2, hours=23)}, True),
        ("days_until(home_at) = 1", {"home_at": NOON + timedelta(days=1, hours=1)}, True),
        ("days_until(leave_on) = 2", {"leave_on": date(2026, 3, 12)}, True),
        ("leave_on < as_of_day", {"leave_on": date(2026, 3, 9)}, True),
        ("has(procedure_rules, 'dep-N1')", {"procedure_rules": ["dep-N1"]}, True),
        ("has(procedure_rules, 'dep-N1')", {"procedure_rules": None}, None),
    ],
)
def test_unknown_is_neither_true_nor_false(text, row, expected):
    assert answer(text, **row) is expected


def test_figures_are_told_in_the_language_and_with_their_unit():
    values = {"fees_idr": 7_500_000, "wage_drop_pct": 30, "recruiter_rate_pm": 25, "facts": 1234}
    template = "{fees_idr} {wage_drop_pct} {recruiter_rate_pm} {facts}"
    assert filled(template, values, "id") == "Rp7.500.000 30 persen 25 dari 1.000 1.234"
    assert filled(template, values, "en") == "IDR 7,500,000 30 per cent 25 of 1,000 1,234"


def test_a_sentence_may_tell_what_is_reckoned_from_the_row():
    raw = document() | {
        "values": {"late": "days_since(contact_due_at)", "from": "coalesce(distress_on, distress_at)"}
    }
    rule = read_rule(raw | {"reason": {"id": "{late} hari, {from}.", "en": "{late} days, {from}."}})
    row = picture_row(
        {"contact_due_at": NOON - timedelta(days=4), "distress_on": date(2026, 3, 1).toordinal()}
    )
    assert rule.sentence(row, NOON, "en") == "4 days, 1 Mar 2026."
    assert (
        rule.sentence(picture_row({"distress_at": NOON}), NOON, "id") == "tidak diketahui hari, 10 Mar 2026."
    )


@pytest.mark.parametrize(
    ("text", "needed"),
    [
        ("facts > 1 and sex = 'x'", {"facts", "sex"}),
        ("facts > 1 or sex = 'x' and facts < 9", {"facts"}),
        ("(facts > 1 or birth_year > 1) and not (sex = 'x')", {"sex"}),
        ("not (facts > 1 and sex = 'x')", set()),
        ("post is null and facts > 1", {"facts"}),
        ("post is not null and not (post is null)", {"post"}),
        ("coalesce(destination, country) = 'MYS'", set()),
        (
            "contact_due_at <= as_of and days_since(leave_on) > facts / birth_year",
            {"contact_due_at", "leave_on", "facts", "birth_year"},
        ),
    ],
)
def test_what_has_to_be_known_is_read_from_the_condition(text, needed):
    assert needed_by(read(text).tree) == needed


@pytest.mark.parametrize("rule", catalogue(), ids=lambda rule: rule.name)
def test_a_rule_that_lacks_what_it_needs_would_not_hold_either(rule):
    for example in (it for it in rule.examples if it.fires):
        for name in rule.known:
            assert rule.holds({**example.row, name: None}, example.as_of) is not True


def test_grades_count_in_turn():
    rule = read_rule(
        document() | {"when": "facts > 1", "grades": ["facts > 3", "facts > 2 and sex = 'x'"], "raises": []}
    )
    graded = [
        rule.grade_of(picture_row(row), NOON)
        for row in ({}, {"facts": 2}, {"facts": 4}, {"facts": 4, "sex": "x"}, {"facts": 3, "sex": "x"})
    ]
    assert graded == [0, 1, 2, 3, 1]


def test_days_are_those_of_jakarta():
    assert filled("{at}", {"at": datetime(2026, 3, 9, 17, tzinfo=UTC)}, "id") == "10 Mar 2026"
    assert filled("{at} {what}", {"at": None, "what": ""}, "en") == "not known not known"
