"""Officers at the site and people they may see, for tests of pages. Everything is made up."""

from typing import Any

from django.test import Client

from kawal.access.scope import ENGINE
from kawal.access.wall import enter
from tests.doors.officers import officer
from tests.world import SERUNI, fact, person_of, report

HOME = "99.04.05.2001"
UMPAMA = {**SERUNI, "address": {"area": HOME}}
ROLES: dict[str, dict[str, str]] = {
    "village": {"agency": "desa-umpama", "area": HOME},
    "district": {"agency": "dinsos-9904", "area": "99.04"},
    "protection": {"agency": "uptd-ppa-9904", "area": "99.04"},
    "border_post": {"agency": "bp3mi-kalbar", "area": "", "place": "plbn-entikong"},
    "mission": {"agency": "kjri-kuching", "area": ""},
    "shelter": {"agency": "rptc-bambu-apus", "area": "", "place": "rptc-bambu-apus"},
    "investigator": {"agency": "bareskrim", "area": ""},
    "national": {"agency": "kp2mi", "area": ""},
    "supervisor": {"agency": "dinsos-9904", "area": "99.04"},
}


def client_of(role: str = "district", **more: str) -> Client:
    """A client that an officer of the role has logged in with."""
    client = Client()
    client.force_login(
        officer(f"{role}{len(more) or ''}@contoh", role=role, **{**ROLES.get(role, {}), **more})
    )
    return client


def said(kind: str, at: str = "2026-03-02", **more: Any) -> dict[str, Any]:
    """A fact about Seruni of Umpama, from KJRI Kuching unless told otherwise."""
    return fact(kind, at, **{"subject": UMPAMA, **more})


def seruni(*more: dict[str, Any]) -> str:
    """Seruni abroad in Malaysia; her `kawal_id`."""
    return person_of(
        said(
            "departed",
            "2026-01-05",
            source="imigrasi",
            basis="document",
            data={"visa": "visit", "destination": "MYS"},
        ),
        said("arrived_abroad", "2026-01-06", place={"country": "MYS"}),
        *more,
    )


def every(model: Any) -> Any:
    """All rows there are, whoever asked last: the test looks behind both walls."""
    enter(ENGINE)
    return model.unscoped.all()  # unscoped: the test checks the table itself


def crowd(count: int) -> list[str]:
    """That many people of one kabupaten, each with two facts, whose names sound alike."""
    people = [
        {
            **UMPAMA,
            "name": f"Melati Umpama {chr(65 + n % 26)}{n}",
            "nik": f"990405410199{n + 100:04}",
            "birth_date": f"19{60 + n % 40}",
        }
        for n in range(1, count + 1)
    ]
    kinds: tuple[tuple[str, str], ...] = (("departed", "2026-01-05"), ("arrived_abroad", "2026-01-06"))
    outcomes = (
        report(*(said(kind, at, subject=subject) for subject in people for kind, at in kinds))
        if people
        else []
    )
    return list(dict.fromkeys(str(it.kawal_id) for it in outcomes))
