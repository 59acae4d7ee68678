"""How well a replay did against the truth: what was found, how early, at what price, and whom it wronged."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import quantiles
from typing import Any

from kawal.foundation.moments import day_of
from kawal_batch.watch.alerts import Alert
from kawal_batch.watch.budget import PER
from kawal_batch.watch.desk import Desk
from kawal_batch.watch.labels import Label, people_of
from kawal_batch.watch.replaying import Replay

BINS = (0.0, 0.01, 0.05, 0.1, 0.2, 0.3, 0.5, 0.7, 0.9, 1.0)
LEAST_GROUP = 200  # innocent people: in a smaller group one alert is a rate of its own
Said = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Joined:
    """Labels with their people.

    :ivar people: of each label; ``label_of`` the other way.
    """

    labels: Sequence[Label]
    people: Sequence[Sequence[int]]
    label_of: Mapping[int, int]


def joined(replay: Replay, labels: Sequence[Label]) -> Joined:
    desks = (replay.desk, *replay.others.values())
    named = {replay.final(it) for desk in desks for it in desk.raised_on}  # some by facts taken back since
    names = {
        person: (replay.key_of(person), *replay.records.people.keys(person))
        for person in sorted({*replay.records.of, *named})
    }
    people = people_of(labels, names)
    return Joined(labels, people, {person: n for n, its in enumerate(people) for person in its})


def report(replay: Replay, labels: Sequence[Label]) -> Said:
    """Everything the truth can say of a replay, as JSON holds it."""
    truth = joined(replay, labels)
    own = _at(replay, replay.desk, truth)
    return {
        "subjects": len(labels),
        "trafficked": sum(it.trafficked for it in labels),
        "without_facts": sum(not its for its in truth.people),
        "budget": replay.budget,
        "written": own,
        "budgets": {f"{budget:g}": _at(replay, desk, truth) for budget, desk in replay.others.items()},
        "calibration": _calibration(replay, truth),
        "rings": _rings(replay, truth),
        "false_alerts_by_group": _groups(replay, replay.others[100.0], truth),
        "audited": replay.desk.budget.audited,
    }


def _at(replay: Replay, desk: Desk, truth: Joined) -> Said:
    """One desk's alerts; the audit's are not counted, they are drawn by lot."""
    flagged, strangers = _flagged(replay, desk, truth)
    true = [n for n, it in enumerate(truth.labels) if it.trafficked]
    found = [n for n in true if n in flagged]
    named = len(flagged) + strangers
    return {
        "flagged": named,
        "flagged_per_10_000": _share(named * PER, len(truth.labels)),
        "emergencies": desk.budget.urgent,
        "found": len(found),
        "recall": _share(len(found), len(true)),
        "precision": _share(len(found), named),
        "recall_by_pattern": _by_pattern(truth, true, flagged),
        **_early(truth, true, flagged),
        "alerts_per_true_case": _share(_alerts_on(replay, desk, truth), len(found)),
        **_wronged(truth, flagged),
    }


def _flagged(replay: Replay, desk: Desk, truth: Joined) -> tuple[dict[int, int], int]:
    """The day each label was first named, and how many people were named of whom no label speaks."""
    flagged: dict[int, int] = {}
    strangers = 0
    for person, (at, _probability) in desk.raised_on.items():
        if person in desk.of_person and desk.of_person[person].audit:
            continue
        label = truth.label_of.get(replay.final(person))
        if label is None:
            strangers += 1
        else:
            day = day_of(at).toordinal()
            flagged[label] = min(day, flagged.get(label, day))
    return flagged, strangers


def _by_pattern(truth: Joined, true: Sequence[int], flagged: Mapping[int, int]) -> Said:
    by: defaultdict[str, list[int]] = defaultdict(list)
    for n in true:
        by[truth.labels[n].pattern or "unknown"].append(n)
    return {
        pattern: {"cases": len(its), "recall": _share(sum(n in flagged for n in its), len(its))}
        for pattern, its in sorted(by.items())
    }


def _early(truth: Joined, true: Sequence[int], flagged: Mapping[int, int]) -> Said:
    leaving = {n: day for n in true if (day := truth.labels[n].departed_on)}
    harmed = {n: day for n in true if (day := truth.labels[n].harm_from)}
    lead = sorted(day - flagged[n] for n, day in harmed.items() if n in flagged)
    return {
        "before_departure": _share(
            sum(flagged.get(n, day) < day for n, day in leaving.items()), len(leaving)
        ),
        "before_harm": _share(sum(flagged.get(n, day) < day for n, day in harmed.items()), len(harmed)),
        "lead_days": _quartiles(lead),
    }


def _quartiles(days: Sequence[int]) -> Said | None:
    if len(days) < 2:
        return {"q1": days[0], "median": days[0], "q3": days[0]} if days else None
    q1, median, q3 = quantiles(days, n=4, method="inclusive")
    return {"q1": q1, "median": median, "q3": q3}


def _alerts_on(replay: Replay, desk: Desk, truth: Joined) -> int:
    """Alerts that name at least one who is trafficked."""
    return sum(any(_is_true(replay, truth, it) for it in alert.people) for alert in _alerts(desk))


def _alerts(desk: Desk) -> Iterable[Alert]:
    return {alert.id: alert for alert in desk.of_person.values() if not alert.audit}.values()


def _is_true(replay: Replay, truth: Joined, person: int) -> bool:
    label = truth.label_of.get(replay.final(person))
    return label is not None and truth.labels[label].trafficked


def _wronged(truth: Joined, flagged: Mapping[int, int]) -> Said:
    """Share flagged of those who were not trafficked, by what they are."""
    everybody, named = Counter[str](), Counter[str]()
    for n, it in enumerate(truth.labels):
        if not it.trafficked:
            everybody[it.kind] += 1
            named[it.kind] += n in flagged
    decoys = {
        kind: _share(named[kind], every)
        for kind, every in sorted(everybody.items())
        if kind.startswith("decoy")
    }
    return {
        "irregular_flagged": _share(named["irregular"], everybody["irregular"]),
        "ordinary_flagged": _share(named["ordinary"], everybody["ordinary"]),
        "decoys_flagged": decoys,
    }


def _calibration(replay: Replay, truth: Joined) -> list[Said]:
    """The highest probability each subject was given, beside how many of them were trafficked."""
    cells: list[list[tuple[float, bool]]] = [[] for _ in BINS[1:]]
    for it, people in zip(truth.labels, truth.people, strict=True):
        said = max((replay.best.get(person, 0.0) for person in people), default=0.0)
        cell = next(n for n, most in enumerate(BINS[1:]) if said <= most)
        cells[cell].append((said, it.trafficked))
    return [
        {
            "from": low,
            "to": high,
            "subjects": len(cell),
            "said": _share(sum(said for said, _ in cell), len(cell)),
            "trafficked": _share(sum(true for _, true in cell), len(cell)),
        }
        for low, high, cell in zip(BINS, BINS[1:], cells, strict=False)
    ]


def _rings(replay: Replay, truth: Joined) -> Said:
    """Alerts of rings against the rings there are. A ring is found where an alert names two of its people."""
    alerts = [it for it in _alerts(replay.desk) if it.ring and len(it.people) > 1]
    named = [{truth.label_of.get(replay.final(person)) for person in it.people} for it in alerts]
    real: defaultdict[str, set[int]] = defaultdict(set)
    for n, it in enumerate(truth.labels):
        if it.ring and it.trafficked and truth.people[n]:
            real[it.ring].add(n)
    several = {ring: its for ring, its in real.items() if len(its) > 1}
    found = [ring for ring, its in several.items() if any(len(its & names) > 1 for names in named)]
    members = [n for names in named for n in names]
    right = sum(n is not None and truth.labels[n].trafficked for n in members)
    good = sum(any(len(its & names) * 2 > len(names) for its in real.values()) for names in named)
    return {
        "alerts": len(alerts),
        "precision": _share(good, len(alerts)),
        "members_precision": _share(right, len(members)),
        "rings": len(several),
        "recall": _share(len(found), len(several)),
        "flagged_per_10_000": _share(len(members) * PER, len(truth.labels)),
    }


def _groups(replay: Replay, desk: Desk, truth: Joined) -> Said:
    """False alerts per 10,000 innocent people of each group, and the highest rate over the lowest."""
    flagged, _ = _flagged(replay, desk, truth)
    found: Said = {}
    for name, group_of in _GROUPS.items():
        every, wrong = Counter[str](), Counter[str]()
        for n, it in enumerate(truth.labels):
            if not it.trafficked:
                every[group_of(it)] += 1
                wrong[group_of(it)] += n in flagged
        rates = {
            group: round(wrong[group] * PER / count, 2)
            for group, count in sorted(every.items())
            if count >= LEAST_GROUP
        }
        least, most = min(rates.values(), default=0.0), max(rates.values(), default=0.0)
        found[name] = {"per_10_000": rates, "ratio": _share(most, least)}
    return found


_GROUPS: dict[str, Callable[[Label], str]] = {"sex": lambda it: it.sex, "origin": lambda it: it.origin[:2]}


def _share(part: float, whole: float) -> float | None:
    return round(part / whole, 4) if whole else None
