"""Every setting is documented, read strictly, and no log line gives a person away."""

import io
import json
import logging
import os
import re
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from config import environment as env
from config.logs import Redacting, Structured
from tests.house.files import ROOT, python_files

NAMES = re.compile(r"[\"'](KAWAL_[A-Z_]+|DATABASE_URL|DATABASE_OWNER_URL|PORT)[\"']")
FOR_TESTS = {"KAWAL_TEST", "KAWAL_TEST_DATA"}


def test_every_setting_is_documented_and_nothing_else():
    used = {
        name
        for path in python_files(tests=False)
        if path.relative_to(ROOT).parts[0] != "benchmarks"
        for name in NAMES.findall(path.read_text(encoding="utf-8"))
    }
    documented = set(
        re.findall(r"^\| `([A-Z_]+)`", (ROOT / "docs" / "settings.md").read_text(), re.MULTILINE)
    )
    assert documented == used - FOR_TESTS


@pytest.mark.parametrize(
    ("read", "value"),
    [
        (lambda: env.number("X", 1), "many"),
        (lambda: env.number("X", 1, at_least=1), "0"),
        (lambda: env.flag("X", default=True), "perhaps"),
        (lambda: env.choice("X", "a", ("a", "b")), "c"),
        (lambda: env.secret("X", None), "short"),
        (lambda: env.database("X", os.environ["X"]), "mysql://somewhere/else"),
        (lambda: env.database("X", os.environ["X"]), "postgresql://nowhere"),
    ],
)
def test_a_malformed_value_stops_the_start_and_is_named(monkeypatch, read, value):
    monkeypatch.setenv("X", value)
    with pytest.raises(env.BadSetting, match="X"):
        read()


def test_a_secret_may_come_from_a_file(monkeypatch, tmp_path):
    (tmp_path / "secret").write_text("s" * 40 + "\n")
    monkeypatch.setenv("X_FILE", str(tmp_path / "secret"))
    assert env.secret("X", None) == "s" * 40


def test_a_secret_is_made_once_and_for_its_owner_alone(tmp_path):
    made = env.secret("KAWAL_NEW_KEY", tmp_path)
    assert env.secret("KAWAL_NEW_KEY", tmp_path) == made
    assert stat.S_IMODE((tmp_path / "kawal-new-key").stat().st_mode) == 0o600


def test_an_address_with_odd_characters_is_read_whole():
    read = env.database("X", "postgresql://ro%40le:p%2Fw@/da%20ta?host=/tmp/a%20b&port=6000&sslmode=require")
    assert (read["USER"], read["PASSWORD"], read["NAME"]) == ("ro@le", "p/w", "da ta")
    assert (read["HOST"], read["PORT"], read["OPTIONS"]) == ("/tmp/a b", "6000", {"sslmode": "require"})


@pytest.mark.slow
def test_production_does_not_start_without_its_secrets_and_hosts():
    bare = {name: value for name, value in os.environ.items() if not name.startswith(("KAWAL", "DATABASE"))}
    done = subprocess.run(
        [sys.executable, "-c", "import config.settings"],
        cwd=ROOT,
        env=bare | {"KAWAL_MODE": "production"},
        capture_output=True,
        text=True,
    )
    assert "KAWAL_SECRET_KEY is not set" in done.stderr


def logged(message: str, *args: object, **extra: object) -> str:
    out = io.StringIO()
    handler = logging.StreamHandler(out)
    handler.addFilter(Redacting())
    handler.setFormatter(Structured())
    logger = logging.Logger("kawal.test")
    logger.addHandler(handler)
    try:
        raise ValueError("9953040502990001 in a traceback")
    except ValueError:
        logger.error(message, *args, extra=extra, exc_info=True)
    return out.getvalue()


def test_no_log_line_shows_sixteen_digits():
    line = logged("person %s said", "9953040502990001", number=9953040502990001, note="nik=9953040502990001.")
    assert "9953040502990001" not in line
    assert json.loads(line)["event"] == "person [16 digits] said"


def test_no_key_or_database_is_committed():
    ignored = (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()
    assert {"/.kawal/", "/.kawal-*/", "/.venv/", "/uv.lock"} <= set(ignored)
    assert not list(Path(ROOT / "src").rglob("*.pem"))
