"""All that CI runs, in order; every step runs even when an earlier one failed. `make test` starts this.

    python tests/everything.py [--lint|--quick]

`--lint` stops before the tests; `--quick` leaves out the slow ones and the browser. The embedded server is held
from beginning to end, so that every step finds a database. The last lines are pytest's own summary.
"""

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PYTHON = sys.executable
BIN = Path(PYTHON).parent
DJANGO = [PYTHON, "-m", "django"]
DATA = os.environ.get("KAWAL_TEST_DATA") or str(ROOT / ".kawal-test")
SETTINGS = {"DJANGO_SETTINGS_MODULE": "config.settings", "KAWAL_DATA": DATA}
APT = ["apt-get", "install", "-y", "--no-install-recommends", "chromium"]

CHECKS: dict[str, list[str]] = {
    "format": [str(BIN / "ruff"), "format", "--check", "--quiet", "."],
    "lint": [str(BIN / "ruff"), "check", "--quiet", "."],
    "types": [PYTHON, "-m", "mypy"],
    "contracts": [str(BIN / "lint-imports"), "--no-logo"],
    "system checks": [*DJANGO, "check", "--database", "default", "--fail-level", "WARNING"],
}
PYTEST = [PYTHON, "-m", "pytest", "-q"]
QUICK = [*PYTEST, "--ignore=tests/journeys"]
TESTS = [*QUICK, "-m", "not journey", "--durations=10"]
JOURNEYS = [*PYTEST, "-m", "journey", "tests/journeys"]  # alone: a browser brings an event loop


def main() -> None:
    wanted = set(sys.argv[1:])
    if unknown := wanted - {"--lint", "--quick"}:
        sys.exit(f"unknown: {' '.join(sorted(unknown))}")
    hold_database()
    failed = [name for name, command in CHECKS.items() if not passes(name, command)]
    if "--lint" not in wanted:
        failed += run_tests(failed, quick="--quick" in wanted)
    elif failed:
        print(f"failed: {', '.join(failed)}", flush=True)
    sys.exit(1 if failed else 0)


def hold_database() -> None:
    """As long as this process lives; DATABASE_URL, which it sets, leads every step there."""
    if os.environ.get("DATABASE_URL") or os.environ.get("DATABASE_URL_FILE"):
        return
    sys.path[:0] = [str(ROOT / "src"), str(ROOT)]
    from kawal_embedded.databases import prepare
    from kawal_embedded.holding import hold
    from kawal_embedded.place import Place

    hold(Place.chosen(DATA))
    prepare(Place.chosen(DATA))


def run_tests(failed: list[str], *, quick: bool) -> list[str]:
    """The browser first: what stands last is the summary of nearly everything."""
    more = []
    if not quick and any((ROOT / "tests" / "journeys").glob("test_*.py")):
        have_chromium()
        more += [] if passes("journeys", JOURNEYS) else ["journeys"]
    if failed + more:
        print(f"failed so far: {', '.join(failed + more)}", flush=True)
    return more + ([] if passes("tests", QUICK if quick else TESTS) else ["tests"])


def passes(name: str, command: list[str]) -> bool:
    start = time.monotonic()
    print(f"--- {name}", flush=True)
    done = subprocess.run(command, cwd=ROOT, env={**os.environ, **SETTINGS}, check=False)
    if "pytest" not in command:  # pytest ends with its own line
        print(
            f"    {'ok' if done.returncode == 0 else 'FAILED'}, {time.monotonic() - start:.1f} s", flush=True
        )
    return done.returncode == 0


def have_chromium() -> None:
    """The journeys need Debian's chromium: install it where we may, else say how."""
    if shutil.which("chromium"):
        return
    print(f"chromium is missing: {' '.join(APT)}", flush=True)
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        sys.exit("The browser tests need it. Once, as root: apt-get update && " + " ".join(APT))
    subprocess.run(["apt-get", "update", "-q"], check=False)
    if subprocess.run(APT, check=False, env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"}).returncode:
        sys.exit("chromium could not be installed; the lines above say why.")


if __name__ == "__main__":
    main()
