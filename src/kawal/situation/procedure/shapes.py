"""What the departure rules are given beside the facts, and what they answer."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final, Literal, NamedTuple

from kawal.situation.picture.shapes import Ref
from kawal.situation.procedure.sentences import Verdict, sentences

Value = Literal["procedural", "nonprocedural", "unknown"]

RULES: Final = tuple(f"dep-N{n}" for n in range(1, 15))


class Feed(NamedTuple):
    """A source declares that it sends every fact of a kind in a period, its end excluded. ``""`` is all sources together."""

    source: str
    kind: str
    valid_from: date
    valid_to: date | None = None


@dataclass(frozen=True, slots=True)
class Feeds:
    """Where absence counts. Nothing declared means that absence never does."""

    declared: tuple[Feed, ...] = ()
    _of_kind: dict[str, list[Feed]] = field(default_factory=dict, init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        for it in self.declared:
            self._of_kind.setdefault(it.kind, []).append(it)

    def is_complete(self, kind: str, on: date, *, sources: tuple[str, ...] | None = None) -> bool:
        """Every fact of the kind on that day would be here. ``sources`` limits whose declaration is believed."""
        return any(
            (sources is None or it.source in sources)
            and it.valid_from <= on
            and (it.valid_to is None or on < it.valid_to)
            for it in self._of_kind.get(kind, ())
        )


@dataclass(frozen=True, slots=True)
class About:
    """What the claims say about the person: the earliest and the latest day on which she may have been born."""

    born_from: date | None = None
    born_to: date | None = None


class Answer(NamedTuple):
    """One rule's answer. ``because`` lists the facts that say so; empty where it is absence that says it."""

    rule: str
    answer: Verdict
    because: tuple[Ref, ...]

    @property
    def sentences(self) -> tuple[str, str]:
        """Indonesian and English."""
        return sentences(self.rule, self.answer)


@dataclass(frozen=True, slots=True)
class Procedure:
    """The facet, the rules that are broken, and all fourteen answers."""

    value: Value
    broken: tuple[str, ...]
    answers: tuple[Answer, ...]

    def columns(self) -> dict[str, Any]:
        """Its columns in table ``picture``. Sentences belong to the rules and are not stored with every person."""
        return {
            "procedure": self.value,
            "procedure_rules": list(self.broken),
            "procedure_because": [
                {"rule": it.rule, "answer": it.answer, "because": list(it.because)} for it in self.answers
            ],
        }
