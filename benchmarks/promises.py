"""What was promised of the watch, W1 to W11, beside what this run saw: a row a promise whose benchmark was among those run."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from operator import ge, gt, le
from statistics import fmean, median
from typing import Any

from benchmarks.measuring import Result

Figure = float | None
OURS, PEERS = "weights in force", ("logistic regression", "boosted trees")


@dataclass(frozen=True, slots=True)
class Promise:
    """One figure. ``seen`` is ``None`` where the run could not tell it, which is not met."""

    row: str
    what: str
    seen: Figure
    target: Figure
    holds: Callable[[Any, Any], bool]

    @property
    def met(self) -> bool:
        return self.seen is not None and self.target is not None and self.holds(self.seen, self.target)

    def told(self) -> Result:
        sign = {le: "<=", ge: ">=", gt: ">"}[self.holds]
        return {
            "row": self.row,
            "what": self.what,
            "seen": self.seen,
            "target": f"{sign} {self.target:g}",
            "met": self.met,
        }


def promises(results: Result) -> list[Result]:
    """The table, from what each benchmark printed, by its name."""
    return [it.told() for name, rows in ROWS.items() if name in results and "error" not in results[name]
            for it in rows(results[name])]  # fmt: skip


def table(rows: Sequence[Result]) -> str:
    """For people: one line a promise."""
    lines = (f"{it['row']:<4} {it['what']:<58} {_said(it['seen']):>9} {it['target']:>9}  {'met' if it['met'] else 'MISSED'}"
             for it in rows)  # fmt: skip
    return "\n".join(lines)


def _said(figure: Figure) -> str:
    return "-" if figure is None else f"{figure:g}"


def _batch(said: Result) -> Iterator[Promise]:
    scale = said["events"] / 100_000_000
    yield Promise(
        "W1",
        f"seconds for {said['events']:,} events, all columns",
        said["compiled"]["seconds"],
        30 * scale,
        le,
    )
    yield Promise("W1", "peak memory, GiB", said["compiled"]["peak_gib"], 2, le)
    yield Promise("W4", "workers read otherwise live than in batch", said["differing_workers"], 0, le)
    yield Promise("W5", "bytes a worker", said["bytes_a_worker"], 250, le)
    yield Promise("W11", f"seconds for {said['every_rule_asked_of_everybody']['rules']} rules over all of them",
                  said["every_rule_asked_of_everybody"]["seconds"], 5, le)  # fmt: skip


def _what_if(said: Result) -> Iterator[Promise]:
    yield Promise(
        "W2",
        f"seconds, another value of a rule, {said['people']:,} pictures",
        max(said["what_if"]["seconds"]),
        3,
        le,
    )
    yield Promise(
        "W11",
        f"seconds for {said['rules']} rules over {said['people']:,} pictures",
        max(said["all_rules"]["seconds"]),
        5,
        le,
    )


def _live(said: Result) -> Iterator[Promise]:
    every = said["Aggregated"]
    yield Promise(
        "W3", f"p99 in ms at {every['per_second']:g} reports/s, alert durable", every["p99_ms"], 250, le
    )
    yield Promise("W3", "calls for help without an alert", said["without_an_alert"], 0, le)


def _batches(said: Result) -> Iterator[Promise]:
    yield Promise(
        "W3", "facts/s of a batch of 5,000 new people", median(said["batch"]["facts_per_second"]), 3_000, ge
    )


def _quality(said: Result) -> Iterator[Promise]:
    judged, raised = said["judged"].values(), said["raised"].values()

    def mean(model: str, budget: str, name: str) -> Figure:
        return _mean(it[model][budget][name] for it in judged)

    def worst_decoy() -> Figure:
        kinds = {kind for it in judged for kind in it[OURS]["100"]["decoys_flagged"]}
        means = (_mean(it[OURS]["100"]["decoys_flagged"].get(kind) for it in judged) for kind in kinds)
        return max((it for it in means if it is not None), default=None)

    best = [found for name in PEERS if (found := mean(name, "30", "recall")) is not None]
    yield Promise(
        "W6",
        "recall at 30 per 10,000, above both peers",
        mean(OURS, "30", "recall"),
        max(best, default=None),
        gt,
    )
    yield Promise("W6", "recall at 30", mean(OURS, "30", "recall"), 0.88, ge)
    yield Promise("W6", "precision at 30", mean(OURS, "30", "precision"), 0.80, ge)
    yield Promise("W7", "found before departure, at 30", mean(OURS, "30", "before_departure"), 0.35, ge)
    yield Promise("W7", "found before harm, at 30", mean(OURS, "30", "before_harm"), 0.60, ge)
    yield Promise(
        "W8", "irregular but free flagged, at 100", mean(OURS, "100", "irregular_flagged"), 0.02, le
    )
    yield Promise("W8", "the kind of look-alike flagged most, at 100", worst_decoy(), 0.01, le)
    yield Promise(
        "W9", "precision of rings raised", _mean(it["rings"]["precision"] for it in raised), 0.98, ge
    )
    yield Promise("W9", "recall of rings raised", _mean(it["rings"]["recall"] for it in raised), 0.98, ge)
    yield Promise(
        "W9", "named by rings per 10,000", _mean(it["rings"]["flagged_per_10_000"] for it in raised), 40, le
    )
    yield Promise(
        "W10", "alerts a true case", _mean(it["written"]["alerts_per_true_case"] for it in raised), 1.2, le
    )


def _mean(figures: Iterable[Figure]) -> Figure:
    known = [it for it in figures if it is not None]
    return round(fmean(known), 4) if known else None


ROWS: dict[str, Callable[[Result], Iterator[Promise]]] = {
    "watch_batch": _batch,
    "watch_whatif": _what_if,
    "live": _live,
    "api": _batches,
    "watch_quality": _quality,
}
