"""Forms of imports: the file, and what holds for every row of it."""

import re
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from kawal.facts.contract.kinds import KINDS, WITHDRAWN
from kawal.facts.imports.cellvalues import read_day
from kawal.reference import selectors as reference

MOST_BYTES = 200_000_000
ACCEPT = ".csv,.txt,.tsv,.xlsx,.xls,.ndjson,.jsonl,.json,.gz"
STAGES = {
    "upstream": _("Sebelum berangkat"),
    "abroad": _("Di luar negeri"),
    "downstream": _("Kepulangan"),
    "any": _("Kapan saja"),
}
# What a list says of all its people at once, by the path of the contract.
CONSTANTS = {
    "kind": "kind",
    "on": "occurred_at",
    "country": "place.country",
    "post": "place.post",
    "letter": "data.letter",
}
_DAY = re.compile(r"\b(\d{4}-\d\d?-\d\d?|\d{1,2}[-/.]\d{1,2}[-/.]\d{4}|\d{1,2} [A-Za-z]{3,9} \d{4})\b")
_LETTER = re.compile(r"\b(?:nomor|no\.?)(?: surat)?\s*:?\s*(\S*\d\S*)", re.IGNORECASE)


class UploadForm(forms.Form):
    """One file. What it is shows in its content, not in its name."""

    file = forms.FileField(
        label=_("Berkas"),
        max_length=200,
        widget=forms.FileInput(attrs={"accept": ACCEPT}),
        error_messages={"empty": _("Berkas ini kosong."), "required": _("Pilih berkasnya.")},
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise forms.ValidationError(
                _("Berkas ini lebih besar dari 200 MB; bagi menjadi beberapa berkas.")
            )
        return file


class ConstantsForm(forms.Form):
    """What holds for every row that does not say it itself."""

    kind = forms.ChoiceField(
        label=_("Kejadian"),
        error_messages={"required": _("Apa yang terjadi pada orang-orang dalam daftar ini?")},
    )
    on = forms.CharField(
        label=_("Tanggal kejadian"),
        required=False,
        max_length=40,
        help_text=_("Untuk baris tanpa tanggal sendiri. Contoh: 2 Maret 2026."),
    )
    country = forms.ChoiceField(label=_("Negara"), required=False)
    post = forms.ChoiceField(label=_("Pos atau debarkasi"), required=False)
    letter = forms.CharField(label=_("Nomor surat"), required=False, max_length=200)

    def __init__(self, *args: Any, needs_kind: bool = True, **more: Any) -> None:
        """``needs_kind``: no column says what happened."""
        super().__init__(*args, **more)
        self.fields["kind"].required = needs_kind
        self._choices("kind", _kinds())
        self._choices(
            "country", [(it.code, it.label(get_language() or "id")) for it in reference.list_countries()]
        )
        self._choices("post", [(it.code, it.name) for it in reference.list_posts(only_debarkation=True)])

    def clean_on(self) -> str:
        said = str(self.cleaned_data["on"]).strip()
        day = read_day(said) if said else ""
        if day is None or (day and len(day) < len("2026-03-02")):
            raise forms.ValidationError(_("Tanggal ini tidak terbaca. Contoh: 2 Maret 2026."))
        return day

    def constants(self) -> dict[str, str]:
        """By path, without what was left open, is wrong or does not fit the kind."""
        self.is_valid()
        said = {CONSTANTS[name]: str(value) for name, value in self.cleaned_data.items() if value}
        kind = KINDS.get(said.get("kind", ""))
        if kind is None or "letter" not in kind.data:
            said.pop("data.letter", None)
        return said

    def _choices(self, name: str, choices: list[Any]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", "–"), *choices]


def read_from_titles(titles: list[str]) -> dict[str, str]:
    """Day and letter, as they stand above many a list."""
    text = "\n".join(titles)
    found = {}
    if (day := _DAY.search(text)) and read_day(day[1]):
        found["on"] = day[1]
    if letter := _LETTER.search(text):
        found["letter"] = letter[1]
    return found


def _kinds() -> list[tuple[str, list[tuple[str, str]]]]:
    english = get_language() == "en"
    return [
        (
            str(label),
            [
                (it.name, it.label_en if english else it.label_id)
                for it in KINDS.values()
                if it.stage == stage and it.name != WITHDRAWN
            ],
        )
        for stage, label in STAGES.items()
    ]
