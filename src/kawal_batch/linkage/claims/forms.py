"""Forms of claims as a table of DuckDB: one row a claim, in the shape that `levels.sql` compares."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

import pyarrow as pa

from kawal.situation.linkage.rules.forms import Form, Spelling
from kawal.situation.linkage.rules.keys import MOST_MOTHER_WORDS, MOST_PLACES, MOST_WORDS, longest

LEVELS = (Path(__file__).parent / "levels.sql").read_text(encoding="utf-8")
AT_ONCE = 50_000

_TEXTS = pa.list_(pa.string())
_SPELLING = pa.struct([("norm", pa.string()), ("key", pa.string()), ("words", _TEXTS)])
SHAPE = pa.schema(
    [
        ("claim_id", pa.int64()),
        ("name", _SPELLING),
        ("name_key", pa.string()),
        ("names", pa.list_(_SPELLING)),
        ("father", _SPELLING),
        ("mother", _SPELLING),
        ("mother_key", pa.string()),
        ("born", pa.string()),
        ("regencies", _TEXTS),
        ("provinces", _TEXTS),
        ("sex", pa.string()),
        ("nik", pa.string()),
        ("kk", pa.string()),
        ("passport", pa.string()),
        ("phones", _TEXTS),
        ("home", pa.string()),
        ("refers_to", pa.string()),
        ("words", _TEXTS),
        ("mother_words", _TEXTS),
        ("places", _TEXTS),
    ]
)


def load(con: Any, forms: Iterable[tuple[int, Form]]) -> int:
    """Make the table ``form``; how many claims are in it."""
    con.execute(LEVELS)
    con.register("read", SHAPE.empty_table())
    con.execute("create or replace table form as select * from read")
    con.unregister("read")
    loaded = 0
    for some in _batches(forms):
        con.register("read", pa.Table.from_pylist([_row(claim, form) for claim, form in some], SHAPE))
        con.execute("insert into form select * from read")
        con.unregister("read")
        loaded += len(some)
    return loaded


def _batches(forms: Iterable[tuple[int, Form]]) -> Iterator[Sequence[tuple[int, Form]]]:
    source = iter(forms)
    while some := list(islice(source, AT_ONCE)):
        yield some


def _row(claim_id: int, form: Form) -> dict[str, object]:
    name, mother = form.names[0] if form.names else None, form.mother
    return {
        "claim_id": claim_id,
        "name": _spelling(name),
        "name_key": name.key if name else None,
        "names": [_spelling(it) for it in form.names] or None,
        "father": _spelling(form.father),
        "mother": _spelling(mother),
        "mother_key": mother.key if mother else None,
        "born": form.born or None,
        "regencies": [place for place in form.born_in if len(place) > 2] if form.born_in else None,
        "provinces": sorted({place[:2] for place in form.born_in}) or None,
        "sex": form.sex or None,
        "nik": form.nik or None,
        "kk": form.kk or None,
        "passport": form.passport or None,
        "phones": list(form.phones) or None,
        "home": form.home or None,
        "refers_to": form.refers_to or None,
        "words": list(longest(form.words, MOST_WORDS)),
        "mother_words": list(longest(mother.words, MOST_MOTHER_WORDS)) if mother else [],
        "places": list(form.born_in[:MOST_PLACES]),
    }


def _spelling(name: Spelling | None) -> dict[str, object] | None:
    return {"norm": name.norm, "key": name.key, "words": list(name.words)} if name else None
