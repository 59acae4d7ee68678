"""`kawal watch`: the rules that watch, as they stand in their documents."""

from argparse import ArgumentParser, Namespace

from kawal.doors.commands import fit, replay, watch_run, what_if
from kawal.doors.commands.command import Command, CouldNot, Result

DETAILS = """\
`kawal watch rules` lists every rule with its level, what it says and where it comes from. With --check each rule is run on
the examples in its own document; one that fires where it must not, or does not where it must, gives exit status 1.

`kawal watch what-if RULE --set NAME=VALUE` counts, over everybody in the ledger, whom the rule would reach with another value:
alerts added and removed by origin, sex and level, with twenty examples. It changes nothing.

`kawal watch run` judges everybody in the ledger again by the rules and weights in force; it may be stopped and begun again.
`kawal watch explain PERSON` tells of one, by kawal_id, every rule that holds with its points and facts, and every known column."""


def add_arguments(parser: ArgumentParser) -> None:
    parts = parser.add_subparsers(dest="part", required=True, metavar="rules|run|explain|replay|fit|what-if")
    rules = parts.add_parser("rules", help="list the rules", description="List the rules.")
    rules.add_argument("--check", action="store_true", help="run every rule on its own examples")
    watch_run.add_running(parts.add_parser("run", help="judge everybody in the ledger again"))
    watch_run.add_explaining(parts.add_parser("explain", help="why the watch makes of somebody what it does"))
    replay.add_arguments(parts.add_parser("replay", help="what would have been raised, from files of facts"))
    fit.add_arguments(parts.add_parser("fit", help="learn the weights of the score from outcomes"))
    what_if.add_arguments(parts.add_parser("what-if", help="what another value of a rule would change"))


def run(args: Namespace) -> Result:
    others = {
        "run": watch_run.run,
        "explain": watch_run.explain,
        "replay": replay.run,
        "fit": fit.run,
        "what-if": what_if.run,
    }
    return others[args.part](args) if args.part in others else _rules(args)


def _rules(args: Namespace) -> Result:
    from kawal.decisions.rules.document import BadRule
    from kawal.decisions.rules.findings import catalogue

    try:
        rules = catalogue()
    except BadRule as error:
        raise CouldNot(str(error)) from error
    wrong = (
        [f"{rule.name}: {note}" for rule in rules for note in rule.broken_examples()] if args.check else []
    )
    lines = [
        f"{rule.id:<4} v{rule.version}  {rule.level:<9}  {rule.title.id} ({rule.source_kind}: {rule.source.id})"
        for rule in rules
    ]
    if args.check:
        examples = sum(len(rule.examples) for rule in rules)
        lines += [*wrong, f"{examples} examples, {len(wrong)} wrong"]
    data = {
        "rules": [
            {
                "id": rule.id,
                "version": rule.version,
                "level": rule.level,
                "severity": rule.severity,
                "title": {"id": rule.title.id, "en": rule.title.en},
                "source": {"kind": rule.source_kind, "id": rule.source.id, "en": rule.source.en},
                "when": " ".join(rule.when.text.split()),
                "columns": sorted(rule.when.columns),
                "digest": rule.digest,
            }
            for rule in rules
        ],
        **({"wrong": wrong} if args.check else {}),
    }
    return Result(data, tuple(lines), partly=bool(wrong))


COMMAND = Command(
    "watch",
    "analysis",
    "list, check and try the rules that watch",
    add_arguments,
    run,
    needs="nothing",
    details=DETAILS,
)
