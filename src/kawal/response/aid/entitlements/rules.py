"""May this person get it now? With the reason, whatever the answer. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal

from kawal.response.aid.entitlements.documents import OLDEST, Entitlement, entitlements

# Where nobody knows when she left the country, two issues less apart than this are taken to be of one journey.
SAME_JOURNEY = timedelta(days=90)
Answer = Literal["yes", "ask", "no", "had"]


@dataclass(frozen=True, slots=True)
class Recipient:
    """What the rules ask about somebody. ``departed_on`` is the day of her last departure, as far as it is known."""

    sex: str = ""
    birth_year: int | None = None
    departed_on: date | None = None


@dataclass(frozen=True, slots=True)
class Had:
    """Something she got that still stands."""

    entitlement: str
    period: str
    given_at: datetime
    again_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """``yes``; ``ask`` where age or sex is not known and the officer sees for herself; ``no``: it is for others, ``had``: she
    got it, at ``had_at``; then ``again_at`` says from when on again, if that is a matter of days."""

    entitlement: Entitlement
    answer: Answer
    had_at: datetime | None = None
    again_at: datetime | None = None


def verdicts(who: Recipient, had: Iterable[Had], now: datetime) -> list[Verdict]:
    """Every entitlement with its answer; those she may get first."""
    standing = list(had)
    order = {"yes": 0, "had": 1, "ask": 2, "no": 3}
    found = [verdict(it, who, standing, now) for it in entitlements().values()]
    return sorted(found, key=lambda it: (order[it.answer], it.entitlement.every == "days", it.entitlement.id))


def verdict(entitlement: Entitlement, who: Recipient, had: Iterable[Had], now: datetime) -> Verdict:
    fits = _fits(entitlement, who, now.year)
    if fits is False:
        return Verdict(entitlement, "no")
    for it in had:
        if it.entitlement == entitlement.id and _excludes(entitlement, it, who, now):
            again = it.again_at if entitlement.every == "days" else None
            return Verdict(entitlement, "had", it.given_at, again)
    return Verdict(entitlement, "yes" if fits else "ask")


def period(entitlement: Entitlement, who: Recipient, now: datetime) -> str:
    """Within which it is given once: the text that the database keeps unique. A journey begins with its departure."""
    match entitlement.every:
        case "once":
            return "once"
        case "journey":
            return (
                f"journey:{who.departed_on.isoformat()}"
                if who.departed_on
                else f"journey?{now.date().isoformat()}"
            )
        case "days":
            return f"day:{now.date().isoformat()}"


def again_at(entitlement: Entitlement, now: datetime) -> datetime | None:
    """Before this moment it is not given again, unless a later departure is known to have opened another journey."""
    match entitlement.every:
        case "once":
            return None
        case "journey":
            return now + SAME_JOURNEY
        case "days":
            return now + timedelta(days=entitlement.days)


def _excludes(entitlement: Entitlement, had: Had, who: Recipient, now: datetime) -> bool:
    if entitlement.every == "once":
        return True
    if entitlement.every == "journey" and who.departed_on:
        return had.given_at.date() >= who.departed_on
    return had.again_at is None or had.again_at > now


def _fits(entitlement: Entitlement, who: Recipient, year: int) -> bool | None:
    """Nothing where it hangs on what is not known."""
    answers = (_sex_fits(entitlement, who.sex), _age_fits(entitlement, who.birth_year, year))
    if False in answers:
        return False
    return None if None in answers else True


def _sex_fits(entitlement: Entitlement, sex: str) -> bool | None:
    if not entitlement.sex:
        return True
    return sex == entitlement.sex if sex in ("female", "male") else None


def _age_fits(entitlement: Entitlement, birth_year: int | None, year: int) -> bool | None:
    """She is as old as the year says, or a year younger: one of the two must fit."""
    if entitlement.from_age == 0 and entitlement.to_age == OLDEST:
        return True
    if birth_year is None:
        return None
    age = year - birth_year
    return any(entitlement.from_age <= it <= entitlement.to_age for it in (age, max(age - 1, 0)))
