"""`kawal watch replay`: what would have been raised, and when, had Kawal watched while these facts came in."""

import time
from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import Any

from kawal.doors.commands.command import CouldNot, Result, WrongUse
from kawal.doors.commands.histories import check_facts, context_of, labels_of, tell, tell_lines
from kawal.doors.commands.outputs import check_place
from kawal.doors.commands.progress import Bars

DESCRIPTION = """Replay files of facts (.ndjson, .csv, also gzipped; a folder means those in it) in the order in which they became
known (sent_at, else occurred_at), without a database and without hindsight, and write every alert when it would have been
raised, one JSON object a line. A worker or a ring has one alert; a later line with the same alert_id adds to it.

--context DIR holds the dated tables of that world; one that is there replaces the built-in one. --labels FILE says what was
true, one object a subject; the report then tells recall, precision, lead time, and whom the alerts wronged. It is printed on
standard error as a table, and --report FILE keeps it as JSON. --budget N: alerts per 10,000 workers, beside calls for help.
--json: {"facts", "people", "alerts", "lines", "named", "refused", ..., "facts_per_second", "report"}."""


def add_arguments(parser: ArgumentParser) -> None:
    parser.description = DESCRIPTION
    parser.add_argument(
        "facts", nargs="+", type=Path, metavar="FACTS", help="files of facts, or folders of them"
    )
    parser.add_argument("--out", required=True, type=Path, metavar="FILE.ndjson", help="where the alerts go")
    parser.add_argument("--context", type=Path, metavar="DIR", help="dated tables of that world")
    parser.add_argument("--labels", type=Path, metavar="FILE.ndjson", help="what was true of each subject")
    parser.add_argument(
        "--budget", type=float, default=30.0, metavar="N", help="alerts per 10,000 workers (default 30)"
    )
    parser.add_argument("--report", type=Path, metavar="FILE.json", help="keep the report; needs --labels")


def run(args: Namespace) -> Result:
    """Tells what was read, what was raised, and with labels how well that was."""
    from kawal_batch.watch.built import parts_of
    from kawal_batch.watch.reading import files_in
    from kawal_batch.watch.running import replay_files, write_report

    _sensible(args)
    labels = labels_of(args.labels)
    context, odd = context_of(args.context)
    began = time.monotonic()
    try:
        with Bars() as bars:
            made = replay_files(
                files_in(args.facts, _apart(args)),
                parts_of(context),
                out=args.out,
                budget=args.budget,
                labels=labels,
                show=bars.show,
            )
        if made.report and args.report:
            write_report(args.report, made.report)
    except OSError as error:
        raise CouldNot(f"{error.filename or args.out} cannot be written: {error.strerror}") from error
    data = {**_data(made), "context_refused": odd, "seconds": round(time.monotonic() - began, 1)}
    data["facts_per_second"] = round(data["facts"] / max(data["seconds"], 0.1))
    _tell(made)
    return Result(
        data,
        tuple(_lines(data, args.out)),
        partly=any(data[it] for it in ("refused", "conflicts", "too_late", "context_refused")),
    )


def _sensible(args: Namespace) -> None:
    if not 0 < args.budget <= 10_000:
        raise WrongUse(f"--budget {args.budget:g}: more than 0, and 10,000 at most")
    if args.report and not args.labels:
        raise WrongUse("--report needs --labels")
    check_facts(args.facts, _apart(args))
    for path in (args.out, args.report):
        if path:
            check_place(path, (*args.facts, args.labels))


def _apart(args: Namespace) -> tuple[Path | None, ...]:
    """Files of this replay that may lie among the facts."""
    return args.out, args.report, args.labels


def _data(made: Any) -> dict[str, Any]:
    replay, counts = made.replay, made.replay.records.counts
    raised = {line.alert_id for line in replay.desk.lines}
    return {
        "facts": len(replay.history),
        "people": len(replay.records.of),
        "alerts": len(raised),
        "lines": made.lines,
        "rings": len({line.alert_id for line in replay.desk.lines if line.ring}),
        "named": len(replay.desk.of_person),
        "emergencies": replay.desk.budget.urgent,
        "audited": replay.desk.budget.audited,
        "refused": made.complaints.refused,
        "mended": made.complaints.mended,
        "repeated": counts.repeated,
        "conflicts": counts.conflicts,
        "replaced": counts.replaced,
        "withdrawn": counts.withdrawn,
        "too_late": replay.history.too_late,
        "notices": [it.written() for it in replay.outages.notices],
        "report": made.report,
    }


def _lines(data: dict[str, Any], out: Path) -> list[str]:
    return [
        f"{data['facts']:,} facts about {data['people']:,} people, {data['facts_per_second']:,} facts a second",
        f"{data['alerts']:,} alerts naming {data['named']:,} people in {out}, {data['emergencies']:,} of them emergencies",
        *_notices(data),
    ]


def _notices(data: dict[str, Any]) -> list[str]:
    return [
        f"no word by {it['channel'] or '?'} in {it['country'] or '?'} from {it['since']} to {it['until']}, {it['people']:,} people"
        for it in data["notices"]
    ]


def _tell(made: Any) -> None:
    """What was not taken as it was given, and the report."""
    from kawal_batch.watch.told import told

    counts, late = made.replay.records.counts, made.replay.history.too_late
    tell_lines(made.complaints)
    if counts.repeated:
        tell([f"facts given again, passed over: {counts.repeated:,}"])
    if counts.conflicts:
        tell([f"facts given again with other content, the first kept: {counts.conflicts:,}"])
    if late:
        tell([f"facts dated years after all others, left out: {late:,}"])
    if made.report:
        tell(told(made.report))
