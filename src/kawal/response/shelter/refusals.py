"""Why a register says no. A door has one sentence for each."""

from collections.abc import Sequence


class Refused(Exception):
    """The register would no longer be true."""


class NotStaying(Refused):
    """She has no open stay in this house."""


class AlreadyStaying(Refused):
    """An open stay stands: in this house, or in another."""

    def __init__(self, *, here: bool) -> None:
        super().__init__(here)
        self.here = here


class AlreadyLeft(Refused):
    """Somebody wrote the leaving down first."""


class ActReused(Refused):
    """The identifier of the act was used for something else."""


class InFuture(Refused):
    """It would be written down before it happens."""


class BeforeArriving(Refused):
    """Leaving, moving or going out before she came."""


class BeforeLast(Refused):
    """Something later is written down already: a bed, a night out, a thing taken in."""


class BedTaken(Refused):
    """Somebody sleeps there, perhaps since a second ago."""


class RoomFull(Refused):
    """The room has no free bed."""


class BedOutOfUse(Refused):
    """Nobody can sleep there; ``why`` says what is wrong."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


class SameBed(Refused):
    """She sleeps there already."""


class NotMeantFor(Refused):
    """The room is meant for others: a reason is needed. ``warnings`` are codes: sex, isolation, quarantine."""

    def __init__(self, warnings: Sequence[str]) -> None:
        super().__init__(*warnings)
        self.warnings = tuple(warnings)


class NowhereToGo(Refused):
    """The house she is sent on to is unknown, or is this one."""


class AbsenceOverlaps(Refused):
    """She is out already at that time."""


class NotAbsent(Refused):
    """Nothing says that she is out."""


class StillKept(Refused):
    """Things are kept for her of which nobody said what became; ``items`` are their words."""

    def __init__(self, items: Sequence[str]) -> None:
        super().__init__(*items)
        self.items = tuple(items)


class HasTraces(Refused):
    """An arrival that other entries hang on is not undone but ended."""


class AlreadySaid(Refused):
    """What became of the thing, or the answer, was written down before."""


class BadEntry(Refused):
    """The entry of a book is not what its book asks; ``fields`` are the names that are wrong or missing."""

    def __init__(self, fields: Sequence[str]) -> None:
        super().__init__(*fields)
        self.fields = tuple(fields)


class TellsAddress(Refused):
    """A text that is read elsewhere says where a house stands."""


class UsesOverlap(Refused):
    """The room has another use on one of these days."""


class AlreadyThere(Refused):
    """A house, room or bed of that name exists."""
