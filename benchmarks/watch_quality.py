"""Who is found, how early, and whom it wrongs: the score beside expert points, logistic regression and boosted trees, in one run.

    python -m benchmarks.watch_quality [--people 20000] [--judge 201,202,203] [--learn 101,…] [--learn-people 12000] …

Every world is the simulated country at its hardest: 3 cases in 1,000 (10 where it is learned from), one in eight leaves outside
the procedure, one in eight looks like a case and is none, papers 2.2 times as damaged as usual. All learn on the same snapshots
of the same people and are judged on worlds none of them saw: a person's place is by the highest figure there ever was, the day
found the first day above the line of the budget. Beside it stands what the same replays would have raised with the weights in
force at 30 and 100 per 10,000, emergencies and rings with it. Replays take minutes; worlds stay in `.kawal-bench/watch`.
"""

import argparse
import json
import subprocess
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from benchmarks.linkage_public import peers_python
from benchmarks.measuring import ROOT, Result, tell
from kawal.decisions.rules.findings import rules_on
from kawal.decisions.score.scoring import score
from kawal.decisions.score.weights import Weights, built_in, expert
from kawal.reference.context.reading import read_folder
from kawal_batch.watch.built import parts_of
from kawal_batch.watch.fitting import learn, space_of
from kawal_batch.watch.fitting_rows import Features, Space, gathered, people_of
from kawal_batch.watch.labels import read_labels
from kawal_batch.watch.reading import Complaints
from kawal_batch.watch.replaying import Replay, nothing_shown
from kawal_batch.watch.report import joined, report
from kawal_batch.watch.running import history_of
from kawal_batch.watch.snapshots import Changes, Snapshot

HARD = ["--nonprocedural", "0.12", "--decoys", "0.12", "--noise", "2.2"]
WORLDS = ROOT / ".kawal-bench" / "watch"
BUDGETS = (30, 100, 300)
WRITTEN, RAISED = 30.0, (100.0,)
WORTH = 3.0

Person = list[Snapshot]
Figures = Callable[[Snapshot], float]


class Country(NamedTuple):
    """How large, and how many in it are cases."""

    people: int
    prevalence: float


def world(country: Country, seed: int) -> Path:
    """The folder of a world, made where there is none."""
    folder = WORLDS / f"{country.people}-{country.prevalence:g}-{seed}"
    if not (folder / "summary.json").exists():
        size = [
            "--people",
            str(country.people),
            "--prevalence",
            f"{country.prevalence:g}",
            "--seed",
            str(seed),
        ]
        words = ["simulate", *size, *HARD, "--out", str(folder)]
        subprocess.run(
            [sys.executable, "-m", "kawal.doors.commands", *words],
            check=True,
            stdout=sys.stderr,
            stderr=sys.stderr,
            cwd=ROOT,
        )
    return folder


class Watched(NamedTuple):
    """A world that was replayed: its labelled people, each with how they stood, and what would have been raised."""

    people: list[Person]
    raised: Result


def watched(country: Country, seed: int, budgets: tuple[float, ...] = ()) -> Watched:
    """Days and numbers of one world never meet another's."""
    folder = world(country, seed)
    labels = read_labels(folder / "truth" / "trafficking.ndjson")
    parts, changes = parts_of(read_folder(folder / "context").context), Changes()
    print(f"watch_quality: replaying {folder.name}", file=sys.stderr, flush=True)
    with history_of([folder], Complaints(), nothing_shown) as history:
        replay = Replay(history, parts, WRITTEN, watching=changes.see, other_budgets=budgets)
        replay.run()
        told = [*changes.told(joined(replay, labels))]
        raised = report(replay, labels) if budgets else {}
    return Watched([*people_of(it._replace(subject=f"{seed}/{it.subject}") for it in told)], raised)


def by_weights(weights: Weights) -> Figures:
    return lambda it: score(it.fired, it.verified, weights).points


def peers(space: Space, learned: Sequence[Person], judged: Iterable[Person]) -> dict[str, Figures]:
    """Figures of the models that others would use, fitted on the same people with the same weights."""
    rows, labels, weights, people = [], [], [], []
    for n, person in enumerate(it for it in learned if it[0].label):
        data = gathered([person], space)
        rows += data.rows
        weights += data.cases
        labels += [1] * len(data.rows)
        people += [n] * len(data.rows)
    others = gathered((it for it in learned if not it[0].label), space)
    rows += others.rows
    weights += others.others
    labels += [0] * len(others.rows)
    people += [len(rows) + n for n in range(len(others.rows))]
    asked = sorted({space.features(snapshot) for person in judged for snapshot in person})
    message = {"size": space.size, "judge": {"all": asked},
               "learn": {"rows": rows, "labels": labels, "weights": weights, "people": people}}  # fmt: skip
    script = str(ROOT / "benchmarks" / "peers" / "watchers.py")
    done = subprocess.run(
        [peers_python(), script], input=json.dumps(message), check=True, stdout=subprocess.PIPE, text=True
    )
    return {
        name: _looked_up(space, dict(zip(asked, it["all"], strict=True)))
        for name, it in json.loads(done.stdout).items()
    }


def _looked_up(space: Space, said: dict[Features, float]) -> Figures:
    return lambda it: said[space.features(it)]


def judged_by(figures: Figures, people: Sequence[Person], subjects: int) -> Result:
    """W6, W7 and W8 at each budget per 10,000 subjects."""
    told = [[figures(it) for it in person] for person in people]
    peaks = [max(it) for it in told]
    order = sorted(range(len(people)), key=lambda n: (-peaks[n], people[n][0].subject))
    return {str(it): _at(people, told, peaks, order[: round(it * subjects / 10_000)]) for it in BUDGETS}


def _at(people: Sequence[Person], told: list[list[float]], peaks: list[float], top: list[int]) -> Result:
    line, cases = min(peaks[n] for n in top), [n for n, it in enumerate(people) if it[0].label]
    found = [n for n in top if people[n][0].label]
    when = {
        n: next(it.day for it, said in zip(people[n], told[n], strict=True) if said >= line) for n in found
    }
    every, wronged = (
        Counter(it[0].kind for it in people if not it[0].label),
        Counter(people[n][0].kind for n in top if not people[n][0].label),
    )
    patterns: defaultdict[str, list[bool]] = defaultdict(list)
    for n in cases:
        patterns[people[n][0].pattern].append(n in when)
    return {
        "recall": _share(len(found), len(cases)),
        "precision": _share(len(found), len(top)),
        "before_departure": _before(people, cases, when, "departed_on"),
        "before_harm": _before(people, cases, when, "harm_from"),
        "irregular_flagged": _share(wronged["irregular"], every["irregular"]),
        "decoys_flagged": {
            kind[6:]: _share(wronged[kind], every[kind]) for kind in sorted(every) if kind.startswith("decoy")
        },
        "recall_by_pattern": {name: _share(sum(it), len(it)) for name, it in sorted(patterns.items())},
    }


def _before(people: Sequence[Person], cases: list[int], when: dict[int, int], what: str) -> float | None:
    days = {n: getattr(people[n][0], what) for n in cases if getattr(people[n][0], what)}
    return _share(sum(n in when and when[n] < day for n, day in days.items()), len(days))


def _share(part: int, whole: int) -> float | None:
    return round(part / whole, 4) if whole else None


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--people", type=int, default=20_000)
    parser.add_argument("--prevalence", type=float, default=0.003)
    parser.add_argument("--judge", default="201,202,203")
    parser.add_argument("--learn-people", type=int, default=12_000)
    parser.add_argument("--learn-prevalence", type=float, default=0.01)
    parser.add_argument("--learn", default="101,102,103,104,105,106")
    args = parser.parse_args()
    country = Country(args.people, args.prevalence)
    region = Country(args.learn_people, args.learn_prevalence)
    rules = rules_on(datetime.now(UTC))
    space = space_of(rules, expert())
    learned = [person for seed in args.learn.split(",") for person in watched(region, int(seed)).people]
    fitted = learn(
        (it for person in learned for it in person),
        expert=expert(),
        rules=rules,
        version="run",
        note="This run.",
        worth=WORTH,
    )
    judged = {seed: watched(country, int(seed), RAISED) for seed in args.judge.split(",")}
    models = {
        "expert points": by_weights(expert()),
        "weights in force": by_weights(built_in()),
        "fitted in this run": by_weights(fitted.weights),
        **peers(space, learned, (person for it in judged.values() for person in it.people)),
    }
    results = {
        seed: {name: judged_by(figures, it.people, args.people) for name, figures in models.items()}
        for seed, it in judged.items()
    }
    tell({**country._asdict(), "learned_from": args.learn, "cases_learned": sum(bool(it[0].label) for it in learned),
          "fit": fitted.report["calibration"], "judged": results,
          "raised": {seed: it.raised for seed, it in judged.items()}})  # fmt: skip


if __name__ == "__main__":
    main()
