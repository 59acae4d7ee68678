"""`kawal watch fit`: weights of the score learned from outcomes, with a report to read before anybody uses them."""

import json
from argparse import ArgumentParser, Namespace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

from kawal.doors.commands.command import CouldNot, Result, WrongUse
from kawal.doors.commands.histories import check_facts, context_of, labels_of, tell_lines
from kawal.doors.commands.outputs import check_place
from kawal.doors.commands.progress import Bars

DESCRIPTION = """Learn what each indicator weighs from files of facts and what turned out to be true. The facts are replayed in the order
in which they became known; each time what was found on somebody changed is one snapshot, and those before departure and before harm
count most. Indicators may only add. Everybody is also learned from without the findings that only a complete feed can give, so that the
weights hold where there is none. Learned on the people known earlier, calibrated and judged on those known later, and held to the points
of --expert (or our experts' own) as strongly as --worth allows. With --apart every FACTS is a folder of a history of its own, in which
--labels and --context are looked for: people of different folders are never the same.

A level begins where as many of the later people are above it as there is room for: --high-budget on the level high, --medium-budget on high
and medium together, both per 10,000 workers. Calls for help take no room.

--out gets the weights document; beside it, FILE.report.json says how far it can be trusted: reliability, and for each indicator
its precision with an interval. Nothing is put in force. --json: {"version", "digest", "people", "cases", "refused", "out", "report"}."""


class History(NamedTuple):
    """Files of facts that are one history, what turned out to be true in it, and its dated tables."""

    name: str
    facts: list[Path]
    labels: Path
    context: Path | None


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
        "--apart",
        action="store_true",
        help="each FACTS is a history of its own, with labels and context in it",
    )
    parser.add_argument(
        "--prevalence",
        type=float,
        metavar="X",
        help="share of cases among all workers, where the labelled hold more of them",
    )
    add_budgets(parser)
    parser.add_argument(
        "--about", default="", metavar="TEXT", help="what these outcomes are, for the note of the weights"
    )
    parser.add_argument(
        "--worth",
        type=float,
        default=1.0,
        metavar="X",
        help="how much one person counts against the expert points (1)",
    )


def add_budgets(parser: ArgumentParser) -> None:
    for name, default, told in (("high", 30.0, "high"), ("medium", 100.0, "high and medium together")):
        parser.add_argument(
            f"--{name}-budget",
            type=float,
            default=default,
            metavar="N",
            help=f"alerts per 10,000 workers that are {told} ({default:g})",
        )


def run(args: Namespace) -> Result:
    """Writes the weights and the report."""
    from kawal.decisions.rules.findings import rules_on
    from kawal.decisions.score.weights import document_of
    from kawal_batch.watch.fitting import TooFewCases, learn
    from kawal_batch.watch.fitting_levels import Budgets

    if not 0 < args.worth <= 100:
        raise WrongUse(f"--worth {args.worth:g}: more than 0, and 100 at most")
    if args.prevalence is not None and not 0 < args.prevalence < 1:
        raise WrongUse(f"--prevalence {args.prevalence:g}: between 0 and 1")
    if not 0 < args.high_budget < args.medium_budget < 10_000:
        raise WrongUse("--high-budget is more than 0 and less than --medium-budget, which is below 10,000")
    check_facts(args.facts, [args.labels])
    check_place(args.out, (*args.facts, args.labels))
    report = args.out.with_suffix(".report.json")
    expert, now = _weights(args.expert), datetime.now(UTC)
    try:
        with Bars() as bars:
            read = [_told(history, expert, bars) for history in _histories(args)]
        told, refused = [it for its, _ in read for it in its], sum(count for _, count in read)
        people = {it.subject: bool(it.label) for it in told if it.label is not None}
        about = f" {args.about.strip()}" if args.about.strip() else ""
        fitted = learn(
            told,
            expert=expert,
            rules=rules_on(now),
            version=args.version or f"{now:%Y-%m-%d}",
            note=f"Learned from {len(people)} labelled people, {sum(people.values())} of them cases, held to {expert.version}.{about}",
            worth=args.worth,
            prevalence=args.prevalence,
            budgets=Budgets(args.high_budget, args.medium_budget),
        )
    except TooFewCases as error:
        raise CouldNot(str(error)) from error
    _write(args.out, document_of(fitted.weights))
    _write(report, fitted.report)
    data = {
        "version": fitted.weights.version,
        "digest": fitted.weights.digest,
        "people": fitted.report["learned_from"]["people"],
        "cases": fitted.report["learned_from"]["cases"],
        "refused": refused,
        "out": str(args.out),
        "report": str(report),
    }
    return Result(data, tuple(_lines(fitted.report)), partly=refused > 0)


def _histories(args: Namespace) -> list[History]:
    if not args.apart:
        return [History("", args.facts, args.labels, args.context)]
    return [
        History(f"{n}/", [it], it / args.labels, it / args.context if args.context else None)
        for n, it in enumerate(args.facts)
    ]


def _told(history: History, expert: Any, bars: Bars) -> tuple[list[Any], int]:
    """Snapshots of a history, its people named apart from those of others, and how much of it could not be taken."""
    from kawal_batch.watch.built import parts_of
    from kawal_batch.watch.reading import Complaints, files_in
    from kawal_batch.watch.snapshots import snapshots

    labels, (context, odd) = labels_of(history.labels), context_of(history.context)
    complaints, files = Complaints(), files_in(history.facts, [history.labels])
    made = [*snapshots(files, labels, parts_of(context, expert), bars.show, complaints)]
    tell_lines(complaints)
    told = [it._replace(subject=f"{history.name}{it.subject}") for it in made]
    return told, complaints.refused + odd


def _weights(path: Path | None) -> Any:
    from kawal.decisions.score.weights import BadWeights, expert, read_weights

    try:
        return read_weights(path) if path else expert()
    except BadWeights as error:
        raise CouldNot(str(error)) from error


def _write(path: Path, said: dict[str, Any]) -> None:
    from kawal_batch.outfiles import written_whole

    try:
        with written_whole(path) as file:
            file.write(json.dumps(said, indent=1, ensure_ascii=False).encode() + b"\n")
    except OSError as error:
        raise CouldNot(f"{path} cannot be written: {error.strerror}") from error


def _lines(report: dict[str, Any]) -> list[str]:
    learned, judged = report["learned_from"], report["judged_on"]
    return [
        f"learned from {learned['people']:,} people, {learned['cases']} cases; judged on {judged['people']:,}, {judged['cases']}",
        *(
            f"{name} from {it['probability']:.4f}: {it['expected']:g} of 10,000"
            for name, it in report["levels"].items()
        ),
        "said      seen      people",
        *(f"{it['said']:<8}  {it['seen']:<8}  {it['people']:,}" for it in report["reliability"]),
    ]
