"""Every row of the table of stays, and what ends each of them."""

import pytest

from kawal.facts.contract.kinds import KINDS
from kawal.situation.picture.ranks import RANK, UPSTREAM
from tests.pure.picture_facts import at, fact, picture

UPSTREAM_KINDS = sorted(kind.name for kind in KINDS.values() if kind.stage == "upstream")
IDN = {"country": "IDN"}


def test_every_kind_of_fact_has_its_rank_and_no_other_has():
    assert set(RANK) == set(KINDS) - {"withdrawn"}
    assert sorted(UPSTREAM) == UPSTREAM_KINDS


def test_without_facts_nothing_is_known():
    drawn = picture()
    assert (drawn.stay, drawn.facts, drawn.stay_since, drawn.clocks, drawn.because) == (
        "unknown",
        0,
        None,
        (),
        {},
    )


@pytest.mark.parametrize("kind", sorted(set(UPSTREAM_KINDS) - {"departed", "transited"}))
def test_upstream_facts_mean_preparing(kind):
    drawn = picture(f"{kind} 2026-01-05")
    assert (drawn.stay, drawn.stay_since) == ("preparing", at("2026-01-05"))


@pytest.mark.parametrize(
    "kind",
    [
        "departed",
        "transited",
        "arrived_abroad",
        "reported_in",
        "checked_in",
        "employment_changed",
        "wage_reported",
        "remitted",
        "contact_changed",
        "port_called",
        "permit_seen",
    ],
)
def test_leaving_arriving_and_word_from_abroad_mean_abroad_in_contact(kind):
    assert picture("registered 2026-01-01", f"{kind} 2026-01-05").stay == "abroad_in_contact"


@pytest.mark.parametrize(
    ("what", "stay"), [("safe", "abroad_in_contact"), ("missing", "abroad_silent"), ("worried", "preparing")]
)
def test_the_family_may_say_safe_or_missing_but_worry_changes_nothing(what, stay):
    assert picture("registered 2026-01-01", fact("family_reported", "2026-01-05", what=what)).stay == stay


def test_lost_contact_is_silence():
    assert picture("departed 2026-01-01", "contact_lost 2026-01-05").stay == "abroad_silent"


@pytest.mark.parametrize(
    "trouble",
    [
        fact("complained", "2026-01-05", problems=["administrative"]),
        fact("checked_in", "2026-01-05", safe="no"),
        fact("checked_in", "2026-01-05", safe="yes", distress=True),
        fact("checked_in", "2026-01-05", safe="yes", held=True),
        fact("rescued", "2026-01-05"),
    ],
)
def test_complaints_unsafe_check_ins_and_rescues_are_trouble(trouble):
    assert picture("departed 2026-01-01", trouble).stay == "in_trouble"


@pytest.mark.parametrize(
    ("later", "stay"),
    [
        (fact("remitted", "2026-01-09"), "in_trouble"),
        (fact("checked_in", "2026-01-09", safe="unknown"), "in_trouble"),
        (fact("contact_lost", "2026-01-09"), "in_trouble"),
        (fact("return_requested", "2026-01-09"), "in_trouble"),
        (fact("departed", "2026-01-09"), "in_trouble"),
        (fact("document_seen", "2026-01-09"), "in_trouble"),
        (fact("checked_in", "2026-01-09", safe="yes"), "abroad_in_contact"),
        (fact("family_reported", "2026-01-09", what="safe"), "abroad_in_contact"),
        (fact("detained", "2026-01-09"), "in_custody"),
        (fact("return_planned", "2026-01-09"), "in_return"),
        (fact("reached_home", "2026-01-09"), "home"),
    ],
)
def test_trouble_lasts_until_a_safe_contact_or_the_way_home(later, stay):
    assert picture("departed 2026-01-01", "complained 2026-01-05", later).stay == stay


@pytest.mark.parametrize(
    ("later", "stay"),
    [
        (fact("contact_lost", "2026-01-09"), "in_custody"),
        (fact("exit_cleared", "2026-01-09"), "in_custody"),
        (fact("remitted", "2026-01-09"), "abroad_in_contact"),
        (fact("complained", "2026-01-09"), "in_trouble"),
        (fact("deported", "2026-01-09"), "in_return"),
    ],
)
def test_custody_lasts_until_a_contact_or_the_way_home(later, stay):
    assert picture("departed 2026-01-01", "detained 2026-01-05", later).stay == stay


@pytest.mark.parametrize(
    "kind",
    ["return_planned", "deported", "repatriated", "returned", "sheltered", "left_shelter", "handed_over"],
)
def test_the_way_home(kind):
    assert picture("departed 2026-01-01", f"{kind} 2026-01-05").stay == "in_return"


@pytest.mark.parametrize(
    ("to", "stay"),
    [(to, "home") for to in ("family", "village")]
    + [(to, "in_return") for to in ("social_ministry", "province", "district", "agency", None)],
)
def test_handed_over_is_home_only_with_family_or_village(to, stay):
    assert picture("returned 2026-01-01", fact("handed_over", "2026-01-05", to=to)).stay == stay


@pytest.mark.parametrize("kind", ["reached_home", "followed_up"])
def test_home(kind):
    assert picture("returned 2026-01-01", f"{kind} 2026-01-05").stay == "home"


def test_settled_elsewhere():
    assert picture("departed 2026-01-01", "settled_elsewhere 2026-01-05").stay == "settled_elsewhere"


def test_death_holds_whatever_is_told_later():
    drawn = picture(
        "departed 2026-01-01", "died 2026-01-05", "checked_in 2026-01-09", "departed_again 2026-01-10"
    )
    assert (drawn.stay, drawn.stay_since, drawn.died_at) == ("died", at("2026-01-05"), at("2026-01-05"))


@pytest.mark.parametrize(
    "kind",
    [
        "return_requested",
        "nationality_verified",
        "travel_document_issued",
        "exit_cleared",
        "check_in_missed",
        "screened",
        "assisted",
        "needs_seen",
        "reintegration_surveyed",
        "programme_offered",
        "case_decided",
        "remains_returned",
        "something_new",
    ],
)
def test_other_kinds_leave_the_stay_as_it_was(kind):
    alone, after = picture(f"{kind} 2026-01-05"), picture("detained 2026-01-01", f"{kind} 2026-01-05")
    assert (alone.stay, after.stay, after.stay_since) == ("unknown", "in_custody", at("2026-01-01"))


def test_papers_seen_later_do_not_bring_back_somebody_who_left():
    assert picture("departed 2026-01-01", "document_seen 2026-01-05").stay == "abroad_in_contact"
    assert picture("returned 2026-01-01", "document_seen 2026-01-05").stay == "in_return"


def test_a_stay_begins_with_the_first_fact_that_says_it():
    drawn = picture("departed 2026-01-01", "arrived_abroad 2026-01-02", "reported_in 2026-01-03")
    assert drawn.stay_since == at("2026-01-01")
    assert drawn.because["stay"] == [{"source": "kjri-a", "id": "reported_in-2026-01-03"}]


def test_what_happens_in_indonesia_does_not_carry_somebody_abroad():
    changed = fact("contact_changed", "2026-01-09", place=IDN)
    assert picture("returned 2026-01-01", "reached_home 2026-01-02", changed).stay == "home"
    assert picture("registered 2026-01-01", changed).stay == "preparing"
    assert picture("departed 2026-01-01", changed).stay == "abroad_in_contact"


def test_safe_word_by_a_family_in_its_village_tells_of_somebody_abroad():
    said = fact("family_reported", "2026-01-09", place=IDN | {"area": "53.04"}, what="safe")
    assert picture("registered 2026-01-01", said).stay == "abroad_in_contact"
    assert picture("reached_home 2026-01-01", said).stay == "home"
