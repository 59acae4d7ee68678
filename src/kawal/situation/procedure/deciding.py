"""From fourteen answers to one value, and never further: nonprocedural says nothing of the person's guilt or harm."""

from collections.abc import Iterable, Sequence
from typing import Final

from kawal.reference.context.tables import EMPTY, Context
from kawal.situation.picture import PictureFact
from kawal.situation.procedure.evidence import TELLING, Journey, journey, journey_taken
from kawal.situation.procedure.rules import BY_RULE
from kawal.situation.procedure.sentences import Verdict
from kawal.situation.procedure.shapes import About, Answer, Feeds, Procedure, Value

# A fee taken (N12) is somebody else's breach, an identity conflict (N13) no proof: neither makes a departure nonprocedural.
NOT_DECIDING: Final = frozenset({"dep-N12", "dep-N13"})
# What the company failed in (N3, N4) or a box left unticked about the family (N11) does not undo papers that the state has
# itself verified and issued to the worker; without those papers it does make the departure nonprocedural.
YIELD_TO_PAPERS: Final = frozenset({"dep-N3", "dep-N4", "dep-N11"})
_NO_FEEDS, _NOBODY = Feeds(), About()
_NOTHING_TOLD: Final = Procedure("unknown", (), tuple(Answer(rule, "unknown", ()) for rule in BY_RULE))


def procedure_of(
    facts: Iterable[PictureFact],
    *,
    feeds: Feeds = _NO_FEEDS,
    about: About = _NOBODY,
    context: Context = EMPTY,
) -> Procedure:
    """The departure procedure of the present journey, from the standing facts in any order."""
    return _decided(journey(facts, feeds), about, context)


def procedure_taken(
    facts: Sequence[PictureFact], *, feeds: Feeds, about: About, context: Context
) -> Procedure:
    """The same from the facts of the present journey in order, as a drawing has taken them."""
    return _decided(journey_taken(facts, feeds), about, context)


def _decided(it: Journey, about: About, context: Context) -> Procedure:
    if TELLING.isdisjoint(it.by_kind):
        return _NOTHING_TOLD
    answers = [Answer(rule, *ask(it, about, context)) for rule, ask in BY_RULE.items()]
    by_rule = {answer.rule: answer.answer for answer in answers}
    value = _value(by_rule, it) if it.left_on is not None else "unknown"
    return Procedure(value, tuple(rule for rule in by_rule if by_rule[rule] == "yes"), tuple(answers))


def _value(by_rule: dict[str, Verdict], it: Journey) -> Value:
    """Of somebody who has not left nothing is decided yet, though what is broken is shown.

    Procedural needs the two things the law starts from, registration and contract (UU 18/2017 Pasal 13), and a work
    visa; or the E-PMI, which the state issues only after all of them (Pasal 13 with Permen P2MI 34/2025); or the word of
    whoever told of the departure. Anything decisive that is broken outweighs them.
    """
    papers = (
        by_rule["dep-N10"] == "no"
        or all(by_rule[rule] == "no" for rule in ("dep-N1", "dep-N2", "dep-N5"))
        or it.said_procedural is not None
    )
    spared = NOT_DECIDING | YIELD_TO_PAPERS if papers else NOT_DECIDING
    if any(answer == "yes" and rule not in spared for rule, answer in by_rule.items()):
        return "nonprocedural"
    return "procedural" if papers else "unknown"
