"""The process of the background worker: `python -m kawal.doors.worker`, with the options of `procrastinate worker`."""

import os
import sys

import django
from django.core.management import execute_from_command_line

from kawal.doors.collecting import collect_seldom


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    collect_seldom()
    execute_from_command_line(["kawal", "procrastinate", "worker", *sys.argv[1:]])


if __name__ == "__main__":
    main()
