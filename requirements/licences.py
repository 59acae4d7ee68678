"""Write docs/licences.md: every locked package with the licence its own metadata names."""

import re
from importlib.metadata import PackageMetadata, PackageNotFoundError, metadata
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
HEAD = """# Licences of the packages we install

Made by `requirements/licences.py` from the metadata of the installed packages. "product" is part of every
installation, "development" only of tests and checks. Third-party files in the repository itself (browser files,
fonts, data) stand in the manifest beside them.

| package | version | licence | used for |
|---|---|---|---|
"""


def main() -> None:
    product = names("demo")
    rows = [row(name, "product" if name in product else "development") for name in sorted(names("dev"))]
    (ROOT / "docs" / "licences.md").write_text(HEAD + "".join(rows), encoding="utf-8")


def names(lock: str) -> set[str]:
    text = (ROOT / "requirements" / f"{lock}.txt").read_text(encoding="utf-8")
    return set(re.findall(r"^([a-z0-9.-]+)==", text, re.MULTILINE))


def row(name: str, use: str) -> str:
    try:
        about = metadata(name)
    except PackageNotFoundError:  # for another operating system
        return f"| {name} | – | – | not installed on Linux |\n"
    return f"| {name} | {about['Version']} | {licence(about)} | {use} |\n"


def licence(about: PackageMetadata) -> str:
    """The expression if there is one, else the classifiers, else the first line of the old field."""
    if "License-Expression" in about:
        return about["License-Expression"]
    classifiers = [it for it in about.get_all("Classifier") or [] if it.startswith("License ::")]
    if classifiers:
        return ", ".join(it.rpartition(":: ")[2] for it in classifiers)
    return str(about.get("License", "not said")).splitlines()[0][:60]


if __name__ == "__main__":
    main()
