"""Pairs that could not weigh enough are left out before they are compared, and nothing else is; whatever the memory."""

from dataclasses import replace
from random import Random

import duckdb
import pytest

from kawal.situation.linkage.rules.comparing import FIELDS
from kawal.situation.linkage.rules.forms import form_of
from kawal.situation.linkage.rules.model import FIXED, held_to_law, starting_model
from kawal.situation.linkage.rules.score import weight_of
from kawal_batch.linkage.claims import candidates
from kawal_batch.linkage.claims.ceilings import OUTLINE, bits_of
from kawal_batch.linkage.claims.forms import load
from kawal_batch.linkage.claims.letters import LETTERS
from kawal_batch.linkage.claims.relinking import edges
from kawal_batch.linkage.claims.weighing import read_weighed, spread, weigh
from kawal_batch.linkage.opened import opened
from tests.batch.linkage.claims import claims
from tests.batch.linkage.test_claims import ANY, with_frequencies

LITTLE = "96MB"  # with 64 one buffer more or less decides
ODD = (
    {"name": "王小明"},
    {"name": "Ñandú Ángström", "mother_name": "Ø"},
    {"name": "A B C D E F G H", "aliases": ["A B", "Z"], "birth_date": "1999"},
    {"name": "AAAAAAAAAAAA AAAAAAA", "mother_name": "AAAAAAAAAAAAA AAAAAAA"},
    {"name": "AAAAAAAAAAAA AAAAAAB", "mother_name": "AAAAAAAAAAAAA AAAAAAB"},
    {"name": "Sri Sri Sri Rahayu", "birth_date": "1999-01", "phones": ["0812345678901", "0812345678902"]},
    {"name": "Sri Rahayu", "birth_date": "1999-01-10", "phones": ["0812345678902"]},
    {"name": "Rahayu", "birth_date": "1999-10-01", "birth_place": "53", "nik": "9904055708940001"},
    {"name": "Rahayu", "birth_date": "1998-10-01", "birth_place": "53.04", "nik": "9904055708940110"},
    {"name": "Rahayu", "birth_date": "2009-10-01", "birth_place": "53.05", "nik": "9914055708940011"},
    {"birth_date": "1999-01-09"},
    {"birth_date": "1999-01-10", "father_name": "Umpama Contoh", "address": {"area": "53.04.05"}},
    {"birth_date": "1999-02-10", "father_name": "Umpama", "address": {"area": "53.04"}},
    {"kk": "9904055708940001", "kawal_id": "k1"},
    {"kawal_id": "k2", "sex": "male"},
    {},
)  # fmt: skip


def shaken(random):
    """A model as training might make it: any weights that the laws allow."""
    standing = starting_model()
    fields = {
        field: tuple(
            level if (field, level.code) in FIXED
            else replace(level, bits=held_to_law(field, level.code, random.uniform(-9, 15)))
            for level in levels
        )
        for field, levels in standing.fields.items()
    }  # fmt: skip
    return replace(standing, fields=fields)


@pytest.mark.parametrize("seed", range(4))
def test_no_pair_weighs_more_than_its_outlines_and_letters_let_it(seed):
    made = {claim: form for claim, _, form in claims(60, seed)}
    made |= {-n: form_of(subject) for n, subject in enumerate(ODD, 1)}
    model = replace(shaken(Random(seed)), frequencies=with_frequencies(made).frequencies)
    model = model if seed else with_frequencies(made)
    with opened() as con:
        load(con, made.items())
        spread(con, model)
        con.execute(f"create table outline as {OUTLINE}; create table letters as {LETTERS}")
        con.execute("create table seen as select * from outline join letters using (claim_id)")
        rows = con.execute(
            f"""select a.claim_id, b.claim_id, {bits_of(model, FIELDS)}, {bits_of(model, FIELDS, closely=True)}
            from seen a join seen b on a.claim_id <> b.claim_id"""
        ).fetchall()
    assert len(rows) > 10_000
    for one, other, roughly, closely in rows:
        weight, levels = weight_of(model, made[one], made[other])
        least = weight - model.prior - 1e-9
        assert roughly >= least and closely >= least, (made[one], made[other], levels)


@pytest.mark.parametrize("seed", [1, 2])
@pytest.mark.slow
def test_leaving_out_what_cannot_weigh_enough_changes_nothing(seed):
    made = claims(1_200, seed)
    forms = {claim: form for claim, _, form in made}
    model = with_frequencies(forms) if seed == 1 else shaken(Random(seed))
    with opened() as con:
        load(con, forms.items())
        spread(con, model)
        every = candidates.find(con, model, ANY)
        weigh(con, model, "pairs", "weighed", 0.0)
        expected = list(read_weighed(con))
        left = candidates.find(con, model, 0.0, rows_at_once=5_000)
    assert len(expected) <= left < every
    assert sorted(edges(forms.items(), model, 0.0)) == expected


@pytest.mark.slow
def test_what_does_not_fit_into_memory_is_put_aside_and_the_pairs_are_the_same():
    made = [(claim, form) for claim, _, form in claims(8_000)]
    model = starting_model()
    assert sorted(edges(iter(made), model, 0.0, most_memory=LITTLE)) == sorted(edges(iter(made), model, 0.0))


@pytest.mark.slow
def test_that_memory_would_not_hold_all_pairs_of_these_claims():
    made = [(claim, form) for claim, _, form in claims(8_000)]
    with opened(LITTLE) as con:
        con.execute("set temp_directory = ''")  # memory alone: what is put aside is a matter of luck
        load(con, made)
        spread(con, starting_model())
        with pytest.raises(duckdb.OutOfMemoryException):
            candidates.find(con, starting_model(), ANY, most=8_000, rows_at_once=10_000_000)
