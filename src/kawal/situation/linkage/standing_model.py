"""The weights in force: those somebody put there last, else those an installation begins with."""

from functools import lru_cache

from kawal.facts.ledger import bulk
from kawal.situation.linkage.rules.model import Model, read_model, starting_model

VERSION = "select version from linkage_model order by in_force_since desc, version desc limit 1"
BODY = "select body from linkage_model where version = %s"


def standing_model() -> Model:
    """Asked of the database each time, read only when it has changed."""
    found = bulk.run(VERSION)
    return _read(str(found[0][0])) if found else starting_model()


@lru_cache(2)
def _read(version: str) -> Model:
    [(body,)] = bulk.run(BODY, (version,))
    return read_model(body)
