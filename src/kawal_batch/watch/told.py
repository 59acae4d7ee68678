"""The report in words, for whoever runs a replay."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any


def told(report: Mapping[str, Any]) -> Iterator[str]:
    """Lines of at most a hundred characters."""
    yield f"{report['subjects']:,} subjects, {report['trafficked']:,} of them trafficked"
    if report["without_facts"]:
        yield f"{report['without_facts']:,} of them have no fact in these files"
    yield ""
    yield _row("", ["written", *(f"at {it}" for it in report["budgets"])])
    columns = [report["written"], *report["budgets"].values()]
    for name, words in _ROWS.items():
        yield _row(words, [_said(name, it.get(name)) for it in columns])
    yield ""
    yield "recall by pattern"
    for pattern, first in report["written"]["recall_by_pattern"].items():
        each = [it["recall_by_pattern"][pattern]["recall"] for it in columns]
        yield _row(f"  {pattern} ({first['cases']})", map(_percent, each))
    if report["written"]["decoys_flagged"]:
        yield "innocent look-alikes flagged"
        for kind in report["written"]["decoys_flagged"]:
            each = [it["decoys_flagged"][kind] for it in columns]
            yield _row(f"  {kind}", map(_percent, each))
    yield ""
    yield from _rings(report["rings"])
    yield from _calibration(report["calibration"])
    for name, group in report["false_alerts_by_group"].items():
        yield f"false alerts by {name}, highest rate over lowest at 100: {group['ratio'] or 'no false alert in some group'}"
    yield f"{report['audited']} drawn by lot below the floor, left out of all figures above"


def _row(words: str, cells: Iterable[str]) -> str:
    """Cells under one another, and never one into the next."""
    return f"{words:34}" + "".join(f" {it:>14}" for it in cells)


_ROWS = {
    "flagged_per_10_000": "people named per 10,000",
    "recall": "recall",
    "precision": "precision",
    "before_departure": "found before departure",
    "before_harm": "found before harm",
    "lead_days": "days before harm (quartiles)",
    "alerts_per_true_case": "alerts per true case",
    "irregular_flagged": "irregular and free, flagged",
    "ordinary_flagged": "ordinary, flagged",
}
_NUMBERS = ("flagged_per_10_000", "alerts_per_true_case")


def _said(name: str, value: Any) -> str:
    if value is None:
        return "-"
    if name == "lead_days":
        return f"{value['q1']:.0f}/{value['median']:.0f}/{value['q3']:.0f}"
    return f"{value:.2f}" if name in _NUMBERS else _percent(value)


def _percent(value: float | None) -> str:
    return "-" if value is None else f"{100 * value:.1f} %"


def _rings(rings: Mapping[str, Any]) -> Iterator[str]:
    yield (
        f"rings: {rings['alerts']} alerts, {_percent(rings['precision'])} of them of one real ring;"
        f" {_percent(rings['members_precision'])} of their members trafficked;"
        f" {_percent(rings['recall'])} of {rings['rings']} rings found"
    )


def _calibration(cells: list[Mapping[str, Any]]) -> Iterator[str]:
    yield "highest probability said, and how many were trafficked"
    for it in cells:
        if it["subjects"]:
            yield f"  {it['from']:.2f} to {it['to']:.2f}{it['subjects']:>10,}{_percent(it['said']):>10}{_percent(it['trafficked']):>10}"
