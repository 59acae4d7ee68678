"""What a card may be scanned for. Each register that acts on a scan adds its purpose here; the scan door knows nothing else of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from django.utils.functional import Promise

from kawal.access.scope import Scope
from kawal.response.cards.selectors import Holder


class CannotNow(Exception):
    """The act was refused; its text is the sentence for the officer."""


@dataclass(frozen=True, slots=True)
class Offer:
    """What the holder may do here.

    :ivar label: the verb of the button. :ivar why: why not now, as a sentence; then there is no button.
    :ivar url: a page where it is done, instead of one press. :ivar done: it was done already today.
    """

    label: str
    why: str = ""
    url: str = ""
    done: bool = False


class Purpose(Protocol):
    """``label`` names it where an officer scans many for the same."""

    code: str
    label: str | Promise

    def is_open(self, scope: Scope) -> bool:
        """May this officer scan for it at all?"""

    def offer(self, *, scope: Scope, holder: Holder, now: datetime) -> Offer | None:
        """What is offered for this holder, or nothing."""

    def act(self, *, scope: Scope, holder: Holder, act_id: str, now: datetime) -> str:
        """Do it; the sentence that says what was done. The same act again does nothing more.

        :raises CannotNow: with the reason.
        """

    def undo(self, *, scope: Scope, act_id: str, now: datetime) -> None:
        """Take it back; twice is once."""


def purposes() -> Sequence[Purpose]:
    """All of them, in the order in which they are offered."""
    from kawal.doors.web.aid.scanned import KIT
    from kawal.doors.web.batches.scanned import TRAVEL
    from kawal.doors.web.cards.house import ADMITTED, CALLED, FED
    from kawal.doors.web.cards.seen import SEEN
    from kawal.doors.web.handover.scanned import PRESENT

    return (TRAVEL, PRESENT, CALLED, FED, SEEN, KIT, ADMITTED)


def purposes_of(scope: Scope) -> list[Purpose]:
    """Those that this officer may scan for."""
    return [it for it in purposes() if it.is_open(scope)]
