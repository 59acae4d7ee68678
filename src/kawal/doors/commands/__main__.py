"""`python -m kawal.doors.commands`, which `.venv/bin/kawal` runs."""

import sys


def start() -> int:
    """Ctrl-C while all of it is still being loaded is told as any other."""
    try:
        from kawal.doors.commands.frame import main

        return main(sys.argv[1:])
    except KeyboardInterrupt:
        print("kawal: interrupted", file=sys.stderr)
        return 3


if __name__ == "__main__":
    sys.exit(start())
