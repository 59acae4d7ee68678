"""What Splink learns from the table ``form``: how often strangers agree, and how often the claims of one person do."""

import logging
from collections.abc import Iterable, Mapping, Sequence
from math import isclose
from statistics import mean
from typing import Any

from splink import DuckDBAPI, Linker, SettingsCreator, block_on

from kawal.situation.linkage.rules.comparing import FIELDS, LEVELS
from kawal.situation.linkage.rules.model import Level, Model, weighed
from kawal_batch.linkage.claims.weighing import level_sql

RANDOM_PAIRS, PAIRS_A_SESSION = 2_000_000, 1_000_000
LEAST_MATCHES, LEAST_PAIRS = 0.002, 200
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

Shares = dict[str, list[tuple[float | None, float | None]]]


def _linker(con: Any, fields: Iterable[str], settings: Mapping[str, Any]) -> Linker:
    logging.getLogger("splink").setLevel(logging.ERROR)
    said = SettingsCreator(
        link_type="dedupe_only",
        unique_id_column_name="claim_id",
        **{"comparisons": [comparison(field) for field in fields], **settings},
    )
    return Linker(DuckDBAPI(connection=con).register("form"), said, log_level=None)


def chance_of_strangers(con: Any) -> dict[str, list[float | None]]:
    """How often strangers agree: of every level by field. Nothing where no pair of strangers has both values."""
    linker = _linker(con, FIELDS, {})
    linker.training.estimate_u_using_random_sampling(max_pairs=RANDOM_PAIRS, seed=1)
    return {field: [u for _, u in levels] for field, levels in _shares(linker).items()} | _counted_exactly(
        con, linker
    )


def matches_of_one_person(
    con: Any, chance: Mapping[str, list[float | None]], standing: Model
) -> dict[str, list[float]]:
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
    return levels_of(field, standing, [level.matches for level in standing.fields[field]], chance)


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


def levels_of(
    field: str, standing: Model, matches: Sequence[float] | None, chance: Sequence[float | None]
) -> tuple[Level, ...]:
    """The levels of one field; what was not learned stays as it stands."""
    levels = []
    for n, (code, before) in enumerate(zip(LEVELS[field], standing.fields[field], strict=True)):
        if matches is None:
            levels.append(before)
        else:
            m, u = max(matches[n], LEAST_MATCHES), chance[n] or before.chance
            levels.append(weighed(field, code, rounded(m), rounded(u)))
    return tuple(levels)


def rounded(share: float) -> float:
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
