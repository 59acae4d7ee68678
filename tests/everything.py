"""All that CI runs, in order; every step runs even when an earlier one failed. `make test` starts this.

    python tests/everything.py [--lint|--quick]

`--lint` stops before the tests; `--quick` leaves out the slow ones and the browser. The last lines are
pytest's own summary.
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
SETTINGS = {"DJANGO_SETTINGS_MODULE": "config.settings", "KAWAL_DATA": str(ROOT / ".kawal-test")}
APT = ["apt-get", "install", "-y", "--no-install-recommends", "chromium"]

CHECKS: dict[str, list[str]] = {
    "format": [str(BIN / "ruff"), "format", "--check", "--quiet", "."],
    "lint": [str(BIN / "ruff"), "check", "--quiet", "."],
    "types": [PYTHON, "-m", "mypy"],
    "contracts": [str(BIN / "lint-imports"), "--no-logo"],
    "system checks": [*DJANGO, "check", "--fail-level", "WARNING"],
    "migrations": [*DJANGO, "makemigrations", "--check", "--dry-run"],
}
TESTS = [PYTHON, "-m", "pytest", "-q", "-n", "2", "--ignore=tests/journeys", "--durations=10"]
JOURNEYS = [PYTHON, "-m", "pytest", "-q", "tests/journeys"]


def main() -> None:
    wanted = sys.argv[1:]
    failed = [name for name, command in CHECKS.items() if not passes(name, command)]
    if "--lint" not in wanted:
        quick = "--quick" in wanted
        failed += run_tests(quick=quick)
    if failed:
        sys.exit(f"failed: {', '.join(failed)}")


def run_tests(*, quick: bool) -> list[str]:
    if quick:
        return [] if passes("tests", [*TESTS, "-m", "not slow"]) else ["tests"]
    have_chromium()
    failed = [] if passes("tests", TESTS) else ["tests"]
    if any((ROOT / "tests" / "journeys").glob("test_*.py")) and not passes("journeys", JOURNEYS):
        failed.append("journeys")  # a process of their own: a browser brings an event loop
    return failed


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
