"""Numbers about alerts, for who judges rules and leads units."""

from collections.abc import Mapping
from dataclasses import dataclass

from kawal.decisions.rules.document import Text
from kawal.foundation.shares import Rate


@dataclass(frozen=True, slots=True)
class IndicatorCard:
    """How often alerts with this rule were right.

    :ivar right: proven, or strongly suspected; ``judged``: those and what turned out otherwise.
    :ivar open_ended: judged neither way: not enough evidence, or nobody reached.
    """

    rule: str
    title: Text
    right: int
    judged: int
    open_ended: int
    rate: Rate | None


@dataclass(frozen=True, slots=True)
class LeadCard:
    """How early proven cases were told of.

    :ivar cases: people whose case was decided proven; ``told``: those who had an alert at all before the decision.
    :ivar before_departure: told before they left, of ``departed`` whose departure is known.
    :ivar before_harm: told before the harm began, of ``harmed`` whose harm has a day.
    :ivar days: median of days from the alert to the harm, of those told before it; None without any.
    """

    cases: int
    told: int
    departed: int
    before_departure: int
    harmed: int
    before_harm: int
    days: float | None


@dataclass(frozen=True, slots=True)
class UnitCard:
    """The load of a province or mission, by its key: alerts that opened in a day, and what stands open now."""

    key: str
    per_day: float
    waiting: int
    free: int
    late: int


@dataclass(frozen=True, slots=True)
class PaceCard:
    """How an office answered alerts in the last 90 days. Medians are None where there are none to take it of.

    :ivar minutes: median from opening an alert's page to deciding on it, by the same officer; ``opened``: of how many.
    :ivar hours: median from an alert's appearing to its first decision by this office.
    :ivar urgent: emergencies it decided on; ``in_time``: of them within their hour.
    """

    agency: str
    decided: int
    opened: int
    minutes: float | None
    hours: float | None
    urgent: int
    in_time: int


@dataclass(frozen=True, slots=True)
class AuditCard:
    """Alerts from below the threshold that were drawn by lot, and what they turned out to be."""

    drawn: int
    judged: int
    right: int


@dataclass(frozen=True, slots=True)
class SimilarCard:
    """Judged alerts with the same leading rule about people of the same province, by outcome."""

    rule: str
    judged: int
    right: int
    rate: Rate | None
    by_outcome: Mapping[str, int]
