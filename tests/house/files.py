"""Which files the sweeps look at."""

import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
OUTSIDE = ("src/kawal/doors/web/static/vendor/", "tests/vendor/")  # others' work, committed as it came


@cache
def committed() -> tuple[Path, ...]:
    """Everything in the repository, and what is about to be."""
    command = ["git", "-c", "safe.directory=*"]  # a clone that CI mounted may belong to somebody else
    command += ["ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    listed = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    names = [name for name in listed.split("\0") if name and not name.startswith(OUTSIDE)]
    return tuple(ROOT / name for name in sorted(names) if (ROOT / name).is_file())


def python_files(*, tests: bool = True) -> list[Path]:
    """All of ours but migrations."""
    found = [path for path in committed() if path.suffix == ".py" and "migrations" not in path.parts]
    return [path for path in found if tests or ROOT / "tests" not in path.parents]


def texts() -> list[tuple[Path, str]]:
    """Every committed file that is text, with its content."""
    read = []
    for path in committed():
        try:
            read.append((path, path.read_text(encoding="utf-8")))
        except UnicodeDecodeError:
            continue
    return read


def short(path: Path) -> str:
    return str(path.relative_to(ROOT))
