"""What decides in a replay: the signals, the networks and the catalogue of rules, each behind the protocol it is asked by."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import Any

from kawal.decisions.rules.findings import findings_for, rules_on
from kawal.decisions.rules.firing import firing_on
from kawal.decisions.score.priority import level_of, priority
from kawal.decisions.score.scoring import score, verified_of
from kawal.decisions.score.weights import Weights, built_in
from kawal.foundation.moments import day_of
from kawal.reference.context.tables import Context
from kawal.situation.picture.shapes import PictureFact
from kawal.situation.signals.births import Born, read_births
from kawal.situation.signals.columns import TOLD
from kawal.situation.signals.events import Known, encode, known_after, words_of
from kawal.situation.signals.named import UNSAID
from kawal.situation.signals.reading import numbers_of, spoken
from kawal.situation.signals.row import Row, new_row
from kawal.situation.signals.steps import step
from kawal.situation.signals.tracing import trace
from kawal_batch.watch.asking import Columns, Reason, Verdict
from kawal_batch.watch.days import end_of
from kawal_batch.watch.linked import Linked
from kawal_batch.watch.replaying import Parts


def parts_of(context: Context, weights: Weights | None = None) -> Parts:
    """The signals, networks and rules as they stand, in a world of these dated tables."""
    return Parts(PersonSignals(context), Linked(context), Catalogue(weights or built_in()))


@lru_cache(65_536)
def _born(births: tuple[str, ...], year: int) -> Born:
    """What can be no worker's birth yet is told by the year."""
    return read_births(births, today=date(year, 12, 31).toordinal())


class State:
    """The reducer's row, and what the latest facts said for those that say less."""

    __slots__ = ("known", "row")

    def __init__(self) -> None:
        self.row: Row = new_row()
        self.known = Known()


class PersonSignals:
    """Columns of one person's own facts."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._words: dict[int, str] = {}

    def fresh(self) -> State:
        return State()

    def step(self, state: State, fact: PictureFact, day: int) -> None:
        for event in encode(fact, day, self._context, state.known):
            step(state.row, *event)
        state.known = known_after(fact, state.known)
        if fact.kind == "departed":
            self._words.update(words_of((fact,)))

    def columns(self, state: State, births: Sequence[str], day: int) -> dict[str, Any]:
        """Only what is known."""
        told = numbers_of(state.row, _born(tuple(births), date.fromordinal(day).year), self._context, day)
        words = self._words
        return {
            name: spoken(name, value, words)
            for name, value in zip(TOLD, told, strict=True)
            if value != UNSAID
        }

    def evidence(self, facts: Sequence[PictureFact], births: Sequence[str], day: int) -> Mapping[str, Any]:
        return trace(facts, births, self._context, end_of(day))


class Catalogue:
    """The rules of a day, their score and their words."""

    def __init__(self, weights: Weights) -> None:
        self._weights = weights

    def judge(self, columns: Columns, day: int) -> Verdict:
        as_of = end_of(day)
        firing = firing_on(as_of)
        graded = firing.graded(columns, as_of)
        found = {rule.id: grade for rule, grade in graded}
        verified = verified_of(columns)
        said = score(found, verified, self._weights)
        severity = max((rule.severity for rule, _grade in graded), default=1)
        floors = [rule.level_of(columns, as_of) for rule, _grade in graded]
        change = firing.next_change(columns, as_of)
        return Verdict(
            found,
            said.probability,
            said.low,
            said.high,
            priority(said, severity, columns, as_of),
            level_of(said, floors, self._weights),
            day_of(change).toordinal() if change else None,
            str(columns.get("phase") or ""),
            verified,
        )

    def reasons(self, columns: Columns, day: int, evidence: Mapping[str, Any]) -> list[Reason]:
        return [
            Reason(
                it.rule.id,
                it.rule.version,
                tuple(id_ for _source, id_ in it.evidence),
                it.sentence["id"],
                it.sentence["en"],
            )
            for it in findings_for(columns, as_of=end_of(day), rules=rules_on(end_of(day)), because=evidence)
        ]
