"""`kawal watch what-if`: what another value of a rule would change, over everybody in the ledger or in a file of pictures."""

from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Any

from kawal.doors.commands import instance
from kawal.doors.commands.command import CouldNot, Result, WrongUse


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("rule", metavar="RULE", help="the id of a rule, as `kawal watch rules` lists it")
    parser.add_argument(
        "--set",
        dest="values",
        action="append",
        default=[],
        metavar="NAME=VALUE",
        help="a parameter of the rule and the value to try; may be given several times",
    )
    parser.add_argument(
        "--pictures", type=Path, metavar="FILE.parquet", help="ask a file of pictures, without a database"
    )
    parser.add_argument(
        "--as-of", type=_moment, metavar="MOMENT", help="where the file does not say of when it is"
    )


def run(args: Namespace) -> Result:
    """Tells how many people the rule fires on before and after, and the alerts added and removed."""
    if args.as_of and not args.pictures:
        raise WrongUse("--as-of goes with --pictures; the ledger is asked as it is now")
    standing, tried = _rules(args)
    return _of_file(args, standing, tried) if args.pictures else _of_ledger(standing, tried)


def _moment(text: str) -> datetime:
    try:
        said = datetime.fromisoformat(text)
    except ValueError as error:
        raise ArgumentTypeError(f"{text} is no moment of ISO 8601") from error
    if said.tzinfo is None:
        raise ArgumentTypeError(f"{text} does not say its zone: {text}+07:00")
    return said


def _rules(args: Namespace) -> tuple[Any, Any]:
    """The rule as it stands, and with the values tried."""
    from kawal.decisions.trying.tried import BadValue, UnknownRule, standing_rule, with_values

    try:
        standing = standing_rule(args.rule)
        return standing, with_values(standing, _pairs(args.values))
    except UnknownRule as error:
        raise CouldNot(f"there is no rule {args.rule}; `kawal watch rules` lists them") from error
    except BadValue as error:
        known = ", ".join(f"{name}={value}" for name, value in standing.params.items()) or "none"
        raise WrongUse(f"{error} does not fit; the rule's parameters are: {known}") from error


def _of_file(args: Namespace, standing: Any, tried: Any) -> Result:
    from kawal_batch.watch.what_if import UnreadablePictures, try_rule

    try:
        data = try_rule(args.pictures, standing, tried, args.as_of)
    except UnreadablePictures as error:
        raise CouldNot(str(error)) from error
    return Result(data, tuple(_lines_of_file(data)))


def _of_ledger(standing: Any, tried: Any) -> Result:
    instance.prepare("tables")
    from dataclasses import asdict

    from django.db import transaction
    from django.utils import timezone

    from kawal.access import wall
    from kawal.access.scope import ENGINE
    from kawal.decisions.trying.selectors import try_rule

    with transaction.atomic():
        wall.enter(ENGINE)
        trial = try_rule(scope=ENGINE, standing=standing, tried=tried, as_of=timezone.now())
    data: dict[str, Any] = asdict(trial)
    return Result(data, tuple(_lines(trial)))


def _pairs(said: Iterable[str]) -> dict[str, str]:
    found = {}
    for each in said:
        name, equals, value = each.partition("=")
        if not equals or not name:
            raise WrongUse(f"--set {each}: write it as NAME=VALUE")
        found[name.strip()] = value.strip()
    return found


def _lines(trial: Any) -> Iterable[str]:
    yield f"{trial.rule} v{trial.version}: {trial.before:,} of {trial.people:,} people before, {trial.after:,} after"
    yield f"alerts: {trial.added:,} more, {trial.removed:,} fewer"
    for it in trial.groups:
        name = f"{it.by} {it.value or '?'}"
        yield f"  {name:<24} {it.before:>8,} -> {it.after:>8,}   +{it.added:,} -{it.removed:,}"
    for one in trial.examples:
        yield f"  {'+' if one.added else '-'} {one.subject} {one.province or '?'} {one.stay}: {one.sentence['en']}"


def _lines_of_file(data: dict[str, Any]) -> Iterable[str]:
    yield f"{data['rule']} v{data['version']}: {data['before']:,} of {data['people']:,} people before, {data['after']:,} after"
    yield f"{data['added']:,} more, {data['removed']:,} fewer"
    for it in data["groups"]:
        name = f"{it['by']} {it['value'] or '?'}"
        yield f"  {name:<24} {it['before']:>8,} -> {it['after']:>8,}   +{it['added']:,} -{it['removed']:,}"
    for one in data["examples"]:
        yield f"  {'+' if one['added'] else '-'} {one['subject'] or '?'} {one['origin'] or '?'}: {one['sentence']['en']}"
