"""Putting trained weights in force: a person's act, kept with the name and the day."""

from datetime import datetime

from kawal.access.scope import Power, Scope
from kawal.facts.ledger import bulk
from kawal.situation.linkage.rules.model import read_model

KNOWN = "select 1 from linkage_model where version = %s"
ADOPT = "insert into linkage_model (version, body, in_force_since, by_actor) values (%s, %s, %s, %s)"


class KnownVersion(Exception):
    """A model of this name was in force before; a name means one model for ever."""


def adopt_model(*, scope: Scope, body: str, by: str, now: datetime) -> str:
    """Put the model of this file in force; its version.

    :param by: login of the officer who answers for it.
    :raises NotAllowed: only the engine writes it.
    :raises InvalidModel: the file is none, or breaks a law.
    :raises KnownVersion: a model of that name was in force before.
    """
    scope.require(Power.NATION)
    version = read_model(body).version
    if bulk.run(KNOWN, (version,)):
        raise KnownVersion(f"a model called {version} was in force before; train with another --version")
    bulk.run(ADOPT, (version, body, now, by))
    return version
