"""How a typed query or a stored name is brought to one spelling, and the short forms Indonesians type."""

from kawal.foundation.names import name_sort

# Words that say what kind of area follows.
KIND_WORDS = {
    "provinsi": "provinsi", "propinsi": "provinsi", "prov": "provinsi", "prop": "provinsi",
    "kabupaten": "kabupaten", "kab": "kabupaten", "kota": "kota", "kotamadya": "kota", "kodya": "kota",
    "kecamatan": "kecamatan", "kec": "kecamatan", "distrik": "kecamatan",
    "desa": "desa", "ds": "desa", "gampong": "desa", "nagari": "desa", "kampung": "desa",
    "kelurahan": "kelurahan",
    "kel": "kelurahan",
}  # fmt: skip
PROVINCES = {
    "nad": "11", "sumut": "12", "sumbar": "13", "sumsel": "16", "babel": "19", "kepri": "21", "dki": "31",
    "jakarta": "31", "jabar": "32", "jateng": "33", "diy": "34", "yogyakarta": "34", "jogja": "34",
    "jatim": "35",
    "ntb": "52", "ntt": "53", "kalbar": "61", "kalteng": "62", "kalsel": "63", "kaltim": "64",
    "kaltara": "65",
    "sulut": "71", "sulteng": "72", "sulsel": "73", "sultra": "74", "sulbar": "76", "malut": "82",
}  # fmt: skip
REGENCIES = {
    "tts": "53.02", "ttu": "53.03", "sbd": "53.18", "flotim": "53.06", "matim": "53.19", "mabar": "53.15",
    "lotim": "52.03", "loteng": "52.02", "lobar": "52.01", "klu": "52.08", "ksb": "52.07",
}  # fmt: skip


def folded(text: str) -> str:
    """Lower case, one space between words, no accents; an apostrophe inside a name parts nothing."""
    return name_sort(text.replace("'", "").replace("\u2019", ""))


def likeness(said: str, text: str) -> float:
    """How much of what was said stands in a text, 0 to 1: its share of three-letter pieces. Both folded."""
    pieces = _pieces(said)
    return len(pieces & _pieces(text)) / len(pieces) if pieces else 0.0


def _pieces(text: str) -> set[str]:
    """Beginnings of words count; their ends do not, so that a word half typed is found."""
    return {
        padded[at : at + 3] for word in text.split() for padded in (f"  {word}",) for at in range(len(word))
    }
