"""Join the parts of the style sheet, the script and the icon sprite into the files that pages use.

`python -m kawal.doors.web.kit.build` writes them, `--check` only tells whether they are current.
The joined files are committed: nothing has to be built to serve a page.
"""

import re
import sys
from pathlib import Path

WEB = Path(__file__).resolve().parents[1]
STATIC = WEB / "static"
SHEET = STATIC / "css" / "kawal.css"
SCRIPT = STATIC / "js" / "kawal.js"
SPRITE = WEB / "templates" / "kit" / "sprite.html"
ICONS = Path(__file__).parent / "icons"
FIRST = ("order", "font", "reset", "token", "base")


def sheet_parts() -> list[Path]:
    """The parts in the order of their layers; `type.css` comes first in its folder."""
    css = STATIC / "css"
    parts = [css / f"{name}.css" for name in FIRST]
    for folder in ("layout", "component", "page"):
        parts += sorted((css / folder).glob("*.css"), key=lambda part: (part.stem != "type", part.stem))
    return [*parts, css / "print.css"]


def small_css(text: str) -> str:
    """Without comments and needless space. Strings in our sheets hold no braces or comments."""
    text = re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)
    text = re.sub(r"\s+", " ", text)
    text = re.sub(r"\s*([{};,>])\s*", r"\1", text)
    return re.sub(r":\s+", ":", text).replace(";}", "}").strip()


def sheet() -> str:
    """The whole sheet, one line a part."""
    return "".join(small_css(part.read_text()) + "\n" for part in sheet_parts())


def script() -> str:
    """The whole script: each part in a block of its own, so that names do not meet."""
    parts = sorted((STATIC / "js" / "part").glob("*.js"))
    bodies = (re.sub(r"^\s*//.*\n", "", part.read_text(), flags=re.MULTILINE) for part in parts)
    return '"use strict";\n' + "".join(
        "{\n" + re.sub(r"^\s+", "", body, flags=re.MULTILINE) + "}\n" for body in bodies
    )


def sprite() -> str:
    """One hidden drawing that holds every icon as a symbol `i-NAME`."""
    symbols = "".join(
        f'<symbol id="i-{icon.stem}" viewBox="0 0 24 24">{icon.read_text().strip()}</symbol>'
        for icon in sorted(ICONS.glob("*.svg"))
    )
    return f'<svg width="0" height="0" class="sprite" aria-hidden="true"><defs>{symbols}</defs></svg>\n'


def joined() -> dict[Path, str]:
    return {SHEET: sheet(), SCRIPT: script(), SPRITE: sprite()}


def stale() -> list[Path]:
    """The joined files that differ from their parts."""
    return [path for path, text in joined().items() if not path.exists() or path.read_text() != text]


def main(arguments: list[str]) -> int:
    old = stale()
    if "--check" in arguments:
        print("\n".join(f"not current: {path.relative_to(WEB)}" for path in old) or "current")
        return 1 if old else 0
    for path, text in joined().items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    print(f"{len(old)} written")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
