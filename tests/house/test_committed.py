"""What may stand in the repository, and what never."""

import re
import subprocess
import sys

from tests.house.files import ROOT, python_files, short, texts

# Sixteen digits are a NIK. Those of made-up people begin with 99; part of a longer number or digest is none.
NIK = re.compile(r"(?<![0-9A-Za-z._+/-])[0-9]{16}(?![0-9A-Za-z.+/=-])")
REGISTRIES = (
    "pypi." + "org",
    "files." + "pythonhosted.org",
    "registry." + "npmjs.org",
    "deb." + "debian.org",
)
BARE_NOQA = re.compile(r"# noqa(?!: [A-Z]+[0-9]+(, ?[A-Z]+[0-9]+)* -- \S)")
BARE_IGNORE = re.compile(r"# type: ignore(?!\[[a-z-]+(, ?[a-z-]+)*\]  # \S)")


def test_no_file_holds_a_national_number_that_could_be_real():
    found = [
        f"{short(path)}: {number[:6]}..."
        for path, text in texts()
        for number in NIK.findall(text)
        if not number.startswith("99")
    ]
    assert found == []


def test_no_file_names_a_package_registry():
    found = [short(path) for path, text in texts() if any(registry in text for registry in REGISTRIES)]
    assert found == []


def test_every_exception_from_a_rule_gives_its_reason():
    own = ROOT / "tests" / "house"
    found = [
        f"{short(path)}:{number}"
        for path in python_files()
        if own not in path.parents
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if BARE_NOQA.search(line) or BARE_IGNORE.search(line)
    ]
    assert found == []


def test_locks_hold_digests_and_nothing_but_packages():
    for name in ("demo", "dev"):
        lines = (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8").splitlines()
        strange = [
            line for line in lines if not re.match(r"[a-z0-9.-]+==|    --hash=sha256:[0-9a-f]{64}", line)
        ]
        assert strange == []


def test_every_locked_package_has_its_licence_listed():
    listed = (ROOT / "docs" / "licences.md").read_text(encoding="utf-8")
    locked = (ROOT / "requirements" / "dev.txt").read_text(encoding="utf-8")
    wanted = set(re.findall(r"^([a-z0-9.-]+)==[^\n]*?(?!win32)\\$", locked, re.MULTILINE))
    assert sorted(name for name in wanted if f"| {name} |" not in listed) == []


def test_the_demo_is_locked_to_the_same_versions_as_the_tests():
    pinned = {
        name: set(re.findall(r"^\S+==\S+", (ROOT / "requirements" / f"{name}.txt").read_text(), re.MULTILINE))
        for name in ("demo", "dev")
    }
    assert pinned["demo"] <= pinned["dev"]


def test_the_bootstrap_needs_nothing_but_the_standard_library():
    code = "import sys; sys.path.insert(0, '.'); import bootstrap"
    done = subprocess.run([sys.executable, "-I", "-S", "-c", code], cwd=ROOT, capture_output=True, text=True)
    assert done.stderr == ""
