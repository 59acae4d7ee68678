"""Splink on a table of people, with the comparisons its own library recommends for each kind of column, without labels."""

import logging
from pathlib import Path
from typing import Any

import duckdb
import splink.comparison_library as recommended
from splink import DuckDBAPI, Linker, SettingsCreator, block_on

BLOCKS = (
    ("given_name", "surname"), ("date_of_birth",), ("soc_sec_id",), ("surname", "postcode"), ("given_name", "postcode"),
    ("address_1", "street_number"), ("suburb", "surname"), ("address_2", "suburb"),
)  # fmt: skip
SURE = (("soc_sec_id",), ("given_name", "surname", "date_of_birth"), ("given_name", "surname", "address_1"))
SESSIONS = (("date_of_birth",), ("soc_sec_id",), ("given_name", "surname"), ("postcode", "suburb"))
RECALL_OF_SURE = 0.9

Pairs = list[tuple[str, str, float]]


def settings(link_type: Any) -> SettingsCreator:
    by_frequency = {"term_frequency_adjustments": True}
    return SettingsCreator(
        link_type=link_type,
        unique_id_column_name="rec_id",
        blocking_rules_to_generate_predictions=[block_on(*columns) for columns in BLOCKS],
        comparisons=[
            recommended.NameComparison("given_name").configure(**by_frequency),
            recommended.NameComparison("surname").configure(**by_frequency),
            recommended.DateOfBirthComparison(
                "date_of_birth", input_is_string=True, datetime_format="%Y%m%d"
            ),
            recommended.DamerauLevenshteinAtThresholds("soc_sec_id", [1, 2]),
            recommended.ExactMatch("street_number").configure(**by_frequency),
            recommended.JaroWinklerAtThresholds("address_1", [0.9, 0.7]).configure(**by_frequency),
            recommended.JaroWinklerAtThresholds("address_2", [0.9, 0.7]).configure(**by_frequency),
            recommended.JaroWinklerAtThresholds("suburb", [0.9, 0.7]).configure(**by_frequency),
            recommended.LevenshteinAtThresholds("postcode", [1, 2]).configure(**by_frequency),
            recommended.ExactMatch("state").configure(**by_frequency),
        ],
    )


def link(paths: list[Path]) -> tuple[Pairs, Pairs]:
    """The pairs with their probability; and those within its clusters at one half, where one table is rid of doubles."""
    logging.getLogger("splink").setLevel(logging.ERROR)
    con = duckdb.connect()
    api = DuckDBAPI(connection=con)
    tables = []
    for path in paths:
        con.execute(f"create table {path.stem} as select * from read_csv('{path}', all_varchar = true)")
        tables.append(api.register(path.stem, dataset_display_name=path.stem))
    linker = Linker(tables, settings("link_only" if len(paths) == 2 else "dedupe_only"), log_level=None)
    linker.training.estimate_probability_two_random_records_match(
        [block_on(*it) for it in SURE], recall=RECALL_OF_SURE
    )
    linker.training.estimate_u_using_random_sampling(max_pairs=2e6, seed=1)
    for columns in SESSIONS:
        linker.training.estimate_parameters_using_expectation_maximisation(block_on(*columns))
    predicted = linker.inference.predict(threshold_match_probability=0.01)
    pairs = con.execute(
        f"select rec_id_l, rec_id_r, match_probability from {predicted.physical_name}"
    ).fetchall()
    if len(paths) == 2:
        return pairs, []
    grouped = linker.clustering.cluster_pairwise_predictions_at_threshold(
        predicted, threshold_match_probability=0.5
    )
    within = con.execute(
        f"""select a.rec_id, b.rec_id, 1.0 from {grouped.physical_name} a join {grouped.physical_name} b
        on a.cluster_id = b.cluster_id and a.rec_id < b.rec_id"""
    ).fetchall()
    return pairs, within
