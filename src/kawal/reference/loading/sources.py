"""The committed data files and the rows they make. Nothing here knows the database."""

import csv
import gzip
import io
from collections.abc import Iterator
from importlib import resources
from typing import Any, TypeAlias

from kawal.reference.search_text import folded

Row: TypeAlias = tuple[Any, ...]
Record: TypeAlias = dict[str, str]

DATA = resources.files("kawal.reference") / "data"
FIRST_LIST = "2015-06-29"
_KIND_BY_FIRST_DIGIT = {"1": "kelurahan", "2": "desa", "3": "desa_adat"}


def content_of(name: str) -> bytes:
    """The bytes of a data file, decompressed where its name says so."""
    content = (DATA / name).read_bytes()
    return gzip.decompress(content) if name.endswith(".gz") else content


def records(name: str) -> Iterator[Record]:
    yield from csv.DictReader(io.StringIO(content_of(name).decode("utf-8")))


def area_kind(code: str) -> str:
    """Cities are numbered from 71; the first digit of a village number says which kind it is."""
    if len(code) == 2:
        return "provinsi"
    if len(code) == 5:
        return "kota" if code[3] >= "7" else "kabupaten"
    return "kecamatan" if len(code) == 8 else _KIND_BY_FIRST_DIGIT.get(code[9], "desa")


def areas() -> Iterator[Row]:
    for name, origin in (("areas.csv.gz", "list"), ("fictional/areas.csv", "fictional")):
        reader = csv.reader(io.StringIO(content_of(name).decode("utf-8")))
        next(reader)
        for (
            code,
            text,
            latitude,
            longitude,
            population,
            km2,
            offset,
            capital,
            since,
            until,
            successor,
        ) in reader:
            yield (
                code, text, folded(text), area_kind(code), code.count(".") + 1, code.rpartition(".")[0],
                latitude or None, longitude or None, population or None, km2 or None, offset or None,
                capital, successor,
                since, until or None, origin,
            )  # fmt: skip


def countries() -> Iterator[Row]:
    for it in records("countries.csv"):
        words = folded(f"{it['name_id']} {it['name_en']} {it['aliases']} {it['alpha2']} {it['code']}")
        yield (
            it["code"], it["alpha2"], it["numeric"], it["name_id"], it["name_en"], folded(it["name_id"]),
            words, FIRST_LIST, None, "list",
        )  # fmt: skip


def posts() -> Iterator[Row]:
    for name, origin in (("posts.csv", "list"), ("fictional/posts.csv", "fictional")):
        for it in records(name):
            words = folded(f"{it['name']} {it['aliases']} {it['code'].replace('-', ' ')}")
            yield (
                it["code"], it["name"], folded(it["name"]), it["kind"], it["area_code"],
                it["country"] or "IDN",
                it["latitude"] or None, it["longitude"] or None, it["debarkation"] == "1",
                it["crossing"] == "1",
                it["source"], it["verified"] == "1", words, it["valid_from"] or FIRST_LIST, None, origin,
            )  # fmt: skip


def corridors() -> Iterator[Row]:
    for it in records("corridors.csv"):
        yield (
            it["code"], it["name"], it["country"], it["mission"], it["post"], it["shelter"], it["onward"],
            it["source"], FIRST_LIST, None, "list",
        )  # fmt: skip


def companies() -> Iterator[Row]:
    for it in records("fictional/companies.csv"):
        words = folded(f"{it['name']} {it['licence']}")
        yield (
            it["code"], it["name"], folded(it["name"]), it["licence"], it["status"],
            it["status_since"] or None,
            it["seat_area"], it["phone"], it["source"], words, it["valid_from"], None, "fictional",
        )  # fmt: skip


def codes() -> Iterator[Row]:
    position, current = 0, ""
    for it in records("codes.csv"):
        position = position + 1 if it["list"] == current else 1
        current = it["list"]
        words = folded(f"{it['label_id']} {it['label_en']} {it['code'].replace('_', ' ')}")
        yield (
            f"{current}/{it['code']}", current, it["code"], position, it["label_id"], it["label_en"],
            it["parent"],
            it["standard"], it["source"], words, it["valid_from"], it["valid_to"] or None, "list",
        )  # fmt: skip


def limits() -> Iterator[Row]:
    for it in records("limits.csv"):
        yield (
            f"{it['rule']}@{it['valid_from']}", it["rule"], it["title_id"], it["title_en"],
            it["value"] or None,
            it["unit"], it["clock_from"], it["duty_of"], it["basis"], it["source"], it["confidence"],
            it["dating"],
            it["note"], it["valid_from"], it["valid_to"] or None, "list",
        )  # fmt: skip
