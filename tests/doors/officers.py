"""Officers for tests of pages: made the quick way, with a password that the validators would take."""

from datetime import UTC, datetime

from kawal.access.officers.models import Officer

NOON = datetime(2026, 11, 18, 5, tzinfo=UTC)
PASSWORD = "tenun ikat rekaan 7"


def officer(login: str = "damar", *, password: str = PASSWORD, **more: str) -> Officer:
    """A district officer of Umpama Selatan unless told otherwise."""
    said = {"name": "Damar Misalkan", "agency": "dinsos-9904", "role": "district", "area": "99.04"} | more
    made = Officer(login=login, created_at=NOON, **said)
    made.set_password(password) if password else made.set_unusable_password()
    made.save()
    return made


def administrator(login: str = "surya", **more: str) -> Officer:
    return officer(login, **({"name": "Surya Contohnya", "role": "administrator", "area": ""} | more))
