"""Each departure rule: broken, kept and unknown, and when absence counts."""

from datetime import date

import pytest

from kawal.facts.contract.kinds import KINDS as ALL_KINDS
from kawal.reference.context.reading import built_in, read_table
from kawal.reference.context.tables import build
from kawal.situation.procedure import About, Feed, Feeds, procedure_of
from kawal.situation.procedure.evidence import TELLING, journey
from kawal.situation.procedure.rules import BY_RULE, UNKNOWN
from kawal.situation.procedure.sentences import sentences
from kawal.situation.procedure.shapes import RULES
from tests.pure.context.made import made
from tests.pure.picture_facts import at, fact, life

DEPARTED = fact("departed", "2026-06-10", visa="work", destination="MYS")
KINDS = ("registered", "contract_seen", "document_seen", "fee_paid")
COMPLETE = Feeds(tuple(Feed("", kind, date(2025, 1, 1)) for kind in KINDS))


def ask(rule, *told, **given):
    """What one rule answers, and the ids of its facts."""
    procedure = procedure_of(life(*told), **given)
    answer = next(it for it in procedure.answers if it.rule == rule)
    return answer.answer, [ref["id"] for ref in answer.because]


def paper(document, when="2026-05-01", status="valid", **data):
    return fact("document_seen", when, document=document, status=status, id=f"{document}-{status}", **data)


def test_without_facts_every_rule_is_unknown_and_says_so():
    procedure = procedure_of([])
    assert (procedure.value, procedure.broken) == ("unknown", ())
    assert [(it.rule, it.answer) for it in procedure.answers] == [(rule, "unknown") for rule in RULES]
    assert all(it.sentences == sentences(it.rule, "unknown") for it in procedure.answers)


@pytest.mark.parametrize("rule", RULES)
def test_only_some_kinds_of_facts_tell_a_rule_anything(rule):
    said = {"visa": "visit", "occupation": "fisher", "document": "e_pmi", "status": "valid", "result": "SESUAI",
            "amount": 1, "knows": True, "procedural": False, "official_crossing": False}  # fmt: skip
    others = [fact(kind, "2026-06-10", **said) for kind in ALL_KINDS if kind not in TELLING]
    born = About(date(2015, 1, 1), date(2015, 1, 1))
    context = made(zero_cost_jobs=",fisher,,", licences="1A,PT Umpama,active,,", closed_countries="")
    assert BY_RULE[rule](journey(life(*others), COMPLETE), born, context) == UNKNOWN
    assert procedure_of(life(*others), feeds=COMPLETE, about=born, context=context) == procedure_of([])


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize("answer", ["yes", "no", "unknown"])
def test_every_answer_has_a_sentence_in_both_languages(rule, answer):
    indonesian, english = sentences(rule, answer)
    assert indonesian.endswith(".") and english.endswith(".") and indonesian != english
    assert not {"korban", "ilegal", "illegal", "!"} & set(indonesian.lower().split())


ABSENT_RULES = ["dep-N1", "dep-N2", "dep-N8", "dep-N9", "dep-N10"]


@pytest.mark.parametrize("rule", ABSENT_RULES)
def test_absence_is_broken_only_where_the_feed_is_complete(rule):
    assert ask(rule, DEPARTED, feeds=COMPLETE) == ("yes", [])
    assert ask(rule, DEPARTED) == ("unknown", [])


@pytest.mark.parametrize("rule", ABSENT_RULES)
def test_a_feed_that_began_after_the_preparations_shows_no_absence(rule):
    late = Feeds(tuple(Feed("", kind, date(2026, 3, 1)) for kind in KINDS))
    ended = Feeds(tuple(Feed("", kind, date(2025, 1, 1), date(2026, 6, 10)) for kind in KINDS))
    assert ask(rule, DEPARTED, feeds=late) == ask(rule, DEPARTED, feeds=ended) == ("unknown", [])


@pytest.mark.parametrize("rule", ABSENT_RULES)
def test_nothing_is_missing_before_departure(rule):
    assert ask(rule, fact("recruited", "2026-05-01"), feeds=COMPLETE)[0] == "unknown"


def test_two_feeds_that_follow_each_other_are_complete_together():
    feeds = Feeds(
        (
            Feed("siapkerja", "registered", date(2024, 1, 1), date(2026, 1, 1)),
            Feed("siskop2mi", "registered", date(2026, 1, 1)),
        )
    )
    assert ask("dep-N1", DEPARTED, feeds=feeds)[0] == "yes"


def test_n1_a_registration_before_departure_or_the_card_issued_on_it():
    registered = fact("registered", "2026-05-01")
    assert ask("dep-N1", registered, DEPARTED) == ("no", [registered.id])
    assert ask("dep-N1", paper("e_pmi"), DEPARTED) == ("no", ["e_pmi-valid"])
    assert ask("dep-N1", fact("registered", "2026-06-11"), DEPARTED, feeds=COMPLETE) == ("yes", [])


def test_n1_whoever_tells_of_leaving_again_may_say_how():
    outside = fact("departed_again", "2026-06-10", procedural=False)
    inside = fact("departed_again", "2026-06-10", procedural=True)
    assert ask("dep-N1", "reached_home 2026-01-01", outside) == ("yes", [outside.id])
    assert ask("dep-N1", "reached_home 2026-01-01", inside, feeds=COMPLETE) == ("no", [inside.id])


def test_n2_only_a_verified_contract_is_one():
    draft = fact("contract_seen", "2026-05-01", stage="draft")
    verified = fact("contract_seen", "2026-05-02", stage="verified")
    assert ask("dep-N2", draft, verified, DEPARTED) == ("no", [verified.id])
    assert ask("dep-N2", draft, DEPARTED) == ("unknown", [])
    assert ask("dep-N2", draft, DEPARTED, feeds=COMPLETE) == ("yes", [draft.id])
    assert ask("dep-N2", paper("contract", status="missing"), DEPARTED)[0] == "yes"


def test_n3_an_order_that_was_seen_or_a_scheme_that_needs_none():
    assert ask("dep-N3", paper("job_order"), DEPARTED)[0] == "no"
    assert ask("dep-N3", paper("job_order", status="invalid"), DEPARTED)[0] == "yes"
    assert ask("dep-N3", fact("registered", "2026-05-01", scheme="mandiri"), DEPARTED)[0] == "no"
    named = fact("registered", "2026-05-01", scheme="p_to_p", job_order="JO-1")
    assert ask("dep-N3", named, DEPARTED) == ("unknown", [named.id])


def test_n4_the_licence_counts_on_the_day_of_registration():
    context = made(
        licences="SIP3MI-0001,PT Umpama Jaya,active,2020-01-01,2026-06-01\nSIP3MI-0001,PT Umpama Jaya,suspended,2026-06-01,"
    )
    early = fact("registered", "2026-05-01", scheme="p_to_p", p3mi="SIP3MI-0001")
    late = fact("registered", "2026-06-02", scheme="p_to_p", p3mi="SIP3MI-0001")
    assert ask("dep-N4", early, DEPARTED, context=context)[0] == "no"
    assert ask("dep-N4", late, DEPARTED, context=context)[0] == "yes"
    assert ask("dep-N4", early, DEPARTED)[0] == "unknown"
    by_name = fact("registered", "2026-05-01", scheme="p_to_p", p3mi="P.T. Umpama Jaya")
    assert ask("dep-N4", by_name, DEPARTED, context=context) == ("no", [by_name.id])
    unlisted = fact("registered", "2026-05-01", scheme="p_to_p", p3mi="PT Tak Terdaftar")
    assert ask("dep-N4", unlisted, DEPARTED, context=context) == ("yes", [unlisted.id])
    assert ask("dep-N4", fact("registered", "2026-05-01", scheme="g_to_g"), DEPARTED)[0] == "no"


@pytest.mark.parametrize("visa", ["visit", "umrah", "hajj", "transit", "student", "none"])
def test_n5_another_visa_is_broken_where_something_shows_work(visa):
    left = fact("departed", "2026-06-10", visa=visa)
    assert ask("dep-N5", fact("recruited", "2026-05-01"), left)[0] == "yes"
    assert ask("dep-N5", left, fact("deported", "2026-09-01"))[0] == "yes"
    assert ask("dep-N5", left) == ("unknown", [left.id])


def test_n5_a_visit_with_a_return_ticket_of_ones_own_is_a_visit():
    left = fact("departed", "2026-06-10", visa="visit", one_way=False, ticket_payer="self")
    registered = fact("registered", "2026-05-01")
    assert ask("dep-N5", registered, left)[0] == "unknown"
    assert ask("dep-N2", registered, left, feeds=COMPLETE)[0] == "unknown"
    assert ask("dep-N5", registered, left, fact("complained", "2026-09-01"))[0] == "yes"


def test_n5_a_trainee_is_no_placed_worker_and_stays_unknown():
    assert ask("dep-N5", fact("departed", "2026-06-10", visa="trainee"))[0] == "unknown"
    assert ask("dep-N5", DEPARTED)[0] == "no"


def test_n6_the_destination_is_looked_up_on_the_day():
    closed = made(closed_countries="MYS,2026-06-01,2026-07-01")
    assert ask("dep-N6", DEPARTED, context=closed) == ("yes", [DEPARTED.id])
    later = fact("departed", "2026-07-01", destination="MYS")
    assert ask("dep-N6", later, context=closed) == ("no", [later.id])
    assert ask("dep-N6", DEPARTED)[0] == "unknown"


def test_n6_a_job_may_be_closed_where_others_are_open():
    content = b"country,occupation,valid_from,valid_to\nMYS,domestic_worker,,\n"
    rows = read_table("closed_countries", content, "closed_countries.csv").rows
    closed = build({"closed_countries": rows}, complete=["closed_countries"])
    for job, answer in (("domestic_worker", "yes"), ("nurse", "no")):
        registered = fact("registered", "2026-05-01", occupation=job)
        assert ask("dep-N6", registered, DEPARTED, context=closed)[0] == answer


def test_n6_a_list_that_is_not_whole_says_nothing_of_what_it_does_not_name():
    assert ask("dep-N6", DEPARTED, context=built_in())[0] == "unknown"
    thailand = fact("departed", "2026-06-10", visa="work", destination="THA")
    assert ask("dep-N6", thailand, context=built_in()) == ("yes", [thailand.id])


@pytest.mark.parametrize(
    ("born_from", "born_to", "answer"),
    [
        ("2008-06-10", "2008-06-10", "no"),  # eighteen on the day
        ("2008-06-11", "2008-06-11", "yes"),  # a day too young
        ("2008-01-01", "2008-12-31", "unknown"),
        ("2009-01-01", "2009-12-31", "yes"),
        ("1990-01-01", "2010-01-01", "unknown"),  # documents that contradict each other
    ],
)
def test_n7_age_is_broken_only_when_every_claim_says_so(born_from, born_to, answer):
    about = About(date.fromisoformat(born_from), date.fromisoformat(born_to))
    assert ask("dep-N7", DEPARTED, about=about) == (answer, [DEPARTED.id])


def test_n7_a_country_may_ask_for_more_years():
    about = About(date(2006, 1, 1), date(2006, 1, 1))
    context = made(minimum_ages="MYS,domestic_worker,21,,")
    registered = fact("registered", "2026-05-01", occupation="domestic_worker")
    assert ask("dep-N7", registered, DEPARTED, about=about, context=context)[0] == "yes"
    assert ask("dep-N7", DEPARTED, about=about, context=context)[0] == "no"


@pytest.mark.parametrize(
    ("rule", "document"), [("dep-N8", "orientation"), ("dep-N9", "insurance"), ("dep-N10", "e_pmi")]
)
def test_n8_to_n10_go_by_the_document_or_what_it_was_issued_for(rule, document):
    assert ask(rule, paper(document), DEPARTED) == ("no", [f"{document}-valid"])
    assert ask(rule, paper(document, status="missing"), DEPARTED) == ("yes", [f"{document}-missing"])
    assert ask(rule, paper(document, expires_on="2026-06-09"), DEPARTED)[0] == "yes"
    assert ask(rule, paper(document, expires_on="2026-06-10"), DEPARTED)[0] == "no"
    assert ask(rule, paper("e_pmi"), DEPARTED, feeds=COMPLETE)[0] == "no"


def test_n9_the_one_insurer_shows_who_has_no_insurance_and_nothing_else():
    insurer = Feeds((Feed("bpjs-ketenagakerjaan", "document_seen", date(2025, 1, 1)),))
    assert ask("dep-N9", DEPARTED, feeds=insurer)[0] == "yes"
    assert ask("dep-N10", DEPARTED, feeds=insurer)[0] == "unknown"


def test_n11_contradicting_statements_stay_open():
    aware = fact("family_stated", "2026-05-01", knows=True, consents=True)
    unaware = fact("family_stated", "2026-05-02", knows=False)
    ticked = fact("registered", "2026-05-03", family_permission=True, village_informed=True)
    assert ask("dep-N11", aware, DEPARTED) == ("no", [aware.id])
    assert ask("dep-N11", unaware, DEPARTED) == ("yes", [unaware.id])
    assert ask("dep-N11", unaware, ticked, DEPARTED) == ("unknown", [ticked.id, unaware.id])
    assert ask("dep-N11", paper("family_permission"), DEPARTED)[0] == "no"


def test_n12_a_fee_counts_in_jobs_free_of_fees_only():
    context = made(zero_cost_jobs="MYS,caregiver,,\n,fisher,,")
    paid = fact("fee_paid", "2026-05-02", amount=500_000, currency="IDR")

    def job(name):
        return fact("registered", "2026-05-01", occupation=name)

    assert ask("dep-N12", job("caregiver"), paid, DEPARTED, context=context) == ("yes", [paid.id])
    assert ask("dep-N12", job("fisher"), paid, DEPARTED, context=context)[0] == "yes"
    assert ask("dep-N12", job("welder"), paid, DEPARTED, context=context)[0] == "unknown"
    assert ask("dep-N12", job("fisher"), DEPARTED, context=context)[0] == "unknown"
    assert ask("dep-N12", job("fisher"), DEPARTED, context=context, feeds=COMPLETE)[0] == "no"
    assert ask("dep-N12", job("fisher"), paid, DEPARTED)[0] == "unknown"


def test_n13_the_last_comparison_counts():
    differs = fact("civil_registry_checked", "2026-05-01", fields={"name": True, "birth_date": False})
    matches = fact("civil_registry_checked", "2026-05-02", result="SESUAI")
    assert ask("dep-N13", differs) == ("yes", [differs.id])
    assert ask("dep-N13", differs, matches) == ("no", [matches.id])


def test_n14_a_post_is_an_official_crossing():
    quiet = fact("departed", "2026-06-10", official_crossing=False)
    posted = fact("departed", "2026-06-10", place={"post": "plbn-entikong"}, source="imigrasi")
    assert ask("dep-N14", quiet) == ("yes", [quiet.id])
    assert ask("dep-N14", posted) == ("no", [posted.id])
    assert ask("dep-N14", quiet, posted)[0] == "unknown"
    assert ask("dep-N14", DEPARTED)[0] == "unknown"


def test_odd_data_are_unknown_and_break_nothing():
    odd = {
        "stage": 1,
        "document": ["e_pmi"],
        "visa": {"a": 1},
        "fields": [1],
        "amount": "x",
        "expires_on": 7,
        "promised": "x",
    }
    kinds = [
        "recruited",
        "registered",
        "document_seen",
        "contract_seen",
        "fee_paid",
        "family_stated",
        "civil_registry_checked",
        "departed",
    ]
    facts = [fact(kind, f"2026-06-0{n + 1}", **odd) for n, kind in enumerate(kinds)]
    assert procedure_of(
        facts, feeds=COMPLETE, context=made(licences="1A,,active,,", closed_countries="", minimum_ages="")
    ).value in (
        "nonprocedural",
        "unknown",
    )


def test_moments_are_days_in_jakarta():
    """01:00 in Jakarta on the 11th is still the 10th in UTC: the registration came a day after the departure."""
    registered = fact("registered", "2026-06-11 01:00")
    assert registered.at.day == at("2026-06-10 12:00").day
    assert ask("dep-N1", registered, DEPARTED, feeds=COMPLETE) == ("yes", [])
