"""Forms of the dated tables, made from the table's own columns."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kawal.doors.web.context.cards import cell, said
from kawal.doors.web.context.jobs import job_code, job_label, job_names
from kawal.doors.web.context.words import COLUMNS, STATUSES
from kawal.doors.web.kit.answering import AnswerForm, whole_sentence
from kawal.doors.web.kit.words import word
from kawal.doors.web.labels import kind_label, language
from kawal.facts.contract.kinds import KINDS
from kawal.reference import selectors as reference
from kawal.reference.context.selectors import RowCard
from kawal.reference.context.specs import SPECS, Column
from kawal.situation.context.services import RowRefused

Choices = list[tuple[str, str]]
MOST_BYTES = 1_000_000
MOST_CHARACTERS = 1_000_000


def _why_field() -> forms.CharField:
    return whole_sentence(
        label=gettext_lazy("Mengapa perlu diubah"),
        help_text=gettext_lazy("Sebut dasarnya: surat, keputusan, atau kejadian. Petugas kedua membacanya."),
        rows=2,
    )


def _day_field(label: Any, **more: Any) -> forms.DateField:
    return forms.DateField(
        label=label,
        widget=forms.DateInput(attrs={"type": "date", "class": "input"}, format="%Y-%m-%d"),
        **more,
    )


class RowForm(forms.Form):
    """One row of a table; what it may hold is checked where it is written."""

    def __init__(
        self, table: str, data: Any = None, *, row: RowCard | None = None, today: date | None = None
    ) -> None:
        super().__init__(data, initial=_initial(table, row, today))
        for column in SPECS[table].columns:
            self.fields[column.name] = _field(column, str(self.initial.get(column.name, "")))
            if row is not None and column.name in SPECS[table].keyed_by:
                self.fields[column.name].disabled = True
        self.fields["valid_from"] = _day_field(COLUMNS["valid_from"])
        self.fields["valid_to"] = _day_field(
            COLUMNS["valid_to"], required=False, help_text=_("Kosong: sampai diakhiri.")
        )
        self.fields["why"] = _why_field()

    @property
    def said(self) -> dict[str, str]:
        """The row as it would be written."""
        cells = {name: it for name, it in self.cleaned_data.items() if name != "why"}
        said = {name: "" if it is None else str(it) for name, it in cells.items()}
        return said | {"occupation": job_code(said["occupation"])} if "occupation" in said else said

    def refuse(self, refused: RowRefused) -> None:
        """Beside the field that the reason names, else above the form."""
        text = said(refused.reason, language())
        name, _colon, rest = text.partition(": ")
        self.add_error(*((name, rest) if name in self.fields else (None, text)))


class EndForm(forms.Form):
    """The first day on which the row holds no more."""

    on = _day_field(gettext_lazy("Berakhir sebelum"))
    why = _why_field()


class WhyForm(forms.Form):
    """Why a row is withdrawn, or a table given."""

    why = _why_field()


class FileForm(forms.Form):
    """A file of one table."""

    file = forms.FileField(
        label=gettext_lazy("Berkas"),
        max_length=200,
        widget=forms.FileInput(attrs={"accept": ".csv,.txt"}),
        error_messages={
            "empty": gettext_lazy("Berkas ini kosong."),
            "required": gettext_lazy("Pilih berkasnya."),
        },
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise forms.ValidationError(
                _("Berkas ini lebih besar dari 1 MB; masukkan dengan perintah kawal context import.")
            )
        return file


class ChangeAnswerForm(AnswerForm):
    """``version``: of the table whose change was shown."""

    version = forms.IntegerField(widget=forms.HiddenInput)


class SureForm(forms.Form):
    """What was previewed, sent back to be taken in or to be given its refused rows."""

    name = forms.CharField(max_length=200)
    content = forms.CharField(max_length=MOST_CHARACTERS, strip=False)
    act = forms.ChoiceField(choices=(("take", "take"), ("refused", "refused")))


def _initial(table: str, row: RowCard | None, today: date | None) -> dict[str, Any]:
    if row is None:
        return {"valid_from": today}
    cells = dict(zip(SPECS[table].names, row.cells, strict=True))
    if cells.get("occupation"):
        cells["occupation"] = job_label(cells["occupation"])
    return cells | {"valid_from": today, "valid_to": row.valid_to}


def _field(column: Column, held: str) -> forms.Field:
    """``held`` is what the row says now, which a list may not know."""
    label, needed = word(COLUMNS, column.name), column.kind not in ("any", "text")
    if column.name in LISTED:
        return forms.ChoiceField(label=label, required=needed, choices=_choices(column, held, needed=needed))
    if column.kind in ("age", "days"):
        return forms.IntegerField(label=label, min_value=0)
    hints = {
        "occupation": _("Pilih dari saran atau tulis sendiri. Kosong: semua pekerjaan."),
        "currency": _("Tiga huruf, misalnya MYR."),
    }
    numeric = {"inputmode": "decimal"} if column.kind == "money" else {}
    made = forms.CharField(
        label=label,
        required=needed,
        max_length=300,
        help_text=hints.get(column.name, ""),
        widget=forms.TextInput(attrs=numeric),
    )
    if column.name == "occupation":
        made.suggestions = job_names()  # type: ignore[attr-defined]  # read by the kit
    return made


def _choices(column: Column, held: str, *, needed: bool) -> list[tuple[str, str]]:
    """By name, after the answer that stands for all or for none yet."""
    listed = sorted(LISTED[column.name](), key=lambda it: it[1])
    if held and held not in dict(listed):
        listed.append((held, cell(column.name, held)))
    return [("", _("pilih") if needed else cell(column.name, "")), *listed]


def _countries() -> Choices:
    return [(it.code, it.label(language())) for it in reference.list_countries()]


def _posts() -> Choices:
    return [(it.code, it.name) for it in reference.list_posts()]


def _channels() -> Choices:
    return [(it.code, it.label(language())) for it in reference.list_codes("channels")]


def _statuses() -> Choices:
    return [(code, str(said)) for code, said in STATUSES.items()]


def _kinds() -> Choices:
    return [(code, kind_label(code)) for code in KINDS]


LISTED = {"country": _countries, "post": _posts, "channel": _channels, "status": _statuses, "kind": _kinds}
