"""What people do abroad and what it pays.

Occupations follow the 2024 table (housemaid 33.7 %, caregiver 17 %, factory, plantation,
construction: bp2mi.go.id statistik 2024) through the mix by country and sex. Wages are
round figures near what contracts said in 2024, illustrative and not for any other use.
"""

from __future__ import annotations

from typing import NamedTuple

from kawal_simulation.chance import Table


class Job(NamedTuple):
    occupation: str
    sector: str
    wage: int


CURRENCIES = {
    "HKG": "HKD", "TWN": "TWD", "MYS": "MYR", "KOR": "KRW", "JPN": "JPY", "SGP": "SGD", "SAU": "SAR",
    "ITA": "EUR", "TUR": "USD", "BRN": "BND", "ARE": "AED", "QAT": "QAR", "OMN": "OMR", "KHM": "USD",
    "MMR": "USD", "THA": "USD", "PHL": "USD", "LAO": "USD", "IDN": "IDR",
}  # fmt: skip
HOME, CARE, FACTORY = "domestic_worker", "caregiver", "manufacturing_worker"
ESTATE, BUILDING, FISHING = "plantation_worker", "construction_worker", "fisher"
ONLINE = "customer_service"
SECTORS = {
    HOME: "domestic", CARE: "care", FACTORY: "manufacturing", ESTATE: "plantation", BUILDING: "construction",
    FISHING: "fishing", ONLINE: "online", "hospitality_worker": "hospitality", "spa_therapist": "hospitality",
    "restaurant_worker": "hospitality", "nurse": "health", "driver": "domestic", "cleaner": "services",
    "welder": "manufacturing", "engineer": "professional", "agricultural_worker": "agriculture",
}  # fmt: skip
ZERO_COST = frozenset({HOME, CARE, ESTATE, FISHING, "cleaner", "driver"})
SKILLED = frozenset({"nurse", "engineer", "welder"})
WAGES = {
    ("HKG", HOME): 4_990, ("HKG", CARE): 5_200, ("TWN", CARE): 20_000, ("TWN", HOME): 20_000,
    ("TWN", FACTORY): 27_470, ("TWN", FISHING): 22_000, ("TWN", BUILDING): 27_470, ("MYS", ESTATE): 1_700,
    ("MYS", FACTORY): 1_700, ("MYS", HOME): 1_500, ("MYS", BUILDING): 1_900,
    ("MYS", "restaurant_worker"): 1_700, ("MYS", "cleaner"): 1_700, ("MYS", FISHING): 1_800,
    ("KOR", FACTORY): 2_060_000, ("KOR", FISHING): 2_060_000, ("JPN", CARE): 180_000,
    ("JPN", FACTORY): 175_000, ("JPN", "agricultural_worker"): 165_000, ("JPN", BUILDING): 190_000,
    ("SGP", HOME): 600, ("SAU", HOME): 1_500, ("SAU", "driver"): 1_800, ("SAU", "nurse"): 4_500,
    ("SAU", "hospitality_worker"): 1_900, ("ITA", "hospitality_worker"): 1_300,
    ("ITA", "spa_therapist"): 1_400, ("TUR", "spa_therapist"): 700, ("TUR", "hospitality_worker"): 650,
    ("BRN", HOME): 450, ("BRN", BUILDING): 600, ("BRN", "restaurant_worker"): 550, ("ARE", HOME): 1_400,
    ("ARE", "hospitality_worker"): 1_900, ("ARE", "welder"): 3_000, ("QAT", "engineer"): 9_000,
    ("QAT", HOME): 1_500, ("QAT", "welder"): 2_900, ("OMN", HOME): 120, ("OMN", "spa_therapist"): 250,
}  # fmt: skip
MIX = {
    ("HKG", "female"): {HOME: 90, CARE: 10}, ("HKG", "male"): {HOME: 1},
    ("TWN", "female"): {CARE: 84, HOME: 4, FACTORY: 12},
    ("TWN", "male"): {FACTORY: 62, FISHING: 24, BUILDING: 14},
    ("MYS", "female"): {HOME: 14, FACTORY: 66, "restaurant_worker": 13, "cleaner": 7},
    ("MYS", "male"): {ESTATE: 66, BUILDING: 16, FACTORY: 14, FISHING: 4}, ("KOR", "female"): {FACTORY: 1},
    ("KOR", "male"): {FACTORY: 74, FISHING: 26},
    ("JPN", "female"): {CARE: 45, FACTORY: 40, "agricultural_worker": 15},
    ("JPN", "male"): {FACTORY: 45, BUILDING: 30, "agricultural_worker": 25}, ("SGP", "female"): {HOME: 1},
    ("SGP", "male"): {HOME: 1},
    ("SAU", "female"): {HOME: 80, "nurse": 12, "hospitality_worker": 8},
    ("SAU", "male"): {"driver": 70, "hospitality_worker": 30},
    ("ITA", "*"): {"hospitality_worker": 80, "spa_therapist": 20},
    ("TUR", "*"): {"spa_therapist": 60, "hospitality_worker": 40},
    ("BRN", "female"): {HOME: 85, "restaurant_worker": 15},
    ("BRN", "male"): {BUILDING: 70, "restaurant_worker": 30},
    ("ARE", "female"): {HOME: 75, "hospitality_worker": 25},
    ("ARE", "male"): {"welder": 60, "hospitality_worker": 40}, ("QAT", "female"): {HOME: 1},
    ("QAT", "male"): {"welder": 65, "engineer": 35}, ("OMN", "female"): {HOME: 70, "spa_therapist": 30},
    ("OMN", "male"): {HOME: 1},
}  # fmt: skip
TABLES = {key: Table(mix) for key, mix in MIX.items()}
ONLINE_JOBS = Table({ONLINE: 1.0})


def jobs_in(country: str, sex: str) -> Table[str]:
    """Occupations open to one sex in one country; online work where there is no placement."""
    return TABLES.get((country, sex)) or TABLES.get((country, "*")) or ONLINE_JOBS


def job_of(occupation: str, country: str) -> Job:
    return Job(occupation, SECTORS[occupation], WAGES.get((country, occupation), 700))
