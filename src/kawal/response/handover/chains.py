"""The lawful chains of hand-over, read from their document, and what follows from them. Pure.

Other procedures ask the same functions: what may come next, who must sign, who must witness, what is still missing.
"""

import tomllib
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal, get_args

DOCUMENT = Path(__file__).with_suffix(".toml")
PartyKind = Literal["family", "proxy", "village", "district", "province", "social_ministry", "agency"]
Role = Literal["giver", "taker", "witness"]
PARTY_KINDS: tuple[PartyKind, ...] = get_args(PartyKind)
ROLES: tuple[Role, ...] = get_args(Role)
CASES = ("", "no_family")


class UnlawfulChain(ValueError):
    """The document contradicts itself."""


@dataclass(frozen=True, slots=True)
class Step:
    """One hand-over of a chain.

    :ivar name: ``chain.step``. :ivar giver: kinds that may give; ``taker`` and ``witness`` likewise.
    :ivar signs: who must sign besides the witness. :ivar only: the case it is for, else empty.
    :ivar home: the person has arrived with it. :ivar then: names of steps that may follow.
    """

    name: str
    giver: tuple[PartyKind, ...]
    taker: tuple[PartyKind, ...]
    signs: tuple[Role, ...]
    witness: tuple[PartyKind, ...]
    home: bool
    then: tuple[str, ...]
    only: str = ""

    @property
    def chain(self) -> str:
        return self.name.partition(".")[0]

    @property
    def code(self) -> str:
        return self.name.partition(".")[2]


@dataclass(frozen=True, slots=True)
class Chain:
    code: str
    label_id: str
    label_en: str
    basis: str
    steps: tuple[Step, ...]

    def label(self, language: str) -> str:
        return self.label_en if language == "en" else self.label_id


def chains() -> tuple[Chain, ...]:
    """Every chain, in the order of the document."""
    return _read()


def chain_of(code: str) -> Chain:
    """:raises KeyError: there is none."""
    return next((it for it in _read() if it.code == code), None) or _missing(code)


def step_of(name: str) -> Step:
    """:raises KeyError: there is none."""
    return _by_name()[name]


def who_signs(step: Step) -> tuple[Role, ...]:
    """Whose signatures a hand-over of this step needs, the witness last."""
    return (*step.signs, "witness") if step.witness else step.signs


def missing(step: Step, signed: Iterable[str]) -> tuple[Role, ...]:
    """Who has not signed yet, in the order of `who_signs`."""
    done = set(signed)
    return tuple(role for role in who_signs(step) if role not in done)


def is_complete(step: Step, signed: Iterable[str]) -> bool:
    return not missing(step, signed)


def may_take_part(step: Step, role: Role, kind: str) -> bool:
    """May a party of this kind give, take or witness here?"""
    return kind in {"giver": step.giver, "taker": step.taker, "witness": step.witness}[role]


def may_come_next(
    done: Sequence[str], *, holder: str = "agency", has_family: bool = True
) -> tuple[Step, ...]:
    """The steps that may follow those done, in order, or begin where none was done yet.

    :param done: names of the steps of one person so far. :param holder: kind of whoever has her now, where nothing was done.
    :param has_family: nobody of the family is known, if false; steps for that case appear only then.
    """
    if done:
        names: Collection[str] = step_of(done[-1]).then
        found = [step_of(name) for name in names]
    else:
        found = [
            it for chain in _read() for it in chain.steps if holder in it.giver and chain.code != "goods"
        ]
    return tuple(it for it in found if it.only != "no_family" or not has_family)


def may_follow(before: str, after: str) -> bool:
    """May the step ``after`` follow ``before`` immediately?"""
    return after in step_of(before).then


@cache
def _read() -> tuple[Chain, ...]:
    with DOCUMENT.open("rb") as file:
        said = tomllib.load(file)
    made = tuple(_chain(it) for it in said["chain"])
    names = {step.name for chain in made for step in chain.steps}
    for chain in made:
        for step in chain.steps:
            if lost := set(step.then) - names:
                raise UnlawfulChain(f"{step.name} is followed by {sorted(lost)}")
    return made


@cache
def _by_name() -> dict[str, Step]:
    return {step.name: step for chain in _read() for step in chain.steps}


def _chain(said: dict[str, Any]) -> Chain:
    steps = tuple(_step(said["code"], it) for it in said["step"])
    return Chain(said["code"], said["label_id"], said["label_en"], said["basis"], steps)


def _step(chain: str, said: dict[str, Any]) -> Step:
    made = Step(
        name=f"{chain}.{said['code']}",
        giver=tuple(said["giver"]),
        taker=tuple(said["taker"]),
        signs=tuple(said["signs"]),
        witness=tuple(said["witness"]),
        home=said["home"],
        then=tuple(name if "." in name else f"{chain}.{name}" for name in said["then"]),
        only=said.get("only", ""),
    )
    kinds = {*made.giver, *made.taker, *made.witness}
    if not (kinds <= set(PARTY_KINDS) and {"giver", "taker"} <= set(made.signs) and made.only in CASES):
        raise UnlawfulChain(made.name)
    return made


def _missing(code: str) -> Chain:
    raise KeyError(code)
