"""The columns of the tables of pictures and of signals, once: what is drawn, how it is written, how two drawings are compared. Pure."""

from collections.abc import Mapping
from operator import itemgetter
from typing import Any

import orjson

from kawal.situation.signals import VERSION
from kawal.situation.signals.columns import COLUMNS as SIGNALS

_TYPED = """
facts int|stay text|stay_since timestamptz|procedure text|procedure_rules text[]|last_contact_at timestamptz
last_fact_at timestamptz|sex text|birth_year smallint|home text|province text|regency text|country text|mission text
post text|entry_post text|shelter text|batch text|departed_at timestamptz|arrived_at timestamptz|left_at timestamptz
returned_at timestamptz|handed_over_at timestamptz|home_at timestamptz|died_at timestamptz
return_requested_at timestamptz|nationality_verified_at timestamptz|travel_document_at timestamptz
exit_cleared_at timestamptz|return_planned_at timestamptz|leave_on date|contact_due_at timestamptz
distress_at timestamptz|family_missing_at timestamptz|severe_complaint_at timestamptz|contact_lost_at timestamptz
awaited_at timestamptz|began_at timestamptz|arrival_due_at timestamptz|next_due_at timestamptz
clocks jsonb|because jsonb|procedure_because jsonb|screenings jsonb
"""
TYPES: dict[str, str] = dict(cell.split() for line in _TYPED.strip().splitlines() for cell in line.split("|"))
COLUMNS = tuple(TYPES)
JSON_COLUMNS = frozenset(name for name, typed in TYPES.items() if typed == "jsonb")


def cells_of(row: Mapping[str, Any]) -> tuple[Any, ...]:
    """The row as it is carried, in the order of :data:`COLUMNS`."""
    cells = dict(row)
    for name, empty in _EMPTY.items():
        value = row[name]
        cells[name] = orjson.dumps(value, option=orjson.OPT_SORT_KEYS).decode() if value else empty
    cells["procedure_rules"] = "{" + ",".join(row["procedure_rules"]) + "}"
    cells_in_order: tuple[Any, ...] = _in_order(cells)
    return cells_in_order


_KINDS = {"day": "date", "text": "text", "number": "bigint"}
SIGNAL_TYPES = {name: _KINDS[column.type] for name, column in SIGNALS.items()}
_in_order = itemgetter(*COLUMNS, *SIGNAL_TYPES)
_EMPTY = {name: "{}" if name == "because" else "[]" for name in JSON_COLUMNS}
CARRIED = "person_id bigint, drawn_at timestamptz, keys text[], name text, name_sort text, " + ", ".join(
    f"{name} {typed}" for name, typed in {**TYPES, **SIGNAL_TYPES}.items()
)
_LIST = ", ".join(COLUMNS)
_NEW = ", ".join(f"excluded.{name}" for name in COLUMNS)
_OLD = ", ".join(f"picture.{name}" for name in COLUMNS)
WRITE = f"""insert into picture (person_id, {_LIST}, drawn_at) select person_id, {_LIST}, drawn_at from drawn order by person_id
 on conflict (person_id) do update set ({_LIST}, drawn_at) = ({_NEW}, excluded.drawn_at)
 where ({_OLD}) is distinct from ({_NEW})"""
_SIGNALS = ", ".join(SIGNAL_TYPES)
_NEW_SIGNALS = ", ".join(f"excluded.{name}" for name in SIGNAL_TYPES)
_OLD_SIGNALS = ", ".join(f"signal.{name}" for name in SIGNAL_TYPES)
WRITE_SIGNALS = f"""insert into signal (person_id, version, {_SIGNALS})
 select person_id, {VERSION}, {_SIGNALS} from drawn order by person_id
 on conflict (person_id) do update set (version, {_SIGNALS}) = (excluded.version, {_NEW_SIGNALS})
 where (signal.version, {_OLD_SIGNALS}) is distinct from (excluded.version, {_NEW_SIGNALS})"""
WRITE_PEOPLE = """update person p set keys = d.keys, name = d.name, name_sort = d.name_sort from drawn d
 where p.person_id = d.person_id and (p.keys, p.name, p.name_sort) is distinct from (d.keys, d.name, d.name_sort)"""
DIFFERING = f"""select person_id from drawn d full join (select * from picture where person_id = any(%s)) s using (person_id)
 left join person p using (person_id) left join signal g using (person_id)
 where ({", ".join(f"d.{name}" for name in COLUMNS)}) is distinct from ({", ".join(f"s.{name}" for name in COLUMNS)})
 or ({", ".join(f"d.{name}" for name in SIGNAL_TYPES)}) is distinct from ({", ".join(f"g.{name}" for name in SIGNAL_TYPES)})
 or (d.keys, d.name) is distinct from (p.keys, p.name)"""
