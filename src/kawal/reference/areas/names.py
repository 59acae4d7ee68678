"""How an area is called on a screen, so that no two of them are mistaken for each other."""

_SHORT = {
    "kabupaten": "Kab.",
    "kota": "Kota",
    "kecamatan": "Kec.",
    "desa": "Desa",
    "kelurahan": "Kel.",
    "desa_adat": "Desa Adat",
}


def display_name(kind: str, name: str) -> str:
    """``Kab. Kupang``, ``Kota Kupang``: 26 regencies and cities share a name, so the kind stands before it.

    A province has its bare name.
    """
    short = _SHORT.get(kind)
    return f"{short} {name}" if short else name
