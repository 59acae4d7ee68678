"""What a replay raises: one alert a worker or ring, each later word about it under the same name."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import blake2b
from typing import Any

from kawal.decisions.rules.document import LEVELS
from kawal.foundation.moments import JAKARTA
from kawal_batch.watch.asking import Reason, Verdict

RISEN, LEAST_RISE = 0.25, 0.02  # of the probability told before: what is worth another line


@dataclass(slots=True)
class Line:
    """One line of the file: an alert as it was raised, or as it stood when something was added to it."""

    at: datetime
    alert_id: str
    subject: int
    level: str
    verdict: Verdict
    reasons: Sequence[Reason]
    ring: str | None
    members: tuple[int, ...]
    audit: bool = False

    def written(self, key_of: dict[int, str]) -> dict[str, Any]:
        """As the file has it. ``key_of`` names people as they are known when the replay ends."""
        said: dict[str, Any] = {
            "raised_at": self.at.astimezone(JAKARTA).isoformat(timespec="seconds"),
            "subject_key": key_of[self.subject],
            "alert_id": self.alert_id,
            "level": self.level,
            "score": round(self.verdict.probability, 9),
            "indicators": [
                {"id": it.id, "version": it.version, "fact_ids": list(it.fact_ids), "reason": it.reason, "reason_en": it.reason_en}
                for it in self.reasons
            ],
            "ring": self.ring,
            "members": sorted({key_of[it] for it in self.members}),
            "interval": [round(self.verdict.low, 6), round(self.verdict.high, 6)],
            "priority": round(self.verdict.priority, 9),
        }  # fmt: skip
        return said | {"audit": True} if self.audit else said


@dataclass(slots=True)
class Alert:
    """An alert that was raised.

    :ivar people: everybody it covers; ``urgent`` those of them with an acute voice it has told of.
    :ivar told: the most it has said so far; what an alert says never falls.
    """

    id: str
    subject: int
    raised_at: datetime
    level: str
    ring: str | None = None
    people: set[int] = field(default_factory=set)
    urgent: set[int] = field(default_factory=set)
    audit: bool = False
    told: Verdict | None = None

    def is_outgrown(self, verdict: Verdict) -> bool:
        """Whether what is known now says noticeably more than what was told."""
        if self.told is None:
            return True
        rise = max(self.told.probability * RISEN, LEAST_RISE)
        return (
            LEVELS.index(verdict.level) < LEVELS.index(self.level)
            or verdict.probability >= self.told.probability + rise
        )

    def say(self, verdicts: Iterable[Verdict]) -> Verdict:
        """What a line about it says: the best figure of its people, now or told before, and the greatest priority."""
        known = [*verdicts, *([self.told] if self.told else [])]
        best = max(known, key=lambda it: it.probability)
        self.told = best._replace(priority=max(it.priority for it in known))
        return self.told


def alert_id(first: str) -> str:
    """A name for the alert about whom this claim was the first to tell of; it says nothing of the person."""
    return f"A-{blake2b(first.encode(), digest_size=8).hexdigest()}"
