"""What a second officer is asked about the act of another."""

from django import forms
from django.utils.translation import gettext_lazy


class AnswerForm(forms.Form):
    answer = forms.ChoiceField(
        label=gettext_lazy("Jawaban Anda"),
        choices=[("confirmed", gettext_lazy("Setuju, lakukan")), ("refused", gettext_lazy("Tolak"))],
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Pilih satu jawaban.")},
    )
    why = forms.CharField(label=gettext_lazy("Alasan bila menolak"), max_length=2000, required=False)
