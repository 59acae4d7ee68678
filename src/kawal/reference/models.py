"""All tables of the room, for Django."""

from kawal.reference.agencies.models import Agency, Company
from kawal.reference.areas.models import Area
from kawal.reference.codes.models import Code
from kawal.reference.limits.models import LegalLimit
from kawal.reference.loads import ReferenceLoad
from kawal.reference.places.models import Corridor, Country, Post

__all__ = ["Agency", "Area", "Code", "Company", "Corridor", "Country", "LegalLimit", "Post", "ReferenceLoad"]
