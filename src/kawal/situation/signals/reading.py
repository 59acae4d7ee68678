"""The named columns of one person: the row read on a day, with births, measures and the world's tables beside it."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any, Final

from kawal.foundation.moments import day_of
from kawal.reference.context.tables import Context
from kawal.situation.picture.shapes import PictureFact
from kawal.situation.signals import answers, named
from kawal.situation.signals.births import Born, read_births
from kawal.situation.signals.codes import CHANNELS, VISAS, country_text
from kawal.situation.signals.columns import COLUMNS, MEASURED, TOLD
from kawal.situation.signals.events import events_of, words_of
from kawal.situation.signals.kinds import Event
from kawal.situation.signals.named import UNSAID
from kawal.situation.signals.row import Row, new_row
from kawal.situation.signals.steps import step

PHASES: Final = ("", "before", "abroad", "back")
SAID: Final = ("", "yes", "no", "contradicting")
CONTACT_CLOCK: Final = (
    30,
    0,
)  # days from one contact to the next, and of grace, where no table says otherwise
LISTS: Final = {
    "phase": PHASES, "family_knows": SAID, "family_consents": SAID, "recruit_channel": CHANNELS, "exit_visa": VISAS,
}  # fmt: skip
COUNTRIES: Final = ("destination", "contract_country", "arrival_country")
_DAYS: Final = frozenset(name for name, column in COLUMNS.items() if column.type == "day")

Value = int | str | date | None


def row_of(
    facts: Iterable[PictureFact],
    births: Iterable[str],
    context: Context,
    measured: Mapping[str, Any],
    as_of: datetime,
) -> dict[str, Value]:
    """The named columns that the standing facts give at a moment. Their order, and whether one is given twice, is no matter.

    :param births: as the person's claims tell them, one a claim.
    :param measured: columns measured over many people; what is not there is unknown.
    """
    facts = list(facts)
    taken = events_of(facts, context, until=day_of(as_of).toordinal())
    row = row_after(event for it in taken for event in it.events)
    return columns_of(
        row, births=births, context=context, as_of=as_of, measured=measured, words=words_of(facts)
    )


def row_after(events: Iterable[Event]) -> Row:
    """The row that events leave, taken in their order."""
    row = new_row()
    for event in events:
        step(row, *event)
    return row


def columns_of(
    row: Row,
    *,
    births: Iterable[str],
    context: Context,
    as_of: datetime,
    measured: Mapping[str, Any],
    words: Mapping[int, str],
) -> dict[str, Value]:
    """Every column of ``columns.COLUMNS``; days as dates, ``None`` is unknown.

    :param words: texts by their code, for what the row cannot spell: the border post.
    """
    today = day_of(as_of).toordinal()
    told = numbers_of(row, read_births(births, today=today), context, today)
    found = dict.fromkeys(COLUMNS) | {
        name: None if value == UNSAID else spoken(name, value, words)
        for name, value in zip(TOLD, told, strict=True)
    }
    found.update((name, measured[name]) for name in MEASURED if name in measured)
    return found


def numbers_of(row: Row, born: Born, context: Context, today: int) -> Row:
    """The columns that facts tell, as whole numbers in the order of ``columns.TOLD``."""
    every, grace = contact_clock(context, today)
    out = [UNSAID] * named.WIDTH
    answers.read(row, list(born), today, every, grace, out)
    return out


def contact_clock(context: Context, today: int) -> tuple[int, int]:
    return context.clock("checked_in", today) or CONTACT_CLOCK


def spoken(name: str, value: int, words: Mapping[int, str]) -> Value:
    """A number as what it stands for in its column."""
    if name in _DAYS:
        return date.fromordinal(value)
    if name in LISTS:
        return LISTS[name][value]
    if name in COUNTRIES:
        return country_text(value)
    return words.get(value) if name == "exit_post" else value
