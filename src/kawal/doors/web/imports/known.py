"""Before a file is taken: which of its rows are known people, which an officer will have to decide, which are new."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kawal.access.scope import Power, Scope
from kawal.doors.web.kit.cards.office import KnownList, KnownRow
from kawal.doors.web.people import rows
from kawal.facts.contract.errors import FactRefused
from kawal.facts.imports.readers import said_of
from kawal.facts.imports.rows import Row
from kawal.foundation.names import name_key
from kawal.situation.linkage import selectors as linkage
from kawal.situation.linkage.selectors import Candidate, Found

LOOKED_AT = 500
NUMBERS, NAMES = {"nik", "passport"}, {"name", "similar_name"}
ANSWERS: dict[str, str | Promise] = {
    "placed": gettext_lazy("sudah dikenal"),
    "decide": gettext_lazy("perlu diputuskan"),
    "new": gettext_lazy("orang baru"),
}


@dataclass(frozen=True, slots=True)
class _Said:
    number: int
    subject: Mapping[str, Any]


def known_among(some: Iterable[Row], *, scope: Scope, source: str, now: datetime) -> KnownList | None:
    """The first rows that name somebody, each with its answer; nothing for readers who may not ask who somebody is."""
    if not scope.may(Power.MATCH):
        return None
    said = list(_said(islice(some, LOOKED_AT), source, now))
    found = linkage.find_candidates_of_rows(
        scope=scope, subjects=[it.subject for it in said], now=now, limit=1
    )
    twins = _twins(said)
    made = [_row(it, each, twins.get(it.number)) for it, each in zip(said, found, strict=True)]
    counts = Counter(row.answer for row in made)
    return KnownList(
        counts=[(str(label), counts[answer]) for answer, label in ANSWERS.items()],
        rows=made,
        is_whole=len(said) < LOOKED_AT,
    )


def _said(some: Iterable[Row], source: str, now: datetime) -> Iterable[_Said]:
    for row in some:
        try:
            said = said_of(row, source=source, now=now)
        except FactRefused:
            continue  # told in the table of examples, and in the file of refused rows
        if said.subject:
            yield _Said(row.number, said.subject)


def _twins(said: Sequence[_Said]) -> dict[int, int]:
    """Rows of one list are different people; where two look like one, the later is told of the earlier."""
    first: dict[tuple[str, str], int] = {}
    found: dict[int, int] = {}
    for it in said:
        marks = [("nik", str(it.subject.get("nik") or ""))]
        marks.append((name_key(str(it.subject.get("name") or "")), str(it.subject.get("birth_date") or "")))
        for mark in marks:
            if all(mark) and first.setdefault(mark, it.number) != it.number:
                found[it.number] = first[mark]
    return found


def _row(said: _Said, found: Found, twin: int | None) -> KnownRow:
    best = found.candidates[0] if found.candidates else None
    answer = _answer(best)
    shown = rows.candidate(best) if best and answer != "new" else None
    notes = [_("mirip baris %(row)s") % {"row": twin}] if twin else []
    if found.elsewhere and not shown:
        notes.append(_("ada catatan yang mirip di instansi lain"))
    birth = str(said.subject.get("birth_date") or "")
    return KnownRow(
        number=said.number,
        name=rows.shown_name(str(said.subject.get("name") or "")),
        birth_year=birth[:4],
        answer=answer,
        label=str(ANSWERS[answer]),
        who=shown,
        notes=notes,
    )


def _answer(best: Candidate | None) -> str:
    if best is None:
        return "new"
    by_number = NUMBERS.intersection(best.reasons) and NAMES.intersection(best.reasons)
    if best.band == "same" or by_number:
        return "placed"
    return "decide" if best.band == "unsure" else "new"
