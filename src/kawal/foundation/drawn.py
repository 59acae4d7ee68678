"""A signature drawn on a screen: an SVG path of whole numbers within 600 × 200. Pure."""

import re

WIDTH, HEIGHT, LONGEST = 600, 200, 20_000
_PATH = re.compile(r"(?:M\d{1,3} \d{1,3}(?:L\d{1,3} \d{1,3})+)+")


def is_drawn(path: str) -> bool:
    """Is it a path, and nothing else?"""
    return len(path) <= LONGEST and _PATH.fullmatch(path) is not None


def svg_of(path: str) -> str:
    """The drawing as a picture of its own, black on nothing."""
    line = f'<path d="{path}" fill="none" stroke="#000" stroke-width="5" stroke-linejoin="round"/>'
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}">{line}</svg>'
