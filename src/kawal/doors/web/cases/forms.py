"""Opening and closing a case, a note, and a step of the way home."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kawal.access.scope import Scope
from kawal.doors.web.cases.words import ANSWERS, KINDS_OF_LEAVING, OUTCOMES
from kawal.doors.web.facts.forms import FactForm
from kawal.facts.contract.kinds import KINDS
from kawal.response.repatriation.raw import step_fact
from kawal.response.repatriation.steps import Step

LONGEST = 4000
PLACES = {"": (), "post": ("place",), "area": ("place", "area")}


class OpenForm(forms.Form):
    summary = forms.CharField(
        label=_("Apa yang perlu ditangani?"),
        help_text=_("Satu atau dua kalimat yang boleh dibacakan kepadanya."),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Tulis apa yang perlu ditangani, satu kalimat pun cukup.")},
    )
    alert = forms.CharField(max_length=40, required=False, widget=forms.HiddenInput)


class NoteForm(forms.Form):
    text = forms.CharField(max_length=LONGEST)


class CloseForm(forms.Form):
    outcome = forms.ChoiceField(
        label=_("Hasilnya"),
        choices=list(OUTCOMES.items()),
        widget=forms.RadioSelect,
        error_messages={"required": _("Pilih hasilnya.")},
    )
    note = forms.CharField(
        label=_("Keterangan"), required=False, max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 3})
    )


class StepForm(FactForm):
    """The form of the fact that is this step: only what the step asks. Leaving may be one of two kinds."""

    def __init__(self, *args: Any, step: Step, scope: Scope, now: datetime, **kwargs: Any) -> None:
        self.step = step
        fields = {name: field for kind in step.kinds for name, field in KINDS[kind].data.items()}
        asked = {name: fields[name] for name in step.fields}
        super().__init__(
            *args, kind=replace(KINDS[step.kinds[0]], data=asked), scope=scope, now=now, **kwargs
        )
        for name, answers in ANSWERS.get(step.code, {}).items():
            choices = [("", _("tidak disebut")), *answers]
            self.fields[f"d_{name}"] = forms.ChoiceField(
                label=self.fields[f"d_{name}"].label, choices=choices, required=False
            )
        if len(step.kinds) > 1:
            self.fields["kind"] = forms.ChoiceField(
                label=_("Caranya"), choices=KINDS_OF_LEAVING, widget=forms.RadioSelect, initial=step.kinds[0]
            )

    def _add_place(self) -> None:
        super()._add_place()
        for name in {"place", "area", "country"} - set(PLACES[self.step.place]):
            del self.fields[name]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        for name in ("place", "area", "country"):
            cleaned.setdefault(name, "")
        return cleaned

    def fact_about(self, kawal_id: str, name: str) -> dict[str, Any]:
        """The step as a fact about this person."""
        raw = self.raw_fact()
        return step_fact(
            self.step.code,
            fact_id=raw["id"],
            subject={"kawal_id": kawal_id, "name": name},
            occurred_at=raw["occurred_at"],
            kind=self.cleaned_data.get("kind", ""),
            basis=raw["basis"],
            place=raw["place"],
            data=raw["data"],
        )
