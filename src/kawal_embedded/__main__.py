"""The keeper's own start: `python -m kawal_embedded STATE`. For people there is `kawal db`."""

import sys
from pathlib import Path

from kawal_embedded.errors import CannotServe
from kawal_embedded.keeper import keep
from kawal_embedded.place import Place

try:
    keep(Place(Path(sys.argv[1])))
except CannotServe as error:
    sys.exit(str(error))
