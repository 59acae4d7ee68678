"""Approximate outlines of regencies and provinces, small enough for a web page.

Cells nearest to each village point, joined by regency, clipped to Natural Earth's land, simplified together
so that neighbours keep one common border. SVG paths on a whole-number grid. Not an official boundary.
"""

import json
import re
from collections import defaultdict
from pathlib import Path
from statistics import median
from typing import NamedTuple

import numpy
import shapely
from areas import Row
from shapely.geometry.base import BaseGeometry

WEST, NORTH = 94.9, 6.2
GRID = 200  # units a degree: one unit is about 550 m
TOLERANCE = 0.007  # degrees
PROVINCE_TOLERANCE = 0.02  # degrees; a province is looked at from farther away
FAR_FROM_ITS_DISTRICT = 0.6  # degrees; a village point beyond it is a slip of the source
ISLET, OFF_THE_COAST = 0.02, 0.06  # degrees
SMALLEST = 0.0006  # square degrees; smaller parts go unless they are all there is
INDONESIA, ANTARCTICA = "360", "010"
COUNTRY_TOLERANCE, COUNTRY_SMALLEST, COUNTRY_GRID = 0.25, 0.4, 10
WORLD_WEST, WORLD_NORTH = -180.0, 84.0


def atlas_shapes(atlas: Path) -> dict[str, BaseGeometry]:
    """Countries of Natural Earth by ISO 3166-1 numeric code, out of a TopoJSON file."""
    topology = json.loads(atlas.read_text())
    scale, shift = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = [numpy.cumsum(numpy.array(arc), axis=0) * scale + shift for arc in topology["arcs"]]

    def ring(numbers: list[int]) -> list[tuple[float, float]]:
        points: list[tuple[float, float]] = []
        for number in numbers:
            arc = arcs[number] if number >= 0 else arcs[~number][::-1]
            points += [tuple(point) for point in arc[1 if points else 0 :]]
        # What crosses the 180th meridian would otherwise be drawn across the whole map.
        crosses = max(x for x, _ in points) - min(x for x, _ in points) > 300
        return [(x + 360 if crosses and x < 0 else x, y) for x, y in points]

    by_country: dict[str, list[BaseGeometry]] = defaultdict(list)
    for it in topology["objects"]["countries"]["geometries"]:
        for outer, *holes in it["arcs"] if it["type"] == "MultiPolygon" else [it["arcs"]]:
            corners = ring(outer)
            if "id" in it and len(corners) > 3:
                shape = shapely.Polygon(corners, [ring(hole) for hole in holes])
                by_country[it["id"]].append(shapely.make_valid(shape))
    return {country: shapely.union_all(parts) for country, parts in by_country.items()}


def countries(atlas: Path, code_of: dict[str, str]) -> dict[str, BaseGeometry]:
    """Coarse outlines by alpha-3 code, without Antarctica. ``code_of`` gives it by numeric code."""
    found = atlas_shapes(atlas)
    kept = {code_of[it]: shape for it, shape in sorted(found.items()) if it in code_of and it != ANTARCTICA}
    on_the_map = shapely.intersection(list(kept.values()), shapely.box(-180, -90, 180, 90))
    simpler = shapely.simplify(on_the_map, COUNTRY_TOLERANCE)
    return {code: _only_areas(shape) for code, shape in zip(kept, simpler, strict=True)}


def village_points(rows: dict[str, Row]) -> dict[tuple[float, float], str]:
    """Regency by point, without points that lie far from the other villages of their district."""
    by_district: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for row in rows.values():
        if len(row.code) == 13 and row.longitude and not row.valid_to:
            by_district[row.code[:8]].append((float(row.longitude), float(row.latitude)))
    found: dict[tuple[float, float], str] = {}
    for district, points in by_district.items():
        x, y = median(p[0] for p in points), median(p[1] for p in points)
        for point in points:
            if abs(point[0] - x) + abs(point[1] - y) < FAR_FROM_ITS_DISTRICT:
                found.setdefault(point, district[:5])
    return found


def regencies(rows: dict[str, Row], atlas: Path) -> dict[str, BaseGeometry]:
    """Polygons by regency code, before they are put on the grid."""
    points = village_points(rows)
    ground = atlas_shapes(atlas)[INDONESIA]
    shapely.prepare(ground)
    spots = shapely.points(list(points))
    islets = spots[~shapely.dwithin(ground, spots, OFF_THE_COAST)]
    ground = shapely.union_all([ground, *shapely.buffer(islets, ISLET)])
    cells = shapely.get_parts(shapely.voronoi_polygons(shapely.MultiPoint(list(points)), ordered=True))
    by_regency: dict[str, list[BaseGeometry]] = defaultdict(list)
    for cell, code in zip(cells, points.values(), strict=True):
        by_regency[code].append(cell)
    codes = sorted(by_regency)
    whole = numpy.array([shapely.union_all(by_regency[code]) for code in codes])
    parts = shapely.get_parts(ground)
    tree = shapely.STRtree(parts)
    clipped = numpy.array(
        [_only_areas(shapely.intersection(it, shapely.union_all(parts[tree.query(it)]))) for it in whole]
    )
    return dict(zip(codes, shapely.coverage_simplify(clipped, TOLERANCE), strict=True))


def _only_areas(shape: BaseGeometry) -> shapely.MultiPolygon:
    """Without the points and lines in which a cell only touches the land."""
    return shapely.MultiPolygon(
        [part for part in shapely.get_parts(shape) if isinstance(part, shapely.Polygon)]
    )


def provinces(shapes: dict[str, BaseGeometry]) -> dict[str, BaseGeometry]:
    groups: dict[str, list[BaseGeometry]] = defaultdict(list)
    for code, shape in shapes.items():
        groups[code[:2]].append(shape)
    whole = {code: shapely.coverage_union_all(parts) for code, parts in sorted(groups.items())}
    simpler = shapely.coverage_simplify(list(whole.values()), PROVINCE_TOLERANCE)
    return dict(zip(whole, simpler, strict=True))


class Grid(NamedTuple):
    """Where whole numbers begin and how fine they are; parts smaller than ``smallest`` go, in square degrees."""

    west: float
    north: float
    units: int
    smallest: float


INDONESIA_GRID = Grid(WEST, NORTH, GRID, SMALLEST)
WORLD_GRID = Grid(WORLD_WEST, WORLD_NORTH, COUNTRY_GRID, COUNTRY_SMALLEST)


def _large_parts(shape: BaseGeometry, smallest: float) -> list[shapely.Polygon]:
    parts = [it for it in shapely.get_parts(shape) if isinstance(it, shapely.Polygon) and not it.is_empty]
    parts.sort(key=lambda part: part.area, reverse=True)
    return [part for number, part in enumerate(parts) if number == 0 or part.area >= smallest]


def _dots(ring: BaseGeometry, grid: Grid) -> list[tuple[int, int]]:
    """Corners on the grid, without those that fall on the one before."""
    every = [
        (round((lon - grid.west) * grid.units), round((grid.north - lat) * grid.units))
        for lon, lat in ring.coords[:-1]
    ]
    return [dot for number, dot in enumerate(every) if number == 0 or dot != every[number - 1]]


def path_of(shape: BaseGeometry, grid: Grid) -> str:
    """An SVG path of whole-number steps. What is too small for the grid becomes one square."""
    written: list[str] = []
    x = y = 0
    for part in _large_parts(shape, grid.smallest):
        for ring in (part.exterior, *part.interiors):
            dots = _dots(ring, grid)
            if len(dots) < 3 and written:
                continue
            if len(dots) < 3:
                left, top = dots[0]
                dots = [(left, top), (left + 1, top), (left + 1, top + 1), (left, top + 1)]
            steps = []
            for dot in dots:
                steps.append((dot[0] - x, dot[1] - y))
                x, y = dot
            first, *rest = (f"{a}{'' if b < 0 else ' '}{b}" for a, b in steps)
            written.append(f"m{first}l{' '.join(rest)}".replace(" -", "-") + "z")
            x, y = dots[0]
    return "".join(written)


def box_of(path: str) -> tuple[int, int, int, int]:
    """West, north, east, south of a path in grid units."""
    x = y = 0
    xs, ys = [], []
    for ring in path.split("z")[:-1]:
        numbers = [int(n) for n in re.findall(r"-?\d+", ring)]
        start = None
        for a, b in zip(numbers[::2], numbers[1::2], strict=True):
            x, y = x + a, y + b
            start = start or (x, y)
            xs.append(x)
            ys.append(y)
        x, y = start or (x, y)
    return min(xs), min(ys), max(xs), max(ys)


def share_inside(shapes: dict[str, BaseGeometry], rows: dict[str, Row]) -> float:
    """Share of district points that lie in the polygon of their own regency."""
    districts = [row for row in rows.values() if len(row.code) == 8 and row.longitude and not row.valid_to]
    hits = sum(
        shapely.contains_xy(shapes[row.code[:5]], float(row.longitude), float(row.latitude))
        for row in districts
    )
    return hits / len(districts)


def write(shapes: dict[str, BaseGeometry], target: Path, title: str, grid: Grid = INDONESIA_GRID) -> None:
    paths = {code: path_of(shape, grid) for code, shape in sorted(shapes.items())}
    boxes = [box_of(path) for path in paths.values()]
    edge = [
        min(b[0] for b in boxes),
        min(b[1] for b in boxes),
        max(b[2] for b in boxes),
        max(b[3] for b in boxes),
    ]
    content = {
        "title": title,
        "note": "Approximate, not an official boundary.",
        "west": grid.west,
        "north": grid.north,
        "units_a_degree": grid.units,
        "box": edge,
        "paths": paths,
    }
    target.write_text(json.dumps(content, separators=(",", ":"), ensure_ascii=False) + "\n", encoding="utf-8")
