"""Where each of the 38 provinces stands in the tile map: every province is one equal square."""

TILES: dict[str, tuple[int, int, str]] = {
    # Kemendagri code of the province: column, row, two letters
    "11": (0, 0, "AC"), "12": (1, 1, "SU"), "13": (1, 2, "SB"), "14": (2, 2, "RI"), "15": (2, 3, "JA"),
    "16": (2, 4, "SS"), "17": (1, 3, "BE"), "18": (2, 5, "LA"), "19": (3, 3, "BB"), "21": (3, 1, "KR"),
    "31": (4, 5, "JK"), "32": (4, 6, "JB"), "33": (5, 6, "JT"), "34": (5, 7, "YO"), "35": (6, 6, "JI"),
    "36": (3, 6, "BT"), "51": (7, 6, "BA"), "52": (8, 6, "NB"), "53": (9, 6, "NT"), "61": (5, 2, "KB"),
    "62": (6, 2, "KT"), "63": (6, 3, "KS"), "64": (5, 3, "KI"), "65": (6, 1, "KU"), "71": (9, 1, "SA"),
    "72": (8, 2, "ST"), "73": (8, 4, "SN"), "74": (9, 3, "SG"), "75": (8, 1, "GO"), "76": (8, 3, "SR"),
    "81": (11, 4, "MA"), "82": (11, 2, "MU"), "91": (14, 2, "PA"), "92": (13, 2, "PB"), "93": (14, 4, "PS"),
    "94": (13, 3, "PT"), "95": (14, 3, "PP"), "96": (12, 2, "PD"),
}  # fmt: skip
FICTIONAL = (0, 7, "RE")
COLUMNS, ROWS, STEP, SIDE = 15, 8, 40, 37
