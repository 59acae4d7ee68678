"""`python -m kawal.doors.commands`, which `.venv/bin/kawal` runs."""

import sys

from kawal.doors.commands.frame import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
