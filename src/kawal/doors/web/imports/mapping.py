"""The page on which an agency's own columns are told apart: what each means, and how the first rows would be read."""

from collections.abc import Mapping as MappingABC
from dataclasses import dataclass
from datetime import date, datetime
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
from kawal.doors.web.imports.known import known_among
from kawal.doors.web.kit import times
from kawal.doors.web.kit.cards.office import ColumnRow, KnownList, MappingCard, PreviewRow
from kawal.doors.web.kit.figures import masked_short
from kawal.doors.web.kit.words import SEXES, word
from kawal.facts.contract.errors import FactRefused, FieldError, Remark
from kawal.facts.contract.remarks import remarks_of
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
LONGEST_TITLES = 300
NUMBERS = ("subject.nik", "subject.passport", "subject.kk", "subject.phones")
DATES = ("occurred_at", "sent_at", "subject.birth_date")
UNSHOWN = ("id", "kind", "source")


@dataclass(frozen=True, slots=True)
class _Asked:
    """What the page shows as chosen: what was sent, else what is remembered, else a guess.

    :ivar form: as it is shown; :ivar said: the same with its values, to be read.
    """

    columns: dict[str, str]
    form: ConstantsForm
    said: ConstantsForm
    words: MappingABC[str, MappingABC[str, str]]
    remembered: frozenset[str]

    def mapping(self) -> Mapping:
        return Mapping(self.columns, self.said.constants(), self.words)


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
    rows = _read(card, chosen)
    if request.method == "POST" and request.POST.get("act") == "take":
        problem = _problem(asked, rows)
        if not problem:
            return _taken(request, card, chosen, scope)
    else:
        problem = ""
    known = _known(card, chosen, scope) if request.POST.get("act") == "known" else None
    context = {
        "mapping": _card(card, reading, asked, rows),
        "known": known,
        "form": asked.form,
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
        form = ConstantsForm(request.POST, needs_kind="kind" not in columns.values())
        return _Asked(columns, form, form, words, frozenset())
    constants = dict(known.constants) if known else {}
    shown = read_from_titles(reading.titles)
    shown |= {name: constants[path] for name, path in CONSTANTS.items() if path in constants}
    columns = dict(known.columns) if known else guess_columns(reading.columns, constants.get("kind"))
    return _Asked(
        columns,
        ConstantsForm(initial=shown, needs_kind="kind" not in columns.values()),
        ConstantsForm({**dict.fromkeys(CONSTANTS, ""), **shown}),
        words,
        frozenset(known.columns if known else ()),
    )


@dataclass(frozen=True, slots=True)
class _Read:
    """A row as it would be taken in, what would be refused of it, and what would be remarked."""

    row: Row
    refused: tuple[FieldError, ...]
    remarks: tuple[Remark, ...]


def _read(card: ImportCard, chosen: Mapping) -> list[_Read]:
    """The first rows as they would be taken in."""
    assert card.path
    now = timezone.now()
    with open_path(card.path, by=intake.interpretation(chosen, sender=card.agency, now=now)) as reading:
        return [_tried(row, card.agency, now) for row in islice(reading.rows, PREVIEWED)]


def _known(card: ImportCard, chosen: Mapping, scope: Scope) -> KnownList | None:
    assert card.path
    now = timezone.now()
    with open_path(card.path, by=intake.interpretation(chosen, sender=card.agency, now=now)) as reading:
        return known_among(reading.rows, scope=scope, source=card.agency, now=now)


def _tried(row: Row, source: str, now: datetime) -> _Read:
    try:
        said = said_of(row, source=source, now=now)
    except FactRefused as refused:
        return _Read(row, refused.errors, row.remarks)
    return _Read(row, (), (*row.remarks, *remarks_of(said, reference.known())))


def _problem(asked: _Asked, rows: list[_Read]) -> str:
    """Why the file cannot be taken like this; empty when it can."""
    targets = {*asked.columns.values(), *asked.mapping().constants}
    if not asked.said.is_valid():
        return _("Isian untuk semua baris belum lengkap.")
    if "occurred_at" not in targets:
        return _("Isi tanggal kejadian, atau pilih kolom yang memuatnya.")
    if not targets & {"subject.name", "subject.nik", "subject.passport", "subject.kk", "subject.kawal_id"}:
        return _("Pilih kolom nama, atau sebuah nomor.")
    if rows and all(it.refused for it in rows):
        return _("Belum satu pun baris contoh terbaca. Lihat alasannya di bawah.")
    return ""


def _card(card: ImportCard, reading: Reading, asked: _Asked, rows: list[_Read]) -> MappingCard:
    kind = asked.mapping().constants.get("kind", "")
    cells = [_shown(it.row.raw or {}) for it in rows]
    paths = list(dict.fromkeys(path for it in cells for path in it))
    titles = "; ".join(reading.titles)[:LONGEST_TITLES].rstrip(".")
    return MappingCard(
        name=card.name,
        columns=_columns(reading, asked),
        choices=choices_for(kind, asked.columns),
        headings=[label_of(path, kind) for path in paths],
        preview=[
            PreviewRow(
                it.row.number,
                [(label_of(path, kind), shown.get(path, "")) for path in paths],
                _problems(it, asked, kind),
                [f"{label_of(one.field, kind)}: {one.message}" for one in it.remarks],
            )
            for it, shown in zip(rows, cells, strict=True)
        ],
        note=_("Di atas tabel tertulis: %(text)s.") % {"text": titles} if titles else "",
    )


def _problems(read: _Read, asked: _Asked, kind: str) -> list[str]:
    """What is wrong with one row; what no row says yet stands once, above."""
    said = {*asked.columns.values(), *asked.mapping().constants}
    return [
        f"{label_of(it.field, kind)}: {it.message}" if it.field else it.message
        for it in read.refused
        if it.field not in ("kind", "occurred_at") or it.field in said
    ]


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
    return [_masked(it) if target in NUMBERS else it[:LONGEST_EXAMPLE] for it in islice(said, EXAMPLES)]


def _shown(raw: dict[str, Any]) -> dict[str, str]:
    """The cells of a row as it would be read, numbers masked and codes in words."""
    return {
        path: _in_words(path, text) for path, text in flattened(raw).items() if path not in UNSHOWN and text
    }


def _in_words(path: str, text: str) -> str:
    if path in NUMBERS:
        return ", ".join(_masked(it) for it in text.split(";"))
    if path == "subject.sex":
        return str(word(SEXES, text))
    if path in DATES and (day := _day(text)):
        return str(times.day(day))
    if path.endswith(".area"):
        return reference.area_label(text)
    if path in ("place.country", "subject.citizenship"):
        return reference.country_label(text)
    if path == "place.post":
        return reference.post_label(text)
    return text


def _masked(number: str) -> str:
    """A number whose digits a spreadsheet has lost hides nothing any more, and is to be seen."""
    return number if "E+" in number else masked_short(number)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:  # a year or a month alone, a time, a word
        return None
