"""Every act that is written to the access log can be read there in words."""

import re

from kawal.doors.web.trail.words import ACTS
from tests.house.files import python_files, short

WRITTEN = re.compile(r"\baction=\"([a-z_]+\.[a-z_]+)\"")


def test_every_act_of_the_access_log_has_words():
    """Otherwise: one line in `doors/web/trail/words.py`."""
    silent = {
        f"{short(path)}: {act}"
        for path in python_files(tests=False)
        for act in WRITTEN.findall(path.read_text(encoding="utf-8"))
        if act not in ACTS
    }
    assert silent == set()
