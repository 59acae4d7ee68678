"""All tables of the room, for Django."""

from kawal.facts.feeds.models import Feed, SourceFreshness
from kawal.facts.imports.models import ImportJob, RememberedMapping
from kawal.facts.ledger.models import Fact, FactCorrection, FactKey, Source
from kawal.facts.people.models import Claim, Membership, Person, Standing

__all__ = [
    "Claim",
    "Fact",
    "FactCorrection",
    "FactKey",
    "Feed",
    "ImportJob",
    "Membership",
    "Person",
    "RememberedMapping",
    "Source",
    "SourceFreshness",
    "Standing",
]
