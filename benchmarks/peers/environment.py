"""The environment of the peers, `.kawal-bench/peers`: what is only measured against never enters that of the project."""

import subprocess
import sys
from pathlib import Path

from benchmarks.measuring import ROOT

PEERS = ROOT / ".kawal-bench" / "peers"
LOCK = ROOT / "requirements" / "bench.txt"
MADE = PEERS / "made-from"


def peers_python() -> Path:
    """Its Python; made from `requirements/bench.txt` when it is missing or the list has changed."""
    python, wanted = PEERS / "bin" / "python", LOCK.read_text(encoding="utf-8")
    if python.exists() and MADE.exists() and MADE.read_text(encoding="utf-8") == wanted:
        return python
    import bootstrap

    bootstrap.TOOLS.mkdir(exist_ok=True)
    uv = str(bootstrap.find_uv())
    make = [uv, "venv", "--quiet", "--clear", "--python", sys.executable, str(PEERS)]
    subprocess.run(make, check=True, stdout=sys.stderr)
    install = [uv, "pip", "install", "--quiet", "--require-hashes", "-r", str(LOCK), "--python", str(python)]
    subprocess.run(install, check=True, stdout=sys.stderr)
    MADE.write_text(wanted, encoding="utf-8")
    return python
