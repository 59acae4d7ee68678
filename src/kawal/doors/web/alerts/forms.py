"""How an alert ends, or is put aside, and what two officers decide about it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kawal.decisions.alerts.acts import SHORTEST_WHY
from kawal.decisions.alerts.budgets import LEAST, MOST
from kawal.decisions.alerts.services import SHORTEST_NOTE
from kawal.doors.web.alerts.words import OUTCOMES, RECUSALS
from kawal.doors.web.kit import times
from kawal.doors.web.kit.answering import whole_sentence


class CloseForm(forms.Form):
    outcome = forms.ChoiceField(
        label=_("Hasilnya"),
        choices=list(OUTCOMES.items()),
        widget=forms.RadioSelect,
        error_messages={"required": _("Pilih satu hasil.")},
    )
    note = whole_sentence(
        label=_("Satu kalimat tentang apa yang ditemukan"),
        help_text=_("Siapa yang dihubungi, kapan, dan apa yang dikatakan."),
        shortest=SHORTEST_NOTE,
    )


class SnoozeForm(forms.Form):
    """``most``: the longest in days that the level of the alert allows."""

    days = forms.ChoiceField(
        label=_("Kembali sesudah"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Pilih satu waktu.")},
    )
    why = forms.CharField(
        label=_("Menunggu apa"), help_text=_("Misalnya balasan perwakilan."), max_length=200, required=False
    )

    def __init__(self, *args: Any, most: int, **more: Any) -> None:
        super().__init__(*args, **more)
        days = self.fields["days"]
        assert isinstance(days, forms.ChoiceField)
        days.choices = [(str(it), times.span(it)) for it in (1, 2, 3, 7, 14, 30, 60) if it <= most]


class BudgetForm(forms.Form):
    per_day = forms.IntegerField(
        label=_("Peringatan yang sanggup dikerjakan unit dalam sehari"),
        help_text=_("Yang darurat tidak dihitung: semuanya selalu tampil."),
        min_value=LEAST,
        max_value=MOST,
        error_messages={
            "required": _("Tulis satu angka."),
            "invalid": _("Tulis satu angka."),
            "min_value": _("Paling sedikit 1 sehari."),
            "max_value": _("Paling banyak 500 sehari."),
        },
    )


class ProposeForm(forms.Form):
    why = whole_sentence(
        label=_("Mengapa perlu"),
        help_text=_("Apa yang diketahui, dan apa yang akan terjadi bila tidak dilakukan."),
        shortest=SHORTEST_WHY,
    )


class RecuseForm(forms.Form):
    reason = forms.ChoiceField(
        label=_("Mengapa"),
        choices=list(RECUSALS.items()),
        widget=forms.RadioSelect,
        error_messages={"required": _("Pilih satu alasan.")},
    )
