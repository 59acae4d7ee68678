"""Given to pytest with `-p`: the settings are read before any conftest, so the server is held here.

Tests have an instance folder of their own (`.kawal-test`), so that a demo may run beside them. With
DATABASE_URL and DATABASE_OWNER_URL they run on that PostgreSQL instead. In xdist's workers both are set.
"""

import os
import sys
from pathlib import Path

CLONE = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(CLONE / "src"), str(CLONE)]

from kawal_embedded.databases import prepare  # noqa: E402 -- needs the path above
from kawal_embedded.holding import hold  # noqa: E402 -- needs the path above
from kawal_embedded.place import Place  # noqa: E402 -- needs the path above

os.environ["KAWAL_TEST"] = "1"
os.environ["KAWAL_MODE"] = "demo"
os.environ["KAWAL_DATA"] = os.environ.get("KAWAL_TEST_DATA") or str(CLONE / ".kawal-test")
if (
    sys.dont_write_bytecode
):  # a container often asks for it; compiling everything anew takes longer than many tests
    sys.pycache_prefix = os.environ["PYTHONPYCACHEPREFIX"] = os.environ["KAWAL_DATA"] + "/bytecode"
    sys.dont_write_bytecode = False
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
if not os.environ.get("DATABASE_URL"):
    place = Place.chosen()
    hold(place)
    prepare(place)
