"""`python -m kawal_simulation --people N --seed S --out DIR`."""

from __future__ import annotations

import sys

from kawal_simulation.command import main

sys.exit(main())
