"""Published figures the fictional country follows: who leaves from where, to where.

Each table names its source. *Estimated* marks a value no source gives; it only fills
what the published rows leave open, never replaces one.
"""

from __future__ import annotations

# Placements by province of origin, 2024 (voi.id 444954; bp2mi.go.id statistik 2024).
# Sumut, Bali, Banten, Sumsel, Sulsel: 2023 (databoks dae45654a3b94ee). The 2024 total
# is 297,434, which leaves about 8,300 for all others: estimated split.
PROCEDURAL_ORIGINS = {
    "35": 79_001, "33": 66_297, "32": 61_236, "52": 30_342, "18": 25_016, "12": 10_550, "51": 9_359,
    "36": 3_183, "16": 2_088, "73": 2_076, "31": 1_500, "34": 1_600, "53": 1_300, "61": 900, "21": 700,
    "14": 600, "11": 500, "13": 400, "71": 400, "65": 200, "74": 200,
}  # fmt: skip

# Share of women among those placed. Nation 2023: 167,863 of 274,965 = 61 % (neumedia.id);
# NTB 2007-2022: 110,821 of 537,497 (tribunnews 2022/07/08); Lampung: 196,920 of 260,721
# (lampost); Jateng Jan-Feb 2025: 4,310 of 5,596 (jateng.tribunnews). Others estimated so
# that the nation comes to 61 %.
WOMEN_BY_ORIGIN = {
    "52": 0.206,
    "18": 0.755,
    "33": 0.77,
    "35": 0.62,
    "32": 0.60,
    "51": 0.42,
    "12": 0.55,
    "53": 0.55,
}
WOMEN_ELSEWHERE = 0.50

# Placements by destination, January-September 2024 (databoks, from the monthly tables;
# total 227,526). The rest of the table, 9,600, is split by the cumulative 2007-2024
# figures for UAE, Qatar and Oman (voi.id 444954): estimated.
PROCEDURAL_DESTINATIONS = {
    "HKG": 77_799, "TWN": 66_373, "MYS": 38_175, "KOR": 7_807, "JPN": 9_576, "SGP": 7_674, "SAU": 5_837,
    "ITA": 2_528, "TUR": 2_341, "BRN": 2_150, "ARE": 3_800, "QAT": 1_700, "OMN": 1_300,
}  # fmt: skip

# How strongly an origin and sex lean to a destination before the margins are fitted.
# NTB 2022: 16,912 of 17,255 to Malaysia; East and Central Java women to Hong Kong and
# Taiwan; Korea and Japan men in factories and fishery; Bali to Italy and Turkey.
LEANINGS = {
    ("52", "male", "MYS"): 400.0, ("52", "female", "MYS"): 60.0, ("51", "*", "ITA"): 60.0,
    ("51", "*", "TUR"): 40.0, ("51", "*", "HKG"): 0.1, ("51", "*", "TWN"): 0.1, ("35", "female", "HKG"): 3.0,
    ("33", "female", "HKG"): 2.5, ("18", "female", "HKG"): 2.0, ("18", "female", "TWN"): 2.0,
    ("32", "female", "SAU"): 4.0, ("32", "female", "TWN"): 2.0, ("12", "*", "MYS"): 6.0,
    ("53", "*", "MYS"): 6.0, ("61", "*", "MYS"): 9.0, ("21", "*", "SGP"): 5.0, ("14", "*", "MYS"): 5.0,
    ("11", "*", "MYS"): 8.0, ("73", "*", "MYS"): 5.0, ("*", "male", "HKG"): 0.01, ("*", "male", "KOR"): 25.0,
    ("*", "male", "JPN"): 8.0, ("*", "male", "TWN"): 1.5, ("*", "male", "SGP"): 0.1,
    ("*", "male", "SAU"): 0.5, ("*", "male", "ITA"): 2.0, ("*", "male", "TUR"): 1.5,
    ("*", "male", "BRN"): 2.5, ("*", "male", "MYS"): 2.0, ("*", "female", "KOR"): 0.5,
}  # fmt: skip

# Placements by kabupaten. Jatim Jan-Nov 2025 (apakabaronline); Jateng Jan-Feb 2025
# (jateng.tribunnews), Cilacap and Kendal likewise; Jabar 2022 (detik d-6777766) and 2013
# (liputan6 797517) scaled; NTB cumulative to June 2022 (tribunnews 2022/07/08) and
# Lampung cumulative (lampost), in thousands. Kabupaten without a figure share a
# remainder, REST_OF_PROVINCE of the province, evenly.
KABUPATEN = {
    "35": {"35.02": 3_077, "35.05": 2_726, "35.04": 2_858, "35.07": 2_699, "35.10": 1_998, "35.19": 1_466,
           "35.06": 1_213, "35.03": 1_213, "35.20": 1_067, "35.21": 791},
    "33": {"33.01": 1_099, "33.24": 777, "33.29": 536, "33.02": 353, "33.15": 333, "33.18": 333,
           "33.14": 239, "33.07": 211},
    "32": {"32.12": 12_794, "32.09": 7_639, "32.13": 5_474, "32.03": 2_600, "32.15": 2_100, "32.02": 1_900},
    "52": {"52.03": 235, "52.02": 147, "52.01": 67, "52.04": 34, "52.06": 17, "52.71": 12, "52.08": 10,
           "52.05": 6, "52.07": 5},
    "18": {"18.07": 98, "18.02": 37, "18.01": 32, "18.06": 16, "18.09": 14},
}  # fmt: skip
REST_OF_PROVINCE = {"35": 0.25, "33": 0.25, "32": 0.20, "52": 0.01, "18": 0.20}

# Focus districts of nonprocedural departure in NTT and its neighbours: remains received
# in 2025 to July (Ende 16, Malaka 14, Flores Timur 12, Belu 7, TTS 6, Lembata 5 ...) and
# victims served by the social ministry in 2023 (TTU 45, Lombok Timur 82, Lombok Tengah
# 62, Lumajang 62, Deli Serdang 46: radarlampung 2570).
NONPROCEDURAL_KABUPATEN = {
    "53": {"53.08": 16, "53.21": 14, "53.06": 12, "53.04": 9, "53.02": 8, "53.13": 5, "53.03": 10,
           "53.01": 6, "53.07": 8, "53.10": 3, "53.05": 3, "53.16": 2},
    "52": {"52.03": 82, "52.02": 62, "52.01": 20, "52.04": 10, "52.06": 8},
    "35": {"35.08": 62, "35.07": 25, "35.09": 22, "35.27": 30, "35.26": 25, "35.28": 18, "35.13": 10},
    "12": {"12.07": 46, "12.09": 18, "12.71": 14, "12.19": 12, "12.05": 8},
    "73": {"73.11": 20, "73.02": 22, "73.08": 18, "73.15": 12, "73.06": 10, "73.04": 9},
}  # fmt: skip

# Workers outside the system: 4.3 m against 5.3 m inside it (vice-minister, March 2025).
NONPROCEDURAL_SHARE = 4.3 / (4.3 + 5.3)

# How nonprocedural workers leave, weighted by how they come back a year: Kuching 3,941
# (2023), Sabah about 2,000 (2018-2023), Johor 5,860 (4,882 in ten months of 2025), Dumai
# 2,707 (2025), Saudi 1,165, UAE 565, Thailand 422, Singapore 340 (2024), Cambodia: 3,598
# mission cases in 2024.
CORRIDORS = {
    "sarawak": 3_941, "sabah": 2_000, "johor": 5_860, "melaka": 2_707, "gulf": 2_300, "singapore": 340,
    "scam": 2_600,
}  # fmt: skip

# Origins by corridor. Entikong, 16 Oct 2025, 136 people: Kalbar 86, Jatim 26, NTB 10,
# NTT 5 (kp2mi.go.id); Nunukan, Sept 2025 and Jan and Feb 2026: Sulsel 91+58+118, NTT
# 36+59, Kaltara 38 (benuanta; kp2mi.go.id); Dumai 2025 (kiblatriau); Johor: social
# ministry 2016-2018, 21,000 people (indonesiaplus). Gulf, Singapore, scam: estimated.
CORRIDOR_ORIGINS = {
    "sarawak": {"61": 86, "35": 26, "52": 10, "53": 5, "33": 5, "73": 4},
    "sabah": {"73": 267, "53": 131, "65": 38, "35": 20, "74": 14, "52": 10},
    "johor": {"35": 9_073, "52": 3_768, "11": 2_686, "12": 2_648, "33": 1_141, "53": 845, "32": 827,
              "18": 535, "73": 321, "21": 300},
    "melaka": {"12": 624, "35": 542, "11": 473, "52": 259, "14": 146, "32": 144, "13": 107, "33": 78,
               "18": 59, "53": 54},
    "gulf": {"32": 40, "52": 25, "36": 15, "35": 10, "33": 6, "53": 4},
    "singapore": {"35": 30, "33": 25, "18": 15, "32": 10, "21": 10, "52": 10},
    "scam": {"12": 30, "71": 15, "32": 12, "31": 10, "21": 9, "61": 8, "33": 6, "35": 5, "14": 5},
}  # fmt: skip

# Men among those deported from Malaysia 80-84 % (Nunukan 2023: 1,670 of 1,981); Entikong
# example 110 of 136. Gulf domestic work, Singapore: estimated; scam: mission lists say
# mostly men.
MEN_BY_CORRIDOR = {
    "sarawak": 0.81, "sabah": 0.84, "johor": 0.80, "melaka": 0.80, "gulf": 0.06, "singapore": 0.25,
    "scam": 0.75,
}  # fmt: skip
CORRIDOR_COUNTRIES = {
    "sarawak": {"MYS": 1}, "sabah": {"MYS": 1}, "johor": {"MYS": 1}, "melaka": {"MYS": 1},
    "gulf": {"SAU": 1_165, "ARE": 565, "QAT": 120, "OMN": 150}, "singapore": {"SGP": 1},
    # Online-scam cases to March 2024: Cambodia 1,914, Philippines 680, Thailand 364,
    # Myanmar 332, Laos 305 (tempo 1887595).
    "scam": {"KHM": 1_914, "PHL": 680, "THA": 364, "MMR": 332, "LAO": 305},
}  # fmt: skip
CHILDREN_IN_SABAH = 21 / 209  # Nunukan, 25 Sept 2025: 14 boys and 7 girls of 209
BORN_IN_SABAH = 45 / 209  # the same list: born there, no passport

# Why people stand at a debarkation point. Entikong example: no permit 84, no passport 29,
# gambling 23 of 136. Nunukan, 10 Feb 2026, 217 people: illegal entry 140, overstay 36,
# drugs 32, crime 9. Others: mission cases 2024, documents and visa first (tirto).
REASONS = {
    "sarawak": {"no_permit": 62, "no_passport": 21, "gambling": 17},
    "sabah": {"illegal_entry": 140, "overstay": 36, "drugs": 32, "crime": 9},
    "johor": {"overstay": 45, "no_permit": 35, "illegal_entry": 15, "crime": 5},
    "melaka": {"overstay": 40, "no_permit": 38, "illegal_entry": 18, "drugs": 4},
    "gulf": {"overstay": 50, "absconded": 35, "unpaid_wages": 15},
    "singapore": {"no_permit": 60, "overstay": 40},
    "scam": {"overstay": 62, "illegal_entry": 30, "online_gambling": 8},
}
# How they go on from there. Entikong: 124 of 136 by themselves; Kepri: about 80 % paid by
# the state before the 2025 cuts; Nunukan 2023: 992 of 1,981 sent home, the others stayed.
ONWARD = {
    "sarawak": {"self": 91, "family": 3, "state": 6},
    "sabah": {"state": 42, "self": 8, "stay": 50},
    "johor": {"state": 80, "self": 15, "family": 5},
    "melaka": {"self": 60, "state": 35, "family": 5},
    "gulf": {"self": 50, "state": 35, "family": 15},
    "singapore": {"self": 70, "state": 20, "family": 10},
    "scam": {"self": 35, "state": 60, "family": 5},
}
# Schemes, 2023: private 242,485, individual 18,908, government 11,967 (indopos).
SCHEMES = {"p_to_p": 242_485, "mandiri": 18_908, "g_to_g": 11_967}
# Education, 2022-24: 44 % upper, 31 % lower secondary, 22 % primary, 2 % diploma, 1 % degree.
EDUCATION = {
    "UpperSecondaryEducation": 44, "LowerSecondaryEducation": 31, "PrimaryEducation": 22,
    "ShortCycleTertiaryEducation": 2, "BachelorsOrEquivalentLevel": 1,
}  # fmt: skip
# At least one returnee in ten comes back a second time (field reports; uncertain).
REPEAT_RETURN = 0.10
# Registry: 3.5 % born on 1 January; 12 % without a NIK at hand (nonprocedural lists).
BORN_NEW_YEAR = 0.035
WITHOUT_NIK = 0.12
