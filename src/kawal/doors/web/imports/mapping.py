"""The page on which an agency's own columns are told apart: what each means, and how the first rows would be read."""

from collections.abc import Mapping as MappingABC
from dataclasses import dataclass
from itertools import islice
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from kawal.access.scope import Power, Scope
from kawal.doors import intake
from kawal.doors.jobs import imports as jobs
from kawal.doors.web.front_desk import needs
from kawal.doors.web.imports.fields import choices_for, label_of
from kawal.doors.web.imports.forms import CONSTANTS, ConstantsForm, read_from_titles
from kawal.doors.web.kit.cards.office import ColumnRow, MappingCard, PreviewRow
from kawal.doors.web.kit.figures import masked_short
from kawal.facts.contract.errors import FactRefused
from kawal.facts.imports import selectors, services
from kawal.facts.imports.flat import REASON, clean, flattened
from kawal.facts.imports.guessing import guess_columns
from kawal.facts.imports.mapping import Mapping
from kawal.facts.imports.readers import open_path, said_of
from kawal.facts.imports.rows import Reading, Row
from kawal.facts.imports.selectors import ImportCard
from kawal.reference import selectors as reference

PREVIEWED = 20
EXAMPLES = 2
LONGEST_EXAMPLE = 60
NUMBERS = ("subject.nik", "subject.passport", "subject.kk", "subject.phones")
UNSHOWN = ("id", "kind", "source")


@dataclass(frozen=True, slots=True)
class _Asked:
    """What the page shows as chosen: what was sent, else what is remembered, else a guess."""

    columns: dict[str, str]
    constants: ConstantsForm
    words: MappingABC[str, MappingABC[str, str]]
    remembered: frozenset[str]

    def mapping(self) -> Mapping:
        said = self.constants.constants() if self.constants.is_valid() else {}
        return Mapping(self.columns, said, self.words)


@needs(Power.IMPORT)
@never_cache
@require_http_methods(["GET", "POST"])
def mapping(request: HttpRequest, code: str, *, scope: Scope) -> HttpResponse:
    card = selectors.get_import(scope=scope, code=code)
    if not card.is_waiting or card.path is None:
        return redirect("imports:result", code)
    with open_path(card.path) as reading:
        asked = _asked(request, reading, scope)
    chosen = asked.mapping()
    rows, said = _read(card, chosen)
    if request.method == "POST" and request.POST.get("act") == "take":
        problem = _problem(asked, rows, said)
        if not problem:
            return _taken(request, card, chosen, scope)
    else:
        problem = ""
    context = {
        "mapping": _card(card, reading, asked, rows, said),
        "form": asked.constants,
        "problem": problem,
    }
    return render(request, "imports/mapping.html", context, status=422 if problem else 200)


def _taken(request: HttpRequest, card: ImportCard, chosen: Mapping, scope: Scope) -> HttpResponse:
    services.choose_mapping(scope=scope, code=card.code, mapping=chosen)
    if request.POST.get("remember"):
        kept = {path: value for path, value in chosen.constants.items() if path not in _OF_ONE_FILE}
        services.remember_mapping(
            scope=scope,
            columns=card.columns,
            mapping=Mapping(chosen.columns, kept, chosen.words),
            now=timezone.now(),
        )
    jobs.defer(code=card.code, login=scope.actor)
    return redirect("imports:result", card.code)


_OF_ONE_FILE = frozenset({"occurred_at", "data.letter"})


def _asked(request: HttpRequest, reading: Reading, scope: Scope) -> _Asked:
    known = selectors.find_mapping(scope=scope, columns=reading.columns)
    words = known.words if known else {}
    if request.method == "POST":
        columns = {
            column: request.POST.get(f"column-{n}", "")[:120] for n, column in enumerate(reading.columns)
        }
        return _Asked(columns, ConstantsForm(request.POST), words, frozenset())
    said = dict(known.constants) if known else {}
    shown = {name: said[path] for name, path in CONSTANTS.items() if path in said}
    guessed = dict(known.columns) if known else guess_columns(reading.columns, said.get("kind"))
    form = ConstantsForm({**dict.fromkeys(CONSTANTS, ""), **read_from_titles(reading.titles), **shown})
    return _Asked(guessed, form, words, frozenset(known.columns if known else ()))


def _read(card: ImportCard, chosen: Mapping) -> tuple[list[Row], list[FactRefused | None]]:
    """The first rows as they would be taken in, and what would be refused of each."""
    assert card.path
    now = timezone.now()
    with open_path(card.path, by=intake.interpretation(chosen, sender=card.agency, now=now)) as reading:
        rows = list(islice(reading.rows, PREVIEWED))
    return rows, [_refusal(row, card.agency, now) for row in rows]


def _refusal(row: Row, source: str, now: Any) -> FactRefused | None:
    try:
        said_of(row, source=source, now=now)
    except FactRefused as refused:
        return refused
    return None


def _problem(asked: _Asked, rows: list[Row], said: list[FactRefused | None]) -> str:
    """Why the file cannot be taken like this; empty when it can."""
    targets = {*asked.columns.values(), *asked.mapping().constants}
    if not asked.constants.is_valid():
        return _("Isian di bawah belum benar.")
    if "kind" not in targets:
        return _("Pilih kejadiannya: apa yang terjadi pada orang-orang dalam daftar ini?")
    if "occurred_at" not in targets:
        return _("Isi tanggal kejadian, atau pilih kolom yang memuatnya.")
    if not targets & {"subject.name", "subject.nik", "subject.passport", "subject.kk", "subject.kawal_id"}:
        return _("Pilih kolom nama, atau sebuah nomor.")
    if rows and all(said):
        return _("Belum satu pun baris contoh terbaca. Lihat alasannya di bawah.")
    return ""


def _card(
    card: ImportCard, reading: Reading, asked: _Asked, rows: list[Row], said: list[FactRefused | None]
) -> MappingCard:
    kind = str(asked.constants.data.get("kind", ""))
    cells = [_shown(row.raw or {}) for row in rows]
    paths = list(dict.fromkeys(path for it in cells for path in it))
    return MappingCard(
        name=card.name,
        columns=_columns(reading, asked),
        choices=choices_for(kind, asked.columns),
        headings=[label_of(path, kind) for path in paths],
        preview=[
            PreviewRow(
                row.number,
                [(label_of(path, kind), shown.get(path, "")) for path in paths],
                [f"{label_of(it.field, kind)}: {it.message}" if it.field else it.message
                 for it in (refused.errors if refused else ())],
                [f"{label_of(it.field, kind)}: {it.message}" for it in row.remarks],
            )
            for row, shown, refused in zip(rows, cells, said, strict=True)
        ],
        note=_("Di atas tabel tertulis: %(text)s.") % {"text": "; ".join(reading.titles)[:300].rstrip(".")}
        if reading.titles
        else "",
    )  # fmt: skip


def _columns(reading: Reading, asked: _Asked) -> list[ColumnRow]:
    return [
        ColumnRow(
            key=str(n),
            heading=column,
            examples=_examples(reading, column, asked.columns.get(column, "")),
            chosen=asked.columns.get(column, ""),
            remembered=column in asked.remembered,
        )
        for n, column in enumerate(reading.columns)
        if clean(column) != REASON
    ]


def _examples(reading: Reading, column: str, target: str) -> list[str]:
    said = dict.fromkeys(text for row in reading.sample if (text := row.get(column, "").strip()))
    return [masked_short(it) if target in NUMBERS else it[:LONGEST_EXAMPLE] for it in islice(said, EXAMPLES)]


def _shown(raw: dict[str, Any]) -> dict[str, str]:
    """The cells of a row as it would be read, numbers masked and codes in words."""
    return {
        path: _in_words(path, text) for path, text in flattened(raw).items() if path not in UNSHOWN and text
    }


def _in_words(path: str, text: str) -> str:
    if path in NUMBERS:
        return ", ".join(masked_short(it) for it in text.split(";"))
    if path.endswith(".area"):
        return reference.area_label(text)
    if path in ("place.country", "subject.citizenship"):
        return reference.country_label(text)
    if path == "place.post":
        return reference.post_label(text)
    return text
