"""Forms of the dated tables, made from the table's own columns."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kawal.doors.web.context.cards import said
from kawal.doors.web.context.words import COLUMNS, STATUSES
from kawal.doors.web.kit.words import word
from kawal.doors.web.labels import language
from kawal.facts.contract.kinds import KINDS
from kawal.reference import selectors as reference
from kawal.reference.context.selectors import RowCard
from kawal.reference.context.specs import SPECS, Column
from kawal.situation.context.services import RowRefused

MOST_BYTES = 1_000_000
MOST_CHARACTERS = 1_000_000


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
            self.fields[column.name] = _field(column)
            if row is not None and column.name in SPECS[table].keyed_by:
                self.fields[column.name].disabled = True
        self.fields["valid_from"] = _day_field(COLUMNS["valid_from"])
        self.fields["valid_to"] = _day_field(
            COLUMNS["valid_to"], required=False, help_text=_("Kosong: sampai diakhiri.")
        )

    @property
    def said(self) -> dict[str, str]:
        return {name: "" if it is None else str(it) for name, it in self.cleaned_data.items()}

    def refuse(self, refused: RowRefused) -> None:
        """Beside the field that the reason names, else above the form."""
        text = said(refused.reason, language())
        name, _colon, rest = text.partition(": ")
        self.add_error(*((name, rest) if name in self.fields else (None, text)))


class EndForm(forms.Form):
    """The first day on which the row holds no more."""

    on = _day_field(gettext_lazy("Berakhir sebelum"))


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


class SureForm(forms.Form):
    """What was previewed, sent back to be taken in or to be given its refused rows."""

    name = forms.CharField(max_length=200)
    content = forms.CharField(max_length=MOST_CHARACTERS, strip=False)
    act = forms.ChoiceField(choices=(("take", "take"), ("refused", "refused")))


def _initial(table: str, row: RowCard | None, today: date | None) -> dict[str, Any]:
    if row is None:
        return {"valid_from": today}
    cells = dict(zip(SPECS[table].names, row.cells, strict=True))
    return cells | {"valid_from": today, "valid_to": row.valid_to}


def _field(column: Column) -> forms.Field:
    label, needed = word(COLUMNS, column.name), column.kind not in ("any", "text")
    if column.name == "country":
        countries = [(it.code, it.name_id) for it in reference.list_countries()]
        first = ("", _("pilih negara") if needed else _("semua negara"))
        return forms.ChoiceField(label=label, required=needed, choices=[first, *countries])
    if column.name == "status":
        return forms.ChoiceField(label=label, choices=list(STATUSES.items()))
    if column.name == "kind":
        kinds = sorted(((code, kind.label_id) for code, kind in KINDS.items()), key=lambda it: it[1])
        return forms.ChoiceField(label=label, choices=kinds)
    if column.kind in ("age", "days"):
        return forms.IntegerField(label=label, min_value=0)
    hints = {
        "occupation": _("Seperti dalam catatan, misalnya domestic_worker. Kosong: semua pekerjaan."),
        "channel": _("Seperti dalam catatan, misalnya app. Kosong: semua saluran."),
        "currency": _("Tiga huruf, misalnya MYR."),
        "post": _("Kode pos, misalnya plbn-entikong."),
    }
    numeric = {"inputmode": "decimal"} if column.kind == "money" else {}
    return forms.CharField(
        label=label,
        required=needed,
        max_length=300,
        help_text=hints.get(column.name, ""),
        widget=forms.TextInput(attrs=numeric),
    )
