"""Outlines of provinces and regencies for a map: approximate, not an official boundary. See ``geodata``."""

import json
import re
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

_NUMBER = re.compile(r"-?\d+")
Box = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Shape:
    """One area as an SVG path. ``box`` is west, north, east, south in the same whole-number grid."""

    code: str
    path: str
    box: Box


@dataclass(frozen=True, slots=True)
class Outlines:
    """Shapes on one grid. ``note`` must stand beside every map drawn from them."""

    shapes: tuple[Shape, ...]
    box: Box
    note: str
    west: float
    north: float
    units_a_degree: int

    @property
    def view_box(self) -> str:
        """The ``viewBox`` of an SVG that shows all shapes."""
        west, north, east, south = self.box
        return f"{west} {north} {east - west} {south - north}"

    def dot(self, latitude: float, longitude: float) -> tuple[int, int]:
        """Where a place lies on the grid."""
        return round((longitude - self.west) * self.units_a_degree), round(
            (self.north - latitude) * self.units_a_degree
        )


def province_outlines() -> Outlines:
    """The 38 provinces."""
    return _outlines("provinces", "")


def regency_outlines(province: str = "") -> Outlines:
    """The regencies and cities of a province code, or all 514."""
    return _outlines("regencies", province)


def country_outlines() -> Outlines:
    """Countries by alpha-3 code, coarse, on a grid of their own; the map takes no side on any boundary."""
    return _outlines("countries", "")


@cache
def _outlines(name: str, inside: str) -> Outlines:
    content = _content(name)
    paths: dict[str, str] = content["paths"]
    shapes = tuple(Shape(code, path, _box(path)) for code, path in paths.items() if code.startswith(inside))
    return Outlines(
        shapes=shapes,
        box=_around([shape.box for shape in shapes]),
        note="Perkiraan, bukan batas resmi.",
        west=content["west"],
        north=content["north"],
        units_a_degree=content["units_a_degree"],
    )


@cache
def _content(name: str) -> Any:
    file = resources.files("kawal.reference") / "data" / "shapes" / f"{name}.json"
    return json.loads(file.read_text(encoding="utf-8"))


def _box(path: str) -> Box:
    x = y = 0
    corners: list[tuple[int, int]] = []
    for ring in path.split("z")[:-1]:
        numbers = [int(number) for number in _NUMBER.findall(ring)]
        first = len(corners)
        for across, down in zip(numbers[::2], numbers[1::2], strict=True):
            x, y = x + across, y + down
            corners.append((x, y))
        x, y = corners[first]
    return _around([(x, y, x, y) for x, y in corners])


def _around(boxes: list[Box]) -> Box:
    if not boxes:
        return (0, 0, 0, 0)
    west, north, east, south = zip(*boxes, strict=True)
    return min(west), min(north), max(east), max(south)
