"""Ages and births: what claims allow, and which differences are slips of writing."""

from tests.pure.picture_facts import fact
from tests.pure.signal_facts import told
from tests.pure.test_signals import departed, document, recruited


def test_age_is_read_from_every_birth_that_claims_allow():
    left = departed("2026-02-01")
    seen = told(left, births=["2008-06-01", "2003-06-01"])
    assert (seen["age_youngest"], seen["age_oldest"], seen["births_apart_days"]) == (17, 22, 1827)
    assert (
        told(left, births=["2008"])["age_youngest"] == 17 and told(left, births=["2008"])["age_oldest"] == 18
    )
    assert told(left, births=["2008-02-01"])["age_youngest"] == 18
    assert told(left, births=["x", "1900-01-01", "2025-01-01", "1999-13-01"])["age_youngest"] is None


def test_a_slip_of_writing_is_no_other_age_unless_it_makes_a_child_old_enough():
    left = departed("2026-02-01")
    assert told(left, births=["1999-04-05", "1999-05-04"])["births_apart_days"] == 0
    assert told(left, births=["1994-04-05", "1999-04-05"])["births_apart_days"] == 0
    assert told(left, births=["1994-04-05", "1997-11-20"])["births_apart_days"] == 1325
    assert told(left, births=["2009-04-05", "2004-04-05"])["births_apart_days"] == 1826
    lone = told(left, births=["2000-04-05", "2000-04-05", "2010-04-05"])
    assert (lone["age_youngest"], lone["births_apart_days"]) == (25, 0)


def test_one_typist_alone_against_three_makes_nobody_young():
    left = departed("2026-03-01")
    agreed = ["2004-04-05"] * 3
    lone = told(left, births=[*agreed, "2009-04-05"])
    assert (lone["age_youngest"], lone["births_apart_days"]) == (21, 0)
    two = told(left, births=[*agreed[:2], "2009-04-05"])
    assert (two["age_youngest"], two["births_apart_days"]) == (16, 1826)
    twice = told(left, births=[*agreed, "2009-04-05", "2009-04-05"])
    assert (twice["age_youngest"], twice["births_apart_days"]) == (16, 1826)
    another = told(left, births=[*agreed, "2008-11-20"])
    assert another["age_youngest"] == 17


def test_the_least_age_is_that_of_country_and_occupation():
    maid = fact("registered", "2026-01-05", destination="HKG", occupation="domestic_worker")
    assert told(maid)["minimum_age"] == 21 and told(recruited())["minimum_age"] == 18


def test_a_card_made_again_just_before_the_first_passport():
    papers = document("ktp", issued_on="2026-01-02"), document("passport", issued_on="2026-01-09")
    assert told(*papers)["id_reissued_days"] == 7
    assert told(*papers, births=["2008-12-20"])["id_reissued_days"] is None  # her first card
