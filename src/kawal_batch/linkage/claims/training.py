"""Weights learned from the claims of an installation, by Splink, without labels; by officers' decisions when there are enough.

How often strangers agree is seen on random pairs, numbers are counted exactly, and how often one person's claims agree is learned by
expectation maximisation among pairs that agree in two values. What training could not see keeps its standing weight.
"""

import logging
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import isclose, log2
from statistics import mean
from typing import Any

import duckdb
import pyarrow as pa
from splink import DuckDBAPI, Linker, SettingsCreator, block_on

from kawal.situation.linkage.rules.automatic import judge
from kawal.situation.linkage.rules.comparing import FIELDS, LEVELS
from kawal.situation.linkage.rules.forms import Form
from kawal.situation.linkage.rules.model import TABLES, Frequencies, Level, Model, weighed
from kawal_batch.linkage.claims import forms as form_table
from kawal_batch.linkage.claims.weighing import VALUES_SQL, level_sql, read_weighed, spread, weigh

MOST_CLAIMS = 1_000_000  # with more, coincidences outnumber the matches and are learned as such
RANDOM_PAIRS, PAIRS_A_SESSION = 2_000_000, 1_000_000
ENOUGH_DECISIONS, ENOUGH_AT_A_FIELD = 1_000, 100
LEAST_MATCHES, LEAST_PAIRS = 0.002, 200
LISTED_FROM = 5  # claims that hold a value, for it to stand in a frequency table
NUMBERS = {"nik": "nik", "passport": "passport", "kk": "kk", "kawal_id": "refers_to"}
# Agreements of values among whose pairs many are one person: the columns, and the fields of which such pairs tell nothing.
SESSIONS = {
    ("name_key", "born"): {"name", "birth"},
    ("name_key", "mother_key"): {"name", "mother"},
    ("born", "mother_key"): {"birth", "mother"},
    ("nik",): {"nik"},
    ("name_key", "regencies"): {"name", "birth_place"},
}
ROUNDS = (25, 12, 6, 3)
OF_A_HOUSEHOLD = frozenset({"kk", "phone", "home"})  # with them, sisters would be learned to be one person
SURE = ("nik", "name_key"), ("name_key", "born", "mother_key")
SURE_FIND = 0.5  # of all pairs that are one person, as a guess: a factor of two is one bit

Decision = tuple[int, int, bool]
Shares = dict[str, list[tuple[float | None, float | None]]]


class TooFewClaims(ValueError):
    """There is nothing to learn from."""


@dataclass(frozen=True, slots=True)
class Effect:
    """What a new model would say of pairs that somebody decided, and what the standing one says of them."""

    same: bool
    pairs: int
    joined: int
    joined_before: int
    shown: int
    shown_before: int


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
    con = duckdb.connect()
    try:
        count = min(form_table.load(con, claims), MOST_CLAIMS)
        con.execute(
            f"delete from form where claim_id not in (select claim_id from form order by hash(claim_id) limit {count})"
        )
        return _train(con, count, standing, version, list(decisions))
    finally:
        con.close()


def _train(con: Any, count: int, standing: Model, version: str, decisions: list[Decision]) -> Trained:
    prior = _prior(con, count)
    chance = _chance(con)
    seen = _matches(con, chance, standing)
    by_decision = _from_decisions(con, [pair for pair in decisions if pair[2]])
    learned = {
        field: "decisions" if field in by_decision else "claims" if field in seen else "standing"
        for field in FIELDS
    }
    matches = {field: by_decision.get(field) or seen.get(field) for field in FIELDS}
    fields = {field: _field(field, standing, matches[field], chance[field]) for field in FIELDS}
    tables = {table: _frequencies(con, table) for table in TABLES}
    about = f"Learned from {count} claims" + (f" and {len(decisions)} decisions." if by_decision else ".")
    model = Model(version, prior, fields, tables, count, about)
    return Trained(model, learned, len(decisions), _effects(con, model, standing, decisions))


def _linker(con: Any, fields: Iterable[str], settings: Mapping[str, Any]) -> Linker:
    logging.getLogger("splink").setLevel(logging.ERROR)
    said = SettingsCreator(
        link_type="dedupe_only",
        unique_id_column_name="claim_id",
        **{"comparisons": [comparison(field) for field in fields], **settings},
    )
    return Linker(DuckDBAPI(connection=con).register("form"), said, log_level=None)


def _chance(con: Any) -> dict[str, list[float | None]]:
    """How often strangers agree: of every level by field. Nothing where no pair of strangers has both values."""
    linker = _linker(con, FIELDS, {})
    linker.training.estimate_u_using_random_sampling(max_pairs=RANDOM_PAIRS, seed=1)
    return {field: [u for _, u in levels] for field, levels in _shares(linker).items()} | _counted_exactly(
        con, linker
    )


def _matches(con: Any, chance: Mapping[str, list[float | None]], standing: Model) -> dict[str, list[float]]:
    """How often the claims of one person agree: the mean over the sessions that can tell."""
    found: dict[str, list[list[float]]] = {}
    for columns, blocked in SESSIONS.items():
        if _pairs_in(con, columns) < LEAST_PAIRS:
            continue
        free = [it for it in FIELDS if it not in blocked and it not in OF_A_HOUSEHOLD and any(chance[it])]
        start = {field: _start(field, standing, chance[field]) for field in free}
        for field, levels in _session(con, columns, start).items():
            found.setdefault(field, []).append(_seen(levels, start[field]))
    return {field: [mean(shares) for shares in zip(*sets, strict=True)] for field, sets in found.items()}


def _seen(levels: Sequence[tuple[float | None, float | None]], start: Sequence[Level]) -> list[float]:
    """Shares of one session. A level that none of its pairs shows comes back as it was put in; it was seen never."""
    shares = [
        LEAST_MATCHES if m is None or isclose(m, _put_in(before)) else max(m, LEAST_MATCHES)
        for (m, _), before in zip(levels, start, strict=True)
    ]
    return [share / sum(shares) for share in shares]


def _session(con: Any, columns: Sequence[str], start: Mapping[str, tuple[Level, ...]]) -> Shares:
    """Expectation maximisation among the pairs that agree in these columns.

    Splink gives up where the share of a level becomes nothing, which it does in many rounds: then fewer of them are made.
    """
    comparisons = [comparison(field, levels, by_frequency=False) for field, levels in start.items()]
    for rounds in ROUNDS:
        linker = _linker(con, (), {"comparisons": comparisons, "max_iterations": rounds})
        try:
            linker.training.estimate_parameters_using_expectation_maximisation(
                block_on(*columns), estimate_without_term_frequencies=True, max_pairs=PAIRS_A_SESSION
            )
        except ValueError:
            continue
        return _shares(linker)
    return {}


def _start(field: str, standing: Model, chance: Sequence[float | None]) -> tuple[Level, ...]:
    return _field(field, standing, [level.matches for level in standing.fields[field]], chance)


def _put_in(level: Level) -> float:
    """The share that gives Splink the weight of a level, though the laws of a model may have moved it."""
    return level.chance * 2**level.bits


def comparison(field: str, levels: tuple[Level, ...] = (), *, by_frequency: bool = True) -> dict[str, Any]:
    """A field as Splink compares it, with the weights of a model where they are given."""
    call = level_sql(field, "{}_l", "{}_r")
    said: list[dict[str, Any]] = [
        {"sql_condition": f"{call} = -1", "label_for_charts": "missing", "is_null_level": True}
    ]
    for n, code in reversed(list(enumerate(LEVELS[field]))):
        level: dict[str, Any] = {"sql_condition": f"{call} = {n}" if n else "ELSE", "label_for_charts": code}
        if levels:
            level |= {
                "u_probability": levels[n].chance,
                "m_probability": levels[n].chance * 2 ** levels[n].bits,
            }
            if levels[n].table and by_frequency:
                level |= {
                    "tf_adjustment_column": f"common_{levels[n].table}",
                    "disable_tf_exact_match_detection": True,
                }
        said.append(level)
    return {"output_column_name": field, "comparison_levels": said}


def _pairs_in(con: Any, columns: tuple[str, ...]) -> int:
    names = ", ".join(columns)
    known = " and ".join(f"{name} is not null" for name in columns)
    found = con.execute(
        f"select coalesce(sum(c * (c - 1) / 2), 0) from (select count(*) c from form where {known} group by {names})"
    )
    return int(found.fetchall()[0][0])


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
    return _rounded(log2(share / (1 - share)))


def _shares(linker: Linker) -> Shares:
    """By field, of every level, how often it is seen among one person's pairs and among strangers'."""
    said = linker.misc.save_model_to_json()
    seen = {}
    for it in said["comparisons"]:
        levels = {level["label_for_charts"]: level for level in it["comparison_levels"]}
        field = it["output_column_name"]
        seen[field] = [
            (levels[code].get("m_probability"), levels[code].get("u_probability")) for code in LEVELS[field]
        ]
    return seen


def _from_decisions(con: Any, same: list[Decision]) -> dict[str, list[float]]:
    """How often claims agree that officers called one person; nothing before there are enough of them."""
    if len(same) < ENOUGH_DECISIONS:
        return {}
    _put_decided(con, same)
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


def _field(
    field: str, standing: Model, matches: Sequence[float] | None, chance: Sequence[float | None]
) -> tuple[Level, ...]:
    """The levels of one field; what was not learned stays as it stands."""
    levels = []
    for n, (code, before) in enumerate(zip(LEVELS[field], standing.fields[field], strict=True)):
        if matches is None:
            levels.append(before)
        else:
            m, u = max(matches[n], LEAST_MATCHES), chance[n] or before.chance
            levels.append(weighed(field, code, _rounded(m), _rounded(u)))
    return tuple(levels)


def _rounded(share: float) -> float:
    """Nine digits: the last ones of a float depend on which thread was first."""
    return float(f"{share:.9g}")


def _counted_exactly(con: Any, linker: Linker) -> dict[str, list[float | None]]:
    """Numbers agree by chance so seldom that no sample sees it: equal ones of claims with other names are counted."""
    found = {}
    sampled = _shares(linker)
    for field, column in NUMBERS.items():
        known, equal = con.execute(
            f"""select sum(c), sum(c * (c - 1)) from (select count(distinct name_key) c from form
            where {column} is not null group by {column})"""
        ).fetchall()[0]
        if known and known > 1:
            chance = max(float(equal), 1.0) / (float(known) * (float(known) - 1))
            found[field] = [*(u for _, u in sampled[field][:-1]), chance]
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
    return Frequencies({value: _rounded(n / known) for value, n in rows}, _rounded(1 / known))


def _put_decided(con: Any, decisions: Sequence[Decision]) -> None:
    pairs = pa.table({"low": [it[0] for it in decisions], "high": [it[1] for it in decisions]}, _PAIRS)
    con.register("read", pairs)
    con.execute("create or replace temp table decided as select * from read")
    con.unregister("read")


_PAIRS = pa.schema([("low", pa.int64()), ("high", pa.int64())])


def _effects(con: Any, model: Model, standing: Model, decisions: Sequence[Decision]) -> tuple[Effect, ...]:
    found = []
    for same in (True, False):
        some = [it for it in decisions if it[2] is same]
        if some:
            _put_decided(con, some)
            (joined, shown), (joined_before, shown_before) = (_said_of(con, it) for it in (model, standing))
            found.append(Effect(same, len(some), joined, joined_before, shown, shown_before))
    return tuple(found)


def _said_of(con: Any, model: Model) -> tuple[int, int]:
    """How many of the decided pairs the rule would join, and how many more a person would be shown."""
    spread(con, model)
    weigh(con, model, "decided", "decided_weighed")
    judged = Counter(judge(it.weight, it.levels).answer for it in read_weighed(con, "decided_weighed"))
    return judged["same"], judged["unsure"]
