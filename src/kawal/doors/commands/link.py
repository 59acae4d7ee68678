"""`kawal link`: which records are one person."""

import time
from argparse import ArgumentParser, Namespace
from pathlib import Path

from kawal.doors.commands import relink, weights
from kawal.doors.commands.command import Command, CouldNot, Result, WrongUse
from kawal.doors.commands.outputs import check_place
from kawal.doors.commands.progress import Bars

DETAILS = """\
`kawal link files A.csv --schema S.toml --out CLUSTERS.csv` finds the rows of a table that are one person; with a second
file, the rows of the one that are in the other. Nothing is known beforehand: weights are learned from the tables
themselves. No database is needed, and the same files give the same result. The schema says what the columns hold:

    id = "rec_id"
    [columns]                      # column = kind
    given_name = "given_name"
    date_of_birth = "date"         # 1956-04-09, 19560409, 1956-04, 1956

Kinds: given_name, surname, full_name, mother_name, date, year, place, address, postcode, number, sex, phone, text.
`kawal link run` does the same to the claims of the ledger, with the weights in force; `train` and `adopt` renew these.
CLUSTERS.csv has row_id and cluster_id; --pairs writes the weighed pairs, in bits: 0 is even, +10 a thousand to one."""


def add_arguments(parser: ArgumentParser) -> None:
    parts = parser.add_subparsers(dest="part", required=True, metavar="files|run|train|adopt")
    relink.add_arguments(parts.add_parser("run", help="link all claims of the ledger"))
    weights.add_training(parts.add_parser("train", help="learn the weights anew from the ledger"))
    weights.add_adopting(parts.add_parser("adopt", help="put a trained model in force"))
    files = parts.add_parser("files", help="link one or two tables", description="Link one or two tables.")
    files.add_argument("files", nargs="+", type=Path, metavar="FILE.csv", help="one table, or two")
    files.add_argument(
        "--schema", required=True, type=Path, metavar="FILE.toml", help="what the columns hold"
    )
    files.add_argument("--out", required=True, type=Path, metavar="FILE.csv", help="row_id, cluster_id")
    files.add_argument("--pairs", type=Path, metavar="FILE.csv", help="write the weighed pairs too")


def run(args: Namespace) -> Result:
    """Tells what the part of the command says it tells."""
    others = {"run": relink.run, "train": weights.train, "adopt": weights.adopt}
    return others[args.part](args) if args.part in others else _files(args)


def _files(args: Namespace) -> Result:
    """Tells how many rows, clusters and pairs, and the rows that were left out."""
    from kawal_batch.linkage.tables.linking import link, write_clusters, write_pairs
    from kawal_batch.linkage.tables.reading import UnreadableTable
    from kawal_batch.linkage.tables.schema import InvalidSchema, read_schema

    if len(args.files) > 2:
        raise WrongUse(f"one table or two can be linked, not {len(args.files)}")
    for path in (args.out, args.pairs):
        if path:
            check_place(path, (*args.files, args.schema))
    began = time.monotonic()
    try:
        schema = read_schema(args.schema)
        with Bars() as bars:
            linked = link(args.files, schema, bars.show)
        write_clusters(linked, args.out, args.files)
        if args.pairs:
            write_pairs(linked, args.pairs)
    except InvalidSchema as error:
        raise WrongUse(str(error)) from error
    except UnreadableTable as error:
        raise CouldNot(str(error)) from error
    except OSError as error:
        raise CouldNot(f"{error.filename or args.out} cannot be written: {error.strerror}") from error
    data = {
        "rows": len(linked.ids),
        "clusters": len(set(linked.clusters)),
        "compared": linked.compared,
        "refused": linked.refused.count,
        "seconds": round(time.monotonic() - began, 1),
    }
    lines = [f"{data['rows']:,} rows, {data['clusters']:,} clusters in {args.out} after {data['seconds']} s"]
    if linked.refused.count:
        lines += [f"{linked.refused.count:,} rows were left out:", *linked.refused.first]
    return Result(data, tuple(lines), partly=linked.refused.count > 0)


COMMAND = Command(
    "link",
    "analysis",
    "find the records that are one person",
    add_arguments,
    run,
    needs="nothing",
    details=DETAILS,
)
