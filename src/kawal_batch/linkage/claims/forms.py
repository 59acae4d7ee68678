"""Forms of claims as a table of DuckDB: one row a claim, in the shape that `levels.sql` compares.

They come as plain texts, a column after the other, and DuckDB takes them apart: that is a tenth of what handing over
nested rows takes.
"""

from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import pyarrow as pa

from kawal.situation.linkage.rules.forms import Form, Spelling
from kawal.situation.linkage.rules.keys import MOST_MOTHER_WORDS, MOST_PLACES, MOST_WORDS, longest

LEVELS = (Path(__file__).parent / "levels.sql").read_text(encoding="utf-8")
AT_ONCE = 20_000

_TEXTS = (
    "names", "father", "mother", "born", "born_in", "sex", "nik", "kk", "passport", "phones", "home", "refers_to", "words",
    "mother_words",
)  # fmt: skip
SAID = pa.schema([("claim_id", pa.int64()), *((name, pa.string()) for name in _TEXTS)])
# A spelling is its norm, a tab and its key; a list is divided by line ends, and what is missing is empty.
_MACROS = """
create or replace macro listed(said) as case when said = '' then [] else string_split(said, chr(10)) end;
create or replace macro spelt(said) as case when said <> '' then {'norm': split_part(said, chr(9), 1),
 'key': split_part(said, chr(9), 2), 'words': string_split(split_part(said, chr(9), 2), ' ')} end;
"""
_TAKEN_APART = f"""select claim_id, spelt(split_part(names, chr(10), 1)) as name,
 case when names <> '' then split_part(split_part(names, chr(10), 1), chr(9), 2) end name_key,
 case when names <> '' then list_transform(listed(names), lambda said: spelt(said)) end names,
 spelt(father) father, spelt(mother) mother, case when mother <> '' then split_part(mother, chr(9), 2) end mother_key,
 nullif(born, '') born,
 case when born_in <> '' then list_filter(listed(born_in), lambda place: length(place) > 2) end regencies,
 case when born_in <> '' then list_sort(list_distinct(list_transform(listed(born_in), lambda place: left(place, 2)))) end provinces,
 nullif(sex, '') sex, nullif(nik, '') nik, nullif(kk, '') kk, nullif(passport, '') passport,
 case when phones <> '' then listed(phones) end phones, nullif(home, '') home, nullif(refers_to, '') refers_to,
 listed(words) words, listed(mother_words) mother_words, listed(born_in)[:{MOST_PLACES}] places from read"""


def load(con: Any, forms: Iterable[tuple[int, Form]]) -> int:
    """Make the table ``form``; how many claims are in it."""
    return load_columns(con, tables_of(forms))


def load_columns(con: Any, tables: Iterable[pa.Table]) -> int:
    """The same of claims that were laid out in columns elsewhere: many processes can do that."""
    con.execute(LEVELS + _MACROS)
    _put(con, "create or replace table form as", SAID.empty_table())
    return sum(_put(con, "insert into form", some) for some in tables)


def columns_of(some: Iterable[tuple[int, Form]]) -> pa.Table:
    """Forms as columns of text, as DuckDB takes them over."""
    columns = list(zip(*(_row(claim, form) for claim, form in some), strict=True)) or [()] * len(SAID)
    arrays = [pa.array(column, kind) for column, kind in zip(columns, SAID.types, strict=True)]
    return pa.Table.from_arrays(arrays, schema=SAID)


def _put(con: Any, into: str, some: pa.Table) -> int:
    con.register("read", some)
    con.execute(f"{into} {_TAKEN_APART}")
    con.unregister("read")
    return int(some.num_rows)


def tables_of(forms: Iterable[tuple[int, Form]]) -> Iterator[pa.Table]:
    """Any number of forms, some at a time."""
    source = iter(forms)
    while some := list(islice(source, AT_ONCE)):
        yield columns_of(some)


def _row(claim_id: int, form: Form) -> tuple[object, ...]:
    mother = form.mother
    return (
        claim_id, "\n".join(map(_said, form.names)), _said(form.father), _said(mother), form.born, "\n".join(form.born_in),
        form.sex, form.nik, form.kk, form.passport, "\n".join(form.phones), form.home, form.refers_to,
        "\n".join(longest(form.words, MOST_WORDS)), "\n".join(longest(mother.words, MOST_MOTHER_WORDS)) if mother else "",
    )  # fmt: skip


def _said(name: Spelling | None) -> str:
    return f"{name.norm}\t{name.key}" if name else ""
