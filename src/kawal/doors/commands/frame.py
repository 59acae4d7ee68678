"""The frame of the command line: arguments, help, one JSON object, exit status."""

import json
import os
import sys
import traceback
from argparse import SUPPRESS, ArgumentParser, Namespace, RawDescriptionHelpFormatter

from config.environment import BadSetting
from kawal.doors.collecting import collect_seldom
from kawal.doors.commands import instance
from kawal.doors.commands.catalogue import COMMANDS, GROUPS
from kawal.doors.commands.command import Command, CouldNot, Exit, Result, WrongUse
from kawal_embedded.errors import CannotServe

FOOT = """
`kawal COMMAND --help` tells more about one. After any command `--json` prints one JSON object as the last
line of standard output; progress goes to standard error. DATABASE_URL names a PostgreSQL other than the
embedded one.

exit status: 0 done; 1 done, but some input was refused or conflicts; 2 wrong use; 3 could not
"""


def main(words: list[str]) -> int:
    """Run one command line; the exit status."""
    as_json = "--json" in words
    parser = build_parser()
    args = parser.parse_args([word for word in words if word != "--json"])
    if args.command is None:
        parser.print_help(sys.stderr)
        return Exit.WRONG_USE
    if args.data:
        os.environ["KAWAL_DATA"] = args.data
    return _run(args.command, args, as_json=as_json)


def build_parser() -> ArgumentParser:
    parser = ArgumentParser(
        "kawal",
        usage="kawal [--data DIR] COMMAND [ARGUMENTS] [--json]",
        description=_overview(),
        epilog=FOOT,
        formatter_class=RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "--data", metavar="DIR", help="the instance: embedded database, files, keys (default .kawal)"
    )
    parser.set_defaults(command=None)
    commands = parser.add_subparsers(metavar="", help=SUPPRESS, prog="kawal")
    for command in COMMANDS:
        described = f"{command.help[0].upper()}{command.help[1:]}.\n\n{command.details}"
        own = commands.add_parser(
            command.name, description=described, formatter_class=RawDescriptionHelpFormatter
        )
        command.add_arguments(own)
        own.set_defaults(command=command)
    return parser


def _overview() -> str:
    """Every command under its group."""
    lines = ["Kawal watches over migrant workers, from registration until they are home."]
    for group, title in GROUPS.items():
        members = [command for command in COMMANDS if command.group == group]
        lines += ["", title, *(f"  {it.name:<10} {it.help}" for it in members)] if members else []
    return "\n".join(lines)


def _run(command: Command, args: Namespace, *, as_json: bool) -> int:
    try:
        instance.prepare(command.needs)
        collect_seldom()
        result = command.run(args)
    except KeyboardInterrupt:
        return _failed("interrupted", Exit.COULD_NOT, as_json=as_json)
    except WrongUse as error:
        return _failed(str(error), Exit.WRONG_USE, as_json=as_json)
    except (CouldNot, CannotServe, BadSetting) as error:
        return _failed(str(error), Exit.COULD_NOT, as_json=as_json)
    except Exception as error:  # whatever it is, the shell is told 3 and a person sees where
        if _is_about_the_database(error):
            why = str(error).strip().partition("\n")[0]
            return _failed(f"the database is not to be had: {why}", Exit.COULD_NOT, as_json=as_json)
        if _is_interruption(error):
            return _failed("interrupted", Exit.COULD_NOT, as_json=as_json)
        traceback.print_exc()
        return _failed(f"{type(error).__name__}: {error}", Exit.COULD_NOT, as_json=as_json)
    _tell(result, as_json=as_json)
    return Exit.PARTLY if result.partly else Exit.DONE


def _is_about_the_database(error: Exception) -> bool:
    """It is not there, lets nobody in, or went away."""
    import psycopg
    from django.db import InterfaceError, OperationalError

    return isinstance(error, InterfaceError | OperationalError | psycopg.OperationalError)


def _is_interruption(error: Exception) -> bool:
    """DuckDB takes Ctrl-C while it works, and tells it as an error of its own."""
    return isinstance(error, RuntimeError) and str(error) == "Query interrupted"


def _tell(result: Result, *, as_json: bool) -> None:
    lines = (json.dumps(result.data, ensure_ascii=False, default=str),) if as_json else result.lines
    for line in lines:
        print(line)
    sys.stdout.flush()


def _failed(why: str, status: Exit, *, as_json: bool) -> int:
    print(f"kawal: {why}", file=sys.stderr)
    if as_json:
        print(json.dumps({"error": why}, ensure_ascii=False))
    return status
