"""Facts from abroad as events without their day. What they say of safety and trouble is told by the picture's flags."""

from typing import Final

from kawal.situation.signals import flags, kinds, trades
from kawal.situation.signals.codes import NONE, day_said, name_code, number_of, rupiah, text_of
from kawal.situation.signals.told import Told, word_of
from kawal.situation.signals.told_before import Coded, Encoder, coded, plain

UNPAID_PROBLEMS: Final = frozenset(("unpaid_wages", "wage_deductions"))
MOST_MONTHS: Final = 120


def complained(told: Told) -> list[Coded]:
    listed = told.data.get("problems")
    problems = {it for it in listed if isinstance(it, str)} if isinstance(listed, list | tuple) else set()
    flag = flags.UNPAID if problems & UNPAID_PROBLEMS else 0
    flag |= flags.HOURS if "excessive_hours" in problems else 0
    flag |= flags.PAPERS_KEPT if "documents_withheld" in problems else 0
    flag |= flags.OTHER_WORK if "other_work_than_agreed" in problems else 0
    flag |= flags.OF_DEBT if "debt" in problems else 0
    return [coded(kinds.COMPLAINED, flag)]


def checked_in(told: Told) -> list[Coded]:
    flag = flags.UNPAID if told.data.get("unpaid") is True else 0
    flag |= flags.PAPERS_KEPT if told.data.get("documents_held") is True else 0
    flag |= flags.BY_HERSELF if told.data.get("by") == "self" else 0
    return [coded(kinds.CHECKED_IN, flag)]


def check_in_missed(told: Told) -> list[Coded]:
    due = day_said(told.data.get("due_at"), told.day, years=1)
    due = told.day if due == NONE else due
    channel = text_of(told.data.get("channel")) or None
    out = any(_is_out(told, channel, day) for day in {due, told.day})
    return [coded(kinds.CHECK_IN_MISSED, flags.OUTAGE if out else 0, due)]


def _is_out(told: Told, channel: str | None, day: int) -> bool:
    if channel is None and told.country:
        return told.context.is_any_out(told.country, day)
    return told.context.is_out(channel, told.country, day)


def wage_reported(told: Told) -> list[Coded]:
    amount = rupiah(told.data, "amount", told.context, told.day)
    said = number_of(told.data.get("months_unpaid"))
    months = NONE if said is None or said > MOST_MONTHS else int(said)
    return [coded(kinds.WAGE_REPORTED, flags.UNPAID if months >= 1 else 0, amount, months)]


def employment_changed(told: Told) -> list[Coded]:
    data = told.data
    word = trades.occupation_of(data.get("occupation"))
    flag = trades.fishing_of(word, data.get("sector")) << flags.FISHER
    wage = rupiah(data, "wage", told.context, told.day) or NONE
    employer = name_code(text_of(data.get("employer")))
    return [coded(kinds.EMPLOYMENT_CHANGED, flag, employer, trades.occupation_code(word), wage)]


def permit_seen(told: Told) -> list[Coded]:
    """A fact that tells of insurance alone is no permit."""
    data = told.data
    ends, insured = day_said(data.get("valid_to"), told.day), data.get("insurance") is True
    permit = word_of(data.get("permit"))
    told_of = bool(permit or text_of(data.get("number"))) or ends != NONE or not insured
    flag = flags.INSURED if insured else 0
    flag |= flags.NO_PERMIT if permit == "none" or not told_of else 0
    return [coded(kinds.PERMIT_SEEN, flag, ends)]


ABROAD: Final[dict[str, Encoder]] = {
    "checked_in": checked_in,
    "check_in_missed": check_in_missed,
    "wage_reported": wage_reported,
    "employment_changed": employment_changed,
    "permit_seen": permit_seen,
    "complained": complained,
    "remitted": plain(kinds.REMITTED),
    "reported_in": plain(kinds.REPORTED_IN),
    "port_called": plain(kinds.PORT_CALLED),
    "contact_changed": plain(kinds.CONTACT_CHANGED),
    "family_reported": plain(kinds.FAMILY_REPORTED),
    "contact_lost": plain(kinds.CONTACT_LOST),
    "detained": plain(kinds.DETAINED),
    "rescued": plain(kinds.RESCUED),
}


def followed_up(told: Told) -> list[Coded]:
    return [coded(kinds.FOLLOWED_UP, flags.SAFE if told.data.get("safe") is True else 0)]


HOMEWARD: Final[dict[str, Encoder]] = {
    **dict.fromkeys(
        ["return_planned", "boarded", "disembarked", "sheltered", "left_shelter", "handed_over"],
        plain(kinds.ON_THE_WAY),
    ),
    "deported": plain(kinds.DEPORTED),
    "repatriated": plain(kinds.REPATRIATED),
    "returned": plain(kinds.RETURNED),
    "reached_home": plain(kinds.REACHED_HOME),
    "followed_up": followed_up,
    "settled_elsewhere": plain(kinds.SETTLED_ELSEWHERE),
    "died": plain(kinds.DIED),
    "case_decided": plain(kinds.CASE_DECIDED),
    "screened": plain(kinds.SCREENED),
}
