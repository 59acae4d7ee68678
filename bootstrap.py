#!/usr/bin/env python3
"""Make `.venv` on a machine that may have nothing but Python 3.11: no pip, no venv module, no uv.

    python3 bootstrap.py [demo|dev]

`demo` installs what the product needs, `dev` also what tests and checks need. Every package is checked
against the digests in `requirements/`. May be interrupted at any point, run again, and run twice at once: a
marker is written when all is done, and an environment without one is built anew. Standard library only.
"""

import configparser
import fcntl
import hashlib
import os
import platform
import re
import shutil
import ssl
import subprocess
import sys
import time
import zipfile
from base64 import b64encode
from pathlib import Path
from typing import NoReturn
from urllib.error import URLError
from urllib.parse import unquote, urljoin, urlsplit
from urllib.request import Request, urlopen

UV = "0.13.9"
DIGESTS = {  # machine: (platform in the wheel's name, SHA-256 of the wheel)
    "x86_64": (
        "manylinux_2_17_x86_64.manylinux2014_x86_64",
        "d7f459fe4fd247d830351c75686d3996ace3c6f3f728eb0e85a30b7ada0cef19",
    ),
    "aarch64": ("manylinux_2_28_aarch64", "ecb6028d79dc96fbeafffe5c8af62a7099487ebc05a701e76714eebcffd06375"),
}
HERE = Path(__file__).resolve().parent
TOOLS = HERE / ".tools"
VENV = HERE / ".venv"
MARKER = VENV / ".whole"
DEBIAN_CERTIFICATES = "/etc/ssl/certs/ca-certificates.crt"
DEBIAN_PYTHON = "/usr/bin/python3"
APT = ["apt-get", "install", "-y", "--no-install-recommends", "python3-pip"]
KAWAL = """#!/bin/sh
# Made by bootstrap.py. A script of sh, because the path of the clone may contain spaces.
here=$(dirname -- "$(readlink -f -- "$0")")
exec "$here/python" -m kawal.doors.commands "$@"
"""


def main() -> None:
    kind = (sys.argv[1:] or ["demo"])[0]
    if kind not in {"demo", "dev"}:
        stop(f"usage: {sys.argv[0]} [demo|dev]", 2)
    refuse_what_cannot_work()
    TOOLS.mkdir(exist_ok=True)
    with open(TOOLS / "lock", "a") as lock:
        take_turn(lock.fileno())
        if not is_whole(kind):
            build(kind, lock.fileno())


def say(text: str) -> None:
    print(f"set-up: {text}", flush=True)


def stop(text: str, status: int = 3) -> NoReturn:
    print(f"set-up: {text}", file=sys.stderr, flush=True)
    sys.exit(status)


def refuse_what_cannot_work() -> None:
    if sys.version_info < (3, 11):  # noqa: UP036 -- whoever lacks it should read why
        stop(f"Python 3.11 or later is needed, not {platform.python_version()}: `make PYTHON=python3.11`.")
    if platform.system() != "Linux" or platform.machine() not in DIGESTS:
        stop(f"Kawal runs on Linux, {' or '.join(DIGESTS)}; not {platform.system()} {platform.machine()}.")
    owner = HERE.stat().st_uid
    if os.geteuid() == 0 and owner != 0 and not os.environ.get("KAWAL_AS_ROOT"):
        stop(
            f"This clone belongs to user {owner}, and you are root: what root makes here, its owner "
            "could not change.\n  Run the same command as its owner,\n"
            "  or take the clone over with `chown -R root .`,\n"
            "  or set KAWAL_AS_ROOT=1 if you really mean it."
        )


def take_turn(lock: int) -> None:
    """One run at a time. A uv that outlived its killed parent still holds the lock, which it inherited."""
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        say("another run is making the environment; waiting for it")
        fcntl.flock(lock, fcntl.LOCK_EX)


# ---------------------------------------------------------------- the environment
def is_whole(kind: str) -> bool:
    """Whether `.venv` is finished and made from these very files; a `dev` one serves as `demo` too."""
    return any(found_marker() == marker_of(able) for able in {kind, "dev"})


def found_marker() -> str:
    try:
        return MARKER.read_text(encoding="ascii")
    except OSError:
        return ""


def marker_of(kind: str) -> str:
    made = hashlib.sha256(repr((str(HERE), sys.version)).encode())
    for file in (requirements(kind), Path(__file__)):
        made.update(file.read_bytes())
    return f"{kind} {made.hexdigest()}"


def requirements(kind: str) -> Path:
    return HERE / "requirements" / f"{kind}.txt"


def build(kind: str, lock: int) -> None:
    """uv takes a package that was killed half-way for installed; so only a marked environment is kept."""
    start = time.monotonic()
    had = found_marker()
    if had.startswith("dev "):
        kind = "dev"  # nobody who runs the demo loses the tools for tests
    uv = find_uv()
    if not had or not (VENV / "bin" / "python").exists():
        shutil.rmtree(VENV, ignore_errors=True)
        run([uv, "venv", "--quiet", "--no-project", "--python", sys.executable, str(VENV)], lock)
    MARKER.unlink(missing_ok=True)
    wanted = requirements(kind)
    count = wanted.read_text(encoding="utf-8").count("==")
    say(f"installing {count} packages, each checked against its digest")
    run([uv, "pip", "sync", "--python", str(VENV / "bin" / "python"), "--require-hashes", str(wanted)], lock)
    write_path_file()
    write_command()
    MARKER.write_text(marker_of(kind), encoding="ascii")
    say(f"environment ready after {time.monotonic() - start:.1f} s")


def run(command: list[str], lock: int) -> None:
    done = subprocess.run(command, env=environment(), cwd=HERE, pass_fds=[lock], check=False)
    if done.returncode:
        stop(f"`uv {command[1]}` failed with status {done.returncode}, see above. Run this again.")


def environment() -> dict[str, str]:
    env = {name: value for name, value in os.environ.items() if name not in {"VIRTUAL_ENV", "PYTHONPATH"}}
    env |= {"UV_PYTHON_DOWNLOADS": "never", "UV_COMPILE_BYTECODE": "1", "UV_NO_PROJECT": "1"}
    if certificates():
        env.setdefault("SSL_CERT_FILE", certificates())
    if index() and not os.environ.get("UV_DEFAULT_INDEX"):
        env["UV_DEFAULT_INDEX"] = index()
    if not os.access(Path.home(), os.W_OK):
        env.setdefault("UV_CACHE_DIR", str(TOOLS / "cache"))
    return env


def write_path_file() -> None:
    """The project is not installed: the environment looks into the clone."""
    folder = next((VENV / "lib").glob("python3.*/site-packages"))
    (folder / "kawal.pth").write_text(f"{HERE / 'src'}\n{HERE}\n", encoding="utf-8")


def write_command() -> None:
    command = VENV / "bin" / "kawal"
    command.write_text(KAWAL, encoding="ascii")
    command.chmod(0o755)


# ---------------------------------------------------------------- uv
def find_uv() -> str:
    """From PATH when it is the pinned one, else the one kept in `.tools`, fetched at need."""
    found = shutil.which("uv")
    if found and version_of(found) == UV:
        return found
    kept = TOOLS / f"uv-{UV}"
    if not kept.exists():
        start = time.monotonic()
        say(f"fetching uv {UV} (18 MB)")
        unpack(fetch_wheel(), kept)
        say(f"uv {UV} after {time.monotonic() - start:.1f} s")
    return str(kept)


def version_of(uv: str) -> str:
    said = subprocess.run([uv, "--version"], capture_output=True, text=True, check=False).stdout.split()
    return said[1] if len(said) > 1 else ""


def unpack(wheel: Path, kept: Path) -> None:
    """Whole or not at all."""
    digest = hashlib.sha256(wheel.read_bytes()).hexdigest()
    if digest != DIGESTS[platform.machine()][1]:
        stop(f"the uv that was fetched does not have the expected digest but {digest}; nothing was run.")
    part = kept.with_suffix(".part")
    with zipfile.ZipFile(wheel) as archive:
        part.write_bytes(archive.read(f"uv-{UV}.data/scripts/uv"))
    part.chmod(0o755)
    part.rename(kept)
    shutil.rmtree(wheel.parent)


def fetch_wheel() -> Path:
    folder = TOOLS / "fetched"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    if index():
        try:
            return from_index(folder)
        except (URLError, OSError, LookupError, ValueError) as error:
            say(f"the configured package index did not give uv ({error}); asking pip")
    return from_pip(folder)


def from_index(folder: Path) -> Path:
    """Read the page of uv on the configured index. Raises ``LookupError`` when it has not this version."""
    page = f"{index().rstrip('/')}/uv/"
    name = f"uv-{UV}-py3-none-{DIGESTS[platform.machine()][0]}.whl"
    link = re.search(rf'href="([^"#]*{re.escape(name)})', read(page).decode())
    if link is None:
        raise LookupError(f"no {name} there")
    wheel = folder / name
    wheel.write_bytes(read(urljoin(page, link[1])))
    return wheel


def read(address: str) -> bytes:
    """The content at an address, which may carry a name and a password."""
    parts = urlsplit(address)
    request = Request(address.replace(f"{parts.netloc}", parts.netloc.rpartition("@")[2], 1))
    if parts.username:
        login = f"{unquote(parts.username)}:{unquote(parts.password or '')}"
        request.add_header("Authorization", f"Basic {b64encode(login.encode()).decode()}")
    trusted = ssl.create_default_context(cafile=certificates() or None)
    with urlopen(request, timeout=120, context=trusted) as answer:
        return bytes(answer.read())


def from_pip(folder: Path) -> Path:
    """With pip's own configuration; extra indexes and folders in it do no harm, for the digest decides."""
    python = python_with_pip() or python_after_apt()
    wanted = ["--no-deps", "--only-binary", ":all:", "--dest", str(folder), f"uv=={UV}"]
    done = subprocess.run([python, "-m", "pip", "download", "--quiet", *wanted], check=False)
    wheels = list(folder.glob("uv-*.whl"))
    if done.returncode or len(wheels) != 1:
        stop(f"pip could not fetch uv {UV}; its message stands above. PIP_INDEX_URL may name another index.")
    return wheels[0]


def python_with_pip() -> str | None:
    for python in (sys.executable, DEBIAN_PYTHON):
        if os.path.exists(python):
            tried = subprocess.run([python, "-m", "pip", "--version"], capture_output=True, check=False)
            if tried.returncode == 0:
                return python
    return None


def python_after_apt() -> str:
    line = " ".join(APT)
    if os.geteuid() != 0 or shutil.which("apt-get") is None:
        stop(f"Python has no pip, and uv {UV} is not in PATH. Once, as root:\n  apt-get update && {line}")
    say(f"Python has no pip; running `{line}`")
    subprocess.run(["apt-get", "update", "-q"], check=False)
    subprocess.run(APT, check=False, env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"})
    python = python_with_pip()
    if python is None:
        stop(f"pip is still missing; `{line}` says why.")
    return python


# ---------------------------------------------------------------- what this machine is set to
def index() -> str:
    """The package index this installation names, or nothing: then uv and pip use their own default."""
    names = ("UV_DEFAULT_INDEX", "UV_INDEX_URL", "PIP_INDEX_URL")
    return next((os.environ[name] for name in names if os.environ.get(name)), "") or pip_setting("index-url")


def certificates() -> str:
    """A company's own authority stands in Debian's bundle."""
    named = os.environ.get("SSL_CERT_FILE") or os.environ.get("PIP_CERT") or pip_setting("cert")
    return named or (DEBIAN_CERTIFICATES if os.path.exists(DEBIAN_CERTIFICATES) else "")


def pip_setting(name: str) -> str:
    """From pip's configuration files, the later ones winning, as pip itself reads them."""
    home = Path.home()
    files = [Path("/etc/pip.conf"), home / ".pip/pip.conf", home / ".config/pip/pip.conf"]
    parser = configparser.RawConfigParser()
    try:
        parser.read([*files, Path(os.environ.get("PIP_CONFIG_FILE", "/dev/null"))], encoding="utf-8")
        return parser.get("install", name, fallback="") or parser.get("global", name, fallback="")
    except (configparser.Error, OSError, UnicodeDecodeError):
        return ""


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        stop("interrupted; run it again whenever you like", 130)
