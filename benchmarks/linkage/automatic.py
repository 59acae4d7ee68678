"""What becomes of 10,000 arriving claims: how many the rule links, how many of those wrongly, how many go to officers.

`python -m benchmarks.linkage.automatic`; 60 % are about people the register knows, half of them lightly damaged, 35 % more, 15 %
heavily. Once for a register of clean registrations, once for a twentieth as many people with one to five damaged claims each, many
of whom are relatives. The rule and its margin are the live path's; whose the claims of the register are is taken as known.
"""

import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import orjson

from benchmarks.linkage.filled import CLAIMS, PEOPLE, SEED, STRANGERS, Arriving, Register
from benchmarks.linkage.lookups import Found, look_up, share
from benchmarks.measuring import ROOT, Result, tell

MIX = {"light": 0.5, "medium": 0.35, "heavy": 0.15}
KNOWN, ARRIVING, TOGETHER, MANY = 0.6, 10_000, 20, 1_000
SHARE = float(os.environ.get("KAWAL_BENCH_SHARE", "1"))  # of the claims that are written
TARGETS = {
    "precision": 0.999,
    "to_clerks_from_2": 1_700,
    "right_first": 0.9,
    "least_precision_of_many": 0.998,
}


class Outcome(NamedTuple):
    """What the live path does with one claim."""

    found: Found
    linked: int
    wrong: bool
    best: float

    @property
    def is_new(self) -> bool:
        """Nobody is proposed."""
        return not self.linked and self.best < FROM


FROM, SURER = 2.0, 5.0


def main() -> None:
    registers = {"registrations": Register(), "dossiers": Register(max(PEOPLE // 20, 1_000), dossiers=True)}
    if len(sys.argv) > 1:
        return tell(measure(registers[sys.argv[1]]))
    results = {name: _apart(name) for name in registers}
    tell({"seed": SEED, **results, "targets": TARGETS})


def _apart(name: str) -> Result:
    """In a process of its own: Django knows one instance."""
    command = [sys.executable, "-m", "benchmarks.linkage.automatic", name]
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True)
    found: Result = orjson.loads(done.stdout.splitlines()[-1])
    return found


def measure(register: Register) -> Result:
    told = register.opened()
    outcomes = {level: list(_outcomes(claims)) for level, claims in _arriving(register).items()}
    every = [it for its in outcomes.values() for it in its]
    links = [it for it in every if it.linked]
    wrong = sum(it.wrong for it in links)
    known, strangers = ([it for it in every if it.found.claim.known is so] for so in (True, False))
    return {
        "people": register.people,
        "claims": told["claims"],
        "looked_up": {"known": len(known), "strangers": len(strangers)},
        "links": len(links),
        "wrong": wrong,
        "wrong_share": share(wrong, len(links)),
        "strangers_linked": share(sum(it.linked > 0 for it in strangers), len(strangers)),
        "of_10000": per_ten_thousand(outcomes),
        "levels": {level: _of_level(its) for level, its in outcomes.items()},
        "precision_of_many": by_group(register, links),
    }


def _arriving(register: Register) -> dict[str, list[Arriving]]:
    """Claims of each level in the proportions of the mix, as many as are written."""
    found = {}
    for level, part in MIX.items():
        claims = register.arriving(level)
        many = SHARE * part / MIX["light"]
        known = [it for it in claims if it.known][: round(CLAIMS * many)]
        found[level] = known + [it for it in claims if not it.known][: round(STRANGERS * many)]
    return found


def _outcomes(claims: Sequence[Arriving]) -> Iterator[Outcome]:
    for start in range(0, len(claims), TOGETHER):
        yield from map(outcome, look_up(claims[start : start + TOGETHER]))


def outcome(found: Found) -> Outcome:
    """By the automatic rule, the margin above the next person included."""
    from kawal.situation.linkage.rules.automatic import judge

    if not found.people:
        return Outcome(found, 0, False, -99.0)
    best, *others = found.people
    margin = best.weight - others[0].weight if others else None
    linked = best.person if judge(best.weight, best.levels, margin=margin).answer == "same" else 0
    wrong = linked > 0 and not (found.claim.known and linked == found.claim.person)
    return Outcome(found, linked, wrong, best.weight)


def per_ten_thousand(outcomes: dict[str, list[Outcome]]) -> Result:
    """Rates of each kind of claim, weighed by how many of 10,000 are of it."""
    sums = Counter[str]()
    for level, its in outcomes.items():
        for known, part in ((True, KNOWN), (False, 1 - KNOWN)):
            kind = [it for it in its if it.found.claim.known is known]
            each = ARRIVING * part * MIX[level] / max(1, len(kind))
            for it in kind:
                sums.update(dict.fromkeys(_counts_as(it), each))
    found: Result = {name: round(number, 1) for name, number in sorted(sums.items())}
    for name in ("from_2", "from_5"):
        found[f"right_first_{name}"] = round(
            sums[f"right_first_{name}"] / max(1.0, sums[f"to_clerks_{name}"]), 3
        )
    return found


def _counts_as(it: Outcome) -> Iterable[str]:
    known = it.found.claim.known
    if it.linked:
        yield from ("linked", "linked_wrong")[: 1 + it.wrong]
        return
    for name, least in (("from_2", FROM), ("from_5", SURER)):
        if it.best >= least:
            yield f"to_clerks_{name}"
            yield from [f"right_first_{name}"] * (it.found.place == 1 and known)
    if it.is_new and known:
        yield "known_opened_as_new"


def _of_level(its: Sequence[Outcome]) -> Result:
    known = [it for it in its if it.found.claim.known]
    strangers = [it for it in its if not it.found.claim.known]
    right = sum(it.linked > 0 and not it.wrong for it in known)
    clerk = sum(not it.linked and it.best >= FROM and it.found.place == 1 for it in known)
    return {
        "known": len(known),
        "linked_rightly": share(right, len(known)),
        "linked_wrongly": share(sum(it.wrong for it in known), len(known)),
        "linked_or_found_by_a_clerk": share(right + clerk, len(known)),
        "strangers": len(strangers),
        "strangers_linked": share(sum(it.linked > 0 for it in strangers), len(strangers)),
        "strangers_to_a_clerk": share(sum(not it.is_new for it in strangers), len(strangers)),
    }


def by_group(register: Register, links: Sequence[Outcome]) -> Result:
    """Precision by sex and province of origin of the person linked to, where there are many links."""
    wanted = {it.linked for it in links}
    groups = {person: _groups_of(subject) for subject, person in register.held() if person in wanted}
    linked, wrong = Counter[str](), Counter[str]()
    for it in links:
        linked.update(groups[it.linked])
        wrong.update(groups[it.linked] * it.wrong)
    many = sorted(name for name, count in linked.items() if count >= MANY)
    return {
        name: {"links": linked[name], "precision": round(1 - wrong[name] / linked[name], 4)} for name in many
    }


def _groups_of(subject: bytes) -> list[str]:
    said = orjson.loads(subject)
    area = (said.get("address") or {}).get("area", "")
    return [f"sex {said.get('sex', 'unknown')}", f"province {area[:2] or 'unknown'}"]


if __name__ == "__main__":
    main()
