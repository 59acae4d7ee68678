"""What a person reads before a new model is put in force: every weight beside the standing one, and what it would change."""

from dataclasses import dataclass
from html import escape

from kawal.situation.linkage.rules.model import Level, Model
from kawal_batch.linkage.claims.effects import Effect
from kawal_batch.linkage.claims.training import Trained

NOTEWORTHY = 1.0  # bits
_ROW, _LEFT, _BIT, _TOP = 18, 230, 12, 60
_LIGHTEST, _HEAVIEST = -6, 24


@dataclass(frozen=True, slots=True)
class Report:
    """The same in lines of text and as a chart in SVG."""

    lines: tuple[str, ...]
    svg: str


def report(trained: Trained, standing: Model) -> Report:
    return Report(tuple(_lines(trained, standing)), _chart(trained.model, standing))


def _lines(trained: Trained, standing: Model) -> list[str]:
    model = trained.model
    lines = [
        f"model {model.version}, beside {standing.version}: {model.about}",
        f"weight of two claims of which nothing is compared: {model.prior:+.1f} (was {standing.prior:+.1f})",
    ]
    for field, levels in model.fields.items():
        lines.append(f"{field} (from {trained.learned[field]})")
        lines += [f"  {_level(level, _before(standing, field, level.code))}" for level in reversed(levels)]
    return lines + [_effect(it) for it in trained.effects]


def _before(standing: Model, field: str, code: str) -> float | None:
    return next((it.bits for it in standing.fields[field] if it.code == code), None)


def _level(level: Level, before: float | None) -> str:
    said = f"{level.code:<12} {level.bits:+6.1f}"
    if before is None or abs(level.bits - before) < NOTEWORTHY:
        return said
    return f"{said}  was {before:+.1f}"


def _effect(effect: Effect) -> str:
    verdict = "one person" if effect.same else "different people"
    return (
        f"{effect.pairs} pairs decided to be {verdict}: joined by the rule {effect.joined} (was {effect.joined_before}),"
        f" shown to a person {effect.shown} (was {effect.shown_before})"
    )


def _chart(model: Model, standing: Model) -> str:
    """A bar for every level; a thin mark shows where it stood."""
    rows = [(field, level) for field, levels in model.fields.items() for level in reversed(levels)]
    width, height = _LEFT + (_HEAVIEST - _LIGHTEST) * _BIT + 60, _TOP + len(rows) * _ROW
    parts = [_axis(height)]
    for n, (field, level) in enumerate(rows):
        parts.append(
            _bar(_TOP + n * _ROW, f"{field}: {level.code}", level.bits, _before(standing, field, level.code))
        )
    title = escape(f"Weights in bits: {model.version} (bars), {standing.version} (marks)")
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" font-family="sans-serif" font-size="12"'
        f' role="img"><title>{title}</title><text x="8" y="20" font-size="14">{title}</text>{"".join(parts)}</svg>'
    )


def _x(bits: float) -> float:
    return round(_LEFT + (min(max(bits, _LIGHTEST), _HEAVIEST) - _LIGHTEST) * _BIT, 1)


def _axis(height: int) -> str:
    marks = range(_LIGHTEST, _HEAVIEST + 1, 6)
    return "".join(
        f'<line x1="{_x(n)}" x2="{_x(n)}" y1="{_TOP - 16}" y2="{height}" stroke="#999" stroke-width="{1 if n else 2}"/>'
        f'<text x="{_x(n)}" y="{_TOP - 20}" text-anchor="middle">{n:+d}</text>'
        for n in marks
    )


def _bar(y: int, label: str, bits: float, before: float | None) -> str:
    left, right = sorted((_x(0), _x(bits)))
    colour = "#1d70b8" if bits >= 0 else "#b3541e"
    mark = ""
    if before is not None:
        mark = f'<line x1="{_x(before)}" x2="{_x(before)}" y1="{y}" y2="{y + _ROW - 3}" stroke="#000" stroke-width="2"/>'
    return (
        f'<text x="{_LEFT - 8}" y="{y + 12}" text-anchor="end">{escape(label)}</text>'
        f'<rect x="{left}" y="{y + 2}" width="{max(right - left, 0.5):.1f}" height="{_ROW - 6}" fill="{colour}"/>{mark}'
        f'<text x="{_x(_HEAVIEST) + 8}" y="{y + 12}">{bits:+.1f}</text>'
    )
