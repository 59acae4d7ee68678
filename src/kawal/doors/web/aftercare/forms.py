"""What is asked after home."""

from typing import Any
from uuid import uuid4

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from kawal.doors.web.aftercare.words import offer_label
from kawal.response.aftercare.programmes import PROGRAMMES, SERVICES

YES_NO = [("yes", _("Ya")), ("no", _("Tidak")), ("", _("Tidak ditanyakan"))]
ROUNDS = [(0, _("saat tiba")), (1, _("1 bulan")), (3, _("3 bulan")), (6, _("6 bulan")), (12, _("12 bulan"))]


class ActForm(forms.Form):
    """``act`` is made with the form: pressing twice says it once."""

    act = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, data: QueryDict | None = None, *, initial: dict[str, Any] | None = None) -> None:
        super().__init__(data, initial={"act": uuid4(), **(initial or {})})


class VisitForm(ActForm):
    months = forms.TypedChoiceField(label=_("Kunjungan"), choices=ROUNDS[1:], coerce=int)
    safe = forms.ChoiceField(
        label=_("Aman di rumah?"), choices=YES_NO, widget=forms.RadioSelect, required=False
    )
    employed = forms.ChoiceField(
        label=_("Sudah punya pekerjaan atau usaha?"), choices=YES_NO, widget=forms.RadioSelect, required=False
    )
    wants_to_leave = forms.ChoiceField(
        label=_("Ingin berangkat lagi?"), choices=YES_NO, widget=forms.RadioSelect, required=False
    )

    def said(self, name: str) -> bool | None:
        answer = self.cleaned_data[name]
        return None if answer == "" else bool(answer == "yes")


class GoalForm(forms.Form):
    goal = forms.CharField(
        label=_("Apa yang ia inginkan, dengan kata-katanya sendiri?"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Tulis keinginannya, satu kalimat pun cukup.")},
    )


class OfferForm(ActForm):
    what = forms.ChoiceField(label=_("Yang ditawarkan"))
    provider = forms.CharField(label=_("Dari siapa"), required=False, max_length=200)
    due_on = forms.DateField(
        label=_("Paling lambat"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )

    def __init__(self, data: QueryDict | None = None) -> None:
        super().__init__(data)
        what = self.fields["what"]
        assert isinstance(what, forms.ChoiceField)
        what.choices = [
            (str(_("Layanan")), [(f"service:{it}", offer_label("service", it)) for it in SERVICES]),
            (str(_("Program")), [(f"programme:{it}", offer_label("programme", it)) for it in PROGRAMMES]),
        ]

    @property
    def kind_and_code(self) -> tuple[str, str]:
        kind, _mark, code = self.cleaned_data["what"].partition(":")
        return kind, code


class RoundForm(ActForm):
    months = forms.TypedChoiceField(label=_("Kapan ditanyakan"), choices=ROUNDS, coerce=int)
