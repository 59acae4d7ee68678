"""`kawal watch fit`: weights of the score learned from outcomes, with a report to read before anybody uses them."""

import json
from argparse import ArgumentParser, Namespace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from kawal.doors.commands.command import CouldNot, Result, WrongUse
from kawal.doors.commands.progress import Bars
from kawal.doors.commands.replay import _context, _labels

DESCRIPTION = """Learn what each indicator weighs from files of facts and what turned out to be true. The facts are replayed in the order
in which they became known; each time what was found on somebody changed is one snapshot, and those before departure and before harm
count most. Indicators may only add. Learned on the people known earlier, calibrated and judged on those known later, and held to the
points of --expert (or our experts' own) as strongly as --worth allows.

--out gets the weights document; beside it, FILE.report.json says how far it can be trusted: reliability, and for each indicator
its precision with an interval. Nothing is put in force. --json: {"version", "digest", "people", "cases", "out", "report"}."""


def add_arguments(parser: ArgumentParser) -> None:
    parser.description = DESCRIPTION
    parser.add_argument(
        "facts", nargs="+", type=Path, metavar="FACTS", help="files of facts, or folders of them"
    )
    parser.add_argument(
        "--labels", required=True, type=Path, metavar="FILE.ndjson", help="what was true of each subject"
    )
    parser.add_argument("--out", required=True, type=Path, metavar="FILE.json", help="where the weights go")
    parser.add_argument("--context", type=Path, metavar="DIR", help="dated tables of that world")
    parser.add_argument(
        "--expert", type=Path, metavar="FILE.json", help="weights to start from; else our experts' points"
    )
    parser.add_argument(
        "--version", default="", metavar="NAME", help="name of the weights; else today's date"
    )
    parser.add_argument(
        "--worth",
        type=float,
        default=1.0,
        metavar="X",
        help="how much one person counts against the expert points (1)",
    )


def run(args: Namespace) -> Result:
    """Writes the weights and the report."""
    from kawal.decisions.rules.findings import rules_on
    from kawal.decisions.score.weights import document_of
    from kawal_batch.watch.built import parts_of
    from kawal_batch.watch.fitting import TooFewCases, learn
    from kawal_batch.watch.snapshots import snapshots

    if not 0 < args.worth <= 100:
        raise WrongUse(f"--worth {args.worth:g}: more than 0, and 100 at most")
    labels, (context, _odd), expert = _labels(args.labels), _context(args.context), _weights(args.expert)
    now = datetime.now(UTC)
    try:
        with Bars() as bars:
            told = list(snapshots(args.facts, labels, parts_of(context, expert), bars.show))
        fitted = learn(
            told,
            expert=expert,
            rules=rules_on(now),
            version=args.version or f"{now:%Y-%m-%d}",
            note=f"Learned from {len(labels)} labelled people, held to {expert.version}.",
            worth=args.worth,
        )
    except TooFewCases as error:
        raise CouldNot(str(error)) from error
    report = args.out.with_suffix(".report.json")
    _write(args.out, document_of(fitted.weights))
    _write(report, fitted.report)
    data = {
        "version": fitted.weights.version,
        "digest": fitted.weights.digest,
        "people": fitted.report["learned_from"]["people"],
        "cases": fitted.report["learned_from"]["cases"],
        "out": str(args.out),
        "report": str(report),
    }
    return Result(data, tuple(_lines(fitted.report)))


def _weights(path: Path | None) -> Any:
    from kawal.decisions.score.weights import BadWeights, expert, read_weights

    try:
        return read_weights(path) if path else expert()
    except BadWeights as error:
        raise CouldNot(str(error)) from error


def _write(path: Path, said: dict[str, Any]) -> None:
    try:
        path.write_text(json.dumps(said, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    except OSError as error:
        raise CouldNot(f"{path} cannot be written: {error.strerror}") from error


def _lines(report: dict[str, Any]) -> list[str]:
    learned, judged = report["learned_from"], report["judged_on"]
    return [
        f"learned from {learned['people']:,} people, {learned['cases']} cases; judged on {judged['people']:,}, {judged['cases']}",
        "said      seen      people",
        *(f"{it['said']:<8}  {it['seen']:<8}  {it['people']:,}" for it in report["reliability"]),
    ]
