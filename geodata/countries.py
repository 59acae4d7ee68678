"""All 249 countries of ISO 3166-1, named in Indonesian and English by CLDR, through Babel."""

import csv
from pathlib import Path

from babel import Locale
from babel.core import get_global

COLUMNS = ("code", "alpha2", "numeric", "name_id", "name_en", "aliases")
# CLDR knows codes that ISO 3166-1 only reserves or leaves to users.
NOT_ISO = {
    "AC",
    "CP",
    "DG",
    "EA",
    "EU",
    "EZ",
    "IC",
    "QO",
    "TA",
    "UN",
    "XA",
    "XB",
    "XK",
    "ZZ",
    "CQ",
    "SU",
    "AN",
}
# CLDR lists withdrawn codes beside the standing ones; these stand.
STANDING = {"TL": ("TLS", "626"), "CD": ("COD", "180"), "FR": ("FRA", "250")}
SHORT = {
    "HK": ("Hong Kong", "Hong Kong"),
    "MO": ("Makau", "Macao"),
    "MM": ("Myanmar", "Myanmar"),
    "PS": ("Palestina", "Palestine"),
}
ALIASES = {
    "SAU": "saudi arab saudi ksa",
    "KOR": "korea korsel south korea",
    "PRK": "korut",
    "HKG": "hongkong hk hong kong",
    "MAC": "makau macau",
    "ARE": "uea uni emirat arab uae dubai abu dhabi",
    "USA": "amerika as",
    "GBR": "inggris britania uk",
    "MMR": "burma myanmar",
    "KHM": "kamboja cambodia",
    "TWN": "taiwan republik tiongkok",
    "CHN": "cina tiongkok rrt",
    "BRN": "brunai brunei darussalam",
    "TLS": "timor leste timor timur",
    "SGP": "singapura",
    "MYS": "malaysia sabah sarawak johor",
    "TUR": "turki turkiye",
    "CZE": "ceko",
    "CIV": "pantai gading",
    "NLD": "belanda",
    "VNM": "vietnam",
    "LAO": "laos",
    "PHL": "filipina",
    "JPN": "jepang",
    "RUS": "rusia",
}  # fmt: skip


def rows() -> list[tuple[str, ...]]:
    """Sorted by alpha-3 code. Numeric codes keep their leading zeros."""
    indonesian, english = Locale("id").territories, Locale("en").territories
    aliases = get_global("territory_aliases")
    alpha3, numeric = {}, {}
    for code, targets in aliases.items():
        if len(targets) == 1 and len(targets[0]) == 2:
            if len(code) == 3 and code.isalpha():
                alpha3[targets[0]] = code
            if len(code) == 3 and code.isdigit():
                numeric[targets[0]] = code
    found = []
    for alpha2 in sorted(english):
        if len(alpha2) == 2 and alpha2.isalpha() and alpha2 not in NOT_ISO:
            code, number = STANDING.get(alpha2) or (alpha3[alpha2], numeric[alpha2])
            names = SHORT.get(alpha2) or (indonesian[alpha2], english[alpha2])
            found.append((code, alpha2, number, *names, ALIASES.get(code, "")))
    return sorted(found)


def write(target: Path) -> int:
    found = rows()
    with target.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows(found)
    return len(found)
