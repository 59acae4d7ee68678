"""Python's search for garbage that refers to itself, made seldom.

Nearly everything here ends by its count of references. A batch keeps hundreds of thousands of objects until it is done, and looking
through all of them again and again takes a third of its time.
"""

import gc

_YOUNG, _MIDDLE, _OLD = 50_000, 50, 50


def collect_seldom() -> None:
    """For a process that has loaded what it works with: that is never looked through again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(_YOUNG, _MIDDLE, _OLD)
