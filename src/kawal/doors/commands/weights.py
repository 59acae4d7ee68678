"""`kawal link train` and `kawal link adopt`: weights learned from the claims of the ledger, and put in force by a person."""

from argparse import ArgumentParser, Namespace
from datetime import UTC, datetime
from pathlib import Path

from kawal.doors.commands import instance
from kawal.doors.commands.command import CouldNot, Result
from kawal.doors.commands.progress import Progress

TRAIN = """Learn the weights of linkage anew from the claims of the ledger, and from officers' decisions where there are a
thousand. Nothing changes: DIR gets model.json, report.txt and weights.svg, which show every weight beside the one in force and
what would become of the pairs that were decided. --json: {"version", "claims", "decisions", "out"}."""
ADOPT = """Put a trained model in force, in the name of an officer who has read its report. What it changes about people is for
the next `kawal link run` to join or to ask. --json: {"version"}."""


def add_training(parser: ArgumentParser) -> None:
    parser.description = TRAIN
    parser.add_argument("--out", required=True, type=Path, metavar="DIR", help="where the report goes")
    parser.add_argument("--version", default="", metavar="NAME", help="name of the model; else today's date")


def add_adopting(parser: ArgumentParser) -> None:
    parser.description = ADOPT
    parser.add_argument("model", type=Path, metavar="model.json")
    parser.add_argument("--by", required=True, metavar="LOGIN", help="the officer who has read the report")


def train(args: Namespace) -> Result:
    """Writes the model and what a person should read before it is adopted."""
    instance.prepare("tables")
    from kawal import flow
    from kawal.access.scope import ENGINE
    from kawal.situation.linkage import rerun, selectors
    from kawal.situation.linkage.rules.model import write_model
    from kawal_batch.linkage.claims.report import report
    from kawal_batch.linkage.claims.training import TooFewClaims
    from kawal_batch.linkage.claims.training import train as learn

    version = args.version or f"{datetime.now(UTC):%Y-%m-%d}"
    with Progress("Learning"), flow.as_system():
        standing = rerun.model_in_force(scope=ENGINE)
        said = [(low, high, verdict == "same") for low, high, verdict in selectors.list_decided(scope=ENGINE)]
        try:
            trained = learn(rerun.all_forms(scope=ENGINE), standing, version, said)
        except TooFewClaims as error:
            raise CouldNot(str(error)) from error
    told = report(trained, standing)
    _write(args.out, {"model.json": write_model(trained.model), "weights.svg": told.svg}, told.lines)
    data = {"version": version, "claims": trained.model.claims, "decisions": len(said), "out": str(args.out)}
    return Result(data, told.lines)


def _write(out: Path, files: dict[str, str], lines: tuple[str, ...]) -> None:
    try:
        out.mkdir(parents=True, exist_ok=True)
        for name, text in (files | {"report.txt": "\n".join([*lines, ""])}).items():
            (out / name).write_text(text, encoding="utf-8")
    except OSError as error:
        raise CouldNot(f"{out} cannot be written: {error.strerror}") from error


def adopt(args: Namespace) -> Result:
    """Tells the version that is in force now."""
    instance.prepare("tables")
    from kawal import flow
    from kawal.access.officers.selectors import find_officer
    from kawal.access.scope import ENGINE
    from kawal.situation.linkage.adopting import KnownVersion, adopt_model
    from kawal.situation.linkage.rules.model import InvalidModel

    try:
        body = args.model.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise CouldNot(f"{args.model} cannot be read: {error}") from error
    officer = find_officer(scope=ENGINE, login=args.by)
    if officer is None:
        raise CouldNot(f"nobody logs in as {args.by}")
    try:
        with flow.as_system():
            version = adopt_model(scope=ENGINE, body=body, by=officer.login, now=datetime.now(UTC))
    except (InvalidModel, KnownVersion) as error:
        raise CouldNot(f"{args.model}: {error}") from error
    return Result(
        {"version": version}, (f"{version} is in force; `kawal link run` brings everybody up to date.",)
    )
