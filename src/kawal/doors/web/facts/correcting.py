"""The form of a correction: the fact's own words to be mended, and those about who it is that carry no number."""

from datetime import datetime
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _

from kawal.access.scope import Scope
from kawal.doors.web.facts.forms import FactForm, new_fact_id
from kawal.doors.web.facts.inputs import show_day
from kawal.doors.web.kit import typed
from kawal.doors.web.kit.words import SEXES
from kawal.facts.contract.kinds import KINDS
from kawal.facts.contract.subject import NAME_LONGEST
from kawal.situation.people.cards import FactCard

SAID_OF_HER = {"s_name": "name", "s_sex": "sex", "s_born": "birth_date"}


class CorrectionForm(FactForm):
    """Numbers are not shown here and stay as they were: a wrong one is withdrawn with its fact and said anew."""

    def __init__(self, data: QueryDict | None, *, fact: FactCard, scope: Scope, now: datetime) -> None:
        super().__init__(
            data, kind=KINDS[fact.kind], scope=scope, now=now, fact=fact, initial={"id": new_fact_id()}
        )
        if not fact.subject:
            return
        self.fields["s_name"] = forms.CharField(
            label=_("Nama yang disebut"), max_length=NAME_LONGEST, required=False
        )
        sexes = [("", _("tidak disebut")), *((code, str(text)) for code, text in SEXES.items())]
        self.fields["s_sex"] = forms.ChoiceField(label=_("Jenis kelamin"), choices=sexes, required=False)
        self.fields["s_born"] = forms.CharField(
            label=_("Tahun atau tanggal lahir"), max_length=60, required=False
        )
        said = fact.subject
        shown = {
            "s_name": said.get("name", ""),
            "s_sex": said.get("sex", ""),
            "s_born": show_day(said.get("birth_date", "")),
        }
        self.initial = {**self.initial, **shown}

    def clean_s_born(self) -> str:
        said = str(self.cleaned_data["s_born"]).strip()
        if not said or "s_born" not in self.changed_data:
            return said
        try:
            return typed.birth_of(said, self.today)
        except typed.NoSuchDay:
            raise forms.ValidationError(
                _("Tanggal atau umur itu tidak mungkin. Perkiraan tahun pun boleh.")
            ) from None
        except typed.NotUnderstood:
            raise forms.ValidationError(
                _("Tulis umur (27), tahun (1999), atau tanggal (4 Jun 1999).")
            ) from None

    def raw_fact(self) -> dict[str, Any]:
        """With what was mended of the claim; an emptied field takes its value away."""
        mended = {
            key: self.cleaned_data[name]
            for name, key in SAID_OF_HER.items()
            if name in self.fields and name in self.changed_data
        }
        return {**super().raw_fact(), "subject": mended}

    def field_for(self, path: str) -> str | None:
        if path.split(".")[0] != "subject":
            return super().field_for(path)
        return next((name for name, key in SAID_OF_HER.items() if path.endswith(f".{key}")), "s_name")
