"""Claims weighed many at once: by the rules, by DuckDB and by Splink, one weight; and weights learned without labels."""

from dataclasses import replace

import duckdb
import pyarrow as pa
import pytest
from splink import DuckDBAPI, Linker, SettingsCreator

from kawal.situation.linkage.rules.automatic import passes
from kawal.situation.linkage.rules.comparing import FIELDS
from kawal.situation.linkage.rules.model import (
    TABLES,
    Frequencies,
    read_model,
    starting_model,
    write_model,
)
from kawal.situation.linkage.rules.score import values_of, weight_of
from kawal_batch.linkage.claims import candidates
from kawal_batch.linkage.claims.by_splink import comparison
from kawal_batch.linkage.claims.forms import load
from kawal_batch.linkage.claims.relinking import edges
from kawal_batch.linkage.claims.report import report
from kawal_batch.linkage.claims.training import TooFewClaims, Trained, train
from kawal_batch.linkage.claims.weighing import read_weighed, spread, weigh
from tests.batch.linkage.claims import claims

CLOSE = 1e-9
ANY = -1000.0  # no pair weighs less


@pytest.fixture
def con():
    made = duckdb.connect()
    yield made
    made.close()


def with_frequencies(forms):
    """The model to begin with, with the frequencies of these claims: every level by frequency is tried."""
    tables = {}
    for table in TABLES:
        counts = {}
        for form in forms.values():
            for value in set(values_of(form, table)):
                counts[value] = counts.get(value, 0) + 1
        tables[table] = Frequencies({v: n / len(forms) for v, n in counts.items() if n > 3}, 1 / len(forms))
    return replace(starting_model(), frequencies=tables)


def weighed(con, made, most=150):
    forms = {claim: form for claim, _, form in made}
    model = with_frequencies(forms)
    load(con, forms.items())
    spread(con, model)
    found = candidates.find(con, model, ANY, most)
    weigh(con, model, "pairs", "weighed")
    return forms, model, found


def assert_equal_to_the_rules(con, forms, model):
    pairs = list(read_weighed(con))
    for it in pairs:
        weight, levels = weight_of(model, forms[it.low], forms[it.high])
        assert it.levels == levels, (forms[it.low], forms[it.high])
        assert it.weight == pytest.approx(weight, abs=CLOSE)
    return pairs


def test_many_pairs_weigh_as_one_pair_does(con):
    forms, model, found = weighed(con, claims(150))
    assert len(assert_equal_to_the_rules(con, forms, model)) == found > 500


@pytest.mark.slow
def test_a_hundred_thousand_pairs_weigh_the_same_by_the_rules_by_duckdb_and_by_splink(con):
    forms, model, found = weighed(con, claims(4_000), most=400)
    assert found >= 100_000
    pairs = assert_equal_to_the_rules(con, forms, model)
    by_splink = predicted(con, forms, model)
    assert by_splink.keys() == {(it.low, it.high) for it in pairs}
    for it in pairs:
        weight, levels = by_splink[it.low, it.high]
        assert levels == it.levels
        assert weight == pytest.approx(it.weight, abs=CLOSE)


def predicted(con, forms, model):
    """What Splink says of the same pairs, by the same model."""
    api = DuckDBAPI(connection=con)
    commonest(con, forms, model)
    prior = 2**model.prior / (1 + 2**model.prior)
    settings = SettingsCreator(
        link_type="dedupe_only",
        unique_id_column_name="claim_id",
        probability_two_random_records_match=prior,
        comparisons=[comparison(field, model.fields[field]) for field in FIELDS],
        retain_matching_columns=True,
        retain_intermediate_calculation_columns=True,
    )
    linker = Linker(api.register("form_common"), settings, log_level=None)
    for table in TABLES:
        linker.table_management.register_term_frequency_lookup(api.register(f"tf_{table}"), f"common_{table}")
    con.execute("create table blocked as select '0' match_key, low join_key_l, high join_key_r from pairs")
    linker.table_management.register_blocked_pairs_for_predict(api.register("blocked"))
    made = linker.inference.predict()
    gammas = ", ".join(f"gamma_{field}" for field in FIELDS)
    rows = con.execute(
        f"select claim_id_l, claim_id_r, match_weight, {gammas} from {made.physical_name}"
    ).fetchall()
    return {(low, high): (weight, tuple(levels)) for low, high, weight, *levels in rows}


def commonest(con, forms, model):
    """Splink looks a value up in one column: the commonest of several spellings."""
    columns = {"claim_id": list(forms)}
    for table in TABLES:
        known = model.frequencies[table]
        share = {
            v: known.shares.get(v, known.rest) for form in forms.values() for v in values_of(form, table)
        }
        columns[f"common_{table}"] = [
            max(values_of(form, table), key=lambda v: share[v], default=None) for form in forms.values()
        ]
        con.register(
            "read", pa.table({f"common_{table}": list(share), f"tf_common_{table}": list(share.values())})
        )
        con.execute(f"create table tf_{table} as select * from read")
    con.register("read", pa.table(columns))
    con.execute("create table form_common as select * from form join read using (claim_id)")


@pytest.fixture(scope="module")
def trained():
    made = claims(1_500)
    return made, train(((claim, form) for claim, _, form in made), starting_model(), "uji-1")


@pytest.mark.slow
def test_weights_are_learned_without_being_told_who_is_who(trained):
    made, learned = trained
    assert set(learned.learned.values()) == {"claims", "standing"}
    assert read_model(write_model(learned.model)) == learned.model
    person = {claim: it for claim, it, _ in made}
    found = list(edges(((claim, form) for claim, _, form in made), learned.model, 0.0))
    passing = [it for it in found if passes(it.weight, it.levels)]
    right = sum(person[it.low] == person[it.high] for it in passing)
    assert right > 800 and right / len(passing) > 0.998


@pytest.mark.slow
def test_what_a_household_shares_is_not_learned(trained):
    _, learned = trained
    for field in ("kk", "phone", "home"):
        assert learned.model.fields[field] == starting_model().fields[field]


@pytest.mark.slow
def test_enough_decisions_are_believed_more_than_resemblance(trained):
    made, before = trained
    of = {}
    for claim, person, _ in made:
        of.setdefault(person, []).append(claim)
    same = [(it[0], it[1], True) for it in of.values() if len(it) > 1]
    few = train(((claim, form) for claim, _, form in made), starting_model(), "uji-2", same[:100])
    assert few.learned == before.learned
    many = train(((claim, form) for claim, _, form in made), starting_model(), "uji-2", same * 2)
    assert many.learned["name"] == "decisions"
    assert "one person" in "\n".join(report(many, starting_model()).lines)


def test_too_few_claims_teach_nothing():
    with pytest.raises(TooFewClaims):
        train(((claim, form) for claim, _, form in claims(20)), starting_model(), "uji-1")


def test_the_report_shows_every_weight_beside_the_standing_one():
    standing = starting_model()
    other = replace(standing, version="uji-2", fields={**standing.fields, "sex": standing.fields["nik"][:2]})
    told = report(Trained(other, dict.fromkeys(FIELDS, "claims"), 0, ()), standing)
    assert told.svg.startswith("<svg") and told.svg.count("<rect") >= sum(map(len, other.fields.values()))
    assert any("uji-2" in line for line in told.lines)
