"""All tables of the room, for Django."""

from kawal.access.keys.models import AgencyKey
from kawal.access.officers.models import EntryLink, LoginAttempt, Officer
from kawal.access.trail.models import Trace

__all__ = ["AgencyKey", "EntryLink", "LoginAttempt", "Officer", "Trace"]
