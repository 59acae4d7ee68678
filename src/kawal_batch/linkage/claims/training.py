"""Weights learned from the claims of an installation, by Splink, without labels; by officers' decisions when there are enough.

How often strangers agree is seen on random pairs, numbers are counted exactly, and how often one person's claims agree is learned by
expectation maximisation among pairs that agree in two values. What training could not see keeps its standing weight.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import log2
from typing import Any

from kawal.situation.linkage.rules.comparing import FIELDS, LEVELS
from kawal.situation.linkage.rules.forms import Form
from kawal.situation.linkage.rules.model import TABLES, Frequencies, Model
from kawal_batch.linkage.claims import forms as form_table
from kawal_batch.linkage.claims.by_splink import (
    LEAST_PAIRS,
    chance_of_strangers,
    levels_of,
    matches_of_one_person,
    rounded,
)
from kawal_batch.linkage.claims.effects import Decision, Effect, effects_of, put_decided
from kawal_batch.linkage.claims.weighing import VALUES_SQL, level_sql
from kawal_batch.linkage.opened import opened

MOST_MEMORY = "3GB"
MOST_CLAIMS = 1_000_000  # with more, coincidences outnumber the matches and are learned as such
ENOUGH_DECISIONS, ENOUGH_AT_A_FIELD = 1_000, 100
LISTED_FROM = 5  # claims that hold a value, for it to stand in a frequency table
SURE = ("nik", "name_key"), ("name_key", "born", "mother_key")
SURE_FIND = 0.5  # of all pairs that are one person, as a guess: a factor of two is one bit


class TooFewClaims(ValueError):
    """There is nothing to learn from."""


@dataclass(frozen=True, slots=True)
class Trained:
    """A model that was learned, and from what: ``learned`` tells by field whether from claims, from decisions, or not at all."""

    model: Model
    learned: Mapping[str, str]
    decisions: int
    effects: tuple[Effect, ...]


def train(
    claims: Iterable[tuple[int, Form]], standing: Model, version: str, decisions: Iterable[Decision] = ()
) -> Trained:
    """Learn a new model, from at most a million of the claims.

    :param decisions: pairs of claims somebody decided on, and whether they are one person.
    :raises TooFewClaims: hardly a pair of claims is one person.
    """
    with opened(MOST_MEMORY) as con:
        count = min(form_table.load(con, claims), MOST_CLAIMS)
        con.execute(
            f"delete from form where claim_id not in (select claim_id from form order by hash(claim_id) limit {count})"
        )
        return _train(con, count, standing, version, list(decisions))


def _train(con: Any, count: int, standing: Model, version: str, decisions: list[Decision]) -> Trained:
    prior = _prior(con, count)
    chance = chance_of_strangers(con)
    seen = matches_of_one_person(con, chance, standing)
    by_decision = _from_decisions(con, [pair for pair in decisions if pair[2]])
    learned = {
        field: "decisions" if field in by_decision else "claims" if field in seen else "standing"
        for field in FIELDS
    }
    matches = {field: by_decision.get(field) or seen.get(field) for field in FIELDS}
    fields = {field: levels_of(field, standing, matches[field], chance[field]) for field in FIELDS}
    tables = {table: _frequencies(con, table) for table in TABLES}
    about = f"Learned from {count} claims" + (f" and {len(decisions)} decisions." if by_decision else ".")
    model = Model(version, prior, fields, tables, count, about)
    return Trained(model, learned, len(decisions), effects_of(con, model, standing, decisions))


def _prior(con: Any, count: int) -> float:
    """Log odds that two claims at random are one person, from those that surely are."""
    sure = " union ".join(
        "select a.claim_id x, b.claim_id y from form a join form b on a.claim_id < b.claim_id and "
        + " and ".join(f"a.{name} = b.{name}" for name in names)
        for names in SURE
    )
    found = con.execute(f"select count(*) from ({sure})").fetchall()[0][0]
    if found < LEAST_PAIRS:
        raise TooFewClaims(
            f"only {found} pairs of {count} claims are surely one person; {LEAST_PAIRS} are needed"
        )
    share = found / SURE_FIND / (count * (count - 1) / 2)
    return rounded(log2(share / (1 - share)))


def _from_decisions(con: Any, same: list[Decision]) -> dict[str, list[float]]:
    """How often claims agree that officers called one person; nothing before there are enough of them."""
    if len(same) < ENOUGH_DECISIONS:
        return {}
    put_decided(con, same)
    found = {}
    for field in FIELDS:
        counts = dict(
            con.execute(
                f"""select {level_sql(field)} g, count(*) from decided join form a on a.claim_id = low
                join form b on b.claim_id = high group by 1 having g >= 0"""
            ).fetchall()
        )
        total = sum(counts.values())
        if total >= ENOUGH_AT_A_FIELD:
            found[field] = [counts.get(n, 0) / total for n in range(len(LEVELS[field]))]
    return found


def _frequencies(con: Any, table: str) -> Frequencies:
    """Shares of the values that several claims hold. All others share what a value of one claim has."""
    rows = con.execute(
        f"""select v, count(*) from (select unnest({VALUES_SQL[table]}) v from form) where v is not null
        group by v having count(*) >= {LISTED_FROM} order by v"""
    ).fetchall()
    known = con.execute(f"select count(*) from form where len({VALUES_SQL[table]}) > 0").fetchall()[0][0]
    if not known:
        return Frequencies({}, 0.0)
    return Frequencies({value: rounded(n / known) for value, n in rows}, rounded(1 / known))
