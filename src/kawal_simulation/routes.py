"""Missions, posts and the ways between them: who stands where.

Corridors and first shelters follow the published accounts of Entikong, Nunukan, Batam,
Tanjungpinang, Dumai and Soekarno-Hatta.
"""

from __future__ import annotations

from typing import NamedTuple

from kawal_simulation.chance import Table

MISSIONS = {
    "HKG": "kjri-hong-kong", "TWN": "kdei-taipei", "KOR": "kbri-seoul", "JPN": "kbri-tokyo",
    "SGP": "kbri-singapura", "SAU": "kjri-jeddah", "ITA": "kbri-roma", "TUR": "kbri-ankara",
    "BRN": "kbri-bandar-seri-begawan", "ARE": "kbri-abu-dhabi", "QAT": "kbri-doha", "OMN": "kbri-muscat",
    "KHM": "kbri-phnom-penh", "MMR": "kbri-yangon", "THA": "kbri-bangkok", "PHL": "kbri-manila",
    "LAO": "kbri-vientiane", "MYS": "kbri-kuala-lumpur",
}  # fmt: skip
MISSION_BY_CORRIDOR = {
    "sarawak": "kjri-kuching", "sabah": "kjri-kota-kinabalu", "johor": "kjri-johor-bahru",
    "melaka": "kbri-kuala-lumpur",
}  # fmt: skip


class Route(NamedTuple):
    """A way home: post of arrival, its province, weekday of the batches (0 Monday), first shelter."""

    post: str
    province: str
    weekday: int
    shelter: str | None
    shelter_source: str | None


ROUTES = {
    "sarawak": Route("plbn-entikong", "61", 3, "p4mi-sanggau", "bp3mi-kalbar"),
    "sabah": Route("pelabuhan-tunon-taka", "65", 2, "rusunawa-nunukan", "bp3mi-kaltara"),
    "johor": Route("pelabuhan-batam-centre", "21", 3, "sentra-tanjungpinang", "sentra-tanjungpinang"),
    "melaka": Route("pelabuhan-dumai", "14", 1, "p4mi-dumai", "bp3mi-riau"),
    "gulf": Route("bandara-soekarno-hatta", "36", 4, "rptc-bambu-apus", "rptc-bambu-apus"),
    "singapore": Route("pelabuhan-batam-centre", "21", 0, "rumah-ramah-batam", "bp3mi-kepri"),
    "scam": Route("bandara-soekarno-hatta", "36", 1, "rptc-bambu-apus", "rptc-bambu-apus"),
}
# Where procedural workers land when a contract ends (lounges of the ministry).
AIRPORTS = {
    "35": "bandara-juanda", "33": "bandara-soekarno-hatta", "52": "bandara-zam-lombok",
    "51": "bandara-ngurah-rai", "12": "bandara-kualanamu", "34": "bandara-yia", "73": "bandara-hasanuddin",
    "53": "bandara-el-tari",
}  # fmt: skip
BP3MI_OF_AIRPORT = {
    "bandara-juanda": "bp3mi-jatim", "bandara-soekarno-hatta": "bp3mi-banten",
    "bandara-zam-lombok": "bp3mi-ntb", "bandara-ngurah-rai": "bp3mi-bali", "bandara-kualanamu": "bp3mi-sumut",
    "bandara-yia": "bp3mi-diy", "bandara-hasanuddin": "bp3mi-sulsel", "bandara-el-tari": "bp3mi-ntt",
}  # fmt: skip
BP3MI = {
    "11": "bp3mi-aceh", "12": "bp3mi-sumut", "13": "bp3mi-sumbar", "14": "bp3mi-riau", "16": "bp3mi-sumsel",
    "18": "bp3mi-lampung", "21": "bp3mi-kepri", "31": "bp3mi-dki", "32": "bp3mi-jabar", "33": "bp3mi-jateng",
    "34": "bp3mi-diy", "35": "bp3mi-jatim", "36": "bp3mi-banten", "51": "bp3mi-bali", "52": "bp3mi-ntb",
    "53": "bp3mi-ntt", "61": "bp3mi-kalbar", "65": "bp3mi-kaltara", "71": "bp3mi-sulut", "73": "bp3mi-sulsel",
    "74": "bp3mi-sultra",
}  # fmt: skip
# Where nonprocedural workers go out. An unofficial crossing leaves no record.
EXITS = {
    "sarawak": Table({"plbn-entikong": 55, "plbn-aruk": 20, "plbn-badau": 5}),
    "sabah": Table({"pelabuhan-tunon-taka": 80, "plbn-sei-nyamuk": 20}),
    "johor": Table({"pelabuhan-batam-centre": 60, "pelabuhan-sri-bintan-pura": 20, "pelabuhan-bengkong": 10}),
    "melaka": Table({"pelabuhan-dumai": 80, "pelabuhan-tanjung-balai-asahan": 20}),
    "gulf": Table({"bandara-soekarno-hatta": 80, "bandara-juanda": 20}),
    "singapore": Table({"pelabuhan-batam-centre": 90, "bandara-soekarno-hatta": 10}),
    "scam": Table({"bandara-soekarno-hatta": 70, "bandara-kualanamu": 25, "bandara-juanda": 5}),
}
# Share that leaves by an official gate; Kuching 2023: 38 % had entered unofficially.
OFFICIAL = {
    "sarawak": 0.62,
    "sabah": 0.5,
    "johor": 0.75,
    "melaka": 0.7,
    "gulf": 1.0,
    "singapore": 0.95,
    "scam": 1.0,
}
CARRIERS = {
    "sarawak": ("road", "BUS-REKA"), "sabah": ("sea", "KM-CONTOH"), "johor": ("sea", "FERI-UMPAMA"),
    "melaka": ("sea", "FERI-MISAL"), "gulf": ("air", "XA"), "singapore": ("sea", "FERI-ANDAI"),
    "scam": ("air", "XB"),
}  # fmt: skip


def mission_of(country: str, corridor: str | None) -> str:
    return MISSION_BY_CORRIDOR.get(corridor or "", MISSIONS.get(country, "kbri-kuala-lumpur"))


def airport_of(province: str) -> str:
    return AIRPORTS.get(province, "bandara-soekarno-hatta")
