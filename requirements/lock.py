"""Resolve `demo.txt`, `dev.txt` and `bench.txt` again from pyproject.toml: digests only, no address of any index.

python requirements/lock.py [--upgrade]
"""

import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

import bootstrap  # noqa: E402 -- needs the path above

SHAPE = (
    "--universal",
    "--python-version=3.11",
    "--generate-hashes",
    "--no-header",
    "--no-annotate",
    "--no-emit-index-url",
    "--quiet",
)


def main() -> None:
    bootstrap.TOOLS.mkdir(exist_ok=True)
    with open(bootstrap.TOOLS / "lock", "a") as lock:
        bootstrap.take_turn(lock.fileno())
        uv = bootstrap.find_uv()
        demo, dev = HERE / "demo.txt", HERE / "dev.txt"
        resolve = [
            uv,
            "pip",
            "compile",
            "pyproject.toml",
            "--extra=embedded",
            "--extra=batch",
            *SHAPE,
            *sys.argv[1:],
        ]
        bootstrap.run([*resolve, "-o", str(demo)], lock.fileno())
        more = ["--group=dev", "-c", str(demo)]
        bootstrap.run([*resolve, *more, "-o", str(dev)], lock.fileno())
        alone = [uv, "pip", "compile", "--group=bench", *SHAPE, *sys.argv[1:]]
        bootstrap.run([*alone, "-o", str(HERE / "bench.txt")], lock.fileno())


if __name__ == "__main__":
    main()
