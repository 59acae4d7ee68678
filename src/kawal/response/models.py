"""All tables of the room, for Django."""

from kawal.response.cases.models import CaseFile, CaseNote

__all__ = ["CaseFile", "CaseNote"]
