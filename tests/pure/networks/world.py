"""A small world and facts for tests of networks: ``Told().worker("a", recruited(...), departed(...))``."""

from dataclasses import dataclass, field
from typing import Any

from kawal.foundation.phones import phone_digits
from kawal.situation.networks.network import Network
from kawal.situation.networks.shapes import Claimed
from kawal.situation.picture.shapes import PictureFact
from tests.pure.picture_facts import fact

OFFICE = "+62 800-0000-9001"
LICENCE = "SIP3MI-0001/REKAAN"

SEATED = (
    "Karel Serumah",
    "Lukas Tetangga",
    "PT Umpama Jaya",
    "Mia Pasar",
    "Nus Kios",
    "Oni Lapak",
    "Pius Toko",
)
ADDRESSES = dict.fromkeys(SEATED, ("jl merdeka 17 blok c kota misal",))


class World:
    knows_licences = True

    def licence_status(self, licence: str, name: str, day: int) -> str | None:
        return "active" if licence == LICENCE or name == "PT Umpama Jaya" else None

    def addresses_of(self, recruiter: str, day: int) -> tuple[str, ...]:
        return ADDRESSES.get(recruiter, ())

    def is_official(self, phone: str, day: int) -> bool:
        return phone_digits(f"+{phone}") == phone_digits(OFFICE)

    def is_closed(self, country: str, day: int) -> bool:
        return country == "KHM"

    def fee_cap_idr(self, country: str | None, occupation: str | None, day: int) -> int | None:
        return 10_000_000

    def reference_wage_idr(self, country: str | None, occupation: str | None, day: int) -> int | None:
        return 5_000_000

    def rate_idr(self, currency: str, day: int) -> float | None:
        return 1.0 if currency == "IDR" else None


NAMES = ("Kenanga Misal", "Budi Hartono", "Yohanes Leki", "Wulan Cempaka", "Ferdinand Tahu", "Siti Rohmah", "Agus Pribadi",
         "Ni Luh Sari", "Made Gunawan", "Joko Susilo", "Rina Marlina", "Petrus Bria", "Dewi Anggrek", "Slamet Waluyo")  # fmt: skip


@dataclass
class Told:
    network: Network = field(default_factory=lambda: Network(World()))
    said: list[tuple[str | None, PictureFact, Claimed]] = field(default_factory=list)

    def worker(self, person: str | None, *facts: PictureFact, phone: str = "", **claim: Any) -> "Told":
        """Facts of one worker, each with an id of its own and a claim with a name of her own."""
        name = NAMES[len({it for it, _, _ in self.said}) % len(NAMES)] if person else ""
        known = next((made.names for it, _, made in self.said if it == person), None)
        made = Claimed(known or ((name,) if name else ()), (phone,) if phone else (), **claim)
        for n, it in enumerate(facts):
            each = it._replace(id=f"{person}-{it.kind}-{n}-{len(self.said)}")
            self.said.append((person, each, made))
            self.network.take(person, each, made)
        return self


def recruited(
    when: str = "2026-01-05", name: str = "Rahmat Contoh", phone: str = "", licence: str = "", **data: Any
) -> PictureFact:
    said = {key: value for key, value in (("name", name), ("phone", phone), ("licence", licence)) if value}
    return fact("recruited", when, place={"area": "53.04.05.2001"}, recruiter=said, **data)


def departed(when: str = "2026-03-01", booking: str = "", **data: Any) -> PictureFact:
    said = {"booking": booking} if booking else {}
    place = {"country": "IDN", "post": "pelabuhan-rekaan"}
    return fact(
        "departed",
        when,
        place=place,
        **{"visa": "visit", "carrier": "XF-77", "official_crossing": True, **said, **data},
    )


def smuggled(when: str = "2026-03-01", booking: str = "B-77-1") -> PictureFact:
    return departed(when, booking, ticket_payer="recruiter")
