"""Agencies of the list, and the offices that every province and regency has."""

from collections.abc import Iterator

from kawal.reference.loading.sources import FIRST_LIST, Row, records
from kawal.reference.search_text import folded

# kind, name, short name; the code is kind-PP for a province and kind-PPKK for a regency.
OFFICES = (
    ("dinsos", "Dinas Sosial", "Dinsos"),
    ("disnaker", "Dinas Tenaga Kerja", "Disnaker"),
    ("uptd-ppa", "UPTD Perlindungan Perempuan dan Anak", "UPTD PPA"),
    ("desa", "Pemerintah desa dan kelurahan di", "Desa di"),
)
_GENERIC = "One office of this kind per region; the name used locally may differ."


def agencies() -> Iterator[Row]:
    yield from _listed()
    yield from _regional()


def _listed() -> Iterator[Row]:
    for name, origin in (("agencies.csv", "list"), ("fictional/agencies.csv", "fictional")):
        for it in records(name):
            words = folded(f"{it['name']} {it['short_name']} {it['aliases']} {it['code'].replace('-', ' ')}")
            served = "{" + ",".join(it["countries"].split()) + "}"
            yield (
                it["code"], it["name"], it["short_name"], folded(it["short_name"]), it["kind"], it["level"],
                it["parent"], it["area_code"], served, it["is_state"] == "1", it["source"],
                it["verified"] == "1",
                words, it["valid_from"] or FIRST_LIST, None, origin,
            )  # fmt: skip


def _regional() -> Iterator[Row]:
    for area in records("areas.csv.gz"):
        code = area["code"]
        if len(code) > 5 or area["valid_to"]:
            continue
        where = area["name"] if len(code) == 2 else f"{'Kota' if code[3] >= '7' else 'Kab.'} {area['name']}"
        level, parent = ("province", "") if len(code) == 2 else ("regency", code[:2])
        for kind, name, short in OFFICES:
            label = f"{short} {where}"
            yield (
                f"{kind}-{code.replace('.', '')}", f"{name} {where}", label, folded(label), kind, level,
                f"{kind}-{parent}" if parent else "", code, "{}", True, _GENERIC, False,
                folded(f"{name} {short} {where}"), area["valid_from"], None, "list",
            )  # fmt: skip
