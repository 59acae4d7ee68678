"""Every command, in the order of the help. A new command is one module and one line here."""

from kawal.doors.commands import (
    context,
    db,
    doctor,
    feeds,
    ingest,
    keys,
    link,
    officers,
    rebuild,
    simulate,
    up,
    watch,
)
from kawal.doors.commands.command import Command, Group

GROUPS: dict[Group, str] = {
    "run": "run the system",
    "facts": "take facts in, derive everything from them",
    "people": "who may log in, who may send",
    "analysis": "look at everyone at once",
    "care": "look after the installation",
}
COMMANDS: tuple[Command, ...] = (
    up.COMMAND,
    db.COMMAND,
    ingest.COMMAND,
    feeds.COMMAND,
    context.COMMAND,
    rebuild.COMMAND,
    officers.COMMAND,
    keys.COMMAND,
    simulate.COMMAND,
    watch.COMMAND,
    link.COMMAND,
    doctor.COMMAND,
)
