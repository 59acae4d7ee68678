"""Numbers that cannot be anyone's: NIK of region 99, phones 0800-0000, passports X0.

Every number is a scrambled place in a sequence, so two people never share one by chance
(phones up to 250,000 people, passports up to 333,000; beyond that they repeat, as
recycled numbers do).
"""

from __future__ import annotations

from datetime import date

PRIME = 999_983  # largest prime below a million
ID_PRIME = 1_000_000_007
PHONES_EACH, PASSPORTS_EACH, FACTS_EACH = 4, 3, 256
RENEWED, EARLIER = 1, 2  # slots of passports beside the present one, 0


def nik(area: str, born: date, sex: str, serial: int) -> str:
    """Sixteen digits: 99, kabupaten and kecamatan digits, birth day (women + 40), serial."""
    day = born.day + (40 if sex == "female" else 0)
    return f"99{area[3:5]}{area[6:8]}{day:02d}{born.month:02d}{born.year % 100:02d}{serial:04d}"


def serial_of(person: int) -> int:
    return person * 7_919 % 9_973 + 1


def family_card(area: str, registered: date, person: int) -> str:
    return f"99{area[3:5]}{area[6:8]}{registered:%d%m%y}{person * 4_801 % 9_967 + 1:04d}"


def phone(person: int, slot: int = 0) -> str:
    """E.164 with the reserved operator code 800-0000; four slots a person."""
    place = (person * PHONES_EACH + slot) * 611_953 % PRIME
    return f"+62 800-0000-{place:06d}"


def passport(person: int, slot: int = 0) -> str:
    return f"X0{(person * PASSPORTS_EACH + slot) * 350_377 % PRIME:06d}"


def fact_number(person: int, nth: int) -> int:
    """A number unique to the nth fact of a person that tells nothing of either."""
    return (person * FACTS_EACH + nth + 1) * 387_420_489 % ID_PRIME
