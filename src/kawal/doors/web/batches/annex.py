"""The annex of a letter: a spreadsheet or a pasted list becomes the list of a batch. Columns are matched as for any file."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from kawal.access.scope import Power, Scope
from kawal.doors import intake
from kawal.doors.web import status
from kawal.doors.web.front_desk import needs
from kawal.doors.web.imports.fields import HOME, WHO
from kawal.doors.web.imports.forms import ACCEPT, MOST_BYTES
from kawal.doors.web.kit.cards.office import ColumnRow, FieldGroup
from kawal.doors.web.kit.figures import masked_short
from kawal.facts.contract.errors import FactRefused, FieldError
from kawal.facts.imports import keeping, selectors, services
from kawal.facts.imports.guessing import NOTE, guess_columns
from kawal.facts.imports.mapping import Mapping
from kawal.facts.imports.readers import open_path, said_of
from kawal.facts.imports.refusals import Spool
from kawal.facts.imports.rows import Reading, Row
from kawal.facts.imports.selectors import ImportCard
from kawal.homecoming import returning
from kawal.response.returns import selectors as returns
from kawal.response.returns.cards import BatchCard
from kawal.response.returns.plans import BatchClosed, Listed

KIND = "return_planned"
MOST_ROWS, PREVIEWED, EXAMPLES = 2_000, 8, 2
GET_OR_POST = ["GET", "POST"]
NUMBERS = ("subject.nik", "subject.passport", "subject.kk", "subject.phones")


class AnnexForm(forms.Form):
    """A file, or what was copied out of a table."""

    one_suffices = ("file", "pasted")
    file = forms.FileField(
        label=gettext_lazy("Berkas lampiran"),
        required=False,
        max_length=200,
        widget=forms.FileInput(attrs={"accept": ACCEPT}),
        error_messages={"empty": gettext_lazy("Berkas ini kosong.")},
    )
    pasted = forms.CharField(
        label=gettext_lazy("Atau tempel daftarnya"),
        required=False,
        max_length=1_000_000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=gettext_lazy("Salin dari tabel, dengan baris judulnya: Nama, Tanggal lahir, Kabupaten."),
    )

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        file = said.get("file")
        if not file and not str(said.get("pasted") or "").strip():
            raise forms.ValidationError(_("Pilih berkasnya, atau tempel daftarnya."))
        if file and file.size > MOST_BYTES:
            raise forms.ValidationError(
                _("Berkas ini lebih besar dari 200 MB; bagi menjadi beberapa berkas.")
            )
        return said


@dataclass(slots=True)
class _Rows:
    """Rows of an annex: those that name somebody, and those that cannot be read."""

    people: list[Listed] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    refused: list[tuple[Row, Sequence[FieldError]]] = field(default_factory=list)


@needs(Power.IMPORT)
@never_cache
@require_http_methods(GET_OR_POST)
def upload(request: HttpRequest, code: str, *, scope: Scope) -> HttpResponse:
    now = timezone.now()
    batch = returns.get_batch(scope=scope, code=code, now=now).batch
    form = AnnexForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        sent = _received(form, scope, now)
        if sent:
            return redirect("batches:mapping", code, sent)
    context = {
        "form": form,
        "title": _("Siapa saja dalam rombongan ini?"),
        "sentence": _(
            "Baris jumlah di bawah tabel dilewati. Daftar yang sama dikirim lagi tidak menambah siapa pun."
        ),
        "verb": _("Baca daftarnya"),
        "back_url": reverse("batches:page", args=[code]),
        "crumb": batch.code,
        "with_file": True,
        "status": status.status_of(request, now),
    }
    return render(request, "batches/form.html", context, status=422 if form.errors else 200)


@needs(Power.IMPORT)
@never_cache
@require_http_methods(GET_OR_POST)
def mapping(request: HttpRequest, code: str, sent: str, *, scope: Scope) -> HttpResponse:
    """Which column means what; then the list is taken in."""
    now = timezone.now()
    batch = returns.get_batch(scope=scope, code=code, now=now).batch
    card = selectors.get_import(scope=scope, code=sent)
    if not card.is_waiting or card.path is None:
        return redirect("batches:people", code)
    with open_path(card.path) as reading:
        columns = _columns(request, reading, scope)
    chosen = Mapping(columns, {"kind": KIND, "occurred_at": f"{timezone.localdate(now)}"}, {})
    problem = ""
    if request.POST.get("act") == "take":
        problem = _problem(columns)
        if not problem:
            return _taken(request, batch, card, chosen, scope, now)
    read = _read(card, chosen, now, PREVIEWED)
    context = {
        "batch": batch,
        "columns": _rows_of(reading, columns),
        "choices": _choices(),
        "preview": [
            {"number": row.number, "name": it.subject.get("name", "–"), "vulnerable": it.vulnerable}
            for row, it in zip(read.rows, read.people, strict=True)
        ],
        "refused": [(row.number, " ".join(it.message for it in errors)) for row, errors in read.refused],
        "problem": problem,
        "back_url": reverse("batches:page", args=[code]),
    }
    return render(request, "batches/annex.html", context, status=422 if problem else 200)


def _received(form: AnnexForm, scope: Scope, now: datetime) -> str:
    """The code of the import under which the file is kept; nothing, and an error on the form, where it is none."""
    file = form.cleaned_data["file"]
    name = file.name if file else "daftar.csv"
    pieces = file.chunks() if file else [form.cleaned_data["pasted"].encode()]
    suffix = Path(name).suffix[:8].lower()
    kept = keeping.keep(pieces, suffix=suffix if suffix.isascii() else "", most=MOST_BYTES)
    reading, fault = intake.sent_as_is(keeping.place(kept))
    wrong = fault.message if fault else ""
    if not wrong and (reading.is_contract or not reading.columns):
        wrong = _("Judul kolomnya tidak ditemukan. Tabel perlu sebaris judul seperti Nama, NIK, Tanggal.")
    if wrong:
        keeping.remove(kept)
        form.add_error("file" if file else "pasted", wrong)
        return ""
    arrival = services.Arrival(
        name=name, path=kept, agency=scope.agency, format=reading.format, delimiter=reading.delimiter,
        columns=reading.columns, waits=True,
    )  # fmt: skip
    return services.start_import(scope=scope, arrival=arrival, now=now)


def _taken(
    request: HttpRequest, batch: BatchCard, card: ImportCard, chosen: Mapping, scope: Scope, now: datetime
) -> HttpResponse:
    read = _read(card, chosen, now, MOST_ROWS)
    try:
        answers = returning.list_people(scope=scope, code=batch.code, people=read.people, now=now)
    except BatchClosed:
        status.say(request, _("Rombongan ini sudah ditutup."), now=now, tone="warn")
        return redirect("batches:page", batch.code)
    counted = Counter(it.status for it in answers)
    services.choose_mapping(scope=scope, code=card.code, mapping=chosen)
    if request.POST.get("remember"):
        services.remember_mapping(
            scope=scope, columns=card.columns, mapping=Mapping(chosen.columns, {"kind": KIND}, {}), now=now
        )
    work = services.begin(scope=scope, code=card.code, now=now)
    spool = Spool(work.spool, work.spooled)
    for row, errors in read.refused:
        spool.add(row, errors)
    step = services.Step(
        accepted=counted[returning.LISTED], repeated=len(answers) - counted[returning.LISTED], refused=len(read.refused),
        percent=99, spooled=spool.settle(),
    )  # fmt: skip
    spool.close()
    services.advance(scope=scope, code=card.code, after=0, step=step)
    services.finish(scope=scope, code=card.code, now=now)
    _say(request, counted, len(read.refused), now)
    return redirect("batches:people", batch.code)


def _say(request: HttpRequest, counted: Counter[str], refused: int, now: datetime) -> None:
    made = counted[returning.LISTED]
    said = [ngettext("%(n)s orang masuk daftar.", "%(n)s orang masuk daftar.", made) % {"n": made}]
    if counted[returning.REPEATED]:
        said.append(_("%(n)s sudah ada.") % {"n": counted[returning.REPEATED]})
    if counted[returning.TWICE]:
        said.append(_("%(n)s tertulis dua kali, dihitung sekali.") % {"n": counted[returning.TWICE]})
    if refused:
        said.append(_("%(n)s baris tidak terbaca; lihat Kiriman.") % {"n": refused})
    status.say(request, " ".join(said), now=now, tone="warn" if refused else "ok")


def _columns(request: HttpRequest, reading: Reading, scope: Scope) -> dict[str, str]:
    """What was sent, else what is remembered for these headings, else a guess."""
    if request.method == "POST":
        return {it: request.POST.get(f"column-{n}", "")[:120] for n, it in enumerate(reading.columns)}
    known = selectors.find_mapping(scope=scope, columns=reading.columns)
    return dict(known.columns) if known else guess_columns(reading.columns, KIND)


def _read(card: ImportCard, chosen: Mapping, now: datetime, most: int) -> _Rows:
    """The first rows as people; a note beside a name is why she needs care on the way, as annexes write it."""
    assert card.path
    notes = [column for column, target in chosen.columns.items() if target == NOTE]
    found = _Rows()
    with open_path(card.path, by=intake.interpretation(chosen, sender=card.agency, now=now)) as reading:
        for row in islice(reading.rows, most):
            try:
                said = said_of(row, source=card.agency, now=now)
            except FactRefused as refused:
                found.refused.append((row, refused.errors))
                continue
            note = "; ".join(text for it in notes if (text := (row.cells or {}).get(it, "").strip()))
            found.people.append(Listed(said.id, said.subject, note[:300]))
            found.rows.append(row)
    return found


def _problem(columns: dict[str, str]) -> str:
    if not {"subject.name", "subject.nik", "subject.passport", "subject.kawal_id"} & set(columns.values()):
        return _("Pilih kolom nama, atau sebuah nomor.")
    return ""


def _rows_of(reading: Reading, columns: dict[str, str]) -> list[ColumnRow]:
    return [
        ColumnRow(str(n), it, _examples(reading, it, columns.get(it, "")), columns.get(it, ""))
        for n, it in enumerate(reading.columns)
    ]


def _examples(reading: Reading, column: str, target: str) -> list[str]:
    said = dict.fromkeys(text for row in reading.sample if (text := row.get(column, "").strip()))
    return [masked_short(it) if target in NUMBERS else it[:60] for it in islice(said, EXAMPLES)]


def _choices() -> list[FieldGroup]:
    """What a column of an annex may say: who she is, where from, and what to watch for."""
    note = [(NOTE, _("Rentan karena, atau keterangan"))]
    return [
        FieldGroup(_("Orangnya"), [(it, str(text)) for it, text in WHO.items()]),
        FieldGroup(_("Asalnya"), [(it, str(text)) for it, text in HOME.items()]),
        FieldGroup(_("Di perjalanan"), note),
    ]
